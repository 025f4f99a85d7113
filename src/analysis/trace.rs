//! The trace of a number: from a value down to the figures that sources state, and to their citations.

use crate::dossier::{Dossier, FigureIx};

use super::derive::{Derivation, DerivationIx, Derived, Input, Operand};
use crate::format::date::date_text;
use crate::format::markdown::escaped;
use crate::format::number::{interval_text, value_text};

/// A number with what it was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// What the number is of.
    pub name: String,
    /// The number: as printed where it is stated, rounded where it is derived.
    pub value: String,
    /// Everything that it may be.
    pub interval: Option<String>,
    /// The arithmetic, where it is derived.
    pub formula: Option<String>,
    /// The figure of the dossier that states it, where one does.
    pub figure: Option<FigureIx>,
    /// Who says so, where it is stated.
    pub citations: Vec<String>,
    /// The numbers that it was made of, in the order of the formula.
    pub inputs: Vec<Self>,
}

impl Trace {
    /// The trace of a figure: of its stated value, or of the derivation that gives it one.
    #[must_use]
    pub fn of_figure(dossier: &Dossier, derived: &Derived, figure: FigureIx) -> Self {
        match derived.filling(figure) {
            Some(derivation) => Self::of_derivation(dossier, derived, derivation),
            None => stated(dossier, figure),
        }
    }

    /// The trace of a derived value.
    ///
    /// It is no deeper than derivations stand one upon the other, which [`Derived`] limits.
    #[must_use]
    pub fn of_derivation(dossier: &Dossier, derived: &Derived, ix: DerivationIx) -> Self {
        let derivation = derived.get(ix);
        let input = |input: &Input| match input.operand {
            Operand::Derived(below) => Self::of_derivation(dossier, derived, below),
            Operand::Value(figure) => stated(dossier, figure),
            Operand::Change(figure) => percentage(dossier, figure, "change of", input),
            Operand::Share(figure) => percentage(dossier, figure, "share of", input),
        };
        Self {
            name: derived_name(dossier, derivation),
            value: format!("about {}", derivation.result.rounded()),
            interval: Some(derivation.result.range()),
            formula: Some(derivation.formula.clone()),
            figure: derivation.fills,
            citations: Vec::new(),
            inputs: derivation.inputs.iter().map(input).collect(),
        }
    }

    /// The trace as indented text, a line for each number and each citation.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, 0, &|depth| "  ".repeat(depth), &str::to_owned);
        text
    }

    /// The trace as a nested list in Markdown.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, 0, &|depth| format!("{}- ", "  ".repeat(depth)), &escaped);
        text
    }

    fn write(&self, text: &mut String, depth: usize, lead: &dyn Fn(usize) -> String, escape: &dyn Fn(&str) -> String) {
        let mut line = format!("{}: {}", self.name, self.value);
        if let Some(interval) = &self.interval {
            line.extend([" (", interval, ")"]);
        }
        if let Some(formula) = &self.formula {
            line.extend([" = ", formula]);
        }
        let mut push = |depth: usize, line: &str| {
            text.push_str(&lead(depth));
            text.push_str(&escape(line));
            text.push('\n');
        };
        push(depth, &line);
        for citation in &self.citations {
            push(depth + 1, citation);
        }
        for input in &self.inputs {
            input.write(text, depth + 1, lead, escape);
        }
    }
}

/// A number that a figure states.
fn stated(dossier: &Dossier, ix: FigureIx) -> Trace {
    let figure = dossier.figure(ix);
    Trace {
        name: figure_name(dossier, ix),
        value: value_text(figure),
        interval: figure
            .value
            .as_ref()
            .filter(|_| figure.bound.is_none())
            .map(|value| interval_text(&value.interval(), &figure.unit)),
        formula: None,
        figure: Some(ix),
        citations: citations(dossier, ix),
        inputs: Vec::new(),
    }
}

fn percentage(dossier: &Dossier, ix: FigureIx, what: &str, input: &Input) -> Trace {
    Trace {
        name: format!("{what} {}", figure_name(dossier, ix)),
        value: input.text.clone(),
        interval: Some(input.quantity.range()),
        formula: None,
        figure: Some(ix),
        citations: citations(dossier, ix),
        inputs: Vec::new(),
    }
}

fn figure_name(dossier: &Dossier, ix: FigureIx) -> String {
    let figure = dossier.figure(ix);
    if let Some(label) = &figure.label {
        return label.trim().to_owned();
    }
    let measure = figure.measure.replace('-', " ");
    let period = figure.period.as_ref().map_or_else(|| "period not stated".to_owned(), date_text);
    format!("{measure}, {period}").trim().to_owned()
}

fn derived_name(dossier: &Dossier, derivation: &Derivation) -> String {
    if let Some(figure) = derivation.fills {
        return figure_name(dossier, figure);
    }
    let kind = derivation.kind.label();
    let like = figure_name(dossier, derivation.like);
    match &derivation.period {
        Some(period) if derivation.kind.is_series_value() => format!("{kind}, {} (as {like})", date_text(period)),
        _ => format!("{kind}, {like}"),
    }
}

/// The citations of the fact that states a figure; a fact without one says so.
fn citations(dossier: &Dossier, figure: FigureIx) -> Vec<String> {
    let fact = dossier.fact(figure.fact);
    if fact.citations.is_empty() {
        let passage = fact.passage.as_ref().map(|passage| {
            let name = dossier.source(passage.source).name();
            let place = passage.locator.as_ref().map(|locator| format!(", {locator}")).unwrap_or_default();
            format!("no source cited; stands in {name}{place}")
        });
        return vec![passage.unwrap_or_else(|| "no source cited".to_owned())];
    }
    let line = |citation: &crate::dossier::Citation| {
        let source = dossier.source(citation.source);
        let marker = source.marker().map(|marker| format!("{marker} ")).unwrap_or_default();
        // A source that is known by its marker only has no other name to give.
        let name = if source.name() == source.id() && !marker.is_empty() { "" } else { source.name() };
        let place = citation.locator.as_ref().map(|locator| format!(", {locator}")).unwrap_or_default();
        format!("{}{place}", format!("{marker}{name}").trim())
    };
    fact.citations.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::super::samples::{at, date, dossier, fact, printed, total};
    use super::*;
    use crate::dossier::{Change, Figure, Share};

    fn readable(text: &str) -> String {
        text.replace('\u{A0}', " ")
    }

    #[test]
    fn a_trace_leads_down_to_citations() {
        let change = Some(Change { percent: printed("-82.24"), from: date("2013-01/2013-10") }.into());
        let later = Figure { change, label: Some("Ten months [of] 2014".into()), ..total("a", "2014", "2.8e6") };
        let mut uncited = fact(
            "g",
            vec![Figure {
                share: Some(Share { of: at(2, 0), percent: printed("50") }.into()),
                ..total("c", "2015", "")
            }],
        );
        uncited.citations = Box::default();
        let dossier = dossier(vec![fact("f", vec![later]), uncited, fact("h", vec![total("d", "2015", "10e6")])]);
        let derived = Derived::of(&dossier);
        let earlier = derived.for_figure(at(0, 0))[0];
        let trace = Trace::of_derivation(&dossier, &derived, earlier);
        assert_eq!(
            readable(&trace.to_text()),
            "earlier value, January to October 2013 (as Ten months [of] 2014): about US$ 15.8 million \
             (US$ 15.48–16.05 million) = US$ 2.8 million ÷ (1 − 82.24%)\n  \
             Ten months [of] 2014: US$ 2.8 million (US$ 2.75–2.85 million)\n    A report, p. 1\n  \
             change of Ten months [of] 2014: −82.24% (−82.245 to −82.235%)\n    A report, p. 1\n"
        );
        assert!(trace.to_markdown().contains("\n  - Ten months \\[of\\] 2014: US\\$"));
        let filled = Trace::of_figure(&dossier, &derived, at(1, 0));
        assert_eq!(filled.figure, Some(at(1, 0)));
        assert!(filled.to_text().contains("no source cited"));
        assert_eq!(Trace::of_figure(&dossier, &derived, at(2, 0)).formula, None);
    }
}
