//! Clauses and conditions of a pack, lowered to the program with the place where each stands in its file.

use std::sync::Arc;

use super::model::{Clause, Condition};
use crate::law::engine::compiler::{Compiler, refuse};
use crate::law::engine::program::At;
use crate::law::engine::steps::{Step, Trace};
use crate::law::engine::value::ParamValue;
use crate::law::expr::parse::ExprError;
use crate::law::expr::{Expr, Node, Span, Ty};

/// A condition that cannot be compiled, and where it stands.
#[derive(Debug, Clone)]
pub struct Refused {
    pub line: usize,
    pub column: usize,
    pub source: Arc<str>,
    pub error: ExprError,
}

impl Compiler<'_> {
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
}
