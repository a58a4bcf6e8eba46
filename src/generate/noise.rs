//! What extraction and optical recognition do to a reference.

use super::Rng;
use crate::reference::label::Label;
use crate::train::Piece;

/// Damages a reference, mostly lightly and mostly not at all; labels stay where they are.
pub(super) fn damage(pieces: &mut Vec<Piece>, language: &str, rng: &mut Rng) {
    if rng.chance(3) && pieces.len() > 6 {
        let keep = rng.between(5, pieces.len() - 1);
        pieces.truncate(keep);
    }
    let wide = rng.chance(7);
    let double = rng.chance(if language == "en" { 11 } else { 5 });
    // Words without spaces between them don't break where lines do.
    let han = matches!(language, "zh" | "ja");
    // Scanned books break words more often than files that were born digital.
    let broken = !han
        && rng.chance(match language {
            "it" => 34,
            "en" => 15,
            _ => 9,
        });
    let hyphen = rng.pick(&["- ", "- ", " - ", "-"]);
    let hyphen = if language == "it" { " - " } else { hyphen };
    let loose = rng.chance(4);
    let glued = rng.chance(5);
    let misread = rng.chance(if language == "it" { 15 } else { 4 });
    let quotes = rng.below(12);
    let apart = rng.chance(if language == "en" { 7 } else { 2 });
    let marks = rng.pick(&[" \" ", " \" ", " ` ` "]);
    let plain = rng.chance(3);
    let torn = rng.chance(12);
    let miscoded = rng.chance(if language == "en" { 4 } else { 2 });
    let joined = rng.chance(3);
    // The spaces between fields are lost more often than those inside: a style sheet printed them.
    let seamless = rng.chance(3);
    // One mark of the style has lost its space everywhere.
    let lost = rng.chance(2).then(|| rng.pick(&[". ", ", ", ": ", "; "]));
    let escaped = rng.chance(3);
    for piece in pieces.iter_mut() {
        let mut text = std::mem::take(&mut piece.text);
        if wide {
            text = text.replace(['–', '-'], " - ").replace("  ", " ");
        }
        if double {
            text = text.replace(['–', '—'], rng.pick(&["--", " -- ", "--", " - - "]));
        }
        match quotes {
            0 => text = text.replace(['“', '”', '„', '«', '»'], "\""),
            1 => text = text.replace(['“', '„'], "``").replace('”', "''"),
            2 => text = text.replace(['‘', '’'], "'"),
            _ => {}
        }
        if apart {
            text = text.replace(['“', '”', '"'], marks);
        }
        if plain {
            text = text.chars().map(unaccented).collect();
        }
        if joined {
            text = join(&text, rng);
        }
        if miscoded {
            text = miscode(&text);
        }
        if broken {
            text = break_words(&text, hyphen, rng);
        }
        if misread {
            text = text.replace("vol.", rng.pick(&["voi.", "vol.", "voi,"])).replace("voll.", "voli.");
            text = misreads(&text, rng);
            if piece.label.is_some_and(|l| matches!(l, Label::Author | Label::Editor)) {
                text =
                    text.replace("O.", rng.pick(&["0.", "O.", "G."])).replace("W. ", rng.pick(&["W ", "W. ", "W, "]));
            }
        }
        if loose {
            text = respace(&text, |c| matches!(c, '.' | ',' | ':' | ';' | ')'), 25, rng);
        }
        if glued && rng.chance(25) {
            text = glue(&text, rng);
        }
        if torn && piece.label == Some(Label::Url) {
            text = tear(&text, rng);
        }
        if torn && piece.label == Some(Label::Doi) {
            text = text.chars().map(|c| after_a_mark(c, rng)).collect();
        }
        if escaped && piece.label == Some(Label::Doi) {
            text = text.replace('<', "&lt;").replace('>', "&gt;");
        }
        if seamless && piece.label.is_none() && rng.chance(50) {
            text = text.replace(' ', "");
        }
        if let Some(mark) = lost {
            text = text.replace(mark, mark.trim_end());
        }
        piece.text = text;
    }
    if rng.chance(2)
        && let Some(first) = pieces.first_mut()
        && let Some(c) = first.text.chars().next().filter(|c| c.is_uppercase())
    {
        first.text = c.to_lowercase().collect::<String>() + &first.text[c.len_utf8()..];
    }
}

/// An address with the spaces that the ends of its lines left in it: behind a mark where one is near, else anywhere.
fn tear(address: &str, rng: &mut Rng) -> String {
    let mut out = String::with_capacity(address.len() + 4);
    let width = rng.between(24, 80);
    let mut room = rng.between(7, width);
    for c in address.chars() {
        out.push(c);
        let mark = matches!(c, '/' | '-' | '.' | '_' | '?' | '=' | '&') && !out.ends_with(":/");
        if room == 0 || mark && room < 12 {
            out.push(' ');
            room = width;
        }
        room = room.saturating_sub(1);
    }
    out
}

/// A character of an identifier, sometimes with the space that a line's end left behind a mark.
fn after_a_mark(c: char, rng: &mut Rng) -> String {
    if matches!(c, '.' | '/') && rng.chance(40) { format!("{c} ") } else { c.to_string() }
}

fn unaccented(c: char) -> char {
    use unicode_normalization::UnicodeNormalization;
    if c.is_alphabetic() && !c.is_ascii() && (c as u32) < 0x250 { c.nfd().next().unwrap_or(c) } else { c }
}

/// "Hörmander" → "H Ã ¶ rmander": UTF-8 read as Latin-1, and taken apart.
fn miscode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() || !c.is_alphabetic() {
            out.push(c);
            continue;
        }
        let mut bytes = [0; 4];
        for byte in c.encode_utf8(&mut bytes).bytes() {
            out.push(' ');
            out.push(char::from(byte));
        }
        out.push(' ');
    }
    out
}

/// "University" → "Univer- sity", where a line ended.
fn break_words(text: &str, hyphen: &str, rng: &mut Rng) -> String {
    let words = text.split(' ').map(|word| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let least = if letters < 6 { 3 } else { 13 };
        if letters < 4 || letters != word.chars().count() || !rng.chance(least) {
            return word.to_owned();
        }
        let most = if letters < 6 { 2 } else { letters - 3 };
        let cut = word.char_indices().map(|(i, _)| i).nth(rng.between(2, most)).unwrap_or(0);
        format!("{}{hyphen}{}", &word[..cut], &word[cut..])
    });
    words.collect::<Vec<_>>().join(" ")
}

fn misreads(text: &str, rng: &mut Rng) -> String {
    const PAIRS: [(char, &str); 14] = [
        ('l', "1"),
        ('i', "l"),
        ('m', "rn"),
        ('o', "c"),
        ('e', "c"),
        ('n', "ii"),
        ('t', "r"),
        ('ù', "u"),
        ('à', "a"),
        ('è', "é"),
        ('u', "n"),
        ('V', "v"),
        ('I', "l"),
        ('0', "O"),
    ];
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match PAIRS.iter().find(|(from, _)| *from == c) {
            Some((_, to)) if rng.below(150) == 0 => out.push_str(to),
            _ => out.push(c),
        }
    }
    out
}

/// A blank before some marks.
fn respace(text: &str, marks: impl Fn(char) -> bool, percent: usize, rng: &mut Rng) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if marks(c) && rng.chance(percent) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// Drops a blank here and there.
fn join(text: &str, rng: &mut Rng) -> String {
    text.chars().filter(|c| *c != ' ' || !rng.chance(6)).collect()
}

/// Drops the blank after a mark.
fn glue(text: &str, rng: &mut Rng) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == ' ' && out.ends_with(['.', ',', ':', ';', ')']) && rng.chance(40) {
            continue;
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_break_but_lose_no_letter() {
        let text = "Proceedings of the international conference on understanding";
        let broken: String = (0..50).map(|seed| break_words(text, "- ", &mut Rng::new(seed))).collect();
        assert!(broken.contains("- "));
        assert_eq!(broken.replace("- ", ""), text.repeat(50));
    }

    #[test]
    fn addresses_tear_but_lose_no_mark() {
        let address = "https://www.example.org/2021/fact-check/story/old-video-of-a-fighter-1850272-2021-09-07";
        for seed in 0..50 {
            let torn = tear(address, &mut Rng::new(seed));
            assert!(torn.contains(' ') && !torn.contains(": //"), "{torn}");
            assert_eq!(torn.replace(' ', ""), address);
        }
    }

    #[test]
    fn letters_beyond_ascii_come_apart() {
        assert_eq!(miscode("Hörmander"), "H Ã ¶ rmander");
    }

    #[test]
    fn damage_keeps_the_labels_in_order() {
        for seed in 0..200 {
            let mut pieces = vec![
                Piece::field(Label::Author, "Bee, A."),
                Piece::between(" (“"),
                Piece::field(Label::Title, "Of things"),
                Piece::between("”), "),
                Piece::field(Label::Date, "1999"),
            ];
            damage(&mut pieces, "it", &mut Rng::new(seed));
            let labels: Vec<_> = pieces.iter().filter_map(|p| p.label).collect();
            assert_eq!(labels, [Label::Author, Label::Title, Label::Date]);
        }
    }
}
