//! Citations as the interface of OpenCitations gives them (<https://api.opencitations.net/index/v2>).

use std::collections::BTreeMap;

use serde::Deserialize;

use super::objects::each;
use crate::Span;
use crate::record::lenient::{Object, Text};
use crate::record::records::Records;
use crate::record::table::Index;

#[derive(Default, Deserialize)]
#[serde(default, bound = "'de: 't")]
struct Citation<'t> {
    citing: Text<'t>,
    cited: Text<'t>,
    creation: Text<'t>,
}

/// Reads objects with a citing and a cited work.
pub(super) fn read(text: &str, into: &mut Records) {
    let mut index = Index(BTreeMap::new());
    each(text, into, |json, start, _| {
        let Object(citation): Object<Citation<'_>> = serde_json::from_str(json).unwrap_or_default();
        let span = Span::new(start, start + json.len());
        let pair = citation.citing.get().zip(citation.cited.get());
        let added = pair.is_some_and(|(citing, cited)| index.add(citing, cited, citation.creation.get(), span));
        if added { Ok(()) } else { Err((1, "expected the ids of a citing and a cited work".to_owned())) }
    });
    into.publications.extend(index.0.into_values());
}
