//! Lines in which a paper cites itself: running heads and feet with a year, boxes that say how to cite it.
//!
//! What stands in them is no citation of the running text: "Roe, (2018). A paper on lakes. Journal of Lakes, 1(8), 29."

use std::collections::{HashMap, HashSet};

use super::lines::{Line, LineKind};

/// Shorter lines may come again by chance.
const LETTERS: usize = 16;
/// So much of a title is a line's own: the rest may stand on the next.
const TITLE_LETTERS: usize = 24;
/// A line that cites the paper has no more letters than these behind its title: a paragraph only happens to say the same.
const BEHIND_TITLE: usize = 200;

/// Which of `lines`, of which `listed` says whether they are taken for a bibliography's, are running heads or feet that
/// cite the paper itself: they have a year in brackets and come again, numbers aside, outside of the bibliography; or they
/// go on with such a line, always in the same words. Linear.
pub(crate) fn own_feet(text: &str, lines: &[Line], listed: impl Fn(usize) -> bool) -> Vec<usize> {
    let keys = keys(text, lines);
    let mut seen: HashMap<&str, (usize, bool)> = HashMap::new();
    for (i, key) in keys.iter().enumerate() {
        if let Some(key) = key {
            let seen = seen.entry(key).or_default();
            seen.0 += 1;
            seen.1 |= !listed(i);
        }
    }
    let is_foot = |i: usize| keys[i].as_ref().is_some_and(|key| seen[key.as_str()].0 > 1 && seen[key.as_str()].1);
    let next = |i: usize| {
        let line = lines.get(i + 1).filter(|line| line.kind != LineKind::Blank)?;
        Some((keys[i].as_deref()?, line.text(text).trim()))
    };
    let (mut once, mut again) = (HashSet::new(), HashSet::new());
    let feet: Vec<usize> = (0..lines.len()).filter(|&i| is_foot(i)).collect();
    for pair in feet.iter().filter_map(|&i| next(i)) {
        if !once.insert(pair) {
            again.insert(pair);
        }
    }
    let goes_on = |&&i: &&usize| next(i).is_some_and(|pair| again.contains(&pair));
    let rest: Vec<usize> = feet.iter().filter(goes_on).map(|i| i + 1).collect();
    feet.into_iter().chain(rest).collect()
}

/// What a line with a year in brackets says, other numbers aside; `None` of any other. A journal's head has one year, the entries
/// of a list that came out in that journal have others.
fn keys(text: &str, lines: &[Line]) -> Vec<Option<String>> {
    let key = |line: &Line| {
        let line = line.text(text);
        let year = year(line)?;
        Some(letters(line)).filter(|key| key.len() >= LETTERS).map(|key| key + year)
    };
    lines.iter().map(key).collect()
}

/// Which of `lines` cite the paper itself: those that come again, numbers aside, and those that hold its title, both with a
/// year in brackets. Linear.
pub(crate) fn own_lines(text: &str, lines: &[Line], title: Option<&str>) -> Vec<bool> {
    let title = title.map(letters).filter(|title| title.len() >= LETTERS);
    let most = title.as_ref().map_or(0, |title| title.chars().count()) + BEHIND_TITLE;
    let title: Option<String> = title.map(|title| title.chars().take(TITLE_LETTERS).collect());
    let keys = keys(text, lines);
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for key in keys.iter().flatten() {
        *seen.entry(key).or_default() += 1;
    }
    let from_title =
        |key: &String| title.as_ref().and_then(|title| key.find(title)).map(|at| key[at..].chars().count());
    let is_titled = |key: &String| from_title(key).is_some_and(|letters| letters <= most);
    let is_own = |key: &String| seen[key.as_str()] > 1 || is_titled(key);
    keys.iter().map(|key| key.as_ref().is_some_and(is_own)).collect()
}

/// The "2018" of "(2018" or "[2018".
fn year(line: &str) -> Option<&str> {
    line.match_indices(['(', '[']).find_map(|(at, _)| {
        let year = line.get(at + 1..at + 5)?;
        (year.starts_with(['1', '2']) && year.bytes().all(|b| b.is_ascii_digit())).then_some(year)
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

    #[test]
    fn a_paragraph_that_says_the_same_is_running_text() {
        let title = "Introduction to moss for all";
        let text = format!(
            "See {title} (2018).\nAn introduction to moss for all {}(Roe, 2017).\n",
            "and for others ".repeat(30)
        );
        assert_eq!(own_lines(&text, &lines(&text), Some(title)), [true, false]);
    }

    #[test]
    fn entries_of_the_same_journal_are_no_feet() {
        let text = "Annals of Made-up Lakes 12 (2019)\nWe looked at lakes.\nAnnals of Made-up Lakes 12 (2019)\nRoe, Of moss,\n\
                    Annals of Made-up Lakes 3 (2001) 4.\n";
        assert_eq!(own_feet(text, &lines(text), |i| i > 2), [0, 2]);
    }

    #[test]
    fn feet_in_lists() {
        let text = "We looked at lakes.\n\
                    Roe (2018). Annals of Made-up Lakes, 1, 29. doi: 10.1000/ 1\n\
                    lakes.29\n\
                    Lind (2001). On ponds and all that is in them.\n\
                    Roe (2018). Annals of Made-up Lakes, 1, 29. doi: 10.1000/ 2\n\
                    lakes.29\n\
                    Moor (2001). Twice in the list, as it should not be.\n\
                    Moor (2001). Twice in the list, as it should not be.\n";
        let found = own_feet(text, &lines(text), |i| i > 2);
        assert_eq!(found, [1, 4, 2, 5]);
    }
}
