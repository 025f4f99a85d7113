//! What a PDF says of itself to programs: an XMP packet (ISO 16684-1), which any program can find and read in its bytes.

use std::ops::Range;

use super::embedded::xml_text;
use super::svg::escape;

/// The namespace of our one property.
const NAMESPACE: &str = "urn:attache:figure#";
/// Its name in that namespace.
const PROPERTY: &str = "provenance";

/// The same document with one more property in its packet, as an incremental update (ISO 32000-1, 7.5.6): what was
/// written before stays as it is, and the new packet takes the old one's place.
///
/// `None` where the document has no packet, or no table of its objects.
pub(super) fn with_provenance(mut pdf: Vec<u8>, provenance: &str) -> Option<Vec<u8>> {
    let packet = last_packet(&pdf)?;
    let text = std::str::from_utf8(&pdf[packet.clone()]).ok()?;
    let (before, after) = text.rsplit_once("</rdf:RDF>")?;
    let value = escape(provenance);
    let packet_text = format!(
        "{before}<rdf:Description rdf:about=\"\" xmlns:attache=\"{NAMESPACE}\"><attache:{PROPERTY}>{value}\
         </attache:{PROPERTY}></rdf:Description></rdf:RDF>{after}"
    );
    let number = number_before(&pdf[..rfind(&pdf[..packet.start], b" 0 obj")?])?;
    let trailer = rfind(&pdf, b"trailer")?;
    let table = rfind(&pdf, b"startxref")?;
    let entries = std::str::from_utf8(&pdf[trailer..table]).ok()?.trim_end().strip_suffix(">>")?.to_owned();
    let previous: usize = std::str::from_utf8(&pdf[table..]).ok()?.split_ascii_whitespace().nth(1)?.parse().ok()?;

    pdf.push(b'\n');
    let object = pdf.len();
    let length = packet_text.len();
    pdf.extend_from_slice(
        format!(
            "{number} 0 obj\n<< /Type /Metadata /Subtype /XML /Length {length} >>\nstream\n{packet_text}\nendstream\nendobj\n"
        )
        .as_bytes(),
    );
    let new_table = pdf.len();
    pdf.extend_from_slice(
        format!(
            "xref\n{number} 1\n{object:010} 00000 n \n{entries}  /Prev {previous}\n>>\nstartxref\n{new_table}\n%%EOF\n"
        )
        .as_bytes(),
    );
    Some(pdf)
}

/// The property, out of the bytes of a document; `None` where it has none.
pub(super) fn provenance(pdf: &[u8]) -> Option<String> {
    let packet = std::str::from_utf8(&pdf[last_packet(pdf)?]).ok()?;
    xml_text(packet, &format!("attache:{PROPERTY}"))
}

/// Where the packet that holds now stands: the last one.
fn last_packet(pdf: &[u8]) -> Option<Range<usize>> {
    let start = rfind(pdf, b"<?xpacket begin")?;
    let end = start + find(&pdf[start..], b"<?xpacket end")?;
    Some(start..end + find(&pdf[end..], b"?>")? + 2)
}

/// The number at the end of some text.
fn number_before(bytes: &[u8]) -> Option<u64> {
    let digits = bytes.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&bytes[bytes.len() - digits..]).ok()?.parse().ok()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn rfind(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}
