//! The missing case: small variations of the embedded cases, until one comes out otherwise under the changed law.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{Fate, Mutant};
use crate::domain::{Day, Fact, FactId, FactType, Interval, Many, Poll, State, Value};
use crate::law::answer::determination::Determination;
use crate::law::days::{self, Leap};
use crate::law::engine::value::ParamValue;
use crate::law::pack::{EmbeddedCase, Pack};

/// How many variations are tried at most.
const MOST: usize = 60_000;

/// A case that tells the law from the changed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The embedded case that it was made of.
    pub base: String,
    /// What is different in it, as the file would write it.
    pub differs: String,
    /// What the law and the changed law make of it: `outcome` or a criterion, and the two codes.
    pub tells: Vec<(String, String, String)>,
    /// The case as the file would write it.
    pub toml: String,
}

/// Looks for a case that the two laws answer differently.
pub fn search(pack: &Pack, changed: &Pack, mutant: &Mutant) -> Fate {
    let scope = Scope::of(pack, mutant);
    let mut tried = 0;
    let labelled = pack.cases.iter().filter(|case| case.label.is_some());
    let others = pack.cases.iter().filter(|case| case.label.is_none());
    for base in labelled.chain(others) {
        for case in scope.variations(base, pack) {
            if tried == MOST {
                return Fate::Alive { missing: None, tried };
            }
            tried += 1;
            let (ours, theirs) = (pack.answer(&case), changed.answer(&case));
            let tells = tells(&ours, &theirs);
            if !tells.is_empty() {
                let missing = Box::new(written(pack, &case, base, &ours, tells));
                return Fate::Alive { missing: Some(missing), tried };
            }
        }
    }
    Fate::Alive { missing: None, tried }
}

const ABSENT: &str = "absent";

fn tells(ours: &Determination, theirs: &Determination) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    let mut put = |what: &str, ours: String, theirs: String| {
        if ours != theirs {
            found.push((what.to_owned(), ours, theirs));
        }
    };
    put("outcome", ours.outcome.code().to_owned(), theirs.outcome.code().to_owned());
    let ids = |of: &Determination| of.findings.iter().map(|one| one.criterion.id.clone()).collect::<BTreeSet<_>>();
    for id in &ids(ours) | &ids(theirs) {
        let code = |of: &Determination| {
            let finding = of.findings.iter().find(|one| one.criterion.id == id);
            finding.map_or(ABSENT, |one| one.finding.code()).to_owned()
        };
        put(&id, code(ours), code(theirs));
    }
    put("needs", needs(ours), needs(theirs));
    found
}

/// The kinds that are asked for, as a list of the file.
fn needs(of: &Determination) -> String {
    let kinds: BTreeSet<String> = of.needs.iter().map(|need| format!("{:?}", &*need.kind)).collect();
    format!("[{}]", kinds.into_iter().collect::<Vec<_>>().join(", "))
}

/// What is varied for one mutant.
struct Scope {
    /// The kinds of facts that what was changed speaks of, and the codes that are tried for each.
    kinds: Vec<String>,
    codes: BTreeSet<String>,
    levels: Vec<String>,
    /// Numbers of years and days that the law names, and those beside them.
    numbers: BTreeSet<i64>,
    /// Days that the law names, and those beside them.
    days: BTreeSet<Day>,
}

impl Scope {
    fn of(pack: &Pack, mutant: &Mutant) -> Scope {
        let param = format!("params.{}", mutant.owner);
        let mut scope = Scope {
            kinds: Vec::new(),
            codes: BTreeSet::new(),
            levels: Vec::new(),
            numbers: BTreeSet::from([1]),
            days: BTreeSet::new(),
        };
        let mut sources = String::new();
        for one in &pack.criteria {
            let exceptions = one.exceptions.iter().map(|exception| &exception.when);
            let conditions = one.clause.conditions().into_iter().chain(exceptions);
            let text: Vec<&str> = conditions.map(|one| &*one.source).collect();
            let text = text.join(" ");
            let about = mutant.owner.is_empty() || *one.id == *mutant.owner || text.contains(&param);
            if about {
                sources.push_str(&text);
            }
            scope.codes.extend(text.split(['\'', '"']).skip(1).step_by(2).map(str::to_owned));
            scope.days.extend(one.in_force.from.into_iter().chain(one.in_force.to));
        }
        for number in sources.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()) {
            scope.numbers.insert(number);
        }
        for param in &pack.params {
            let about = param.id == mutant.owner || sources.contains(&format!("params.{}", param.id));
            for (holds, value, _) in &param.values {
                scope.days.extend(holds.from.into_iter().chain(holds.to));
                scope.value(value, about);
            }
        }
        scope.days.extend(pack.in_force.from.into_iter().chain(pack.in_force.to));
        let beside: Vec<Day> = scope.days.iter().flat_map(|day| super::notation::beside(*day)).collect();
        scope.days.extend(beside);
        let beside: Vec<i64> = scope.numbers.iter().flat_map(|number| [number - 1, number + 1]).collect();
        scope.numbers.extend(beside);
        scope.numbers.retain(|number| (0..200).contains(number));
        let said = |kind: &&crate::domain::Kind| sources.contains(kind.id.as_str());
        scope.kinds = pack.schema.kinds.iter().filter(said).map(|kind| kind.id.clone()).collect();
        let levels = pack.schema.list("level").map_or(&[][..], |list| &list.codes);
        scope.levels = levels.iter().map(|(code, _)| code.clone()).collect();
        scope
    }

    fn value(&mut self, value: &ParamValue, about: bool) {
        match value {
            ParamValue::Int(number) if about => drop(self.numbers.insert(*number)),
            ParamValue::Int(_) => {}
            ParamValue::Date(day) => drop(self.days.insert(*day)),
            ParamValue::Code(code) => drop(self.codes.insert(code.clone())),
            ParamValue::Codes(codes) => self.codes.extend(codes.iter().cloned()),
            ParamValue::Table(rows) => {
                for (code, number) in rows {
                    self.codes.insert(code.clone());
                    if about {
                        self.numbers.insert(*number);
                    }
                }
            }
        }
    }

    /// The days around which something may turn: the dates of the case, so many years before or after them.
    fn turning(&self, case: &EmbeddedCase) -> Vec<Day> {
        let poll = &case.poll;
        let facts = case.facts.iter().filter_map(|fact| match fact.state {
            State::Known(Value::Date(day)) if fact.kind != "birth_date" => Some(day),
            _ => None,
        });
        let anchors = [Some(poll.day), case.applied_on, poll.nomination_from, poll.nomination_to, poll.roll_date];
        let mut near: Vec<Day> = anchors.into_iter().flatten().chain(facts).collect();
        near.extend(case.law_date);
        let mut found = Vec::new();
        let shifts = self.numbers.iter().flat_map(|n| [-*n, *n]).filter(|n| *n != 0);
        for years in std::iter::once(0).chain(shifts) {
            for anchor in &near {
                let packed = days::pack(*anchor);
                let moved = match i32::try_from(years) {
                    Ok(years @ 0..) => days::years_after(packed, years, Leap::Up),
                    Ok(years) => days::years_before(packed, -years, Leap::Up),
                    Err(_) => packed,
                };
                let day = days::unpack(moved);
                let beside = day.into_iter().flat_map(|day| [Some(day), day.pred_opt(), day.succ_opt()]).flatten();
                found.extend(beside.filter(|day| !found.contains(day)).collect::<Vec<_>>());
            }
        }
        found
    }

    fn variations<'a>(&'a self, base: &'a EmbeddedCase, pack: &'a Pack) -> impl Iterator<Item = EmbeddedCase> + 'a {
        let days = self.turning(base);
        let rows = self.kinds.iter().flat_map({
            let days = days.clone();
            move |kind| self.histories(kind, base, pack, &days)
        });
        let rows = rows.map(|(kind, rows)| with_rows(base, kind, rows));
        self.laws(base).into_iter().chain(rows).chain(self.polls(base, &days))
    }

    /// The case as it is, for another office, under another law.
    fn laws(&self, base: &EmbeddedCase) -> Vec<EmbeddedCase> {
        let mut found = vec![base.clone()];
        found.extend(
            self.levels
                .iter()
                .map(|level| EmbeddedCase { poll: Poll { level: level.clone(), ..base.poll.clone() }, ..base.clone() }),
        );
        found.extend(self.days.iter().map(|day| EmbeddedCase { law_date: Some(*day), ..base.clone() }));
        found
    }

    /// The case with another polling day, day of application or local age.
    fn polls(&self, base: &EmbeddedCase, turning: &[Day]) -> Vec<EmbeddedCase> {
        let on =
            |day: Day, law_date| EmbeddedCase { poll: Poll { day, ..base.poll.clone() }, law_date, ..base.clone() };
        let mut found = Vec::new();
        for day in self.days.iter().chain(turning) {
            found.push(on(*day, base.law_date));
            found.push(on(*day, Some(base.law_date.unwrap_or(base.poll.day))));
        }
        found.extend(turning.iter().map(|day| EmbeddedCase { applied_on: Some(*day), ..base.clone() }));
        found.extend(self.numbers.iter().map(|number| EmbeddedCase {
            poll: Poll { local_age: Some(*number), ..base.poll.clone() },
            ..base.clone()
        }));
        found
    }

    /// The rows of one kind, varied.
    fn histories<'a>(
        &'a self,
        kind: &'a str,
        base: &EmbeddedCase,
        pack: &Pack,
        days: &[Day],
    ) -> Vec<(&'a str, Vec<Fact>)> {
        let Some(declared) = pack.schema.kind(kind) else { return Vec::new() };
        let own: Vec<Fact> = base.facts.iter().filter(|fact| fact.kind == kind).cloned().collect();
        let mut found = vec![(kind, Vec::new()), (kind, vec![row(kind, State::None, None, None)])];
        let mut put = |rows: Vec<Fact>| found.push((kind, rows));
        if declared.ty == FactType::Date {
            days.iter().for_each(|day| put(vec![row(kind, State::Known(Value::Date(*day)), None, None)]));
            return found;
        }
        let mut states: Vec<State> = own.iter().map(|fact| fact.state.clone()).filter(|s| *s != State::None).collect();
        match &declared.ty {
            FactType::Flag => states.push(State::Known(Value::Bool(true))),
            FactType::Int => states.extend(self.numbers.iter().map(|number| State::Known(Value::Int(*number)))),
            FactType::Code(list) => {
                let known = pack.schema.list(list).map_or(&[][..], |list| &list.codes);
                let said = known.iter().filter(|(code, _)| self.codes.contains(code) || known.len() <= 20);
                states.extend(said.map(|(code, _)| State::Known(Value::Code(code.clone()))));
            }
            FactType::Place => states.push(State::Known(Value::Place(base.poll.municipality.clone()))),
            FactType::Date => {}
        }
        states.dedup();
        let poll = base.poll.day;
        for state in &states {
            let none = |from, to| row(kind, State::None, from, to);
            put(vec![row(kind, state.clone(), None, None), none(None, None)]);
            put(vec![
                row(kind, state.clone(), Some(poll), poll.succ_opt()),
                none(None, Some(poll)),
                none(poll.succ_opt(), None),
            ]);
            for day in days {
                let (from, to) =
                    (row(kind, state.clone(), Some(*day), None), row(kind, state.clone(), None, Some(*day)));
                if declared.many == Many::Several {
                    put(vec![from.clone(), none(None, None)]);
                    put(vec![to.clone(), none(None, None)]);
                }
                put(vec![from, none(None, Some(*day))]);
                put(vec![to, none(Some(*day), None)]);
            }
        }
        found
    }
}

fn row(kind: &str, state: State, from: Option<Day>, to: Option<Day>) -> Fact {
    Fact::bare(0, kind, state, Interval { from, to })
}

fn with_rows(base: &EmbeddedCase, kind: &str, rows: Vec<Fact>) -> EmbeddedCase {
    let mut case = base.clone();
    case.facts.retain(|fact| fact.kind != kind);
    case.facts.extend(rows);
    for (n, fact) in case.facts.iter_mut().enumerate() {
        fact.id = FactId(n as i64 + 1);
    }
    case
}

/// The case as it could stand in the file, like the first labelled case that it can be like.
fn written(
    pack: &Pack,
    case: &EmbeddedCase,
    base: &EmbeddedCase,
    ours: &Determination,
    tells: Vec<(String, String, String)>,
) -> Missing {
    let like = pack.cases.iter().filter(|one| one.label.is_some()).find(|one| {
        (one.poll.local_age.is_none() || case.poll.local_age.is_some())
            && (one.law_date.is_none() || case.law_date.is_some())
            && one.poll.host == case.poll.host
    });
    let like = base.label.is_some().then_some(base).or(like);
    let differs = differences(case, base);
    let name =
        format!("{}; {}", base.name, differs.iter().map(|(_, line)| line.as_str()).collect::<Vec<_>>().join(", "));
    let mut toml = format!("[[case]]\nname = {}\n", toml::Value::String(name));
    let fields = match like {
        Some(like) => {
            let _ = writeln!(toml, "like = {:?}", like.label.as_deref().unwrap_or_default());
            differences(case, like)
        }
        None => everything(case),
    };
    let part = |part: Part| fields.iter().filter(move |(one, _)| *one == part).map(|(_, line)| line.as_str());
    let poll: Vec<&str> = part(Part::Poll).collect();
    if !poll.is_empty() {
        let _ = writeln!(toml, "poll = {{ {} }}", poll.join(", "));
    }
    part(Part::Case).for_each(|line| toml.extend([line, "\n"]));
    let facts: Vec<&str> = part(Part::Facts).collect();
    if !facts.is_empty() {
        let _ = writeln!(toml, "[case.facts]\n{}", facts.join("\n"));
    }
    let _ = writeln!(toml, "[case.expect]\noutcome = {:?}", ours.outcome.code());
    for (what, code, _) in tells.iter().filter(|(what, ..)| what != "outcome") {
        let _ = if what == "needs" { writeln!(toml, "needs = {code}") } else { writeln!(toml, "{what} = {code:?}") };
    }
    let differs = differs.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join(", ");
    Missing { base: base.name.clone(), differs, tells, toml }
}

/// Where a line of a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Poll,
    Case,
    Facts,
}

/// What the file would say of the case beside what the other one says.
fn differences(case: &EmbeddedCase, like: &EmbeddedCase) -> Vec<(Part, String)> {
    let theirs = everything(like);
    let mut found: Vec<_> = everything(case).into_iter().filter(|line| !theirs.contains(line)).collect();
    if case.applied_on.is_none() && like.applied_on.is_some() {
        found.push((Part::Case, "not_applied = true".to_owned()));
    }
    let kinds: BTreeSet<&str> = case.facts.iter().map(|fact| fact.kind.as_str()).collect();
    let gone: BTreeSet<&str> =
        like.facts.iter().map(|fact| fact.kind.as_str()).filter(|one| !kinds.contains(one)).collect();
    found.extend(gone.into_iter().map(|kind| (Part::Facts, format!("{kind} = []"))));
    found
}

fn everything(case: &EmbeddedCase) -> Vec<(Part, String)> {
    let poll = &case.poll;
    let mut found = vec![
        (Part::Poll, format!("day = {}", poll.day)),
        (Part::Poll, format!("level = {:?}", poll.level)),
        (Part::Poll, format!("municipality = {:?}", poll.municipality.code)),
    ];
    let days = [
        (Part::Poll, "nomination_from", poll.nomination_from),
        (Part::Poll, "nomination_to", poll.nomination_to),
        (Part::Poll, "first_day", poll.first_day),
        (Part::Poll, "application_from", poll.application_from),
        (Part::Poll, "application_to", poll.application_to),
        (Part::Poll, "roll_date", poll.roll_date),
        (Part::Case, "applied_on", case.applied_on),
        (Part::Case, "law_date", case.law_date),
    ];
    found.extend(days.into_iter().filter_map(|(part, name, day)| Some((part, format!("{name} = {}", day?)))));
    found.extend(poll.local_age.map(|age| (Part::Poll, format!("local_age = {age}"))));
    let kinds: BTreeSet<&str> = case.facts.iter().map(|fact| fact.kind.as_str()).collect();
    for kind in kinds {
        let rows: Vec<String> = case.facts.iter().filter(|fact| fact.kind == kind).map(row_text).collect();
        found.push((Part::Facts, format!("{kind} = [{}]", rows.join(", "))));
    }
    found
}

fn row_text(fact: &Fact) -> String {
    let mut parts = vec![match &fact.state {
        State::None => "none = true".to_owned(),
        State::Unknown(why) => format!("unknown = {:?}", why.code()),
        State::Known(Value::Bool(value)) => format!("value = {value}"),
        State::Known(Value::Int(value)) => format!("value = {value}"),
        State::Known(Value::Date(day)) => format!("value = {day}"),
        State::Known(Value::Code(code)) => format!("value = {code:?}"),
        State::Known(Value::Place(place)) => format!("value = {:?}", place.to_string()),
    }];
    parts.extend(fact.holds.from.map(|day| format!("from = {day}")));
    parts.extend(fact.holds.to.map(|day| format!("to = {day}")));
    format!("{{ {} }}", parts.join(", "))
}
