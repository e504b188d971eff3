//! A pack as it stands in memory: checked, compiled for each interval of the law, ready to be asked.

use std::sync::Arc;

use super::compile::{ParamValue, SlotDef, StepDef};
use super::days::Leap;
use super::determination::{Cite, Instrument, PackStatus};
use super::program::{At, Program};
use crate::domain::{Day, Interval, Poll, Right, Schema, Words};

/// A loaded, checked and compiled pack.
#[derive(Debug, Clone)]
pub struct Pack {
    pub edition: Arc<Edition>,
    /// ISO 3166 code of the state that holds the polls.
    pub host: String,
    pub right: Right,
    pub question: Arc<Words>,
    /// When the pack's law exists at all.
    pub in_force: Interval,
    /// The open question where a birthday on 29 February decides.
    pub leap_question: Option<Arc<Words>>,
    /// Short key of each instrument, and what it stands for.
    pub sources: Vec<(String, Instrument)>,
    pub params: Vec<Param>,
    pub criteria: Vec<Arc<Criterion>>,
    pub cases: Vec<EmbeddedCase>,
    pub schema: Arc<Schema>,
    /// One for each interval in which nothing changes, in order.
    pub compiled: Vec<Arc<Compiled>>,
}

/// Which pack, in which version: what a determination was made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    pub id: String,
    pub version: String,
    /// SHA-256 of the pack's file.
    pub hash: [u8; 32],
    pub title: Arc<Words>,
    pub status: PackStatus,
}

/// A dated parameter. Its values are in order and leave no gap.
#[derive(Debug, Clone)]
pub struct Param {
    pub id: String,
    /// What it is, for people.
    pub title: Arc<Words>,
    /// The list of its codes, where it has any.
    pub list: String,
    pub values: Vec<(Interval, ParamValue, Arc<Cite>)>,
}

/// One version of one criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    pub id: Arc<str>,
    pub in_force: Interval,
    pub cite: Arc<Cite>,
    pub title: Arc<Words>,
    /// The criterion as one plain sentence.
    pub say: Arc<Words>,
    /// What is said of a person who does not meet it.
    pub deny: Arc<Words>,
    pub clause: Clause,
    pub exceptions: Vec<Exception>,
}

/// What must hold: one condition, or a group of members that each have a provision of their own.
#[derive(Debug, Clone, PartialEq)]
pub enum Clause {
    Test(Condition),
    All(Vec<Member>),
    Any(Vec<Member>),
}

/// A condition inside a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    pub id: Arc<str>,
    pub cite: Arc<Cite>,
    pub say: Arc<Words>,
    pub deny: Arc<Words>,
    pub clause: Clause,
}

impl Clause {
    /// Every member at every depth, each before those inside it.
    pub fn members(&self) -> Vec<&Member> {
        let mut found = Vec::new();
        self.walk(&mut |member| found.push(member), &mut |_| {});
        found
    }

    /// Every condition, in order.
    pub fn conditions(&self) -> Vec<&Condition> {
        let mut found = Vec::new();
        self.walk(&mut |_| {}, &mut |condition| found.push(condition));
        found
    }

    fn walk<'a>(&'a self, member: &mut impl FnMut(&'a Member), condition: &mut impl FnMut(&'a Condition)) {
        match self {
            Clause::Test(test) => condition(test),
            Clause::All(members) | Clause::Any(members) => {
                for one in members {
                    member(one);
                    one.clause.walk(member, condition);
                }
            }
        }
    }

    /// A clause that does not depend on any case.
    pub fn constant(&self) -> Option<bool> {
        match self {
            Clause::Test(Condition {
                expr: super::expr::Expr { node: super::expr::Node::Bool(value), .. }, ..
            }) => Some(*value),
            _ => None,
        }
    }

    /// Where it stands in the pack's file.
    pub fn line(&self) -> usize {
        self.conditions().first().map_or(0, |condition| condition.line)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Exception {
    pub id: Arc<str>,
    pub cite: Arc<Cite>,
    pub when: Condition,
    pub effect: Effect,
    /// What it says; for a contested effect, the open question.
    pub say: Arc<Words>,
    /// What is said to the person's disadvantage: that it applies, where its effect is "not met"; that the person has no
    /// benefit of it, where it is "met"; the ground if an open question is answered against the person, where it is
    /// "contested" (no program says that: a person decides it).
    pub deny: Arc<Words>,
}

/// What a true exception makes of the finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    Met,
    NotMet,
    Contested,
}

impl Effect {
    pub fn code(self) -> &'static str {
        match self {
            Effect::Met => "met",
            Effect::NotMet => "not_met",
            Effect::Contested => "contested",
        }
    }
}

/// An expression with its source.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    pub source: Arc<str>,
    pub expr: super::expr::Expr,
    /// The table for each of whose rows it is asked; one that holds is enough.
    pub for_each: Option<String>,
    /// Where it starts in the pack's file.
    pub line: usize,
    pub column: usize,
}

/// A case that travels with the pack and must come out as it says.
#[derive(Debug, Clone)]
pub struct EmbeddedCase {
    pub name: String,
    pub line: usize,
    /// The name by which later cases are like it.
    pub label: Option<String>,
    pub poll: Poll,
    pub applied_on: Option<Day>,
    pub law_date: Option<Day>,
    pub facts: Vec<crate::domain::Fact>,
    pub expect: Vec<(String, String)>,
    pub outcome: crate::domain::Outcome,
    pub needs: Option<Vec<String>>,
}

/// The pack in one interval of the law.
#[derive(Debug, PartialEq)]
pub struct Compiled {
    pub in_force: Interval,
    /// What becomes of 29 February in a year that has none.
    pub leap: Leap,
    pub program: Program,
    pub slots: Vec<SlotDef>,
    pub criteria: Vec<CompiledCriterion>,
    /// Parameter values in this interval, also as people read them, with their citation.
    pub params: Vec<(String, ParamValue, Arc<str>, Arc<Cite>)>,
    /// Codes of the list `level`, in the order of their slot values.
    pub levels: Vec<Arc<str>>,
    /// The same law with 29 February counted as 28 February in other years, where the pack leaves that open. Slots and
    /// criteria stand in the same order.
    pub down: Option<Box<Compiled>>,
}

#[derive(Debug, PartialEq)]
pub struct CompiledCriterion {
    /// Index into the pack's criteria.
    pub criterion: usize,
    pub root: At,
    /// The steps of the explanation, exceptions among them.
    pub steps: Vec<StepDef>,
    pub exceptions: Vec<CompiledException>,
    pub reads: super::program::SlotSet,
    /// Some slot is read more than once. Only then can trying completions say more than three-valued logic does.
    pub repeats: bool,
}

#[derive(Debug, PartialEq)]
pub struct CompiledException {
    pub effect: Effect,
    pub root: At,
}

impl Pack {
    /// The interval of the law that holds the day.
    pub fn on(&self, law_date: Day) -> Option<&Arc<Compiled>> {
        self.compiled.iter().find(|compiled| compiled.in_force.contains(law_date))
    }

    /// The same pack under another compiled law: what would its cases come to?
    pub(super) fn with_law(&self, compiled: Vec<Arc<Compiled>>) -> Pack {
        Pack { compiled, ..self.clone() }
    }

    /// First sixteen hex digits of the hash.
    pub fn short_hash(&self) -> String {
        self.edition.hash[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
