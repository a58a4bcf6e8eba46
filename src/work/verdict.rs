//! Evidence → verdict: what agrees and differs is weighed in bits, as Fellegi and Sunter do (A Theory for Record Linkage,
//! 1969): how much likelier it is between references to one work than between two that share a key.

use super::Level;
use super::evidence::{Evidence, Grade, evidence, is_plainly_different};
use super::record::Record;
use super::title::Likeness as Titles;
use super::veto::{Facets, Veto};
use crate::Confidence;

/// Whether two references are one work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Verdict {
    /// They are two.
    Different,
    /// What they say fits one work, and others as well.
    Ambiguous,
    /// More speaks for one work than against it, not enough to merge them.
    Weak,
    /// They are one.
    Strong,
    /// They are one, and nothing that tells works apart differs.
    Exact,
}

impl Verdict {
    /// The verdict in a word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Different => "different",
            Self::Ambiguous => "ambiguous",
            Self::Weak => "weak",
            Self::Strong => "strong",
            Self::Exact => "exact",
        }
    }
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a verdict is as it is: what speaks for one work, surest first, then what speaks against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Reason {
    /// The same DOI, arXiv identifier or address, and titles that don't contradict it.
    Identifier,
    /// Title, author and year agree.
    TitleAuthorYear,
    /// Title and author agree; the year is another or isn't printed: an edition, a preprint, a slip.
    TitleAuthor,
    /// Title, year and outlet agree; the author isn't printed or is another: an organisation for a person, a slip.
    TitleYearOutlet,
    /// The titles agree, nothing else is said by both.
    Title,
    /// Author and year agree, and the titles nearly: a word is changed, cut or put in.
    NearTitle,
    /// Author or outlet, year, volume and page agree, and one prints no title.
    Numeration,
    /// Author, year and outlet agree, and one prints no title.
    AuthorYearOutlet,
    /// Words and numbers of the one stand in the other's text, whatever their fields.
    Text,
    /// The titles are one that many texts bear, and nothing tells which is meant.
    GenericTitle,
    /// The two say too little.
    TooLittle,
    /// The titles are two.
    OtherTitle,
    /// The authors are others.
    OtherAuthors,
    /// The dates, or volume and pages, are others.
    OtherDate,
    /// The same text in another outlet: another version.
    OtherOutlet,
    /// Something forbids it.
    Vetoed(Veto),
}

impl Reason {
    /// The reason in words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Identifier => "same identifier",
            Self::TitleAuthorYear => "same title, author and year",
            Self::TitleAuthor => "same title and author",
            Self::TitleYearOutlet => "same title, year and outlet",
            Self::Title => "same title",
            Self::NearTitle => "same author, nearly the same title",
            Self::Numeration => "same volume and page, year, and author or outlet",
            Self::AuthorYearOutlet => "same author, year and outlet",
            Self::Text => "the same words and numbers",
            Self::GenericTitle => "a title that many texts bear",
            Self::TooLittle => "too little is said",
            Self::OtherTitle => "another title",
            Self::OtherAuthors => "other authors",
            Self::OtherDate => "another date, volume or page",
            Self::OtherOutlet => "another outlet",
            Self::Vetoed(veto) => veto.as_str(),
        }
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A verdict on two references at one level, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Judgement {
    /// Whether they are one.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// How much speaks for one work, in bits: 0 is as much as against it.
    pub bits: i32,
}

impl Judgement {
    /// Whether the two are merged unless another threshold is asked for.
    #[must_use]
    pub fn is_merge(self) -> bool {
        self.verdict >= Verdict::Strong
    }

    /// How sure it is that the two are one: the bits as odds.
    #[must_use]
    pub fn confidence(self) -> Confidence {
        Confidence::new(1.0 / (1.0 + (-f64::from(self.bits - EVEN) / 2.0).exp2()))
    }
}

/// Bits at which two references that share a key are one as often as not: most pairs are two.
const EVEN: i32 = 12;
/// From here on, pairs are merged.
pub(super) const STRONG: i32 = 20;
/// From here on, more speaks for one work than against it.
pub(super) const WEAK: i32 = 10;

/// What each finding is worth, in bits.
mod worth {
    pub(super) const IDENTIFIER: i32 = 25;
    pub(super) const ISBN: i32 = 6;
    /// The most that shared authors say, and what their absence says.
    pub(super) const AUTHORS: i32 = 20;
    pub(super) const AUTHOR_MISSING: i32 = 3;
    pub(super) const OTHER_AUTHORS: i32 = -10;
    /// The most that title and authors say of a version.
    pub(super) const TEXT: i32 = 26;
    /// The least that a title says in its own outlet and year.
    pub(super) const HEADWORD: i32 = 11;
    pub(super) const YEAR: i32 = 3;
    pub(super) const OUTLET: i32 = 8;
    /// A journal and proceedings, at the level of versions.
    pub(super) const OTHER_KIND: i32 = -14;
    pub(super) const VOLUME: i32 = 4;
    pub(super) const PAGE: i32 = 7;
}

/// What is compared of two references.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Compared {
    /// DOI, arXiv identifier, address.
    Identifier,
    /// ISBN.
    Isbn,
    /// Title.
    Title,
    /// Authors.
    Authors,
    /// Year.
    Year,
    /// Journal, proceedings, publisher.
    Outlet,
    /// The kinds of the outlets: journal, proceedings, report.
    Kind,
    /// Volume.
    Volume,
    /// Issue.
    Issue,
    /// Pages.
    Page,
}

/// A field of two references, how it compares, and what that says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Finding {
    /// The field.
    pub field: Compared,
    /// How it compares.
    pub grade: Grade,
    /// What that says for one work, or against it, in bits.
    pub bits: i32,
}

/// How many fields are compared.
const FIELDS: usize = 10;

/// Weighs the evidence at one level, field by field.
pub(super) fn findings(e: &Evidence, level: Level) -> [Finding; FIELDS] {
    let version = level == Level::Version;
    let at = |work, at_version| if version { at_version } else { work };
    let title = match e.title.likeness {
        Titles::Unknown => Grade::Unknown,
        Titles::Other => Grade::Other,
        _ if e.title_inside => Grade::Inside,
        Titles::Near | Titles::Cut => Grade::Near,
        Titles::Misprint | Titles::Same => Grade::Same,
    };
    let authors = match e.authors.grade {
        Grade::Unknown => 0,
        Grade::Other => worth::OTHER_AUTHORS,
        _ => {
            let missing = i32::try_from(e.authors.missing.min(3)).unwrap_or(3);
            e.authors.bits.min(worth::AUTHORS) - worth::AUTHOR_MISSING * missing - i32::from(e.authors.extra > 0)
        }
    };
    let (year, years) = match e.years {
        None => (Grade::Unknown, 0),
        Some(0) => (Grade::Same, worth::YEAR),
        Some(_) if e.year_inside => (Grade::Inside, 1),
        // Proceedings come out each year: another year is another meeting.
        Some(1) if e.meetings => (Grade::Near, at(-2, -8)),
        Some(1) => (Grade::Near, at(-1, -3)),
        Some(2..=3) => (Grade::Other, at(-3, -8)),
        Some(_) => (Grade::Other, at(-6, -12)),
    };
    let moved = |g| g == Grade::Other;
    // A book has each entry once: in one outlet and year a title says as much as a rare word, however common its words are.
    let headword = e.title.likeness == Titles::Same
        && !e.generic
        && !e.title_inside
        && e.outlet == Grade::Same
        && e.years == Some(0)
        && ![e.authors.grade, e.volume, e.page].contains(&Grade::Other);
    let title_bits = if headword { e.title.bits.max(worth::HEADWORD) } else { e.title.bits };
    // Each has its own place in its own outlet, or two places are in one volume, or the one is in another volume.
    let two_outlets = version && moved(e.outlet) && (moved(e.volume) || moved(e.page));
    let two_pages = version && has_two_pages(e);
    let two_volumes = version && moved(e.volume) && e.page < Grade::Near;
    // Two outlets have two numerations.
    let one_outlet = version || matches!(e.outlet, Grade::Same | Grade::Inside) && e.kinds != Grade::Other;
    let outlet = match e.outlet {
        Grade::Unknown => 0,
        Grade::Other => {
            if two_outlets {
                -10
            } else {
                at(-1, -5)
            }
        }
        _ if two_pages || two_volumes => 0,
        _ if e.kinds == Grade::Other || e.meetings && e.years.is_some_and(|y| y > 0) && !e.year_inside => 0,
        Grade::Near => e.outlet_bits.min(worth::OUTLET) / 2,
        Grade::Inside => e.outlet_bits.min(worth::OUTLET) - 2,
        Grade::Same => e.outlet_bits.min(worth::OUTLET),
    };
    let number = |grade, worth: i32, against: i32| match grade {
        Grade::Unknown => 0,
        Grade::Same => worth,
        Grade::Inside => worth - 2,
        Grade::Near => {
            if e.outlet == Grade::Other {
                0
            } else {
                worth / 2
            }
        }
        Grade::Other => {
            if one_outlet {
                against
            } else {
                0
            }
        }
    };
    let when = |is: bool, bits: i32| if is { bits } else { 0 };
    let finding = |field, grade, bits| Finding { field, grade, bits };
    [
        finding(Compared::Identifier, e.identifier, when(is_identified(e), worth::IDENTIFIER)),
        finding(Compared::Isbn, e.isbn, when(e.isbn == Grade::Same, worth::ISBN)),
        finding(Compared::Title, title, title_bits),
        finding(Compared::Authors, e.authors.grade, authors),
        finding(Compared::Year, year, years),
        finding(Compared::Outlet, e.outlet, outlet),
        finding(Compared::Kind, e.kinds, when(e.kinds == Grade::Other && version, worth::OTHER_KIND)),
        finding(Compared::Volume, e.volume, if two_pages { 0 } else { number(e.volume, worth::VOLUME, at(-4, -6)) }),
        finding(Compared::Issue, e.issue, when(e.issue == Grade::Same && !two_pages, 1)),
        finding(Compared::Page, e.page, number(e.page, worth::PAGE, if two_pages { -10 } else { at(-5, -6) })),
    ]
}

/// Whether the identifier that both have is the text's own. The DOI of a supplement is no abstract's; where the same people wrote
/// both in one year, and no title is there that would tell two abstracts of theirs apart, a page is misprinted.
fn is_identified(e: &Evidence) -> bool {
    let misprinted = e.title.likeness == Titles::Unknown && e.authors.grade >= Grade::Near && e.years == Some(0);
    e.identifier == Grade::Same && (!has_two_pages(e) || misprinted)
}

/// Whether the two stand on two pages of one volume.
fn has_two_pages(e: &Evidence) -> bool {
    e.page == Grade::Other && e.placed && e.volume != Grade::Other && e.outlet > Grade::Other
}

/// All that speaks for one work, less what speaks against it. A text says nothing of its versions: at their level, title
/// and authors together count as far as they make the work sure, and where and when it came out decides.
fn weigh(e: &Evidence, level: Level) -> i32 {
    let all = findings(e, level);
    let text: i32 = all.iter().filter(|f| matches!(f.field, Compared::Title | Compared::Authors)).map(|f| f.bits).sum();
    let publication: i32 = all.iter().map(|f| f.bits).sum::<i32>() - text;
    let fields = match level {
        Level::Work => text + publication,
        Level::Version => text.min(worth::TEXT) + publication,
    };
    // Two texts may have been read wrongly: their words and numbers tell as much as the fields, less what differs.
    match e.text {
        Some(bits) => {
            fields.max(bits + all.iter().filter(|f| is_of_publication(f.field)).map(|f| f.bits.min(0)).sum::<i32>())
        }
        None => fields,
    }
}

fn is_of_publication(field: Compared) -> bool {
    matches!(field, Compared::Year | Compared::Kind | Compared::Volume | Compared::Page)
}

/// Judges what was found of two records. Symmetric, since the evidence is.
pub(super) fn judge(e: &Evidence, veto: Option<Veto>, level: Level) -> Judgement {
    let bits = weigh(e, level);
    let different = |reason| Judgement { verdict: Verdict::Different, reason, bits: bits.min(-1) };
    if let Some(veto) = veto {
        return different(Reason::Vetoed(veto));
    }
    if is_identified(e) {
        // People copy wrong identifiers: another title by other authors is another work.
        let least = if e.authors.grade > Grade::Other { -20 } else { -5 };
        if e.title.likeness != Titles::Other || e.title.bits > least {
            return Judgement { verdict: Verdict::Exact, reason: Reason::Identifier, bits: bits.max(STRONG + 1) };
        }
        return different(Reason::OtherTitle);
    }
    let authors = e.authors.grade > Grade::Other;
    let years = e.years.is_some_and(|y| y <= 1) || e.year_inside;
    let outlet = e.outlet > Grade::Other;
    let numbered = if e.generic {
        // Many of one title stand in one volume, so that only the place itself tells which is meant.
        e.page >= Grade::Inside || e.page == Grade::Unknown && e.volume > Grade::Other && e.issue == Grade::Same
    } else {
        e.page > Grade::Other || e.volume > Grade::Other && e.issue == Grade::Same
    };
    if is_elsewhere(e) {
        return different(Reason::OtherDate);
    }
    let titled = e.title.likeness >= Titles::Cut;
    let by_text = (!e.generic || numbered) && e.text.is_some_and(|t| t >= STRONG && bits >= STRONG);
    let reason = match e.title.likeness {
        _ if by_text && (!titled || !authors) => Reason::Text,
        Titles::Other if e.page < Grade::Near => Reason::OtherTitle,
        _ if e.authors.grade == Grade::Other => Reason::OtherAuthors,
        _ if e.generic && !numbered => Reason::GenericTitle,
        _ if titled && authors && years => Reason::TitleAuthorYear,
        _ if titled && authors => Reason::TitleAuthor,
        _ if titled && years && outlet => Reason::TitleYearOutlet,
        _ if titled => Reason::Title,
        Titles::Near if authors => Reason::NearTitle,
        _ if numbered && years && (authors || outlet) => Reason::Numeration,
        _ if authors && years && outlet => Reason::AuthorYearOutlet,
        _ => Reason::TooLittle,
    };
    let against = || {
        if e.kinds == Grade::Other || e.outlet == Grade::Other {
            Reason::OtherOutlet
        } else if e.authors.grade == Grade::Other {
            Reason::OtherAuthors
        } else if e.years.is_some_and(|y| y > 0) || e.page == Grade::Other || e.volume == Grade::Other {
            Reason::OtherDate
        } else {
            reason
        }
    };
    let verdict = match bits {
        STRONG.. => merge_or_less(e, reason, level),
        WEAK.. if reason == Reason::GenericTitle => Verdict::Ambiguous,
        WEAK.. => Verdict::Weak,
        0.. => Verdict::Ambiguous,
        _ => return different(against()),
    };
    let reason = if verdict < Verdict::Weak { against() } else { reason };
    Judgement { verdict, reason, bits: if verdict < Verdict::Strong { bits.min(STRONG - 1) } else { bits } }
}

/// Whether the two stand in two places of one volume, and no title of their own says that they are one all the same.
fn is_elsewhere(e: &Evidence) -> bool {
    let titled = e.title.likeness >= Titles::Near && !e.generic;
    let one_volume = e.outlet >= Grade::Near && e.volume != Grade::Other && e.kinds != Grade::Other;
    let two_places = e.two_pages || e.generic && e.issue == Grade::Other;
    !titled && one_volume && two_places && e.identifier != Grade::Same
}

/// Whether other people wrote the two, with no place in common, or whether they stand in other volumes of other outlets.
fn is_of_others(e: &Evidence) -> bool {
    let placed = e.volume >= Grade::Near || e.page >= Grade::Near;
    e.authors.grade == Grade::Other && !placed || e.outlet == Grade::Other && e.volume == Grade::Other
}

/// Whether two texts of one title stand in two places that have nothing in common but the outlet, or not even that where
/// no authors speak for one text.
fn is_column(e: &Evidence) -> bool {
    let placed = e.volume == Grade::Other && e.page <= Grade::Other;
    let again = e.outlet >= Grade::Near && e.page == Grade::Other && e.years.is_some_and(|y| y > 0);
    let elsewhere = e.outlet == Grade::Other && e.authors.grade == Grade::Unknown;
    placed && (again || elsewhere) && e.identifier != Grade::Same
}

/// Whether evidence that is enough by its bits is of a kind that merges.
fn merge_or_less(e: &Evidence, reason: Reason, level: Level) -> Verdict {
    let exact = e.title.likeness >= Titles::Misprint
        && e.authors.grade == Grade::Same
        && e.years == Some(0)
        && e.page != Grade::Other
        && e.volume != Grade::Other
        && e.outlet != Grade::Other
        && !e.generic;
    match reason {
        Reason::OtherTitle => Verdict::Different,
        // "Harbour walls of granite", "Harbour piers of granite": two texts of one author; of several, rather one text
        // that somebody cites from memory.
        _ if e.words_changed && e.authors.shared < 2 && e.page < Grade::Near => Verdict::Weak,
        Reason::GenericTitle if e.authors.shared < 2 => Verdict::Ambiguous,
        // The same author writes several texts for one outlet in one year: the titles and names must say enough.
        Reason::NearTitle if e.title.bits + e.authors.bits.min(24) < 25 && e.page < Grade::Near => Verdict::Weak,
        // Of two pages of one volume, the one isn't misprinted for the other unless something else says that it is.
        _ if e.title.likeness < Titles::Near && e.page_misprinted => Verdict::Weak,
        // Nor does what two texts without a title share make one work of two pages, whatever the outlet is called.
        Reason::Text if e.two_pages && (e.outlet >= Grade::Inside || e.title.likeness == Titles::Unknown) => {
            Verdict::Weak
        }
        // Other people in another volume: what the texts share is what any two entries of one outlet do.
        Reason::Text if e.authors.grade == Grade::Other && e.volume == Grade::Other => Verdict::Weak,
        // Where no title is printed, fields that are others aren't made up for by a year and a number in common.
        Reason::Text if e.title.likeness == Titles::Unknown && is_of_others(e) => Verdict::Weak,
        Reason::TooLittle => Verdict::Ambiguous,
        // Two pages of one outlet, and titles that go on otherwise: papers of one series, entries of one dictionary.
        _ if e.titles_part && e.outlet > Grade::Other => Verdict::Weak,
        // A title alone, which the other's begins or ends with, and another page: what the two stand in.
        Reason::Title if e.two_pages && e.title.likeness < Titles::Misprint => Verdict::Weak,
        // Two ranges of pages in one volume: a text and its erratum or its second part, whose title was cut or misread.
        _ if e.two_ranges && e.volume == Grade::Same && e.outlet >= Grade::Near && e.years == Some(0) => Verdict::Weak,
        // A column or the cover of each issue is another text where volume, year and page, or the outlet, are others.
        _ if is_column(e) => Verdict::Weak,
        // A title that goes on with other authors is another, if the place isn't the same.
        _ if e.title.likeness == Titles::Cut
            && e.authors.grade == Grade::Other
            && (e.outlet < Grade::Inside || e.years != Some(0)) =>
        {
            Verdict::Weak
        }
        // Columns bear one title each year; titles are found in texts by chance.
        Reason::Title | Reason::TitleYearOutlet if e.years.is_some_and(|y| y > 0) || e.title_inside => Verdict::Weak,
        Reason::NearTitle if level == Level::Version && e.outlet == Grade::Other && !e.meetings => Verdict::Weak,
        // Two years of one title are two versions, unless the outlet or its numbers say it is one.
        _ if level == Level::Version
            && e.years.is_some_and(|y| y > 0)
            && !e.year_inside
            && e.outlet <= Grade::Near
            && e.page < Grade::Near =>
        {
            Verdict::Weak
        }
        _ if exact => Verdict::Exact,
        _ => Verdict::Strong,
    }
}

/// Compares two records at one level.
pub(super) fn verdict(a: &Record, b: &Record, level: Level) -> Judgement {
    if is_plainly_different(a, b) {
        return PLAINLY_DIFFERENT;
    }
    let veto = Facets::of(a, level).conflict(&Facets::of(b, level));
    judge(&evidence(a, b), veto, level)
}

/// What is said of two whose titles have few words in common.
const PLAINLY_DIFFERENT: Judgement =
    Judgement { verdict: Verdict::Different, reason: Reason::OtherTitle, bits: -super::title::MOST };
