//! What the law said, and what was known, is not what the record says.

use suffrage::domain::{CaseAct, CaseFile, FactDraft, Outcome, QueueQuery, State, Status, StatusFilter, Verdict, Why};
use suffrage::ledger::FaultClass;

use super::desk::Desk;
use super::{sql, unlawful};

/// An open case of which the queue says this.
fn open(desk: &Desk, proposed: Outcome) -> CaseFile {
    let query = QueueQuery { filter: StatusFilter::One(Status::New).into(), limit: 200, ..QueueQuery::default() };
    let store = desk.store();
    let rows = store.queue(&query, desk.now).unwrap().rows;
    let (_, row) = rows.iter().find(|(_, row)| row.outcome == proposed).unwrap();
    store.case(row.case, desk.now).unwrap().unwrap()
}

/// An eligible person's case, granted by anna as the law says.
fn granted(desk: &mut Desk) {
    let case = open(desk, Outcome::Eligible).case.id;
    let act = CaseAct::Decide { verdict: Verdict::Grant, reasons: "x".into(), departure: String::new() };
    desk.on("anna", case, act);
}

const LAST: &str = "WHERE id=(SELECT max(id) FROM decision)";

#[test]
fn another_answer_than_the_laws_is_found() {
    unlawful("outcome-of-law", "the law said eligible", |desk| {
        granted(desk);
        desk.forge(|db, entry| {
            entry.outcome = Some(Verdict::Refuse);
            sql(db, &format!("UPDATE decision SET verdict='refuse', proposed='ineligible' {LAST}"));
        });
    });
    unlawful("facts-read", "other facts were read", |desk| {
        granted(desk);
        desk.forge(|db, _| sql(db, &format!("UPDATE decision SET facts=substr(facts, instr(facts, ' ') + 1) {LAST}")));
    });
    unlawful("law-date", "the law of", |desk| {
        granted(desk);
        desk.forge(|db, _| sql(db, &format!("UPDATE decision SET law_date='2026-01-01' {LAST}")));
    });
}

#[test]
fn rules_that_were_not_asked_are_found() {
    unlawful("no-rules", "names other rules", |desk| {
        granted(desk);
        desk.forge(|_, entry| entry.rules.clear());
    });
    unlawful("other-rules", "rules that are not on record", |desk| {
        granted(desk);
        desk.forge(|_, entry| entry.rules[0].hash = [3; 32]);
    });
    unlawful("other-notation", "rules that are not on record", |desk| {
        granted(desk);
        desk.forge(|_, entry| entry.rules[0].notation = 7);
    });
    unlawful("rules-twice", "rules that it did not ask", |desk| {
        let case = open(desk, Outcome::Eligible).case.id;
        let fact = FactDraft::bare("incapacity", State::Unknown(Why::Requested));
        desk.on("vera", case, CaseAct::RecordFact { fact });
        desk.forge(|_, entry| entry.rules.push(entry.rules[0].clone()));
    });
    unlawful("fact-without-rules", "does not name the rules of case", |desk| {
        let case = open(desk, Outcome::Eligible).case.id;
        let fact = FactDraft::bare("incapacity", State::Unknown(Why::Requested));
        desk.on("vera", case, CaseAct::RecordFact { fact });
        desk.forge(|_, entry| entry.rules.clear());
    });
}

#[test]
fn facts_that_belong_elsewhere_are_found() {
    let learnt = |desk: &mut Desk| {
        let case = open(desk, Outcome::Eligible).case.id;
        let fact = FactDraft::bare("incapacity", State::Unknown(Why::Requested));
        desk.on("vera", case, CaseAct::RecordFact { fact });
    };
    unlawful("another-person", "about another person", |desk| {
        learnt(desk);
        desk.forge(|db, _| sql(db, "UPDATE fact SET applicant=applicant % 7 + 1 WHERE id=(SELECT max(id) FROM fact)"));
    });
    unlawful("another-correction", "corrects a fact that there was not", |desk| {
        learnt(desk);
        desk.forge(|db, _| sql(db, "UPDATE fact SET supersedes=1 WHERE id=(SELECT max(id) FROM fact)"));
    });
}

#[test]
fn an_entry_that_does_not_follow_is_found() {
    let mut desk = Desk::new("version");
    granted(&mut desk);
    desk.forge(|_, entry| entry.case_version = entry.case_version.map(|version| version + 1));
    desk.is_found(FaultClass::Sequence, "of its case");
    let mut desk = Desk::new("before");
    granted(&mut desk);
    desk.forge(|_, entry| entry.case_before = entry.case_before.map(|before| before - 1));
    desk.is_found(FaultClass::Sequence, "another predecessor");
    let mut desk = Desk::new("erased");
    granted(&mut desk);
    desk.forge(|_, entry| entry.erased.push("fact/1".into()));
    desk.is_found(FaultClass::Malformed, "erased");
}
