//! A search over everything: how long until all is found, and until the first facts fill the list.

use std::hint::black_box;
use std::time::{Duration, Instant};

use attache::analysis::{Query, Scan, SearchText};
use attache::app::{Filters, Finder};
use memchr::memmem;

use crate::clock::fastest_of_two;
use crate::frame::state;
use crate::run::Run;
use crate::table::{Cell, Row, duration};

/// A word that many facts have, one that few have, and one that none has.
const WORDS: [&str; 3] = ["committee", "seismology", "xylophone"];

pub(crate) fn rows(run: &Run) -> Vec<Row> {
    let mut scans = Vec::new();
    let mut firsts = Vec::new();
    for size in &run.sizes {
        let state = state(&run.bytes(*size));
        let (dossier, digest) = (&state.file.dossier, &state.file.digest);
        let mut text = SearchText::default();
        text.gather(dossier, dossier.facts().len());
        let of_a_word = |word: &str| {
            let query = Query::parse(word);
            let ours = || {
                let mut found = Vec::new();
                Scan::new(dossier, digest, &query).find(&text, 0..dossier.facts().len(), &mut found);
                found
            };
            fastest_of_two(run, ours, || memmem::find_iter(text.bytes(), word.as_bytes()).count())
        };
        let measured = WORDS.map(of_a_word);
        for (word, (ours, plain)) in WORDS.iter().zip(&measured) {
            eprintln!("  {size} facts, {word}: {}, memmem {}", duration(*ours), duration(*plain));
        }
        let worst = measured.into_iter().max_by(|one, other| {
            let ratio = |pair: &(Duration, Duration)| pair.0.as_secs_f64() / pair.1.as_secs_f64();
            ratio(one).total_cmp(&ratio(other))
        });
        scans.push(worst.map_or(Cell::NoDataReason, |(ours, plain)| Cell::times(ours, plain)));
        firsts.push(Cell::Plain(duration(first_page(&state.file))));
    }
    vec![
        Row {
            what: "a search over everything, worst of three words".to_owned(),
            yardstick: "memchr's memmem over the same bytes".to_owned(),
            goal: "≤ 2×".to_owned(),
            cells: scans,
        },
        Row {
            what: "its first page, with nothing gathered yet".to_owned(),
            yardstick: "a frame".to_owned(),
            goal: "≤ 16 ms".to_owned(),
            cells: firsts,
        },
    ]
}

/// How long it takes until the first facts are told, or all where they are few.
fn first_page(file: &attache::app::OpenFile) -> Duration {
    let filters = Filters { query: WORDS[0].to_owned(), ..Filters::default() };
    let started = Instant::now();
    let mut first = None;
    let shown = Finder::default().find(file, &filters, &|| false, &mut |facts| {
        first.get_or_insert((started.elapsed(), facts));
    });
    let all = started.elapsed();
    black_box(shown);
    first.map_or(all, |(elapsed, _)| elapsed)
}
