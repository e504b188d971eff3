//! The only module that names the `cel` crate: it parses one expression and lowers it to the typed form of `expr`.
//!
//! The language is a small part of CEL. What is not in it (`has()`, null, `?:`, macros, arithmetic, indexes, maps) is
//! refused with its place in the source, and so are unknown names, codes outside their list and wrong types.

use cel::common::ast::{CallExpr, Expr as Cel, IdedExpr, LiteralValue, SourceInfo, operators as op};

use super::expr::{Ask, Cmp, Expr, Given, History, Node, Span, Ty};
use super::names::Names;

/// Deepest nesting of an expression. Law is not nested deeper; a crafted file is.
const DEPTH: u16 = 48;
/// Longest expression in bytes.
pub const LENGTH: usize = 4_000;

/// What is wrong with an expression, and where in its source.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct ExprError {
    pub span: Span,
    pub problem: String,
    pub class: ErrorClass,
}

/// Whether the text is no expression at all, or one that does not fit the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorClass {
    Syntax,
    Type,
}

impl ExprError {
    /// The expression with `^` under the place, and the problem below it.
    pub fn render(&self, source: &str) -> String {
        let start = self.span.start.min(source.len());
        let line_start = source[..floor(source, start)].rfind('\n').map_or(0, |at| at + 1);
        let line_end = source[line_start..].find('\n').map_or(source.len(), |at| line_start + at);
        let before = source[line_start..floor(source, start)].chars().count();
        let end = floor(source, self.span.end.clamp(start, line_end));
        let marks = source[floor(source, start)..end.max(floor(source, start))].chars().count().max(1);
        let line: Vec<char> = source[line_start..line_end].chars().collect();
        // Of a very long line only the part around the place is shown.
        let skipped = if line.len() > EXCERPT { before.saturating_sub(EXCERPT / 2) } else { 0 };
        let shown: String = line.iter().skip(skipped).take(EXCERPT).collect();
        let marks = marks.min(EXCERPT.saturating_sub(before - skipped).max(1));
        let problem: String = self.problem.chars().take(4 * EXCERPT).collect();
        format!("  {shown}\n  {}{}\n{problem}", " ".repeat(before - skipped), "^".repeat(marks))
    }
}

/// How much of a line an error shows, in characters.
const EXCERPT: usize = 200;

fn floor(source: &str, at: usize) -> usize {
    (0..=at.min(source.len())).rev().find(|at| source.is_char_boundary(*at)).unwrap_or(0)
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
    Lower { source, info: &info, names }.lower(&ast)
}

fn syntax(source: &str, errors: &cel::ParseErrors) -> ExprError {
    let (span, problem) = match errors.errors.first() {
        None => (Span { start: 0, end: source.len() }, "this is no expression".to_owned()),
        Some(error) => {
            let line = usize::try_from(error.pos.0).unwrap_or(1).max(1);
            let column = usize::try_from(error.pos.1).unwrap_or(1).max(1);
            let line_start: usize = source.split_inclusive('\n').take(line - 1).map(str::len).sum();
            let rest = source.get(line_start..).unwrap_or("");
            let start = line_start + rest.char_indices().nth(column - 1).map_or(rest.len(), |(at, _)| at);
            let length = source.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            let first = error.msg.lines().next().unwrap_or("").to_owned();
            let problem =
                first.split(" expecting ").next().unwrap_or("").trim_start_matches("Syntax error: ").to_owned();
            (Span { start, end: start + length }, format!("syntax error: {problem}"))
        }
    };
    ExprError { span, problem, class: ErrorClass::Syntax }
}

fn wrong(span: Span, problem: String) -> ExprError {
    ExprError { span, problem, class: ErrorClass::Type }
}

struct Lower<'a> {
    source: &'a str,
    info: &'a SourceInfo,
    names: &'a Names,
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
        if matches!(left.ty, Ty::Codes(_) | Ty::Texts) {
            return Err(wrong(whole, "sets are not compared; use in, held_in or held_other".into()));
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
            found => Err(wrong(whole, format!("{name} takes {n} arguments; here are {found}"))),
        };
        let typed = |at: usize, ty: Ty| -> Result<Box<Expr>, ExprError> {
            let expr = self.lower(&call.args[at])?;
            if expr.ty == ty {
                return Ok(Box::new(expr));
            }
            Err(wrong(expr.span, format!("{name} needs {ty} here; this is {}", expr.ty)))
        };
        let (node, ty) = match name {
            "date" => {
                arity(1)?;
                let text = typed(0, Ty::Text)?;
                let Node::Text(written) = &text.node else {
                    return Err(wrong(text.span, "date takes a text such as \"2026-09-20\"".into()));
                };
                let day = super::days::parse(written)
                    .ok_or_else(|| wrong(text.span, format!("{written:?} is no date; write \"2026-09-20\"")))?;
                (Node::Date(day), Ty::Date)
            }
            "age_on" => {
                arity(2)?;
                (Node::AgeOn(typed(0, Ty::Date)?, typed(1, Ty::Date)?), Ty::Int)
            }
            "years_after" => {
                arity(2)?;
                (Node::YearsAfter(typed(0, Ty::Date)?, typed(1, Ty::Int)?), Ty::Date)
            }
            "days_after" => {
                arity(2)?;
                (Node::DaysAfter(typed(0, Ty::Date)?, typed(1, Ty::Int)?), Ty::Date)
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
        let (wants_value, wants_years) = match ask {
            Ask::HeldAny | Ask::HeldFlag => (false, false),
            Ask::AnyWithin => (true, true),
            _ => (true, false),
        };
        let n = 2 + usize::from(wants_value) + usize::from(wants_years);
        if call.args.len() != n {
            return Err(wrong(span, format!("{} takes {n} arguments; here are {}", ask.name(), call.args.len())));
        }
        let kind = match &call.args[0].expr {
            Cel::Ident(kind) => kind.clone(),
            _ => return Err(wrong(span, format!("{} needs the name of a history first", ask.name()))),
        };
        let value_ty = self.names.histories.get(&kind).ok_or_else(|| {
            wrong(self.span(call.args[0].id), format!("{kind:?} is no history of the schema{}", self.names.near(&kind)))
        })?;
        if (ask == Ask::HeldFlag) != (*value_ty == Ty::Bool) && ask != Ask::HeldAny {
            let problem = if ask == Ask::HeldFlag { "has values; use held" } else { "has no values; use held_flag" };
            return Err(wrong(span, format!("{kind} {problem}")));
        }
        let value = wants_value.then(|| self.history_value(ask, &call.args[1], value_ty)).transpose()?.map(Box::new);
        let years = wants_years.then(|| self.constant(&call.args[2], Ty::Int)).transpose()?.map(Box::new);
        let day = Box::new(self.constant(&call.args[n - 1], Ty::Date)?);
        Ok(Expr { node: Node::History(History { ask, kind, value, years, day }), ty: ask.ty(), span })
    }

    fn history_value(&self, ask: Ask, ast: &IdedExpr, value_ty: &Ty) -> Result<Expr, ExprError> {
        let mut value = self.lower(ast)?;
        let mut held = Expr { node: Node::Bool(true), ty: value_ty.clone(), span: value.span };
        self.meet(&mut value, &mut held)?;
        let sets = matches!(ask, Ask::HeldIn | Ask::HeldOther);
        let fits = match (&value.ty, value_ty) {
            (Ty::Codes(a), Ty::Code(b)) => sets && a == b,
            (Ty::Texts, Ty::Place) => sets,
            (Ty::Code(a), Ty::Code(b)) => !sets && a == b,
            (Ty::Place, Ty::Place) => ask != Ask::HeldIn,
            _ => false,
        };
        if !fits {
            return Err(wrong(
                value.span,
                format!(
                    "{} needs {} here; this is {}",
                    ask.name(),
                    if sets { "a set of codes" } else { "one code" },
                    value.ty
                ),
            ));
        }
        if has_fact(&value) {
            return Err(wrong(value.span, "a question to a history cannot depend on another fact".into()));
        }
        Ok(value)
    }

    /// An argument that is known without any fact: a literal, a parameter, a date of the poll or the case.
    fn constant(&self, ast: &IdedExpr, ty: Ty) -> Result<Expr, ExprError> {
        let expr = self.lower(ast)?;
        if expr.ty != ty {
            return Err(wrong(expr.span, format!("{ty} is needed here; this is {}", expr.ty)));
        }
        if has_fact(&expr) {
            return Err(wrong(expr.span, "a question to a history cannot depend on another fact".into()));
        }
        Ok(expr)
    }
}

fn has_fact(expr: &Expr) -> bool {
    match &expr.node {
        Node::Fact(_) | Node::History(_) => true,
        Node::Not(a) => has_fact(a),
        Node::All(parts) | Node::Any(parts) => parts.iter().any(has_fact),
        Node::Compare(_, a, b)
        | Node::In(a, b)
        | Node::AgeOn(a, b)
        | Node::YearsAfter(a, b)
        | Node::DaysAfter(a, b) => has_fact(a) || has_fact(b),
        _ => false,
    }
}
