//! What one run measures, and the dossiers that it measures with.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::PathBuf;

/// The sizes of a whole run, in facts.
const SIZES: [u64; 5] = [100, 1_000, 10_000, 100_000, 1_000_000];
/// The largest size of a run that only sees whether everything still works.
const LARGEST_OF_SMOKE: u64 = 1_000;
/// The variable that bounds the size of a run, in facts.
const LARGEST: &str = "ATTACHE_BENCH_FACTS";
/// The seed of all the dossiers.
const SEED: u64 = 1;

/// What one run measures.
pub(crate) struct Run {
    /// The sizes, in facts, the smallest first.
    pub(crate) sizes: Vec<u64>,
    /// Whether it only sees whether everything still works.
    pub(crate) is_smoke: bool,
    /// The words for the kinds of rows that are wanted; none for all.
    wanted: Vec<String>,
}

impl Run {
    /// Reads the arguments: the words for kinds of rows, and whatever cargo adds.
    pub(crate) fn new(arguments: &[String]) -> Self {
        let is_smoke = !arguments.iter().any(|argument| argument == "--bench");
        let largest = std::env::var(LARGEST).ok().map(|text| text.parse().expect("a number of facts"));
        let largest = largest.unwrap_or(if is_smoke { LARGEST_OF_SMOKE } else { u64::MAX });
        let sizes: Vec<u64> = SIZES.into_iter().filter(|size| *size <= largest).collect();
        for size in &sizes {
            write(*size);
        }
        let wanted = arguments.iter().filter(|argument| !argument.starts_with('-')).cloned().collect();
        Self { sizes, is_smoke, wanted }
    }

    pub(crate) fn is_wanted(&self, word: &str) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|wanted| wanted == word)
    }

    /// The file of the generated dossier of so many facts.
    #[expect(clippy::unused_self, reason = "the files are there once there is a run")]
    pub(crate) fn file(&self, facts: u64) -> PathBuf {
        path(facts)
    }

    /// The bytes of that file.
    pub(crate) fn bytes(&self, facts: u64) -> Vec<u8> {
        fs::read(self.file(facts)).expect("written when the run began")
    }
}

/// Writes a dossier anew, as what the generator writes may have changed since the last run.
fn write(facts: u64) {
    let file = File::create(path(facts)).expect("a file in the target folder");
    let mut out = BufWriter::new(file);
    attache::cli::generate(&mut out, facts, SEED).expect("room for it");
    out.flush().expect("room for it");
}

fn path(facts: u64) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("generated-{facts}.dossier.json"))
}
