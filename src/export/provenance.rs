//! Where a figure comes from: the dossier, the view and the data travel in its file, and can be compared with a dossier.

use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, ErrorKind, Read as _};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::chart::{citations, data};
use super::differences::changes;
use super::embedded::{png_text, too_much, xml_text};
use super::xmp;
use crate::app::{ChartKind, ExportRequest, FileFormat, OpenFile};
use crate::limits::{FIGURE_BYTES, METADATA_BYTES, METADATA_VALUES};

/// The keyword of the text chunk of a PNG.
pub(super) const KEYWORD: &str = "Attache";

/// What a figure was drawn from, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// The version of the program that drew it.
    pub attache: String,
    /// The title of the dossier.
    pub dossier: String,
    /// The name of its file, without the folder.
    pub file: String,
    /// The SHA-256 of its file.
    pub sha256: String,
    /// The order that was carried out, without its path.
    pub view: ExportRequest,
    /// The data of what was in view.
    pub data: Vec<Map<String, Value>>,
    /// References to the sources of what was in view.
    pub citations: Vec<String>,
}

impl Provenance {
    /// That of a figure that is drawn now.
    #[must_use]
    pub fn of(file: &OpenFile, request: &ExportRequest) -> Self {
        // Where it was written to is nobody's business.
        let view = ExportRequest { path: std::path::PathBuf::new(), may_replace: false, ..request.clone() };
        Self {
            attache: env!("CARGO_PKG_VERSION").to_owned(),
            dossier: file.dossier.title().to_owned(),
            file: file.name(),
            sha256: file.sha256.clone(),
            data: rows(file, &view),
            citations: citations(file, &view).lines().map(str::to_owned).collect(),
            view,
        }
    }

    /// As it stands in a file.
    #[must_use]
    pub fn to_text(&self) -> String {
        // Plain data is always JSON. What XML cannot hold is spelled out, so that it is the same in every format.
        let text = serde_json::to_string(self).unwrap_or_default();
        text.replace('\u{fffe}', "\\ufffe").replace('\u{ffff}', "\\uffff")
    }

    /// Reads it out of the bytes of a PNG, SVG, PDF or bundle; `None` where there is none.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        Self::read_checked(bytes).ok().flatten()
    }

    /// The same, with what was too much to be read as an error.
    ///
    /// # Errors
    ///
    /// A sentence on what goes beyond [`crate::limits`].
    pub fn read_checked(bytes: &[u8]) -> Result<Option<Self>, String> {
        if bytes.len() as u64 > FIGURE_BYTES {
            return Err(format!("it is larger than {} MiB", FIGURE_BYTES >> 20));
        }
        // What only breaks off is no figure.
        let explain = |error: std::io::Error| (error.kind() != ErrorKind::UnexpectedEof).then(|| error.to_string());
        let text = match bytes {
            [0x89, b'P', b'N', b'G', ..] => png_text(bytes, KEYWORD),
            [b'%', b'P', b'D', b'F', ..] => Ok(xmp::provenance(bytes)),
            [b'P', b'K', ..] => of_bundle(bytes),
            _ => Ok(std::str::from_utf8(bytes).ok().and_then(|text| xml_text(text, "metadata"))),
        };
        let text = match text.map_err(explain) {
            Ok(Some(text)) => text,
            Ok(None) | Err(None) => return Ok(None),
            Err(Some(error)) => return Err(error),
        };
        if text.len() as u64 > METADATA_BYTES {
            return Err(too_much().to_string());
        }
        if text.bytes().filter(|byte| matches!(byte, b',' | b'[' | b'{')).count() > METADATA_VALUES {
            return Err(format!("it carries more than {METADATA_VALUES} values"));
        }
        Ok(serde_json::from_str(&text).ok())
    }

    /// What differs between what the figure shows and what it would show of a dossier now, line by line: numbers, flags,
    /// sources.
    #[must_use]
    pub fn differences(&self, file: &OpenFile) -> Vec<String> {
        let now = Self::of(file, &self.view);
        let (old_rows, new_rows) = (self.by_key(), now.by_key());
        let mut lines = Vec::new();
        for (key, old) in &old_rows {
            match new_rows.get(key) {
                None => lines.push(format!("{key}: no longer in view")),
                Some(new) => lines.extend(changes(key, old, new)),
            }
        }
        lines.extend(new_rows.keys().filter(|key| !old_rows.contains_key(*key)).map(|key| format!("{key}: new")));
        let missing = |all: &[String], others: &[String], what: &str| {
            all.iter()
                .filter(|one| !others.contains(one))
                .map(|one| format!("source {what}: {one}"))
                .collect::<Vec<_>>()
        };
        lines.extend(missing(&self.citations, &now.citations, "no longer cited"));
        lines.extend(missing(&now.citations, &self.citations, "cited now"));
        lines
    }

    /// The rows by what they are about.
    fn by_key(&self) -> BTreeMap<String, &Map<String, Value>> {
        let text =
            |row: &Map<String, Value>, key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let key = |row: &Map<String, Value>| match self.view.figure {
            ChartKind::Timeline => text(row, "id"),
            ChartKind::Trade if text(row, "figure").is_empty() => text(row, "year"),
            ChartKind::Trade if text(row, "basis") == "derived" => {
                format!("{}, derived, {}", text(row, "figure"), text(row, "period"))
            }
            ChartKind::Trade => text(row, "figure"),
        };
        self.data.iter().map(|row| (key(row), row)).collect()
    }
}

fn rows(file: &OpenFile, view: &ExportRequest) -> Vec<Map<String, Value>> {
    let bytes = data(file, &ExportRequest { format: FileFormat::Json, ..view.clone() });
    serde_json::from_slice(&bytes).unwrap_or_default()
}

/// The text in the PNG in a bundle; nothing else in it is unpacked.
fn of_bundle(bytes: &[u8]) -> std::io::Result<Option<String>> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Ok(None) };
    let Some(name) =
        archive.file_names().flatten().find(|name| name.ends_with(".png")).map(std::borrow::Cow::into_owned)
    else {
        return Ok(None);
    };
    match archive.by_name(&name) {
        Ok(picture) => png_text(BufReader::new(picture.take(FIGURE_BYTES)), KEYWORD),
        Err(_unreadable) => Ok(None),
    }
}
