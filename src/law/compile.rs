//! Typed conditions to a flat program: parameters folded in for one interval of the law, each distinct fact or question
//! to a history given one slot.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::days::{self, Leap};
use super::expr::{Ask, Expr, Given, History, Node, Span, Ty};
use super::history::{Codes, Fit, Wanted};
use super::names::Names;
use super::pack::{Clause, Condition};
use super::parse::{ErrorClass, ExprError};
use super::program::{At, Ins, Operand, Program, SLOTS};
use super::row_test::{RowDay, RowTest};
use crate::domain::place::within;
use crate::domain::{Day, Interval, Many, Place, Register};

/// The value of a parameter in one interval of the law.
#[derive(Debug, Clone, PartialEq)]
pub enum ParamValue {
    Int(i64),
    Date(Day),
    Code(String),
    Codes(Vec<String>),
    /// A number for each of some codes, in the order of the file.
    Table(Vec<(String, i64)>),
}

impl ParamValue {
    /// The value as it could stand in an expression.
    fn literal(&self, ty: &Ty, span: Span) -> Option<Expr> {
        let node = match self {
            ParamValue::Int(value) => Node::Int(*value),
            ParamValue::Date(day) => Node::Date(*day),
            ParamValue::Code(code) => Node::Text(code.clone()),
            ParamValue::Codes(codes) => Node::Texts(codes.clone()),
            ParamValue::Table(_) => return None,
        };
        Some(Expr { node, ty: ty.clone(), span })
    }
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
    History(Asked),
    /// Whether the municipality of the poll lies in one of these territories.
    PollIn(Vec<PlaceOf>),
}

/// A question to a history, with every argument that does not depend on the case worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    pub ask: Ask,
    pub kind: Arc<str>,
    pub many: Many,
    /// Values that count whatever else holds.
    pub prevails: Vec<String>,
    pub wanted: AskedFor,
    /// The day, or the first and the last of a run; none where each row is asked.
    pub days: Vec<DayOf>,
    pub row: Option<RowTest>,
}

impl Asked {
    /// Whether it asks about the municipality of the poll.
    pub fn asks_the_municipality(&self) -> bool {
        match &self.wanted {
            AskedFor::Places(places) | AskedFor::OutsideOf(places) => places.contains(&PlaceOf::Poll),
            _ => false,
        }
    }

    /// Every day that it names, those of its test of each row too.
    pub fn all_days(&self) -> impl Iterator<Item = &DayOf> {
        let mut inside = Vec::new();
        if let Some(row) = &self.row {
            row.each_day(&mut |day| inside.push(day));
        }
        self.days.iter().chain(inside)
    }
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

/// What a question to a history asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum AskedFor {
    Any,
    Codes(Codes),
    OtherThan(Codes),
    Places(Vec<PlaceOf>),
    OutsideOf(Vec<PlaceOf>),
}

impl AskedFor {
    pub fn wanted<'a>(&'a self, map: Map<'a>) -> Wanted<'a> {
        match self {
            AskedFor::Any => Wanted::Anything,
            AskedFor::Codes(codes) => Wanted::Codes(codes),
            AskedFor::OtherThan(codes) => Wanted::OtherThan(codes),
            AskedFor::Places(places) => Wanted::Places(places, map),
            AskedFor::OutsideOf(places) => Wanted::OutsideOf(places, map),
        }
    }

    /// How a code stands to it. Whether a place is the poll's is not said here.
    pub fn fit_code(&self, code: &str) -> Fit {
        match self {
            AskedFor::Codes(codes) => codes.fit(code),
            AskedFor::OtherThan(codes) => codes.fit(code).not(),
            AskedFor::Any | AskedFor::Places(_) | AskedFor::OutsideOf(_) => Fit::Yes,
        }
    }
}

/// A territory that a condition names.
#[derive(Debug, Clone, PartialEq)]
pub enum PlaceOf {
    /// The municipality of the poll.
    Poll,
    Fixed(Place),
}

/// The municipality of the poll, and how territories lie inside one another.
#[derive(Debug, Clone, Copy)]
pub struct Map<'a> {
    pub poll: &'a Place,
    pub registers: &'a [Register],
}

impl Map<'_> {
    /// Whether a place lies inside one of these.
    pub fn fit(&self, held: &Place, places: &[PlaceOf]) -> Fit {
        let fits = places.iter().map(|place| match place {
            PlaceOf::Poll => Fit::of(within(held, self.poll, self.registers)),
            PlaceOf::Fixed(place) => Fit::of(within(held, place, self.registers)),
        });
        fits.fold(Fit::No, |so_far, fit| match (so_far, fit) {
            (Fit::Yes, _) | (_, Fit::Yes) => Fit::Yes,
            (Fit::Maybe, _) | (_, Fit::Maybe) => Fit::Maybe,
            (Fit::No, Fit::No) => Fit::No,
        })
    }
}

/// A date that a day counts from.
#[derive(Debug, Clone, PartialEq)]
pub enum Root {
    /// A date of the poll or the case.
    Given(Given),
    /// A fact that is a day: the day of nomination.
    Fact(Arc<str>),
}

/// A day of the law: fixed, or counted from dates of the poll, of the case, or of a fact.
#[derive(Debug, Clone, PartialEq)]
pub enum DayOf {
    Fixed(i32),
    Root(Root),
    YearsAfter(Box<DayOf>, i32, Leap),
    YearsBefore(Box<DayOf>, i32, Leap),
    DaysAfter(Box<DayOf>, i32),
    /// The first, where the poll has it; else the second.
    Milestone(Box<DayOf>, Box<DayOf>),
}

impl DayOf {
    /// The packed day, given the packed days of the dates that it counts from.
    pub fn at(&self, root: &dyn Fn(&Root) -> Option<i32>) -> Option<i32> {
        match self {
            DayOf::Fixed(day) => Some(*day),
            DayOf::Root(from) => root(from),
            DayOf::YearsAfter(inner, years, leap) => inner.at(root).map(|day| days::years_after(day, *years, *leap)),
            DayOf::YearsBefore(inner, years, leap) => inner.at(root).map(|day| days::years_before(day, *years, *leap)),
            DayOf::DaysAfter(inner, count) => inner.at(root).map(|day| days::days_after(day, *count)),
            DayOf::Milestone(first, second) => first.at(root).or_else(|| second.at(root)),
        }
    }

    /// The date that is missing, where the day cannot be told.
    pub fn missing(&self, root: &dyn Fn(&Root) -> Option<i32>) -> Option<Root> {
        match self {
            DayOf::Fixed(_) => None,
            DayOf::Root(from) => root(from).is_none().then(|| from.clone()),
            DayOf::YearsAfter(inner, ..) | DayOf::YearsBefore(inner, ..) | DayOf::DaysAfter(inner, _) => {
                inner.missing(root)
            }
            DayOf::Milestone(first, second) => match first.at(root) {
                Some(_) => None,
                None => second.missing(root),
            },
        }
    }

    /// The date that it counts from, where it counts from one.
    pub fn root(&self) -> Option<&Root> {
        match self {
            DayOf::Fixed(_) => None,
            DayOf::Root(from) => Some(from),
            DayOf::YearsAfter(inner, ..) | DayOf::YearsBefore(inner, ..) | DayOf::DaysAfter(inner, _) => inner.root(),
            DayOf::Milestone(first, second) => first.root().or(second.root()),
        }
    }
}

impl RowDay {
    fn shifted(self, ins: impl Fn(Box<RowDay>) -> RowDay, same: impl Fn(Box<DayOf>) -> DayOf) -> RowDay {
        match self {
            RowDay::Same(day) => RowDay::Same(same(Box::new(day))),
            other => ins(Box::new(other)),
        }
    }
}

/// How the steps of a condition lie over the program.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    pub at: At,
    pub text: Arc<str>,
    /// The condition of this step, typed, for whoever says it in words.
    pub expr: Arc<Expr>,
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
    /// By its place among the members of the criterion's groups.
    Member(usize),
    /// By its place among the criterion's exceptions.
    Exception(usize),
}

/// The steps of one criterion, each before those inside it; the explanation walks them.
#[derive(Debug, Clone, PartialEq)]
pub struct StepDef {
    pub at: At,
    pub text: Arc<str>,
    pub expr: Arc<Expr>,
    pub step: Step,
    /// Where the steps inside this one end.
    pub end: usize,
}

impl Trace {
    /// Adds this step and those inside it.
    pub fn flatten(&self, into: &mut Vec<StepDef>) {
        let place = into.len();
        into.push(StepDef {
            at: self.at,
            text: self.text.clone(),
            expr: self.expr.clone(),
            step: self.step.clone(),
            end: 0,
        });
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
            _ => Trace {
                at: self.at,
                text: self.text.clone(),
                expr: self.expr.clone(),
                step: Step::All,
                kids: vec![self],
            },
        };
        for (at, when) in exceptions.into_iter().enumerate() {
            let (place, text, expr) = (when.at, when.text.clone(), when.expr.clone());
            let kids = if when.kids.is_empty() { vec![when] } else { when.kids };
            whole.kids.push(Trace { at: place, text, expr, step: Step::Exception(at), kids });
        }
        whole
    }
}

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

/// A condition that cannot be compiled, and where it stands.
#[derive(Debug, Clone)]
pub struct Refused {
    pub line: usize,
    pub column: usize,
    pub source: Arc<str>,
    pub error: ExprError,
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

    /// Lowers a clause; `member` is the place of the next member among those of the criterion.
    pub fn clause(&mut self, clause: &Clause, member: &mut usize) -> Result<Trace, Refused> {
        let (members, all) = match clause {
            Clause::Test(condition) => return self.condition(condition),
            Clause::All(members) => (members, true),
            Clause::Any(members) => (members, false),
        };
        let mut kids = Vec::new();
        for one in members {
            let place = *member;
            *member += 1;
            let inner = self.clause(&one.clause, member)?;
            let (at, text, expr) = (inner.at, inner.text.clone(), inner.expr.clone());
            kids.push(Trace { at, text, expr, step: Step::Member(place), kids: vec![inner] });
        }
        let parts: Vec<At> = kids.iter().map(|kid| kid.at).collect();
        let at = self.gather(&parts, all);
        let inside = kids.iter().map(|kid| (*kid.expr).clone()).collect();
        let node = if all { Node::All(inside) } else { Node::Any(inside) };
        let expr = Arc::new(Expr { node, ty: Ty::Bool, span: Span::default() });
        Ok(Trace { at, text: "".into(), expr, step: if all { Step::All } else { Step::Any }, kids })
    }

    /// Lowers a condition, once for each row of its table where it has one.
    pub fn condition(&mut self, condition: &Condition) -> Result<Trace, Refused> {
        let refused =
            |error| Refused { line: condition.line, column: condition.column, error, source: condition.source.clone() };
        let Some(table) = &condition.for_each else {
            return self.lower(&condition.expr, &condition.source).map_err(refused);
        };
        let expr = &condition.expr;
        let rows = match self.value(table, expr.span).map_err(refused)? {
            ParamValue::Table(rows) => rows.clone(),
            _ => return Err(refused(refuse(expr.span, format!("{table} is no table")))),
        };
        let list = match self.names.params.get(table) {
            Some(Ty::Table(list)) => Ty::Code(list.clone()),
            _ => Ty::Int,
        };
        let row = |(code, number): &(String, i64)| {
            expr.replaced(&|part: &Expr| match part.node {
                Node::TableKey => Some(Expr { node: Node::Text(code.clone()), ty: list.clone(), span: part.span }),
                Node::TableValue => Some(Expr { node: Node::Int(*number), ty: Ty::Int, span: part.span }),
                _ => None,
            })
        };
        let any = Expr { node: Node::Any(rows.iter().map(row).collect()), ty: Ty::Bool, span: expr.span };
        self.lower(&any, &condition.source).map_err(refused)
    }

    fn gather(&mut self, parts: &[At], all: bool) -> At {
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
                let one = self.lower(one, source)?;
                let (members, kid) = self.members(set, source)?;
                self.program.sets.push(members);
                let operand = self.program.operand(one.at);
                let at = self.put(Ins::In(operand, (self.program.sets.len() - 1) as u16));
                traced(at, Step::Test, shown([Some(one), kid].into_iter().flatten()))
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
            ParamValue::Codes(_) | ParamValue::Table(_) => {
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
            let begun = interval.from.filter(|_| at > 0).map(|from| bound(super::expr::Cmp::Ge, from));
            let ends = interval.to.filter(|_| at + 1 < versions.len()).map(|to| bound(super::expr::Cmp::Lt, to));
            let parts: Vec<Expr> = begun.into_iter().chain(ends).chain([expr.replaced(&swap)]).collect();
            spans.push(truth(Node::All(parts)));
        }
        Ok(truth(Node::Any(spans)))
    }

    fn history(&self, history: &History) -> Result<Asked, ExprError> {
        let ask = history.ask;
        let wanted = match history.value.as_deref() {
            None => AskedFor::Any,
            Some(value) if is_place(&value.ty) => {
                let places = self.places(value)?;
                if ask == Ask::HeldOther { AskedFor::OutsideOf(places) } else { AskedFor::Places(places) }
            }
            Some(value) => {
                let codes = self.tree(value)?;
                if ask == Ask::HeldOther { AskedFor::OtherThan(codes) } else { AskedFor::Codes(codes) }
            }
        };
        let many = if self.names.one_at_a_time.contains(&history.kind) { Many::One } else { Many::Several };
        let prevails = self.names.prevails.get(&history.kind).cloned().unwrap_or_default();
        let days = history.days.iter().map(|day| self.day(day)).collect::<Result<Vec<_>, _>>()?;
        let row = history.row.as_deref().map(|row| self.row_test(row)).transpose()?;
        Ok(Asked { ask, kind: history.kind.as_str().into(), many, prevails, wanted, days, row })
    }

    /// The territories that a literal, a list or the poll names.
    fn places(&self, expr: &Expr) -> Result<Vec<PlaceOf>, ExprError> {
        let fixed = |text: &String| {
            let place = self.names.place(text).map_err(|problem| refuse(expr.span, problem))?;
            Ok(PlaceOf::Fixed(place))
        };
        match &expr.node {
            Node::Given(Given::PollMunicipality) => Ok(vec![PlaceOf::Poll]),
            Node::Text(code) => Ok(vec![fixed(code)?]),
            Node::Texts(codes) => codes.iter().map(fixed).collect(),
            _ => Err(refuse(expr.span, "a place is needed here")),
        }
    }

    /// The codes asked for with everything that lies inside them, and what lies above them: that says less than is asked.
    fn tree(&self, expr: &Expr) -> Result<Codes, ExprError> {
        let (list, asked) = match (&expr.ty, &expr.node) {
            (Ty::Code(list), Node::Text(code)) => (list, vec![code.clone()]),
            (Ty::Code(list), Node::Param(name)) => match self.value(name, expr.span)? {
                ParamValue::Code(code) => (list, vec![code.clone()]),
                _ => return Err(refuse(expr.span, format!("{name} is no code"))),
            },
            (Ty::Codes(list), _) => (list, self.codes(expr)?),
            _ => return Err(refuse(expr.span, "a code or a set of codes is needed here")),
        };
        let above = |code: &str| {
            let parent = |code: &String| self.names.within.get(list).and_then(|tree| tree.get(code)).cloned();
            std::iter::successors(parent(&code.to_owned()), parent).collect::<Vec<_>>()
        };
        let all = self.names.lists.get(list).map_or(&[][..], Vec::as_slice);
        let fits = |code: &&String| asked.contains(code) || above(code).iter().any(|parent| asked.contains(parent));
        let fits: Vec<String> = all.iter().filter(fits).cloned().collect();
        let may_fit = asked.iter().flat_map(|code| above(code)).filter(|code| !fits.contains(code)).collect();
        Ok(Codes { fits, may_fit })
    }

    /// A test of one row: comparisons of its days with others.
    fn row_test(&self, expr: &Expr) -> Result<RowTest, ExprError> {
        let several = |parts: &[Expr]| parts.iter().map(|part| self.row_test(part)).collect::<Result<Vec<_>, _>>();
        Ok(match &expr.node {
            Node::Bool(value) => RowTest::Fixed(*value),
            Node::All(parts) => RowTest::All(several(parts)?),
            Node::Any(parts) => RowTest::Any(several(parts)?),
            Node::Not(inner) => RowTest::Not(Box::new(self.row_test(inner)?)),
            Node::Compare(cmp, a, b) => RowTest::Compare(*cmp, self.row_day(a)?, self.row_day(b)?),
            _ => return Err(refuse(expr.span, "a test of a row compares row.from and row.to with other days")),
        })
    }

    fn row_day(&self, expr: &Expr) -> Result<RowDay, ExprError> {
        let leap = self.leap;
        Ok(match &expr.node {
            Node::RowFrom => RowDay::From,
            Node::RowTo => RowDay::To,
            Node::YearsAfter(day, years) => {
                let years = self.number(years)?;
                self.row_day(day)?
                    .shifted(|day| RowDay::YearsAfter(day, years, leap), |day| DayOf::YearsAfter(day, years, leap))
            }
            Node::YearsBefore(day, years) => {
                let years = self.number(years)?;
                self.row_day(day)?
                    .shifted(|day| RowDay::YearsBefore(day, years, leap), |day| DayOf::YearsBefore(day, years, leap))
            }
            Node::DaysAfter(day, count) => {
                let count = self.number(count)?;
                let moved = self.row_day(day)?;
                moved.shifted(|day| RowDay::DaysAfter(day, count), |day| DayOf::DaysAfter(day, count))
            }
            _ => RowDay::Same(self.day(expr)?),
        })
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
            Node::Given(given) => Ok(DayOf::Root(Root::Given(*given))),
            Node::Fact(kind) => Ok(DayOf::Root(Root::Fact(kind.as_str().into()))),
            Node::Param(name) => Ok(DayOf::Fixed(self.param(name, expr)?)),
            Node::YearsAfter(day, years) => {
                Ok(DayOf::YearsAfter(Box::new(self.day(day)?), self.number(years)?, self.leap))
            }
            Node::YearsBefore(day, years) => {
                Ok(DayOf::YearsBefore(Box::new(self.day(day)?), self.number(years)?, self.leap))
            }
            Node::DaysAfter(day, count) => Ok(DayOf::DaysAfter(Box::new(self.day(day)?), self.number(count)?)),
            Node::Milestone(first, second) => {
                Ok(DayOf::Milestone(Box::new(self.day(first)?), Box::new(self.day(second)?)))
            }
            _ => Err(refuse(
                expr.span,
                "a day is needed here: a date, one of the poll or the case, or a fact that is a day",
            )),
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

fn is_place(ty: &Ty) -> bool {
    matches!(ty, Ty::Place | Ty::Texts)
}
