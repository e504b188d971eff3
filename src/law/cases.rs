//! Embedded cases: a pack whose own cases do not come out as it says does not load, and every criterion and exception
//! must have been seen to be met, not met and not shown, as far as each can be.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::compile::SlotDef;
use super::determination::Determination;
use super::pack::{Compiled, CompiledCriterion, Effect, EmbeddedCase, Pack};
use super::raw::{self, RawCase, RawRow};
use super::source::Source;
use super::{Inquiry, Knobs, LawError};
use crate::domain::time::DAY_FORM;
use crate::domain::{
    ApplicantId, Day, Fact, FactId, FactType, Interval, Outcome, Place, Poll, PollId, Schema, Stamp, State, Value,
};

/// The findings a case may expect of a criterion; `absent` where the law of the day does not have it.
const FINDINGS: [&str; 5] = ["met", "not_met", "not_shown", "contested", ABSENT];
const ABSENT: &str = "absent";

/// Reads the cases; what is wrong goes to `errors`.
pub fn read(
    raw: &[RawCase],
    source: &Source,
    schema: &Schema,
    host: &str,
    errors: &mut Vec<LawError>,
) -> Vec<EmbeddedCase> {
    let mut cases: Vec<EmbeddedCase> = Vec::new();
    let mut labels: BTreeMap<String, RawCase> = BTreeMap::new();
    for written in raw {
        let mut one = written.clone();
        if let Some(like) = &written.like {
            match labels.get(like.get_ref()) {
                Some(base) => inherit(&mut one, base),
                None => errors
                    .push(source.error(like.span().start, format!("no earlier case is called {:?}", like.get_ref()))),
            }
        }
        if let Some(label) = &written.label {
            labels.insert(label.clone(), one.clone());
        }
        match case(&one, source, schema, host) {
            Ok(case) => cases.push(case),
            Err(error) => errors.push(error),
        }
    }
    cases
}

fn inherit(one: &mut RawCase, base: &RawCase) {
    let (poll, from) = (&mut one.poll, &base.poll);
    poll.host = poll.host.take().or_else(|| from.host.clone());
    poll.day = poll.day.take().or(from.day);
    poll.level = poll.level.take().or_else(|| from.level.clone());
    poll.municipality = poll.municipality.take().or_else(|| from.municipality.clone());
    poll.nomination_from = poll.nomination_from.take().or(from.nomination_from);
    poll.nomination_to = poll.nomination_to.take().or(from.nomination_to);
    poll.roll_date = poll.roll_date.take().or(from.roll_date);
    poll.local_age = poll.local_age.take().or(from.local_age);
    poll.first_day = poll.first_day.take().or(from.first_day);
    poll.application_from = poll.application_from.take().or(from.application_from);
    poll.application_to = poll.application_to.take().or(from.application_to);
    if !one.not_applied {
        one.applied_on = one.applied_on.take().or(base.applied_on);
    }
    one.law_date = one.law_date.take().or(base.law_date);
    for (kind, rows) in &base.facts {
        one.facts.entry(kind.clone()).or_insert_with(|| rows.clone());
    }
}

fn case(raw: &RawCase, source: &Source, schema: &Schema, host: &str) -> Result<EmbeddedCase, LawError> {
    let at = raw.name.span().start;
    let name = raw.name.get_ref();
    let wrong = |problem: String| source.error(at, format!("case {name:?}: {problem}"));
    let needed = |what: &str| wrong(format!("poll.{what} is missing"));
    let optional = |written: &Option<toml::value::Datetime>, what: &str| -> Result<Option<Day>, LawError> {
        let day = written
            .as_ref()
            .map(|written| raw::day(written).ok_or_else(|| wrong(format!("{what} is no day; {DAY_FORM}"))));
        day.transpose()
    };
    let host = raw.poll.host.as_deref().unwrap_or(host);
    let municipality = raw.poll.municipality.as_deref().ok_or_else(|| needed("municipality"))?;
    let poll = Poll {
        id: PollId(0),
        host: host.to_owned(),
        day: optional(&raw.poll.day, "poll.day")?.ok_or_else(|| needed("day"))?,
        level: raw.poll.level.clone().ok_or_else(|| needed("level"))?,
        municipality: Place::parse(municipality, &schema.registers, Some(host))
            .map_err(|problem| wrong(format!("poll.municipality: {problem}")))?,
        place: String::new(),
        nomination_from: optional(&raw.poll.nomination_from, "poll.nomination_from")?,
        nomination_to: optional(&raw.poll.nomination_to, "poll.nomination_to")?,
        roll_date: optional(&raw.poll.roll_date, "poll.roll_date")?,
        local_age: raw.poll.local_age,
        first_day: optional(&raw.poll.first_day, "poll.first_day")?,
        application_from: optional(&raw.poll.application_from, "poll.application_from")?,
        application_to: optional(&raw.poll.application_to, "poll.application_to")?,
    };
    poll.check().map_err(|problem| wrong(format!("poll.{}: {problem}", problem.field())))?;
    if schema.list("level").is_none_or(|list| list.label(&poll.level).is_none()) {
        return Err(wrong(format!("{:?} is no code of the list level", poll.level)));
    }
    let mut facts = Vec::new();
    for (kind, rows) in &raw.facts {
        for row in rows {
            let made = fact(kind, row, schema, host, facts.len())
                .map_err(|problem| source.error(row.span().start, format!("case {name:?}: {kind}: {problem}")))?;
            facts.push(made);
        }
    }
    let text = |value: &toml::Value| value.as_str().map(str::to_owned);
    let outcome = raw.expect.get("outcome").and_then(toml::Value::as_str).and_then(Outcome::parse);
    let outcome = outcome.ok_or_else(|| wrong("expect.outcome is missing or no outcome".into()))?;
    let needs = raw.expect.get("needs").map(|needs| {
        let needs = needs.as_array().map(|needs| needs.iter().map(text).collect::<Option<Vec<_>>>());
        needs.flatten().ok_or_else(|| wrong("expect.needs is a list of kinds".into()))
    });
    let mut expect = Vec::new();
    for (criterion, finding) in raw.expect.iter().filter(|(key, _)| !matches!(key.as_str(), "outcome" | "needs")) {
        let finding = text(finding).filter(|finding| FINDINGS.contains(&finding.as_str()));
        let finding = finding.ok_or_else(|| wrong(format!("expect.{criterion} is none of {}", FINDINGS.join(", "))))?;
        expect.push((criterion.clone(), finding));
    }
    Ok(EmbeddedCase {
        name: name.clone(),
        line: source.place(at).0,
        label: raw.label.clone(),
        poll,
        applied_on: optional(&raw.applied_on, "applied_on")?,
        law_date: optional(&raw.law_date, "law_date")?,
        facts,
        expect,
        outcome,
        needs: needs.transpose()?,
    })
}

fn fact(kind: &str, row: &Spanned<RawRow>, schema: &Schema, host: &str, at: usize) -> Result<Fact, String> {
    let row = row.get_ref();
    let declared = schema.kind(kind).ok_or("the schema has no such kind")?;
    let state = match (&row.value, row.none, row.unknown) {
        (Some(value), false, None) => State::Known(value_of(value, &declared.ty, schema, host)?),
        (None, true, None) => State::None,
        (None, false, Some(why)) => State::Unknown(why),
        _ => return Err("a row has exactly one of value, none = true, unknown".into()),
    };
    let day = |written: &Option<toml::value::Datetime>| {
        written.as_ref().map(|written| raw::day(written).ok_or(format!("this is no day; {DAY_FORM}"))).transpose()
    };
    let holds = Interval::new(day(&row.from)?, day(&row.to)?).ok_or("the interval ends before it begins")?;
    Ok(Fact {
        id: FactId(at as i64 + 1),
        applicant: ApplicantId(1),
        kind: kind.to_owned(),
        state,
        holds,
        evidence: None,
        note: String::new(),
        recorded_at: Stamp(0),
        recorded_by: String::new(),
        supersedes: None,
    })
}

fn value_of(value: &toml::Value, ty: &FactType, schema: &Schema, host: &str) -> Result<Value, String> {
    match (ty, value) {
        (FactType::Flag, toml::Value::Boolean(true)) => Ok(Value::Bool(true)),
        (FactType::Flag, _) => Err("a flag's value is true; what does not hold is none = true".into()),
        (FactType::Int, toml::Value::Integer(value)) => Ok(Value::Int(*value)),
        (FactType::Date, toml::Value::Datetime(value)) => {
            raw::day(value).map(Value::Date).ok_or(format!("this is no day; {DAY_FORM}"))
        }
        (FactType::Place, toml::Value::String(place)) => {
            let place = Place::parse(place, &schema.registers, Some(host));
            place.map(Value::Place).map_err(|problem| problem.to_string())
        }
        (FactType::Code(list), toml::Value::String(code)) => {
            let known = schema.list(list).is_some_and(|list| list.label(code).is_some());
            if known { Ok(Value::Code(code.clone())) } else { Err(format!("{code:?} is no code of the list {list}")) }
        }
        _ => Err("the value has the wrong type".into()),
    }
}

/// How one embedded case came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseResult {
    pub name: String,
    pub line: usize,
    /// Empty when it came out as the pack says.
    pub differs: Vec<String>,
}

impl Pack {
    /// Runs every embedded case.
    pub fn run_cases(&self) -> Vec<CaseResult> {
        self.cases.iter().map(|case| self.run_case(case)).collect()
    }

    /// Whether every embedded case comes out as it says.
    pub(super) fn all_cases_pass(&self) -> bool {
        self.cases.iter().all(|case| self.run_case(case).differs.is_empty())
    }

    pub(super) fn answer(&self, case: &EmbeddedCase) -> Determination {
        let knobs = Knobs { law_date: case.law_date, ..Knobs::default() };
        self.determine(&Inquiry {
            poll: &case.poll,
            applied_on: case.applied_on,
            applied_at: None,
            facts: &case.facts,
            knobs,
        })
    }

    fn run_case(&self, case: &EmbeddedCase) -> CaseResult {
        let answer = self.answer(case);
        let mut differs = Vec::new();
        if answer.outcome != case.outcome {
            differs.push(format!("outcome: want {}, got {}", case.outcome.code(), answer.outcome.code()));
        }
        for (criterion, want) in &case.expect {
            let got = answer.findings.iter().find(|finding| *finding.criterion.id == **criterion);
            let known = self.criteria.iter().any(|one| *one.id == **criterion);
            let none = if known { ABSENT } else { "no such criterion" };
            let got = got.map_or(none, |finding| finding.finding.code());
            if got != want {
                differs.push(format!("{criterion}: want {want}, got {got}"));
            }
        }
        if let Some(want) = &case.needs {
            let want: BTreeSet<&str> = want.iter().map(String::as_str).collect();
            let got: BTreeSet<&str> = answer.needs.iter().map(|need| &*need.kind).collect();
            if want != got {
                differs.push(format!("needs: want {want:?}, got {got:?}"));
            }
        }
        CaseResult { name: case.name.clone(), line: case.line, differs }
    }

    /// What no embedded case has shown yet, one sentence each.
    pub fn uncovered(&self) -> Vec<(usize, String)> {
        let mut seen: BTreeSet<(usize, &'static str)> = BTreeSet::new();
        let mut applied: BTreeSet<(usize, usize, &'static str)> = BTreeSet::new();
        for case in &self.cases {
            let knobs = Knobs { law_date: case.law_date, ..Knobs::default() };
            let inquiry =
                Inquiry { poll: &case.poll, applied_on: case.applied_on, applied_at: None, facts: &case.facts, knobs };
            let Some(compiled) = self.on(Pack::law_date(&inquiry)) else { continue };
            let facts = super::resolve::visible(&inquiry);
            let resolved = super::resolve::resolve(compiled, &self.schema, &inquiry, &facts);
            let slots = &resolved.slots;
            for (place, criterion) in compiled.criteria.iter().enumerate() {
                let verdict = super::finding::judge(compiled, place, &resolved).verdict;
                seen.insert((criterion.criterion, verdict_code(verdict)));
                for (at, exception) in criterion.exceptions.iter().enumerate() {
                    let value = compiled.program.truth(exception.root, slots, &mut 0);
                    applied.insert((criterion.criterion, at, tri_code(value)));
                }
            }
        }
        let mut missing = Vec::new();
        for compiled in &self.compiled {
            for criterion in &compiled.criteria {
                self.uncovered_in(compiled, criterion, &seen, &applied, &mut missing);
            }
        }
        missing.sort();
        missing.dedup();
        missing
    }

    fn uncovered_in(
        &self,
        compiled: &Compiled,
        criterion: &CompiledCriterion,
        seen: &BTreeSet<(usize, &'static str)>,
        applied: &BTreeSet<(usize, usize, &'static str)>,
        missing: &mut Vec<(usize, String)>,
    ) {
        let own = &self.criteria[criterion.criterion];
        let mut want = |found: bool, what: String| {
            if !found {
                missing.push((
                    own.clause.line(),
                    format!("{} ({}): no embedded case in which it is {what}", own.id, own.in_force),
                ));
            }
        };
        let constant = own.clause.constant();
        let by_exception = |effect| criterion.exceptions.iter().any(|exception| exception.effect == effect);
        let has = |code| seen.contains(&(criterion.criterion, code));
        if constant != Some(false) || by_exception(Effect::Met) {
            want(has("met"), "met".into());
        }
        if constant != Some(true) || by_exception(Effect::NotMet) {
            want(has("not_met"), "not met".into());
        }
        if by_exception(Effect::Contested) {
            want(has("contested"), "contested".into());
        }
        if can_be_unknown(compiled, criterion.reads) {
            want(has("not_shown"), "not shown".into());
        }
        for (at, exception) in criterion.exceptions.iter().enumerate() {
            let unknown = can_be_unknown(compiled, compiled.program.reads(exception.root));
            for (code, what) in [("yes", "applies"), ("no", "does not apply"), ("unknown", "is not known to apply")] {
                if code != "unknown" || unknown {
                    let found = applied.contains(&(criterion.criterion, at, code));
                    want(found, format!("judged and its exception {} {what}", own.exceptions[at].id));
                }
            }
        }
    }
}

/// Whether any slot of the set can be unknown at all.
fn can_be_unknown(compiled: &Compiled, reads: super::program::SlotSet) -> bool {
    use super::expr::Given;
    (0..compiled.slots.len()).filter(|slot| reads >> slot & 1 == 1).any(|slot| {
        !matches!(compiled.slots[slot], SlotDef::Given(Given::PollDay | Given::PollLevel | Given::PollYearEnd))
    })
}

fn verdict_code(verdict: super::finding::Verdict) -> &'static str {
    use super::finding::Verdict;
    match verdict {
        Verdict::Met => "met",
        Verdict::NotMet => "not_met",
        Verdict::NotShown => "not_shown",
        Verdict::Contested => "contested",
    }
}

fn tri_code(value: super::determination::Tri) -> &'static str {
    use super::determination::Tri;
    match value {
        Tri::Yes => "yes",
        Tri::No => "no",
        Tri::Unknown => "unknown",
    }
}
