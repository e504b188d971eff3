//! What a determination costs, beside the same pack written by hand in Rust and beside the `cel` interpreter, in one run.
//!
//! `cargo bench --bench determine`. Read the ratios: the machine's speed is not the program's.

use std::hint::black_box;
use std::time::Instant;

use suffrage::domain::{Day, Fact, Interval, Place, Poll, PollId, State, Value, Why};
use suffrage::law::engine::finding::Masks;
use suffrage::law::engine::resolve::{Resolved, resolve, visible};
use suffrage::law::pack::EmbeddedCase;
use suffrage::law::{Inquiry, Knobs, Library, Pack, Step};

const CASES: usize = 4_096;
const PASSES: usize = 30;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// Best of several passes over all cases, in nanoseconds a case.
fn time(mut pass: impl FnMut(usize)) -> f64 {
    let mut best = f64::MAX;
    for _ in 0..PASSES {
        let began = Instant::now();
        (0..CASES).for_each(&mut pass);
        best = best.min(began.elapsed().as_nanos() as f64 / CASES as f64);
    }
    best
}

fn fact(id: usize, kind: &str, state: State) -> Fact {
    Fact::bare(id as i64, kind, state, Interval::ALWAYS)
}

/// Facts of one person; some are missing, some say no.
fn person(number: usize) -> Vec<Fact> {
    let code = |code: &str| State::Known(Value::Code(code.into()));
    let born = Day::from_ymd_opt(1940 + (number % 70) as i32, 5, 1).expect("a day");
    let mut facts = vec![
        fact(1, "birth_date", State::Known(Value::Date(born))),
        fact(2, "citizenship", code("BY")),
        fact(3, "residence_permit", code(if number.is_multiple_of(11) { "temporary" } else { "permanent" })),
        fact(4, "registration", State::Known(Value::Place(Place::recorded("OKTMO:46701000").unwrap()))),
        fact(5, "incapacity", State::None),
        fact(6, "imprisonment", if number.is_multiple_of(7) { State::Unknown(Why::Requested) } else { State::None }),
    ];
    if number.is_multiple_of(5) {
        facts.remove(number % 6);
    }
    facts
}

/// The pack for voting in Russia, as somebody would write it by hand: what is known, compared; what is not, counted.
#[derive(Clone, Copy)]
struct ByHand {
    born: Option<i32>,
    permit: Option<bool>,
    citizen: Option<bool>,
    registered: Option<bool>,
    incapable: Option<bool>,
    sentenced: Option<bool>,
    applied: Option<i32>,
}

fn by_hand(case: &ByHand, poll: i32, level_fits: bool) -> (u32, u32) {
    let (mut not_met, mut not_shown) = (0, 0);
    let mut judge = |bit: u32, value: Option<bool>| match value {
        Some(true) => {}
        Some(false) => not_met |= 1 << bit,
        None => not_shown |= 1 << bit,
    };
    judge(0, Some(poll >= suffrage::law::days::pack(Day::from_ymd_opt(2025, 10, 29).unwrap_or_default())));
    judge(1, case.citizen);
    judge(2, Some(level_fits));
    judge(3, case.permit);
    judge(4, case.registered);
    judge(5, case.born.map(|born| (poll - born) >> 9 >= 18));
    judge(6, case.incapable.map(|held| !held));
    judge(7, case.sentenced.map(|held| !held));
    judge(8, case.applied.map(|applied| applied <= poll));
    (not_met, not_shown)
}

fn hand_case(pack: &Pack, resolved: &Resolved) -> ByHand {
    let compiled = pack.on(day("2026-09-20")).expect("law");
    let slot = |text: &str| {
        let names = |def: &suffrage::law::engine::asked::SlotDef| format!("{def:?}").contains(text);
        let at = compiled.slots.iter().position(names)?;
        (resolved.slots.known >> at & 1 == 1).then(|| resolved.slots.value[at])
    };
    let flag = |text: &str| slot(text).map(|value| value != 0);
    ByHand {
        born: slot("birth_date"),
        permit: flag("residence_permit"),
        citizen: flag("citizenship"),
        registered: flag("registration"),
        incapable: flag("incapacity"),
        sentenced: flag("imprisonment"),
        applied: slot("CaseAppliedOn"),
    }
}

fn main() {
    let library = Library::embedded().expect("the embedded packs load");
    let pack = library.pack("ru-by-vote").expect("the pack is there");
    let poll = Poll {
        id: PollId(1),
        ..Poll::bare("RU", day("2026-09-20"), "municipal_council", Place::recorded("OKTMO:46701000").unwrap())
    };
    let people: Vec<Vec<Fact>> = (0..CASES).map(person).collect();
    let inquiry = |at: usize| Inquiry {
        poll: &poll,
        applied_on: Some(day("2026-07-01")),
        applied_at: None,
        facts: &people[at],
        knobs: Knobs::default(),
    };
    let compiled = pack.on(poll.day).expect("the law is in force");
    let resolved: Vec<Resolved> =
        (0..CASES).map(|at| resolve(compiled, &pack.schema, &inquiry(at), &visible(&inquiry(at)))).collect();
    let hand: Vec<ByHand> = resolved.iter().map(|resolved| hand_case(pack, resolved)).collect();
    let poll_day = suffrage::law::days::pack(poll.day);
    for at in 0..CASES {
        let masks = Masks::of(compiled, &resolved[at]);
        assert_eq!((masks.not_met, masks.not_shown), by_hand(&hand[at], poll_day, true), "case {at}: both must agree");
    }

    let written = time(|at| {
        black_box(by_hand(black_box(&hand[at]), poll_day, true));
    });
    let masks = time(|at| {
        black_box(Masks::of(compiled, black_box(&resolved[at])));
    });
    let whole = time(|at| {
        black_box(pack.propose(&inquiry(at)));
    });
    let told = time(|at| {
        let inquiry = inquiry(at);
        let facts: Vec<&Fact> = people[at].iter().collect();
        let mut answer = pack.unanswered(&inquiry);
        pack.tell(compiled, &inquiry, &facts, resolved[at].clone(), &mut answer);
        black_box(answer);
    });
    let walked = time(|at| {
        let inquiry = inquiry(at);
        let facts: Vec<&Fact> = people[at].iter().collect();
        let mut answer = pack.unanswered(&inquiry);
        pack.tell(compiled, &inquiry, &facts, resolved[at].clone(), &mut answer);
        let steps = (0..answer.findings.len()).filter_map(|finding| answer.explain(finding, &people[at]));
        steps.for_each(|step| walk(&step));
        black_box(&answer);
    });
    let interpreter = cel_interpreter(pack, &hand, poll_day);

    println!("nanoseconds a case, {} criteria, best of {PASSES} passes over {CASES} cases", compiled.criteria.len());
    let line = |what: &str, value: f64| println!("{what:<58} {value:>9.0}   x {:.1}", value / written);
    line("by hand in Rust: findings and what is missing", written);
    line("the pack: findings and what is missing, slots resolved", masks);
    line("the pack: from facts and histories to the stored proposal", whole);
    line("the pack: full explanation, slots resolved", told);
    line("the same, and every step of it read", walked);
    line("cel interpreter: the same conditions, every fact known", interpreter);
    println!("\nother packs, each over its own embedded cases, in turn:");
    for (id, what) in [
        ("gb-en-vote", "groups inside groups"),
        ("ru-by-stand", "groups inside groups, and a question to each row"),
        ("es-vote", "a table of periods by nationality"),
    ] {
        let library = Library::with_cases().expect("the embedded packs load");
        embedded_cases(library.pack(id).expect("the pack is there"), what);
    }
}

/// What the embedded cases of a pack cost: they show every criterion and exception each way.
fn embedded_cases(pack: &Pack, what: &str) {
    let inquiries: Vec<Inquiry> = pack.cases.iter().map(EmbeddedCase::inquiry).collect();
    let law = |inquiry: &Inquiry| pack.on(Pack::law_date(inquiry));
    let inquiries: Vec<&Inquiry> = inquiries.iter().filter(|inquiry| law(inquiry).is_some()).collect();
    let ready: Vec<_> = inquiries
        .iter()
        .map(|inquiry| {
            let compiled = law(inquiry).expect("it was looked for");
            let facts = visible(inquiry);
            let resolved = resolve(compiled, &pack.schema, inquiry, &facts);
            (compiled, *inquiry, facts, resolved)
        })
        .collect();
    let masks = time(|at| {
        let (compiled, _, _, resolved) = &ready[at % ready.len()];
        black_box(Masks::of(compiled, black_box(resolved)));
    });
    let told = time(|at| {
        let (compiled, inquiry, facts, resolved) = &ready[at % ready.len()];
        let mut answer = pack.unanswered(inquiry);
        pack.tell(compiled, inquiry, facts, resolved.clone(), &mut answer);
        black_box(answer);
    });
    let whole = time(|at| {
        black_box(pack.propose(ready[at % ready.len()].1));
    });
    println!("{} ({what}), {} cases", pack.edition.id, ready.len());
    println!(
        "  findings and missing {masks:>6.0}   full explanation {told:>6.0}   from facts to proposal {whole:>6.0}"
    );
}

/// Looks at everything that a step of the explanation says.
fn walk(step: &Step) {
    black_box((step.kind(), step.text(), step.value(), step.shown(), step.cite()));
    step.facts().for_each(|fact| assert!(black_box(fact).id.0 > 0));
    step.children().for_each(|child| walk(&child));
}

/// The same nine conditions over plain variables, all known, as the `cel` crate evaluates them.
fn cel_interpreter(pack: &Pack, hand: &[ByHand], poll: i32) -> f64 {
    const CONDITIONS: [&str; 9] = [
        "poll >= 1037661",
        "citizen",
        "level in ['municipal_council', 'municipal_head']",
        "permit",
        "registered",
        "(poll - born) / 512 >= 18",
        "!incapable",
        "!sentenced",
        "applied <= poll",
    ];
    assert_eq!(CONDITIONS.len(), pack.on(day("2026-09-20")).map_or(0, |compiled| compiled.criteria.len()));
    let programs: Vec<cel::Program> =
        CONDITIONS.iter().map(|text| cel::Program::compile(text).expect("it compiles")).collect();
    let contexts: Vec<cel::Context> = hand
        .iter()
        .map(|case| {
            let mut context = cel::Context::default();
            context.add_variable_from_value("poll", i64::from(poll));
            context.add_variable_from_value("level", "municipal_council");
            context.add_variable_from_value("born", i64::from(case.born.unwrap_or(990_000)));
            context.add_variable_from_value("applied", i64::from(case.applied.unwrap_or(0)));
            for (name, value) in [
                ("citizen", case.citizen),
                ("permit", case.permit),
                ("registered", case.registered),
                ("incapable", case.incapable),
                ("sentenced", case.sentenced),
            ] {
                context.add_variable_from_value(name, value.unwrap_or(false));
            }
            context
        })
        .collect();
    let began = Instant::now();
    for context in &contexts {
        for program in &programs {
            drop(black_box(program.execute(context)));
        }
    }
    began.elapsed().as_nanos() as f64 / CASES as f64
}
