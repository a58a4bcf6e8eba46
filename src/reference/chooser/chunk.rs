//! The tokens between two delimiters, and what they look like together.

use super::lexicon::Class;
use super::shape::{
    self, CLOSE_ROUND, CLOSE_SQUARE, COLON, COMMA, DOT, EXCLAMATION, LEFT_ANGLES, LESS, LOWER_99, OPEN_ROUND,
    OPEN_SQUARE, QUESTION, RIGHT_ANGLES, SEMICOLON, STRAIGHT, UPPER_66, UPPER_99,
};
use super::sight::{PAD, QUOTES, Seen, atom, state};

/// Bits of [`Chunk::profile`]; three bits of length stand above them.
pub(super) mod profile {
    pub(crate) const LOWER: u16 = 1;
    pub(crate) const NUMBER: u16 = 2;
    pub(crate) const YEAR: u16 = 4;
    pub(crate) const INITIAL: u16 = 8;
    pub(crate) const JOURNAL: u16 = 16;
    pub(crate) const PRESS: u16 = 32;
    pub(crate) const CONFERENCE: u16 = 64;
    pub(crate) const ABBREVIATED: u16 = 128;
    pub(crate) const EDITOR: u16 = 256;
    pub(crate) const NUMERATION: u16 = 512;
    pub(crate) const CAPITALISED: u16 = 1024;
    pub(crate) const LENGTH: u32 = 11;
}

/// The tokens between two delimiters.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Chunk {
    pub(super) profile: u16,
    /// The shape of the mark that ends it.
    pub(super) end: u8,
    /// The lower-case hash and the class of its first word.
    pub(super) first: u32,
    pub(super) class: u8,
    /// What it looks like as a whole, below 16.
    pub(super) kind: u8,
    /// How many chunks on the next one with numbers stands, at most 3.
    pub(super) numbers: u8,
}

/// Says of each token which chunk it is in and where, and of each chunk what it looks like. An empty chunk stands before the
/// first, and two after the last.
pub(super) fn part(all: &mut [Seen], chunks: &mut Vec<Chunk>) {
    chunks.clear();
    chunks.push(Chunk::default());
    let last = all.len() - PAD;
    let mut chunk = Chunk::default();
    let (mut place, mut words, mut capitalised) = (0u8, 0u8, 0u8);
    for i in PAD..last {
        let before = all[i - 1];
        let next = all[i + 1];
        let here = all[i];
        let code = here.shape & !shape::SPACED;
        let opens = matches!(code, OPEN_ROUND | OPEN_SQUARE | UPPER_66 | LOWER_99 | LEFT_ANGLES | LESS)
            && (code != UPPER_66 || here.state & state::QUOTED == 0 || here.shape & shape::SPACED != 0)
            || here.state & !before.state & QUOTES != 0;
        if opens && place > 0 {
            close(chunks, &mut chunk, words, capitalised, code);
            (place, words, capitalised) = (0, 0, 0);
        }
        let seen = &mut all[i];
        seen.chunk = chunks.len() as u32;
        seen.place = place.min(7);
        place = place.saturating_add(1);
        if code < shape::OTHER_MARK {
            if chunk.first == 0 {
                chunk.first = here.lower;
                chunk.class = here.class;
            }
            if code < shape::DIGIT {
                words = words.saturating_add(1);
                capitalised = capitalised.saturating_add(u8::from(code <= shape::CAPITALISED));
            }
        }
        chunk.profile |= match code {
            shape::INITIAL => profile::INITIAL,
            shape::LOWER => profile::LOWER,
            shape::YEAR => profile::YEAR,
            shape::DIGIT..=shape::DIGITS => profile::NUMBER,
            _ => 0,
        } | class_profile(here.class);
        let spaced_next = next.shape & shape::SPACED != 0 || next.shape == shape::EDGE;
        let ends = match code {
            COMMA | SEMICOLON | COLON => spaced_next || here.atom == atom::NONE,
            QUESTION | EXCLAMATION | CLOSE_ROUND | CLOSE_SQUARE | UPPER_99 => true,
            UPPER_66 | STRAIGHT | RIGHT_ANGLES => place > 1,
            DOT => {
                let short = matches!(
                    before.shape & !shape::SPACED,
                    shape::INITIAL | shape::CAPITALISED_SHORT | shape::LOWER_SHORT | shape::LOWER_ONE
                );
                if short {
                    chunk.profile |= profile::ABBREVIATED;
                }
                // "on river data.2014", "of lakes.In": the space is lost, after a whole word, before what begins another.
                let lost = before.shape & !shape::SPACED == shape::LOWER
                    && here.atom == atom::NONE
                    && matches!(next.shape, shape::YEAR | shape::CAPITALISED | shape::CAPITALISED_SHORT);
                (spaced_next || lost) && !short
            }
            _ => false,
        } || here.state & !next.state & QUOTES != 0;
        if ends {
            close(chunks, &mut chunk, words, capitalised, code);
            (place, words, capitalised) = (0, 0, 0);
        }
    }
    close(chunks, &mut chunk, words, capitalised, shape::EDGE);
    survey(chunks);
    chunks.push(Chunk::default());
    chunks.push(Chunk::default());
}

/// What stands after each chunk.
fn survey(chunks: &mut [Chunk]) {
    let mut numbers = 3;
    for chunk in chunks[1..].iter_mut().rev() {
        chunk.numbers = numbers;
        let counts = matches!(chunk.kind, kind::NUMERATION | kind::NUMBER | kind::NUMBERED);
        numbers = if counts { 0 } else { (numbers + 1).min(3) };
    }
}

fn close(chunks: &mut Vec<Chunk>, chunk: &mut Chunk, words: u8, capitalised: u8, end: u8) {
    let length = match words {
        0..=3 => u16::from(words),
        4..=5 => 4,
        6..=9 => 5,
        10..=16 => 6,
        _ => 7,
    };
    chunk.end = end;
    chunk.profile |= length << profile::LENGTH;
    if words > 0 && words == capitalised {
        chunk.profile |= profile::CAPITALISED;
    }
    chunk.kind = chunk_kind(chunk.profile, words);
    chunks.push(*chunk);
    *chunk = Chunk::default();
}

/// What a chunk looks like as a whole.
mod kind {
    pub(crate) const EDITORS: u8 = 1;
    pub(crate) const NUMERATION: u8 = 2;
    pub(crate) const YEAR: u8 = 3;
    pub(crate) const DATED: u8 = 4;
    pub(crate) const NUMBER: u8 = 5;
    pub(crate) const NUMBERED: u8 = 6;
    pub(crate) const PRESS: u8 = 7;
    pub(crate) const CONFERENCE: u8 = 8;
    pub(crate) const JOURNAL: u8 = 9;
    pub(crate) const NAMES: u8 = 10;
    pub(crate) const SHORT: u8 = 11;
    pub(crate) const CAPITALISED: u8 = 12;
    pub(crate) const LONG: u8 = 13;
    pub(crate) const WORDS: u8 = 14;
    pub(crate) const NONE: u8 = 15;
}

fn chunk_kind(bits: u16, words: u8) -> u8 {
    let has = |bit: u16| bits & bit != 0;
    if has(profile::EDITOR) {
        kind::EDITORS
    } else if has(profile::NUMERATION) {
        kind::NUMERATION
    } else if has(profile::YEAR) {
        if words == 0 { kind::YEAR } else { kind::DATED }
    } else if has(profile::NUMBER) {
        if words == 0 { kind::NUMBER } else { kind::NUMBERED }
    } else if has(profile::PRESS) {
        kind::PRESS
    } else if has(profile::CONFERENCE) {
        kind::CONFERENCE
    } else if has(profile::JOURNAL) {
        kind::JOURNAL
    } else if has(profile::INITIAL) && !has(profile::LOWER) {
        kind::NAMES
    } else if has(profile::CAPITALISED) {
        if words < 3 { kind::SHORT } else { kind::CAPITALISED }
    } else if has(profile::LOWER) {
        if words > 4 { kind::LONG } else { kind::WORDS }
    } else {
        kind::NONE
    }
}

fn class_profile(class: u8) -> u16 {
    const TABLE: [u16; 64] = {
        let mut table = [0; 64];
        table[Class::Journal as usize] = profile::JOURNAL;
        table[Class::Newspaper as usize] = profile::JOURNAL;
        table[Class::Press as usize] = profile::PRESS;
        table[Class::Institution as usize] = profile::PRESS;
        table[Class::Corporate as usize] = profile::PRESS;
        table[Class::Conference as usize] = profile::CONFERENCE;
        table[Class::Thesis as usize] = profile::CONFERENCE;
        table[Class::Report as usize] = profile::CONFERENCE;
        table[Class::Editor as usize] = profile::EDITOR;
        table[Class::Translator as usize] = profile::EDITOR;
        table[Class::In as usize] = profile::EDITOR;
        table[Class::Volume as usize] = profile::NUMERATION;
        table[Class::Issue as usize] = profile::NUMERATION;
        table[Class::Page as usize] = profile::NUMERATION;
        table
    };
    TABLE[usize::from(class) & 63]
}
