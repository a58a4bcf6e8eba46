//! Letters that some program took for Windows-1252 or Latin-1 though they were UTF-8, and wrote again: "MÃ¼ller" for "Müller".

use encoding_rs::WINDOWS_1252;

/// The text as it was, if each of its letters beyond ASCII is part of one that was taken apart so. A text in which any other
/// stands is left as it is, and so is one whose letters would become those of rare scripts: "Fuß”" is no letter of N'Ko. Linear.
pub(super) fn mended(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        bytes.push(byte(c)?);
    }
    let plain = String::from_utf8(bytes).ok()?;
    let letters = || plain.chars().filter(|c| !c.is_ascii());
    let is_common = |c: char| matches!(u32::from(c), 0xa0..=0x17f | 0x2010..=0x203a | 0x20ac | 0x2122 | 0x2212);
    // Of other scripts, two letters in a row are no chance.
    let is_script = |c: char| matches!(u32::from(c), 0x370..=0x52f | 0x590..=0x6ff | 0x3040..=0x30ff | 0x4e00..=0x9fff | 0xac00..=0xd7a3);
    let is_text =
        letters().all(|c| is_common(c) || is_script(c)) && (letters().all(is_common) || letters().count() > 1);
    // The controls of Latin-1 stand in no text.
    let is_printed = !letters().any(|c| matches!(u32::from(c), 0x80..=0x9f));
    (is_text && is_printed).then_some(plain)
}

/// The byte that stands for a character in Windows-1252, which holds Latin-1 but for its controls; those stand for themselves.
fn byte(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    let mut letter = [0; 4];
    let (encoded, _, failed) = WINDOWS_1252.encode(c.encode_utf8(&mut letter));
    match encoded[..] {
        [byte] if !failed => Some(byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a program makes of UTF-8 that it takes for Windows-1252.
    fn spoilt(text: &str) -> String {
        WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn what_was_taken_apart_is_put_together() {
        for text in ["Müller", "Größe – und „mehr“", "Łoś, Wąż", "Тесты", "論測驗", "Ångström", "It’s", "5 €"]
        {
            assert_eq!(mended(&spoilt(text)).as_deref(), Some(text));
            // As Latin-1.
            let latin: String = text.bytes().map(char::from).collect();
            assert_eq!(mended(&latin).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_right_is_left() {
        for text in
            ["Müller", "„Fuß“", "Fuß“", "SÃO", "À bientôt »", "Été", "Ñ", "plain", "MÃ¼ller und Größe", "Тесты", "É»"]
        {
            assert_eq!(mended(text), None, "{text}");
        }
    }
}
