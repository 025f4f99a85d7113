//! From the text of a file to the model, with everything that is wrong on the way.
//!
//! The facts, of which there may be very many, become what they are in the model one by one while the text is read. What
//! they refer to is known by then: where a file has its facts before its parties, themes and sources, they are read last.

mod checker;
mod csl;
mod draft;
mod fact;
mod figure;
mod import;
mod names;
mod unit;

use std::borrow::Cow;

use self::checker::{Checker, LIST_HINT};
pub(super) use self::checker::{Problem, Problems};
use self::csl::check_csl;
use self::draft::Draft;
use super::FORMAT;
use super::kept::Kept;
use super::path::At;
use super::progress::Progress;
use super::raw::{List, RawDossier, RawParty, RawReview, RawTheme, Text};
use super::read::{By, Read, Record as _, Taker, record_of};
use crate::dossier::{Csl, Dossier, ImportRecord, Parts, Party, Review, Source, Theme};
use serde::de::{DeserializeSeed as _, MapAccess};

/// Why a text could not be read to its end.
pub(super) struct Broken {
    /// What was wrong.
    pub(super) error: serde_json::Error,
    /// Where in the text the lines and columns of the error are counted from, in bytes.
    pub(super) start: usize,
}

/// Builds the model out of a text; what is wrong with the records comes back beside it.
///
/// There is a dossier exactly where none of the problems is an error.
pub(super) fn validate(text: &str, progress: &Progress) -> Result<(Option<Dossier>, Problems), Broken> {
    let broken = |error| Broken { error, start: 0 };
    let mut draft = Draft::new(text, progress);
    let mut facts = Read::Absent;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = By(Top { draft: &mut draft, facts: &mut facts }).deserialize(&mut deserializer).map_err(broken)?;
    deserializer.end().map_err(broken)?;
    let top = At::Top;
    let mut raw = match read {
        Read::Good(raw) => raw,
        Read::Absent | Read::Wrong(_) => {
            if let Read::Wrong(found) = read {
                draft.check.wrong(found, "an object", top);
            }
            return Ok((None, draft.check.into_problems()));
        }
    };
    if let Read::Good(other) = raw.format
        && other != FORMAT
    {
        // Of a file of another format, nearly all would be called wrong.
        let mut check = Checker::default();
        let message = format!("format {other} is not one that this program reads");
        let hint = format!("it reads format {FORMAT}; look for a newer version of it");
        check.error(top.key("format"), message, hint);
        return Ok((None, check.into_problems()));
    }
    let check = &mut draft.check;
    match raw.format {
        Read::Good(_) => {}
        Read::Absent => check.error(top.key("format"), "missing", format!("add \"format\": {FORMAT}")),
        Read::Wrong(found) => {
            check.error(top.key("format"), format!("{found} instead of a whole number"), format!("write {FORMAT}"));
        }
    }
    check.strays(&raw.stray, RawDossier::KEYS, top);
    check.optional(std::mem::take(&mut raw.schema), top.key("$schema"));
    check.custom(std::mem::take(&mut raw.custom), top);
    draft.learn(&mut raw);
    if let Some(later) = raw.facts.0 {
        let text_of_facts = later.get();
        let start = text_of_facts.as_ptr().addr() - text.as_ptr().addr();
        let mut deserializer = serde_json::Deserializer::from_str(text_of_facts);
        facts = By(&mut draft).deserialize(&mut deserializer).map_err(|error| Broken { error, start })?;
    }
    match facts {
        Read::Good(()) => {}
        Read::Absent => draft.check.error(top.key("facts"), "missing", LIST_HINT),
        Read::Wrong(found) => draft.check.wrong(found, "a list", top.key("facts")),
    }
    let imports = import::imports(&mut draft.check, std::mem::take(&mut raw.imports), top.key("imports"));
    draft.resolve(&imports.iter().map(|import| import.id.clone()).collect::<Vec<_>>());
    Ok(draft.finish(raw, imports))
}

/// Reads the outermost object.
struct Top<'t, 'de, 'p> {
    draft: &'t mut Draft<'de, 'p>,
    facts: &'t mut Read<()>,
}

impl<'de> Taker<'de> for Top<'_, 'de, '_> {
    type Good = RawDossier<'de>;

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<Option<RawDossier<'de>>, A::Error> {
        let Self { draft, facts } = self;
        let take = |raw: &mut RawDossier<'de>, place: usize, object: &mut A| {
            let can_be_resolved = raw.has_what_facts_refer_to();
            if RawDossier::KEYS[place] != "facts" || !can_be_resolved {
                return raw.take(place, object);
            }
            draft.learn(raw);
            *facts = object.next_value_seed(By(&mut *draft))?;
            Ok(())
        };
        record_of(object, take).map(Some)
    }
}

impl RawDossier<'_> {
    const fn has_what_facts_refer_to(&self) -> bool {
        !matches!(self.parties, Read::Absent)
            && !matches!(self.themes, Read::Absent)
            && !matches!(self.sources, Read::Absent)
    }
}

impl Draft<'_, '_> {
    /// Takes over what facts refer to, unless that has been done.
    fn learn(&mut self, raw: &mut RawDossier<'_>) {
        if std::mem::replace(&mut self.has_names, true) {
            return;
        }
        let top = At::Top;
        self.parties(std::mem::take(&mut raw.parties), top.key("parties"));
        self.themes(std::mem::take(&mut raw.themes), top.key("themes"));
        self.sources(std::mem::take(&mut raw.sources), top.key("sources"));
    }

    fn parties(&mut self, list: List<RawParty<'_>>, at: At<'_>) {
        let is_list = matches!(list, Read::Good(_));
        let Self { check, names, .. } = self;
        check.required_list(list, at, |check, raw, at| {
            check.strays(&raw.stray, RawParty::KEYS, at);
            check.custom(raw.custom, at);
            let party = Party { id: check.text(raw.id, at.key("id")), name: check.text(raw.name, at.key("name")) };
            names.add_party(check, party, at);
        });
        if is_list && names.parties.len() < 2 {
            let hint = "name the two countries that the dossier is about";
            let found = if names.parties.is_empty() { "none" } else { "only one" };
            check.error(at, format!("{found} of the two parties"), hint);
        }
    }

    fn themes(&mut self, list: List<RawTheme<'_>>, at: At<'_>) {
        let Self { check, names, .. } = self;
        check.required_list(list, at, |check, raw, at| {
            check.strays(&raw.stray, RawTheme::KEYS, at);
            check.custom(raw.custom, at);
            let theme = Theme { id: check.text(raw.id, at.key("id")), label: check.text(raw.label, at.key("label")) };
            names.add_theme(check, theme, at);
        });
    }

    fn sources(&mut self, list: List<Kept>, at: At<'_>) {
        let Self { check, names, .. } = self;
        check.required_list(list, at, |check, kept, at| {
            let csl = check.kept(kept, at);
            let id = check.text(text(&csl, "id"), at.key("id"));
            let kind = text(&csl, "type");
            if matches!(kind, Read::Absent) {
                let hint = "add \"type\", for example \"webpage\", \"article-newspaper\" or \"document\"";
                check.error(at.key("type"), "the CSL type of the source is missing", hint);
            }
            check.optional_name(kind, at.key("type"));
            check_csl(check, &csl, at);
            names.add_source(check, Source::new(id, csl), at);
        });
    }

    /// Puts everything together.
    fn finish(self, raw: RawDossier<'_>, imports: Vec<ImportRecord>) -> (Option<Dossier>, Problems) {
        let Self { mut check, names, mut facts, by_id, .. } = self;
        facts.shrink_to_fit();
        let top = At::Top;
        let parts = Parts {
            title: check.text(raw.title, top.key("title")),
            summary: check.optional_text(raw.summary, top.key("summary")),
            language: check.optional_text(raw.language, top.key("language")),
            parties: names.parties,
            themes: names.themes,
            sources: names.sources,
            facts,
            reviews: reviews(&mut check, raw.reviews, top.key("reviews")),
            imports,
        };
        let dossier = (!check.has_errors()).then(|| Dossier::with_ids(parts, by_id));
        (dossier, check.into_problems())
    }
}

fn reviews(check: &mut Checker, list: List<RawReview<'_>>, at: At<'_>) -> Vec<Review> {
    check
        .list(list, at, |check, raw, at| {
            check.strays(&raw.stray, RawReview::KEYS, at);
            Review {
                key: check.text(raw.finding, at.key("finding")),
                fingerprint: check.text(raw.fingerprint, at.key("fingerprint")),
                note: check.optional_text(raw.note, at.key("note")),
            }
        })
        .into_vec()
}

/// A text field of a CSL item.
fn text<'a>(csl: &'a Csl, field: &str) -> Text<'a> {
    match csl.get(field) {
        None => Read::Absent,
        Some(Csl::Text(text)) => Read::Good(Cow::Borrowed(text)),
        Some(Csl::Number(_)) => Read::Wrong("a number"),
        Some(Csl::Null) => Read::Wrong("null"),
        Some(Csl::Bool(true)) => Read::Wrong("true"),
        Some(Csl::Bool(false)) => Read::Wrong("false"),
        Some(Csl::List(_)) => Read::Wrong("a list"),
        Some(Csl::Object(_)) => Read::Wrong("an object"),
    }
}
