//! The fuzz targets replay their corpus, and what it becomes when it is damaged, on the toolchain that builds the program.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]

#[path = "../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::path::Path;

use targets::TARGETS;

/// How often each file of the corpus is damaged; more where the environment says so.
fn damages() -> u64 {
    std::env::var("ATTACHE_FUZZ_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(30)
}

#[test]
fn the_corpus_breaks_no_promise() {
    for (name, target) in TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
        let mut files: Vec<_> =
            fs::read_dir(&folder).expect(name).map(|entry| entry.expect("an entry").path()).collect();
        files.sort();
        assert!(!files.is_empty(), "{name} has a corpus");
        let damages = if name == "drawing" { damages() / 10 } else { damages() };
        for (place, file) in files.iter().enumerate() {
            let bytes = fs::read(file).expect("a file");
            target(&bytes);
            let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ u64::try_from(place).expect("few"));
            for _ in 0..damages {
                target(&damaged(&bytes, &mut dice));
            }
        }
    }
}

/// Numbers by lot, the same each time (Knuth's linear congruences).
struct Dice(u64);

impl Dice {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % below.max(1)
    }
}

/// Bytes with one to three places cut out, doubled or changed.
fn damaged(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    const ODD: [&[u8]; 14] =
        [b"", b"\"", b"{", b"]", b",", b"-", b"X", b"..", b"/", b"1e99", b"\xff", b"\\u0000", b"null", b"\xef\xbf\xbe"];
    let mut damaged = bytes.to_vec();
    for _ in 0..=dice.below(3) {
        let from = dice.below(damaged.len() + 1);
        let to = (from + dice.below(9)).min(damaged.len());
        if dice.below(3) == 0 {
            let piece = damaged[from..to].to_vec();
            damaged.splice(from..from, piece);
        } else {
            damaged.splice(from..to, ODD[dice.below(ODD.len())].iter().copied());
        }
    }
    damaged
}
