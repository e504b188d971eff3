//! Everything about one case, in a handful of look-ups by key.

use rusqlite::{Connection, OptionalExtension};

use super::person::{Person, joined};
use super::reader::Reader;
use super::table::decision::RecordedDecision;
use super::table::remark::Remark;
use super::table::{APPROVAL, ATTACHMENT, REMARK, approval, attachment, remark};
use super::values::{needed, str_at};
use super::{Store, StoreError, lease, listed};
use crate::domain::{Approval, Attachment, CaseFile, CaseId, Decision, DecisionId, Event, FactId, Outcome, Stamp};
use crate::ledger::Action;

/// An entry of a case, as far as its history needs it.
struct Happened {
    seq: u64,
    at: Stamp,
    by: String,
    action: Action,
    facts: Vec<FactId>,
}

impl Store {
    /// The file of a case; `None` if there is no such case. It is shown as it lies: whether it is what the log says is
    /// looked at before an act, and by verification.
    pub fn case(&self, id: CaseId, now: Stamp) -> Result<Option<CaseFile>, StoreError> {
        // One read transaction, so that everything shown belongs to one moment.
        let tx = self.db.unchecked_transaction()?;
        let mut reader = Reader::unchecked(&tx);
        let Some(applicant) = Person::of(&reader, id)? else { return Ok(None) };
        let mut happened = Vec::new();
        let mut person = Person::load(&mut reader, applicant, &self.library.schema, |entry| {
            if entry.case == Some(id.0) {
                let (seq, at, by) = (entry.seq, Stamp(entry.at_ms), entry.actor.as_ref().to_owned());
                let facts = entry.fields.iter().filter_map(|field| field.id.strip_prefix("fact/")?.parse().ok());
                let facts = facts.map(FactId).collect();
                happened.push(Happened { seq, at, by, action: entry.action, facts });
            }
        })?;
        let missing = || StoreError::damaged(format!("case {id} is missing"));
        let (opened, course) = person.case(id).ok_or_else(missing)?;
        let (case, waits) = (joined(opened, course), course.waits);
        let poll = reader.poll(opened.poll)?;
        let approvals = approvals(&mut reader, id)?;
        let remarks = remarks(&mut reader, id)?;
        let attachments = attachments(&mut reader, id)?;
        let mut representatives = Vec::new();
        remarks.iter().for_each(|remark| remark.tell(&mut representatives));
        let undone = |decision: DecisionId| {
            let returned = approvals.iter().any(|one| one.decision == decision && one.returned.is_some());
            let undoes = |seq: u64| {
                let ends = [Action::DecisionUndone, Action::DecisionSetAside, Action::CaseReopened];
                happened.iter().any(|one| one.seq == seq && ends.contains(&one.action))
            };
            returned || remarks.iter().any(|one| one.decision == Some(decision) && undoes(one.seq))
        };
        person.decisions.retain(|decision| decision.case == id);
        let made: Vec<Decision> = person
            .decisions
            .iter()
            .map(|made| decision(&tx, made, undone(made.id)))
            .collect::<Result<_, StoreError>>()?;
        let events = happened.into_iter().map(|one| {
            let text = said(one.seq, &made, &approvals, &remarks, &attachments);
            let more = remarks.iter().find(|remark| remark.seq == one.seq).map(|remark| remark.more.clone());
            let (action, more) = (one.action.code().to_owned(), more.unwrap_or_default());
            Event { seq: one.seq, at: one.at, by: one.by, action, text, more, facts: one.facts }
        });
        let events = events.collect();
        let known = person.known;
        Ok(Some(CaseFile {
            proposed: proposed(&tx, listed::slot(case.due_on, id))?,
            hold: lease::holder(&tx, id, now)?,
            case,
            name: known.name,
            latin: known.latin,
            document: known.document,
            personal_number: known.personal_number,
            poll,
            facts: person.facts,
            decisions: made,
            waits,
            approvals,
            attachments,
            representatives,
            events,
        }))
    }
}

/// What the queue says of the case.
fn proposed(db: &Connection, slot: i64) -> Result<Outcome, StoreError> {
    let mut statement = db.prepare_cached("SELECT outcome FROM listed WHERE slot=?")?;
    let mut rows = statement.query([slot])?;
    let row = rows.next()?.ok_or_else(|| StoreError::damaged("a case is not in the queue"))?;
    needed(Outcome::parse(str_at(row, 0)?), "listed.outcome")
}

fn decision(db: &Connection, made: &RecordedDecision, undone: bool) -> Result<Decision, StoreError> {
    let sql = "SELECT name, version, hash FROM pack WHERE id=?";
    let pack = db.prepare_cached(sql)?.query_row([made.pack], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    let gone = || StoreError::damaged(format!("pack {} of decision {} is missing", made.pack, made.id));
    let (pack, pack_version, pack_hash) = pack.optional()?.ok_or_else(gone)?;
    let RecordedDecision { id, seq, by, at, verdict, departs, reasons, departure, proposed, law_date, facts, .. } =
        made.clone();
    Ok(Decision {
        id,
        verdict,
        departs,
        reasons,
        departure,
        proposed,
        pack,
        pack_version,
        pack_hash,
        law_date,
        facts,
        by,
        at,
        seq,
        undone,
    })
}

fn approvals(reader: &mut Reader, case: CaseId) -> Result<Vec<Approval>, StoreError> {
    let mut approvals = Vec::new();
    reader.each(&APPROVAL, "decision IN (SELECT id FROM decision WHERE case_id=?)", &case.0, |row| {
        approvals.push(approval::read(row)?);
        Ok(())
    })?;
    Ok(approvals)
}

pub(super) fn remarks(reader: &mut Reader, case: CaseId) -> Result<Vec<Remark>, StoreError> {
    let mut remarks = Vec::new();
    reader.each(&REMARK, "case_id=?", &case.0, |row| {
        remarks.push(remark::read(row)?);
        Ok(())
    })?;
    Ok(remarks)
}

fn attachments(reader: &mut Reader, case: CaseId) -> Result<Vec<Attachment>, StoreError> {
    let mut attachments = Vec::new();
    reader.each(&ATTACHMENT, "case_id=?", &case.0, |row| {
        attachments.push(attachment::read(row)?);
        Ok(())
    })?;
    Ok(attachments)
}

/// What was said with an entry.
fn said(
    seq: u64,
    decisions: &[Decision],
    approvals: &[Approval],
    remarks: &[Remark],
    attachments: &[Attachment],
) -> String {
    if let Some(decision) = decisions.iter().find(|decision| decision.seq == seq) {
        let parts = [decision.reasons.as_str(), decision.departure.as_str()];
        return parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" / ");
    }
    let approval = approvals.iter().find(|approval| approval.seq == seq).map(|approval| approval.note.clone());
    let remark = || remarks.iter().find(|one| one.seq == seq).map(|one| one.text.clone());
    let file = || attachments.iter().find(|one| one.seq == seq).map(|one| one.file.note.clone());
    approval.or_else(remark).or_else(file).unwrap_or_default()
}
