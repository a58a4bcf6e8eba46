//! Citations in the running text.
//!
//! A number in brackets may be a citation, an equation's number or an interval; a raised digit a citation, a note's mark
//! or an exponent. One alone can't tell. So everything that may be a citation is found first, and what the document as a
//! whole shows decides: see [`numbered`] and [`system`]. Names and years are plain enough to be told by themselves.

mod citekey;
mod keyed;
mod listed_names;
mod look;
mod misread;
mod named;
mod names;
mod numbered;
mod paragraph;
mod reason;
mod system;
mod year;

pub(crate) use numbered::letters_beside;

use listed_names::ListedNames;
use paragraph::Paragraph;

use super::Entry;
use super::clean_text::CleanText;
use super::entry_label::EntryLabels;
use super::notes::NoteMark;
use crate::Span;

/// How a mention is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum MentionForm {
    /// "(Smith, 2019)".
    Parenthetical,
    /// "Smith (2019)".
    Narrative,
    /// `[3]`, `[1, 4–6]`, "(3)", "Ref. 3".
    Numeric,
    /// "lakes³", "lakes.1,2".
    Superscript,
    /// `[ABC99]`.
    Alphanumeric,
}

/// A name in a mention.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct MentionName {
    /// The words of the name without initials: "Moein Abadi", "PICSS".
    pub family: String,
    /// Initials beside it: the "S" of "Iqbal S".
    pub given: Option<String>,
}

/// What a citation by label names.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum CitedLabel {
    /// "3", "3–5", "4b": the numbers from `first` to `last`, which is no lower.
    Numbers {
        /// The first.
        first: u32,
        /// The last; the same as the first where one number is printed.
        last: u32,
        /// The letter after a single number.
        letter: Option<char>,
    },
    /// "ABC99".
    Key(String),
}

/// A citation in the running text, not yet led to an entry.
///
/// It names its works by authors and year, or by labels: of `names` and `labels` one is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Mention {
    /// Where it stands in the document.
    pub span: Span,
    /// As printed, without markup and line breaks, and without the brackets around an author–year citation.
    pub printed: String,
    /// How it is printed.
    pub form: MentionForm,
    /// The names, in order.
    pub names: Vec<MentionName>,
    /// Whether "et al." follows them.
    pub et_al: bool,
    /// The year. Absent when only names are printed, which cites only if an entry has these very names.
    pub year: Option<i32>,
    /// The letter after the year.
    pub suffix: Option<char>,
    /// The labels, in order.
    pub labels: Vec<CitedLabel>,
    /// Whether its year stands in no bracket, or prose before its names: "as Smith 2010 says"; or whether it is a lone name. Then it
    /// cites only if an entry has these very names and this year.
    pub loose: bool,
    /// Whether the paper cites by names without a year, as the MLA does: "(Roe 12)", "(Roe and Lind)", "(Roe, “On Lakes”)".
    pub by_name_alone: bool,
    /// The title between quotation marks that tells it from others by its authors, or stands in their place.
    pub title: Option<String>,
}

impl Mention {
    /// A citation by labels.
    fn labelled(paragraph: &Paragraph<'_>, span: Span, form: MentionForm, labels: Vec<CitedLabel>) -> Self {
        Self {
            span: paragraph.source(span),
            printed: paragraph.printed(span).to_owned(),
            form,
            names: Vec::new(),
            et_al: false,
            year: None,
            suffix: None,
            labels,
            loose: false,
            by_name_alone: false,
            title: None,
        }
    }
}

/// Finds the citations before the running text, in an abstract or beside it: only by names and year, as numbers there are
/// marks of addresses, and only those that an entry bears out, as a title page names the paper itself, too. Linear.
pub(crate) fn before_the_text(paragraphs: &[CleanText]) -> Vec<Mention> {
    let none = ListedNames::default();
    let found = paragraphs.iter().flat_map(|p| named::mentions(&Paragraph::of(p), &none)).filter(|m| m.year.is_some());
    found.map(|mention| Mention { loose: true, ..mention }).collect()
}

/// Whether the names without a year among `found` cite `entries`, as they do in a paper that prints fewer with one. Linear but for
/// sorting.
fn cite_without_years(found: &[Mention], with_years: usize, entries: &[Entry], labels: &EntryLabels) -> bool {
    /// So many show it: "(Roe 12)" may be anything else.
    const LEAST: usize = 3;
    let enough = |count: usize| count >= LEAST && count > with_years;
    // A numbered list is cited by its numbers: there names without a page or a title may be just names.
    let shows = |m: &&Mention| m.year.is_none() && !m.loose && (m.by_name_alone || !labels.are_printed());
    let undated: Vec<&Mention> = found.iter().filter(shows).collect();
    if !enough(undated.len()) {
        return false;
    }
    // Quoted words in brackets may be glosses, and names anybody's: those of the list tell.
    let listed = listed_names::opening_words(entries);
    let families = undated.iter().filter_map(|m| m.names.first()?.family.rsplit(' ').next());
    enough(families.filter(|family| listed.contains(family)).count())
}

/// Finds the citations of `entries`, which have `labels`, in the running text, in order. Linear in the text, but for sorting.
pub(crate) fn mentions(
    paragraphs: &[CleanText],
    entries: &[Entry],
    labels: &EntryLabels,
    marks: &[NoteMark],
) -> Vec<Mention> {
    let names = ListedNames::of(entries.iter());
    let paragraphs: Vec<Paragraph<'_>> = paragraphs.iter().map(Paragraph::of).collect();
    let mut found: Vec<Mention> = paragraphs.iter().flat_map(|p| named::mentions(p, &names)).collect();
    found.extend(citekey::mentions(&paragraphs));
    let named = found.iter().filter(|m| m.year.is_some() && !m.loose).count();
    if cite_without_years(&found, named, entries, labels) {
        found.retain(|m| !labels.are_printed() || !m.by_name_alone || !m.loose);
        found.iter_mut().filter(|m| m.year.is_none()).for_each(|m| m.by_name_alone = true);
    } else {
        found.retain(|m| !m.by_name_alone);
    }
    let keyed: Vec<Mention> = paragraphs.iter().flat_map(|p| keyed::mentions(p, labels)).collect();
    // Beside keys a list may have numbers too; without those, no number cites.
    if keyed.is_empty() || labels.are_printed() {
        let within_key = |m: &Mention| {
            let n = keyed.partition_point(|key| key.span.end <= m.span.start);
            keyed.get(n).is_some_and(|key| key.span.overlaps(m.span))
        };
        found.extend(system::mentions(&paragraphs, labels, marks, named).into_iter().filter(|m| !within_key(m)));
    }
    found.extend(keyed);
    found.sort_by_key(|m| m.span);
    found
}
