//! Training the chooser from labelled references: read, harmonise, learn, write.
//!
//! Anyone with labelled references of a discipline or a language can train for it: the form of the lines is told at
//! [`read`], the program is `citegraph-train`.

mod corpus;
mod crf;
mod example;
mod harmonise;
mod lines;
mod notes;
pub(crate) mod sequence;
pub mod title_page;

pub use self::corpus::{CorpusError, Printed, read, read_printed};
pub use self::crf::{Options, learn, learn_average};
pub use self::example::{Example, Piece};
pub(crate) use self::harmonise::{is_conference, reference as harmonise};
pub use self::lines::{LineOptions, learn_lines, made_lines};
pub use self::notes::{NoteOptions, check_notes, learn_notes, read_notes, read_sentences};
