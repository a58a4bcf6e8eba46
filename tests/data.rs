//! Owned types and the answers of queries are data: they can be written and read in any form of `serde`. A type that can't be
//! doesn't compile here. Not listed are errors, builders, options, what borrows, the chooser and the tokens it is shown, and what is
//! made again from a corpus or a graph faster than it is read.

use serde::Serialize;
use serde::de::DeserializeOwned;

fn data<T: Serialize + DeserializeOwned>() {}

#[test]
fn types_are_data() {
    data::<citegraph::Confidence>();
    data::<citegraph::Span>();
    data::<citegraph::document::CitedLabel>();
    data::<citegraph::document::CleanText>();
    data::<citegraph::document::Document>();
    data::<citegraph::document::Entry>();
    data::<citegraph::document::FrontLabel>();
    data::<citegraph::document::FrontMatter>();
    data::<citegraph::document::Mention>();
    data::<citegraph::document::MentionForm>();
    data::<citegraph::document::MentionName>();
    data::<citegraph::document::Note>();
    data::<citegraph::document::NoteMark>();
    data::<citegraph::document::Region>();
    data::<citegraph::graph::AuthorList>();
    data::<citegraph::graph::BuildReport>();
    data::<citegraph::graph::Citation>();
    data::<citegraph::graph::CitationGraph>();
    data::<citegraph::graph::Delimiter>();
    data::<citegraph::graph::Direction>();
    data::<citegraph::graph::Fit>();
    data::<citegraph::graph::FrozenGraph>();
    data::<citegraph::graph::GraphMemory>();
    data::<citegraph::graph::Header>();
    data::<citegraph::graph::InText>();
    data::<citegraph::graph::UnknownIds>();
    data::<citegraph::graph::WorkIndex>();
    data::<citegraph::graph::WorkNode>();
    data::<citegraph::paper::CitationForm>();
    data::<citegraph::paper::CitingStyle>();
    data::<citegraph::paper::Context>();
    data::<citegraph::paper::InTextCitation>();
    data::<citegraph::paper::ListedReference>();
    data::<citegraph::paper::Paper>();
    data::<citegraph::paper::ReferenceId>();
    data::<citegraph::paper::ReferenceKind>();
    data::<citegraph::paper::Resolution>();
    data::<citegraph::paper::Warning>();
    data::<citegraph::query::Ended>();
    data::<citegraph::query::author_groups::AuthorGroup>();
    data::<citegraph::query::blind_spots::BlindSpot>();
    data::<citegraph::query::citation_groups::CitationGroup>();
    data::<citegraph::query::citation_groups::GroupMember>();
    data::<citegraph::query::citation_groups::GroupOptions>();
    data::<citegraph::query::citation_order::CitationSequence>();
    data::<citegraph::query::citation_order::OrderMatch>();
    data::<citegraph::query::citation_order::OrderOverlap>();
    data::<citegraph::query::citation_order::Passage>();
    data::<citegraph::query::communities::Communities>();
    data::<citegraph::query::components::Components>();
    data::<citegraph::query::conflicts::ConflictField>();
    data::<citegraph::query::conflicts::FieldConflict>();
    data::<citegraph::query::conflicts::OddReading>();
    data::<citegraph::query::conflicts::Reading>();
    data::<citegraph::query::conflicts::SharedOddities>();
    data::<citegraph::query::conflicts::Standing>();
    data::<citegraph::query::conflicts::Witness>();
    data::<citegraph::query::conflicts::WorkConflicts>();
    data::<citegraph::query::contradictions::Contradiction>();
    data::<citegraph::query::contradictions::ContradictionKind>();
    data::<citegraph::query::coupling::Measure>();
    data::<citegraph::query::coupling::Relation>();
    data::<citegraph::query::coupling::Strength>();
    data::<citegraph::query::cycle_class::CycleClass>();
    data::<citegraph::query::cycles::Component>();
    data::<citegraph::query::cycles::Cycle>();
    data::<citegraph::query::cycles::CycleLimits>();
    data::<citegraph::query::cycles::CycleList>();
    data::<citegraph::query::cycles::CycleReport>();
    data::<citegraph::query::cycles::Extent>();
    data::<citegraph::query::cycles::Step>();
    data::<citegraph::query::cycles::StepEvidence>();
    data::<citegraph::query::difference::ChangedAnswer>();
    data::<citegraph::query::difference::Difference>();
    data::<citegraph::query::difference::Question>();
    data::<citegraph::query::difference::Regrouped>();
    data::<citegraph::query::disruption::Disruption>();
    data::<citegraph::query::dominators::Dominated>();
    data::<citegraph::query::grouping::AuthorNetwork>();
    data::<citegraph::query::grouping::AuthorPair>();
    data::<citegraph::query::grouping::Grouping>();
    data::<citegraph::query::hits::Hits>();
    data::<citegraph::query::hygiene::AmbiguousCitation>();
    data::<citegraph::query::hygiene::Hygiene>();
    data::<citegraph::query::hygiene::MismatchedCitation>();
    data::<citegraph::query::hygiene::MissingEntry>();
    data::<citegraph::query::hygiene::UncitedEntry>();
    data::<citegraph::query::main_path::Weight>();
    data::<citegraph::query::main_path::Weighted>();
    data::<citegraph::query::memory::Query>();
    data::<citegraph::query::names::NameEvidence>();
    data::<citegraph::query::own_citations::OwnCitations>();
    data::<citegraph::query::pagerank::PageRank>();
    data::<citegraph::query::pagerank::PageRankOptions>();
    data::<citegraph::query::passages::AlikePassages>();
    data::<citegraph::query::passages::NamedSource>();
    data::<citegraph::query::passages::Naming>();
    data::<citegraph::query::passages::SourcedPassage>();
    data::<citegraph::query::reach::Reached>();
    data::<citegraph::query::report::Chance>();
    data::<citegraph::query::report::Evidence>();
    data::<citegraph::query::report::Finding>();
    data::<citegraph::query::report::FindingKind>();
    data::<citegraph::query::report::Level>();
    data::<citegraph::query::report::Lines>();
    data::<citegraph::query::report::PaperReport>();
    data::<citegraph::query::report::Place>();
    data::<citegraph::query::report::Report>();
    data::<citegraph::query::report::SharedItem>();
    data::<citegraph::query::report::SharedReport>();
    data::<citegraph::query::report::Verdicts>();
    data::<citegraph::query::retractions::Notice>();
    data::<citegraph::query::retractions::Noticed>();
    data::<citegraph::query::self_citation::Answer>();
    data::<citegraph::query::self_citation::AuthorMatch>();
    data::<citegraph::query::self_citation::Cluster>();
    data::<citegraph::query::self_citation::PaperRates>();
    data::<citegraph::query::self_citation::Person>();
    data::<citegraph::query::self_citation::SelfCitation>();
    data::<citegraph::query::self_citation::Tally>();
    data::<citegraph::query::self_rates::Definition>();
    data::<citegraph::query::self_rates::Interval>();
    data::<citegraph::query::self_rates::SelfRates>();
    data::<citegraph::query::self_rates::SelfShare>();
    data::<citegraph::query::shared_sources::CitedWork>();
    data::<citegraph::query::shared_sources::CitingPaper>();
    data::<citegraph::query::shared_sources::PairEntries>();
    data::<citegraph::query::shared_sources::SharedPair>();
    data::<citegraph::query::shared_sources::SharedWork>();
    data::<citegraph::query::shared_sources::StrongestPairs>();
    data::<citegraph::query::spectroscopy::CitedYear>();
    data::<citegraph::query::summary::PaperSummary>();
    data::<citegraph::query::thresholds::HeldWork>();
    data::<citegraph::query::thresholds::SharedAtThresholds>();
    data::<citegraph::query::thresholds::ThresholdCounts>();
    data::<citegraph::record::Body>();
    data::<citegraph::record::Cited>();
    data::<citegraph::record::Fault>();
    data::<citegraph::record::Format>();
    data::<citegraph::record::Mark>();
    data::<citegraph::record::Opened>();
    data::<citegraph::record::Publication>();
    data::<citegraph::record::ReadAs>();
    data::<citegraph::record::Recognised>();
    data::<citegraph::record::Records>();
    data::<citegraph::record::Source>();
    data::<citegraph::reference::BackReference>();
    data::<citegraph::reference::Field<String>>();
    data::<citegraph::reference::Further>();
    data::<citegraph::reference::Reference>();
    data::<citegraph::reference::date::Date>();
    data::<citegraph::reference::date::DateParts>();
    data::<citegraph::reference::date::DateStatus>();
    data::<citegraph::reference::date::Season>();
    data::<citegraph::reference::issue::Issue>();
    data::<citegraph::reference::issue::IssueKind>();
    data::<citegraph::reference::item::Item>();
    data::<citegraph::reference::item::ItemType>();
    data::<citegraph::reference::label::Label>();
    data::<citegraph::reference::label::Segment>();
    data::<citegraph::reference::name::Name>();
    data::<citegraph::reference::name::Names>();
    data::<citegraph::view::bibliography::Bibliography>();
    data::<citegraph::view::network::Edges>();
    data::<citegraph::view::network::Network>();
    data::<citegraph::view::network::NetworkFormat>();
    data::<citegraph::view::network::Node>();
    data::<citegraph::work::Clusters>();
    data::<citegraph::work::Compared>();
    data::<citegraph::work::Corpus>();
    data::<citegraph::work::Finding>();
    data::<citegraph::work::Grade>();
    data::<citegraph::work::Group>();
    data::<citegraph::work::Judgement>();
    data::<citegraph::work::Level>();
    data::<citegraph::work::Matcher>();
    data::<citegraph::work::Member>();
    data::<citegraph::work::Merge>();
    data::<citegraph::work::Near>();
    data::<citegraph::work::Place>();
    data::<citegraph::work::Reason>();
    data::<citegraph::work::Step>();
    data::<citegraph::work::Threshold>();
    data::<citegraph::work::Verdict>();
    data::<citegraph::work::Version>();
    data::<citegraph::work::Veto>();
    data::<citegraph::work::Work>();
    data::<citegraph::work::saved::Saved>();
    data::<citegraph::work::steps::Component>();
    data::<citegraph::work::verify::Difference>();
    data::<citegraph::work::verify::Field>();
    data::<citegraph::work::verify::Nearest>();
    data::<citegraph::work::verify::Outcome>();
    data::<citegraph::work::verify::Verified>();
}

/// The public types that are none: what borrows aside.
const NO_DATA: [&str; 64] = [
    // Errors.
    "Error",
    "ErrorKind",
    "PdfFault",
    "RecordFault",
    "SavedFault",
    "UnknownName",
    "graph::BuildError",
    "graph::EdgeListError",
    "paper::ReferenceIdError",
    "query::components::NumberingError",
    "reference::chooser::ModelError",
    "view::png::PngError",
    // What is built with, read from or asked step by step.
    "graph::CitationGraphBuilder",
    "graph::EdgeList",
    "graph::FrozenBuilder",
    "graph::visit::Visited",
    "graph::visit::WorkIndices",
    "graph::visit::WorkReferences",
    "paper::Manifest",
    "paper::PaperFiles",
    "query::cycles::FrozenCycles",
    "reference::Parser",
    "reference::chooser::Chooser",
    "reference::chooser::Scratch",
    "work::CorpusBuilder",
    "work::Index",
    "work::Record",
    "work::verify::IndexBuilder",
    "work::verify::Library",
    "work::verify::Printed",
    // Made again faster than it is read.
    "query::components::Members",
    // Settings, and what the chooser is shown.
    "reference::Curators",
    "reference::LoneIssue",
    "reference::NumberedPapers",
    "reference::Periodicals",
    "reference::chooser::Certainty",
    "reference::chooser::Style",
    "token::Token",
    "token::TokenKind",
    // How answers are drawn, and what is drawn.
    "view::Colours",
    "view::DrawOptions",
    "view::Flow",
    "view::Legend",
    "view::Ranks",
    "view::Titles",
    "view::Works",
    "view::dot::Colours",
    "view::dot::DotOptions",
    "view::dot::DrawOptions",
    "view::dot::Flow",
    "view::dot::Legend",
    "view::dot::Ranks",
    "view::dot::Titles",
    "view::dot::Works",
    "view::html::HtmlOptions",
    "view::svg::Colours",
    "view::svg::DrawOptions",
    "view::svg::Flow",
    "view::svg::Legend",
    "view::svg::Ranks",
    "view::svg::SvgOptions",
    "view::svg::Titles",
    "view::svg::Works",
    "view::table::Table",
];

/// What `tests/sent.rs` lists is data or says that it is none, each once.
#[test]
fn no_public_type_is_forgotten() {
    fn listed<'t>(source: &'t str, of: &str) -> Vec<&'t str> {
        let calls = source.lines().filter_map(|line| line.trim().strip_prefix(of)?.strip_suffix(">();"));
        calls.map(|name| name.strip_prefix("citegraph::").unwrap_or(name)).collect()
    }
    let (sent, data) = (listed(include_str!("sent.rs"), "sent::<"), listed(include_str!("data.rs"), "data::<"));
    let is_told = |name: &&str| data.contains(name) || NO_DATA.contains(name) || name.contains("'_");
    let forgotten: Vec<&&str> = sent.iter().filter(|name| !is_told(name)).collect();
    assert!(sent.len() > 200 && forgotten.is_empty(), "{forgotten:?}");
    let twice: Vec<&&str> = NO_DATA.iter().filter(|name| data.contains(name) || !sent.contains(name)).collect();
    assert!(twice.is_empty(), "{twice:?}");
}
