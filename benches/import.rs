//! How quickly a UN Comtrade table of any size is filtered to a pair, beside the `csv` crate's own reading of the same bytes.
//!
//! The table is made while it is read, so that no disk is measured: `cargo bench --bench import -- 4000000` for more rows.

#![expect(clippy::print_stdout, reason = "a bench says what it measured")]
#![expect(clippy::expect_used, reason = "a bench that cannot go on ends here")]
#![expect(clippy::disallowed_types, reason = "a bench needs a clock")]

use std::hint::black_box;
use std::io::Read;
use std::time::{Duration, Instant};

use attache::import::{HashingReader, ImportContext, Kind, Pair, Recipe, import};
use attache::load::Progress;

const HEADER: &str = "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,flowDesc,partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,classificationCode,classificationSearchCode,isOriginalClassification,cmdCode,cmdDesc,aggrLevel,isLeaf,customsCode,customsDesc,mosCode,motCode,motDesc,qtyUnitCode,qtyUnitAbbr,qty,isQtyEstimated,altQtyUnitCode,altQtyUnitAbbr,altQty,isAltQtyEstimated,netWgt,isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,legacyEstimationFlag,isReported,isAggregate\n";
/// So many rows are made; then they come again.
const DISTINCT: u64 = 20_000;

/// A table of so many rows, one in two thousand of them about Indonesia and North Korea.
struct Table {
    rows: Vec<u8>,
    place: usize,
    left: u64,
    head: &'static [u8],
}

impl Table {
    fn new(rows: u64) -> Self {
        let mut text = String::new();
        for row in 0..DISTINCT {
            let partner = if row % 2_000 == 7 { 408 } else { 8 + (row * 37) % 880 };
            let reporter = if row % 2_000 == 7 { 360 } else { 4 + (row * 13) % 880 };
            let year = 1990 + row % 30;
            let line = format!(
                "C,A,{year}0101,{year},52,{year},{reporter},AAA,Reporter,X,Export,{partner},BBB,Partner,0,W00,World,H4,HS,true,{:06},\"Goods, of any kind\",6,true,C00,TOTAL CPC,0,0,TOTAL MOT,8,kg,{row},false,-1,N/A,0,false,{row},false,0,false,,{row}00,{row}00,0,true,false\n",
                row % 999_999
            );
            text.push_str(&line);
        }
        Self { rows: text.into_bytes(), place: 0, left: rows / DISTINCT, head: HEADER.as_bytes() }
    }
}

impl Read for Table {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if !self.head.is_empty() {
            return self.head.read(buffer);
        }
        if self.place == self.rows.len() {
            self.place = 0;
            self.left = self.left.saturating_sub(1);
        }
        if self.left == 0 {
            return Ok(0);
        }
        let count = (&self.rows[self.place..]).read(buffer)?;
        self.place += count;
        Ok(count)
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed(), done)
}

fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or_default()
}

fn main() {
    let rows = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(2_000_000);
    let recipe = Recipe { kind: Kind::Comtrade, pair: Some(Pair("IDN".into(), "PRK".into())), ..Recipe::default() };
    let context = ImportContext::default();
    for run in 1..=3 {
        let (csv, _) = timed(|| {
            let mut reader = csv::ReaderBuilder::new().from_reader(Table::new(rows));
            let mut record = csv::ByteRecord::new();
            let mut count = 0_u64;
            while reader.read_byte_record(&mut record).expect("a table") {
                count += black_box(record.len() as u64);
            }
            count
        });
        let (own, found) = timed(|| {
            let mut reader = HashingReader::new(Table::new(rows));
            let proposals = import(&mut reader, &recipe, &context, &Progress::default()).expect("a table");
            (proposals.items.len(), reader.finish().expect("a hash"))
        });
        #[expect(clippy::cast_precision_loss, reason = "for people to read")]
        let per_second = rows as f64 / own.as_secs_f64() / 1e6;
        println!(
            "run {run}: csv crate {:.3} s, import with SHA-256 {:.3} s ({per_second:.2} million rows a second, {:.2} of the csv crate), {} proposals, peak memory {} MiB",
            csv.as_secs_f64(),
            own.as_secs_f64(),
            own.as_secs_f64() / csv.as_secs_f64(),
            found.0,
            peak_kib() >> 10
        );
    }
}
