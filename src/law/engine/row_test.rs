//! Questions about each row of a history: "each ruling is older than five years", "some mandate began after the poll".
//!
//! `some_row(KIND, VALUE, TEST)` asks whether some row of the value passes the test, `each_row` whether there is such a
//! row and all of them pass. **Over no row both are no**: nobody gains a benefit because there is nothing to check, and a
//! bar is written `!some_row(...)`. A first day that is not on record is a range of days, and so is a row that nobody has
//! looked for: it may lie wherever no search reached. A test that holds over the whole range holds; one that holds over a
//! part of it is unknown.

use super::asked::{RowDay, RowTest};
use super::question::{Answer, Question};
use super::timeline;
use super::wanted::Fit;
use crate::domain::{Day, Fact, Many, State, Why};
use crate::law::Tri;
use crate::law::days::{self, NEVER};
use crate::law::expr::Cmp;

/// The earliest and the latest packed day that something can be.
#[derive(Debug, Clone, Copy)]
struct Range {
    low: i32,
    high: i32,
}

const FIRST: i32 = (1 << 9) | (1 << 5) | 1;

impl Range {
    fn day(day: i32) -> Range {
        Range { low: day, high: day }
    }

    fn map(self, step: impl Fn(i32) -> i32) -> Range {
        Range { low: step(self.low), high: step(self.high) }
    }
}

/// The days of one row as far as they are known.
#[derive(Debug, Clone, Copy)]
struct Span {
    from: Range,
    to: Range,
}

impl RowDay {
    fn range(&self, span: Span, question: &Question) -> Range {
        match self {
            RowDay::From => span.from,
            RowDay::To => span.to,
            RowDay::Same(day) => {
                day.at(question.root).map_or(Range { low: FIRST, high: days::pack(NEVER) }, Range::day)
            }
            RowDay::YearsAfter(inner, years, leap) => {
                inner.range(span, question).map(|day| days::years_after(day, *years, *leap))
            }
            RowDay::YearsBefore(inner, years, leap) => {
                inner.range(span, question).map(|day| days::years_before(day, *years, *leap))
            }
            RowDay::DaysAfter(inner, count) => inner.range(span, question).map(|day| days::days_after(day, *count)),
        }
    }
}

impl RowTest {
    fn value(&self, span: Span, question: &Question) -> Tri {
        let all = |parts: &[RowTest], decides: Tri| {
            let mut unknown = false;
            for part in parts {
                match part.value(span, question) {
                    Tri::Unknown => unknown = true,
                    value if value == decides => return decides,
                    _ => {}
                }
            }
            if unknown { Tri::Unknown } else { decides.not() }
        };
        match self {
            RowTest::Fixed(value) => Tri::of(*value),
            RowTest::All(parts) => all(parts, Tri::No),
            RowTest::Any(parts) => all(parts, Tri::Yes),
            RowTest::Not(inner) => inner.value(span, question).not(),
            RowTest::Compare(cmp, a, b) => compare(*cmp, a.range(span, question), b.range(span, question)),
        }
    }
}

fn compare(cmp: Cmp, a: Range, b: Range) -> Tri {
    let ordered = |always: bool, never: bool| match (always, never) {
        (true, _) => Tri::Yes,
        (_, true) => Tri::No,
        _ => Tri::Unknown,
    };
    match cmp {
        Cmp::Lt => ordered(a.high < b.low, a.low >= b.high),
        Cmp::Le => ordered(a.high <= b.low, a.low > b.high),
        Cmp::Gt => ordered(a.low > b.high, a.high <= b.low),
        Cmp::Ge => ordered(a.low >= b.high, a.high < b.low),
        Cmp::Eq => ordered(a.low == a.high && b.low == b.high && a.low == b.low, a.high < b.low || b.high < a.low),
        Cmp::Ne => compare(Cmp::Eq, a, b).not(),
    }
}

/// What the rows on record and the rows that may be missing come to.
#[derive(Debug, Default)]
struct Seen {
    /// A row of the value passes; one does not.
    passes: bool,
    fails: bool,
    /// A row on record may be of the value and pass; may be of the value and not pass.
    may_pass: bool,
    may_fail: bool,
    /// A row that nobody has looked for could pass; could fail.
    hidden_passes: bool,
    hidden_fails: bool,
    why: Option<Why>,
}

/// Whether some row of the value passes the test.
pub fn some<'a>(question: &Question, rows: impl Iterator<Item = &'a Fact> + Clone) -> Answer {
    let Some(seen) = look(question, rows) else { return Answer::Unknown(Why::Conflict) };
    match seen {
        Seen { passes: true, .. } => Answer::Yes,
        Seen { may_pass: false, hidden_passes: false, .. } => Answer::No,
        Seen { why, .. } => Answer::Unknown(why.unwrap_or(Why::NotAsked)),
    }
}

/// Whether there is a row of the value, and every one passes.
pub fn each<'a>(question: &Question, rows: impl Iterator<Item = &'a Fact> + Clone) -> Answer {
    let Some(seen) = look(question, rows) else { return Answer::Unknown(Why::Conflict) };
    match seen {
        Seen { fails: true, .. } => Answer::No,
        Seen { passes: true, may_fail: false, hidden_fails: false, .. } => Answer::Yes,
        Seen { passes: false, may_pass: false, may_fail: false, hidden_passes: false, hidden_fails: false, .. } => {
            Answer::No
        }
        Seen { why, .. } => Answer::Unknown(why.unwrap_or(Why::NotAsked)),
    }
}

/// `None`: a conflict is on record.
fn look<'a>(question: &Question, rows: impl Iterator<Item = &'a Fact> + Clone) -> Option<Seen> {
    let test = question.row?;
    // Of a kind with one value on a day, rows that cannot both be so are a conflict wherever they meet.
    if question.many != Many::Several
        && timeline::over(question, Day::MIN, NEVER, rows.clone()).unknown == Some(Why::Conflict)
    {
        return None;
    }
    let mut seen = Seen::default();
    // What the searches covered, and, for a kind with one value on a day, what other values did.
    let mut covered: Vec<(i32, i32)> = Vec::new();
    let never = days::pack(NEVER);
    let side = |day: Option<Day>, open: i32| day.map_or(open, days::pack);
    for row in rows {
        let span = (side(row.holds.from, FIRST), side(row.holds.to, never));
        let value = match &row.state {
            State::None => {
                covered.push(span);
                continue;
            }
            State::Unknown(Why::Conflict) => return None,
            State::Unknown(why) => {
                seen.why = seen.why.max(Some(*why));
                continue;
            }
            State::Known(value) => value,
        };
        let from = match row.holds.from {
            Some(from) => Range::day(days::pack(from)),
            None => Range { low: FIRST, high: days::pack(question.begun_by(row)) },
        };
        let passes = test.value(Span { from, to: Range::day(span.1) }, question);
        match (question.wanted.fit(value), passes) {
            (Fit::No, _) if question.many == Many::Several => {}
            (Fit::No, _) => covered.push((from.high, span.1)),
            (Fit::Yes, Tri::Yes) => seen.passes = true,
            (Fit::Yes, Tri::No) => seen.fails = true,
            (Fit::Yes | Fit::Maybe, passes) => {
                seen.may_pass |= passes != Tri::No;
                seen.may_fail |= passes != Tri::Yes;
            }
        }
    }
    let gaps = if seen.why.is_some() { vec![(FIRST, never)] } else { gaps(covered, never) };
    for (start, end) in gaps {
        let hidden = Span { from: Range { low: start, high: end }, to: Range { low: start, high: end } };
        let passes = test.value(hidden, question);
        seen.hidden_passes |= passes != Tri::No;
        seen.hidden_fails |= passes != Tri::Yes;
    }
    Some(seen)
}

/// The days that nothing covers.
fn gaps(mut covered: Vec<(i32, i32)>, never: i32) -> Vec<(i32, i32)> {
    covered.sort_unstable();
    let mut gaps = Vec::new();
    let mut reached = FIRST;
    for (start, end) in covered {
        if start > reached {
            gaps.push((reached, start));
        }
        reached = reached.max(end);
    }
    if reached < never {
        gaps.push((reached, never));
    }
    gaps
}

#[cfg(test)]
mod tests;
