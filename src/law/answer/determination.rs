//! What the engine answers, with everything needed to repeat and to explain it.

use std::sync::Arc;

use crate::domain::{Day, FactId, Outcome, Stamp, Why, Words};
use crate::law::engine::compiled::Compiled;
use crate::law::engine::finding::Verdict;
use crate::law::engine::resolve::Resolved;
use crate::law::expr::Given;
use crate::law::pack::{Criterion, Edition};

/// What one criterion gives for one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    Met,
    NotMet,
    /// Facts are missing; these.
    NotShown {
        needs: Vec<Need>,
    },
    /// The law is not settled; these are the open questions.
    Contested {
        questions: Vec<Arc<Words>>,
    },
}

impl Finding {
    /// The word in files and JSON.
    pub fn code(&self) -> &'static str {
        self.verdict().code()
    }

    fn verdict(&self) -> Verdict {
        match self {
            Finding::Met => Verdict::Met,
            Finding::NotMet => Verdict::NotMet,
            Finding::NotShown { .. } => Verdict::NotShown,
            Finding::Contested { .. } => Verdict::Contested,
        }
    }
}

/// A fact to ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Kind of the schema, or `case.applied_on`, `poll.nomination_from` and the like.
    pub kind: Arc<str>,
    pub why: Why,
    /// The day on which it matters, where one day does.
    pub on: Option<Day>,
    /// Something known of this kind is on record, and does not answer: it says less than is asked, or nothing of the day.
    pub recorded: bool,
    /// Whether it can change the answer by itself, given what is known.
    pub deciding: bool,
}

/// The whole answer for one case. It can be repeated from the pack, the facts and the dates that it names.
#[derive(Debug, Clone, PartialEq)]
pub struct Determination {
    pub edition: Arc<Edition>,
    pub poll_day: Day,
    pub law_date: Day,
    pub known_at: Option<Stamp>,
    pub outcome: Outcome,
    /// One for each criterion in force on the law date, in the pack's order.
    pub findings: Vec<CriterionFinding>,
    /// Everything missing over all findings, each once, deciding ones first.
    pub needs: Vec<Need>,
    /// Every fact that was read, in order of id.
    pub facts_read: Vec<FactId>,
    /// What was known, for the steps of the explanation; `None` where no law is in force.
    pub(super) ground: Option<Ground>,
}

/// What the findings stand on: the law as compiled, and the value of each of its slots.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ground {
    pub law: Arc<Compiled>,
    pub resolved: Resolved,
    /// The dates and numbers of the poll and the case, in the order of `Given::ALL`.
    pub givens: [Option<i32>; Given::ALL.len()],
    /// The facts that are days and that questions count from, where they are known.
    pub days: Vec<(Arc<str>, i32)>,
    /// The facts that each slot was read from.
    pub read: Vec<(u8, FactId)>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct CriterionFinding {
    pub criterion: Arc<Criterion>,
    pub finding: Finding,
}
