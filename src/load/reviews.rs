//! Writing reviews into the text of a dossier, of which everything else stays as it is, to the byte.

use serde_json::json;

use super::locate::members;
use crate::dossier::Review;

const KEY: &str = "reviews";

/// The text of a dossier with other reviews in it.
pub(super) fn with_reviews(text: &str, reviews: &[Review]) -> String {
    let members = members(text);
    let layout = Layout::of(text);
    if let Some((_, value)) = members.iter().find(|(key, _)| key == KEY) {
        return format!("{}{}{}", &text[..value.start], layout.list(reviews), &text[value.end..]);
    }
    let Some((_, last)) = members.last() else { return text.to_owned() };
    let Layout { line, indent, colon } = layout;
    let value = layout.list(reviews);
    format!("{},{line}{indent}\"{KEY}\"{colon}{value}{}", &text[..last.end], &text[last.end..])
}

/// How the text is laid out, so that what is added looks like the rest.
#[derive(Clone, Copy)]
struct Layout<'a> {
    /// What ends a line; nothing where all is on one.
    line: &'static str,
    /// What stands before the keys of the outermost object.
    indent: &'a str,
    /// What stands between a key and its value.
    colon: &'static str,
}

impl<'a> Layout<'a> {
    fn of(text: &'a str) -> Self {
        let start = text.find('"').unwrap_or_default();
        let before = text[..start].rsplit_once('\n').map(|(_, indent)| indent);
        match before.filter(|indent| indent.trim().is_empty()) {
            Some(indent) => Self { line: if text.contains("\r\n") { "\r\n" } else { "\n" }, indent, colon: ": " },
            None => Self { line: "", indent: "", colon: ":" },
        }
    }

    /// The reviews, one on each line.
    fn list(&self, reviews: &[Review]) -> String {
        if reviews.is_empty() {
            return "[]".to_owned();
        }
        let Self { line, indent, colon } = self;
        let gap = if line.is_empty() { "" } else { " " };
        let item = |review: &Review| {
            let note = review.note.as_ref().map(|note| ("note", note));
            let fields = [("finding", &review.key), ("fingerprint", &review.fingerprint)].into_iter().chain(note);
            let fields: Vec<String> = fields.map(|(key, text)| format!("\"{key}\"{colon}{}", json!(text))).collect();
            format!("{line}{indent}{indent}{{{}}}", fields.join(&format!(",{gap}")))
        };
        let items: Vec<String> = reviews.iter().map(item).collect();
        format!("[{}{line}{indent}]", items.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn review(key: &str, note: Option<&str>) -> Review {
        Review { key: key.to_owned(), fingerprint: "0f".to_owned(), note: note.map(str::to_owned) }
    }

    #[track_caller]
    fn check(text: &str, reviews: &[Review], expected: &str) {
        assert_eq!(with_reviews(text, reviews), expected);
    }

    #[test]
    fn they_are_added_in_the_layout_of_the_file() {
        let one = [review("a:b", Some("said \"so\"\n북한"))];
        check(
            "{\n  \"b\": 1,\n  \"a\": {\"reviews\": 2}\n}\n",
            &one,
            "{\n  \"b\": 1,\n  \"a\": {\"reviews\": 2},\n  \"reviews\": [\n    \
             {\"finding\": \"a:b\", \"fingerprint\": \"0f\", \"note\": \"said \\\"so\\\"\\n북한\"}\n  ]\n}\n",
        );
        check(
            r#"{"b":1}"#,
            &[review("a", None), review("b", None)],
            r#"{"b":1,"reviews":[{"finding":"a","fingerprint":"0f"},{"finding":"b","fingerprint":"0f"}]}"#,
        );
        check("{\r\n\t\"b\": 1\r\n}", &[], "{\r\n\t\"b\": 1,\r\n\t\"reviews\": []\r\n}");
    }

    #[test]
    fn those_that_are_there_make_room_and_nothing_else_moves() {
        let text = "{ \"x\" :1 ,\n \"reviews\" : [ {\"finding\": \"]\"} ] , \"z\": [ ] }";
        check(text, &[], "{ \"x\" :1 ,\n \"reviews\" : [] , \"z\": [ ] }");
    }
}
