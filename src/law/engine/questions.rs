//! Questions to histories, worked out as far as they do not depend on the case: the codes and territories they look for, the
//! days they ask about, and the test of each row.

use super::asked::{Asked, AskedFor, RowDay, RowTest};
use super::compiler::{Compiler, refuse};
use super::day_of::{DayOf, Root};
use super::value::ParamValue;
use super::wanted::{Codes, PlaceOf};
use crate::domain::Many;
use crate::law::days;
use crate::law::expr::parse::ExprError;
use crate::law::expr::{Ask, Expr, Given, History, Node, Ty};

impl Compiler<'_> {
    pub(super) fn history(&self, history: &History) -> Result<Asked, ExprError> {
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
    pub(super) fn places(&self, expr: &Expr) -> Result<Vec<PlaceOf>, ExprError> {
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

fn is_place(ty: &Ty) -> bool {
    matches!(ty, Ty::Place | Ty::Texts)
}
