//! Two records → what of them agrees.
//!
//! A field is held against the other's field; where that has none, or another, it is looked for in the other's text,
//! so that a reference that was read wrongly still shows what it shares.

use super::author::{Authors, Likeness as Names};
use super::letters;
use super::numeration::Number;
use super::outlet::{Likeness as Outlets, Outlet, OutletKind};
use super::record::Record;
use super::title::{self, Agreement, Likeness as Titles};
use super::words::{self, Word};

/// How the authors compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AuthorAgreement {
    pub(super) grade: Grade,
    /// What the shared names say.
    pub(super) bits: i32,
    /// How many of the shorter list the longer has.
    pub(super) shared: usize,
    /// How many of the shorter list the longer hasn't.
    pub(super) missing: usize,
    /// How many names a list has more than the other, which nothing shortens.
    pub(super) extra: usize,
}

/// How two fields compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Grade {
    /// At least one doesn't have it.
    Unknown,
    /// They are others.
    Other,
    /// Nearly: a misprint, a year apart, some of the authors, a part of the name.
    Near,
    /// In the other's text, not in its field.
    Inside,
    /// They are the same.
    Same,
}

impl Grade {
    /// The grade in a word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Other => "other",
            Self::Near => "near",
            Self::Inside => "inside",
            Self::Same => "same",
        }
    }
}

/// What of two records agrees. The same whichever comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Evidence {
    pub(super) identifier: Grade,
    pub(super) isbn: Grade,
    pub(super) title: Agreement,
    /// Whether the title is in the other's text only.
    pub(super) title_inside: bool,
    /// Whether the titles are one but for words that are others: "Harbour walls of granite", "Harbour piers of granite".
    pub(super) words_changed: bool,
    pub(super) generic: bool,
    pub(super) authors: AuthorAgreement,
    /// How many years they are apart.
    pub(super) years: Option<u16>,
    /// Whether the year of the one stands in the other's text.
    pub(super) year_inside: bool,
    pub(super) outlet: Grade,
    /// What the shared words of the outlet say.
    pub(super) outlet_bits: i32,
    /// Two kinds: a journal and proceedings.
    pub(super) kinds: Grade,
    /// Whether both are papers at meetings.
    pub(super) meetings: bool,
    pub(super) volume: Grade,
    pub(super) issue: Grade,
    pub(super) page: Grade,
    /// Whether the pages are near by a misprinted digit only.
    pub(super) page_misprinted: bool,
    /// Whether the pages are two, and neither stands in the other's text.
    pub(super) two_pages: bool,
    /// Whether neither their first nor their last pages are the same or near, and both print both, and the one has more pages than
    /// the other: of the same length they may be those of an issue and of a text printed before it, which begins with 1.
    pub(super) two_ranges: bool,
    /// Whether the titles are no more than near, on two pages, and each says something that the other doesn't.
    pub(super) titles_part: bool,
    /// Whether both print a volume or an issue.
    pub(super) placed: bool,
    /// What the words and numbers of the shorter text say that stand in the longer, less what those say that don't;
    /// only of two texts whose titles don't agree.
    pub(super) text: Option<i32>,
}

/// Whether two records are two at a glance: two titles with few words in common, and no identifier or page that could
/// make them one all the same. Texts may have been read wrongly: of those, two pages must be known.
pub(super) fn is_plainly_different(a: &Record, b: &Record) -> bool {
    let same = |x: Option<u64>, y: Option<u64>| x.is_some() && x == y;
    let identified = a.doi.is_some() && a.doi == b.doi || same(a.arxiv, b.arxiv) || same(a.url, b.url);
    let elsewhere = match a.first_page.zip(b.first_page) {
        Some((x, y)) if a.is_text || b.is_text => {
            pages(a, b) == Grade::Other && !a.prints(y.value()) && !b.prints(x.value())
        }
        Some((x, y)) => x != y,
        None => !(a.is_text || b.is_text),
    };
    elsewhere && !identified && a.title.is_plainly_other(&b.title)
}

/// Compares two records. Linear in their words; authors each with each.
pub(super) fn evidence(a: &Record, b: &Record) -> Evidence {
    let same = |x: Option<u64>, y: Option<u64>| x.zip(y).map(|(x, y)| x == y);
    let ids = [dois(a, b), same(a.arxiv, b.arxiv), same(a.url, b.url)];
    let identifier = if ids.contains(&Some(true)) {
        Grade::Same
    } else if ids[..2].contains(&Some(false)) {
        Grade::Other
    } else {
        Grade::Unknown
    };
    let (title, title_inside) = titles(a, b);
    let page = pages(a, b);
    let years = a.year.zip(b.year).map(|(x, y)| x.abs_diff(y));
    let inside = |y: Option<i16>, r: &Record| y.and_then(|y| u32::try_from(y).ok()).is_some_and(|y| r.prints(y));
    let (outlet, outlet_bits) = outlets(a, b);
    let two_pages = page == Grade::Other && !prints_page(a, b) && !prints_page(b, a);
    Evidence {
        identifier,
        isbn: grade(same(a.isbn, b.isbn)),
        title,
        title_inside,
        words_changed: matches!(title.likeness, Titles::Near | Titles::Misprint) && a.title.has_words_changed(&b.title),
        generic: a.title.generic || b.title.generic,
        authors: authors(a, b),
        years,
        year_inside: inside(a.year, b) || inside(b.year, a),
        outlet,
        outlet_bits,
        kinds: kinds(a.kind, b.kind, outlet),
        meetings: a.kind == OutletKind::Proceedings && b.kind == OutletKind::Proceedings,
        volume: volumes(a, b),
        issue: grade(a.issue.zip(b.issue).map(|(x, y)| x.value() == y.value())),
        page,
        two_pages,
        two_ranges: two_pages && length(a).zip(length(b)).is_some_and(|(x, y)| x != y),
        titles_part: two_pages && title.likeness == Titles::Near && a.title.goes_on_otherwise(&b.title),
        page_misprinted: page == Grade::Near && !has_one_end(a, b),
        placed: (a.volume.is_some() || a.issue.is_some()) && (b.volume.is_some() || b.issue.is_some()),
        text: (title.likeness < Titles::Cut || title_inside).then(|| texts(a, b)).flatten(),
    }
}

/// Whether the DOIs are one; neither where one may be cut, or is that of another version.
fn dois(a: &Record, b: &Record) -> Option<bool> {
    let (x, y) = a.doi.zip(b.doi)?;
    if x.is_other(y) { (x.registrant == y.registrant).then_some(false) } else { (x == y).then_some(true) }
}

fn grade(same: Option<bool>) -> Grade {
    match same {
        None => Grade::Unknown,
        Some(false) => Grade::Other,
        Some(true) => Grade::Same,
    }
}

/// What a number says that both texts have, a year or a large one more than others, and one that only the shorter has, in
/// bits; and how many of them count.
const NUMBER_SHARED: i32 = 3;
const LARGE_SHARED: i32 = 6;
const NUMBER_MISSING: i32 = 4;
const NUMBERS_MOST: i32 = 15;
/// The most that shared words say, before and after those that aren't shared, and those of an outlet.
const TEXT_WORDS: i32 = 40;
const TEXT_MOST: i32 = 30;
const TEXT_OUTLET: u32 = 11;
/// Words that say less, as "pp" and "vol", aren't missed.
const MISSED_BITS: u32 = 5;
/// Shorter numbers stand in any text without its spaces.
const TELLING_NUMBER: u32 = 100;

/// Holds two texts against each other, wherever what they say stands. None when more is missing than can be made up for.
///
/// First word by word. Where words are missing, letter by letter without spaces, which finds words that are misprinted,
/// torn apart or glued together; then what is left over in both speaks against one work twice: entries of one dictionary
/// share all but their names. Linear in the texts.
fn texts(a: &Record, b: &Record) -> Option<i32> {
    if !a.is_text || !b.is_text {
        return None;
    }
    let shorter = |x: &Record, y: &Record| {
        (x.raw.len(), &x.raw, &x.numbers, &x.text) <= (y.raw.len(), &y.raw, &y.numbers, &y.text)
    };
    let (short, long) = if shorter(a, b) { (a, b) } else { (b, a) };
    let said = |bits: u32| i32::try_from(bits).unwrap_or(i32::MAX / 8);
    // An outlet's words say what outlet it is, however many they are.
    let weigh = |words: &[Word]| {
        let (mut outlet, mut other) = (0, 0);
        for word in words.iter().filter(|w| !w.is_number()) {
            let is_outlet = [a, b].iter().any(|r| r.outlet.words.binary_search(word).is_ok());
            *(if is_outlet { &mut outlet } else { &mut other }) += word.bits();
        }
        other + outlet.min(TEXT_OUTLET)
    };
    // "et al." stands for names that the shorter text may print.
    let open = long.authors.et_al;
    let named = |w: Word| open && short.authors.list.iter().skip(1).any(|n| n.word() == w);
    let (mut common, mut missing) = (Vec::new(), 0);
    let mut rest = &*long.raw;
    for word in &short.raw {
        let before = rest.iter().take_while(|w| *w < word).count();
        rest = &rest[before..];
        if rest.first() == Some(word) {
            common.push(*word);
        } else if !word.is_number() && word.bits() >= MISSED_BITS && !named(*word) {
            missing += word.bits();
        }
    }
    let is_year = |n: u32| short.year.is_some_and(|y| i64::from(n) == i64::from(y));
    let worth = |n: u32| if n >= TELLING_NUMBER && !is_year(n) { LARGE_SHARED } else { NUMBER_SHARED };
    let printed = |n: u32| long.prints(n);
    let mut shared: i32 = short.numbers.iter().filter(|n| printed(**n)).map(|n| worth(*n)).sum();
    let mut lone = short.numbers.iter().filter(|n| **n > 2 && !printed(**n)).count();
    let mut common = weigh(&common);
    let mut against = missing * 5 / 4;
    if missing > 0 || lone > 0 {
        // A look that costs more, where something is shared at all.
        if said(common) + shared < LEAST_SHARED {
            return None;
        }
        let found = letters::overlap(&short.text, &long.text, weigh);
        let left = if open { 0 } else { found.first };
        let by_letters = left * 5 / 4 + found.first.min(found.second) * 2;
        if common.saturating_sub(against) < found.common.saturating_sub(by_letters) || found.first.min(found.second) > 0
        {
            (common, against) = (found.common.max(common), by_letters);
        }
        if lone > 0 {
            let letters = letters::letters(&long.text);
            lone = 0;
            for n in short.numbers.iter().copied().filter(|n| *n > 2 && !printed(*n)) {
                let is_apart = letters::hold(&letters, n);
                lone += usize::from(!is_apart);
                shared += if is_apart && n >= TELLING_NUMBER { worth(n) } else { 0 };
            }
        }
    }
    let numbers = shared.min(NUMBERS_MOST) - i32::try_from(lone.min(5)).unwrap_or(5) * NUMBER_MISSING;
    let words = said(common).min(TEXT_WORDS) - said(against);
    (words + numbers > 0).then(|| words.min(TEXT_MOST) + numbers)
}

/// Texts that share less by words and numbers aren't compared by letters.
const LEAST_SHARED: i32 = 9;

/// A title of fewer bits isn't looked for in a text.
const TELLING_BITS: u32 = 20;

fn titles(a: &Record, b: &Record) -> (Agreement, bool) {
    let direct = a.title.agreement(&b.title);
    if direct.likeness >= Titles::Cut || a.title.generic || b.title.generic {
        return (direct, false);
    }
    let within = |x: &Record, y: &Record| {
        if !y.has_raw() || x.title.bits < TELLING_BITS || x.title.generic {
            return None;
        }
        // The people of the other's text are no title: "Roe v Doe".
        let named = |w: &Word| y.authors.list.iter().take(NAMES).any(|n| n.word() == *w);
        let names: u32 = x.title.words.iter().filter(|w| named(w)).map(|w| w.bits()).sum();
        let bits = x.title.bits.saturating_sub(names);
        if bits < TELLING_BITS {
            return None;
        }
        let numbers = || x.title.words.iter().filter(|w| w.is_number()).all(|w| y.raw.binary_search(w).is_ok());
        // Words that the other's title has as well were weighed with it.
        let weighed = || words::shared(&x.title.words, &y.title.words) * 10 >= bits * 8;
        (words::lacks_at_most(bits / 10, &x.title.words, &y.raw) && numbers() && !weighed()).then_some(bits)
    };
    let found = match (within(a, b), within(b, a)) {
        (Some(x), Some(y)) => Some(x.max(y)),
        (x, y) => x.or(y),
    };
    match found {
        Some(bits) => {
            let bits = i32::try_from(bits).unwrap_or(i32::MAX).min(title::MOST) - 3;
            (Agreement { likeness: Titles::Cut, bits: bits.max(direct.bits) }, true)
        }
        None => (direct, false),
    }
}

/// The most names of a list that are held against the other's.
const NAMES: usize = 24;

fn authors(a: &Record, b: &Record) -> AuthorAgreement {
    let shorter = |x: &Record, y: &Record| (x.authors.list.len(), &x.authors) <= (y.authors.list.len(), &y.authors);
    let (short, long) = if shorter(a, b) { (a, b) } else { (b, a) };
    let (few, many) = (&short.authors, &long.authors);
    if many.list.is_empty() || few.list.is_empty() && !short.has_raw() {
        return AuthorAgreement { grade: Grade::Unknown, bits: 0, shared: 0, missing: 0, extra: 0 };
    }
    if few.list.is_empty() {
        return in_text(many, short);
    }
    let mut bits = 0;
    let mut shared = 0;
    let mut taken = 0_u32;
    let mut near = false;
    let mut left = [0_u8; NAMES];
    let mut unmatched = 0;
    // The same names first, so that a near one takes none of theirs.
    for (i, x) in few.list.iter().enumerate().take(NAMES) {
        let found = many
            .list
            .iter()
            .enumerate()
            .take(NAMES)
            .position(|(j, y)| taken & 1 << j == 0 && x.has_family_of(*y) && x.likeness(*y) == Names::Same);
        match found {
            Some(j) => {
                taken |= 1 << j;
                shared += 1;
                bits += x.bits().min(many.list[j].bits());
            }
            None => {
                left[unmatched] = u8::try_from(i).unwrap_or_default();
                unmatched += 1;
            }
        }
    }
    for i in &left[..unmatched] {
        let x = few.list[usize::from(*i)];
        let best = many.list.iter().enumerate().take(NAMES).filter(|(j, _)| taken & 1 << j == 0);
        let best = best.map(|(j, y)| (x.likeness(*y), y.bits(), j)).max();
        match best {
            Some((likeness, their, j)) if likeness > Names::Other => {
                taken |= 1 << j;
                shared += 1;
                near = true;
                bits += x.bits().min(their) - if likeness == Names::Near { 1 } else { 2 };
            }
            _ if long.has_raw() && is_inside(x.word(), long) => {
                shared += 1;
                near = true;
                bits += x.bits() - 2;
            }
            _ => {}
        }
    }
    let missing = few.list.len().min(NAMES) - shared;
    if shared == 0 {
        // Names read from the wrong stretch: the text may hold them.
        let found = in_text(many, short);
        let organisation = |x: &Authors| x.list.iter().all(|a| a.is_organisation());
        return match found.grade {
            Grade::Inside => AuthorAgreement { missing: missing.min(1), ..found },
            _ if organisation(few) || organisation(many) => found,
            _ => AuthorAgreement { grade: Grade::Other, bits: 0, shared: 0, missing, extra: 0 },
        };
    }
    let open = few.et_al || few.list.len() == NAMES;
    let half = !open && many.list.len() - few.list.len() >= few.list.len();
    AuthorAgreement {
        grade: if missing > 0 || near || half { Grade::Near } else { Grade::Same },
        bits,
        shared,
        missing,
        extra: if open { 0 } else { many.list.len() - few.list.len() },
    }
}

fn is_inside(word: Word, record: &Record) -> bool {
    word.bits() >= 4 && record.raw.binary_search(&word).is_ok()
}

/// Names that stand in a text that no names were read from, or others.
fn in_text(names: &Authors, record: &Record) -> AuthorAgreement {
    let found: Vec<i32> = names.list.iter().filter(|n| is_inside(n.word(), record)).map(|n| n.bits() - 2).collect();
    let grade = match names.list.first() {
        Some(first) if is_inside(first.word(), record) => Grade::Inside,
        _ => Grade::Unknown,
    };
    AuthorAgreement { grade, bits: found.iter().sum(), shared: found.len(), missing: 0, extra: 0 }
}

fn outlets(a: &Record, b: &Record) -> (Grade, i32) {
    let bits =
        |x: &Outlet, y: &Outlet| i32::try_from(words::bits(&x.words).min(words::bits(&y.words))).unwrap_or(i32::MAX);
    let mut best = (Grade::Unknown, 0);
    let mut consider = |x: &Outlet, y: &Outlet| {
        let found = match x.likeness(y) {
            Outlets::Unknown => (Grade::Unknown, 0),
            Outlets::Other => (Grade::Other, 0),
            Outlets::Part => (Grade::Near, bits(x, y)),
            Outlets::Same => (Grade::Same, bits(x, y)),
        };
        best = best.max(found);
    };
    consider(&a.outlet, &b.outlet);
    consider(&a.publisher, &b.publisher);
    if a.outlet.is_empty() != b.outlet.is_empty() {
        consider(&a.outlet, &b.publisher);
        consider(&a.publisher, &b.outlet);
    }
    if best.0 < Grade::Near {
        for (x, y) in [(a, b), (b, a)] {
            let all = words::bits(&x.outlet.words);
            if y.has_raw() && all >= 6 && words::shared(&x.outlet.words, &y.raw) == all {
                best = best.max((Grade::Inside, i32::try_from(all).unwrap_or(i32::MAX)));
            }
        }
    }
    best
}

fn kinds(a: OutletKind, b: OutletKind, outlet: Grade) -> Grade {
    match (a, b) {
        (OutletKind::Unknown, _) | (_, OutletKind::Unknown) => Grade::Unknown,
        (a, b) if a == b => Grade::Same,
        (OutletKind::Part, OutletKind::Report | OutletKind::Thesis | OutletKind::Preprint)
        | (OutletKind::Report | OutletKind::Thesis | OutletKind::Preprint, OutletKind::Part) => Grade::Other,
        (OutletKind::Part | OutletKind::Court, _) | (_, OutletKind::Part | OutletKind::Court) => Grade::Unknown,
        // A volume of proceedings is a book.
        (OutletKind::Book, OutletKind::Proceedings) | (OutletKind::Proceedings, OutletKind::Book) => Grade::Near,
        // Where both name one outlet, a style that prints neither volume nor page makes a book of a paper.
        (OutletKind::Book, OutletKind::Journal) | (OutletKind::Journal, OutletKind::Book) if outlet == Grade::Same => {
            Grade::Near
        }
        _ => Grade::Other,
    }
}

/// A number in its field, or in the other's text.
fn numbers(a: Option<Number>, b: Option<Number>, ra: &Record, rb: &Record) -> Grade {
    let inside = |n: Option<Number>, r: &Record| n.is_some_and(|n| n.value() > 2 && r.prints(n.value()));
    match (a, b) {
        (Some(x), Some(y)) if x == y => Grade::Same,
        (Some(_), Some(_)) if inside(a, rb) && inside(b, ra) => Grade::Inside,
        (Some(_), Some(_)) => Grade::Other,
        (None, None) => Grade::Unknown,
        _ if inside(a, rb) || inside(b, ra) => Grade::Inside,
        _ => Grade::Unknown,
    }
}

fn volumes(a: &Record, b: &Record) -> Grade {
    let found = numbers(a.volume, b.volume, a, b);
    // Volume and issue in each other's place, or one given as the other.
    let swapped = a.volume.zip(b.issue).is_some_and(|(v, i)| v.value() == i.value())
        || b.volume.zip(a.issue).is_some_and(|(v, i)| v.value() == i.value());
    if found == Grade::Other && swapped { Grade::Near } else { found }
}

fn pages(a: &Record, b: &Record) -> Grade {
    // A report has a number for its pages.
    let number = |r: &Record| r.number.or(r.printed_number);
    if number(a).is_some() && number(a) == number(b) {
        return Grade::Same;
    }
    let found = numbers(a.first_page, b.first_page, a, b);
    if found != Grade::Other {
        return found;
    }
    let near = a.first_page.zip(b.first_page).is_some_and(|(x, y)| x.is_near(y) || x.value() == y.value());
    if has_one_end(a, b) || near {
        Grade::Near
    } else if is_torn(a, b) || is_torn(b, a) {
        Grade::Inside
    } else {
        Grade::Other
    }
}

/// Whether the page of the one stands in the other's text.
fn prints_page(one: &Record, other: &Record) -> bool {
    one.first_page.is_some_and(|page| page.value() > 2 && other.prints(page.value()))
}

/// How many pages are from its first page to its last.
fn length(record: &Record) -> Option<u32> {
    let (first, last) = record.first_page.zip(record.last_page)?;
    last.value().checked_sub(first.value())
}

/// Whether the last pages are one.
fn has_one_end(a: &Record, b: &Record) -> bool {
    a.last_page.zip(b.last_page).is_some_and(|(x, y)| x.value() == y.value())
}

/// Whether the page of the first is a piece of the other's, whose digits stand apart in the first's text: "28 01".
fn is_torn(piece: &Record, whole: &Record) -> bool {
    let (Some(small), Some(large)) = (piece.first_page, whole.first_page) else { return false };
    let (small, large) = (small.value(), large.value());
    let tens = small.checked_ilog10().map_or(1, |n| 10_u32.pow(n + 1));
    let is_start = || std::iter::successors(Some(large), |n| Some(n / 10)).take_while(|n| *n > 0).any(|n| n == small);
    small < large && large >= TELLING_NUMBER && (large % tens == small || is_start()) && piece.prints_apart(large)
}
