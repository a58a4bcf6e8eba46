//! A corpus ⇄ a file: what was read and linked once is there again at once.
//!
//! The file begins with a mark, the number of its form, a sum, and how long it is, so that another file, one of another form, a
//! cut one and a damaged one are told apart and refused. Then come its contents: how long each section is, and its sum. Each
//! section holds some of the references, papers, works or texts, and is read without the others: with the feature `parallel` on
//! all of rayon's threads, for what takes time is to give every field a text of its own. What many entries say in the same
//! words is saved once (`papers`). Feature `saved`.

mod papers;

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use papers::{SavedPaper, Shared};

use super::{Corpus, Matcher, Work};
use crate::error::{Error, ErrorKind, SavedFault};
use crate::paper::Paper;
use crate::reference::Reference;

/// The form of saved corpora. Another number whenever a type in them changes.
pub const SAVED_FORM: u32 = 4;

/// What every saved corpus begins with. No text does: its first byte is no letter in any encoding of text.
pub const MARK: [u8; 8] = *b"\x89citegr\n";
/// The mark, the form, the sum of the contents, how long all behind this is, and how long the contents are.
const HEAD: usize = 8 + 4 + 4 + 8 + 8;

/// So many references are a section, some hundred kilobytes.
const REFERENCES: usize = 256;
/// So many papers are a section, and so many of their texts: some hundred kilobytes.
const PAPERS: usize = 32;
/// So many works are.
const WORKS: usize = 1024;

/// What the file holds: in this order its sections stand.
#[derive(Serialize, Deserialize)]
struct Contents {
    matcher: Matcher,
    references: Vec<Section>,
    papers: Vec<Section>,
    works: Vec<Section>,
    texts: Vec<Section>,
}

/// Some of the references, papers, works or texts.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Section {
    length: u64,
    sum: u32,
}

/// A corpus, and the texts of its papers where they were kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Saved {
    /// The corpus.
    pub corpus: Corpus,
    /// The texts of its papers in its order, each empty where there is none; or none at all.
    pub texts: Vec<String>,
}

impl Saved {
    /// A corpus to save, with the texts of its papers in its order, or none.
    #[must_use]
    pub fn new(corpus: Corpus, texts: Vec<String>) -> Self {
        Self { corpus, texts }
    }

    /// Whether bytes begin as a saved corpus does.
    #[must_use]
    pub fn is_saved(bytes: &[u8]) -> bool {
        bytes.starts_with(&MARK)
    }

    /// The bytes of the file. Linear.
    ///
    /// ```
    /// use citegraph::paper::Paper;
    /// use citegraph::work::Corpus;
    /// use citegraph::work::saved::Saved;
    ///
    /// let paper = Paper::read("a", "# References\n- Roe, A. (2020). On tests. *Journal of Tests*, 3(1), 4–9.\n");
    /// let saved = Saved::new(Corpus::new([paper])?, Vec::new());
    /// assert_eq!(Saved::from_bytes(&saved.to_bytes())?, saved);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut shared = Shared::default();
        let papers: Vec<SavedPaper<'_>> = self.corpus.papers.iter().map(|paper| shared.saved(paper)).collect();
        let (references, papers) = (written(&shared.references, REFERENCES), written(&papers, PAPERS));
        let (works, texts) = (written(&self.corpus.works, WORKS), written(&self.texts, PAPERS));
        let sections = |of: &[Vec<u8>]| {
            of.iter().map(|bytes| Section { length: bytes.len() as u64, sum: sum(bytes) }).collect::<Vec<_>>()
        };
        let contents = in_bytes(&Contents {
            matcher: self.corpus.matcher,
            references: sections(&references),
            papers: sections(&papers),
            works: sections(&works),
            texts: sections(&texts),
        });
        let body = || [&references, &papers, &works, &texts].into_iter().flatten();
        let length = contents.len() + body().map(Vec::len).sum::<usize>();
        let mut bytes = Vec::with_capacity(HEAD + length);
        bytes.extend_from_slice(&MARK);
        bytes.extend_from_slice(&SAVED_FORM.to_le_bytes());
        bytes.extend_from_slice(&sum(&contents).to_le_bytes());
        bytes.extend_from_slice(&(length as u64).to_le_bytes());
        bytes.extend_from_slice(&(contents.len() as u64).to_le_bytes());
        bytes.extend_from_slice(&contents);
        body().for_each(|section| bytes.extend_from_slice(section));
        bytes
    }

    /// The corpus of a file's bytes. Linear; with the feature `parallel` its sections are read on rayon's threads.
    ///
    /// # Errors
    ///
    /// [`SavedFault`] for what isn't the whole of a saved corpus of [this form](SAVED_FORM).
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SavedFault> {
        if !Self::is_saved(bytes) {
            return Err(SavedFault::Foreign);
        }
        let cut = |whole: Option<u64>| SavedFault::Cut { have: bytes.len() as u64, whole };
        let (form, behind) = bytes[MARK.len()..].split_first_chunk().ok_or_else(|| cut(None))?;
        let form = u32::from_le_bytes(*form);
        // What stands behind it is this form's own.
        if form != SAVED_FORM {
            return Err(SavedFault::OtherForm { found: form, known: SAVED_FORM });
        }
        let (stated, behind) = behind.split_first_chunk().ok_or_else(|| cut(None))?;
        let (length, behind) = behind.split_first_chunk().ok_or_else(|| cut(None))?;
        let (of_contents, body) = behind.split_first_chunk().ok_or_else(|| cut(None))?;
        let length = u64::from_le_bytes(*length);
        if (body.len() as u64) < length {
            return Err(cut(length.checked_add(HEAD as u64)));
        }
        let of_contents = usize::try_from(u64::from_le_bytes(*of_contents)).map_err(|_| SavedFault::Damaged)?;
        let (contents, mut body) = body.split_at_checked(of_contents).ok_or(SavedFault::Damaged)?;
        if (contents.len() + body.len()) as u64 > length || sum(contents) != u32::from_le_bytes(*stated) {
            return Err(SavedFault::Damaged);
        }
        let contents: Contents = postcard::from_bytes(contents).map_err(|_| SavedFault::Damaged)?;
        let references: Vec<Arc<Reference>> = read(&contents.references, &mut body)?;
        let papers: Vec<SavedPaper<'static>> = read(&contents.papers, &mut body)?;
        let works: Vec<Work> = read(&contents.works, &mut body)?;
        let texts: Vec<String> = read(&contents.texts, &mut body)?;
        let papers: Option<Vec<Paper>> = papers.into_iter().map(|paper| paper.loaded(&references)).collect();
        let papers = papers.ok_or(SavedFault::Damaged)?;
        // What queries look up by halves must be in order.
        let in_order = papers.is_sorted_by(|a, b| a.id < b.id) && works.is_sorted_by(|a, b| a.id < b.id);
        if !in_order || !body.is_empty() || !(texts.is_empty() || texts.len() == papers.len()) {
            return Err(SavedFault::Damaged);
        }
        Ok(Self { corpus: Corpus { papers, works, matcher: contents.matcher }, texts })
    }

    /// The corpus saved at `path`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] where the file can't be read, [`ErrorKind::Saved`] where it isn't the whole of a saved corpus of
    /// [this form](SAVED_FORM).
    pub fn open(path: &Path) -> Result<Self, Error> {
        let bytes = fs::read(path).map_err(|e| Error::io(path, &e))?;
        Self::from_bytes(&bytes).map_err(|fault| ErrorKind::Saved { path: path.to_owned(), fault }.into())
    }

    /// Saves it at `path`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] where the file can't be written.
    pub fn save(&self, path: &Path) -> Result<(), Error> {
        fs::write(path, self.to_bytes()).map_err(|e: io::Error| Error::io(path, &e))
    }
}

/// Whether the file at `path` begins as a saved corpus does; not where it can't be read.
#[must_use]
pub fn is_saved(path: &Path) -> bool {
    let mut head = [0; MARK.len()];
    // A pipe would lose what is looked at.
    path.is_file()
        && fs::File::open(path).and_then(|mut file| io::Read::read_exact(&mut file, &mut head)).is_ok()
        && head == MARK
}

/// Bytes of what has a form in bytes. Into memory nothing fails.
fn in_bytes<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    postcard::to_allocvec(value).unwrap_or_default()
}

/// The bytes of sections of so many each.
fn written<T: Serialize + Sync>(all: &[T], many: usize) -> Vec<Vec<u8>> {
    #[cfg(feature = "parallel")]
    let sections = rayon::prelude::ParallelSlice::par_chunks(all, many);
    #[cfg(not(feature = "parallel"))]
    let sections = all.chunks(many);
    #[cfg(feature = "parallel")]
    use rayon::iter::ParallelIterator;
    sections.map(in_bytes).collect()
}

/// What is in sections, which are taken off the front of `bytes`.
fn read<T: DeserializeOwned + Send>(sections: &[Section], bytes: &mut &[u8]) -> Result<Vec<T>, SavedFault> {
    let mut parts = Vec::with_capacity(sections.len());
    for section in sections {
        let length = usize::try_from(section.length).map_err(|_| SavedFault::Damaged)?;
        let (part, rest) = bytes.split_at_checked(length).ok_or(SavedFault::Damaged)?;
        parts.push((part, section.sum));
        *bytes = rest;
    }
    let one = |(part, stated): (&[u8], u32)| -> Result<Vec<T>, SavedFault> {
        let whole = (sum(part) == stated).then(|| postcard::take_from_bytes(part).ok()).flatten();
        // Nothing may stand behind what is read.
        whole.filter(|(_, rest)| rest.is_empty()).map(|(values, _)| values).ok_or(SavedFault::Damaged)
    };
    #[cfg(feature = "parallel")]
    let parts = rayon::iter::IntoParallelIterator::into_par_iter(parts);
    #[cfg(not(feature = "parallel"))]
    let parts = parts.into_iter();
    #[cfg(feature = "parallel")]
    use rayon::iter::ParallelIterator;
    let read: Vec<Vec<T>> = parts.map(one).collect::<Result<_, _>>()?;
    let mut all = Vec::with_capacity(read.iter().map(Vec::len).sum());
    read.into_iter().for_each(|part| all.extend(part));
    Ok(all)
}

/// The sum by which damage shows.
fn sum(bytes: &[u8]) -> u32 {
    let mut sum = flate2::Crc::new();
    sum.update(bytes);
    sum.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved() -> Saved {
        let text = "# On tests\n\nAs Roe (2020) and others (Doe, 2019) say.\n\n# References\n\n\
                    - Roe, A. (2020). On tests. *Journal of Tests*, 3(1), 4–9.\n\
                    - Doe, B. (2021). On jests; also Poe, C. (2001). Of quests. Press.\n";
        let papers = ["a", "b"].map(|id| Paper::read(id, text));
        Saved::new(Corpus::new(papers).expect("ids differ"), vec![text.to_owned(), text.to_owned()])
    }

    #[test]
    fn what_is_saved_is_there_again() {
        let saved = saved();
        assert_eq!(Saved::from_bytes(&saved.to_bytes()), Ok(saved));
    }

    #[test]
    fn other_files_are_refused() {
        let bytes = saved().to_bytes();
        let mut other = bytes.clone();
        other[8] = 9;
        let mut damaged = bytes.clone();
        damaged[HEAD + 5] ^= 1;
        let cases: [(&[u8], &str); 6] = [
            (b"", "no saved corpus"),
            (b"# On tests", "no saved corpus"),
            (&other, "saved in form 9, and this citegraph reads form 4: build it again from its papers"),
            (&bytes[..10], "a saved corpus that is cut off"),
            (
                &bytes[..bytes.len() - 1],
                &format!("a saved corpus that is cut off: {} of its {} bytes are there", bytes.len() - 1, bytes.len()),
            ),
            (&damaged, "a damaged saved corpus: its bytes aren't those that were written"),
        ];
        for (bytes, said) in cases {
            assert_eq!(Saved::from_bytes(bytes).expect_err(said).to_string(), said);
        }
    }

    /// Whatever a file holds under right sums, nothing panics.
    #[test]
    fn wrong_bytes_under_right_sums() {
        let bytes = saved().to_bytes();
        let number = |at: usize| u64::from_le_bytes(*bytes[at..].first_chunk().expect("a number")) as usize;
        let body = HEAD + number(HEAD - 8);
        let contents: Contents = postcard::from_bytes(&bytes[HEAD..body]).expect("the contents");
        let step = (bytes.len() / 3000).max(1);
        for at in (HEAD..bytes.len()).step_by(step) {
            for flip in [0x01, 0x80, 0xff] {
                let mut wrong = bytes.clone();
                wrong[at] ^= flip;
                if at >= body {
                    let mut from = body;
                    let Contents { matcher, references, papers, works, texts } = &contents;
                    let [references, papers, works, texts] = [references, papers, works, texts].map(|sections| {
                        let right = sections.iter().map(|section| {
                            let part = &wrong[from..from + section.length as usize];
                            from += part.len();
                            Section { sum: sum(part), ..*section }
                        });
                        right.collect()
                    });
                    let right = in_bytes(&Contents { matcher: *matcher, references, papers, works, texts });
                    let length = (right.len() + wrong.len() - body) as u64;
                    wrong.splice(HEAD..body, right.iter().copied());
                    wrong[16..24].copy_from_slice(&length.to_le_bytes());
                    wrong[24..32].copy_from_slice(&(right.len() as u64).to_le_bytes());
                }
                let contents = u64::from_le_bytes(*wrong[24..].first_chunk().expect("a number")) as usize;
                let right = sum(&wrong[HEAD..HEAD + contents]);
                wrong[12..16].copy_from_slice(&right.to_le_bytes());
                if let Ok(saved) = Saved::from_bytes(&wrong) {
                    let _ = crate::graph::CitationGraph::new(&saved.corpus).freeze();
                }
            }
        }
    }
}
