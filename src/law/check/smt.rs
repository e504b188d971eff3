//! A pack as SMT-LIB 2, so that other hands can read the law: what each criterion says where every slot is known.
//!
//! It is written from the meaning, not from the engine: ages are years less one before the birthday, days are counted
//! by a day number, exceptions are a formula. One `(push 1)` to `(pop 1)` for each interval of the law, in three
//! parts: the slots, the criteria, and what facts on record can be together.
//!
//! Only what `or else` may miss has a constant for "known" (`k3`); every other slot is known. Where a pack leaves
//! 29 February open, the criteria stand there twice (`up`, `down`), and where they differ the finding is contested.

use std::fmt::Write as _;

use crate::law::days::Leap;
use crate::law::engine::asked::{Scalar, SlotDef};
use crate::law::engine::compiled::{Compiled, CompiledCriterion, Effect};
use crate::law::engine::day_of::{DayOf, Root};
use crate::law::engine::program::{At, Ins, Operand};
use crate::law::expr::{Cmp, Given};
use crate::law::pack::Pack;

mod together;

/// Years of the days that a slot can hold: so far from the ends of the calendar that no rule of the law reaches them.
const YEARS: (i32, i32) = (1800, 2999);

/// What every interval needs: leap years, the length of a month, the number of a day, 29 February in other years.
const PREAMBLE: &str = "(set-logic ALL)
(define-fun leap ((y Int)) Bool (and (= (mod y 4) 0) (or (not (= (mod y 100) 0)) (= (mod y 400) 0))))
(define-fun last-of ((y Int) (m Int)) Int
  (ite (= m 2) (ite (leap y) 29 28) (ite (or (= m 4) (= m 6) (= m 9) (= m 11)) 30 31)))
(define-fun packed ((y Int) (m Int) (d Int)) Int (+ (* y 512) (* m 32) d))
(define-fun before ((m Int)) Int
  (ite (= m 1) 0 (ite (= m 2) 31 (ite (= m 3) 59 (ite (= m 4) 90 (ite (= m 5) 120 (ite (= m 6) 151
  (ite (= m 7) 181 (ite (= m 8) 212 (ite (= m 9) 243 (ite (= m 10) 273 (ite (= m 11) 304 334))))))))))))
(define-fun number ((y Int) (m Int) (d Int)) Int
  (+ (* 365 (- y 1)) (div (- y 1) 4) (- (div (- y 1) 100)) (div (- y 1) 400)
     (before m) (ite (and (> m 2) (leap y)) 1 0) d))
(define-fun clamped ((y Int)) Int (ite (< y 1) 1 (ite (> y 9999) 9999 y)))
";

/// A day in three terms.
#[derive(Debug, Clone, PartialEq)]
struct DayTerm {
    y: String,
    m: String,
    d: String,
}

impl DayTerm {
    fn named(name: &str) -> DayTerm {
        DayTerm { y: format!("{name}.y"), m: format!("{name}.m"), d: format!("{name}.d") }
    }

    fn fixed(packed: i32) -> DayTerm {
        let [y, m, d] = [packed >> 9, packed >> 5 & 15, packed & 31].map(integer);
        DayTerm { y, m, d }
    }

    fn packed(&self) -> String {
        format!("(packed {} {} {})", self.y, self.m, self.d)
    }

    fn is(&self, month: i32, day: i32) -> String {
        format!("(and (= {} {month}) (= {} {day}))", self.m, self.d)
    }
}

/// A side of a comparison. What a constant is, a number or a day, its place says.
#[derive(Debug, Clone)]
enum Side {
    Const(i32),
    Number(String),
    Day(DayTerm),
}

impl Side {
    fn number(&self) -> String {
        match self {
            Side::Const(value) => integer(*value),
            Side::Number(term) => term.clone(),
            Side::Day(day) => day.packed(),
        }
    }

    fn day(&self) -> DayTerm {
        match self {
            Side::Const(packed) => DayTerm::fixed(*packed),
            Side::Day(day) => day.clone(),
            Side::Number(term) => DayTerm {
                y: format!("(div {term} 512)"),
                m: format!("(div (mod {term} 512) 32)"),
                d: format!("(mod {term} 32)"),
            },
        }
    }
}

fn integer(value: i32) -> String {
    if value < 0 { format!("(- {})", value.unsigned_abs()) } else { value.to_string() }
}

fn joined(op: &str, parts: &[String], none: &str) -> String {
    match parts {
        [] => none.to_owned(),
        [one] => one.clone(),
        _ => format!("({op} {})", parts.join(" ")),
    }
}

/// What a slot is to a solver.
enum Kind {
    YesNo,
    Number(i32, i32),
    Day,
}

fn kind(def: &SlotDef, compiled: &Compiled) -> Kind {
    let below = |count: usize| Kind::Number(0, count as i32 - 1);
    match def {
        SlotDef::History(_) | SlotDef::PollIn(_) | SlotDef::Fact { is: Scalar::Flag, .. } => Kind::YesNo,
        SlotDef::Fact { is: Scalar::Day, .. } => Kind::Day,
        SlotDef::Fact { is: Scalar::Code(codes), .. } => below(codes.len()),
        SlotDef::Fact { is: Scalar::Number, .. } => Kind::Number(-999_999, 999_999),
        SlotDef::Given(Given::PollLevel) => below(compiled.levels.len()),
        SlotDef::Given(Given::PollLocalAge) => Kind::Number(0, 200),
        SlotDef::Given(_) => Kind::Day,
    }
}

/// A pack with every interval of its law.
pub fn export(pack: &Pack) -> String {
    let edition = &pack.edition;
    let mut text = format!("; {}@{} #{}\n{PREAMBLE}", edition.id, edition.version, pack.short_hash());
    for (at, compiled) in pack.compiled.iter().enumerate() {
        let _ = writeln!(text, "; == interval {at}: {}\n(push 1)", compiled.in_force);
        let mut writer =
            Writer { pack, compiled, law: compiled, out: String::new(), moved: Vec::new(), roots: Vec::new() };
        writer.interval();
        text += &writer.out;
        text += "(check-sat)\n(pop 1)\n";
    }
    text
}

/// A day, and how many days later.
type Counted = (String, String);

struct Writer<'a> {
    pack: &'a Pack,
    /// The law as the pack states it, and the one that is being written: the same, or that of the other leap day.
    compiled: &'a Compiled,
    law: &'a Compiled,
    out: String,
    /// Days counted by `days_after` so far, by what they are counted from and how many; and dates without a slot.
    moved: Vec<(Counted, String)>,
    roots: Vec<(Root, DayTerm)>,
}

impl Writer<'_> {
    fn line(&mut self, text: &str) {
        self.out += text;
        self.out.push('\n');
    }

    fn assert(&mut self, term: &str) {
        self.line(&format!("(assert {term})"));
    }

    fn define(&mut self, name: &str, sort: &str, term: &str) {
        self.line(&format!("(declare-const {name} {sort})"));
        self.assert(&format!("(= {name} {term})"));
    }

    fn interval(&mut self) {
        self.line("; -- slots");
        for (at, def) in self.compiled.slots.iter().enumerate() {
            self.slot(&format!("s{at}"), def);
            let other = self.compiled.down.as_ref().map(|down| &down.slots[at]);
            if let Some(other) = other.filter(|other| *other != def) {
                self.slot(&format!("d{at}"), other);
            }
        }
        self.optional();
        self.line("; -- criteria");
        let compiled = self.compiled;
        compiled.criteria.iter().for_each(|one| self.criterion("up", one));
        if let Some(down) = &compiled.down {
            self.law = down;
            down.criteria.iter().for_each(|one| self.criterion("down", one));
            self.law = self.compiled;
        }
        self.verdicts();
        self.line("; -- together");
        together::write(self);
    }

    fn slot(&mut self, name: &str, def: &SlotDef) {
        self.line(&format!("; {name}: {}", together::told(def)));
        match kind(def, self.compiled) {
            Kind::YesNo => self.line(&format!("(declare-const {name} Bool)")),
            Kind::Day => self.day(name, YEARS),
            Kind::Number(from, to) => {
                self.line(&format!("(declare-const {name} Int)"));
                self.assert(&format!("(<= {} {name} {})", integer(from), integer(to)));
            }
        }
    }

    fn day(&mut self, name: &str, (from, to): (i32, i32)) {
        let DayTerm { y, m, d } = DayTerm::named(name);
        for part in [&y, &m, &d] {
            self.line(&format!("(declare-const {part} Int)"));
        }
        self.assert(&format!("(and (<= {from} {y} {to}) (<= 1 {m} 12) (<= 1 {d} (last-of {y} {m})))"));
    }

    /// The slots that may be unknown: those on the first side of `or else`. One that is read elsewhere too is known.
    fn optional(&mut self) {
        let program = &self.compiled.program;
        let mut reads = [0u32; crate::law::engine::program::SLOTS];
        let mut optional = 0u64;
        for at in 0..program.ins.len() {
            let sides = match program.ins[at] {
                Ins::OrElse(first, second) => {
                    optional |= self.reads(first);
                    vec![first, second]
                }
                Ins::Compare(_, a, b) | Ins::AgeOn(a, b, _) | Ins::YearsAfter(a, b, _) => vec![a, b],
                Ins::YearsBefore(a, b, _) | Ins::DaysAfter(a, b) => vec![a, b],
                Ins::In(one, _) => vec![one],
                Ins::NotLoad(slot) => vec![Operand::Slot(slot)],
                _ => vec![],
            };
            for side in sides {
                if let Operand::Slot(slot) = side {
                    reads[usize::from(slot)] += 1;
                }
            }
        }
        for slot in crate::law::engine::program::bits(optional).collect::<Vec<_>>() {
            self.line(&format!("(declare-const k{slot} Bool)"));
            if reads[slot] > 1 {
                self.assert(&format!("k{slot}"));
            }
        }
    }

    fn reads(&self, operand: Operand) -> u64 {
        match operand {
            Operand::Slot(slot) => 1 << slot,
            Operand::Const(_) => 0,
            Operand::At(at) => self.law.program.reads(at),
        }
    }

    /// One criterion under one rule for 29 February: its condition, its exceptions, what they make of it.
    fn criterion(&mut self, law: &str, criterion: &CompiledCriterion) {
        let pack = self.pack;
        let stated = &pack.criteria[criterion.criterion];
        let id = &stated.id;
        let base = self.truth(criterion.root);
        let condition = format!("|{law}.{id}.condition|");
        self.define(&condition, "Bool", &base);
        let mut by_effect: [Vec<String>; 3] = Default::default();
        for (exception, stated) in criterion.exceptions.iter().zip(&stated.exceptions) {
            let applies = self.truth(exception.root);
            let name = format!("|{law}.{id}.exception.{}|", stated.id);
            self.define(&name, "Bool", &applies);
            by_effect[exception.effect as usize].push(name);
        }
        let some = |effect: Effect| joined("or", &by_effect[effect as usize], "false");
        let (met, not_met, contested) = (some(Effect::Met), some(Effect::NotMet), some(Effect::Contested));
        let clash = format!("(or {contested} (and {met} {not_met}))");
        self.define(&format!("|{law}.{id}.contested|"), "Bool", &clash);
        let holds = format!("(and (not {clash}) (not {not_met}) (or {met} {condition}))");
        self.define(&format!("|{law}.{id}.met|"), "Bool", &holds);
    }

    /// The finding of each criterion, and the outcome.
    fn verdicts(&mut self) {
        let laws = if self.compiled.down.is_some() { vec!["up", "down"] } else { vec!["up"] };
        let (mut met, mut not_met) = (Vec::new(), Vec::new());
        let (pack, compiled) = (self.pack, self.compiled);
        for criterion in &compiled.criteria {
            let id = &pack.criteria[criterion.criterion].id;
            let under = |term: &dyn Fn(&str) -> String| {
                let parts: Vec<String> = laws.iter().map(|law| term(law)).collect();
                joined("and", &parts, "true")
            };
            let holds = under(&|law| format!("|{law}.{id}.met|"));
            let fails = under(&|law| format!("(not (or |{law}.{id}.met| |{law}.{id}.contested|))"));
            self.define(&format!("|{id}.met|"), "Bool", &holds);
            self.define(&format!("|{id}.not_met|"), "Bool", &fails);
            self.define(&format!("|{id}.contested|"), "Bool", &format!("(not (or |{id}.met| |{id}.not_met|))"));
            met.push(format!("|{id}.met|"));
            not_met.push(format!("|{id}.not_met|"));
        }
        self.define("|outcome.eligible|", "Bool", &joined("and", &met, "true"));
        self.define("|outcome.ineligible|", "Bool", &joined("or", &not_met, "false"));
        self.define("|outcome.contested|", "Bool", "(not (or |outcome.eligible| |outcome.ineligible|))");
    }

    fn truth(&mut self, at: At) -> String {
        let program = &self.law.program;
        match program.ins[at as usize] {
            Ins::Const(value) => (value != 0).to_string(),
            Ins::Load(slot) => self.name(slot),
            Ins::NotLoad(slot) => format!("(not {})", self.name(slot)),
            Ins::Not(inner) => format!("(not {})", self.truth(inner)),
            Ins::All(from, to) => self.gather("and", from, to, "true"),
            Ins::Any(from, to) => self.gather("or", from, to, "false"),
            Ins::Compare(cmp, a, b) => {
                let (a, b) = (self.side(a).number(), self.side(b).number());
                compared(cmp, &a, &b)
            }
            Ins::In(one, set) => {
                let one = self.side(one).number();
                let members = &program.sets[set as usize];
                let parts: Vec<String> =
                    members.iter().map(|member| format!("(= {one} {})", integer(*member))).collect();
                joined("or", &parts, "false")
            }
            // A number or a day is no condition; the reader of packs refuses it there.
            Ins::AgeOn(..) | Ins::YearsAfter(..) | Ins::YearsBefore(..) | Ins::DaysAfter(..) | Ins::OrElse(..) => {
                "false".to_owned()
            }
        }
    }

    fn gather(&mut self, op: &str, from: u16, to: u16, none: &str) -> String {
        let kids = self.law.program.kids[from as usize..to as usize].to_vec();
        let parts: Vec<String> = kids.into_iter().map(|kid| self.truth(kid)).collect();
        joined(op, &parts, none)
    }

    /// The constant of a slot in the law that is being written.
    fn name(&self, slot: u8) -> String {
        let at = usize::from(slot);
        let own = self.law.slots[at] != self.compiled.slots[at];
        format!("{}{slot}", if own { 'd' } else { 's' })
    }

    fn side(&mut self, operand: Operand) -> Side {
        match operand {
            Operand::Const(value) => Side::Const(value),
            Operand::Slot(slot) => {
                let name = self.name(slot);
                match kind(&self.law.slots[usize::from(slot)], self.compiled) {
                    Kind::Day => Side::Day(DayTerm::named(&name)),
                    Kind::Number(..) => Side::Number(name),
                    Kind::YesNo => Side::Number(format!("(ite {name} 1 0)")),
                }
            }
            Operand::At(at) => self.scalar(at),
        }
    }

    fn scalar(&mut self, at: At) -> Side {
        match self.law.program.ins[at as usize] {
            Ins::Const(value) => Side::Const(value),
            Ins::Load(slot) => self.side(Operand::Slot(slot)),
            Ins::AgeOn(born, on, leap) => {
                let (born, on) = (self.side(born).day(), self.side(on).day());
                Side::Number(age(&born, &on, leap))
            }
            Ins::YearsAfter(day, years, leap) => {
                let (day, years) = (self.side(day).day(), self.side(years).number());
                Side::Day(years_after(&day, &years, leap))
            }
            Ins::YearsBefore(day, years, leap) => {
                let (day, years) = (self.side(day).day(), self.side(years).number());
                Side::Day(years_before(&day, &years, leap))
            }
            Ins::DaysAfter(day, count) => {
                let (day, count) = (self.side(day).day(), self.side(count).number());
                Side::Day(self.days_after(&day, &count))
            }
            Ins::OrElse(first, second) => {
                let known: Vec<String> =
                    crate::law::engine::program::bits(self.reads(first)).map(|slot| format!("k{slot}")).collect();
                let known = joined("and", &known, "true");
                let (first, second) = (self.side(first), self.side(second));
                or_else(&known, &first, &second)
            }
            _ => Side::Number(format!("(ite {} 1 0)", self.truth(at))),
        }
    }

    /// A new day whose number is that of the other and so many more: there is exactly one.
    fn days_after(&mut self, day: &DayTerm, count: &str) -> DayTerm {
        let key = (day.packed(), count.to_owned());
        if let Some((_, name)) = self.moved.iter().find(|(known, _)| *known == key) {
            return DayTerm::named(name);
        }
        let name = format!("n{}", self.moved.len());
        self.day(&name, (1, 9999));
        let moved = DayTerm::named(&name);
        let number = |day: &DayTerm| format!("(number {} {} {})", day.y, day.m, day.d);
        self.assert(&format!("(= {} (+ {} {count}))", number(&moved), number(day)));
        self.moved.push((key, name));
        moved
    }

    /// A day of a question to a history.
    fn day_of(&mut self, day: &DayOf) -> DayTerm {
        match day {
            DayOf::Fixed(packed) => DayTerm::fixed(*packed),
            DayOf::Root(root) => self.root(root),
            DayOf::YearsAfter(inner, years, leap) => years_after(&self.day_of(inner), &integer(*years), *leap),
            DayOf::YearsBefore(inner, years, leap) => years_before(&self.day_of(inner), &integer(*years), *leap),
            DayOf::DaysAfter(inner, count) => {
                let inner = self.day_of(inner);
                self.days_after(&inner, &integer(*count))
            }
            DayOf::Milestone(first, second) => {
                let root = first.root().cloned();
                let (first, second) = (self.day_of(first), self.day_of(second));
                let at = root.and_then(|root| self.compiled.slots.iter().position(|def| together::is_root(def, &root)));
                let known = at.map(|at| format!("k{at}")).filter(|name| self.out.contains(&format!("-const {name} ")));
                match known.map(|known| or_else(&known, &Side::Day(first.clone()), &Side::Day(second))) {
                    Some(Side::Day(day)) => day,
                    _ => first,
                }
            }
        }
    }

    /// A date that a day counts from: its slot, or a constant of its own where no criterion reads it.
    fn root(&mut self, root: &Root) -> DayTerm {
        if let Some(at) = self.compiled.slots.iter().position(|def| together::is_root(def, root)) {
            return DayTerm::named(&format!("s{at}"));
        }
        if let Some((_, day)) = self.roots.iter().find(|(known, _)| known == root) {
            return day.clone();
        }
        let name = format!("g.{}", together::root_name(root));
        self.day(&name, YEARS);
        let day = DayTerm::named(&name);
        self.roots.push((root.clone(), day.clone()));
        day
    }
}

fn compared(cmp: Cmp, a: &str, b: &str) -> String {
    match cmp {
        Cmp::Eq => format!("(= {a} {b})"),
        Cmp::Ne => format!("(not (= {a} {b}))"),
        Cmp::Lt => format!("(< {a} {b})"),
        Cmp::Le => format!("(<= {a} {b})"),
        Cmp::Gt => format!("(> {a} {b})"),
        Cmp::Ge => format!("(>= {a} {b})"),
    }
}

/// The calendar years between, less one where this year's birthday has not come.
fn age(born: &DayTerm, on: &DayTerm, leap: Leap) -> String {
    let birthday = match leap {
        Leap::Up => born.d.clone(),
        Leap::Down => format!("(ite (and {} (not (leap {}))) 28 {})", born.is(2, 29), on.y, born.d),
    };
    let to_come = format!("(or (< {} {}) (and (= {0} {1}) (< {} {birthday})))", on.m, born.m, on.d);
    format!("(- {} {} (ite {to_come} 1 0))", on.y, born.y)
}

fn years_after(day: &DayTerm, years: &str, leap: Leap) -> DayTerm {
    let y = format!("(clamped (+ {} {years}))", day.y);
    let lost = format!("(and {} (not (leap {y})))", day.is(2, 29));
    match leap {
        Leap::Up => DayTerm { m: format!("(ite {lost} 3 {})", day.m), d: format!("(ite {lost} 1 {})", day.d), y },
        Leap::Down => DayTerm { m: day.m.clone(), d: format!("(ite {lost} 28 {})", day.d), y },
    }
}

/// The last day after which so many years reach no further than the day itself.
fn years_before(day: &DayTerm, years: &str, leap: Leap) -> DayTerm {
    let y = format!("(clamped (- {} {years}))", day.y);
    let lost = format!("(and {} (not (leap {y})))", day.is(2, 29));
    let d = match leap {
        Leap::Up => format!("(ite {lost} 28 {})", day.d),
        Leap::Down => {
            let gained = format!("(and {} (leap {y}) (not (leap {})))", day.is(2, 28), day.y);
            format!("(ite {lost} 28 (ite {gained} 29 {}))", day.d)
        }
    };
    DayTerm { y, m: day.m.clone(), d }
}

fn or_else(known: &str, first: &Side, second: &Side) -> Side {
    let either = |a: &str, b: &str| format!("(ite {known} {a} {b})");
    match (first, second) {
        (Side::Day(_), _) | (_, Side::Day(_)) => {
            let (a, b) = (first.day(), second.day());
            Side::Day(DayTerm { y: either(&a.y, &b.y), m: either(&a.m, &b.m), d: either(&a.d, &b.d) })
        }
        _ => Side::Number(either(&first.number(), &second.number())),
    }
}

#[cfg(test)]
mod tests;
