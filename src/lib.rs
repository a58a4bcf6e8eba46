//! citegraph reads the bibliographies of papers and turns them into a citation graph that can be questioned.
//!
//! It starts from a paper's raw text, as extractors give it from a PDF file, and ends at answers: what do these papers
//! share, who cites whom, where do citations lead in a circle, who cites themselves, where do entries of one work
//! disagree, what is cited and not listed. Every answer opens to the printed entries behind it.
//!
//! ```text
//! text → document → reference → paper → work → graph → query → view
//! ```
//!
//! | room | what happens in it |
//! |---|---|
//! | `pdf` | a PDF file's pages become text (feature `pdf`) |
//! | [`document`] | a text is taken apart: entries of lists, notes and their sources, in-text citations, front matter |
//! | [`reference`](mod@reference) | an entry is read: every field as printed, with its span; nothing is lost, nothing filled in |
//! | [`paper`] | one document comes together: back-references and in-text citations lead to their entries |
//! | `record` | exports of databases and reference managers become papers (feature `records`) |
//! | [`work`] | entries that mean the same text become one work, each merge with its reason |
//! | [`graph`] | works and the citations between them, with the evidence on every edge |
//! | [`query`] | questions, one a file, with ordered, owned answers |
//! | [`view`] | a page to click through, drawings in SVG and DOT, tables, CSL-JSON |
//!
//! No room imports from one to its right; all may use the [tokens](token) of a text. Where an entry's fields begin and
//! end is decided by a [learned chooser](mod@reference::chooser); the rooms that make it, a generator of synthetic
//! references and a trainer, are behind the feature `train`.
//!
//! # Example
//!
//! ```
//! use citegraph::graph::CitationGraph;
//! use citegraph::paper::Paper;
//! use citegraph::query::shared_sources::shared_pairs;
//! use citegraph::work::Corpus;
//!
//! let a = Paper::read("a", "# References\n- Roe, A. (2020). On tests. *Journal of Tests*, 3(1), 4–9.\n");
//! let b = Paper::read("b", "# Notes\n\n1 Ann Roe, “On Tests”, Journal of Tests, Volume 3, 2020.\n\n2 Ibid.\n\n3 Ibid.\n");
//! let corpus = Corpus::new([a, b])?;
//! let graph = CitationGraph::new(&corpus);
//!
//! let pair = shared_pairs(&graph).next().expect("they share a source");
//! assert_eq!(pair.count(), 1);
//! let entries: Vec<String> = pair.works[0].entries.b.iter().map(ToString::to_string).collect();
//! assert_eq!(entries, ["b:1", "b:2", "b:3"]);
//! # Ok::<(), citegraph::Error>(())
//! ```
//!
//! Papers in files are read by [`read`]. One entry by itself:
//!
//! ```
//! use citegraph::reference::Reference;
//!
//! let entry = Reference::parse("Roe, A., & van der Lee, B. (2023b). On tests. Journal of Tests, 12(3), 4–9.");
//! assert_eq!(entry.author[1].value.family.as_deref(), Some("Lee"));
//! assert_eq!(entry.container_title.as_ref().map(|c| c.value.as_str()), Some("Journal of Tests"));
//! assert!(entry.rest.is_empty());
//! ```
//!
//! # When to use something else
//!
//! - For a paper's whole text as XML from its PDF file, and where a server for it is no trouble: GROBID.
//! - For single reference strings in Ruby: AnyStyle. For BibTeX files alone: the crate `biblatex`.
//! - For statistics of an export of Web of Science or Scopus, in R: bibliometrix. For maps of a literature to look at: VOSviewer or
//!   CitNetExplorer.
//! - For a graph whose edges need no evidence: petgraph.
//!
//! # Limits
//!
//! It can't
//!
//! - read a scanned PDF file: there is no text in it, and it says so;
//! - find every source of every note: notes that are prose with sources in them are where it finds least;
//! - find out that two references are one work when they share neither a key nor a rare word, or print too little to tell;
//! - be sure: the reader of entries is learned. Each field says how sure it is; German footnotes and catalogues of old books are where
//!   it errs most;
//! - know every family from a given name without a comma, initials or capitals: a list of given names tells "Roe Annette" from
//!   "Annette Roe", but names that are both stay as printed, given name first ("Larkin Paul"), and a lone "Smith, Jones" is one person.
//!   What extraction has broken inside a name is kept as printed;
//! - tell a person from another of the same family name and initials, or know what isn't printed: self-citation is then *unknown*;
//! - lead a citation to one of two entries by the same author in the same year, when no letter tells them apart: it says *ambiguous*;
//! - tell self-citation of institutions, unless it is given groups: entries don't print them, and papers print them in too many ways;
//! - see that two passages are alike in scripts without spaces between words, or when one is a translation of the other;
//! - tell fields apart in the null models of self-citation (years and degrees) and of groups that cite each other (degrees): a narrow
//!   field may stand out for being narrow.
//!
//! # Features
//!
//! By default 37 other crates are built, 23 without features; each feature alone comes to so many:
//!
//! | feature | gives | crates |
//! |---|---|---|
//! | `serde` (default) | owned types and answers to and from JSON, CSL-JSON | 29 |
//! | `manifest` (default) | what papers don't print about themselves, as TOML | 29 |
//! | `dot` | drawings in DOT | 51 |
//! | `edge-list` (default) | graphs from tables of citations | 28 |
//! | `parquet` | the same in Parquet, and networks to it | 57 |
//! | `biblatex` | BibTeX and BibLaTeX | 31 |
//! | `records` | exports of databases and reference managers, HTML, DOCX, ODT, EPUB; networks and bibliographies out | 55 |
//! | `pdf` | papers in PDF | 59 |
//! | `parallel` | all cores | 29 |
//! | `html` | the explorer | 39 |
//! | `png` | pictures in PNG | 70 |
//! | `saved` | saved corpora | 37 |
//! | `index` | libraries in files | 35 |
//! | `cli` | the command line, with most of the above | 186 |
//!
//! (Distinct lines of `cargo tree -e normal,build --prefix none --no-default-features --features FEATURE`, without the `(*)` of those
//! that come again, this crate aside.)
//!
//! # Determinism
//!
//! The same papers give the same bytes, in whatever order they come.
//!
//! # Input safety
//!
//! Any bytes may come in. Nothing panics, nothing recurses with the depth of the input, and time and memory are linear in
//! the length of a text, but for in-text citations, which are looked up among a paper's entries. Entries longer than
//! [`reference::ENTRY_BYTES`] are kept, not read, and say so; files longer than [`paper::PAPER_BYTES`] are an error.

mod confidence;

mod crf;
pub mod document;
mod error;
mod fnv;
mod fold;
#[cfg(feature = "train")]
pub mod generate;
pub mod graph;
pub mod paper;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod query;
mod random;
#[cfg(any(feature = "serde", feature = "biblatex"))]
pub mod record;
pub mod reference;
mod span;
mod terms;
pub mod token;
#[cfg(feature = "train")]
pub mod train;
pub mod view;
pub mod work;

use std::path::Path;

pub use confidence::Confidence;
pub use error::{Error, ErrorKind, PdfFault, RecordFault, SavedFault, UnknownName};
pub use span::Span;

#[cfg(not(feature = "records"))]
use paper::paper_text;
use paper::{Paper, paper_files, paper_ids};
use work::Corpus;

/// Reads the papers in `paths`, files or folders of `.pdf`, `.txt` and `.md` files, and links what they cite. They are called
/// as [`paper_ids`] has it. With the feature `records`, files may hold records too: see `record`; with `saved`, a corpus: see
/// `work::saved`. What a folder holds that is none of these is passed over.
///
/// # Errors
///
/// Stops at the first file that can't be read, see [`Paper::open`](paper::Paper::open) and [`paper_files`], and when two papers have one id,
/// see [`Corpus::new`]. [`ErrorKind::EmptyFolder`] also where all that folders hold is neither.
///
/// ```no_run
/// let corpus = citegraph::read(["papers/"])?;
/// println!("{} papers cite {} works", corpus.papers.len(), corpus.works.len());
/// # Ok::<(), citegraph::Error>(())
/// ```
pub fn read(paths: impl IntoIterator<Item = impl AsRef<Path>>) -> Result<Corpus, Error> {
    Corpus::new(read_papers(paths, |_, _| true)?)
}

/// The papers in `paths`, as [`read`] takes them. `progress` is told how many files are read and how many there are, before
/// the first and after each, and says whether to go on.
///
/// # Errors
///
/// As [`read`], but for papers of one id; [`ErrorKind::Stopped`] when `progress` says so.
///
/// ```no_run
/// let papers = citegraph::read_papers(["papers/"], |done, of| {
///     eprintln!("{done} of {of}");
///     true
/// })?;
/// # Ok::<(), citegraph::Error>(())
/// ```
pub fn read_papers(
    paths: impl IntoIterator<Item = impl AsRef<Path>>,
    mut progress: impl FnMut(usize, usize) -> bool,
) -> Result<Vec<Paper>, Error> {
    let mut files = Vec::new();
    #[cfg(feature = "records")]
    let mut maybe = std::collections::HashSet::new();
    #[cfg(feature = "records")]
    let mut first = None;
    for path in paths {
        let found = paper_files(path.as_ref())?;
        #[cfg(feature = "records")]
        first.get_or_insert_with(|| path.as_ref().to_owned());
        files.extend(found.files);
        #[cfg(feature = "records")]
        {
            maybe.extend(found.records.iter().cloned());
            files.extend(found.records);
        }
    }
    let mut go_on = |done| if progress(done, files.len()) { Ok(()) } else { Err(Error::from(ErrorKind::Stopped)) };
    go_on(0)?;
    let mut papers = Vec::new();
    #[cfg(feature = "records")]
    let mut sources = Vec::new();
    for (done, (file, id)) in (1..).zip(files.iter().zip(paper_ids(&files))) {
        #[cfg(feature = "saved")]
        if work::saved::is_saved(file) {
            papers.extend(work::saved::Saved::open(file)?.corpus.papers);
            go_on(done)?;
            continue;
        }
        #[cfg(feature = "records")]
        match record::open_as(id, file, record::ReadAs::Shown) {
            // A folder may hold tables and the like that are no records.
            Err(error) if maybe.contains(file) && error.is_unrecognised() => {}
            Ok(record::Opened::Paper(..)) if maybe.contains(file) => {}
            Ok(record::Opened::Paper(paper, _)) => papers.push(*paper),
            Ok(record::Opened::Records(source)) => sources.push(source),
            Err(error) => return Err(error),
        }
        #[cfg(not(feature = "records"))]
        papers.push(Paper::read(id, &paper_text(file)?));
        go_on(done)?;
    }
    #[cfg(feature = "records")]
    if let (Some(path), true, true) = (first, papers.is_empty(), sources.is_empty()) {
        return Err(ErrorKind::EmptyFolder { path }.into());
    }
    #[cfg(feature = "records")]
    papers.extend(record::papers(sources, papers.iter().map(|paper| paper.id.as_str())));
    Ok(papers)
}

/// The README's examples, compiled and run.
#[cfg(all(doctest, feature = "dot"))]
#[doc = include_str!("../README.md")]
struct Readme;

/// The same of what is told of its speed.
#[cfg(all(doctest, feature = "edge-list"))]
#[doc = include_str!("../docs/speed.md")]
struct Speed;
