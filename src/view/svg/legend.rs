//! What the signs of a picture mean.

use super::canvas::{Canvas, Font};
use super::graph::{CIRCLE, GROUNDS, MARGIN, Picture, Shape};
use super::{COLOURS, INK, PALE};
use crate::view::scene::Own;

/// What stands for something in the legend.
enum Sign {
    Box(String),
    /// A colour, and how it is dashed.
    Line(&'static str, &'static str),
}

impl Picture<'_> {
    /// The signs that occur, in a line whose text stands at `y`; where that ends.
    pub(super) fn legend(&self, canvas: &mut Canvas, y: f64) -> f64 {
        let several = self.scene.shown.iter().any(|&work| !self.scene.is_paper(work) && self.scene.citing(work) > 1);
        let hidden = self.scene.shown.iter().any(|&work| self.scene.is_paper(work) && self.scene.hidden(work) > 0);
        let (mut any, mut circle, mut author, mut journal) = (false, false, false, false);
        for edge in self.scene.citations() {
            any = true;
            circle |= self.scene.is_circular(&edge);
            // A work that cites itself is drawn as a circle, and not as a self-citation besides.
            let own = self.scene.own(&edge).filter(|_| edge.citing != edge.cited);
            author |= own == Some(Own::Author);
            journal |= own == Some(Own::Journal);
        }
        let is_dots = self.sizes.shape == Shape::Dot;
        let paper = if hidden && !is_dots { "paper; + n: so many sources not drawn" } else { "paper" };
        let cited = if is_dots { "work, the larger the more cite it" } else { "work, and how many papers cite it" };
        let frame = |ground: &str, frame: &str| Sign::Box(format!("fill=\"{ground}\" stroke=\"{frame}\""));
        let signs = [
            (true, frame(if is_dots { COLOURS[0] } else { "#eef4fb" }, COLOURS[0]), paper),
            (several, frame(GROUNDS[2], "#b98900"), cited),
            (any, Sign::Line(COLOURS[0], ""), if is_dots { "cites; lines of one paper run together" } else { "cites" }),
            (circle, Sign::Line(CIRCLE, ""), "circle of citations"),
            (author, Sign::Line(INK, "6 4"), "author's self-citation"),
            (journal, Sign::Line(INK, "2 3"), "journal's self-citation"),
        ];
        let (font, mut x) = (Font::new(12.0, PALE), MARGIN);
        for (_, sign, words) in signs.iter().filter(|(occurs, ..)| *occurs) {
            match sign {
                Sign::Box(look) => canvas.rect((x, y - 10.0), (20.0, 11.0), 3.0, look),
                Sign::Line(colour, dashes) => {
                    let look = format!("stroke=\"{colour}\" stroke-width=\"1.8\" stroke-dasharray=\"{dashes}\"");
                    let look = look.replace(" stroke-dasharray=\"\"", "");
                    canvas.path(&format!("M{x:.0} {:.0}h22", y - 4.0), &look, "");
                    {
                        let head = format!("M{:.0} {:.0}l-7 -3.2v6.4Z", x + 26.0, y - 4.0);
                        canvas.path(&head, &format!("fill=\"{colour}\""), "");
                    }
                }
            }
            canvas.text((x + 32.0, y), font, words);
            x += 57.0 + font.width(words);
        }
        x - 25.0
    }
}

#[cfg(test)]
mod tests {
    use super::super::graph::tests::{all, graph};
    use super::super::svg;
    use crate::view::options::{DrawOptions, Works};

    /// The legend tells what there is, and nothing else.
    #[test]
    fn the_legend_says_what_occurs() {
        let some = svg(&graph(2, 6), DrawOptions::default().with_works(Works::Strongest(2)));
        assert!(some.contains("not drawn") && some.contains(">cites<"));
        let whole = svg(&graph(2, 6), all());
        assert!(!whole.contains("not drawn"), "all are");
        assert!(!svg(&graph(0, 3), all()).contains(">cites<"), "nothing is cited");
    }
}
