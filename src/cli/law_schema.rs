//! `suffrage law schema`: the kinds of fact, their codes and evidence, and the registers of territories.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::{Env, Exit, Failure, Outcome, input, json, office, shelf};
use crate::domain::place::Alphabet;
use crate::domain::{Against, CodeList, FactType, Kind, Many, Register, Schema};
use crate::i18n::{Arg, Texts};

#[derive(Debug, clap::Args)]
pub struct SchemaArgs {
    /// Only this kind of fact, with all its codes
    #[arg(value_name = "KIND")]
    pub kind: Option<String>,
    /// With what the folder schema/ beside this pack file adds
    #[arg(long, value_name = "FILE.toml", conflicts_with = "office")]
    pub pack: Option<PathBuf>,
    /// With what the folder packs/schema/ beside this office adds
    #[arg(long, value_name = "OFFICE.db")]
    pub office: Option<PathBuf>,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

pub fn run(args: &SchemaArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let schema = &*schema_at_hand(args, texts, env)?;
    let Some(id) = &args.kind else {
        if args.json {
            env.json(&whole(schema))?;
        } else {
            printed(&document(schema, texts), env)?;
        }
        return Ok(Exit::Done);
    };
    let kind = schema.kind(id).ok_or_else(|| input::no_such_kind(id, schema, texts))?;
    let list = list_of(kind, schema);
    if args.json {
        let mut data = kind_data(kind);
        data["codes"] = list.map_or(Json::Null, codes_data);
        env.json(&data)?;
    } else {
        let mut lines = kind_lines(kind, schema, texts);
        lines.extend(list.into_iter().flat_map(|list| code_lines(list, texts)));
        lines.extend(registers_of(kind, schema).flat_map(|register| register_lines(register, texts)));
        printed(&lines, env)?;
    }
    Ok(Exit::Done)
}

/// The schema of the program, with what stands beside a pack or an office. The pack need not be sound yet: who writes it
/// looks up here what it can ask for.
fn schema_at_hand(args: &SchemaArgs, texts: &Texts, env: &mut Env) -> Result<Arc<Schema>, Failure> {
    let library = match (&args.pack, &args.office) {
        (Some(path), _) => {
            input::text(path, Exit::Pack, texts)?;
            return Ok(shelf::around(path, texts)?.schema);
        }
        (None, Some(path)) => office::look(path, texts, env)?.library,
        (None, None) => shelf::own()?,
    };
    Ok(Arc::clone(&library.schema))
}

fn printed(lines: &[String], env: &mut Env) -> Result<(), Failure> {
    lines.iter().try_for_each(|line| env.line(line))
}

fn list_of<'a>(kind: &Kind, schema: &'a Schema) -> Option<&'a CodeList> {
    match &kind.ty {
        FactType::Code(list) => schema.list(list),
        _ => None,
    }
}

/// The registers of whose territories the values of a kind are.
fn registers_of<'a>(kind: &Kind, schema: &'a Schema) -> impl Iterator<Item = &'a Register> {
    let place = kind.ty == FactType::Place;
    schema.registers.iter().filter(move |_| place)
}

fn document(schema: &Schema, texts: &Texts) -> Vec<String> {
    let mut lines = vec![schema.id.clone(), String::new(), texts.get("cli-schema-kinds").as_str().to_owned()];
    for kind in &schema.kinds {
        lines.push(String::new());
        lines.extend(kind_lines(kind, schema, texts));
    }
    lines.extend([String::new(), texts.get("cli-schema-lists").as_str().to_owned()]);
    for list in &schema.lists {
        lines.extend([String::new(), list.id.clone()]);
        lines.extend(code_lines(list, texts));
    }
    lines.extend([String::new(), texts.get("cli-schema-registers").as_str().to_owned(), String::new()]);
    lines.extend(schema.registers.iter().flat_map(|register| register_lines(register, texts)));
    lines
}

/// The kind, what its value is, of which state it is, what is asked, what shows it, and what weighs against a person.
fn kind_lines(kind: &Kind, schema: &Schema, texts: &Texts) -> Vec<String> {
    let lang = texts.lang();
    let many = match kind.many {
        Many::Scalar => texts.get("schema-many-scalar"),
        Many::One => texts.get("schema-many-one"),
        Many::Several => texts.get("schema-many-several"),
    };
    let mut lines = vec![
        format!("{:<24} {}", kind.id, kind.label.get(lang)),
        format!("  {}; {}", type_text(&kind.ty, texts), many.as_str()),
        format!("  {}", host_text(kind.host.as_deref(), schema, texts)),
        format!("  {}", kind.question.get(lang)),
    ];
    let mut codes = |key: &str, list: Option<&CodeList>, codes: &[String]| {
        let name = |code| list.and_then(|list| list.label(code)).map_or(code, |name| name.get(lang));
        let names: Vec<&str> = codes.iter().map(|code| name(code.as_str())).collect();
        let said = texts.say(key, &[("what", Arg::from(names.join(", ")))]);
        lines.push(format!("  {}", said.as_str()));
    };
    codes("cli-schema-evidence", schema.list("evidence"), &kind.evidence);
    if let Against::Codes(against) = &kind.against {
        codes("cli-schema-against", list_of(kind, schema), against);
    }
    if !kind.prevails.is_empty() {
        codes("cli-schema-prevails", list_of(kind, schema), &kind.prevails);
    }
    if kind.against == Against::Everything {
        lines.push(format!("  {}", texts.get("cli-schema-against-all").as_str()));
    }
    lines
}

/// Whose kind it is: of every state, or of the one whose file declares it.
fn host_text(host: Option<&str>, schema: &Schema, texts: &Texts) -> String {
    let name =
        |host| schema.list("country").and_then(|list| list.label(host)).map_or(host, |name| name.get(texts.lang()));
    let said = match host {
        None => texts.get("cli-schema-host-any"),
        Some(host) => texts.say("cli-schema-host", &[("state", Arg::from(name(host)))]),
    };
    said.as_str().to_owned()
}

pub(super) fn type_text(ty: &FactType, texts: &Texts) -> String {
    let said = match ty {
        FactType::Flag => texts.get("schema-type-flag"),
        FactType::Int => texts.get("schema-type-int"),
        FactType::Date => texts.get("schema-type-date"),
        FactType::Place => texts.get("schema-type-place"),
        FactType::Code(list) => texts.say("schema-type-code", &[("list", Arg::from(list.as_str()))]),
    };
    said.as_str().to_owned()
}

fn many_code(many: Many) -> &'static str {
    match many {
        Many::Scalar => "scalar",
        Many::One => "one",
        Many::Several => "several",
    }
}

pub(super) fn code_lines<'a>(list: &'a CodeList, texts: &'a Texts) -> impl Iterator<Item = String> + 'a {
    let line = |(code, name): &(String, crate::domain::Words)| {
        let line = format!("    {code:<30} {}", name.get(texts.lang()));
        match list.within.get(code) {
            Some(above) => {
                let within = texts.say("cli-schema-within", &[("code", Arg::from(above.as_str()))]);
                format!("{line} ({})", within.as_str())
            }
            None => line,
        }
    };
    list.codes.iter().map(line)
}

fn register_lines(register: &Register, texts: &Texts) -> Vec<String> {
    let numbers = |numbers: &[usize]| numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
    let args = [("groups", Arg::from(numbers(&register.groups))), ("lengths", Arg::from(numbers(&register.lengths)))];
    let signs = match register.alphabet {
        Alphabet::Digits => texts.get("schema-alphabet-digits"),
        Alphabet::Alnum => texts.get("schema-alphabet-alnum"),
    };
    vec![
        format!("    {:<8} {} {}", register.id, register.host, register.label.get(texts.lang())),
        format!("      {}; {}", signs.as_str(), texts.say("cli-schema-groups", &args).as_str()),
    ]
}

fn alphabet_code(alphabet: Alphabet) -> &'static str {
    match alphabet {
        Alphabet::Digits => "digits",
        Alphabet::Alnum => "alnum",
    }
}

fn whole(schema: &Schema) -> Json {
    let register = |one: &Register| {
        json!({
            "id": one.id, "host": one.host, "label": json::words(&one.label), "groups": one.groups,
            "lengths": one.lengths, "alphabet": alphabet_code(one.alphabet), "headings": one.headings,
            "distinct": one.distinct,
        })
    };
    json!({
        "schema": schema.id,
        "kinds": schema.kinds.iter().map(kind_data).collect::<Vec<_>>(),
        "lists": schema.lists.iter().map(|list| json!({"id": list.id, "codes": codes_data(list)})).collect::<Vec<_>>(),
        "registers": schema.registers.iter().map(register).collect::<Vec<_>>(),
    })
}

fn kind_data(kind: &Kind) -> Json {
    let (ty, list) = match &kind.ty {
        FactType::Flag => ("flag", None),
        FactType::Int => ("int", None),
        FactType::Date => ("date", None),
        FactType::Place => ("place", None),
        FactType::Code(list) => ("code", Some(list)),
    };
    let against = match &kind.against {
        Against::Nothing => json!(false),
        Against::Everything => json!(true),
        Against::Codes(codes) => json!(codes),
    };
    json!({
        "id": kind.id, "host": kind.host, "type": ty, "list": list, "many": many_code(kind.many), "prevails": kind.prevails,
        "against": against, "label": json::words(&kind.label), "question": json::words(&kind.question),
        "evidence": kind.evidence,
    })
}

pub(super) fn codes_data(list: &CodeList) -> Json {
    let code = |(code, name): &(String, crate::domain::Words)| json!({"code": code, "host": list.hosts.get(code), "within": list.within.get(code), "name": json::words(name)});
    list.codes.iter().map(code).collect()
}
