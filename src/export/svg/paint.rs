//! The small change of SVG: numbers, colours, escaped text, definitions.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use egui::{Color32, Pos2, Rect};

/// Coordinates beyond this are cut off; egui uses infinite rectangles freely.
const FAR_PT: f32 = 100_000.0;

/// A number with two decimals at most, without trailing zeros and without a negative zero.
pub(super) fn number(value: f32) -> String {
    decimal(value, 2)
}

/// A number with `places` decimals at most.
pub(super) fn decimal(value: f32, places: usize) -> String {
    let value = if value.is_nan() { 0.0 } else { value.clamp(-FAR_PT, FAR_PT) };
    let mut text = format!("{value:.places$}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if text == "-0" { "0".to_owned() } else { text }
}

/// Two numbers, for path data.
pub(super) fn point(pos: Pos2) -> String {
    format!("{} {}", number(pos.x), number(pos.y))
}

/// `rect`, cut down to what a sheet can need.
pub(super) fn near(rect: Rect) -> Rect {
    rect.intersect(Rect::from_min_max(Pos2::new(-FAR_PT, -FAR_PT), Pos2::new(FAR_PT, FAR_PT)))
}

/// A colour as SVG wants it: `#rrggbb`, and the opacity apart.
///
/// egui's colours are premultiplied. A colour whose channels exceed its alpha adds light instead of covering; it is
/// given the least alpha that makes it an ordinary colour, which is right on black and close to it on dark ground.
pub(super) fn split(color: Color32) -> (String, f32) {
    let [r, g, b, a] = color.to_array();
    let alpha = a.max(r).max(g).max(b);
    let [r, g, b, alpha] = Color32::from_rgba_premultiplied(r, g, b, alpha).to_srgba_unmultiplied();
    (format!("#{r:02x}{g:02x}{b:02x}"), f32::from(alpha) / 255.0)
}

/// `fill="…"` or `stroke="…"` with its opacity, each with a space before it; `none` for what cannot be seen.
pub(super) fn paint(attribute: &str, color: Color32) -> String {
    if color == Color32::TRANSPARENT {
        return format!(" {attribute}=\"none\"");
    }
    let (hex, opacity) = split(color);
    let mut text = format!(" {attribute}=\"{hex}\"");
    if opacity < 1.0 {
        let _ = write!(text, " {attribute}-opacity=\"{}\"", decimal(opacity, 3));
    }
    text
}

/// Whether XML 1.0 can hold a character.
pub(in crate::export) const fn is_writable(c: char) -> bool {
    !matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Text for an element or an attribute; characters that XML 1.0 cannot hold are left out.
pub(in crate::export) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ if is_writable(c) => out.push(c),
            _ => {}
        }
    }
    out
}

/// Clip paths, gradients and filters, each written once however often it is used.
#[derive(Default)]
pub(super) struct Defs {
    prefix: String,
    ids: BTreeMap<String, String>,
    elements: String,
}

impl Defs {
    /// None yet; what their identifiers begin with.
    pub(super) fn of(prefix: &str) -> Self {
        Self { prefix: prefix.to_owned(), ..Self::default() }
    }

    /// The id of the definition `<tag attributes>inner</tag>`, which is added if it is new.
    pub(super) fn id(&mut self, tag: &str, attributes: &str, inner: &str) -> String {
        let key = format!("{tag} {attributes} {inner}");
        if let Some(id) = self.ids.get(&key) {
            return id.clone();
        }
        let id = format!("{}d{}", self.prefix, self.ids.len() + 1);
        let _ = writeln!(self.elements, "<{tag} id=\"{id}\"{attributes}>{inner}</{tag}>");
        self.ids.insert(key, id.clone());
        id
    }

    /// All definitions, in the order of their first use.
    pub(super) fn elements(&self) -> &str {
        &self.elements
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (value, text) in
            [(0.0, "0"), (-0.001, "0"), (1.50, "1.5"), (-2.345, "-2.35"), (100.0, "100"), (1e30, "100000")]
        {
            assert_eq!(number(value), text);
        }
        assert_eq!(number(f32::NAN), "0");
    }

    #[test]
    fn colours_keep_their_opacity() {
        assert_eq!(paint("fill", Color32::from_rgb(255, 0, 16)), " fill=\"#ff0010\"");
        assert_eq!(paint("stroke", Color32::from_black_alpha(128)), " stroke=\"#000000\" stroke-opacity=\"0.502\"");
        assert_eq!(paint("fill", Color32::TRANSPARENT), " fill=\"none\"");
        assert_eq!(paint("fill", Color32::from_additive_luminance(51)), " fill=\"#ffffff\" fill-opacity=\"0.2\"");
    }

    #[test]
    fn text_is_valid_xml() {
        assert_eq!(escape("a<b & \"c\"\u{0}\u{b}\u{ffff}> 김"), "a&lt;b &amp; &quot;c&quot;&gt; 김");
    }
}
