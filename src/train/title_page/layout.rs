//! Title pages laid out as extractors give them: with blank lines or none, indented, in Markdown, over pages.

use super::TitlePage;
use crate::document::title_page::Tag;
use crate::generate::Rng;

/// How a page is laid out.
#[derive(Clone, Copy)]
enum Layout {
    /// Lines flush left.
    Plain,
    /// Each block with an indent of its own, as on the page.
    Indented,
    /// A block a line, with marks.
    Markdown,
}

impl TitlePage {
    /// Lines, with the same label in a row as one block.
    pub(super) fn of_lines(lines: Vec<(String, Tag)>) -> Self {
        let mut blocks: Vec<Vec<(String, Tag)>> = Vec::new();
        for line in lines {
            match blocks.last_mut() {
                Some(block) if block.last().is_some_and(|l| l.1 == line.1) => block.push(line),
                _ => blocks.push(vec![line]),
            }
        }
        Self { blocks }
    }

    /// The page as text, and the tag of each of its lines; a blank line has none.
    pub(super) fn laid_out(&self, rng: &mut Rng) -> (String, Vec<Option<Tag>>) {
        let layout = match rng.below(100) {
            0..12 => Layout::Markdown,
            12..30 => Layout::Indented,
            _ => Layout::Plain,
        };
        // Between how many blocks in a hundred a blank line stands: some extractors give none at all.
        let blank = match layout {
            Layout::Markdown => 100,
            _ => rng.pick(&[0, 0, 100, 100, 60, 85]),
        };
        let turn = if rng.chance(12) { rng.below(self.blocks.len().max(1)) } else { 0 };
        let mut text = String::new();
        let mut tags = Vec::new();
        if rng.chance(12) {
            let number = rng.between(1, 900);
            text.push_str(&format!("{number}\n"));
            tags.push(Some(Tag::Other));
        }
        for (n, block) in self.blocks.iter().enumerate() {
            if n > 0 && (rng.chance(blank) || n == turn) {
                text.push_str(if n == turn { "\u{c}" } else { "\n" });
                if n != turn {
                    tags.push(None);
                }
            }
            let indent = match layout {
                Layout::Indented => rng.below(40),
                _ => 0,
            };
            if matches!(layout, Layout::Markdown) {
                let same = block.iter().all(|l| l.1 == block[0].1);
                let lines: Vec<(String, Tag)> = match same {
                    true => vec![(joined(block), block[0].1)],
                    false => block.clone(),
                };
                for (line, tag) in lines {
                    text.push_str(&marked(&line, tag, rng));
                    text.push('\n');
                    tags.push(Some(tag));
                }
                continue;
            }
            for (line, tag) in block {
                text.extend(std::iter::repeat_n(' ', indent));
                text.push_str(line);
                text.push('\n');
                tags.push(Some(*tag));
            }
        }
        (text, tags)
    }
}

/// The lines of a block as one, hyphens at their ends mended.
fn joined(block: &[(String, Tag)]) -> String {
    let mut out = String::new();
    for (line, _) in block {
        if let Some(bare) = out.strip_suffix('-').filter(|_| line.starts_with(char::is_lowercase)) {
            out.truncate(bare.len());
        } else if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

/// A line with the marks that converters to Markdown put around it.
fn marked(line: &str, tag: Tag, rng: &mut Rng) -> String {
    match tag {
        Tag::Title => match rng.below(6) {
            0 => format!("**{line}**"),
            1 => format!("# **{line}**"),
            2 => line.to_owned(),
            3 => format!("## {line}"),
            _ => format!("# {line}"),
        },
        Tag::Heading => match rng.below(4) {
            0 => format!("**{line}**"),
            1 => line.to_owned(),
            _ => format!("{} {line}", rng.pick(&["#", "##", "###", "####"])),
        },
        Tag::Author | Tag::Genre => match rng.below(6) {
            0 => format!("**{line}**"),
            1 => format!("{} {line}", rng.pick(&["##", "###", "#"])),
            2 => format!("*{line}*"),
            _ => line.to_owned(),
        },
        _ => match (rng.below(6), line.split_once(':')) {
            (0, Some((lead, rest))) if lead.len() < 30 => format!("**{lead}:**{rest}"),
            (1, _) => format!("*{line}*"),
            _ => line.to_owned(),
        },
    }
}
