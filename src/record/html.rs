//! HTML → text: what a browser shows, with marks for headings, items and raised numbers.

use super::entity;

/// Elements that nothing is shown of.
const HIDDEN: [&str; 8] = ["script", "style", "head", "nav", "template", "noscript", "svg", "math"];
/// A longer tag is text.
const TAG_BYTES: usize = 4096;
/// Elements that begin on a line of their own.
const BLOCKS: [&str; 24] = [
    "p",
    "div",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "tr",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "hr",
    "address",
    "form",
    "body",
    "details",
];

/// The text of a page. Tags that nobody opened or closed are passed over. Linear.
///
/// Headings begin with `#`, items with `- ` or, in a numbered list, their number; raised text stays in `<sup>`, as in
/// Markdown, so that marks of notes and citations are known.
pub(super) fn text(html: &str) -> String {
    let mut page = Page::default();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        page.show(&rest[..open]);
        rest = &rest[open..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        let Some(close) = tag_end(rest).filter(|_| is_tag) else {
            page.show("<");
            rest = &rest[1..];
            continue;
        };
        let tag = &rest[1..close];
        rest = &rest[close + 1..];
        let (closing, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let name = tag[..end].to_ascii_lowercase();
        // What these hold isn't markup.
        if matches!(name.as_str(), "script" | "style") && !closing {
            rest = after_raw(rest, &name);
            continue;
        }
        if closing { page.close(&name) } else { page.open(&name) }
    }
    page.show(rest);
    page.text
}

/// Where the tag ends that `rest` begins with; a quoted value may hold a bracket.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (i, b) in rest.bytes().enumerate().take(TAG_BYTES) {
        match (b, quote) {
            (b, Some(q)) if b == q => quote = None,
            (_, Some(_)) => {}
            (b'"' | b'\'', None) if rest.as_bytes()[i - 1] == b'=' => quote = Some(b),
            (b'>', None) => return Some(i),
            _ => {}
        }
    }
    None
}

/// Past the closing tag of an element whose text isn't markup.
fn after_raw<'h>(rest: &'h str, name: &str) -> &'h str {
    let mut from = 0;
    while let Some(at) = rest[from..].find("</").map(|at| from + at) {
        let named = rest.get(at + 2..at + 2 + name.len());
        if named.is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
        }
        from = at + 2;
    }
    ""
}

#[derive(Default)]
struct Page {
    text: String,
    hidden: usize,
    /// The lists that are open: the number of the last item, none in one without numbers.
    lists: Vec<Option<u32>>,
    /// A word ended.
    space: bool,
}

impl Page {
    fn show(&mut self, raw: &str) {
        if self.hidden > 0 {
            return;
        }
        for (i, word) in raw.split(char::is_whitespace).enumerate() {
            self.space |= i > 0;
            if word.is_empty() {
                continue;
            }
            if self.space && !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
                self.text.push(' ');
            }
            self.space = false;
            decoded(word, &mut self.text);
        }
    }

    fn block(&mut self) {
        self.space = false;
        self.text.truncate(self.text.trim_end_matches(' ').len());
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push_str("\n\n");
        }
    }

    /// What a number of its own is the term of stands behind it: "1. Roe".
    fn numbered(&mut self) {
        let before = self.text.trim_end();
        let term = before.rsplit('\n').next().unwrap_or_default();
        let digits = term.trim_matches(['[', ']', '(', ')', '.']);
        if !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit()) {
            let bare = term.len() == digits.len();
            self.text.truncate(before.len());
            self.text.push_str(if bare { ". " } else { " " });
        }
    }

    fn open(&mut self, name: &str) {
        match name {
            name if HIDDEN.contains(&name) => self.hidden += 1,
            _ if self.hidden > 0 => {}
            "br" => {
                self.text.push('\n');
                self.space = false;
            }
            "sup" => self.mark("<sup>"),
            "li" => {
                self.block();
                let mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{number}. ")
                    }
                    _ => "- ".to_owned(),
                };
                self.text.push_str(&mark);
            }
            "td" | "th" => self.space = true,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.block();
                let level = usize::from(name.as_bytes()[1] - b'0');
                self.text.push_str(&"#".repeat(level));
                self.text.push(' ');
            }
            name if BLOCKS.contains(&name) => {
                // A paragraph that an item begins with stays behind the item's mark.
                if !self.text.ends_with("- ") && !self.text.ends_with(". ") {
                    self.block();
                }
                match name {
                    "dd" => self.numbered(),
                    "ol" => self.lists.push(Some(0)),
                    "ul" => self.lists.push(None),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            name if HIDDEN.contains(&name) => self.hidden = self.hidden.saturating_sub(1),
            _ if self.hidden > 0 => {}
            "sup" => self.mark("</sup>"),
            "ol" | "ul" => {
                self.lists.pop();
                self.block();
            }
            "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.block(),
            name if BLOCKS.contains(&name) => self.block(),
            _ => {}
        }
    }

    fn mark(&mut self, mark: &str) {
        if self.space && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
        self.space = false;
        self.text.push_str(mark);
    }
}

/// Puts characters in the place of their names.
fn decoded(word: &str, out: &mut String) {
    let mut rest = word;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|b| b == b';');
        let Some(end) = end else {
            out.push('&');
            rest = &rest[1..];
            continue;
        };
        let name = &rest[1..end];
        rest = &rest[end + 1..];
        let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        });
        match number.and_then(char::from_u32).filter(|c| *c != '\0') {
            Some(c) => out.push(c),
            None => out.push_str(&entity::named(name)),
        }
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_shows() {
        let cases = [
            (
                "<title>x</title><h2>On <i>tests</i></h2><p>One&nbsp;two\n three.<p>Four",
                "x\n\n## On tests\n\nOne\u{a0}two three.\n\nFour",
            ),
            ("<ol><li>Roe<li><p>Doe</p></li></ol><ul><li>Poe</ul>", "1. Roe\n\n2. Doe\n\n- Poe\n\n"),
            ("<script>if (a<b) {'</p>'}</script>Lakes<sup>1</sup> &lt;old&gt; &#233;", "Lakes<sup>1</sup> <old> é"),
            ("a < b <!-- no --> c<br>d <a title=\"x>y\" href=q>e</a>", "a < b c\nd e"),
            ("<dl><dt>1<dd>Roe<dt>[2]</dt><dd>Doe</dd></dl>", "1. Roe\n\n[2] Doe\n\n"),
            ("<style>p {", ""),
            ("<", "<"),
        ];
        for (html, want) in cases {
            assert_eq!(text(html), want, "{html}");
        }
    }
}
