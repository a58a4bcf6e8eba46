//! What the chooser sees of a token and around it, put together in hashes.
//!
//! Each token has [`FEATURES`] of them. Most combine small codes: the shape of a token with the space before it, the
//! class of a word, the state (inside quotes, brackets, emphasis; a year seen), and the profile of the chunk between
//! two delimiters that the token stands in, and of the chunks beside it. Codes are small so that a whole window of
//! them fits into one 64-bit integer, which is hashed once.

#[cfg(any(test, feature = "train"))]
use super::lexicon::Lexicon;
use super::shape;
use super::sight::{PAD, Seen, Sight, state};
#[cfg(any(test, feature = "train"))]
use crate::Span;
#[cfg(any(test, feature = "train"))]
use crate::reference::token::Token;

/// How many features a token has.
pub(crate) const FEATURES: usize = 32;

impl Sight {
    /// Calls `each` with the features of every token of a text in turn. Linear in the length of the text.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn features(
        &mut self,
        text: &str,
        tokens: &[Token],
        emphasis: &[Span],
        lexicon: &Lexicon,
        each: impl FnMut(&[u32; FEATURES]),
    ) {
        self.see(text, tokens, emphasis, lexicon);
        self.tell(each);
    }

    /// Calls `each` with the features of every token that was seen, in turn. Inlined, so that it is compiled for the
    /// instructions of its caller.
    #[inline(always)]
    pub(crate) fn tell(&self, mut each: impl FnMut(&[u32; FEATURES])) {
        let n = self.seen.len().saturating_sub(2 * PAD);
        let signature = self.signature(n);
        let mut around = Around::default();
        let mut at = usize::MAX;
        let mut packed = Packed::default();
        for seen in self.seen.iter().take(2 * PAD) {
            packed.push(seen);
        }
        let (mut payloads, mut features) = ([0; FEATURES], [0; FEATURES]);
        for (i, window) in self.seen.windows(2 * PAD + 1).enumerate() {
            let Some(window) = window.first_chunk() else { return };
            let here = &window[PAD];
            if here.chunk as usize != at {
                at = here.chunk as usize;
                around = self.around(at, signature);
            }
            packed.push(&window[2 * PAD]);
            let position = bucket(i) << 4 | bucket(n - i);
            combine(window, &packed, &around, position, &mut payloads);
            for ((feature, payload), template) in features.iter_mut().zip(&payloads).zip(&TEMPLATES) {
                *feature = finish(*template, *payload);
            }
            each(&features);
        }
    }

    /// Bits of the whole text: quotes, "In", where the year stands.
    fn signature(&self, n: usize) -> u64 {
        let Some(last) = self.seen[..PAD + n].last() else { return 0 };
        let year = self.seen[PAD..PAD + n].iter().position(|s| s.shape & !shape::SPACED == shape::YEAR);
        let year = match year {
            None => 0,
            Some(at) if at < 3 => 1,
            Some(at) if at * 2 < n => 2,
            Some(at) if at + 4 < n => 3,
            Some(_) => 4,
        };
        let quotes = u64::from(last.state & state::QUOTE_SEEN != 0);
        let within = u64::from(last.state & state::IN_SEEN != 0);
        year << 2 | quotes << 1 | within
    }

    /// What the features of all tokens in a chunk have from it and the chunks beside it.
    fn around(&self, at: usize, signature: u64) -> Around {
        let (before, chunk, after) = (self.chunks[at - 1], self.chunks[at], self.chunks[at + 1]);
        let later = self.chunks.get(at + 2).copied().unwrap_or_default();
        let own = u64::from(chunk.profile);
        let kinds = u64::from(chunk.kind) << 8 | u64::from(after.kind) << 4 | u64::from(later.kind);
        let ends = u64::from(before.end) << 8 | u64::from(chunk.end);
        Around {
            own: own << 10,
            own_and_before: (own << 16 | u64::from(before.profile)) << 2,
            end_and_after: (u64::from(chunk.end) << 8 | u64::from(after.class)) << 24 | u64::from(after.profile),
            first_before: u64::from(before.first) << 16 | u64::from(chunk.class) << 8,
            first_after: u64::from(after.first) << 16 | u64::from(later.class) << 8,
            kinds_and_ends: kinds << 24 | u64::from(chunk.end) << 16 | u64::from(after.end) << 8,
            ends_and_kind: ends << 16 | u64::from(chunk.kind),
            numbers: (u64::from(chunk.numbers) << 4 | u64::from(chunk.kind)) << 24 | ends << 2,
            text: signature << 24 | (at as u64).min(7) << 11 | own & 0x7ff,
        }
    }
}

/// What chunks give to the features of a token; what the token itself gives goes into the gaps between the bits.
#[derive(Clone, Copy, Debug, Default)]
struct Around {
    own: u64,
    own_and_before: u64,
    end_and_after: u64,
    first_before: u64,
    first_after: u64,
    kinds_and_ends: u64,
    ends_and_kind: u64,
    numbers: u64,
    text: u64,
}

/// A token with the three on both sides.
type Window = [Seen; 2 * PAD + 1];

/// The shapes of the last seven tokens, eight bits each, and the classes of the last six, six bits each.
#[derive(Clone, Copy, Debug, Default)]
struct Packed {
    shapes: u64,
    classes: u64,
}

impl Packed {
    #[inline(always)]
    fn push(&mut self, seen: &Seen) {
        self.shapes = self.shapes << 8 | u64::from(seen.shape);
        self.classes = self.classes << 6 | u64::from(seen.class);
    }

    /// The shapes from one place in the window to another.
    #[inline(always)]
    fn shapes(&self, from: u32, to: u32) -> u64 {
        self.shapes >> (8 * (7 - to)) & ((1 << (8 * (to - from))) - 1)
    }

    #[inline(always)]
    fn classes(&self, from: u32, to: u32) -> u64 {
        self.classes >> (6 * (7 - to)) & ((1 << (6 * (to - from))) - 1)
    }
}

/// Puts together what is hashed for the features of the token in the middle of `window`.
#[inline(always)]
fn combine(window: &Window, packed: &Packed, around: &Around, position: u64, out: &mut [u64; FEATURES]) {
    let [_, b2, b1, here, a1, a2, _] = window;
    let (s0, st, c0) = (u64::from(here.shape), u64::from(here.state), u64::from(here.class));
    let first = u64::from(here.place == 0);
    let place = u64::from(here.place.min(3));
    let pair = |a: u32, b: u32| u64::from(a) << 32 | u64::from(b);
    *out = [
        // Words.
        u64::from(here.exact),
        u64::from(here.lower) << 1 | first,
        u64::from(b1.lower),
        u64::from(a1.lower),
        pair(b2.lower, b1.lower),
        pair(b1.lower, here.lower),
        pair(b2.lower, u32::from(here.shape)),
        pair(a2.lower, u32::from(here.shape)),
        u64::from(here.prefix) << 8 | s0,
        u64::from(here.suffix3) << 8 | s0,
        u64::from(here.suffix2),
        // Shapes.
        packed.shapes(2, 4),
        packed.shapes(3, 5),
        packed.shapes(2, 5),
        packed.shapes(1, 4),
        packed.shapes(3, 6),
        packed.shapes(0, 4),
        // State.
        st << 8 | s0,
        (st << 6 | c0) << 8 | u64::from(b1.shape),
        // Classes and atoms.
        packed.classes(2, 5),
        packed.classes(1, 6) << 3 | place,
        (u64::from(here.atom) << 8 | u64::from(a1.atom)) << 8 | s0,
        // Chunks.
        around.own | place << 8 | st,
        around.own_and_before | place,
        around.end_and_after | s0 << 16,
        around.first_before | place << 2,
        around.first_after | place << 2 | first,
        around.kinds_and_ends | place,
        around.ends_and_kind | s0 << 8,
        around.numbers | st << 16 | place,
        // Position.
        position << 16 | s0 << 8 | u64::from(b1.shape),
        around.text | st << 16,
    ];
}

/// A number of tokens, below ten: as it is, and from four on ever more roughly.
#[inline(always)]
fn bucket(count: usize) -> u64 {
    match count {
        0..=3 => count as u64,
        4..=5 => 4,
        6..=8 => 5,
        9..=12 => 6,
        13..=20 => 7,
        21..=32 => 8,
        _ => 9,
    }
}

/// What tells the hashes of one feature from those of another with the same bits.
const TEMPLATES: [u64; FEATURES] = {
    let mut templates = [0; FEATURES];
    let mut k = 0;
    while k < FEATURES {
        templates[k] = (k as u64 + 1).wrapping_mul(shape::GOLDEN);
        k += 1;
    }
    templates
};

/// The hash of a feature: one multiplication, of the halves with each other, so that a processor can do several at a time
/// (the step of NH: Black, Halevi, Krawczyk, Krovetz and Rogaway, CRYPTO 1999).
#[inline(always)]
fn finish(template: u64, payload: u64) -> u32 {
    let keyed = payload ^ template;
    let product = (keyed & u64::from(u32::MAX)) * (keyed >> 32);
    (product ^ product >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::token::lex;

    fn features(text: &str) -> Vec<[u32; FEATURES]> {
        let mut all = Vec::new();
        let lexicon = Lexicon::new();
        Sight::default().features(text, &lex(text), &[], &lexicon, |f| all.push(*f));
        all
    }

    #[test]
    fn one_row_a_token_and_the_same_each_time() {
        let text = "Müller, A. (1999): „Über alles“. In: Zeitschrift 12(3), S. 4–5. doi:10.1000/x.1 http://a.b/c";
        let all = features(text);
        assert_eq!(all.len(), lex(text).len());
        assert_eq!(all, features(text));
        assert!(features("").is_empty());
    }
}
