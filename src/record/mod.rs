//! Bytes → records: what databases and reference managers export, and papers that come in fields.
//!
//! A file that isn't prose shows itself what it is ([`recognise`]): a record of each work, in fields, often with what it
//! cites. A format's room takes the bytes apart ([`Records::read`]); what can't be understood is a [`Fault`] with its line,
//! and the rest is read all the same. Then it goes on as with text: what is cited in words goes through the reader, what is
//! cited by an id leads to the record of that id, and each record is a [`Paper`](crate::paper::Paper) ([`papers`](fn@papers)).
//!
//! | format | room | cites |
//! |---|---|---|
//! | RIS, EndNote tagged, NBIB | `tagged` | – (Scopus' and PsycINFO's RIS: in words) |
//! | Ovid's, Cochrane's, ProQuest's, RefWorks', NoteExpress' and CNKI's texts | `tagged` | – |
//! | Web of Science, plain, tab-delimited and for Excel | `wos` | in its short form: "ROE A, 2001, J TESTS, V3, P4" |
//! | Scopus, Dimensions, the Lens, OpenCitations, OpenAlex in CSV | `table` | in words, in fields, by ids |
//! | other tables of works in CSV: Zotero's, PubMed's, IEEE's, EBSCO's, Embase's, ProQuest's … | `table` | – |
//! | BibTeX, BibLaTeX | [`bibtex`] | – (Web of Science's and Scopus' BibTeX: in its short form, in words) |
//! | CSL-JSON | [`csl`] | – |
//! | OpenAlex, Crossref, Semantic Scholar, S2ORC, OpenCitations in JSON | `json` | by ids, in fields, in words |
//! | JATS, TEI | `markup` | in fields, in words; where the text cites them |
//! | PubMed's XML, EndNote's XML | `markup` | in words, by ids; – |
//! | TeX's `thebibliography`, BibLaTeX's `.bbl`, documents in LaTeX | `tex` | in words, in fields, by keys; where the text cites them |
//! | HTML, DOCX, ODT, EPUB | `html`, `docx`, `odt`, `epub` | as text: nothing in them is a record |
//!
//! Feature `records`; [`csl`] alone comes with `serde`, [`bibtex`] with `biblatex`.

#[cfg(feature = "biblatex")]
pub mod bibtex;
#[cfg(feature = "serde")]
pub mod csl;
#[cfg(feature = "records")]
mod decode;
#[cfg(feature = "records")]
mod docx;
#[cfg(feature = "records")]
mod entity;
#[cfg(feature = "records")]
mod epub;
#[cfg(feature = "records")]
mod field;
#[cfg(feature = "records")]
mod format;
#[cfg(feature = "records")]
mod html;
mod item_type;
#[cfg(feature = "records")]
mod json;
#[cfg(feature = "records")]
mod keys;
#[cfg(feature = "serde")]
mod lenient;
#[cfg(feature = "records")]
mod markup;
#[cfg(feature = "records")]
mod mojibake;
#[cfg(feature = "records")]
mod name;
#[cfg(feature = "records")]
mod odt;
#[cfg(feature = "records")]
mod office;
#[cfg(feature = "records")]
mod open;
#[cfg(feature = "records")]
mod papers;
#[cfg(feature = "records")]
mod parts;
#[cfg(feature = "records")]
mod read;
#[cfg(feature = "records")]
mod recognise;
#[cfg(feature = "records")]
mod records;
#[cfg(feature = "records")]
mod source;
#[cfg(feature = "records")]
mod stream;
#[cfg(feature = "records")]
mod table;
#[cfg(feature = "records")]
mod tagged;
#[cfg(feature = "records")]
mod tex;
#[cfg(feature = "records")]
mod tidy;
#[cfg(feature = "records")]
mod wos;
#[cfg(feature = "records")]
mod wrapping;
mod year;

use item_type::item_type;
#[cfg(feature = "biblatex")]
pub(crate) use item_type::{is_in_issues, is_in_series};

#[cfg(feature = "records")]
pub use self::records::{Body, Cited, Fault, Mark, Publication, RECORD_BYTES, Records, Source};
#[cfg(feature = "records")]
pub use decode::{decode, is_packed, unpacked};
#[cfg(feature = "records")]
pub use format::Format;
#[cfg(feature = "records")]
pub use keys::unlisted;
#[cfg(feature = "records")]
pub use open::{Opened, ReadAs, open, open_as, open_from};
#[cfg(feature = "records")]
pub use papers::papers;
#[cfg(feature = "records")]
pub use recognise::{Recognised, is_json, recognise};
#[cfg(feature = "records")]
pub use stream::{LINE_BYTES, RecordStream};
