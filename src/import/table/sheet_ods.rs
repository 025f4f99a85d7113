//! OpenDocument sheets: a repeated row or cell is read once, however often it claims to stand there.

use roxmltree::{Document, Node, ParsingOptions};
use smol_str::SmolStr;

use super::TableError;
use super::sheet::{RowBuilder, SheetRows, broken, choose};

/// The largest content that is read, in bytes.
pub(super) const MAX_CONTENT_BYTES: u64 = 1 << 26;
/// A row or cell with anything in it that is repeated more often than this is refused.
const MAX_REPEATS: u32 = 10_000;

pub(super) fn read(content: &str, wanted: Option<&str>) -> Result<SheetRows, TableError> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: 16_000_000, ..ParsingOptions::default() };
    let document = Document::parse_with_options(content, options).map_err(|error| broken(&error.to_string()))?;
    let tables = document.descendants().filter(|node| node.has_tag_name_local("table"));
    let mut found = Vec::new();
    for table in tables {
        let name = table.attribute_local("name").unwrap_or_default();
        found.push((SmolStr::from(name), rows(table)?));
    }
    choose(found, wanted)
}

fn rows(table: Node<'_, '_>) -> Result<Vec<super::sheet::SheetRow>, TableError> {
    let mut builder = RowBuilder::default();
    let mut row: u32 = 0;
    for node in table.descendants().filter(|node| node.has_tag_name_local("table-row")) {
        let cells: Vec<(u32, u32, SmolStr)> = cells(node);
        let repeats = repeats(node, "number-rows-repeated");
        if !cells.is_empty() {
            let columns = cells.iter().map(|(_, repeats, _)| *repeats).max().unwrap_or(1);
            if repeats > MAX_REPEATS || columns > MAX_REPEATS {
                return Err(TableError::refused(format!(
                    "row {}: it is repeated more than {MAX_REPEATS} times; save the sheet as CSV",
                    row.saturating_add(1)
                )));
            }
            for copy in 0..repeats {
                for (column, repeats, text) in &cells {
                    for place in 0..*repeats {
                        builder.add(row.saturating_add(copy), column.saturating_add(place), text.clone())?;
                    }
                }
            }
        }
        row = row.saturating_add(repeats);
    }
    Ok(builder.done())
}

/// The cells of a row with anything in them: first column, how many, text.
fn cells(row: Node<'_, '_>) -> Vec<(u32, u32, SmolStr)> {
    let mut column: u32 = 0;
    let mut cells = Vec::new();
    for cell in row.children().filter(Node::is_element) {
        let repeats = repeats(cell, "number-columns-repeated");
        let text = text(cell);
        if !text.is_empty() {
            cells.push((column, repeats, text));
        }
        column = column.saturating_add(repeats);
    }
    cells
}

/// What a cell holds: a number or date by its value, which has all digits, anything else by what is shown.
fn text(cell: Node<'_, '_>) -> SmolStr {
    let value = match cell.attribute_local("value-type") {
        Some("float" | "currency" | "percentage") => cell.attribute_local("value"),
        Some("date") => cell.attribute_local("date-value").map(|date| date.strip_suffix("T00:00:00").unwrap_or(date)),
        _ => None,
    };
    if let Some(value) = value {
        return value.into();
    }
    let lines = cell.descendants().filter(|node| node.has_tag_name_local("p"));
    let lines: Vec<String> =
        lines.map(|line| line.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()).collect();
    lines.join("\n").trim().into()
}

fn repeats(node: Node<'_, '_>, attribute: &str) -> u32 {
    node.attribute_local(attribute).and_then(|count| count.parse().ok()).unwrap_or(1)
}

/// Names without their namespace: every writer of these files has its own prefixes.
trait Local<'a> {
    fn has_tag_name_local(&self, name: &str) -> bool;
    fn attribute_local(&self, name: &str) -> Option<&'a str>;
}

impl<'a> Local<'a> for Node<'a, '_> {
    fn has_tag_name_local(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }

    fn attribute_local(&self, name: &str) -> Option<&'a str> {
        self.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
    }
}
