//! The labels that a list prints before its entries: "[12]", "12.", "[ABC99]".
//!
//! What stands at the start of one entry may be a label or a part of its text ("1984. A novel."). A list is decided as a
//! whole: its labels are all of one style, and numbers ascend.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use nom::branch::alt;
use nom::bytes::complete::take_while_m_n;
use nom::character::complete::{char, digit1, satisfy, space0};
use nom::combinator::{map_opt, not, opt, peek, recognize, verify};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use super::Entry;
use super::half_width::half_width;

/// A number as lists and citations print it: "4", and "4b", the second part of entry 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Numbered {
    pub number: u32,
    pub letter: Option<char>,
}

/// How a list prints its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Style {
    /// "[12]"
    Square,
    /// "(12)"
    Round,
    /// "12.", "12)"
    Dotted,
    /// "12 ", "12Roe"
    Bare,
}

/// A list whose entries can be led to by number.
#[derive(Clone, Debug, Default)]
struct NumberedList {
    /// Where its first entry stands in the document.
    start: usize,
    /// Entries by number: indices into the document's entries.
    entries: BTreeMap<Numbered, usize>,
}

/// What the lists of a document call their entries.
#[derive(Clone, Debug, Default)]
pub(crate) struct EntryLabels {
    /// In the order of the document.
    lists: Vec<NumberedList>,
    /// Entries by key, "ABC99": indices into the document's entries.
    keys: HashMap<String, usize>,
    /// Whether the numbers are printed, and not only counted.
    printed: bool,
}

/// Labels of so many digits at most are numbers: longer ones are years and identifiers.
const DIGITS: usize = 4;

/// "12", "12b": digits with at most one letter after them.
pub(super) fn numbered(input: &str) -> IResult<&str, Numbered> {
    let number = map_opt(verify(digit1, |d: &str| d.len() <= DIGITS), |d: &str| d.parse().ok());
    let letter = terminated(satisfy(|c| c.is_ascii_lowercase()), peek(not(satisfy(char::is_alphanumeric))));
    number.and(opt(letter)).map(|(number, letter)| Numbered { number, letter }).parse(input)
}

/// The key inside its brackets: "ABC99", "Knu+84", "Smith 2010".
pub(super) fn key(input: &str) -> IResult<&str, &str> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '+' | '-' | '.' | ':' | '\'' | '’' | '*' | '&');
    let first = satisfy(char::is_alphabetic);
    verify(recognize((first, take_while_m_n(1, 23, inside))), |key: &str| key.chars().any(|c| c.is_ascii_digit()))
        .parse(input)
}

fn label(entry: &str) -> Option<(Style, Numbered)> {
    fn square(input: &str) -> IResult<&str, (Style, Numbered)> {
        // "[^12]:" of Markdown's notes.
        delimited((char('['), opt(char('^')), space0), numbered, char(']')).map(|n| (Style::Square, n)).parse(input)
    }
    fn round(input: &str) -> IResult<&str, (Style, Numbered)> {
        delimited((char('('), space0), numbered, char(')')).map(|n| (Style::Round, n)).parse(input)
    }
    fn dotted(input: &str) -> IResult<&str, (Style, Numbered)> {
        // "3.14" is no label.
        let end = terminated(alt((char('.'), char(')'))), peek(not(satisfy(|c| c.is_ascii_digit()))));
        terminated(numbered, end).map(|n| (Style::Dotted, n)).parse(input)
    }
    fn bare(input: &str) -> IResult<&str, (Style, Numbered)> {
        let opens = preceded(space0, satisfy(|c| c.is_alphabetic() || matches!(c, '"' | '“' | '«' | '„')));
        terminated(numbered, peek(opens)).map(|n| (Style::Bare, n)).parse(input)
    }
    // As much as a label takes.
    const SEEN: usize = 40;
    let entry = half_width(&entry[..entry.floor_char_boundary(SEEN)]);
    let entry = entry.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '†'));
    alt((square, round, dotted, bare)).parse(entry).ok().map(|(_, found)| found)
}

fn printed_key(entry: &str) -> Option<&str> {
    let (_, key) = delimited(char('['), key, char(']')).parse(entry.trim_start()).ok()?;
    Some(key)
}

impl EntryLabels {
    /// Reads the labels of a document's listed entries, given with their indices and in their order. Linear, but for
    /// sorting.
    pub(crate) fn of<'e>(entries: impl Iterator<Item = (usize, &'e Entry)>) -> Self {
        let (places, entries): (Vec<usize>, Vec<&Entry>) = entries.unzip();
        let labels: Vec<Option<(Style, Numbered)>> = entries.iter().map(|e| label(e.text.as_str())).collect();
        let keys: HashMap<String, usize> = entries
            .iter()
            .zip(&places)
            .rev()
            .filter_map(|(e, &i)| Some((printed_key(e.text.as_str())?.to_owned(), i)))
            .collect();
        let style = [Style::Square, Style::Round, Style::Dotted, Style::Bare]
            .into_iter()
            .map(|style| (ascending(&labels, style), style))
            .max_by_key(|&(count, style)| (count, std::cmp::Reverse(style)));
        // A list of which half ascends is numbered; keys and numbers may stand in one list.
        let style = style.filter(|(count, _)| *count > 0 && (*count + keys.len()) * 2 >= entries.len()).map(|s| s.1);
        let mut found = Self { keys, printed: style.is_some(), ..Self::default() };
        let Some(style) = style else {
            let counted = (1..).zip(places).map(|(number, i)| (Numbered { number, letter: None }, i));
            let start = entries.first().map_or(0, |e| e.span.start);
            found.lists = vec![NumberedList { start, entries: counted.collect() }];
            return found;
        };
        let mut before = Numbered { number: 0, letter: None };
        for (i, number) in labels.iter().enumerate().filter_map(|(i, l)| Some((i, l.filter(|l| l.0 == style)?.1))) {
            // Where the numbers begin anew, another list does.
            let anew = number <= before && number.number == 1;
            if found.lists.is_empty() || anew {
                found.lists.push(NumberedList { start: entries[i].span.start, entries: BTreeMap::new() });
            }
            if let Some(list) = found.lists.last_mut() {
                list.entries.entry(number).or_insert(places[i]);
            }
            before = number;
        }
        found
    }

    /// Whether the lists print numbers.
    pub(crate) fn are_printed(&self) -> bool {
        self.printed
    }

    /// How many entries can be led to by number.
    pub(crate) fn len(&self) -> usize {
        self.lists.iter().map(|list| list.entries.len()).sum()
    }

    /// How many different numbers the entries have: in each chapter's list they begin anew.
    pub(crate) fn different(&self) -> usize {
        self.lists.iter().flat_map(|list| list.entries.keys()).collect::<BTreeSet<_>>().len()
    }

    /// The highest number in any list; 0 without one.
    pub(crate) fn highest(&self) -> u32 {
        self.lists.iter().filter_map(|list| list.entries.last_key_value()).map(|(n, _)| n.number).max().unwrap_or(0)
    }

    /// The list that a citation at byte `at` of the document means: the next one, else the last.
    fn list(&self, at: usize) -> Option<&NumberedList> {
        let next = self.lists.partition_point(|list| list.start < at);
        self.lists.get(next).or(self.lists.last())
    }

    /// The entries from `first` to `last` in the list that a citation at byte `at` means, in its order.
    ///
    /// "4b" means the entry that is so labelled, or entry 4; "4" means 4a and 4b too.
    pub(crate) fn between(&self, at: usize, first: Numbered, last: u32) -> impl Iterator<Item = (u32, usize)> + '_ {
        let list = self.list(at);
        let labelled = first.letter.and_then(|_| list?.entries.get(&first).copied());
        let from = Numbered { number: first.number, letter: None };
        let to = Numbered { number: last.max(first.number), letter: Some(char::MAX) };
        let range = list.filter(|_| labelled.is_none()).map(|list| list.entries.range(from..=to));
        let in_range = range.into_iter().flatten().map(|(n, &i)| (n.number, i));
        labelled.map(|i| (first.number, i)).into_iter().chain(in_range)
    }

    /// The entry with this key.
    pub(crate) fn keyed(&self, key: &str) -> Option<usize> {
        self.keys.get(key).copied()
    }

    /// Whether any entry has a key.
    pub(crate) fn have_keys(&self) -> bool {
        !self.keys.is_empty()
    }
}

/// How many entries have labels of `style` that go on from the label before, or begin at 1.
fn ascending(labels: &[Option<(Style, Numbered)>], style: Style) -> usize {
    /// Entries that were lost or run together leave gaps.
    const GAP: u32 = 3;
    let mut before = 0;
    let mut count = 0;
    for number in labels.iter().flatten().filter(|l| l.0 == style).map(|l| l.1.number) {
        if number == 1 || (number >= before && number <= before.saturating_add(GAP)) {
            count += 1;
        }
        before = number;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::document::CleanText;

    /// The labels of a list of these entries, ten bytes apart.
    fn labels(entries: &[&str]) -> EntryLabels {
        let entry = |(n, text): (usize, &&str)| Entry {
            label: (n + 1).to_string(),
            span: Span::new(n * 10, n * 10 + 9),
            region: crate::document::Region::Bibliography,
            text: CleanText::plain(text),
        };
        let entries: Vec<Entry> = entries.iter().enumerate().map(entry).collect();
        EntryLabels::of(entries.iter().enumerate())
    }

    fn led(labels: &EntryLabels, at: usize, first: u32, letter: Option<char>, last: u32) -> Vec<usize> {
        labels.between(at, Numbered { number: first, letter }, last).map(|found| found.1).collect()
    }

    #[test]
    fn a_list_is_numbered_in_one_style() {
        let cases: [(&str, &[&str], bool, &[usize]); 8] = [
            ("square", &["[1] A", "[2] B", "[3] C"], true, &[1]),
            ("round", &["(1) A", "(2) B", "(3) C"], true, &[1]),
            ("dotted", &["1. A", "2. B", "3. C"], true, &[1]),
            ("bare", &["1 A", "2B", "3 C"], true, &[1]),
            ("one was lost", &["1. A", "3. C"], true, &[]),
            ("one has a part", &["1. A", "2a. B", "2b. C"], true, &[1, 2]),
            ("none: counted", &["A", "B", "C"], false, &[1]),
            ("years are no labels", &["1984. A", "1812. B", "Roe"], false, &[1]),
        ];
        for (name, entries, printed, second) in cases {
            let labels = labels(entries);
            assert_eq!((labels.are_printed(), led(&labels, 0, 2, None, 2).as_slice()), (printed, second), "{name}");
        }
    }

    #[test]
    fn letters_and_ranges() {
        let labels = labels(&["1. A", "2. B", "3a. C", "3b. D", "4. E"]);
        assert_eq!(led(&labels, 0, 2, None, 4), [1, 2, 3, 4]);
        assert_eq!(led(&labels, 0, 3, Some('b'), 3), [3]);
        assert_eq!(led(&labels, 0, 2, Some('b'), 2), [1], "the second part of entry 2");
        assert_eq!(led(&labels, 0, 7, None, 9), [] as [usize; 0]);
    }

    #[test]
    fn the_list_that_follows_is_meant() {
        let labels = labels(&["[1] A", "[2] B", "[1] C", "[2] D"]);
        let of = |at| led(&labels, at, 2, None, 2);
        assert_eq!((of(0), of(15), of(90)), (vec![1], vec![3], vec![3]));
    }

    #[test]
    fn keys_beside_numbers() {
        let labels = labels(&["[Roe10] A", "[Le+11] B", "[3] C"]);
        assert_eq!((labels.keyed("Roe10"), labels.keyed("Le+11"), labels.keyed("3")), (Some(0), Some(1), None));
    }
}
