//! What a figure carries with it, found in its bytes in one pass: nothing is unpacked, drawn or parsed that is not asked for, so
//! that no file can make this slow or large.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;

use crate::limits::METADATA_BYTES;

/// The eight bytes that every PNG begins with.
const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The longest name, language and translated name of a text in a PNG, in bytes.
const MAX_NAMES: usize = 1 << 12;

/// The text under a keyword in a PNG (its `iTXt` chunk).
///
/// # Errors
///
/// Those of the reader, and where the text is longer than [`METADATA_BYTES`].
pub(super) fn png_text(mut png: impl Read, keyword: &str) -> io::Result<Option<String>> {
    let mut signature = [0; 8];
    png.read_exact(&mut signature)?;
    if signature != PNG_SIGNATURE {
        return Ok(None);
    }
    loop {
        let mut head = [0; 8];
        if png.read_exact(&mut head).is_err() {
            return Ok(None);
        }
        let [l0, l1, l2, l3, kind @ ..] = head;
        let length = u64::from(u32::from_be_bytes([l0, l1, l2, l3]));
        let mut data = (&mut png).take(length);
        if &kind == b"iTXt"
            && let Some(text) = international_text(&mut data, keyword)?
        {
            return Ok(Some(text));
        }
        io::copy(&mut data, &mut io::sink())?;
        // The checksum behind it.
        io::copy(&mut (&mut png).take(4), &mut io::sink())?;
        if &kind == b"IEND" {
            return Ok(None);
        }
    }
}

/// The text of a chunk, where it stands under this keyword.
fn international_text(chunk: &mut impl Read, keyword: &str) -> io::Result<Option<String>> {
    let Some(name) = until_zero(chunk)? else { return Ok(None) };
    if name != keyword.as_bytes() {
        return Ok(None);
    }
    let mut packing = [0; 2];
    chunk.read_exact(&mut packing)?;
    // Its language, and the keyword in that.
    if until_zero(chunk)?.is_none() || until_zero(chunk)?.is_none() {
        return Ok(None);
    }
    let text = if packing == [0, 0] { bounded(chunk)? } else { bounded(ZlibDecoder::new(chunk))? };
    Ok(String::from_utf8(text).ok())
}

/// What comes before the next zero byte; `None` where it is too long.
fn until_zero(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    loop {
        let mut byte = [0];
        input.read_exact(&mut byte)?;
        if byte == [0] {
            return Ok(Some(bytes));
        }
        if bytes.len() == MAX_NAMES {
            return Ok(None);
        }
        bytes.push(byte[0]);
    }
}

/// All that comes, if it is not more than a figure may carry.
fn bounded(input: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(METADATA_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > METADATA_BYTES {
        return Err(too_much());
    }
    Ok(bytes)
}

/// What is said of a figure that carries more than it may.
pub(super) fn too_much() -> io::Error {
    io::Error::other(format!("it carries more than {} MiB of data", METADATA_BYTES >> 20))
}

/// The text of the first element of a name that has nothing but text in it, wherever it stands; entities are resolved.
pub(super) fn xml_text(xml: &str, name: &str) -> Option<String> {
    let opening = format!("<{name}");
    let closing = format!("</{name}");
    let mut rest = xml;
    loop {
        rest = &rest[rest.find(&opening)? + opening.len()..];
        // Not the beginning of a longer name.
        if rest.starts_with(|c: char| c == '>' || c.is_ascii_whitespace()) {
            break;
        }
    }
    let inside = &rest[rest.find('>')? + 1..];
    let inside = &inside[..inside.find(&closing)?];
    let section = inside.trim().strip_prefix("<![CDATA[").and_then(|text| text.strip_suffix("]]>"));
    if let Some(section) = section {
        return Some(section.to_owned());
    }
    if inside.contains('<') { None } else { resolved(inside) }
}

/// A text with its entities resolved; `None` where one is unknown.
fn resolved(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        let (entity, after) = after.split_once(';')?;
        out.push_str(before);
        out.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => {
                let number = entity.strip_prefix('#')?;
                let code = match number.strip_prefix('x') {
                    Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                    None => number.parse(),
                };
                char::from_u32(code.ok()?)?
            }
        });
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).expect("short").to_be_bytes();
        [&length[..], &kind, data, &[0; 4]].concat()
    }

    fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
        [PNG_SIGNATURE.to_vec(), chunks.concat()].concat()
    }

    fn packed(size: usize) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        let piece = vec![b'x'; 1 << 20];
        for _ in 0..size >> 20 {
            encoder.write_all(&piece).expect("packed");
        }
        encoder.write_all(&piece[..size & ((1 << 20) - 1)]).expect("packed");
        encoder.finish().expect("packed")
    }

    #[test]
    fn a_text_of_a_png_is_found_packed_or_not() {
        let plain = chunk(*b"iTXt", b"Key\0\0\0en\0\0{\"a\":1}");
        let other = chunk(*b"iTXt", b"Other\0\0\0\0\0no");
        let bytes = png(&[chunk(*b"IHDR", &[0; 13]), other.clone(), chunk(*b"IDAT", &[9; 99]), plain]);
        assert_eq!(png_text(&bytes[..], "Key").expect("read").as_deref(), Some("{\"a\":1}"));
        assert_eq!(png_text(&bytes[..], "Ke").expect("read"), None);
        let small = chunk(*b"iTXt", &[b"Key\0\x01\0\0\0".to_vec(), packed(5)].concat());
        assert_eq!(png_text(&png(&[other, small])[..], "Key").expect("read").as_deref(), Some("xxxxx"));
        for cut in 0..bytes.len() {
            let _ = png_text(&bytes[..cut], "Key");
        }
    }

    #[test]
    fn an_element_is_found_wherever_it_stands() {
        let svg =
            r#"<svg><metadatas>no</metadatas><metadata id="m1">{&quot;a&quot;: &lt;&#x416;&#65;&amp;</metadata></svg>"#;
        assert_eq!(xml_text(svg, "metadata").as_deref(), Some("{\"a\": <ЖA&"));
        assert_eq!(xml_text("<metadata><![CDATA[a<b]]></metadata>", "metadata").as_deref(), Some("a<b"));
        for broken in [
            "",
            "<metadata",
            "<metadata>",
            "<metadata>&x;</metadata>",
            "<metadata>&</metadata>",
            "<metadata><a/></metadata>",
        ] {
            assert_eq!(xml_text(broken, "metadata"), None, "{broken}");
        }
        let nested = "<a xmlns=\"x\">".repeat(2_000_000);
        assert_eq!(xml_text(&nested, "metadata"), None);
    }
}
