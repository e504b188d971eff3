//! The explanation as text and as JSON. The screen draws the same tree.

use serde_json::{Value as Json, json};

use super::determination::{Determination, Finding, Need};
use super::explain::{Step, StepKind};
use crate::domain::{Evidence, Fact, Lang, Schema, hex};
use crate::law::pack::PackStatus;
use crate::law::{Cite, NOTATION};

/// The sign of a finding: told by shape, never by colour alone.
pub fn sign(finding: &Finding) -> &'static str {
    match finding {
        Finding::Met => "+",
        Finding::NotMet => "-",
        Finding::NotShown { .. } => "?",
        Finding::Contested { .. } => "!",
    }
}

/// The name of a kind, or of a date of the poll or the case, in the language.
pub fn kind_label<'a>(kind: &'a str, schema: &'a Schema, lang: Lang) -> &'a str {
    schema.kind(kind).map_or(kind, |kind| kind.label.get(lang))
}

fn cite_text(cite: &Cite) -> String {
    if cite.unverified { format!("{} [U]", cite.text) } else { cite.text.clone() }
}

/// Kind and reference of what shows a fact; empty where nothing does.
pub fn evidence_text(evidence: Option<&Evidence>) -> String {
    match evidence {
        None => String::new(),
        Some(Evidence { kind, reference, .. }) if reference.is_empty() => kind.clone(),
        Some(Evidence { kind, reference, .. }) => format!("{kind} {reference}"),
    }
}

/// The number of the form of the JSON. What is added without changing what is there keeps it.
pub const VERSION: u32 = 1;

/// What the JSON of a determination looks like, as a JSON Schema.
pub const JSON_SCHEMA: &str = include_str!("determination.schema.json");

/// The determination as JSON; the form is documented in the README and stays. `facts` are those of the inquiry.
pub fn json(answer: &Determination, facts: &[Fact], schema: &Schema, lang: Lang) -> Json {
    let hash = hex(&answer.edition.hash);
    let findings = (0..answer.findings.len()).map(|at| finding_json(answer, at, facts, schema, lang));
    json!({
        "version": VERSION,
        "outcome": answer.outcome.code(),
        "pack": answer.edition.id,
        "pack_version": answer.edition.version,
        "pack_hash": hash,
        "notation": NOTATION,
        "draft": answer.edition.status == PackStatus::Draft,
        "poll_day": answer.poll_day.to_string(),
        "law_date": answer.law_date.to_string(),
        "known_at": answer.known_at.map(|at| at.to_string()),
        "needs": answer.needs.iter().map(need_json).collect::<Vec<_>>(),
        "facts_read": answer.facts_read.iter().map(|id| id.0).collect::<Vec<_>>(),
        "findings": findings.collect::<Vec<_>>(),
    })
}

fn need_json(need: &Need) -> Json {
    json!({
        "kind": &*need.kind,
        "why": need.why.code(),
        "recorded": need.recorded,
        "on": need.on.map(|day| day.to_string()),
        "deciding": need.deciding,
    })
}

fn finding_json(answer: &Determination, at: usize, facts: &[Fact], schema: &Schema, lang: Lang) -> Json {
    let (criterion, finding) = (&answer.findings[at].criterion, &answer.findings[at].finding);
    let reference = answer.reference(at);
    let mut made = json!({
        "criterion": &*criterion.id,
        "finding": finding.code(),
        "title": criterion.title.get(lang),
        "sentence": criterion.say.get(lang),
        "cite": criterion.cite.text,
        "source": criterion.cite.source.get(lang),
        "source_read": criterion.cite.read.code(),
        "unverified": criterion.cite.unverified,
        "in_force": criterion.in_force.to_string(),
        "reference": reference.iter().map(|(name, day)| json!({"name": name, "day": day.to_string()})).collect::<Vec<_>>(),
        "explain": answer.explain(at, facts).map(|step| step_json(&step, schema, lang)),
    });
    match finding {
        Finding::NotShown { needs } => made["needs"] = needs.iter().map(need_json).collect(),
        Finding::Contested { questions } => {
            made["questions"] = questions.iter().map(|question| Json::from(question.get(lang))).collect();
        }
        Finding::Met | Finding::NotMet => {}
    }
    made
}

fn step_json(step: &Step, schema: &Schema, lang: Lang) -> Json {
    let value = step.value().code();
    let mut made = json!({"text": step.text(), "value": value});
    let mut set = |name: &str, value: Json| made[name] = value;
    match step.kind() {
        StepKind::All => set("step", "all".into()),
        StepKind::Any => set("step", "any".into()),
        StepKind::Not => set("step", "not".into()),
        StepKind::Test => set("step", "test".into()),
        StepKind::Parameter => set("step", "parameter".into()),
        StepKind::Given => set("step", "given".into()),
        StepKind::Member(member) => {
            set("step", "member".into());
            set("member", (&*member.id).into());
            set("sentence", member.say.get(lang).into());
        }
        StepKind::Exception(exception) => {
            set("step", "exception".into());
            set("exception", (&*exception.id).into());
            set("effect", exception.effect.code().into());
        }
        StepKind::Fact { kind, on, why } => {
            set("step", "fact".into());
            set("kind", kind.into());
            set("label", kind_label(kind, schema, lang).into());
            set("on", on.map(|day| day.to_string()).into());
            set("why", why.map(|why| why.code()).into());
            set("rows", step.facts().map(row_json).collect());
        }
    }
    if let Some(shown) = step.shown() {
        set("shown", shown.to_string().into());
    }
    if let Some(cite) = step.cite() {
        set("cite", cite_text(cite).into());
    }
    let steps: Vec<Json> = step.children().map(|child| step_json(&child, schema, lang)).collect();
    if !steps.is_empty() {
        set("steps", steps.into());
    }
    made
}

fn row_json(fact: &Fact) -> Json {
    json!({
        "fact": fact.id.0,
        "state": fact.state.canonical(),
        "holds": fact.holds.to_string(),
        "evidence": evidence_text(fact.evidence.as_ref()),
    })
}
