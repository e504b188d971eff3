//! What the engine answers, with everything needed to repeat and to explain it.

use std::sync::Arc;

use crate::domain::{Day, FactId, Interval, Outcome, Stamp, State, Why, Words};

/// Yes, no, or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tri {
    Yes,
    No,
    Unknown,
}

/// Whether a lawyer has confirmed the pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PackStatus {
    /// No lawyer has confirmed it; screens and notices say so.
    Draft,
    Confirmed,
}

/// Where a rule comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cite {
    /// As the pack writes it, for instance `FZ67 art. 4(1)`.
    pub text: String,
    /// The full name of the instrument that the short key stands for.
    pub source: String,
    /// Nobody has read the primary text for this; the pack says so.
    pub unverified: bool,
}

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
        match self {
            Finding::Met => "met",
            Finding::NotMet => "not_met",
            Finding::NotShown { .. } => "not_shown",
            Finding::Contested { .. } => "contested",
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
    /// Whether it can change the answer by itself, given what is known.
    pub deciding: bool,
}

/// The whole answer for one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Determination {
    pub pack: String,
    pub pack_version: String,
    pub pack_hash: [u8; 32],
    pub pack_title: Arc<Words>,
    pub status: PackStatus,
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
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionFinding {
    pub id: Arc<str>,
    pub title: Arc<Words>,
    /// The criterion as one plain sentence.
    pub sentence: Arc<Words>,
    pub cite: Arc<Cite>,
    /// When this version of the criterion is in force.
    pub in_force: Interval,
    /// Names and days of the reference dates it uses: `poll.day` 2026-09-20.
    pub reference: Vec<(&'static str, Day)>,
    pub finding: Finding,
    pub explain: Node,
}

/// One step of the explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    pub kind: NodeKind,
    /// The source text of the step: an expression, a question to a history, a parameter's name.
    pub text: Arc<str>,
    pub value: Tri,
    /// The value in words where it is no yes/no: a date, a number, a code list.
    pub shown: Option<Shown>,
    pub cite: Option<Arc<Cite>>,
    pub children: Vec<Node>,
}

/// A value that is no yes or no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    Day(Day),
    Number(i64),
    Text(Arc<str>),
}

impl std::fmt::Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Shown::Day(day) => day.fmt(f),
            Shown::Number(number) => number.fmt(f),
            Shown::Text(text) => f.write_str(text),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeKind {
    All,
    Any,
    Not,
    /// A comparison or membership.
    Test,
    /// An exception of the criterion: its label and what it would make of the finding.
    Exception {
        id: Arc<str>,
        effect: &'static str,
        applies: Tri,
    },
    /// A fact, or a question to a history, with the rows that were read.
    Fact {
        kind: Arc<str>,
        on: Option<Day>,
        why: Option<Why>,
        rows: Vec<Row>,
    },
    /// A dated parameter.
    Parameter,
    /// A property of the poll or the case.
    Given,
}

/// A row of a history as the explanation shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub fact: FactId,
    pub state: State,
    pub holds: Interval,
    /// Kind and reference of what shows it; empty where nothing does.
    pub evidence: String,
}
