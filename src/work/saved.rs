//! A corpus ⇄ a file: what was read and linked once is there again at once.
//!
//! The file begins with a mark, the number of its form and a sum of its bytes, so that another file, one of another form, a cut
//! one and a damaged one are told apart and refused. Feature `saved`.

use std::fs;
use std::io;
use std::path::Path;

use super::Corpus;
use crate::error::{Error, ErrorKind, SavedFault};

/// The form of saved corpora. Another number whenever a type in them changes.
pub const SAVED_FORM: u32 = 2;

/// What every saved corpus begins with. No text does: its first byte is no letter in any encoding of text.
pub const MARK: [u8; 8] = *b"\x89citegr\n";
/// The mark, the form, the sum of the rest, and how long that is.
const HEAD: usize = 8 + 4 + 4 + 8;

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
        // Into memory, and of types that all have a form in bytes, nothing fails.
        let body = postcard::to_allocvec(&(&self.corpus, &self.texts)).unwrap_or_default();
        let mut bytes = Vec::with_capacity(HEAD + body.len());
        bytes.extend_from_slice(&MARK);
        bytes.extend_from_slice(&SAVED_FORM.to_le_bytes());
        bytes.extend_from_slice(&sum(&body).to_le_bytes());
        bytes.extend_from_slice(&(body.len() as u64).to_le_bytes());
        bytes.extend_from_slice(&body);
        bytes
    }

    /// The corpus of a file's bytes. Linear.
    ///
    /// # Errors
    ///
    /// [`SavedFault`] for what isn't the whole of a saved corpus of [this form](SAVED_FORM).
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SavedFault> {
        if !Self::is_saved(bytes) {
            return Err(SavedFault::Foreign);
        }
        let cut = |whole: Option<u64>| SavedFault::Cut { have: bytes.len() as u64, whole };
        let (head, body) = bytes.split_at_checked(HEAD).ok_or_else(|| cut(None))?;
        let number = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        let form = number(8);
        if form != SAVED_FORM {
            return Err(SavedFault::OtherForm { found: form, known: SAVED_FORM });
        }
        let length = u64::from(number(16)) | u64::from(number(20)) << 32;
        if (body.len() as u64) < length {
            return Err(cut(length.checked_add(HEAD as u64)));
        }
        if body.len() as u64 > length || sum(body) != number(12) {
            return Err(SavedFault::Damaged);
        }
        let (corpus, texts): (Corpus, Vec<String>) = postcard::from_bytes(body).map_err(|_| SavedFault::Damaged)?;
        // What queries look up by halves must be in order.
        let in_order = corpus.papers.is_sorted_by(|a, b| a.id < b.id) && corpus.works.is_sorted_by(|a, b| a.id < b.id);
        if !in_order || !(texts.is_empty() || texts.len() == corpus.papers.len()) {
            return Err(SavedFault::Damaged);
        }
        Ok(Self { corpus, texts })
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

/// The sum by which damage shows.
fn sum(bytes: &[u8]) -> u32 {
    let mut sum = flate2::Crc::new();
    sum.update(bytes);
    sum.sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::Paper;

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
            (&other, "saved in form 9, and this citegraph reads form 2: build it again from its papers"),
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

    /// Whatever a file holds under a right sum, nothing panics.
    #[test]
    fn wrong_bytes_under_a_right_sum() {
        let bytes = saved().to_bytes();
        let step = (bytes.len() / 3000).max(1);
        for at in (HEAD..bytes.len()).step_by(step) {
            for flip in [0x01, 0x80, 0xff] {
                let mut wrong = bytes.clone();
                wrong[at] ^= flip;
                let right = sum(&wrong[HEAD..]);
                wrong[12..16].copy_from_slice(&right.to_le_bytes());
                if let Ok(saved) = Saved::from_bytes(&wrong) {
                    let _ = crate::graph::CitationGraph::new(&saved.corpus).freeze();
                }
            }
        }
    }
}
