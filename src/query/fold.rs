//! Light folding: what differs only in case, accents, punctuation, kind of dash or spacing becomes equal.

use unicode_normalization::UnicodeNormalization;

/// Words in lower case without Latin accents, joined by single spaces; `&` reads "and".
pub(super) fn words(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)) {
        match c {
            // Inside a word, these aren't breaks: O'Brien, ‘ʿAlī’, soft hyphens.
            '\'' | '’' | '‘' | 'ʼ' | 'ʿ' | 'ʾ' | '`' | '\u{ad}' | '\u{200b}'..='\u{200d}' => {}
            '&' => folded.push_str(" and "),
            'ß' | 'ẞ' => folded.push_str("ss"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
            'ı' => folded.push('i'),
            c if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
            // Signs of other scripts that belong to the letter before them.
            c if unicode_normalization::char::is_combining_mark(c) => folded.push(c),
            _ => folded.push(' '),
        }
    }
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.join(" ").nfc().collect()
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
        assert_eq!(words("が"), "が");
        assert_ne!(words("か"), words("が"));
        assert_eq!(words("  "), "");
    }

    #[test]
    fn compact_folds_dashes() {
        assert_eq!(compact("12 – 34"), compact("12-34"));
        assert_eq!(compact("12--34"), "12-34");
        assert_eq!(compact("E102"), "e102");
    }
}
