//! What a made paper prints after its list, and on each page: when it was received, who wrote it, who helped, how to cite
//! it, who publishes it.
//!
//! None of it is an entry, though it has names, years and titles as entries do.

use super::page::{Page, phrases};
use super::sources::Sources;
use super::work::invent;
use super::{Generator, LANGUAGES};
use crate::document::title_page::Tag;

/// The parts, each with its weight.
const PARTS: [(&str, usize); 10] = [
    ("history", 20),
    ("biography", 20),
    ("contact", 18),
    ("imprint", 16),
    ("own", 12),
    ("thanks", 12),
    ("rights", 10),
    ("summary", 8),
    ("identifier", 5),
    ("translation", 4),
];

impl Generator {
    /// The last words of a paper: blocks of lines of about `width` characters.
    pub(crate) fn closing(&mut self, width: usize) -> Vec<Vec<String>> {
        let mut page = self.page(width);
        for _ in 0..page.rng.pick(&[1, 1, 1, 2, 2, 3, 5]) {
            let part = Self::weighted(page.rng, PARTS.into_iter());
            let most = page.rng.pick(&[1, 1, 2, 4]);
            match part {
                "summary" => page.summary(),
                part => page.some(part, Tag::Other, most),
            }
        }
        page.blocks.into_iter().map(|block| block.into_iter().map(|(text, _)| text).collect()).collect()
    }

    /// How a paper cites itself in its head or foot.
    pub(crate) fn own_line(&mut self) -> String {
        let mut page = self.page(usize::MAX);
        page.some("own", Tag::Own, 1);
        page.blocks.into_iter().flatten().map(|(text, _)| text).next().unwrap_or_default()
    }

    fn page(&mut self, width: usize) -> Page<'_> {
        let language = Self::weighted(
            &mut self.rng,
            [("en", 38), ("de", 30), ("fr", 7), ("es", 7), ("pt", 5), ("it", 7), ("nl", 3), ("ru", 3)].into_iter(),
        );
        let own = LANGUAGES.iter().position(|(l, _, _)| *l == language).map_or(&self.words[0], |at| &self.words[at]);
        let from = Sources { language, own, other: &self.words[0], real: &self.real };
        let work = invent("article", &from, &mut self.rng);
        Page { language, own, other: &self.words[0], work, bodies: &[], width, blocks: Vec::new(), rng: &mut self.rng }
    }
}

impl Page<'_> {
    /// The title, abstract and keywords in another language.
    fn summary(&mut self) {
        let title = self.other.phrase("title", self.rng);
        self.wrapped(&title, Tag::Parallel);
        let lead = phrases().phrase(&format!("abstract-{}", self.language), self.rng);
        let count = self.rng.between(2, 6);
        let text = self.prose(count);
        self.wrapped(&format!("{lead} {text}"), Tag::Abstract);
    }
}
