//! The fuzz targets replay their corpus, and what it becomes when it is damaged, on the toolchain that builds the program.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]

#[path = "../fuzz/targets.rs"]
mod targets;

#[path = "common/dice.rs"]
mod dice;

use std::fs;
use std::path::Path;

use dice::Dice;
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
            let dice = Dice::new(0x9E37_79B9_7F4A_7C15 ^ u64::try_from(place).expect("few"));
            for _ in 0..damages {
                target(&damaged(&bytes, &dice));
            }
        }
    }
}

/// Bytes with one to three places cut out, doubled or changed.
fn damaged(bytes: &[u8], dice: &Dice) -> Vec<u8> {
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
            damaged.splice(from..to, dice.of(&ODD).iter().copied());
        }
    }
    damaged
}
