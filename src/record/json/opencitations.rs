//! Citations as the interface of OpenCitations gives them (<https://api.opencitations.net/index/v2>).

use std::collections::BTreeMap;

use serde_json::Value;

use super::each;
use crate::Span;
use crate::record::records::Records;
use crate::record::table::Index;

/// Reads objects with a citing and a cited work.
pub(super) fn read(text: &str, into: &mut Records) {
    let mut index = Index(BTreeMap::new());
    each(text, into, |json, start, _| {
        let citation: Option<Value> = serde_json::from_str(json).ok();
        let field = |key: &str| citation.as_ref().and_then(|object| super::text(object.get(key)));
        let span = Span::new(start, start + json.len());
        let added = field("citing")
            .zip(field("cited"))
            .is_some_and(|(citing, cited)| index.add(&citing, &cited, field("creation").as_deref(), span));
        if added { Ok(()) } else { Err((1, "expected the ids of a citing and a cited work".to_owned())) }
    });
    into.publications.extend(index.0.into_values());
}
