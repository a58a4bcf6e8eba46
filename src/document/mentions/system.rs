//! How a document cites by number, decided from all its numbers at once.
//!
//! Three things tell citations from other numbers:
//!
//! - They lie within the list, and between them they name most of it.
//! - In a list in the order of citation, new numbers come one after the other: 1, 2, 3–5, 6, with old ones between.
//!   Equations ascend too, but there are fewer of them than entries; what is measured or counted does not ascend.
//! - Whoever writes "[3]" doesn't write "(3)" or "lakes³" for a citation.
//!
//! Each way of printing numbers gets a score from these, and the best of those above a threshold is taken. Then each number
//! printed in that way is judged by what stands beside it and by whether its turn has come.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::look::Look;
use super::numbered::{Candidate, candidates};
use super::paragraph::Paragraph;
use super::reason::Reason;
use super::{Mention, MentionForm};
use crate::Span;
use crate::document::entry_label::EntryLabels;
use crate::document::notes::NoteMark;

/// A way of citing by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum System {
    /// "[3]"
    Square,
    /// `[^3]`: the notes are the list.
    MarkdownNotes,
    /// "(3)"
    Round,
    /// "lakes³", and what extractors make of it.
    Superscript,
}

impl System {
    fn has(self, look: Look) -> bool {
        match self {
            Self::Square => look == Look::Square,
            Self::MarkdownNotes => look == Look::MarkdownNote,
            Self::Round => look == Look::Round,
            Self::Superscript => matches!(look, Look::Raised | Look::Glued | Look::Apart),
        }
    }
}

/// What a document shows beside its numbers.
struct Surroundings<'d> {
    labels: &'d EntryLabels,
    /// How many citations by name and year it has.
    named: usize,
    /// How many marks of notes.
    notes: usize,
}

/// What speaks for a way of citing.
#[derive(Clone, Copy, Debug, Default)]
struct Evidence {
    /// Which part of the numbers lies beyond the list, 0 to 1.
    outside: f32,
    /// Which part of the list they name, 0 to 1.
    coverage: f32,
    /// How many of them come when their turn has come.
    links: usize,
    /// The mean weight of what stands beside them.
    beside: f32,
    /// How many numbers are printed in this way, citations or not.
    printed: usize,
}

/// Which numbers are citations. Linear, but for sorting.
pub(super) fn mentions(
    paragraphs: &[Paragraph<'_>],
    labels: &EntryLabels,
    marks: &[NoteMark],
    named: usize,
) -> Vec<Mention> {
    let mut noted: Vec<Span> = marks.iter().map(|m| m.span).collect();
    noted.sort_unstable();
    let is_noted = |c: &Candidate| {
        let span = paragraphs[c.paragraph].source(c.span);
        noted.get(noted.partition_point(|mark| mark.end <= span.start)).is_some_and(|mark| mark.overlaps(span))
    };
    let found = paragraphs.iter().enumerate().flat_map(|(i, paragraph)| candidates(i, paragraph));
    // A list with printed numbers and no names that cite it leaves open whether raised numbers are marks of notes. Those of Markdown's
    // notes say what they are.
    let open = |c: &Candidate| c.look != Look::MarkdownNote && labels.are_printed() && named <= FEW_NAMES;
    let mut all: Vec<Candidate> = found.filter(|c| open(c) || !is_noted(c)).collect();
    mark_recurrent(paragraphs, &mut all);

    let surroundings =
        Surroundings { labels, named, notes: if labels.are_printed() && named <= FEW_NAMES { 0 } else { marks.len() } };
    let judged = [System::Square, System::MarkdownNotes, System::Round, System::Superscript]
        .map(|system| judge(system, &all, &surroundings));
    let best = judged.into_iter().filter(|(score, _)| *score > ENOUGH).max_by(|a, b| a.0.total_cmp(&b.0));
    let is_numbered = best.is_some() || labels.are_printed();
    let mut taken = best.map(|(_, accepted)| accepted).unwrap_or_default();
    // They cite the list if they name half of it; else they are what the notes say.
    let cited: HashSet<u32> = taken.iter().flat_map(|&i| all[i].ranges.iter().flat_map(|r| r.0.number..=r.1)).collect();
    if cited.len() * 2 < labels.different() {
        taken.retain(|&i| !is_noted(&all[i]));
    }
    // What calls itself a reference is one in any system.
    let referred = |c: &Candidate| c.look == Look::Referred && is_numbered && fits(c, labels);
    taken.extend((0..all.len()).filter(|&i| referred(&all[i])));
    taken.sort_unstable();
    let mention = |c: &Candidate| {
        let form = match c.look {
            Look::Square | Look::MarkdownNote | Look::Round | Look::Referred => MentionForm::Numeric,
            Look::Raised | Look::Glued | Look::Apart => MentionForm::Superscript,
        };
        Mention::labelled(&paragraphs[c.paragraph], c.span, form, c.labels())
    };
    taken.into_iter().map(|i| mention(&all[i])).collect()
}

/// So many names with a year may stand in a paper that cites by number.
const FEW_NAMES: usize = 2;

/// Whether a number lies within the list; of a list without numbers, which may have lost some entries, within twice its
/// length. Of hardly any entries that isn't known, but raised digits are exponents first: they need a list.
fn fits(candidate: &Candidate, labels: &EntryLabels) -> bool {
    const KNOWN: usize = 3;
    let most = if labels.are_printed() { labels.highest() as usize } else { labels.len() * 2 };
    // Without a list, "(3)" numbers an equation.
    let may_cite = match candidate.look {
        Look::Square | Look::MarkdownNote | Look::Referred => true,
        Look::Round => labels.len() > 0,
        Look::Raised | Look::Glued | Look::Apart => false,
    };
    may_cite && labels.len() < KNOWN || candidate.highest() as usize <= most
}

/// Scores one way of citing, and says which of `all` are citations if it is the document's.
fn judge(system: System, all: &[Candidate], around: &Surroundings<'_>) -> (f32, Vec<usize>) {
    /// So many entries of one citation count for how much of the list is named: one wide range isn't many citations.
    const FEW: usize = 8;
    let of = || (0..all.len()).filter(|&i| system.has(all[i].look));
    let inside: Vec<usize> = of().filter(|&i| fits(&all[i], around.labels)).collect();
    if inside.is_empty() {
        return (f32::NEG_INFINITY, Vec::new());
    }
    let weight = |i: usize| all[i].reasons.weight(all[i].look);
    let chain = chain(all, &inside, &weight);
    let links: HashSet<usize> = chain.iter().copied().collect();
    // Numbers that name half of a numbered list one after the other leave little doubt what the others are.
    let sure = around.labels.are_printed() && links.len() * 2 >= around.labels.different();
    let mut reached = 0;
    let mut next = chain.iter().copied().peekable();
    let mut is_citation = |i: usize| {
        while next.next_if(|link| *link <= i).is_some() {}
        if links.contains(&i) {
            reached = all[i].highest();
            return true;
        }
        // What could stand in the chain as well as the link that comes next is no newer than that.
        let to = next.peek().map_or(reached, |link| all[*link].highest());
        let turn = last_run(&all[i]).is_some_and(|run| run.0 <= reached + 1 && all[i].highest() <= to);
        let cites = weight(i) > needed(all[i].look, all[i].highest() > reached && !turn, sure);
        if cites && turn {
            reached = reached.max(all[i].highest());
        }
        cites
    };
    let accepted: Vec<usize> = inside.iter().copied().filter(|&i| is_citation(i)).collect();
    let some = |&i: &usize| all[i].ranges.iter().flat_map(|r| r.0.number..=r.1).take(FEW);
    let named: HashSet<u32> = accepted.iter().flat_map(some).collect();
    let evidence = Evidence {
        outside: 1.0 - ratio(inside.len(), of().count()),
        coverage: ratio(named.len(), around.labels.different().max(FEWEST)).min(1.0),
        links: links.len(),
        printed: of().count(),
        beside: accepted.iter().map(|&i| weight(i)).sum::<f32>() / count(accepted.len().max(1)),
    };
    (score(system, evidence, around), accepted)
}

/// What has to speak for a number that isn't in the chain, its turn having come before, or not at all; `sure` says that the
/// chain has most of the list.
fn needed(look: Look, is_new: bool, sure: bool) -> f32 {
    match look {
        Look::Raised if is_new && sure => 1.0,
        Look::Glued if is_new && sure => 3.0,
        Look::Raised | Look::Glued | Look::Apart if is_new => f32::INFINITY,
        Look::Glued => 0.7,
        Look::Apart => 1.7,
        // Lists by the alphabet are cited in no order.
        Look::Square | Look::MarkdownNote | Look::Round | Look::Referred | Look::Raised => -1.0,
    }
}

/// Lists of fewer entries don't make much of one citation.
const FEWEST: usize = 5;
/// So many numbers are many.
const MANY: usize = 20;
/// On the papers of the training data, the way of citing scores 8 and more, any other 8 and less, and 5 where it is the only
/// one. A paper of a few lines scores less.
const ENOUGH: f32 = 4.0;

fn score(system: System, evidence: Evidence, around: &Surroundings<'_>) -> f32 {
    let printed = around.labels.are_printed();
    let links = count(evidence.links);
    let in_turn = (links / count(around.labels.different().max(FEWEST))).min(1.0);
    // Whoever cites by names, and numbers no entries, doesn't cite by number.
    let by_name = count(around.named.min(10)) * if printed { 0.15 } else { 0.8 };
    // Raised digits are exponents, indices and marks of notes first: among many, some look like citations.
    let raised = match system {
        System::Superscript if around.notes > 0 => 5.0,
        System::Superscript => 3.0 * ratio(evidence.printed, MANY).min(1.0),
        System::Square | System::MarkdownNotes | System::Round => 0.0,
    };
    evidence.beside + 3.0 * evidence.coverage - 2.0 * evidence.outside
        + if printed { 1.0 } else { -1.0 }
        + 1.5 * (1.0 + links).ln()
        + 4.0 * in_turn
        - by_name
        - raised
}

/// A count as a figure: exact up to sixteen millions.
#[allow(clippy::cast_precision_loss)]
fn count(n: usize) -> f32 {
    n as f32
}

fn ratio(part: usize, whole: usize) -> f32 {
    count(part) / count(whole.max(1))
}

/// Marks the candidates whose word and number stand together again and again: "CO2", "CDCl 3". Different words are cited
/// with one work; the same word hardly ever is.
fn mark_recurrent(paragraphs: &[Paragraph<'_>], all: &mut [Candidate]) {
    /// So often.
    const AGAIN: usize = 3;
    /// Of a word, the last letters do.
    const LETTERS: usize = 12;
    fn key<'p>(paragraphs: &'p [Paragraph<'_>], candidate: &Candidate) -> (&'p str, &'p str) {
        let text = paragraphs[candidate.paragraph].as_str();
        let before = text[..candidate.span.start].trim_end();
        let word = before.char_indices().rev().take(LETTERS).take_while(|(_, c)| !c.is_whitespace()).last();
        (&before[word.map_or(before.len(), |w| w.0)..], candidate.span.of(text))
    }
    let mut seen: HashMap<(&str, &str), usize> = HashMap::new();
    for candidate in all.iter() {
        *seen.entry(key(paragraphs, candidate)).or_default() += 1;
    }
    // Whoever writes "Roe³" once writes it again.
    let is_name = |word: &str| word == "al." || word.chars().nth(2).is_some() && is_capitalised(word);
    for candidate in all {
        let key = key(paragraphs, candidate);
        if seen[&key] >= AGAIN && !(candidate.look == Look::Raised && is_name(key.0)) {
            candidate.reasons.add(Reason::Recurrent);
        }
    }
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase)
}

/// Numbers may be left out between two links (a citation that extraction lost, or a range it broke), but not more.
const GAP: u32 = 12;

/// The heaviest run of candidates in which every one goes on from where the one before has got to: 1, 2, 3–5, 4–6. Linear.
fn chain(all: &[Candidate], of: &[usize], weight: &impl Fn(usize) -> f32) -> Vec<usize> {
    /// That a number comes just when its turn has come speaks for it.
    const TURN: f32 = 2.5;
    /// What numbers that are left out cost.
    fn skipped(numbers: u32) -> f32 {
        if numbers == 0 { 0.0 } else { 1.0 + 0.4 * count(numbers as usize) }
    }
    // By where a run has got to: its weight and its last candidate.
    let mut best: BTreeMap<u32, (f32, Option<usize>)> = BTreeMap::from([(0, (0.0, None))]);
    let mut back: HashMap<usize, Option<usize>> = HashMap::new();
    for &i in of {
        let Some((from, to)) = last_run(&all[i]) else { continue };
        let before = best
            .range(from.saturating_sub(GAP + 1)..to)
            .map(|(&reached, &(total, last))| (total - skipped(from.saturating_sub(reached + 1)), last))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let Some((total, last)) = before else { continue };
        let total = total + weight(i) + TURN;
        let run = best.entry(to).or_insert((f32::NEG_INFINITY, None));
        if total > run.0 {
            *run = (total, Some(i));
            back.insert(i, last);
        }
    }
    let mut at = best.values().max_by(|a, b| a.0.total_cmp(&b.0)).and_then(|run| run.1);
    let mut found = Vec::new();
    while let Some(i) = at {
        found.push(i);
        at = back.get(&i).copied().flatten();
    }
    found.reverse();
    found
}

/// The last of its numbers that follow each other: of "1, 2, 5–7", from 5 to 7.
fn last_run(candidate: &Candidate) -> Option<(u32, u32)> {
    let mut ranges: Vec<(u32, u32)> = candidate.ranges.iter().map(|r| (r.0.number, r.1)).collect();
    ranges.sort_unstable();
    let (mut from, to) = ranges.pop()?;
    while let Some((first, _)) = ranges.pop().filter(|r| r.1 + 1 >= from) {
        from = from.min(first);
    }
    Some((from, to))
}
