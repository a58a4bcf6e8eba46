//! Names → what of them compares: packed letters of the family, and how the given name begins.

use super::bytes;
use super::words::{Word, folded};
use crate::Span;
use crate::reference::name::{Name, is_lower_case, is_nobody, names};

/// A name as it is compared, in sixteen bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Author {
    /// The first [`FAMILY`] letters of the family, five bits each, the first highest.
    family: u64,
    /// The first [`GIVEN`] letters of the first given name, then the initial of the second.
    given: u32,
    /// The family, or its last part, as a word of the reference's text.
    word: Word,
}

bytes::fields!(Author { family, given, word });

const FAMILY: usize = 12;
const GIVEN: usize = 4;
/// The given name of an organisation, which no person has.
const ORGANISATION: u32 = u32::MAX;
/// Bits a letter.
const LETTER: u32 = 5;

/// How two names compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// Others.
    Other,
    /// Given and family name in each other's place.
    Swapped,
    /// The families differ by a misprint or a part, the given names agree as far as they are printed.
    Near,
    /// Family and, as far as they are printed, given names agree.
    Same,
}

/// A letter in five bits. Letters that aren't Latin share numbers, which is enough to tell most names apart.
fn packed_letter(c: char) -> u64 {
    match c {
        'a'..='z' => u64::from(c) - u64::from('a') + 1,
        c => 27 + u64::from(c) % 5,
    }
}

fn pack(letters: impl Iterator<Item = char>, most: usize) -> u64 {
    letters
        .take(most)
        .fold((0, most), |(packed, left), c| (packed | packed_letter(c) << (LETTER as usize * (left - 1)), left - 1))
        .0
}

/// How many letters are packed: none is 0, and the last stand lowest.
fn letters(packed: u64) -> usize {
    FAMILY.saturating_sub((packed.trailing_zeros() / LETTER) as usize)
}

/// The letters of a packed family, and how many there are.
fn unpack(packed: u64) -> ([u8; FAMILY], usize) {
    (std::array::from_fn(|i| (packed >> (LETTER as usize * (FAMILY - 1 - i)) & 0x1f) as u8), letters(packed))
}

/// "Müller" and "Mueller" have one key, "Goethe" another than "Gothe" only by chance of spelling.
fn without_umlauts(folded: &str) -> impl Iterator<Item = char> {
    let mut before = ' ';
    folded.chars().filter(|c| *c != ' ').filter(move |&c| {
        let umlaut = c == 'e' && matches!(before, 'a' | 'o' | 'u');
        before = c;
        !umlaut
    })
}

impl Author {
    pub(super) fn of(name: &Name) -> Option<Self> {
        let family = folded(name.family.as_deref().or(name.literal.as_deref()).or(name.given.as_deref())?);
        if family.is_empty() || is_nobody(&family, name.given.is_some()) {
            return None;
        }
        if name.family.is_none() && name.given.is_none() {
            return Some(Self { given: ORGANISATION, ..Self::new(&family, "") });
        }
        let given = folded(name.given.as_deref().filter(|_| name.family.is_some()).unwrap_or_default());
        Some(Self::new(&family, &given))
    }

    fn new(family: &str, given: &str) -> Self {
        let mut names = given.split(' ').filter(|n| !n.is_empty());
        let first = names.next().unwrap_or_default();
        // "JA" for "J. A.": a word of two letters without a vowel, or in which one initial follows the other.
        let (first, second) = match names.next() {
            Some(second) => (first, second.chars().next()),
            None if first.len() == 2 && first.is_ascii() && !is_name_of_two(first) => {
                (&first[..1], first[1..].chars().next())
            }
            None => (first, None),
        };
        let second = second.map_or(0, packed_letter);
        #[expect(clippy::cast_possible_truncation, reason = "five letters of five bits")]
        let given = (pack(first.chars(), GIVEN) << LETTER | second) as u32;
        let word = family.rsplit(' ').next().unwrap_or_default();
        Self { family: pack(without_umlauts(family), FAMILY), given, word: Word::of(word) }
    }

    /// The family as a word of a reference's text.
    pub(super) fn word(self) -> Word {
        self.word
    }

    /// Whether it is an organisation, whose name is printed in many ways, or is left out for a person's.
    pub(super) fn is_organisation(self) -> bool {
        self.given == ORGANISATION
    }

    /// Whether the families are one, letter by letter.
    pub(super) fn has_family_of(self, other: Self) -> bool {
        self.family == other.family
    }

    /// A key that most misprints of the family leave: its first letter and its consonants' start.
    pub(super) fn key(self) -> u64 {
        self.family >> (LETTER as usize * (FAMILY - 5))
    }

    /// The letters of the given name, how many are known.
    fn given_letters(self) -> usize {
        (1..=GIVEN).filter(|i| self.given >> (LETTER as usize * i) & 0x1f != 0).count()
    }

    /// Whether the given names agree as far as both print them.
    fn given_agrees(self, other: Self) -> bool {
        if self.given == 0 || other.given == 0 {
            return true;
        }
        // Three letters: "Anna" and "Anne", "Jennifer" and "Jenny".
        let both = self.given_letters().min(other.given_letters()).clamp(1, 3);
        let shift = LETTER as usize * (GIVEN + 1 - both);
        let seconds = (self.given & 0x1f, other.given & 0x1f);
        self.given >> shift == other.given >> shift && (seconds.0 == seconds.1 || seconds.0 == 0 || seconds.1 == 0)
    }

    /// How the two compare. Symmetric.
    pub(super) fn likeness(self, other: Self) -> Likeness {
        if self.family == other.family {
            return if self.given_agrees(other) { Likeness::Same } else { Likeness::Other };
        }
        if self.given_agrees(other) && families_near(self.family, other.family) {
            return Likeness::Near;
        }
        if self.is_swapped(other) { Likeness::Swapped } else { Likeness::Other }
    }

    /// "Raza, K." and "Khan, R.", "Li Wei" and "Wei Li": each family begins as the other's given name.
    fn is_swapped(self, other: Self) -> bool {
        let crossed = |a: Self, b: Self| {
            let letters = a.given_letters();
            letters > 0
                && u64::from(a.given >> (LETTER as usize * (GIVEN + 1 - letters)))
                    == b.family >> (LETTER as usize * (FAMILY - letters))
        };
        crossed(self, other) && crossed(other, self)
    }

    /// How many bits it says that two references share this name: more for a longer one.
    pub(super) fn bits(self) -> i32 {
        match letters(self.family) {
            0 => 0,
            1..=2 => 4,
            3 => 5,
            4 => 6,
            5..=6 => 7,
            _ => 8,
        }
    }
}

/// One misprint in a family of five letters or more, two in one of nine, or one the end or the start of the other:
/// "Garcia-Molina" and "Molina", "O'Donnell" and "Donnell".
fn families_near(a: u64, b: u64) -> bool {
    let ((a, a_len), (b, b_len)) = (unpack(a), unpack(b));
    let (a, b) = (&a[..a_len], &b[..b_len]);
    let (short, long) = if (a_len, a) <= (b_len, b) { (a, b) } else { (b, a) };
    if short.len() < 4 {
        return false;
    }
    if long.ends_with(short) || long.starts_with(short) {
        return true;
    }
    let most = match short.len() {
        4 => 0,
        5..=8 => 1,
        _ => 2,
    };
    long.len() - short.len() <= most
        && rapidfuzz::distance::osa::distance(short.iter().copied(), long.iter().copied()) <= most
}

/// Given names of two letters, which aren't two initials.
fn is_name_of_two(name: &str) -> bool {
    [
        "al", "bo", "di", "ed", "ha", "hu", "ji", "jo", "ju", "li", "lu", "ma", "mo", "na", "qi", "ru", "ty", "wu",
        "xi", "xu", "ya", "ye", "yi", "yu",
    ]
    .contains(&name)
}

/// The authors of a record, and whether "et al." shortens them.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Authors {
    pub(super) list: Box<[Author]>,
    pub(super) et_al: bool,
}

bytes::fields!(Authors { list, et_al });

/// More authors than this are compared by the first of them.
const MOST: usize = 24;

impl Authors {
    pub(super) fn of(printed: &[Name], et_al: bool) -> Self {
        let mut found = Self { list: Box::default(), et_al };
        let mut list: Vec<Author> = Vec::with_capacity(printed.len().min(MOST));
        for name in printed.iter().take(MOST) {
            match &name.literal {
                Some(literal) if name.family.is_none() => {
                    let text = separated(literal);
                    let read = names(&text, Span::new(0, text.len()));
                    found.et_al |= read.et_al.is_some();
                    list.extend(read.names.iter().filter_map(|(n, _)| Author::of(n)));
                }
                _ => list.extend(Author::of(name)),
            }
        }
        list.truncate(MOST);
        found.list = list.into_boxed_slice();
        found
    }
}

/// One string of names, as databases hold it, with its names set apart: "Adeli K.Lewis G. F." reads "Adeli K.; Lewis
/// G. F.", and "jd ullman , r rajaraman" "JD Ullman, R Rajaraman".
fn separated(literal: &str) -> String {
    let text = super::words::plain(literal);
    let lower = !text.chars().any(char::is_uppercase);
    let mut out = String::with_capacity(text.len() + 16);
    if lower {
        for (i, word) in text.split_whitespace().enumerate() {
            let mark = word.starts_with([',', ';']);
            if i > 0 && !mark {
                out.push(' ');
            }
            out.push_str(&capitalised(word));
        }
        return out;
    }
    let chars: Vec<char> = text.chars().collect();
    for (i, &c) in chars.iter().enumerate() {
        out.push(c);
        let initial = c == '.' && i > 0 && chars[i - 1].is_uppercase();
        let name = chars.get(i + 1).is_some_and(|n| n.is_uppercase())
            && chars.get(i + 2).is_some_and(|n| n.is_lowercase() || *n == '\'' || *n == '’' || n.is_uppercase());
        if initial && name {
            out.push_str("; ");
        }
    }
    out
}

/// "jd" is "JD", "garcia-molina" "Garcia-Molina", "and" stays.
fn capitalised(word: &str) -> String {
    if is_lower_case(word) {
        return word.to_owned();
    }
    let bare = word.trim_end_matches([',', ';', '.']);
    let initials = bare.chars().count() <= 2 && !is_name_of_two(bare)
        || !bare.contains(['a', 'e', 'i', 'o', 'u', 'y']) && bare.len() == 3;
    let mut start = true;
    word.chars()
        .flat_map(|c| {
            let upper = start || initials;
            start = !c.is_alphanumeric();
            if upper { c.to_uppercase().collect::<Vec<_>>() } else { vec![c] }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn author(family: &str, given: &str) -> Author {
        Author::new(&folded(family), &folded(given))
    }

    #[test]
    fn names_compare_as_far_as_they_are_printed() {
        let cases = [
            (("Müller", "Ann"), ("Mueller", "A. B."), Likeness::Same),
            (("Roe", "J. A."), ("Roe", "JA"), Likeness::Same),
            (("Hall", "Laura"), ("Hall", "Lisa"), Likeness::Other),
            (("Hall", "Laura"), ("Hall", "G."), Likeness::Other),
            (("Snodgrass", "R."), ("Snodgras", "Richard"), Likeness::Near),
            (("O'Donnell", "C."), ("Donnell", "C"), Likeness::Near),
            (("García-Molina", "H."), ("Molina", "H"), Likeness::Near),
            (("Raza", "K."), ("Khan", "R."), Likeness::Swapped),
            (("Wei", "Li"), ("Li", "Wei"), Likeness::Swapped),
            (("Chen", "M."), ("Chan", "M."), Likeness::Other),
            (("Roe", ""), ("Roe", "Zoe"), Likeness::Same),
        ];
        for ((fa, ga), (fb, gb), want) in cases {
            let (a, b) = (author(fa, ga), author(fb, gb));
            assert_eq!((a.likeness(b), b.likeness(a)), (want, want), "{fa}, {ga} / {fb}, {gb}");
        }
    }

    #[test]
    fn strings_of_names_come_apart() {
        let cases = [
            ("Adeli K.Lewis G. F.", 2),
            ("Tan A.Schulze A.O'Donnell C. P.Davis P. G.", 4),
            ("jd ullman , r rajaraman , h garcia-molina", 3),
            ("B. Abrahao; P. Parigi; A. Gupta; K. S. Cook", 4),
            ("Sauer, Philipp C and Seuring, Stefan", 2),
            ("Per-Åke Larson, Weiye Zhang", 2),
            ("UNKNOWN", 0),
        ];
        for (text, want) in cases {
            let literal = Name { literal: Some(text.to_owned()), ..Name::default() };
            assert_eq!(Authors::of(&[literal], false).list.len(), want, "{text}: {}", separated(text));
        }
    }
}
