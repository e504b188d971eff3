//! Properties of the engine over generated expressions, judged by an evaluation that shares no code with it.
//!
//! Soundness: a yes or a no stays so however the missing facts are filled. Monotonicity: one more fact never turns a yes
//! into a no. Order: the parts of `&&` and `||` may come in any order. And where every fact is known, the interpreter of
//! the `cel` crate says the same.

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use suffrage::law::engine::evaluate::evaluate;

/// Facts of a generated case: three of yes or no, two numbers, one code.
const BOOLS: [&str; 3] = ["a", "b", "c"];
const INTS: [&str; 2] = ["m", "n"];
const CODES: [&str; 3] = ["red", "green", "blue"];

/// An expression as a tree, so that the test can evaluate it by itself.
#[derive(Debug, Clone)]
enum Tree {
    Bool(usize),
    Not(Box<Tree>),
    And(Vec<Tree>),
    Or(Vec<Tree>),
    Compare(usize, &'static str, i64),
    Both(&'static str),
    Is(&'static str, usize),
    In(Vec<usize>),
}

/// One full assignment.
#[derive(Debug, Clone)]
struct Filled {
    bools: [bool; 3],
    ints: [i64; 2],
    code: usize,
}

impl Tree {
    fn text(&self) -> String {
        let join = |parts: &[Tree], with: &str| {
            let parts: Vec<String> = parts.iter().map(|part| format!("({})", part.text())).collect();
            parts.join(with)
        };
        match self {
            Tree::Bool(at) => BOOLS[*at].to_owned(),
            Tree::Not(inner) => format!("!({})", inner.text()),
            Tree::And(parts) => join(parts, " && "),
            Tree::Or(parts) => join(parts, " || "),
            Tree::Compare(at, sign, with) => format!("{} {sign} {with}", INTS[*at]),
            Tree::Both(sign) => format!("m {sign} n"),
            Tree::Is(sign, code) => format!("k {sign} '{}'", CODES[*code]),
            Tree::In(codes) => {
                let codes: Vec<String> = codes.iter().map(|code| format!("'{}'", CODES[*code])).collect();
                format!("k in [{}]", codes.join(", "))
            }
        }
    }

    /// Two-valued, over a full assignment.
    fn holds(&self, filled: &Filled) -> bool {
        let compare = |a: i64, sign: &str, b: i64| match sign {
            "==" => a == b,
            "!=" => a != b,
            "<" => a < b,
            "<=" => a <= b,
            ">" => a > b,
            _ => a >= b,
        };
        match self {
            Tree::Bool(at) => filled.bools[*at],
            Tree::Not(inner) => !inner.holds(filled),
            Tree::And(parts) => parts.iter().all(|part| part.holds(filled)),
            Tree::Or(parts) => parts.iter().any(|part| part.holds(filled)),
            Tree::Compare(at, sign, with) => compare(filled.ints[*at], sign, *with),
            Tree::Both(sign) => compare(filled.ints[0], sign, filled.ints[1]),
            Tree::Is(sign, code) => (filled.code == *code) == (*sign == "=="),
            Tree::In(codes) => codes.contains(&filled.code),
        }
    }

    fn turned(&self) -> Tree {
        let turn = |parts: &[Tree]| parts.iter().rev().map(Tree::turned).collect();
        match self {
            Tree::And(parts) => Tree::And(turn(parts)),
            Tree::Or(parts) => Tree::Or(turn(parts)),
            Tree::Not(inner) => Tree::Not(Box::new(inner.turned())),
            other => other.clone(),
        }
    }
}

fn tree() -> impl Strategy<Value = Tree> {
    let sign = || prop::sample::select(vec!["==", "!=", "<", "<=", ">", ">="]);
    let leaf = prop_oneof![
        (0..3usize).prop_map(Tree::Bool),
        (0..2usize, sign(), 0..3i64).prop_map(|(at, sign, with)| Tree::Compare(at, sign, with)),
        sign().prop_map(Tree::Both),
        (prop::sample::select(vec!["==", "!="]), 0..3usize).prop_map(|(sign, code)| Tree::Is(sign, code)),
        prop::collection::vec(0..3usize, 1..3).prop_map(Tree::In),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            inner.clone().prop_map(|inner| Tree::Not(Box::new(inner))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Tree::And),
            prop::collection::vec(inner, 2..4).prop_map(Tree::Or),
        ]
    })
}

fn filled() -> impl Strategy<Value = Filled> {
    (any::<[bool; 3]>(), [0..3i64, 0..3i64], 0..3usize).prop_map(|(bools, ints, code)| Filled { bools, ints, code })
}

fn schema() -> Value {
    json!({"a": "bool", "b": "bool", "c": "bool", "m": "int", "n": "int", "k": "codes:red|green|blue"})
}

/// The facts that `known` (six bits) lets through.
fn facts(filled: &Filled, known: u8) -> Value {
    let mut facts = Map::new();
    let all = BOOLS.iter().zip(filled.bools).map(|(name, value)| (*name, json!(value)));
    let all = all.chain(INTS.iter().zip(filled.ints).map(|(name, value)| (*name, json!(value))));
    let all = all.chain([("k", json!(CODES[filled.code]))]);
    for (at, (name, value)) in all.enumerate() {
        if known >> at & 1 == 1 {
            facts.insert(name.to_owned(), value);
        }
    }
    Value::Object(facts)
}

fn value(tree: &Tree, facts: &Value) -> &'static str {
    evaluate(&schema(), facts, &tree.text()).unwrap().value
}

fn word(holds: bool) -> &'static str {
    if holds { "yes" } else { "no" }
}

/// Every way of filling what is missing.
fn completions(filled: &Filled, known: u8) -> Vec<Filled> {
    let mut all = vec![filled.clone()];
    for at in (0..6).filter(|at| known >> at & 1 == 0) {
        let values = if at < 3 { 2 } else { 3 };
        all = all
            .iter()
            .flat_map(|one| {
                (0..values).map(move |value| {
                    let mut one = one.clone();
                    match at {
                        0..=2 => one.bools[at] = value == 1,
                        3 | 4 => one.ints[at - 3] = value as i64,
                        _ => one.code = value,
                    }
                    one
                })
            })
            .collect();
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_decided_answer_survives_every_completion(tree in tree(), filled in filled(), known in 0..64u8) {
        let answer = value(&tree, &facts(&filled, known));
        for completion in completions(&filled, known) {
            if answer != "unknown" {
                prop_assert_eq!(answer, word(tree.holds(&completion)), "{}", tree.text());
            }
        }
    }

    #[test]
    fn one_more_fact_never_turns_an_answer(tree in tree(), filled in filled(), known in 0..64u8, more in 0..6u8) {
        let before = value(&tree, &facts(&filled, known));
        let after = value(&tree, &facts(&filled, known | 1 << more));
        prop_assert!(before == "unknown" || before == after, "{}: {} then {}", tree.text(), before, after);
    }

    #[test]
    fn the_order_of_parts_does_not_matter(tree in tree(), filled in filled(), known in 0..64u8) {
        let facts = facts(&filled, known);
        let there = evaluate(&schema(), &facts, &tree.text()).unwrap();
        let back = evaluate(&schema(), &facts, &tree.turned().text()).unwrap();
        prop_assert_eq!(there, back);
    }

    #[test]
    fn what_is_asked_for_is_missing_and_enough_of_it_decides(tree in tree(), filled in filled(), known in 0..64u8) {
        let given = facts(&filled, known);
        let answer = evaluate(&schema(), &given, &tree.text()).unwrap();
        prop_assert_eq!(answer.value == "unknown", !answer.missing.is_empty());
        for name in &answer.missing {
            prop_assert!(given.get(name).is_none(), "{name} was given");
        }
        prop_assert_eq!(value(&tree, &facts(&filled, 63)), word(tree.holds(&filled)));
    }

    #[test]
    fn the_cel_interpreter_agrees_where_everything_is_known(tree in tree(), filled in filled()) {
        let mut context = cel::Context::default();
        for (name, value) in facts(&filled, 63).as_object().unwrap() {
            match value {
                Value::Bool(value) => context.add_variable_from_value(name.as_str(), *value),
                Value::Number(value) => context.add_variable_from_value(name.as_str(), value.as_i64().unwrap()),
                value => context.add_variable_from_value(name.as_str(), value.as_str().unwrap()),
            }
        }
        let program = cel::Program::compile(&tree.text()).unwrap();
        let theirs = program.execute(&context).unwrap();
        prop_assert_eq!(theirs, cel::Value::Bool(tree.holds(&filled)));
    }
}
