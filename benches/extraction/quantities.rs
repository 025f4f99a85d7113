//! Quantities in sentences of the news.

use std::path::PathBuf;

use attache::import::prose::{Amount, AmountRule, AmountUnit, Language, read};
use serde_json::Value;

use crate::score::Score;

/// A quantity that a person marked.
struct Marked {
    values: Vec<f64>,
    unit: String,
    is_used: bool,
}

/// Prints the scores of each file, and of all of them.
///
/// A value is right where each of its ends is the same number. A unit is right where its name is the same, words in the
/// singular; what is counted is right where the noun is the same, whichever adjectives go with it.
pub(crate) fn measure(files: &[&PathBuf], names_misses: bool) {
    let mut all = (Score::default(), Score::default());
    for path in files {
        let text = std::fs::read_to_string(path).expect("a marked file");
        let Ok(Value::Array(items)) = serde_json::from_str(&text) else { continue };
        if !items.iter().any(|item| item.get("quantities").is_some()) {
            continue;
        }
        let (mut value, mut unit) = (Score::default(), Score::default());
        for item in &items {
            compare(item, &mut value, &mut unit, names_misses);
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        println!("amounts, {name}, {} marked, {} found", value.gold, value.found);
        println!("  value              {value}\n  value and unit     {unit}");
        for (total, score) in [(&mut all.0, value), (&mut all.1, unit)] {
            total.right += score.right;
            total.found += score.found;
            total.gold += score.gold;
        }
    }
    if all.0.gold > 0 {
        println!("amounts, all\n  value              {}\n  value and unit     {}", all.0, all.1);
    }
}

fn compare(item: &Value, value: &mut Score, unit: &mut Score, names_misses: bool) {
    let text = item["text"].as_str().unwrap_or_default();
    let mut gold: Vec<Marked> = item["quantities"].as_array().into_iter().flatten().map(marked).collect();
    let reading = read(text, Language::English);
    let found: Vec<&Amount> = reading.amounts.iter().filter(|amount| amount.rule != AmountRule::Factor).collect();
    for score in [&mut *value, &mut *unit] {
        score.gold += gold.len();
        score.found += found.len();
    }
    for amount in found {
        let is_value = |marked: &Marked| !marked.is_used && has_values(amount, &marked.values);
        let best = gold
            .iter()
            .position(|marked| is_value(marked) && has_unit(text, amount, &marked.unit))
            .or_else(|| gold.iter().position(is_value));
        match best {
            Some(index) => {
                gold[index].is_used = true;
                let is_unit = has_unit(text, amount, &gold[index].unit);
                value.right += 1;
                unit.right += usize::from(is_unit);
                if names_misses && !is_unit {
                    println!("unit {:?}, marked {:?} in {text:?}", &text[amount.range.clone()], gold[index].unit);
                }
            }
            None if names_misses => println!("false {:?} in {text:?}", &text[amount.range.clone()]),
            None => {}
        }
    }
    for marked in gold.iter().filter(|marked| names_misses && !marked.is_used) {
        println!("missed {:?} {:?} in {text:?}", marked.values, marked.unit);
    }
}

fn marked(quantity: &Value) -> Marked {
    let value = quantity["value"].as_str().map_or_else(|| quantity["value"].to_string(), str::to_owned);
    let values = value.trim_start_matches('-').split('-').filter_map(|part| part.trim().parse().ok()).collect();
    Marked { values, unit: quantity["normalized_unit"].as_str().unwrap_or("-").to_owned(), is_used: false }
}

/// Whether an amount has these values; a third is marked as 0.33.
fn has_values(amount: &Amount, values: &[f64]) -> bool {
    let ours = std::iter::once(&amount.number).chain(&amount.upper);
    let is_fraction = amount.number.divisor.is_some();
    ours.clone().count() == values.len()
        && ours.zip(values).all(|(ours, marked)| {
            let apart = (ours.approximate().abs() - marked).abs();
            apart <= 1e-6 * marked.abs().max(1e-9) || is_fraction && apart < 0.011
        })
}

fn has_unit(text: &str, amount: &Amount, marked: &str) -> bool {
    let ours = match &amount.unit {
        AmountUnit::Known(known) if known.name == "time" => "count".to_owned(),
        AmountUnit::Known(known) => known.name.to_owned(),
        AmountUnit::Counted(range) => text[range.clone()].to_owned(),
        AmountUnit::None => "-".to_owned(),
    };
    let ours = singulars(&amount.per.map_or(ours.clone(), |per| format!("{ours} per {}", per.name)));
    let marked_words = singulars(marked);
    let is_counted = matches!(amount.unit, AmountUnit::Counted(_));
    ours == marked_words
        || is_counted && (marked == "count" || ours.last().is_some_and(|noun| marked_words.contains(noun)))
}

/// The words of a unit in the singular, near enough for comparing.
fn singulars(text: &str) -> Vec<String> {
    text.split_whitespace().map(|word| singular(&word.to_lowercase())).collect()
}

fn singular(word: &str) -> String {
    if matches!(word, "people" | "men") || word.ends_with("ss") || word.ends_with("us") {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("men") {
        return format!("{stem}man");
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    if ["ses", "shes", "ches", "xes"].iter().any(|end| word.ends_with(end)) {
        return word[..word.len() - 2].to_owned();
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}
