//! Training the models of lines: annotated papers and lists, and made ones → regions and entries.

//!
//! ```text
//! papers ─▶ lines with what they are      corpus.rs
//! references ─▶ lists, documents          list.rs, around.rs, maker.rs
//! ```

mod around;
mod corpus;
mod list;
mod maker;

use std::path::Path;

use self::corpus::Corpus;
use self::maker::Maker;
use super::corpus::CorpusError;
use super::sequence::{Labelled, Learning, learn_average};
use super::{Example, read};
use crate::document::training::{
    Looks, Place, REGION_STEPS, REGION_TAGS, Region, STEPS, entry_features, lines, region_features, region_tag,
};
use crate::generate::layout::{Laid, render};

/// What a line of a training document is; `None` where nobody has said it.
#[derive(Clone, Copy, Debug, Default)]
struct Role {
    region: Option<Region>,
    place: Option<Place>,
}

type Line = Laid<Role>;

fn role(region: Region) -> Role {
    Role { region: Some(region), place: Some(Place::Outside) }
}

fn listed(place: Place) -> Role {
    Role { region: Some(Region::Bibliography), place: Some(place) }
}

/// How many documents and lists to make.
#[derive(Clone, Copy, Debug)]
pub struct LineOptions {
    /// Lists of one style each.
    pub lists: usize,
    /// Documents around such lists.
    pub documents: usize,
    /// Models to average, each learned from lists and documents of its own.
    pub models: usize,
    /// The seed of all chance.
    pub seed: u64,
}

impl Default for LineOptions {
    fn default() -> Self {
        Self { lists: 4500, documents: 2500, models: 4, seed: 1 }
    }
}

/// Learns the model of regions and the model of entries: their bytes, in this order.
///
/// `papers` is a folder with GROBID's `segmentation` and `reference-segmenter` corpora and AnyStyle's finder; `references`
/// hold the labelled references whose values the generator prints.
///
/// # Errors
///
/// When a file can't be read, or none is there.
pub fn learn_lines(
    papers: &Path,
    references: &[std::path::PathBuf],
    options: &LineOptions,
    log: impl Fn(&str),
) -> Result<(Vec<u8>, Vec<u8>), CorpusError> {
    let corpus = Corpus::read(papers)?;
    let mut examples: Vec<Example> = Vec::new();
    for path in references {
        examples.extend(read(path)?);
    }
    log(&format!(
        "{} papers, {} dissertations, {} lists",
        corpus.papers.len(),
        corpus.theses.len(),
        corpus.lists.len()
    ));
    let maker = |model: usize| Maker::new(&examples, &corpus, options.seed + model as u64);
    let documents = |model: usize| -> Vec<Labelled> {
        let all = maker(model).training_documents(options.documents);
        all.iter().map(|(lines, weight)| labelled_document(lines, *weight)).collect()
    };
    log("regions");
    let learning = Learning { rows: 30_000, least: 5.0, epochs: 14, ..Learning::default() };
    let regions = learn_average::<REGION_TAGS, _>(options.models, documents, REGION_STEPS, &learning, &log).write();
    let lists = |model: usize| -> Vec<Labelled> {
        let all = maker(model).training_lists(options.lists);
        all.iter().map(|(lines, weight)| labelled_list(lines, *weight)).collect()
    };
    log("entries");
    let learning = Learning { rows: 12_000, least: 6.0, ..Learning::default() };
    let entries = learn_average::<3, _>(options.models, lists, STEPS, &learning, &log).write();
    Ok((regions, entries))
}

/// Made documents and lists as text, to be looked at.
///
/// # Errors
///
/// As [`learn_lines`].
pub fn made_lines(
    papers: &Path,
    references: &[std::path::PathBuf],
    options: &LineOptions,
) -> Result<String, CorpusError> {
    let corpus = Corpus::read(papers)?;
    let mut examples: Vec<Example> = Vec::new();
    for path in references {
        examples.extend(read(path)?);
    }
    let mut maker = Maker::new(&examples, &corpus, options.seed);
    let mut shown = String::new();
    let all = maker.training_lists(options.lists).into_iter().chain(maker.training_documents(options.documents));
    for (lines, _) in all {
        for line in lines {
            if line.blank_before {
                shown.push('\n');
            }
            let region = line.role.region.map_or("?".to_owned(), |r| format!("{r:?}"));
            let place = line.role.place.map_or("?".to_owned(), |p| format!("{p:?}"));
            let page = if line.page_start { "^L" } else { "" };
            shown.push_str(&format!("{region:12} {place:7} {page}{}{}\n", " ".repeat(line.indent), line.text));
        }
        shown.push_str("==========\n");
    }
    Ok(shown)
}

/// The tags of a document's lines: a region's first line has one of its own, and so has each note's.
fn region_tags(roles: &[Role]) -> Vec<Option<u8>> {
    let mut last = None;
    roles
        .iter()
        .map(|role| {
            let region = role.region?;
            let around = last;
            let first = last != Some(region) || region == Region::Note && role.place == Some(Place::Begin);
            // Running heads part no region, nor do notes a bibliography or what comes after it.
            let parts = match region {
                Region::Furniture => last.is_none(),
                Region::Note => !matches!(last, Some(Region::Bibliography | Region::After)),
                _ => true,
            };
            if parts {
                last = Some(region);
            }
            Some(region_tag(region, first, around))
        })
        .collect()
}

/// A document's lines, printed and looked at as any other's, with what they are.
fn looked_at(made: &[Line]) -> (Looks, Vec<Role>) {
    let text = render(made);
    let lines = lines(&text);
    let looks = Looks::of(&text, &lines);
    // Columns may be taken apart where none were printed: what a line is is known by where it stands.
    let mut starts: Vec<(usize, Role)> = Vec::with_capacity(made.len());
    let mut at = 0;
    for line in made {
        at += usize::from(line.blank_before) + usize::from(line.page_start);
        starts.push((at, line.role));
        at += line.indent + line.text.len() + 1;
    }
    let role = |i: &usize| {
        let n = starts.partition_point(|(start, _)| *start <= lines[*i].span.start);
        n.checked_sub(1).map_or(Role::default(), |n| starts[n].1)
    };
    let roles = looks.lines.iter().map(role).collect();
    (looks, roles)
}

/// A document's lines with the tags of their regions.
fn labelled_document(made: &[Line], weight: f32) -> Labelled {
    let (looks, roles) = looked_at(made);
    Labelled { features: region_features(&looks), tags: region_tags(&roles), weight }
}

/// A list's lines with their places. Running heads are taken out before, as the model of regions does; some stay.
fn labelled_list(made: &[Line], weight: f32) -> Labelled {
    let (looks, roles) = looked_at(made);
    let stays = |i: &usize| roles[*i].region != Some(Region::Furniture) || made.len().is_multiple_of(5);
    let kept: Vec<usize> = (0..looks.len()).filter(stays).collect();
    let tags = kept.iter().map(|i| roles[*i].place.map(|p| p as u8)).collect();
    Labelled { features: entry_features(&looks.part(&kept)), tags, weight }
}

#[cfg(test)]
mod tests {
    use super::corpus::{reference_segmenter, segmentation};
    use super::*;

    fn corpus() -> Corpus {
        let xml = "<tei><text><front>Of Lakes<lb/>Ann Alder<lb/></front><body>We looked at lakes.<lb/>They are wide.<lb/></body>\
            <page>12<lb/></page><listBibl>References<lb/>Alder, A. (2001). On moss.<lb/></listBibl><div type=\"annex\">Table 1<lb/></div>\
            </text></tei>";
        let list = "<tei><text><listBibl><bibl>Alder, A. (2001). On <lb/>moss. Moss, 3, 4–9.<lb/></bibl><bibl>Birch, B. (2002). Of \
            <lb/>ponds. Ponds, 4.<lb/></bibl><bibl>Cedar, C. 2003. Reeds<lb/>. Town.<lb/></bibl><bibl>Elm, D. 2004. Late <lb/>snow.<lb/>\
            </bibl></listBibl></text></tei>";
        Corpus { papers: vec![segmentation(xml)], theses: Vec::new(), lists: vec![reference_segmenter(list)] }
    }

    #[test]
    fn annotated_lines() {
        let corpus = corpus();
        let regions: Vec<_> = corpus.papers[0].iter().filter_map(|l| l.role.region).collect();
        use Region::{After, Bibliography, Body, Front, Furniture};
        assert_eq!(regions, [Front, Front, Body, Body, Furniture, Bibliography, Bibliography, After]);
        let places: Vec<_> = corpus.lists[0].iter().filter_map(|l| l.role.place).collect();
        use Place::{Begin, Inside};
        assert_eq!(places, [Begin, Inside, Begin, Inside, Begin, Inside, Begin, Inside]);
    }

    #[test]
    fn the_same_seed_makes_the_same_documents_and_each_line_has_a_role() {
        let corpus = corpus();
        let made = || {
            let mut maker = Maker::with(&[], &corpus, 3, 3000);
            maker
                .training_documents(6)
                .into_iter()
                .chain(maker.training_lists(6))
                .map(|(lines, _)| lines)
                .collect::<Vec<_>>()
        };
        let documents = made();
        let text = |all: &[Vec<Line>]| all.iter().map(|lines| render(lines)).collect::<String>();
        assert_eq!(text(&documents), text(&made()));
        for lines in &documents {
            let (looks, roles) = looked_at(lines);
            assert_eq!(looks.len(), roles.len());
            assert!(roles.iter().all(|r| r.region.is_some()));
        }
    }
}
