//! Chunks → names: which commas stand inside a name and which between two.

use super::chunk::{After, Chunk, List, Sort};
use super::form::{Form, Half};
use super::habits::Habits;
use super::lexicon::NameClass;
use super::person::{alone, capitals, inverted};
use super::piece::{Case, Kind};
use super::{Name, clean};
use crate::Span;

/// Reads the names of a list, in order.
pub(super) fn names(text: &str, list: &mut List) -> Vec<(Name, Span)> {
    unmask_families(list);
    let habits = Habits::of(text, list);
    for chunk in list.chunks.iter().filter(|chunk| chunk.sort == Sort::Person) {
        habits.settle(&mut list.pieces[chunk.from..chunk.to]);
    }
    end_of_sentence(list);
    join_families(text, list);
    join_given_names(list);
    drop_by(text, list);
    let halves: Vec<Half> = list.chunks.iter().map(|&chunk| Half::of(list, chunk)).collect();
    let mut reader = Reader {
        text,
        habits,
        list,
        families_only: !list.has_breaks && is_families_only(&halves),
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

/// Makes a family of the last piece of all where nothing else of its chunk is one, and no family is before it: "J. LEE.".
fn end_of_sentence(list: &mut List) {
    let Some((last, before)) = list.chunks.split_last_mut() else { return };
    let after_family = before.last().is_some_and(|chunk| chunk.after == After::Comma && chunk.to - chunk.from == 1);
    let pieces = &mut list.pieces[last.from..last.to];
    let initials = pieces.len() > 1 && pieces.iter().all(|piece| piece.kind == Kind::Initial);
    if let Some(family) = pieces.last_mut().filter(|family| family.is_short_family() && initials && !after_family) {
        family.make_family();
        last.span.end = family.span.end;
    }
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
fn join_families(text: &str, list: &mut List) {
    if !list.chunks.iter().any(|chunk| chunk.after == After::LetterAnd) {
        return;
    }
    let chunks = std::mem::take(&mut list.chunks);
    let mut at = 0;
    // Whether the chunk is the given name of the family before it.
    let mut is_given = false;
    while let Some(&chunk) = chunks.get(at) {
        let whole_list = chunks.len() == 2;
        let joined = is_half_family(text, list, &chunks[at..], is_given, whole_list);
        match chunks.get(at + 1).filter(|_| joined) {
            Some(next) => {
                let span = Span::new(chunk.span.start, next.span.end);
                list.chunks.push(Chunk { to: next.to, span, after: next.after, joint: true, ..chunk });
                is_given = next.after == After::Comma && Half::of(list, *next).form == Form::Family;
                at += 2;
            }
            None => {
                let family = matches!(Half::of(list, chunk).form, Form::Family | Form::Words | Form::Capitals);
                is_given = chunk.after == After::Comma && !is_given && family;
                list.chunks.push(chunk);
                at += 1;
            }
        }
    }
}

/// Makes one chunk of two given names that share a family: "Smith J. and D.", "P. and B. Smith".
fn join_given_names(list: &mut List) {
    let bare = |chunk: &Chunk| is_bare(list, chunk);
    if !list.chunks.windows(2).any(|pair| is_conjunction(pair[0].after) && pair.iter().any(bare)) {
        return;
    }
    let chunks = std::mem::take(&mut list.chunks);
    for second in chunks {
        match list.chunks.len().checked_sub(1).filter(|&at| shares_family(list, at, second)) {
            Some(at) => {
                let first = list.chunks[at];
                let span = Span::new(first.span.start, second.span.end);
                list.chunks[at] = Chunk { to: second.to, span, after: second.after, ..first };
            }
            None => list.chunks.push(second),
        }
    }
}

fn is_conjunction(after: After) -> bool {
    matches!(after, After::And | After::LetterAnd)
}

/// Whether a chunk is initials and nothing else.
fn is_bare(list: &List, chunk: &Chunk) -> bool {
    chunk.sort == Sort::Person && chunk.pieces(list).iter().all(|piece| piece.kind == Kind::Initial)
}

/// Whether the list's chunk at `at` and the one after it share a family.
fn shares_family(list: &List, at: usize, second: Chunk) -> bool {
    let first = list.chunks[at];
    let form = |chunk: Chunk| Half::of(list, chunk).form;
    let before = at.checked_sub(1).map(|before| list.chunks[before]).filter(|before| before.after == After::Comma);
    is_conjunction(first.after)
        && match (is_bare(list, &first), is_bare(list, &second)) {
            (false, true) => second.after > After::Comma && form(first) == Form::Inverted,
            (true, true) => {
                let family = before.is_some_and(|family| matches!(form(family), Form::Family | Form::Words));
                second.after > After::Comma && family
            }
            (true, false) => {
                let second = Half::of(list, second);
                before.is_none() && second.form == Form::Direct && second.begins_with_initials()
            }
            (false, false) => false,
        }
}

/// Whether the first two chunks are one family: the second has no given name before it, and the first has one, or it
/// follows the second.
fn is_half_family(text: &str, list: &List, chunks: &[Chunk], is_given: bool, whole_list: bool) -> bool {
    let [first, second, rest @ ..] = chunks else { return false };
    if first.after != After::LetterAnd || first.sort != Sort::Person || second.sort != Sort::Person {
        return false;
    }
    // The German "u." joins no families, nor does what follows a comma.
    let between = text.get(first.span.end..second.span.start).unwrap_or_default();
    if !matches!(between.trim(), "y" | "e" | "i") {
        return false;
    }
    let form = |chunk: &Chunk| Half::of(list, *chunk).form;
    let is_word = matches!(second.pieces(list), [word] if word.kind == Kind::Word);
    let third = rest.first().filter(|_| second.after == After::Comma).map(form);
    match form(first) {
        // "Ortega y Gasset JM".
        Form::Family if !is_given && !is_word => form(second) == Form::Inverted,
        Form::Family => !is_given && is_word && third.is_some_and(|third| third != Form::Direct),
        Form::Direct => is_word && matches!(third, None | Some(Form::Direct)),
        Form::Words => is_word && (whole_list || !is_given && matches!(third, None | Some(Form::Words | Form::Direct))),
        Form::Initials | Form::Capitals => is_word && whole_list,
        _ => false,
    }
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
        // "ROE, Ann, Ben LEE": the family in capitals has its given name beside it.
        let is_whole = |half: &Half| !half.is_capitals() && capitals(half.pieces).is_some();
        if self.habits.has_capital_families() && is_whole(first) {
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
            (Capitals, Words) => expected && self.habits.has_capital_families(),
            (Capitals, Capitals) => self.habits.is_all_capitals() && expected,
            (Initials, Initials) => first.is_letter() && !next.is_letter(),
            (Family, Words) => expected && !first.is_doubtful_family(self.text),
            (Family, Family | Inverted) => expected,
            (Family, Direct) => expected && (last || matches!(then, Some(Family | Words))) || chain(from_next) > 0,
            // "Ortega I Doe, José".
            (Direct, Family | Words) => expected && last && self.has_conjunction(first),
            (Words, Direct) => self.names.is_empty() && chain(from_next) > 1,
            (Words, Family | Inverted) => expected && (first.is_capitals() || !next.is_capitals()),
            (Words, Words) => {
                let capitals = first.is_capitals() && !next.is_capitals();
                expected && (self.list.has_breaks || capitals)
            }
            _ => false,
        }
    }

    /// Whether a half is two families that a conjunction of one capital joins: "Ortega I Doe".
    fn has_conjunction(&self, half: &Half) -> bool {
        matches!(half.pieces, [first, joint, second]
            if first.kind == Kind::Word && second.kind == Kind::Word && !joint.stopped
                && matches!(joint.span.of(self.text), "I" | "Y"))
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
        if half.form == Form::Initials && !self.families_only && self.take_initials(half) {
            return;
        }
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
        if word.class == NameClass::Body {
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

    /// Gives initials that stand alone to the family before them, "Doe; M. J."; without one they belong to a name that
    /// is cut off, and are left between the names. Returns whether they are done with.
    fn take_initials(&mut self, half: &Half) -> bool {
        let Some((name, span)) = self.names.last_mut() else {
            // "o. V.", "s. n.": without a name.
            return half.pieces.first().is_some_and(|first| matches!(first.span.of(self.text), "o." | "s."));
        };
        let shortened = self.list.et_al.is_some_and(|mark| span.end <= mark.start && mark.end <= half.chunk.span.start);
        if name.given.is_none() && name.family.is_some() && name.suffix.is_none() && !shortened {
            *span = Span::new(span.start, half.chunk.span.end);
            name.given = Some(clean(half.chunk.span.of(self.text)));
        }
        self.may_go_on = false;
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
