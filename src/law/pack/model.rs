//! A pack as it stands in memory: checked, compiled for each interval of the law, ready to be asked.

use std::sync::Arc;

use super::length::Term;
use crate::domain::{Day, Interval, Poll, Right, Schema, Words, hex};
use crate::law::cite::{Cite, Instrument};
use crate::law::days::LeapDay;
use crate::law::engine::compiled::{Compiled, Effect};
use crate::law::engine::value::ParamValue;
use crate::law::expr::{Expr, Node, Ty};
use crate::law::{Inquiry, Knobs};

/// A loaded, checked and compiled pack.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Id, version and what else stands at its head.
    pub edition: Arc<Edition>,
    /// ISO 3166 code of the state that holds the polls.
    pub host: String,
    pub(crate) right: Right,
    pub(crate) question: Arc<Words>,
    /// When the pack's law exists at all.
    pub in_force: Interval,
    pub(crate) leap_day: LeapDay,
    /// The open question where a birthday on 29 February decides.
    pub leap_question: Option<Arc<Words>>,
    /// Short key of each instrument, and what it stands for.
    pub sources: Vec<(String, Instrument)>,
    pub(crate) params: Vec<Param>,
    /// In the order of the file; findings go by it.
    pub criteria: Vec<Arc<Criterion>>,
    /// By when the office must act.
    pub terms: Vec<Term>,
    /// The cases by which the pack tries itself.
    pub cases: Vec<EmbeddedCase>,
    /// The facts, lists and registers that it may name.
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

/// Whether a lawyer has confirmed the pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PackStatus {
    /// No lawyer has confirmed it; screens and notices say so.
    Draft,
    Confirmed,
}

impl PackStatus {
    /// The word in packs.
    pub fn code(self) -> &'static str {
        match self {
            PackStatus::Draft => "draft",
            PackStatus::Confirmed => "confirmed",
        }
    }

    pub fn parse(code: &str) -> Option<PackStatus> {
        [PackStatus::Draft, PackStatus::Confirmed].into_iter().find(|status| status.code() == code)
    }
}

impl Edition {
    /// How an entry of the ledger names the rules that it relied on: `pack@version#hash`, the hash cut to sixteen digits.
    pub fn rule(&self) -> String {
        rule(&self.id, &self.version, &self.hash)
    }
}

/// The same, from its parts.
pub fn rule(id: &str, version: &str, hash: &[u8]) -> String {
    format!("{id}@{version}#{}", short(hash))
}

fn short(hash: &[u8]) -> String {
    hex(&hash[..hash.len().min(8)])
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
    pub ty: Ty,
    /// Line and column of each value in the pack's file.
    pub places: Vec<(usize, usize)>,
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
            Clause::Test(Condition { expr: Expr { node: Node::Bool(value), .. }, .. }) => Some(*value),
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

/// An expression with its source.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    pub source: Arc<str>,
    pub expr: Expr,
    /// The table for each of whose rows it is asked; one that holds is enough.
    pub for_each: Option<String>,
    /// Where it starts in the pack's file.
    pub line: usize,
    pub column: usize,
}

/// A case that travels with the pack and must come out as it says.
#[derive(Debug, Clone)]
pub struct EmbeddedCase {
    pub(crate) name: String,
    pub(crate) line: usize,
    /// The name by which later cases are like it.
    pub label: Option<String>,
    /// The election of the case.
    pub poll: Poll,
    pub(crate) applied_on: Option<Day>,
    pub(crate) law_date: Option<Day>,
    pub(crate) facts: Vec<crate::domain::Fact>,
    pub(crate) expect: Vec<(String, String)>,
    pub(crate) outcome: crate::domain::Outcome,
    pub(crate) needs: Option<Vec<String>>,
}

impl EmbeddedCase {
    /// What the case asks: everything on record, the law of its day.
    pub fn inquiry(&self) -> Inquiry<'_> {
        let knobs = Knobs { law_date: self.law_date, ..Knobs::default() };
        Inquiry { poll: &self.poll, applied_on: self.applied_on, applied_at: None, facts: &self.facts, knobs }
    }
}

impl Pack {
    /// The interval of the law that holds the day.
    pub fn on(&self, law_date: Day) -> Option<&Arc<Compiled>> {
        self.compiled.iter().find(|compiled| compiled.in_force.contains(law_date))
    }

    /// First sixteen hex digits of the hash.
    pub fn short_hash(&self) -> String {
        short(&self.edition.hash)
    }
}
