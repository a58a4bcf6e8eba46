//! Styles as templates.
//!
//! `{J}` is a field, `{A:p}` a field in a form, `{Note!text}` text with a label of its own, `⟦a|b⟧` one of several
//! (only of those whose fields the work has and that aren't printed yet), `‹…›` is left out when a field in it is
//! missing or printed already, `*` turns emphasis on and off, `@name;` stands for a macro.

use std::collections::HashMap;

/// One part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// Characters as they are.
    Text(String),
    /// A field and its form.
    Slot(String, String),
    /// Text with a label.
    Labelled(String, Vec<Node>),
    /// One of these.
    Choice(Vec<Vec<Node>>),
    /// All of this, or nothing.
    Group(Vec<Node>),
    /// Emphasis begins or ends.
    Star,
}

/// A style: for which kind of work and languages, how often, and its template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) kind: String,
    pub(super) languages: Vec<String>,
    pub(super) weight: usize,
    pub(super) nodes: Vec<Node>,
}

/// Reads styles, a line each, and macros (`@name = …`); other lines are left out.
pub(super) fn styles(text: &str) -> Vec<Style> {
    let lines = || text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
    let macros: HashMap<&str, &str> = lines()
        .filter_map(|l| l.strip_prefix('@')?.split_once('='))
        .map(|(name, body)| (name.trim(), body.strip_prefix(' ').unwrap_or(body)))
        .collect();
    lines()
        .filter(|l| !l.starts_with('@'))
        .filter_map(|line| {
            let mut parts = line.splitn(4, ' ');
            let (kind, languages) = (parts.next()?.to_owned(), parts.next()?.split(',').map(str::to_owned).collect());
            let weight = parts.next()?.parse().ok()?;
            Some(Style { kind, languages, weight, nodes: parse(&unfold(parts.next()?, &macros, 4)) })
        })
        .collect()
}

/// Puts macros in, `depth` deep.
fn unfold(text: &str, macros: &HashMap<&str, &str>, depth: usize) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let end = after.find(';').unwrap_or(after.len());
        match macros.get(&after[1..end]) {
            Some(body) if depth > 0 => {
                out.push_str(&unfold(body, macros, depth - 1));
                rest = &after[(end + 1).min(after.len())..];
            }
            _ => {
                out.push('@');
                rest = &after[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Reads a template.
pub(super) fn parse(text: &str) -> Vec<Node> {
    let mut chars = text.chars().peekable();
    sequence(&mut chars, &[])
}

type Chars<'t> = std::iter::Peekable<std::str::Chars<'t>>;

/// Nodes up to one of the `stops`, which is left.
fn sequence(chars: &mut Chars<'_>, stops: &[char]) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut text = String::new();
    while let Some(&c) = chars.peek() {
        if stops.contains(&c) {
            break;
        }
        chars.next();
        let node = match c {
            '{' => slot(chars),
            '⟦' => {
                let mut all = vec![sequence(chars, &['|', '⟧'])];
                while chars.next_if_eq(&'|').is_some() {
                    all.push(sequence(chars, &['|', '⟧']));
                }
                chars.next();
                Node::Choice(all)
            }
            '‹' => {
                let all = sequence(chars, &['›']);
                chars.next();
                Node::Group(all)
            }
            '*' => Node::Star,
            _ => {
                text.push(c);
                continue;
            }
        };
        if !text.is_empty() {
            nodes.push(Node::Text(std::mem::take(&mut text)));
        }
        nodes.push(node);
    }
    if !text.is_empty() {
        nodes.push(Node::Text(text));
    }
    nodes
}

fn slot(chars: &mut Chars<'_>) -> Node {
    let mut name = String::new();
    while let Some(c) = chars.next_if(|c| !matches!(c, '}' | ':' | '!')) {
        name.push(c);
    }
    match chars.next() {
        Some('!') => {
            let nodes = sequence(chars, &['}']);
            chars.next();
            Node::Labelled(name, nodes)
        }
        Some(':') => {
            let mut form = String::new();
            while let Some(c) = chars.next_if(|c| *c != '}') {
                form.push(c);
            }
            chars.next();
            Node::Slot(name, form)
        }
        _ => Node::Slot(name, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_read() {
        let nodes = parse("{A:p}, *{T}*⟦. |‹ ({Y})›⟧{Note!x}");
        assert_eq!(
            nodes,
            [
                Node::Slot("A".into(), "p".into()),
                Node::Text(", ".into()),
                Node::Star,
                Node::Slot("T".into(), String::new()),
                Node::Star,
                Node::Choice(vec![
                    vec![Node::Text(". ".into())],
                    vec![Node::Group(vec![
                        Node::Text(" (".into()),
                        Node::Slot("Y".into(), String::new()),
                        Node::Text(")".into())
                    ])]
                ]),
                Node::Labelled("Note".into(), vec![Node::Text("x".into())]),
            ]
        );
    }

    #[test]
    fn macros_are_put_in() {
        let all = styles("@x = ⟦a|b⟧\nbook en,de 2 {T}@x;.\n# no\n");
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].nodes.len(), 3);
        assert_eq!(all[0].weight, 2);
    }

    #[test]
    fn unclosed_parts_end_with_the_template() {
        assert_eq!(
            parse("⟦a|{T"),
            [Node::Choice(vec![vec![Node::Text("a".into())], vec![Node::Slot("T".into(), String::new())]])]
        );
    }
}
