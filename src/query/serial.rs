//! How ids are serialised: as they are printed, `DOCUMENT:LABEL`.

use serde::Serializer;

use crate::paper::ReferenceId;

/// One entry's id.
pub(super) fn id<S: Serializer>(id: &ReferenceId, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

/// Several entries' ids.
pub(super) fn ids<S: Serializer>(ids: &[ReferenceId], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(ids.iter().map(ToString::to_string))
}
