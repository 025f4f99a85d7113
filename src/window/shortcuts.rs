//! The keyboard: one table of shortcuts for the keys themselves, the menus and the sheet that lists them.

mod table;

use egui::{Context, Event, Key, KeyboardShortcut, ModifierNames, Modifiers, Popup};

use crate::app::{Action, AppState};

pub(super) use table::TABLE;

/// By how much the text grows or shrinks at a time, as a part of its usual size.
pub(super) const TEXT_STEP: f32 = 0.1;

/// One thing that can be done from the keyboard.
pub(super) struct Shortcut {
    /// The heading that it stands under.
    pub(super) group: Group,
    /// The keys; the first are those that people are told.
    pub(super) keys: &'static [KeyboardShortcut],
    /// What it does, in a few words.
    pub(super) what: &'static str,
    /// What it does.
    pub(super) does: Does,
}

/// The headings of the sheet, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// Opening, exporting, quitting.
    File,
    /// Finding and selecting facts.
    Facts,
    /// The timeline.
    Timeline,
    /// The chart.
    Chart,
    /// The window.
    Window,
}

/// What a shortcut does.
pub(super) enum Does {
    /// Always the same.
    Always(Action),
    /// What the state asks for, if anything.
    Depends(fn(&AppState) -> Option<Action>),
}

impl Group {
    /// All of them, in the order of the sheet.
    pub(super) const ALL: [Self; 5] = [Self::File, Self::Facts, Self::Timeline, Self::Chart, Self::Window];

    /// The heading.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Facts => "Facts",
            Self::Timeline => "Timeline",
            Self::Chart => "Chart",
            Self::Window => "Window",
        }
    }
}

/// Takes the keys that are shortcuts out of the input, and returns what they ask for.
///
/// Plain keys belong to a text field while it has the keyboard, and to a menu while it is open; a dialog leaves only
/// those that change how everything looks.
pub(super) fn pressed(ctx: &Context, state: &AppState) -> Vec<Action> {
    let room = Room {
        is_writing: ctx.text_edit_focused(),
        is_menu_open: Popup::is_any_open(ctx),
        is_dialog_open: state.session.dialog.is_some(),
    };
    let mut actions = Vec::new();
    let mut takes_arrow = false;
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            let Some(shortcut) = find(*key, *modifiers).filter(|shortcut| room.leaves(shortcut, *key, *modifiers))
            else {
                return true;
            };
            takes_arrow |= is_arrow(*key);
            actions.extend(match &shortcut.does {
                Does::Always(action) => Some(action.clone()),
                Does::Depends(action) => action(state),
            });
            false
        });
    });
    if takes_arrow {
        // An arrow that was a shortcut must not move the keyboard to another button as well.
        ctx.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
    }
    actions
}

/// The keys for an action, as text for a menu.
pub(super) fn keys_of(ctx: &Context, action: &Action) -> Option<String> {
    let larger = Action::Layout(crate::app::LayoutAction::SetTextScale(ctx.zoom_factor() + TEXT_STEP));
    let smaller = Action::Layout(crate::app::LayoutAction::SetTextScale(ctx.zoom_factor() - TEXT_STEP));
    let found = TABLE.iter().find(|shortcut| match &shortcut.does {
        Does::Always(does) => does == action,
        Does::Depends(_) if *action == larger => shortcut.what == table::LARGER_TEXT,
        Does::Depends(_) if *action == smaller => shortcut.what == table::SMALLER_TEXT,
        Does::Depends(_) => matches!(action, Action::SetValueAxis(_)) && shortcut.what == table::OTHER_AXIS,
    })?;
    found.keys.first().map(|keys| keys_text(ctx, *keys))
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

fn find(key: Key, modifiers: Modifiers) -> Option<&'static Shortcut> {
    let is_it = |keys: &KeyboardShortcut| keys.logical_key == key && modifiers.matches_exact(keys.modifiers);
    TABLE.iter().find(|shortcut| shortcut.keys.iter().any(is_it))
}

const fn is_arrow(key: Key) -> bool {
    matches!(key, Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown)
}

/// What else listens to the keyboard.
struct Room {
    is_writing: bool,
    is_menu_open: bool,
    is_dialog_open: bool,
}

impl Room {
    /// Whether the others leave these keys to the shortcut.
    fn leaves(&self, shortcut: &Shortcut, key: Key, modifiers: Modifiers) -> bool {
        if self.is_dialog_open {
            return modifiers.command && shortcut.group == Group::Window && !shortcut.what.starts_with("Open or fold");
        }
        let is_plain = !modifiers.command && key != Key::F1;
        if self.is_menu_open && is_plain {
            return false;
        }
        !(self.is_writing && is_plain && key != Key::Escape)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_keys_do_two_things() {
        let mut known: Vec<(Modifiers, Key)> = Vec::new();
        for shortcut in &TABLE {
            assert!(!shortcut.keys.is_empty(), "{}", shortcut.what);
            for keys in shortcut.keys {
                let keys = (keys.modifiers, keys.logical_key);
                assert!(!known.contains(&keys), "{keys:?} are there twice, the second time for {}", shortcut.what);
                known.push(keys);
            }
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
