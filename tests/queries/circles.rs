use super::*;

#[test]
fn made_up_circles() {
    let graph = CitationGraph::new(&made_up().corpus());
    let report = cycles(&graph);
    let components: Vec<_> = report.components.iter().map(|c| (c.works.join(" "), c.citations)).collect();
    assert_eq!(
        components,
        [("brennick-2021 quillory-2020 varn-2021".into(), 3), ("ferrel-2019 haddow-2020".into(), 2)]
    );
    let witness: Vec<_> = report.components[0].witness.works().collect();
    assert_eq!(witness, ["brennick-2021", "varn-2021", "quillory-2020"]);
    assert_eq!(report.components[1].witness.steps[0].documents[0].entries, [id("ferrel-2019", "2")]);
    assert_eq!(report.self_loops.len(), 1);
    assert_eq!(report.self_loops[0].documents[0].entries, [id("brennick-2022", "3")]);
    let list = elementary_cycles(&graph, CycleLimits::default()).into_list();
    assert_eq!(list.cycles.iter().map(|cycle| cycle.length()).collect::<Vec<_>>(), [3, 2]);
    assert_eq!(list.extent, Extent::Complete);
}

#[test]
fn truncation_is_said() {
    let complete = |n: usize| {
        let all = (0..n).flat_map(|a| (0..n).map(move |b| (a, b))).filter(|(a, b)| a != b);
        papers(n, &all.collect())
    };
    let graph = complete(4);
    let list = |limits: CycleLimits| {
        let list = elementary_cycles(&graph, limits).into_list();
        (list.cycles.len(), list.extent)
    };
    let all = CycleLimits::default();
    assert_eq!(list(all), (20, Extent::Complete));
    assert_eq!(list(all.with_count(20)), (20, Extent::Complete));
    assert_eq!(list(all.with_count(19)), (19, Extent::UpToCount));
    assert_eq!(list(all.with_length(3)), (14, Extent::UpToLength));
    assert_eq!(list(all.with_length(2)), (6, Extent::UpToLength));
    assert_eq!(list(all.with_length(1)), (0, Extent::UpToLength));
    assert_eq!(list(all.with_count(0)), (0, Extent::UpToCount));
    assert_eq!(list(all.with_steps(5)).1, Extent::UpToSteps);
    // More cycles than could ever be listed: the first few come at once.
    let first = elementary_cycles(&complete(60), all.with_length(60)).take(5).count();
    assert_eq!(first, 5);
}

#[test]
fn a_chain_of_a_million_and_a_long_ring() {
    let n = 1_000_000;
    let chain = papers(n, &(1..n).map(|i| (i - 1, i)).collect());
    assert_eq!(cycles(&chain), Default::default());
    assert_eq!(elementary_cycles(&chain, CycleLimits::default()).into_list().extent, Extent::Complete);
    drop(chain);
    let n = 100_000;
    let ring = papers(n, &(0..n).map(|i| (i, (i + 1) % n)).collect());
    let report = cycles(&ring);
    assert_eq!(report.components.len(), 1);
    assert_eq!(report.components[0].witness.length(), n);
    let list = elementary_cycles(&ring, CycleLimits::default().with_length(n)).into_list();
    assert_eq!((list.cycles.len(), list.extent), (1, Extent::Complete));
}
