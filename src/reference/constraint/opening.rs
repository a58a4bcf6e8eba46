//! What stands before a title: signals, remarks and names.

use super::{Held, bare, has, is_year};
use crate::Span;
use crate::reference::label::{Label, Segment};
use crate::reference::name::is_given;
use crate::terms::{self, Term, Terms};

/// "For an interesting case, see A. Roe, ‘Title’": what ends with a signal before the authors is no title.
pub(super) fn remark_before_its_signal(text: &str, segments: &[Segment]) -> Option<Held> {
    let author = segments.iter().position(|s| s.label == Label::Author).filter(|at| *at > 0)?;
    let before = Span::new(segments[0].span.start, segments[author].span.start);
    let lead = &segments[..author];
    let titled = lead.iter().find(|s| s.label == Label::Title)?;
    let signal = terms::at_end(before.of(text), Terms::of(&[Term::Signal]))?;
    let apart = text[..before.start + signal].trim_end().ends_with([',', ';', ':']);
    apart.then(|| (Span::new(titled.span.start, before.end).trimmed(text, |_| false), Label::Note))
}

/// "See, further, A. Roe": a signal of several words is nobody's name. One word may be: "See, K."
pub(super) fn signal_is_no_name(text: &str, segments: &[Segment]) -> Option<Held> {
    let author = segments.iter().find(|s| s.label != Label::Key).filter(|s| s.label == Label::Author)?.span;
    let length = terms::at_start(author.of(text), Terms::of(&[Term::Signal]))?;
    let signal = Span::new(author.start, author.start + length);
    let behind = text[signal.end..author.end].chars().any(char::is_alphabetic);
    (behind && signal.of(text).contains(char::is_whitespace)).then_some((signal, Label::Note))
}

/// "Roe, AB & Lind, CD 2018, On ice": a few capitals between the authors and the year of a titled work are the last one's, no
/// name of an outlet. "Roe, NJW 2018, 12" has no title: there they are a journal of law.
pub(super) fn initials_of_the_last_author(text: &str, segments: &[Segment]) -> Option<Held> {
    const MOST: usize = 3;
    if !has(segments, Label::Title) {
        return None;
    }
    let three = segments.windows(3).find(|three| three[0].label == Label::Author && three[2].label == Label::Date)?;
    let [authors, initials] = [three[0], three[1]];
    let letters = bare(text, initials).of(text);
    let few = (1..=MOST).contains(&letters.chars().count()) && letters.chars().all(char::is_uppercase);
    let open = authors.span.of(text).trim_end().ends_with(',');
    (few && open).then(|| (Span::new(authors.span.start, initials.span.end).trimmed(text, |_| false), Label::Author))
}

/// "Roe, Ann, et al. LAKE: Ponds in Motion": nobody stands behind "et al." and its stop, but the title.
pub(super) fn others_end_the_authors(text: &str, segments: &[Segment]) -> Option<Held> {
    let at = segments.iter().position(|s| s.label == Label::Author)?;
    let author = segments[at].span;
    let inner = author.of(text);
    let others = |before: &str| before.ends_with("et al") || terms::at_end(before, Terms::of(&[Term::EtAl])).is_some();
    let behind = inner.match_indices(". ").map(|(at, _)| at).find(|at| others(&inner[..*at]))? + 2;
    let rest = inner[behind..].trim_start();
    let of_people = |word: &str| terms::is(word, Term::Editor) || terms::is(word, Term::Translator);
    // "et al. LAKE Group. Lakes in winter": a group is one of the authors.
    let group = rest.split(". ").next().is_some_and(|name| name.split(' ').any(|word| terms::is(word, Term::Body)));
    let titled = rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !group
        && !rest.split([' ', ',']).take(2).any(of_people);
    let end = segments.get(at + 1).filter(|s| s.label == Label::Title).map_or(author.end, |s| s.span.end);
    titled.then(|| (Span::new(author.end - rest.len(), end).trimmed(text, |_| false), Label::Title))
}

/// "Roe, A. B., and the lake team. On ice": a group that is named behind the authors, where the title seems to begin, is one of
/// them.
pub(super) fn body_among_the_authors(text: &str, segments: &[Segment]) -> Option<Held> {
    /// No group's name is longer.
    const BYTES: usize = 80;
    let pair = segments.windows(2).find(|pair| pair[0].label == Label::Author && pair[1].label == Label::Title)?;
    let [authors, title] = [pair[0].span, pair[1].span];
    let inner = title.of(text);
    let joined = inner.strip_prefix("and ").or_else(|| inner.strip_prefix("& ")).unwrap_or(inner);
    let end = joined.find(['.', ',', ':', '(']).filter(|end| joined.starts_with("the ") && *end <= BYTES)?;
    let name = &joined[..end];
    let last = name.rsplit(' ').next().unwrap_or_default();
    let further = text[title.end - joined.len() + end..].chars().any(char::is_alphabetic);
    (further && terms::is(last, Term::Body))
        .then(|| (Span::new(authors.start, title.end - joined.len() + end), Label::Author))
}

/// "Bank of Lakes and the Treasury. The pond report": a body's name that begins an entry without authors is no part of the title.
pub(super) fn body_before_the_title(text: &str, segments: &[Segment]) -> Option<Held> {
    const WORDS: std::ops::RangeInclusive<usize> = 2..=10;
    let title = segments.first().filter(|s| s.label == Label::Title)?.span;
    if has(segments, Label::Author) || has(segments, Label::Editor) {
        return None;
    }
    let (name, rest) = title.of(text).split_once(". ")?;
    let words = || name.split(' ');
    let named = |word: &str| word.starts_with(char::is_uppercase) || word.len() <= 3;
    let body = words().any(|word| terms::is(word, Term::Body)) && words().all(named);
    let titled = rest.split(' ').count() > 1 && rest.starts_with(char::is_uppercase);
    (body && titled && WORDS.contains(&words().count()))
        .then(|| (Span::new(title.start, title.start + name.len()), Label::Author))
}

/// "Roe J. lakes: The Ponds in Motion", "Ann Lind and Bo Roe, LAKE: Ponds in motion": a single word before a colon, behind
/// names that have initials or given names, is no further name but begins the title.
pub(super) fn name_before_a_colon(text: &str, segments: &[Segment]) -> Option<Held> {
    let pair = segments.windows(2).find(|pair| pair[0].label == Label::Author && pair[1].label == Label::Title)?;
    let [authors, title] = [pair[0].span, pair[1].span];
    let names = authors.of(text).trim_end().strip_suffix(':')?;
    let behind = names.rfind(['.', ','])?;
    let word = names[behind + 1..].trim();
    let single = word.chars().count() > 1 && word.chars().all(char::is_alphanumeric) && !is_given(word);
    // Of "Roe J. lakes" and of "Bo Roe, LAKE" what stands before is a whole name; of "Roe, J. Lind" and "Roe, Lind" it isn't.
    let before = names[..behind].rsplit([',', ';', '&', '/']).next().unwrap_or_default();
    let mut words = before.split_whitespace().rev();
    let (last, first) = (words.next()?, words.next());
    let initials = |word: &str| {
        let letters = word.trim_end_matches(|c: char| !c.is_alphabetic());
        letters.split(['.', '-']).all(|part| part.chars().count() <= 3 && part.chars().all(char::is_uppercase))
    };
    let family = first.filter(|first| !initials(first));
    // "Roe, Ann. LAKE: Ponds in Motion", where a comma, and no stop, parts the given name.
    let given = first.is_none() && is_given(last) && names[..behind].contains(',');
    // "Hans Müller, Weber: Der See" may be two authors.
    let plain = word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase);
    let whole = if names[behind..].starts_with('.') {
        given || family.is_some() && initials(last)
    } else {
        family.is_some() && !last.contains('.') && !initials(last) && !plain
    };
    let start = authors.start + behind + 1;
    (single && whole).then(|| (Span::new(start, title.end).trimmed(text, |_| false), Label::Title))
}

/// "Roe & Lind 1986, ROE A., LIND B., On ice": lists by names and years print these before the entry, which names everybody
/// again, with initials. What stands before the second naming is the entry's key.
pub(super) fn key_of_names_and_year(text: &str, segments: &[Segment]) -> Option<Held> {
    let start = segments.iter().find(|s| s.label == Label::Author)?.span.start;
    // A key that is one already.
    if segments[0].label == Label::Key && segments[0].span.of(text).contains(char::is_alphabetic) {
        return None;
    }
    let end = start + end_of_the_first_year(&text[start..])?;
    let names = &text[start..end];
    let first = names.split(|c: char| !c.is_alphabetic()).find(|word| is_family(word))?;
    let entry = text[end..].trim_start_matches(|c: char| !c.is_alphabetic());
    names_first(entry, first).then_some((Span::new(start, end), Label::Key))
}

/// Where the first year or "n.d." of a text ends, if only names stand before it.
fn end_of_the_first_year(text: &str) -> Option<usize> {
    const MOST: usize = 200;
    let mut at = 0;
    for word in text.split_inclusive([' ', ',', ':']) {
        let bare = word.trim_matches(|c: char| matches!(c, ',' | ':' | '(' | ')' | ' '));
        let lettered = bare.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(bare);
        if at > 0 && (is_year(lettered) || terms::is(bare, Term::NoDate)) {
            return Some(at + word.trim_end_matches([',', ':', ' ']).len());
        }
        let small = is_small(bare) && !bare.chars().any(char::is_numeric);
        if at > MOST || !(small || is_family(bare)) {
            return None;
        }
        at += word.len();
    }
    None
}

/// Whether a word is as short as particles, "et", "alii" and "&" are.
fn is_small(word: &str) -> bool {
    word.chars().count() <= 4
}

/// Whether a word may be a family's: a capital and a letter at least.
fn is_family(word: &str) -> bool {
    let mut chars = word.chars();
    let capital = chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_alphabetic);
    capital && !word.chars().any(char::is_numeric)
}

/// Whether a text begins with this family, in whatever case, with an initial before or behind it.
fn names_first(text: &str, family: &str) -> bool {
    const PARTS: usize = 6;
    let mut words = text.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty()).take(PARTS + 3);
    let is_initial = |word: &str| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        word.starts_with(char::is_uppercase) && (letters == 1 || letters <= 3 && word.contains('.'))
    };
    let mut initials = false;
    for word in words.by_ref() {
        let folded = |s: &str| s.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect::<String>();
        let own = folded(word.split('-').next().unwrap_or(word)) == folded(family);
        if own {
            let behind = words.next().unwrap_or_default();
            let initial = is_initial(behind);
            let next = if initial { words.next().unwrap_or_default() } else { behind };
            return (initials || initial) && ends_a_name(next, words.next().unwrap_or_default());
        }
        initials |= is_initial(word);
        // Particles stand before a family too.
        let particle = word.starts_with(char::is_lowercase) && is_small(word);
        if !is_initial(word) && !particle {
            return false;
        }
    }
    false
}

/// Whether these words may stand behind a name: not those of "Roe A. and the civil war", "A. Roe on capital", "Roe A. 1889–1936".
fn ends_a_name(word: &str, next: &str) -> bool {
    let joins = is_small(word) && next.starts_with(char::is_uppercase);
    !word.starts_with(|c: char| c.is_lowercase() || c.is_numeric()) || word.starts_with(char::is_lowercase) && joins
}

/// "Cohen, Y., Zhang, S. (Eds.)": a name between names is no title, though a capital word would be one between authors and an
/// editor.
pub(super) fn name_among_editors(text: &str, segments: &[Segment]) -> Option<Held> {
    let title = segments.iter().position(|s| s.label == Label::Title)?;
    let editor = segments[title + 1..].iter().position(|s| s.label == Label::Editor).map(|at| title + 1 + at)?;
    let named = segments[..title].iter().any(|s| matches!(s.label, Label::Author | Label::Editor));
    if editor != title + 1 || !named {
        return None;
    }
    let (name, rest) = (segments[title].span.of(text), segments[editor].span.of(text));
    let marks = |c: char| matches!(c, ',' | '.' | ' ' | '–' | '—' | '-' | ';' | '&');
    let name = name.trim_matches(marks);
    let words: Vec<&str> = name.split_whitespace().collect();
    // "Cohen", with the initial that the editors begin with; "Paulo dos Cardoso"; "Georg Stefan".
    let cut = words.len() == 1 && is_family(name) && {
        let begin = rest.trim_start_matches(marks);
        begin.chars().next().is_some_and(char::is_uppercase)
            && begin.chars().nth(1).is_some_and(|c| matches!(c, '.' | '-'))
    };
    let whole = (2..=4).contains(&words.len())
        && is_given(words[0])
        && words[1..]
            .iter()
            .all(|word| is_family(word) || is_small(word) && !word.contains(|c: char| !c.is_alphabetic()));
    let from = segments[..title].iter().find(|s| s.label != Label::Key)?.span.start;
    (cut || whole).then(|| (Span::new(from, segments[editor].span.end), Label::Editor))
}
