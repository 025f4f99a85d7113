//! Commodities by their codes: which is part of which, and which of them may be added up.

use std::collections::{BTreeMap, BTreeSet};

/// The code that the name of a commodity begins with, as in `H4 2709`, `HS 27 Mineral fuels` or `27.09 Crude oil`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Code<'a> {
    /// The classification, such as `H4`; empty where none is named.
    classification: &'a str,
    /// The digits, without the points that part them.
    digits: String,
}

/// No classification has longer codes; what is longer is no code.
const MOST_DIGITS: usize = 12;

impl<'a> Code<'a> {
    fn of(goods: &'a str) -> Option<Self> {
        let mut words = goods.split_whitespace();
        let first = words.next()?;
        if let Some(digits) = digits(first) {
            return Some(Self { classification: "", digits });
        }
        let is_classification = first.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        let digits = words.next().filter(|_| is_classification).and_then(digits)?;
        Some(Self { classification: first, digits })
    }

    /// The codes that it is part of, were they there: all that it begins with.
    fn wholes(&self) -> impl Iterator<Item = &str> {
        (1..self.digits.len()).map(|length| &self.digits[..length])
    }
}

fn digits(word: &str) -> Option<String> {
    let is_code = word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let digits = word.replace('.', "");
    (is_code && (1..=MOST_DIGITS).contains(&digits.len())).then_some(digits)
}

/// Of the goods of one flow in one period, those whose values may be added up: none is part of another, and all that have a
/// code are counted in one classification, the one with the most of them.
pub(super) fn disjoint<'a>(goods: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut by_classification: BTreeMap<&str, BTreeMap<&'a str, Code<'a>>> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for goods in goods {
        match Code::of(goods) {
            Some(code) => by_classification.entry(code.classification).or_default().extend([(goods, code)]),
            None => taken.extend([goods]),
        }
    }
    // Of several with equally many, the first by name.
    let Some(most) = by_classification.values().rev().max_by_key(|codes| codes.len()) else { return taken };
    let all: BTreeSet<&str> = most.values().map(|code| code.digits.as_str()).collect();
    let is_apart = |code: &Code<'_>| !code.wholes().any(|whole| all.contains(whole));
    taken.extend(most.iter().filter(|(_, code)| is_apart(code)).map(|(goods, _)| *goods));
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_part_of(goods: &str, whole: &str) -> bool {
        let together = disjoint([goods, whole]);
        together.contains(whole) && !together.contains(goods)
    }

    #[test]
    fn a_code_is_part_of_the_code_that_it_begins_with() {
        let parts = [
            ("2709", "27"),
            ("H4 270900", "H4 2709"),
            ("2709 Crude oil", "27 Mineral fuels"),
            ("HS 2709.00", "HS 27.09"),
        ];
        for (goods, whole) in parts {
            assert!(is_part_of(goods, whole), "{goods} in {whole}");
        }
        let others = [("27", "27"), ("2709", "28"), ("27", "2709"), ("Rice 2", "Rice"), ("Rice 27", "Rice 2")];
        for (goods, whole) in others {
            assert!(!is_part_of(goods, whole), "{goods} in {whole}");
        }
    }

    #[test]
    fn only_what_is_counted_once_is_added_up() {
        let of = |goods: &[&'static str]| disjoint(goods.iter().copied()).into_iter().collect::<Vec<_>>();
        assert_eq!(of(&["H4 27", "H4 2709", "H4 270900", "H4 03"]), ["H4 03", "H4 27"]);
        assert_eq!(of(&["H4 2709", "H4 2710"]), ["H4 2709", "H4 2710"], "parts without their whole");
        assert_eq!(of(&["H4 27", "H5 27", "H5 03", "Rice"]), ["H5 03", "H5 27", "Rice"], "two classifications");
        assert_eq!(of(&["S3 33", "H4 27"]), ["H4 27"]);
        assert_eq!(of(&[]), Vec::<&str>::new());
    }
}
