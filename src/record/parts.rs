//! Files in one: records of several forms one behind the other, as people put exports together.

use super::format::Format;
use super::recognise::{Recognised, is_entry, is_json, is_ris_type, recognise};
use super::table;
use super::wrapping::unwrapped;
use crate::Span;

/// A stretch of a text that is a file of its own.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) span: Span,
    pub(super) format: Format,
}

/// So many marks of a text's beginning are looked at that stand within a line.
const MARKS: usize = 64;
/// So many brackets that may begin JSON are looked behind, as far as shows what it is.
const LOOKS: usize = 64;

/// The files in a text of `format`, in order, most often one. Linear.
pub(super) fn parts(text: &str, format: Format) -> Vec<Part> {
    let (from, to) = unwrapped(text).unwrap_or((0, text.len()));
    let whole = || vec![Part { span: Span::new(from, to), format }];
    // What a line of the others begins with says little.
    let is_mixed = matches!(
        format,
        Format::Ris | Format::EndNote | Format::Nbib | Format::Wos | Format::Bibtex | Format::Csl | Format::OpenAlex
    ) || is_table(format);
    if !is_mixed {
        return whole();
    }
    let starts = starts(text, from, to, format);
    if starts.len() < 2 {
        return whole();
    }
    let ends = starts.iter().skip(1).copied().chain([to]);
    let mut found: Vec<Part> = Vec::new();
    // What begins none stands before or behind one that does: what programs say of themselves.
    let mut before = None;
    for (start, end) in starts.iter().copied().zip(ends) {
        match recognise(&text[start..end]) {
            Recognised::Records(format) => {
                found.push(Part { span: Span::new(before.take().unwrap_or(start), end), format });
            }
            _ => match found.last_mut() {
                Some(part) => part.span.end = end,
                None => before = before.or(Some(start)),
            },
        }
    }
    // A line like the header of a table above entries of another form is what somebody wrote.
    if let [first, second, ..] = &mut found[..]
        && is_table(first.format)
        && !is_table(second.format)
        && is_line(first.span.of(text))
    {
        second.span.start = first.span.start;
        found.remove(0);
    }
    if found.is_empty() { whole() } else { found }
}

/// Whether a text is one line.
fn is_line(text: &str) -> bool {
    text.lines().filter(|line| !line.trim().is_empty()).nth(1).is_none()
}

fn is_table(format: Format) -> bool {
    use Format::{Csv, Dimensions, Lens, OpenCitations, OpenCitationsMeta, Scopus, WosTab};
    matches!(format, Csv | Dimensions | Lens | OpenCitations | OpenCitationsMeta | Scopus | WosTab)
}

/// Where files may begin: at lines that begin another form than those before, and at marks that only a file's beginning has.
///
/// A brace or a quotation mark that nothing closes holds nothing: where there are such, the lines are looked at once more.
fn starts(text: &str, from: usize, to: usize, format: Format) -> Vec<usize> {
    let (starts, open) = starts_but_in(text, from, to, format, &[]);
    if open.is_empty() { starts } else { starts_but_in(text, from, to, format, &open).0 }
}

/// Where files may begin, though a record seems to be open in one of the stretches `open`; and the stretches in which one was to its
/// end. Linear, but for finding the stretch of a line that begins a file.
fn starts_but_in(text: &str, from: usize, to: usize, format: Format, open: &[Span]) -> (Vec<usize>, Vec<Span>) {
    let mut starts = vec![from];
    let mut left = Vec::new();
    let is_open = |at: usize| {
        let next = open.partition_point(|stretch| stretch.end <= at);
        open.get(next).is_some_and(|stretch| stretch.start <= at)
    };
    // Of a table the header may be one that only its own room knows.
    let mut current = is_table(format).then_some(Format::Csv);
    let mut blank = true;
    let mut at = from;
    let mut marks = 0;
    let mut looks = 0;
    let mut record = Record::default();
    for line in text[from..to].split_inclusive('\n') {
        let rest = &text[at..to];
        // A mark shows a beginning as an empty line does.
        blank |= rest.starts_with('\u{feff}');
        // A table goes on with rows, so that a header in it begins another.
        if let Some(found) = begins(rest, line, blank, current, &mut looks)
            && (current != Some(found) || found == Format::Csv)
            && (!record.holds(line, blank, current, found) || record.is_open() && is_open(at))
        {
            starts.push(at);
            current = Some(found);
            record = Record::default();
        }
        for (mark, _) in line.match_indices('\u{feff}').filter(|(mark, _)| *mark > 0).take(MARKS - marks) {
            marks += 1;
            let (behind, line) = (&rest[mark..], line[mark..].trim_end_matches(['\n', '\r']));
            if let Some(found) = begins(behind, line, true, None, &mut looks) {
                starts.push(at + mark);
                current = Some(found);
            }
        }
        left.extend(record.pass(line, at, current));
        blank = line.trim().is_empty();
        at += line.len();
    }
    left.extend(record.is_open().then(|| Span::new(record.since, to)));
    starts.dedup();
    (starts, left)
}

/// The form that begins with this line; forms of one kind are one here.
fn begins(rest: &str, line: &str, blank: bool, current: Option<Format>, looks: &mut usize) -> Option<Format> {
    let line = line.trim_end().trim_start_matches('\u{feff}');
    let digit = |c: char| c.is_ascii_digit();
    match line.as_bytes().first()? {
        b'T' if line.starts_with("TY  -") && is_ris_type(line) => Some(Format::Ris),
        b'P' if line.strip_prefix("PMID- ").is_some_and(|id| id.starts_with(digit)) => Some(Format::Nbib),
        b'P' if matches!(line, "PT J" | "PT B" | "PT C" | "PT S") => Some(Format::Wos),
        b'F' if line.starts_with("FN ") && (blank || is_ended(current)) => Some(Format::Wos),
        b'%' if line.strip_prefix("%0 ").is_some_and(|kind| kind.starts_with(char::is_uppercase)) => {
            Some(Format::EndNote)
        }
        b'@' if is_entry(rest.trim_start_matches('\u{feff}')) => Some(Format::Bibtex),
        b'[' | b'{' if (blank || is_ended(current)) && current != Some(Format::Csl) => {
            if *looks == LOOKS || !is_json(rest.as_bytes()) {
                return None;
            }
            let forms = [Format::Csl, Format::OpenAlex, Format::Crossref, Format::SemanticScholar];
            let found = matches!(recognise(rest), Recognised::Records(form) if forms.contains(&form));
            // Looks that find nothing are bounded; a file that is found is worth its look.
            *looks += usize::from(!found);
            found.then_some(Format::Csl)
        }
        _ if blank || current.is_none() || (current == Some(Format::Csv) && line.contains("itle")) => {
            table::is_header(line).then_some(Format::Csv)
        }
        _ => None,
    }
}

/// How far the record that a line stands in has come: what a note, an abstract or a cell says begins no file.
#[derive(Default)]
struct Record {
    /// Whether a quotation of a table is open.
    quoted: bool,
    /// How many braces of BibTeX are.
    depth: usize,
    /// Where the quotation or the first brace opened.
    since: usize,
    /// Whether RIS said that its record ends.
    ended: bool,
}

impl Record {
    /// Whether a line that looks like the beginning of `found` is part of the record.
    fn holds(&self, line: &str, blank: bool, current: Option<Format>, found: Format) -> bool {
        match (current, found) {
            (Some(Format::Csv), _) => self.quoted,
            (Some(Format::Bibtex), _) => self.depth > 0,
            // "Title, author, year" is what somebody wrote.
            (Some(Format::Ris), Format::Csv) => !self.ended || line.contains(", "),
            (Some(_), Format::Csv) => line.contains(", "),
            (Some(Format::Ris), _) => !self.ended && !blank,
            _ => false,
        }
    }

    /// Whether a quotation or a brace is open.
    fn is_open(&self) -> bool {
        self.quoted || self.depth > 0
    }

    /// Goes on over a line, which begins at `at`. The stretch of an entry that lacked its last brace when the next one began.
    fn pass(&mut self, line: &str, at: usize, current: Option<Format>) -> Option<Span> {
        let was_open = self.is_open();
        let mut left = None;
        match current {
            Some(Format::Csv) => self.quoted = is_quoted_behind(line, self.quoted),
            Some(Format::Bibtex) => {
                if line.starts_with('@') && self.depth > 0 {
                    left = Some(Span::new(self.since, at));
                    (self.depth, self.since) = (0, at);
                }
                // "\{" is a sign that is printed.
                let count = |mark: char, sign: &str| line.matches(mark).count() - line.matches(sign).count();
                self.depth = (self.depth + count('{', "\\{")).saturating_sub(count('}', "\\}"));
            }
            _ => {}
        }
        if !was_open {
            self.since = at;
        }
        if !line.trim().is_empty() {
            self.ended = line.starts_with("ER");
        }
        left
    }
}

/// Whether a quotation is open behind a line of a table, in one or not: it opens where a cell begins, and a mark within it stands twice.
fn is_quoted_behind(line: &str, mut quoted: bool) -> bool {
    let mut bytes = line.bytes().peekable();
    let mut before = b',';
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' if quoted && bytes.peek() == Some(&b'"') => {
                bytes.next();
            }
            b'"' if quoted => quoted = false,
            b'"' => quoted = matches!(before, b',' | b';' | b'\t' | b'|' | b'='),
            _ => {}
        }
        before = byte;
    }
    quoted
}

/// Whether a record of the form ends by itself, so that what follows is none of its fields.
fn is_ended(current: Option<Format>) -> bool {
    matches!(current, Some(Format::Bibtex | Format::Ris))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_never_closed_holds_no_other_file() {
        use Format::{Bibtex, Csv, Ris};
        let ris = "\nTY  - JOUR\nTI  - A\nER  - \n";
        let whole = "@book{b, title = {B}}\n";
        let cases: [(&[&str], &[Format]); 4] = [
            (&["@book{a, title = {A \\{ a}}\n", ris], &[Bibtex, Ris]),
            (&["@book{a, title = {A},\n year = 2001\n", ris], &[Bibtex, Ris]),
            (&["@book{a, title = {A},\n", ris, whole], &[Bibtex, Ris, Bibtex]),
            (&["Title,Authors,Year\nIce 5\" deep,Roe,2002\n", ris], &[Csv, Ris]),
        ];
        for (files, want) in cases {
            let text = files.concat();
            let found = parts(&text, want[0]);
            assert_eq!(found.iter().map(|part| part.format).collect::<Vec<_>>(), want, "{text}");
            assert_eq!(found.iter().map(|part| part.span.len()).sum::<usize>(), text.len(), "{text}");
        }
    }

    #[test]
    fn forms_behind_one_another() {
        use Format::{Bibtex, Csl, Csv, EndNote, Nbib, Ris, Wos};
        let bibtex = "@article{a,\n title = {A\n\nTY is no tag},\n}\n";
        let ris = "TY  - JOUR\nTI  - A\nER  - \n";
        let nbib = "PMID- 12\nTI  - A\n";
        let endnote = "%0 Book\n%T A\n";
        let wos = "FN X\nVR 1.0\nPT J\nTI A\nER\n\nEF\n";
        let csl = "[{\"type\": \"book\", \"title\": \"A\"}]\n";
        let csv = "Title,Authors,Year\nA,Roe,2001\n";
        let cases: [(&[&str], &[Format]); 8] = [
            (&[bibtex, ris, bibtex], &[Bibtex, Ris, Bibtex]),
            (&[ris, ris], &[Ris]),
            (&[nbib, "\n", ris, wos], &[Nbib, Ris, Wos]),
            (&[bibtex, csl], &[Bibtex, Csl]),
            (&[csl, bibtex], &[Csl, Bibtex]),
            (&[csv, "\n", ris, endnote], &[Csv, Ris, EndNote]),
            (&["Provider: Somebody\n\n", ris, "\n", csv], &[Ris, Csv]),
            (&["\u{feff}Title,Authors,Year\nA,Roe,2001\u{feff}", csv], &[Csv, Csv]),
        ];
        for (files, want) in cases {
            let text = files.concat();
            let Recognised::Records(format) = recognise(&text) else { panic!("{text}") };
            let found = parts(&text, format);
            assert_eq!(found.iter().map(|part| part.format).collect::<Vec<_>>(), want, "{text}");
            assert_eq!(found.iter().map(|part| part.span.of(&text)).collect::<String>(), text);
        }
    }

    #[test]
    fn what_a_record_says_begins_no_file() {
        for text in [
            "TY  - JOUR\nTI  - A\nN1  - See\n\nTitle, author, year\nPY  - 2001\nER  - \n",
            "TY  - JOUR\nAB  - Of\n%0 Book\nPY  - 2001\nER  - \n",
            "@book{a,\n note = {Of\n%0 Journal Article\n},\n}\n",
            "%0 Book\n%T A\n%X Of\n\nTitle, author, year\n%D 2001\n",
            "Title,Authors,Year\nA,\"Roe\nTitle,Authors,Year\n\",2001\n",
            "Title,Author,Year\n\n@book{a, title = {A}}\n",
            "Title,Authors,Year\nA,\"Roe\n\n@book{a, title = {A}}\n\",2001\n",
            "Title,Authors,Year\nIce 5\" deep,Roe,2001\nA,\"Roe \"\"said\n\n@book{a, title = {A}}\n\",2001\n",
            "Authors,Title,Year,EID,References\nRoe A.,\"A\n\n@book{a, title = {A}}\n\",2001,1,\n",
        ] {
            let Recognised::Records(format) = recognise(text) else { panic!("{text}") };
            assert_eq!(parts(text, format).len(), 1, "{text}");
        }
    }
}
