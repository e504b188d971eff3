//! The only module that names the `cel` crate: it parses one expression and lowers it to the typed form of `expr`.
//!
//! The language is a small part of CEL. What is not in it (`has()`, null, `?:`, macros, arithmetic, indexes, maps) is
//! refused with its place in the source, and so are unknown names, codes outside their list and wrong types.

use cel::common::ast::{CallExpr, Expr as Cel, IdedExpr, LiteralValue, SourceInfo, operators as op};

use crate::domain::time::DAY_FORM;
use crate::law::expr::marked::floor;
use crate::law::expr::names::Names;
use crate::law::expr::{Ask, Cmp, Expr, Given, History, Node, Span, Ty};

/// Deepest nesting of an expression. Law is not nested deeper; a crafted file is.
const DEPTH: u16 = 48;
/// Longest expression in bytes.
pub const LENGTH: usize = 4_000;

/// What is wrong with an expression, and where in its source.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct ExprError {
    pub(crate) span: Span,
    pub(crate) problem: String,
    pub(crate) class: ErrorClass,
}

/// Whether the text is no expression at all, or one that does not fit the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorClass {
    /// It is not written in the notation.
    Syntax,
    /// Each part is, but they do not fit together.
    Type,
}

impl ExprError {
    /// The expression with `^` under the place, and the problem below it.
    pub fn render(&self, source: &str) -> String {
        crate::law::expr::marked::marked(source, self.span, &self.problem)
    }
}

/// Parses and types an expression that must come to yes or no.
pub fn condition(source: &str, names: &Names) -> Result<Expr, ExprError> {
    let expr = expression(source, names)?;
    if expr.ty == Ty::Bool {
        return Ok(expr);
    }
    Err(wrong(expr.span, format!("a condition must come to yes or no; this is {}", expr.ty)))
}

/// Parses and types any expression.
pub fn expression(source: &str, names: &Names) -> Result<Expr, ExprError> {
    let whole = Span { start: 0, end: source.len() };
    if source.len() > LENGTH {
        let problem = format!("the expression is {} bytes long; {LENGTH} is the most", source.len());
        return Err(ExprError { span: whole, problem, class: ErrorClass::Syntax });
    }
    let parser = cel::parser::Parser::new().max_recursion_depth(DEPTH).error_recovery_limit(1);
    let (ast, info) = parser.parse_with_source_info(source).map_err(|errors| syntax(source, &errors))?;
    Lower { source, info: &info, names, in_row: false }.lower(&ast)
}

/// The parser says where it stopped; `syntax` says what to write there.
fn syntax(source: &str, errors: &cel::ParseErrors) -> ExprError {
    let first = errors.errors.first();
    let place = first.map_or((1, 1), |error| error.pos);
    let number = |n: isize| usize::try_from(n).unwrap_or(1).max(1);
    let line_start: usize = source.split_inclusive('\n').take(number(place.0) - 1).map(str::len).sum();
    let rest = source.get(line_start..).unwrap_or("");
    let stopped = line_start + rest.char_indices().nth(number(place.1) - 1).map_or(rest.len(), |(at, _)| at);
    let said = first.map_or("", |error| error.msg.as_str());
    let (span, problem) = crate::law::expr::syntax::explain(source, stopped, said);
    ExprError { span, problem, class: ErrorClass::Syntax }
}

fn wrong(span: Span, problem: String) -> ExprError {
    ExprError { span, problem, class: ErrorClass::Type }
}

fn form(function: &str) -> &str {
    crate::law::expr::FUNCTIONS.iter().find(|(name, _)| *name == function).map_or(function, |(_, form)| form)
}

fn counted(arguments: usize) -> String {
    match arguments {
        0 => "here is no argument".into(),
        1 => "here is 1 argument".into(),
        n => format!("here are {n} arguments"),
    }
}

struct Lower<'a> {
    source: &'a str,
    info: &'a SourceInfo,
    names: &'a Names,
    /// Whether this is a test of one row.
    in_row: bool,
}

impl Lower<'_> {
    fn span(&self, id: u64) -> Span {
        let whole = Span { start: 0, end: self.source.len() };
        self.info.offset_for(id).map_or(whole, |(start, stop)| Span {
            start: start as usize,
            end: (stop as usize + 1).min(self.source.len()),
        })
    }

    fn lower(&self, ast: &IdedExpr) -> Result<Expr, ExprError> {
        let span = self.span(ast.id);
        let refuse = |what: &str| Err(wrong(span, format!("{what} is not part of this language")));
        match &ast.expr {
            Cel::Literal(literal) => self.literal(literal, span),
            Cel::Ident(name) => self.name(name, span),
            Cel::Select(select) if select.test => refuse("has()"),
            Cel::Select(select) => match &select.operand.expr {
                Cel::Ident(root) => {
                    let span = span.join(self.span(select.operand.id));
                    let end = self.source[span.start..].find(select.field.as_str());
                    let end = end.map_or(span.end, |at| span.start + at + select.field.len());
                    self.name(&format!("{root}.{}", select.field), Span { start: span.start, end })
                }
                _ => refuse("this selection"),
            },
            Cel::List(list) => self.list(&list.elements, span),
            Cel::Call(call) => self.call(call, span),
            Cel::Comprehension(_) => refuse("a macro over a list"),
            Cel::Map(_) | Cel::Struct(_) => refuse("a map"),
            Cel::Unspecified => Err(wrong(span, "an expression is missing here".into())),
        }
    }

    fn literal(&self, literal: &LiteralValue, span: Span) -> Result<Expr, ExprError> {
        let (node, ty) = match literal {
            LiteralValue::Boolean(value) => (Node::Bool(*value.inner()), Ty::Bool),
            LiteralValue::Int(value) => (Node::Int(*value.inner()), Ty::Int),
            LiteralValue::String(value) => (Node::Text(value.inner().to_owned()), Ty::Text),
            LiteralValue::Null => {
                return Err(wrong(span, "null is not part of this language: a missing fact is unknown".into()));
            }
            _ => return Err(wrong(span, "only numbers, texts, true and false can stand here".into())),
        };
        Ok(Expr { node, ty, span })
    }

    fn name(&self, name: &str, span: Span) -> Result<Expr, ExprError> {
        if let Some((node, ty)) = self.local(name) {
            return Ok(Expr { node, ty, span });
        }
        if matches!(name, "row.from" | "row.to") {
            return Err(wrong(span, format!("{name} can stand only in a test of each row (some_row, each_row)")));
        }
        if let Some(given) = Given::parse(name).filter(|_| self.names.given) {
            return Ok(Expr { node: Node::Given(given), ty: given.ty(), span });
        }
        if let Some(param) = name.strip_prefix("params.") {
            let ty = self.names.params.get(param);
            let ty =
                ty.ok_or_else(|| wrong(span, format!("the pack has no parameter {param:?}{}", self.names.near(name))))?;
            return Ok(Expr { node: Node::Param(param.to_owned()), ty: ty.clone(), span });
        }
        if let Some(ty) = self.names.facts.get(name) {
            return Ok(Expr { node: Node::Fact(name.to_owned()), ty: ty.clone(), span });
        }
        if self.names.histories.contains_key(name) {
            return Err(wrong(
                span,
                format!("{name} is a history; ask it something, for instance held({name}, ..., poll.day)"),
            ));
        }
        Err(wrong(
            span,
            format!(
                "{name:?} is neither a fact, a date of the poll or the case, nor a parameter{}",
                self.names.near(name)
            ),
        ))
    }

    /// Names that exist only where a row is meant: of a history, or of a table.
    fn local(&self, name: &str) -> Option<(Node, Ty)> {
        match (name, &self.names.table) {
            ("row.from", _) if self.in_row => Some((Node::RowFrom, Ty::Date)),
            ("row.to", _) if self.in_row => Some((Node::RowTo, Ty::Date)),
            ("key", Some(list)) => Some((Node::TableKey, Ty::Code(list.clone()))),
            ("value", Some(_)) => Some((Node::TableValue, Ty::Int)),
            _ => None,
        }
    }

    fn list(&self, elements: &[IdedExpr], span: Span) -> Result<Expr, ExprError> {
        let mut texts = Vec::with_capacity(elements.len());
        let mut whole = span;
        for element in elements {
            let lowered = self.lower(element)?;
            whole = whole.join(lowered.span);
            match lowered.node {
                Node::Text(text) => texts.push(text),
                _ => return Err(wrong(lowered.span, "a list holds codes, written as texts".into())),
            }
        }
        let end = self.source[whole.end.min(self.source.len())..].find(']').map_or(whole.end, |at| whole.end + at + 1);
        let span =
            if self.source[..whole.end.min(self.source.len())].ends_with(']') { whole } else { Span { end, ..whole } };
        Ok(Expr { node: Node::Texts(texts), ty: Ty::Texts, span })
    }

    fn call(&self, call: &CallExpr, span: Span) -> Result<Expr, ExprError> {
        if let Some(target) = &call.target {
            return Err(wrong(span.join(self.span(target.id)), "methods are not part of this language".into()));
        }
        match call.func_name.as_str() {
            op::LOGICAL_AND | op::LOGICAL_OR => self.logic(call, span),
            op::LOGICAL_NOT => {
                let inner = self.truth(&call.args[0])?;
                let span = span.join(inner.span);
                Ok(Expr { node: Node::Not(Box::new(inner)), ty: Ty::Bool, span })
            }
            op::NEGATE => match self.lower(&call.args[0])? {
                Expr { node: Node::Int(n), span: at, .. } if n != i64::MIN => {
                    Ok(Expr { node: Node::Int(-n), ty: Ty::Int, span: span.join(at) })
                }
                other => Err(wrong(other.span, "only a number can have a minus".into())),
            },
            op::EQUALS => self.compare(Cmp::Eq, call, span),
            op::NOT_EQUALS => self.compare(Cmp::Ne, call, span),
            op::LESS => self.compare(Cmp::Lt, call, span),
            op::LESS_EQUALS => self.compare(Cmp::Le, call, span),
            op::GREATER => self.compare(Cmp::Gt, call, span),
            op::GREATER_EQUALS => self.compare(Cmp::Ge, call, span),
            op::IN => self.membership(call, span),
            op::CONDITIONAL => Err(wrong(span, "?: is not part of this language; use && and ||".into())),
            op::ADD | op::SUBSTRACT | op::MULTIPLY | op::DIVIDE | op::MODULO => {
                Err(wrong(span, "arithmetic is not part of this language; use years_after and days_after".into()))
            }
            op::INDEX => Err(wrong(span, "an index is not part of this language".into())),
            name => self.function(name, call, span),
        }
    }

    fn truth(&self, ast: &IdedExpr) -> Result<Expr, ExprError> {
        let expr = self.lower(ast)?;
        if expr.ty == Ty::Bool {
            return Ok(expr);
        }
        Err(wrong(expr.span, format!("yes or no is needed here; this is {}", expr.ty)))
    }

    fn logic(&self, call: &CallExpr, span: Span) -> Result<Expr, ExprError> {
        let all = call.func_name == op::LOGICAL_AND;
        let mut parts = Vec::new();
        let mut whole = span;
        for arg in &call.args {
            let part = self.truth(arg)?;
            whole = whole.join(part.span);
            match part.node {
                Node::All(inner) if all => parts.extend(inner),
                Node::Any(inner) if !all => parts.extend(inner),
                _ => parts.push(part),
            }
        }
        let node = if all { Node::All(parts) } else { Node::Any(parts) };
        Ok(Expr { node, ty: Ty::Bool, span: whole })
    }

    /// The same for places, each with its register.
    fn meet_place(&self, literal: &mut Expr) -> Result<(), ExprError> {
        let place = |text: &String| self.names.place(text).map_err(|problem| wrong(literal.span, problem));
        match &literal.node {
            Node::Text(text) => {
                place(text)?;
                literal.ty = Ty::Place;
            }
            Node::Texts(texts) => texts.iter().try_for_each(|text| place(text).map(|_| ()))?,
            _ => {}
        }
        Ok(())
    }

    fn compare(&self, cmp: Cmp, call: &CallExpr, span: Span) -> Result<Expr, ExprError> {
        let (mut left, mut right) = (self.lower(&call.args[0])?, self.lower(&call.args[1])?);
        self.meet(&mut left, &mut right)?;
        self.meet(&mut right, &mut left)?;
        let whole = span.join(left.span).join(right.span);
        if left.ty != right.ty {
            return Err(wrong(whole, format!("{} cannot be compared with {}", left.ty, right.ty)));
        }
        let ordered = matches!(left.ty, Ty::Int | Ty::Date);
        if matches!(left.ty, Ty::Codes(_) | Ty::Texts | Ty::Table(_)) {
            return Err(wrong(whole, "sets are not compared; use in, held or held_other".into()));
        }
        if !ordered && !matches!(cmp, Cmp::Eq | Cmp::Ne) {
            return Err(wrong(whole, format!("{} has no order; only == and != apply", left.ty)));
        }
        Ok(Expr { node: Node::Compare(cmp, Box::new(left), Box::new(right)), ty: Ty::Bool, span: whole })
    }

    /// Gives a text literal the type of what it meets, and checks that it is a code of that list.
    fn meet(&self, literal: &mut Expr, other: &mut Expr) -> Result<(), ExprError> {
        let list = match &other.ty {
            Ty::Code(list) | Ty::Codes(list) => list.clone(),
            Ty::Place => return self.meet_place(literal),
            _ => return Ok(()),
        };
        match &literal.node {
            Node::Text(code) => {
                self.names.code(&list, code).map_err(|problem| wrong(literal.span, problem))?;
                literal.ty = Ty::Code(list);
            }
            Node::Texts(codes) => {
                for code in codes {
                    self.names.code(&list, code).map_err(|problem| wrong(literal.span, problem))?;
                }
                literal.ty = Ty::Codes(list);
            }
            _ => {}
        }
        Ok(())
    }

    fn membership(&self, call: &CallExpr, span: Span) -> Result<Expr, ExprError> {
        let (mut one, mut set) = (self.lower(&call.args[0])?, self.lower(&call.args[1])?);
        self.meet(&mut set, &mut one)?;
        let whole = span.join(one.span).join(set.span);
        match (&one.ty, &set.ty) {
            (Ty::Code(a), Ty::Codes(b)) if a == b => {}
            (Ty::Text, Ty::Texts) => {}
            (one, set) => return Err(wrong(whole, format!("{one} cannot be in {set}"))),
        }
        Ok(Expr { node: Node::In(Box::new(one), Box::new(set)), ty: Ty::Bool, span: whole })
    }

    fn function(&self, name: &str, call: &CallExpr, span: Span) -> Result<Expr, ExprError> {
        let whole = self.call_span(call, span);
        if let Some(ask) = Ask::ALL.into_iter().find(|ask| ask.name() == name) {
            return self.history(ask, call, whole);
        }
        let arity = |n: usize| match call.args.len() {
            found if found == n => Ok(()),
            found => Err(wrong(whole, format!("write {}; {}", form(name), counted(found)))),
        };
        let typed = |at: usize, ty: Ty| -> Result<Box<Expr>, ExprError> {
            let expr = self.lower(&call.args[at])?;
            if expr.ty == ty {
                return Ok(Box::new(expr));
            }
            Err(wrong(expr.span, format!("{name} needs {ty} here; this is {}", expr.ty)))
        };
        let days = |node: fn(Box<Expr>, Box<Expr>) -> Node, second: Ty, ty: Ty| -> Result<(Node, Ty), ExprError> {
            arity(2)?;
            Ok((node(typed(0, Ty::Date)?, typed(1, second)?), ty))
        };
        let (node, ty) = match name {
            "date" => {
                arity(1)?;
                let text = typed(0, Ty::Text)?;
                let Node::Text(written) = &text.node else {
                    return Err(wrong(text.span, "date takes a text such as \"2026-09-20\"".into()));
                };
                let day = crate::law::days::parse(written)
                    .ok_or_else(|| wrong(text.span, format!("{written:?} is no day; {DAY_FORM}")))?;
                (Node::Date(day), Ty::Date)
            }
            "age_on" => days(Node::AgeOn, Ty::Date, Ty::Int)?,
            "years_after" => days(Node::YearsAfter, Ty::Int, Ty::Date)?,
            "years_before" => days(Node::YearsBefore, Ty::Int, Ty::Date)?,
            "days_after" => days(Node::DaysAfter, Ty::Int, Ty::Date)?,
            "milestone" => {
                arity(2)?;
                let (first, second) = (typed(0, Ty::Date)?, typed(1, Ty::Date)?);
                if !matches!(first.node, Node::Given(_)) {
                    return Err(wrong(first.span, "milestone needs a date of the poll first".into()));
                }
                (Node::Milestone(first, second), Ty::Date)
            }
            "as_of" => {
                arity(2)?;
                let param = self.lower(&call.args[0])?;
                let Node::Param(id) = param.node else {
                    return Err(wrong(param.span, "as_of needs a parameter first, such as params.list".into()));
                };
                (Node::AsOf(id, typed(1, Ty::Date)?), param.ty)
            }
            "poll_in" => {
                arity(1)?;
                let mut places = self.lower(&call.args[0])?;
                self.meet_place(&mut places)?;
                if !matches!(places.ty, Ty::Place | Ty::Texts) {
                    return Err(wrong(places.span, format!("poll_in needs a place here; this is {}", places.ty)));
                }
                (Node::PollIn(Box::new(places)), Ty::Bool)
            }
            _ => return Err(wrong(whole, format!("there is no function {name:?}{}", self.names.near(name)))),
        };
        Ok(Expr { node, ty, span: whole })
    }

    fn call_span(&self, call: &CallExpr, span: Span) -> Span {
        let start = self.source[..floor(self.source, span.start)].rfind(call.func_name.as_str()).unwrap_or(span.start);
        let start = if self.source[floor(self.source, span.start)..].starts_with(call.func_name.as_str()) {
            span.start
        } else {
            start
        };
        let mut depth = 0;
        let mut quote = None;
        for (at, c) in self.source[floor(self.source, start)..].char_indices() {
            match (quote, c) {
                (None, '"' | '\'') => quote = Some(c),
                (Some(open), c) if c == open => quote = None,
                (None, '(') => depth += 1,
                (None, ')') if depth == 1 => return Span { start, end: start + at + 1 },
                (None, ')') => depth -= 1,
                _ => {}
            }
        }
        span
    }

    fn history(&self, ask: Ask, call: &CallExpr, span: Span) -> Result<Expr, ExprError> {
        if self.in_row {
            return Err(wrong(span, "a test of a row cannot ask another history".into()));
        }
        let rest = ask.days() + usize::from(ask.asks_rows());
        let wants_value = call.args.len() == rest + 2;
        if !wants_value && (call.args.len() != rest + 1 || ask == Ask::HeldOther) {
            return Err(wrong(span, format!("write {}; {}", ask.form(), counted(call.args.len()))));
        }
        let kind = match &call.args[0].expr {
            Cel::Ident(kind) => kind.clone(),
            _ => return Err(wrong(span, format!("{} needs the name of a history first", ask.name()))),
        };
        let value_ty = self.names.histories.get(&kind).ok_or_else(|| {
            wrong(self.span(call.args[0].id), format!("{kind:?} is no history of the schema{}", self.names.near(&kind)))
        })?;
        if wants_value && *value_ty == Ty::Bool {
            return Err(wrong(span, format!("{kind} has no values; leave the value out")));
        }
        let value = wants_value.then(|| self.history_value(ask, &call.args[1], value_ty)).transpose()?.map(Box::new);
        let rest = &call.args[1 + usize::from(wants_value)..];
        if ask.asks_rows() {
            let test = Lower { in_row: true, ..*self }.truth(&rest[0])?;
            let row = Some(Box::new(test));
            let node = Node::History(History { ask, kind, value, days: Vec::new(), row });
            return Ok(Expr { node, ty: Ty::Bool, span });
        }
        let days = rest.iter().map(|day| self.day(day)).collect::<Result<Vec<_>, _>>()?;
        Ok(Expr { node: Node::History(History { ask, kind, value, days, row: None }), ty: Ty::Bool, span })
    }

    fn history_value(&self, ask: Ask, ast: &IdedExpr, value_ty: &Ty) -> Result<Expr, ExprError> {
        let mut value = self.lower(ast)?;
        let mut held = Expr { node: Node::Bool(true), ty: value_ty.clone(), span: value.span };
        self.meet(&mut value, &mut held)?;
        let only_sets = ask == Ask::HeldOther;
        let fits = match (&value.ty, value_ty) {
            (Ty::Codes(a), Ty::Code(b)) => a == b,
            (Ty::Texts | Ty::Place, Ty::Place) => true,
            (Ty::Code(a), Ty::Code(b)) => !only_sets && a == b,
            _ => false,
        };
        if !fits {
            let needed = if only_sets { "a set of codes" } else { "a code or a set of codes" };
            return Err(wrong(value.span, format!("{} needs {needed} here; this is {}", ask.name(), value.ty)));
        }
        if has_fact(&value) {
            return Err(wrong(value.span, "what a history is asked for cannot depend on another fact".into()));
        }
        Ok(value)
    }

    /// A day on which a history is asked: a literal, a parameter, a date of the poll or the case, or a fact that is a day.
    fn day(&self, ast: &IdedExpr) -> Result<Expr, ExprError> {
        let expr = self.lower(ast)?;
        if expr.ty != Ty::Date {
            return Err(wrong(expr.span, format!("{} is needed here; this is {}", Ty::Date, expr.ty)));
        }
        Ok(expr)
    }
}

fn has_fact(expr: &Expr) -> bool {
    expr.any(&|node| matches!(node, Node::Fact(_) | Node::History(_)))
}
