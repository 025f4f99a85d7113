//! Text cut into words, numbers and signs, each with what the lexicon says of it.

use super::lexicon::{self, Lex};

/// The most bytes that are looked at at once: memory stays bounded however long a line is.
const WINDOW_BYTES: usize = 64 * 1024;

/// A word, a number or a sign of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Where it begins, in bytes of the window.
    pub start: u32,
    /// Where it ends, in bytes of the window.
    pub end: u32,
    /// What it is.
    pub lex: Lex,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// Whether it begins with a capital letter.
    pub capital: bool,
}

/// A piece of a text with its tokens; no rule looks beyond it.
pub(super) struct Window<'a> {
    /// Its text.
    pub text: &'a str,
    /// Where it begins in the whole text, in bytes.
    pub base: usize,
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
}

impl<'a> Window<'a> {
    /// The text of a token.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| &self.text[token.start as usize..token.end as usize])
    }

    /// What a token is; beyond the last there is the end of the line.
    pub(super) fn lex(&self, at: usize) -> Lex {
        self.tokens.get(at).map_or(Lex::Break, |token| token.lex)
    }

    /// Whether a token is this word, whatever its capitals.
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    /// Whether a token is one of these words, whatever its capitals.
    pub(super) fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        let said = self.word(at);
        words.iter().any(|word| said.eq_ignore_ascii_case(word))
    }

    /// Whether a token is this sign.
    pub(super) fn sign(&self, at: usize, sign: char) -> bool {
        self.lex(at) == Lex::Sign(sign)
    }

    /// Whether white space stands before a token.
    pub(super) fn spaced(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| token.spaced)
    }

    /// Whether a token begins with a capital letter.
    pub(super) fn capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.capital)
    }

    /// The bytes of the whole text that the tokens from one to before another take.
    pub(super) fn range(&self, from: usize, to: usize) -> std::ops::Range<usize> {
        let start = self.tokens.get(from).map_or(self.text.len(), |token| token.start as usize);
        let end = to.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |token| token.end as usize);
        self.base + start..self.base + end.max(start)
    }
}

/// Goes through a text window by window: a line each, or a piece of a line that is too long.
pub(super) fn windows(text: &str, mut each: impl FnMut(&Window)) {
    let mut window = Window { text: "", base: 0, tokens: Vec::new() };
    for line in text.split_inclusive('\n') {
        let offset = line.as_ptr() as usize - text.as_ptr() as usize;
        let mut rest = line;
        let mut base = offset;
        while !rest.is_empty() {
            let cut = if rest.len() <= WINDOW_BYTES { rest.len() } else { cut(rest) };
            let (piece, after) = rest.split_at(cut);
            window.text = piece;
            window.base = base;
            tokens(piece, &mut window.tokens);
            each(&window);
            base += cut;
            rest = after;
        }
    }
}

/// Where a line that is too long is cut: after the last white space of its first piece, or anywhere between two characters.
fn cut(line: &str) -> usize {
    let end = line.floor_char_boundary(WINDOW_BYTES);
    let last_quarter = line.floor_char_boundary(WINDOW_BYTES / 4 * 3);
    line[last_quarter..end].rfind(char::is_whitespace).map_or(end, |at| {
        let at = last_quarter + at;
        at + line[at..].chars().next().map_or(1, char::len_utf8)
    })
}

/// Cuts a text into tokens.
fn tokens(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut spaced = true;
    while at < bytes.len() {
        let start = at;
        let first = bytes[at];
        let (lex, capital) = if first.is_ascii_digit() {
            at += bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            (Lex::Number, false)
        } else if first.is_ascii_alphabetic() {
            at = word_end(text, at);
            (lexicon::look_up(&text[start..at]), first.is_ascii_uppercase())
        } else if first.is_ascii() {
            at += 1;
            match first {
                b'\n' => (Lex::Break, false),
                b' ' | b'\t' | b'\r' | 0x0b | 0x0c => {
                    spaced = true;
                    continue;
                }
                _ => (Lex::Sign(char::from(first)), false),
            }
        } else {
            let Some(character) = text[at..].chars().next() else { break };
            at += character.len_utf8();
            if character.is_whitespace() || is_invisible(character) {
                spaced |= character.is_whitespace();
                continue;
            }
            if character.is_alphabetic() {
                at = word_end(text, start);
                (lexicon::look_up(&text[start..at]), character.is_uppercase())
            } else {
                (Lex::Sign(character), false)
            }
        };
        let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(at)) else { break };
        tokens.push(Token { start, end, lex, spaced, capital });
        spaced = false;
    }
}

/// The end of the run of letters that begins here.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        if bytes[at].is_ascii_alphabetic() {
            at += 1;
        } else if bytes[at].is_ascii() {
            break;
        } else {
            match text[at..].chars().next() {
                Some(character) if character.is_alphabetic() || is_joined(character) => at += character.len_utf8(),
                _ => break,
            }
        }
    }
    at
}

/// Marks that belong to the letter before them.
fn is_joined(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{200d}')
}

/// Characters that show nothing: they stand in no rule's way.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
