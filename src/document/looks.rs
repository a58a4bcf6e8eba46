//! What the lines of a document show, beside each other: the features of the two models that tell its regions and its
//! entries apart.

use std::collections::HashMap;

use super::class::{Classes, WordClass, mark};
use super::heading::{Heading, heading};
use super::label::{Label, Link, chains};
use super::lines::{Line, LineKind};
use super::name_form::NameForm;
use super::profile::Profile;
use super::sight::{Edge, Sight, see};
use crate::crf::{Features, feature};

/// The lines that have text, with all that their looks tell.
#[derive(Debug, Default)]
pub(crate) struct Looks {
    /// Their indices among the document's lines.
    pub lines: Vec<usize>,
    pub sights: Vec<Sight>,
    pub blank_before: Vec<bool>,
    pub indents: Vec<usize>,
    pub page_starts: Vec<bool>,
    /// Which of them are items or headings by their markup.
    pub kinds: Vec<LineKind>,
    pub headings: Vec<Option<Heading>>,
    pub links: Vec<Option<Link>>,
    /// How often a line of the same letters stands in the document, and whether at the edges of pages.
    repeated: Vec<usize>,
    /// Lines since the last page start, and up to the next one.
    from_top: Vec<usize>,
    to_bottom: Vec<usize>,
    /// Lines since the last heading that announces a bibliography.
    since_heading: Vec<usize>,
    /// Lines since the last label of a long chain, and whether that was the chain's last one.
    since_link: Vec<Option<(usize, bool)>>,
    /// How long long lines are.
    full: usize,
    has_blanks: bool,
    has_pages: bool,
    pub(super) has_indents: bool,
}

/// The indent of lines beside the least of so many lines around.
const AROUND: usize = 12;

/// No heading inside a bibliography is longer, in characters.
const HEADING: usize = 60;

/// A chain of so many labels is hardly there by chance.
const LONG_CHAIN: u32 = 5;

/// So many lines at a page's top and foot may be its running heads.
const EDGE: usize = 3;

impl Looks {
    /// Looks at all lines of a document. Linear.
    pub(crate) fn of(text: &str, lines: &[Line]) -> Self {
        let mut looks = Self::default();
        let mut blank = true;
        let mut page = true;
        for (i, line) in lines.iter().enumerate() {
            page |= line.page_start;
            if matches!(line.kind, LineKind::Blank | LineKind::Furniture) {
                blank = true;
                continue;
            }
            let visible = super::markup::visible(line.text(text));
            looks.lines.push(i);
            looks.headings.push(heading(&visible));
            looks.sights.push(see(&visible));
            looks.blank_before.push(blank);
            looks.indents.push(line.indent);
            looks.page_starts.push(page);
            looks.kinds.push(line.kind);
            (blank, page) = (false, false);
        }
        looks.compare();
        looks
    }

    pub(crate) fn len(&self) -> usize {
        self.lines.len()
    }

    /// A part of the lines, as a document of its own.
    pub(crate) fn part(&self, of: &[usize]) -> Self {
        self.part_that_shows(of, of.iter().map(|i| self.sights[*i].clone()).collect())
    }

    /// A part of the lines, each with what it shows now.
    fn part_that_shows(&self, of: &[usize], sights: Vec<Sight>) -> Self {
        let mut part = Self {
            lines: of.iter().map(|i| self.lines[*i]).collect(),
            sights,
            blank_before: of.iter().map(|i| self.blank_before[*i]).collect(),
            indents: of.iter().map(|i| self.indents[*i]).collect(),
            page_starts: of.iter().map(|i| self.page_starts[*i]).collect(),
            kinds: of.iter().map(|i| self.kinds[*i]).collect(),
            headings: of.iter().map(|i| self.headings[*i]).collect(),
            ..Self::default()
        };
        part.compare();
        part.repeated = of.iter().map(|i| self.repeated[*i]).collect();
        part.from_top = of.iter().map(|i| self.from_top[*i]).collect();
        part.to_bottom = of.iter().map(|i| self.to_bottom[*i]).collect();
        // Running heads are gone: where a page starts tells nothing any more.
        part.has_pages = false;
        part
    }

    /// The lines, those put together again that were stretched to a column's width and came word by word, with a blank line
    /// between two. Returns for each where it starts among the lines before. `None` where there is no such line. Linear.
    pub(crate) fn without_torn(&self, text: &str, lines: &[Line]) -> Option<(Self, Vec<usize>)> {
        /// At least and at most so many pieces on end have so few words, in so few characters.
        const PIECES: std::ops::RangeInclusive<usize> = 4..=40;
        const WORDS: usize = 2;
        const CHARACTERS: usize = 24;
        let is_piece = |i: usize| {
            let sight = &self.sights[i];
            let heading = self.headings[i].is_some() && self.stands_apart(i);
            // "(2003): Das" has a year and no label.
            let labelled = sight.label.is_some_and(|label| label.number < 1000);
            let item = labelled || self.kinds[i] == LineKind::Item;
            sight.words <= WORDS && sight.length <= CHARACTERS && !heading && !item
        };
        // Short entries have a year and a stop each: "Solaris, 1972."
        let is_line = |pieces: std::ops::Range<usize>| {
            let entries =
                self.sights[pieces.clone()].iter().filter(|s| s.year.is_some() || s.ends == Edge::Stop).count();
            PIECES.contains(&pieces.len()) && entries * 2 < pieces.len()
        };
        let mut starts = Vec::with_capacity(self.len());
        let mut at = 0;
        while at < self.len() {
            starts.push(at);
            let goes_on = |i: &usize| is_piece(*i) && self.blank_before[*i];
            let pieces = if is_piece(at) { 1 + (at + 1..self.len()).take_while(goes_on).count() } else { 1 };
            if !is_line(at..at + pieces) {
                starts.extend(at + 1..at + pieces);
            }
            at += pieces;
        }
        if starts.len() == self.len() {
            return None;
        }
        let ends = starts.iter().skip(1).copied().chain([self.len()]);
        let sight = |(start, end): (usize, usize)| {
            let words = || self.lines[start..end].iter().map(|line| lines[*line].text(text).trim());
            if end - start > 1 { see(&words().collect::<Vec<_>>().join(" ")) } else { self.sights[start].clone() }
        };
        let sights = starts.iter().copied().zip(ends).map(sight).collect();
        Some((self.part_that_shows(&starts, sights), starts))
    }

    fn compare(&mut self) {
        let n = self.len();
        let labels: Vec<Option<Label>> = self.sights.iter().map(|s| s.label).collect();
        self.links = chains(&labels);
        let ends: HashMap<usize, usize> =
            self.links.iter().enumerate().filter_map(|(i, link)| link.map(|l| (l.chain, i))).collect();
        let mut last = None;
        self.since_link = Vec::with_capacity(n);
        for (i, link) in self.links.iter().enumerate() {
            if let Some(link) = link.filter(|l| l.length >= LONG_CHAIN) {
                last = Some((i, ends[&link.chain] == i));
            }
            self.since_link.push(last.map(|(at, ended)| (i - at, ended)));
        }
        let mut seen: HashMap<u32, usize> = HashMap::new();
        for sight in &self.sights {
            *seen.entry(sight.mask).or_default() += 1;
        }
        self.repeated = self.sights.iter().map(|s| seen[&s.mask]).collect();
        let mut lengths: Vec<usize> = self.sights.iter().map(|s| s.length).collect();
        lengths.sort_unstable();
        self.full = lengths.get(n * 4 / 5).copied().unwrap_or(1).max(1);
        self.has_blanks = self.blank_before.iter().skip(1).any(|b| *b);
        self.has_pages = self.page_starts.iter().skip(1).any(|p| *p);
        let lead = |i: usize| {
            let around = &self.indents[i.saturating_sub(AROUND)..(i + AROUND + 1).min(n)];
            self.indents[i] - around.iter().min().copied().unwrap_or(0)
        };
        let indents: Vec<usize> = (0..n).map(lead).collect();
        self.indents = indents;
        self.has_indents = self.indents.iter().any(|i| *i > 0);
        let mut since = usize::MAX;
        self.from_top.clear();
        self.since_heading.clear();
        let mut top = 0;
        for i in 0..n {
            top = if self.page_starts[i] { 0 } else { top + 1 };
            self.from_top.push(top);
            since = if self.headings[i] == Some(Heading::List) { 0 } else { since.saturating_add(1) };
            self.since_heading.push(since);
        }
        self.to_bottom = vec![0; n];
        let mut bottom = 0;
        for i in (0..n).rev() {
            self.to_bottom[i] = bottom;
            bottom = if self.page_starts[i] { 0 } else { bottom + 1 };
        }
    }

    /// Whether the line is one of the first or last of a page, where pages are told.
    pub(crate) fn is_at_edge(&self, i: usize) -> bool {
        self.has_pages && self.from_top[i].min(self.to_bottom[i]) < EDGE
    }

    /// Whether no other line of the document has the same letters.
    pub(crate) fn stands_once(&self, i: usize) -> bool {
        self.repeated[i] == 1
    }

    /// Whether the line is short and doesn't go on with the one before it, as a heading.
    pub(crate) fn stands_apart(&self, i: usize) -> bool {
        let complete = |b: usize| matches!(self.sights[b].ends, Edge::Stop | Edge::Digit | Edge::Close);
        let apart = self.blank_before[i] || self.page_starts[i] || i.checked_sub(1).is_none_or(complete);
        let sight = &self.sights[i];
        apart
            && sight.length <= HEADING
            && sight.starts == Edge::Upper
            && sight.ends != Edge::Stop
            && sight.year.is_none()
    }

    /// Whether its first word would have fitted on the line before, which then ended for a reason.
    pub(super) fn fits(&self, i: usize) -> bool {
        i.checked_sub(1).is_some_and(|b| (self.sights[b].length + 1 + self.sights[i].first_word) * 100 < self.full * 97)
    }

    /// Whether the line is short beside the long ones.
    fn is_short(&self, i: usize) -> bool {
        self.sights[i].length * 2 < self.full
    }
}

/// Which of `cuts` a share or a number lies behind.
pub(super) fn bucket(value: usize, cuts: &[usize]) -> u32 {
    cuts.iter().take_while(|cut| value >= **cut).count() as u32
}

/// The number of a share among hundredths.
pub(super) fn share(part: usize, whole: usize, cuts: &[usize]) -> u32 {
    bucket(part * 100 / whole.max(1), cuts)
}

/// Numbers of properties. Each model has its own weights, so both use the same ones.
#[derive(Clone, Copy)]
#[repr(u32)]
pub(super) enum P {
    Bias,
    Label,
    Link,
    Name,
    Year,
    YearEdges,
    Mark,
    Verbs,
    Words,
    Digits,
    Starts,
    Ends,
    Edges,
    EndsOpen,
    Shape0,
    Shape1,
    Shape2,
    Shapes,
    LastShape,
    First,
    Last,
    Length,
    LengthBefore,
    Fits,
    Blank,
    Indent,
    IndentStep,
    Repeated,
    OnlyNumber,
    Place,
    Top,
    Heading,
    SinceHeading,
    PageTop,
    PageBottom,
    Capitals,
    Kind,
    Short,
    NameYear,
    Window = 100,
    ListLabel = 200,
    ListName,
    ListShape,
    ListBoth,
    ListAny,
    ListOrder,
    ListIndent,
    ListBlank,
    ListChain,
    ListKind,
    ListIndentStep,
    ListLong,
    ListYear,
    ListStops,
    ListCommas,
    ListFits,
    ListFirst,
    SinceLink,
    /// Those of the line before, of the one after, and of those beyond, each with an offset.
    Before = 1000,
    After = 2000,
    Before2 = 3000,
    After2 = 4000,
}

pub(super) fn label_value(sight: &Sight) -> u32 {
    sight.label.map_or(0, |l| l.style as u32 + if l.alone { 16 } else { 0 })
}

pub(super) fn year_value(sight: &Sight) -> u32 {
    sight.year.map_or(0, |y| 1 + bucket(usize::from(y), &[1, 3, 8, 14, 18]))
}

pub(super) fn edges_value(a: Edge, b: Edge) -> u32 {
    a as u32 * 16 + b as u32
}

fn heading_value(heading: Option<Heading>) -> u32 {
    // The models weren't told of kinds of sources.
    heading.filter(|h| *h != Heading::Sources).map_or(0, |h| h as u32 + 1)
}

/// The marks that are told of neighbours too.
const NEIGHBOURLY: Classes = WordClass::Volume.bit()
    | WordClass::Page.bit()
    | WordClass::Publisher.bit()
    | WordClass::Journal.bit()
    | WordClass::Affiliation.bit()
    | WordClass::Front.bit()
    | WordClass::Lead.bit()
    | WordClass::Contact.bit()
    | mark::RANGE
    | mark::VOLUME_PAGE
    | mark::DOI
    | mark::URL
    | mark::QUOTE
    | mark::MAIL
    | mark::INITIAL;

fn each_bit(mut bits: Classes, mut tell: impl FnMut(u32)) {
    while bits != 0 {
        tell(bits.trailing_zeros());
        bits &= bits - 1;
    }
}

/// What a neighbour is known by: told once for each line, with the offsets of its place.
fn tell_neighbour(looks: &Looks, i: usize, offset: P, add: &mut impl FnMut(u32, u32)) {
    let at = |p: P| offset as u32 + p as u32;
    let sight = &looks.sights[i];
    add(at(P::Label), label_value(sight));
    add(at(P::Name), sight.name as u32);
    add(at(P::Year), year_value(sight));
    add(at(P::Starts), sight.starts as u32);
    add(at(P::Shape0), sight.shapes[0]);
    add(at(P::Heading), heading_value(looks.headings[i]));
    add(at(P::Repeated), bucket(looks.repeated[i], &[2, 3, 6]) * 2 + u32::from(sight.only_number));
    add(at(P::Verbs), bucket(sight.verbs, &[1, 2, 3, 4]));
    add(at(P::Blank), u32::from(looks.has_blanks) + u32::from(looks.blank_before[i]));
    each_bit(sight.marks & NEIGHBOURLY, |bit| add(at(P::Mark), bit));
}

/// What a line shows by itself and beside its neighbours: for both models.
fn tell(looks: &Looks, i: usize, add: &mut impl FnMut(u32, u32)) {
    let n = looks.len();
    let sight = &looks.sights[i];
    let mut own = |p: P, value: u32| add(p as u32, value);
    own(P::Bias, 0);
    own(P::Label, label_value(sight));
    if let Some(link) = looks.links[i] {
        own(P::Link, bucket(link.length as usize, &[3, 5, 10, 25]) * 2 + u32::from(link.next_in_line));
        own(P::Link, 100 + label_value(sight) * 8 + bucket(link.length as usize, &[3, 5, 10, 25]));
    } else {
        own(P::Link, 50);
    }
    own(P::Name, sight.name as u32);
    own(P::Year, year_value(sight));
    own(P::YearEdges, edges_value(sight.year_edges.0, sight.year_edges.1));
    own(P::NameYear, sight.name as u32 * 8 + year_value(sight));
    each_bit(sight.marks & mark::ALL, |bit| own(P::Mark, bit));
    own(P::Verbs, bucket(sight.verbs, &[1, 2, 3, 4]));
    own(P::Verbs, 10 + share(sight.verbs, sight.words, &[5, 12, 20, 30]));
    own(P::Words, bucket(sight.words, &[1, 3, 6, 10, 16, 30]));
    own(P::Digits, share(sight.digits, sight.length, &[1, 5, 10, 20, 50]));
    own(P::Starts, sight.starts as u32);
    own(P::Ends, sight.ends as u32);
    own(P::EndsOpen, u32::from(sight.ends_open) * 2 + u32::from(sight.bracket));
    own(P::Shape0, sight.shapes[0]);
    own(P::Shape1, sight.shapes[1]);
    own(P::Shape2, sight.shapes[2]);
    own(P::Shapes, sight.shapes[0] ^ sight.shapes[1].rotate_left(7));
    own(P::LastShape, sight.last_shape);
    own(P::First, sight.first);
    own(P::Last, sight.last);
    let cuts = [10, 30, 50, 70, 85, 95, 105, 200];
    own(P::Length, share(sight.length, looks.full, &cuts));
    own(P::Repeated, bucket(looks.repeated[i], &[2, 3, 6]) * 2 + u32::from(sight.only_number));
    own(
        P::OnlyNumber,
        u32::from(sight.only_number) * 8
            + u32::from(looks.has_pages) * 4
            + bucket(looks.from_top[i].min(looks.to_bottom[i]), &[1, 3]),
    );
    own(P::Heading, heading_value(looks.headings[i]));
    own(P::Capitals, u32::from(sight.capitals));
    own(P::Kind, looks.kinds[i] as u32);
    if looks.has_blanks {
        let after = i + 1 < n && looks.blank_before[i + 1];
        own(P::Blank, 2 + u32::from(looks.blank_before[i]) * 2 + u32::from(after));
    } else {
        own(P::Blank, 0);
    }
    if looks.has_pages {
        own(P::PageTop, bucket(looks.from_top[i], &[1, 2, 3, 5]));
        own(P::PageBottom, bucket(looks.to_bottom[i], &[1, 2, 3, 5]));
    }
    if looks.has_indents {
        let indent = looks.indents[i];
        let step = |a: usize, b: usize| if a > b + 1 { 2 } else { u32::from(b > a + 1) };
        let before = i.checked_sub(1).map_or(0, |b| step(indent, looks.indents[b]));
        let after = if i + 1 < n { step(looks.indents[i + 1], indent) } else { 0 };
        own(P::Indent, 1 + bucket(indent, &[1, 3, 6, 12]));
        own(P::IndentStep, before * 3 + after);
    } else {
        own(P::Indent, 0);
    }
    if let Some(b) = i.checked_sub(1) {
        let before = &looks.sights[b];
        own(P::LengthBefore, share(before.length, looks.full, &cuts));
        let fits = looks.fits(i);
        own(P::Fits, u32::from(fits));
        own(P::Edges, edges_value(before.ends, sight.starts));
        own(P::Edges, 1000 + u32::from(before.ends_open) * 32 + u32::from(before.bracket) * 16 + sight.starts as u32);
        own(P::Edges, 2000 + u32::from(fits) * 256 + edges_value(before.ends, sight.starts));
        tell_neighbour(looks, b, P::Before, add);
    }
    if i + 1 < n {
        tell_neighbour(looks, i + 1, P::After, add);
    }
    for (other, offset) in [(i.checked_sub(2), P::Before2), (Some(i + 2).filter(|a| *a < n), P::After2)] {
        let Some(other) = other else { continue };
        let sight = &looks.sights[other];
        add(offset as u32 + P::Label as u32, label_value(sight));
        add(offset as u32 + P::Name as u32, sight.name as u32);
        add(offset as u32 + P::Heading as u32, heading_value(looks.headings[other]));
    }
}

/// What is counted in windows around a line.
const COUNTED: usize = 11;

fn counted(looks: &Looks, i: usize) -> [bool; COUNTED] {
    let sight = &looks.sights[i];
    let has = |bits: Classes| sight.marks & bits != 0;
    [
        sight.year.is_some(),
        sight.name != NameForm::None && sight.starts != Edge::Lower,
        has(mark::RANGE | mark::VOLUME_PAGE | WordClass::Page.bit()),
        has(WordClass::Publisher.bit() | WordClass::Journal.bit()),
        sight.verbs * 8 > sight.words,
        sight.label.is_some(),
        has(mark::INITIAL),
        looks.is_short(i),
        sight.ends == Edge::Stop,
        sight.digits * 100 > 8 * sight.length,
        looks.links[i].is_some_and(|l| l.length >= 3),
    ]
}

/// The windows: so many lines before and after.
const WINDOWS: [(usize, usize); 4] = [(5, 5), (15, 15), (0, 8), (8, 0)];

fn tell_windows(sums: &[[u32; COUNTED]], i: usize, add: &mut impl FnMut(u32, u32)) {
    let n = sums.len() - 1;
    for (w, (before, after)) in WINDOWS.iter().enumerate() {
        let (low, high) = (i.saturating_sub(*before), (i + after + 1).min(n));
        for (c, (above, below)) in sums[high].iter().zip(&sums[low]).enumerate() {
            let part = (above - below) as usize;
            add(P::Window as u32 + (w * COUNTED + c) as u32, share(part, high - low, &[5, 15, 30, 45, 65, 85]));
        }
    }
}

fn sums(looks: &Looks) -> Vec<[u32; COUNTED]> {
    let mut sums = vec![[0; COUNTED]];
    for i in 0..looks.len() {
        let mut row = sums[i];
        row.iter_mut().zip(counted(looks, i)).for_each(|(sum, is)| *sum += u32::from(is));
        sums.push(row);
    }
    sums
}

/// The features of the lines for the model of regions. Linear.
pub(crate) fn region_features(looks: &Looks) -> Features {
    let mut features = Features::default();
    let sums = sums(looks);
    let n = looks.len();
    for i in 0..n {
        let mut add = |property: u32, value: u32| features.add(feature(property, value));
        tell(looks, i, &mut add);
        tell_windows(&sums, i, &mut add);
        add(P::Place as u32, share(i, n, &[1, 3, 10, 30, 50, 60, 70, 80, 90, 97]));
        add(P::Top as u32, bucket(i, &[3, 10, 30, 60]));
        add(P::SinceHeading as u32, bucket(looks.since_heading[i], &[1, 2, 6, 40, 200, 900]));
        add(P::Short as u32, bucket(n, &[5, 20, 60, 200]));
        let since = looks.since_link[i]
            .map_or(0, |(lines, ended)| 2 + bucket(lines, &[1, 2, 3, 4, 6, 9, 20, 60]) * 2 + u32::from(ended));
        add(P::SinceLink as u32, since);
        features.end_item();
    }
    features
}

/// The features of the lines of a list for the model of entries: how a line starts beside the starts of all lines. Linear.
pub(crate) fn entry_features(looks: &Looks) -> Features {
    let mut features = Features::default();
    let n = looks.len();
    let all = Profile::of(looks);
    for i in 0..n {
        let mut add = |property: u32, value: u32| features.add(feature(property, value));
        tell(looks, i, &mut add);
        all.tell(looks, i, &mut add);
        features.end_item();
    }
    features
}

/// Whether keys stand in the order of the alphabet, four pairs in five of neighbours at least: works of one author may stand in
/// the order of their years.
pub(super) fn are_in_order(keys: &[[u8; 12]]) -> bool {
    let ascending = keys.windows(2).filter(|pair| pair[0] <= pair[1]).count();
    keys.len() > 1 && ascending * 5 >= (keys.len() - 1) * 4
}

/// What a line is ordered by, if it may start an entry.
pub(crate) fn order_key(sight: &Sight) -> Option<[u8; 12]> {
    let may = matches!(sight.starts, Edge::Upper | Edge::Quote) || sight.name != NameForm::None;
    (may && sight.name != NameForm::Same && sight.sort_key[0] != 0).then_some(sight.sort_key)
}
