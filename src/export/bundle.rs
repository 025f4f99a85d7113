//! Everything about a figure in one ZIP archive.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::chart::{ExportError, data, description, render_chart, sources, title, watched_chart};
use super::documents::{Crate, CrateFile, METADATA};
use super::png::RenderError;
use super::watch::Watch;
use crate::app::{ExportRequest, FileFormat, OpenFile};
use crate::cite::{Style, references};
use crate::dossier::Date;

/// The figure in all formats, its data, its citations, and what must be known of them.
pub(super) fn bundle(file: &OpenFile, request: &ExportRequest, watch: Watch<'_>) -> Result<Vec<u8>, ExportError> {
    let as_format = |format: FileFormat| ExportRequest { format, ..request.clone() };
    let cited = sources(file, request);
    let cite = |style: Style| references(&cited, style).map(String::into_bytes).map_err(ExportError::Citing);
    let name = request.figure.name();
    let mut files = vec![
        ("README.txt".to_owned(), read_me(file, request).into_bytes()),
        ("LICENCE.txt".to_owned(), LICENCE.as_bytes().to_vec()),
        (format!("{name}.png"), watched_chart(file, &as_format(FileFormat::Png), watch)?),
        (format!("{name}.svg"), render_chart(file, &as_format(FileFormat::Svg))?),
        (format!("{name}.pdf"), render_chart(file, &as_format(FileFormat::Pdf))?),
        ("data.csv".to_owned(), data(file, &as_format(FileFormat::Csv))),
        ("data.json".to_owned(), data(file, &as_format(FileFormat::Json))),
        ("citations.bib".to_owned(), cite(Style::Bibtex)?),
        ("citations.csl.json".to_owned(), cite(Style::CslJson)?),
    ];
    let published = request.published.as_deref().and_then(|date| Date::parse(date).ok());
    let described = Crate {
        name: title(file, request),
        description: description(file, request),
        published: published.as_ref(),
        files: files.iter().map(|(name, bytes)| described(name, bytes)).collect(),
        sources: cited,
    };
    files.push((METADATA.to_owned(), described.metadata(file)));
    packed(&files).map_err(|error| ExportError::Rendering(RenderError::Unpackable(error.to_string())))
}

pub(super) fn packed(files: &[(String, Vec<u8>)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // Neither clock nor machine: the same files are the same archive.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    for (name, bytes) in files {
        archive.start_file(name.as_str(), options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// A file of the archive, for its metadata.
fn described(name: &str, bytes: &[u8]) -> CrateFile {
    let what = CONTENTS.iter().find(|(ending, _)| name.ends_with(ending)).map_or("", |(_, what)| what);
    CrateFile { name: name.to_owned(), what: what.to_owned(), bytes: bytes.len() as u64, is_dossier: false }
}

/// What the files of an archive are, by what their names end in.
const CONTENTS: [(&str, &str); 8] = [
    ("README.txt", "What is in the archive, and what the figure shows."),
    ("LICENCE.txt", "Who has a say in what."),
    ("data.csv", "The data of what the figure shows, each number with its interval and its sources."),
    ("data.json", "The same, for programs."),
    ("citations.bib", "The sources of the figure, for LaTeX."),
    ("citations.csl.json", "The sources of the figure, for Zotero and other programs."),
    (".pdf", "The figure on a page."),
    ("", "The figure."),
];

/// What is in the archive, and what the figure shows.
fn read_me(file: &OpenFile, request: &ExportRequest) -> String {
    let name = request.figure.name();
    let mut text = format!("{}\n\n{}\n\n", title(file, request), description(file, request));
    let lines = [
        (format!("{name}.png, {name}.svg, {name}.pdf"), "the figure; each of them leads back to its view in Attaché"),
        ("data.csv, data.json".to_owned(), "the data of what it shows, each number with its interval and its sources"),
        ("citations.bib, citations.csl.json".to_owned(), "its sources, for LaTeX, Zotero and other programs"),
        ("LICENCE.txt".to_owned(), "who has a say in what"),
        (
            METADATA.to_owned(),
            "the same for programs (RO-Crate); the day of publication, which only you know, is left to you",
        ),
    ];
    for (names, meaning) in lines {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{names}: {meaning}");
    }
    let _ = write!(
        text,
        "\nDrawn by Attaché {} from {} (“{}”), SHA-256 {}.\n",
        env!("CARGO_PKG_VERSION"),
        file.name(),
        file.dossier.title(),
        file.sha256
    );
    text
}

/// Who has a say in what of an archive.
pub(super) const LICENCE: &str = "\
The figure: Attaché claims no right in the figures that it draws.

The numbers, texts and references: they come from the dossier and from the sources that citations.bib lists. Neither states
here on what terms they may be used; ask whoever keeps the dossier, and cite the sources.

The letters: set in Noto Sans, which is under the SIL Open Font License 1.1. The parts of it that are embedded in the SVG and
the PDF may be passed on with them.
";
