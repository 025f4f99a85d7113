//! What can be exported: the timeline, the trade chart, and the frame around a figure.

pub mod fonts;
pub mod frame;
pub mod theme;
pub mod timeline;
pub mod trade;
pub mod wheel;

pub use theme::Theme;
