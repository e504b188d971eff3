//! Properties of the whole law over generated histories, for every pack: several rows of a kind, holes, searches of a part,
//! rows without days, older rows, conflicts, corrections in odd order.
//!
//! A *world* is a person of whom everything is known on every day. A *record* is what an office may have of that world:
//! rows are dropped, split, shortened, left without their first day, replaced by "asked"; searches cover less; something
//! was recorded wrongly and corrected. Then, for every criterion:
//!
//! - **completion**: what is decided on the record is so in the world;
//! - **monotonicity**: giving a row back never turns one decided finding into another;
//! - **order**: the rows may be on record in any order;
//! - a world leaves nothing to ask for.
//!
//! `HISTORIES=1000000 cargo test --release --test law_histories` tries so many; a failure names its seed, and
//! `HISTORIES_SEED=N` repeats it.

use suffrage::domain::{Day, Evidence, Fact, FactId, FactType, Interval, Kind, Many, Place, Poll, State, Value, Why};
use suffrage::law::{Inquiry, Knobs, Library, Pack};

/// Small, fast and the same everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

fn shift(day: Day, days: i64) -> Day {
    day + chrono::Duration::days(days)
}

/// The kinds whose rows are events: their first day is the day of a ruling, so that a shorter row would be another ruling.
const EVENTS: [&str; 1] = ["banned_organisation"];

struct Bench<'a> {
    library: &'a Library,
    pack: &'a Pack,
    poll: Poll,
    applied_on: Option<Day>,
}

impl Bench<'_> {
    /// Every criterion with its finding: met, not met, contested, or not shown.
    fn findings(&self, facts: &[Fact]) -> Vec<(String, String)> {
        let knobs = Knobs::default();
        let answer = self.pack.determine(&Inquiry {
            poll: &self.poll,
            applied_on: self.applied_on,
            applied_at: None,
            facts,
            knobs,
        });
        answer.findings.iter().map(|one| (one.criterion.id.to_string(), one.finding.code().to_owned())).collect()
    }

    fn kinds(&self) -> impl Iterator<Item = &Kind> {
        self.library.schema.kinds.iter()
    }
}

fn fact(kind: &str, state: State, from: Option<Day>, to: Option<Day>) -> Fact {
    Fact::bare(0, kind, state, Interval { from, to })
}

/// Days around which something may turn: the poll, the look-backs, the days of the law.
fn turning(dice: &mut Dice, poll: &Poll) -> Day {
    let years = *dice.pick(&[0, 0, 1, 3, 5, 10, 15, 18, 21, 25]);
    let near = *dice.pick(&[-400, -40, -2, -1, 0, 1, 2, 30, 300]);
    shift(poll.day, near - years * 365 - years / 4)
}

fn value(dice: &mut Dice, bench: &Bench, kind: &Kind) -> Value {
    match &kind.ty {
        FactType::Flag => Value::Bool(true),
        FactType::Int => Value::Int(dice.below(40) as i64),
        FactType::Date => Value::Date(turning(dice, &bench.poll)),
        FactType::Code(list) => {
            let list = bench.library.schema.list(list).unwrap();
            let precise = |code: &&String| !list.within.values().any(|above| above == *code);
            let codes: Vec<&String> = list.codes.iter().map(|(code, _)| code).filter(precise).collect();
            let among = if dice.one_in(3) { codes.len() } else { codes.len().min(3) };
            Value::Code((*dice.pick(&codes[..among])).clone())
        }
        FactType::Place => some_place(dice, bench),
    }
}

/// A person of whom everything is known: every day of every kind is covered.
fn world(dice: &mut Dice, bench: &Bench) -> Vec<Fact> {
    let mut facts = Vec::new();
    for kind in bench.kinds() {
        match kind.many {
            Many::Scalar => facts.push(fact(&kind.id, State::Known(value(dice, bench, kind)), None, None)),
            Many::One => {
                let mut edges: Vec<Day> = (0..1 + dice.below(4)).map(|_| turning(dice, &bench.poll)).collect();
                edges.sort();
                edges.dedup();
                facts.push(fact(&kind.id, State::None, None, Some(edges[0])));
                for (at, from) in edges.iter().enumerate() {
                    let state = if dice.one_in(3) { State::None } else { State::Known(value(dice, bench, kind)) };
                    facts.push(fact(&kind.id, state, Some(*from), edges.get(at + 1).copied()));
                }
            }
            Many::Several => {
                for _ in 0..dice.below(4) {
                    let (a, b) = (turning(dice, &bench.poll), turning(dice, &bench.poll));
                    let to = (!dice.one_in(3)).then(|| a.max(b)).filter(|to| a.min(b) < *to);
                    let state = State::Known(value(dice, bench, kind));
                    facts.push(fact(&kind.id, state, Some(a.min(b)), to));
                }
                facts.push(fact(&kind.id, State::None, None, None));
            }
        }
    }
    number(&mut facts);
    facts
}

fn number(facts: &mut [Fact]) {
    for (at, fact) in facts.iter_mut().enumerate() {
        fact.id = FactId(at as i64 + 1);
    }
}

/// What an office may have on record of a row of the world. Nothing that it says is false.
fn weaken(dice: &mut Dice, bench: &Bench, row: &Fact, listed: bool) -> Vec<Fact> {
    let event = EVENTS.contains(&&*row.kind) && matches!(row.state, State::Known(_));
    let mut one = row.clone();
    // Where a search says "nothing else", what it did find is on record for all its days.
    let all_of_it = listed && matches!(row.state, State::Known(_));
    let how = if all_of_it { 5 + dice.below(7) } else { dice.below(12) };
    if let State::Known(Value::Place(inner)) = &row.state
        && dice.one_in(5)
    {
        one.state = State::Known(Value::Place(around(dice, bench, inner)));
        return vec![one];
    }
    if let State::Known(Value::Code(code)) = &row.state
        && let Some(FactType::Code(list)) = bench.library.schema.kind(&row.kind).map(|kind| &kind.ty)
        && let Some(above) = bench.library.schema.list(list).and_then(|list| list.within.get(code))
        && dice.one_in(3)
    {
        one.state = State::Known(Value::Code(above.clone()));
        return vec![one];
    }
    match how {
        0 | 1 => return Vec::new(),
        2 => one.state = State::Unknown(*dice.pick(&[Why::NotAsked, Why::Requested, Why::Refused])),
        3 if !event => {
            // Only a part of the time was looked at.
            let from = turning(dice, &bench.poll);
            let from = one.holds.from.map_or(from, |first| first.max(from));
            match Interval::new(Some(from), one.holds.to) {
                Some(holds) => one.holds = holds,
                None => return Vec::new(),
            }
        }
        4 if !event => {
            let to = turning(dice, &bench.poll);
            let to = one.holds.to.map_or(to, |last| last.min(to));
            match Interval::new(one.holds.from, Some(to)) {
                Some(holds) => one.holds = holds,
                None => return Vec::new(),
            }
        }
        5 | 6 if !event => {
            let at = turning(dice, &bench.poll);
            let (first, second) = (Interval::new(one.holds.from, Some(at)), Interval::new(Some(at), one.holds.to));
            let parts = [first, second].into_iter().flatten().filter(|part| {
                part.from >= one.holds.from && one.holds.to.is_none_or(|to| part.to.is_some_and(|end| end <= to))
            });
            let parts: Vec<Fact> = parts.map(|holds| Fact { holds, ..one.clone() }).collect();
            if parts.len() == 2 {
                return parts;
            }
        }
        7 | 8 if matches!(one.state, State::Known(_)) && one.holds.from.is_some() => {
            // The day on which it began is not on record; the document that shows it has a day.
            let first = one.holds.from.unwrap();
            let shown = shift(first, dice.below(2_000) as i64);
            let last = one.holds.to.map_or(shown, |to| shown.min(shift(to, -1)));
            one.holds.from = None;
            one.evidence = Some(Evidence { kind: "other".into(), reference: String::new(), dated: Some(last) });
        }
        _ => {}
    }
    vec![one]
}

/// The record of a world, with mistakes that were corrected; `true` for each row that was true when it was written.
fn record(dice: &mut Dice, bench: &Bench, world: &[Fact]) -> Vec<Fact> {
    let mut rows: Vec<Fact> = Vec::new();
    let several: Vec<&str> =
        bench.kinds().filter(|kind| kind.many == Many::Several).map(|kind| kind.id.as_str()).collect();
    let listed: Vec<&str> = several.iter().filter(|_| dice.one_in(2)).copied().collect();
    for row in world {
        let closes = row.state == State::None && several.contains(&&*row.kind);
        if closes && !listed.contains(&&*row.kind) {
            continue;
        }
        rows.extend(weaken(dice, bench, row, listed.contains(&&*row.kind)));
        if dice.one_in(30) {
            rows.push(fact(&row.kind, State::Unknown(Why::Requested), None, None));
        }
        if dice.one_in(60) {
            rows.push(fact(&row.kind, State::Unknown(Why::Conflict), None, None));
        }
    }
    shuffle(dice, &mut rows);
    number(&mut rows);
    let mut at = rows.len() as i64;
    for place in 0..rows.len() {
        if dice.one_in(20) {
            // Something false stood on record first; the true row supersedes it.
            at += 1;
            let wrong = Fact { id: FactId(at), state: State::Unknown(Why::Conflict), ..rows[place].clone() };
            rows[place].supersedes = Some(wrong.id);
            rows.push(wrong);
        }
    }
    rows
}

fn shuffle(dice: &mut Dice, rows: &mut [Fact]) {
    for at in (1..rows.len()).rev() {
        rows.swap(at, dice.below(at + 1));
    }
}

fn decided(finding: &str) -> bool {
    finding != "not_shown"
}

fn shown(facts: &[Fact]) -> String {
    let line = |fact: &Fact| {
        let dated = fact.evidence.as_ref().and_then(|evidence| evidence.dated);
        let shown = dated.map(|day| format!(" shown {day}")).unwrap_or_default();
        format!("  {} {:?} {}{shown} #{} {:?}", fact.kind, fact.state, fact.holds, fact.id, fact.supersedes)
    };
    facts.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// One seed: a world, a record of it, and what must hold between them.
fn check(library: &Library, seed: u64) -> Result<(), String> {
    let mut dice = Dice(seed);
    let packs: Vec<&Pack> = library.packs().collect();
    let pack = *dice.pick(&packs);
    let base = dice.pick(&pack.cases);
    let mut poll = base.poll.clone();
    // A case may place its poll by a register of another state; where such places are all that is known, something is asked.
    let own = library.schema.registers.iter().any(|one| one.id == poll.municipality.register && one.host == poll.host);
    if !own {
        return Ok(());
    }
    if dice.one_in(4) {
        poll.day = shift(poll.day, *dice.pick(&[-400, -1, 1, 365]));
    }
    let applied_on = Some(shift(poll.day, -(dice.below(200) as i64)));
    let bench = Bench { library, pack, poll, applied_on };
    let world = world(&mut dice, &bench);
    let record = record(&mut dice, &bench, &world);
    let whole = bench.findings(&world);
    let part = bench.findings(&record);
    let report = |what: &str, id: &str, a: &str, b: &str, rows: &[Fact], more: &[Fact]| {
        format!(
            "seed {seed}, {}, {id}: {what}: {a}, then {b}\npoll {} {}, applied {applied_on:?}\nrecord:\n{}\nthen:\n{}",
            pack.edition.id,
            bench.poll.day,
            bench.poll.level,
            shown(rows),
            shown(more)
        )
    };
    for ((id, said), (_, so)) in part.iter().zip(&whole) {
        if decided(said) && said != so {
            return Err(report("decided on the record, and not so in the world", id, said, so, &record, &world));
        }
    }
    let missing = |id: &str| matches!(id, "age");
    for (id, so) in &whole {
        if !decided(so) && !missing(id) {
            return Err(report("everything is known, and something is asked for", id, so, so, &world, &world));
        }
    }
    // One row more: the first of the world that the record does not have as it is.
    let more = dice.pick(&world).clone();
    let mut richer = record.clone();
    richer.push(Fact { id: FactId(9_999), ..more });
    for ((id, before), (_, after)) in part.iter().zip(&bench.findings(&richer)) {
        if decided(before) && decided(after) && before != after {
            return Err(report("one row more turned the finding", id, before, after, &record, &richer));
        }
    }
    let mut turned = record.clone();
    shuffle(&mut dice, &mut turned);
    for ((id, before), (_, after)) in part.iter().zip(&bench.findings(&turned)) {
        if before != after {
            return Err(report("the order of the rows matters", id, before, after, &record, &turned));
        }
    }
    Ok(())
}

/// The municipality of the poll, a settlement in it, or one elsewhere.
fn some_place(dice: &mut Dice, bench: &Bench) -> Value {
    let known: &[&str] = match &*bench.poll.host {
        "RU" => &["46701000101", "46702000105", "28701000105", "28701000"],
        "ES" => &["46165", "46250", "28079", "28"],
        "PT" => &["110654", "1106", "131201", "13"],
        // Areas of one country cannot be compared there: a world in which all is known has those of others.
        "GB" => &["W06000015", "S12000033"],
        _ => &["1401000000", "1240855001", "4401000000", "4240855001"],
    };
    Value::Place(if dice.one_in(3) { bench.poll.municipality.clone() } else { place(bench, dice.pick::<&str>(known)) })
}

fn place(bench: &Bench, code: &str) -> Place {
    Place::parse(code, &bench.library.schema.registers, Some(&bench.poll.host)).unwrap()
}

/// A territory around a place: less is known of it.
fn around(dice: &mut Dice, bench: &Bench, inner: &Place) -> Place {
    let cuts: &[usize] = match &*inner.register {
        "OKTMO" => &[2, 5, 8],
        "SOATO" => &[1, 4, 7],
        "INE" => &[2],
        "DICOFRE" => &[2, 4],
        _ => &[1],
    };
    let told = &inner.code[..(*dice.pick(cuts)).min(inner.code.len())];
    let filled = if inner.register == "SOATO" { format!("{told:0<10}") } else { told.to_owned() };
    let known = Place::parse(&filled, &bench.library.schema.registers, Some(&bench.poll.host));
    known.unwrap_or_else(|_| inner.clone())
}

#[test]
fn no_history_yields_an_answer_that_a_filled_in_history_overturns() {
    let library = Library::with_cases().unwrap();
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    if let Some(seed) = number("HISTORIES_SEED") {
        check(&library, seed).unwrap_or_else(|problem| panic!("{problem}"));
        return;
    }
    let count = number("HISTORIES").unwrap_or(20_000);
    let mut wrong = Vec::new();
    for seed in 0..count {
        wrong.extend(check(&library, seed).err());
    }
    let mut sorts: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for problem in &wrong {
        let head = problem.lines().next().unwrap_or_default().split_once(", ").map_or("", |(_, head)| head);
        *sorts.entry(head.to_owned()).or_default() += 1;
    }
    assert!(wrong.is_empty(), "{} of {count} are wrong:\n{sorts:#?}\nthe first:\n{}", wrong.len(), wrong[0]);
}
