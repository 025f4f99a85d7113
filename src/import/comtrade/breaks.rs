//! Where a series changes what it counts: a country whose code changed, a commodity under another revision.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use crate::import::areas::Area;

/// What one value of a series was counted under.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    /// The series, without code and revision.
    pub(super) series: String,
    /// Year and month, for the order.
    pub(super) order: (i64, u8),
    /// In words.
    pub(super) period: String,
    pub(super) reporter: Option<&'static Area>,
    pub(super) partner: Option<&'static Area>,
    pub(super) classification: SmolStr,
    pub(super) has_commodity: bool,
}

/// For each value what changed just before it, so that earlier ones are not comparable.
pub(super) fn breaks(values: &[Counted]) -> Vec<Option<String>> {
    let mut of_series: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, value) in values.iter().enumerate() {
        of_series.entry(&value.series).or_default().push(place);
    }
    let mut notes = vec![None; values.len()];
    for mut places in of_series.into_values() {
        places.sort_by_key(|place| (values[*place].order, *place));
        for two in places.windows(2) {
            notes[two[1]] = change(&values[two[0]], &values[two[1]]);
        }
    }
    notes
}

fn change(before: &Counted, now: &Counted) -> Option<String> {
    let mut changes = Vec::new();
    for (one, two) in [(before.reporter, now.reporter), (before.partner, now.partner)] {
        if let (Some(one), Some(two)) = (one, two)
            && one.code != two.code
        {
            changes.push(format!("{} is counted instead of {}", with_code(two), with_code(one)));
        }
    }
    if now.has_commodity && before.classification != now.classification && before.order != now.order {
        changes.push(format!(
            "goods are classified by {} instead of {}",
            classification_name(&now.classification),
            classification_name(&before.classification)
        ));
    }
    (!changes.is_empty()).then(|| format!("from {} on {}", now.period, changes.join(" and ")))
}

fn with_code(area: &Area) -> String {
    area.code.map_or_else(|| area.name.to_owned(), |code| format!("{} (code {code})", area.name))
}

/// A classification with its revision, as one cites it.
pub(super) fn classification_name(code: &str) -> String {
    let year = match code {
        "H0" => "1988/92",
        "H1" => "1996",
        "H2" => "2002",
        "H3" => "2007",
        "H4" => "2012",
        "H5" => "2017",
        "H6" => "2022",
        "H7" => "2028",
        "" => return "an unnamed classification".to_owned(),
        "HS" => return "HS as reported".to_owned(),
        _ => {
            let revision = code.strip_prefix('S').filter(|rest| rest.len() == 1);
            return match revision {
                Some(revision) => format!("SITC Rev. {revision}"),
                None => code.to_owned(),
            };
        }
    };
    format!("HS {year} ({code})")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::areas::area_by_code;

    #[test]
    fn changes_of_code_and_revision_are_said() {
        let value = |year, code, classification: &str| Counted {
            series: "a".to_owned(),
            order: (year, 0),
            period: year.to_string(),
            reporter: area_by_code(360),
            partner: area_by_code(code),
            classification: classification.into(),
            has_commodity: true,
        };
        let notes = breaks(&[value(1991, 276, "H0"), value(1990, 280, "H0"), value(1992, 276, "H1")]);
        let expected = "from 1991 on Germany (code 276) is counted instead of Fmr Fed. Rep. of Germany (code 280)";
        assert_eq!(notes[0].as_deref(), Some(expected));
        assert_eq!(notes[1], None);
        assert!(
            notes[2].as_deref().is_some_and(|note| note.contains("HS 1996 (H1) instead of HS 1988/92 (H0)")),
            "{notes:?}"
        );
    }
}
