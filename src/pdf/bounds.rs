//! What a file may cost: pages, steps, and what its streams unpack to.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Dict, Stream};

use crate::error::PdfFault;

/// The most pages that are read.
pub const PDF_PAGES: usize = 10_000;
/// The most words on a page, some hundred times those of a newspaper's.
pub const PDF_PAGE_WORDS: usize = 500_000;
/// The most operators and letters that are read, those of a form each time that it is shown; the form itself is a thousand.
pub const PDF_STEPS: u64 = 100_000_000;
/// The most bytes that a file's streams may unpack to, one and all.
pub const PDF_UNPACKED: usize = 512 << 20;

/// A packed byte is at most this many bytes: deflate gives 1032, LZW somewhat more.
const RATIO: usize = 2048;
/// Packed bytes that can't be measured, as they are encrypted.
const UNMEASURED: usize = 2 << 20;

/// What is left of what a file may cost.
pub(super) struct Budget {
    steps: u64,
    bytes: usize,
}

impl Budget {
    /// What any file may cost, less the streams of objects in this one, which are unpacked as soon as it is opened.
    pub fn new(file: &[u8]) -> Result<Self, PdfFault> {
        let mut budget = Self { steps: PDF_STEPS, bytes: PDF_UNPACKED };
        let mut unmeasured = 0;
        for (dictionary, data) in streams(file) {
            let measured = unpacked(data, budget.bytes);
            budget.take(measured)?;
            if measured == 0 && dictionary.windows(7).any(|w| w == b"/Filter") {
                let end = data.windows(9).take(UNMEASURED).position(|w| w == b"endstream");
                unmeasured += end.unwrap_or(data.len());
            }
        }
        if unmeasured > UNMEASURED { Err(PdfFault::TooCostly) } else { Ok(budget) }
    }

    /// Pays for operators, letters or a form.
    pub fn step(&mut self, cost: u64) -> Result<(), PdfFault> {
        self.steps = self.steps.checked_sub(cost).ok_or(PdfFault::TooCostly)?;
        Ok(())
    }

    fn take(&mut self, bytes: usize) -> Result<(), PdfFault> {
        self.bytes = self.bytes.checked_sub(bytes).ok_or(PdfFault::TooCostly)?;
        Ok(())
    }

    /// A stream's bytes, unpacked; `None` when they are damaged or an image.
    pub fn unpack<'a>(&mut self, stream: &Stream<'a>) -> Result<Option<Cow<'a, [u8]>>, PdfFault> {
        let raw = stream.raw_data();
        let ascii = |f: &Filter| matches!(f, Filter::AsciiHexDecode | Filter::Ascii85Decode | Filter::Crypt);
        let filters = stream.filters();
        let packed = filters.iter().filter(|f| !ascii(f)).count();
        // Packed twice, a byte can be millions.
        let worst = RATIO.saturating_pow(packed.try_into().unwrap_or(u32::MAX)).saturating_mul(raw.len());
        if worst > self.bytes {
            let measured = match &filters[..] {
                [Filter::FlateDecode] => unpacked(&raw, self.bytes),
                _ => usize::MAX,
            };
            if measured > self.bytes {
                return Err(PdfFault::TooCostly);
            }
        }
        let Ok(data) = stream.decoded_data() else { return Ok(None) };
        self.take(data.len())?;
        Ok(Some(data))
    }

    /// Pays for what a font unpacks when it is loaded.
    pub fn font(&mut self, font: &Dict<'_>) -> Result<(), PdfFault> {
        let below = font.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        for dict in [Some(font.clone()), below].into_iter().flatten() {
            let descriptor = dict.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
            let files = ["FontFile", "FontFile2", "FontFile3"].map(|key| descriptor.get::<Stream<'_>>(key));
            let maps = ["ToUnicode", "Encoding", "CIDToGIDMap"].map(|key| dict.get::<Stream<'_>>(key));
            for stream in files.into_iter().chain(maps).flatten() {
                self.unpack_bounded(&stream)?;
            }
        }
        Ok(())
    }

    /// Pays for a stream that somebody else unpacks.
    fn unpack_bounded(&mut self, stream: &Stream<'_>) -> Result<(), PdfFault> {
        let raw = stream.raw_data();
        match stream.filters().as_slice() {
            [] => self.take(raw.len()),
            [Filter::FlateDecode] => self.take(unpacked(&raw, self.bytes)),
            _ => self.unpack(stream).map(|_| ()),
        }
    }
}

/// How many bytes `data` unpacks to, however its stream begins; at most a buffer more than `most` are looked at.
fn unpacked(data: &[u8], most: usize) -> usize {
    let zlib = count(ZlibDecoder::new(data), most);
    if zlib > 0 { zlib } else { count(DeflateDecoder::new(data), most) }
}

fn count(mut reader: impl Read, most: usize) -> usize {
    let mut buffer = [0; 1 << 14];
    let mut sum = 0;
    while sum <= most {
        match reader.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(n) => sum += n,
        }
    }
    sum
}

/// The streams that may hold objects or the table of all objects: each dictionary, and the bytes that follow it.
///
/// What can't be one is left out by its dictionary, which has none of the keys that it must have.
fn streams(file: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    const DICTIONARY: usize = 1024;
    let starts = file.windows(6).enumerate().filter(|(_, w)| *w == b"stream").map(|(i, _)| i);
    starts.filter(|&i| !file[..i].ends_with(b"end")).filter_map(|i| {
        let before = &file[i.saturating_sub(DICTIONARY)..i];
        let object = before.windows(3).rposition(|w| w == b"obj");
        let dictionary = &before[object.unwrap_or(0)..];
        let may = object.is_none()
            || dictionary.contains(&b'#')
            || dictionary.windows(6).any(|w| w == b"/First")
            || dictionary.windows(3).any(|w| w.starts_with(b"/W") && !w[2].is_ascii_alphabetic());
        let data = file[i + 6..].strip_prefix(b"\r\n").or(file[i + 6..].strip_prefix(b"\n"));
        may.then_some((dictionary, data.unwrap_or(&file[i + 6..])))
    })
}
