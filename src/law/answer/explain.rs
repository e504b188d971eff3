//! The explanation of a determination, step by step: what was asked, what it came to, and which facts were read.
//!
//! Nothing is stored for it but the values of the slots. A step is seen through the determination, and works itself out
//! from the compiled law when somebody looks.

use crate::domain::{Day, Fact, Value, Why};
use crate::law::answer::determination::{Determination, Ground};
use crate::law::cite::Cite;
use crate::law::days;
use crate::law::engine::asked::{Scalar, SlotDef};
use crate::law::engine::day_of::{DayOf, Root};
use crate::law::engine::steps::{Step as Told, StepDef};
use crate::law::engine::value::ParamValue;
use crate::law::engine::wanted::Fit;
use crate::law::expr::{Expr, Given, Node, Ty};
use crate::law::pack::{Criterion, Exception, Member};
use crate::law::tri::Tri;

/// One step of an explanation. `facts` are those of the inquiry that was answered.
#[derive(Clone, Copy)]
pub struct Step<'a> {
    ground: &'a Ground,
    criterion: &'a Criterion,
    steps: &'a [StepDef],
    facts: &'a [Fact],
    at: usize,
}

/// What a step is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum StepKind<'a> {
    All,
    Any,
    Not,
    /// A member of a group, which has a provision and a sentence of its own.
    Member(&'a Member),
    /// A comparison or membership.
    Test,
    /// An exception of the criterion.
    Exception(&'a Exception),
    /// A fact, or a question to a history on a day; `why` it is not known, where it is not.
    Fact {
        kind: &'a str,
        on: Option<Day>,
        why: Option<Why>,
    },
    /// A dated parameter.
    Parameter,
    /// A property of the poll or the case.
    Given,
}

/// A value that is no yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown<'a> {
    Day(Day),
    Number(i32),
    Text(&'a str),
}

impl std::fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Shown::Day(day) => day.fmt(f),
            Shown::Number(number) => number.fmt(f),
            Shown::Text(text) => f.write_str(text),
        }
    }
}

impl Determination {
    /// The steps of one finding. `facts` are those of the inquiry that was answered.
    pub fn explain<'a>(&'a self, finding: usize, facts: &'a [Fact]) -> Option<Step<'a>> {
        let ground = self.ground.as_ref()?;
        let steps = &ground.law.criteria.get(finding)?.steps;
        let criterion = &self.findings.get(finding)?.criterion;
        Some(Step { ground, criterion, steps, facts, at: 0 })
    }

    /// Names and days of the reference dates that a finding uses: `poll.day` 2026-09-20.
    pub fn reference(&self, finding: usize) -> Vec<(&'static str, Day)> {
        let (Some(ground), Some(found)) = (&self.ground, self.findings.get(finding)) else { return Vec::new() };
        let mut roots: Vec<Given> = Vec::new();
        for slot in crate::law::engine::program::bits(ground.law.criteria[finding].reads) {
            let from: Vec<Given> = match &ground.law.slots[slot] {
                SlotDef::Given(given) => vec![*given],
                SlotDef::History(asked) => asked.all_days().filter_map(|day| given(day.root()?)).collect(),
                SlotDef::Fact { .. } | SlotDef::PollIn(_) => Vec::new(),
            };
            for root in from.into_iter().filter(|root| root.ty() == Ty::Date) {
                if !roots.contains(&root) {
                    roots.push(root);
                }
            }
        }
        // A condition that reads nothing (a version that says "not in force") is judged on the law date itself.
        if roots.is_empty() && found.criterion.clause.constant().is_some() {
            return vec![("law.date", self.law_date)];
        }
        let day = |given: Given| ground.givens[given as usize].and_then(days::unpack);
        roots.into_iter().filter_map(|given| Some((given.name(), day(given)?))).collect()
    }
}

impl Ground {
    /// The day on which a slot's question is asked, where it is asked on one and the dates it counts from are known.
    pub fn day_of(&self, slot: usize) -> Option<Day> {
        let (first, last) = self.days_of(slot)?;
        (first == last).then_some(first)
    }

    /// The first and the last day about which a slot's question is asked.
    pub fn days_of(&self, slot: usize) -> Option<(Day, Day)> {
        let SlotDef::History(asked) = &self.law.slots[slot] else { return None };
        let root = |root: &Root| self.root(root);
        let day = |day: &DayOf| day.at(&root).and_then(days::unpack);
        let first = day(asked.days.first()?)?;
        Some((first, day(asked.days.last()?)?))
    }

    /// The date that is missing, where the days of a slot's question cannot be told.
    pub fn missing_date(&self, slot: usize) -> Option<Root> {
        let SlotDef::History(asked) = &self.law.slots[slot] else { return None };
        asked.all_days().find_map(|day| day.missing(&|root| self.root(root)))
    }

    fn root(&self, root: &Root) -> Option<i32> {
        match root {
            Root::Given(given) => self.givens[*given as usize],
            Root::Fact(kind) => self.days.iter().find(|(known, _)| known == kind).map(|(_, day)| *day),
        }
    }
}

fn given(root: &Root) -> Option<Given> {
    match root {
        Root::Given(given) => Some(*given),
        Root::Fact(_) => None,
    }
}

impl<'a> Step<'a> {
    fn def(&self) -> &'a StepDef {
        &self.steps[self.at]
    }

    /// The source text: an expression, a question to a history, a parameter's name.
    pub fn text(&self) -> &'a str {
        &self.def().text
    }

    /// The typed condition of this step.
    pub fn expr(&self) -> &'a Expr {
        &self.def().expr
    }

    /// The day to which a day expression comes in this case, where it is known.
    pub fn day_of(&self, expr: &Expr) -> Option<Day> {
        self.packed(expr).and_then(days::unpack)
    }

    /// The value of a parameter in the law of the case, and the list of its codes.
    pub fn param(&self, id: &str) -> Option<&'a ParamValue> {
        self.ground.law.params.iter().find(|(known, ..)| known == id).map(|(_, value, ..)| value)
    }

    fn packed(&self, expr: &Expr) -> Option<i32> {
        let leap = self.ground.law.leap;
        let number = |expr: &Expr| match &expr.node {
            Node::Int(number) => i32::try_from(*number).ok(),
            Node::Param(id) => match self.param(id)? {
                ParamValue::Int(number) => i32::try_from(*number).ok(),
                _ => None,
            },
            _ => None,
        };
        match &expr.node {
            Node::Date(day) => Some(days::pack(*day)),
            Node::Given(given) if given.ty() == Ty::Date => self.ground.givens[*given as usize],
            Node::Fact(kind) => self.fact_day(kind),
            Node::Param(id) => match self.param(id)? {
                ParamValue::Date(day) => Some(days::pack(*day)),
                _ => None,
            },
            Node::Milestone(first, second) => self.packed(first).or_else(|| self.packed(second)),
            Node::YearsAfter(day, years) => Some(days::years_after(self.packed(day)?, number(years)?, leap)),
            Node::YearsBefore(day, years) => Some(days::years_before(self.packed(day)?, number(years)?, leap)),
            Node::DaysAfter(day, count) => Some(days::days_after(self.packed(day)?, number(count)?)),
            _ => None,
        }
    }

    fn fact_day(&self, kind: &str) -> Option<i32> {
        let of_kind = |def: &SlotDef| matches!(def, SlotDef::Fact { kind: known, is: Scalar::Day } if **known == *kind);
        match self.ground.law.slots.iter().position(of_kind) {
            Some(slot) => self.knows(slot).then(|| self.ground.resolved.slots.value[slot]),
            None => self.ground.days.iter().find(|(known, _)| **known == *kind).map(|(_, day)| *day),
        }
    }

    /// What the step is about, for whoever draws it.
    pub fn kind(&self) -> StepKind<'a> {
        match &self.def().step {
            Told::All => StepKind::All,
            Told::Any => StepKind::Any,
            Told::Not => StepKind::Not,
            Told::Test => StepKind::Test,
            Told::Param(_) => StepKind::Parameter,
            Told::Member(at) => match self.criterion.clause.members().get(*at) {
                Some(member) => StepKind::Member(member),
                None => StepKind::All,
            },
            Told::Exception(at) => StepKind::Exception(&self.criterion.exceptions[*at]),
            Told::Slot(slot) => self.slot_kind(usize::from(*slot)),
        }
    }

    /// The slot that this step reads, where it reads one.
    pub(super) fn slot(&self) -> Option<usize> {
        match &self.def().step {
            Told::Slot(slot) => Some(usize::from(*slot)),
            _ => None,
        }
    }

    /// Whether a value is one that the step's question asks for.
    pub(super) fn asks_for(&self, value: &Value) -> bool {
        match (self.slot().map(|slot| &self.ground.law.slots[slot]), value) {
            (Some(SlotDef::History(asked)), Value::Code(code)) => asked.wanted.fit_code(code) != Fit::No,
            (Some(SlotDef::History(_)), Value::Bool(held)) => *held,
            _ => true,
        }
    }

    fn slot_kind(&self, slot: usize) -> StepKind<'a> {
        let why = (!self.knows(slot)).then(|| self.ground.resolved.why[slot]);
        match &self.ground.law.slots[slot] {
            SlotDef::Given(_) => StepKind::Given,
            SlotDef::PollIn(_) => StepKind::Test,
            SlotDef::Fact { kind, .. } => StepKind::Fact { kind, on: None, why },
            SlotDef::History(asked) => StepKind::Fact { kind: &asked.kind, on: self.ground.day_of(slot), why },
        }
    }

    fn knows(&self, slot: usize) -> bool {
        self.ground.resolved.slots.known >> slot & 1 == 1
    }

    /// Yes, no, unknown. A known date, number or code counts as yes.
    pub fn value(&self) -> Tri {
        let slots = &self.ground.resolved.slots;
        match &self.def().step {
            Told::Param(_) => Tri::Yes,
            Told::Slot(slot) if !self.knows(usize::from(*slot)) => Tri::Unknown,
            Told::Slot(slot) if self.says_yes_or_no(usize::from(*slot)) => {
                Tri::of(slots.value[usize::from(*slot)] != 0)
            }
            Told::Slot(_) => Tri::Yes,
            _ => self.ground.law.program.truth(self.def().at, slots, &mut 0),
        }
    }

    fn says_yes_or_no(&self, slot: usize) -> bool {
        match &self.ground.law.slots[slot] {
            SlotDef::Given(_) => false,
            SlotDef::Fact { is, .. } => *is == Scalar::Flag,
            SlotDef::History(_) | SlotDef::PollIn(_) => true,
        }
    }

    /// The value where it is no yes or no: a date, a number, a code.
    pub fn shown(&self) -> Option<Shown<'a>> {
        let law = &self.ground.law;
        match &self.def().step {
            Told::Param(name) => {
                let known = law.params.iter().find(|(id, ..)| id == name);
                known.map(|(_, _, shown, _)| Shown::Text(shown))
            }
            Told::Slot(slot) if self.knows(usize::from(*slot)) => {
                let slot = usize::from(*slot);
                let value = self.ground.resolved.slots.value[slot];
                match &law.slots[slot] {
                    SlotDef::Given(Given::PollLevel) => law.levels.get(value as usize).map(|level| Shown::Text(level)),
                    SlotDef::Given(given) if given.ty() == Ty::Date => days::unpack(value).map(Shown::Day),
                    SlotDef::Given(_) | SlotDef::Fact { is: Scalar::Number, .. } => Some(Shown::Number(value)),
                    SlotDef::Fact { is: Scalar::Code(codes), .. } => {
                        codes.get(value as usize).map(|code| Shown::Text(code))
                    }
                    SlotDef::Fact { is: Scalar::Day, .. } => days::unpack(value).map(Shown::Day),
                    SlotDef::Fact { is: Scalar::Flag, .. } | SlotDef::History(_) | SlotDef::PollIn(_) => None,
                }
            }
            _ => None,
        }
    }

    /// The provision of an exception or a parameter.
    pub fn cite(&self) -> Option<&'a Cite> {
        match &self.def().step {
            Told::Exception(at) => Some(&self.criterion.exceptions[*at].cite),
            Told::Member(at) => self.criterion.clause.members().get(*at).map(|member| &*member.cite),
            Told::Param(name) => {
                let known = self.ground.law.params.iter().find(|(id, ..)| id == name);
                known.map(|(.., cite)| &**cite)
            }
            _ => None,
        }
    }

    /// The facts that were read, in order of record.
    pub fn facts(&self) -> impl Iterator<Item = &'a Fact> + use<'a> {
        let (read, facts) = (&self.ground.read, self.facts);
        let slot = match &self.def().step {
            Told::Slot(slot) => Some(*slot),
            _ => None,
        };
        let ids = read.iter().filter(move |(from, _)| Some(*from) == slot);
        ids.filter_map(move |(_, id)| facts.iter().find(|fact| fact.id == *id))
    }

    /// The steps inside this one.
    pub fn children(&self) -> impl Iterator<Item = Step<'a>> + use<'a> {
        let (this, end) = (*self, self.def().end);
        let next = move |step: &Step<'a>| Some(step.def().end).filter(|at| *at < end).map(|at| Step { at, ..*step });
        let first = (self.at + 1 < end).then_some(Step { at: self.at + 1, ..this });
        std::iter::successors(first, next)
    }
}
