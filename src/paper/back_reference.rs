//! Leads "Ibid.", "op. cit.", "(oben N. 7)", short titles and dashes to the entries they mean.

use std::collections::HashMap;
use std::sync::Arc;

use super::{ListedReference, NOTE, ReferenceKind, number_of};
use crate::document::Region;
use crate::fold;
use crate::reference::issue::IssueKind;
use crate::reference::{BackReference, is_op_cit, is_same_author, may_be_the_work};
use crate::terms::{self, Term, Terms};

/// A back-reference is looked up among at most this many entries of its author or note, the last ones, so that a list
/// of nothing else costs no square.
const ENTRIES: usize = 200;

/// An entry that refers back or is short is no longer than this, in bytes.
const SHORT: usize = 300;

/// An entry's authors, its year and the words of its title.
#[derive(Clone, Debug, Default)]
struct Named {
    families: Vec<String>,
    year: Option<i32>,
    title: String,
    /// All its words, of a note's source, to look a name up that isn't an author's: "the Hargrave report".
    words: String,
}

/// The entries by what back-references call them.
struct Before<'n> {
    named: &'n [Named],
    /// Those in full, by the folded name of their first author.
    by_author: HashMap<&'n str, Vec<usize>>,
    /// All, by their label without its letter.
    by_number: HashMap<String, Vec<usize>>,
}

/// What an entry says of another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Says {
    /// "Ibid." and its like, with no name before it.
    same: bool,
    /// "op. cit.", or "id." after a name.
    above: bool,
    /// "n. 8"
    note: Option<u32>,
}

/// Sets the kind of every entry, and what it refers to. Linear, but for at most [`ENTRIES`] comparisons of each
/// back-reference.
pub(super) fn resolve(references: &mut [ListedReference], in_notes: bool) {
    let of_note = |entry: &ListedReference| in_notes && entry.region == Region::Note;
    let named: Vec<Named> = references.iter().map(|entry| Named::of(entry, of_note(entry))).collect();
    let says: Vec<Says> = references.iter().map(|entry| says(entry, of_note(entry))).collect();
    let short: Vec<Option<Short>> = references.iter().map(|e| Short::of(e).filter(|_| of_note(e))).collect();
    // What short forms lead to may stand below them: the list at the end.
    let mut all = Before::of(&named);
    for (i, (says, short)) in says.iter().zip(&short).enumerate() {
        let refers = *says != Says::default() || short.is_some();
        all.add(i, !refers, "");
    }
    let mut before = Before::of(&named);
    let dated_lines = years_begin_lines(references);
    for i in 0..references.len() {
        let entry = &references[i];
        let names = &named[i].families;
        let title = Some(named[i].title.as_str()).filter(|t| !t.is_empty());
        let last = i.checked_sub(1);
        let label = number_of(&entry.id.label);
        let note = says[i].note.map(|n| label_of_note(label, n));
        let (kind, target) = if let Some(note) = note.filter(|_| says[i] != Says::default()) {
            let found = before.of_note(&note, names).or_else(|| before.of_author(names, title));
            (ReferenceKind::OpCit, found)
        } else if says[i].same {
            (ReferenceKind::Ibid, last)
        } else if says[i].above {
            // Without a name, the entry before.
            (ReferenceKind::OpCit, if names.is_empty() { last } else { before.of_author(names, title) })
        } else if entry.reference.author.first().is_some_and(|a| is_same_author(&a.value))
            || dated_lines && i > 0 && begins_with_year(entry)
        {
            (ReferenceKind::SameAuthor, last)
        } else if let Some(found) = short[i].as_ref().and_then(|s| before.of_short(s).or_else(|| all.of_short(s))) {
            (ReferenceKind::OpCit, Some(found))
        } else {
            (ReferenceKind::Full, None)
        };
        // A back-reference to a back-reference means what that one means; an entry under a dash is a work of its own, unless its
        // authors are asked for by a further dash.
        let target = target.filter(|t| *t != i).map(|t| &references[t]);
        let own = |t: &ListedReference| t.kind == ReferenceKind::SameAuthor && kind != ReferenceKind::SameAuthor;
        let further = |t: &ListedReference| t.refers_to.clone().filter(|_| !own(t));
        let refers_to = target.map(|t| further(t).unwrap_or_else(|| t.id.label.clone()));
        before.add(i, kind == ReferenceKind::Full, label);
        if kind == ReferenceKind::SameAuthor && refers_to.is_some() {
            Arc::make_mut(&mut references[i].reference).issues.retain(|issue| issue.kind != IssueKind::NoAuthor);
        }
        references[i].kind = kind;
        references[i].refers_to = refers_to;
    }
}

/// Whether the list has its years bare behind the authors, and works under these that begin with their year: "Roe, Ann" above
/// "1990 Of Rivers" and "1992 Of Lakes", as archaeologists print it.
fn years_begin_lines(references: &[ListedReference]) -> bool {
    /// So many entries make a habit, and so many in ten of those with authors.
    const HABIT: usize = 3;
    const TENTHS: usize = 8;
    let is_bare = |entry: &&ListedReference| {
        let (Some(author), Some(issued)) = (entry.reference.author.last(), &entry.reference.issued) else {
            return false;
        };
        let between = entry.reference.raw.get(author.span.end..issued.span.start);
        between.is_some_and(|text| text.chars().all(|c| c.is_whitespace() || c == '.'))
    };
    let listed = || references.iter().filter(|entry| entry.region == Region::Bibliography);
    let named = listed().filter(|entry| !entry.reference.author.is_empty()).count();
    let bare = listed().filter(is_bare).count();
    bare >= HABIT && bare * 10 >= named * TENTHS
}

/// Whether an entry of a list has no authors, and its year first.
fn begins_with_year(entry: &ListedReference) -> bool {
    let reference = &entry.reference;
    let first = reference.issued.as_ref().is_some_and(|issued| issued.span.start == 0);
    entry.region == Region::Bibliography && first && reference.author.is_empty() && reference.editor.is_empty()
}

/// The label of note `number` in the numbering of the note with this label: "n3.12" and 7 are "n3.7".
fn label_of_note(label: &str, number: u32) -> String {
    let own = label.rfind('.').map_or_else(|| label.len() - label.trim_start_matches(NOTE).len(), |dot| dot + 1);
    format!("{}{number}", &label[..own])
}

/// What the reader found in an entry, and, in notes, what it leaves to be found.
fn says(entry: &ListedReference, in_note: bool) -> Says {
    let mut found = Says::default();
    match entry.reference.back_reference.as_ref().map(|b| b.value) {
        Some(BackReference::Ibid) => found.same = true,
        Some(BackReference::OpCit) => found.above = true,
        Some(BackReference::Note(number)) => found.note = Some(number),
        None => {}
    }
    if in_note && entry.reference.raw.len() <= SHORT {
        found = words_say(&entry.reference.raw, found);
    }
    found
}

/// Reads "Id. at 45", "Kahn-Freund, id.", "Roe (oben N. 7) 101" and "Roe, op. cit., n. 8".
fn words_say(raw: &str, mut found: Says) -> Says {
    const SAME: Terms = Terms::of(&[Term::Ibid]);
    const SAME_AUTHOR: Terms = Terms::of(&[Term::SameAuthor]);
    const ABOVE: Terms = Terms::of(&[Term::OpCit]);
    const NOTE: Terms = Terms::of(&[Term::NoteNumber]);
    // A work of its own in a work cited above: "Roe, ‘Of Things’ in Poe, op. cit., n. 8".
    let quoted = raw.contains(['‘', '“', '„', '«', '»', '"']);
    if quoted && [" in ", " in: ", " In: "].iter().any(|w| raw.contains(w)) {
        return Says::default();
    }
    let starts = raw.char_indices().filter(|&(i, c)| c.is_alphabetic() && !raw[..i].ends_with(char::is_alphanumeric));
    for (n, (i, _)) in starts.enumerate() {
        let rest = &raw[i..];
        if n == 0 && terms::at_start(rest, SAME).is_some_and(|end| goes_nowhere(&rest[end..])) {
            found.same = true;
        }
        // "Id., p. 4" is the same work, "Idem, Of Rivers, 1990" only the same author's.
        let idem = terms::at_start(rest, SAME_AUTHOR).filter(|end| may_be_the_work(&rest[..*end]));
        if idem.is_some_and(|end| goes_nowhere(&rest[end..])) {
            found.same |= n == 0;
            found.above |= n > 0;
        }
        found.above |= terms::at_start(rest, ABOVE).is_some_and(|end| is_op_cit(raw, &rest[..end]));
        let number = terms::at_start(rest, NOTE).map(|end| rest[end..].trim_start_matches(['.', ' ', '\u{a0}']));
        if let Some(number) = number.filter(|_| n > 0 || raw.starts_with(['(', '['])) {
            let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            // After a year or a page it is a note of the work that is cited: "Roe 1990, S. 12 Fn. 3".
            let own = raw[..i].chars().any(|c| c.is_ascii_digit());
            if (1..=4).contains(&digits) && !own && found.note.is_none() {
                found.note = number[..digits].parse().ok();
            }
        }
    }
    found
}

/// Whether no title follows: at most a place that is meant.
fn goes_nowhere(rest: &str) -> bool {
    const LETTERS: usize = 16;
    let rest = rest.split(['(', '[']).next().unwrap_or_default();
    let year =
        rest.split(|c: char| !c.is_ascii_digit()).any(|n| n.len() == 4 && (n.starts_with('1') || n.starts_with("20")));
    rest.chars().filter(|c| c.is_alphabetic()).count() <= LETTERS && !(year && rest.contains(','))
}

/// "Geiger 1964, S. 65", "Roe, Algae, p. 5": names and a year, or names and a short title, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Short {
    /// Folded.
    families: Vec<String>,
    year: Option<i32>,
    /// Folded; empty when the year is all there is.
    title: String,
}

impl Short {
    fn of(entry: &ListedReference) -> Option<Self> {
        let (reference, raw) = (&entry.reference, entry.reference.raw.as_str());
        if raw.len() > SHORT / 2 {
            return None;
        }
        if let Some(found) = Self::year(raw) {
            return Some(found);
        }
        let empty = reference.issued.is_none()
            && reference.container_title.is_none()
            && reference.publisher.is_none()
            && reference.url.is_none();
        let title = fold::words(&reference.title.as_ref()?.value);
        let families: Vec<String> = families(entry);
        let few = (1..=6).contains(&title.split(' ').count());
        (empty && few && !families.is_empty()).then_some(Self { families, year: None, title })
    }

    /// "Roe/Poe 1999: 5", "Roe and Poe (1999), p. 5".
    fn year(raw: &str) -> Option<Self> {
        let digits = |i: usize| raw[i..].bytes().take_while(u8::is_ascii_digit).count();
        let starts = raw
            .char_indices()
            .filter(|&(i, c)| c.is_ascii_digit() && !raw[..i].ends_with(|b: char| b.is_ascii_digit()));
        let (at, _) = starts.take(1).find(|&(i, _)| digits(i) == 4)?;
        let year = raw[at..at + 4].parse().ok().filter(|y| (1400..2100).contains(y))?;
        let after = raw[at + 4..].trim_start_matches(|c: char| c.is_ascii_lowercase()).trim_start_matches([')', ']']);
        let words = |text: &str| text.split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() > 2).count();
        let names = raw[..at].trim_end_matches([' ', ',', '(', '[', ':']);
        let parts: Vec<&str> = names.split([' ', '/', ',', ';', '&']).filter(|p| !p.is_empty()).collect();
        let joins = |p: &str| {
            let folded = fold::words(p);
            matches!(
                folded.as_str(),
                "and" | "und" | "et" | "al" | "e" | "y" | "u" | "a" | "ua" | "von" | "van" | "de" | "der"
            )
        };
        let named = |p: &&str| p.starts_with(char::is_uppercase) && p.chars().count() > 1 && !p.ends_with('.');
        let all_names = parts.iter().all(|p| named(p) || joins(p)) && (1..=10).contains(&parts.len());
        // "Anna Holm, Über Seen, Kiel 1964" is a work in full: more than two words in a row that nothing joins.
        let beside = names.split(['/', ',', ';', '&']).any(|part| {
            let words = part.split(' ').filter(|w| !w.is_empty());
            words.clone().zip(words.skip(1)).any(|(a, b)| named(&a) && named(&b))
        });
        if !all_names || beside && parts.len() > 2 || words(after) > 4 || after.contains(['“', '„', '‘', '"']) {
            return None;
        }
        let families = parts.iter().filter(|p| named(p)).map(|p| fold::letters(p)).collect();
        Some(Self { families, year: Some(year), title: String::new() })
    }
}

fn families(entry: &ListedReference) -> Vec<String> {
    let name = |n: &crate::reference::name::Name| n.family.clone().or_else(|| n.literal.clone()).unwrap_or_default();
    entry.reference.author.iter().map(|a| fold::letters(&name(&a.value))).collect()
}

impl Named {
    fn of(entry: &ListedReference, in_note: bool) -> Self {
        let title = entry.reference.title.as_ref().map(|t| fold::words(&t.value)).unwrap_or_default();
        let year = entry.reference.issued.as_ref().and_then(|d| d.value.year());
        // No name is looked up past the first lines.
        let raw: String = entry.reference.raw.chars().take(if in_note { SHORT } else { 0 }).collect();
        Self { families: families(entry), year, title, words: format!(" {} ", fold::words(&raw)) }
    }

    /// How many of these names are its authors'.
    fn shares(&self, names: &[String]) -> usize {
        names.iter().filter(|n| self.families.contains(n)).count()
    }
}

impl<'n> Before<'n> {
    fn of(named: &'n [Named]) -> Self {
        Self { named, by_author: HashMap::new(), by_number: HashMap::new() }
    }

    fn add(&mut self, entry: usize, in_full: bool, number: &str) {
        if let Some(first) = self.named[entry].families.first().filter(|_| in_full) {
            self.by_author.entry(first).or_default().push(entry);
        }
        if !number.is_empty() {
            self.by_number.entry(number.to_owned()).or_default().push(entry);
        }
    }

    /// The last entries whose first author is the first of these.
    fn by(&self, names: &[String]) -> impl DoubleEndedIterator<Item = (usize, &Named)> + Clone {
        let known = names.first().and_then(|first| self.by_author.get(first.as_str())).map_or(&[][..], Vec::as_slice);
        known[known.len().saturating_sub(ENTRIES)..].iter().map(|i| (*i, &self.named[*i]))
    }

    /// The last entry with these authors; of several, the one whose title the short title is in.
    fn of_author(&self, names: &[String], short: Option<&str>) -> Option<usize> {
        let mut named = self.by(names).rev().filter(|(_, n)| n.families.starts_with(names));
        let titled = short.and_then(|short| named.clone().find(|(_, n)| n.title.contains(short)));
        titled.or_else(|| named.next()).map(|(i, _)| i)
    }

    /// The source of a note; of several, the one by the author named, or that names him.
    fn of_note(&self, number: &str, names: &[String]) -> Option<usize> {
        let mut sources = self.by_number.get(number)?.iter().copied().take(ENTRIES);
        let first = names.first();
        let by = sources.clone().find(|i| first.is_some() && self.named[*i].families.starts_with(names));
        let names_him = |i: &usize| first.is_some_and(|f| self.named[*i].words.contains(&format!(" {f} ")));
        by.or_else(|| sources.clone().find(names_him)).or_else(|| sources.next())
    }

    /// The entry that a short form means: of its names and its year or title, the one that shares most names.
    fn of_short(&self, short: &Short) -> Option<usize> {
        let fits = |n: &Named| match short.year {
            Some(year) => n.year == Some(year),
            None => n.title != short.title && n.title.contains(&short.title),
        };
        // Of equals the first.
        let found = self.by(&short.families).filter(|(_, n)| fits(n)).rev();
        found.max_by_key(|(_, n)| n.shares(&short.families)).map(|(i, _)| i)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::Paper;

    /// The label, kind and target of every source in notes that stand under a heading.
    fn read(notes: &str) -> Vec<(String, ReferenceKind, Option<String>)> {
        let paper = Paper::read("a", &format!("# Of Rivers\n\nText.\n\n## Notes\n\n{notes}"));
        paper.references.into_iter().map(|r| (r.id.label, r.kind, r.refers_to)).collect()
    }

    #[test]
    fn what_words_say() {
        let cases = [
            ("Ibid., at 45", (true, false, None)),
            ("Id. at 45.", (true, false, None)),
            ("Ebd., S. 3", (true, false, None)),
            ("Idem, p. 140", (true, false, None)),
            ("Idem, Of Rivers and of Lakes, Leeds 1990", (false, false, None)),
            ("Hargrave, id., para. 4", (false, true, None)),
            ("Hargrave (oben N. 7) 101", (false, false, Some(7))),
            ("Hargrave (Anm. 3), S. 4", (false, false, Some(3))),
            ("Hargrave, op. cit., n. 12, at 5", (false, true, Some(12))),
            ("Hargrave, supra note 4, at 12", (false, false, Some(4))),
            ("Hargrave 1990, S. 12 Fn. 3", (false, false, None)),
            ("P. Lee, ‘Of Lakes’ in Hargrave, op. cit., n. 12", (false, false, None)),
        ];
        for (raw, (same, above, note)) in cases {
            assert_eq!(words_say(raw, Says::default()), Says { same, above, note }, "{raw}");
        }
    }

    #[test]
    fn names_and_a_year_are_a_short_form() {
        let cases = [
            ("Holm 1964, insbesondere S. 65", Some((vec!["holm"], 1964))),
            ("Holm/Lund, 1972.", Some((vec!["holm", "lund"], 1972))),
            ("Holm und Lund (1972a): 5f.", Some((vec!["holm", "lund"], 1972))),
            ("Anna Holm, Über Seen, Kiel 1964", None),
            ("Holm 1964: Über Seen und die Flüsse im Norden. Kiel: Meer.", None),
            ("In 1964", None),
        ];
        for (raw, want) in cases {
            let found = Short::year(raw).map(|s| (s.families, s.year));
            let want = want.map(|(names, year)| (names.into_iter().map(str::to_owned).collect(), Some(year)));
            assert_eq!(found.filter(|f: &(Vec<String>, Option<i32>)| f.0 != ["in"]), want, "{raw}");
        }
    }

    #[test]
    fn notes_of_the_same_numbering() {
        let cases = [("12", "7"), ("n12", "n7"), ("3.12", "3.7"), ("n3.12", "n3.7")];
        for (label, want) in cases {
            assert_eq!(label_of_note(label, 7), want, "{label}");
        }
    }

    #[test]
    fn back_references_lead_to_their_source() {
        let notes = "1 Ann Hargrave, Of Rivers (Leeds: North Press, 1990), 12.\n\n2 Ibid., 14.\n\n\
                     3 Bo Lund, Of Lakes (Oslo: Nord, 1991), 5.\n\n4 Hargrave, op. cit., p. 20.\n\n\
                     5 Lund, supra note 3, at 7.\n";
        let found: Vec<_> = read(notes).into_iter().map(|(label, _, target)| (label, target)).collect();
        let want = [("1", None), ("2", Some("1")), ("3", None), ("4", Some("1")), ("5", Some("3"))];
        let want: Vec<_> = want.into_iter().map(|(l, t)| (l.to_owned(), t.map(str::to_owned))).collect();
        assert_eq!(found, want);
    }

    #[test]
    fn works_under_their_years_are_by_the_authors_above() {
        let list = "Alder, Ann\n  1990 Of Rivers. Journal of Tests 3:4-9.\n  1992 Of Lakes. Journal of Tests 5:1-8.\n\
                    Birch, Bo, and Carl Elm\n  1991 Of Moors. Journal of Tests 4:5-9.\n\
                    Moor, Dora\n  1987 Of Ponds. Nord Press, Oslo.\n  1989 Of Seas. Nord Press, Oslo.\n";
        let text = format!("Of Rivers and Lakes\n\nRivers run (Alder 1992; Moor 1989).\n\nReferences Cited\n\n{list}");
        let paper = Paper::read("a", &text);
        let found: Vec<_> = paper.references.iter().map(|r| (r.kind, r.refers_to.as_deref())).collect();
        let (full, same) = (ReferenceKind::Full, ReferenceKind::SameAuthor);
        assert_eq!(found, [(full, None), (same, Some("1")), (full, None), (full, None), (same, Some("4"))]);
        assert!(paper.references.iter().all(|r| r.reference.issues.is_empty()));
        let cited: Vec<&str> = paper.citations.iter().flat_map(|c| c.resolution.labels()).map(String::as_str).collect();
        assert_eq!(cited, ["2", "5"]);
    }
}
