//! Expressions that others wrote: the boolean conformance cases of the Common Expression Language (google/cel-spec, see
//! tests/data/cel-spec/LICENSE). Every case within our part of the language must agree; every other one is refused with a
//! reason, and the test fails when a count changes.
//!
//! An error of CEL is an unknown fact here: an unbound variable is a fact nobody has asked for, and so is what cannot be
//! computed (`1 / 0 > 2`). With that, the section on logic is a test of three-valued logic.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use suffrage::law::engine::evaluate::{EvalError, evaluate};

/// What stands for a subexpression that CEL cannot compute.
const UNKNOWN: &str = "cannot_be_computed";

fn cases() -> Vec<Value> {
    let path = format!("{}/tests/data/cel-spec/boolean.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The expression with each division by zero replaced by an unknown fact.
fn with_unknowns(expr: &str) -> String {
    ["(2 / 0 > 3 ? false : true)", "(1 / 0 > 2)", "(1/0 != 0)", "1 / 0 > 2", "1/0 != 0", "2 / 0 > 3"]
        .iter()
        .fold(expr.to_owned(), |expr, error| expr.replace(error, UNKNOWN))
}

/// Types and values of what the case binds; the names it leaves unbound are facts of yes or no that nobody knows.
fn facts(case: &Value, expr: &str) -> (Value, Value) {
    let (mut schema, mut facts) = (Map::new(), Map::new());
    schema.insert(UNKNOWN.into(), json!("bool"));
    for (name, bound) in case["bindings"].as_object().into_iter().flatten() {
        let value = &bound["value"];
        let (ty, value) = match (value.get("boolValue"), value.get("int64Value")) {
            (Some(value), _) => ("bool", value.clone()),
            (_, Some(value)) => {
                ("int", value.as_str().map_or(value.clone(), |text| json!(text.parse::<i64>().unwrap())))
            }
            _ => continue,
        };
        schema.insert(name.clone(), json!(ty));
        facts.insert(name.clone(), value);
    }
    if case.get("evalError").is_some() || case["_section"] == "variables" {
        for name in expr.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|name| name.len() == 1) {
            if name.chars().all(char::is_alphabetic) {
                schema.entry(name).or_insert(json!("bool"));
            }
        }
    }
    (Value::Object(schema), Value::Object(facts))
}

/// A reason in few words, so that refusals can be counted.
fn reason(error: &EvalError) -> &'static str {
    let text = error.to_string();
    let known = [
        ("is not part of this language", "outside the language"),
        ("are not part of this language", "outside the language"),
        ("a list holds codes", "lists of other things than codes"),
        ("only numbers, texts, true and false", "doubles, bytes and unsigned numbers"),
        ("cannot be compared", "comparison of texts, or of different types"),
        ("cannot be in", "membership in other sets"),
        ("is neither a fact", "a name that is no fact"),
        ("there is no function", "a function of CEL's library"),
        ("yes or no is needed", "no yes or no where one is needed"),
        ("must come to yes or no", "no yes or no where one is needed"),
        ("numbers stay below a million", "large numbers"),
        ("syntax error", "syntax"),
        ("only a number can have a minus", "outside the language"),
        ("has no order", "an order where there is none"),
        ("date", "dates"),
        ("sets", "comparison of sets"),
        ("missing here", "syntax"),
    ];
    known.iter().find(|(part, _)| text.contains(part)).map_or("other", |(_, reason)| reason)
}

#[test]
fn every_case_within_our_language_agrees_and_every_other_is_counted() {
    let (mut agreed, mut refused) = (0, BTreeMap::<&str, usize>::new());
    let mut disagreed = Vec::new();
    for case in cases() {
        let written = case["expr"].as_str().unwrap();
        let expr = with_unknowns(written);
        let (schema, facts) = facts(&case, &expr);
        let value = case.get("value").unwrap_or(&case["typedResult"]["result"]);
        let want = match &value["boolValue"] {
            Value::Bool(true) => "yes",
            Value::Bool(false) => "no",
            _ => "unknown",
        };
        match evaluate(&schema, &facts, &expr) {
            Ok(got) if got.value == want => agreed += 1,
            Ok(got) => {
                disagreed.push(format!("{}/{}: {written}: want {want}, got {}", case["_file"], case["name"], got.value))
            }
            Err(error) => {
                println!("refused: {}/{}: {written}: {}", case["_file"], case["name"], reason(&error));
                *refused.entry(reason(&error)).or_default() += 1;
            }
        }
    }
    assert!(disagreed.is_empty(), "{}", disagreed.join("\n"));
    println!("{agreed} agreed; refused: {refused:#?}");
    assert_eq!(agreed + refused.values().sum::<usize>(), 347);
    assert_eq!((agreed, refused.get("other")), (AGREED, None));
}

/// How many cases lie within our part of the language. A change of the language changes this number, and only that may.
const AGREED: usize = 48;
