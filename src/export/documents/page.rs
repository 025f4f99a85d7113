//! The dossier as one web page: no script, nothing fetched, all of it readable on paper and by ear.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::super::chart::ExportError;
use super::charts::{PageChart, charts};
use super::entry::{DerivedWords, Entry, FigureWords, FindingWords, colophon, disagreements, summary};
use super::page_style::{lane_class, style};
use crate::app::OpenFile;
use crate::cite::reference;
use crate::dossier::{Citation, Dossier, Fact, FactIx, SourceIx};
use crate::format::date::date_label;
use crate::format::fact::UNCITED;

/// The language that the program itself speaks.
const OWN_LANGUAGE: &str = "en";

/// The page.
pub(super) fn page(file: &OpenFile) -> Result<String, ExportError> {
    let (charts, faces) = charts(file)?;
    let page = Page { file, dossier: &file.dossier };
    Ok(page.document(&charts, &faces).into_string())
}

struct Page<'a> {
    file: &'a OpenFile,
    dossier: &'a Dossier,
}

impl Page<'_> {
    fn document(&self, charts: &[PageChart], faces: &str) -> Markup {
        let dossier = self.dossier;
        let (dated, undated): (Vec<FactIx>, Vec<FactIx>) =
            dossier.facts_by_date().iter().partition(|fact| dossier.fact(**fact).date.is_some());
        let disagreements = disagreements(self.file);
        html! {
            (DOCTYPE)
            html lang=(OWN_LANGUAGE) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="generator" content={ "Attaché " (env!("CARGO_PKG_VERSION")) };
                    // Nothing is fetched, whatever a text may look like.
                    meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'";
                    title { (dossier.title()) }
                    @if let Some(summary) = dossier.summary() { meta name="description" content=(summary); }
                    style { (PreEscaped(style())) (PreEscaped(faces)) }
                }
                body {
                    a.skip href="#facts" { "Skip to the facts" }
                    header {
                        h1 lang=[self.language()] dir="auto" { (dossier.title()) }
                        @if let Some(summary) = dossier.summary() { p.lead lang=[self.language()] dir="auto" { (summary) } }
                        p.soft { (summary_line(self.file)) }
                        nav aria-label="Contents" { ul {
                            @for chart in charts { li { a href={ "#" (chart.name) } { (chart.title) } } }
                            li { a href="#facts" { "Facts" } }
                            @if !undated.is_empty() { li { a href="#undated" { "Facts without a date" } } }
                            @if !disagreements.is_empty() { li { a href="#open" { "What does not agree" } } }
                            li { a href="#sources" { "Sources" } }
                        } }
                    }
                    main {
                        @for chart in charts { (figure(chart)) }
                        section aria-labelledby="facts" {
                            h2 id="facts" tabindex="-1" { "Facts" }
                            @for fact in dated { (self.fact(fact)) }
                        }
                        @if !undated.is_empty() { section aria-labelledby="undated" {
                            h2 id="undated" { "Facts without a date" }
                            @for fact in undated { (self.fact(fact)) }
                        } }
                        @if !disagreements.is_empty() { (self.disagreements(&disagreements)) }
                        (self.sources())
                    }
                    footer { p { (colophon(self.file)) } }
                }
            }
        }
    }

    /// The language of the dossier, where it is another than that of the words around it.
    fn language(&self) -> Option<&str> {
        self.dossier.language().filter(|language| *language != OWN_LANGUAGE)
    }

    fn fact(&self, ix: FactIx) -> Markup {
        let entry = Entry::of(self.file, ix);
        let fact = entry.fact;
        let id = fact_id(self.dossier, ix);
        let language = self.language();
        html! {
            article.fact id=(id) aria-labelledby={ (id) "-title" } {
                p.when { (entry.date) @if let Some(edtf) = entry.edtf { br; span.edtf title="The date as the dossier has it (EDTF)" { (edtf) } } }
                div {
                    p class={ "theme " (lane_class(fact.theme.0)) } { (entry.theme) }
                    h3 id={ (id) "-title" } lang=[language] dir="auto" { (fact.title) }
                    p lang=[language] dir="auto" { (fact.statement) }
                    @if let Some(note) = &fact.note { p.soft.small lang=[language] dir="auto" { (note) } }
                    @for (label, words) in &entry.doubts { div.doubt { p { strong { (label) ". " } bdi { (words) } } } }
                    @for finding in &entry.findings { (self.finding(finding)) }
                    (self.figures(&entry.figures))
                    (self.derived(&entry.derived))
                    (self.citations(fact))
                    (self.relations(&entry))
                    @if let Some((place, quote)) = &entry.passage {
                        h4 { "Passage" }
                        @if let Some(quote) = quote { blockquote { p dir="auto" { (quote) } } }
                        p.small { bdi { (place) } @if fact.is_uncited() { ". It stands there without a source." } }
                    }
                }
            }
        }
    }

    fn finding(&self, finding: &FindingWords) -> Markup {
        html! {
            div.doubt {
                p { strong { (finding.label) ". " } bdi { (finding.sentence) } (self.links(&finding.others)) }
                @if let Some(review) = &finding.review { p { bdi { (review) } } }
            }
        }
    }

    /// Links to facts, in brackets behind a sentence.
    fn links(&self, facts: &[FactIx]) -> Markup {
        html! {
            @if !facts.is_empty() {
                " ("
                @for (place, fact) in facts.iter().enumerate() { @if place > 0 { ", " } (self.link(*fact)) }
                ")"
            }
        }
    }

    fn link(&self, fact: FactIx) -> Markup {
        html! { a href={ "#" (fact_id(self.dossier, fact)) } { bdi { (self.dossier.fact(fact).title) } } }
    }

    fn figures(&self, figures: &[FigureWords]) -> Markup {
        html! {
            @if !figures.is_empty() {
                h4 { "Figures" }
                dl {
                    @for figure in figures {
                        dt { bdi { (figure.name) } }
                        dd { (figure.value) }
                        dd.more {
                            (figure.basis) @if let Some(range) = &figure.range { ", stands for " (range) }
                            @for words in &figure.particulars { "; " bdi { (words) } }
                        }
                        @for tie in &figure.ties {
                            dt { bdi { (tie.what) } @if let Some(other) = tie.other { " (" (self.link(other)) ")" } }
                            dd { (tie.percent) }
                            dd.more { "as reported, stands for " (tie.range) }
                        }
                        @if let Some(note) = &figure.note { dd.more dir="auto" { (note) } }
                    }
                }
            }
        }
    }

    fn derived(&self, derived: &[DerivedWords]) -> Markup {
        html! {
            @if !derived.is_empty() {
                h4 { "Derived values" }
                dl {
                    @for value in derived {
                        dt { bdi { (value.title) } }
                        dd { (value.value) }
                        dd.more {
                            "calculated: " (value.range) " = " (value.formula)
                            @if !value.with.is_empty() { ", with" (self.links(&value.with)) }
                        }
                    }
                }
            }
        }
    }

    /// Who says so: each source with its place, as a link to its whole reference.
    fn citations(&self, fact: &Fact) -> Markup {
        let line = |citation: &Citation| {
            let source = self.dossier.source(citation.source);
            html! {
                li {
                    a href={ "#source-" (citation.source.0 + 1) } { bdi { (short(source)) } }
                    @if let Some(locator) = &citation.locator { ", " bdi { (locator) } }
                    @if let Some(note) = &citation.note { ": " bdi { (note) } }
                }
            }
        };
        html! {
            h4 { "Sources" }
            @if fact.is_uncited() { div.doubt { p { (UNCITED) } } }
            @else { ul { @for citation in &fact.citations { (line(citation)) } } }
        }
    }

    fn relations(&self, entry: &Entry<'_>) -> Markup {
        html! {
            @for (place, relation) in entry.relations.iter().enumerate() {
                @if place == 0 || entry.relations[place - 1].heading != relation.heading { h4 { (relation.heading) } }
                p.small {
                    @let other = self.dossier.fact(relation.other);
                    @if let Some(date) = &other.date { (date_label(date)) " · " } @else { "undated · " }
                    (self.link(relation.other))
                    @for (lead, note) in &relation.notes { br; span.soft { (lead) bdi { (note) } } }
                }
            }
        }
    }

    fn disagreements(&self, found: &[FindingWords]) -> Markup {
        html! {
            section aria-labelledby="open" {
                h2 id="open" { "What does not agree" }
                p.soft { "Contradictions, conflicting values, and what arithmetic does not bear out. None is settled here." }
                ul.plain { @for finding in found { li { (self.finding(finding)) } } }
            }
        }
    }

    /// Every source with its whole reference, and the facts that cite it.
    fn sources(&self) -> Markup {
        let dossier = self.dossier;
        let mut cited_by: Vec<Vec<FactIx>> = vec![Vec::new(); dossier.sources().len()];
        let mut has_passages = vec![false; dossier.sources().len()];
        for fact in dossier.facts_by_date() {
            if let Some(passage) = &dossier.fact(*fact).passage {
                has_passages[passage.source.0] = true;
            }
            for citation in &dossier.fact(*fact).citations {
                let facts = &mut cited_by[citation.source.0];
                if facts.last() != Some(fact) {
                    facts.push(*fact);
                }
            }
        }
        html! {
            section aria-labelledby="sources" {
                h2 id="sources" { "Sources" }
                ul.sources {
                    @for (place, facts) in cited_by.iter().enumerate() {
                        li id={ "source-" (place + 1) } {
                            p { (linked(dossier, SourceIx(place))) }
                            @if let Some(note) = dossier.source(SourceIx(place)).note() { p.soft.small dir="auto" { (note) } }
                            p.soft.small {
                                @if !facts.is_empty() { "Cited by" (self.links(facts)) "." }
                                @else if has_passages[place] { "The text that facts were taken from." }
                                @else { "No fact cites it." }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A chart, light and dark, of which the reader’s setting shows one; on paper it is the light one.
fn figure(chart: &PageChart) -> Markup {
    html! {
        section aria-labelledby=(chart.name) {
            h2 id=(chart.name) { (chart.title) }
            figure {
                div.sheet.light tabindex="0" role="group" aria-label=(chart.title) { (PreEscaped(&chart.light)) }
                div.sheet.dark tabindex="0" role="group" aria-label=(chart.title) { (PreEscaped(&chart.dark)) }
            }
        }
    }
}

fn summary_line(file: &OpenFile) -> String {
    summary(file).join(" ")
}

/// Where a fact stands on the page: its identifier, or its number where that could not be a part of an address as it stands.
fn fact_id(dossier: &Dossier, ix: FactIx) -> String {
    let id = &dossier.fact(ix).id.0;
    let is_plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    if is_plain { format!("fact-{id}") } else { format!("fact.{}", ix.0 + 1) }
}

/// The shortest thing that tells a source: its marker with its name.
fn short(source: &crate::dossier::Source) -> String {
    match source.marker() {
        Some(marker) if source.name() != source.id() => format!("{marker} {}", source.name()),
        Some(marker) => marker.to_owned(),
        None => source.name().to_owned(),
    }
}

/// A reference in which the address leads where it says.
fn linked(dossier: &Dossier, source: SourceIx) -> Markup {
    let source = dossier.source(source);
    let reference = reference(source);
    let parts = source.link().and_then(|link| {
        let at = reference.rfind(link)?;
        Some((&reference[..at], link, &reference[at + link.len()..]))
    });
    html! {
        bdi {
            @match parts {
                Some((before, link, after)) => { (before) a href=(link) rel="noopener noreferrer" { (link) } (after) }
                None => (reference),
            }
        }
    }
}
