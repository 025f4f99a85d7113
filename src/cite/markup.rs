//! The little markup that CSL allows in titles: `<i>`, `<b>`, `<sc>`, `<sub>`, `<sup>` and `<span>`.

/// A piece of a text, with the tags around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) tags: Vec<Tag>,
}

/// What a tag says of the text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Italic,
    Bold,
    SmallCapitals,
    Subscript,
    Superscript,
    /// A text of which no style changes the capitals.
    NoCase,
    /// A span of another class.
    Span,
}

/// The pieces of a text. What looks like a tag and is none stays text.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut open: Vec<Tag> = Vec::new();
    let mut begun = 0;
    let mut from = 0;
    while let Some(place) = text[from..].find('<').map(|place| from + place) {
        let Some((length, tag)) = tag(&text[place..]) else {
            from = place + 1;
            continue;
        };
        let is_known = match tag {
            Edge::Opens(tag) => text[place..].contains(closing(tag)),
            Edge::Closes(closes) => open.iter().any(|tag| closing(*tag) == closes),
        };
        if !is_known {
            from = place + 1;
            continue;
        }
        if begun < place {
            pieces.push(Piece { text: &text[begun..place], tags: open.clone() });
        }
        match tag {
            Edge::Opens(tag) => open.push(tag),
            Edge::Closes(closes) => {
                let last = open.iter().rposition(|tag| closing(*tag) == closes);
                last.map(|last| open.remove(last));
            }
        }
        (begun, from) = (place + length, place + length);
    }
    if begun < text.len() {
        pieces.push(Piece { text: &text[begun..], tags: open });
    }
    pieces
}

/// A text without its tags; digits above and below the line are written with characters of their own where there are.
pub(super) fn plain(text: &str) -> String {
    pieces(text).iter().map(|piece| moved(piece.text, &piece.tags)).collect()
}

/// A piece with its digits above or below the line, where its tags say so.
pub(super) fn moved(text: &str, tags: &[Tag]) -> String {
    const BELOW: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    const ABOVE: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = match tags.iter().rev().find(|tag| matches!(tag, Tag::Subscript | Tag::Superscript)) {
        Some(Tag::Subscript) => BELOW,
        Some(_) => ABOVE,
        None => return text.to_owned(),
    };
    let place = |c: char| c.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
    text.chars().map(|c| place(c).map_or(c, |place| digits[place])).collect()
}

enum Edge {
    Opens(Tag),
    Closes(&'static str),
}

/// The tag at the start of a text, with its length in bytes.
fn tag(text: &str) -> Option<(usize, Edge)> {
    const CLOSING: [&str; 6] = ["</i>", "</b>", "</sc>", "</sub>", "</sup>", "</span>"];
    const PLAIN: [(&str, Tag); 5] = [
        ("<i>", Tag::Italic),
        ("<b>", Tag::Bold),
        ("<sc>", Tag::SmallCapitals),
        ("<sub>", Tag::Subscript),
        ("<sup>", Tag::Superscript),
    ];
    if let Some((opening, tag)) = PLAIN.iter().find(|(opening, _)| text.starts_with(opening)) {
        return Some((opening.len(), Edge::Opens(*tag)));
    }
    if text.starts_with("<span") {
        let length = text.find('>')? + 1;
        let inside = &text["<span".len()..length - 1];
        let tag = if inside.contains("nocase") {
            Tag::NoCase
        } else if inside.contains("small-caps") {
            Tag::SmallCapitals
        } else {
            Tag::Span
        };
        let is_tag = inside.is_empty() || inside.starts_with(' ');
        return is_tag.then_some((length, Edge::Opens(tag)));
    }
    let closes = CLOSING.into_iter().find(|closing| text.starts_with(closing))?;
    Some((closes.len(), Edge::Closes(closes)))
}

const fn closing(tag: Tag) -> &'static str {
    match tag {
        Tag::Italic => "</i>",
        Tag::Bold => "</b>",
        Tag::SmallCapitals => "</sc>",
        Tag::Subscript => "</sub>",
        Tag::Superscript => "</sup>",
        Tag::NoCase | Tag::Span => "</span>",
    }
}

#[cfg(test)]
mod tests {
    use super::{Tag, pieces, plain};

    #[test]
    fn tags_are_no_text() {
        assert_eq!(plain("Fishing for <i>Katsuwonus</i> and CO<sub>2</sub>"), "Fishing for Katsuwonus and CO₂");
        assert_eq!(plain("10<sup>12</sup> <span class=\"nocase\">eBay</span>s"), "10¹² eBays");
        assert_eq!(plain("<b>bold <i>both</i></b>"), "bold both");
        for text in ["a < b > c", "x <i> y", "<img src=x>", "</i>", "<spanner>", "1<2", "<"] {
            assert_eq!(plain(text), text);
        }
    }

    #[test]
    fn pieces_know_their_tags() {
        let found = pieces("a<i>b<b>c</i></b>");
        let tags: Vec<_> = found.iter().map(|piece| (piece.text, piece.tags.as_slice())).collect();
        assert_eq!(tags, [("a", &[][..]), ("b", &[Tag::Italic]), ("c", &[Tag::Italic, Tag::Bold])]);
    }
}
