//! Typed conditions to a flat program: parameters folded in for one interval of the law, each distinct fact or question
//! to a history given one slot.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::days;
use super::expr::{Ask, Expr, Given, History, Node, Span, Ty};
use super::names::Names;
use super::parse::{ErrorClass, ExprError};
use super::program::{At, Ins, Operand, Program, SLOTS};
use crate::domain::{Day, Many, Place};

/// The value of a parameter in one interval of the law.
#[derive(Debug, Clone, PartialEq)]
pub enum ParamValue {
    Int(i64),
    Date(Day),
    Code(String),
    Codes(Vec<String>),
}

/// What a slot holds, and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum SlotDef {
    /// A scalar fact.
    Fact {
        kind: Arc<str>,
        is: Scalar,
    },
    Given(Given),
    History {
        ask: Ask,
        kind: Arc<str>,
        many: Many,
        wanted: Codes,
        years: i32,
        day: DayOf,
    },
}

/// How the value of a scalar fact stands in its slot.
#[derive(Debug, Clone, PartialEq)]
pub enum Scalar {
    Flag,
    Number,
    Day,
    /// The place of its code in this list.
    Code(Vec<String>),
}

/// The code or codes that a question to a history asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Codes {
    Any,
    One(String),
    Set(Vec<String>),
    Places(Vec<Place>),
    /// The municipality of the poll.
    Municipality,
}

/// A day that needs no fact: fixed, or counted from a date of the poll or the case.
#[derive(Debug, Clone, PartialEq)]
pub enum DayOf {
    Fixed(i32),
    Given(Given),
    Years(Box<DayOf>, i32),
    Days(Box<DayOf>, i32),
}

impl DayOf {
    /// The date of the poll or the case that it counts from.
    pub fn root(&self) -> Option<Given> {
        match self {
            DayOf::Fixed(_) => None,
            DayOf::Given(given) => Some(*given),
            DayOf::Years(inner, _) | DayOf::Days(inner, _) => inner.root(),
        }
    }

    /// The packed day, given the packed day of the root.
    pub fn at(&self, root: Option<i32>) -> Option<i32> {
        match self {
            DayOf::Fixed(day) => Some(*day),
            DayOf::Given(_) => root,
            DayOf::Years(inner, years) => inner.at(root).map(|day| days::years_after(day, *years)),
            DayOf::Days(inner, count) => inner.at(root).map(|day| days::days_after(day, *count)),
        }
    }
}

/// How the steps of a condition lie over the program.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    pub at: At,
    pub text: Arc<str>,
    pub step: Step,
    pub kids: Vec<Trace>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    All,
    Any,
    Not,
    Test,
    Slot(u8),
    Param(String),
    /// By its place among the criterion's exceptions.
    Exception(usize),
}

/// The steps of one criterion, each before those inside it; the explanation walks them.
#[derive(Debug, Clone, PartialEq)]
pub struct StepDef {
    pub at: At,
    pub text: Arc<str>,
    pub step: Step,
    /// Where the steps inside this one end.
    pub end: usize,
}

impl Trace {
    /// Adds this step and those inside it.
    pub fn flatten(&self, into: &mut Vec<StepDef>) {
        let place = into.len();
        into.push(StepDef { at: self.at, text: self.text.clone(), step: self.step.clone(), end: 0 });
        self.kids.iter().for_each(|kid| kid.flatten(into));
        into[place].end = into.len();
    }

    /// The condition of a criterion together with its exceptions.
    pub fn with_exceptions(self, exceptions: Vec<Trace>) -> Trace {
        if exceptions.is_empty() {
            return self;
        }
        let mut whole = match self.step {
            Step::All => self,
            _ => Trace { at: self.at, text: self.text.clone(), step: Step::All, kids: vec![self] },
        };
        for (at, when) in exceptions.into_iter().enumerate() {
            let (place, text) = (when.at, when.text.clone());
            let kids = if when.kids.is_empty() { vec![when] } else { when.kids };
            whole.kids.push(Trace { at: place, text, step: Step::Exception(at), kids });
        }
        whole
    }
}

/// Builds one program out of many conditions.
pub struct Compiler<'a> {
    pub names: &'a Names,
    pub params: &'a BTreeMap<String, ParamValue>,
    pub program: Program,
    pub slots: Vec<SlotDef>,
}

fn refuse(span: Span, problem: impl Into<String>) -> ExprError {
    ExprError { span, problem: problem.into(), class: ErrorClass::Type }
}

impl Compiler<'_> {
    fn put(&mut self, ins: Ins) -> At {
        self.program.ins.push(ins);
        (self.program.ins.len() - 1) as At
    }

    fn slot(&mut self, def: SlotDef, span: Span) -> Result<u8, ExprError> {
        if let Some(at) = self.slots.iter().position(|known| *known == def) {
            return Ok(at as u8);
        }
        if self.slots.len() == SLOTS {
            return Err(refuse(span, format!("the pack asks for more than {SLOTS} different facts")));
        }
        self.slots.push(def);
        Ok((self.slots.len() - 1) as u8)
    }

    /// Lowers one condition.
    pub fn lower(&mut self, expr: &Expr, source: &str) -> Result<Trace, ExprError> {
        if self.program.ins.len() > usize::from(u16::MAX) / 2 {
            return Err(refuse(expr.span, "the pack is too large"));
        }
        let text: Arc<str> = expr.span.text(source).into();
        let traced = |at, step, kids| Ok(Trace { at, text: text.clone(), step, kids });
        match &expr.node {
            Node::All(parts) | Node::Any(parts) => {
                let kids = parts.iter().map(|part| self.lower(part, source)).collect::<Result<Vec<_>, _>>()?;
                let from = self.program.kids.len() as u16;
                self.program.kids.extend(kids.iter().map(|kid| kid.at));
                let to = self.program.kids.len() as u16;
                if matches!(expr.node, Node::All(_)) {
                    let at = self.put(Ins::All(from, to));
                    return traced(at, Step::All, kids);
                }
                let at = self.put(Ins::Any(from, to));
                traced(at, Step::Any, kids)
            }
            Node::Not(inner) => {
                let kid = self.lower(inner, source)?;
                let at = match self.program.operand(kid.at) {
                    Operand::Slot(slot) => self.put(Ins::NotLoad(slot)),
                    _ => self.put(Ins::Not(kid.at)),
                };
                traced(at, Step::Not, vec![kid])
            }
            Node::Compare(cmp, a, b) => {
                let (a, b) = (self.lower(a, source)?, self.lower(b, source)?);
                let at = self.put(Ins::Compare(*cmp, self.program.operand(a.at), self.program.operand(b.at)));
                traced(at, Step::Test, shown([a, b]))
            }
            Node::In(one, set) => {
                let one = self.lower(one, source)?;
                let (members, kid) = self.members(set, source)?;
                self.program.sets.push(members);
                let operand = self.program.operand(one.at);
                let at = self.put(Ins::In(operand, (self.program.sets.len() - 1) as u16));
                traced(at, Step::Test, shown([Some(one), kid].into_iter().flatten()))
            }
            Node::AgeOn(a, b) | Node::YearsAfter(a, b) | Node::DaysAfter(a, b) => {
                let (a, b) = (self.lower(a, source)?, self.lower(b, source)?);
                let (x, y) = (self.program.operand(a.at), self.program.operand(b.at));
                let at = match &expr.node {
                    Node::AgeOn(..) => self.put(Ins::AgeOn(x, y)),
                    Node::YearsAfter(..) => self.put(Ins::YearsAfter(x, y)),
                    _ => self.put(Ins::DaysAfter(x, y)),
                };
                traced(at, Step::Test, shown([a, b]))
            }
            Node::History(history) => {
                let slot = self.history(history, expr.span)?;
                let at = self.put(Ins::Load(slot));
                traced(at, Step::Slot(slot), Vec::new())
            }
            _ => self.leaf(expr, text),
        }
    }

    fn leaf(&mut self, expr: &Expr, text: Arc<str>) -> Result<Trace, ExprError> {
        let (ins, step) = match &expr.node {
            Node::Fact(kind) => {
                let is = match &expr.ty {
                    Ty::Code(list) => Scalar::Code(self.names.lists.get(list).cloned().unwrap_or_default()),
                    Ty::Bool => Scalar::Flag,
                    Ty::Date => Scalar::Day,
                    _ => Scalar::Number,
                };
                let slot = self.slot(SlotDef::Fact { kind: kind.as_str().into(), is }, expr.span)?;
                (Ins::Load(slot), Step::Slot(slot))
            }
            Node::Given(given) => {
                let slot = self.slot(SlotDef::Given(*given), expr.span)?;
                (Ins::Load(slot), Step::Slot(slot))
            }
            Node::Param(name) => (Ins::Const(self.param(name, expr)?), Step::Param(name.clone())),
            Node::Bool(value) => (Ins::Const(i32::from(*value)), Step::Test),
            Node::Int(value) => {
                let small = i32::try_from(*value).ok().filter(|value| value.abs() < 1_000_000);
                (Ins::Const(small.ok_or_else(|| refuse(expr.span, "numbers stay below a million"))?), Step::Test)
            }
            Node::Date(day) => (Ins::Const(days::pack(*day)), Step::Test),
            Node::Text(code) => (Ins::Const(self.code(expr, code)?), Step::Test),
            _ => return Err(refuse(expr.span, "a set can stand only after in, or in a question to a history")),
        };
        let at = self.put(ins);
        Ok(Trace { at, text, step, kids: Vec::new() })
    }

    fn code(&self, expr: &Expr, code: &str) -> Result<i32, ExprError> {
        match &expr.ty {
            Ty::Code(list) => {
                let at = self.names.code(list, code).map_err(|problem| refuse(expr.span, problem))?;
                Ok(at as i32)
            }
            other => Err(refuse(expr.span, format!("{other} cannot be compared here"))),
        }
    }

    fn value(&self, name: &str, span: Span) -> Result<&ParamValue, ExprError> {
        self.params.get(name).ok_or_else(|| refuse(span, format!("the parameter {name} has no value here")))
    }

    fn param(&self, name: &str, expr: &Expr) -> Result<i32, ExprError> {
        match self.value(name, expr.span)? {
            ParamValue::Int(value) => {
                i32::try_from(*value).map_err(|_| refuse(expr.span, format!("{value} is too large")))
            }
            ParamValue::Date(day) => Ok(days::pack(*day)),
            ParamValue::Code(code) => self.code(expr, code),
            ParamValue::Codes(_) => {
                Err(refuse(expr.span, "a set can stand only after in, or in a question to a history"))
            }
        }
    }

    fn codes(&self, expr: &Expr) -> Result<Vec<String>, ExprError> {
        match &expr.node {
            Node::Texts(codes) => Ok(codes.clone()),
            Node::Param(name) => match self.value(name, expr.span)? {
                ParamValue::Codes(codes) => Ok(codes.clone()),
                _ => Err(refuse(expr.span, format!("{name} is no set"))),
            },
            _ => Err(refuse(expr.span, "a set of codes is needed here")),
        }
    }

    fn members(&mut self, set: &Expr, source: &str) -> Result<(Vec<i32>, Option<Trace>), ExprError> {
        let list = match &set.ty {
            Ty::Codes(list) => list.clone(),
            other => return Err(refuse(set.span, format!("{other} is no set of codes"))),
        };
        let codes = self.codes(set)?;
        let members = codes.iter().map(|code| self.names.code(&list, code).map(|at| at as i32));
        let members = members.collect::<Result<Vec<_>, _>>().map_err(|problem| refuse(set.span, problem))?;
        let kid = match &set.node {
            Node::Param(name) => {
                let at = self.put(Ins::Const(0));
                Some(Trace {
                    at,
                    text: set.span.text(source).into(),
                    step: Step::Param(name.clone()),
                    kids: Vec::new(),
                })
            }
            _ => None,
        };
        Ok((members, kid))
    }

    fn history(&mut self, history: &History, span: Span) -> Result<u8, ExprError> {
        let wanted = match history.value.as_deref() {
            None => Codes::Any,
            Some(Expr { node: Node::Given(Given::PollMunicipality), .. }) => Codes::Municipality,
            Some(place @ Expr { node: Node::Text(code), ty: Ty::Place, .. }) => {
                self.places(place, std::slice::from_ref(code))?
            }
            Some(places @ Expr { node: Node::Texts(codes), ty: Ty::Texts, .. }) => self.places(places, codes)?,
            Some(Expr { node: Node::Text(code), .. }) => Codes::One(code.clone()),
            Some(param @ Expr { node: Node::Param(name), .. }) => match self.value(name, param.span)? {
                ParamValue::Code(code) => Codes::One(code.clone()),
                _ => Codes::Set(self.codes(param)?),
            },
            Some(set) => Codes::Set(self.codes(set)?),
        };
        let years = match history.years.as_deref() {
            None => 0,
            Some(years) => self.number(years)?,
        };
        let day = self.day(&history.day)?;
        let (ask, kind) = (history.ask, history.kind.as_str().into());
        let many = if self.names.one_at_a_time.contains(&history.kind) { Many::One } else { Many::Several };
        self.slot(SlotDef::History { ask, kind, many, wanted, years, day }, span)
    }

    fn places(&self, expr: &Expr, texts: &[String]) -> Result<Codes, ExprError> {
        let places = texts.iter().map(|text| self.names.place(text)).collect::<Result<_, _>>();
        places.map(Codes::Places).map_err(|problem| refuse(expr.span, problem))
    }

    fn number(&self, expr: &Expr) -> Result<i32, ExprError> {
        let value = match &expr.node {
            Node::Int(value) => i32::try_from(*value).ok(),
            Node::Param(_) => Some(self.param_number(expr)?),
            _ => None,
        };
        value
            .filter(|value| value.abs() < 100_000)
            .ok_or_else(|| refuse(expr.span, "a fixed number below 100000 is needed here"))
    }

    fn param_number(&self, expr: &Expr) -> Result<i32, ExprError> {
        match &expr.node {
            Node::Param(name) => self.param(name, expr),
            _ => Err(refuse(expr.span, "a number is needed here")),
        }
    }

    fn day(&self, expr: &Expr) -> Result<DayOf, ExprError> {
        match &expr.node {
            Node::Date(day) => Ok(DayOf::Fixed(days::pack(*day))),
            Node::Given(given) => Ok(DayOf::Given(*given)),
            Node::Param(name) => Ok(DayOf::Fixed(self.param(name, expr)?)),
            Node::YearsAfter(day, years) => Ok(DayOf::Years(Box::new(self.day(day)?), self.number(years)?)),
            Node::DaysAfter(day, count) => Ok(DayOf::Days(Box::new(self.day(day)?), self.number(count)?)),
            _ => Err(refuse(expr.span, "a day that needs no fact is required here")),
        }
    }
}

/// Leaves that say something to a reader: facts, dates of the poll, parameters. Constants are in the text already.
fn shown(kids: impl IntoIterator<Item = Trace>) -> Vec<Trace> {
    let tells = |kid: &Trace| !(matches!(kid.step, Step::Test) && kid.kids.is_empty());
    kids.into_iter()
        .flat_map(|kid| if matches!(kid.step, Step::Test) { kid.kids } else { vec![kid] })
        .filter(tells)
        .collect()
}
