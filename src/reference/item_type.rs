//! Fields → the kind of the work.

use super::item::ItemType;
use super::kind;
use super::label::{Label, Segment};
use super::outlet::{self, OutletKind};
use super::{Field, Reference, law};
use crate::terms::{self, Term};

/// The kind of the work, by what is printed and what the outlet reads as.
pub(super) fn item_type(r: &Reference) -> ItemType {
    let has = |label| r.segments.iter().any(|s| s.label == label);
    let genre = r.genre.as_ref().map(|g| g.value.as_str()).unwrap_or_default();
    let day = r.issued.as_ref().and_then(|d| d.value.start).and_then(|start| start.day);
    let numbered = r.volume.is_some() || r.issue.is_some();
    // "J. Lakes 12, 3 (1991); preprint AB-12": it has appeared since.
    let appeared = numbered && r.container_title.is_some();
    if let Some(kind) = kind::of_words(genre).filter(|kind| *kind != ItemType::Article || !appeared) {
        return kind;
    }
    if r.number.as_ref().is_some_and(|number| number.value.starts_with("ECLI:")) {
        return ItemType::LegalCase;
    }
    if law::is_statute(r) {
        return ItemType::Legislation;
    }
    // "[D]" behind a title in Chinese.
    let dissertation = |s: &Segment| kind::ends_with_code(s.span.of(&r.raw), "D");
    if r.segments.iter().any(|s| matches!(s.label, Label::Title | Label::Genre | Label::Note) && dissertation(s)) {
        return ItemType::Thesis;
    }
    let place = r.container_title.as_ref().or(r.publisher.as_ref()).map_or("", |p| p.value.as_str());
    if !numbered && kind::is_preprint_server(place) {
        return ItemType::Article;
    }
    // A press prints books about data, not data.
    let data =
        || r.title.as_ref().is_some_and(|t| kind::is_data(&t.value)) && outlet::kind(place) != Some(OutletKind::Press);
    if !numbered && (data() || kind::is_repository(place)) {
        return ItemType::Dataset;
    }
    if has(Label::Book) {
        let meeting = r
            .container_title
            .as_ref()
            .is_some_and(|c| is_meeting(&c.value) || r.editor.is_empty() && is_acronym(&c.value));
        let on_the_web = r.url.is_some() && r.page.is_none() && r.publisher.is_none() && r.editor.is_empty();
        if on_the_web && !meeting {
            return ItemType::Webpage;
        }
        return if meeting { ItemType::PaperConference } else { ItemType::Chapter };
    }
    if let Some(container) = &r.container_title {
        // Journals have no editions, encyclopaedias no issues.
        if r.edition.is_some() && r.issue.is_none() {
            return ItemType::Chapter;
        }
        let versus = |t: &Field<String>| law::names_parties(&t.value);
        if r.author.is_empty() && r.issue.is_none() && day.is_none() && r.title.as_ref().is_some_and(versus) {
            return ItemType::LegalCase;
        }
        // Whatever its name; what is yet to appear has no numbers.
        if numbered && r.page.is_some() || is_to_come(r) {
            return ItemType::ArticleJournal;
        }
        return match outlet::kind(&container.value) {
            Some(OutletKind::Newspaper) if !numbered => ItemType::ArticleNewspaper,
            Some(OutletKind::Magazine) => ItemType::ArticleMagazine,
            _ if numbered || (r.page.is_some() && day.is_none()) => ItemType::ArticleJournal,
            // Sites have no DOIs for their pages.
            _ if r.doi.is_some() => ItemType::ArticleJournal,
            Some(OutletKind::Institution | OutletKind::University) => ItemType::Webpage,
            Some(OutletKind::Journal) if r.url.is_none() => ItemType::ArticleJournal,
            _ if r.url.is_some() => ItemType::Webpage,
            // A number of a periodical that is known by its day.
            _ if day.is_some() => ItemType::ArticleNewspaper,
            _ => ItemType::ArticleMagazine,
        };
    }
    let tells_medium = |s: &&Segment| matches!(s.label, Label::Title | Label::Note | Label::Genre);
    let online = r.segments.iter().filter(tells_medium).any(|s| kind::tells_medium(s.span.of(&r.raw)));
    if online && r.url.is_some() && day.is_some() {
        return ItemType::Webpage;
    }
    let preprint = |url: &Field<String>| url.value.contains("arxiv.org");
    if r.arxiv.is_some() || r.url.as_ref().is_some_and(preprint) {
        return ItemType::Article;
    }
    match r.publisher.as_ref().and_then(|p| outlet::kind(&p.value)) {
        Some(OutletKind::Press) => ItemType::Book,
        // Reports have numbers, books editions.
        _ if r.edition.is_some() || r.isbn.is_some() => ItemType::Book,
        Some(_) => ItemType::Report,
        None if r.publisher.is_some() => ItemType::Book,
        None if r.url.is_some() => ItemType::Webpage,
        None => ItemType::Document,
    }
}

/// Whether the entry says that its work has yet to appear: in the year's place, or behind the outlet.
fn is_to_come(r: &Reference) -> bool {
    let says = |s: &&Segment| matches!(s.label, Label::Note | Label::Date);
    r.segments.iter().filter(says).any(|s| {
        let words = s.span.trimmed(&r.raw, |c| !c.is_alphanumeric()).of(&r.raw);
        terms::is(words, Term::ToCome)
    })
}

/// Whether a book's title reads as that of a meeting's papers.
pub(super) fn is_meeting(title: &str) -> bool {
    const PARTS: [&str; 19] = [
        "proceeding",
        "conference",
        "symposium",
        "workshop",
        "congress",
        "tagung",
        "kongress",
        "convegno",
        "simposio",
        "congrès",
        "colloque",
        "congreso",
        "coloquio",
        "colóquio",
        "simpósio",
        "конференц",
        "конгресс",
        "симпозиум",
        // Proceedings whose title tells of no meeting.
        "neural information processing",
    ];
    // Short forms are words by themselves: "Proc." isn't in "Cognitive processes".
    const WORDS: [&str; 5] = ["proc", "procs", "conf", "symp", "конф"];
    let lower = title.to_lowercase();
    PARTS.iter().any(|part| lower.contains(part))
        || lower.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
}

/// Whether papers in something of this name were given at a meeting: "STOC '88", "NeurIPS 2017".
fn is_acronym(name: &str) -> bool {
    let word = name.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '\'' | '’' | '-'));
    let capitals = word.chars().filter(|c| c.is_ascii_uppercase()).count();
    capitals >= 3 && word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/'))
}
