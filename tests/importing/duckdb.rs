//! A table that a query engine filters comes in by standard input, as the README shows it: tried where Python has `DuckDB`.

use std::fs;
use std::process::{Command, Stdio};

const ROWS: &str = "typeCode,freqCode,refYear,period,reporterCode,reporterISO,reporterDesc,flowCode,flowDesc,partnerCode,partnerISO,\
partnerDesc,partner2Code,classificationCode,cmdCode,cmdDesc,customsCode,motCode,netWgt,isReported,primaryValue\n\
C,A,2021,2021,740,SUR,Suriname,X,Export,528,NLD,Netherlands,0,H5,TOTAL,All,C00,0,,True,1204.50\n\
C,A,2021,2021,740,SUR,Suriname,X,Export,328,GUY,Guyana,0,H5,TOTAL,All,C00,0,,True,99.25\n\
C,A,2021,2021,76,BRA,Brazil,X,Export,328,GUY,Guyana,0,H5,TOTAL,All,C00,0,,True,7\n\
C,A,2021,2021,328,GUY,Guyana,M,Import,740,SUR,Suriname,0,H5,TOTAL,All,C00,0,,True,101.75\n";

/// What Python runs: the query of the README, on files in a folder, as CSV on standard output.
const QUERY: &str = "import duckdb, sys
rows = duckdb.sql(\"SELECT * FROM read_csv('\" + sys.argv[1] + \"/*.csv', all_varchar=true) WHERE reporterCode IN ('740', '328')\")
rows.write_csv('/dev/stdout')";

#[test]
fn what_duckdb_writes_is_read_from_standard_input() {
    let has_it = Command::new("python3").args(["-c", "import duckdb"]).stderr(Stdio::null()).status();
    if !has_it.is_ok_and(|status| status.success()) {
        eprintln!("not tried: Python has no DuckDB here (pip install duckdb)");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("one.csv"), ROWS).expect("written");
    let mut query = Command::new("python3")
        .args(["-c", QUERY])
        .arg(folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    let output = query.stdout.take().expect("its output");
    let imported = Command::new(env!("CARGO_BIN_EXE_attache"))
        .args(["import", "comtrade", "-", "--pair", "SUR,GUY", "--list"])
        .stdin(Stdio::from(output))
        .output()
        .expect("it runs");
    assert!(query.wait().is_ok_and(|status| status.success()), "the query ends well");
    let said = String::from_utf8(imported.stdout).expect("text");
    assert!(imported.status.success(), "{said}{}", String::from_utf8_lossy(&imported.stderr));
    for (what, value) in [
        ("Suriname’s exports to Guyana, 2021", "99.25 [total]"),
        ("Guyana’s imports from Suriname, 2021", "101.75 [total]"),
    ] {
        assert!(said.lines().any(|line| line.contains(what) && line.contains(value)), "{what}: {value} in {said}");
    }
    let proposed = said.lines().filter(|line| line.trim_start().starts_with("key: ")).count();
    assert_eq!(proposed, 2, "{said}");
}
