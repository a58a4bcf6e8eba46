//! What can be seen of one line by itself.
//!
//! One walk over a line's characters, bounded by [`SEEN`] bytes at its start and [`SEEN`] at its end, so that a paragraph
//! that stands on one line costs no more than a line of a page.

use super::class::{Classes, WORDS, WordClass, WordHash, classes_of, lower_char, mark};
use super::half_width::half_width;
use super::label::{Label, label};
use super::name_form::{NameForm, name_form};
use crate::fnv::Fnv;
use crate::terms::{self, Term, Terms};

/// So many bytes at the start of a line are looked at, and so many at its end.
const SEEN: usize = 320;

/// What a character at the edge of a line is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(crate) enum Edge {
    #[default]
    None,
    Lower,
    Upper,
    Digit,
    Stop,
    Comma,
    Hyphen,
    Close,
    Open,
    Quote,
    Other,
}

fn edge(c: Option<char>) -> Edge {
    match c {
        None => Edge::None,
        Some('.') => Edge::Stop,
        Some(',' | ';' | ':' | '&') => Edge::Comma,
        Some('-' | '‐' | '\u{ad}' | '–' | '—') => Edge::Hyphen,
        Some(')' | ']' | '>' | '?' | '!' | '/' | '}') => Edge::Close,
        Some('(' | '[' | '<' | '{') => Edge::Open,
        Some('"' | '“' | '”' | '„' | '«' | '»' | '\'' | '‘' | '’' | '‚' | '‹' | '›' | '《' | '「') => {
            Edge::Quote
        }
        Some(c) if c.is_ascii_digit() => Edge::Digit,
        Some(c) if c.is_lowercase() => Edge::Lower,
        Some(c) if c.is_alphabetic() => Edge::Upper,
        Some(_) => Edge::Other,
    }
}

/// What one line shows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sight {
    /// The label that it starts with.
    pub label: Option<Label>,
    /// Characters, white space at the edges left out; of a long line, bytes.
    pub length: usize,
    /// Characters of its first word.
    pub first_word: usize,
    pub name: NameForm,
    /// Where its first year stands, in twentieths of the line; none.
    pub year: Option<u8>,
    /// What stands before and after its first year.
    pub year_edges: (Edge, Edge),
    pub marks: Classes,
    /// How many words of class [`WordClass::Verb`] it has, and how many words in all.
    pub verbs: usize,
    pub words: usize,
    pub digits: usize,
    /// What its text after the label starts with, and what it ends with.
    pub starts: Edge,
    pub ends: Edge,
    /// Whether it ends in an initial, or in a word or mark that a name, number or title follows.
    pub ends_open: bool,
    /// Whether it can't be the end of a text: it ends in a hyphen, a slash or a word that joins.
    pub goes_on: bool,
    /// Whether it ends in a month: a day may follow.
    pub month: bool,
    /// Whether it ends in a comma: few texts end so.
    pub comma: bool,
    /// Whether it ends in a colon and isn't a heading: few texts end so.
    pub colon: bool,
    /// Whether a bracket is open at its end.
    pub bracket: bool,
    /// Whether it tells when the paper was received.
    pub is_history: bool,
    /// The quotation mark that opens in it and isn't closed there, if any.
    pub open_quote: Option<char>,
    /// Whether it has a mark that closes what “ opens: in German, “ itself closes.
    pub has_closing_quote: bool,
    /// The first words' shapes, and the last one's: hashes.
    pub shapes: [u32; 3],
    pub last_shape: u32,
    /// The first word after the label, and the last one, in lower case: hashes.
    pub first: u32,
    pub last: u32,
    /// The whole line in lower case, numbers as one sign: a hash.
    pub mask: u32,
    /// Its first letters, as an alphabetical order has them.
    pub sort_key: [u8; 12],
    /// Whether it is nothing but a number, in whatever brackets.
    pub only_number: bool,
    /// Whether it is one word that may be the end of an address: "index.html", "ina-and-b/".
    pub is_address_end: bool,
    /// Whether its letters are all capitals, and there are some.
    pub capitals: bool,
}

impl Sight {
    /// Whether it has as many verbs and pronouns as sentences have.
    pub(crate) fn is_prose(&self) -> bool {
        self.verbs > 1 && self.verbs * 12 > self.words
    }

    /// Whether it has a date, an address or an identifier, as most references have.
    pub(crate) fn tells_when_or_where(&self) -> bool {
        self.year.is_some() || self.marks & (mark::URL | mark::DOI) != 0
    }
}

/// A heading that ends in a colon has fewer words: "Sources on the internet:".
const HEADING_WORDS: usize = 7;

/// Looks at a line. Linear in [`SEEN`].
pub(crate) fn see(line: &str) -> Sight {
    let line = half_width(line);
    let line = line.trim();
    let mut sight =
        Sight { length: if line.len() > SEEN { line.len() } else { line.chars().count() }, ..Sight::default() };
    let (head, tail) = ends_of(line);
    sight.label = label(head);
    let rest = sight.label.map_or(head, |l| head[l.bytes..].trim_start());
    sight.starts = edge(rest.chars().next());
    sight.ends = edge(tail.chars().next_back());
    sight.is_address_end = !line.contains(char::is_whitespace) && super::url::is_url_like(line);
    sight.only_number = head.len() < 24
        && head.bytes().any(|b| b.is_ascii_digit())
        && head.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_punctuation() || b == b' ');
    words_of(&mut sight, head, tail);
    sight.name = name_form(rest);
    sight.first_word = head.split_whitespace().next().map_or(0, |w| w.chars().count());
    let mut shown = rest.split_whitespace();
    sight.shapes = std::array::from_fn(|_| shown.next().map_or(0, shape));
    let last_word = tail.split_whitespace().next_back().unwrap_or_default();
    sight.last_shape = shape(last_word);
    sight.first = rest.split_whitespace().next().map_or(0, lower_hash);
    sight.last = lower_hash(last_word);
    sight.ends_open = ends_open(last_word);
    sight.goes_on = goes_on(last_word);
    sight.month = last_word.starts_with(char::is_uppercase) && classes_of(last_word) & WordClass::Month.bit() != 0;
    // A heading ends in a colon, too.
    let heading = sight.words < HEADING_WORDS && (sight.name == NameForm::None || sight.year.is_none());
    sight.colon = last_word.ends_with(':') && !heading;
    sight.comma = last_word.ends_with(',') && last_word.len() > 1;
    sight.open_quote = open_quote(tail);
    sight.is_history = sight.year.is_some() && is_history(head);
    sight.has_closing_quote = tail.contains('”');
    sight.sort_key = sort_key(rest);
    sight
}

/// The start and the end of a line that are looked at; the same when it is short.
fn ends_of(line: &str) -> (&str, &str) {
    if line.len() <= SEEN {
        return (line, line);
    }
    let (mut head, mut tail) = (SEEN, line.len() - SEEN);
    while !line.is_char_boundary(head) {
        head -= 1;
    }
    while !line.is_char_boundary(tail) {
        tail += 1;
    }
    (&line[..head], &line[tail..])
}

/// One walk over the characters: words and their classes, years, ranges, brackets.
fn words_of(sight: &mut Sight, head: &str, tail: &str) {
    let same = head.len() == tail.len();
    let mut depth = 0i32;
    let mut mask = Mask::default();
    let (mut upper, mut lower) = (0, 0);
    let mut word = WordHash::default();
    let mut before = None;
    let mut chars = head.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_alphabetic() {
            let low = lower_char(c);
            if low == c {
                lower += 1
            } else {
                upper += 1
            }
            word.push(low);
            mask.push(low);
            before = Some(c);
            continue;
        }
        word.end(sight, before, c);
        if c.is_ascii_digit() {
            let start = at;
            let mut end = at + 1;
            while chars.next_if(|(_, d)| d.is_ascii_digit()).is_some() {
                end += 1;
            }
            mask.push('0');
            number(sight, head, start, end, before);
            before = Some('0');
            continue;
        }
        match c {
            '(' | '[' => {
                depth += 1;
                undated(sight, head, at, c);
            }
            ')' | ']' => depth = (depth - 1).max(0),
            '“' | '”' | '„' | '«' | '»' | '"' | '《' | '「' => sight.marks |= mark::QUOTE,
            '‘' | '’' | '\'' | '‚' => sight.marks |= mark::SINGLE_QUOTE,
            '@' => sight.marks |= mark::MAIL,
            '&' => sight.marks |= mark::AMPERSAND,
            '/' => sight.marks |= mark::SLASH,
            '.' if head[at..].starts_with("....") || head[at..].starts_with(". . .") => sight.marks |= mark::DOTS,
            _ => {}
        }
        if !c.is_whitespace() {
            mask.push(c);
        }
        before = Some(c);
    }
    word.end(sight, before, ' ');
    if !same {
        depth = tail.chars().fold(0, |d, c| match c {
            '(' | '[' => d + 1,
            ')' | ']' => (d - 1).max(0),
            _ => d,
        });
    }
    sight.bracket = depth > 0;
    sight.mask = mask.0.value();
    sight.capitals = upper >= 3 && lower == 0;
}

/// Takes "(n.d.)" and "(in press)" for what stands in a year's place. `at` is where the bracket opens.
fn undated(sight: &mut Sight, head: &str, at: usize, open: char) {
    const NO_YEAR: Terms = Terms::of(&[Term::NoDate, Term::ToCome]);
    let inside = &head[at + open.len_utf8()..];
    if sight.year.is_some() || !inside.starts_with(char::is_alphabetic) {
        return;
    }
    let Some(end) = terms::at_start(inside, NO_YEAR) else { return };
    if inside[end..].trim_start_matches('.').starts_with([')', ']', ',']) {
        sight.year = Some((at * 20 / head.len().max(1)) as u8);
        sight.year_edges = (Edge::Open, Edge::Close);
    }
}

/// What a number says: a year, a range, a volume with its page, a DOI.
fn number(sight: &mut Sight, head: &str, start: usize, end: usize, before: Option<char>) {
    let digits = end - start;
    sight.digits += digits;
    let after = head[end..].chars().next();
    let rest = head[end..].trim_start();
    if digits == 4 && sight.year.is_none() && matches!(head.as_bytes()[start], b'1' | b'2') {
        let year: u32 = head[start..end].parse().unwrap_or(0);
        if (1500..2040).contains(&year) {
            sight.year = Some((start * 20 / head.len().max(1)) as u8);
            sight.year_edges = (edge(before), edge(after));
        }
    }
    let number_follows = |marks: &[char]| {
        rest.strip_prefix(marks).is_some_and(|r| r.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    };
    if number_follows(&['-', '–', '—', '−']) {
        sight.marks |= mark::RANGE;
    }
    if number_follows(&['(', '/', ':']) {
        sight.marks |= mark::VOLUME_PAGE;
    }
    if digits == 2 && &head[start..end] == "10" && head[end..].starts_with('.') && rest.contains('/') {
        sight.marks |= mark::DOI;
    }
}

impl WordHash {
    fn end(&mut self, sight: &mut Sight, last: Option<char>, after: char) {
        if self.letters == 0 {
            return;
        }
        sight.words += 1;
        if self.letters == 1 && after == '.' && last.is_some_and(char::is_uppercase) {
            sight.marks |= mark::INITIAL;
        }
        if let Some(classes) = WORDS.get(&self.hash.value()) {
            sight.marks |= classes;
            if classes & WordClass::Verb.bit() != 0 {
                sight.verbs += 1;
            }
        }
        const HTTP: u32 = crate::fnv::fnv("http");
        const HTTPS: u32 = crate::fnv::fnv("https");
        const WWW: u32 = crate::fnv::fnv("www");
        const DOI: u32 = crate::fnv::fnv("doi");
        match self.hash.value() {
            HTTP | HTTPS | WWW => sight.marks |= mark::URL,
            DOI => sight.marks |= mark::DOI,
            _ => {}
        }
        self.letters = 0;
    }
}

/// The hash of a line, numbers as one sign.
#[derive(Default)]
struct Mask(Fnv);

impl Mask {
    fn push(&mut self, c: char) {
        self.0 = self.0.then(c as u32);
    }
}

fn lower_hash(word: &str) -> u32 {
    let mut hash = Fnv::START;
    for c in word.chars().take(14) {
        let c = if c.is_ascii_digit() { '0' } else { lower_char(c) };
        hash = hash.then(c as u32);
    }
    hash.value()
}

/// The shape of a word: "Roe," as "Xx,", "(1999)." as "(9999).".
fn shape(word: &str) -> u32 {
    let mut hash = Fnv::START;
    let mut last = ('\0', 0);
    let mut signs = 0;
    for c in word.chars() {
        let sign = match c {
            c if c.is_ascii_digit() => '9',
            c if c.is_lowercase() => 'x',
            c if c.is_alphabetic() => 'X',
            c => c,
        };
        last = if sign == last.0 { (sign, last.1 + 1) } else { (sign, 1) };
        let most = match sign {
            'x' => 1,
            'X' => 2,
            '9' => 5,
            _ => 3,
        };
        if last.1 <= most {
            signs += 1;
            if signs > 9 {
                break;
            }
            hash = hash.then(sign as u32);
        }
    }
    hash.value()
}

/// Whether no text ends with this word. Abbreviations, initials and numerals are left out: "Princeton, N.J." ends an entry,
/// and so does "Of Vitamin E".
fn goes_on(word: &str) -> bool {
    // An address may end in a slash, too.
    let is_name = |part: &str| {
        part.starts_with(char::is_uppercase) && part.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-'))
    };
    let slash = word.strip_suffix('/').is_some_and(|names| names.split('/').all(is_name));
    if matches!(word, "&" | "/" | "u." | "y" | "e") {
        return true;
    }
    let several = word.chars().nth(1).is_some();
    several
        && (word.ends_with(['-', '‐', '\u{ad}', '(', '['])
            || slash
            || classes_of(word.trim_end_matches(':')) & WordClass::Open.bit() != 0)
}

/// Whether a line tells when the paper was received: "Revised manuscript received on 5 May 2001". A date follows soon, as in
/// "the received view" it doesn't.
fn is_history(head: &str) -> bool {
    /// Its word is among so many at its start, and the date begins within so many after that.
    const WORDS: usize = 3;
    let words: Vec<&str> = head.split_whitespace().take(2 * WORDS + 1).collect();
    let letters = |word: &&str| classes_of(word.trim_matches(|c: char| !c.is_alphanumeric()));
    let Some(at) = words.iter().take(WORDS).position(|word| letters(word) & WordClass::History.bit() != 0) else {
        return false;
    };
    let begins_date = |word: &&str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            || word.starts_with(char::is_uppercase) && letters(word) & WordClass::Month.bit() != 0
    };
    words[at + 1..].iter().take(WORDS).any(begins_date)
}

/// The last quotation mark that opens, if none after it closes.
fn open_quote(text: &str) -> Option<char> {
    let (at, mark) = text.char_indices().rfind(|(_, c)| matches!(c, '“' | '„' | '‘'))?;
    let rest = &text[at + mark.len_utf8()..];
    let closes: &[char] = if mark == '‘' { &['’', '\'', '”'] } else { &['”', '"', '»'] };
    (!rest.contains(closes)).then_some(mark)
}

/// Whether a name, a number or a title goes on after the last word of a line.
fn ends_open(word: &str) -> bool {
    let bare = word.trim_end_matches([',', ';']);
    if let Some(initial) = bare.strip_suffix('.') {
        let initial = initial.rsplit(['-', '.', ' ']).next().unwrap_or(initial);
        if initial.chars().count() == 1 && initial.chars().all(char::is_uppercase) {
            return true;
        }
    }
    matches!(word, "&" | "-" | "–" | "и")
        || matches!(
            bare.trim_end_matches(['.', ':']).to_lowercase().as_str(),
            "and"
                | "und"
                | "et"
                | "u"
                | "y"
                | "hrsg"
                | "hg"
                | "eds"
                | "ed"
                | "vol"
                | "s"
                | "pp"
                | "p"
                | "no"
                | "nr"
                | "bd"
                | "aufl"
                | "in"
                | "of"
                | "the"
                | "for"
                | "der"
                | "die"
                | "des"
                | "de"
                | "von"
                | "zur"
                | "la"
                | "del"
                | "di"
                | "on"
                | "to"
                | "a"
                | "im"
        )
}

/// The first letters without marks and spaces, in lower case, accents as they are.
fn sort_key(rest: &str) -> [u8; 12] {
    let mut key = [0; 12];
    let letters = rest.chars().take(40).filter(|c| c.is_alphabetic()).map(lower_char);
    for (place, c) in key.iter_mut().zip(letters) {
        // Letters outside Latin keep their order within a block.
        *place = match c {
            'a'..='z' => c as u8,
            'ä' | 'à' | 'á' | 'â' | 'ã' | 'å' | 'æ' => b'a',
            'é' | 'è' | 'ê' | 'ë' => b'e',
            'í' | 'ì' | 'î' | 'ï' => b'i',
            'ö' | 'ó' | 'ò' | 'ô' | 'õ' | 'ø' | 'œ' => b'o',
            'ü' | 'ú' | 'ù' | 'û' => b'u',
            'ç' | 'č' | 'ć' => b'c',
            'š' | 'ś' | 'ß' => b's',
            'ž' | 'ź' | 'ż' => b'z',
            'ñ' | 'ń' => b'n',
            'ł' => b'l',
            c => 128 + (c as u32 & 0x7f) as u8,
        };
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_does_not_end_with() {
        let cases = [
            ("Alder, A., Moss, in", true),
            ("edited by A. Alder &", true),
            ("in: Alder, Ann/Birch/", true),
            ("K. Elm u.", true),
            ("OF LAKES AND", true),
            ("Journal of Moss, pp. 40-", true),
            ("Of Moss. Town.", false),
            ("http://www.example.org/moss/", false),
            ("Of Vitamin E", false),
            ("Princeton, N.J.", false),
        ];
        for (line, want) in cases {
            assert_eq!(see(line).goes_on, want, "{line}");
        }
        assert!(see("Alder, Ann,").comma && !see("Books:").colon && !see("Sources of 1990:").colon);
        assert!(see("The lake and all that lives in it:").colon && see("Alder, Ann, Birch, Bo, 2012:").colon);
    }

    #[test]
    fn when_a_paper_was_received() {
        let cases = [
            ("(Received 13 June 2013; accepted 18 August 2013)", true),
            ("Revised manuscript received on 5 May 2001", true),
            ("Received for publication March 2001", true),
            ("Eingereicht am: 06.03.2005", true),
            ("the received view. Journal of Moss 40 (1973), 3–9.", false),
            ("Received wisdom may be wrong. Town: Lake Press, 1990.", false),
            ("Alder, A. (2001). On moss, received 5 May 2001.", false),
        ];
        for (line, want) in cases {
            assert_eq!(see(line).is_history, want, "{line}");
        }
    }

    #[test]
    fn marks_of_a_line() {
        let seen = see("Roe, A. (2001). On tests. J. Tests, Vol. 12(3), pp. 4–9. doi:10.1000/x");
        for (name, bit) in [
            ("volume", WordClass::Volume.bit()),
            ("page", WordClass::Page.bit()),
            ("journal", WordClass::Journal.bit()),
            ("range", mark::RANGE),
            ("volume and issue", mark::VOLUME_PAGE),
            ("doi", mark::DOI),
            ("initial", mark::INITIAL),
        ] {
            assert!(seen.marks & bit != 0, "{name}");
        }
        assert_eq!((seen.year, seen.year_edges), (Some(2), (Edge::Open, Edge::Close)));
        assert!(see("which is (not").bracket && see("Lee, B., and").ends_open && see("[12]").only_number);
    }
}
