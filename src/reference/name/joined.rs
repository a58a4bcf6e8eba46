//! Organisations that are put together of several chunks, as their names hold a conjunction or a comma.

use super::chunk::{After, Chunk, List, Sort};
use super::lexicon::NameClass;
use super::organisation::is_of;
use super::piece::{Case, Kind, Piece};
use crate::Span;

/// Puts organisations together whose names hold a conjunction or a comma: "Department of Health and Human Services",
/// "Food and Agriculture Organization", "Widgets, Inc.", "Alliance 90/The Greens".
pub(super) fn join(text: &str, mut list: List) -> List {
    if !list.chunks.iter().any(|chunk| chunk.sort == Sort::Organisation)
        && !list.pieces.iter().any(|piece| piece.class == NameClass::Company)
    {
        return list;
    }
    let chunks = std::mem::take(&mut list.chunks);
    let mut at = 0;
    while let Some(&first) = chunks.get(at) {
        let last = at + reach(text, &list, &chunks[at..]);
        let mut whole = Chunk { to: chunks[last].to, after: chunks[last].after, ..first };
        whole.span = Span::new(first.span.start, chunks[last].span.end);
        if last > at {
            whole.sort = Sort::Organisation;
        }
        list.chunks.push(whole);
        at = last + 1;
    }
    list
}

/// How many chunks after the first belong to its name.
fn reach(text: &str, list: &List, chunks: &[Chunk]) -> usize {
    let Some(first) = chunks.first() else { return 0 };
    let company = |chunk: &Chunk| matches!(chunk.pieces(list), [word] if word.class == NameClass::Company);
    if first.after == After::Comma && chunks.get(1).is_some_and(company) {
        return 1;
    }
    if first.sort == Sort::Person {
        return usize::from(is_front_of_organisation(list, chunks) || is_alliance(text, list, chunks));
    }
    if first.sort != Sort::Organisation || !first.pieces(list).iter().any(is_of_or_the) {
        return 0;
    }
    // "Health, Education, and Welfare": single words up to the conjunction.
    let mut at = 0;
    while chunks[at].after == After::Comma && chunks.get(at + 1).is_some_and(|next| is_common_word(list, next)) {
        at += 1;
    }
    let serial = at > 0 && chunks[at].after == After::CommaAnd;
    let joined = is_conjunction(chunks[at].after) || serial;
    let Some(_) = chunks.get(at + 1).filter(|_| joined && !is_person(list, &chunks[at + 1..])) else { return 0 };
    at += 1;
    // "Arbeit und Soziales, Familie und Frauen".
    while let [last, next, further, ..] = &chunks[at..]
        && last.after == After::Comma
        && is_conjunction(next.after)
        && is_common_word(list, next)
        && is_common_word(list, further)
        && !is_person(list, &chunks[at + 2..])
    {
        at += 2;
    }
    at
}

fn is_conjunction(after: After) -> bool {
    matches!(after, After::And | After::LetterAnd)
}

fn is_of_or_the(piece: &Piece) -> bool {
    is_of(piece) || piece.is_low_particle() || piece.class == NameClass::The
}

/// "Food" before "and Agriculture Organization".
fn is_front_of_organisation(list: &List, chunks: &[Chunk]) -> bool {
    let [first, second, ..] = chunks else { return false };
    let front = matches!(first.pieces(list), [word] if word.kind == Kind::Word && word.case == Case::Mixed);
    let goes_on = matches!(second.pieces(list), [next, _, ..]
        if next.case == Case::Mixed && !matches!(next.class, NameClass::Body | NameClass::Opener | NameClass::The));
    front && first.after == After::And && second.sort == Sort::Organisation && goes_on
}

/// "Bündnis 90/" before "Die Grünen": a number, which people don't have, before the slash, and an article after it.
fn is_alliance(text: &str, list: &List, chunks: &[Chunk]) -> bool {
    let [first, second, ..] = chunks else { return false };
    let between = text.get(first.span.end..second.span.start).unwrap_or_default().trim();
    let number = between.strip_suffix('/').map(str::trim_end);
    let article = |word: &Piece| word.class == NameClass::The;
    second.pieces(list).first().is_some_and(article)
        && number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_common_word(list: &List, chunk: &Chunk) -> bool {
    chunk.sort == Sort::Person
        && matches!(chunk.pieces(list), [word] if word.kind == Kind::Word && word.case == Case::Mixed)
}

/// Whether a chunk shows that it is a person: by initials in it, or after it.
fn is_person(list: &List, chunks: &[Chunk]) -> bool {
    let initials = |chunk: &Chunk| {
        let pieces = chunk.pieces(list);
        chunk.sort == Sort::Person && pieces.iter().any(|piece| piece.kind == Kind::Initial || piece.may_be_initials())
    };
    match chunks {
        [first, second, ..] if first.after == After::Comma => initials(first) || initials(second),
        [first, ..] => initials(first),
        [] => false,
    }
}
