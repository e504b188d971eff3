//! Recording a fact: checked against the schema, and the proposals of the applicant's open cases follow.

use rusqlite::Connection;

use super::{Deed, Doing, case_row, fit, next_id};
use crate::domain::{
    ActError, ApplicantId, CaseId, Fact, FactDraft, FactId, FactType, Proposal, Schema, State, Status, Value,
};
use crate::law::days::in_range;
use crate::law::{Inquiry, Knobs, Library};
use crate::store::case::{facts_of, poll_of};
use crate::store::recorder::Recorder;
use crate::store::table::{CASE, FACT};
use crate::store::values::{CaseRow, fact_row};
use crate::store::{StoreError, listed};

impl Doing<'_> {
    pub(super) fn record_fact(&mut self, row: &mut CaseRow, draft: &FactDraft) -> Result<Deed, StoreError> {
        check_draft(draft, &self.library.schema)?;
        let applicant = row.case.applicant;
        let mut facts = facts_of(self.db, applicant, &self.library.schema)?;
        if let Some(old) = draft.supersedes {
            let found = facts.iter().find(|fact| fact.id == old && fact.kind == draft.kind);
            let current = found.filter(|_| facts.iter().all(|fact| fact.supersedes != Some(old)));
            let Some(current) = current else { return Err(ActError::NoSuchFact { fact: old }.into()) };
            // A correction from before what it corrects would be known before there was anything to correct.
            if self.at < current.recorded_at {
                return Err(ActError::ClockWentBack { last: current.recorded_at, now: self.at }.into());
            }
        }
        let fact = Fact {
            id: FactId(next_id(self.db, "fact")?),
            applicant,
            kind: draft.kind.clone(),
            state: draft.state.clone(),
            holds: draft.holds,
            evidence: draft.evidence.clone(),
            note: draft.note.trim().to_owned(),
            recorded_at: self.at,
            recorded_by: self.officer.name.clone(),
            supersedes: draft.supersedes,
        };
        self.recorder.insert(&FACT, &fact_row(&fact))?;
        facts.push(fact);
        let made = facts.last().map(|fact| fact.id);
        if matches!(row.case.status, Status::New | Status::AwaitingEvidence) {
            row.case.status = Status::InReview;
        }
        if row.case.status.is_to_do() {
            row.proposal = self.proposal(row, &facts)?;
        }
        follow(self.db, self.library, &mut self.recorder, applicant, row.case.id, &facts)?;
        Ok(Deed { fact: made, ..Deed::of("fact.recorded") })
    }

    pub(super) fn proposal(&self, row: &CaseRow, facts: &[Fact]) -> Result<Proposal, StoreError> {
        let poll = poll_of(self.db, row.poll)?;
        propose(self.library, &row.case.pack, &poll, row.case.applied_on, facts)
    }
}

/// The other open cases of the same person: their proposals follow, and who looks at one of them is told.
pub(in crate::store) fn follow(
    db: &Connection,
    library: &Library,
    recorder: &mut Recorder,
    applicant: ApplicantId,
    acted: CaseId,
    facts: &[Fact],
) -> Result<(), StoreError> {
    let mut others = db.prepare_cached("SELECT id FROM case_file WHERE applicant=? AND id<>? ORDER BY id")?;
    let ids: Vec<i64> = others.query_map([applicant.0, acted.0], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for id in ids {
        let Some(mut row) = case_row(db, CaseId(id))? else { continue };
        if !row.case.status.is_to_do() {
            continue;
        }
        let poll = poll_of(db, row.poll)?;
        let proposal = propose(library, &row.case.pack, &poll, row.case.applied_on, facts)?;
        if proposal != row.proposal {
            let before = (row.case.status, row.proposal.outcome);
            row.proposal = proposal;
            row.case.version += 1;
            recorder.update(&CASE, &row.values())?;
            listed::follow(db, before, &row)?;
        }
    }
    Ok(())
}

/// The small form of the determination.
pub(in crate::store) fn propose(
    library: &Library,
    pack: &str,
    poll: &crate::domain::Poll,
    applied_on: Option<crate::domain::Day>,
    facts: &[Fact],
) -> Result<Proposal, StoreError> {
    let pack = library.pack(pack).ok_or_else(|| StoreError::UnknownPack(pack.to_owned()))?;
    Ok(pack.propose(&Inquiry { poll, applied_on, applied_at: None, facts, knobs: Knobs::default() }))
}

/// Whether the schema allows the fact.
pub(in crate::store) fn check_draft(draft: &FactDraft, schema: &Schema) -> Result<(), StoreError> {
    let bad = |problem: String| ActError::BadFact { kind: draft.kind.clone(), problem };
    let kind = schema.kind(&draft.kind).ok_or_else(|| bad("the schema has no such kind".into()))?;
    if let State::Known(value) = &draft.state {
        let fits = match (&kind.ty, value) {
            (FactType::Flag, Value::Bool(true)) | (FactType::Int, Value::Int(_)) => true,
            (FactType::Date, Value::Date(day)) => in_range(*day),
            (FactType::Place, Value::Place(place)) => {
                place.check(&schema.registers).map_err(|problem| bad(problem.to_string()))?;
                true
            }
            (FactType::Code(list), Value::Code(code)) => {
                schema.list(list).is_some_and(|list| list.label(code).is_some())
            }
            _ => false,
        };
        if !fits {
            return Err(bad("the value is not one that this kind can have".into()).into());
        }
    }
    kind.accepts(draft).map_err(|problem| ActError::FactNotAccepted { kind: draft.kind.clone(), problem })?;
    if let Some(evidence) = &draft.evidence {
        if schema.list("evidence").is_none_or(|list| list.label(&evidence.kind).is_none()) {
            return Err(bad(format!("{:?} is no kind of evidence", evidence.kind)).into());
        }
        fit("evidence", &evidence.reference)?;
    }
    let dated = draft.evidence.as_ref().and_then(|evidence| evidence.dated);
    for day in [draft.holds.from, draft.holds.to, dated].into_iter().flatten() {
        if !in_range(day) {
            return Err(ActError::DayOutOfRange { day }.into());
        }
    }
    if let (Some(from), Some(to)) = (draft.holds.from, draft.holds.to)
        && from >= to
    {
        return Err(bad(format!("it ends on {to}, which is not after {from}")).into());
    }
    fit("note", &draft.note)
}
