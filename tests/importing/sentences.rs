//! Sentences in the style of encyclopedias about pairs of countries that the rules were not written beside: every date and every
//! amount that they say, and no other.

use attache::import::prose::{Amount, AmountUnit, Language, Standing, TimeMention, read};

/// A sentence with what it says: “date 1964-07-14”, “amount 1.2e9 USD”.
struct Sentence<'a> {
    text: &'a str,
    says: Vec<&'a str>,
}

fn sentences(file: &str) -> Vec<Sentence<'_>> {
    let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut sentences: Vec<Sentence<'_>> = Vec::new();
    for line in lines {
        if line.starts_with("date ") || line.starts_with("amount ") {
            sentences.last_mut().expect("a sentence before what it says").says.push(line);
        } else {
            sentences.push(Sentence { text: line, says: Vec::new() });
        }
    }
    sentences
}

fn amount_in_words(text: &str, amount: &Amount) -> String {
    let unit = match &amount.unit {
        AmountUnit::Known(known) => known.code.to_owned(),
        AmountUnit::Counted(range) => text[range.clone()].to_owned(),
        AmountUnit::None => String::new(),
    };
    let upper = amount.upper.as_ref().map_or_else(String::new, |upper| format!("–{}", upper.value));
    let divisor = amount.number.divisor.map_or_else(String::new, |divisor| format!("/{divisor}"));
    let per = amount.per.map_or_else(String::new, |per| format!(" per {}", per.code));
    format!("amount {}{divisor}{upper} {unit}{per}", amount.number.value).trim_end().to_owned()
}

fn found(text: &str, language: Language) -> Vec<String> {
    let reading = read(text, language);
    let dates = reading.times.iter().filter_map(|time| match time {
        TimeMention::Date(date) => {
            let mark = if date.standing() == Standing::Exact { "" } else { "?" };
            Some(format!("date {mark}{}", date.edtf().unwrap_or_default()))
        }
        TimeMention::Length(_) | TimeMention::Every { .. } | TimeMention::Vague { .. } => None,
    });
    dates.chain(reading.amounts.iter().map(|amount| amount_in_words(text, amount))).collect()
}

#[track_caller]
fn check(file: &str, language: Language, least: usize) {
    let sentences = sentences(file);
    assert!(sentences.len() >= least, "{} sentences", sentences.len());
    let mut wrong = Vec::new();
    for Sentence { text, says } in sentences {
        let found = found(text, language);
        if found != says {
            wrong.push(format!("{text}\n  says  {says:?}\n  found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} sentences are read wrongly:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn english_sentences_are_read() {
    check(include_str!("../sentences/en.txt"), Language::English, 40);
}

#[test]
fn indonesian_sentences_are_read() {
    check(include_str!("../sentences/id.txt"), Language::Indonesian, 10);
}

#[test]
fn korean_sentences_are_read() {
    check(include_str!("../sentences/ko.txt"), Language::Korean, 10);
}
