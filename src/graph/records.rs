//! A frozen graph from records one by one: who cites whom by their ids, of files too large to hold as papers.

use super::edge_list::EdgeListError;
use super::{EdgeList, FrozenBuilder};
use crate::record::{Cited, Fault, Publication};

impl FrozenBuilder {
    /// Adds a record that has an id: a work of its year, and its citations of works that it names by ids, which are called as
    /// their own records are: by OpenAlex' and Semantic Scholar's keys, by DOI, by PubMed's number. Returns how many it names
    /// otherwise; these are left out.
    pub fn record(&mut self, record: &Publication) -> usize {
        let Some(id) = record.id.as_deref() else { return record.cites.len() };
        self.work(id, record.item.year());
        let named = record.cites.iter().filter_map(called);
        named.map(|cited| self.cite(id, cited)).fold(record.cites.len(), |left, ()| left - 1)
    }
}

/// What the record of a cited work is called.
fn called(cited: &Cited) -> Option<&str> {
    const SEMANTIC_SCHOLAR: &str = "https://www.semanticscholar.org/paper/";
    match cited {
        Cited::Address(address) => address.trim_end_matches('/').rsplit(['/', ':']).next(),
        Cited::Doi(id) | Cited::Pmid(id) => Some(id),
        Cited::Item(item) => {
            let own = item.url.as_deref().and_then(|address| address.strip_prefix(SEMANTIC_SCHOLAR));
            own.or(item.doi.as_deref())
        }
        Cited::Text(_) | Cited::Short(_) | Cited::Key(_) => None,
    }
}

impl EdgeList {
    /// Reads records, as a [`RecordStream`](crate::record::RecordStream) gives them, by [`FrozenBuilder::record`]. What can't be
    /// understood is counted among the bad lines. Returns how many citations don't name a work by an id.
    ///
    /// ```
    /// use citegraph::graph::{Delimiter, EdgeList};
    /// use citegraph::record::RecordStream;
    ///
    /// let part = "{\"id\": \"https://openalex.org/W2\", \"publication_year\": 2020, \"referenced_works\": [\"https://openalex.org/W1\"]}\n";
    /// let mut list = EdgeList::new(Delimiter::Tab);
    /// list.records(RecordStream::new(part.as_bytes(), None)?)?;
    /// let (graph, _) = list.build()?;
    /// let citing = graph.find("W2").expect("it is there");
    /// assert_eq!((graph.year(citing), graph.cites(citing).len()), (Some(2020), 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When all that there is can't be understood.
    pub fn records(
        &mut self,
        records: impl IntoIterator<Item = Result<Publication, Fault>>,
    ) -> Result<u64, EdgeListError> {
        let (mut read, mut left_out) = (0_u64, 0_u64);
        let mut first = None;
        for record in records {
            if self.is_full() {
                break;
            }
            match record {
                Ok(record) => {
                    read += 1;
                    left_out += self.builder_mut().record(&record) as u64;
                }
                Err(fault) => {
                    self.bad_line(|| fault.to_string());
                    first.get_or_insert(fault);
                }
            }
        }
        match first {
            Some(Fault { line, reason, .. }) if read == 0 => Err(EdgeListError::Read { line: line as u64, reason }),
            _ => Ok(left_out),
        }
    }
}
