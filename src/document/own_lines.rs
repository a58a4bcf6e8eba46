//! Lines in which a paper cites itself: running heads and feet with a year, boxes that say how to cite it.
//!
//! What stands in them is no citation of the running text: "Roe, (2018). A paper on lakes. Journal of Lakes, 1(8), 29."

use std::collections::HashMap;

use super::lines::Line;

/// Shorter lines may come again by chance.
const LETTERS: usize = 16;
/// So much of a title is a line's own: the rest may stand on the next.
const TITLE_LETTERS: usize = 24;

/// Which of `lines` cite the paper itself: those that come again, numbers aside, and those that hold its title, both with a
/// year in brackets. Linear.
pub(crate) fn own_lines(text: &str, lines: &[Line], title: Option<&str>) -> Vec<bool> {
    let title: Option<String> = title.map(|title| letters(title).chars().take(TITLE_LETTERS).collect());
    let title = title.filter(|title| title.len() >= LETTERS);
    let keys: Vec<Option<String>> = lines
        .iter()
        .map(|line| Some(line.text(text)).filter(|line| has_year(line)).map(letters).filter(|key| key.len() >= LETTERS))
        .collect();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for key in keys.iter().flatten() {
        *seen.entry(key).or_default() += 1;
    }
    let is_own = |key: &String| seen[key.as_str()] > 1 || title.as_ref().is_some_and(|title| key.contains(title));
    keys.iter().map(|key| key.as_ref().is_some_and(is_own)).collect()
}

/// "(2018", "[2018".
fn has_year(line: &str) -> bool {
    line.match_indices(['(', '[']).any(|(at, _)| {
        let year = line.as_bytes().get(at + 1..at + 5).unwrap_or_default();
        matches!(year, [b'1' | b'2', ..]) && year.iter().all(u8::is_ascii_digit)
    })
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::lines::lines;

    #[test]
    fn heads_and_boxes() {
        let text = "How to cite: Roe (2018). Made up: Lakes that grew and grew. Lakes, 1.\n\
                    As Roe (2017) says about ponds and lakes,\n\
                    Roe, (2018). Annals of Made-up Lakes, 1(8), 29 1\n\
                    they grew.\n\
                    Roe, (2018). Annals of Made-up Lakes, 1(8), 29 2\n\
                    Lakes that come again have no year in them\n\
                    Lakes that come again have no year in them\n";
        let own = own_lines(text, &lines(text), Some("Made up: Lakes that grew and grew"));
        assert_eq!(own, [true, false, true, false, true, false, false]);
    }
}
