//! The explanation as text and as JSON. The screen draws the same tree.

use serde_json::{Value as Json, json};

use super::{Cite, CriterionFinding, Determination, Finding, Need, Node, NodeKind, PackStatus, Row, Tri};
use crate::domain::{Lang, Schema, State, Value};

/// The sign of a finding: told by shape, never by colour alone.
pub fn sign(finding: &Finding) -> &'static str {
    match finding {
        Finding::Met => "+",
        Finding::NotMet => "-",
        Finding::NotShown { .. } => "?",
        Finding::Contested { .. } => "!",
    }
}

/// One line of an explanation: how deep it stands, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub depth: usize,
    pub text: String,
}

/// The steps of an explanation, outermost first, in a notation that needs no translation; kinds of facts are named in
/// the language.
pub fn lines(node: &Node, schema: &Schema, lang: Lang) -> Vec<Line> {
    let mut lines = Vec::new();
    put(node, 0, schema, lang, &mut lines);
    lines
}

fn put(node: &Node, depth: usize, schema: &Schema, lang: Lang, lines: &mut Vec<Line>) {
    let mark = match node.value {
        Tri::Yes => "+",
        Tri::No => "-",
        Tri::Unknown => "?",
    };
    let shown = node.shown.as_ref().map(|shown| format!(" = {shown}")).unwrap_or_default();
    let cite = node.cite.as_ref().map(|cite| format!("  [{}]", cite_text(cite))).unwrap_or_default();
    let text = match &node.kind {
        NodeKind::All | NodeKind::Any if node.children.len() > 1 => {
            format!("{mark} {}", if node.kind == NodeKind::All { "&&" } else { "||" })
        }
        NodeKind::Exception { id, effect, .. } => format!("{mark} {id} -> {effect}: {}{cite}", node.text),
        NodeKind::Fact { kind, .. } => format!("{mark} {}: {}{shown}", kind_label(kind, schema, lang), node.text),
        NodeKind::Parameter | NodeKind::Given => format!("  {}{shown}{cite}", node.text),
        _ => format!("{mark} {}{shown}{cite}", node.text),
    };
    lines.push(Line { depth, text });
    if let NodeKind::Fact { rows, why, .. } = &node.kind {
        for row in rows {
            lines.push(Line { depth: depth + 1, text: row_text(row) });
        }
        if let Some(why) = why.filter(|_| rows.is_empty()) {
            lines.push(Line { depth: depth + 1, text: format!("({})", why.code()) });
        }
    }
    node.children.iter().for_each(|child| put(child, depth + 1, schema, lang, lines));
}

/// The name of a kind, or of a date of the poll or the case, in the language.
pub fn kind_label<'a>(kind: &'a str, schema: &'a Schema, lang: Lang) -> &'a str {
    schema.kind(kind).map_or(kind, |kind| kind.label.get(lang))
}

pub fn cite_text(cite: &Cite) -> String {
    if cite.unverified { format!("{} [U]", cite.text) } else { cite.text.clone() }
}

/// `BY 1990-05-01.. (passport MP1234567, #12)`
pub fn row_text(row: &Row) -> String {
    let evidence = if row.evidence.is_empty() { String::new() } else { format!("{}, ", row.evidence) };
    format!("{} {} ({evidence}#{})", state_text(&row.state), row.holds, row.fact)
}

/// The state of a fact in codes.
pub fn state_text(state: &State) -> String {
    match state {
        State::Known(Value::Bool(true)) => "true".to_owned(),
        State::Known(Value::Bool(false)) => "false".to_owned(),
        State::Known(Value::Int(value)) => value.to_string(),
        State::Known(Value::Date(day)) => day.to_string(),
        State::Known(Value::Code(code)) => code.clone(),
        State::None => "none".to_owned(),
        State::Unknown(why) => format!("unknown:{}", why.code()),
    }
}

/// The determination as JSON; the form is documented in the README and stays.
pub fn json(answer: &Determination, schema: &Schema, lang: Lang) -> Json {
    let hash: String = answer.pack_hash.iter().map(|byte| format!("{byte:02x}")).collect();
    json!({
        "outcome": answer.outcome.code(),
        "pack": answer.pack,
        "pack_version": answer.pack_version,
        "pack_hash": hash,
        "draft": answer.status == PackStatus::Draft,
        "poll_day": answer.poll_day.to_string(),
        "law_date": answer.law_date.to_string(),
        "known_at": answer.known_at.map(|at| at.to_string()),
        "needs": answer.needs.iter().map(need_json).collect::<Vec<_>>(),
        "facts_read": answer.facts_read.iter().map(|id| id.0).collect::<Vec<_>>(),
        "findings": answer.findings.iter().map(|finding| finding_json(finding, schema, lang)).collect::<Vec<_>>(),
    })
}

fn need_json(need: &Need) -> Json {
    json!({
        "kind": &*need.kind,
        "why": need.why.code(),
        "on": need.on.map(|day| day.to_string()),
        "deciding": need.deciding,
    })
}

fn finding_json(one: &CriterionFinding, schema: &Schema, lang: Lang) -> Json {
    let mut made = json!({
        "criterion": &*one.id,
        "finding": one.finding.code(),
        "title": one.title.get(lang),
        "sentence": one.sentence.get(lang),
        "cite": one.cite.text,
        "source": one.cite.source,
        "unverified": one.cite.unverified,
        "in_force": one.in_force.to_string(),
        "reference": one.reference.iter().map(|(name, day)| json!({"name": name, "day": day.to_string()})).collect::<Vec<_>>(),
        "explain": node_json(&one.explain, schema, lang),
    });
    match &one.finding {
        Finding::NotShown { needs } => made["needs"] = needs.iter().map(need_json).collect(),
        Finding::Contested { questions } => {
            made["questions"] = questions.iter().map(|question| Json::from(question.get(lang))).collect();
        }
        Finding::Met | Finding::NotMet => {}
    }
    made
}

fn node_json(node: &Node, schema: &Schema, lang: Lang) -> Json {
    let value = match node.value {
        Tri::Yes => "yes",
        Tri::No => "no",
        Tri::Unknown => "unknown",
    };
    let mut made = json!({"text": &*node.text, "value": value});
    let mut set = |name: &str, value: Json| made[name] = value;
    match &node.kind {
        NodeKind::All => set("step", "all".into()),
        NodeKind::Any => set("step", "any".into()),
        NodeKind::Not => set("step", "not".into()),
        NodeKind::Test => set("step", "test".into()),
        NodeKind::Parameter => set("step", "parameter".into()),
        NodeKind::Given => set("step", "given".into()),
        NodeKind::Exception { id, effect, .. } => {
            set("step", "exception".into());
            set("exception", (&**id).into());
            set("effect", (*effect).into());
        }
        NodeKind::Fact { kind, on, why, rows } => {
            set("step", "fact".into());
            set("kind", (&**kind).into());
            set("label", kind_label(kind, schema, lang).into());
            set("on", on.map(|day| day.to_string()).into());
            set("why", why.map(|why| why.code()).into());
            let rows = rows.iter().map(|row| {
                json!({"fact": row.fact.0, "state": state_text(&row.state), "holds": row.holds.to_string(), "evidence": row.evidence})
            });
            set("rows", rows.collect());
        }
    }
    if let Some(shown) = &node.shown {
        set("shown", shown.to_string().into());
    }
    if let Some(cite) = &node.cite {
        set("cite", cite_text(cite).into());
    }
    if !node.children.is_empty() {
        set("steps", node.children.iter().map(|child| node_json(child, schema, lang)).collect());
    }
    made
}
