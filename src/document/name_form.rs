//! The form of the name that a line starts with.

use super::class::{WORDS, WordClass, WordHash, lower_char};
use crate::terms::{self, Term, Terms};

/// The form of a name at a line's start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum NameForm {
    /// No name.
    #[default]
    None,
    /// "de la Torre, M."
    FamilyInitials,
    /// "Roe, Ann"
    FamilyGiven,
    /// "A. Roe"
    InitialsFamily,
    /// "ROE, Ann"
    Capitals,
    /// "Ann Roe,"
    GivenFamily,
    /// "———", "Ders."
    Same,
}

/// A word at the start of a line.
#[derive(Clone, Copy, Debug, Default)]
struct Word<'l> {
    /// Without the marks at its edges.
    core: &'l str,
    /// The mark after it.
    after: Option<char>,
    capitalised: bool,
    capitals: bool,
    initials: bool,
    particle: bool,
    joint: bool,
}

/// "Ders.", "Ibid.": what stands for the names, or for the work, of the entry before.
const SAME: Terms = Terms::of(&[Term::SameAuthor, Term::Ibid]);

/// How many words at the start of a line may be its name.
const NAME_WORDS: usize = 8;

fn name_word(word: &str) -> Word<'_> {
    let core = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != '\'' && c != '’' && c != '-');
    let core = core.trim_end_matches('.');
    let after = word[word.find(core).map_or(0, |at| at + core.len())..].chars().next();
    let letters = core.chars().filter(|c| c.is_alphabetic());
    let count = letters.clone().count();
    let upper = letters.clone().filter(|c| c.is_uppercase() || !c.is_lowercase()).count();
    let capitalised = core.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    let digits = core.bytes().any(|b| b.is_ascii_digit());
    let classes = WORDS.get(&plain_hash(core)).copied().unwrap_or(0);
    Word {
        core,
        after,
        capitalised: capitalised && count > upper && count >= 2 && !digits,
        capitals: upper == count && count >= 3 && !digits,
        initials: count > 0 && upper == count && count <= 3 && !digits && (count < 3 || core.contains('.')),
        particle: !capitalised && classes & WordClass::Particle.bit() != 0
            || capitalised && count <= 5 && classes & WordClass::Particle.bit() != 0 && count >= 2,
        joint: classes & WordClass::Joint.bit() != 0 || word == "&",
    }
}

fn plain_hash(word: &str) -> u32 {
    let mut hash = WordHash::default();
    word.chars().for_each(|c| hash.push(lower_char(c)));
    hash.value()
}

/// The form of the name that `rest`, a line without its label, starts with. Looks at [`NAME_WORDS`] words.
pub(super) fn name_form(rest: &str) -> NameForm {
    let mut seen = [Word::default(); NAME_WORDS];
    let mut count = 0;
    for (word, place) in rest.split_whitespace().zip(&mut seen) {
        *place = name_word(word);
        count += 1;
    }
    let words = &seen[..count];
    let Some(first) = words.first() else { return NameForm::None };
    let dashes = rest.chars().take_while(|c| matches!(c, '—' | '–' | '-' | '_' | '―')).count();
    if dashes >= 2 || rest.starts_with('—') || rest.starts_with("– ") || rest.starts_with("- ") {
        return NameForm::Same;
    }
    if terms::of(first.core).meets(SAME) {
        return NameForm::Same;
    }
    let particles = words.iter().take_while(|w| w.particle).count().min(3);
    let words = &words[particles..];
    let Some(first) = words.first() else { return NameForm::None };
    if first.initials && particles == 0 {
        let initials = words.iter().take_while(|w| w.initials && w.after != Some(',')).count();
        let skipped = initials + words[initials..].iter().take_while(|w| w.particle).count();
        let family = words.get(skipped);
        let plausible = rest.as_bytes().get(1).is_some_and(|b| matches!(b, b'.' | b'-' | b' ')) || initials > 1;
        if (1..=3).contains(&initials) && family.is_some_and(|w| w.capitalised || w.capitals) && plausible {
            return NameForm::InitialsFamily;
        }
        return NameForm::None;
    }
    if !(first.capitalised || first.capitals) {
        return NameForm::None;
    }
    // A family of up to three words, its comma if there is one, what follows.
    for (n, word) in words.iter().enumerate().take(3) {
        let Some(next) = words.get(n + 1) else { break };
        if word.after == Some(',') || word.after == Some('，') {
            return match next {
                w if w.initials => {
                    if first.capitals {
                        NameForm::Capitals
                    } else {
                        NameForm::FamilyInitials
                    }
                }
                w if n < 2 && w.capitalised => {
                    if first.capitals {
                        NameForm::Capitals
                    } else {
                        NameForm::FamilyGiven
                    }
                }
                _ => break,
            };
        }
        if next.initials && matches!(next.after, Some(',' | '.' | ':' | ';' | '(') | None) && (word.after != Some('.'))
        {
            let given_first = words.get(n + 2).is_some_and(|w| w.capitalised && next.after == Some('.'));
            return if given_first {
                NameForm::GivenFamily
            } else if first.capitals {
                NameForm::Capitals
            } else {
                NameForm::FamilyInitials
            };
        }
        if !(next.capitalised || next.capitals || next.particle) {
            break;
        }
    }
    if first.capitals && words.get(1).is_some_and(|w| w.capitalised || w.initials) {
        return NameForm::Capitals;
    }
    // "Ann B. Roe," and what can follow a name.
    let name = words.iter().take(4).take_while(|w| w.capitalised || w.initials || w.particle).count();
    let last = name.checked_sub(1).and_then(|n| words.get(n));
    let ended = words.iter().take(name).position(|w| matches!(w.after, Some(',' | ';' | '/' | ':')));
    let joined = words.get(name).is_some_and(|w| w.joint || w.core.starts_with('('));
    let stop = last.is_some_and(|w| w.after == Some('.'));
    if name >= 2 && (ended.is_some_and(|n| n >= 1) || joined || stop) {
        return NameForm::GivenFamily;
    }
    NameForm::None
}

#[cfg(test)]
mod tests {
    use super::super::sight::see;
    use super::*;

    #[test]
    fn forms_of_names() {
        use NameForm::{Capitals, FamilyGiven, FamilyInitials, GivenFamily, InitialsFamily, None, Same};
        let cases = [
            ("Roe, A. B. (2001). On", FamilyInitials),
            ("de la Torre, M., Lee", FamilyInitials),
            ("van der Berg AB, Roe C. Tests", FamilyInitials),
            ("Roe A: On tests", FamilyInitials),
            ("[12] Roe, Ann: Tests", FamilyGiven),
            ("3. A. B. Roe, C. Lee", InitialsFamily),
            ("J.-P. Roe and", InitialsFamily),
            ("ROE, Ann (1999)", Capitals),
            ("Ann B. Roe, “On tests", GivenFamily),
            ("Ann Roe and Bo Lee", GivenFamily),
            ("———. 1999.", Same),
            ("Ders.: Tests", Same),
            ("of the world. Journal", None),
            ("Journal of Tests 3", None),
            ("12(3), 4–5.", None),
        ];
        for (line, want) in cases {
            assert_eq!(see(line).name, want, "{line}");
        }
    }
}
