//! A font of a PDF file, as far as reading needs it: what a code means, and how far it moves the pen.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_font::hayro_cmap::{BfString, load_embedded};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, GlyphId, UNITS_PER_EM};
use hayro_syntax::object::{Dict, Name};

use super::bounds::Budget;
use super::tex::Encoding;
use crate::error::PdfFault;

/// A code's text and its advance, in ems of the font's size.
#[derive(Clone)]
pub(super) struct Code {
    pub text: Rc<str>,
    pub advance: f32,
}

/// A font, and what its codes were found to mean.
pub(super) struct Face<'a> {
    font: Option<Font<'a>>,
    /// What its codes mean if it is one of TeX's that are drawn in dots.
    tex: Encoding,
    /// How high an em of it is, in units of its size: 1, but for fonts that are drawn by hand.
    pub em: f32,
    pub horizontal: bool,
    codes: RefCell<HashMap<u32, Code>>,
}

impl<'a> Face<'a> {
    /// The next code in `bytes`, which aren't empty, and how many of them it takes.
    pub fn next(&self, bytes: &[u8]) -> (u32, usize) {
        let (code, len) = self.font.as_ref().map_or((u32::from(bytes[0]), 1), |font| font.read_code(bytes, 0));
        (code, len.max(1))
    }

    pub fn code(&self, code: u32) -> Code {
        if let Some(known) = self.codes.borrow().get(&code) {
            return known.clone();
        }
        let found = self.find(code);
        self.codes.borrow_mut().insert(code, found.clone());
        found
    }

    fn of_tex(&self, code: u32) -> Rc<str> {
        self.tex.text(code).map_or_else(|| stand_in(code), Rc::from)
    }

    fn find(&self, code: u32) -> Code {
        let Some(font) = &self.font else { return Code { text: stand_in(code), advance: DEFAULT_ADVANCE } };
        // Only the code matters for the text; the outline isn't looked for.
        let (unicode, is_bitmap) = match font.glyph(GlyphId::NOTDEF, code) {
            FontGlyph::Outline(glyph) => (glyph.as_unicode(), false),
            FontGlyph::Type3(glyph) => (glyph.as_unicode(), true),
        };
        let text = match unicode {
            // The letters of TeX's bitmap fonts are called by their codes, "a71", as the signs of another font are by name.
            Some(BfString::Char(c)) if is_bitmap && is_sign(c) => self.of_tex(code),
            Some(BfString::Char(c)) => clean(c.encode_utf8(&mut [0; 4])),
            Some(BfString::String(s)) => clean(&s),
            None if is_bitmap => self.of_tex(code),
            None => stand_in(code),
        };
        let advance = font.code_advance(code);
        let advance = if self.horizontal { advance.x } else { advance.y } as f32 / UNITS_PER_EM;
        Code { text, advance: if advance.is_finite() { advance } else { 0.0 } }
    }
}

/// Half an em, where a font doesn't say.
const DEFAULT_ADVANCE: f32 = 0.5;

/// Letters for ligatures, nothing for control characters.
fn clean(text: &str) -> Rc<str> {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            // Bullets of the symbol fonts, by their codes.
            '\u{f0b7}' | '\u{f0a7}' | '\u{f06e}' => out.push('•'),
            c if plain_form(c).is_some() => out.extend(plain_form(c)),
            c if c.is_whitespace() => out.push(' '),
            c if c.is_control() || c == '\u{feff}' => {}
            c => out.push(c),
        }
    }
    out.into()
}

/// The figure or letter whose old-style or small form a code of the private use area is, as Adobe's fonts have them.
fn plain_form(c: char) -> Option<char> {
    let at = |first: char, from: u8| u8::try_from(c as u32 - first as u32).ok().map(|n| char::from(from + n));
    match c {
        '\u{f730}'..='\u{f739}' => at('\u{f730}', b'0'),
        '\u{f761}'..='\u{f77a}' => at('\u{f761}', b'a'),
        _ => None,
    }
}

/// Whether a character is of those that a font of signs has, from `a1` to `a206`.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{27be}')
}

/// What a code means that the file doesn't explain: itself, as most simple fonts extend ASCII. The ligatures are where
/// TeX's fonts have them.
fn stand_in(code: u32) -> Rc<str> {
    match code {
        0x0b => "ff".into(),
        0x0c => "fi".into(),
        0x0d => "fl".into(),
        0x0e => "ffi".into(),
        0x0f => "ffl".into(),
        0x20..0x7f => clean(char::from_u32(code).unwrap_or(' ').encode_utf8(&mut [0; 4])),
        _ => "\u{fffd}".into(),
    }
}

/// The fonts of a file.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    fonts: FontResolverFn,
    cmaps: CMapResolverFn,
    faces: HashMap<(usize, usize), Rc<Face<'a>>>,
}

impl<'a> Fonts<'a> {
    pub fn new() -> Self {
        Self {
            cache: FontCache::new(),
            fonts: Arc::new(|query| {
                Some(match query {
                    FontQuery::Standard(font) => font.get_font_data(),
                    FontQuery::Fallback(query) => query.pick_standard_font().get_font_data(),
                })
            }),
            cmaps: Arc::new(load_embedded),
            faces: HashMap::new(),
        }
    }

    pub fn face(&mut self, dict: &Dict<'a>, budget: &mut Budget) -> Result<Rc<Face<'a>>, PdfFault> {
        // Where its bytes stand tells a dictionary from all others.
        let key = (dict.data().as_ptr().addr(), dict.data().len());
        if let Some(face) = self.faces.get(&key) {
            return Ok(face.clone());
        }
        budget.font(dict)?;
        let font = self.cache.font(dict, &self.fonts, &self.cmaps);
        let drawn = dict.get::<Name<'_>>("Subtype").is_some_and(|name| name.as_ref() == b"Type3");
        let face = Rc::new(Face {
            em: font.as_ref().filter(|_| drawn).map_or(1.0, em_of_letters),
            horizontal: font.as_ref().is_none_or(Font::is_horizontal),
            font,
            tex: Encoding::of(dict),
            codes: RefCell::default(),
        });
        self.faces.insert(key, face.clone());
        Ok(face)
    }
}

/// The em of a font that is drawn by hand, whose size says nothing: small letters are some 0.45 em wide.
fn em_of_letters(font: &Font<'_>) -> f32 {
    const LETTER: f32 = 0.45;
    let widths = (0..=255).map(|code| font.code_advance(code).x as f32 / UNITS_PER_EM).filter(|w| *w > 0.0);
    let (count, sum) = widths.fold((0.0, 0.0), |(count, sum), w| (count + 1.0, sum + w));
    let em = if count > 0.0 { sum / count / LETTER } else { 1.0 };
    if em.is_finite() && !(0.6..1.6).contains(&em) { em } else { 1.0 }
}
