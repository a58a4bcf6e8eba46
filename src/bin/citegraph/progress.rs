//! What is going on, on a terminal, when it takes more than a moment.

use std::io::{self, IsTerminal};
use std::sync::Mutex;
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Below this many papers, reading is over before a bar is seen.
const WORTH_A_BAR: usize = 20;
/// Work that is done before this is never spoken of.
const A_MOMENT: Duration = Duration::from_secs(2);

/// A bar on a terminal, nothing in a pipe.
pub fn of_papers(papers: usize) -> ProgressBar {
    if papers < WORTH_A_BAR {
        return ProgressBar::hidden();
    }
    styled(ProgressBar::new(papers as u64), "reading {wide_bar} {pos}/{len}")
}

/// A count on a terminal that the answer doesn't go to, nothing in a pipe.
pub fn of_references() -> ProgressBar {
    if io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    styled(ProgressBar::new_spinner(), "reading {pos} references, {per_sec}")
}

fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// What is shown until it is done.
struct Working {
    done: Sender<()>,
    shows: JoinHandle<()>,
}

static WORKING: Mutex<Option<Working>> = Mutex::new(None);

/// Says on a terminal what is being done, once it takes longer than a moment and until [`over`].
pub fn working(what: &'static str) {
    over();
    if !io::stderr().is_terminal() {
        return;
    }
    let (done, ended) = channel::<()>();
    let shows = thread::spawn(move || {
        if ended.recv_timeout(A_MOMENT).is_ok() {
            return;
        }
        let bar = styled(ProgressBar::new_spinner(), "{spinner} {msg}, {elapsed}").with_message(what);
        bar.enable_steady_tick(Duration::from_millis(200));
        // The wait is over when that is said, or when whoever would say it is gone.
        let _ = ended.recv();
        bar.finish_and_clear();
    });
    if let Ok(mut working) = WORKING.lock() {
        *working = Some(Working { done, shows });
    }
}

/// Takes away what [`working`] shows: something is printed.
pub fn over() {
    let working = WORKING.lock().ok().and_then(|mut working| working.take());
    if let Some(Working { done, shows }) = working {
        let _ = done.send(());
        let _ = shows.join();
    }
}
