//! TeX's encodings of letters, for its fonts that are drawn in dots: these call their letters by their codes alone.

use hayro_syntax::object::Dict;

/// An encoding of a text font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// OT1, TeX's own: no accented letters, and dashes and quotation marks in the place of ASCII's rarer signs.
    Older,
    /// T1, of 1990: ASCII is whole, and accented letters stand where Latin-1 has them.
    Newer,
}

impl Encoding {
    /// The encoding of a font in a file, told by its first and its last code, since TeX leaves out what a paper doesn't use. The older
    /// encoding has the ligatures, of which nearly every text has one, where the newer one has rare quotation marks, and ends
    /// with dashes, where the newer one has a brace that is followed by others.
    pub(super) fn of(dict: &Dict<'_>) -> Self {
        let (first, last) = (dict.get::<i32>("FirstChar"), dict.get::<i32>("LastChar"));
        Self::between(first.unwrap_or(0x20), last.unwrap_or(0xff))
    }

    fn between(first: i32, last: i32) -> Self {
        let is_older = (0x0b..=0x0f).contains(&first) && last < 0x80 || first > 0x1a && (0x7b..=0x7c).contains(&last);
        if is_older { Self::Older } else { Self::Newer }
    }

    /// What a code means, where that isn't the ASCII character or the ligature of the older encoding.
    pub(super) fn text(self, code: u32) -> Option<&'static str> {
        let table: &[(u32, &str)] = match self {
            Self::Older => &OLDER,
            Self::Newer => &NEWER,
        };
        let accented = |n: u32| LATIN.get(usize::try_from(n).ok()?).copied();
        let found = table.iter().find_map(|(known, text)| (*known == code).then_some(*text));
        found.or_else(|| if self == Self::Newer { code.checked_sub(0xc0).and_then(accented) } else { None })
    }
}

const OLDER: [(u32, &str); 15] = [
    (0x10, "ı"),
    (0x19, "ß"),
    (0x1a, "æ"),
    (0x1b, "œ"),
    (0x1c, "ø"),
    (0x1d, "Æ"),
    (0x1e, "Œ"),
    (0x1f, "Ø"),
    (0x22, "”"),
    (0x3c, "¡"),
    (0x3e, "¿"),
    (0x5c, "“"),
    (0x7b, "–"),
    (0x7c, "—"),
    (0x7e, "˜"),
];

const NEWER: [(u32, &str); 13] = [
    (0x10, "“"),
    (0x11, "”"),
    (0x12, "„"),
    (0x13, "«"),
    (0x14, "»"),
    (0x15, "–"),
    (0x16, "—"),
    (0x19, "ı"),
    (0x1b, "ff"),
    (0x1c, "fi"),
    (0x1d, "fl"),
    (0x1e, "ffi"),
    (0x1f, "ffl"),
];

/// From 0xC0 on: as in Latin-1, but for four.
const LATIN: [&str; 64] = [
    "À", "Á", "Â", "Ã", "Ä", "Å", "Æ", "Ç", "È", "É", "Ê", "Ë", "Ì", "Í", "Î", "Ï", "Ð", "Ñ", "Ò", "Ó", "Ô", "Õ", "Ö",
    "Œ", "Ø", "Ù", "Ú", "Û", "Ü", "Ý", "Þ", "SS", "à", "á", "â", "ã", "ä", "å", "æ", "ç", "è", "é", "ê", "ë", "ì", "í",
    "î", "ï", "ð", "ñ", "ò", "ó", "ô", "õ", "ö", "œ", "ø", "ù", "ú", "û", "ü", "ý", "þ", "ß",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_by_the_codes_that_fonts_have() {
        let cases = [
            (0x0b, 0x7b, Encoding::Older),
            (0x2c, 0x7b, Encoding::Older),
            (0x1b, 0xfc, Encoding::Newer),
            (0x0d, 0xe9, Encoding::Newer),
            (0x28, 0x7a, Encoding::Newer),
            (0x20, 0x7d, Encoding::Newer),
        ];
        for (first, last, want) in cases {
            assert_eq!(Encoding::between(first, last), want, "{first:x} to {last:x}");
        }
    }

    #[test]
    fn codes_that_only_one_encoding_has() {
        let cases =
            [(0x1c, "ø", "fi"), (0x7b, "–", ""), (0x15, "", "–"), (0xfc, "", "ü"), (0xff, "", "ß"), (0x61, "", "")];
        for (code, older, newer) in cases {
            let found = [Encoding::Older, Encoding::Newer].map(|encoding| encoding.text(code).unwrap_or_default());
            assert_eq!(found, [older, newer], "{code:x}");
        }
    }
}
