//! The form in which words are compared: lower case, one space between words, marks left out.

/// Longer phrases are none.
const LONGEST: usize = 64;

/// A folded word or phrase, on the stack.
pub(super) struct Key {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Default for Key {
    fn default() -> Self {
        Self { bytes: [0; LONGEST], length: 0 }
    }
}

impl Key {
    /// The key of all words of `text`; none when that is longer than every phrase.
    pub(super) fn of(text: &str) -> Option<Self> {
        let mut key = Self::default();
        for (_, word) in words(text) {
            key.push(word)?;
        }
        (key.length > 0).then_some(key)
    }

    /// Adds a word.
    pub(super) fn push(&mut self, word: &str) -> Option<()> {
        if self.length > 0 {
            self.put(b" ")?;
        }
        for c in word.chars().filter(|c| !is_silent(*c)) {
            if c.is_ascii() {
                self.put(&[c.to_ascii_lowercase() as u8])?;
            } else {
                for c in c.to_lowercase() {
                    self.put(c.encode_utf8(&mut [0; 4]).as_bytes())?;
                }
            }
        }
        Some(())
    }

    fn put(&mut self, bytes: &[u8]) -> Option<()> {
        let end = self.length + bytes.len();
        self.bytes.get_mut(self.length..end)?.copy_from_slice(bytes);
        self.length = end;
        Some(())
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

/// Marks inside a word that its key is without: apostrophes, and the small letters of "n°" and "Nº".
fn is_silent(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '°' | 'º' | 'ª' | '\u{ad}')
}

/// Whether a character belongs to a word of the vocabulary.
pub(super) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        '°' | 'º' | 'ª' => false,
        _ => c.is_alphanumeric() || matches!(c, '№' | '§') || unicode_normalization::char::is_combining_mark(c),
    }
}

/// The words of `text`, each with where it ends. Apostrophes inside belong to the word.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(is_letter)?;
        let end = text[start..].find(|c| !is_letter(c) && !is_silent(c)).map_or(text.len(), |length| start + length);
        from = end;
        Some((end, &text[start..end]))
    })
}

/// Where the last word of `text` starts, then the one before it, and so on.
pub(super) fn starts_from_the_end(text: &str) -> impl Iterator<Item = usize> {
    let mut end = text.len();
    std::iter::from_fn(move || {
        let words = text[..end].trim_end_matches(|c| !is_letter(c));
        if words.is_empty() {
            return None;
        }
        let rest = words.trim_end_matches(|c| is_letter(c) || is_silent(c));
        let start = rest.len() + words[rest.len()..].find(is_letter).unwrap_or(0);
        end = start;
        Some(start)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> String {
        String::from_utf8(Key::of(text).expect("some words").bytes().to_vec()).expect("UTF-8")
    }

    #[test]
    fn keys() {
        assert_eq!(key("A. a. O."), "a a o");
        assert_eq!(key("N.º"), "n");
        assert_eq!(key("№ "), "№");
        assert_eq!(key("l’Écluse -- du Nord"), "lécluse du nord");
        assert!(Key::of(" .,").is_none());
        assert!(Key::of(&"long ".repeat(40)).is_none());
    }

    #[test]
    fn words_from_the_end() {
        let text = "op. cit. n° 3 l’an";
        let starts: Vec<&str> = starts_from_the_end(text).map(|at| &text[at..]).collect();
        assert_eq!(starts, ["l’an", "3 l’an", "n° 3 l’an", "cit. n° 3 l’an", "op. cit. n° 3 l’an"]);
    }
}
