//! TIMEX2: what a text is marked with, and our times in its words.

use std::ops::Range;

use attache::import::prose::{Grain, Moment, Standing, TimeMention, Unit};

/// A time that a person marked, or that was found.
#[derive(Clone, Debug)]
pub(crate) struct Time {
    pub(crate) range: Range<usize>,
    pub(crate) value: Option<String>,
    /// Whether it is a date that carries its year.
    pub(crate) is_exact: bool,
}

/// The text of a marked file, and its times.
pub(crate) fn read_key(key: &str) -> (String, Vec<Time>) {
    let start = key.find("<TEXT>").expect("a text") + "<TEXT>".len();
    let end = key.find("</TEXT>").expect("its end");
    let mut rest = &key[start..end];
    let (mut text, mut times, mut open) = (String::new(), Vec::new(), Vec::new());
    while let Some(first) = rest.chars().next() {
        if rest.starts_with("<TIMEX2") {
            let close = rest.find('>').expect("the end of a tag");
            let value = rest[..close]
                .split_once(" val=\"")
                .map(|(_, value)| value.split('"').next().unwrap_or_default().to_owned());
            open.push((text.len(), value));
            rest = &rest[close + 1..];
        } else if let Some(after) = rest.strip_prefix("</TIMEX2>") {
            let (start, value) = open.pop().expect("a tag that was opened");
            times.push(Time { range: start..text.len(), value, is_exact: false });
            rest = after;
        } else if let Some((entity, character)) =
            [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>')].iter().find(|(entity, _)| rest.starts_with(entity))
        {
            text.push(*character);
            rest = &rest[entity.len()..];
        } else {
            text.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    times.sort_by_key(|time| (time.range.start, std::cmp::Reverse(time.range.end)));
    (text, times)
}

/// Our times as TIMEX2 marks them: each end of a stretch by itself.
pub(crate) fn of_mentions(text: &str, mentions: &[TimeMention]) -> Vec<Time> {
    let mut times = Vec::new();
    for mention in mentions {
        match mention {
            TimeMention::Date(date) => {
                for point in std::iter::once(&date.start).chain(&date.end) {
                    let value = of_moment(&point.moment);
                    let is_exact = value.is_some() && point.standing == Standing::Exact;
                    times.push(Time { range: point.range.clone(), value, is_exact });
                }
            }
            TimeMention::Length(length) => {
                let count = length.count.map_or_else(|| "X".to_owned(), |count| count.to_string());
                let value = match length.unit {
                    Unit::Second => format!("PT{count}S"),
                    Unit::Minute => format!("PT{count}M"),
                    Unit::Hour => format!("PT{count}H"),
                    Unit::Day => format!("P{count}D"),
                    Unit::Week => format!("P{count}W"),
                    Unit::Month | Unit::Season => format!("P{count}M"),
                    Unit::Year => format!("P{count}Y"),
                    Unit::Decade => format!("P{count}DE"),
                    Unit::Century => format!("P{count}CE"),
                };
                times.push(Time { range: length.range.clone(), value: Some(value), is_exact: false });
            }
            TimeMention::Every { range, unit } => {
                let value = match unit {
                    Unit::Day => "XXXX-XX-XX",
                    Unit::Week => "XXXX-WXX",
                    Unit::Month => "XXXX-XX",
                    Unit::Second
                    | Unit::Minute
                    | Unit::Hour
                    | Unit::Season
                    | Unit::Year
                    | Unit::Decade
                    | Unit::Century => "XXXX",
                };
                times.push(Time { range: range.clone(), value: Some(value.to_owned()), is_exact: false });
            }
            TimeMention::Vague { range } => {
                let value = match text[range.clone()].to_lowercase().as_str() {
                    "former" | "recent" | "recently" | "the past" => "PAST_REF",
                    "future" | "the future" => "FUTURE_REF",
                    _ => "PRESENT_REF",
                };
                times.push(Time { range: range.clone(), value: Some(value.to_owned()), is_exact: false });
            }
        }
    }
    times
}

/// A moment in TIMEX2's words; 1 BC is EDTF's year 0.
fn of_moment(moment: &Moment) -> Option<String> {
    let year = moment.year?;
    let (era, number) = if year <= 0 { ("BC", 1 - year) } else { ("", year) };
    Some(match moment.grain {
        Grain::Century => format!("{era}{:02}", year.abs() / 100),
        Grain::Decade => format!("{era}{:03}", year.abs() / 10),
        Grain::Year => format!("{era}{number:04}"),
        Grain::Season => {
            let part = match moment.month {
                21 => "SP".to_owned(),
                22 => "SU".to_owned(),
                23 => "FA".to_owned(),
                24 => "WI".to_owned(),
                quarter @ 33..=36 => format!("Q{}", quarter - 32),
                half => format!("H{}", half.saturating_sub(39)),
            };
            format!("{era}{number:04}-{part}")
        }
        Grain::Month => format!("{era}{number:04}-{:02}", moment.month),
        Grain::Day if moment.month == 0 => return None,
        Grain::Day => format!("{era}{number:04}-{:02}-{:02}", moment.month, moment.day),
    })
}
