//! Whether a paper cites its list in the running text, and what its notes are then.
//!
//! Where sources stand in notes, the notes are the bibliography, or a part of it. Where the running text cites a list by
//! name or number, notes go on with the running text: "Roe (2007) says more" in one cites the list as it would above, and
//! is no entry beside it.

use std::collections::HashSet;

use super::entry_label::EntryLabels;
use super::mentions::{CitedLabel, Mention, MentionForm};
use super::name_form::NameForm;
use super::notes::Note;
use super::sight::see;
use crate::Span;

/// So many citations by name may stand in a paper whose notes hold its sources.
const FEW: usize = 2;
/// Such a paper has more notes with sources than these for each citation by name.
const NOTES_FOR_EACH: usize = 10;
/// A source in full has so many words: "A. Roe, On Lakes, Press, Oslo 1998" has seven.
const WORDS: usize = 7;

/// How a paper cites its list in the running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Citing {
    /// By names and years.
    ByName,
    /// By numbers or keys.
    ByLabel,
}

/// How the paper cites its list of entries with `labels` in the running text, as these citations show, found there and in
/// `notes`; `None` if it doesn't. Linear but for sorting.
pub(crate) fn citing(mentions: &[Mention], labels: &EntryLabels, notes: &[Note]) -> Option<Citing> {
    /// One wide range isn't many citations.
    const RANGE: usize = 8;
    if labels.len() == 0 {
        return None;
    }
    let mut noted: Vec<Span> = notes.iter().map(|note| note.span).collect();
    noted.sort_unstable();
    let is_noted = |span: Span| {
        let after = noted.partition_point(|note| note.start <= span.start);
        after > 0 && span.start < noted[after - 1].end
    };
    // "Roe (2007)" is written about anybody's work, "(Roe 2007)" only to cite; in a note it may be the note's own source.
    let by_name = |m: &&Mention| m.form == MentionForm::Parenthetical && m.year.is_some() && !is_noted(m.span);
    let by_name = mentions.iter().filter(by_name).count();
    if by_name >= FEW && by_name * NOTES_FOR_EACH >= notes.iter().filter(|n| !n.sources.is_empty()).count() {
        return Some(Citing::ByName);
    }
    let is_by_number = |m: &&Mention| match m.form {
        MentionForm::Numeric | MentionForm::Alphanumeric => true,
        // In a list without numbers, raised ones are marks of notes first.
        MentionForm::Superscript => labels.are_printed(),
        MentionForm::Parenthetical | MentionForm::Narrative => false,
    };
    let mut cited: HashSet<String> = HashSet::new();
    for label in mentions.iter().filter(is_by_number).flat_map(|m| &m.labels) {
        match label {
            CitedLabel::Numbers { first, last, .. } => {
                cited.extend((*first..=*last).take(RANGE).map(|n| n.to_string()))
            }
            CitedLabel::Key(key) => drop(cited.insert(key.clone())),
        }
    }
    (cited.len() * 2 >= labels.different()).then_some(Citing::ByLabel)
}

/// Keeps those sources of notes that name a work in full: what else stands in the notes of a paper that cites its list in
/// the running text is running text too. Linear.
pub(crate) fn keep_full_sources(notes: &mut [Note]) {
    for note in notes {
        let text = note.text.as_str();
        note.sources.retain(|source: &Span| is_in_full(source.of(text)));
    }
}

/// Whether a source names a work in full: it begins with its authors as lists write them, has a year, and enough words for
/// a title beside them.
fn is_in_full(source: &str) -> bool {
    let sight = see(source);
    let named = !matches!(sight.name, NameForm::None | NameForm::Same);
    named && sight.year.is_some() && sight.words >= WORDS && !sight.is_prose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_in_full() {
        let cases = [
            ("Roe, Ann: On Lakes and what is in them, Oslo 1998", true),
            ("A. Roe, On Lakes and their Ponds, Press, Oslo 1998", true),
            ("Roe (1998)", false),
            ("Roe and Lind (1998), who say that lakes grow without an end", false),
            ("The lakes of the survey (Roe 1998) are those that were seen in winter", false),
            ("See the lakes above", false),
        ];
        for (source, want) in cases {
            assert_eq!(is_in_full(source), want, "{source}");
        }
    }
}
