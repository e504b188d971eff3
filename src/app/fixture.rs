//! Cases and windows for tests of the screens.

use std::rc::Rc;
use std::sync::Arc;

use super::key::Key;
use super::screens::case::CaseView;
use super::space::Size;
use super::{Answer, App, Effect, Msg};
use crate::domain::*;
use crate::law::{Determination, Inquiry, Knobs, Library};

pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

pub fn words(text: &str) -> Words {
    Words { en: text.to_owned(), ru: format!("{text} ру"), be: format!("{text} бе") }
}

pub fn row(n: i64) -> (RowKey, QueueRow) {
    let due_on = day("2026-09-01") + chrono::Days::new(n as u64 / 10);
    let key = RowKey { term: String::new(), due: n / 10, case: CaseId(1001 + n) };
    let outcomes = Outcome::ALL;
    let row = QueueRow {
        case: CaseId(1001 + n),
        name: format!("Іваноў Алесь {n}"),
        right: if n % 2 == 0 { Right::Vote } else { Right::Stand },
        poll_day: day("2026-09-20"),
        level: "municipal_council".to_owned(),
        place: "Город Тверь".to_owned(),
        status: Status::ALL[n as usize % Status::ALL.len()],
        due_on,
        holder: (n % 5 == 1).then(|| "anna".to_owned()),
        outcome: outcomes[n as usize % outcomes.len()],
        aside: Default::default(),
    };
    (key, row)
}

/// What a store with `n` cases answers.
pub fn window(n: i64, query: &QueueQuery) -> QueueWindow {
    let place = |key: &RowKey| key.case.0 - 1001;
    let limit = query.limit as i64;
    let (from, to) = match &query.anchor {
        Anchor::First => (0, limit),
        Anchor::Last => (n - limit, n),
        Anchor::After(key) => (place(key) + 1, place(key) + 1 + limit),
        Anchor::Before(key) => (place(key) - limit, place(key)),
        Anchor::From(key) => (place(key), place(key) + limit),
    };
    let (from, to) = (from.clamp(0, n), to.clamp(0, n));
    QueueWindow {
        rows: (from..to).map(row).collect(),
        more_before: from > 0,
        more_after: to < n,
        ..QueueWindow::default()
    }
}

fn code_list(id: &str, codes: &[&str]) -> CodeList {
    let codes = codes.iter().map(|code| ((*code).to_owned(), words(&format!("{code} name")))).collect();
    CodeList { id: id.to_owned(), codes, ..CodeList::default() }
}

fn kind(id: &str, ty: FactType, many: Many) -> Kind {
    Kind {
        id: id.to_owned(),
        host: None,
        ty,
        many,
        prevails: Vec::new(),
        against: if id == "incapacity" { Against::Everything } else { Against::Nothing },
        label: words(&format!("{id} label")),
        question: words(&format!("Question about {id}?")),
        evidence: vec!["passport".to_owned()],
    }
}

pub fn schema() -> Schema {
    Schema {
        id: "electoral-facts/1".to_owned(),
        kinds: vec![
            kind("birth_date", FactType::Date, Many::Scalar),
            kind("citizenship", FactType::Code("country".to_owned()), Many::Several),
            kind("registration", FactType::Place, Many::One),
            kind("incapacity", FactType::Flag, Many::One),
        ],
        lists: vec![
            code_list("country", &["BY", "RU", "KZ"]),
            code_list("evidence", &["register_search", "passport"]),
            code_list("level", &["municipal_council"]),
        ],
        registers: Library::embedded().expect("the embedded law").schema.registers.clone(),
    }
}

pub fn fact(id: i64, kind: &str, state: State) -> Fact {
    Fact {
        id: FactId(id),
        applicant: ApplicantId(1),
        kind: kind.to_owned(),
        state,
        holds: Interval { from: Some(day("1990-05-01")), to: None },
        evidence: Some(Evidence { kind: "passport".to_owned(), reference: "MP 123".to_owned(), dated: None }),
        note: String::new(),
        recorded_at: Stamp::parse("2026-03-02T09:00:00Z").expect("a stamp"),
        recorded_by: "anna".to_owned(),
        supersedes: None,
        unseen: false,
    }
}

pub fn file(case: i64) -> CaseFile {
    let opened_at = Stamp::parse("2026-03-02T09:00:00Z").expect("a stamp");
    CaseFile {
        case: Case {
            id: CaseId(case),
            applicant: ApplicantId(1),
            right: Right::Vote,
            pack: "ru-by-vote".to_owned(),
            status: Status::InReview,
            applied_on: Some(day("2026-07-01")),
            due_on: day("2026-09-01"),
            opened_at,
            version: 3,
        },
        name: "Салтыкова-Щедрина Ангеліна".to_owned(),
        latin: "Saltykova".to_owned(),
        document: "MP 1234567".to_owned(),
        personal_number: String::new(),
        poll: Poll {
            id: PollId(1),
            place: "Город Тверь".to_owned(),
            ..Poll::bare("RU", day("2026-09-20"), "municipal_council", Place::recorded("OKTMO:46701000").unwrap())
        },
        facts: vec![
            fact(11, "birth_date", State::Known(Value::Date(day("1990-05-01")))),
            fact(12, "citizenship", State::Known(Value::Code("BY".to_owned()))),
            fact(13, "registration", State::Unknown(Why::Requested)),
        ],
        decisions: Vec::new(),
        approvals: Vec::new(),
        attachments: Vec::new(),
        representatives: Vec::new(),
        events: vec![Event {
            seq: 7,
            at: opened_at,
            by: "anna".to_owned(),
            action: "case.opened".to_owned(),
            text: String::new(),
            more: More::default(),
            facts: Vec::new(),
        }],
        waits: Default::default(),
        hold: None,
        proposed: Outcome::Ineligible,
    }
}

/// A pack of the tests' own schema, with a finding of each sort for the case of `file`.
const PACK: &str = r#"
[pack]
id = "ru-by-vote"
version = "2026.1"
schema = "electoral-facts/1"
host = "RU"
right = "vote"
status = "draft"
leap_day = "up"
from = 2002-11-25
title = { en = "Voting", ru = "Voting ру", be = "Voting бе" }
question = { en = "May they?", ru = "May they? ру", be = "May they? бе" }
[source]
FZ67 = { en = "Federal Law 67-FZ", ru = "Закон 67-ФЗ", be = "Закон 67-ФЗ бе", short = { en = "67-FZ", ru = "67-ФЗ", be = "67-ФЗ" }, read = "unread" }
"#;

const CRITERIA: [(&str, &str); 4] = [
    ("citizenship", "held(citizenship, 'BY', poll.day)"),
    ("age", "birth_date > poll.day"),
    ("capacity", "!held(incapacity, poll.day)"),
    ("level", "poll.level == 'municipal_council'"),
];

const OPEN_QUESTION: &str = r#"
  [[criterion.exception]]
  id = "referendum"
  cite = "FZ67 art. 4"
  when = "poll.level == 'municipal_council'"
  effect = "contested"
  say = { en = "Does it reach referendums?", ru = "Does it reach referendums? ру", be = "Does it reach referendums? бе" }
  deny = { en = "It does not reach referendums.", ru = "Нет ру.", be = "Нет бе." }
"#;

/// A determination with a finding of each sort.
pub fn determination(outcome: Outcome) -> Determination {
    let mut text = PACK.to_owned();
    for (id, test) in CRITERIA {
        text.push_str(&format!(
            "[[criterion]]\nid = \"{id}\"\nfrom = 2002-11-25\ncite = \"FZ67 art. {id}\"\ntest = \"{test}\"\n\
             title = {{ en = \"{id} title\", ru = \"{id} title ру\", be = \"{id} title бе\" }}\n\
             say = {{ en = \"The sentence of {id}.\", ru = \"ру\", be = \"бе\" }}\n\
             deny = {{ en = \"The opposite of {id}.\", ru = \"не ру\", be = \"не бе\" }}\n"
        ));
    }
    text.push_str(OPEN_QUESTION);
    let pack = crate::law::read_untried("fixture.toml", &text, &Arc::new(schema())).expect("the pack is sound");
    let file = file(1001);
    let (poll, facts) = (&file.poll, &file.facts);
    let mut answer = pack.determine(&Inquiry {
        poll,
        applied_on: file.case.applied_on,
        applied_at: Some(file.case.opened_at),
        facts,
        knobs: Knobs::default(),
    });
    answer.outcome = outcome;
    // Whatever the outcome is said to be, something is missing here.
    for one in &answer.findings {
        if let crate::law::Finding::NotShown { needs } = &one.finding {
            answer.needs.extend(needs.iter().cloned());
        }
    }
    answer
}

pub fn view(case: i64, outcome: Outcome) -> CaseView {
    let library = Library::without_packs(schema());
    let mut view = CaseView::new(file(case), &library);
    view.determination = Some(determination(outcome));
    view
}

/// An office without packs, with the first rows of a long queue on the screen.
pub fn app(width: u16, height: u16) -> App {
    app_with(Library::without_packs(schema()), width, height)
}

/// The same with the packs of the program.
pub fn app_with_packs(width: u16, height: u16) -> App {
    app_with(Library::embedded().expect("the embedded packs load"), width, height)
}

fn app_with(library: Library, width: u16, height: u16) -> App {
    let library = Rc::new(library);
    let officer = Officer::in_role("ira", Role::Supervisor);
    let office = Office::founded("Тверь".to_owned(), "log".to_owned(), true);
    let mut app = App::new(library, officer, office, Lang::En);
    tell(&mut app, Msg::Resize(Size { width, height }));
    tell(&mut app, Msg::Start);
    app
}

pub fn now() -> Stamp {
    Stamp::parse("2026-08-20T10:00:00Z").expect("a stamp")
}

/// Sends a message and answers what the office would be asked for; returns the other effects.
pub fn tell(app: &mut App, msg: Msg) -> Vec<Effect> {
    let mut left = Vec::new();
    let mut effects: std::collections::VecDeque<Effect> = app.on(msg, now()).into();
    while let Some(effect) = effects.pop_front() {
        let answer = match effect {
            Effect::LoadQueue { query, place } => {
                let window = window(200, &query);
                Answer::Queue { query, place, window }
            }
            Effect::LoadCase(id) => Answer::Case { id, file: Some(Box::new(file(id.0))) },
            Effect::Count(_) | Effect::LookBehind(_) => continue,
            other => {
                left.push(other);
                continue;
            }
        };
        effects.extend(app.on(Msg::Answer(answer), now()));
        if let Some(case) = app.case.as_mut().filter(|case| case.determination.is_none()) {
            case.determination = Some(determination(Outcome::Ineligible));
        }
    }
    left
}

/// Presses keys, written as in the help; returns the effects that the fixture does not answer.
pub fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let key = |word: &str| Key::parse(word).unwrap_or_else(|| panic!("{word} is not a key"));
    keys.split(' ').flat_map(|word| tell(app, Msg::Key(key(word)))).collect()
}

pub fn write(app: &mut App, text: &str) {
    text.chars().for_each(|c| drop(tell(app, Msg::Key(Key::char(c)))));
}
