//! An insider who has the source and the file: the last entry is made anew with another action, actor, outcome or row, every
//! hash from the row's commitment to the head fits, and only the act itself is one that the office would never have made.

mod desk;
#[path = "../insider/mod.rs"]
mod insider;
mod law;
mod people;

use desk::Desk;
use rusqlite::Connection;
use suffrage::domain::{
    Act, Attached, CaseAct, CaseId, FactDraft, Ground, OfficeAct, Officer, Representative, Role, Ruling, Scope, State,
    Status, Verdict, Why,
};
use suffrage::ledger::{Action, Capacity, FaultClass};

/// Gives a case another status, in its row and in the queue.
fn set_status(db: &Connection, case: CaseId, status: Status) {
    let todo = i64::from(status.is_to_do());
    let sql = "UPDATE listed SET status=?, todo=? WHERE slot & 1099511627775 = ?";
    db.execute(sql, (status.code(), todo, case.0)).unwrap();
}

pub fn sql(db: &Connection, text: &str) {
    db.execute_batch(text).unwrap();
}

pub fn unlawful(name: &str, what: &str, make: impl FnOnce(&mut Desk)) {
    let mut desk = Desk::new(name);
    make(&mut desk);
    desk.is_found(FaultClass::Unlawful, what);
}

#[test]
fn a_forged_entry_that_changes_nothing_holds() {
    let mut desk = Desk::new("nothing");
    desk.decided();
    desk.forge(|_, _| {});
    desk.store().verify().unwrap().unwrap();
}

#[test]
fn a_status_without_its_act_is_found() {
    let mut desk = Desk::new("final");
    let case = desk.decided().case.id;
    desk.forge(|db, _| set_status(db, case, Status::Final));
    desk.is_found(FaultClass::Derived, "not what the record says");
    unlawful("noticed", "cannot be done to a case that is new", |desk| {
        let case = desk.first(Status::New).case.id;
        desk.on("anna", case, CaseAct::RequestEvidence { kinds: Vec::new(), note: "x".into(), answer_by: None });
        desk.forge(|db, entry| {
            entry.action = Action::NoticeSent;
            sql(db, "UPDATE remark SET action='notice.sent' WHERE id=(SELECT max(id) FROM remark)");
            set_status(db, case, Status::Noticed);
        });
    });
}

#[test]
fn an_act_under_another_name_is_found() {
    unlawful("approval", "it made other rows than evidence.requested makes", |desk| {
        let decided = desk.decided();
        let decision = decided.decision().unwrap().id;
        desk.on("boris", decided.case.id, CaseAct::Approve { decision, note: String::new() });
        desk.forge(|db, entry| {
            (entry.action, entry.capacity, entry.actor) = (Action::EvidenceRequested, Capacity::Officer, "vera".into());
            sql(db, "UPDATE approval SET officer='vera' WHERE id=(SELECT max(id) FROM approval)");
        });
    });
    unlawful("enrolment", "it made other rows than evidence.requested makes", |desk| {
        let officer = Officer::in_role("vera", Role::Registrar);
        desk.act("galina", Act::Office(OfficeAct::Enrol { officer }));
        desk.forge(|_, entry| (entry.action, entry.actor) = (Action::EvidenceRequested, "vera".into()));
    });
    unlawful("returned", "its action is not what its row says", |desk| {
        let decided = desk.decided();
        let decision = decided.decision().unwrap().id;
        desk.on("boris", decided.case.id, CaseAct::Return { decision, ground: Ground::Correction, note: "x".into() });
        desk.forge(|db, entry| {
            entry.action = Action::DecisionApproved;
            set_status(db, decided.case.id, Status::Final);
        });
    });
}

#[test]
fn rows_that_say_something_else_than_their_entry_are_found() {
    unlawful("outcome", "its outcome is not the verdict", |desk| {
        desk.decided();
        desk.forge(|_, entry| entry.outcome = Some(Verdict::Refuse));
    });
    for (name, set, what) in [
        ("departs", "departs=0", "whether it departs"),
        ("proposed", "proposed='eligible'", "whether it departs"),
        ("departure", "departure=' '", "does not say why"),
        ("reasons", "verdict='refuse', reasons=''", "is not the verdict"),
        ("pack", "pack=pack % 2 + 1", "it names other rules"),
    ] {
        unlawful(name, what, |desk| {
            desk.decided();
            let edit = format!("UPDATE decision SET {set} WHERE id=(SELECT max(id) FROM decision)");
            desk.forge(|db, _| sql(db, &edit));
        });
    }
    let mut desk = Desk::new("facts");
    desk.decided();
    desk.forge(|db, _| sql(db, "UPDATE decision SET facts='99999' WHERE id=(SELECT max(id) FROM decision)"));
    desk.is_found(FaultClass::Derived, "a row that does not exist");
    unlawful("elsewhere", "its row belongs to another case", |desk| {
        desk.decided();
        desk.forge(|db, _| sql(db, "UPDATE decision SET case_id=1001 WHERE id=(SELECT max(id) FROM decision)"));
    });
    unlawful("twice", "cannot be done to a case that is final", |desk| {
        let decided = desk.decided();
        let decision = decided.decision().unwrap().id;
        desk.on("boris", decided.case.id, CaseAct::Approve { decision, note: String::new() });
        let fact = FactDraft::bare("incapacity", State::Unknown(Why::Requested));
        desk.on("boris", decided.case.id, CaseAct::RecordFact { fact });
        desk.forge(|db, entry| {
            (entry.action, entry.capacity) = (Action::DecisionApproved, Capacity::Approver);
            sql(db, "DELETE FROM fact WHERE id=(SELECT max(id) FROM fact)");
            let again = format!(
                "INSERT INTO approval SELECT id+1, {}, salt, officer, at, decision, approved, note, ground",
                entry.seq
            );
            sql(db, &format!("{again} FROM approval ORDER BY id DESC LIMIT 1"));
            let id: i64 = db.query_row("SELECT max(id) FROM approval", [], |row| row.get(0)).unwrap();
            let fact = entry.fields.iter_mut().find(|field| field.id.starts_with("fact/")).unwrap();
            fact.id = format!("approval/{id}").into();
        });
    });
}

#[test]
fn an_act_out_of_its_time_or_by_another_is_found() {
    unlawful("undo", "another officer made the decision", |desk| {
        let decided = desk.decided();
        desk.on("anna", decided.case.id, CaseAct::Undo { reason: "x".into() });
        desk.forge(|db, entry| {
            entry.actor = "boris".into();
            sql(db, "UPDATE remark SET officer='boris' WHERE id=(SELECT max(id) FROM remark)");
        });
    });
    unlawful("late", "could no longer be taken back", |desk| {
        let decided = desk.decided();
        desk.on("anna", decided.case.id, CaseAct::Undo { reason: "x".into() });
        let late = desk.now.plus_minutes(11).0;
        desk.forge(|db, entry| {
            entry.at_ms = late;
            sql(db, &format!("UPDATE remark SET at={late} WHERE id=(SELECT max(id) FROM remark)"));
        });
    });
}

#[test]
fn a_decision_that_its_officer_approved_is_found() {
    let mut desk = Desk::new("eyes");
    let case = desk.first(Status::New).case.id;
    let act = CaseAct::Decide { verdict: Verdict::Grant, reasons: "x".into(), departure: "x".into() };
    desk.on("boris", case, act);
    let decision = desk.store().case(case, desk.now).unwrap().unwrap().decision().unwrap().id;
    desk.on("anna", case, CaseAct::Approve { decision, note: String::new() });
    desk.store().verify().unwrap().unwrap();
    desk.forge(|db, entry| {
        entry.actor = "boris".into();
        sql(db, "UPDATE approval SET officer='boris' WHERE id=(SELECT max(id) FROM approval)");
    });
    desk.is_found(FaultClass::FourEyes, "boris decided and approved");
}

/// A case whose letter has left, with an act on it by boris.
fn after_notice(desk: &mut Desk, act: CaseAct) {
    let case = desk.first(Status::Noticed).case.id;
    desk.on("boris", case, act);
    desk.store().verify().unwrap().unwrap();
}

#[test]
fn a_file_of_another_case_and_one_that_cannot_be_are_found() {
    let file = || Attached { name: "x.pdf".into(), size: 3, sha256: [7; 32], note: String::new() };
    for (name, what, change) in [
        ("another case", "its row belongs to another case", "case_id=case_id+1"),
        ("no name", "no file can be what its row says", "name=' '"),
        ("no size", "no file can be what its row says", "size=-1"),
        ("no hash", "no file can be what its row says", "sha256=x'07'"),
    ] {
        unlawful(name, what, |desk| {
            after_notice(desk, CaseAct::Attach { file: file() });
            desk.forge(|db, entry| sql(db, &format!("UPDATE attachment SET {change} WHERE seq={}", entry.seq)));
        });
    }
}

/// Somebody who gets the letters and appeals.
fn representative() -> Representative {
    let scope = [Scope::Letters, Scope::Appeal].into();
    Representative { name: "Вера Пугач".into(), scope, ..Representative::default() }
}

#[test]
fn a_representation_that_nobody_could_record_is_found() {
    for (name, set) in [
        ("scope", "about='letters, everything'"),
        ("order", "about='appeal, letters'"),
        ("none", "about=NULL"),
        ("nameless", "text=' '"),
    ] {
        unlawful(&format!("represented {name}"), "nobody can represent as its row says", |desk| {
            after_notice(desk, CaseAct::Represent { representative: representative() });
            desk.forge(|db, entry| sql(db, &format!("UPDATE remark SET {set} WHERE seq={}", entry.seq)));
        });
    }
    let mut desk = Desk::new("auditor represents");
    let auditor = Officer::in_role("avel", Role::Auditor);
    desk.act("galina", Act::Office(OfficeAct::Enrol { officer: auditor }));
    after_notice(&mut desk, CaseAct::Represent { representative: representative() });
    desk.forge(|db, entry| {
        (entry.actor, entry.login) = ("avel".into(), "avel".into());
        sql(db, &format!("UPDATE remark SET officer='avel' WHERE seq={}", entry.seq));
    });
    desk.is_found(FaultClass::NotPermitted, "avel might not do that");
    // It ends once, and only for whoever represents.
    let end = || CaseAct::EndRepresentation { name: "Вера Пугач".into(), reason: "withdrawn".into() };
    unlawful("another's end", "whoever it names represented nobody here", |desk| {
        after_notice(desk, CaseAct::Represent { representative: representative() });
        let case = desk.first(Status::Noticed).case.id;
        desk.on("boris", case, end());
        desk.store().verify().unwrap().unwrap();
        desk.forge(|db, entry| sql(db, &format!("UPDATE remark SET about='Карп' WHERE seq={}", entry.seq)));
    });
    unlawful("ended twice", "whoever it names represented nobody here", |desk| {
        after_notice(desk, CaseAct::Represent { representative: representative() });
        let case = desk.first(Status::Noticed).case.id;
        desk.on("boris", case, end());
        desk.on("boris", case, CaseAct::Represent { representative: representative() });
        desk.forge(|db, entry| {
            entry.action = Action::RepresentativeEnded;
            let row = "action='representative.ended', about=text";
            sql(db, &format!("UPDATE remark SET {row} WHERE seq={}", entry.seq));
        });
    });
}

#[test]
fn a_reversal_that_nobody_could_make_is_found() {
    let ruling = || Ruling { by: "x".into(), number: String::new(), day: None, reasons: "x".into() };
    unlawful("dismissed", "no appeal against", |desk| {
        after_notice(desk, CaseAct::SetAside { ruling: ruling() });
        let case = desk.first(Status::Noticed).case.id;
        desk.on("boris", case, CaseAct::Ask { whom: "anna".into(), question: "x".into() });
        desk.forge(|db, entry| {
            entry.action = Action::AppealDismissed;
            let decision = format!("(SELECT max(id) FROM decision WHERE case_id={case})");
            sql(
                db,
                &format!("UPDATE remark SET action='appeal.dismissed', decision={decision} WHERE seq={}", entry.seq),
            );
        });
    });
    unlawful("no ruling", "another decision than the newest", |desk| {
        after_notice(desk, CaseAct::SetAside { ruling: ruling() });
        desk.forge(|db, entry| sql(db, &format!("UPDATE remark SET decision=NULL WHERE seq={}", entry.seq)));
    });
    unlawful("anew", "its action is not what its row says", |desk| {
        let decided = desk.decided();
        let decision = decided.decision().unwrap().id;
        desk.on("boris", decided.case.id, CaseAct::Return { decision, ground: Ground::Anew, note: "x".into() });
        desk.forge(|_, entry| entry.action = Action::DecisionReturned);
    });
    unlawful("same", "made the decision that was returned", |desk| {
        let decided = desk.decided();
        let decision = decided.decision().unwrap().id;
        desk.on("boris", decided.case.id, CaseAct::Return { decision, ground: Ground::Anew, note: "x".into() });
        let (reasons, departure) = ("x".to_owned(), "x".to_owned());
        desk.on("vera", decided.case.id, CaseAct::Decide { verdict: Verdict::Grant, reasons, departure });
        desk.store().verify().unwrap().unwrap();
        desk.forge(|db, entry| {
            entry.actor = "anna".into();
            sql(db, "UPDATE decision SET officer='anna' WHERE id=(SELECT max(id) FROM decision)");
        });
    });
    let mut desk = Desk::new("reopened");
    after_notice(&mut desk, CaseAct::Reopen { reason: "x".into() });
    desk.forge(|db, entry| {
        entry.actor = "anna".into();
        sql(db, &format!("UPDATE remark SET officer='anna' WHERE seq={}", entry.seq));
    });
    desk.is_found(FaultClass::FourEyes, "anna decided and approved");
}

#[test]
fn words_that_the_format_does_not_have_are_no_entry() {
    for (word, other) in [("decision.made", "decision.mad3"), ("gofficer", "godking!"), ("egrant", "egrAnt")] {
        let mut desk = Desk::new(&format!("word-{other}"));
        desk.decided();
        let replaced = |bytes: Vec<u8>| {
            let at = bytes.windows(word.len()).position(|part| part == word.as_bytes()).unwrap();
            [&bytes[..at], other.as_bytes(), &bytes[at + word.len()..]].concat()
        };
        desk.forge_bytes(|_, _| {}, replaced);
        desk.is_found(FaultClass::Malformed, "");
    }
}
