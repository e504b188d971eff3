//! Everything about one case, in a handful of look-ups by key.

use rusqlite::{Connection, params};

use super::values::{
    CASE_COLUMNS, CaseRow, FACT_COLUMNS, POLL_COLUMNS, read_case, read_day, read_fact, read_poll, str_at,
};
use super::{Store, StoreError, lease};
use crate::domain::{
    ApplicantId, Approval, CaseFile, CaseId, Decision, DecisionId, Event, Fact, Outcome, Poll, PollId, Schema, Stamp,
    Verdict,
};
use crate::ledger::Entry;

impl Store {
    /// The file of a case; `None` if there is no such case.
    pub fn case(&self, id: CaseId, now: Stamp) -> Result<Option<CaseFile>, StoreError> {
        // One read transaction, so that everything shown belongs to one moment.
        let tx = self.db.unchecked_transaction()?;
        let Some(row) = case_row(&tx, id)? else { return Ok(None) };
        let sql = "SELECT name, latin, document, personal_number FROM applicant WHERE id=?";
        let (name, latin, document, personal_number) = tx
            .prepare_cached(sql)?
            .query_row([row.case.applicant.0], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?;
        let decisions = decisions(&tx, id)?;
        let approvals = approvals(&tx, id)?;
        let remarks = remarks(&tx, id)?;
        let events = events(&tx, id, &decisions, &approvals, &remarks)?;
        let hold = lease::holder(&tx, id, now)?;
        let poll = poll_of(&tx, row.poll)?;
        let facts = facts_of(&tx, row.case.applicant, &self.library.schema)?;
        Ok(Some(CaseFile {
            case: row.case,
            name,
            latin,
            document,
            personal_number,
            poll,
            facts,
            decisions,
            approvals,
            events,
            hold,
            proposal: row.proposal,
        }))
    }
}

/// The row of a case.
pub(super) fn case_row(db: &Connection, case: CaseId) -> Result<Option<CaseRow>, StoreError> {
    let sql = format!("SELECT {CASE_COLUMNS} FROM case_file WHERE id=?");
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([case.0])?;
    rows.next()?.map(read_case).transpose()
}

pub(super) fn poll_of(db: &Connection, poll: PollId) -> Result<Poll, StoreError> {
    let sql = format!("SELECT {POLL_COLUMNS} FROM poll WHERE id=?");
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([poll.0])?;
    let row = rows.next()?.ok_or_else(|| StoreError::damaged(format!("poll {poll} is missing")))?;
    read_poll(row)
}

/// Every fact ever recorded about a person, oldest first.
pub(super) fn facts_of(db: &Connection, applicant: ApplicantId, schema: &Schema) -> Result<Vec<Fact>, StoreError> {
    let sql = format!("SELECT {FACT_COLUMNS} FROM fact WHERE applicant=? ORDER BY id");
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([applicant.0])?;
    let mut facts = Vec::new();
    while let Some(row) = rows.next()? {
        facts.push(read_fact(row, schema)?);
    }
    Ok(facts)
}

fn decisions(db: &Connection, case: CaseId) -> Result<Vec<Decision>, StoreError> {
    let sql = "SELECT id, verdict, departs, reasons, departure, proposed, pack, pack_version, pack_hash, law_date, known_at, \
         facts, decided_by, decided_at, seq, \
         EXISTS (SELECT 1 FROM remark WHERE remark.case_id=decision.case_id AND remark.decision=decision.id \
         AND action='decision.undone') \
         OR EXISTS (SELECT 1 FROM approval WHERE approval.decision=decision.id AND approved=0) \
         FROM decision WHERE case_id=? ORDER BY id";
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query([case.0])?;
    let mut decisions = Vec::new();
    let strange =
        |what: &str| StoreError::damaged(format!("decision.{what} holds something this program never writes"));
    while let Some(row) = rows.next()? {
        let facts: Option<Vec<i64>> = str_at(row, 11)?.split_whitespace().map(|id| id.parse().ok()).collect();
        decisions.push(Decision {
            id: DecisionId(row.get(0)?),
            verdict: Verdict::parse(str_at(row, 1)?).ok_or_else(|| strange("verdict"))?,
            departs: row.get(2)?,
            reasons: row.get(3)?,
            departure: row.get(4)?,
            proposed: Outcome::parse(str_at(row, 5)?).ok_or_else(|| strange("proposed"))?,
            pack: row.get(6)?,
            pack_version: row.get(7)?,
            pack_hash: row.get(8)?,
            law_date: read_day(row, 9)?.ok_or_else(|| strange("law_date"))?,
            known_at: Stamp(row.get(10)?),
            facts: facts.ok_or_else(|| strange("facts"))?,
            by: row.get(12)?,
            at: Stamp(row.get(13)?),
            seq: row.get::<_, i64>(14)? as u64,
            undone: row.get(15)?,
        });
    }
    Ok(decisions)
}

fn approvals(db: &Connection, case: CaseId) -> Result<Vec<Approval>, StoreError> {
    let sql = "SELECT approval.decision, approved, note, approved_by, approved_at, approval.seq FROM decision \
         JOIN approval ON approval.decision=decision.id WHERE decision.case_id=? ORDER BY approval.id";
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map(params![case.0], |row| {
        Ok(Approval {
            decision: DecisionId(row.get(0)?),
            approved: row.get(1)?,
            note: row.get(2)?,
            by: row.get(3)?,
            at: Stamp(row.get(4)?),
            seq: row.get::<_, i64>(5)? as u64,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn remarks(db: &Connection, case: CaseId) -> Result<Vec<(u64, String)>, StoreError> {
    let mut statement = db.prepare_cached("SELECT seq, text FROM remark WHERE case_id=? ORDER BY id")?;
    let rows = statement.query_map([case.0], |row| Ok((row.get::<_, i64>(0)? as u64, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn events(
    db: &Connection,
    case: CaseId,
    decisions: &[Decision],
    approvals: &[Approval],
    remarks: &[(u64, String)],
) -> Result<Vec<Event>, StoreError> {
    let mut statement = db.prepare_cached("SELECT bytes FROM entry WHERE case_id=? ORDER BY seq")?;
    let mut rows = statement.query([case.0])?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        let entry =
            Entry::decode(bytes).map_err(|error| StoreError::damaged(format!("an entry of case {case}: {error}")))?;
        let decision = decisions.iter().find(|decision| decision.seq == entry.seq).map(|decision| {
            let parts = [decision.reasons.as_str(), decision.departure.as_str()];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" / ")
        });
        let approval =
            approvals.iter().find(|approval| approval.seq == entry.seq).map(|approval| approval.note.clone());
        let remark = remarks.iter().find(|(seq, _)| *seq == entry.seq).map(|(_, text)| text.clone());
        events.push(Event {
            seq: entry.seq,
            at: Stamp(entry.at_ms),
            by: entry.actor.into_owned(),
            action: entry.action.code().to_owned(),
            text: decision.or(approval).or(remark).unwrap_or_default(),
        });
    }
    Ok(events)
}
