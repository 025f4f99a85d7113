//! Times in articles on history.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use attache::import::prose::{Language, read};

use crate::score::Score;
use crate::timex::{Time, of_mentions, read_key};

/// Lenient: one overlaps the other, each used once. Strict: the same characters. With value: the same value too.
#[derive(Default)]
struct Scores {
    lenient: Score,
    strict: Score,
    strict_value: Score,
    exact_dates: Score,
}

/// Prints the scores of these files together.
pub(crate) fn measure(files: &[&PathBuf], names_misses: bool) {
    let mut scores = Scores::default();
    let (mut bytes, mut spent) = (0, Duration::ZERO);
    for path in files {
        let key = std::fs::read_to_string(path).expect("a marked file");
        let (text, gold) = read_key(&key);
        let started = Instant::now();
        let reading = read(&text, Language::English);
        spent += started.elapsed();
        bytes += text.len();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        compare(&name, &text, &gold, &of_mentions(&text, &reading.times), &mut scores, names_misses);
    }
    println!("times, {} files, {} marked, {} found", files.len(), scores.lenient.gold, scores.lenient.found);
    println!("  lenient            {}", scores.lenient);
    println!("  strict             {}", scores.strict);
    println!("  strict and value   {}", scores.strict_value);
    let exact = scores.exact_dates;
    println!("  dates that carry their year: {} of {} right, P {:.1}", exact.right, exact.found, exact.precision());
    #[expect(clippy::cast_precision_loss, reason = "a few megabytes")]
    let speed = bytes as f64 / 1e6 / spent.as_secs_f64();
    println!("  {speed:.1} MB/s, times and amounts, one core");
}

fn compare(name: &str, text: &str, gold: &[Time], found: &[Time], scores: &mut Scores, names_misses: bool) {
    let mut is_used = vec![false; gold.len()];
    for time in found {
        let best = (0..gold.len())
            .filter(|index| !is_used[*index])
            .map(|index| (overlap(&gold[index], time), index))
            .filter(|(overlap, _)| *overlap > 0)
            .max_by_key(|(overlap, index)| (*overlap, std::cmp::Reverse(*index)));
        scores.exact_dates.found += usize::from(time.is_exact);
        let Some((_, index)) = best else {
            if names_misses {
                println!("{name}: false: {}", excerpt(text, time));
            }
            continue;
        };
        is_used[index] = true;
        let marked = &gold[index];
        let same_value = marked.value == time.value;
        scores.lenient.right += 1;
        scores.strict.right += usize::from(marked.range == time.range);
        scores.strict_value.right += usize::from(marked.range == time.range && same_value);
        scores.exact_dates.right += usize::from(time.is_exact && same_value);
        if names_misses && !same_value {
            println!("{name}: value {:?}, marked {:?}: {}", time.value, marked.value, excerpt(text, time));
        }
    }
    for (marked, _) in gold.iter().zip(&is_used).filter(|(_, is_used)| !**is_used && names_misses) {
        println!("{name}: missed {:?}: {}", marked.value, excerpt(text, marked));
    }
    for score in [&mut scores.lenient, &mut scores.strict, &mut scores.strict_value] {
        score.gold += gold.len();
        score.found += found.len();
    }
}

/// How many bytes two times share; the most where they are the same.
fn overlap(one: &Time, other: &Time) -> usize {
    if one.range == other.range {
        return usize::MAX;
    }
    one.range.end.min(other.range.end).saturating_sub(one.range.start.max(other.range.start))
}

/// A time among the words around it.
fn excerpt(text: &str, time: &Time) -> String {
    let start = text.floor_char_boundary(time.range.start.saturating_sub(30));
    let end = text.ceil_char_boundary((time.range.end + 20).min(text.len()));
    format!("{:?} in {:?}", &text[time.range.clone()], &text[start..end])
}
