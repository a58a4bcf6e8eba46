//! Every public type that owns what it says is data: written and read again by serde. A type that isn't doesn't compile here, and
//! one that is forgotten is found in the sources.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use citegraph::graph::CitationGraph;
use citegraph::paper::{Manifest, Paper};
use citegraph::query::components::components;
use citegraph::reference::Reference;
use citegraph::reference::item::Item;
use citegraph::view::table::Table;
use citegraph::view::{DrawOptions, Works};
use citegraph::work::verify::{Library, Printed};
use citegraph::work::{Corpus, Index, Matcher, Record};
use serde::Serialize;
use serde::de::DeserializeOwned;

fn is_data<T: Serialize + DeserializeOwned>() {}

/// Asserts of each type that it is data, and lists their names.
macro_rules! data {
    ($($type:ty,)*) => {{
        $(is_data::<$type>();)*
        [$(stringify!($type)),*]
    }};
}

/// What isn't data, and why.
const NOT: [(&str, &[&str]); 5] = [
    (
        "errors, which have a source and a message",
        &[
            "BuildError",
            "EdgeListError",
            "Error",
            "ErrorKind",
            "ModelError",
            "NumberingError",
            "PdfFault",
            "PngError",
            "RecordFault",
            "ReferenceIdError",
            "SavedFault",
            "UnknownName",
        ],
    ),
    (
        "what is at work on something: readers, searches, and the tables that they fill",
        &["EdgeList", "FrozenBuilder", "FrozenCycles", "IndexBuilder", "Scratch"],
    ),
    ("what petgraph walks a graph with", &["Visited", "WorkIndices", "WorkReferences"]),
    ("models, which are files of their own, and what reads with them", &["Chooser", "Parser", "Style"]),
    ("what the crate keeps to itself", &["Rng"]),
];

#[test]
fn public_types_that_own_are_data() {
    let data = data![
        citegraph::Confidence,
        citegraph::Span,
        citegraph::document::CitedLabel,
        citegraph::document::CleanText,
        citegraph::document::Document,
        citegraph::document::Entry,
        citegraph::document::FrontLabel,
        citegraph::document::FrontMatter,
        citegraph::document::Mention,
        citegraph::document::MentionForm,
        citegraph::document::MentionName,
        citegraph::document::Note,
        citegraph::document::NoteMark,
        citegraph::document::Region,
        citegraph::graph::AuthorList,
        citegraph::graph::BuildReport,
        citegraph::graph::Citation,
        citegraph::graph::CitationGraph,
        citegraph::graph::CitationGraphBuilder,
        citegraph::graph::Delimiter,
        citegraph::graph::Direction,
        citegraph::graph::Fit,
        citegraph::graph::FrozenGraph,
        citegraph::graph::GraphMemory,
        citegraph::graph::Header,
        citegraph::graph::InText,
        citegraph::graph::UnknownIds,
        citegraph::graph::WorkIndex,
        citegraph::graph::WorkNode,
        citegraph::paper::CitationForm,
        citegraph::paper::CitingStyle,
        citegraph::paper::Context,
        citegraph::paper::InTextCitation,
        citegraph::paper::ListedReference,
        citegraph::paper::Manifest,
        citegraph::paper::Paper,
        citegraph::paper::PaperFiles,
        citegraph::paper::ReferenceId,
        citegraph::paper::ReferenceKind,
        citegraph::paper::Resolution,
        citegraph::paper::Warning,
        citegraph::query::Ended,
        citegraph::query::author_groups::AuthorGroup,
        citegraph::query::blind_spots::BlindSpot,
        citegraph::query::citation_groups::CitationGroup,
        citegraph::query::citation_groups::GroupMember,
        citegraph::query::citation_groups::GroupOptions,
        citegraph::query::citation_order::CitationSequence,
        citegraph::query::citation_order::OrderMatch,
        citegraph::query::citation_order::OrderOverlap,
        citegraph::query::citation_order::Passage,
        citegraph::query::communities::Communities,
        citegraph::query::components::Components,
        citegraph::query::components::Members,
        citegraph::query::conflicts::ConflictField,
        citegraph::query::conflicts::FieldConflict,
        citegraph::query::conflicts::OddReading,
        citegraph::query::conflicts::Reading,
        citegraph::query::conflicts::SharedOddities,
        citegraph::query::conflicts::Standing,
        citegraph::query::conflicts::Witness,
        citegraph::query::conflicts::WorkConflicts,
        citegraph::query::contradictions::Contradiction,
        citegraph::query::contradictions::ContradictionKind,
        citegraph::query::coupling::Measure,
        citegraph::query::coupling::Relation,
        citegraph::query::coupling::Strength,
        citegraph::query::cycle_class::CycleClass,
        citegraph::query::cycles::Component,
        citegraph::query::cycles::Cycle,
        citegraph::query::cycles::CycleLimits,
        citegraph::query::cycles::CycleList,
        citegraph::query::cycles::CycleReport,
        citegraph::query::cycles::Extent,
        citegraph::query::cycles::Step,
        citegraph::query::cycles::StepEvidence,
        citegraph::query::difference::ChangedAnswer,
        citegraph::query::difference::Difference,
        citegraph::query::difference::Question,
        citegraph::query::difference::Regrouped,
        citegraph::query::disruption::Disruption,
        citegraph::query::dominators::Dominated,
        citegraph::query::grouping::AuthorNetwork,
        citegraph::query::grouping::AuthorPair,
        citegraph::query::grouping::Grouping,
        citegraph::query::hits::Hits,
        citegraph::query::hygiene::AmbiguousCitation,
        citegraph::query::hygiene::Hygiene,
        citegraph::query::hygiene::MismatchedCitation,
        citegraph::query::hygiene::MissingEntry,
        citegraph::query::hygiene::UncitedEntry,
        citegraph::query::main_path::Weight,
        citegraph::query::main_path::Weighted,
        citegraph::query::memory::Query,
        citegraph::query::names::NameEvidence,
        citegraph::query::own_citations::OwnCitations,
        citegraph::query::pagerank::PageRank,
        citegraph::query::pagerank::PageRankOptions,
        citegraph::query::passages::AlikePassages,
        citegraph::query::passages::NamedSource,
        citegraph::query::passages::Naming,
        citegraph::query::passages::SourcedPassage,
        citegraph::query::reach::Reached,
        citegraph::query::report::Chance,
        citegraph::query::report::Evidence,
        citegraph::query::report::Finding,
        citegraph::query::report::FindingKind,
        citegraph::query::report::Level,
        citegraph::query::report::Lines,
        citegraph::query::report::PaperReport,
        citegraph::query::report::Place,
        citegraph::query::report::Report,
        citegraph::query::report::SharedItem,
        citegraph::query::report::SharedReport,
        citegraph::query::report::Verdicts,
        citegraph::query::retractions::Notice,
        citegraph::query::retractions::Noticed,
        citegraph::query::self_citation::Answer,
        citegraph::query::self_citation::AuthorMatch,
        citegraph::query::self_citation::Cluster,
        citegraph::query::self_citation::PaperRates,
        citegraph::query::self_citation::Person,
        citegraph::query::self_citation::SelfCitation,
        citegraph::query::self_citation::Tally,
        citegraph::query::self_rates::Definition,
        citegraph::query::self_rates::Interval,
        citegraph::query::self_rates::SelfRates,
        citegraph::query::self_rates::SelfShare,
        citegraph::query::shared_sources::CitedWork,
        citegraph::query::shared_sources::CitingPaper,
        citegraph::query::shared_sources::PairEntries,
        citegraph::query::shared_sources::SharedPair,
        citegraph::query::shared_sources::SharedWork,
        citegraph::query::shared_sources::StrongestPairs,
        citegraph::query::spectroscopy::CitedYear,
        citegraph::query::summary::PaperSummary,
        citegraph::query::thresholds::HeldWork,
        citegraph::query::thresholds::SharedAtThresholds,
        citegraph::query::thresholds::ThresholdCounts,
        citegraph::record::Body,
        citegraph::record::Cited,
        citegraph::record::Fault,
        citegraph::record::Format,
        citegraph::record::Mark,
        citegraph::record::Opened,
        citegraph::record::Publication,
        citegraph::record::ReadAs,
        citegraph::record::Recognised,
        citegraph::record::Records,
        citegraph::record::Source,
        citegraph::reference::BackReference,
        citegraph::reference::Curators,
        citegraph::reference::Field<String>,
        citegraph::reference::Further,
        citegraph::reference::LoneIssue,
        citegraph::reference::NumberedPapers,
        citegraph::reference::Periodicals,
        citegraph::reference::Reference,
        citegraph::reference::chooser::Certainty,
        citegraph::reference::date::Date,
        citegraph::reference::date::DateParts,
        citegraph::reference::date::DateStatus,
        citegraph::reference::date::Season,
        citegraph::reference::issue::Issue,
        citegraph::reference::issue::IssueKind,
        citegraph::reference::item::Item,
        citegraph::reference::item::ItemType,
        citegraph::reference::label::Label,
        citegraph::reference::label::Segment,
        citegraph::reference::name::Name,
        citegraph::reference::name::Names,
        citegraph::token::Token,
        citegraph::token::TokenKind,
        citegraph::view::Colours,
        citegraph::view::DrawOptions,
        citegraph::view::Flow,
        citegraph::view::Legend,
        citegraph::view::Ranks,
        citegraph::view::Titles,
        citegraph::view::Works,
        citegraph::view::bibliography::Bibliography,
        citegraph::view::dot::DotOptions,
        citegraph::view::html::HtmlOptions,
        citegraph::view::network::Edges,
        citegraph::view::network::Network,
        citegraph::view::network::NetworkFormat,
        citegraph::view::network::Node,
        citegraph::view::svg::SvgOptions,
        citegraph::view::table::Table,
        citegraph::work::Clusters,
        citegraph::work::Compared,
        citegraph::work::Corpus,
        citegraph::work::CorpusBuilder,
        citegraph::work::Finding,
        citegraph::work::Grade,
        citegraph::work::Group,
        citegraph::work::Index,
        citegraph::work::Judgement,
        citegraph::work::Level,
        citegraph::work::Matcher,
        citegraph::work::Member,
        citegraph::work::Merge,
        citegraph::work::Near,
        citegraph::work::Place,
        citegraph::work::Reason,
        citegraph::work::Record,
        citegraph::work::Step,
        citegraph::work::Threshold,
        citegraph::work::Verdict,
        citegraph::work::Version,
        citegraph::work::Veto,
        citegraph::work::Work,
        citegraph::work::saved::Saved,
        citegraph::work::steps::Component,
        citegraph::work::verify::Difference,
        citegraph::work::verify::Field,
        citegraph::work::verify::Library,
        citegraph::work::verify::Nearest,
        citegraph::work::verify::Outcome,
        citegraph::work::verify::Printed,
        citegraph::work::verify::Verified,
    ];
    let last = |path: &'static str| path.split('<').next().unwrap_or_default().rsplit(':').next().unwrap_or_default();
    let known: BTreeSet<&str> = data
        .into_iter()
        .map(last)
        .chain(NOT.iter().flat_map(|(_, names)| names.iter().copied()))
        .map(str::trim)
        .collect();
    let mut forgotten = Vec::new();
    public_types(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut |name| {
        if !known.contains(name) {
            forgotten.push(name.to_owned());
        }
    });
    assert_eq!(forgotten, [""; 0], "neither data nor listed as no data");
}

/// The public types without lifetimes in a folder of the crate's sources; programs, and what makes the models, aren't the crate's.
fn public_types(folder: &Path, each: &mut dyn FnMut(&str)) {
    for entry in fs::read_dir(folder).expect("a folder of sources").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            if !["bin", "train", "generate"].iter().any(|other| entry.ends_with(other)) {
                public_types(&entry, each);
            }
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&entry).expect("a source");
            let declared = text.lines().filter_map(|line| {
                line.trim_start().strip_prefix("pub struct ").or(line.trim_start().strip_prefix("pub enum "))
            });
            for declared in declared {
                let end = declared.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(declared.len());
                if !declared[end..].starts_with("<'") {
                    each(&declared[..end]);
                }
            }
        }
    }
}

fn again<T: Serialize + DeserializeOwned>(value: &T) -> T {
    let text = serde_json::to_string(value).expect("it is data");
    let read: T = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e}: {text:.300}"));
    assert_eq!(serde_json::to_string(&read).expect("it is data"), text);
    read
}

const ROWS: [&str; 3] = [
    "Roe, A. (2020). On tests. Journal of Tests, 3(1), 4–9.",
    "A. Roe. On tests. J. Tests 3, 4 (2020).",
    "Doe, B. (2019). On jests. Journal of Tests, 2, 1–9.",
];

#[test]
fn builders_go_on_where_they_were() {
    let mut builder = Corpus::builder();
    builder.paper("a").cite(Reference::parse(ROWS[0]));
    let mut read = again(&builder);
    for builder in [&mut builder, &mut read] {
        builder.paper("b").cite(Reference::parse(ROWS[1]));
        builder.paper("a").cite(Reference::parse(ROWS[2]));
    }
    assert_eq!(builder.build(), read.build());

    let mut builder = CitationGraph::builder();
    builder.paper("a", Item::default()).work("w", Item::default()).cite("a", "w");
    let mut read = again(&builder);
    assert!(read.build().expect("a graph").works().eq(builder.build().expect("a graph").works()));
}

#[test]
fn records_and_their_index() {
    let record = |text| Record::from(&Reference::parse(text));
    for text in ROWS {
        assert_eq!(again(&record(text)), record(text));
    }
    let mut index = Index::new(Matcher::new());
    index.add(record(ROWS[0]));
    let mut read = again(&index);
    assert_eq!(read.len(), 1);
    assert_eq!(read.add(record(ROWS[1])), index.add(record(ROWS[1])));
    for wrong in [r#""""#, r#""0""#, r#""zz""#, r#""01+1""#, r#""é1""#] {
        assert!(serde_json::from_str::<Record>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_library_and_what_is_verified() {
    let item = |text| Reference::parse(text).item();
    let library = Library::new([("x".to_owned(), item(ROWS[2])), ("y".to_owned(), item(ROWS[0]))]);
    let printed = again(&Printed::from(Reference::parse(ROWS[1])));
    let verified = library.verify(&printed);
    assert_eq!(verified.record.as_deref(), Some("y"));
    assert_eq!(again(&library).verify(&printed), verified);
    again(&verified);
}

#[test]
fn a_manifest() {
    let manifest = Manifest::parse("[paper.a]\ntitle = \"On lakes\"\nissued = 2020\n").expect("a manifest");
    let mut paper = Paper::new("a", Item::default());
    again(&manifest).apply(&mut paper);
    assert_eq!(paper.item.title.as_deref(), Some("On lakes"));
    assert!(serde_json::from_str::<Manifest>(r#""[other]""#).is_err());
}

#[test]
fn tables_and_choices() {
    let table = Table::of(vec!["a", "b"], vec![vec!["1".into(), "2".into()]]);
    assert_eq!(again(&table), table);
    let wrong = r#"{"header":["a","b"],"rows":[["1"]],"holds":["text","text"]}"#;
    assert!(serde_json::from_str::<Table>(wrong).is_err());
    let options = DrawOptions::default().with_works(Works::Strongest(3));
    assert_eq!(again(&options), options);
}

#[test]
fn members_of_components() {
    let mut builder = CitationGraph::builder();
    builder.paper("a", Item::default()).paper("b", Item::default());
    let members = components(&builder.build().expect("a graph").freeze()).members();
    assert_eq!(again(&members), members);
}
