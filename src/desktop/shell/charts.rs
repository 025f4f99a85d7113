//! Figures as the window handles them: exported, copied, previewed, and recognised on disk.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use egui::{ColorImage, Context, TextureOptions};

use super::Shell;
use super::answers::Answer;
use crate::app::{ChartPart, Dialog, ExportRequest, Notice, OpenFile};
use crate::export::{ExportError, Pixels, Provenance, citations, description, export, picture, render_chart};
use crate::store::Written;
use crate::window::{Preview, PreviewPart};

/// What the window has under way.
#[derive(Default)]
pub(super) struct Underway {
    /// Calls off the figure that is being exported.
    cancels_export: Arc<AtomicBool>,
    /// Whether a preview is being drawn.
    is_previewing: bool,
}

/// A figure, or what belongs to it, in a form that can be copied or shown.
pub(super) enum Clip {
    /// As pixels.
    Picture(Pixels),
    /// As text.
    Text(String),
}

/// How many lines of a file of text a preview shows.
const PREVIEW_LINES: usize = 24;
/// The endings of files that may be figures.
const FIGURES: [&str; 4] = ["png", "svg", "pdf", "zip"];

impl Shell {
    /// Draws a figure into a file, tells how far it is, and stops where that is called off.
    pub(super) fn export(&mut self, ctx: &Context, request: ExportRequest) {
        self.underway.cancels_export = Arc::default();
        let (file, is_cancelled) = (self.state.file.clone(), Arc::clone(&self.underway.cancels_export));
        let (ask, waker) = (self.ask.clone(), ctx.clone());
        let path = request.path.clone();
        self.on_queue(ctx, &path, move || {
            let watch = |share: f32| {
                // Where nobody listens any more, there is nobody to tell.
                let _ = ask.send(Answer::Exporting { share });
                waker.request_repaint();
                if is_cancelled.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            };
            let result = export(&file, &request, &watch);
            Answer::Exported { request: Box::new(request), result }
        });
    }

    /// Calls off the figure that is being exported.
    pub(super) fn cancel_export(&self) {
        self.underway.cancels_export.store(true, Ordering::Relaxed);
    }

    pub(super) fn exported(&mut self, request: &ExportRequest, result: Result<Written, ExportError>) {
        self.state.session.export_share = None;
        self.state.session.notice = Some(match result {
            Ok(written) => {
                self.state.session.dialog = None;
                self.state.settings.export_folder = request.path.parent().map(Path::to_owned);
                let text = format!("The {} is in {}.", request.figure.name(), request.path.display());
                let notice = Notice::done_with(text, written.note().into_iter().collect()).opened();
                notice.in_folder(self.state.settings.export_folder.clone().filter(|folder| folder.is_dir()))
            }
            Err(error) if error.is_cancelled() => Notice::done("The export was called off; no file was written."),
            Err(error) => Notice::trouble(error.to_string(), Vec::new()),
        });
    }

    /// Has a preview drawn of the figure that is being ordered, where the one at hand is of another order.
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
        if is_current || std::mem::replace(&mut self.underway.is_previewing, true) {
            return;
        }
        let (file, scale) = (self.state.file.clone(), Preview::scale(&key) * ctx.pixels_per_point());
        self.on_thread(ctx, move || {
            let result = preview(&file, &key, scale);
            Answer::Previewed { request: Box::new(key), sha256, result }
        });
    }

    pub(super) fn previewed(
        &mut self,
        ctx: &Context,
        (request, sha256): (ExportRequest, String),
        result: Result<Clip, ExportError>,
    ) {
        self.underway.is_previewing = false;
        let part = match result {
            Ok(Clip::Picture(pixels)) => {
                PreviewPart::Picture(ctx.load_texture("preview", image(&pixels), TextureOptions::LINEAR))
            }
            Ok(Clip::Text(text)) => PreviewPart::Text(text),
            Err(error) => PreviewPart::Failure(error.to_string()),
        };
        self.around.preview = Some(Preview { request, sha256, part });
    }

    pub(super) fn copied(&mut self, ctx: &Context, name: &str, copied: Result<Clip, ExportError>) {
        self.state.session.notice = Some(match copied {
            Ok(clip) => {
                match clip {
                    Clip::Text(text) => ctx.copy_text(text),
                    Clip::Picture(pixels) => ctx.copy_image(image(&pixels)),
                }
                Notice::done(format!("Copied {name}."))
            }
            Err(error) => Notice::trouble(error.to_string(), Vec::new()),
        });
    }
}

/// Whether a file may be a figure, by its name.
pub(in crate::desktop) fn is_figure(path: &Path) -> bool {
    path.extension().is_some_and(|extension| FIGURES.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// What a file was drawn from, where it is a figure.
pub(super) fn figure_in(path: &Path) -> Option<Provenance> {
    let bytes = is_figure(path).then(|| std::fs::read(path).ok())??;
    Provenance::read(&bytes)
}

/// A part of a figure, ready for the clipboard.
pub(super) fn copied(file: &OpenFile, request: &ExportRequest, part: ChartPart) -> Result<Clip, ExportError> {
    Ok(match part {
        ChartPart::Picture => Clip::Picture(picture(file, request, request.pixels_per_point())?),
        ChartPart::Data => Clip::Text(String::from_utf8_lossy(&render_chart(file, request)?).into_owned()),
        ChartPart::Citations => Clip::Text(citations(file, request)),
        ChartPart::AltText => Clip::Text(description(file, request)),
    })
}

/// What a figure will look like: the figure itself with so many pixels for each of its points, or its first lines.
fn preview(file: &OpenFile, request: &ExportRequest, pixels_per_point: f32) -> Result<Clip, ExportError> {
    if !request.format.is_data() {
        return Ok(Clip::Picture(picture(file, request, pixels_per_point)?));
    }
    let bytes = render_chart(file, request)?;
    let text = String::from_utf8_lossy(&bytes);
    let first: Vec<&str> = text.lines().take(PREVIEW_LINES).collect();
    Ok(Clip::Text(first.join("\n")))
}

/// A picture as egui has it.
fn image(pixels: &Pixels) -> ColorImage {
    ColorImage::from_rgba_unmultiplied([pixels.width as usize, pixels.height as usize], &pixels.rgba)
}
