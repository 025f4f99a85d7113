//! What can be done: one table of commands for the keys, the menus, the sheet of shortcuts and the palette.

mod depends;
mod review;
mod table;

use std::borrow::Cow;
use strum::VariantArray;

use egui::{Context, Event, Key, KeyboardShortcut, ModifierNames, Modifiers, Popup};

use super::form;
use crate::app::{Action, AppState};

pub(super) use review::REVIEW;
pub(super) use table::TABLE;

/// By how much the text grows or shrinks at a time, as a part of its usual size.
pub(super) const TEXT_STEP: f32 = 0.1;

/// One thing that can be done: in a menu, by keys, or found by its name.
pub(super) struct Command {
    /// The heading that it stands under.
    pub(super) group: Group,
    /// The keys, if any; the first are those that people are told.
    pub(super) keys: &'static [KeyboardShortcut],
    /// What it does, in a few words.
    pub(super) what: &'static str,
    /// The menu that it stands in, and the section of it.
    pub(super) menu: Option<(Menu, u8)>,
    /// What it does.
    pub(super) does: Does,
    /// Whether it is on, where it is on or off.
    pub(super) is_on: Option<fn(&AppState) -> bool>,
}

/// The headings of the sheet, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(super) enum Group {
    /// Opening, saving, exporting, quitting.
    File,
    /// Finding and selecting facts.
    Facts,
    /// The timeline.
    Timeline,
    /// The chart.
    Chart,
    /// The window.
    Window,
    /// How everything looks.
    Look,
    /// The review of what is imported.
    Review,
}

/// The menus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Menu {
    /// Opening, saving, exporting, quitting.
    File,
    /// Undoing and copying.
    Edit,
    /// The figures as something to paste, within the menu for undoing and copying.
    CopyChart,
    /// How the dossier is looked at.
    View,
    /// From fact to fact.
    Go,
    /// What there is to know of the program.
    Help,
}

/// What a command does.
pub(super) enum Does {
    /// Always the same.
    Always(Action),
    /// What the state asks for; nothing where it cannot be done.
    Depends(fn(&AppState) -> Option<Action>),
}

impl Command {
    /// What it does now; `None` where it cannot be done.
    pub(super) fn action(&self, state: &AppState) -> Option<Action> {
        match &self.does {
            Does::Always(action) => Some(action.clone()),
            Does::Depends(action) => action(state),
        }
    }

    /// What it is called now: undoing and redoing name the change of the dossier that they are about.
    pub(super) fn words(&self, state: &AppState) -> Cow<'static, str> {
        let undo = &state.session.undo;
        let edit = match self.action(state) {
            Some(Action::Undo) => undo.edit_to_undo(),
            Some(Action::Redo) => undo.edit_to_redo(),
            Some(_) | None => None,
        };
        edit.map_or(Cow::Borrowed(self.what), |edit| format!("{}: {edit}", self.what).into())
    }

    /// The keys that people are told, as text.
    pub(super) fn keys_text(&self, ctx: &Context) -> Option<String> {
        self.keys.first().map(|keys| keys_text(ctx, *keys))
    }
}

impl Group {
    /// All of them, in the order of the sheet.
    pub(super) const ALL: &[Self] = Self::VARIANTS;

    /// The heading.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Facts => "Facts",
            Self::Timeline => "Timeline",
            Self::Chart => "Chart",
            Self::Window => "Window",
            Self::Look => "Colours and size",
            Self::Review => "Review of an import",
        }
    }
}

/// Takes the keys that are shortcuts out of the input, and returns what they ask for.
///
/// Plain keys belong to a text field while it has the keyboard, and to a menu while it is open; a dialog leaves only
/// those that change how everything looks.
pub(super) fn pressed(ctx: &Context, state: &AppState) -> Vec<Action> {
    let has_form = state.form_in_view().is_some();
    let room = Room {
        is_writing: ctx.text_edit_focused() || has_form && form::has_keyboard(ctx),
        is_menu_open: Popup::is_any_open(ctx),
        is_dialog_open: state.session.dialog.is_some(),
        is_review: state.import_in_view().is_some(),
        has_form,
    };
    let mut actions = Vec::new();
    let mut takes_arrow = false;
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            let found = room.find(*key, *modifiers).filter(|shortcut| room.leaves(shortcut, *key, *modifiers));
            let Some(shortcut) = found else {
                return true;
            };
            takes_arrow |= is_arrow(*key);
            actions.extend(shortcut.action(state));
            false
        });
    });
    if takes_arrow {
        // An arrow that was a shortcut must not move the keyboard to another button as well.
        ctx.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
    }
    actions
}

/// What a tooltip says, with the keys of the command that does the same.
pub(super) fn hint(ctx: &Context, state: &AppState, words: &str, action: &Action) -> String {
    let command = TABLE.iter().find(|command| match &command.does {
        Does::Always(does) => does == action,
        Does::Depends(does) => !command.keys.is_empty() && does(state).as_ref() == Some(action),
    });
    match command.and_then(|command| command.keys_text(ctx)) {
        Some(keys) => format!("{words} ({keys})"),
        None => words.to_owned(),
    }
}

/// Keys as people know them: “Ctrl+Shift+E”, “Alt+←”, “−”.
#[expect(clippy::wildcard_enum_match_arm, reason = "of some hundred keys, six have a sign of their own")]
pub(super) fn keys_text(ctx: &Context, keys: KeyboardShortcut) -> String {
    let key = match keys.logical_key {
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::Plus => "+",
        Key::Minus => "−",
        Key::Escape => "Esc",
        other => other.name(),
    };
    let modifiers = ModifierNames::NAMES.format(&keys.modifiers, ctx.os().is_mac());
    if modifiers.is_empty() { key.to_owned() } else { format!("{modifiers}+{key}") }
}

/// Every command that has keys, under its heading: the keys that people are told, and what it does.
pub(crate) fn keyboard() -> impl Iterator<Item = (&'static str, Vec<(String, &'static str)>)> {
    let ctx = Context::default();
    Group::ALL.iter().map(move |group| {
        let commands = TABLE.iter().chain(&REVIEW).filter(|command| command.group == *group);
        let with_keys = commands.filter_map(|command| Some((command.keys_text(&ctx)?, command.what)));
        (group.label(), with_keys.collect())
    })
}

/// Every key that does something, as text.
#[cfg(test)]
pub(crate) fn all_keys() -> impl Iterator<Item = String> {
    let ctx = Context::default();
    let all = TABLE.iter().chain(&REVIEW).flat_map(|command| command.keys);
    all.map(move |keys| keys_text(&ctx, *keys))
}

const fn is_arrow(key: Key) -> bool {
    matches!(key, Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown)
}

/// What else listens to the keyboard.
#[expect(clippy::struct_excessive_bools, reason = "each is asked for independently of the others")]
struct Room {
    is_writing: bool,
    is_menu_open: bool,
    is_dialog_open: bool,
    /// Whether the middle of the window shows what is imported, which has keys of its own.
    is_review: bool,
    /// Whether the detail panel shows a form, which Ctrl+Enter applies.
    has_form: bool,
}

impl Room {
    /// The command of keys. Those that concern a fact or a chart do nothing while neither can be seen.
    fn find(&self, key: Key, modifiers: Modifiers) -> Option<&'static Command> {
        let is_it = |keys: &KeyboardShortcut| keys.logical_key == key && modifiers.matches_exact(keys.modifiers);
        let has_it = |command: &&Command| command.keys.iter().any(is_it);
        if self.is_review
            && let Some(command) = REVIEW.iter().find(has_it)
        {
            return Some(command);
        }
        let is_hidden = |command: &Command| {
            let is_plain = !modifiers.command && !modifiers.alt && key != Key::Escape;
            self.is_review && is_plain && matches!(command.group, Group::Facts | Group::Timeline | Group::Chart)
        };
        TABLE.iter().find(has_it).filter(|command| !is_hidden(command))
    }

    /// Whether the others leave these keys to the command.
    fn leaves(&self, command: &Command, key: Key, modifiers: Modifiers) -> bool {
        if self.is_dialog_open {
            return modifiers.command && command.group == Group::Look;
        }
        if self.has_form && key == Key::Enter {
            return false;
        }
        let is_plain = !modifiers.command && !matches!(key, Key::F1 | Key::F6);
        if self.is_menu_open && is_plain {
            return false;
        }
        // A field undoes its own typing, selects its own text, and has a beginning and an end of its own.
        let is_for_field =
            is_plain && key != Key::Escape || matches!(key, Key::A | Key::Z | Key::Y | Key::Home | Key::End);
        !(self.is_writing && is_for_field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_keys_do_two_things() {
        for table in [&TABLE[..], &REVIEW[..]] {
            let mut known: Vec<(Modifiers, Key)> = Vec::new();
            for shortcut in table {
                for keys in shortcut.keys {
                    let keys = (keys.modifiers, keys.logical_key);
                    assert!(!known.contains(&keys), "{keys:?} are there twice, the second time for {}", shortcut.what);
                    known.push(keys);
                }
            }
        }
    }

    #[test]
    fn every_command_has_a_name_of_its_own_under_its_heading() {
        let mut known = std::collections::BTreeSet::new();
        for command in TABLE.iter().chain(&REVIEW) {
            assert!(known.insert((command.group.label(), command.what)), "{} is there twice", command.what);
        }
    }

    #[test]
    fn keys_are_told_as_they_are_written_on_keyboards() {
        let ctx = Context::default();
        ctx.set_os(egui::os::OperatingSystem::Nix);
        let text = |modifiers, key| keys_text(&ctx, KeyboardShortcut::new(modifiers, key));
        assert_eq!(text(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::E), "Ctrl+Shift+E");
        assert_eq!(text(Modifiers::ALT, Key::ArrowLeft), "Alt+←");
        assert_eq!(text(Modifiers::NONE, Key::Minus), "−");
        assert_eq!(text(Modifiers::NONE, Key::F1), "F1");
    }
}
