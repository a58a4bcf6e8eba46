//! Whether a line of a note cites something, as far as a glance tells.

use crate::terms::{self, Term};

/// Whether a line shows at a glance that it cites: a year, a page, a signal word, an editor, a quotation, an address.
pub(super) fn cites(line: &str) -> bool {
    const SIGNS: [&str; 15] = [
        "vgl", "siehe", "see ", "cf.", "ibid", "ebd.", "ebenda", "op. cit", "a.a.o", "a. a. o", " s. ", " p. ",
        " pp. ", "http", "n. ",
    ];
    let lower = line.to_lowercase();
    let year = || {
        lower
            .split(|c: char| !c.is_ascii_digit())
            .any(|n| n.len() == 4 && matches!(&n[..2], "16" | "17" | "18" | "19" | "20"))
    };
    let editor = || lower.split(|c: char| !c.is_alphanumeric()).any(|word| terms::is(word, Term::Editor));
    SIGNS.iter().any(|s| lower.contains(s)) || lower.contains(['„', '“', '»']) || year() || editor()
}
