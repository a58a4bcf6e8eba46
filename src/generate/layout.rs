//! Text → lines of a page: what printing and extraction do to a list of references or a paragraph.

use super::Rng;

/// A line of a made document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Laid<R> {
    pub(crate) text: String,
    pub(crate) indent: usize,
    pub(crate) blank_before: bool,
    pub(crate) page_start: bool,
    /// What the line is.
    pub(crate) role: R,
}

impl<R> Laid<R> {
    pub(crate) fn new(text: impl Into<String>, role: R) -> Self {
        Self { text: text.into(), indent: 0, blank_before: false, page_start: false, role }
    }

    pub(crate) fn after_blank(mut self, blank: bool) -> Self {
        self.blank_before = blank;
        self
    }
}

/// Breaks a paragraph into lines of so many characters. Words are broken at the end of some lines.
pub(crate) fn wrap(text: &str, width: usize, hyphens: bool, rng: &mut Rng) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut length = 0;
    let mut words: std::collections::VecDeque<String> = text.split_whitespace().map(str::to_owned).collect();
    while let Some(word) = words.pop_front() {
        let letters = word.chars().count();
        if line.is_empty() {
            length = letters;
            line = word;
            continue;
        }
        if length + 1 + letters <= width {
            line.push(' ');
            line.push_str(&word);
            length += 1 + letters;
            continue;
        }
        let room = width.saturating_sub(length + 2);
        let head: String = word.chars().take(room).collect();
        let breakable = head.chars().all(char::is_alphabetic);
        if hyphens && room >= 3 && letters >= room + 3 && breakable && rng.chance(60) {
            line.push(' ');
            line.push_str(&head);
            line.push('-');
            words.push_front(word.chars().skip(room).collect());
        } else if let Some(at) = head.rfind(['-', '–', '/']).filter(|_| rng.chance(70)) {
            let cut = at + head[at..].chars().next().map_or(1, char::len_utf8);
            line.push(' ');
            line.push_str(&word[..cut]);
            words.push_front(word[cut..].to_owned());
        } else {
            words.push_front(word);
        }
        lines.push(std::mem::take(&mut line));
        length = 0;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines.retain(|l| !l.is_empty());
    lines
}

/// The lines as text, blank lines and form feeds included.
pub(crate) fn render<R>(lines: &[Laid<R>]) -> String {
    let mut text = String::new();
    for line in lines {
        if line.blank_before {
            text.push('\n');
        }
        if line.page_start {
            text.push('\u{c}');
        }
        text.extend(std::iter::repeat_n(' ', line.indent));
        text.push_str(&line.text);
        text.push('\n');
    }
    text
}
