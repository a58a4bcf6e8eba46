//! What holds of any text, however broken.

use std::collections::BTreeSet;
use std::path::Path;

use citegraph::document::{CleanText, Document};
use citegraph::graph::CitationGraph;
use citegraph::paper::Paper;
use citegraph::query::shared_sources::{cited_works, shared_pairs};
use citegraph::reference::Reference;
use citegraph::view::table;
use citegraph::work::{Corpus, Member};
use citegraph::{ErrorKind, Span};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, RngSeed};

/// The same cases in every run.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(20_260_101),
        failure_persistence: None,
        max_shrink_iters: 2_000,
        ..ProptestConfig::default()
    }
}

mod text {
    //! Texts that come near to papers, and break where papers break.
    use super::*;

    fn of(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
        prop::sample::select(pieces).prop_map(str::to_owned)
    }

    fn heading() -> impl Strategy<Value = String> {
        of(&[
            "\n\n# A made-up title of a made-up paper\n\n",
            "\n\n## References\n\n",
            "\nReferences\n",
            "\n**REFERENCES**\n\n",
            "\n### Books\n",
            "\n## Notes\n\n",
            "\n# Introduction\n",
            "\n## \n",
            "\n**Authors**\n",
            "\nAbstract: ",
            "\nCitation: ",
            "\nHow to cite: ",
            "\nAPA\t",
            "\nDoi: 10.1000/182\n",
            "\nVol. VI, No. IV (Fall 2023)\n",
        ])
    }

    fn entry() -> impl Strategy<Value = String> {
        of(&[
            "Roe, A., & van der Lee, B. (2019). On tests. *Journal of Tests*, *12*(3), 4–9. https://doi.org/10.1000/182",
            "Roe, A. (2019). On tests. ",
            "Roe, A. (2019a). Other tests. _Tests Today_. <https://example.org/a\\_b>",
            "Made-up Institute. (n.d.). Yearbook [Data set]. Town: Press.",
            "Lee, B., et al. (in press). [Untitled]. In C. Vant (Eds.), *A Book* (pp. 1-2).",
            "Ann Lee, “One Thing: and More”, Journal of Tests, Volume 3, Number 1, 2014, pp. 132-68.",
            "Bo Doe, “Two”, News, May 1, 2021, https://x.org/2021/05/a-\nb/c; Al Roe and Cy Poe, ‘Three’, 2020",
            "[Google Scholar](#) [Worldcat](https://x.org/(a)) Fulltext",
            "Ibid.",
            "ibid., p. 12; Roe, op. cit., pp. 3–4",
            "supra note 2",
            "———. (2020). The same again.",
            "李, 明. (2001). 書名 [Title]. 東京: 出版社.",
            "Ünal, Ö. (1999). Über Größe. Köln: Verlag.",
            "علي، م. (2010). عنوان.",
            "arXiv:2101.00001v2 [cs.DL] ISBN 978-3-16-148410-0",
            "Thesis, PhD diss., 3rd edn., Bd. 2, H. 4, S. 12ff",
            "vol. 3 (4): e12345, 10--20, art. no. 7.",
        ])
    }

    fn running() -> impl Strategy<Value = String> {
        of(&[
            "As Roe (2019) says, tests (Lee et al., 2020; Roe, 2019a, 2019b) help.",
            " (Roe & Lee, ",
            "2019)",
            "(2019)",
            "(see Doe's \"Two\", 2021)",
            " [Made-up Institute, 2015]",
            " It ended.1 Then “more”,2 and <sup>3</sup> more[^4].",
            "12",
            "3.14",
            "2,347",
            "et al.",
            "O’Neil-Pratt",
            "exam-\nple",
            "soft\u{ad}\nhyphen",
            "https: \n//x.org/a",
            "www.x.",
        ])
    }

    fn mark() -> impl Strategy<Value = String> {
        of(&[
            "\n",
            "\n\n",
            "\r\n",
            "\u{c}",
            "\n ",
            "\t",
            " ",
            "\n- ",
            "\n* ",
            "\n1. ",
            "\n2 ",
            "\n3 ",
            "\n4 ",
            "\n[^1]: ",
            "\n12\n",
            "\n---\n",
            "|",
            "(",
            ")",
            "[",
            "]",
            "](",
            "{",
            "}",
            "<",
            ">",
            "<i>",
            "</i>",
            "<br/>",
            "&",
            "&amp;",
            "*",
            "**",
            "***",
            "_",
            "__",
            "\\",
            "\\\\_",
            "\"",
            "“",
            "”",
            "«",
            "»",
            "‘",
            "’",
            "'",
            ".",
            ",",
            ";",
            ":",
            "–",
            "—",
            "-",
            "/",
            "…",
            "?",
            "!",
            "´",
            "\u{301}",
            "\u{200b}",
            "\u{feff}",
            "\u{202e}",
            "\u{1f600}",
            "ß",
            "İ",
            "ﬁ",
            "½",
            "Ⅳ",
            "٣",
            "\u{a0}",
            "\u{2028}",
        ])
    }

    /// What looks like (part of) an entry.
    pub fn near_entry() -> impl Strategy<Value = String> {
        let piece =
            prop_oneof![4 => entry(), 2 => running(), 4 => mark(), 1 => "\\PC{0,6}", 1 => "[a-zA-Z0-9 .,:()&-]{0,12}"];
        prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
    }

    /// What looks like (part of) a paper.
    pub fn near_paper() -> impl Strategy<Value = String> {
        let line = prop_oneof![
            3 => (mark(), entry()).prop_map(|(mark, entry)| format!("\n{mark}{entry}")),
            2 => (1..6_u32, entry()).prop_map(|(n, entry)| format!("\n{n} {entry}\n")),
            2 => entry().prop_map(|entry| format!("\n- {entry}")),
        ];
        let piece = prop_oneof![3 => line, 2 => heading(), 3 => running(), 3 => mark(), 1 => near_entry()];
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    /// Characters of all kinds.
    pub fn any_text() -> impl Strategy<Value = String> {
        prop_oneof![any::<String>(), "\\PC{0,80}", "(\\PC|[\n\r\t]){0,80}", near_paper()]
    }
}

/// That `span` lies in `text` on character boundaries.
fn lies_in(span: Span, text: &str, what: &str) -> Result<(), TestCaseError> {
    prop_assert!(span.start <= span.end && text.get(span.start..span.end).is_some(), "{what} {span:?} in {text:?}");
    Ok(())
}

/// That spans follow one another without overlap.
fn follow(spans: &[Span], what: &str) -> Result<(), TestCaseError> {
    for pair in spans.windows(2) {
        prop_assert!(pair[0].end <= pair[1].start, "{what}: {:?} before {:?}", pair[0], pair[1]);
    }
    Ok(())
}

/// That every letter and digit leads back to itself.
fn leads_back(clean: &CleanText, source: &str) -> Result<(), TestCaseError> {
    let text = clean.as_str();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let there = clean.source_offset(at);
        prop_assert!(source.get(there..).is_some_and(|s| s.starts_with(c)), "{c:?} at {at} of {text:?}: {there}");
        let span = clean.source(Span::new(at, at + c.len_utf8()));
        prop_assert_eq!(span, Span::new(there, there + c.len_utf8()));
    }
    follow(clean.emphasis(), "emphasis")?;
    clean.emphasis().iter().try_for_each(|&e| lies_in(e, text, "emphasis"))
}

fn document_holds(name: &str, text: &str) -> Result<Document, TestCaseError> {
    let document = Document::read(name, text);
    for entry in &document.entries {
        lies_in(entry.span, text, "entry")?;
        leads_back(&entry.text, text)?;
        prop_assert!(!entry.text.as_str().is_empty());
    }
    let front = &document.front;
    let lines = front.title.iter().chain(&front.authors).chain(&front.citation);
    for line in lines.chain(front.labelled.iter().map(|l| &l.1)) {
        leads_back(line, text)?;
    }
    for note in &document.notes {
        lies_in(note.span, text, "note")?;
        leads_back(&note.text, text)?;
        follow(&note.sources, "sources")?;
        note.sources.iter().try_for_each(|&s| lies_in(s, note.text.as_str(), "source"))?;
    }
    for mark in &document.note_marks {
        lies_in(mark.span, text, "mark")?;
        prop_assert_eq!(mark.span.of(text).parse(), Ok(mark.number));
    }
    for mention in &document.mentions {
        lies_in(mention.span, text, "mention")?;
    }
    let sources: usize = document.notes.iter().map(|n| n.sources.len()).sum();
    let (listed, noted) = document.entries.split_at(document.entries.len() - sources);
    let spans = |entries: &[citegraph::document::Entry]| entries.iter().map(|e| e.span).collect::<Vec<_>>();
    follow(&spans(listed), "listed entries")?;
    follow(&spans(noted), "noted entries")?;
    follow(&document.notes.iter().map(|n| n.span).collect::<Vec<_>>(), "notes")?;
    follow(&document.note_marks.iter().map(|m| m.span).collect::<Vec<_>>(), "marks")?;
    follow(&document.mentions.iter().map(|m| m.span).collect::<Vec<_>>(), "mentions")?;
    Ok(document)
}

fn reference_holds(reference: &Reference) -> Result<(), TestCaseError> {
    let raw = reference.raw.as_str();
    let segments: Vec<Span> = reference.segments.iter().map(|s| s.span).collect();
    let further: Vec<Span> = reference.further.iter().map(|f| f.span).collect();
    for &span in segments.iter().chain(&further).chain(&reference.rest) {
        lies_in(span, raw, "segment, further work or rest")?;
    }
    follow(&further, "further works")?;
    for work in &reference.further {
        prop_assert_eq!(work.span.of(raw), work.reference.raw.as_str());
        prop_assert!(work.reference.further.is_empty());
        reference_holds(&work.reference)?;
    }
    follow(&segments, "segments")?;
    follow(&reference.rest, "rest")?;
    for issue in &reference.issues {
        lies_in(issue.span, raw, "issue")?;
    }
    for (what, span) in field_spans(reference) {
        lies_in(span, raw, what)?;
        prop_assert!(segments.iter().any(|s| s.contains(span)), "{what} {span:?} in no segment of {reference:#?}");
    }
    if let Some(back) = &reference.back_reference {
        lies_in(back.span, raw, "back-reference")?;
    }
    for (at, c) in raw.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let here = Span::new(at, at + c.len_utf8());
        let kept = segments.iter().chain(&further).chain(&reference.rest).any(|s| s.contains(here));
        prop_assert!(kept, "{c:?} at {at} is lost: {reference:#?}");
    }
    Ok(())
}

fn field_spans(r: &Reference) -> Vec<(&'static str, Span)> {
    let people = r.people().flat_map(|(what, names)| names.iter().map(move |n| (what, n.span)));
    let mut found: Vec<(&'static str, Span)> = people.collect();
    found.extend(r.et_al.map(|span| ("et al.", span)));
    found.extend(r.issued.as_ref().map(|issued| ("issued", issued.span)));
    found.extend(r.texts().map(|(what, field)| (what, field.span)));
    found
}

fn paper_holds(id: &str, text: &str) -> Result<Paper, TestCaseError> {
    let paper = Paper::from_document(&document_holds(id, text)?);
    let mut labels = BTreeSet::new();
    for entry in &paper.references {
        lies_in(entry.span, text, "entry")?;
        reference_holds(&entry.reference)?;
        prop_assert!(labels.insert(entry.id.label.as_str()), "two entries are called {}", entry.id);
        prop_assert_eq!(&entry.id.document, id);
    }
    for entry in &paper.references {
        if let Some(label) = &entry.refers_to {
            prop_assert!(labels.contains(label.as_str()), "{} refers to {label}", entry.id);
            prop_assert_ne!(label, &entry.id.label);
        }
        let _ = paper.item_of(entry);
    }
    let starts: Vec<usize> = paper.citations.iter().map(|c| c.span.start).collect();
    prop_assert!(starts.is_sorted(), "citations in order: {starts:?}");
    for citation in &paper.citations {
        lies_in(citation.span, text, "citation")?;
        prop_assert!(citation.resolution.labels().iter().all(|l| labels.contains(l.as_str())));
    }
    Ok(paper)
}

fn corpus_holds(papers: Vec<Paper>) -> Result<Corpus, TestCaseError> {
    let corpus = Corpus::new(papers).expect("ids are unique");
    let mut members = BTreeSet::new();
    for work in &corpus.works {
        prop_assert_eq!(work.merges.len() + 1, work.members.len());
        prop_assert!(work.members.is_sorted());
        for member in &work.members {
            prop_assert!(members.insert(member.clone()), "{member} is in two works");
            prop_assert!(exists(&corpus, member), "{member} is no paper and no entry");
        }
    }
    for paper in &corpus.papers {
        prop_assert!(members.contains(&Member::Paper(paper.id.clone())));
    }
    prop_assert!(corpus.works.is_sorted_by(|a, b| a.id < b.id));
    Ok(corpus)
}

fn exists(corpus: &Corpus, member: &Member) -> bool {
    match member {
        Member::Paper(id) => corpus.paper(id).is_some(),
        entry => entry
            .entry()
            .is_some_and(|id| corpus.paper(&id.document).is_some_and(|paper| paper.reference(&id.label).is_some())),
    }
}

/// All that is shown of a corpus.
fn shown(corpus: &Corpus) -> String {
    let graph = CitationGraph::new(corpus);
    let pairs: Vec<_> = shared_pairs(&graph).collect();
    let tables = [
        table::works(corpus),
        table::references(corpus),
        table::citations(&graph),
        table::overlap(&pairs),
        table::shared_pairs(&pairs),
        table::cited_works(&cited_works(&graph)),
    ];
    let shown = format!("{:#?}\n{graph:#?}\n{pairs:#?}\n{tables:#?}", corpus.works);
    #[cfg(feature = "dot")]
    let shown = {
        use citegraph::view::dot::{DotOptions, Works, dot};
        let all = DotOptions::default().with_works(Works::All);
        shown + &dot(&graph, DotOptions::default()) + &dot(&graph, all)
    };
    shown
}

proptest! {
    #![proptest_config(config(192))]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300), start in "(# R\n|References\n\n- )?") {
        let bytes = [start.as_bytes(), &bytes].concat();
        match Paper::from_bytes("p", &bytes, Path::new("p.txt")) {
            Ok(paper) => drop(corpus_holds(vec![paper])?),
            Err(error) => {
                let expected = matches!(error.kind(), ErrorKind::NotText { .. } | ErrorKind::Empty { .. });
                prop_assert!(expected, "{error}");
            }
        }
    }

    #[test]
    fn any_entry_is_kept_whole(entry in prop_oneof![text::near_entry(), text::any_text()]) {
        let reference = Reference::parse(&entry);
        prop_assert_eq!(&reference.raw, &entry);
        reference_holds(&reference)?;
        // Reading has no memory.
        prop_assert_eq!(Reference::parse(&entry), reference);
    }

    #[test]
    fn any_text_is_taken_apart(text in text::any_text()) {
        paper_holds("p", &text)?;
    }

    #[test]
    fn any_list_is_taken_apart(text in prop::collection::vec((text::near_entry(), "\n(\n|- |\\* |[1-9]\\. )?"), 0..8)) {
        let text: String = text.into_iter().map(|(entry, end)| entry + &end).collect();
        paper_holds("p", &format!("Roe (2019).\n\n# References\n\n{text}"))?;
    }
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn order_changes_no_byte(
        (texts, shuffled) in prop::collection::vec(text::near_paper(), 1..5)
            .prop_map(|texts| texts.into_iter().enumerate().collect::<Vec<_>>())
            .prop_flat_map(|texts| (Just(texts.clone()), Just(texts).prop_shuffle())),
    ) {
        let read = |texts: &[(usize, String)]| -> Result<Corpus, TestCaseError> {
            let papers: Result<Vec<Paper>, _> =
                texts.iter().map(|(n, text)| paper_holds(&format!("p{n}"), &format!("{text}\n\n## References\n{text}"))).collect();
            corpus_holds(papers?)
        };
        let (one, other) = (read(&texts)?, read(&shuffled)?);
        prop_assert_eq!(&one, &other);
        prop_assert_eq!(shown(&one), shown(&other));
    }
}

/// The papers of `data/`, whole and cut off anywhere.
fn files() -> Vec<(String, String)> {
    ["made-up", "five-papers"]
        .iter()
        .flat_map(|folder| {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(folder);
            citegraph::paper::paper_files(&folder).expect("the folder holds papers").files
        })
        .map(|file| {
            let id = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
            (id, std::fs::read_to_string(&file).expect("it is text"))
        })
        .collect()
}

#[test]
fn kept_papers_hold() {
    let papers: Result<Vec<Paper>, _> = files().iter().map(|(id, text)| paper_holds(id, text)).collect();
    let papers = papers.unwrap_or_else(|e| panic!("{e}"));
    let shuffled: Vec<Paper> = papers.iter().rev().cloned().collect();
    let [one, other] = [papers, shuffled].map(|papers| corpus_holds(papers).unwrap_or_else(|e| panic!("{e}")));
    assert_eq!(shown(&one), shown(&other));
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn papers_hold_when_cut(n in any::<prop::sample::Index>(), from in 0.0..1.0_f64, len in 0..6000_usize) {
        let files = files();
        let text = &files[n.index(files.len())].1;
        let boundary = |mut at: usize| {
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
        let start = boundary((from * text.len() as f64) as usize);
        paper_holds("p", &text[start..boundary((start + len).min(text.len()))])?;
    }
}
