//! What a row says that the walk over the log must know.

use crate::domain::{Officer, Outcome, Verdict};

/// What the walk must know of a row.
pub enum Noted {
    Nothing,
    Officer(Officer),
    Decision(MadeDecision),
    Approval(MadeApproval),
    Remark(MadeRemark),
    /// A fact of this applicant.
    Fact {
        applicant: i64,
    },
}

/// A new decision.
#[derive(Debug, Clone)]
pub struct MadeDecision {
    pub id: i64,
    pub case: i64,
    /// `None`: a word that no decision has.
    pub verdict: Option<Verdict>,
    pub departs: bool,
    /// Whether reasons, and a reason to depart, were written.
    pub reasons: bool,
    pub departure: bool,
    pub proposed: Option<Outcome>,
    /// `pack@version#hash`, as the entry names the rules that it relied on.
    pub rule: String,
    /// The facts that were read; `None` where they are no numbers.
    pub facts: Option<Vec<i64>>,
}

#[derive(Debug, Clone)]
pub struct MadeApproval {
    pub decision: i64,
    pub approved: bool,
}

#[derive(Debug, Clone)]
pub struct MadeRemark {
    pub case: i64,
    pub decision: Option<i64>,
    /// The word of its action.
    pub action: String,
}
