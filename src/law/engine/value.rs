//! The value of a parameter in one interval of the law.

use crate::domain::Day;
use crate::law::expr::{Expr, Node, Span, Ty};

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
    pub(super) fn literal(&self, ty: &Ty, span: Span) -> Option<Expr> {
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

/// A parameter's value as a person reads it.
pub fn param_text(value: &ParamValue) -> String {
    match value {
        ParamValue::Int(value) => value.to_string(),
        ParamValue::Date(day) => day.to_string(),
        ParamValue::Code(code) => code.clone(),
        ParamValue::Codes(codes) if codes.is_empty() => "—".to_owned(),
        ParamValue::Codes(codes) => codes.join(", "),
        ParamValue::Table(rows) => {
            let rows: Vec<String> = rows.iter().map(|(code, number)| format!("{code} {number}")).collect();
            rows.join(", ")
        }
    }
}
