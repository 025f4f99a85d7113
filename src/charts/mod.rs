//! What can be exported: the timeline, the trade chart, and the frame around a figure.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "places on a picture, never figures: those are exact until a picture is drawn of them"
)]

mod fact_click;
mod fact_menu;
pub mod fonts;
mod found;
pub mod frame;
mod letters;
mod pace;
mod pill;
pub mod theme;
pub mod timeline;
mod tooltip;
pub mod trade;
pub mod wheel;
mod whole_numbers;

pub use fact_click::fact_click;
pub use fact_menu::fact_menu;
use found::mark_found;
pub use letters::Letters;
pub use pill::Pill;
pub use theme::Theme;
pub(crate) use tooltip::fact_tooltip_ui;
use trade::lit_years;
pub use whole_numbers::{cut_to, last_whole, unbroken, whole_numbers};
