//! What stands around a table: the lines above its header, which say what all of its numbers are, the name of its sheet, and the
//! line of its source.

use smol_str::SmolStr;

use super::guess::Preview;
use super::mapping::{Mapping, Role, ValueKind};
use crate::import::areas::{Area, area_in_line, countries_named, find_area, genitive, without_elision};

/// What begins the line that names the source.
const SOURCES: [&str; 9] =
    ["source", "sources", "sumber", "quelle", "fuente", "fonte", "출처", "자료", "source des données"];
/// So many characters of a publisher are taken.
const MAX_PUBLISHER: usize = 120;

/// Gives the columns what only the lines above the header, or the name of the sheet, say: unit, scale, direction, countries.
pub(super) fn apply(mapping: &mut Mapping, above: &Preview, sheet: Option<&str>, is_german: bool) {
    let lines: Vec<String> = above
        .iter()
        .map(|(_, cells)| {
            cells.iter().filter(|cell| !cell.is_empty()).map(SmolStr::as_str).collect::<Vec<_>>().join(" ")
        })
        .chain(sheet.map(str::to_owned))
        .filter(|line| !line.is_empty())
        .collect();
    let mut said = ValueKind::default();
    for line in &lines {
        let words = ValueKind::of_words_beside(line, is_german);
        // A line that speaks of shares or weights as well says nothing for all numbers.
        let words = ValueKind { measure: None, ..words };
        if words.unit.as_deref() != Some("percent") {
            said = said.or(&words);
        }
    }
    let directions = lines.iter().filter_map(|line| ValueKind::of_words_beside(line, is_german).flow);
    if directions.clone().any(|flow| said.flow.as_ref() != Some(&flow)) {
        said.flow = None;
    }
    let is_flow_told = has(mapping, Role::Flow) || has(mapping, Role::Indicator);
    let is_unit_told = has(mapping, Role::Unit) || has(mapping, Role::Indicator);
    let any_flow = mapping.columns.iter().any(|column| column.role == Role::Value && column.value.flow.is_some());
    for column in mapping.columns.iter_mut().filter(|column| column.role == Role::Value) {
        let value = &mut column.value;
        let is_amount = value.measure.as_deref().is_none_or(|measure| measure != "net-weight");
        if is_amount && !is_unit_told && value.unit.is_none() && said.is_money() {
            value.unit.clone_from(&said.unit);
            value.scale = value.scale.or(said.scale);
        } else if is_amount && !is_unit_told && value.is_money() && value.scale.is_none() && said.unit == value.unit {
            value.scale = said.scale;
        }
        if !is_flow_told && !any_flow && value.measure.as_deref() != Some("trade-balance") {
            value.flow = value.flow.clone().or_else(|| said.flow.clone());
            value.valuation = value.valuation.clone().or_else(|| said.valuation.clone());
        }
    }
    let is_told = has(mapping, Role::Reporter)
        || has(mapping, Role::Partner)
        || mapping.columns.iter().any(|column| column.partner.is_some());
    if is_told {
        return;
    }
    // Where the line itself does not say it, “Indonesia to North Korea” is meant as its columns are.
    let mut flows = mapping.columns.iter().filter(|column| column.role == Role::Value).map(|column| &column.value.flow);
    let first = flows.next().cloned().flatten();
    let of_columns = first.filter(|flow| flows.all(|other| other.as_ref() == Some(flow)));
    match lines.iter().find_map(|line| two_countries(line, of_columns.as_deref())) {
        Some(Two::Told { reporter, partner }) => {
            mapping.reporter = Some(reporter);
            mapping.partner = Some(partner);
        }
        Some(Two::Open(one, other)) => mapping.between = vec![one, other],
        None => {}
    }
}

fn has(mapping: &Mapping, role: Role) -> bool {
    mapping.columns.iter().any(|column| column.role == role)
}

/// Who publishes the table, where a line of it says so.
pub(super) fn publisher(preview: &Preview) -> Option<String> {
    preview.iter().find_map(|(_, cells)| {
        let mut filled = cells.iter().filter(|cell| !cell.is_empty());
        let (Some(line), None) = (filled.next(), filled.next()) else { return None };
        let (word, name) = line.split_once([':', '：'])?;
        let is_source = SOURCES.contains(&word.trim().to_lowercase().as_str());
        let name = name.trim().trim_end_matches('.');
        (is_source && !name.is_empty()).then(|| name.chars().take(MAX_PUBLISHER).collect())
    })
}

/// Two countries that a line names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Two {
    /// The line says who reports.
    Told { reporter: SmolStr, partner: SmolStr },
    /// It does not say that, and it has to be asked.
    Open(SmolStr, SmolStr),
}

/// What stands before the name of a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// “to North Korea”.
    To,
    /// “from North Korea”.
    From,
    /// “with North Korea”.
    With,
    /// “by Indonesia”, “of Indonesia”, “Indonesia’s”.
    By,
    /// “de China”, which is “of China” as well as “from China”.
    OfOrFrom,
}

/// Words before a name, small, in the languages that tables come in.
const BEFORE: [(Before, &[&str]); 5] = [
    (
        Before::To,
        &[
            "to", "into", "towards", "toward", "ke", "kepada", "nach", "vers", "hacia", "para", "a", "à", "ao", "aos",
            "al", "au", "aux",
        ],
    ),
    (
        Before::From,
        &["from", "dari", "aus", "desde", "depuis", "provenance", "procedentes", "procedente", "provenientes"],
    ),
    (Before::With, &["with", "dengan", "mit", "avec", "con", "com"]),
    (Before::By, &["by", "of", "oleh", "durch", "par", "por"]),
    (Before::OfOrFrom, &["de", "del", "da", "do", "dos", "das", "du", "des", "von", "vom"]),
];
/// What may stand between such a word and the name.
const ARTICLES: [&str; 15] =
    ["the", "la", "le", "les", "el", "los", "las", "der", "die", "den", "dem", "o", "os", "as", "negara"];

/// What a state is called before “of” and its name.
const STATES: [&str; 12] = [
    "republic",
    "kingdom",
    "federation",
    "commonwealth",
    "sultanate",
    "state",
    "states",
    "república",
    "république",
    "reino",
    "royaume",
    "principality",
];

/// The two countries of “Indonesia’s exports to North Korea” or of “Ekspor Indonesia ke Korea Utara”, with who of them reports;
/// `None` where there are fewer or more. The direction is that of the line, and else the one that is given.
pub(super) fn two_countries(line: &str, flow: Option<&str>) -> Option<Two> {
    let told = |reporter: &Area, partner: &Area| Two::Told {
        reporter: reporter.party_id().into(),
        partner: partner.party_id().into(),
    };
    for flow in ["s exports to ", "s imports from ", "s exports of goods to ", "s imports of goods from "] {
        let lower = line.to_lowercase();
        // The apostrophe is before the “s”; the lower case of these letters has the same length.
        let Some(at) = lower.find(flow).filter(|_| lower.len() == line.len()) else { continue };
        let (left, right) = (&line[..at], &line[at + flow.len()..]);
        let Some(left) = left.strip_suffix(['\'', '’']) else { continue };
        if let (Some(one), Some(other)) = (find_area(left), find_area(right)) {
            return Some(told(one, other));
        }
    }
    let named = countries_named(line);
    let [one, other] = named.as_slice() else { return None };
    let own = ValueKind::of_words(line).flow;
    let flow = own.as_deref().or(flow.filter(|_| !ValueKind::is_of_both(line)));
    Some(match (is_reporter(line, one, flow), is_reporter(line, other, flow)) {
        (Some(true), Some(false) | None) | (None, Some(false)) => told(one, other),
        (Some(false), Some(true) | None) | (None, Some(true)) => told(other, one),
        (None, None) | (Some(true), Some(true)) | (Some(false), Some(false)) => {
            Two::Open(one.party_id().into(), other.party_id().into())
        }
    })
}

/// Whether what stands before the name of a country, or at its end, says that it reports, or that it is the partner.
fn is_reporter(line: &str, area: &'static Area, flow: Option<&str>) -> Option<bool> {
    match (before(line, area)?, flow) {
        (Before::By, _)
        | (Before::From, Some("export"))
        | (Before::OfOrFrom, Some("export" | "total"))
        | (Before::To, Some("import")) => Some(true),
        (Before::With, _) | (Before::To, Some("export")) | (Before::From, Some("import")) => Some(false),
        (Before::To | Before::From | Before::OfOrFrom, _) => None,
    }
}

fn before(line: &str, area: &'static Area) -> Option<Before> {
    const MOST_WORDS: usize = 7;
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '-' | ',' | '$');
    let words: Vec<&str> = line.split(|c: char| !is_word(c)).filter(|word| !word.is_empty()).collect();
    let names = |from: usize, count: usize| {
        let name = words[from..from + count].join(" ");
        let bare = name.trim_end_matches([',', '.']);
        let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
        area_in_line(bare).is_some_and(|found| found.party_id() == area.party_id())
    };
    let (from, count) = (0..words.len()).find_map(|from| {
        let most = MOST_WORDS.min(words.len() - from);
        (1..=most).rev().find(|count| names(from, *count)).map(|count| (from, count))
    })?;
    let last = words[from + count - 1].trim_end_matches([',', '.']);
    if ["'s", "’s", "'", "’"].iter().any(|end| last.ends_with(end)) {
        return Some(Before::By);
    }
    let name = words[from..from + count].join(" ");
    if find_area(&name).is_none() && genitive(name.trim_end_matches([',', '.'])).is_some() {
        return Some(Before::By);
    }
    let of_word = |word: &str| BEFORE.iter().find(|(_, words)| words.contains(&word)).map(|(before, _)| *before);
    let small: Vec<String> = words[..from].iter().map(|word| word.to_lowercase()).collect();
    let mut earlier = small.as_slice();
    let skip_articles = |earlier: &mut &[String]| {
        while let Some((_, rest)) = earlier.split_last().filter(|(word, _)| ARTICLES.contains(&word.as_str())) {
            *earlier = rest;
        }
    };
    skip_articles(&mut earlier);
    // “the Islamic Republic of Iran” is a name as a whole, of which the last word was known.
    if let [rest @ .., state, of] = earlier
        && STATES.contains(&state.as_str())
        && matches!(of_word(of), Some(Before::By | Before::OfOrFrom))
    {
        let is_of_name =
            |place: &usize| words[*place].starts_with(char::is_uppercase) && of_word(&small[*place]).is_none();
        let begins = (0..rest.len()).rev().take_while(is_of_name).last().unwrap_or(rest.len());
        earlier = &rest[..begins];
        skip_articles(&mut earlier);
    }
    let mut earlier = earlier.iter().rev();
    // “d’Indonésie” has its preposition within the word.
    let elided = without_elision(words[from]).map(|(word, _)| word.to_lowercase());
    let nearest = match elided.as_deref() {
        Some("d" | "dell") => Before::OfOrFrom,
        Some("all") => Before::To,
        Some("dall") => Before::From,
        Some(_) | None => of_word(earlier.next()?)?,
    };
    // “en provenance de”, “à destination de”, “procedentes de” say it before their last word.
    match earlier.next().map(String::as_str) {
        Some("destination" | "destino" | "destinasi") if nearest == Before::OfOrFrom || nearest == Before::To => {
            Some(Before::To)
        }
        Some(word) if nearest == Before::OfOrFrom && of_word(word) == Some(Before::From) => Some(Before::From),
        Some(_) | None => Some(nearest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(reporter: &str, partner: &str) -> Two {
        Two::Told { reporter: reporter.into(), partner: partner.into() }
    }

    #[test]
    fn the_two_countries_of_a_line_are_found_with_who_reports() {
        for (line, reporter, partner) in [
            ("Indonesia's exports to Korea, Democratic People's Republic of", "IDN", "PRK"),
            ("Korea, Democratic People's Republic of's imports from world", "PRK", "W00"),
            ("Nilai Ekspor Indonesia ke Korea Utara menurut Bulan (Juta US$)", "IDN", "PRK"),
            ("Table 7. Merchandise trade of Indonesia with North Korea", "IDN", "PRK"),
            ("Ausfuhr der Niederlande nach Südkorea, Tsd. EUR", "NLD", "KOR"),
            ("Trade of Suriname with the Netherlands, 1990–2000", "SUR", "NLD"),
            // Whichever is named first.
            ("Exports to North Korea from Indonesia", "IDN", "PRK"),
            ("Imports from China into Suriname", "SUR", "CHN"),
            ("Imports from the Democratic Republic of the Congo by Belgium", "BEL", "COD"),
            ("Exports to the Islamic Republic of Iran from Oman", "OMN", "IRN"),
            ("Exports to the UK from Suriname, in US$", "SUR", "GBR"),
            ("Trade with North Korea, Indonesia", "IDN", "PRK"),
            ("Impor dari Korea Utara ke Indonesia", "IDN", "PRK"),
            ("Einfuhr aus China nach Surinam", "SUR", "CHN"),
            ("Ausfuhr nach China von Surinam", "SUR", "CHN"),
            ("Importations du Suriname en provenance de la Chine", "SUR", "CHN"),
            ("Exportations vers la Chine, Suriname", "SUR", "CHN"),
            ("Exportations de l'Indonésie vers l’Égypte (milliers EUR)", "IDN", "EGY"),
            ("Importations du Suriname en provenance d’Indonésie", "SUR", "IDN"),
            ("Exportations d'Indonésie à destination de la Corée du Nord", "IDN", "PRK"),
            ("Ausfuhr Indonesiens nach Nordkorea", "IDN", "PRK"),
            ("Importaciones desde China a Surinam", "SUR", "CHN"),
            ("Exportações para a China, Suriname", "SUR", "CHN"),
            // Names that end with an “s” and have no apostrophe.
            ("Philippines exports to South Korea", "PHL", "KOR"),
            ("Netherlands imports from Suriname", "NLD", "SUR"),
            ("United States exports to Maldives", "USA", "MDV"),
            ("Imports from the Maldives, Philippines’ part", "PHL", "MDV"),
        ] {
            assert_eq!(two_countries(line, None), Some(told(reporter, partner)), "{line}");
        }
        for line in ["Exports of Indonesia by country", "Indonesia, North Korea and South Korea", "Table 1", ""] {
            assert_eq!(two_countries(line, None), None, "{line}");
        }
    }

    #[test]
    fn who_reports_is_open_where_a_line_does_not_say_it() {
        for (line, one, other) in [
            ("Exports: Indonesia, North Korea", "IDN", "PRK"),
            ("Trade between North Korea and Indonesia", "PRK", "IDN"),
            ("Goods from Indonesia to North Korea", "IDN", "PRK"),
            ("Importaciones de China, Surinam", "CHN", "SUR"),
            ("Exports and imports from Indonesia to North Korea", "IDN", "PRK"),
        ] {
            assert_eq!(two_countries(line, None), Some(Two::Open(one.into(), other.into())), "{line}");
        }
        let line = "Goods from Indonesia to North Korea";
        assert_eq!(two_countries(line, Some("export")), Some(told("IDN", "PRK")));
        assert_eq!(two_countries(line, Some("import")), Some(told("PRK", "IDN")));
        assert!(matches!(
            two_countries("Exports and imports, from Peru to Chile", Some("export")),
            Some(Two::Open(..))
        ));
    }
}
