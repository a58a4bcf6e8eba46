//! Word lists and the phrases made of them.

use std::collections::HashMap;

use super::Rng;

/// The phrases of one language: sections of lines, in which `{section}` stands for any line of that section.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    sections: HashMap<String, Vec<String>>,
}

/// How deep phrases nest at most, should a list ever refer to itself.
const DEPTH: usize = 8;

impl Vocabulary {
    /// Reads `[section]` heads, each followed by its lines. Lines before the first head are left out.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut sections: HashMap<String, Vec<String>> = HashMap::new();
        let mut current = None;
        for line in text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                current = Some(name.to_owned());
            } else if let Some(name) = &current {
                sections.entry(name.clone()).or_default().push(line.to_owned());
            }
        }
        Self { sections }
    }

    /// Adds lines to a section.
    pub fn extend(&mut self, section: &str, lines: impl IntoIterator<Item = String>) {
        self.sections.entry(section.to_owned()).or_default().extend(lines);
    }

    /// Whether there is such a section.
    #[must_use]
    pub fn has(&self, section: &str) -> bool {
        self.sections.get(section).is_some_and(|lines| !lines.is_empty())
    }

    /// Any phrase of a section, or nothing when there is no such section.
    pub fn phrase(&self, section: &str, rng: &mut Rng) -> String {
        let mut out = String::new();
        self.expand(section, rng, DEPTH, &mut out);
        out
    }

    fn expand(&self, section: &str, rng: &mut Rng, depth: usize, out: &mut String) {
        let Some(lines) = self.sections.get(section).filter(|l| !l.is_empty() && depth > 0) else { return };
        let mut rest = rng.one_of(lines).as_str();
        while let Some(open) = rest.find('{') {
            out.push_str(&rest[..open]);
            let Some(length) = rest[open..].find('}') else { break };
            self.expand(&rest[open + 1..open + length], rng, depth - 1, out);
            rest = &rest[open + length + 1..];
        }
        out.push_str(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_nest() {
        let v = Vocabulary::parse("[a]\nthe {b} of {b}\n[b]\nx\n[loop]\n{loop}\n");
        assert_eq!(v.phrase("a", &mut Rng::new(1)), "the x of x");
        assert_eq!(v.phrase("loop", &mut Rng::new(1)), "");
        assert_eq!(v.phrase("none", &mut Rng::new(1)), "");
    }
}
