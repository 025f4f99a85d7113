//! Dates as people type them, in EDTF.

use crate::dossier::Date;

/// The months by the beginnings of their names, in English, German, French, Spanish, Dutch and Indonesian.
const MONTHS: [(&str, u8); 33] = [
    ("jan", 1),
    ("ene", 1),
    ("feb", 2),
    ("fév", 2),
    ("fev", 2),
    ("mar", 3),
    ("mär", 3),
    ("maa", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("may", 5),
    ("mai", 5),
    ("mei", 5),
    ("jun", 6),
    ("juin", 6),
    ("jul", 7),
    ("juil", 7),
    ("aug", 8),
    ("aoû", 8),
    ("ago", 8),
    ("agu", 8),
    ("sep", 9),
    ("oct", 10),
    ("okt", 10),
    ("nov", 11),
    ("dec", 12),
    ("dez", 12),
    ("déc", 12),
    ("dic", 12),
    ("des", 12),
    ("mrt", 3),
    ("sept", 9),
];

/// Words for something that lasted until then, from then on, and for what is only about right.
const UNTIL: [&str; 5] = ["until ", "till ", "up to ", "bis ", "to "];
const SINCE: [&str; 4] = ["since ", "from ", "seit ", "ab "];
const ABOUT: [&str; 8] = ["c. ", "c.", "ca. ", "ca ", "circa ", "about ", "around ", "um "];

/// The EDTF values that a typed date may mean, the likeliest first: none where it is EDTF already or is not understood, two
/// where it can be read in two ways, such as 03/04/2013.
///
/// ```
/// use attache::edit::typed::dates;
///
/// assert_eq!(dates("Jan–Oct 2014"), ["2014-01/2014-10"]);
/// assert_eq!(dates("03/04/2013"), ["2013-04-03", "2013-03-04"]);
/// assert!(dates("2013-10-20").is_empty());
/// ```
#[must_use]
pub fn dates(typed: &str) -> Vec<String> {
    let bare = typed.trim();
    if bare.is_empty() || Date::parse(bare).is_ok() {
        return Vec::new();
    }
    let mut plain: String = bare.to_lowercase().replace(['–', '—', '−'], "-").replace(',', " ");
    plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = read(plain.strip_prefix("the ").unwrap_or(&plain));
    let mut sound: Vec<String> = found.into_iter().filter(|edtf| Date::parse(edtf).is_ok()).collect();
    sound.dedup();
    sound
}

fn after<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| text.strip_prefix(word)).map(str::trim)
}

fn read(text: &str) -> Vec<String> {
    if let Some(end) = after(text, &UNTIL) {
        return point(end).into_iter().map(|end| format!("/{end}")).collect();
    }
    let begins = after(text, &SINCE);
    let pair = between(begins.or_else(|| after(text, &["between "])).unwrap_or(text));
    if !pair.is_empty() {
        return pair;
    }
    if let Some(start) = begins {
        return point(start).into_iter().map(|start| format!("{start}/..")).collect();
    }
    if let Some(rest) = after(text, &ABOUT) {
        return point(rest).into_iter().map(|point| format!("{point}~")).collect();
    }
    if let Some(rest) = text.strip_suffix('?') {
        return point(rest.trim()).into_iter().map(|point| format!("{point}?")).collect();
    }
    point(text)
}

/// Two ends; the first takes from the second what it does not say itself.
fn between(text: &str) -> Vec<String> {
    for separator in [" to ", " until ", " bis ", " and ", " - ", "-"] {
        let Some((start, end)) = text.split_once(separator).map(|(start, end)| (start.trim(), end.trim())) else {
            continue;
        };
        let ends = point(end);
        let mut found = Vec::new();
        for last in &ends {
            for first in starts(start, last) {
                // 1961-64 is short for 1961/1964, and so is nothing that ends before it begins.
                let last =
                    if last.len() == 2 && first.len() == 4 { format!("{}{last}", &first[..2]) } else { last.clone() };
                if first <= last {
                    found.push(format!("{first}/{last}"));
                }
            }
        }
        if !found.is_empty() {
            return found;
        }
        let is_short = end.len() == 2 && end.bytes().all(|byte| byte.is_ascii_digit());
        if is_short && start.len() == 4 && start.bytes().all(|byte| byte.is_ascii_digit()) {
            return vec![format!("{start}/{}{end}", &start[..2])];
        }
    }
    Vec::new()
}

fn starts(start: &str, end: &str) -> Vec<String> {
    let own = point(start);
    if !own.is_empty() {
        return own;
    }
    let year = end.get(..4).unwrap_or_default();
    let with_year = point(&format!("{start} {year}"));
    if !with_year.is_empty() {
        return with_year;
    }
    // 3-5 May 2012.
    match (start.parse::<u8>(), end.get(..7)) {
        (Ok(day), Some(month)) if end.len() == 10 => vec![format!("{month}-{day:02}")],
        _ => Vec::new(),
    }
}

/// One date: a day, a month, a season, a year, a decade or a century.
fn point(text: &str) -> Vec<String> {
    if let Some(decade) =
        text.strip_suffix("0s").or_else(|| text.strip_suffix("0er")).or_else(|| text.strip_suffix("0's"))
        && decade.len() == 3
        && decade.bytes().all(|byte| byte.is_ascii_digit())
    {
        return vec![format!("{decade}X")];
    }
    if let Some(century) =
        ["th century", "st century", "nd century", "rd century"].iter().find_map(|end| text.strip_suffix(end))
        && let Some(before) = century.trim().parse::<u32>().ok().and_then(|number| number.checked_sub(1))
    {
        return vec![format!("{before:02}XX")];
    }
    let separated: Vec<&str> = text.split(['/', '.', '-']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if let [one, two, three] = separated[..]
        && [one, two, three].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return numeric(one, two, three, text.contains('/'));
    }
    if let [month, year] = separated[..]
        && year.len() == 4
        && let (Ok(month), true) = (month.parse::<u8>(), year.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return vec![format!("{year}-{month:02}")];
    }
    in_words(text)
}

/// Three numbers; where day and month can be told from each other by neither order nor size, both ways.
fn numeric(one: &str, two: &str, three: &str, is_slashed: bool) -> Vec<String> {
    let number = |part: &str| part.parse::<u32>().unwrap_or(99);
    if one.len() == 4 {
        return vec![format!("{one}-{:02}-{:02}", number(two), number(three))];
    }
    if three.len() != 4 {
        return Vec::new();
    }
    let day_first = format!("{three}-{:02}-{:02}", number(two), number(one));
    let month_first = format!("{three}-{:02}-{:02}", number(one), number(two));
    match (number(one) > 12, number(two) > 12) {
        (true, false) => vec![day_first],
        (false, true) => vec![month_first],
        // With points the day comes first everywhere.
        (false, false) if !is_slashed => vec![day_first],
        (false, false) => vec![day_first, month_first],
        (true, true) => Vec::new(),
    }
}

/// A date with the name of a month or season, or a year alone.
fn in_words(text: &str) -> Vec<String> {
    let (mut year, mut month, mut day) = (None, None, None);
    for word in text.split_whitespace() {
        let bare = word.trim_end_matches('.');
        let number = bare.trim_end_matches("st").trim_end_matches("nd").trim_end_matches("rd").trim_end_matches("th");
        let slot = match bare {
            _ if bare.len() == 4 && bare.bytes().all(|byte| byte.is_ascii_digit()) => (&mut year, bare.to_owned()),
            "of" | "de" | "in" => continue,
            "spring" => (&mut month, "21".to_owned()),
            "summer" => (&mut month, "22".to_owned()),
            "autumn" | "fall" => (&mut month, "23".to_owned()),
            "winter" => (&mut month, "24".to_owned()),
            _ => match (number.parse::<u8>(), month_of(bare)) {
                (Ok(number), _) if (1..=31).contains(&number) => (&mut day, format!("{number:02}")),
                (_, Some(number)) => (&mut month, format!("{number:02}")),
                _ => return Vec::new(),
            },
        };
        if slot.0.replace(slot.1).is_some() {
            return Vec::new();
        }
    }
    match (year, month, day) {
        (Some(year), Some(month), Some(day)) => vec![format!("{year}-{month}-{day}")],
        (Some(year), Some(month), None) => vec![format!("{year}-{month}")],
        (Some(year), None, None) => vec![year],
        _ => Vec::new(),
    }
}

fn month_of(word: &str) -> Option<u8> {
    let is_name = word.chars().count() >= 3 && word.chars().all(char::is_alphabetic);
    let found = MONTHS.iter().filter(|(start, _)| word.starts_with(start)).max_by_key(|(start, _)| start.len());
    found.filter(|_| is_name).map(|(_, month)| *month)
}

#[cfg(test)]
mod tests {
    use super::dates;

    #[test]
    fn what_people_type_is_offered_in_edtf() {
        for (typed, expected) in [
            ("Oct 2013", "2013-10"),
            ("October 2013", "2013-10"),
            ("20 October 2013", "2013-10-20"),
            ("October 20th, 2013", "2013-10-20"),
            ("3. Mai 2012", "2012-05-03"),
            ("1960s", "196X"),
            ("the 1960s", "196X"),
            ("19th century", "18XX"),
            ("until 1972", "/1972"),
            ("since March 1990", "1990-03/.."),
            ("c. 1965", "1965~"),
            ("about 1965", "1965~"),
            ("1965 ?", "1965?"),
            ("Jan–Oct 2014", "2014-01/2014-10"),
            ("January to October 2014", "2014-01/2014-10"),
            ("from 1968 to 1970", "1968/1970"),
            ("1968 – 1970", "1968/1970"),
            ("1961–64", "1961/1964"),
            ("20 October - 3 November 2013", "2013-10-20/2013-11-03"),
            ("3–5 May 2012", "2012-05-03/2012-05-05"),
            ("20.10.2013", "2013-10-20"),
            ("3.4.2013", "2013-04-03"),
            ("2013/10/20", "2013-10-20"),
            ("25/12/2013", "2013-12-25"),
            ("12/25/2013", "2013-12-25"),
            ("10/2013", "2013-10"),
            ("spring 2013", "2013-21"),
        ] {
            assert_eq!(dates(typed), [expected], "{typed}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_asks() {
        assert_eq!(dates("03/04/2013"), ["2013-04-03", "2013-03-04"]);
        // Both ways are the same day.
        assert_eq!(dates("04/04/2013"), ["2013-04-04"]);
    }

    #[test]
    fn what_is_edtf_or_is_no_date_is_left_alone() {
        for typed in [
            "",
            "2013-10-20",
            "/1972",
            "196X",
            "1965~",
            "yesterday",
            "31 February 2013",
            "13 13 2013",
            "May",
            "é–1",
            "2014-2013 x",
        ] {
            assert!(dates(typed).is_empty(), "{typed}: {:?}", dates(typed));
        }
    }
}
