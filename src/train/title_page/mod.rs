//! Training the model of title pages: labelled pages from GROBID's corpora, and made ones, laid out as extractors give
//! them.

mod grobid;
mod layout;

use std::path::Path;

use self::grobid::{body, header};
use super::sequence::{Labelled, Learning, learn};
use super::{CorpusError, Example};
use crate::crf::{Crf, Features, best};
use crate::document::title_page::{STEPS, Tag, Vocabulary, describe, page_lines};
use crate::generate::{Generator, Rng};

/// A title page: blocks of lines, each with what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TitlePage {
    /// The blocks, from the top.
    pub(crate) blocks: Vec<Vec<(String, Tag)>>,
}

/// How the model of title pages is trained.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Made pages beside the real ones.
    pub synthetic: usize,
    /// What a made page counts, a real one being 1.
    pub weight: f32,
    /// In how many layouts each real page is shown.
    pub layouts: usize,
    /// How many features are kept.
    pub rows: usize,
    /// Times through the pages.
    pub epochs: usize,
    /// How many features in a hundred are hidden at each step.
    pub hide: usize,
    /// The seed of all chance.
    pub seed: u64,
    /// So many of the real pages, every n-th, are kept apart and measured.
    pub apart: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { synthetic: 3000, weight: 0.2, layouts: 4, rows: 7000, epochs: 12, hide: 30, seed: 1, apart: 0 }
    }
}

/// The texts of the XML files in a folder, in the order of their names.
fn texts(folder: &Path) -> Result<Vec<(String, String)>, CorpusError> {
    let io = |source| CorpusError::Io { path: folder.display().to_string(), source };
    let entries = std::fs::read_dir(folder).map_err(io)?;
    let mut files: Vec<_> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "xml"));
    files.sort();
    let read = |file: &Path| std::fs::read(file).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).map_err(io);
    files.iter().map(|f| Ok((f.file_name().unwrap_or_default().to_string_lossy().into_owned(), read(f)?))).collect()
}

/// Prints labelled title pages, to be looked at: those of a folder of `header` files, or so many made ones.
///
/// # Errors
///
/// When a file can't be read.
pub fn dump(headers: Option<&Path>, synthetic: usize) -> Result<(), CorpusError> {
    let print = |name: &str, page: &TitlePage, rng: &mut Rng| {
        println!("=== {name}");
        let (text, tags) = page.laid_out(rng);
        for (line, tag) in text.lines().zip(tags) {
            println!("{}\t{line}", tag.map_or(String::new(), |t| format!("{t:?}")));
        }
    };
    let mut rng = Rng::new(1);
    for (name, xml) in headers.map_or(Ok(Vec::new()), texts)? {
        print(&name, &header(&xml), &mut rng);
    }
    let mut generator = Generator::new(1);
    for n in 0..synthetic {
        print(&n.to_string(), &generator.title_page(&[]), &mut rng);
    }
    Ok(())
}

/// A laid-out page as the model sees it, and its lines. What stands side by side has its line's tag.
fn sequence(page: &TitlePage, weight: f32, rng: &mut Rng) -> (Labelled, Vec<String>) {
    let (text, by_line) = page.laid_out(rng);
    let lines = page_lines(&text, 0, &Vocabulary::of(&text));
    let mut features = Features::default();
    describe(&lines, &mut features);
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let tags = lines.iter().map(|line| {
        let number = starts.partition_point(|start| *start <= line.span.start) - 1;
        by_line.get(number).copied().flatten().map(|tag| tag as u8)
    });
    let labelled = Labelled { tags: tags.collect(), features, weight };
    (labelled, lines.iter().map(|l| l.text.as_str().to_owned()).collect())
}

/// Learns from a folder of `header` files, with the running text of a folder of `segmentation` files below, and from made
/// pages, which take titles, journals and names of `references`; gives the model's bytes. The same files and options give the same bytes.
///
/// # Errors
///
/// When a file can't be read.
pub fn train(
    headers: &Path,
    segmentations: &Path,
    references: &[Example],
    options: &Options,
    log: impl Fn(&str),
) -> Result<Vec<u8>, CorpusError> {
    let mut rng = Rng::new(options.seed);
    let bodies: Vec<Vec<String>> =
        texts(segmentations)?.iter().map(|(_, xml)| body(xml)).filter(|b| b.len() > 20).collect();
    let real: Vec<TitlePage> = texts(headers)?.iter().map(|(_, xml)| header(xml)).collect();
    let mut sequences = Vec::new();
    let mut apart = Vec::new();
    for (n, page) in real.iter().enumerate() {
        let kept_apart = options.apart > 0 && n % options.apart == 0;
        for layout in 0..options.layouts {
            let page = with_body(page, &bodies, &mut rng);
            let (labelled, lines) = sequence(&page, 1.0 / options.layouts as f32, &mut rng);
            match kept_apart {
                true if layout == 0 => apart.push((labelled, lines)),
                true => {}
                false => sequences.push(labelled),
            }
        }
    }
    let mut generator = Generator::new(options.seed).with_values_of(references);
    for _ in 0..options.synthetic {
        let page = generator.title_page(&bodies);
        sequences.push(sequence(&page, options.weight, &mut rng).0);
    }
    let learning = Learning {
        epochs: options.epochs,
        rows: options.rows,
        seed: options.seed,
        hide: options.hide,
        ..Learning::default()
    };
    let crf = learn::<{ Tag::COUNT }>(&sequences, STEPS, &learning, &log);
    if !apart.is_empty() {
        measure(&crf, &apart, &log);
    }
    Ok(crf.write())
}

/// The page with some of a paper's text below it.
fn with_body(page: &TitlePage, bodies: &[Vec<String>], rng: &mut Rng) -> TitlePage {
    let mut page = page.clone();
    if bodies.is_empty() || rng.chance(15) {
        return page;
    }
    let body = rng.one_of(bodies);
    let count = if rng.chance(30) { rng.between(60, 250) } else { rng.between(5, 60) };
    page.blocks.push(body.iter().take(count).map(|l| (l.clone(), Tag::Body)).collect());
    page
}

/// Tells how many lines of each tag are found, how many pages have all lines of a tag and no other, and which lines are
/// taken for titles or authors, or aren't, that shouldn't be.
fn measure(crf: &Crf<{ Tag::COUNT }>, pages: &[(Labelled, Vec<String>)], log: &impl Fn(&str)) {
    let mut counts = [[0usize; 3]; Tag::COUNT];
    let mut whole = [0usize; Tag::COUNT];
    for (page, lines) in pages {
        let path = best(&crf.scores(&page.features), crf);
        for (found, want) in path.iter().zip(&page.tags) {
            let Some(want) = want else { continue };
            counts[usize::from(*want)][0] += 1;
            counts[usize::from(*found)][1] += 1;
            counts[usize::from(*want)][2] += usize::from(found == want);
        }
        for ((found, want), line) in path.iter().zip(&page.tags).zip(lines) {
            let Some(want) = want.filter(|w| w != found) else { continue };
            let (found, want) = (Tag::ALL[usize::from(*found)], Tag::ALL[usize::from(want)]);
            if [found, want].iter().any(|t| matches!(t, Tag::Title | Tag::Author)) {
                log(&format!("  {want:?} taken for {found:?}: {line}"));
            }
        }
        for (tag, whole) in whole.iter_mut().enumerate() {
            let is = |found: &u8| usize::from(*found) == tag;
            let right = path.iter().zip(&page.tags).all(|(found, want)| want.is_none_or(|w| is(&w) == is(found)));
            *whole += usize::from(right);
        }
    }
    for (tag, [gold, found, right]) in Tag::ALL.iter().zip(counts) {
        let share = |of: usize| 100.0 * right as f32 / of.max(1) as f32;
        let pages_right = 100.0 * whole[*tag as usize] as f32 / pages.len() as f32;
        log(&format!(
            "{tag:?}: {gold} lines, precision {:.1}, recall {:.1}, pages {pages_right:.1}",
            share(found),
            share(gold)
        ));
    }
}
