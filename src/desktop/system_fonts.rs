//! The fonts of the system, for scripts that our own fonts lack.

use std::sync::{Arc, OnceLock};
use std::thread;

use egui::epaint::text::{FallbackRequest, FontInsert, FontProvider};
use egui_system_font_provider::SystemFontProvider;
use resvg::usvg::fontdb;

/// The fonts of the system, where it has any.
///
/// The provider beneath cannot bear a system without a single font, which a lean machine may well be: it is asked only
/// after one was found.
#[derive(Clone, Default)]
pub(super) struct SystemFonts(Arc<OnceLock<Option<SystemFontProvider>>>);

impl SystemFonts {
    /// Looks for them on a thread of its own; who needs one before that is done looks for it there and then.
    pub(super) fn look(self) {
        thread::spawn(move || self.provider().is_some());
    }

    fn provider(&self) -> Option<&SystemFontProvider> {
        // Hanja that our own fonts lack are to be drawn as Korean readers know them.
        let provider = || has_fonts().then(|| SystemFontProvider::new().with_locale(Some("ko")));
        self.0.get_or_init(provider).as_ref()
    }
}

impl FontProvider for SystemFonts {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        self.provider()?.font_for(request)
    }
}

/// Whether any font is installed. Other systems than Linux do not start without.
fn has_fonts() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let mut fonts = fontdb::Database::new();
    fonts.load_system_fonts();
    !fonts.is_empty()
}
