//! Closed lists of words, looked up in any case.

use crate::fnv::Fnv;

/// A hash table of words in lower case, made when the crate is compiled.
///
/// A perfect hash of the same words (the crate `phf`) takes 1.6 to 2.1 times as long for the words of five papers, as it wants each in
/// lower case first.
pub(super) struct Table<const SLOTS: usize> {
    words: &'static [&'static str],
    /// For each slot the place of its word in `words`, plus one.
    slots: [u16; SLOTS],
}

impl<const SLOTS: usize> Table<SLOTS> {
    /// Fills the table, which has a power of two of slots, about three times as many as there are words; a word whose
    /// slot is taken goes into the next free one.
    pub(super) const fn new(words: &'static [&'static str]) -> Self {
        let mut slots = [0; SLOTS];
        let mut at = 0;
        while at < words.len() {
            assert!(words[at].len() <= LONGEST);
            let mut place = Self::slot(words[at].as_bytes());
            while slots[place] > 0 {
                place = (place + 1) % SLOTS;
            }
            slots[place] = at as u16 + 1;
            at += 1;
        }
        Self { words, slots }
    }

    /// The hash of a word in lower case, as a slot; what isn't a letter may be folded too.
    const fn slot(word: &[u8]) -> usize {
        let mut hash = Fnv::START;
        let mut at = 0;
        while at < word.len() {
            hash = hash.then((word[at] | 0x20) as u32);
            at += 1;
        }
        let hash = hash.value();
        (hash ^ (hash >> 16)) as usize % SLOTS
    }

    /// Whether `word`, in any case, is in the list.
    pub(super) fn holds(&self, word: &str) -> bool {
        self.place(word).is_some()
    }

    /// Where `word`, in any case, stands in the list.
    pub(super) fn place(&self, word: &str) -> Option<usize> {
        match word.is_ascii() {
            true if word.len() <= LONGEST => self.find(word.as_bytes()),
            true => None,
            false => self.find(Key::new(word)?.text()),
        }
    }

    /// Looks a word up whose letters beyond ASCII are in lower case.
    fn find(&self, word: &[u8]) -> Option<usize> {
        let mut place = Self::slot(word);
        while self.slots[place] > 0 {
            let at = usize::from(self.slots[place]) - 1;
            if self.words[at].as_bytes().eq_ignore_ascii_case(word) {
                return Some(at);
            }
            place = (place + 1) % SLOTS;
        }
        None
    }
}

/// The words of a list that says more than the words.
pub(super) const fn keys<T, const N: usize>(list: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        words[at] = list[at].0;
        at += 1;
    }
    words
}

/// No word of a table is longer, in bytes.
const LONGEST: usize = 40;

/// A word in lower case, on the stack.
struct Key {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Key {
    /// The word in lower case, or nothing when it is longer than every word of a table.
    fn new(word: &str) -> Option<Self> {
        let mut key = Self { bytes: [0; LONGEST], length: 0 };
        if word.len() > LONGEST {
            return None;
        }
        for c in word.chars().flat_map(char::to_lowercase) {
            let end = key.length + c.len_utf8();
            c.encode_utf8(key.bytes.get_mut(key.length..end)?);
            key.length = end;
        }
        Some(key)
    }

    fn text(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_any_case() {
        static WORDS: Table<16> = Table::new(&["vol", "№", "том", "working paper"]);
        for (word, place) in [("vol", 0), ("Vol", 0), ("VOL", 0), ("№", 1), ("ТОМ", 2), ("Working paper", 3)] {
            assert_eq!(WORDS.place(word), Some(place), "{word}");
        }
        for word in ["", "vo", "vols", "voł", "то", "тома", "working\0paper", "working  paper"] {
            assert!(!WORDS.holds(word), "{word}");
        }
    }
}
