//! The text of a page as its tags come.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::extract::{Block, Extract, Mark, MarkKind, Opaque, Reference, ends_article, flag_kind};
use super::super::plain::marks;
use super::super::wikitext::month;
use super::coins;
use super::place::{Holds, Place};
use crate::dossier::{is_control_or_bidi, is_web_link};

/// So much of a part that is not read is shown, in characters.
const EXCERPT: usize = 80;
/// What stands between two blocks.
const BETWEEN: &str = "\n\n";

/// What has been read of a page so far.
#[derive(Default)]
pub(super) struct Reader {
    /// Where the parser stands, in bytes of the page.
    pub(super) at: usize,
    pub(super) opaque: Vec<Opaque>,
    text: String,
    /// A text node that has not ended.
    pending: String,
    blocks: Vec<Found>,
    /// Where the block that is being read begins.
    open: Option<usize>,
    heading: Option<u8>,
    frames: Vec<Frame>,
    /// How many of the open elements are passed over.
    skipped: usize,
    /// How many of them are listed as not read.
    unread: usize,
    /// Where in the page what surrounds the text begins that is listed as not read, and what holds it.
    surroundings: BTreeMap<usize, Holds>,
    notes: Vec<Note>,
    /// Which of the notes is being read.
    in_note: usize,
    details: Vec<Detail>,
    title: String,
    window_title: String,
    in_window_title: usize,
    address: Option<String>,
    /// Where the first element begins that is passed over and does not end.
    unended: Option<usize>,
}

/// A block, and what holds it.
struct Found {
    range: Range<usize>,
    heading: Option<u8>,
    holds: Holds,
}

/// An element that is open.
struct Frame {
    place: Place,
    holds: Holds,
    /// Where its text begins.
    start: usize,
    /// Where it begins in the page, and whether it has to end there as well.
    at: usize,
    must_end: bool,
    /// What a mark has to say besides its words: the place that it leads to, or its month and reason.
    hint: String,
}

/// An item of the list of references.
#[derive(Default)]
struct Note {
    id: String,
    words: String,
    kind: String,
    metadata: Option<String>,
    link: Option<String>,
}

/// A mark between the words, as the page has it.
struct Detail {
    range: Range<usize>,
    hint: String,
    is_flag: bool,
}

impl Reader {
    /// An element opens; its number among those that are open, where it can have content.
    pub(super) fn open(
        &mut self,
        place: Place,
        tag: &str,
        attribute: &dyn Fn(&str) -> String,
        has_content: bool,
    ) -> Option<usize> {
        self.node();
        self.note_attributes(tag, attribute);
        let place = if place == Place::Surroundings { self.surroundings(tag) } else { place };
        if place == Place::Break {
            self.write(" ");
        }
        if !matches!(
            place,
            Place::Inline | Place::Break | Place::Cites | Place::Flag | Place::Metadata | Place::Skipped
        ) && !self.is_passed_over()
        {
            // A heading that nobody closes ends where its text does.
            let ends_heading = matches!(tag, "p" | "ul" | "ol" | "dl" | "table" | "section" | "blockquote")
                || matches!(place, Place::Heading(_));
            if ends_heading && self.heading.is_some() {
                self.keep_title();
            }
            self.end_block();
            if ends_heading {
                self.heading = None;
            }
        }
        if self.unread > 0 && matches!(tag, "td" | "th" | "tr" | "caption" | "li") {
            self.write(" ");
        }
        if !has_content {
            return None;
        }
        match place {
            Place::Skipped | Place::Metadata => self.skipped += 1,
            Place::Opaque(what) => {
                if !self.is_passed_over() && self.in_note == 0 {
                    self.opaque.push(Opaque { what: what.to_owned(), excerpt: String::new(), range: self.at..self.at });
                }
                self.unread += 1;
            }
            Place::Heading(rank) if !self.is_passed_over() => self.heading = Some(rank),
            Place::Title => self.in_window_title += 1,
            Place::Reference => {
                self.notes.push(Note { id: attribute("id"), ..Note::default() });
                self.in_note += 1;
            }
            Place::Inline
            | Place::Block
            | Place::Heading(_)
            | Place::Surroundings
            | Place::Cites
            | Place::Flag
            | Place::Content(_)
            | Place::Break => {}
        }
        let must_end = !matches!(tag, "p" | "li" | "dd" | "dt" | "td" | "th" | "tr" | "option");
        let around = self.frames.last().map_or(Holds::Body, |frame| frame.holds);
        let holds = if let Place::Content(holds) = place { holds.max(around) } else { around };
        self.frames.push(Frame { place, holds, start: self.text.len(), at: self.at, must_end, hint: String::new() });
        Some(self.frames.len() - 1)
    }

    /// What an element is that is called as what surrounds a text. A section of the article is a part of it, whatever it is called.
    fn surroundings(&mut self, tag: &str) -> Place {
        let holds = self.frames.last().map_or(Holds::Body, |frame| frame.holds);
        if tag == "section" && holds >= Holds::Main {
            return Place::Block;
        }
        if !self.is_passed_over() && self.in_note == 0 {
            self.surroundings.insert(self.at, holds);
        }
        Place::Opaque("part beside the text")
    }

    /// What attributes say apart from the text: where a mark leads, why a doubt stands there, the address of the page.
    fn note_attributes(&mut self, tag: &str, attribute: &dyn Fn(&str) -> String) {
        if tag == "link" && self.address.is_none() && attribute("rel") == "canonical" {
            self.address = Some(attribute("href")).filter(|address| is_web_link(address));
        }
        if self.in_note > 0
            && let Some(note) = self.notes.last_mut()
        {
            let class = attribute("class");
            if tag == "cite" {
                note.kind = class;
            } else if class == "Z3988" {
                note.metadata = Some(decode(&attribute("title")));
            } else if tag == "a" && note.link.is_none() && class.contains("external") {
                note.link = Some(decode(&attribute("href"))).filter(|link| is_web_link(link));
            }
            return;
        }
        let mark = self.frames.iter_mut().rev().take(4).find(|frame| matches!(frame.place, Place::Cites | Place::Flag));
        let Some(frame) = mark else { return };
        let wanted = if frame.place == Place::Cites { attribute("href") } else { attribute("title") };
        // A link to the page on a doubt is titled, too; the reason is longer.
        if wanted.len() > frame.hint.len() && !wanted.starts_with("Wikipedia:") {
            frame.hint = decode(&wanted);
        }
    }

    /// An element closes, by its own tag or by that of one around it, and with it all that opened in it and did not close.
    pub(super) fn close(&mut self, depth: usize, is_own: bool) {
        self.node();
        while self.frames.len() > depth {
            let Some(frame) = self.frames.pop() else { break };
            // What it passed over may have been text.
            let has_ended = self.frames.len() == depth && is_own;
            let is_cut = !has_ended && frame.place == Place::Skipped && frame.must_end;
            if is_cut && self.unended.is_none() {
                self.unended = Some(frame.at);
            }
            self.leave(frame);
        }
    }

    fn leave(&mut self, frame: Frame) {
        match frame.place {
            Place::Skipped | Place::Metadata => self.skipped -= 1,
            Place::Opaque(_) => {
                self.unread -= 1;
                if !self.is_passed_over()
                    && let Some(opaque) = self.opaque.last_mut()
                {
                    opaque.range.end = opaque.range.end.max(self.at);
                }
            }
            Place::Title => self.in_window_title -= 1,
            Place::Reference => self.in_note -= 1,
            Place::Cites | Place::Flag if !self.is_passed_over() && self.in_note == 0 => self.mark(frame),
            Place::Heading(_) if !self.is_passed_over() => {
                self.keep_title();
                self.end_block();
                self.heading = None;
            }
            Place::Block | Place::Content(_) if !self.is_passed_over() => self.end_block_held(frame.holds),
            Place::Inline
            | Place::Block
            | Place::Heading(_)
            | Place::Surroundings
            | Place::Cites
            | Place::Flag
            | Place::Content(_)
            | Place::Break => {}
        }
    }

    /// The first heading of the first rank is the title.
    fn keep_title(&mut self) {
        if let (Some(1), true, Some(start)) = (self.heading, self.title.is_empty(), self.open) {
            self.title = self.text[start..].trim().to_owned();
        }
    }

    /// The words of a mark become the mark as it stands in a plain text.
    fn mark(&mut self, frame: Frame) {
        // A mark that holds more than its own block is none.
        let Some(start) =
            self.open.filter(|open| *open <= frame.start).map(|_| self.text.floor_char_boundary(frame.start))
        else {
            return;
        };
        let words = self.text[start..].trim().trim_start_matches('[').trim_end_matches(']').trim().to_owned();
        let is_flag = frame.place == Place::Flag;
        if words.is_empty() || words.len() > 60 || is_flag && flag_kind(&words).is_none() {
            return;
        }
        self.text.truncate(start);
        let start = self.text.trim_end_matches(' ').len();
        self.text.truncate(start);
        self.text.push('[');
        self.text.push_str(&words);
        self.text.push(']');
        self.details.push(Detail { range: start..self.text.len(), hint: frame.hint, is_flag });
    }

    /// Whether what stands here is no part of the text.
    const fn is_passed_over(&self) -> bool {
        self.skipped > 0 || self.unread > 0
    }

    /// A part of a text node.
    pub(super) fn chunk(&mut self, text: &str, has_entities: bool, is_last: bool) {
        if self.skipped > 0 && self.in_window_title == 0 {
            return;
        }
        self.pending.push_str(text);
        if is_last {
            let node = std::mem::take(&mut self.pending);
            let words = if has_entities { decode(&node) } else { node };
            self.write(&words);
        }
    }

    /// A text node that a tag cut off.
    fn node(&mut self) {
        if !self.pending.is_empty() {
            let node = std::mem::take(&mut self.pending);
            self.write(&decode(&node));
        }
    }

    /// Words, with blanks as one blank each.
    fn write(&mut self, words: &str) {
        if self.in_window_title > 0 {
            self.window_title.push_str(words);
            return;
        }
        if self.skipped > 0 {
            return;
        }
        if self.in_note > 0 {
            if let Some(note) = self.notes.last_mut() {
                push_words(&mut note.words, words, 0);
            }
            return;
        }
        if self.unread > 0 {
            if let Some(opaque) = self.opaque.last_mut() {
                let room = EXCERPT.saturating_sub(opaque.excerpt.chars().count());
                let more: String = words.chars().take(room).collect();
                push_words(&mut opaque.excerpt, &more, 0);
            }
            return;
        }
        if self.open.is_none() {
            if words.trim().is_empty() {
                return;
            }
            self.open = Some(self.text.len());
        }
        let start = self.open.unwrap_or(0);
        push_words(&mut self.text, words, start);
    }

    fn end_block(&mut self) {
        let holds = self.frames.last().map_or(Holds::Body, |frame| frame.holds);
        self.end_block_held(holds);
    }

    fn end_block_held(&mut self, holds: Holds) {
        let Some(start) = self.open.take() else { return };
        let end = start + self.text[start..].trim_end().len();
        self.text.truncate(end);
        if end > start {
            self.blocks.push(Found { range: start..end, heading: self.heading, holds });
        }
        self.text.push_str(BETWEEN);
    }

    /// The article: of all blocks those that hold it, in a text of their own.
    pub(super) fn finish(&mut self, source: &str) -> Extract {
        self.node();
        // The end of the page ends nothing that should have ended before.
        self.close(0, false);
        if let Some(at) = self.unended {
            let excerpt = source.get(at..).unwrap_or("").chars().take(EXCERPT).collect();
            let what = "part that is no text, and that does not end,".to_owned();
            self.opaque.push(Opaque { what, excerpt, range: at..source.len() });
        }
        self.end_block();
        let holds = self.blocks.iter().map(|block| block.holds).max().unwrap_or(Holds::Body);
        let mut out = Extract { title: self.page_title(), address: self.address.take(), ..Extract::default() };
        let mut details = self.details.iter().peekable();
        let mut markers: BTreeMap<String, String> = BTreeMap::new();
        let mut has_ended = false;
        for block in self.blocks.iter().filter(|block| block.holds == holds || block.heading == Some(1)) {
            let words = &self.text[block.range.clone()];
            if block.heading.is_some() {
                has_ended = ends_article(words);
            }
            while details.next_if(|detail| detail.range.end <= block.range.start).is_some() {}
            if has_ended {
                continue;
            }
            let start = out.text.len();
            out.text.push_str(words);
            let range = start..out.text.len();
            out.text.push_str(BETWEEN);
            let before = out.marks.len();
            marks(&out.text, range.clone(), &mut out.marks);
            while let Some(detail) = details.next_if(|detail| detail.range.start < block.range.end) {
                let own = detail.range.start - block.range.start + start..detail.range.end - block.range.start + start;
                if !detail.is_flag
                    && let Some(note) = detail.hint.split_once('#').map(|(_, note)| note)
                {
                    markers.insert(coins::decoded(note), out.text[own.clone()].to_owned());
                }
                add(&mut out.marks, before, own, detail, &self.text[detail.range.clone()]);
            }
            out.marks[before..].sort_by_key(|mark| mark.range.start);
            out.blocks.push(Block { range, is_heading: block.heading.is_some() });
        }
        out.references = self.references(&markers);
        out.opaque = std::mem::take(&mut self.opaque);
        // What stands around the article as a whole is no part of it.
        let is_around = |opaque: &Opaque| {
            let held = self.surroundings.get(&opaque.range.start);
            held.is_some_and(|held| *held < holds || opaque.excerpt.trim().is_empty())
        };
        out.opaque.retain(|opaque| opaque.range.start < source.len() && !is_around(opaque));
        out
    }

    fn page_title(&self) -> Option<String> {
        let window =
            self.window_title.split([' ', '\n', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let site = [" - Wikipedia", " – Wikipedia", " — Wikipedia", " | "];
        let window = site.iter().find_map(|site| Some(window.split_once(site)?.0.to_owned())).unwrap_or(window);
        [self.title.clone(), window].into_iter().find(|title| !title.trim().is_empty())
    }

    /// The list of references; an item that no mark leads to has the number of its place.
    fn references(&self, markers: &BTreeMap<String, String>) -> Vec<Reference> {
        let reference = |(place, note): (usize, &Note)| Reference {
            marker: markers.get(note.id.as_str()).cloned().unwrap_or_else(|| format!("[{}]", place + 1)),
            fields: {
                let words = note.words.trim().trim_start_matches(['^', ' ']);
                coins::fields(words, note.metadata.as_deref(), &note.kind, note.link.as_deref())
            },
        };
        self.notes.iter().enumerate().map(reference).collect()
    }
}

/// Puts a mark of the page in the place of the one that its words make.
fn add(found: &mut Vec<Mark>, before: usize, range: Range<usize>, detail: &Detail, words: &str) {
    let inner = words.trim_start_matches('[').trim_end_matches(']');
    let kind = if detail.is_flag {
        let (reason, since) = reason_and_month(&detail.hint);
        let Some(kind) = flag_kind(inner) else { return };
        MarkKind::Flag { kind, since, reason }
    } else {
        MarkKind::Cites(format!("[{inner}]"))
    };
    // What the words alone make of a part of it is not a second mark.
    let mut own = found.split_off(before);
    own.retain(|mark| mark.range.end <= range.start || mark.range.start >= range.end);
    own.push(Mark { range, kind });
    found.append(&mut own);
}

/// “This claim needs references to reliable sources. (January 2020)”
fn reason_and_month(hint: &str) -> (Option<String>, Option<String>) {
    let hint = hint.trim();
    let dated = hint.strip_suffix(')').and_then(|hint| hint.rsplit_once('('));
    let since = dated.and_then(|(_, words)| month(words));
    let reason = match (dated, &since) {
        (Some((reason, _)), Some(_)) => reason.trim(),
        _ => hint,
    };
    (Some(reason.to_owned()).filter(|reason| !reason.is_empty()), since)
}

/// The characters that entities stand for.
fn decode(text: &str) -> String {
    html_escape::decode_html_entities(text).into_owned()
}

/// Adds words with each run of blanks as one, and without what is not written but does something. No blank stands at `start`.
fn push_words(text: &mut String, words: &str, start: usize) {
    for c in words.chars() {
        let is_blank = c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}');
        if is_blank {
            if text.len() > start && !text.ends_with(' ') {
                text.push(' ');
            }
        } else if !is_control_or_bidi(c) && !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}') {
            text.push(c);
        }
    }
}
