//! Shapes and text → SVG; and how much room text takes.

use std::fmt::Write as _;

use crate::view::label::shortened;
use crate::view::xml::escaped;

/// A picture that is being drawn.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    body: String,
}

/// On which side of its place a text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Anchor {
    #[default]
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Font {
    pub(super) size: f64,
    pub(super) colour: &'static str,
    pub(super) is_bold: bool,
    pub(super) anchor: Anchor,
}

impl Font {
    pub(super) fn new(size: f64, colour: &'static str) -> Self {
        Self { size, colour, is_bold: false, anchor: Anchor::Start }
    }

    pub(super) fn bold(self, is_bold: bool) -> Self {
        Self { is_bold, ..self }
    }

    pub(super) fn at(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// How wide a text is.
    pub(super) fn width(self, text: &str) -> f64 {
        let ems: f64 = text.chars().map(letter).sum();
        ems * self.size * if self.is_bold { 1.12 } else { 1.0 }
    }

    /// The beginning of a text that fits so much room.
    pub(super) fn fitted(self, text: &str, room: f64) -> String {
        let (mut low, mut high) = (1, text.chars().count());
        if self.width(text) <= room {
            return shortened(text, high);
        }
        while low < high {
            let middle = (low + high).div_ceil(2);
            if self.width(&shortened(text, middle)) <= room { low = middle } else { high = middle - 1 }
        }
        shortened(text, low)
    }
}

/// How wide a letter is in parts of the font's size, by groups, rounded up: the widths of DejaVu Sans, the widest of the
/// fonts that stand in for Helvetica.
fn letter(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' | 'I' | 'J' => 0.3,
        '.' | ',' | ';' | ':' | '’' | '!' | ' ' => 0.34,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '"' => 0.41,
        'W' | 'm' | '%' | '@' | '…' | '—' => 1.0,
        'w' | 'M' | '&' | '+' => 0.84,
        'C' | 'D' | 'G' | 'H' | 'N' | 'O' | 'Q' | 'U' => 0.78,
        c if c.is_ascii_uppercase() => 0.7,
        c if (c as u32) < 0x2e80 => 0.63,
        _ => 1.0,
    }
}

impl Canvas {
    /// A box with round corners of this radius; `look` says its ground and frame.
    pub(super) fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), radius: f64, look: &str) {
        let _ = writeln!(
            self.body,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"{radius}\" {look}/>"
        );
    }

    pub(super) fn circle(&mut self, (x, y): (f64, f64), radius: f64, look: &str) {
        let _ = writeln!(self.body, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" {look}/>");
    }

    /// A path of SVG's own commands, with a tooltip unless that is empty.
    pub(super) fn path(&mut self, path: &str, look: &str, title: &str) {
        let _ = match title {
            "" => writeln!(self.body, "<path d=\"{path}\" {look}/>"),
            title => writeln!(self.body, "<path d=\"{path}\" {look}><title>{}</title></path>", escaped(title)),
        };
    }

    pub(super) fn text(&mut self, (x, y): (f64, f64), font: Font, text: &str) {
        let anchor = match font.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let weight = if font.is_bold { " font-weight=\"bold\"" } else { "" };
        let (size, colour) = (font.size, font.colour);
        let _ = writeln!(
            self.body,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\" fill=\"{colour}\"{weight}{anchor}>{}</text>",
            escaped(text)
        );
    }

    /// What is drawn by `inner` as one thing with a tooltip.
    pub(super) fn group(&mut self, title: &str, inner: impl FnOnce(&mut Self)) {
        let _ = write!(self.body, "<g><title>{}</title>", escaped(title));
        inner(self);
        self.body.push_str("</g>\n");
    }

    /// The whole picture, so wide and high.
    pub(super) fn finish(self, width: f64, height: f64) -> String {
        let (width, height) = (width.ceil(), height.ceil());
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\" font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\">\n\
             <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n{}</svg>\n",
            self.body
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_fits_its_room() {
        let font = Font::new(10.0, "#000");
        for (text, room, expected) in [
            ("Rivers", 40.0, "Rivers"),
            ("Rivers of the north", 60.0, "Rivers of…"),
            ("illicit", 26.0, "illicit"),
            ("WWWWWWW", 26.0, "W…"),
            ("", 10.0, ""),
        ] {
            assert_eq!(font.fitted(text, room), expected);
        }
        assert!(font.width("Rivers") < font.bold(true).width("Rivers"));
    }
}
