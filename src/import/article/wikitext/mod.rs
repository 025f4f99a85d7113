//! Wikitext, read flat: one pass pairs the brackets, one pass writes the text. Nothing recurses, so that nothing overflows.

mod cite;
mod pairs;
mod template;

use std::collections::BTreeMap;

pub(super) use cite::date as csl_date;
use pairs::Pairs;
use template::Template;
pub(super) use template::month;

use super::extract::{Block, Extract, Mark, MarkKind, Opaque, Reference, ends_article};
use super::plain::fields_of_words;

/// Whether a text is wikitext rather than plain.
pub(in crate::import) fn is_wikitext(text: &str) -> bool {
    let start = &text[..text.floor_char_boundary(text.len().min(200_000))];
    let signs = ["<ref", "{{cite", "{{Cite", "{{citation", "\n==", "[[", "{{Infobox", "'''"];
    signs.iter().filter(|sign| start.contains(**sign)).count() >= 2
}

/// Reads wikitext.
pub(super) fn read(source: &str) -> Extract {
    let pairs = Pairs::of(source);
    let mut reader =
        Reader { source, pairs, out: Extract::default(), by_name: BTreeMap::new(), count: 0, opaque_until: 0 };
    reader.run();
    reader.finish()
}

struct Reader<'a> {
    source: &'a str,
    pairs: Pairs,
    out: Extract,
    by_name: BTreeMap<String, usize>,
    count: usize,
    opaque_until: usize,
}

impl Reader<'_> {
    fn run(&mut self) {
        let source = self.source;
        let bytes = source.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let next = bytes[at..]
                .iter()
                .position(|byte| matches!(byte, b'{' | b'[' | b'<' | b'\'' | b'&' | b']' | b'}' | b'_'))
                .map_or(bytes.len(), |offset| at + offset);
            self.out.text.push_str(&source[at..next]);
            at = next;
            if at >= bytes.len() {
                break;
            }
            at = match bytes[at] {
                b'{' => self.brace(at),
                b'[' => self.bracket(at),
                b'<' => self.tag(at),
                b'\'' if source[at..].starts_with("''") => {
                    at + source[at..].bytes().take(5).take_while(|byte| *byte == b'\'').count()
                }
                b'&' => self.entity(at),
                b']' if self.pairs.closes(at) => at + 2,
                b'_' if source[at..].starts_with("__") => self.switch(at),
                _ => self.literal(at),
            };
        }
    }

    /// One character as it stands.
    fn literal(&mut self, at: usize) -> usize {
        let Some(character) = self.source[at..].chars().next() else { return at + 1 };
        self.out.text.push(character);
        at + character.len_utf8()
    }

    /// `__NOTOC__`
    fn switch(&mut self, at: usize) -> usize {
        let word = self.source[at + 2..].bytes().take(30).take_while(u8::is_ascii_uppercase).count();
        if word > 0 && self.source[at + 2 + word..].starts_with("__") { at + 4 + word } else { self.literal(at) }
    }

    /// A template or a table.
    fn brace(&mut self, at: usize) -> usize {
        let source = self.source;
        let is_table = source[at..].starts_with("{|");
        let Some(end) = self.pairs.end(at) else { return self.literal(at) };
        let whole = &source[at..end];
        if is_table {
            self.opaque("table", at..end);
            return end;
        }
        let template = Template::parse(whole.get(2..whole.len().saturating_sub(2)).unwrap_or(""));
        if let Some((kind, since, reason)) = template.flag() {
            self.mark(&format!("[{kind}]"), MarkKind::Flag { kind, since, reason });
        } else if let Some(words) = template.words() {
            self.out.text.push_str(&words);
        } else if template.is_box() {
            self.opaque(template.name(), at..end);
        }
        end
    }

    /// A link within the wiki, or to the web.
    fn bracket(&mut self, at: usize) -> usize {
        let source = self.source;
        if !source[at..].starts_with("[[") {
            return self.outer_link(at);
        }
        let Some(end) = self.pairs.end(at) else { return self.literal(at) };
        let inner = &source[at + 2..end - 2];
        let target = inner.split(['|', '[', '{']).next().unwrap_or("");
        let space = target.split_once(':').map(|(space, _)| space.trim().to_lowercase());
        if matches!(
            space.as_deref(),
            Some("file" | "image" | "category" | "berkas" | "kategori" | "파일" | "분류" | "media")
        ) {
            return end;
        }
        // What is shown is read on as text; the closing brackets are passed over when they come.
        let shown = if inner[target.len()..].starts_with('|') { at + 2 + target.len() + 1 } else { at + 2 };
        if shown == end - 2 {
            self.out.text.push_str(target);
        }
        shown
    }

    /// `[https://… words]`
    fn outer_link(&mut self, at: usize) -> usize {
        const FAR: usize = 2000;
        let source = self.source;
        let rest = &source[at + 1..source.floor_char_boundary((at + 1 + FAR).min(source.len()))];
        if !(rest.starts_with("http") || rest.starts_with("//")) {
            return self.literal(at);
        }
        let Some(close) = rest.find([']', '\n']).filter(|close| rest.as_bytes()[*close] == b']') else {
            return self.literal(at);
        };
        let words = rest[..close].split_once(' ').map_or("", |(_, words)| words);
        self.out.text.push_str(words);
        at + 1 + close + 1
    }

    /// A comment, a reference, or a tag of HTML.
    fn tag(&mut self, at: usize) -> usize {
        let source = self.source;
        let rest = &source[at..];
        if let Some(after) = rest.strip_prefix("<!--") {
            return after.find("-->").map_or(source.len(), |end| at + 4 + end + 3);
        }
        let name = rest[1..].bytes().take(20).take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'/').count();
        let name = rest[1..=name].to_ascii_lowercase();
        let Some(open_end) = pairs::tag_end(source, at) else { return self.literal(at) };
        match name.as_str() {
            "ref" | "ref/" => self.reference(at, open_end),
            "nowiki" | "math" | "gallery" | "timeline" | "syntaxhighlight" | "score" | "script" | "style"
            | "references" => {
                let is_closed = source[..open_end].ends_with("/>");
                let Some(end) = self.pairs.close_tag(&name, open_end).filter(|_| !is_closed) else { return open_end };
                if name == "references" {
                    return open_end;
                }
                self.opaque(&name, at..end);
                end
            }
            "br" | "br/" | "p" | "/p" => {
                self.out.text.push(' ');
                open_end
            }
            _ => open_end,
        }
    }

    /// `<ref name="x">…</ref>` or `<ref name="x" />`.
    fn reference(&mut self, at: usize, open_end: usize) -> usize {
        let source = self.source;
        let open = &source[at..open_end];
        let name = pairs::attribute(open, "name").map(str::to_owned);
        let is_reuse = open.ends_with("/>");
        let (content, end) = if is_reuse {
            ("", open_end)
        } else {
            match self.pairs.close_tag("ref", open_end) {
                Some(end) => (&source[open_end..end - "</ref>".len()], end),
                None => ("", open_end),
            }
        };
        let known = name.as_ref().and_then(|name| self.by_name.get(name).copied());
        let number = known.unwrap_or_else(|| {
            self.count += 1;
            self.count
        });
        let marker = format!("[{number}]");
        if known.is_none() {
            if let Some(name) = name {
                self.by_name.insert(name, number);
            }
            self.out.references.push(Reference { marker: marker.clone(), fields: Vec::new() });
        }
        if !content.trim().is_empty()
            && let Some(reference) =
                self.out.references.get_mut(number - 1).filter(|reference| reference.fields.is_empty())
        {
            reference.fields = cite::fields(content).unwrap_or_else(|| fields_of_words(&bare(content)));
        }
        self.mark(&marker, MarkKind::Cites(marker.clone()));
        end
    }

    fn mark(&mut self, printed: &str, kind: MarkKind) {
        let start = self.out.text.len();
        self.out.text.push_str(printed);
        self.out.marks.push(Mark { range: start..self.out.text.len(), kind });
    }

    fn opaque(&mut self, what: &str, range: std::ops::Range<usize>) {
        const EXCERPT: usize = 80;
        if range.start < self.opaque_until {
            return;
        }
        self.opaque_until = range.end;
        let excerpt = self.source[range.clone()].split_whitespace().take(12).collect::<Vec<_>>().join(" ");
        let excerpt = excerpt.chars().take(EXCERPT).collect();
        self.out.opaque.push(Opaque { what: what.to_owned(), excerpt, range });
    }

    fn entity(&mut self, at: usize) -> usize {
        match pairs::entity(&self.source[at..]) {
            Some((character, length)) => {
                self.out.text.push(character);
                at + length
            }
            None => self.literal(at),
        }
    }

    /// Cuts the text into blocks; what follows the heading of the references is left.
    fn finish(mut self) -> Extract {
        let text = std::mem::take(&mut self.out.text);
        let mut has_ended = false;
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let trimmed = line.trim();
            let begin = start + (line.len() - line.trim_start().len());
            start += line.len();
            let is_heading = trimmed.len() > 4 && trimmed.starts_with("==") && trimmed.ends_with("==");
            if is_heading {
                has_ended = ends_article(trimmed);
            }
            let skipped = trimmed.bytes().take_while(|byte| matches!(byte, b'*' | b'#' | b':' | b';' | b' ')).count();
            let shown = trimmed.len() > skipped && !trimmed.starts_with(['|', '!']);
            if shown && !has_ended {
                let from = begin + if is_heading { 0 } else { skipped };
                self.out.blocks.push(Block { range: from..begin + trimmed.len(), is_heading });
            }
        }
        self.out.text = text;
        self.out
    }
}

/// Words without the signs of wikitext, for a reference that has no template.
fn bare(content: &str) -> String {
    let mut plain = String::with_capacity(content.len());
    let mut depth = 0_usize;
    for piece in content.split_inclusive(['<', '>', '[', ']', '\'', '|']) {
        let (words, sign) = match piece.char_indices().next_back() {
            Some((at, sign)) if matches!(sign, '<' | '>' | '[' | ']' | '\'' | '|') => (&piece[..at], Some(sign)),
            _ => (piece, None),
        };
        if depth == 0 {
            plain.push_str(words);
        }
        match sign {
            Some('<') => depth += 1,
            Some('>') => depth = depth.saturating_sub(1),
            Some('|') => plain.push(' '),
            _ => {}
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
