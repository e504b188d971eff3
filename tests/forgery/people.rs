//! Acts by somebody else than it says, or without the second person, or at another time.

use suffrage::domain::{
    Act, CaseFile, Competence, MotionId, Office, OfficeAct, Officer, Permission, Place, Role, Stamp, Status,
};
use suffrage::law::Library;
use suffrage::ledger::{Action, Capacity, FaultClass};

use super::desk::Desk;
use super::sql;

fn enrol(officer: Officer) -> Act {
    Act::Office(OfficeAct::Enrol { officer })
}

/// Galina has made petr an officer.
fn enrolled(name: &str) -> Desk {
    let mut desk = Desk::real(name);
    desk.act("galina", enrol(Officer::in_role("petr", Role::Officer)));
    desk
}

/// Galina has proposed that petr be a supervisor, and anna has agreed.
fn agreed(name: &str) -> Desk {
    let mut desk = Desk::real(name);
    desk.act("galina", enrol(Officer::in_role("petr", Role::Supervisor)));
    desk.act("anna", Act::Office(OfficeAct::Assent { motion: MotionId(1), agree: true, note: String::new() }));
    desk
}

#[test]
fn honest_people_raise_no_alarm() {
    for desk in [enrolled("honest"), agreed("honest-agreed")] {
        desk.store().verify().unwrap().unwrap();
        desk.forge(|_, _| {});
        desk.store().verify().unwrap().unwrap();
    }
    assert!(agreed("honest-may").store().officer("petr").unwrap().unwrap().may(Permission::Approve));
}

#[test]
fn an_enrolment_by_the_wrong_people_is_found() {
    let last = "WHERE id=(SELECT max(id) FROM enrolment)";
    let desk = enrolled("self");
    desk.forge(|db, _| sql(db, &format!("UPDATE enrolment SET name='galina', login='galina' {last}")));
    desk.is_found(FaultClass::Unlawful, "cannot change their own permissions");
    let desk = enrolled("weighty");
    desk.forge(|db, _| sql(db, "UPDATE permission SET name='approve' WHERE id=(SELECT max(id) FROM permission)"));
    desk.is_found(FaultClass::Unlawful, "needed a second person");
    let desk = enrolled("looks");
    desk.forge(|db, _| sql(db, &format!("UPDATE enrolment SET name='аnna' {last}")));
    desk.is_found(FaultClass::Unlawful, "cannot be the name of an officer");
    let desk = enrolled("taken");
    desk.forge(|db, _| sql(db, &format!("UPDATE enrolment SET login='anna' {last}")));
    desk.is_found(FaultClass::Unlawful, "the login anna belongs to anna");
    let desk = enrolled("without");
    desk.forge(|_, entry| (entry.actor, entry.login) = ("anna".into(), "anna".into()));
    desk.is_found(FaultClass::NotPermitted, "anna might not do that");
    let desk = enrolled("stranger");
    desk.forge(|_, entry| (entry.actor, entry.login) = ("zoya".into(), "zoya".into()));
    desk.is_found(FaultClass::NotPermitted, "zoya was not an officer");
    let desk = enrolled("login");
    desk.forge(|_, entry| entry.login = "boris".into());
    desk.is_found(FaultClass::NotPermitted, "boris is not the login of galina");
    let desk = enrolled("capacity");
    desk.forge(|_, entry| entry.capacity = Capacity::Second);
    desk.is_found(FaultClass::NotPermitted, "nobody does that as second");
}

/// Vera is competent for some cases, and anna decides one; vera's name is put to it.
fn decided_by_vera(name: &str, competent: impl FnOnce(&CaseFile) -> Competence) -> Desk {
    let mut desk = Desk::new(name);
    let competences = vec![competent(&desk.first(Status::New))];
    let store = desk.store();
    let administers = store.officers().unwrap().into_iter().find(|one| one.may(Permission::Administer)).unwrap();
    let vera = Officer { competences, ..Officer::in_role("vera", Role::Officer) };
    desk.act(&administers.name, enrol(vera));
    desk.decided();
    desk.forge(|db, entry| {
        (entry.actor, entry.login) = ("vera".into(), "vera".into());
        sql(db, "UPDATE decision SET officer='vera' WHERE id=(SELECT max(id) FROM decision)");
    });
    desk
}

/// What an officer is competent for, beside a case.
type Bound = fn(&CaseFile) -> Competence;

#[test]
fn an_act_by_somebody_who_is_not_competent_is_found_by_both_verifiers() {
    // A territory of the same register, in another region.
    let aside = |place: &Place| {
        let first = if place.code.starts_with('1') { "2" } else { "1" };
        Place { register: place.register.clone(), code: format!("{first}{}", &place.code[1..]) }
    };
    let outside: [(&str, Bound); 2] = [
        ("other-state", |_| Competence::Regime("XX".into())),
        ("other-state-here", |file| Competence::RegimeIn("XX".into(), file.poll.municipality.clone())),
    ];
    let mut forged: Vec<Desk> = outside.into_iter().map(|(name, competent)| decided_by_vera(name, competent)).collect();
    forged.push(decided_by_vera("other-place", |file| Competence::Place(aside(&file.poll.municipality))));
    for desk in forged {
        desk.is_found(FaultClass::NotPermitted, "vera is competent for");
        assert!(desk.second().starts_with("not_permitted"), "{}", desk.second());
    }
    // The first level of the code alone: a region, of which the municipality is a part.
    let region = |file: &CaseFile| {
        let Place { register, code } = &file.poll.municipality;
        let library = Library::embedded().unwrap();
        let declared = library.schema.registers.iter().find(|one| one.id == *register).unwrap();
        let code = code[..declared.groups[0]].to_owned();
        Competence::Place(Place { register: register.clone(), code })
    };
    let inside: [(&str, Bound); 4] = [
        ("region", region),
        ("state", |file| Competence::Regime(file.poll.host.clone())),
        ("competent-for-the-pack", |file| Competence::Regime(file.case.pack.clone())),
        ("place", |file| Competence::RegimeIn(file.poll.host.clone(), file.poll.municipality.clone())),
    ];
    for (name, competent) in inside {
        let desk = decided_by_vera(name, competent);
        desk.store().verify().unwrap().unwrap();
        assert!(desk.second().starts_with("holds"), "{}", desk.second());
    }
}

#[test]
fn a_second_person_who_is_none_is_found() {
    let desk = agreed("mover");
    desk.forge(|db, entry| {
        (entry.actor, entry.login) = ("galina".into(), "galina".into());
        sql(db, "UPDATE assent SET officer='galina'");
    });
    desk.is_found(FaultClass::Unlawful, "cannot be the second person");
    let desk = agreed("plain");
    desk.forge(|db, entry| {
        (entry.actor, entry.login) = ("vera".into(), "vera".into());
        sql(db, "UPDATE assent SET officer='vera'");
    });
    desk.is_found(FaultClass::Unlawful, "cannot be the second person");
    let desk = agreed("no");
    desk.forge(|_, entry| entry.action = Action::ChangeRejected);
    desk.is_found(FaultClass::Unlawful, "its action is not what its row says");
    let mut desk = agreed("twice");
    desk.act("galina", enrol(Officer::in_role("dana", Role::Supervisor)));
    desk.act("boris", Act::Office(OfficeAct::Assent { motion: MotionId(2), agree: true, note: String::new() }));
    desk.forge(|db, _| sql(db, "UPDATE assent SET motion=1 WHERE id=2"));
    desk.is_found(FaultClass::Unlawful, "no change 1 waits");
    let mut desk = Desk::real("needless");
    desk.act("galina", enrol(Officer::in_role("petr", Role::Supervisor)));
    desk.forge(|db, _| sql(db, "UPDATE permission SET name='open' WHERE name='approve' AND enrolment=5"));
    desk.is_found(FaultClass::Unlawful, "needed no second person");
}

#[test]
fn nobody_is_made_a_second_person_for_what_is_proposed_already() {
    let mut desk = Desk::real("later");
    // Anna and boris could agree; a supervisor who comes after the motion cannot, in the office as in its record.
    desk.act("galina", enrol(Officer::in_role("petr", Role::Supervisor)));
    desk.act("galina", enrol(Officer::in_role("egor", Role::Supervisor)));
    desk.act("anna", Act::Office(OfficeAct::Assent { motion: MotionId(2), agree: true, note: String::new() }));
    desk.act("anna", Act::Office(OfficeAct::Assent { motion: MotionId(1), agree: true, note: String::new() }));
    desk.forge(|db, entry| {
        (entry.actor, entry.login) = ("egor".into(), "egor".into());
        sql(db, "UPDATE assent SET officer='egor' WHERE id=2");
    });
    desk.is_found(FaultClass::Unlawful, "cannot be the second person");
}

#[test]
fn a_time_that_cannot_be_is_found() {
    let desk = enrolled("far");
    desk.forge(|_, entry| entry.at_ms = Stamp::parse("2100-01-01T00:00:00Z").unwrap().0);
    desk.is_found(FaultClass::Unlawful, "nobody confirmed the clock");
    let desk = enrolled("back");
    desk.forge(|_, entry| entry.at_ms -= 1);
    desk.is_found(FaultClass::TimeWentBack, "older than the entry before it");
    // Somebody says that the clock is right, and later two say that it was not.
    let mut desk = enrolled("clock");
    desk.now = Stamp::parse("2099-01-01T00:00:00Z").unwrap();
    desk.act("vera", Act::Office(OfficeAct::ConfirmClock));
    desk.now = Stamp::parse("2026-08-21T00:00:00Z").unwrap();
    desk.act("galina", Act::Office(OfficeAct::CorrectClock));
    desk.act("anna", Act::Office(OfficeAct::Assent { motion: MotionId(1), agree: true, note: String::new() }));
    desk.act("galina", enrol(Officer::in_role("dana", Role::Registrar)));
    desk.store().verify().unwrap().unwrap();
    let mut desk = enrolled("alone");
    desk.act("galina", Act::Office(OfficeAct::CorrectClock));
    desk.act("anna", Act::Office(OfficeAct::Assent { motion: MotionId(1), agree: false, note: String::new() }));
    desk.forge(|db, entry| {
        entry.at_ms -= 1;
        sql(db, &format!("UPDATE assent SET at={}", entry.at_ms));
        sql(db, "UPDATE assent SET agreed=0");
    });
    desk.is_found(FaultClass::TimeWentBack, "older than the entry before it");
}

#[test]
fn whoever_speaks_of_a_wrong_clock_does_not_move_it() {
    // Rejected, or only proposed, by a clock that is far ahead: the office would be locked until two had put it right.
    let far = Stamp::parse("2099-01-01T00:00:00Z").unwrap();
    let mut desk = enrolled("far-ahead");
    let now = std::mem::replace(&mut desk.now, far);
    assert!(desk.tries("galina", Act::Office(OfficeAct::CorrectClock)).is_err());
    desk.now = now;
    desk.act("galina", Act::Office(OfficeAct::CorrectClock));
    desk.now = far;
    let say = |agree| Act::Office(OfficeAct::Assent { motion: MotionId(1), agree, note: String::new() });
    assert!(desk.tries("anna", say(false)).is_err());
    desk.forge(|db, entry| {
        entry.at_ms = far.0;
        sql(db, &format!("UPDATE motion SET at={}", far.0));
    });
    desk.is_found(FaultClass::Unlawful, "nobody confirmed the clock");
}

/// Galina sets something for the office.
fn set(desk: &mut Desk, change: impl FnOnce(&mut Office)) {
    let mut office = desk.store().office().unwrap();
    change(&mut office);
    desk.act("galina", Act::Office(OfficeAct::Set { office: Box::new(office) }));
}

/// Makes of a change that waits one that is in force with its entry.
fn at_once(desk: &Desk, table: &str, action: Action) {
    desk.forge(|db, entry| {
        entry.action = action;
        sql(db, &format!("UPDATE {table} SET motion=NULL WHERE id=(SELECT max(id) FROM {table})"));
        sql(db, "DELETE FROM motion WHERE id=(SELECT max(id) FROM motion)");
        entry.fields.retain(|field| !field.id.starts_with("motion/"));
    });
}

#[test]
fn what_one_person_set_or_changed_in_a_freeze_is_found() {
    let freeze = |office: &mut Office| office.frozen_until = "2100-01-01".parse().ok();
    let mut desk = Desk::real("frozen");
    set(&mut desk, freeze);
    desk.store().verify().unwrap().unwrap();
    desk.act("galina", enrol(Officer::in_role("petr", Role::Registrar)));
    desk.store().verify().unwrap().unwrap();
    at_once(&desk, "enrolment", Action::OfficerEnrolled);
    desk.is_found(FaultClass::Unlawful, "needed a second person");
    let mut desk = Desk::real("thawed");
    set(&mut desk, freeze);
    set(&mut desk, |office| office.frozen_until = None);
    at_once(&desk, "office", Action::OfficeChanged);
    desk.is_found(FaultClass::Unlawful, "needed a second person");
    let mut desk = Desk::real("longer");
    set(&mut desk, |office| office.undo_minutes = 60);
    at_once(&desk, "office", Action::OfficeChanged);
    desk.is_found(FaultClass::Unlawful, "needed a second person");
    let mut desk = Desk::real("renamed");
    set(&mut desk, freeze);
    desk.forge(|db, _| sql(db, "UPDATE office SET name='Minsk' WHERE id=(SELECT max(id) FROM office)"));
    desk.is_found(FaultClass::Unlawful, "cannot be the name of an office");
    let mut desk = Desk::real("nothing");
    set(&mut desk, freeze);
    desk.forge(|db, _| sql(db, "UPDATE office SET frozen_until=NULL WHERE id=(SELECT max(id) FROM office)"));
    desk.is_found(FaultClass::Unlawful, "nothing would change");
}
