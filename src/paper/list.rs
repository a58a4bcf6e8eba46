//! A text that is a bare list of references, one a line, with no paper around it.

use super::{ListedReference, Paper, ReferenceId, ReferenceKind};
use crate::Span;
use crate::document::{CleanText, Region};
use crate::reference::{ENTRY_BYTES, Parser};

/// Whether a text is a list of references, one a line: nearly all of its lines name a year, the first among them, which the title
/// and the text of a paper don't, nor do the lines of a list that goes on from line to line. One line is no list. Linear.
///
/// ```
/// use citegraph::paper::is_list;
///
/// assert!(is_list("Roe, A. (2020). On tests. Tests, 3, 4–9.\nDoe, B. (2019). On jests. Tests, 2, 1–9.\n"));
/// assert!(!is_list("On tests\n\nTests are old (Roe, 2020).\n"));
/// ```
#[must_use]
pub fn is_list(text: &str) -> bool {
    /// A shorter line is a heading or a number.
    const SHORTEST: usize = 25;
    let is_year = |word: &str| word.len() == 4 && matches!(word.parse(), Ok(1500..=2099_u16));
    let names_year = |line: &str| line.split(|c: char| !c.is_ascii_alphanumeric()).any(is_year);
    let (mut lines, mut years) = (0_usize, 0_usize);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let may_be_one = (SHORTEST..=ENTRY_BYTES).contains(&line.len()) && !line.starts_with(['#', '<', '|']);
        let dated = names_year(line);
        if !may_be_one || (lines == 0 && !dated) {
            return false;
        }
        lines += 1;
        years += usize::from(dated);
    }
    lines > 1 && years * 10 >= lines * 9
}

impl Paper {
    /// A paper that is such a [list](is_list): each line that isn't empty is an entry, called by its number. Linear.
    #[must_use]
    pub fn of_list(id: impl Into<String>, text: &str) -> Self {
        let id = id.into();
        let place = |line: &str| line.as_ptr() as usize - text.as_ptr() as usize;
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let entries: Vec<_> = lines.iter().map(|line| CleanText::plain(line)).collect();
        let read = Parser::new().parse_list(&entries);
        let listed = |((number, line), reference): ((usize, &&str), _)| ListedReference {
            id: ReferenceId::new(id.clone(), number.to_string()),
            kind: ReferenceKind::Full,
            refers_to: None,
            span: Span::new(place(line), place(line) + line.len()),
            region: Region::Bibliography,
            reference,
        };
        let references = (1..).zip(&lines).zip(read).map(listed).collect();
        let words = text.split_whitespace().count();
        let regions = [(Region::Bibliography, lines.len())].into_iter().collect();
        Self { id, references, words, regions, ..Self::default() }
    }
}
