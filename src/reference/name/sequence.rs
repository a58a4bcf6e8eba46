//! Chunks → names: which commas stand inside a name and which between two.

use super::Name;
use super::chunk::{After, Chunk, List, Sort};
use super::habits::Habits;
use super::lexicon::Class;
use super::person::{Form, Half, alone, clean, inverted};
use super::piece::{Case, Kind};
use crate::Span;

/// Reads the names of a list, in order.
pub(super) fn names(text: &str, list: &mut List) -> Vec<(Name, Span)> {
    unmask_families(list);
    let habits = Habits::of(text, list);
    for chunk in list.chunks.iter().filter(|chunk| chunk.sort == Sort::Person) {
        habits.settle(&mut list.pieces[chunk.from..chunk.to]);
    }
    join_families(list);
    drop_by(text, list);
    let halves: Vec<Half> = list.chunks.iter().map(|&chunk| Half::of(list, chunk)).collect();
    let mut reader = Reader {
        text,
        habits,
        list,
        families_only: is_families_only(&halves),
        names: Vec::with_capacity(halves.len()),
        all_inverted: true,
        may_go_on: false,
    };
    let mut rest = &halves[..];
    while !rest.is_empty() {
        let read = reader.read(rest);
        rest = &rest[read.max(1)..];
    }
    reader.names
}

/// Takes back an acronym's claim where initials after a comma make it a family: "GAO, A. B.".
fn unmask_families(list: &mut List) {
    for at in 1..list.chunks.len() {
        let initials = list.chunks[at].pieces(list).iter().all(|piece| piece.kind == Kind::Initial);
        let before = &mut list.chunks[at - 1];
        if initials && before.after == After::Comma && before.to - before.from == 1 && before.sort == Sort::Organisation
        {
            before.sort = Sort::Person;
        }
    }
}

/// Makes one chunk of two families that "y" joins: "Ortega y Gasset, J.", "José Ortega y Gasset".
fn join_families(list: &mut List) {
    if !list.chunks.iter().any(|chunk| chunk.after == After::LetterAnd) {
        return;
    }
    let chunks = std::mem::take(&mut list.chunks);
    let mut at = 0;
    let mut begins = true;
    while let Some(&chunk) = chunks.get(at) {
        let joined = begins && is_half_family(list, &chunks[at..]);
        match chunks.get(at + 1).filter(|_| joined) {
            Some(next) => {
                let span = Span::new(chunk.span.start, next.span.end);
                list.chunks.push(Chunk { to: next.to, span, after: next.after, joint: true, ..chunk });
                at += 2;
            }
            None => {
                list.chunks.push(chunk);
                at += 1;
            }
        }
        begins = list.chunks.last().is_none_or(|last| last.after > After::Comma);
    }
}

/// Whether the first chunk, without a given name of its own, is joined with the next: initials follow that one; or
/// the two are all there is.
fn is_half_family(list: &List, chunks: &[Chunk]) -> bool {
    let [first, second, rest @ ..] = chunks else { return false };
    if first.after != After::LetterAnd || first.sort != Sort::Person || second.sort != Sort::Person {
        return false;
    }
    let second_is_word = matches!(second.pieces(list), [word] if word.kind == Kind::Word);
    let first_form = Half::of(list, *first).form;
    let given_follows = second.after == After::Comma
        && rest.first().is_some_and(|third| matches!(Half::of(list, *third).form, Form::Initials | Form::Family));
    let whole_list = first.from == 0 && rest.is_empty() && first_form != Form::Family;
    second_is_word && (first_form == Form::Family && given_follows || whole_list && first_form != Form::Inverted)
}

/// Drops the "von" of "von Hans Müller", which says by whom; "von Mises, L." and "von Mises L" keep theirs.
fn drop_by(text: &str, list: &mut List) {
    let Some(&first) = list.chunks.first() else { return };
    let pieces = first.pieces(list);
    let (Some(von), Some(next)) = (pieces.first(), pieces.get(1)) else { return };
    if first.sort != Sort::Person || !matches!(von.span.of(text), "von" | "Von") {
        return;
    }
    let full = pieces.len() > 2
        && pieces[1..].iter().all(|piece| !piece.is_particle())
        && pieces.last().is_some_and(|last| last.kind == Kind::Word);
    let second = list.chunks.get(1).filter(|_| first.after == After::Comma).map(|&chunk| Half::of(list, chunk).form);
    if full && !matches!(second, Some(Form::Initials | Form::Capitals | Form::Family)) {
        let start = next.span.start;
        list.chunks[0] = Chunk { from: first.from + 1, span: Span::new(start, first.span.end), ..first };
    }
}

/// Whether the list holds families and nothing else, "Smith, Jones and Doe": single words that don't come in pairs.
fn is_families_only(halves: &[Half]) -> bool {
    if !halves.iter().all(|half| half.form == Form::Family || half.form == Form::Capitals) {
        return halves.len() > 1 && halves.iter().all(Half::is_letter);
    }
    let groups = halves.split_inclusive(|half| half.chunk.after > After::Comma);
    halves.len() > 2 && groups.into_iter().any(|group| group.len() % 2 == 1)
}

struct Reader<'t> {
    text: &'t str,
    habits: Habits,
    list: &'t List,
    families_only: bool,
    names: Vec<(Name, Span)>,
    /// Whether every person so far had the family before a comma.
    all_inverted: bool,
    /// Whether a suffix or a particle may follow the last name: it is a person, with a comma after it.
    may_go_on: bool,
}

impl Reader<'_> {
    /// Reads the name that begins at the first half; returns how many halves it has.
    fn read(&mut self, halves: &[Half]) -> usize {
        let Some(first) = halves.first() else { return 0 };
        if first.is_suffix() && self.take_suffix(first) || first.is_particle() && self.take_particle(first) {
            self.may_go_on = first.chunk.after == After::Comma;
            return 1;
        }
        let group_ends = first.chunk.after != After::Comma;
        // "Smith, Jr., J. A.".
        if let [family, suffix, given, ..] = halves
            && !group_ends
            && suffix.is_suffix()
            && suffix.chunk.after == After::Comma
            && matches!(given.form, Form::Initials | Form::Capitals)
            && matches!(family.form, Form::Family | Form::Words)
        {
            self.push_inverted(&Half { suffix: suffix.pieces, ..*family }, given);
            return 3;
        }
        let next = halves.get(1).filter(|_| !group_ends);
        match next {
            Some(next) if self.is_inside_a_name(first, next, &halves[1..]) => self.pair(first, next, halves),
            // "A., Smith": a comma for a space.
            Some(next) if self.is_given_before_family(first, next, halves) => {
                self.push_inverted(next, first);
                2
            }
            _ => {
                self.push_alone(first);
                1
            }
        }
    }

    /// Reads a family and its given name, and the chain of names behind them that lack a comma: in
    /// "Smith, J. Doe, A. Roe, B." each given name ends with its initials, and the next family begins.
    fn pair(&mut self, first: &Half, next: &Half, halves: &[Half]) -> usize {
        let links = chain(&halves[1..]);
        if links == 0 {
            self.push_inverted(first, next);
            return 2;
        }
        let mut family = *first;
        for link in &halves[1..=links] {
            let at = link.pieces.iter().position(|piece| piece.kind == Kind::Word).unwrap_or(link.pieces.len());
            let (initials, words) = link.pieces.split_at(at);
            let (Some(last), Some(word)) = (initials.last(), words.first()) else { continue };
            let whole = link.chunk.span;
            let given = Chunk { span: Span::new(whole.start, last.span.end), ..link.chunk };
            let rest = Chunk { span: Span::new(word.span.start, whole.end), ..link.chunk };
            self.push_inverted(&family, &Half { pieces: initials, suffix: &[], chunk: given, ..*link });
            family = Half { pieces: words, chunk: rest, form: Form::Family, ..*link };
        }
        if let Some(given) = halves.get(links + 1) {
            self.push_inverted(&family, given);
        }
        links + 2
    }

    /// Whether the comma between two halves sets the family off from the given name. `from_next` begins with `next`.
    fn is_inside_a_name(&self, first: &Half, next: &Half, from_next: &[Half]) -> bool {
        use Form::{Capitals, Direct, Family, Initials, Inverted, Words};
        if self.families_only || !first.rest.is_empty() {
            return false;
        }
        // Whether the list has been printing families before commas, or hasn't begun.
        let expected = self.all_inverted || self.list.has_breaks;
        let last = next.chunk.after > After::Comma;
        let then = from_next.get(1).filter(|_| !last).map(|half| half.form);
        // "Ann Lee, Doe, J.": the initials show whose family is before them.
        if matches!(next.form, Family | Words) && then == Some(Initials) {
            return false;
        }
        match (first.form, next.form) {
            (Family | Words, Initials) | (Family, Capitals) => true,
            (Words, Capitals) => expected,
            // "LEE, A."; the letters of "A, B, & C" aren't pairs.
            (Capitals, Initials | Family | Inverted) => expected || next.form == Initials,
            (Capitals, Capitals) => self.habits.is_all_capitals() && expected,
            (Initials, Initials) => first.is_letter() && !next.is_letter(),
            (Family, Words) => expected && !first.is_doubtful_family(self.text),
            (Family, Family | Inverted) => expected,
            (Family, Direct) => expected && (last || matches!(then, Some(Family | Words))) || chain(from_next) > 0,
            (Words, Family | Inverted) => expected && (first.is_capitals() || !next.is_capitals()),
            (Words, Words) => {
                let capitals = first.is_capitals() && !next.is_capitals();
                expected && (self.list.has_breaks || capitals)
            }
            _ => false,
        }
    }

    /// "J., Smith, B. Doe"; "B. Doe, J, Smith", where the comma stands for a stop.
    fn is_given_before_family(&self, first: &Half, next: &Half, halves: &[Half]) -> bool {
        let third = halves.get(2).filter(|_| next.chunk.after == After::Comma);
        let expected = if first.is_letter() { !self.all_inverted } else { self.names.is_empty() };
        expected
            && first.form == Form::Initials
            && next.form == Form::Family
            && !third.is_some_and(|third| matches!(third.form, Form::Initials | Form::Capitals))
    }

    fn push_inverted(&mut self, first: &Half, second: &Half) {
        self.names.push(inverted(self.text, first, second));
        let last = if first.chunk.from < second.chunk.from { second } else { first };
        self.may_go_on = last.chunk.after == After::Comma;
    }

    fn push_alone(&mut self, half: &Half) {
        let person = half.chunk.sort == Sort::Person;
        let (mut name, span) = alone(self.text, half, self.habits);
        if person && self.is_organisation(half) {
            name = Name { literal: Some(clean(span.of(self.text).trim_end_matches('.'))), ..Name::default() };
        } else if person && half.is_letter() {
            name.family = name.given.take().or(name.family);
        }
        self.may_go_on = person && half.chunk.after == After::Comma;
        self.all_inverted &= !person;
        self.names.push((name, span));
    }

    /// Whether a word that stands alone is an organisation: "UNSC", "Reuters".
    fn is_organisation(&self, half: &Half) -> bool {
        let [word] = half.pieces else { return false };
        if word.class == Class::Body {
            return true;
        }
        let people = self.habits.has_capital_families() || self.habits.is_all_capitals() && self.list.chunks.len() > 1;
        word.case == Case::Upper && matches!(word.letters, 2..=4) && half.suffix.is_empty() && !people
    }

    /// Gives the particle after a comma to the name before it: "Doe, J., van der".
    fn take_particle(&mut self, half: &Half) -> bool {
        let Some((name, span)) = self.names.last_mut().filter(|_| self.may_go_on) else { return false };
        if name.dropping_particle.is_some() || name.given.is_none() {
            return false;
        }
        *span = Span::new(span.start, half.chunk.span.end);
        name.dropping_particle = Some(clean(half.chunk.span.of(self.text)));
        true
    }

    /// Gives the suffix after a comma to the name before it.
    fn take_suffix(&mut self, half: &Half) -> bool {
        let Some((name, span)) = self.names.last_mut().filter(|_| self.may_go_on) else { return false };
        if name.suffix.is_some() {
            return false;
        }
        *span = Span::new(span.start, half.chunk.span.end);
        name.suffix = Some(clean(half.chunk.span.of(self.text)));
        true
    }
}

/// How many halves of initials and a family follow each other before initials close the chain: two in
/// "J. Doe, A. Roe, B.".
fn chain(halves: &[Half]) -> usize {
    let link =
        |half: &&Half| half.form == Form::Direct && half.begins_with_initials() && half.chunk.after == After::Comma;
    let links = halves.iter().take_while(link).count();
    match halves.get(links).map(|half| half.form) {
        Some(Form::Initials | Form::Capitals) => links,
        _ => 0,
    }
}
