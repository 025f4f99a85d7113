//! Texts as they are compared in a search: without case, accents and the many kinds of spaces and quotation marks.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Stands between texts that are searched together; nobody types it, so no phrase runs from one text into the next.
pub(super) const BREAK: char = '\u{1}';

/// Appends a text as it is compared.
///
/// Syllables of Hangul are taken apart into their letters, so that one that is still being typed finds what it may become.
pub(super) fn fold_into(text: &str, folded: &mut String) {
    for part in text.split_inclusive(|c: char| !c.is_ascii()) {
        match part.char_indices().next_back() {
            Some((at, last)) if !last.is_ascii() => {
                push_ascii(&part[..at], folded);
                push_other(last, folded);
            }
            Some(_) => push_ascii(part, folded),
            None => {}
        }
    }
}

/// A text as it is compared.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

fn push_ascii(text: &str, folded: &mut String) {
    let start = folded.len();
    // Apostrophes stand in many spellings of the same name, or do not.
    text.split('\'').for_each(|part| folded.push_str(part));
    if let Some(new) = folded.get_mut(start..) {
        new.make_ascii_lowercase();
    }
}

fn push_other(letter: char, folded: &mut String) {
    if let Some(plain) = plain(letter) {
        folded.push_str(plain);
        return;
    }
    for part in std::iter::once(letter).nfkd().filter(|part| !is_combining_mark(*part)) {
        match plain(part) {
            Some(plain) => folded.push_str(plain),
            None => folded.extend(part.to_lowercase()),
        }
    }
}

/// Letters and signs that Unicode does not take apart, as people type them.
const fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        '“' | '”' | '„' | '«' | '»' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '−' => "-",
        '‘' | '’' | 'ʻ' | 'ʼ' | '′' | '\u{200b}' | '\u{2060}' | '\u{ad}' => "",
        _ => return None,
    })
}

/// Whether a match may begin within what stands before it: only in scripts that put no spaces between words.
pub(super) const fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{30ff}' | '\u{3130}'..='\u{318f}' | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_typography_make_no_difference() {
        for (text, folded) in [
            ("Palm OIL", "palm oil"),
            ("P’yŏngyang", "pyongyang"),
            ("P'yongyang", "pyongyang"),
            ("Élysée, Łódź, Ærø", "elysee, lodz, aero"),
            ("US$\u{a0}3.26\u{2009}million", "us$ 3.26 million"),
            ("2013–2015", "2013-2015"),
            ("ﬁnance", "finance"),
            ("STRASSE straße", "strasse strasse"),
            ("ΑΘΗΝΑ", "αθηνα"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn a_syllable_of_hangul_begins_like_those_that_it_may_become() {
        for (typed, text) in
            [("ㅎ", "한국"), ("하", "한국"), ("한", "한국"), ("한ㄱ", "한국"), ("한구", "한국"), ("조서", "조선")]
        {
            assert!(fold(text).starts_with(&fold(typed)), "{typed}");
        }
        assert!(!fold("한국").starts_with(&fold("호")));
    }
}
