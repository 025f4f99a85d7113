//! Amounts as people type them: a value with the digits that were printed, and a unit.

use smol_str::SmolStr;

use crate::dossier::ReportedValue;

/// An amount, as the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedAmount {
    /// The value, with the digits that were typed: `1.41e6` of 1.41 million.
    pub value: SmolStr,
    /// The unit; nothing where none was typed.
    pub unit: Option<SmolStr>,
}

/// Words for powers of ten.
const SCALES: [(&str, i32); 22] = [
    ("thousand", 3),
    ("k", 3),
    ("tsd", 3),
    ("tausend", 3),
    ("ribu", 3),
    ("million", 6),
    ("millions", 6),
    ("mio", 6),
    ("mln", 6),
    ("mn", 6),
    ("m", 6),
    ("millionen", 6),
    ("juta", 6),
    ("billion", 9),
    ("billions", 9),
    ("bn", 9),
    ("mrd", 9),
    ("milliarden", 9),
    ("miliar", 9),
    ("trillion", 12),
    ("trillions", 12),
    ("tn", 12),
];

/// Signs and words of units, with the unit in the file.
const UNITS: [(&str, &str); 36] = [
    ("us$", "USD"),
    ("usd", "USD"),
    ("u.s. dollars", "USD"),
    ("us dollars", "USD"),
    ("us dollar", "USD"),
    ("€", "EUR"),
    ("eur", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("£", "GBP"),
    ("gbp", "GBP"),
    ("¥", "JPY"),
    ("jpy", "JPY"),
    ("yen", "JPY"),
    ("cny", "CNY"),
    ("rmb", "CNY"),
    ("yuan", "CNY"),
    ("₩", "KRW"),
    ("krw", "KRW"),
    ("won", "KRW"),
    ("rp", "IDR"),
    ("idr", "IDR"),
    ("rupiah", "IDR"),
    ("chf", "CHF"),
    ("%", "percent"),
    ("percent", "percent"),
    ("per cent", "percent"),
    ("prozent", "percent"),
    ("t", "t"),
    ("tonne", "t"),
    ("tonnes", "t"),
    ("tons", "t"),
    ("kg", "kg"),
    ("people", "people"),
    ("persons", "people"),
    ("visitors", "people"),
];

/// The amounts that a typed text may mean, the likeliest first: none where it is not understood, two where its comma or point can
/// be read in two ways.
///
/// ```
/// use attache::edit::typed::amounts;
///
/// let amount = &amounts("US$1.41 million")[0];
/// assert_eq!((amount.value.as_str(), amount.unit.as_deref()), ("1.41e6", Some("USD")));
/// ```
#[must_use]
pub fn amounts(typed: &str) -> Vec<TypedAmount> {
    let text = typed.trim().replace(['\u{A0}', '\u{202F}', '\u{2009}'], " ").replace('−', "-");
    let is_digit = |c: char| c.is_ascii_digit();
    let (Some(first), Some(end)) = (text.find(is_digit), text.rfind(is_digit)) else { return Vec::new() };
    let start = if text[..first].ends_with('-') { first - 1 } else { first };
    let (before, digits, behind) = (text[..start].trim(), &text[start..=end], text[end + 1..].trim());
    let mut words = behind.to_lowercase();
    let mut power = 0;
    if let Some((word, found)) = leading_scale(&words) {
        power = found;
        words = words[word.len()..].trim_start_matches('.').trim().to_owned();
    }
    let unit = match (unit_of(&before.to_lowercase()), unit_of(&words)) {
        (Some(unit), None) if words.is_empty() => Some(unit),
        (None, Some(unit)) if before.is_empty() => Some(unit),
        (None, None) if before.is_empty() && words.is_empty() => None,
        _ => return Vec::new(),
    };
    let mut found: Vec<TypedAmount> = numbers(digits, power != 0)
        .into_iter()
        .map(|number| if power == 0 { number } else { format!("{number}e{power}") })
        .filter(|value| ReportedValue::parse(value).is_ok())
        .map(|value| TypedAmount { value: value.into(), unit: unit.map(Into::into) })
        .collect();
    found.dedup();
    found
}

/// The word for a power of ten that a text begins with.
fn leading_scale(text: &str) -> Option<(&'static str, i32)> {
    let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    SCALES.iter().find(|(scale, _)| *scale == word).copied()
}

fn unit_of(text: &str) -> Option<&'static str> {
    UNITS.iter().find(|(word, _)| *word == text).map(|(_, unit)| *unit)
}

/// A number with its separators, as decimal digits with a point; in two ways where both are possible.
fn numbers(text: &str, is_scaled: bool) -> Vec<String> {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    if !digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\'' | '’')) {
        return Vec::new();
    }
    let plain = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let is_grouped = |text: &str, separators: &[char]| {
        let mut groups = text.split(separators);
        let first = groups.next().unwrap_or_default();
        (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3 && plain(group).len() == 3)
    };
    let marks: Vec<char> = digits.chars().filter(|c| matches!(c, '.' | ',')).collect();
    let found = match marks[..] {
        [] if plain(digits) == digits || is_grouped(digits, &[' ', '\'', '’']) => vec![plain(digits)],
        [] => Vec::new(),
        [mark] => {
            let Some((whole, part)) = digits.split_once(mark) else { return Vec::new() };
            let is_whole = plain(whole) == whole || is_grouped(whole, &[' ', '\'', '’']);
            if !is_whole || plain(part) != part || part.is_empty() {
                return Vec::new();
            }
            let decimal = format!("{}.{part}", plain(whole));
            let grouped = plain(digits);
            // Three digits behind a comma are a group in English, and decimals elsewhere; whole numbers are the likelier.
            match (part.len() == 3 && (1..=3).contains(&whole.len()) && whole != "0", mark, is_scaled) {
                (true, ',', false) => vec![grouped, decimal],
                (true, _, _) => vec![decimal, grouped],
                (false, _, _) => vec![decimal],
            }
        }
        [.., last] => {
            let others: Vec<char> = marks[..marks.len() - 1].to_vec();
            if others.iter().all(|mark| *mark == last) {
                if is_grouped(digits, &[last]) { vec![plain(digits)] } else { Vec::new() }
            } else {
                let Some((whole, part)) = digits.rsplit_once(last) else { return Vec::new() };
                let is_sound = !whole.contains(last) && is_grouped(whole, &['.', ',']) && plain(part) == part;
                if is_sound { vec![format!("{}.{part}", plain(whole))] } else { Vec::new() }
            }
        }
    };
    found.into_iter().map(|number| format!("{sign}{number}")).collect()
}

#[cfg(test)]
mod tests {
    use super::amounts;

    #[track_caller]
    fn check(typed: &str, expected: &[(&str, Option<&str>)]) {
        let found = amounts(typed);
        let found: Vec<_> = found.iter().map(|amount| (amount.value.as_str(), amount.unit.as_deref())).collect();
        assert_eq!(found, expected, "{typed}");
    }

    #[test]
    fn what_is_printed_keeps_its_digits() {
        check("US$1.41 million", &[("1.41e6", Some("USD"))]);
        check("US$ 3.260 million", &[("3.260e6", Some("USD")), ("3260e6", Some("USD"))]);
        check("1,465 t", &[("1465", Some("t")), ("1.465", Some("t"))]);
        check("82.24 %", &[("82.24", Some("percent"))]);
        check("82.24%", &[("82.24", Some("percent"))]);
        check("2,8 Mio. €", &[("2.8e6", Some("EUR"))]);
        check("€2.8bn", &[("2.8e9", Some("EUR"))]);
        check("-0.50", &[("-0.50", None)]);
        check("1 234 567,89 EUR", &[("1234567.89", Some("EUR"))]);
        check("1,234,567.89", &[("1234567.89", None)]);
        check("1.234.567", &[("1234567", None)]);
        check("964 thousand US dollars", &[("964e3", Some("USD"))]);
        check("Rp 20 miliar", &[("20e9", Some("IDR"))]);
    }

    #[test]
    fn what_is_not_understood_is_left_alone() {
        for typed in ["", "many", "5 apples", "1,2,3", "12 34", "$5 or 6", "1.2.3 t", "US$5 €", "$5"] {
            assert!(amounts(typed).is_empty(), "{typed}: {:?}", amounts(typed));
        }
    }
}
