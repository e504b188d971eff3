//! `suffrage law eval`: one expression over facts that are given with it.

use serde_json::Value as Json;

use super::{Env, Exit, Failure, Outcome};
use crate::law::evaluate::{EvalError, evaluate};

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

fn read(option: &str, text: &str) -> Result<Json, Failure> {
    serde_json::from_str(text).map_err(|error| Failure::new(Exit::Data, &format!("{option}: {error}")))
}
