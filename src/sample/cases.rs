//! Fictitious applications: one clean base for each regime and right, and the ways in which life departs from it.

use chrono::{Datelike, Days, Months};

use super::dice::Dice;
use super::people::person;
use crate::domain::{Day, Evidence, FactDraft, Interval, NewCase, Place, Poll, Right, State, Value, Why};

/// The first day of the sample office; everything else is counted from it.
pub const FIRST_DAY: &str = "2026-11-02";

/// One way in which an application departs from the clean one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Twist {
    Clean,
    Minor,
    BirthdayOnPollingDay,
    PermitUnknown,
    PermitRanOut,
    PermitTemporary,
    NotRegistered,
    StayOnly,
    ElsewhereRegistered,
    CapacityNotAsked,
    CustodyRequested,
    CustodyRefused,
    InPrison,
    Pretrial,
    Incapable,
    OtherCitizenship,
    CitizenshipUnknown,
    ThirdCitizenship,
    ForeignConviction,
    GraveCrime,
    OldGraveCrime,
    BirthDisputed,
    NoApplicationDay,
    BeforeTheProtocol,
    RegionalParliament,
    Referendum,
    NothingKnown,
}

use Twist::*;

/// Each twist once, in this order, at the head of every sample; after them chance decides.
const IN_ORDER: &[Twist] = &[
    Clean,
    Minor,
    BirthdayOnPollingDay,
    BeforeTheProtocol,
    RegionalParliament,
    Referendum,
    PermitUnknown,
    PermitRanOut,
    PermitTemporary,
    NotRegistered,
    StayOnly,
    ElsewhereRegistered,
    CapacityNotAsked,
    CustodyRequested,
    CustodyRefused,
    InPrison,
    Pretrial,
    Incapable,
    OtherCitizenship,
    CitizenshipUnknown,
    ThirdCitizenship,
    ForeignConviction,
    GraveCrime,
    OldGraveCrime,
    BirthDisputed,
    NoApplicationDay,
    NothingKnown,
];

/// Towns in Russia: OKTMO code of the municipality, and its name.
const RUSSIA: &[(&str, &str)] = &[
    ("66701000", "Смоленск"),
    ("58701000", "Псков"),
    ("15701000", "Брянск"),
    ("46701000", "Балашиха"),
    ("27701000", "Калининград"),
    ("28701000", "Тверь"),
];
/// What an OKTMO code of a settlement adds to that of its municipality.
const SETTLEMENTS: &[&str] = &["001", "101", "106", "111"];
/// Places in Belarus: SOATO code, name, level of the Council, and where people live there: districts of a city, towns,
/// villages.
const BELARUS: &[(&str, &str, &str, &[&str])] = &[
    ("5000000000", "Мінск", "minsk_city_council", &["5201000000", "5204000000", "5207000000"]),
    ("1401000000", "Брэст", "city_council", &["1401365000", "1401370000"]),
    ("2238000000", "Полацкі раён", "district_council", &["2238501000", "2238812046", "2238825011"]),
    ("3000000000", "Гомельская вобласць", "oblast_council", &["3401000000", "3208501000", "3230807026"]),
    ("6204810000", "Астравецкі сельсавет", "village_council", &["6204810006", "6204810031"]),
];

/// The `number`-th application (from 0) of a sample, as it lies before the office on a day. The same dice give the same one.
pub fn application(dice: &mut Dice, number: usize, arrives: Day) -> NewCase {
    let first: Day = FIRST_DAY.parse().unwrap_or_default();
    let twist = IN_ORDER.get(number).copied().unwrap_or_else(|| throw(dice));
    let in_russia = matches!(twist, BeforeTheProtocol | RegionalParliament | Referendum) || dice.percent(70);
    let stands = matches!(twist, ThirdCitizenship | ForeignConviction | GraveCrime | OldGraveCrime) || dice.percent(25);
    let right = if stands { Right::Stand } else { Right::Vote };
    let poll = poll(dice, twist, in_russia, stands);
    let born = birth(dice, twist, poll.day);
    let applicant = person(dice, number, in_russia, born);
    let since = first.checked_add_days(Days::new((number % 14) as u64)).unwrap_or(first);
    let mut facts = Facts { rows: Vec::new() };
    let home = home(&poll, number);
    base(&mut facts, dice, (&poll, &home), right, born);
    bend(&mut facts, twist, (&poll, &home), born);
    // No paper is younger than the day on which it comes.
    let papers = facts.rows.iter_mut().filter_map(|fact| fact.evidence.as_mut()?.dated.as_mut());
    papers.for_each(|dated| *dated = arrives.min(*dated));
    NewCase {
        key: format!("sample/{number}"),
        applicant,
        right,
        pack: format!("{}-{}", if in_russia { "ru-by" } else { "by-ru" }, right.code()),
        applied_on: (twist != NoApplicationDay).then_some(since.min(arrives)),
        due_on: since.checked_add_days(Days::new(10 + dice.below(60) as u64)).unwrap_or(since),
        poll,
        facts: facts.rows,
    }
}

/// People are registered where people live: in a settlement of the municipality, seldom under the code of the whole.
fn home(poll: &Poll, number: usize) -> Place {
    let Place { register, code } = poll.municipality.clone();
    let code = match BELARUS.iter().find(|(whole, ..)| *whole == code) {
        Some((.., homes)) => homes[number % homes.len()].to_owned(),
        None => format!("{code}{}", SETTLEMENTS[number % SETTLEMENTS.len()]),
    };
    Place { register, code }
}

fn oktmo(code: &str) -> Place {
    Place { register: "OKTMO".into(), code: code.into() }
}

fn soato(code: &str) -> Place {
    Place { register: "SOATO".into(), code: code.into() }
}

fn throw(dice: &mut Dice) -> Twist {
    if dice.percent(62) { Clean } else { *dice.pick(IN_ORDER) }
}

fn poll(dice: &mut Dice, twist: Twist, in_russia: bool, stands: bool) -> Poll {
    let day = |text: &str| text.parse::<Day>().unwrap_or_default();
    if !in_russia {
        let (code, place, level, _) = *dice.pick(BELARUS);
        let on = day("2028-02-27");
        return Poll {
            place: place.into(),
            nomination_from: on.checked_sub_days(Days::new(70)),
            nomination_to: on.checked_sub_days(Days::new(40)),
            roll_date: on.checked_sub_days(Days::new(15)),
            ..Poll::bare("BY", on, level, soato(code))
        };
    }
    let (code, place) = *dice.pick(RUSSIA);
    let on = if twist == BeforeTheProtocol { day("2025-09-14") } else { day("2027-09-12") };
    let (level, local_age) = match twist {
        RegionalParliament => ("regional_parliament", None),
        Referendum => ("local_referendum", None),
        _ if stands && dice.percent(25) => ("municipal_head", dice.percent(60).then_some(21)),
        _ => ("municipal_council", None),
    };
    Poll {
        place: place.into(),
        nomination_from: on.checked_sub_days(Days::new(80)),
        nomination_to: on.checked_sub_days(Days::new(45)),
        roll_date: on.checked_sub_days(Days::new(11)),
        local_age,
        ..Poll::bare("RU", on, level, oktmo(code))
    }
}

fn birth(dice: &mut Dice, twist: Twist, poll_day: Day) -> Day {
    let years_before = |years: i32| poll_day.with_year(poll_day.year() - years).unwrap_or(poll_day);
    match twist {
        Minor => years_before(18).succ_opt().unwrap_or(poll_day),
        BirthdayOnPollingDay => years_before(18),
        _ => years_before(22 + dice.below(60) as i32)
            .checked_sub_days(Days::new(dice.below(365) as u64))
            .unwrap_or(poll_day),
    }
}

/// The facts of one application while they are being made up.
struct Facts {
    rows: Vec<FactDraft>,
}

impl Facts {
    fn put(&mut self, kind: &str, state: State, holds: Interval, evidence: Option<Evidence>) {
        let draft = FactDraft { kind: kind.into(), state, holds, evidence, note: String::new(), supersedes: None };
        self.rows.push(draft);
    }

    fn code(&mut self, kind: &str, code: &str, holds: Interval, shown_by: (&str, String)) {
        let evidence = Evidence { kind: shown_by.0.into(), reference: shown_by.1, dated: None };
        self.put(kind, State::Known(Value::Code(code.into())), holds, Some(evidence));
    }

    /// What a court decided; its decision is of the day from which it holds.
    fn court(&mut self, kind: &str, value: Value, holds: Interval, reference: &str) {
        let evidence = Evidence { kind: "court_decision".into(), reference: reference.into(), dated: holds.from };
        self.put(kind, State::Known(value), holds, Some(evidence));
    }

    /// A registration at a place, shown by the stamp in the passport.
    fn place(&mut self, kind: &str, place: Place, holds: Interval) {
        let evidence = Evidence { kind: "registration_stamp".into(), reference: String::new(), dated: None };
        self.put(kind, State::Known(Value::Place(place)), holds, Some(evidence));
    }

    /// A register was searched and has nothing (else).
    fn nothing(&mut self, kind: &str, dated: Day) {
        let evidence = Evidence { kind: "register_search".into(), reference: String::new(), dated: Some(dated) };
        self.put(kind, State::None, Interval::ALWAYS, Some(evidence));
    }

    fn drop(&mut self, kind: &str) {
        self.rows.retain(|row| row.kind != kind);
    }

    fn unknown(&mut self, kind: &str, why: Why) {
        self.drop(kind);
        self.put(kind, State::Unknown(why), Interval::ALWAYS, None);
    }
}

fn since(day: Day) -> Interval {
    Interval { from: Some(day), to: None }
}

/// A person with a clean record and complete papers.
fn base(facts: &mut Facts, dice: &mut Dice, (poll, home): (&Poll, &Place), right: Right, born: Day) {
    let searched: Day = FIRST_DAY.parse().unwrap_or_default();
    let settled = searched.checked_sub_months(Months::new(6 + dice.below(140) as u32)).unwrap_or(searched);
    let state = if poll.host == "RU" { "BY" } else { "RU" };
    let passport = ("passport", format!("{state} {:06}", dice.below(1_000_000)));
    let birth = Evidence { kind: "passport".into(), reference: passport.1.clone(), dated: None };
    facts.put("birth_date", State::Known(Value::Date(born)), Interval::ALWAYS, Some(birth));
    facts.code("citizenship", state, since(born), passport);
    let permit = format!("82 № {:07}", dice.below(10_000_000));
    facts.code("residence_permit", "permanent", since(settled), ("residence_permit", permit));
    facts.place("registration", home.clone(), since(settled));
    facts.nothing("incapacity", searched);
    facts.nothing("imprisonment", searched);
    if right == Right::Vote {
        return;
    }
    facts.nothing("citizenship", searched);
    facts.nothing("conviction", searched);
    let rest: &[&str] = if poll.host == "RU" {
        &["foreign_conviction", "banned_organisation", "nazi_symbol_penalty", "foreign_permit", "foreign_agent"]
    } else {
        &[
            "foreign_conviction",
            "foreign_permit",
            "foreign_privilege",
            "incompatible_post",
            "other_district",
            "workplace",
        ]
    };
    rest.iter().for_each(|kind| facts.nothing(kind, searched));
    let nominated = poll.nomination_from.and_then(|day| day.checked_add_days(Days::new(9)));
    if let Some(day) = nominated.filter(|_| poll.host == "BY") {
        let paper = Evidence { kind: "application".into(), reference: String::new(), dated: Some(day) };
        facts.put("nomination_date", State::Known(Value::Date(day)), Interval::ALWAYS, Some(paper));
    }
}

fn bend(facts: &mut Facts, twist: Twist, (poll, home): (&Poll, &Place), born: Day) {
    let day = |text: &str| text.parse::<Day>().unwrap_or_default();
    let code = |code: &str| Value::Code(code.into());
    match twist {
        Clean | Minor | BirthdayOnPollingDay | BeforeTheProtocol | RegionalParliament | Referendum
        | NoApplicationDay => {}
        PermitUnknown => facts.drop("residence_permit"),
        PermitRanOut => {
            facts.drop("residence_permit");
            let held = Interval { from: Some(day("2019-03-01")), to: Some(day("2024-03-01")) };
            facts.code("residence_permit", "permanent", held, ("residence_permit", "82 № 0031904".into()));
        }
        PermitTemporary => {
            facts.drop("residence_permit");
            let shown = ("residence_permit", "РВП 77".into());
            facts.code("residence_permit", "temporary", since(day("2025-06-01")), shown);
        }
        NotRegistered | StayOnly => {
            facts.drop("registration");
            facts.nothing("registration", day(FIRST_DAY));
            if twist == StayOnly {
                facts.place("stay_registration", home.clone(), since(day("2026-01-15")));
            }
        }
        ElsewhereRegistered => {
            facts.drop("registration");
            let elsewhere = if poll.host == "RU" { oktmo("60701000001") } else { soato("4401000000") };
            facts.place("registration", elsewhere, since(day("2021-04-01")));
        }
        CapacityNotAsked => facts.drop("incapacity"),
        CustodyRequested => facts.unknown("imprisonment", Why::Requested),
        CustodyRefused => facts.unknown("imprisonment", Why::Refused),
        InPrison | Pretrial => {
            facts.drop("imprisonment");
            let ground = if twist == InPrison { "sentence" } else { "pretrial" };
            facts.court("imprisonment", code(ground), since(day("2026-02-10")), "2-118/2024");
        }
        Incapable => {
            facts.drop("incapacity");
            facts.court("incapacity", Value::Bool(true), since(day("2023-05-04")), "2-77/2023");
        }
        OtherCitizenship => {
            facts.drop("citizenship");
            facts.code("citizenship", "KZ", since(born), ("passport", "KZ N0991234".into()));
            facts.nothing("citizenship", day(FIRST_DAY));
        }
        CitizenshipUnknown => facts.unknown("citizenship", Why::Conflict),
        ThirdCitizenship => {
            facts.code("citizenship", "PL", since(day("2015-08-20")), ("passport", "PL EA1112223".into()));
        }
        ForeignConviction => {
            facts.drop("foreign_conviction");
            let record = Interval { from: Some(day("2017-03-03")), to: Some(day("2021-03-03")) };
            facts.court("foreign_conviction", code("grave"), record, "2-118/2024");
        }
        GraveCrime | OldGraveCrime => {
            facts.drop("conviction");
            let spent = if twist == GraveCrime { day("2022-09-01") } else { day("2009-09-01") };
            let record = Interval { from: Some(day("2004-09-01")), to: Some(spent) };
            facts.court("conviction", code("grave"), record, "2-118/2024");
            facts.nothing("conviction", day(FIRST_DAY));
        }
        BirthDisputed => another_birth(facts, born),
        NothingKnown => facts.rows.clear(),
    }
}

/// A certificate that says another day.
fn another_birth(facts: &mut Facts, born: Day) {
    let other = born.checked_add_months(Months::new(9)).unwrap_or(born);
    let paper = Evidence { kind: "certificate".into(), reference: "I-ЖБ 500123".into(), dated: None };
    facts.put("birth_date", State::Known(Value::Date(other)), Interval::ALWAYS, Some(paper));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::place::within;

    #[test]
    fn the_head_of_a_sample_holds_every_twist_and_is_always_the_same() {
        let make = || {
            let (mut dice, arrives) = (Dice::new(7), FIRST_DAY.parse().unwrap());
            (0..60).map(|n| application(&mut dice, n, arrives)).collect::<Vec<_>>()
        };
        let cases = make();
        assert_eq!(cases, make());
        assert!(cases.iter().any(|case| case.facts.is_empty()));
        assert!(cases.iter().any(|case| case.applied_on.is_none()));
        assert!(cases.iter().any(|case| case.poll.level == "regional_parliament"));
        assert!(cases.iter().all(|case| !case.applicant.name.is_empty()));
    }

    #[test]
    fn people_live_inside_the_places_that_vote() {
        let schema = crate::law::Library::embedded().unwrap().schema;
        let (mut dice, arrives) = (Dice::new(7), FIRST_DAY.parse().unwrap());
        let (mut inside, mut outside) = (0, 0);
        for case in (0..400).map(|n| application(&mut dice, n, arrives)) {
            case.poll.municipality.check(&schema.registers).unwrap();
            for fact in case.facts.iter().filter(|fact| fact.kind == "registration") {
                let State::Known(Value::Place(home)) = &fact.state else { continue };
                home.check(&schema.registers).unwrap();
                assert_ne!(*home, case.poll.municipality, "nobody is registered under the code of the whole");
                match within(home, &case.poll.municipality, &schema.registers) {
                    Some(true) => inside += 1,
                    Some(false) => outside += 1,
                    None => panic!("{home} cannot be compared with {}", case.poll.municipality),
                }
            }
        }
        assert!(inside > 300 && (1..60).contains(&outside), "{inside} inside, {outside} elsewhere");
    }
}
