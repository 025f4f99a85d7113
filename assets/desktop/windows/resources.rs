//! Hands the resources of the Windows program to its linker; every other program is built without them.

#![expect(clippy::print_stdout, reason = "this is how cargo is told")]

use std::env;

fn main() {
    let resources = "assets/desktop/windows/attache.res";
    println!("cargo:rerun-if-changed={resources}");
    let is = |key: &str, value: &str| env::var(key).is_ok_and(|found| found == value);
    if is("CARGO_CFG_TARGET_OS", "windows")
        && is("CARGO_CFG_TARGET_ENV", "msvc")
        && let Ok(root) = env::var("CARGO_MANIFEST_DIR")
    {
        println!("cargo:rustc-link-arg-bins={root}/{resources}");
    }
}
