//! What somebody was typing: kept while they type, so that a line that is cut takes nothing with it. No part of the record.

use serde::{Deserialize, Serialize};

/// A form that was not sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Which form it is.
    pub form: String,
    /// The case that it is about.
    pub case: Option<i64>,
    /// The cases that it is about, where it is one act for many.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<i64>,
    /// The kind of fact, and the fact that it corrects.
    pub kind: Option<String>,
    /// Number of the fact that is put right; `None`: a new one.
    pub corrects: Option<i64>,
    /// The fields by their ids, with what stands in them.
    pub fields: Vec<(String, String)>,
}
