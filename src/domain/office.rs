//! The office itself.

/// What an office is called, and its clocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    pub name: String,
    /// Names the log in its checkpoints.
    pub log_id: String,
    /// Nobody in it is real: anybody may act as any officer, and every screen says so.
    pub fictitious: bool,
    /// How long a decision can be taken back.
    pub undo_minutes: i64,
    /// How long a case stays with an officer who does nothing.
    pub lease_minutes: i64,
}
