//! A link in full, before it is opened.

use egui::text::{LayoutJob, TextFormat};
use egui::{Context, Label, Ui};

use super::super::parts::{doubt, small, soft};
use super::{Sheet, button, main_button};
use crate::app::{Action, LayoutAction};
use crate::charts::Theme;
use crate::charts::theme::{GAP, size, strong, text};

/// The address with its host made plain, and the choice to open it, copy it or leave it.
pub(super) fn link_ui(ctx: &Context, url: &str, actions: &mut Vec<Action>) {
    let sheet = Sheet::new(ctx, "Open this link?", 520.0);
    let content = |ui: &mut Ui, _: &mut Vec<Action>| {
        small(ui, "Your browser opens this address, which the dossier gives for the source:");
        ui.add_space(GAP * 0.5);
        ui.add(Label::new(address(ui, url)).wrap());
        for word in cautions(url) {
            doubt(ui, word);
        }
        ui.add_space(2.0);
        soft(ui, "Attaché itself connects to nothing.");
    };
    sheet.show(ctx, actions, content, |ui, actions| {
        let open = ui.add(main_button(ui, "Open in the browser", true));
        if sheet.has_just_appeared {
            open.request_focus();
        }
        if open.clicked() {
            actions.push(Action::OpenLink(url.to_owned()));
        }
        if ui.add(button("Copy address")).clicked() {
            actions.push(Action::Copy { what: "the address".to_owned(), text: url.to_owned() });
            actions.push(Action::Layout(LayoutAction::CloseDialog));
        }
        if ui.add(button("Cancel")).clicked() {
            actions.push(Action::Layout(LayoutAction::CloseDialog));
        }
    });
}

/// The whole address, with the host to be found at a glance.
fn address(ui: &Ui, url: &str) -> LayoutJob {
    let theme = Theme::of(ui);
    let host = host(url);
    let mut job = LayoutJob::default();
    let plain = |ink| TextFormat::simple(text(size::BODY), ink);
    job.append(&url[..host.start], 0.0, plain(theme.ink_soft));
    job.append(&url[host.clone()], 0.0, TextFormat::simple(strong(size::BODY), theme.ink));
    job.append(&url[host.end..], 0.0, plain(theme.ink_soft));
    job
}

/// Where the host stands in an address: after what may stand there to look like one, up to its port or path.
fn host(url: &str) -> std::ops::Range<usize> {
    let start = url.find("://").map_or(0, |at| at + 3);
    let end = url[start..].find(['/', '?', '#', '\\']).map_or(url.len(), |at| start + at);
    let start = url[start..end].rfind('@').map_or(start, |at| start + at + 1);
    let port = url[start..end].rfind(':').filter(|at| url[start + at + 1..end].bytes().all(|c| c.is_ascii_digit()));
    start..port.map_or(end, |at| start + at)
}

/// What should be known before the address is opened.
fn cautions(url: &str) -> Vec<&'static str> {
    let host = host(url);
    let mut found = Vec::new();
    if url[..host.start].contains('@') {
        found.push("What stands before the @ is no part of the host: the bold name is where the link leads.");
    }
    let name = url[host].to_ascii_lowercase();
    if !name.is_ascii() || name.split('.').any(|part| part.starts_with("xn--")) {
        found.push("The host has letters that can look like others.");
    }
    if url.to_ascii_lowercase().starts_with("http:") {
        found.push("The connection is not encrypted: what is read can be seen and changed on its way.");
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{cautions, host};

    #[track_caller]
    fn check(url: &str, expected: &str, warnings: usize) {
        assert_eq!(&url[host(url)], expected, "{url}");
        assert_eq!(cautions(url).len(), warnings, "{url}");
    }

    #[test]
    fn the_host_is_where_the_link_leads() {
        check("https://www.example.org/a?b#c", "www.example.org", 0);
        check("https://example.org", "example.org", 0);
        check("https://example.org:8443/a:1", "example.org", 0);
        check("https://un.org@example.net/un.org", "example.net", 1);
        check("https://un.org:80@example.net", "example.net", 1);
        check("https://example.net\\@un.org/", "example.net", 0);
        check("HTTP://example.org?a@b", "example.org", 1);
        check("https://еxample.org/", "еxample.org", 1);
        check("https://xn--xample-2of.org/", "xn--xample-2of.org", 1);
        check("https://[2001:db8::1]:80/", "[2001:db8::1]", 0);
    }
}
