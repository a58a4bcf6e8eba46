//! What columns are called in other languages than English.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A line for each name of a column, and what it is called in other languages.
static NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("headers.txt").lines().filter(|line| !line.starts_with('#'));
    let named = lines.filter_map(|line| line.split_once(": "));
    named.flat_map(|(english, others)| others.split(", ").map(move |name| (name, english))).collect()
});

/// The English name of a column that has a name of another language, in lower case.
pub(super) fn english(name: &str) -> Option<&'static str> {
    NAMES.get(name).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_means_one_column() {
        let text = include_str!("headers.txt");
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let names = lines.filter_map(|line| line.split_once(": ")).flat_map(|(_, others)| others.split(", "));
        let names: Vec<&str> = names.collect();
        assert_eq!(NAMES.len(), names.len());
        assert!(names.iter().all(|name| name.to_lowercase() == *name && name.trim() == *name));
        assert_eq!(english("zeitschrift"), Some("journal"));
    }
}
