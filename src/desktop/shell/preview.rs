//! What is shown of a chart before it is exported, and what of it goes onto the clipboard.

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
        let is_of_now = |preview: &Preview| preview.request == key && preview.sha256 == sha256;
        let is_current = self.around.preview.as_ref().is_some_and(is_of_now);
        if is_current || self.previewing.is_some() {
            return;
        }
        self.previewing = Some(key.clone());
        let (file, scale) = (self.state.file.clone(), Preview::scale(&key) * ctx.pixels_per_point());
        self.tasks.spawn(Job::Other, move || {
            let clip = preview(&file, &key, scale);
            Report::Preview { request: Box::new(key), sha256, clip }
        });
    }

    /// Shows a preview that was drawn.
    pub(super) fn previewed(
        &mut self,
        ctx: &Context,
        (request, sha256): (ExportRequest, String),
        result: Result<Clip, ExportError>,
    ) {
        self.previewing = None;
        let part = match result {
            Ok(Clip::Picture(pixels)) => {
                PreviewPart::Picture(ctx.load_texture("preview", image(&pixels), TextureOptions::LINEAR))
            }
            Ok(Clip::Text(text)) => PreviewPart::Text(text),
            Err(error) => PreviewPart::Failure(error.to_string()),
        };
        self.around.preview = Some(Preview { request, sha256, part });
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
