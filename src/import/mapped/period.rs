//! Years, months and quarters as tables write them.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Names of months, folded, by language; the first three letters of most of them are names, too.
const MONTHS: [&[&str]; 12] = [
    &["january", "januari", "enero", "janvier", "januar", "janeiro", "1월"],
    &["february", "februari", "pebruari", "febrero", "février", "fevrier", "februar", "fevereiro", "2월"],
    &["march", "maret", "marzo", "mars", "märz", "março", "3월"],
    &["april", "abril", "avril", "4월"],
    &["may", "mei", "mayo", "mai", "maio", "5월"],
    &["june", "juni", "junio", "juin", "junho", "6월"],
    &["july", "juli", "julio", "juillet", "julho", "7월"],
    &["august", "agustus", "agosto", "août", "aout", "8월"],
    &["september", "septiembre", "septembre", "setembro", "9월"],
    &["october", "oktober", "octubre", "octobre", "outubro", "10월"],
    &["november", "nopember", "noviembre", "novembre", "novembro", "11월"],
    &["december", "desember", "diciembre", "décembre", "decembre", "dezember", "dezembro", "12월"],
];

/// A year of four digits, within reason.
pub(in crate::import) fn year(text: &str) -> Option<i64> {
    let text = text.trim().strip_suffix(".0").unwrap_or(text.trim());
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| text.parse().ok()).flatten().filter(|year| (1500..=2100).contains(year))
}

/// The month of a name or number.
pub(in crate::import) fn month(text: &str) -> Option<u8> {
    let folded = text.trim().trim_end_matches('.').to_lowercase();
    if let Ok(number) = folded.parse::<u8>() {
        return (1..=12).contains(&number).then_some(number);
    }
    let numbered = folded.strip_prefix('m').and_then(|rest| rest.parse::<u8>().ok());
    if let Some(number) = numbered.filter(|number| (1..=12).contains(number)) {
        return Some(number);
    }
    let count = folded.chars().count();
    let is = |name: &&str| *name == folded || ((3..=4).contains(&count) && name.starts_with(&folded));
    let place = MONTHS.iter().position(|names| names.iter().any(is))?;
    u8::try_from(place + 1).ok()
}

/// A period as EDTF: a year, a month, a quarter, or a day.
pub(in crate::import) fn period(text: &str) -> Option<SmolStr> {
    let text = text.trim();
    if let Some(year) = year(text) {
        return Some(format!("{year:04}").into());
    }
    if let Some(months) = months_of_year(text) {
        return Some(months);
    }
    let text = text.split_once('T').filter(|(day, _)| day.len() == 10).map_or(text, |(day, _)| day);
    let parts: Vec<&str> =
        text.split(['-', '/', '.', ' ', ',', '\u{A0}', '년']).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [one, two] => {
            let (year, rest) = year(one).map(|year| (year, two)).or_else(|| year(two).map(|year| (year, one)))?;
            if let Some(quarter) = quarter(rest) {
                return Some(quarter_of(year, quarter));
            }
            if let Some(half) = half(rest) {
                return Some(half_of(year, half));
            }
            month(rest).map(|month| format!("{year:04}-{month:02}").into())
        }
        [one, two, three] if year(one).is_some() => {
            let (year, month, day) = (year(one)?, month(two)?, three.parse::<u8>().ok()?);
            (1..=31).contains(&day).then(|| format!("{year:04}-{month:02}-{day:02}").into())
        }
        // 31/01/2019, 01/31/2019: where it can be only one of the two.
        [_, _, three] if year(three).is_some() => WrittenDay::of(text)?.sure().map(SmolStr::from),
        // 2014M01, 201401, 2014Q1
        [only] if only.len() >= 6 && only.is_ascii() => {
            let year = year(&only[..4])?;
            match quarter(&only[4..]) {
                Some(quarter) => Some(quarter_of(year, quarter)),
                None if only.len() <= 7 => month(&only[4..]).map(|month| format!("{year:04}-{month:02}").into()),
                None => None,
            }
        }
        _ => None,
    }
}

/// A month with the last two digits of its year as EDTF: 2019-01 of “Jan-19”, “Jan 19” and “19-Jan”. Numbers below 50 are years
/// of this century; that it is no day of the month, a person has to say.
pub(super) fn short_month(text: &str) -> Option<SmolStr> {
    let (one, two) = text.trim().split_once(['-', ' ', '/', '\'', '’', '\u{A0}'])?;
    let two = two.trim_start_matches(['\'', '’']);
    let is_year = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_name = |text: &str| text.chars().all(|c| c.is_alphabetic() || c == '.') && text.chars().count() > 2;
    let (name, year) = match (is_name(one) && is_year(two), is_year(one) && is_name(two)) {
        (true, _) => (one, two),
        (_, true) => (two, one),
        (false, false) => return None,
    };
    let (month, year) = (month(name)?, year.parse::<u16>().ok()?);
    let century = if year < 50 { 2000 } else { 1900 };
    Some(format!("{}-{month:02}", century + year).into())
}

/// The year of a heading that a letter or a word begins, with the letter: “X2018”, “M2018”, “Exports2018”.
pub(super) fn lettered_year(text: &str) -> Option<(&str, SmolStr)> {
    let text = text.trim();
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (letters, digits) = text.split_at(text.len() - digits);
    let letters = letters.trim_end_matches(['_', '.', '-', ' ']);
    let is_word = !letters.is_empty() && letters.chars().all(char::is_alphabetic);
    is_word.then(|| year(digits)).flatten().map(|year| (letters, format!("{year:04}").into()))
}

/// In which order day and month stand in the dates of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayOrder {
    /// Nobody has said.
    Open,
    /// 31/01/2019.
    DayFirst,
    /// 01/31/2019.
    MonthFirst,
}

/// A date of two numbers and a year, as it is written: “01/02/2019”.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WrittenDay {
    first: u8,
    second: u8,
    year: i64,
    /// Where points part it, the day comes first.
    has_points: bool,
}

impl WrittenDay {
    pub(super) fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        // A time of day behind it says nothing of the date.
        let text = text.split_once(' ').filter(|(_, time)| time.contains(':')).map_or(text, |(day, _)| day);
        let mut parts = text.split(['/', '-', '.']);
        let (first, second, last) = (parts.next()?, parts.next()?, parts.next()?);
        let number = |text: &str| text.parse::<u8>().ok().filter(|number| (1..=31).contains(number) && text.len() < 3);
        let year = year(last).filter(|_| parts.next().is_none())?;
        let (first, second) = (number(first)?, number(second)?);
        (first <= 12 || second <= 12).then_some(Self { first, second, year, has_points: text.contains('.') })
    }

    /// Which order it shows by itself.
    pub(super) fn shows(self) -> Option<DayOrder> {
        match (self.first, self.second) {
            (13.., _) => Some(DayOrder::DayFirst),
            (_, 13..) => Some(DayOrder::MonthFirst),
            (one, two) if one == two || self.has_points => Some(DayOrder::DayFirst),
            _ => None,
        }
    }

    /// Whether its numbers alone do not tell the order.
    pub(super) fn has_two_readings(self) -> bool {
        self.first <= 12 && self.second <= 12
    }

    /// As EDTF, where it can be only one day.
    fn sure(self) -> Option<String> {
        self.by(self.shows()?)
    }

    /// As EDTF, in an order.
    pub(super) fn by(self, order: DayOrder) -> Option<String> {
        let (day, month) = match order {
            DayOrder::Open => return None,
            DayOrder::DayFirst => (self.first, self.second),
            DayOrder::MonthFirst => (self.second, self.first),
        };
        (month <= 12).then(|| format!("{:04}-{month:02}-{day:02}", self.year))
    }
}

/// The first year of one that begins within a calendar year and ends within the next: 2018 of “2018-19”, “2018/2019”.
pub(super) fn fiscal(text: &str) -> Option<i64> {
    let (first, second) = text.trim().split_once(['-', '/', '–'])?;
    let first = year(first)?;
    let second = second.trim();
    let is_next = match second.len() {
        2 => second.parse() == Ok((first + 1) % 100),
        4 => year(second) == Some(first + 1),
        _ => false,
    };
    is_next.then_some(first)
}

/// Such a year as EDTF, where it is known with which month it begins.
pub(super) fn fiscal_period(first: i64, month: u8) -> SmolStr {
    match month {
        2..=12 => format!("{first:04}-{month:02}/{:04}-{:02}", first + 1, month - 1).into(),
        _ => format!("{first:04}").into(),
    }
}

fn quarter(text: &str) -> Option<u8> {
    let lower = text.to_lowercase();
    let number = lower.strip_prefix('q').or_else(|| lower.strip_prefix("triwulan"))?;
    number.trim().parse().ok().filter(|quarter| (1..=4).contains(quarter))
}

/// The half of a year: “H1”, “S2”.
fn half(text: &str) -> Option<u8> {
    let lower = text.to_lowercase();
    let number =
        lower.strip_prefix('h').or_else(|| lower.strip_prefix("semester")).or_else(|| lower.strip_prefix('s'))?;
    number.trim().parse().ok().filter(|half| (1..=2).contains(half))
}

fn half_of(year: i64, half: u8) -> SmolStr {
    let first = (half - 1) * 6 + 1;
    format!("{year:04}-{first:02}/{year:04}-{:02}", first + 5).into()
}

/// A part of a year by its first and last month: “2023 (Jan-Sep)”, “Januari–Oktober 2014”.
fn months_of_year(text: &str) -> Option<SmolStr> {
    let words: Vec<&str> = text.split([' ', '\u{A0}', '(', ')', ',']).filter(|word| !word.is_empty()).collect();
    let place = words.iter().position(|word| year(word).is_some())?;
    let year = year(words[place])?;
    let rest: Vec<&str> = words.iter().enumerate().filter(|(at, _)| *at != place).map(|(_, word)| *word).collect();
    let joined = rest.join(" ");
    let (first, last) =
        [" - ", " – ", "-", "–", " to ", " s/d ", " bis "].iter().find_map(|sign| joined.split_once(sign))?;
    let is_word = |text: &str| text.chars().any(char::is_alphabetic);
    if !is_word(first) || !is_word(last) {
        return None;
    }
    let (first, last) = (month(first)?, month(last)?);
    (first < last).then(|| format!("{year:04}-{first:02}/{year:04}-{last:02}").into())
}

fn quarter_of(year: i64, quarter: u8) -> SmolStr {
    let first = (quarter - 1) * 3 + 1;
    format!("{year:04}-{first:02}/{year:04}-{:02}", first + 2).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_in_every_spelling() {
        for (text, edtf) in [
            ("2014", "2014"),
            ("2014.0", "2014"),
            ("2014-01", "2014-01"),
            ("2014-01-01", "2014-01-01"),
            ("2014-01-01T00:00:00", "2014-01-01"),
            ("Jan 2014", "2014-01"),
            ("Januari 2014", "2014-01"),
            ("Agustus-2014", "2014-08"),
            ("2014M03", "2014-03"),
            ("201412", "2014-12"),
            ("2014Q2", "2014-04/2014-06"),
            ("2014-Q4", "2014-10/2014-12"),
            ("2014년 3월", "2014-03"),
            ("03/2014", "2014-03"),
            ("2020 H1", "2020-01/2020-06"),
            ("S2 2020", "2020-07/2020-12"),
            ("2023 (Jan-Sep)", "2023-01/2023-09"),
            ("Jan-Okt 2024", "2024-01/2024-10"),
            ("Januari – Oktober 2014", "2014-01/2014-10"),
            ("31/01/2019", "2019-01-31"),
            ("01/31/2019", "2019-01-31"),
        ] {
            assert_eq!(period(text).as_deref(), Some(edtf), "{text}");
        }
        for text in
            ["", "Total", "14", "2014-13", "20140", "Jan-14", "03/04/2013", "1.234", "Sep-Jan 2014", "31/13/2019"]
        {
            assert_eq!(period(text), None, "{text}");
        }
        assert_eq!([fiscal("2018-19"), fiscal("2011/12"), fiscal("1999–2000")], [Some(2018), Some(2011), Some(1999)]);
        assert_eq!(
            [fiscal("2018-12"), fiscal("2018"), fiscal("2018-2020"), fiscal("1999-00")],
            [None, None, None, Some(1999)]
        );
        assert_eq!(fiscal_period(2018, 4), "2018-04/2019-03");
        assert_eq!(month("Mei"), Some(5));
        for (text, month) in [
            ("Jan-19", Some("2019-01")),
            ("19-Jan", Some("2019-01")),
            ("Okt 98", Some("1998-10")),
            ("Sept.-07", Some("2007-09")),
            ("Mar'21", Some("2021-03")),
            ("Jan-2019", None),
            ("Foo-19", None),
            ("1-Jan", None),
            ("01-19", None),
        ] {
            assert_eq!(short_month(text).as_deref(), month, "{text}");
        }
        assert_eq!(lettered_year("X2018"), Some(("X", "2018".into())));
        assert_eq!(lettered_year("EXP_2018"), Some(("EXP", "2018".into())));
        assert_eq!([lettered_year("2018"), lettered_year("X20"), lettered_year("HS6 2018")], [const { None }; 3]);
    }

    #[test]
    fn a_date_of_two_readings_is_read_in_the_order_that_is_said() {
        let by = |text: &str, order| WrittenDay::of(text).and_then(|day| day.by(order));
        assert_eq!(by("01/02/2019", DayOrder::DayFirst).as_deref(), Some("2019-02-01"));
        assert_eq!(by("01/02/2019", DayOrder::MonthFirst).as_deref(), Some("2019-01-02"));
        assert_eq!(by("01/02/2019", DayOrder::Open), None);
        assert_eq!(by("13/02/2019", DayOrder::MonthFirst), None);
        let shows = |text: &str| WrittenDay::of(text).and_then(WrittenDay::shows);
        assert_eq!(shows("31-1-2019"), Some(DayOrder::DayFirst));
        assert_eq!(shows("1/31/2019 00:00:00"), Some(DayOrder::MonthFirst));
        assert_eq!(shows("01.02.2019"), Some(DayOrder::DayFirst));
        assert_eq!(shows("1/2/2019"), None);
        assert_eq!(period("01.02.2019").as_deref(), Some("2019-02-01"));
        assert_eq!([WrittenDay::of("13/13/2019"), WrittenDay::of("1/2/19"), WrittenDay::of("0/1/2019")], [None; 3]);
        assert_eq!(month("ma"), None);
    }
}
