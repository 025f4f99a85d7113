//! Dates of every kind that EDTF has.

use super::dice::Dice;

/// The first year and the last one.
const FIRST_YEAR: u64 = 1945;
const LAST_YEAR: u64 = 2025;

/// A year; the later ones come more often, as more is written down of them.
pub(super) fn year(dice: &mut Dice) -> u64 {
    let years = LAST_YEAR - FIRST_YEAR + 1;
    FIRST_YEAR + dice.below(years).max(dice.below(years))
}

/// When something was, as an EDTF value; `None` where nobody says.
pub(super) fn date(dice: &mut Dice, year: u64) -> Option<String> {
    let (month, day) = (dice.below(12) + 1, dice.below(28) + 1);
    let later = |years: u64| (year + years).min(LAST_YEAR);
    Some(match dice.below(1000) {
        0..580 => format!("{year}-{month:02}-{day:02}"),
        580..690 => format!("{year}-{month:02}"),
        690..760 => year.to_string(),
        760..800 => format!("{year}-{month:02}-{:02}/{year}-{month:02}-{day:02}", dice.below(day) + 1),
        800..830 => format!("{year}-{month:02}/{}-12", later(dice.below(3))),
        830..855 => format!("{year}/{}", later(dice.below(9))),
        855..875 => format!("{year}~"),
        875..895 => format!("{year}?"),
        895..905 => format!("{year}-{month:02}%"),
        905..917 => format!("{year}-{month:02}-{day:02}?"),
        917..927 => format!("{}X", year / 10),
        927..937 => format!("{year}-{month:02}-XX"),
        937..947 => format!("{year}-{}", dice.below(4) + 21),
        947..955 => format!("{year}-{month:02}-{day:02}/.."),
        955..963 => format!("../{year}"),
        963..971 => format!("/{year}-{month:02}"),
        971..979 => format!("{year}-{month:02}/"),
        979..984 => format!("[{year},{}-{month:02}]", later(1)),
        984..989 => format!("{{{year}-{month:02}-{day:02},{}}}", later(2)),
        989..991 => format!("{year}-{month:02}-{day:02}T09:30:00Z"),
        _ => return None,
    })
}
