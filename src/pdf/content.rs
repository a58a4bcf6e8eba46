//! Pages → words: the operators that show text, each glyph with its place.
//!
//! Lines, images and colours are passed over. Coordinates are in points, from the page's top left corner.

use std::rc::Rc;

use hayro_font::kurbo::{Affine, Point};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};
use hayro_syntax::page::{Page, Resources};

use super::bounds::{Budget, PDF_PAGE_WORDS};
use super::font::{Face, Fonts};
use super::word::{Glyph, Word, WordBuilder};
use crate::error::PdfFault;

/// Forms that show forms: deeper ones are passed over.
const FORM_DEPTH: usize = 16;
/// What showing a form costs, its content aside.
const FORM: u64 = 1000;
/// Saved states beyond these are passed over.
const SAVED_STATES: usize = 512;

/// The words of a page in the order in which they are drawn.
pub(super) fn words<'a>(page: &Page<'a>, fonts: &mut Fonts<'a>, budget: &mut Budget) -> Result<Vec<Word>, PdfFault> {
    let (width, height) = page.render_dimensions();
    let mut reader = Reader {
        fonts,
        budget,
        builder: WordBuilder::new(width, height),
        state: State::new(Affine::new(page.initial_transform(true).as_coeffs())),
        saved: Vec::new(),
        marked: Vec::new(),
    };
    let streams = match page.raw().get::<Object<'_>>("Contents") {
        Some(Object::Stream(stream)) => vec![stream],
        Some(Object::Array(array)) => array.iter::<Stream<'_>>().collect(),
        _ => Vec::new(),
    };
    // An operator may begin in one stream and end in the next.
    let mut content = Vec::new();
    for stream in &streams {
        if let Some(data) = reader.budget.unpack(stream)? {
            content.extend_from_slice(&data);
            content.push(b' ');
        }
    }
    reader.read(&content, page.resources(), 0)?;
    let words = reader.builder.finish();
    if words.len() > PDF_PAGE_WORDS { Err(PdfFault::TooCostly) } else { Ok(words) }
}

#[derive(Clone)]
struct State<'a> {
    page: Affine,
    font: Option<Rc<Face<'a>>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    /// 1 is as wide as the font says.
    scale: f64,
    leading: f64,
    rise: f64,
    text: Affine,
    line: Affine,
}

impl State<'_> {
    fn new(page: Affine) -> Self {
        Self {
            page,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            text: Affine::IDENTITY,
            line: Affine::IDENTITY,
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line *= Affine::translate((x, y));
        self.text = self.line;
    }
}

/// A marked stretch of content.
enum Marked {
    Plain,
    /// What stands there instead of what its glyphs say.
    Instead(String),
}

struct Reader<'r, 'a> {
    fonts: &'r mut Fonts<'a>,
    budget: &'r mut Budget,
    builder: WordBuilder,
    state: State<'a>,
    saved: Vec<State<'a>>,
    marked: Vec<Marked>,
}

impl<'a> Reader<'_, 'a> {
    fn read(&mut self, content: &[u8], resources: &Resources<'a>, depth: usize) -> Result<(), PdfFault> {
        let outer = self.saved.len();
        let outer_marked = self.marked.len();
        let mut operations = TypedIter::new(content);
        while let Some(operation) = operations.next() {
            self.budget.step(1)?;
            match operation {
                Op::SaveState(_) if self.saved.len() < SAVED_STATES => self.saved.push(self.state.clone()),
                Op::RestoreState(_) if self.saved.len() > outer => {
                    self.state = self.saved.pop().unwrap_or_else(|| self.state.clone());
                }
                Op::Transform(t) => self.state.page *= affine([&t.0, &t.1, &t.2, &t.3, &t.4, &t.5].map(|n| n.as_f64())),
                Op::BeginText(_) => {
                    self.state.text = Affine::IDENTITY;
                    self.state.line = Affine::IDENTITY;
                }
                Op::CharacterSpacing(n) => self.state.char_space = n.0.as_f64(),
                Op::WordSpacing(n) => self.state.word_space = n.0.as_f64(),
                Op::HorizontalScaling(n) => self.state.scale = n.0.as_f64() / 100.0,
                Op::TextLeading(n) => self.state.leading = n.0.as_f64(),
                Op::TextRise(n) => self.state.rise = n.0.as_f64(),
                Op::TextFont(f) => {
                    self.state.font = match resources.get_font(f.0) {
                        Some(dict) => Some(self.fonts.face(&dict, self.budget)?),
                        None => None,
                    };
                    self.state.size = f.1.as_f64();
                }
                Op::SetGraphicsState(name) => self.graphics_state(resources, name.0)?,
                Op::NextLine(n) => self.state.next_line(n.0.as_f64(), n.1.as_f64()),
                Op::NextLineAndSetLeading(n) => {
                    self.state.leading = -n.1.as_f64();
                    self.state.next_line(n.0.as_f64(), n.1.as_f64());
                }
                Op::SetTextMatrix(t) => {
                    self.state.line = affine([&t.0, &t.1, &t.2, &t.3, &t.4, &t.5].map(|n| n.as_f64()));
                    self.state.text = self.state.line;
                }
                Op::NextLineUsingLeading(_) => self.state.next_line(0.0, -self.state.leading),
                Op::ShowText(text) => self.show(text.0)?,
                Op::NextLineAndShowText(text) => {
                    self.state.next_line(0.0, -self.state.leading);
                    self.show(text.0)?;
                }
                Op::ShowTextWithParameters(text) => {
                    self.state.word_space = text.0.as_f64();
                    self.state.char_space = text.1.as_f64();
                    self.state.next_line(0.0, -self.state.leading);
                    self.show(text.2)?;
                }
                Op::ShowTexts(texts) => self.show_adjusted(texts.0)?,
                Op::XObject(name) => {
                    if let Some(form) = resources.get_x_object(name.0) {
                        self.form(&form, resources, depth)?;
                    }
                }
                Op::BeginMarkedContent(_) => self.begin_marked(Marked::Plain),
                Op::BeginMarkedContentWithProperties(marked) => {
                    let properties = match marked.1 {
                        Object::Dict(dict) => Some(dict.clone()),
                        Object::Name(name) => resources.properties.get::<Dict<'_>>(name),
                        _ => None,
                    };
                    let instead = properties.and_then(|p| p.get::<PdfString<'_>>("ActualText")).map(|s| text_of(&s));
                    self.begin_marked(instead.map_or(Marked::Plain, Marked::Instead));
                }
                Op::EndMarkedContent(_) if self.marked.len() > outer_marked => self.end_marked()?,
                _ => {}
            }
        }
        while self.marked.len() > outer_marked {
            self.end_marked()?;
        }
        if let Some(state) = self.saved.drain(outer..).next() {
            self.state = state;
        }
        Ok(())
    }

    fn begin_marked(&mut self, marked: Marked) {
        // Deeper marks say nothing that those around them don't.
        if self.marked.len() < SAVED_STATES {
            if matches!(marked, Marked::Instead(_)) {
                self.builder.begin_instead();
            }
            self.marked.push(marked);
        }
    }

    fn end_marked(&mut self) -> Result<(), PdfFault> {
        if let Some(Marked::Instead(text)) = self.marked.pop() {
            self.budget.step(text.len() as u64)?;
            self.builder.end_instead(&text);
        }
        Ok(())
    }

    fn graphics_state(&mut self, resources: &Resources<'a>, name: &Name<'_>) -> Result<(), PdfFault> {
        let font = resources.get_ext_g_state(name).and_then(|dict| dict.get::<Array<'a>>("Font"));
        let mut parts = font.iter().flat_map(Array::iter::<Object<'a>>);
        if let (Some(Object::Dict(font)), Some(Object::Number(size))) = (parts.next(), parts.next()) {
            self.state.font = Some(self.fonts.face(&font, self.budget)?);
            self.state.size = size.as_f64();
        }
        Ok(())
    }

    fn form(&mut self, form: &Stream<'a>, resources: &Resources<'a>, depth: usize) -> Result<(), PdfFault> {
        let dict = form.dict();
        let is_form = dict.get::<Name<'_>>("Subtype").is_some_and(|name| name.as_ref() == b"Form");
        if !is_form || depth >= FORM_DEPTH {
            return Ok(());
        }
        self.budget.step(FORM)?;
        let Some(content) = self.budget.unpack(form)? else { return Ok(()) };
        let own = dict.get::<Dict<'a>>("Resources").map(Resources::new);
        let matrix = dict.get::<[f64; 6]>("Matrix").map_or(Affine::IDENTITY, affine);
        let state = self.state.clone();
        self.state.page *= matrix;
        self.read(&content, own.as_ref().unwrap_or(resources), depth + 1)?;
        self.state = state;
        Ok(())
    }

    fn show_adjusted(&mut self, texts: &Array<'_>) -> Result<(), PdfFault> {
        for part in texts.iter::<Object<'_>>() {
            match part {
                Object::String(text) => self.show(&text)?,
                Object::Number(n) => {
                    let by = -n.as_f64() / 1000.0 * self.state.size;
                    let across = self.state.font.as_ref().is_none_or(|f| f.horizontal);
                    let by = if across { (by * self.state.scale, 0.0) } else { (0.0, by) };
                    self.state.text *= Affine::translate(by);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn show(&mut self, text: &PdfString<'_>) -> Result<(), PdfFault> {
        let Some(face) = self.state.font.clone() else { return Ok(()) };
        let state = &mut self.state;
        let mut bytes = text.as_bytes();
        while !bytes.is_empty() {
            let (code, len) = face.next(bytes);
            let is_space = len == 1 && bytes[0] == b' ';
            bytes = bytes.get(len..).unwrap_or_default();
            let found = face.code(code);
            // A code may stand for any number of letters.
            self.budget.step(found.text.len().max(1) as u64)?;
            let place = state.page * state.text * Affine::translate((0.0, state.rise));
            let width = f64::from(found.advance) * state.size;
            let space = state.char_space + if is_space { state.word_space } else { 0.0 };
            let (inked, moved) = if face.horizontal {
                ((width * state.scale, 0.0), ((width + space) * state.scale, 0.0))
            } else {
                ((0.0, width), (0.0, width + space))
            };
            let height = state.size * f64::from(face.em);
            let from = place * Point::ZERO;
            let up = place * Point::new(0.0, height) - from;
            let along = place * Point::from(inked) - from;
            let direction = place * Point::new(1.0, 0.0) - from;
            self.builder.add(&found.text, Glyph { from, along, direction, size: up.hypot() });
            state.text *= Affine::translate(moved);
        }
        Ok(())
    }
}

fn affine(numbers: [f64; 6]) -> Affine {
    Affine::new(numbers.map(|n| if n.is_finite() { n } else { 0.0 }))
}

/// A text string of a PDF file, in UTF-16 or UTF-8 with their marks, else in Latin-1 (which differs from PDF's own
/// encoding in signs that replace no letter).
fn text_of(string: &PdfString<'_>) -> String {
    let bytes = string.as_bytes();
    if let Some(utf16) = bytes.strip_prefix(b"\xfe\xff") {
        let units = utf16.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        return char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    }
    if let Some(utf8) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return String::from_utf8_lossy(utf8).into_owned();
    }
    bytes.iter().map(|b| char::from(*b)).collect()
}
