//! Papers and graphs of any size, for bounds and timings.

use citegraph::graph::CitationGraph;
use citegraph::paper::Paper;
use citegraph::reference::date::Date;
use citegraph::reference::item::Item;
use citegraph::work::Corpus;

/// Papers that all cite one work.
pub fn one_work(papers: usize) -> Corpus {
    let entry = "- Doe, B. (1999). Tides of the northern fjords. *Sea*, 3(1), 4–9.\n";
    let paper = |n| Paper::read(format!("p{n:03}"), &format!("# Study {n} of moors\n\n# References\n\n{entry}"));
    Corpus::new((0..papers).map(paper)).expect("the names differ")
}

/// Papers that cite ten works each, of so many works.
pub fn many_works(papers: usize, works: usize) -> CitationGraph {
    let of =
        |title: String, year: i32| Item { title: Some(title), issued: Some(Date::of_year(year)), ..Item::default() };
    let mut builder = CitationGraph::builder();
    for n in 0..works {
        builder.work(format!("w{n:04}"), of(format!("Work {n}"), 1980 + (n * n % 40) as i32));
    }
    for p in 0..papers {
        builder.paper(format!("p{p:03}"), of(format!("Paper {p}"), 2020 + (p % 5) as i32));
        for k in 0..10 {
            builder.cite(format!("p{p:03}"), format!("w{:04}", (p * 7 + k * k * 11) % works));
        }
    }
    builder.build().expect("ids are unique")
}
