//! Names that would act on a terminal, on every screen: what is drawn is always what it seems to be, and fits.

use std::rc::Rc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use suffrage::app::key::Key;
use suffrage::domain::clean::is_hidden;
use suffrage::domain::{
    CaseId, CmdId, Evidence, FactDraft, Lang, NewApplicant, NewCase, Place, Poll, Right, Stamp, State, Value,
};
use suffrage::law::Library;
use suffrage::sample::SAMPLE;
use suffrage::session::{Session, Who};
use suffrage::store::{Bringing, Store, StoreError};

fn now() -> Stamp {
    Stamp::parse("2026-12-01T09:00:00Z").unwrap()
}

fn names() -> Vec<String> {
    vec![
        "\u{1b}[2J\u{1b}]0;owned\u{7}Ann".to_owned(),
        "\u{202e}niatraM \u{2066}Ян\u{2069}".to_owned(),
        "An\u{200b}na\u{200d}\u{feff}\u{ad}".to_owned(),
        format!("Я{}н", "\u{301}".repeat(10_000)),
        format!("{}{}", "\u{301}".repeat(10_000), "Ян"),
        "日本語の名前がとても長いのでどこにも入らない".to_owned(),
        "a\r\nb\tc\u{85}d\u{2028}e".to_owned(),
        "\u{e0041}\u{e0042}\u{f8ff}\u{fdd0}".to_owned(),
        "я".repeat(10_000),
    ]
}

/// An application whose every text is the name.
fn application(number: usize, name: &str) -> NewCase {
    let day = |text: &str| text.parse().unwrap();
    // Control characters in evidence and notes are refused by the office itself; the rest goes on record.
    let said: String = name.chars().filter(|c| !c.is_control()).take(5_000).collect();
    let evidence = Evidence { kind: "passport".into(), reference: said.clone(), dated: None };
    let fact = |kind: &str, value: Value| FactDraft {
        evidence: Some(evidence.clone()),
        note: said.clone(),
        ..FactDraft::bare(kind, State::Known(value))
    };
    NewCase {
        key: format!("hostile/{number}"),
        applicant: NewApplicant {
            key: format!("hostile/{number}"),
            name: format!("person {number}"),
            ..NewApplicant::default()
        },
        poll: Poll {
            place: name.into(),
            ..Poll::bare(
                "RU",
                day("2027-09-12"),
                "municipal_council",
                Place::recorded(&format!("OKTMO:46701{:03}", number + 1)).unwrap(),
            )
        },
        right: Right::Vote,
        pack: "ru-by-vote".into(),
        applied_on: Some(day("2026-11-20")),
        due_on: day("2026-11-21"),
        facts: vec![fact("citizenship", Value::Code("BY".into())), fact("birth_date", Value::Date(day("1990-05-01")))],
    }
}

/// The program lets no control character into a name; whoever can write the file can.
fn past_the_program(path: &std::path::Path, names: &[String]) {
    let db = rusqlite::Connection::open(path).unwrap();
    let trigger: String =
        db.query_row("SELECT sql FROM sqlite_schema WHERE name='applicant_stays'", [], |row| row.get(0)).unwrap();
    db.execute_batch("DROP TRIGGER applicant_stays").unwrap();
    for (number, name) in names.iter().enumerate() {
        let sql = "UPDATE applicant SET name=?1, latin=?1, document=?1, personal_number=?1 WHERE key=?2";
        assert_eq!(db.execute(sql, (name, format!("hostile/{number}"))).unwrap(), 1);
        let slot = "slot & 1099511627775 = (SELECT id FROM case_file WHERE key=?2)";
        db.execute(&format!("UPDATE listed SET name=?1 WHERE {slot}"), (name, format!("hostile/{number}"))).unwrap();
    }
    db.execute_batch(&trigger).unwrap();
}

#[test]
fn every_screen_shows_them_harmless() {
    let folder = std::env::temp_dir().join(format!("suffrage-hostile-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("office.db");
    std::fs::write(&path, SAMPLE).unwrap();
    let library = Rc::new(Library::embedded().unwrap());
    let mut store = Store::open(&path, Rc::clone(&library), Box::new(|bytes| getrandom::fill(bytes).unwrap())).unwrap();
    let names = names();
    let cases = names.iter().enumerate().map(|(number, name)| Ok::<_, StoreError>(application(number, name)));
    let mut ids = || {
        let mut id = [0; 16];
        getrandom::fill(&mut id).unwrap();
        CmdId(id)
    };
    let bringing = Bringing { officer: "anna", login: "anna", at: now(), ids: &mut ids, progress: &mut |_| {} };
    assert_eq!(store.import(cases, bringing).unwrap().opened, names.len());
    assert!(store.case(CaseId(1301), now()).unwrap().is_some());
    assert!(store.verify().unwrap().is_ok());
    drop(store);
    past_the_program(&path, &names);
    for (width, height) in [(60, 16), (80, 24), (120, 40)] {
        for lang in [Lang::En, Lang::Ru] {
            let store = Store::open(&path, Rc::clone(&library), Box::new(|_| {})).unwrap();
            let mut session =
                Session::new(store, Rc::clone(&library), &Who::named("anna"), lang, Box::new(now), Box::new(|_| {}))
                    .unwrap();
            session.resize(width, height);
            let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
            let mut look = |session: &mut Session, keys: &str| {
                for word in keys.split_whitespace() {
                    session.key(Key::parse(word).unwrap());
                }
                session.finish();
                terminal.draw(|frame| _ = session.draw(frame)).unwrap();
                for cell in terminal.backend().buffer().content() {
                    assert!(!cell.symbol().chars().any(is_hidden), "after {keys}: {:?}", cell.symbol());
                    assert!(cell.symbol().chars().count() <= 8, "after {keys}: a tower of marks");
                }
            };
            for number in 0..names.len() {
                look(&mut session, "9 /");
                for digit in format!("{}", 1301 + number).chars() {
                    look(&mut session, &digit.to_string());
                }
                look(&mut session, "enter");
                look(&mut session, "enter");
                look(&mut session, "tab");
                look(&mut session, "tab");
                look(&mut session, "d");
                look(&mut session, "esc");
                look(&mut session, "e");
                look(&mut session, "enter");
                look(&mut session, "esc");
                look(&mut session, "r");
                look(&mut session, "esc");
                look(&mut session, "W");
                look(&mut session, "esc");
                look(&mut session, "esc");
                look(&mut session, "L");
                look(&mut session, "esc");
            }
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
