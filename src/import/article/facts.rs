//! Statements of an article that have a date, an amount or a marker, each with what belongs to it.

use std::ops::Range;

use crate::import::prose::{self, Amount, DateMention, Language, Standing, TimeMention, sentences};

use super::extract::{Extract, Mark, MarkKind};

/// A statement of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Which paragraph it stands in, from 1.
    pub paragraph: usize,
    /// The heading above it.
    pub heading: Option<Range<usize>>,
    /// Where it stands in the text, in bytes, markers aside.
    pub range: Range<usize>,
    /// The date that it is of.
    pub date: Option<Dated>,
    /// The amounts that it says, each with its date where it has one of its own.
    pub amounts: Vec<(Amount, Option<Dated>)>,
    /// The markers that it is cited by.
    pub markers: Vec<String>,
    /// The doubts of editors.
    pub flags: Vec<MarkKind>,
    /// What had to be assumed, a sentence each.
    pub doubts: Vec<String>,
    /// Whether its date is that of the sentence before.
    pub takes_date: bool,
}

/// A date as it stands beside a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// In EDTF.
    pub edtf: String,
    /// Whether the text says it whole.
    pub standing: Standing,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// The name of the rule.
    pub rule: &'static str,
}

/// No statement is cited by more markers.
const MAX_MARKERS: usize = 50;
/// No sentence is cut into more clauses.
const MAX_CLAUSES: usize = 16;

/// Words with which a sentence goes on from the one before.
const CONNECTIVES: [&str; 16] = [
    "subsequently",
    "in return",
    "in addition",
    "moreover",
    "furthermore",
    "also",
    "they",
    "this",
    "these",
    "it",
    "at the ceremony",
    "at the same time",
    "meanwhile",
    "the latter",
    "there",
    "afterwards",
];

/// Words that stand between two statements of one sentence.
const TURNS: [&str; 5] = [", while ", ", whereas ", "; ", ", although ", ", but "];

/// A clause before its markers and dates are given out.
struct Clause {
    range: Range<usize>,
    /// Where the sentence begins that it stands in.
    sentence: usize,
}

/// The statements of an article in the order of the text.
#[must_use]
pub fn statements(extract: &Extract, language: Language) -> Vec<Statement> {
    let reading = prose::read(&extract.text, language);
    let dates: Vec<&DateMention> = reading
        .times
        .iter()
        .filter_map(|time| match time {
            TimeMention::Date(date) => Some(date),
            TimeMention::Length(_) | TimeMention::Every { .. } | TimeMention::Vague { .. } => None,
        })
        .collect();
    let mut found = Vec::new();
    let mut heading = None;
    let mut paragraph = 0;
    for block in &extract.blocks {
        if block.is_heading {
            heading = Some(block.range.clone());
            continue;
        }
        paragraph += 1;
        let of_block = Block { extract, dates: &dates, amounts: &reading.amounts, paragraph, heading: heading.clone() };
        of_block.statements(block.range.clone(), &mut found);
    }
    found
}

struct Block<'a> {
    extract: &'a Extract,
    dates: &'a [&'a DateMention],
    amounts: &'a [Amount],
    paragraph: usize,
    heading: Option<Range<usize>>,
}

impl Block<'_> {
    fn statements(&self, range: Range<usize>, found: &mut Vec<Statement>) {
        let text = &self.extract.text;
        let first = found.len();
        for sentence in sentences(&text[range.clone()]) {
            let sentence = range.start + sentence.start..range.start + sentence.end;
            let marks = within_marks(&self.extract.marks, &sentence);
            let words = sentence.start..marks.iter().rev().fold(sentence.end, |end, mark| {
                let between = text.get(mark.range.end..end);
                let is_last = between.is_some_and(|words| words.trim_matches([' ', '\u{a0}', '\\']).is_empty());
                if is_last { mark.range.start } else { end }
            });
            let clauses = self.clauses(&words);
            let last = clauses.len().saturating_sub(1);
            for (index, clause) in clauses.into_iter().enumerate() {
                let mut statement = self.statement(&clause);
                for mark in marks {
                    // A marker at the end of a sentence speaks for all of it, one within it for what stands before.
                    let is_final = mark.range.start >= words.end;
                    if !is_final
                        && (mark.range.start < clause.range.start
                            || mark.range.start > clause.range.end && index != last)
                    {
                        continue;
                    }
                    match &mark.kind {
                        MarkKind::Cites(_) if statement.markers.len() == MAX_MARKERS => {
                            let doubt = format!("Only the first {MAX_MARKERS} of its markers were taken.");
                            if statement.doubts.last() != Some(&doubt) {
                                statement.doubts.push(doubt);
                            }
                        }
                        MarkKind::Cites(marker) if !statement.markers.contains(marker) => {
                            statement.markers.push(marker.clone());
                        }
                        MarkKind::Cites(_) => {}
                        flag @ MarkKind::Flag { .. } => statement.flags.push(flag.clone()),
                    }
                }
                self.go_on(statement, first, found);
            }
        }
        let of_block = found.split_off(first);
        found.extend(of_block.into_iter().filter(Statement::is_worth_proposing));
    }

    /// The clauses of a sentence that say a date or an amount each.
    fn clauses(&self, words: &Range<usize>) -> Vec<Clause> {
        let text = &self.extract.text[words.clone()];
        let mut cuts: Vec<usize> =
            TURNS.iter().flat_map(|turn| text.match_indices(turn).map(|(at, _)| words.start + at)).collect();
        cuts.sort_unstable();
        cuts.truncate(MAX_CLAUSES);
        let mut clauses = Vec::new();
        let mut start = words.start;
        for cut in cuts {
            let (before, after) = (start..cut, cut..words.end);
            if self.says_something(&before) && self.says_something(&after) && !self.is_change(&after) {
                clauses.push(Clause { range: before, sentence: words.start });
                start = cut + self.extract.text[cut..].len()
                    - self.extract.text[cut..].trim_start_matches([',', ';', ' ']).len();
            }
        }
        clauses.push(Clause { range: start..words.end, sentence: words.start });
        clauses
    }

    fn says_something(&self, range: &Range<usize>) -> bool {
        within(self.dates, range, |date| &date.range).next().is_some()
            || within(self.amounts, range, |amount| &amount.range).next().is_some()
    }

    /// "; down 82 percent" goes on telling of what stands before.
    fn is_change(&self, range: &Range<usize>) -> bool {
        within(self.amounts, range, |amount| &amount.range).next().is_some_and(|amount| {
            let between = &self.extract.text[range.start..amount.range.start];
            amount.change.is_some() && between.split_whitespace().count() <= 4
        })
    }

    fn statement(&self, clause: &Clause) -> Statement {
        let range = clause.range.clone();
        let dates: Vec<&DateMention> = within(self.dates, &range, |date| &date.range).copied().collect();
        let amounts: Vec<&Amount> =
            within(self.amounts, &range, |amount| &amount.range).filter(|amount| is_figure(amount)).collect();
        let said: Vec<Dated> = dates.iter().filter_map(|date| dated(date)).collect();
        let main = said.iter().find(|date| !self.is_comparison(date)).or(said.first());
        // "The 2018 Games in August": the finer of two dates of one year.
        let finer = main.and_then(|main| {
            said.iter()
                .find(|date| date.edtf.len() > main.edtf.len() && date.edtf.starts_with(&format!("{}-", main.edtf)))
        });
        let main = finer.or(main).cloned();
        let amounts = amounts
            .into_iter()
            .map(|amount| {
                let own = self.date_of(amount, &said);
                (amount.clone(), own)
            })
            .collect();
        let doubts = if clause.sentence < range.start {
            vec!["It is a part of a longer sentence.".to_owned()]
        } else {
            Vec::new()
        };
        Statement {
            paragraph: self.paragraph,
            heading: self.heading.clone(),
            range,
            date: main,
            amounts,
            markers: Vec::new(),
            flags: Vec::new(),
            doubts,
            takes_date: false,
        }
    }

    /// Whether a date is one that something is compared with: "over the same period in 2013", "than in 2018".
    fn is_comparison(&self, date: &Dated) -> bool {
        let text = &self.extract.text;
        let start = text.floor_char_boundary(date.range.start.saturating_sub(30));
        let before = text[start..date.range.start].to_lowercase();
        before.contains("same period")
            || before.contains("than ")
            || before.contains("compared")
            || date.rule.starts_with("step")
            || self.is_begun_at(date)
    }

    /// Whether a change began at a date, which is then that of nothing else: "rose 12 percent from 2010".
    fn is_begun_at(&self, date: &Dated) -> bool {
        let last = self.amounts.partition_point(|amount| amount.range.end <= date.range.start).checked_sub(1);
        let Some(change) = last.map(|last| &self.amounts[last]).filter(|amount| amount.change.is_some()) else {
            return false;
        };
        let between = &self.extract.text[change.range.end..date.range.start];
        !date.edtf.contains('/') && matches!(between.trim(), "from" | "over" | "against" | "on" | "dari")
    }

    /// The date of an amount: what follows it at once, what possesses it, or else the last one before it.
    fn date_of(&self, amount: &Amount, dates: &[Dated]) -> Option<Dated> {
        const NEAR: usize = 8;
        let text = &self.extract.text;
        let after = dates.iter().find(|date| {
            date.range.start >= amount.range.end
                && date.range.start - amount.range.end <= NEAR
                && matches!(
                    text[amount.range.end..date.range.start].trim(),
                    "in" | "during" | "for" | "(" | "pada" | "" | "on"
                )
        });
        let before = dates.iter().rev().find(|date| date.range.end <= amount.range.start && !self.is_begun_at(date));
        let only = match dates {
            [only] if !self.is_comparison(only) => Some(only),
            _ => None,
        };
        after.or(before).or(only).cloned()
    }

    /// Takes from the sentence before what a sentence goes on from, and gives it the marker that speaks for both.
    fn go_on(&self, mut statement: Statement, first: usize, found: &mut Vec<Statement>) {
        let text = &self.extract.text;
        let words = text[statement.range.clone()].trim_start().to_lowercase();
        let begins =
            |start: &&str| words.strip_prefix(*start).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        let is_connected = CONNECTIVES.iter().any(begins);
        let before = found[first..].last();
        let repeats =
            before.is_some_and(|before| shares_subject(&text[before.range.clone()], &text[statement.range.clone()]));
        if let Some(before) = found[first..].last_mut()
            && (is_connected || repeats)
        {
            if before.markers.is_empty() && !statement.markers.is_empty() && !is_undone(&before.flags) {
                before.markers.clone_from(&statement.markers);
                before
                    .doubts
                    .push("The marker stands after the next sentence, which goes on from this one.".to_owned());
            }
            let is_bare = before.amounts.is_empty() && (before.date.is_none() || before.takes_date);
            if is_bare && statement.date.is_none() && statement.amounts.is_empty() {
                before.range.end = statement.range.end;
                before.flags.append(&mut statement.flags);
                return;
            }
            let is_later = ["subsequently", "afterwards", "later"].iter().any(|start| words.starts_with(start));
            if is_connected
                && !is_later
                && statement.date.is_none()
                && let Some(date) = &before.date
            {
                let inferred = Dated { standing: Standing::Inferred, ..date.clone() };
                for (_, own) in &mut statement.amounts {
                    own.get_or_insert_with(|| inferred.clone());
                }
                statement.date = Some(inferred);
                statement.takes_date = true;
                statement.doubts.push("The date is that of the sentence before.".to_owned());
            }
        }
        found.push(statement);
    }
}

impl Statement {
    /// Whether it has a date, an amount or a marker.
    fn is_worth_proposing(&self) -> bool {
        self.date.is_some() || !self.amounts.is_empty() || !self.markers.is_empty() || !self.flags.is_empty()
    }
}

/// Whether a doubt says that no source is given.
fn is_undone(flags: &[MarkKind]) -> bool {
    flags.iter().any(|flag| matches!(flag, MarkKind::Flag { kind, .. } if kind == "citation-needed"))
}

/// Whether two sentences begin with, or about, the same noun: "athletes from …", "Athletes of both …".
fn shares_subject(before: &str, after: &str) -> bool {
    let Some(first) =
        after.split_whitespace().next().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
    else {
        return false;
    };
    first.len() > 5
        && first.ends_with('s')
        && before.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| word == first)
}

/// Whether an amount is worth a figure: it has a known unit, or counts people or things with more than a bare "one".
fn is_figure(amount: &Amount) -> bool {
    use crate::import::prose::{AmountRule, AmountUnit};
    match &amount.unit {
        AmountUnit::Known(known) => !matches!(
            known.code,
            "d" | "h" | "min" | "s" | "week" | "month" | "year" | "decade" | "century" | "times" | "point"
        ),
        AmountUnit::Counted(range) => !matches!(amount.number.value.as_str(), "1" | "2") || is_in_digits(amount, range),
        AmountUnit::None => amount.rule == AmountRule::Factor || amount.is_share,
    }
}

/// Whether a count is printed in digits: "2 (two) diplomats" is a figure, "the two countries" is none.
fn is_in_digits(amount: &Amount, noun: &Range<usize>) -> bool {
    // Digits are as long as their value; a word for them is longer.
    amount.number.range.len() == amount.number.value.len()
        && amount.number.range.end <= noun.start
        && amount.number.value != "1"
}

fn dated(date: &DateMention) -> Option<Dated> {
    let edtf = date.edtf()?;
    Some(Dated { edtf, standing: date.standing(), range: date.range.clone(), rule: date.start.rule.name() })
}

/// The things that lie within a range; they are in the order of the text.
fn within<'a, T>(
    things: &'a [T],
    range: &Range<usize>,
    place: impl Fn(&T) -> &Range<usize> + Copy + 'a,
) -> impl Iterator<Item = &'a T> {
    let start = things.partition_point(|thing| place(thing).start < range.start);
    let end = range.end;
    things[start..].iter().take_while(move |thing| place(thing).end <= end)
}

fn within_marks<'a>(marks: &'a [Mark], range: &Range<usize>) -> &'a [Mark] {
    let start = marks.partition_point(|mark| mark.range.start < range.start);
    let end = marks.partition_point(|mark| mark.range.end <= range.end);
    &marks[start..end.max(start)]
}
