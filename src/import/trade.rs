//! Facts about trade, whichever table they came from: one fact for what one reporter says of one flow in one period.

use smol_str::SmolStr;

use super::{Already, Certainty, Decision, Evidence, Fingerprint, Proposal};
use crate::dossier::{Basis, Flow, Valuation};
use crate::edit::{Edit, Json, List};

/// The theme that facts about trade stand in.
pub(super) const THEME: (&str, &str) = ("trade", "Trade");
/// The measure of the value of goods.
pub(super) const TRADE_VALUE: &str = "trade-value";

/// A party as the dossier calls it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartyRef {
    /// Its identifier.
    pub id: SmolStr,
    /// Its name.
    pub name: SmolStr,
    /// Its name in a sentence, with an article where it has one.
    pub in_sentence: SmolStr,
}

/// A figure that is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FigureDraft {
    /// What is measured.
    pub measure: SmolStr,
    /// The number, with the digits of the file.
    pub value: SmolStr,
    /// Its unit.
    pub unit: SmolStr,
    /// How goods are valued, where the file says.
    pub valuation: Option<Valuation>,
    /// Who computed it.
    pub basis: Basis,
    /// What one must know of it.
    pub note: Option<String>,
    /// What changed just before it, so that earlier values of its series are not comparable.
    pub series_break: Option<String>,
    /// Whether another figure of the fact is the one to show.
    pub is_secondary: bool,
}

/// What a table says of one flow in one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TradeDraft {
    /// What begins the identifiers: the kind of table.
    pub prefix: &'static str,
    /// The direction, as seen by the reporter; `None` where no goods flow.
    pub flow: Option<Flow>,
    /// What the flow is called, where it is not simply exports or imports: “re-exports”.
    pub flow_name: Option<SmolStr>,
    /// Who reports.
    pub reporter: PartyRef,
    /// With whom.
    pub partner: Option<PartyRef>,
    /// When, in EDTF.
    pub period: SmolStr,
    /// When, in words.
    pub period_words: String,
    /// Which goods, where not all: what the figure is filed under.
    pub commodity: Option<SmolStr>,
    /// What the goods are called.
    pub commodity_name: Option<String>,
    /// What tells this from another fact of the same parties, flow, goods and period; part of the identifier.
    pub variant: Vec<SmolStr>,
    /// The figures.
    pub figures: Vec<FigureDraft>,
    /// Why nothing is there, in the file's word for it.
    pub missing: Option<&'static str>,
    /// The unit that it would have, where nothing is there.
    pub missing_unit: SmolStr,
    /// Who publishes it, for the statement.
    pub publisher: String,
    /// Where in the source it stands.
    pub locator: String,
    /// Context.
    pub note: Option<String>,
    /// What speaks against it.
    pub doubts: Vec<String>,
    /// Where it stands.
    pub evidence: Evidence,
    /// The rule that made it.
    pub rule: SmolStr,
    /// Why.
    pub why: String,
    /// Whether the file says it.
    pub certainty: Certainty,
}

impl TradeDraft {
    /// What it is known by: the identifier of its fact.
    #[must_use]
    pub(super) fn key(&self) -> SmolStr {
        let flow = self.flow_name.as_deref().or(self.flow.map(Flow::word)).unwrap_or("level");
        let partner = self.partner.as_ref().map_or("", |partner| partner.id.as_str());
        let parts = [self.prefix, &self.reporter.id, partner, flow, &self.period];
        let more = self.commodity.iter().chain(&self.variant);
        let parts = parts.into_iter().chain(more.map(SmolStr::as_str)).filter(|part| !part.is_empty());
        parts.map(slug).collect::<Vec<_>>().join("-").into()
    }

    /// No goods are worth less than nothing: a number below zero corrects another, or stands for one that is not there.
    pub(super) fn doubt_negatives(&mut self) {
        let is_below = |figure: &&FigureDraft| figure.measure != "trade-balance" && figure.value.starts_with('-');
        let below = self.figures.iter().find(is_below).filter(|_| self.flow.is_some());
        self.doubts.extend(below.map(|figure| {
            format!(
                "{} is below zero: it may correct another value, or stand for one that is missing.",
                crate::import::wording::amount(&figure.value, &figure.unit)
            )
        }));
    }

    /// The series that it belongs to: what it is grouped under.
    #[must_use]
    pub(super) fn group_key(&self) -> String {
        let flow = self.flow_name.as_deref().or(self.flow.map(Flow::word)).unwrap_or_default();
        let partner = self.partner.as_ref().map_or("", |partner| partner.id.as_str());
        let goods = self.commodity.as_deref().unwrap_or_default();
        let unit = self.figures.first().map_or(TRADE_VALUE, |figure| figure.measure.as_str());
        format!("{}|{partner}|{flow}|{goods}|{unit}", self.reporter.id)
    }

    /// What that is called.
    #[must_use]
    pub(super) fn group_title(&self) -> String {
        let goods = self.commodity_name.as_ref().or(None).map_or_else(
            || self.commodity.as_ref().map_or_else(String::new, |goods| format!(": {goods}")),
            |goods| format!(": {goods}"),
        );
        format!("{}{goods}", self.what(&self.reporter.name))
    }

    /// “Indonesia’s exports to North Korea”.
    fn what(&self, reporter: &str) -> String {
        let (flow, to) = match (&self.flow_name, self.flow) {
            (Some(name), Some(Flow::Import)) => (name.as_str(), "from"),
            (Some(name), Some(Flow::Export)) => (name.as_str(), "to"),
            (Some(name), Some(Flow::Total) | None) => (name.as_str(), "with"),
            (None, Some(Flow::Export)) => ("exports", "to"),
            (None, Some(Flow::Import)) => ("imports", "from"),
            (None, Some(Flow::Total)) => ("trade", "with"),
            (None, None) => (self.figures.first().map_or("figure", |figure| figure.measure.as_str()), "with"),
        };
        let partner =
            self.partner.as_ref().map_or_else(String::new, |partner| format!(" {to} {}", partner.in_sentence));
        format!("{}{flow}{partner}", possessive(reporter))
    }

    fn title(&self) -> String {
        let goods = self.commodity.as_deref().or(self.commodity_name.as_deref());
        let goods = goods.map_or_else(String::new, |goods| format!(" ({goods})"));
        format!("{}{goods}, {}", self.what(&self.reporter.name), self.period_words)
    }

    fn statement(&self) -> String {
        let goods = match (&self.commodity_name, &self.commodity) {
            (Some(name), _) => format!(" of {name}"),
            (None, Some(code)) => format!(" of {code}"),
            (None, None) => String::new(),
        };
        let what = self.what("");
        let amount = match self.figures.first() {
            Some(figure) => crate::import::wording::amount(&figure.value, &figure.unit),
            None => "no value".to_owned(),
        };
        let reporter = capitalised(&self.reporter.in_sentence);
        let verb = match self.figures.first().map(|figure| figure.basis) {
            Some(Basis::Estimated) => "are estimated at",
            Some(Basis::Derived) => "come to",
            Some(Basis::Stated | Basis::Mirrored) | None => "were",
        };
        format!("{reporter}: {what}{goods} {verb} {amount} in {}, according to {}.", self.period_words, self.publisher)
    }

    /// The proposal that it makes: a fact, cited to a source of this identifier.
    #[must_use]
    pub(super) fn proposal(self, group: usize, source: &str, import: &str) -> Proposal {
        let key = self.key();
        let fingerprint = self.fingerprint(&key);
        let title = self.title();
        let flow = self.flow;
        let mut figures: Vec<Json> = Vec::new();
        for (place, figure) in self.figures.iter().enumerate() {
            figures.push(self.figure(&key, place, figure));
        }
        if let (true, Some(missing)) = (figures.is_empty(), self.missing) {
            let mut entries = self.figure_head(format!("{key}-value"), TRADE_VALUE);
            entries.extend([
                entry("unit", self.missing_unit.as_str()),
                entry("basis", "stated"),
                entry("missing", missing),
            ]);
            figures.push(Json::object(entries));
        }
        let mut fact = vec![
            entry("id", key.as_str()),
            entry("date", self.period.as_str()),
            entry("theme", THEME.0),
            entry("title", title.as_str()),
            entry("statement", self.statement()),
        ];
        fact.extend(self.note.as_deref().map(|note| entry("note", note)));
        let citation = Json::object([entry("source", source), entry("locator", self.locator.as_str())]);
        fact.push(("citations", vec![citation].into()));
        if !self.doubts.is_empty() {
            let flag = |doubt: &String| Json::object([entry("kind", "dubious"), entry("reason", doubt.as_str())]);
            fact.push(("flags", self.doubts.iter().map(flag).collect::<Vec<_>>().into()));
        }
        fact.push(("figures", figures.into()));
        fact.push(("origin", origin(import, &self.rule, "accepted")));
        debug_assert!(flow.is_none() || self.partner.is_some() || flow == Some(Flow::Total));
        Proposal {
            key,
            group,
            title: format!("{title}: {}", self.amounts()),
            edit: Edit::Insert { list: List::Facts, before: None, value: Json::object(fact) },
            evidence: self.evidence,
            rule: self.rule,
            why: self.why,
            certainty: if self.doubts.is_empty() { self.certainty } else { Certainty::Inferred },
            doubts: self.doubts,
            fingerprint,
            already: Already::Nothing,
            decision: Decision::Open,
            is_settled: false,
            before: None,
        }
    }

    fn amounts(&self) -> String {
        let amounts: Vec<String> = self
            .figures
            .iter()
            .map(|figure| {
                let amount = crate::import::wording::amount(&figure.value, &figure.unit);
                figure.valuation.map_or_else(|| amount.clone(), |valuation| format!("{amount} {}", valuation.word()))
            })
            .collect();
        if amounts.is_empty() { self.missing.unwrap_or("no value").to_owned() } else { amounts.join(", ") }
    }

    fn figure_head(&self, id: String, measure: &str) -> Vec<(&'static str, Json)> {
        let mut entries = vec![entry("id", id), entry("measure", measure)];
        entries.extend(self.commodity.as_deref().map(|goods| entry("commodity", goods)));
        entries.extend(self.flow.map(|flow| entry("flow", flow.word())));
        entries.push(entry("reporter", self.reporter.id.as_str()));
        entries.extend(self.partner.as_ref().map(|partner| entry("partner", partner.id.as_str())));
        entries.push(entry("period", self.period.as_str()));
        entries
    }

    fn figure(&self, key: &str, place: usize, figure: &FigureDraft) -> Json {
        let name = if figure.measure == TRADE_VALUE { "value" } else { &figure.measure };
        let twin = self.figures[..place].iter().any(|other| other.measure == figure.measure);
        let suffix = match figure.valuation {
            Some(valuation) if twin => format!("-{}", valuation.word()),
            None if twin => format!("-{}", place + 1),
            _ => String::new(),
        };
        let mut entries = self.figure_head(format!("{key}-{name}{suffix}"), &figure.measure);
        entries.extend([entry("value", figure.value.as_str()), entry("unit", figure.unit.as_str())]);
        entries.extend(figure.valuation.map(|valuation| entry("valuation", valuation.word())));
        entries.push(entry("basis", figure.basis.word()));
        let has_twins = self.figures.iter().filter(|other| other.measure == figure.measure).count() > 1;
        if has_twins && !figure.is_secondary {
            entries.push(entry("rank", "preferred"));
            entries.push(entry("rank_reason", "The value that the source itself puts first."));
        }
        entries.extend(figure.series_break.as_deref().map(|change| entry("series_break", change)));
        entries.extend(figure.note.as_deref().map(|note| entry("note", note)));
        Json::object(entries)
    }

    /// Stands for the data: what is filed under what, and each number with what it means.
    fn fingerprint(&self, key: &str) -> SmolStr {
        let mut print = Fingerprint::default().word("trade").word(key).maybe(self.missing);
        for figure in &self.figures {
            print = print.word(&figure.measure).word(&figure.value).word(&figure.unit).word(figure.basis.word());
            print = print.maybe(figure.valuation.map(Valuation::word));
        }
        print.text().into()
    }
}

/// Where a fact came from, as the dossier keeps it.
#[must_use]
pub(super) fn origin(import: &str, rule: &str, how: &str) -> Json {
    Json::object([entry("import", import), entry("rule", rule), entry("as", how)])
}

/// A key with a text.
pub(super) fn entry(key: &'static str, text: impl Into<Json>) -> (&'static str, Json) {
    (key, text.into())
}

fn possessive(name: &str) -> String {
    match name {
        "" => String::new(),
        name if name.ends_with('s') => format!("{name}’ "),
        name => format!("{name}’s "),
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A part of an identifier: small letters and digits, anything else one hyphen.
#[must_use]
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}
