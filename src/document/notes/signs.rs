//! Whether a line of a note cites something, as far as a glance tells.

/// Whether a line shows at a glance that it cites: a year, a page, a signal word, a quotation, an address.
pub(super) fn cites(line: &str) -> bool {
    const SIGNS: [&str; 16] = [
        "vgl", "siehe", "see ", "cf.", "ibid", "ebd.", "ebenda", "op. cit", "a.a.o", "a. a. o", " s. ", " p. ",
        " pp. ", "http", "hrsg", "n. ",
    ];
    let lower = line.to_lowercase();
    let year = || {
        lower
            .split(|c: char| !c.is_ascii_digit())
            .any(|n| n.len() == 4 && matches!(&n[..2], "16" | "17" | "18" | "19" | "20"))
    };
    SIGNS.iter().any(|s| lower.contains(s)) || lower.contains(['„', '“', '»']) || year()
}
