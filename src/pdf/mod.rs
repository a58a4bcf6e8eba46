//! PDF file → text: what is printed on its pages, in reading order.
//!
//! A file's glyphs come with their places ([hayro](https://docs.rs/hayro-syntax) reads the file and its fonts); here they
//! become words, rows, columns and lines.
//!
//! - A line of print is a line of text. Words' gaps are spaces, gaps of more than two words three.
//! - Columns are read one after the other; what stands across them parts them. A narrow column left of the text, as some
//!   title pages have, is read after it.
//! - A blank line stands where the print leaves more white than between lines, and between what is read apart.
//! - A line's indent is two spaces an em, so that hanging indents are seen.
//! - Lines of Hebrew and Arabic are turned into the order in which they are read.
//! - A superscript's digits are superscript digits (`lakes²`), its other characters as they are.
//! - Ligatures are letters; hyphens stay, soft ones too. Running heads and footnotes stay where they are printed.
//! - A page ends with a form feed. What is turned on a page (a table, a stamp in the margin) follows its other text.
//!
//! # Input safety
//!
//! Any bytes may come in. A file is read on a thread of its own, with a stack of [`PDF_STACK`] bytes, more than the nesting
//! of objects that is read can take; should reading panic, the panic ends that thread, and the file counts as damaged. No
//! file costs more than [`PDF_PAGES`], [`PDF_PAGE_WORDS`], [`PDF_STEPS`], [`PDF_UNPACKED`] and [`PDF_TIME`] allow; nor is it longer than
//! [`PAPER_BYTES`](crate::paper::PAPER_BYTES).

mod bounds;
mod columns;
mod content;
mod direction;
mod font;
mod print;
mod rows;
mod tex;
mod word;

use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use hayro_syntax::{LoadPdfError, Pdf};

use crate::error::PdfFault;
use bounds::Budget;
pub use bounds::{PDF_PAGE_WORDS, PDF_PAGES, PDF_STEPS, PDF_UNPACKED};
use font::Fonts;

/// The stack of the thread that reads a file, in bytes.
pub const PDF_STACK: usize = 32 << 20;
/// No file is read for longer: a thread that hasn't ended is left to itself. Some hundred times what a book takes.
pub const PDF_TIME: Duration = Duration::from_secs(120);

/// The text of a PDF file.
///
/// Time and memory are linear in what the file's pages unpack to, but for the sorting of a page's words.
///
/// # Errors
///
/// Says what is wrong with the file: encrypted, damaged, no text, or more than the bounds of this module.
pub fn text(bytes: &[u8]) -> Result<String, PdfFault> {
    let owned = bytes.to_vec();
    let (sender, receiver) = sync_channel(1);
    let reader = move || {
        // Nobody waits any more when the time was up.
        let _ = sender.send(read(owned));
    };
    if thread::Builder::new().name("pdf".to_owned()).stack_size(PDF_STACK).spawn(reader).is_err() {
        return Err(PdfFault::TooCostly);
    }
    match receiver.recv_timeout(PDF_TIME) {
        Ok(read) => read,
        Err(RecvTimeoutError::Timeout) => Err(PdfFault::TooCostly),
        Err(RecvTimeoutError::Disconnected) => Err(PdfFault::Damaged),
    }
}

fn read(bytes: Vec<u8>) -> Result<String, PdfFault> {
    let mut budget = Budget::new(&bytes)?;
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => PdfFault::Encrypted,
        LoadPdfError::Invalid => PdfFault::Damaged,
    })?;
    if pdf.pages().is_empty() {
        return Err(PdfFault::Damaged);
    }
    if pdf.pages().len() > PDF_PAGES {
        return Err(PdfFault::TooCostly);
    }
    let mut fonts = Fonts::new();
    let mut out = String::new();
    for (n, page) in pdf.pages().iter().enumerate() {
        if n > 0 {
            out.push('\u{c}');
        }
        print::page(content::words(page, &mut fonts, &mut budget)?, &mut out);
    }
    if out.trim().is_empty() { Err(PdfFault::NoText) } else { Ok(out) }
}
