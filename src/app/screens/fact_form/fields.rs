//! The fields of the form of a fact, by the names under which it and the zone of a document fill them.

pub const REPLACES: &str = "replaces";
pub const STATE: &str = "state";
pub const WHY: &str = "why";
pub const VALUE: &str = "value";
pub const FROM: &str = "from";
pub const TO: &str = "to";
pub const EVIDENCE: &str = "evidence";
pub const REFERENCE: &str = "reference";
pub const DATED: &str = "dated";
pub const NOTE: &str = "note";
