//! Why an edit was refused.

use std::fmt;

use super::operation::Target;
use crate::load::Diagnostic;

/// Why an edit was refused; nothing was changed.
#[derive(Clone, Debug, PartialEq)]
pub struct EditError(Box<Kind>);

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Refused { message: String, hint: String },
    Referenced { target: Target, by: Vec<Referrer> },
    Invalid(Vec<Diagnostic>),
}

/// Something that refers to a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Referrer {
    /// The fact or figure that refers to it.
    pub from: Target,
    /// How, in words, such as `cites it`.
    pub how: &'static str,
}

impl EditError {
    pub(super) fn refused(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self(Box::new(Kind::Refused { message: message.into(), hint: hint.into() }))
    }

    pub(super) fn referenced(target: Target, by: Vec<Referrer>) -> Self {
        Self(Box::new(Kind::Referenced { target, by }))
    }

    pub(super) fn invalid(diagnostics: Vec<Diagnostic>) -> Self {
        Self(Box::new(Kind::Invalid(diagnostics)))
    }

    /// What refers to the record that was to be removed; nothing where it was refused for another reason.
    #[must_use]
    pub fn referrers(&self) -> &[Referrer] {
        if let Kind::Referenced { by, .. } = &*self.0 { by } else { &[] }
    }

    /// What the loader has against the changed text; nothing where it was refused for another reason.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        if let Kind::Invalid(diagnostics) = &*self.0 { diagnostics } else { &[] }
    }
}

/// So many referrers are named; of more it is said how many.
const MOST_NAMED: usize = 5;

impl fmt::Display for EditError {
    /// One line: what is wrong, and what to do.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Refused { message, hint } if hint.is_empty() => f.write_str(message),
            Kind::Refused { message, hint } => write!(f, "{message}; {hint}"),
            Kind::Referenced { target, by } => {
                write!(f, "{target} is still referred to: ")?;
                for (place, Referrer { from, how }) in by.iter().take(MOST_NAMED).enumerate() {
                    write!(f, "{}{from} {how}", if place > 0 { ", " } else { "" })?;
                }
                if by.len() > MOST_NAMED {
                    write!(f, " and {} more", by.len() - MOST_NAMED)?;
                }
                f.write_str("; remove those references first, or remove it with “cascade”")
            }
            Kind::Invalid(diagnostics) => {
                f.write_str("the dossier would not be valid any more")?;
                for (place, Diagnostic { path, message, hint, .. }) in diagnostics.iter().take(MOST_NAMED).enumerate() {
                    write!(f, "{} {path}: {message}; {hint}", if place > 0 { ";" } else { ":" })?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for EditError {}

impl fmt::Display for Target {
    /// What it is, and its identifier: `fact “a”`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.id() {
            Some(id) => write!(f, "{} “{}”", self.noun(), crate::load::plain(id)),
            None => f.write_str("the dossier"),
        }
    }
}
