//! What is shown of a chart before it is exported, and what of it goes onto the clipboard.

use std::collections::BTreeSet;

use egui::{ColorImage, Context, TextureOptions};

use super::Shell;
use super::charts::{Clip, preview};
use super::tasks::Report;
use crate::app::{Dialog, Event, ExportRequest, Job};
use crate::export::{ExportError, Pixels};
use crate::window::{Preview, PreviewPart};

impl Shell {
    /// Has a preview drawn of the chart that is being ordered, where the one at hand is of another order.
    pub(super) fn keep_preview(&mut self, ctx: &Context) {
        let Some(Dialog::Export(request)) = &self.state.session.dialog else {
            self.around.preview = None;
            return;
        };
        let key = Preview::key(request);
        // The file may have changed on disk while the dialog was open.
        let sha256 = self.state.file.sha256.clone();
        let is_true_size = self.state.session.is_preview_true_size;
        let is_of_now = |preview: &Preview| {
            preview.request == key && preview.sha256 == sha256 && preview.is_true_size == is_true_size
        };
        let is_current = self.around.preview.as_ref().is_some_and(is_of_now);
        if is_current || self.previewing.is_some() {
            return;
        }
        self.previewing = Some(key.clone());
        let scale = if is_true_size { Preview::true_scale(&key, ctx) } else { Preview::scale(&key) };
        let (file, scale) = (self.state.file.clone(), scale * ctx.pixels_per_point());
        self.tasks.spawn(Job::Other, move || {
            let clip = preview(&file, &key, scale);
            Report::Preview { request: Box::new(key), sha256, is_true_size, clip }
        });
    }

    /// Shows a preview that was drawn.
    pub(super) fn previewed(
        &mut self,
        ctx: &Context,
        (request, sha256, is_true_size): (ExportRequest, String, bool),
        result: Result<(Clip, BTreeSet<char>), ExportError>,
    ) {
        self.previewing = None;
        let (part, lacking) = match result {
            Ok((Clip::Picture(pixels), lacking)) => {
                let texture = ctx.load_texture("preview", image(&pixels), TextureOptions::LINEAR);
                (PreviewPart::Picture(texture), lacking)
            }
            Ok((Clip::Text(text), lacking)) => (PreviewPart::Text(text), lacking),
            Err(error) => (PreviewPart::Failure(error.to_string()), BTreeSet::new()),
        };
        self.around.preview = Some(Preview { request, sha256, is_true_size, part, lacking });
    }

    /// Puts a chart, or what belongs to it, on the clipboard.
    pub(super) fn copy(&mut self, ctx: &Context, name: String, copied: Result<Clip, ExportError>) {
        let result = copied.map_err(|error| error.to_string()).map(|clip| match clip {
            Clip::Text(text) => ctx.copy_text(text),
            Clip::Picture(pixels) => ctx.copy_image(image(&pixels)),
        });
        self.take_in(ctx, Event::Copied { name, result });
    }
}

/// A picture as egui has it.
fn image(pixels: &Pixels) -> ColorImage {
    ColorImage::from_rgba_unmultiplied([pixels.width as usize, pixels.height as usize], &pixels.rgba)
}
