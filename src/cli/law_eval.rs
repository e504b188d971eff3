//! `suffrage law eval`: one expression over facts that are given with it.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::{Map, Value as Json};

use super::{Env, Exit, Failure, Outcome};
use crate::law::engine::evaluate::{EvalError, evaluate};

/// Prints `{"value":"yes"|"no"|"unknown","missing":[...]}` on one line; a fault of the expression goes to standard
/// error with its place marked.
pub fn run(schema: &str, facts: &str, expression: &str, env: &mut Env) -> Outcome {
    let (schema, facts) = (read("--schema", schema)?, read("--facts", facts)?);
    match evaluate(&schema, &facts, expression) {
        Ok(answer) => {
            env.line(&serde_json::to_string(&answer)?)?;
            Ok(Exit::Done)
        }
        Err(error @ EvalError::Input(_)) => Err(Failure::new(Exit::Data, &error.to_string())),
        Err(error @ EvalError::Expression(..)) => Err(Failure::new(Exit::Expression, &format!("\n{error}"))),
    }
}

/// A JSON object in which each name stands once; otherwise the last would win, and nobody would know.
struct Object(Map<String, Json>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Object, D::Error> {
        from.deserialize_map(Names)
    }
}

struct Names;

impl<'de> Visitor<'de> for Names {
    type Value = Object;

    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("a JSON object, such as {\"A\":\"bool\"}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut names: A) -> Result<Object, A::Error> {
        let mut object = Map::new();
        while let Some((name, value)) = names.next_entry::<String, Json>()? {
            if object.contains_key(&name) {
                return Err(A::Error::custom(format!("{name:?} is there twice")));
            }
            object.insert(name, value);
        }
        Ok(Object(object))
    }
}

fn read(option: &str, text: &str) -> Result<Json, Failure> {
    serde_json::from_str(text)
        .map(|Object(names)| Json::Object(names))
        .map_err(|error| Failure::new(Exit::Data, &format!("{option}: {error}")))
}
