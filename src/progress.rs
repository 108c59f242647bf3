//! Progress on stderr: the only place that knows of bars.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// Shows how far each stage is. Silent when stderr is no terminal or the user
/// asked for quiet.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    shown: bool,
}

impl Progress {
    /// Bars on stderr, unless `quiet` or it is no terminal.
    #[must_use]
    pub fn new(quiet: bool) -> Self {
        Self { shown: !quiet && std::io::stderr().is_terminal() }
    }

    /// No bars.
    #[must_use]
    pub fn silent() -> Self {
        Self { shown: false }
    }

    /// A stage of `bytes` bytes over `documents` documents.
    #[must_use]
    pub fn stage(&self, name: &'static str, documents: u64) -> Stage {
        let bar = ProgressBar::with_draw_target(Some(documents), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template(
            "{msg:>10} {bar:32} {human_pos}/{human_len} documents, {per_sec}, {eta} left",
        );
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(name);
        Stage { bar, started: std::time::Instant::now(), shown: self.shown, visible: std::sync::Once::new() }
    }
}

/// One stage under way.
#[derive(Debug)]
pub struct Stage {
    bar: ProgressBar,
    started: std::time::Instant,
    shown: bool,
    visible: std::sync::Once,
}

impl Stage {
    /// One more document is done.
    pub fn advance(&self) {
        if self.shown && self.started.elapsed() > PATIENCE {
            self.visible.call_once(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
        self.bar.inc(1);
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
