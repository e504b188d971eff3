//! One expression over facts that are given with it: `law eval`, and the conformance tests.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::law::days::{self, Leap};
use crate::law::engine::asked::{Scalar, SlotDef};
use crate::law::engine::compiler::Compiler;
use crate::law::engine::program::{Program, Slots};
use crate::law::expr::Ty;
use crate::law::expr::names::Names;
use crate::law::expr::parse::{ExprError, condition};

/// Why an evaluation did not come to an answer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum EvalError {
    /// The schema or the facts are at fault.
    #[error("{0}")]
    Input(String),
    /// The expression is; its place is in the error.
    #[error("{}", .1.render(.0))]
    Expression(String, ExprError),
}

/// The answer: yes, no, or unknown with the facts that would have to be known.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Evaluated {
    /// The answer in codes; `unknown` where facts are missing.
    pub value: &'static str,
    /// The facts that are missing; empty where the answer is known.
    pub missing: Vec<String>,
}

/// Evaluates `expression` with facts whose types `schema` declares: `bool`, `int`, `date`, or `codes:a|b|c`.
pub fn evaluate(schema: &Json, facts: &Json, expression: &str) -> Result<Evaluated, EvalError> {
    let names = names(schema)?;
    let expr = condition(expression, &names).map_err(|error| EvalError::Expression(expression.to_owned(), error))?;
    let mut compiler = Compiler {
        names: &names,
        params: &BTreeMap::new(),
        versions: &BTreeMap::new(),
        leap: Leap::Up,
        program: Program::default(),
        slots: Vec::new(),
    };
    let trace =
        compiler.lower(&expr, expression).map_err(|error| EvalError::Expression(expression.to_owned(), error))?;
    let given = facts.as_object().ok_or_else(|| EvalError::Input("--facts must be a JSON object".into()))?;
    if let Some(stray) = given.keys().find(|key| !names.facts.contains_key(*key)) {
        return Err(EvalError::Input(format!("--facts: {stray:?} is not in the schema")));
    }
    let mut slots = Slots::default();
    for (at, def) in compiler.slots.iter().enumerate() {
        if let SlotDef::Fact { kind, is } = def
            && let Some(value) = given.get(&**kind).filter(|value| !value.is_null())
        {
            slots.set(at, slot_value(kind, value, &names.facts[&**kind], is)?);
        }
    }
    let mut missing = 0;
    let value = compiler.program.truth(trace.at, &slots, &mut missing).code();
    let name = |def: &SlotDef| match def {
        SlotDef::Fact { kind, .. } => kind.to_string(),
        _ => String::new(),
    };
    let waiting = (0..compiler.slots.len()).filter(|slot| missing >> slot & 1 == 1);
    let mut missing: Vec<String> = waiting.map(|slot| name(&compiler.slots[slot])).collect();
    missing.sort();
    Ok(Evaluated { value, missing })
}

fn names(schema: &Json) -> Result<Names, EvalError> {
    let wrong = |problem: String| EvalError::Input(format!("--schema: {problem}"));
    let declared =
        schema.as_object().ok_or_else(|| wrong("a JSON object is needed, such as {\"A\":\"bool\"}".into()))?;
    let mut names = Names::default();
    for (name, ty) in declared {
        let ty = ty.as_str().unwrap_or("");
        let ty = match ty {
            "bool" => Ty::Bool,
            "int" => Ty::Int,
            "date" => Ty::Date,
            _ => match ty.strip_prefix("codes:") {
                Some(codes) => {
                    names.lists.insert(name.clone(), codes.split('|').map(str::to_owned).collect());
                    Ty::Code(name.clone())
                }
                None => return Err(wrong(format!("{name}: {ty:?} is none of bool, int, date, codes:a|b|c"))),
            },
        };
        names.facts.insert(name.clone(), ty);
    }
    Ok(names)
}

fn slot_value(name: &str, value: &Json, ty: &Ty, is: &Scalar) -> Result<i32, EvalError> {
    let wrong = || EvalError::Input(format!("--facts: {name}: {value} is not {ty}"));
    let found = match is {
        Scalar::Flag => value.as_bool().map(i32::from),
        Scalar::Number => value.as_i64().and_then(|value| i32::try_from(value).ok()),
        Scalar::Day => value.as_str().and_then(days::parse).map(days::pack),
        Scalar::Code(codes) => {
            let place = value.as_str().and_then(|code| codes.iter().position(|known| known == code));
            place.map(|place| place as i32)
        }
    };
    found.ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_yes_needs_nothing_more_and_an_unknown_names_what_it_needs() {
        let schema = json!({"A": "bool", "B": "date"});
        let text = "A || B < date(\"2026-01-01\")";
        let value = |facts| evaluate(&schema, &facts, text).unwrap();
        assert_eq!(value(json!({"A": true})), Evaluated { value: "yes", missing: vec![] });
        assert_eq!(value(json!({"A": false})), Evaluated { value: "unknown", missing: vec!["B".into()] });
        assert_eq!(value(json!({"A": false, "B": "2026-01-01"})), Evaluated { value: "no", missing: vec![] });
        assert_eq!(value(json!({})).missing, ["A", "B"]);
    }

    #[test]
    fn an_error_stands_under_its_place() {
        let schema = json!({"A": "bool", "B": "date", "C": "codes:permanent|temporary"});
        let shown = |text: &str| evaluate(&schema, &json!({}), text).unwrap_err().to_string();
        assert_eq!(
            shown("A && D"),
            "  A && D\n       ^\n\"D\" is neither a fact, a date of the poll or the case, nor a parameter"
        );
        assert!(
            shown("A && B < 3").contains("\n       ^^^^^\na date cannot be compared with a number"),
            "{}",
            shown("A && B < 3")
        );
        assert!(shown("C == 'permanant'").contains("did you mean \"permanent\"?"));
        assert!(shown("A &&").contains("ends too early"));
        for refused in ["has(A)", "A ? A : A", "B == null", "[1,2].all(x, x > 0)", "1 + 1 == 2", "A.b.c", "{}", "A[0]"]
        {
            assert!(evaluate(&schema, &json!({}), refused).is_err(), "{refused}");
        }
    }
}
