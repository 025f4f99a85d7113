//! # What is promised, and how it is tested
//!
//! Each promise has a test that fails where it is broken; the tests that take long are run by hand, with the command given.
//!
//! | promise | tested by |
//! | --- | --- |
//! | A file appears whole or not at all, and what is there is replaced with `--force` only, however its path is spelled. | `store::tests`, `tests/cli/writing.rs` |
//! | A private file is private from the first byte of the one that replaces it; its owner and attributes are kept, or it is said. | `store::tests` |
//! | Two saves of one file are both in it; the window closes when all is saved. | `store::queue`, `desktop::shell::saving` |
//! | Whatever a file holds, it is opened or refused with a reason; nothing panics. | `tests/fuzz.rs`, `fuzz/` |
//! | No input takes all memory or time: each is bounded in [`limits`](crate::limits). | `tests/dossier/limits.rs` |
//! | Whatever ends the program by itself, a panic, or where nobody reads standard error a stack or an allocation that fails, the next start has a report of it. | `desktop::crash`, `desktop::abort_report`, `tests/cli/abort.rs`, `tests/window.sh` |
//! | Whatever is done in a window, in any order: the state stays sound, is found again, and every text that there was comes back to the byte. | `tests/soak.rs` |
//! | What a dossier or a file name holds does nothing to a terminal. | `cli::terminal`, `tests/cli/writing.rs`, `tests/dossier/hostile.rs` |
//! | Every EDTF date of levels 0 to 2 is read, up to a million years away. | `dossier::date`, `dossier::edtf`, `tests/dossier/edtf.rs` |
//! | A possibility is no duration: one of several dates is another mark than all of them. | `charts::timeline`, `tests/charts/timeline.rs` |
//! | A reference says what its source says. | `tests/cite/references.rs`, which also lists what remains |
//! | The same dossier and the same order give the same bytes. | `tests/export/reproducible.rs` |
//! | The modules keep their order; files and functions stay short. | `tests/architecture` |
//! | Licences of what is built in let the program be given away. | `cargo deny check --config .deny.toml licenses` |
//!
//! # Fuzzing
//!
//! The functions in `fuzz/targets.rs` are run in two ways: by cargo-fuzz on the nightly toolchain
//! (`cargo fuzz run loader fuzz/corpus/loader`), and on the stable one by `cargo test --test fuzz`, which replays the corpus and
//! damages each file of it thirty times; `ATTACHE_FUZZ_RUNS=10000` makes that ten thousand.
//!
//! # What is not promised
//!
//! - Hard links are separated when a file is replaced: a file that appears whole is a new one. It is said.
//! - Where the system kills the program for want of memory, nothing is written, and no report says so. An allocation that fails in
//!   a command ends it with code 134, and the runtime's line on standard error.
//! - A reference in a style is as good as the processor (hayagriva); what it says wrongly is mended where that is known.
