//! Dates in words: the one place where an EDTF value becomes text for people.

use edtf_core::{
    Date as Part, DateField, DateTime, Edtf, Interval, IntervalEndpoint as End, Qualifier, Set, SetElement, SetKind,
    TimeShift, Year, YearKind,
};

use crate::dossier::{Date, Day, Edge};

use super::number::{EN_DASH, grouped};

mod years;

pub use years::{date_years, day_range_text};

/// The months of the year.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date in running text: “20 October to 3 November 2013”, “until 1972 (start date unknown)”, “about 1965”.
#[must_use]
pub fn date_text(date: &Date) -> String {
    Style::Long.date(date)
}

/// A date for a label: “20 Oct–3 Nov 2013”, “to 1972”, “c. 1965”.
#[must_use]
pub fn date_label(date: &Date) -> String {
    Style::Short.date(date)
}

/// A day in running text: “16 April 1964”.
#[must_use]
pub fn day_text(day: Day) -> String {
    let civil = day.civil();
    format!("{} {} {}", civil.day, month_name(civil.month), year_number(civil.year))
}

/// A year in running text: “2013”, “44 BC”, “AD 79”.
#[must_use]
pub fn year_text(year: i64) -> String {
    year_number(year)
}

/// A month for a label: “Aug 2018”.
#[must_use]
pub fn month_label(year: i64, month: u8) -> String {
    format!("{} {}", Style::Short.month(month), year_number(year))
}

/// A part of a year for a label beside that year: “Jan–Oct”, “Aug”, “3 Mar–17 Jun”.
#[must_use]
pub fn part_of_year_label(first: Day, last: Day) -> String {
    let (start, end) = (first.civil(), last.civil());
    let is_whole_months = start.day == 1 && end.day == crate::dossier::days_in_month(end.year, end.month);
    let name = |civil: crate::dossier::Civil| {
        let month = Style::Short.month(civil.month);
        if is_whole_months { month } else { format!("{} {month}", civil.day) }
    };
    let (start, end) = (name(start), name(end));
    if start == end { start } else { format!("{start}–{end}") }
}

/// How much room there is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Long,
    Short,
}

impl Style {
    fn date(self, date: &Date) -> String {
        let Some(parsed) = date.edtf() else { return date.text().to_owned() };
        match &parsed {
            Edtf::Date(part) => self.part(part, Some(date)),
            Edtf::DateTime(moment) => self.moment(moment),
            Edtf::Interval(interval) => self.interval(interval),
            Edtf::Set(set) => self.set(set),
        }
    }

    fn moment(self, moment: &DateTime) -> String {
        let day = self.part(&moment.date, None);
        if self == Self::Short {
            return day;
        }
        let time = moment.time;
        let shift = match time.shift {
            None => String::new(),
            Some(TimeShift::Utc) => " UTC".to_owned(),
            Some(TimeShift::Offset { minutes, .. }) => {
                let sign = if minutes < 0 { '−' } else { '+' };
                let size = minutes.unsigned_abs();
                format!(" UTC{sign}{}:{:02}", size / 60, size % 60)
            }
        };
        format!("{day}, {:02}:{:02}:{:02}{shift}", time.hour, time.minute, time.second)
    }

    fn interval(self, interval: &Interval) -> String {
        let (start, end) = (self.end(&interval.start), self.end(&interval.end));
        match (&interval.start, &interval.end) {
            (End::Date(one), End::Date(other)) => self.between(one, other),
            (End::Open | End::Unknown, _) | (_, End::Open | End::Unknown) => {
                self.one_sided(interval, start.as_deref(), end.as_deref())
            }
            _ => {
                let (start, end) = (start.unwrap_or_default(), end.unwrap_or_default());
                match self {
                    Self::Long => format!("from {start} to {end}"),
                    Self::Short => format!("{start}{EN_DASH}{end}"),
                }
            }
        }
    }

    /// An interval of which at least one end is open or not known.
    fn one_sided(self, interval: &Interval, start: Option<&str>, end: Option<&str>) -> String {
        let nothing = |end: &End| if matches!(end, End::Open) { "open" } else { "date unknown" };
        match (self, start, end) {
            (Self::Long, None, Some(end)) => format!("until {end} (start {})", nothing(&interval.start)),
            (Self::Long, Some(start), None) if matches!(interval.end, End::Open) => format!("from {start} on"),
            (Self::Long, Some(start), _) => format!("from {start} (end {})", nothing(&interval.end)),
            (Self::Short, None, Some(end)) => format!("to {end}"),
            (Self::Short, Some(start), _) => format!("from {start}"),
            (_, None, None) => format!("start {}, end {}", nothing(&interval.start), nothing(&interval.end)),
        }
    }

    /// The end of an interval, where it is said.
    fn end(self, end: &End) -> Option<String> {
        match end {
            End::Date(date) => Some(self.part(date, None)),
            End::OnOrBefore(date) => Some(format!("{} or before", self.part(date, None))),
            End::OnOrAfter(date) => Some(format!("{} or later", self.part(date, None))),
            End::Open | End::Unknown => None,
        }
    }

    /// Two dates with what they have in common said once.
    fn between(self, start: &Part, end: &Part) -> String {
        let joint = if self == Self::Long { " to ".to_owned() } else { EN_DASH.to_string() };
        let last = self.part(end, None);
        let (Some(from), Some(to)) = (plain(start), plain(end)) else {
            return format!("{}{joint}{last}", self.part(start, None));
        };
        if from == to {
            return last;
        }
        let first = match (from, to) {
            ((year, Some(month), Some(day)), (other_year, Some(other_month), Some(_))) if year == other_year => {
                if month == other_month { day.to_string() } else { format!("{day} {}", self.month(month)) }
            }
            ((year, Some(month), None), (other_year, Some(_), None)) if year == other_year => self.month(month),
            _ => self.part(start, None),
        };
        format!("{first}{joint}{last}")
    }

    fn set(self, set: &Set) -> String {
        let word = match set.kind {
            SetKind::AllMembers => "and",
            SetKind::OneMember => "or",
        };
        let member = |member: &SetElement| match member {
            SetElement::Date(date) => self.part(date, None),
            SetElement::OnOrBefore(date) => format!("{} or before", self.part(date, None)),
            SetElement::OnOrAfter(date) => format!("{} or later", self.part(date, None)),
            SetElement::Range(start, end) => match set.kind {
                SetKind::AllMembers => self.between(start, end),
                SetKind::OneMember => format!("one of {}", self.between(start, end)),
            },
        };
        let members: Vec<String> = set.elements.iter().map(member).collect();
        match members.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, rest)) => format!("{} {word} {last}", rest.join(", ")),
            None => String::new(),
        }
    }

    /// A date with its doubts; `whole` gives the years that its digits leave, where it stands alone.
    fn part(self, part: &Part, whole: Option<&Date>) -> String {
        let text = self.bare(part, whole);
        let qualifiers = qualifiers(part);
        let Some((_, first)) = qualifiers.first().copied() else { return text };
        if qualifiers.iter().all(|(_, qualifier)| *qualifier == first) {
            return self.qualified(&text, first);
        }
        if self == Self::Short {
            let any = Qualifier { uncertain: part.is_uncertain(), approximate: part.is_approximate() };
            return self.qualified(&text, any);
        }
        let doubts: Vec<String> = qualifiers
            .iter()
            .filter(|(_, qualifier)| qualifier.is_qualified())
            .map(|(name, qualifier)| format!("{name} {}", doubt(*qualifier)))
            .collect();
        format!("{text} ({})", doubts.join(", "))
    }

    fn qualified(self, text: &str, qualifier: Qualifier) -> String {
        match (self, qualifier.uncertain, qualifier.approximate) {
            (_, false, false) => text.to_owned(),
            (Self::Long, false, true) => format!("about {text}"),
            (Self::Long, true, false) => format!("perhaps {text}"),
            (Self::Long, true, true) => format!("perhaps about {text}"),
            (Self::Short, false, true) => format!("c. {text}"),
            (Self::Short, true, false) => format!("{text}?"),
            (Self::Short, true, true) => format!("c. {text}?"),
        }
    }

    /// A date without its doubts.
    fn bare(self, part: &Part, whole: Option<&Date>) -> String {
        let year = self.year(&part.year, whole);
        let Some(month) = part.month else { return year };
        let day_text = part.day.map(day_of_month);
        let Some(number) = month.value() else {
            let form = masked(month);
            let month = if form == "XX" { "some month".to_owned() } else { format!("a month {form}") };
            return match day_text {
                None => format!("{month} of {year}"),
                Some(Ok(day)) => format!("day {day} of {month} of {year}"),
                Some(Err(_)) => format!("some day of {month} of {year}"),
            };
        };
        if number > 12 {
            return self.season(number, &year);
        }
        let month = self.month(number);
        let is_unknown = part.year.has_unspecified() && (self == Self::Long || year.starts_with("some"));
        let of = if is_unknown { " of" } else { "" };
        match day_text {
            None => format!("{month}{of} {year}"),
            Some(Ok(day)) => format!("{day} {month}{of} {year}"),
            Some(Err(form)) if form == "XX" => format!("some day in {month}{of} {year}"),
            Some(Err(form)) => format!("a day {form} in {month}{of} {year}"),
        }
    }

    fn month(self, month: u8) -> String {
        let name = month_name(month);
        match self {
            Self::Long => name.to_owned(),
            Self::Short => name.chars().take(3).collect(),
        }
    }

    /// The parts of a year that EDTF gives the codes 21 to 41.
    fn season(self, code: u8, year: &str) -> String {
        const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];
        const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];
        let of = |names: [&'static str; 4], first: u8| names.get(usize::from(code - first)).copied().unwrap_or("part");
        match (code, self) {
            (21..=24, _) => format!("{} {year}", of(SEASONS, 21)),
            (25..=28, Self::Long) => format!("{} {year} (northern hemisphere)", of(SEASONS, 25)),
            (25..=28, Self::Short) => format!("{} {year}", of(SEASONS, 25)),
            (29..=32, Self::Long) => format!("{} {year} (southern hemisphere)", of(SEASONS, 29)),
            (29..=32, Self::Short) => format!("{} {year} (S)", of(SEASONS, 29)),
            (33..=36, Self::Long) => format!("{} quarter of {year}", of(ORDINALS, 33)),
            (33..=36, Self::Short) => format!("Q{} {year}", code - 32),
            (37..=39, _) => format!("{} third of {year}", of(ORDINALS, 37)),
            (40..=41, Self::Long) => format!("{} half of {year}", of(ORDINALS, 40)),
            (40..=41, Self::Short) => format!("H{} {year}", code - 39),
            _ => format!("part {code} of {year}"),
        }
    }

    fn year(self, year: &Year, whole: Option<&Date>) -> String {
        let Some(value) = year.value() else { return self.masked_year(year) };
        let text = year_number(value);
        let Some(digits) = year.significant_digits else { return text };
        let range = whole.and_then(|date| Some((date.first_day()?.year(), date.last_day()?.year())));
        match (self, range) {
            (Self::Short, _) => format!("c. {text}"),
            (Self::Long, Some((first, last))) => {
                format!("about {text} (from {} to {})", year_number(first), year_number(last))
            }
            (Self::Long, None) => format!("about {text} (to {digits} significant digits)"),
        }
    }

    /// A year of which not all digits are said.
    fn masked_year(self, year: &Year) -> String {
        let YearKind::Standard { negative, digits } = year.kind else { return "some year".to_owned() };
        let value = |unknown: i64| digits.iter().fold(0, |all, digit| all * 10 + digit.map_or(unknown, i64::from));
        // There is a year 0, but no year −0.
        let signed = |size: i64| if negative { -size.max(1) } else { size };
        let (first, last) = (signed(value(0)).min(signed(value(9))), signed(value(0)).max(signed(value(9))));
        match digits {
            [None, None, None, None] if negative => "some year BC".to_owned(),
            [None, None, None, None] => "some year".to_owned(),
            // Not “the 1960s”, which would last through them.
            [Some(_), Some(_), Some(_), None] if !negative && first >= 1000 => match self {
                Self::Long => format!("some year of the {first}s"),
                Self::Short => format!("in the {first}s"),
            },
            [Some(_), _, None, None] | [Some(_), Some(_), Some(_), None]
                if digits[1].is_some() || digits[2].is_none() =>
            {
                let joint = if self == Self::Long { " to ".to_owned() } else { EN_DASH.to_string() };
                let article = if self == Self::Long { "some year from " } else { "in " };
                format!("{article}{}{joint}{}", year_number(first), year_number(last))
            }
            _ => {
                let form: String =
                    digits.iter().map(|digit| digit.map_or('X', |digit| char::from(b'0' + digit.min(9)))).collect();
                let sign = if negative { "−" } else { "" };
                format!("a year {sign}{form}")
            }
        }
    }
}

/// Year, month and day where nothing is doubtful or left open; seasons are no months.
fn plain(part: &Part) -> Option<(i64, Option<u8>, Option<u8>)> {
    if part.is_uncertain() || part.is_approximate() || part.year.significant_digits.is_some() {
        return None;
    }
    let number = |field: Option<DateField>| field.map_or(Some(None), |field| field.value().map(Some));
    let (year, month, day) = (part.year.value()?, number(part.month)?, number(part.day)?);
    month.is_none_or(|month| month <= 12).then_some((year, month, day))
}

/// Each part of a date that is there, by name, with its doubts.
fn qualifiers(part: &Part) -> Vec<(&'static str, Qualifier)> {
    let mut all = vec![("year", part.year.qualifier)];
    all.extend(part.month.map(|month| ("month", month.qualifier)));
    all.extend(part.day.map(|day| ("day", day.qualifier)));
    all
}

fn doubt(qualifier: Qualifier) -> &'static str {
    match (qualifier.uncertain, qualifier.approximate) {
        (true, true) => "uncertain and approximate",
        (true, false) => "uncertain",
        (false, _) => "approximate",
    }
}

/// The day of the month, or its form where not every digit is said.
fn day_of_month(field: DateField) -> Result<u8, String> {
    field.value().ok_or_else(|| masked(field))
}

fn masked(field: DateField) -> String {
    field.digits.iter().map(|digit| digit.map_or('X', |digit| char::from(b'0' + digit.min(9)))).collect()
}

fn month_name(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).saturating_sub(1)).copied().unwrap_or("month")
}

fn year_number(year: i64) -> String {
    match year {
        ..=0 => format!("{} BC", long_year(1 - year)),
        1..=999 => format!("AD {year}"),
        _ => long_year(year),
    }
}

/// The digits of a year; only those beyond four are grouped.
fn long_year(year: i64) -> String {
    let digits = year.to_string();
    if digits.len() > 4 { grouped(&digits) } else { digits }
}

/// How the ends of a date read where they are needed one by one: “8 November 1968”, “open”, “unknown”.
#[must_use]
pub fn edge_text(edge: Edge) -> String {
    match edge {
        Edge::Day(day) => day_text(day),
        Edge::Open => "open".to_owned(),
        Edge::Unknown => "unknown".to_owned(),
    }
}

#[cfg(test)]
#[path = "date_tests.rs"]
mod tests;
