//! `attache import` on spreadsheets and tables as they come, and as somebody made them to do harm: bounded, with a clear message,
//! and nothing half done.

#![expect(clippy::disallowed_types, reason = "that nothing here takes for ever is told by the clock")]

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::write::SimpleFileOptions;

/// Nothing here may take longer, on a slow machine that does other things as well.
const LONGEST: Duration = Duration::from_mins(1);

struct Run {
    code: Option<i32>,
    results: String,
    errors: String,
    /// Whether a dossier was written.
    is_written: bool,
}

/// Imports a file under a name into a new dossier, with everything accepted.
#[track_caller]
fn import(name: &str, bytes: &[u8], kind: &str) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(name), bytes).expect("written");
    let began = Instant::now();
    let args = ["import", kind, name, "--pair", "IDN,PRK", "--out", "new.dossier.json", "--accept", "all"];
    let Output { status, stdout, stderr } = attache(folder.path(), &args);
    assert!(began.elapsed() < LONGEST, "{name}: {:?}", began.elapsed());
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let (results, errors) = (text(stdout), text(stderr));
    for stream in [&results, &errors] {
        assert!(!stream.contains(['\u{1b}', '\u{7}', '\0']), "{name} steers the terminal: {stream:?}");
    }
    let is_written = folder.path().join("new.dossier.json").exists();
    Run { code: status.code(), results, errors, is_written }
}

fn attache(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_attache")).args(args).current_dir(folder).output().expect("it runs")
}

/// It is refused with these words, and nothing is written.
#[track_caller]
fn refused(name: &str, bytes: &[u8], kind: &str, words: &[&str]) {
    let run = import(name, bytes, kind);
    assert_ne!(run.code, Some(0), "{name}: {}", run.results);
    assert!(run.code.is_some(), "{name} ended by a signal: {}", run.errors);
    for words in words {
        assert!(run.errors.contains(words), "{name}: {}", run.errors);
    }
    assert!(run.errors.len() < 2_000, "{name}: a message of {} bytes", run.errors.len());
    assert!(!run.is_written, "{name}: something half done");
}

/// It is read, and says this.
#[track_caller]
fn read(name: &str, bytes: &[u8], kind: &str, words: &[&str]) {
    let run = import(name, bytes, kind);
    assert_eq!((run.code, run.is_written), (Some(0), true), "{name}: {}", run.errors);
    for words in words {
        assert!(run.results.contains(words) || run.errors.contains(words), "{name}: {} {}", run.results, run.errors);
    }
}

/// An archive of these parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("begun");
        writer.write_all(content).expect("written");
    }
    writer.finish().expect("whole").into_inner()
}

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Trade" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const WORKBOOK_RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A workbook with one sheet of these rows, as XML.
fn xlsx(rows: &str) -> Vec<u8> {
    let sheet = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>"#
    );
    archive(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELS.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// A row of a sheet: what begins with “=” is a formula with its last result after a bar, digits are a number.
fn sheet_row(row: u32, cells: &[&str]) -> String {
    let cell = |(place, text): (usize, &&str)| {
        let name = format!("{}{row}", char::from(b'A' + u8::try_from(place).expect("few columns")));
        if let Some((formula, value)) = text.strip_prefix('=').and_then(|formula| formula.split_once('|')) {
            return format!(r#"<c r="{name}"><f>{formula}</f><v>{value}</v></c>"#);
        }
        match text.parse::<f64>() {
            Ok(_) => format!(r#"<c r="{name}"><v>{text}</v></c>"#),
            Err(_) => format!(r#"<c r="{name}" t="inlineStr"><is><t>{text}</t></is></c>"#),
        }
    };
    format!(r#"<row r="{row}">{}</row>"#, cells.iter().enumerate().map(cell).collect::<String>())
}

const HEADING: [&str; 4] = ["Year", "Partner", "Exports (US$ thousand)", "Imports (US$ thousand)"];

fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Trade">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

fn ods_row(cells: &[&str]) -> String {
    let cell = |text: &&str| match text.parse::<f64>() {
        Ok(_) => format!(
            r#"<table:table-cell office:value-type="float" office:value="{text}"><text:p>{text}</text:p></table:table-cell>"#
        ),
        Err(_) => format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#),
    };
    format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
}

#[test]
fn sheets_are_read_and_a_formula_is_what_it_came_to() {
    let rows = [sheet_row(1, &HEADING), sheet_row(2, &["2015", "North Korea", "1410.5", "=A2-1685|330"])].concat();
    read("t.xlsx", &xlsx(&rows), "table", &["2\u{A0}proposals", "0 open"]);
    let rows = [ods_row(&HEADING), ods_row(&["2015", "North Korea", "1410.5", "330"])].concat();
    read("t.ods", &ods(&rows), "table", &["2\u{A0}proposals"]);
}

#[test]
fn cells_that_lie_far_apart_cost_what_is_in_them() {
    let far = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let rows =
        [sheet_row(1, &HEADING), sheet_row(2, &["2015", "North Korea", "1410.5", "330"]), far.to_owned()].concat();
    read("far.xlsx", &xlsx(&rows), "table", &["2\u{A0}proposals"]);
    let repeated = r#"<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    let rows = [ods_row(&HEADING), ods_row(&["2015", "North Korea", "1410.5", "330"]), repeated.to_owned()].concat();
    read("far.ods", &ods(&rows), "table", &["2\u{A0}proposals"]);
    let filled = r#"<table:table-row table:number-rows-repeated="1000000000"><table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row>"#;
    refused("filled.ods", &ods(filled), "table", &["row 1", "repeated more than"]);
}

#[test]
fn what_unpacks_to_more_than_a_machine_holds_is_refused() {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).expect("begun");
    for _ in 0..600 {
        writer.write_all(&vec![b' '; 1 << 20]).expect("written");
    }
    let bomb = writer.finish().expect("whole").into_inner();
    assert!(bomb.len() < 4 << 20, "{} bytes", bomb.len());
    refused("bomb.xlsx", &bomb, "auto", &["xl/worksheets/sheet1.xml", "unpacks to more than"]);
    refused("cut.xlsx", &xlsx(&sheet_row(1, &HEADING))[..300], "auto", &["damaged"]);
    refused(
        "old.xls",
        &[&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0; 4_096]].concat(),
        "auto",
        &["damaged"],
    );
}

#[test]
fn what_came_compressed_is_read_and_half_of_it_is_not() {
    let text = "Year,Trade Flow,Commodity Code,Reporter,Partner,Trade Value (US$)\n2015,Export,TOTAL,Indonesia,North Korea,1410000\n";
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).expect("memory");
    let packed = encoder.finish().expect("whole");
    read("t.csv.gz", &packed, "auto", &["1\u{A0}proposal", "compressed with gzip"]);
    refused("half.csv.gz", &packed[..packed.len() / 2], "auto", &["could not be read"]);
}

#[test]
fn three_rows_of_headings_and_a_footnote_are_no_numbers() {
    let text = "Foreign trade of Indonesia,,,\n,,Value of goods,\nYear,Partner,Exports,Imports\n,,US$ thousand,US$ thousand\n2015,North Korea,1410.5,330\n2016,North Korea,990.25,12\nSource: a statistics office; provisional.,,,\n";
    read("office.csv", text.as_bytes(), "table", &["4\u{A0}proposals", "0 not understood"]);
}

#[test]
fn damaged_tables_say_where() {
    let nul = b"Year,Trade Flow,Commodity Code,Reporter,Partner,Trade Value (US$)\n2015,Export,TOTAL,Indo\0nesia,North Korea,1\n";
    refused("nul.csv", nul, "auto", &["row 2, column 4", "NUL"]);
    let wide = "a,".repeat(1_000_000);
    refused("wide.csv", wide.as_bytes(), "table", &["row 1"]);
    let endless = vec![b'a'; 8 << 20];
    refused("endless.csv", &endless, "table", &["row 1"]);
}

#[test]
fn no_cell_steers_the_terminal() {
    let text = "Year,Trade Flow,Commodity Code,Reporter,Partner,Trade Value (US$)\n2015,Export,TOTAL,Indonesia,North Korea,\u{1b}[2J\u{7}evil\n2016,\u{1b}]0;title\u{7},TOTAL,Indonesia,North Korea,7\n2017,Export,TOTAL,Indonesia,North Korea,9\n";
    read("esc.csv", text.as_bytes(), "auto", &["1\u{A0}proposal"]);
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("esc.csv"), text).expect("written");
    for format in ["text", "json"] {
        let args = ["import", "auto", "esc.csv", "--pair", "IDN,PRK", "--list", "--format", format];
        let listed = attache(folder.path(), &args);
        assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
        let listed = String::from_utf8(listed.stdout).expect("UTF-8");
        assert!(!listed.contains(['\u{1b}', '\u{7}']), "{format}: {listed:?}");
        assert!(listed.contains("evil"), "{format}: what was not understood is told: {listed}");
    }
}
