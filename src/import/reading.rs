//! A foreign file read for a dossier: what the command line and the window do alike.

use std::io::{self, Read};

use smol_str::SmolStr;

use super::{HashingReader, ImportContext, ImportError, ImportFile, Kind, KnownValue, Proposals, Recipe, import};
use crate::dossier::{Csl, Dossier, ImportRecord};
use crate::edit::{Document, Edit, EditError, Json};
use crate::load::Progress;

/// The dossier that a file is read for.
#[derive(Clone, Debug)]
pub struct Base {
    /// Its text, with the place of each record.
    pub document: Document,
    /// What was imported into it before.
    pub imports: Vec<ImportRecord>,
    /// Its parties, by identifier and name.
    pub parties: Vec<(SmolStr, SmolStr)>,
    /// The values of trade in it.
    pub known: Vec<KnownValue>,
}

/// A file that was read for a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRead {
    /// What it proposes, compared with the dossier and with what was decided before.
    pub proposals: Proposals,
    /// How it was read, with everything that was found out about it.
    pub recipe: Recipe,
    /// What the dossier keeps of it.
    pub file: ImportFile,
}

impl Base {
    /// A dossier with its text.
    #[must_use]
    pub fn of(document: Document, dossier: &Dossier) -> Self {
        let party = |party: &crate::dossier::Party| (party.id.as_str().into(), party.name.as_str().into());
        let parties = dossier.parties().iter().map(party).collect();
        Self { document, imports: dossier.imports().to_vec(), parties, known: KnownValue::of(dossier) }
    }

    /// One with nothing in it.
    ///
    /// # Errors
    ///
    /// None that can happen: the text is made here.
    pub fn empty(title: &str, language: &str) -> Result<Self, EditError> {
        let document = Document::parse(super::empty_dossier(title, language))?;
        Ok(Self { document, imports: Vec::new(), parties: Vec::new(), known: Vec::new() })
    }

    /// The import of the same file before, by its name and by what it was read as.
    #[must_use]
    pub fn earlier(&self, name: &str, kind: Kind) -> Option<&ImportRecord> {
        let is_it = |record: &&ImportRecord| record.file == name && (kind == Kind::Auto || record.kind == kind.word());
        self.imports.iter().find(is_it)
    }

    /// What the import of a file is called: as that of the same file before, or by the next free number of its kind.
    #[must_use]
    pub fn import_id(&self, name: &str, kind: Kind) -> String {
        self.earlier(name, kind).map_or_else(|| self.free_id(kind), |same| same.id.to_string())
    }

    /// The next free name of an import of a kind.
    #[must_use]
    pub fn free_id(&self, kind: Kind) -> String {
        let word = if kind == Kind::Auto { "import" } else { kind.word() };
        let is_free = |id: &String| !self.imports.iter().any(|record| record.id == *id);
        let mut numbered = (1..=self.imports.len() + 1).map(|number| format!("{word}-{number}"));
        numbered.find(is_free).unwrap_or_else(|| word.to_owned())
    }
}

impl FileRead {
    /// Reads a stream to its end: what it proposes to a dossier under this name of an import.
    ///
    /// # Errors
    ///
    /// [`ImportError`] where it is no such file, or cannot be read without an answer first.
    pub fn read(
        input: impl Read,
        (name, id): (&str, &str),
        recipe: &Recipe,
        base: &Base,
        progress: &Progress,
    ) -> Result<Self, ImportError> {
        let context = ImportContext {
            file_name: name.to_owned(),
            import_id: id.to_owned(),
            parties: base.parties.clone(),
            known: base.known.clone(),
        };
        let mut reader = HashingReader::new(Counted { input, bytes: 0, progress });
        let mut proposals = import(&mut reader, recipe, &context, progress)?;
        let (sha256, bytes) = reader
            .finish()
            .map_err(|error| ImportError::Refused(format!("it could not be read to its end ({error})")))?;
        let recipe = proposals.recipe.take().map_or_else(|| recipe.clone(), |settled| *settled);
        proposals.compare(&base.document);
        proposals.recall(&base.imports);
        let file = ImportFile {
            id: id.to_owned(),
            kind: recipe.kind.word().to_owned(),
            name: name.to_owned(),
            sha256,
            bytes,
            date: None,
            recipe: serde_json::to_string(&recipe).ok().and_then(|text| Json::parse(&text).ok()),
        };
        Ok(Self { proposals, recipe, file })
    }

    /// One edit that takes what was accepted into the dossier that it was read for.
    #[must_use]
    pub fn edit(&self, base: &Base) -> Edit {
        let earlier = base.imports.iter().find(|record| record.id == self.file.id);
        self.proposals.edit(&base.document, &self.file, earlier)
    }
}

/// The recipe that an import was made by; `None` where it has none, or one of a later version.
#[must_use]
pub fn kept_recipe(record: &ImportRecord) -> Option<Recipe> {
    if record.recipe == Csl::Null {
        return None;
    }
    serde_json::from_str(&serde_json::to_string(&record.recipe).ok()?).ok()
}

/// A stream that tells how far it was read.
struct Counted<'p, R> {
    input: R,
    bytes: u64,
    progress: &'p Progress,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        self.bytes += count as u64;
        self.progress.reach(self.bytes);
        Ok(count)
    }
}
