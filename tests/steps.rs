//! Matching in steps gives what matching at once does: the steps as an engine takes them, in tables of bytes.

use std::collections::{BTreeMap, BTreeSet};

use citegraph::reference::Reference;
use citegraph::work::steps::{self, MOST, SMALL, block_size, reach};
use citegraph::work::{Level, Matcher, Record, Threshold};
use proptest::prelude::*;

/// A record in its table.
type Row = Vec<u8>;

fn record(row: &Row) -> Record {
    Record::from_bytes(row).expect("a record's bytes")
}

/// The work of each row, named by the first row in it, and how many pairs were compared.
fn works(rows: &[Row], matcher: Matcher, level: Level) -> (Vec<usize>, u64) {
    let rows = with_outlets(rows);
    let mut copies: BTreeMap<&Row, Vec<usize>> = BTreeMap::new();
    for (number, row) in rows.iter().enumerate() {
        copies.entry(row).or_default().push(number);
    }
    let nodes = with_columns(copies.keys().map(|row| record(row)).collect());
    let copies: Vec<Vec<usize>> = copies.into_values().collect();
    let pairs = pairs(&nodes);
    let least = matcher.threshold().verdict().min(Threshold::Strong.verdict());
    let links: Vec<(usize, usize)> =
        (pairs.iter().copied()).filter(|(a, b)| matcher.verdict(&nodes[*a], &nodes[*b]).verdict >= least).collect();
    let mut work: Vec<usize> = (0..rows.len()).collect();
    for members in components(nodes.len(), &links) {
        let local = |node: usize| members.binary_search(&node).ok().and_then(|at| u32::try_from(at).ok());
        let records: Vec<Record> = members.iter().map(|m| nodes[*m].clone()).collect();
        let repeated: Vec<bool> = members.iter().map(|m| copies[*m].len() > 1).collect();
        let links = links.iter().filter_map(|(a, b)| local(*a).zip(local(*b)));
        let found = matcher.component(&records, &repeated, links);
        let group = if level == Level::Work { found.work } else { found.version };
        let mut rows_of: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (n, member) in members.iter().enumerate() {
            let own = &copies[*member];
            let kept = if found.telling[n] { own.len() } else { 1 };
            rows_of.entry(group[n]).or_default().extend(&own[..kept]);
        }
        for rows in rows_of.values() {
            let first = *rows.iter().min().expect("a row");
            rows.iter().for_each(|row| work[*row] = first);
        }
    }
    (work, pairs.len() as u64)
}

fn with_outlets(rows: &[Row]) -> Vec<Row> {
    let mut titles: BTreeMap<u64, BTreeSet<String>> = BTreeMap::new();
    for record in rows.iter().map(record) {
        let facts = steps::facts(&record);
        if let Some((outlet, title)) = facts.outlet.zip(facts.title) {
            titles.entry(outlet).or_default().insert(title.to_owned());
        }
    }
    let is_outlet = |called: u64| titles.get(&called).is_some_and(|titles| titles.len() > 1);
    let moved = |row: &Row| {
        let mut record = record(row);
        if steps::facts(&record).called.is_some_and(is_outlet) {
            steps::move_outlet(&mut record);
        }
        record.to_bytes()
    };
    rows.iter().map(moved).collect()
}

fn with_columns(mut nodes: Vec<Record>) -> Vec<Record> {
    let mut years: BTreeMap<String, BTreeMap<i16, (usize, usize)>> = BTreeMap::new();
    for (n, record) in nodes.iter().enumerate() {
        let facts = steps::facts(record);
        if let (Some(title), Some(year), true) = (facts.title, facts.year, facts.authors > 0) {
            let first = years.entry(title.to_owned()).or_default().entry(year).or_insert((facts.authors, n));
            if facts.authors > first.0 {
                *first = (facts.authors, n);
            }
        }
    }
    let is_column = |years: &BTreeMap<i16, (usize, usize)>| {
        steps::is_column(&years.values().take(24).map(|(_, n)| &nodes[*n]).collect::<Vec<_>>())
    };
    let columns: BTreeSet<String> =
        years.into_iter().filter(|(_, years)| is_column(years)).map(|(title, _)| title).collect();
    for record in &mut nodes {
        if steps::facts(record).title.is_some_and(|title| columns.contains(title)) {
            steps::mark_column(record);
        }
    }
    nodes
}

/// Where another node stands in the order of a node's candidates (which order, the block's size, the key, before or after,
/// how far), and the other.
type Candidate = (u8, u8, u64, bool, usize, usize);

fn pairs(nodes: &[Record]) -> BTreeSet<(usize, usize)> {
    let mut blocks: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (n, record) in nodes.iter().enumerate() {
        steps::keys(record).into_iter().for_each(|key| blocks.entry(key).or_default().push(n));
    }
    let mut found: BTreeMap<usize, Vec<Candidate>> = BTreeMap::new();
    for (key, block) in &blocks {
        let (size, reach) = (block_size(block.len()), reach(usize::from(block_size(block.len()))));
        let mut orders = vec![block.clone()];
        if block.len() > SMALL {
            let mut by_author = block.clone();
            by_author.sort_by_key(|n| (steps::facts(&nodes[*n]).by_author, *n));
            orders.push(by_author);
        }
        for (order, block) in (0..).zip(orders) {
            for (at, a) in block.iter().enumerate() {
                for (far, b) in block[at + 1..].iter().take(reach).enumerate() {
                    let is_before = b < a;
                    let (a, b) = (*a.min(b), *a.max(b));
                    found.entry(a).or_default().push((order, size, *key, is_before, far, b));
                }
            }
        }
    }
    let mut pairs = BTreeSet::new();
    for (a, mut near) in found {
        near.sort_unstable();
        let mut own: Vec<usize> = Vec::new();
        for (.., b) in near {
            if own.len() < MOST && !own.contains(&b) {
                own.push(b);
            }
        }
        pairs.extend(own.into_iter().map(|b| (a, b)));
    }
    pairs
}

/// The nodes of each component, ascending.
fn components(nodes: usize, links: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut least: Vec<usize> = (0..nodes).collect();
    while links.iter().any(|(a, b)| least[*a] != least[*b]) {
        for (a, b) in links {
            let both = least[*a].min(least[*b]);
            (least[*a], least[*b]) = (both, both);
        }
    }
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    least.into_iter().enumerate().for_each(|(node, least)| found.entry(least).or_default().push(node));
    found.into_values().collect()
}

/// References of few words, so that they have much in common: columns, outlets for titles, copies, large blocks.
fn references() -> impl Strategy<Value = Vec<String>> {
    let one = "(Roe, A\\. |Lee, B\\., & Roe, A\\. |Doe, C\\. )?\\((1999|2000|2001|2002)\\)\\. \
        (On the algae of mountain lakes|Island dialects|Annual report|Annals of Lakes|Editorial|Harbour (walls|piers))?\
        (\\. (Annals of Lakes|J\\. Lakes|Studies of Islands))?(, [12](\\(1\\))?)?(, [1-3](–9)?)?\\.( doi:10\\.1000/lakes\\.[12])?";
    prop::collection::vec(one, 0..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn steps_give_what_one_machine_does(texts in references(), threshold in prop::sample::select(Threshold::ALL.to_vec())) {
        let records: Vec<Record> = texts.iter().map(|text| Record::from(&Reference::parse(text))).collect();
        let rows: Vec<Row> = records.iter().map(Record::to_bytes).collect();
        let matcher = Matcher::new().with_threshold(threshold);
        let clusters = matcher.clusters(records);
        for level in [Level::Work, Level::Version] {
            let groups = clusters.groups(level);
            let whole: Vec<usize> =
                clusters.assignment(level).into_iter().map(|group| groups[group].members[0] as usize).collect();
            let (stepwise, compared) = works(&rows, matcher, level);
            prop_assert_eq!(compared, clusters.compared());
            prop_assert_eq!(&stepwise, &whole);
        }
    }
}
