//! Light folding: what differs only in case, accents, punctuation, kind of dash or spacing becomes equal.

use unicode_normalization::UnicodeNormalization;

/// [`crate::fold::words`], in which `&` reads "and" and letters with a stroke or a ligature lose it.
pub(super) fn words(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => plain.push_str(" and "),
            'ß' | 'ẞ' => plain.push_str("ss"),
            'æ' | 'Æ' => plain.push_str("ae"),
            'œ' | 'Œ' => plain.push_str("oe"),
            'ø' | 'Ø' => plain.push('o'),
            'ł' | 'Ł' => plain.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => plain.push('d'),
            'ı' => plain.push('i'),
            // Marks of transliteration, which stand inside words.
            'ʼ' | 'ʿ' | 'ʾ' | '\u{200b}'..='\u{200d}' => {}
            c => plain.push(c),
        }
    }
    crate::fold::words(&plain)
}

/// [`words`] without the spaces.
pub(super) fn letters(text: &str) -> String {
    words(text).replace(' ', "")
}

/// Without any white space, and all dashes the same: for pages, volumes and identifiers.
pub(super) fn compact(text: &str) -> String {
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
