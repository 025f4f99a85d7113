//! The names of people and organisations in a source, as a line of text: `Kim, Soo-jin; World Bank`.

use egui::Ui;

use super::fields::{Field, Fields, label_ui, typed_ui};
use crate::edit::Json;

/// A field for a list of names, as CSL has them.
pub(super) fn names_ui(ui: &mut Ui, fields: &Fields<'_>, record: &mut Json, field: Field<'_>) {
    ui.vertical(|ui| {
        label_ui(ui, field.label);
        let id = fields.id.with((field.path, field.key, "typed"));
        let written = names_text(record.get(field.key));
        // While somebody types, it stays as it is typed: “Kim; ” is two names soon.
        let typed: Option<String> = ui.data(|data| data.get_temp(id));
        let mut text = typed.unwrap_or_else(|| written.clone());
        let response = typed_ui(ui, fields, field, &mut text, 1);
        if response.changed() {
            let names = names_of(&text, record.get(field.key));
            record.set(field.key, names);
        }
        if response.has_focus() {
            ui.data_mut(|data| data.insert_temp(id, text));
        } else {
            ui.data_mut(|data| data.remove_temp::<String>(id));
        }
        fields.problem_ui(ui, &field.whole_path(), false);
    });
}

/// A list of names as a line of text.
fn names_text(names: Option<&Json>) -> String {
    let names = names.map(Json::items).unwrap_or_default();
    names.iter().map(name_text).filter(|name| !name.is_empty()).collect::<Vec<_>>().join("; ")
}

fn name_text(name: &Json) -> String {
    let literal = name.text_of("literal");
    if !literal.is_empty() {
        // A comma would part the name of a person.
        return if literal.contains([',', ';']) { format!("{{{literal}}}") } else { literal.to_owned() };
    }
    let joined = |keys: &[&str]| {
        keys.iter().map(|key| name.text_of(key)).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let family = joined(&["non-dropping-particle", "family"]);
    let given = joined(&["given", "dropping-particle"]);
    let suffix = name.text_of("suffix");
    let parts = [family, given, suffix.to_owned()];
    parts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The names in a line of text; one that reads as it did before keeps the parts that it came with, and one that was corrected
/// the particles that still stand in it.
fn names_of(text: &str, before: Option<&Json>) -> Json {
    let before = before.map(Json::items).unwrap_or_default();
    let name = |(place, text): (usize, &String)| {
        let known = before.iter().find(|name| name_text(name) == *text);
        known.cloned().unwrap_or_else(|| new_name(text, before.get(place)))
    };
    Json::List(parted(text).iter().enumerate().map(name).collect())
}

/// A name as it is written, with the particles of the one that stood in its place.
fn new_name(text: &str, before: Option<&Json>) -> Json {
    if let Some(literal) = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')) {
        return Json::object([("literal", literal.trim().into())]);
    }
    if !text.contains(',') {
        return Json::object([("literal", text.into())]);
    }
    let mut parts = text.splitn(3, ',').map(str::trim);
    let mut part = || parts.next().unwrap_or_default();
    let (family, given, suffix) = (part(), part(), part());
    let particle = |key: &str| before.map(|name| name.text_of(key)).filter(|particle| !particle.is_empty());
    let ahead =
        particle("non-dropping-particle").and_then(|particle| parted_at(particle, family.strip_prefix(particle)?));
    let behind = particle("dropping-particle").and_then(|particle| parted_at(particle, given.strip_suffix(particle)?));
    let (non_dropping, family) = ahead.unwrap_or(("", family));
    let (dropping, given) = behind.unwrap_or(("", given));
    let all = [
        ("family", family),
        ("given", given),
        ("non-dropping-particle", non_dropping),
        ("dropping-particle", dropping),
        ("suffix", suffix),
    ];
    Json::object(all.into_iter().filter(|(_, part)| !part.is_empty()).map(|(key, part)| (key, part.into())))
}

/// A particle and the rest of a name, where a space is between them.
fn parted_at<'a>(particle: &'a str, rest: &'a str) -> Option<(&'a str, &'a str)> {
    (rest.trim() != rest && !rest.trim().is_empty()).then(|| (particle, rest.trim()))
}

/// The parts between semicolons, but for those in braces.
fn parted(text: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0_usize);
    for letter in text.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match parts.last_mut() {
            Some(part) if letter != ';' || depth > 0 => part.push(letter),
            Some(_) | None => parts.push(String::new()),
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Json {
        Json::parse(text).unwrap_or(Json::Null)
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        let names = names_of("Kim, Soo-jin; World Bank; {Ministry of Trade, Energy; Mines}; Sukarno,", None);
        let expected = r#"[{"family":"Kim","given":"Soo-jin"},{"literal":"World Bank"},{"literal":"Ministry of Trade, Energy; Mines"},{"family":"Sukarno"}]"#;
        assert_eq!(names, json(expected));
        assert_eq!(names_text(Some(&names)), "Kim, Soo-jin; World Bank; {Ministry of Trade, Energy; Mines}; Sukarno");
    }

    #[test]
    fn a_name_that_nobody_changed_keeps_its_parts() {
        let before = json(
            r#"[{"family":"Berg","given":"Jan","non-dropping-particle":"van der","suffix":"Jr."},{"literal":"CBS"}]"#,
        );
        assert_eq!(names_text(Some(&before)), "van der Berg, Jan, Jr.; CBS");
        let after = names_of("van der Berg, Jan, Jr.; Statistics Netherlands", Some(&before));
        assert_eq!(after.items()[0], before.items()[0]);
        assert_eq!(after.items()[1], json(r#"{"literal":"Statistics Netherlands"}"#));
        assert_eq!(names_of("", Some(&before)), Json::List(Vec::new()));
    }

    #[test]
    fn a_name_that_is_corrected_keeps_its_particles_and_its_suffix() {
        let before = json(
            r#"[{"family":"Brg","given":"Jan","non-dropping-particle":"van der","suffix":"Jr."},
                {"family":"Humboldt","given":"Alexander","dropping-particle":"von"}]"#,
        );
        assert_eq!(names_text(Some(&before)), "van der Brg, Jan, Jr.; Humboldt, Alexander von");
        let after = names_of("van der Berg, Jan, Jr.; Humboldt, A. von", Some(&before));
        let expected = json(
            r#"[{"family":"Berg","given":"Jan","non-dropping-particle":"van der","suffix":"Jr."},
                {"family":"Humboldt","given":"A.","dropping-particle":"von"}]"#,
        );
        assert_eq!(after, expected);
        // What is not parted from it is no particle.
        let other = names_of("van derBerg, Jan", Some(&before));
        assert_eq!(other, json(r#"[{"family":"van derBerg","given":"Jan"}]"#));
    }
}
