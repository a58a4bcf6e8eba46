//! Passages that are alike: a text beside its own paragraphs in another order.

use citegraph::graph::CitationGraph;
use citegraph::paper::Paper;
use citegraph::query::passages::{ALIKE, Naming, PaperText, alike};
use citegraph::work::Corpus;
use proptest::prelude::*;

const AUTHORS: [&str; 7] = ["Anders", "Berger", "Cartwright", "Dunmore", "Ellery", "Foster", "Greville"];

/// Paragraph `i` of forty words, of which each is in few others, with a citation of `source`.
fn paragraph(i: usize, source: usize) -> String {
    // Digits at the end of words would be taken for raised numbers.
    let letter = |n: usize| char::from(b'a' + u8::try_from(n % 16).expect("it is less than 16"));
    let word = |n: usize| format!("wort{}{}", letter(n / 16), letter(n));
    let words: Vec<String> = (0..40).map(|k| word((i * 37 + k) % 240)).collect();
    format!("{} ({}, 20{source:02}).\n", words.join(" "), AUTHORS[source])
}

fn paper(id: &str, order: &[usize], sources: impl Fn(usize) -> usize) -> (Paper, String) {
    let body: Vec<String> = order.iter().map(|&i| paragraph(i, sources(i))).collect();
    let entries: String = AUTHORS
        .iter()
        .enumerate()
        .map(|(n, author)| {
            format!(
                "{author}, A. (20{n:02}). What {author} says of things. *Journal of Things*, {}(1), {n}1–{n}9.\n\n",
                n + 3
            )
        })
        .collect();
    let text = format!("# A title\n\n## Introduction\n\n{}\n# References\n\n{entries}", body.join("\n"));
    (Paper::read(id, &text), text)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn each_paragraph_finds_itself(order in Just((0..6).collect::<Vec<usize>>()).prop_shuffle(), other in 0..6_usize) {
        let (a, text_a) = paper("a", &[0, 1, 2, 3, 4, 5], |i| i);
        let (b, text_b) = paper("b", &order, |i| if i == other { 6 } else { i });
        let corpus = Corpus::new([a.clone(), b.clone()]).expect("two names");
        let graph = CitationGraph::new(&corpus);
        let [left, right] = [(&a, &text_a), (&b, &text_b)].map(|(paper, text)| PaperText { paper, text });
        let found = alike(&graph, left, right, 0.8);
        prop_assert_eq!(found.len(), 6);
        for (i, pair) in found.iter().enumerate() {
            let words = |text: &str| text.split(" (").next().map(str::to_owned);
            prop_assert_eq!(words(pair.a.span.of(&text_a)), words(&paragraph(i, 0)));
            prop_assert_eq!(words(pair.a.span.of(&text_a)), words(pair.b.span.of(&text_b)));
            prop_assert_eq!(pair.naming, if i == other { Naming::Other } else { Naming::Same });
        }
        // Whichever paper comes first.
        let back = alike(&graph, right, left, ALIKE);
        let mut back: Vec<_> = back.into_iter().map(|pair| (pair.b, pair.a)).collect();
        back.sort_by_key(|pair| pair.0.span.start);
        prop_assert_eq!(alike(&graph, left, right, ALIKE).into_iter().map(|pair| (pair.a, pair.b)).collect::<Vec<_>>(), back);
    }
}
