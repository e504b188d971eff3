//! A view shows exactly the cases that a reader would pick by hand, whichever way one walks through it, and counts them.

use std::path::PathBuf;
use std::rc::Rc;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use suffrage::domain::competence::Competence;
use suffrage::domain::counts::CountsQuery;
use suffrage::domain::filter::{Column, Comparison, Order, Whose};
use suffrage::domain::{
    Act, Anchor, Appeal, CaseAct, CaseId, CmdId, Command, Condition, Day, Filter, OfficeAct, Officer, Outcome,
    QueueQuery, QueueRow, Right, Role, RowKey, Stamp, Status, StatusFilter, fold,
};
use suffrage::law::{Inquiry, Knobs, Library};
use suffrage::sample::SAMPLE;
use suffrage::store::Store;

struct Office {
    store: Store,
    folder: PathBuf,
    library: Rc<Library>,
    now: Stamp,
    /// The code of a territory in which there are polls.
    town: String,
}

/// A pack by which some cases of the sample are decided, and others of the same polls are not.
const PACK: &str = "ru-by-vote";

impl Drop for Office {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The sample's office, in which officers have said to each other whatever can be said.
fn office(name: &str) -> Office {
    let folder = std::env::temp_dir().join(format!("suffrage-views-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("office.db"), SAMPLE).unwrap();
    let library = Rc::new(Library::embedded().unwrap());
    let mut salt = 0_u8;
    let entropy = move |bytes: &mut [u8]| {
        salt = salt.wrapping_add(1);
        bytes.fill(salt);
    };
    let mut store = Store::open(&folder.join("office.db"), library.clone(), Box::new(entropy)).unwrap();
    let now = Stamp::parse("2026-11-24T09:00:00Z").unwrap();
    let day = |text: &str| text.parse::<Day>().unwrap();
    let all = QueueQuery { filter: StatusFilter::All.into(), limit: 1_000, ..QueueQuery::default() };
    for (nth, (_, row)) in store.queue(&all, now).unwrap().rows.into_iter().enumerate() {
        let (case, n) = (row.case, nth % 11);
        let act = match n {
            0 | 1 => CaseAct::Assign { to: if n == 0 { "anna" } else { "vera" }.into() },
            2 => CaseAct::Snooze { until: day("2026-12-01"), reason: "the court answers then".into() },
            3 => CaseAct::Ask { whom: "boris".into(), question: "is the stamp genuine?".into() },
            4 => CaseAct::RequestEvidence {
                kinds: vec!["residence_permit".into()],
                note: String::new(),
                answer_by: Some(day("2026-11-26")),
            },
            5 if row.status == Status::Noticed => CaseAct::RecordAppeal {
                appeal: Appeal {
                    to: "the court".into(),
                    number: String::new(),
                    lodged_on: None,
                    answer_by: day("2026-11-26"),
                    grounds: "the stamp is genuine".into(),
                },
            },
            _ => continue,
        };
        let version = store.case(case, now).unwrap().unwrap().case.version;
        let mut id = [0; 16];
        id[..8].copy_from_slice(&(nth as u64 + 1).to_be_bytes());
        let (officer, login) = ("anna".to_owned(), "anna".to_owned());
        // What does not fit the status of the case is refused, and fits that of another.
        let _ = store.apply(&Command { id: CmdId(id), officer, login, at: now, act: act.on(case, version) });
    }
    for n in 0..3 {
        let free = CaseId(1010 + n * 7);
        let officer = ["anna", "vera", "boris"][n as usize];
        store.claim(free, officer, now, now.plus_minutes(20)).unwrap();
    }
    let town = store.polls().unwrap().iter().find(|poll| poll.host == "RU").unwrap().municipality.clone();
    let bounds = [
        ("olga", vec![Competence::Regime("BY".into())]),
        ("petr", vec![Competence::Place(town.clone())]),
        ("raisa", vec![Competence::Regime(PACK.into()), Competence::Regime("BY".into())]),
    ];
    for (nth, (name, competences)) in bounds.into_iter().enumerate() {
        let officer = Officer { competences, ..Officer::in_role(name, Role::Officer) };
        let (by, id) = ("galina".to_owned(), CmdId([200 + nth as u8; 16]));
        let act = Act::Office(OfficeAct::Enrol { officer });
        store.apply(&Command { id, officer: by.clone(), login: by, at: now, act }).unwrap();
    }
    // Two days later some rests and terms are over.
    Office { store, folder, library, now, town: town.to_string() }
}

impl Office {
    /// Whether a view shows a row: its words, one by one.
    fn shows(&self, filter: &Filter, row: &QueueRow, now: Stamp) -> bool {
        let (today, aside) = (now.day(), &row.aside);
        let rests = aside.rests_until.is_some_and(|day| day > today);
        let wants_rest = filter.has(&Condition::Resting);
        let status = match filter.status {
            StatusFilter::ToDo => row.status.is_to_do() && (wants_rest || !rests),
            other => other.passes(row.status),
        };
        let whose = |who: &Whose, is: Option<&str>| match who {
            Whose::Named(name) => is == Some(name),
            Whose::Anybodys => is.is_some(),
            Whose::Nobodys => is.is_none(),
        };
        status
            && filter.conditions.iter().all(|condition| match condition {
                Condition::Due(comparison, when) => {
                    let day = when.day(today);
                    match comparison {
                        Comparison::Before => row.due_on < day,
                        Comparison::UpTo => row.due_on <= day,
                        Comparison::After => row.due_on > day,
                        Comparison::From => row.due_on >= day,
                        Comparison::On => row.due_on == day,
                    }
                }
                Condition::Appealed => row.aside.appeal_by.is_some(),
                Condition::Place(text) => fold(&row.place).contains(&fold(text)),
                Condition::Host(host) => self.store.case(row.case, now).unwrap().unwrap().poll.host == *host,
                Condition::Poll(poll) => self.store.case(row.case, now).unwrap().unwrap().poll.id.0 == *poll,
                Condition::Right(right) => row.right == *right,
                Condition::Outcome(outcome) => row.outcome == *outcome,
                Condition::Needs(kind) => {
                    let file = self.store.case(row.case, now).unwrap().unwrap();
                    let inquiry = Inquiry {
                        poll: &file.poll,
                        applied_on: file.case.applied_on,
                        applied_at: None,
                        facts: &file.facts,
                        knobs: Knobs::default(),
                    };
                    let answer = self.library.pack(&file.case.pack).unwrap().determine(&inquiry);
                    row.outcome == Outcome::Undetermined && answer.needs.iter().any(|need| *need.kind == **kind)
                }
                Condition::Assigned(who) => whose(who, aside.assigned.as_deref()),
                Condition::Held(who) => whose(who, row.holder.as_deref()),
                Condition::Asked(who) => whose(who, aside.asked.as_deref()),
                Condition::Returned => aside.returned,
                Condition::Overdue => aside.answer_by.is_some_and(|day| day < today),
                Condition::Resting => rests,
                Condition::Own(name) => self.is_own(name, row, now),
            })
    }

    /// Whether somebody is competent for the case of a row, as a clerk would say it who knows the territories by heart.
    fn is_own(&self, name: &str, row: &QueueRow, now: Stamp) -> bool {
        let file = self.store.case(row.case, now).unwrap().unwrap();
        match name {
            "olga" => file.poll.host == "BY",
            "petr" => file.poll.municipality.to_string() == self.town,
            "raisa" => file.case.pack == PACK || file.poll.host == "BY",
            _ => true,
        }
    }

    /// Walks a whole view by windows, from one end or the other.
    fn walk(&self, filter: &Filter, limit: usize, back: bool, now: Stamp) -> Vec<CaseId> {
        let mut query = QueueQuery { filter: filter.clone(), limit, ..QueueQuery::default() };
        query.anchor = if back { Anchor::Last } else { Anchor::First };
        let mut found: Vec<CaseId> = Vec::new();
        for _ in 0..2_000 {
            let window = self.store.queue(&query, now).unwrap();
            assert!(window.rows.len() <= limit);
            let cases = window.rows.iter().map(|(_, row)| row.case);
            let edge: Option<RowKey> = match back {
                true => {
                    found.splice(0..0, cases);
                    window.looked_up_to.or(window.rows.first().map(|(key, _)| key.clone()))
                }
                false => {
                    found.extend(cases);
                    window.looked_up_to.or(window.rows.last().map(|(key, _)| key.clone()))
                }
            };
            let more = if back { window.more_before } else { window.more_after };
            let Some(edge) = edge.filter(|_| more) else { return found };
            query.anchor = if back { Anchor::Before(edge) } else { Anchor::After(edge) };
        }
        panic!("no end: {}", filter.line("anna"));
    }
}

fn whose() -> impl Strategy<Value = Whose> {
    prop_oneof![
        Just(Whose::Anybodys),
        Just(Whose::Nobodys),
        proptest::sample::select(vec!["anna", "vera", "boris"]).prop_map(|name| Whose::Named(name.into())),
    ]
}

fn condition() -> impl Strategy<Value = Condition> {
    let when = (-60_i64..60).prop_map(suffrage::domain::filter::When::InDays);
    prop_oneof![
        (proptest::sample::select(Comparison::ALL), when).prop_map(|(one, when)| Condition::Due(one, when)),
        proptest::sample::select(vec!["тверь", "минск", "а", "казань"]).prop_map(|text| Condition::Place(text.into())),
        proptest::sample::select(vec!["RU", "BY", "EE"]).prop_map(|host| Condition::Host(host.into())),
        (1_i64..5).prop_map(Condition::Poll),
        proptest::sample::select(vec![Right::Vote, Right::Stand]).prop_map(Condition::Right),
        proptest::sample::select(Outcome::ALL).prop_map(Condition::Outcome),
        Just(Condition::Needs("residence_permit".into())),
        whose().prop_map(Condition::Assigned),
        whose().prop_map(Condition::Held),
        whose().prop_map(Condition::Asked),
        Just(Condition::Returned),
        Just(Condition::Overdue),
        Just(Condition::Resting),
        proptest::sample::select(vec!["anna", "olga", "petr", "raisa"]).prop_map(|name| Condition::Own(name.into())),
    ]
}

fn status() -> impl Strategy<Value = StatusFilter> {
    prop_oneof![
        Just(StatusFilter::ToDo),
        Just(StatusFilter::All),
        proptest::sample::select(Status::ALL).prop_map(StatusFilter::One),
    ]
}

#[test]
fn a_view_shows_what_a_reader_would_pick_by_hand() {
    let office = office("walk");
    let everything = Filter::from(StatusFilter::All);
    let mut seen = 0_usize;
    let mut runner = TestRunner::new(Config { cases: 120, failure_persistence: None, ..Config::default() });
    let columns = proptest::sample::subsequence(Column::ALL.to_vec(), 0..=Column::ALL.len()).prop_shuffle();
    let views = (status(), proptest::collection::vec(condition(), 0..3), columns, 0_i64..10, 1_usize..40);
    let shown = std::cell::RefCell::new(&mut seen);
    runner
        .run(&views, |(status, conditions, columns, days, limit)| {
            let now = office.now.plus_minutes(days * 24 * 60);
            let query = QueueQuery { filter: everything.clone(), limit: 1_000, ..QueueQuery::default() };
            let rows = office.store.queue(&query, now).unwrap().rows;
            let filter = Filter { status, conditions, ..Filter::default() };
            let expected: Vec<CaseId> =
                rows.iter().filter(|(_, row)| office.shows(&filter, row, now)).map(|(_, row)| row.case).collect();
            let line = filter.line("anna");
            prop_assert_eq!(&office.walk(&filter, limit, false, now), &expected, "{} forward", line);
            prop_assert_eq!(&office.walk(&filter, limit, true, now), &expected, "{} back", line);
            let (today, soon) = (now.day(), now.day());
            let of = |filter: Filter| CountsQuery { filter, row: None, today, soon };
            let counts = office.store.counts(&of(filter.clone()), now).unwrap();
            let chosen = Filter { columns: columns.clone(), ..filter };
            prop_assert_eq!(&office.walk(&chosen, limit, false, now), &expected, "{} {:?}", line, columns);
            let with_columns = office.store.counts(&of(chosen), now).unwrap();
            prop_assert_eq!(&with_columns, &counts, "{} {:?}", line, columns);
            if let Some(view) = counts.view {
                prop_assert_eq!(view, expected.len(), "{} counted", line);
            }
            **shown.borrow_mut() += expected.len();
            Ok(())
        })
        .unwrap();
    assert!(seen > 500, "the views were nearly all empty: {seen} rows");
}

#[test]
fn another_order_is_that_of_its_words() {
    let office = office("order");
    for order in Order::ALL {
        let filter = Filter { order: *order, ..Filter::from(StatusFilter::All) };
        let query = QueueQuery { filter: filter.clone(), limit: 1_000, ..QueueQuery::default() };
        let rows = office.store.queue(&query, office.now).unwrap().rows;
        let ordered = |one: &QueueRow, next: &QueueRow| match order {
            Order::Due => one.due_on <= next.due_on,
            Order::Latest => one.due_on >= next.due_on,
            Order::Name => fold(&one.name) <= fold(&next.name),
            Order::Case => one.case < next.case,
            Order::Newest => one.case > next.case,
        };
        assert!(rows.len() > 200 && rows.windows(2).all(|two| ordered(&two[0].1, &two[1].1)), "{order:?}");
        let cases: Vec<CaseId> = rows.iter().map(|(_, row)| row.case).collect();
        assert_eq!(office.walk(&filter, 17, false, office.now), cases);
        assert_eq!(office.walk(&filter, 17, true, office.now), cases);
    }
}

#[test]
fn each_bound_leaves_some_cases_out_and_lets_some_through() {
    let office = office("own");
    let seen = |conditions: Vec<Condition>| {
        let filter = Filter { status: StatusFilter::All, conditions, ..Filter::default() };
        office.walk(&filter, 50, false, office.now).len()
    };
    let own = |name: &str| seen(vec![Condition::Own(name.into())]);
    let all = seen(Vec::new());
    assert_eq!(own("anna"), all, "nothing is said of hers");
    for name in ["olga", "petr", "raisa"] {
        let filter = Filter { conditions: vec![Condition::Own(name.into())], ..Filter::default() };
        assert!(own(name) > 0 && own(name) < all, "{name}: {} of {all}", own(name));
        let (today, soon) = (office.now.day(), office.now.day());
        let query = CountsQuery { filter: filter.clone(), row: None, today, soon };
        let counts = office.store.counts(&query, office.now).unwrap();
        let walked = office.walk(&filter, 50, false, office.now).len();
        assert_eq!((counts.to_do, counts.view), (Some(walked), Some(walked)), "the figures are those of {name}");
    }
}
