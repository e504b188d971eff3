//! `suffrage import --schema`: the columns that an import understands, with their kinds, values and evidence words.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::args::ImportArgs;
use super::law_schema::{code_lines, codes_data, type_text};
use super::{Env, Exit, Outcome, office, shelf};
use crate::domain::{FactType, Kind, Schema, Why};
use crate::i18n::{Arg, Texts};
use crate::intake::columns::{PARTS, PLAIN};

pub fn run(args: &ImportArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let library = match &args.office {
        Some(path) => office::look(path, texts, env)?.library,
        None => shelf::own()?,
    };
    let schema = Arc::clone(&library.schema);
    if args.json {
        env.json(&data(&schema))?;
        return Ok(Exit::Done);
    }
    for line in lines(&schema, texts) {
        env.line(&line)?;
    }
    Ok(Exit::Done)
}

/// What stands in a column that is no fact.
fn values_of(column: &str) -> FactType {
    match column {
        "level" => FactType::Code("level".into()),
        "municipality" => FactType::Place,
        "local_age" => FactType::Int,
        "first_day" | "roll_date" | "poll_day" => FactType::Date,
        name if name.ends_with("_on") || name.ends_with("_from") || name.ends_with("_to") => FactType::Date,
        _ => FactType::Code(String::new()),
    }
}

/// The words that every yes or no, and every fact, can be besides its values.
fn flags() -> [&'static str; 2] {
    ["yes", "none"]
}

fn unknown() -> String {
    Why::ALL.map(|why| format!("unknown:{}", why.code())).join(", ")
}

fn plain_values(column: &str, texts: &Texts) -> String {
    match values_of(column) {
        _ if column == "right" => "vote, stand".into(),
        FactType::Code(list) if list.is_empty() => texts.get("import-schema-text").as_str().to_owned(),
        ty => type_text(&ty, texts),
    }
}

fn fact_values(kind: &Kind, texts: &Texts) -> String {
    match &kind.ty {
        FactType::Flag => flags().join(", "),
        ty => type_text(ty, texts),
    }
}

fn lines(schema: &Schema, texts: &Texts) -> Vec<String> {
    let heading = |key| texts.get(key).as_str().to_owned();
    let mut lines = vec![heading("import-schema-columns")];
    for (name, needed) in PLAIN {
        let mark = if needed { "*" } else { "" };
        lines.push(format!("  {:<32} {}", format!("{name}{mark}"), plain_values(name, texts)));
    }
    let unknown = texts.say("import-schema-facts", &[("unknown", Arg::from(unknown()))]);
    lines.extend([String::new(), unknown.as_str().to_owned()]);
    for kind in &schema.kinds {
        lines.push(format!("  {:<32} {}", format!("fact:{}", kind.id), fact_values(kind, texts)));
        let evidence = if kind.evidence.is_empty() { heading("import-schema-any") } else { kind.evidence.join(", ") };
        lines.push(format!("    {:<30} {evidence}", ":evidence"));
    }
    let rest: Vec<&str> = PARTS.iter().map(|(part, _)| *part).filter(|part| *part != "evidence").collect();
    let rest = texts.say("import-schema-parts", &[("parts", Arg::from(rest.join(", ")))]);
    lines.extend([String::new(), rest.as_str().to_owned(), String::new(), heading("cli-schema-lists")]);
    for list in &schema.lists {
        lines.extend([String::new(), list.id.clone()]);
        lines.extend(code_lines(list, texts));
    }
    lines
}

fn data(schema: &Schema) -> Json {
    let ty = |ty: &FactType| match ty {
        FactType::Flag => json!({"type": "flag", "values": flags()}),
        FactType::Int => json!({"type": "int"}),
        FactType::Date => json!({"type": "date"}),
        FactType::Place => json!({"type": "place"}),
        FactType::Code(list) if list.is_empty() => json!({"type": "text"}),
        FactType::Code(list) => json!({"type": "code", "list": list}),
    };
    let columns = PLAIN.iter().map(|(name, needed)| {
        let values =
            if *name == "right" { json!({"type": "code", "values": ["vote", "stand"]}) } else { ty(&values_of(name)) };
        json!({"column": name, "needed": needed, "values": values})
    });
    let facts = schema
        .kinds
        .iter()
        .map(|kind| json!({"column": format!("fact:{}", kind.id), "values": ty(&kind.ty), "evidence": kind.evidence}));
    json!({
        "columns": columns.collect::<Vec<_>>(),
        "facts": facts.collect::<Vec<_>>(),
        "unknown": Why::ALL.map(Why::code),
        "parts": PARTS.iter().map(|(part, _)| part).collect::<Vec<_>>(),
        "lists": schema.lists.iter().map(|list| json!({"id": list.id, "codes": codes_data(list)})).collect::<Vec<_>>(),
    })
}
