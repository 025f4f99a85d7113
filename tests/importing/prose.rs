//! Dates and amounts in prose, rule by rule, and texts that would be slow or deep if a rule looked back.

#![expect(clippy::disallowed_types, reason = "time is what some of these tests hold")]

use std::time::Instant;

use attache::import::prose::{Amount, AmountUnit, Change, Language, Qualifier, Standing, TimeMention, read};

/// The dates of a text: what they say, and in EDTF; `?` before a date that was inferred.
fn dates(text: &str, language: Language) -> Vec<(String, String)> {
    let dates = read(text, language).times.into_iter().filter_map(|time| match time {
        TimeMention::Date(date) => Some(date),
        TimeMention::Length(_) | TimeMention::Every { .. } | TimeMention::Vague { .. } => None,
    });
    dates
        .map(|date| {
            let mark = if date.standing() == Standing::Exact { "" } else { "?" };
            (text[date.range.clone()].to_owned(), format!("{mark}{}", date.edtf().unwrap_or_default()))
        })
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    check_in(Language::English, text, expected);
}

#[track_caller]
fn check_in(language: Language, text: &str, expected: &[(&str, &str)]) {
    let found = dates(text, language);
    let found: Vec<(&str, &str)> = found.iter().map(|(text, date)| (text.as_str(), date.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn days_months_and_years_of_all_forms() {
    check("It was signed on 20 October 2013.", &[("20 October 2013", "2013-10-20")]);
    check("It was signed on October 20th, 2013.", &[("October 20th, 2013", "2013-10-20")]);
    check("It was signed on Thursday, 3 March 1966.", &[("Thursday, 3 March 1966", "1966-03-03")]);
    check("On the 3rd of May 1966 they met.", &[("the 3rd of May 1966", "1966-05-03")]);
    check("On 1966-05-03 and 13.5.1967 they met.", &[("1966-05-03", "1966-05-03"), ("13.5.1967", "1967-05-13")]);
    check("They met on 3/4/1966.", &[("3/4/1966", "1966")]);
    check("In March 2002 she came.", &[("March 2002", "2002-03")]);
    check("The summer of 1964 was dry.", &[("The summer of 1964", "1964-22")]);
    check("In the second half of 1964 and Q3 2014.", &[("the second half of 1964", "1964-41"), ("Q3 2014", "2014-35")]);
    check("In the 1960s, in the 19th century.", &[("the 1960s", "196X"), ("the 19th century", "18XX")]);
    check("It fell in 490 BC.", &[("490 BC", "-0489")]);
    check("Wars of 490–480 BC", &[("490–480 BC", "-0489/-0479")]);
}

#[test]
fn stretches_share_what_they_share() {
    check("From 20 October to 3 November 2013.", &[("20 October to 3 November 2013", "2013-10-20/2013-11-03")]);
    check("He stayed 25–26 April 2012.", &[("25–26 April 2012", "2012-04-25/2012-04-26")]);
    check("He stayed May 4–9, 2013.", &[("May 4–9, 2013", "2013-05-04/2013-05-09")]);
    check("In the period of January – October 2014 it rose.", &[("January – October 2014", "2014-01/2014-10")]);
    check("During July 2013-June 2014 it rose.", &[("July 2013-June 2014", "2013-07/2014-06")]);
    check("The war of 1954–62 ended.", &[("1954–62", "1954/1962")]);
    check("Trade since 2014 to 2019 grew.", &[("2014 to 2019", "2014/2019")]);
    check("Between 1950 and 1953 there was war.", &[("1950 and 1953", "1950/1953")]);
}

#[test]
fn bounds_and_doubts_are_kept() {
    check("Relations were cut off until 1972.", &[("1972", "../1972")]);
    check("It has been open since 2003.", &[("2003", "2003/..")]);
    check("By 1990 it was gone, after 1989 was lost.", &[("1990", "../1990"), ("1989", "1989/..")]);
    check("A map of c. 1550 and one of about 1910.", &[("c. 1550", "1550~"), ("about 1910", "1910~")]);
    check("In late 1961 and in mid-November 1962.", &[("late 1961", "1961"), ("mid-November 1962", "1962-11")]);
}

#[test]
fn what_comes_without_a_year_is_inferred_and_ends_at_a_heading() {
    let text = "In March 1966 it began. In May it ended. In the following year he left.";
    check(text, &[("March 1966", "1966-03"), ("May", "?1966-05"), ("the following year", "?1967")]);
    check(
        "On 31 December 1941 they met. On 1 January they left; the next day they were home.",
        &[("31 December 1941", "1941-12-31"), ("1 January", "?1942-01-01"), ("the next day", "?1942-01-02")],
    );
    check("It began in 1966.\n\nA new part\n\nIn May it ended.", &[("1966", "1966"), ("May", "?")]);
    check(
        "Trade came to $3 in 2019, more than the previous year's $2.",
        &[("2019", "2019"), ("the previous year", "?2018")],
    );
}

#[test]
fn numbers_that_are_no_years_are_left() {
    check("The army had 1500 soldiers and 2000 men.", &[]);
    check("It cost $1900 and 1950 tonnes of rice.", &[]);
    check("Under Resolution 1718 they may march on.", &[]);
    check("Mr May said that they may march; August Smith came second.", &[]);
    check("The 2018 Asian Games took place in August.", &[("2018", "2018"), ("August", "?2018-08")]);
}

#[test]
fn other_languages_have_their_own_forms() {
    let korean = Language::Korean;
    check_in(korean, "1973년 9월 17일에 수교하였다.", &[("1973년 9월 17일에", "1973-09-17")]);
    check_in(korean, "1966년 8월 수립하고, 12월 개설하였다.", &[("1966년 8월", "1966-08"), ("12월", "?1966-12")]);
    check_in(korean, "협정(1989.11), 협정(2002.4)", &[("1989.11", "1989-11"), ("2002.4", "2002-04")]);
    let indonesian = Language::Indonesian;
    check_in(indonesian, "Pada 17 Agustus 1945 merdeka.", &[("17 Agustus 1945", "1945-08-17")]);
    check_in(indonesian, "Sejak tahun 1972 dan Mei 1998.", &[("tahun 1972", "1972/.."), ("Mei 1998", "1998-05")]);
}

fn amounts(text: &str, language: Language) -> Vec<Amount> {
    read(text, language).amounts
}

/// The amounts of a text: value, upper end, unit.
fn values(text: &str, language: Language) -> Vec<String> {
    let in_words = |amount: &Amount| {
        let unit = match &amount.unit {
            AmountUnit::Known(known) => known.code.to_owned(),
            AmountUnit::Counted(range) => text[range.clone()].to_owned(),
            AmountUnit::None => String::new(),
        };
        let upper = amount.upper.as_ref().map_or_else(String::new, |upper| format!("–{}", upper.value));
        let divisor = amount.number.divisor.map_or_else(String::new, |divisor| format!("/{divisor}"));
        let per = amount.per.map_or_else(String::new, |per| format!(" per {}", per.code));
        format!("{}{divisor}{upper} {unit}{per}", amount.number.value).trim_end().to_owned()
    };
    amounts(text, language).iter().map(in_words).collect()
}

#[track_caller]
fn check_amounts(text: &str, expected: &[&str]) {
    assert_eq!(values(text, Language::English), expected, "{text}");
}

#[test]
fn amounts_keep_the_digits_that_were_printed() {
    check_amounts("It came to US$3.26 million, from $964,000.", &["3.26e6 USD", "964e3 USD"]);
    check_amounts("only 2.8 million US dollars", &["2.8e6 USD"]);
    check_amounts("1,465 tonnes of palm oil worth $2 million", &["1465 t", "2e6 USD"]);
    check_amounts("some 1,34,028 workers", &["134028 workers"]);
    check_amounts("1\u{a0}465 tonnes, 1'465 km", &["1465 t", "1465 km"]);
    check_amounts("£5bn, €3.5m, Rp 5 billion, 20 crore rupees", &["5e9 GBP", "3.5e6 EUR", "5e9 IDR", "20e7 INR"]);
    check_amounts("a loss of -5% and $-3 million", &["-5 percent", "-3e6 USD"]);
    check_amounts("2 (two) diplomats", &["2 diplomats"]);
    check_amounts("$58.24 per barrel, 50 cents a share", &["58.24 USD per bbl", "50 cent per share"]);
    check_amounts("half a million people, a third of it", &["5e5 people", "1/3"]);
    check_amounts("10 to 15 million euros; between $62 and $68", &["10e6–15e6 EUR", "62–68 USD"]);
    check_amounts("In 2018 there were rates of 4.1 per cent.", &["4.1 percent"]);
}

#[test]
fn what_the_words_around_an_amount_say() {
    let of = |text: &str| amounts(text, Language::English).first().map(|amount| (amount.change, amount.qualifier));
    assert_eq!(of("down 82.24 percent over"), Some((Some(Change::DownBy), Qualifier::Plain)));
    assert_eq!(of("trade rose to $5 million"), Some((Some(Change::UpTo), Qualifier::Plain)));
    assert_eq!(of("trade rose by $5 million"), Some((Some(Change::UpBy), Qualifier::Plain)));
    assert_eq!(of("trade fell from $5 million to $3 million"), Some((Some(Change::FromTo), Qualifier::Plain)));
    assert_eq!(of("more than 1,000 people"), Some((None, Qualifier::MoreThan)));
    assert_eq!(of("about 5 km"), Some((None, Qualifier::About)));
    assert_eq!(of("trade tripled"), Some((Some(Change::Times), Qualifier::Plain)));
    let share = amounts("consisting 42 percent of the value", Language::English);
    assert!(share.first().is_some_and(|amount| amount.is_share));
}

#[test]
fn amounts_of_other_languages() {
    assert_eq!(values("수출은 135억 6449만 달러, 57.7억불", Language::Korean), ["1356449e4 USD", "57.7e8 USD"]);
    assert_eq!(values("US$ 1,41 juta dan 1.465 ton", Language::Indonesian), ["1.41e6 USD", "1465 t"]);
    assert_eq!(values("naik 3,2 persen", Language::Indonesian), ["3.2 percent"]);
}

#[test]
fn long_texts_of_one_kind_take_time_in_proportion() {
    let pieces = [
        "1,",
        "1.",
        "5%",
        "$",
        "5-",
        "the ",
        "May ",
        "the end of ",
        "from 5 to ",
        "1 2 3 ",
        "2011년 ",
        "1억 ",
        "one ",
        "\u{202e}",
        "between 5 and ",
        "half a ",
        "a few ",
        "12 May to ",
        "'60s ",
        "of the ",
        "- ",
        "Y=1 ",
    ];
    for piece in pieces {
        let time = |bytes: usize| {
            let text = piece.repeat(bytes / piece.len());
            let started = Instant::now();
            let reading = read(&text, Language::English);
            assert!(reading.times.len() + reading.amounts.len() <= text.len());
            started.elapsed()
        };
        let (short, long) = (time(20_000), time(80_000));
        assert!(long.as_millis() < 20 * short.as_millis().max(50), "{piece:?}: {short:?}, {long:?}");
    }
}
