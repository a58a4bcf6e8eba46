//! What must hold in an answer: where it doesn't, the entry is read again with what must hold given, and the best reading
//! that has it is taken.
//!
//! The chooser weighs each token by what stands near it. That a bracket closes in the field that opened it, that a range of
//! numbers is one value and that no town is called Reuters shows in the whole answer. Each constraint looks at an answer and
//! says which stretch must be what; the rest of the entry is then free to become something else beside it.

mod east_asian;
mod numeration;
mod opening;
mod outlet;
mod statute;
mod title;

use super::label::{Label, Segment};
use crate::Span;

/// A reading that has what must hold may fall so many log units (factors of e) behind the best of all.
const LEEWAY: f32 = 14.0;

/// A stretch that must have a label.
type Held = (Span, Label);

/// Looks at an answer; says what must hold in it and doesn't.
type Constraint = fn(&str, &[Segment]) -> Option<Held>;

/// Constraints by their names.
macro_rules! named {
    ($($room:ident::$constraint:ident,)*) => {
        [$((concat!(stringify!($room), "::", stringify!($constraint)), $room::$constraint),)*]
    };
}

/// In the order in which they are looked at: what comes later sees what the earlier ones have changed.
const CONSTRAINTS: [(&str, Constraint); 74] = named![
    east_asian::outlet,
    opening::remark_before_its_signal,
    opening::signal_is_no_name,
    opening::initials_of_the_last_author,
    opening::key_of_names_and_year,
    opening::name_among_editors,
    opening::others_end_the_authors,
    opening::body_among_the_authors,
    opening::name_before_a_colon,
    opening::body_before_the_title,
    statute::title_of_a_code,
    statute::code,
    statute::section_of_a_code,
    statute::named_act,
    statute::gazette,
    statute::section_of_an_act,
    statute::identifier_of_a_decision,
    numeration::version_is_whole,
    numeration::page_of_a_part,
    numeration::section_is_no_year,
    numeration::docket_of_a_court,
    statute::place_in_a_decision,
    numeration::bracket_glued_to_the_volume,
    numeration::pages_inside_a_number,
    numeration::volume_behind_the_year,
    numeration::day_behind_its_month,
    numeration::page_before_a_bracketed_year,
    numeration::pages_that_look_like_years,
    numeration::volume_beside_the_page,
    numeration::page_behind_the_volume,
    numeration::year_of_a_second_volume,
    numeration::volume_before_the_pages,
    numeration::volume_of_a_journal,
    numeration::volume_of_a_further_work,
    numeration::page_of_a_further_work,
    numeration::volume_behind_the_semicolon,
    numeration::volume_that_is_the_year,
    numeration::publisher_behind_the_edition,
    numeration::word_of_the_edition,
    title::bracket_closes_in_the_title,
    title::part_with_a_number,
    title::years_of_the_title,
    title::year_behind_the_title,
    title::proceedings_behind_the_title,
    title::collection_behind_the_title,
    title::quotation_closes_the_title,
    title::translation_ends_the_title,
    title::translation_ends_the_outlet,
    title::translator_behind_the_title,
    title::edition_behind_the_title,
    title::volumes_behind_the_title,
    title::year_that_begins_the_title,
    title::year_before_the_title,
    outlet::acronym_before_year_and_page,
    outlet::pages_of_a_law_journal,
    outlet::volume_in_honour,
    outlet::known_outlet_behind_a_sentence,
    outlet::known_outlet_at_the_end_of_a_title,
    outlet::server_at_the_end_of_a_title,
    outlet::book_before_its_editors,
    outlet::body_behind_the_outlet,
    outlet::outlet_that_needs_a_name,
    outlet::publisher_told_twice,
    outlet::known_outlet_alone,
    outlet::country_behind_the_place,
    outlet::saint_of_a_town,
    outlet::town_behind_a_sentence,
    outlet::town_of_a_thesis,
    outlet::repository_is_no_place,
    outlet::body_behind_a_sentence,
    outlet::body_without_a_page,
    outlet::host_is_a_site,
    outlet::site_of_an_addressed_page,
    title::initial_glued_to_the_next,
];

/// Reads again for each constraint that doesn't hold, by `read`, which takes what must hold, fills the segments and says how
/// far it falls behind. At most as often as there are constraints.
///
/// The constraint called `without` is passed over, to see what it is worth.
pub(super) fn hold(
    text: &str,
    segments: &mut Vec<Segment>,
    without: Option<&str>,
    mut read: impl FnMut(&[Held], &mut Vec<Segment>) -> f32,
) {
    let mut held: Vec<Held> = Vec::new();
    for (name, constraint) in CONSTRAINTS {
        if without == Some(name) {
            continue;
        }
        let Some(must) = constraint(text, segments) else { continue };
        // What was held of a part of this stretch gives way: what comes later saw it and knows more.
        let apart = |(span, _): &Held| span.end <= must.0.start || must.0.end <= span.start;
        let now: Vec<Held> = held.iter().copied().filter(apart).chain([must]).collect();
        let before = segments.clone();
        if read(&now, segments) > LEEWAY {
            *segments = before;
        } else {
            held = now;
        }
    }
}

/// The names of all constraints.
#[cfg(feature = "train")]
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    CONSTRAINTS.into_iter().map(|(name, _)| name)
}

fn has(segments: &[Segment], label: Label) -> bool {
    segments.iter().any(|s| s.label == label)
}

fn first(segments: &[Segment], label: Label) -> Option<&Segment> {
    segments.iter().find(|s| s.label == label)
}

/// What a segment says, without the marks around it.
fn bare(text: &str, segment: Segment) -> Span {
    segment.span.trimmed(text, |c| !c.is_alphanumeric())
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && is_number(word) && matches!(&word[..2], "15" | "16" | "17" | "18" | "19" | "20")
}

/// Whether a segment tells nothing but a year.
fn is_year_alone(text: &str, segment: Segment) -> bool {
    segment.label == Label::Date && is_year(bare(text, segment).of(text))
}

#[cfg(test)]
mod tests;
