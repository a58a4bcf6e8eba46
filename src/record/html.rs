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
/// Headings begin with `#`, items with `- ` or, in a numbered list, their number; raised text stays in `<sup>`, and
/// notes are marked `[^1]`, as in Markdown, so that marks of notes and citations are known.
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
        if closing { page.close(&name) } else { page.open(&name, tag) }
    }
    page.show(rest);
    page.text
}

/// The value of an attribute.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let named = tag.match_indices(name).map(|(at, _)| (&tag[..at], tag[at + name.len()..].trim_start()));
    let mut values = named.filter(|(before, _)| before.ends_with(char::is_whitespace));
    let value = values.find_map(|(_, behind)| behind.strip_prefix('='))?.trim_start();
    match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next(),
        _ => value.split(char::is_whitespace).next(),
    }
}

/// The words of an attribute.
fn words<'t>(tag: &'t str, name: &str) -> impl Iterator<Item = &'t str> {
    attribute(tag, name).unwrap_or_default().split_whitespace()
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

/// What notes stand under that have no heading.
const NOTES: &str = "# Notes\n\n";

#[derive(Default)]
struct Page {
    text: String,
    hidden: usize,
    /// The lists that are open: the number of the last item, none in one without numbers.
    lists: Vec<Option<u32>>,
    /// A word ended.
    space: bool,
    /// An open element of which nothing is shown, and how many elements of its name are open inside it, so that its own end is known.
    passed: Option<(String, usize)>,
    /// A link to a note, or back from it, that is open.
    link: Option<Link>,
    /// How many `<sup>` are open in the text.
    raised: usize,
    /// Whether the last block that was opened holds a label.
    label: bool,
}

/// A link to a note, or from the note back to its mark.
#[derive(Clone, Copy)]
struct Link {
    /// Where it begins in the text.
    start: usize,
    back: bool,
}

impl Link {
    /// By what Word, LibreOffice, Google and Pandoc call the places that they lead to.
    fn of(tag: &str, start: usize) -> Option<Self> {
        let target = attribute(tag, "href")?.strip_prefix('#')?.trim_start_matches('_');
        let is_note = ["ftn", "edn", "fn", "sdfootnote", "sdendnote"].iter().any(|name| target.starts_with(name));
        is_note.then(|| Self { start, back: target.contains("ref") || target.ends_with("anc") })
    }
}

/// What pages show beside the text, by its class: links that lead back, and to where a section is written.
const PASSED: [&str; 4] = ["mw-editsection", "mw-cite-backlink", "footnote-back", "footnote-backref"];

impl Page {
    fn show(&mut self, raw: &str) {
        if self.hidden > 0 || self.passed.is_some() {
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
        const TERM_BYTES: usize = 8;
        let before = self.text.trim_end();
        let Some(term) = last_line(before, TERM_BYTES) else { return };
        let digits = term.trim_matches(['[', ']', '(', ')', '.']);
        if !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit()) {
            let bare = term.len() == digits.len();
            self.text.truncate(before.len());
            self.text.push_str(if bare { ". " } else { " " });
        }
    }

    /// What a citation processor has put a label before stands behind it: "[SoSä20] Solin".
    fn labelled(&mut self) {
        const LABEL_BYTES: usize = 40;
        let before = self.text.trim_end();
        if last_line(before, LABEL_BYTES).is_some_and(|label| !label.is_empty()) {
            self.text.truncate(before.len());
            self.text.push(' ');
        }
    }

    fn open(&mut self, name: &str, tag: &str) {
        if self.passes(name, 1) {
            return;
        }
        match name {
            name if HIDDEN.contains(&name) => self.hidden += 1,
            _ if self.hidden > 0 => {}
            "br" => {
                self.text.push('\n');
                self.space = false;
            }
            "a" | "span" if words(tag, "class").any(|class| PASSED.contains(&class)) => {
                self.passed = Some((name.to_owned(), 1));
            }
            // What an entry is cited by stands before it in words, too.
            "span" if words(tag, "class").any(|class| class == "ltx_tag_bibitem") => {
                self.passed = Some((name.to_owned(), 1));
            }
            "a" => self.link = Link::of(tag, self.text.len()),
            "sup" => {
                self.mark("<sup>");
                self.raised += 1;
            }
            "li" => {
                self.block();
                let is_note = attribute(tag, "role") == Some("doc-endnote");
                let mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        if is_note { format!("[^{number}]: ") } else { format!("{number}. ") }
                    }
                    _ => "- ".to_owned(),
                };
                self.text.push_str(&mark);
            }
            "td" | "th" => self.space = true,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.block();
                // The notes have a heading of their own.
                if let Some(before) = self.text.strip_suffix(NOTES) {
                    self.text.truncate(before.len());
                }
                let level = usize::from(name.as_bytes()[1] - b'0');
                self.text.push_str(&"#".repeat(level));
                self.text.push(' ');
            }
            name if BLOCKS.contains(&name) => {
                // A paragraph that an item begins with stays behind the item's mark.
                if !["- ", ". ", "]: "].iter().any(|mark| self.text.ends_with(mark)) {
                    self.block();
                }
                if words(tag, "class")
                    .chain(words(tag, "role"))
                    .any(|word| word == "footnotes" || word == "doc-endnotes")
                    || attribute(tag, "style").is_some_and(|style| style.contains("note-list"))
                {
                    self.block();
                    self.text.push_str(NOTES);
                }
                let class = |name: &str| words(tag, "class").any(|class| class == name);
                if std::mem::replace(&mut self.label, class("csl-left-margin")) && class("csl-right-inline") {
                    self.labelled();
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

    /// Whether nothing is shown of an element that opens or closes: a block ends what isn't closed.
    fn passes(&mut self, name: &str, step: isize) -> bool {
        let Some((passed, depth)) = &mut self.passed else { return false };
        if name == passed {
            *depth = depth.saturating_add_signed(step);
        } else if BLOCKS.contains(&name) || matches!(name, "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
            *depth = 0;
        }
        let is_over = *depth == 0;
        let is_block = name != passed;
        if is_over {
            self.passed = None;
        }
        !(is_over && is_block)
    }

    /// The number by which a note is marked, as Markdown has it. What raised it goes.
    fn marked(&mut self, Link { start, back }: Link) {
        let shown = self.text.get(start..).unwrap_or_default().replace("<sup>", "").replace("</sup>", "");
        let number = shown.trim_matches(|c: char| c.is_whitespace() || "[]()".contains(c));
        if (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()) {
            let mark = if back { format!("[^{number}]: ") } else { format!("[^{number}]") };
            self.text.truncate(start);
            if let Some(before) = self.text.strip_suffix("<sup>").filter(|_| self.raised > 0) {
                self.text.truncate(before.len());
                self.raised -= 1;
            }
            self.text.push_str(&mark);
        }
    }

    fn close(&mut self, name: &str) {
        if self.passes(name, -1) {
            return;
        }
        match name {
            name if HIDDEN.contains(&name) => self.hidden = self.hidden.saturating_sub(1),
            _ if self.hidden > 0 => {}
            "sup" if self.raised > 0 => {
                self.mark("</sup>");
                self.raised -= 1;
            }
            "a" => {
                if let Some(link) = self.link.take() {
                    self.marked(link);
                }
            }
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

/// The last line, if it has no more bytes than `most`.
fn last_line(text: &str, most: usize) -> Option<&str> {
    let start = match text.bytes().rev().take(most + 1).position(|b| b == b'\n') {
        Some(back) => text.len() - back,
        None if text.len() <= most => 0,
        None => return None,
    };
    Some(&text[start..])
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
            ("<div class=csl-left-margin>[Roe20] </div><div class=\"csl-right-inline\">Roe, A.", "[Roe20] Roe, A."),
            ("Lakes<sup><a href='#fn1' id='fnref1'>1</a></sup> and<sup>2</sup>", "Lakes[^1] and<sup>2</sup>"),
            ("<section role=doc-endnotes><ol><li id=fn1 role=doc-endnote><p>Roe", "# Notes\n\n[^1]: Roe"),
            // Links of pages' own, a list of notes without a heading, marks of notes as word processors write them.
            ("<h2>Notes<span class=\"mw-editsection\">[<a><span>edit</span></a>]</span></h2><p>One", "## Notes\n\nOne"),
            ("<p>One<span class='x footnote-back'>^<p>Two", "One\n\nTwo"),
            (
                "<p>Lakes<a href=\"#_ftn1\"><span>[1]</span></a> are<div style='mso-element:footnote-list'><p><a href=#_ftnref1>[1]</a> Roe",
                "Lakes[^1] are\n\n# Notes\n\n[^1]: Roe",
            ),
            ("<section role=\"doc-endnotes\"><h2>Sources</h2><ol><li>Roe", "## Sources\n\n1. Roe"),
            ("<style>p {", ""),
            ("<", "<"),
        ];
        for (html, want) in cases {
            assert_eq!(text(html), want, "{html}");
        }
    }
}
