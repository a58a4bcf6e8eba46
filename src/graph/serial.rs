//! Graphs to and from data: the works in order, then the citations by the places of their works. What is read is checked as what is
//! built is.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::build::assemble;
use super::{Citation, CitationGraph, FrozenGraph, WorkNode, ix};

#[derive(Serialize)]
struct Written<'g> {
    works: Vec<&'g WorkNode>,
    citations: Vec<(usize, usize, &'g Citation)>,
}

#[derive(Deserialize)]
struct Read {
    works: Vec<WorkNode>,
    citations: Vec<(usize, usize, Citation)>,
}

impl Serialize for CitationGraph {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let works = self.works().map(|(_, work)| work).collect();
        let citations = self.citations().map(|e| (e.citing.index(), e.cited.index(), e.citation)).collect();
        Written { works, citations }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for CitationGraph {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Read { works, citations } = Read::deserialize(deserializer)?;
        if !works.is_sorted_by(|a, b| a.id < b.id) {
            return Err(D::Error::custom("expected works in the order of their ids, each once"));
        }
        let count = works.len();
        let edges = citations.into_iter().map(|(citing, cited, citation)| {
            if citing.max(cited) >= count {
                return Err(D::Error::custom("expected citations between works of the graph"));
            }
            Ok((ix(citing), ix(cited), citation))
        });
        Ok(assemble(works, edges.collect::<Result<_, _>>()?))
    }
}

#[derive(Serialize)]
struct WrittenFrozen<'g> {
    works: Vec<&'g str>,
    years: Vec<Option<i32>>,
    citations: Vec<(usize, usize)>,
}

#[derive(Deserialize)]
struct ReadFrozen {
    works: Vec<String>,
    years: Vec<Option<i32>>,
    citations: Vec<(u32, u32)>,
}

impl Serialize for FrozenGraph {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        WrittenFrozen {
            works: self.works().map(|work| self.id(work)).collect(),
            years: self.works().map(|work| self.year(work)).collect(),
            citations: self.citations().map(|(citing, cited)| (citing.index(), cited.index())).collect(),
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for FrozenGraph {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let ReadFrozen { works, years, citations } = ReadFrozen::deserialize(deserializer)?;
        let in_order = works.is_sorted_by(|a, b| a < b) || works.iter().all(String::is_empty);
        if !in_order || years.len() != works.len() {
            return Err(D::Error::custom("expected works in the order of their ids, each once, and as many years"));
        }
        if citations.iter().any(|(citing, cited)| *citing.max(cited) as usize >= works.len()) {
            return Err(D::Error::custom("expected citations between works of the graph"));
        }
        Self::of_parts(&works, &years, citations)
            .ok_or_else(|| D::Error::custom("expected fewer works and shorter ids"))
    }
}
