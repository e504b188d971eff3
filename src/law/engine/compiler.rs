//! Typed conditions to a flat program: parameters folded in for one interval of the law, each distinct fact or question
//! to a history given one slot. The questions themselves are worked out in `questions`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::asked::{Scalar, SlotDef};
use super::program::{At, Ins, Operand, Program, SLOTS};
use super::steps::{Step, Trace};
use super::value::ParamValue;
use crate::domain::{Day, Interval};
use crate::law::days::{self, Leap};
use crate::law::expr::names::Names;
use crate::law::expr::parse::{ErrorClass, ExprError};
use crate::law::expr::{Cmp, Expr, Node, Span, Ty};

/// Builds one program out of many conditions.
pub struct Compiler<'a> {
    pub names: &'a Names,
    pub params: &'a BTreeMap<String, ParamValue>,
    /// Every version of every parameter, for those that are asked as of another day.
    pub versions: &'a BTreeMap<String, Vec<(Interval, ParamValue)>>,
    pub leap: Leap,
    pub program: Program,
    pub slots: Vec<SlotDef>,
}

/// A condition that cannot be compiled.
pub fn refuse(span: Span, problem: impl Into<String>) -> ExprError {
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

    /// Puts `all` or `any` over parts that are in the program already.
    pub fn gather(&mut self, parts: &[At], all: bool) -> At {
        let from = self.program.kids.len() as u16;
        self.program.kids.extend(parts);
        let to = self.program.kids.len() as u16;
        self.put(if all { Ins::All(from, to) } else { Ins::Any(from, to) })
    }

    /// Lowers one condition.
    pub fn lower(&mut self, expr: &Expr, source: &str) -> Result<Trace, ExprError> {
        if self.program.ins.len() > usize::from(u16::MAX) / 2 {
            return Err(refuse(expr.span, "the pack is too large"));
        }
        let text: Arc<str> = expr.span.text(source).into();
        let own = Arc::new(expr.clone());
        let traced = |at, step, kids| Ok(Trace { at, text: text.clone(), expr: own.clone(), step, kids });
        match &expr.node {
            Node::Compare(..) | Node::In(..) | Node::History(_) | Node::PollIn(_)
                if expr.any(&|node| matches!(node, Node::AsOf(..))) =>
            {
                let whole = self.lower(&self.by_version(expr)?, source)?;
                traced(whole.at, Step::Test, leaves(whole.kids))
            }
            Node::All(parts) | Node::Any(parts) => {
                let kids = parts.iter().map(|part| self.lower(part, source)).collect::<Result<Vec<_>, _>>()?;
                let all = matches!(expr.node, Node::All(_));
                let at = self.gather(&kids.iter().map(|kid| kid.at).collect::<Vec<_>>(), all);
                traced(at, if all { Step::All } else { Step::Any }, kids)
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
                let (at, kids) = self.member(one, set, source)?;
                traced(at, Step::Test, kids)
            }
            Node::AgeOn(a, b)
            | Node::YearsAfter(a, b)
            | Node::YearsBefore(a, b)
            | Node::DaysAfter(a, b)
            | Node::Milestone(a, b) => {
                let (a, b) = (self.lower(a, source)?, self.lower(b, source)?);
                let (x, y, leap) = (self.program.operand(a.at), self.program.operand(b.at), self.leap);
                let at = self.put(match &expr.node {
                    Node::AgeOn(..) => Ins::AgeOn(x, y, leap),
                    Node::YearsAfter(..) => Ins::YearsAfter(x, y, leap),
                    Node::YearsBefore(..) => Ins::YearsBefore(x, y, leap),
                    Node::DaysAfter(..) => Ins::DaysAfter(x, y),
                    _ => Ins::OrElse(x, y),
                });
                traced(at, Step::Test, shown([a, b]))
            }
            Node::History(history) => {
                let asked = self.history(history)?;
                let slot = self.slot(SlotDef::History(asked), expr.span)?;
                let at = self.put(Ins::Load(slot));
                traced(at, Step::Slot(slot), Vec::new())
            }
            Node::PollIn(places) => {
                let slot = self.slot(SlotDef::PollIn(self.places(places)?), expr.span)?;
                let at = self.put(Ins::Load(slot));
                traced(at, Step::Slot(slot), Vec::new())
            }
            _ => self.leaf(expr, text),
        }
    }

    /// Whether a value is one of a set.
    fn member(&mut self, one: &Expr, set: &Expr, source: &str) -> Result<(u16, Vec<Trace>), ExprError> {
        let one = self.lower(one, source)?;
        let (members, kid) = self.members(set, source)?;
        self.program.sets.push(members);
        let operand = self.program.operand(one.at);
        let at = self.put(Ins::In(operand, (self.program.sets.len() - 1) as u16));
        Ok((at, shown([Some(one), kid].into_iter().flatten())))
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
        Ok(Trace { at, text, expr: Arc::new(expr.clone()), step, kids: Vec::new() })
    }

    pub(super) fn code(&self, expr: &Expr, code: &str) -> Result<i32, ExprError> {
        match &expr.ty {
            Ty::Code(list) => {
                let at = self.names.code(list, code).map_err(|problem| refuse(expr.span, problem))?;
                Ok(at as i32)
            }
            other => Err(refuse(expr.span, format!("{other} cannot be compared here"))),
        }
    }

    /// The value of a parameter in this interval of the law.
    pub fn value(&self, name: &str, span: Span) -> Result<&ParamValue, ExprError> {
        self.params.get(name).ok_or_else(|| refuse(span, format!("the parameter {name} has no value here")))
    }

    pub(super) fn param(&self, name: &str, expr: &Expr) -> Result<i32, ExprError> {
        match self.value(name, expr.span)? {
            ParamValue::Int(value) => {
                i32::try_from(*value).map_err(|_| refuse(expr.span, format!("{value} is too large")))
            }
            ParamValue::Date(day) => Ok(days::pack(*day)),
            ParamValue::Code(code) => self.code(expr, code),
            ParamValue::Codes(_) | ParamValue::Table(_) => {
                Err(refuse(expr.span, "a set can stand only after in, or in a question to a history"))
            }
        }
    }

    pub(super) fn codes(&self, expr: &Expr) -> Result<Vec<String>, ExprError> {
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
                    expr: Arc::new(set.clone()),
                    step: Step::Param(name.clone()),
                    kids: Vec::new(),
                })
            }
            _ => None,
        };
        Ok((members, kid))
    }

    /// The leaf once for each version of the first parameter in it that is asked as of another day, with the span of days
    /// in which that version counts. What lies before the first version counts as the first, and so at the end.
    fn by_version(&self, expr: &Expr) -> Result<Expr, ExprError> {
        let found = first_as_of(expr);
        let (name, day) = found.ok_or_else(|| refuse(expr.span, "a parameter as of a day is needed here"))?;
        let (Some(versions), Some(ty)) = (self.versions.get(name), self.names.params.get(name)) else {
            return Err(refuse(expr.span, format!("the parameter {name} has no value here")));
        };
        let truth = |node| Expr { node, ty: Ty::Bool, span: expr.span };
        let bound = |cmp, edge: Day| {
            let edge = Expr { node: Node::Date(edge), ty: Ty::Date, span: expr.span };
            truth(Node::Compare(cmp, Box::new(day.clone()), Box::new(edge)))
        };
        let mut spans = Vec::new();
        for (at, (interval, value)) in versions.iter().enumerate() {
            let literal = value.literal(ty, expr.span);
            let literal = literal.ok_or_else(|| refuse(expr.span, "a table cannot be asked as of another day"))?;
            let swap = |part: &Expr| {
                matches!(&part.node, Node::AsOf(known, on) if known == name && **on == *day).then(|| literal.clone())
            };
            let begun = interval.from.filter(|_| at > 0).map(|from| bound(Cmp::Ge, from));
            let ends = interval.to.filter(|_| at + 1 < versions.len()).map(|to| bound(Cmp::Lt, to));
            let parts: Vec<Expr> = begun.into_iter().chain(ends).chain([expr.replaced(&swap)]).collect();
            spans.push(truth(Node::All(parts)));
        }
        Ok(truth(Node::Any(spans)))
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

/// The leaves of an expansion, each once.
fn leaves(kids: Vec<Trace>) -> Vec<Trace> {
    let mut found: Vec<Trace> = Vec::new();
    for kid in kids {
        let inside = match kid.step {
            Step::All | Step::Any | Step::Not | Step::Test => leaves(kid.kids),
            _ => vec![kid],
        };
        for leaf in inside {
            if !found.iter().any(|known| known.step == leaf.step) {
                found.push(leaf);
            }
        }
    }
    found
}

fn first_as_of(expr: &Expr) -> Option<(&String, &Expr)> {
    match &expr.node {
        Node::AsOf(name, day) => Some((name, day)),
        _ => expr.parts().into_iter().find_map(first_as_of),
    }
}
