//! XML → elements in the order in which they open, each knowing where it closes: nothing recurses.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element, or text.
enum Node {
    Element { name: String, attributes: Vec<(String, String)>, end: usize },
    Text(String),
}

/// A document's elements and texts, in order.
#[derive(Default)]
pub(in crate::record) struct Tree {
    nodes: Vec<Node>,
    /// How many there were when an element closed last: text behind it is another.
    closed: usize,
}

/// An element of a tree.
#[derive(Clone, Copy)]
pub(in crate::record) struct Element<'t> {
    tree: &'t Tree,
    at: usize,
}

/// What stands in an element.
pub(in crate::record) enum Content<'t> {
    /// An element opens.
    Open(Element<'t>),
    /// The element that opened at this place closes.
    Close(Element<'t>),
    /// Text.
    Text(&'t str),
}

impl Tree {
    /// Reads XML, names without prefixes; elements that aren't closed end where one around them does. What ends it early is
    /// told with its place, and what stands before is kept. Linear.
    pub(in crate::record) fn read(xml: &str) -> Result<Self, (Self, usize, String)> {
        let mut reader = Reader::from_str(xml);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        let mut tree = Self::default();
        let mut open: Vec<usize> = Vec::new();
        let failed = loop {
            match reader.read_event() {
                Err(error) => break Some((reader.buffer_position(), error.to_string().to_lowercase())),
                Ok(Event::Eof) => break None,
                Ok(Event::Start(start)) => {
                    open.push(tree.nodes.len());
                    tree.nodes.push(element(&start));
                }
                Ok(Event::Empty(start)) => {
                    let end = tree.nodes.len() + 1;
                    let mut node = element(&start);
                    if let Node::Element { end: its, .. } = &mut node {
                        *its = end;
                    }
                    tree.nodes.push(node);
                }
                Ok(Event::End(end)) => {
                    let name = local(end.name().as_ref());
                    // Only a few levels up: what closes nothing near is passed over.
                    let near = open.len().saturating_sub(16);
                    let found = open[near..].iter().rposition(|at| tree.name(*at) == name);
                    if let Some(found) = found {
                        for at in open.drain(near + found..) {
                            tree.close(at);
                        }
                    }
                }
                Ok(Event::Text(text)) => tree.text(&text.decode().unwrap_or_default()),
                Ok(Event::CData(text)) => tree.text(&String::from_utf8_lossy(&text)),
                Ok(Event::GeneralRef(reference)) => {
                    let named = String::from_utf8_lossy(&reference).into_owned();
                    match reference.resolve_char_ref() {
                        Ok(Some(c)) => tree.text(c.encode_utf8(&mut [0; 4])),
                        _ => tree.text(&super::super::entity::named(&named)),
                    }
                }
                Ok(_) => {}
            }
        };
        // What isn't closed was cut off.
        let cut = open.first().map(|at| (xml.len() as u64, format!("expected </{}> before the end", tree.name(*at))));
        for at in open {
            tree.close(at);
        }
        match failed.or(cut) {
            None => Ok(tree),
            Some((at, reason)) => Err((tree, usize::try_from(at).unwrap_or(xml.len()), reason)),
        }
    }

    fn name(&self, at: usize) -> &str {
        match &self.nodes[at] {
            Node::Element { name, .. } => name,
            Node::Text(_) => "",
        }
    }

    fn close(&mut self, at: usize) {
        let here = self.nodes.len();
        self.closed = here;
        if let Node::Element { end, .. } = &mut self.nodes[at] {
            *end = here;
        }
    }

    fn text(&mut self, more: &str) {
        let count = self.nodes.len();
        match self.nodes.last_mut() {
            Some(Node::Text(text)) if self.closed < count => text.push_str(more),
            _ => self.nodes.push(Node::Text(more.to_owned())),
        }
    }

    /// The elements of this name that no other of the name holds, in order.
    pub(in crate::record) fn elements<'t>(&'t self, name: &'t str) -> impl Iterator<Item = Element<'t>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < self.nodes.len() {
                let found = Element { tree: self, at };
                at = if self.name(at) == name { found.end() } else { at + 1 };
                if found.name() == name {
                    return Some(found);
                }
            }
            None
        })
    }
}

fn element(start: &BytesStart<'_>) -> Node {
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false).flatten() {
        let value = String::from_utf8_lossy(&attribute.value).replace("&amp;", "&");
        attributes.push((local(attribute.key.as_ref()), value));
    }
    Node::Element { name: local(start.name().as_ref()), attributes, end: usize::MAX }
}

/// A name without its prefix.
fn local(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

impl<'t> Element<'t> {
    /// Its name.
    pub(in crate::record) fn name(self) -> &'t str {
        self.tree.name(self.at)
    }

    fn end(self) -> usize {
        match &self.tree.nodes[self.at] {
            Node::Element { end, .. } => (*end).min(self.tree.nodes.len()),
            Node::Text(_) => self.at + 1,
        }
    }

    /// The value of an attribute, by its name without prefix.
    pub(in crate::record) fn attribute(self, name: &str) -> Option<&'t str> {
        match &self.tree.nodes[self.at] {
            Node::Element { attributes, .. } => attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str()),
            Node::Text(_) => None,
        }
    }

    /// The elements inside, however deep, in order.
    pub(in crate::record) fn inside(self) -> impl Iterator<Item = Element<'t>> {
        let tree = self.tree;
        (self.at + 1..self.end())
            .filter(|at| matches!(tree.nodes[*at], Node::Element { .. }))
            .map(move |at| Element { tree, at })
    }

    /// The elements right inside.
    pub(in crate::record) fn children(self) -> impl Iterator<Item = Element<'t>> {
        let (tree, end) = (self.tree, self.end());
        let mut at = self.at + 1;
        std::iter::from_fn(move || {
            while at < end {
                let child = Element { tree, at };
                at = child.end();
                if !child.name().is_empty() {
                    return Some(child);
                }
            }
            None
        })
    }

    /// The elements inside whose name is asked for, but for those in one another: so what is done with all of them takes time
    /// linear in the text.
    pub(in crate::record) fn outermost(self, is: impl Fn(&str) -> bool) -> impl Iterator<Item = Element<'t>> {
        let (tree, end) = (self.tree, self.end());
        let mut at = self.at + 1;
        std::iter::from_fn(move || {
            while at < end {
                let found = Element { tree, at };
                let is_one = !found.name().is_empty() && is(found.name());
                at = if is_one { found.end() } else { at + 1 };
                if is_one {
                    return Some(found);
                }
            }
            None
        })
    }

    /// The outermost elements of this name inside.
    pub(in crate::record) fn all(self, name: &'t str) -> impl Iterator<Item = Element<'t>> {
        self.outermost(move |found| found == name)
    }

    /// The first element of this name inside.
    pub(in crate::record) fn first(self, name: &str) -> Option<Element<'t>> {
        self.inside().find(|element| element.name() == name)
    }

    /// The text inside, single spaces; none when there is none.
    pub(in crate::record) fn text(self) -> Option<String> {
        self.text_without(&[])
    }

    /// [`text`](Self::text) without that of the elements of these names.
    pub(in crate::record) fn text_without(self, skipped: &[&str]) -> Option<String> {
        let mut whole = String::new();
        let mut at = self.at + 1;
        while at < self.end() {
            let here = Element { tree: self.tree, at };
            at = if skipped.contains(&here.name()) { here.end() } else { at + 1 };
            if let Node::Text(text) = &self.tree.nodes[here.at] {
                whole.push_str(text);
            }
        }
        let text = whole.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    }

    /// The text of the first element of this name inside.
    pub(in crate::record) fn text_of(self, name: &str) -> Option<String> {
        self.first(name)?.text()
    }

    /// What stands inside, in order. Linear.
    pub(in crate::record) fn content(self) -> impl Iterator<Item = Content<'t>> {
        let (tree, end) = (self.tree, self.end());
        let mut at = self.at + 1;
        let mut open: Vec<Element<'t>> = Vec::new();
        std::iter::from_fn(move || {
            if let Some(closed) = open.pop_if(|element| element.end() <= at) {
                return Some(Content::Close(closed));
            }
            if at >= end {
                return None;
            }
            let here = Element { tree, at };
            at += 1;
            Some(match &tree.nodes[at - 1] {
                Node::Text(text) => Content::Text(text),
                Node::Element { .. } => {
                    open.push(here);
                    Content::Open(here)
                }
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deep_and_broken() {
        let deep = "<a>".repeat(100_000) + "text";
        let tree = Tree::read(&deep).unwrap_or_else(|(tree, ..)| tree);
        assert_eq!(tree.elements("a").next().and_then(Element::text).as_deref(), Some("text"));
        let tree = Tree::read("<a><b x='1'>one<c>two</b> &amp; </a>").unwrap_or_else(|(tree, ..)| tree);
        let a = tree.elements("a").next().expect("it is there");
        assert_eq!((a.text().as_deref(), a.text_of("b").as_deref()), (Some("onetwo &"), Some("onetwo")));
        assert_eq!(a.first("b").and_then(|b| b.attribute("x")), Some("1"));
    }
}
