//! Attaché: the window, or a command without one.

use std::path::PathBuf;
use std::process::ExitCode;

use attache::cli::{self, Exit, Invocation};
use attache::desktop::{self, RunError};

fn main() -> ExitCode {
    let exit = match cli::parse(std::env::args_os()) {
        Ok(Invocation::Command(command)) => cli::run(command),
        Ok(Invocation::Window { file, renderer }) => open_window(file, renderer),
        Err(reply) => cli::answer(&reply),
    };
    exit.into()
}

/// Opens the window, and says on standard error where there can be none.
fn open_window(file: Option<PathBuf>, renderer: Option<cli::Renderer>) -> Exit {
    let renderer = renderer.map(|renderer| match renderer {
        cli::Renderer::Glow => desktop::Renderer::Glow,
        cli::Renderer::Wgpu => desktop::Renderer::Wgpu,
    });
    match desktop::run(file, renderer, &cli::warn) {
        Ok(()) => Exit::Clean,
        Err(RunError::Load(error)) => cli::refuse(&error),
        Err(error @ RunError::Window(_)) => cli::fail(&error),
    }
}
