//! The queries over the frozen graph → rows, printed one by one.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::Path;

use citegraph::graph::{Direction, FrozenGraph, WorkIndex};
use citegraph::paper::Paper;
use citegraph::query::Ended;
use citegraph::query::blind_spots::blind_spots;
use citegraph::query::citation_groups::{GroupOptions, citation_groups};
use citegraph::query::citation_order::{OrderMatch, order_overlaps};
use citegraph::query::communities::communities;
use citegraph::query::components::components;
use citegraph::query::coupling::{Measure, Relation, Strength, between, common, pairs, strongest};
use citegraph::query::cycle_class::{CycleClass, Dates};
use citegraph::query::cycles::{CycleLimits, Extent, frozen_cycles};
use citegraph::query::difference::{ChangedAnswer, changed_pairs, difference, merged};
use citegraph::query::disruption::disruptions;
use citegraph::query::dominators::dominators;
use citegraph::query::feedback::to_review;
use citegraph::query::grouping::{AuthorNetwork, Grouping};
use citegraph::query::hits::hits;
use citegraph::query::main_path::{Traversal, Weight};
use citegraph::query::memory::{Query, memory};
use citegraph::query::order::layers;
use citegraph::query::own_citations::own_citations;
use citegraph::query::pagerank::{PageRankOptions, pagerank};
use citegraph::query::passages::{PaperText, SourcedPassage, alike};
use citegraph::query::reach::{reach, shortest_path};
use citegraph::query::self_rates::{Definition, Interval, self_rates};
use citegraph::query::shared_sources::{PAIRS_LISTED, strongest_pairs};
use citegraph::query::spectroscopy::spectroscopy;
use citegraph::view::svg;
use serde_json::{Value, json};

use crate::graph_args::{By, GraphCommand, Grouped, Origin, Own, Pairs, Path as MainPath, Source, Way, Ways};
use crate::graph_source::{Graph, Stop};
use crate::input::Texts;
use crate::options::{Form, Format};
use crate::rows::Rows;
use crate::{notes, pictures, print};

/// Prints what a command asks for; the exit code.
pub fn run(command: GraphCommand, out: &mut impl Write) -> io::Result<u8> {
    match answer(command, out) {
        Ok(done) => done,
        Err(reason) => {
            notes::stopped(&reason);
            Ok(crate::exit::FAILED)
        }
    }
}

fn answer(command: GraphCommand, out: &mut impl Write) -> Result<io::Result<u8>, Stop> {
    if let GraphCommand::Difference { before, after, edges, header, linking, format } = &command {
        let read = |path: &Path| -> Result<Graph, Stop> {
            let (papers, edges) = if *edges { (vec![], Some(path.to_owned())) } else { (vec![path.to_owned()], None) };
            let (linking, header, read_as) = (*linking, *header, None);
            Graph::of(
                &Origin { papers, manifest: None, read_as, linking, edges, years: None, header, memory: None },
                Texts::Dropped,
            )
        };
        let (before, after) = (read(before)?, read(after)?);
        let code = before.code.max(after.code);
        let called = after.called().or(before.called());
        return Ok(changes(&before, &after).print(*format, None, &called, out).map(|()| code));
    }
    let source = source(&command);
    let keep = if matches!(command, GraphCommand::Passages { .. }) { Texts::Kept } else { Texts::Dropped };
    let graph = Graph::read(source, keep)?;
    if let Some((query, limit)) = query(&command).zip(source.origin.memory) {
        let (all, limit) = (memory(&graph.frozen, query, threads()), limit.saturating_mul(1 << 20));
        let needed = graph.frozen.memory().citations + graph.frozen.memory().works + all;
        if needed > limit {
            return Err(format!("{needed} bytes of memory needed for the answer, {limit} allowed"));
        }
    }
    let format = source.form.format();
    if let (GraphCommand::Spectroscopy { .. }, Format::Svg | Format::Png) = (&command, format) {
        return Ok(years(&graph, format, out).map(|()| graph.code));
    }
    let rows = rows(&command, &graph, source.form)?;
    Ok(rows.print(format, source.form.limit, &graph.called(), out).map(|()| graph.code))
}

fn source(command: &GraphCommand) -> &Source {
    match command {
        GraphCommand::Coupling { source, .. }
        | GraphCommand::CoCitation { source, .. }
        | GraphCommand::CitationOrder { source }
        | GraphCommand::Passages { source, .. }
        | GraphCommand::Components { source }
        | GraphCommand::Layers { source }
        | GraphCommand::Circles { source, .. }
        | GraphCommand::Review { source }
        | GraphCommand::Pagerank { source, .. }
        | GraphCommand::Hits { source }
        | GraphCommand::Reach { source, .. }
        | GraphCommand::Path { source, .. }
        | GraphCommand::Dominators { source, .. }
        | GraphCommand::Disruption { source, .. }
        | GraphCommand::Spectroscopy { source }
        | GraphCommand::Communities { source, .. }
        | GraphCommand::CoAuthors { source }
        | GraphCommand::AuthorCoCitation { source, .. }
        | GraphCommand::MainPaths { source, .. }
        | GraphCommand::OwnCitations { source, .. }
        | GraphCommand::CitationGroups { source, .. }
        | GraphCommand::BlindSpots { source, .. } => source,
        GraphCommand::Difference { .. } => unreachable!("it has two sources and is answered before"),
    }
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// The query whose memory a command's is.
fn query(command: &GraphCommand) -> Option<Query> {
    Some(match command {
        GraphCommand::Coupling { .. } | GraphCommand::CoCitation { .. } => Query::Pairs,
        GraphCommand::Components { .. } | GraphCommand::Layers { .. } => Query::Components,
        GraphCommand::Circles { .. } | GraphCommand::Review { .. } => Query::Cycles,
        GraphCommand::Pagerank { .. } => Query::PageRank,
        GraphCommand::Hits { .. } => Query::Hits,
        GraphCommand::Reach { .. }
        | GraphCommand::Path { .. }
        | GraphCommand::Spectroscopy { .. }
        | GraphCommand::BlindSpots { .. } => Query::Reach,
        GraphCommand::Dominators { .. } => Query::Dominators,
        GraphCommand::Disruption { .. } => Query::Disruption,
        GraphCommand::Communities { .. } => Query::Communities,
        GraphCommand::MainPaths { .. } => Query::MainPaths,
        _ => return None,
    })
}

fn rows<'g>(command: &GraphCommand, graph: &'g Graph, form: Form) -> Result<Rows<'g>, Stop> {
    let frozen = &graph.frozen;
    let id = move |work: WorkIndex| json!(frozen.id(work));
    let ids = move |works: &[WorkIndex]| works.iter().map(|&work| id(work)).collect::<Value>();
    Ok(match command {
        GraphCommand::Coupling { pairs, .. } => of_pairs(graph, Relation::Coupling, pairs, form)?,
        GraphCommand::CoCitation { pairs, .. } => of_pairs(graph, Relation::CoCitation, pairs, form)?,
        GraphCommand::CitationOrder { .. } => in_order(graph)?,
        GraphCommand::Passages { at_least, .. } => alike_passages(graph, *at_least)?,
        GraphCommand::Components { .. } => in_circles(graph),
        GraphCommand::Layers { .. } => {
            let found = layers(frozen);
            Rows::new(["work", "layer"], frozen.works().zip(found).map(move |(work, layer)| [id(work), json!(layer)]))
        }
        GraphCommand::Circles { length, count, steps, window, .. } => {
            let limits = CycleLimits::default().with_length(*length).with_count(*count).with_steps(*steps);
            circles(graph, limits, *window)
        }
        GraphCommand::Review { .. } => review(graph),
        GraphCommand::Pagerank { damping, .. } => {
            let found = pagerank(frozen, PageRankOptions::default().with_damping(*damping));
            said(found.ended);
            Rows::new(["work", "rank"], ordered(frozen, found.ranks).map(move |(work, rank)| [id(work), json!(rank)]))
        }
        GraphCommand::Hits { .. } => {
            let found = hits(frozen, 1e-12, 10_000);
            said(found.ended);
            let hubs = found.hubs;
            let rows = ordered(frozen, found.authorities);
            Rows::new(
                ["work", "authority", "hub"],
                rows.map(move |(work, authority)| [id(work), json!(authority), json!(hubs[work.index()])]),
            )
        }
        GraphCommand::Reach { from, way, within, .. } => {
            let direction = match way {
                Way::Cites => Direction::Cites,
                Way::CitedBy => Direction::CitedBy,
            };
            let found = reach(frozen, &graph.find_all(from)?, direction, within.unwrap_or(u32::MAX));
            Rows::new(["work", "distance"], found.into_iter().map(move |r| [id(r.work), json!(r.distance)]))
        }
        GraphCommand::Path { from, to, .. } => {
            let path = shortest_path(frozen, graph.find(from)?, graph.find(to)?).unwrap_or_default();
            let steps: Vec<_> = path.windows(2).map(|step| (step[0], step[1])).collect();
            Rows::new(
                ["citing", "cited", "entries"],
                steps.into_iter().map(move |(a, b)| [id(a), id(b), graph.entries(a, b)]),
            )
        }
        GraphCommand::Dominators { from, .. } => {
            let found = dominators(frozen, &graph.papers(from)?);
            let by = move |work: Option<WorkIndex>| work.map_or(Value::Null, id);
            Rows::new(
                ["work", "holds", "hangs on"],
                found.into_iter().map(move |d| [id(d.work), json!(d.holds), by(d.by)]),
            )
        }
        GraphCommand::Disruption { window, .. } => {
            let found = disruptions(frozen, *window).filter_map(|(work, found)| Some((work, found.index()?, found)));
            let mut found: Vec<_> = found.collect();
            // Of equal ones, first those that more works speak of.
            found.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.2.alone.cmp(&a.2.alone)).then(a.0.cmp(&b.0)));
            let rows = found.into_iter().map(move |(work, index, found)| {
                [id(work), json!(index), json!(found.alone), json!(found.both), json!(found.sources)]
            });
            Rows::new(["work", "index", "alone", "both", "sources"], rows)
        }
        GraphCommand::Spectroscopy { .. } => {
            /// How many works are named for a year.
            const NAMED: usize = 3;
            let mut found = spectroscopy(frozen, |_| true, NAMED);
            // A person is shown the peaks first, a program the years in order.
            if form.format() == Format::Table {
                found.retain(|year| year.citations > 0);
                found.sort_by_key(|year| (std::cmp::Reverse((year.deviation, year.citations)), year.year));
            }
            let rows = found.into_iter().map(move |year| {
                let works: Vec<WorkIndex> = year.works.iter().map(|work| work.0).collect();
                [json!(year.year), json!(year.citations), json!(year.deviation), ids(&works)]
            });
            Rows::new(["year", "citations", "deviation", "most cited"], rows)
        }
        GraphCommand::Communities { resolution, .. } => {
            let found = communities(frozen, *resolution);
            said(found.ended);
            let mut sizes: HashMap<u32, usize> = HashMap::new();
            found.of.iter().for_each(|community| *sizes.entry(*community).or_default() += 1);
            let mut rows: Vec<_> = frozen.works().zip(found.of).collect();
            // The largest first, and in each those first that are cited most.
            rows.sort_by_key(|&(work, community)| {
                let cited = frozen.cited_by(work).len();
                (std::cmp::Reverse(sizes[&community]), community, std::cmp::Reverse(cited), work)
            });
            Rows::new(
                ["work", "community"],
                rows.into_iter().map(move |(work, community)| [id(work), json!(community)]),
            )
        }
        GraphCommand::CoAuthors { .. } => {
            let authors = graph.grouping(Grouped::Authors)?;
            authors_together(frozen, &authors, &AuthorNetwork::co_authors(frozen, &authors), 0.0)
        }
        GraphCommand::AuthorCoCitation { at_least, .. } => {
            let authors = graph.grouping(Grouped::Authors)?;
            authors_together(frozen, &authors, &AuthorNetwork::co_cited(frozen, &authors), *at_least)
        }
        GraphCommand::MainPaths { weight, path, routes, .. } => main_paths(graph, *weight, *path, *routes),
        GraphCommand::OwnCitations { by, own, .. } => own_rates(graph, *by, *own)?,
        GraphCommand::CitationGroups { by, at_least, .. } => {
            let grouping = graph.grouping(*by)?;
            let found = citation_groups(frozen, &grouping, GroupOptions::default().with_at_least(*at_least));
            let rows = found.into_iter().enumerate().flat_map(move |(n, group)| {
                let row = |member: &citegraph::query::citation_groups::GroupMember| {
                    let name = json!(grouping.name(member.group));
                    [json!(n + 1), name, json!(member.donor), json!(member.recipient), json!(group.citations)]
                };
                group.members.iter().map(row).collect::<Vec<_>>()
            });
            Rows::new(["group", "member", "donor", "recipient", "citations exchanged"], rows)
        }
        GraphCommand::BlindSpots { from, .. } => {
            let rows = blind_spots(frozen, &graph.papers(from)?).into_iter().map(move |spot| {
                let path = [spot.paper, spot.sources[0], spot.work];
                let entries = [graph.entries(path[0], path[1]), graph.entries(path[1], path[2])];
                [id(spot.work), json!(spot.sources.len()), ids(&spot.sources), ids(&path), json!(entries)]
            });
            Rows::new(["work", "sources", "cited by", "path", "entries"], rows)
        }
        GraphCommand::Difference { .. } => return Err("two sources expected".to_owned()),
    })
}

/// Pairs of works by what they have in common.
pub fn of_pairs<'g>(graph: &'g Graph, relation: Relation, chosen: &Pairs, form: Form) -> Result<Rows<'g>, Stop> {
    let frozen = graph.compared();
    let measure = Measure::from(chosen.measure.unwrap_or(By::Count));
    if let [a, b] = chosen.pair.as_slice() {
        let (a, b) = (graph.find(a)?, graph.find(b)?);
        let strength = between(frozen, relation, a, b).by(measure);
        let rows = common(frozen, relation, a, b).into_iter().map(move |work| {
            let entries = |other| match relation {
                Relation::Coupling => graph.entries(other, work),
                Relation::CoCitation => graph.entries(work, other),
            };
            [json!(frozen.id(work)), entries(a), entries(b), json!(strength)]
        });
        return Ok(Rows::new(["common", "entries of a", "entries of b", "strength"], rows));
    }
    let row = move |pair: Strength| {
        [json!(frozen.id(pair.a)), json!(frozen.id(pair.b)), json!(pair.count), json!(pair.by(measure))]
    };
    let header = ["a", "b", "count", "strength"];
    let at_least = chosen.at_least.unwrap_or(0.0);
    let all = pairs(frozen, relation, measure, at_least);
    Ok(match chosen.top {
        Some(k) => Rows::new(header, strongest(frozen, relation, measure, k).flatten().map(row)),
        // A person is shown the strongest first; a program takes them as they are counted, and none needs memory.
        None if form.format() == Format::Table => {
            let (first, others) = strongest_first(all, measure, form.limit.unwrap_or(print::ROWS));
            let rest = std::iter::repeat_n([Value::Null, Value::Null, Value::Null, Value::Null], others);
            Rows::new(header, first.into_iter().map(row).chain(rest))
        }
        None => Rows::new(header, all.map(row)),
    })
}

/// The so many strongest of some pairs, the strongest first and among equals in order; and how many others there are.
fn strongest_first(pairs: impl Iterator<Item = Strength>, measure: Measure, most: usize) -> (Vec<Strength>, usize) {
    let (mut kept, mut others) = (Vec::new(), 0);
    let sort = |kept: &mut Vec<Strength>| {
        kept.sort_by(|x, y| y.by(measure).total_cmp(&x.by(measure)).then((x.a, x.b).cmp(&(y.a, y.b))));
    };
    for pair in pairs {
        kept.push(pair);
        // Sorting only when twice as many are kept as are shown costs little for each pair.
        if kept.len() > most.saturating_mul(2).saturating_add(1000) {
            sort(&mut kept);
            others += kept.len() - most;
            kept.truncate(most);
        }
    }
    sort(&mut kept);
    others += kept.len().saturating_sub(most);
    kept.truncate(most);
    (kept, others)
}

/// What groups give to their own, and receive from them.
pub fn own_rates(graph: &Graph, by: Grouped, own: Own) -> Result<Rows<'_>, Stop> {
    let grouping = graph.grouping(by)?;
    let range = |(low, high): (f64, f64)| json!([low, high]);
    let definition = match own {
        Own::Group => {
            let rows = own_citations(&graph.frozen, &grouping).into_iter().map(move |one| {
                [
                    json!(grouping.name(one.group)),
                    json!(one.works),
                    json!(one.given),
                    json!(one.received),
                    json!(one.own),
                    one.given_bounds().map_or(Value::Null, range),
                    one.received_bounds().map_or(Value::Null, range),
                    json!(one.density()),
                    json!(one.expected),
                    json!(one.z),
                    json!(one.p),
                    json!(one.q),
                ]
            });
            let header = [
                "group",
                "works",
                "given",
                "received",
                "own",
                "of given",
                "of received",
                "density",
                "expected",
                "z",
                "p",
                "q",
            ];
            return Ok(Rows::new(header, rows));
        }
        Own::AnyAuthor => Definition::AnyAuthor,
        Own::FirstAuthor => Definition::FirstAuthor,
        Own::CoAuthors => Definition::CoAuthors,
    };
    let thawed = graph.thawed.as_ref().ok_or("an edge list has no authors: ask for --own group")?;
    let rows = self_rates(thawed, &grouping, definition).into_iter().map(move |one| {
        let interval = |interval: Interval| range((interval.strict, interval.lenient));
        [
            json!(grouping.name(one.group)),
            json!(one.works),
            json!(one.given.citations),
            interval(one.given.own),
            one.given.rate().map_or(Value::Null, interval),
            json!(one.received.citations),
            interval(one.received.own),
            one.received.rate().map_or(Value::Null, interval),
        ]
    });
    Ok(Rows::new(
        ["group", "works", "given", "own of given", "rate of given", "received", "own of received", "rate of received"],
        rows,
    ))
}

fn in_order(graph: &Graph) -> Result<Rows<'_>, Stop> {
    let thawed = graph.thawed.as_ref().ok_or("the order of citations is read from papers, not from an edge list")?;
    let pairs = strongest_pairs(thawed, 0).all;
    if pairs > PAIRS_LISTED {
        notes::note(format!(
            "of {pairs} pairs of papers that share works, {PAIRS_LISTED} that share most are compared"
        ));
    }
    let rows = order_overlaps(thawed).into_iter().flat_map(|overlap| {
        // Inside of the common sequence only, where both sides name other sources.
        let mut between = overlap.between;
        between.pop();
        between.retain(|gap| !gap.a.is_empty() && !gap.b.is_empty());
        between.retain(|gap| overlap.common.a.first().is_some_and(|first| gap.a[0].span > first.span));
        let common = vec![overlap.common];
        let kinds =
            [("common sequence", common), ("between", between), ("tile", overlap.tiles), ("chunk", overlap.chunks)];
        let row = |kind: &str, found: &OrderMatch| {
            let printed = |side: &[citegraph::query::citation_order::Passage]| -> Value {
                side.iter().map(|p| json!(format!("{} [{}]", p.printed, p.span.start))).collect()
            };
            let works: Value = match kind {
                "between" => Value::Null,
                _ => found.a.iter().map(|passage| json!(passage.work)).collect(),
            };
            [
                json!(overlap.a),
                json!(overlap.b),
                json!(kind),
                json!(found.a.len().max(found.b.len())),
                works,
                printed(&found.a),
                printed(&found.b),
            ]
        };
        let rows = kinds.iter().flat_map(|(kind, found)| found.iter().map(|found| row(kind, found)));
        rows.collect::<Vec<_>>()
    });
    Ok(Rows::new(["a", "b", "match", "citations", "works", "passages of a", "passages of b"], rows))
}

fn alike_passages(graph: &Graph, at_least: f64) -> Result<Rows<'_>, Stop> {
    let thawed = graph.thawed.as_ref().ok_or("passages are read from papers, not from an edge list")?;
    let texts: Vec<(&Paper, &str)> = graph.texts().collect();
    let mut rows: Vec<[Value; 8]> = Vec::new();
    for (i, a) in texts.iter().enumerate() {
        for b in &texts[i + 1..] {
            let [left, right] = [a, b].map(|(paper, text)| PaperText { paper, text });
            for found in alike(thawed, left, right, at_least) {
                let sources = |side: &SourcedPassage| -> Value {
                    side.sources
                        .iter()
                        .map(|source| json!(format!("{} [{}]", source.printed, source.span.start)))
                        .collect()
                };
                let place = |side: &SourcedPassage| json!([side.span.start, side.span.end]);
                let (similarity, naming) = (json!(found.similarity), json!(found.naming));
                let (of_a, of_b) = (sources(&found.a), sources(&found.b));
                let (at_a, at_b) = (place(&found.a), place(&found.b));
                rows.push([json!(a.0.id), json!(b.0.id), similarity, naming, of_a, of_b, at_a, at_b]);
            }
        }
    }
    let header = ["a", "b", "similarity", "sources", "sources of a", "sources of b", "place in a", "place in b"];
    Ok(Rows::new(header, rows.into_iter()))
}

/// Works that cite themselves.
fn loops(frozen: &FrozenGraph) -> impl Iterator<Item = WorkIndex> + '_ {
    frozen.works().filter(|&work| frozen.has_citation(work, work))
}

/// Sets of works that lead to each other by citations, and works that cite themselves.
pub fn in_circles(graph: &Graph) -> Rows<'_> {
    let frozen = &graph.frozen;
    let ids = |works: &[WorkIndex]| works.iter().map(|&work| json!(frozen.id(work))).collect::<Value>();
    let mut found = components(frozen).circles();
    // A work by itself is no component of several; one that lies in a larger one is told there.
    let in_one: std::collections::HashSet<WorkIndex> = found.iter().flatten().copied().collect();
    found.extend(loops(frozen).filter(|work| !in_one.contains(work)).map(|work| vec![work]));
    Rows::new(["size", "works"], found.into_iter().map(move |works| [json!(works.len()), ids(&works)]))
}

/// A small set of citations without which no cycle is left.
pub fn review(graph: &Graph) -> Rows<'_> {
    let frozen = &graph.frozen;
    let row = move |(a, b)| [json!(frozen.id(a)), json!(frozen.id(b)), graph.entries(a, b)];
    Rows::new(["citing", "cited", "entries"], to_review(frozen).into_iter().map(row))
}

/// The years of what is cited, as a picture.
fn years(graph: &Graph, format: Format, out: &mut impl Write) -> io::Result<()> {
    let frozen = &graph.frozen;
    let name = |work| graph.name(frozen.id(work)).unwrap_or_else(|| frozen.id(work).to_owned());
    pictures::write(&svg::years(&spectroscopy(frozen, |_| true, 1), name), format, out)
}

/// Citation cycles, each with what its dates tell; last the works that cite themselves.
pub fn circles(graph: &Graph, limits: CycleLimits, window: u32) -> Rows<'_> {
    let frozen = &graph.frozen;
    let earliest = graph.earliest();
    let mut found = frozen_cycles(frozen, limits);
    let cycles = std::iter::from_fn(move || {
        let next = found.next();
        if let Some(extent) = found.extent().filter(|&extent| next.is_none() && extent != Extent::Complete) {
            notes::note(extent);
        }
        next
    });
    let rows = cycles.fuse().map(move |works| {
        let dates = Dates { graph: frozen, earliest: |work| earliest.get(&work).copied(), window };
        let class = match dates.class(&works) {
            CycleClass::Simultaneous => "simultaneous".to_owned(),
            CycleClass::LaterVersion => "later version".to_owned(),
            CycleClass::Suspect(work) => format!("date or match to check: {}", frozen.id(work)),
            CycleClass::Undated => "undated".to_owned(),
            _ => "unexplained".to_owned(),
        };
        let named: Value = works.iter().map(|&work| json!(frozen.id(work))).collect();
        let next = works.iter().cycle().skip(1);
        let entries: Value = works.iter().zip(next).map(|(&a, &b)| graph.entries(a, b)).collect();
        [json!(works.len()), named, json!(class), entries]
    });
    let itself = move |work| {
        let id = json!(frozen.id(work));
        [json!(1), json!([id]), json!("cites itself"), json!([graph.entries(work, work)])]
    };
    Rows::new(["length", "works", "class", "entries"], rows.chain(loops(frozen).map(itself)))
}

fn authors_together<'g>(
    graph: &'g FrozenGraph,
    authors: &Grouping,
    network: &AuthorNetwork,
    at_least: f64,
) -> Rows<'g> {
    let row = |pair: citegraph::query::grouping::AuthorPair| {
        let (a, b) = pair.authors;
        let works: Value = pair.works.iter().map(|&work| json!(graph.id(work))).collect();
        let figures = [json!(pair.strength.count), json!(pair.strength.by(Measure::Cosine))];
        let [count, cosine] = figures;
        [json!(authors.name(a)), json!(authors.name(b)), count, cosine, works]
    };
    let rows: Vec<_> = network.pairs(Measure::Count, at_least).into_iter().map(row).collect();
    Rows::new(["a", "b", "works", "cosine", "through"], rows.into_iter()).of_authors()
}

fn main_paths(graph: &Graph, weight: Ways, path: MainPath, routes: usize) -> Rows<'_> {
    let frozen = &graph.frozen;
    let weight = match weight {
        Ways::Spc => Weight::Spc,
        Ways::Splc => Weight::Splc,
        Ways::Spnp => Weight::Spnp,
    };
    let traversal = Traversal::new(frozen, weight);
    if traversal.exponent() > 0 {
        notes::note(format!("weights are to be multiplied by 2^{}", traversal.exponent()));
    }
    let found = match path {
        MainPath::Weights => traversal.weights(),
        MainPath::Local => traversal.local(),
        MainPath::KeyRoutes => traversal.key_routes(routes),
        MainPath::Global => {
            let path = traversal.global();
            let place: HashMap<_, usize> = path.windows(2).map(|step| (step[1], step[0])).zip(0..).collect();
            let mut found = traversal.weights();
            found.retain(|edge| place.contains_key(&(edge.citing, edge.cited)));
            found.sort_by_key(|edge| place.get(&(edge.citing, edge.cited)).copied());
            found
        }
    };
    let rows = found.into_iter().map(move |edge| {
        let entries = graph.entries(edge.citing, edge.cited);
        [json!(frozen.id(edge.citing)), json!(frozen.id(edge.cited)), json!(edge.weight), entries]
    });
    Rows::new(["citing", "cited", "weight", "entries"], rows)
}

/// What changed from one graph to the other, one by one: a common source that is new changes as many pairs as there are.
fn changes<'g>(before: &'g Graph, after: &'g Graph) -> Rows<'g> {
    let found = difference(&before.frozen, &after.frozen);
    let row = |change: &str, what: Value, more: Value| [json!(change), what, more];
    let counts = |(was, is): (u32, u32)| json!(format!("{was} → {is}"));
    let mut first: Vec<[Value; 3]> = Vec::new();
    first.extend(found.works_added.iter().map(|work| row("work added", json!(work), Value::Null)));
    first.extend(found.works_dropped.iter().map(|work| row("work dropped", json!(work), Value::Null)));
    if let (Some(before), Some(after)) = (&before.thawed, &after.thawed) {
        let groups = |one, several, name: &'static str| {
            merged(one, several).into_iter().map(move |group| row(name, json!(group.one), json!(group.several)))
        };
        first.extend(groups(after, before, "merged"));
        first.extend(groups(before, after, "split"));
    }
    first.extend(found.citations_added.iter().map(|(a, b)| row("citation added", json!(a), json!(b))));
    first.extend(found.citations_dropped.iter().map(|(a, b)| row("citation dropped", json!(a), json!(b))));
    let shared = changed_pairs(&before.frozen, &after.frozen);
    let shared = shared.map(move |changed| row("shared works", json!(changed.pair), counts(changed.count)));
    let answers = found.answers.into_iter().filter_map(move |answer| match answer {
        ChangedAnswer::Cited { work, count } => Some(row("times cited", json!(work), counts(count))),
        ChangedAnswer::Circle { works } => Some(row("circle added", json!(works), Value::Null)),
        ChangedAnswer::NoCircle { works } => Some(row("circle dropped", json!(works), Value::Null)),
        _ => None,
    });
    let questions = found.questions.into_iter().map(move |question| row("answer", json!(question), Value::Null));
    Rows::new(["change", "what", "more"], first.into_iter().chain(shared).chain(answers).chain(questions))
}

fn said(ended: Ended) {
    if ended == Ended::Cut {
        notes::note("stopped before the figures were exact");
    }
}

/// Works by a figure, largest first, then in order.
fn ordered(graph: &FrozenGraph, figures: Vec<f64>) -> impl Iterator<Item = (WorkIndex, f64)> {
    let mut rows: Vec<(WorkIndex, f64)> = graph.works().zip(figures).collect();
    rows.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    rows.into_iter()
}
