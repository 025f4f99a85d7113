//! A version of a dossier: its text, and what the loader makes of it.

use std::sync::Arc;

use super::document::Document;
use super::error::EditError;
use super::operation::Edit;
use super::patch::Patch;
use crate::load::{Diagnostic, Loaded, load_bytes};

/// A version of a dossier: its text, and what the one loader makes of it.
#[derive(Clone, Debug)]
pub struct Revision {
    /// The text.
    pub document: Document,
    /// The dossier, or what is wrong with the text.
    pub outcome: Result<Arc<Loaded>, Vec<Diagnostic>>,
}

impl Revision {
    /// Has the loader read a document.
    #[must_use]
    pub fn of(document: Document) -> Self {
        let outcome = load_bytes(document.text().as_bytes()).map(Arc::new);
        Self { document, outcome }
    }

    /// A valid version with an edit, and the patch that it came to.
    ///
    /// # Errors
    ///
    /// Where the edit does not fit, or the loader finds an error in the text that it leads to; nothing is changed then.
    pub fn edited(&self, edit: &Edit) -> Result<(Self, Patch), EditError> {
        let (document, patch) = self.document.edited(edit)?;
        let revision = Self::of(document);
        match revision.outcome {
            Ok(_) => Ok((revision, patch)),
            Err(diagnostics) => Err(EditError::invalid(diagnostics)),
        }
    }

    /// A valid version with a patch, such as the inverse of one.
    ///
    /// # Errors
    ///
    /// Where the patch was made for another text, or the loader finds an error in the one that it leads to.
    pub fn patched(&self, patch: &Patch) -> Result<Self, EditError> {
        let revision = Self::of(self.document.patched(patch)?);
        match revision.outcome {
            Ok(_) => Ok(revision),
            Err(diagnostics) => Err(EditError::invalid(diagnostics)),
        }
    }
}
