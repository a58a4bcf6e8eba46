//! Text → comparable keys: no case, no diacritics, no punctuation.

use rapidfuzz::distance::damerau_levenshtein;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower-case letters and digits, one space between words: "Al-Shajarah: É." is "al shajarah e".
///
/// Apostrophes vanish ("Pakistan's" is "pakistans"), `&` reads "and", letters with a stroke or a ligature lose it, Latin
/// letters their accents; other marks part words.
pub(crate) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let space = |out: &mut String| {
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    };
    for c in text.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)) {
        match c {
            // Inside a word, these aren't breaks: O'Brien, ‘ʿAlī’, soft hyphens.
            '\'' | '’' | '‘' | 'ʼ' | 'ʿ' | 'ʾ' | '`' | '\u{ad}' | '\u{200b}'..='\u{200d}' => {}
            '&' => {
                space(&mut out);
                out.push_str("and ");
            }
            'ß' | 'ẞ' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'ı' => out.push('i'),
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            // Signs of other scripts that belong to the letter before them.
            c if is_combining_mark(c) => out.push(c),
            _ => space(&mut out),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// [`words`] without the spaces.
pub(crate) fn letters(text: &str) -> String {
    words(text).replace(' ', "")
}

/// How many letters have to be put in, left out, changed or swapped with their neighbour to make `b` of `a`, or
/// `None` when it is more than `most`, or when one is longer than a name is.
pub(crate) fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    const BYTES: usize = 64;
    if a.len().max(b.len()) > BYTES || a.len().abs_diff(b.len()) > 4 * most {
        return None;
    }
    Some(damerau_levenshtein::distance(a.chars(), b.chars())).filter(|found| *found <= most)
}

/// The first letters of a name's capitalised words: "Pak Institute for Peace Studies" is "pips".
pub(crate) fn acronym(name: &str) -> String {
    let bare = name.split(" (").next().unwrap_or(name);
    let words = bare.split(|c: char| !c.is_alphanumeric()).filter(|w| w.starts_with(char::is_uppercase));
    words.filter_map(|w| w.chars().next()).flat_map(char::to_lowercase).collect()
}

/// Without any white space, and all dashes the same: for pages, volumes and identifiers.
pub(crate) fn compact(text: &str) -> String {
    text.nfkc()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹘' | '﹣' | '－' => '-',
            c => c,
        })
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .replace("--", "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fold_case_accents_and_punctuation() {
        assert_eq!(words("Café — “Olé” & O’Brien's"), "cafe ole and obriens");
        assert_eq!(words("Łódź, Straße"), "lodz strasse");
        assert_eq!(words("  "), "");
    }

    #[test]
    fn compact_folds_dashes() {
        assert_eq!(compact("12 – 34"), compact("12-34"));
        assert_eq!(compact("12--34"), "12-34");
        assert_eq!(compact("E102"), "e102");
    }
}
