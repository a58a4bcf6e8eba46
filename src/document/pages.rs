//! Where pages start in a text that doesn't say so: some extractors put nothing between two pages, but running heads and page
//! numbers come back at about the same distance all through a paper.

use std::collections::HashMap;

use super::line::Raw;
use crate::terms::{self, Term, Terms};

/// A line that comes back so often may be a running head.
const TIMES: usize = 3;
/// So many numbers that go up by one, each alone on its line, may be the pages' numbers.
const NUMBERS: usize = 4;
/// A page has about so many lines at least; between two numbers of pages are never fewer than the second.
const PAGE: usize = 20;
const SHORT_PAGE: usize = 8;
/// Lines that come back within so few lines of each other are one page's foot and the next one's head.
const TOGETHER: usize = 3;
/// No running head is longer, in bytes.
const LONGEST: usize = 200;

/// Tells the lines at which pages start, if none is told to start one. Linear.
pub(super) fn infer(text: &str, raws: &mut [Raw]) {
    if raws.iter().any(|raw| raw.page_start) {
        return;
    }
    let printed: Vec<usize> = (0..raws.len()).filter(|i| !raws[*i].span.of(text).trim().is_empty()).collect();
    let mut comes_back: Vec<usize> = Vec::new();
    let mut of_key: HashMap<&str, Head> = HashMap::new();
    let mut chains: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, i) in printed.iter().enumerate() {
        let line = raws[*i].span.of(text).trim();
        if line.len() > LONGEST {
            continue;
        }
        // The last line of an entry comes back too: "Chicago:", "University of Chicago Press."
        let before = at.checked_sub(1).map_or("", |before| raws[printed[before]].span.of(text).trim_end());
        if let Some((key, number)) = head(line) {
            if !before.ends_with([':', ',', '&']) {
                of_key.entry(key).or_default().add(at, number);
            }
        } else if let Some(number) = page_number(line) {
            let goes_on = |chain: &&Vec<usize>| chain.last().is_some_and(|last| at - last >= SHORT_PAGE);
            let before = number.checked_sub(1).filter(|n| chains.get(n).filter(goes_on).is_some());
            let length = before.map_or(0, |n| chains[&n].len());
            if chains.get(&number).is_none_or(|chain| chain.len() <= length) {
                let mut chain = before.and_then(|n| chains.remove(&n)).unwrap_or_default();
                chain.push(at);
                chains.insert(number, chain);
            }
        }
    }
    let regular = |places: &&Vec<usize>| is_regular(places, printed.len());
    let heads = of_key.values().filter(|head| head.places.len() >= TIMES && head.leaps * 5 <= head.places.len());
    comes_back.extend(heads.map(|head| &head.places).filter(regular).flatten());
    let numbers = chains.values().filter(|c| c.len() >= NUMBERS).filter(regular);
    comes_back.extend(numbers.max_by_key(|c| (c.len(), c.first().copied())).into_iter().flatten());
    comes_back.sort_unstable();
    let edges: Vec<&[usize]> = comes_back.chunk_by(|a, b| b - a <= TOGETHER).collect();
    // Where the text ends with such a line, they stand at the pages' feet.
    let at_feet = comes_back.last().is_some_and(|last| printed.len() - last <= TOGETHER);
    for edge in edges {
        let (Some(first), Some(last)) = (edge.first(), edge.last()) else { continue };
        let start = if at_feet { last + 1 } else { *first };
        if let Some(line) = printed.get(start) {
            raws[*line].page_start = true;
        }
    }
}

/// Where a line comes back.
#[derive(Default)]
struct Head {
    places: Vec<usize>,
    /// The last number beside it, and how often one doesn't follow that before it: pages' numbers rise by ones and twos.
    number: Option<u32>,
    leaps: usize,
}

impl Head {
    fn add(&mut self, place: usize, number: Option<u32>) {
        /// Pages without their head lie between.
        const MOST: u32 = 4;
        if let (Some(before), Some(number)) = (self.number, number) {
            self.leaps += usize::from(!(before..=before + MOST).contains(&number));
        }
        self.places.push(place);
        self.number = number.or(self.number);
    }
}

/// A line without the page's number before or behind it, if it has words and refers to nothing, and that number: "HSR 37
/// (2012) │ 12", "- 12 - Of Moss".
fn head(line: &str) -> Option<(&str, Option<u32>)> {
    const REFERRING: Terms = Terms::of(&[Term::Ibid, Term::SameAuthor, Term::OpCit, Term::Signal]);
    let words = line.trim_start_matches(|c: char| !c.is_alphabetic());
    let before = page_number(&line[..line.len() - words.len()]);
    let (words, behind) =
        words.split_at(words.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace()).len());
    words.chars().filter(|c| c.is_alphabetic()).nth(2)?;
    let number = behind.trim().parse().ok().or(before);
    terms::at_start(words, REFERRING).is_none().then_some((words, number))
}

/// The number of a line that has nothing but a page's number: "12", "- 12 -", "| 12".
fn page_number(line: &str) -> Option<u32> {
    let digits = line.trim_matches(|c: char| !c.is_alphanumeric());
    let short = digits.len() <= 4 && line.len() <= digits.len() + 8;
    if short { digits.parse().ok() } else { None }
}

/// Whether lines at these places, of so many in the whole text, are about a page from each other and over most of the text.
fn is_regular(places: &[usize], all: usize) -> bool {
    let mut gaps: Vec<usize> = places.windows(2).map(|two| two[1] - two[0]).collect();
    gaps.sort_unstable();
    let (Some(median), Some(longest)) = (gaps.get(gaps.len() / 2), gaps.last()) else { return false };
    let usual = gaps.iter().filter(|gap| (median / 2..=median * 2).contains(gap)).count();
    let covered: usize = gaps.iter().sum();
    *median >= PAGE && *longest <= median * 4 && usual * 2 >= gaps.len() && covered * 2 >= all
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;

    /// So many lines of a page that has this number.
    fn page(number: usize, lines: usize) -> String {
        (0..lines).map(|n| format!("Some moss of kind {number}-{n} grows near the lake\n")).collect()
    }

    fn starts(text: &str) -> Vec<String> {
        let lines = lines(text);
        lines.iter().filter(|l| l.page_start).map(|l| l.text(text).trim().to_owned()).collect()
    }

    #[test]
    fn running_heads_with_numbers_start_pages() {
        let text: String = (151..156).map(|n| format!("{}J. Moss 37 (2012) │ {n}\n", page(n, 30))).collect();
        let text = format!("{text}{}", page(156, 12));
        assert_eq!(starts(&text).len(), 5);
        assert!(starts(&text).iter().all(|s| s.starts_with("J. Moss")));
    }

    #[test]
    fn feet_end_pages() {
        let text: String = (1..6).map(|n| format!("{}Roe, (2019). Of moss, 2(16).\n{n}\n", page(n, 30))).collect();
        let tops: Vec<String> = (2..6).map(|n| page(n, 1).trim().to_owned()).collect();
        assert_eq!(starts(&text), tops);
    }

    #[test]
    fn numbers_alone_start_pages() {
        let text: String = (7..13).map(|n| format!("{n}\n{}", page(n, 25 + n))).collect();
        assert_eq!(starts(&text), ["7", "8", "9", "10", "11", "12"]);
    }

    #[test]
    fn numbers_right_behind_them_are_no_pages() {
        let text: String = (7..13).map(|n| format!("{n}\n{}{}\n{}", page(90 + n, 1), n + 1, page(n, 25 + n))).collect();
        assert_eq!(starts(&text), ["7", "8", "9", "10", "11", "12"]);
    }

    #[test]
    fn lines_that_come_back_anyhow_start_none() {
        let sizes = [40, 9, 300, 20, 120];
        let tables = (1..).zip(sizes).map(|(n, lines)| format!("{}Table {n}\n{n}\n", page(n, lines))).collect();
        let ibid: String = (1..9).map(|n| format!("{}{n} Ibid., {}.\n", page(n, 30), 90 - n)).collect();
        let same: String = (1..6).map(|n| format!("{}{} Bo Doe, Of ponds\n", page(n, 30), n * 9)).collect();
        let speech: String = (1..30).map(|n| format!("Interviewer:\n{}", page(n, n % 4))).collect();
        for text in [tables, ibid, same, speech, page(1, 300)] {
            assert_eq!(starts(&text), Vec::<String>::new());
        }
    }

    #[test]
    fn form_feeds_are_believed() {
        let text: String = (1..6).map(|n| format!("{}J. Moss {n}\n", page(n, 30))).collect::<String>() + "\u{c}end";
        assert_eq!(starts(&text), ["end"]);
    }
}
