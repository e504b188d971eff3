//! What the rows of one kind say on a day, and over a run of days.
//!
//! On each day the rows that cover it are counted by what they say to the question; `Tally::answer` is the one place
//! where counts become yes, no or unknown. Between two days on which a row begins or ends nothing changes, so a run of
//! days is answered segment by segment.

use crate::domain::{Day, Fact, Many, State, Value, Why};
use crate::law::engine::question::{Answer, Question};
use crate::law::engine::wanted::Fit;
#[cfg(test)]
use crate::law::tri::Tri;

/// What one row says to a question on the days that it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    /// The value that is asked for.
    Yes,
    /// A value that may be the one asked for: less is known than is asked.
    Maybe,
    /// The value that is (or may be) asked for, in a row that may not have begun.
    MayHold,
    /// Another value.
    Other,
    /// The register was searched: nothing, or nothing else, is there.
    Nothing,
    Unknown(Why),
    /// A value that would prevail over the others, in a row that may not have begun.
    MayPrevail,
}

/// One stretch of days in which a row says one thing, end exclusive.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    from: Day,
    to: Day,
    says: Says,
    prevails: bool,
}

/// How many rows say what on one day. The second number of a pair counts rows whose value prevails.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    yes: [u32; 2],
    maybe: [u32; 2],
    other: [u32; 2],
    may_hold: u32,
    may_prevail: u32,
    nothing: u32,
    /// By the order of [`Why`].
    unknown: [u32; 4],
}

impl Tally {
    fn count(&mut self, stretch: &Stretch) -> &mut u32 {
        let at = usize::from(stretch.prevails);
        match stretch.says {
            Says::Yes => &mut self.yes[at],
            Says::Maybe => &mut self.maybe[at],
            Says::Other => &mut self.other[at],
            Says::MayHold => &mut self.may_hold,
            Says::Nothing => &mut self.nothing,
            Says::Unknown(why) => &mut self.unknown[why as usize],
            Says::MayPrevail => &mut self.may_prevail,
        }
    }

    fn add(&mut self, stretch: &Stretch) {
        *self.count(stretch) += 1;
    }

    fn remove(&mut self, stretch: &Stretch) {
        *self.count(stretch) -= 1;
    }

    /// Yes, no or unknown on this day: the table of [`crate::law::engine::history`].
    fn answer(&self, many: Many) -> Answer {
        if self.unknown[Why::Conflict as usize] > 0 {
            return Answer::Unknown(Why::Conflict);
        }
        let prevailing = self.yes[1] + self.maybe[1] + self.other[1] > 0;
        let from = |counts: [u32; 2]| if prevailing { counts[1] > 0 } else { counts[0] > 0 };
        let (yes, maybe, other) = (from(self.yes), from(self.maybe), from(self.other));
        let nothing = self.nothing > 0;
        let whys = [Why::Refused, Why::Requested, Why::NotAsked];
        let unknown = whys.into_iter().find(|why| self.unknown[*why as usize] > 0);
        if many == Many::Several {
            return match (yes, unknown, nothing) {
                (true, ..) => Answer::Yes,
                (false, Some(why), _) => Answer::Unknown(why),
                (false, None, true) if !maybe && self.may_hold == 0 => Answer::No,
                (false, None, _) => Answer::Unknown(Why::NotAsked),
            };
        }
        // At most one value on a day, and two rows say what cannot both be so.
        let says = [yes || maybe, other, nothing];
        if says.into_iter().filter(|said| *said).count() > 1 {
            return Answer::Unknown(Why::Conflict);
        }
        // Something that would prevail may have begun by now: then the value on record does not count.
        let unsettled = self.may_prevail > 0 && !prevailing;
        match (yes, unknown) {
            (true, _) if !unsettled => Answer::Yes,
            (false, Some(why)) => Answer::Unknown(why),
            (false, None) if !unsettled && (other || nothing) => Answer::No,
            _ => Answer::Unknown(Why::NotAsked),
        }
    }
}

/// What the rows answer on one day.
pub fn on<'a>(question: &Question, day: Day, rows: impl Iterator<Item = &'a Fact>) -> Answer {
    let mut tally = Tally::default();
    for row in rows {
        for stretch in stretches(question, row).into_iter().flatten() {
            if stretch.from <= day && day < stretch.to {
                tally.add(&stretch);
            }
        }
    }
    tally.answer(question.many)
}

/// What the rows answer over all days from the first to the last: whether some day says yes, whether some says no, and
/// the weightiest reason for which some day says neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Over {
    pub some_yes: bool,
    pub some_no: bool,
    pub unknown: Option<Why>,
}

impl Over {
    fn see(&mut self, answer: Answer) {
        match answer {
            Answer::Yes => self.some_yes = true,
            Answer::No => self.some_no = true,
            Answer::Unknown(why) => self.unknown = self.unknown.max(Some(why)),
        }
    }

    /// Whether it holds on some day.
    pub fn some_day(self) -> Answer {
        match (self.some_yes, self.unknown) {
            (true, _) => Answer::Yes,
            (false, Some(why)) => Answer::Unknown(why),
            (false, None) => Answer::No,
        }
    }

    /// Whether it holds on every day.
    pub fn every_day(self) -> Answer {
        match (self.some_no, self.unknown) {
            (true, _) => Answer::No,
            (false, Some(why)) => Answer::Unknown(why),
            (false, None) if self.some_yes => Answer::Yes,
            (false, None) => Answer::No,
        }
    }
}

/// Walks the days from the first to the last, segment by segment. Over no day at all nothing holds.
pub fn over<'a>(question: &Question, first: Day, last: Day, rows: impl Iterator<Item = &'a Fact>) -> Over {
    let mut over = Over::default();
    if first > last {
        return over;
    }
    let mut tally = Tally::default();
    let mut turns: Vec<(Day, bool, Stretch)> = Vec::new();
    for row in rows {
        for stretch in stretches(question, row).into_iter().flatten() {
            if stretch.from > last || stretch.to <= first {
                continue;
            }
            if stretch.from <= first {
                tally.add(&stretch);
            } else {
                turns.push((stretch.from, true, stretch));
            }
            if stretch.to <= last {
                turns.push((stretch.to, false, stretch));
            }
        }
    }
    turns.sort_unstable_by_key(|(day, ..)| *day);
    over.see(tally.answer(question.many));
    let mut turns = turns.iter().peekable();
    while let Some((day, begins, stretch)) = turns.next() {
        if *begins {
            tally.add(stretch);
        } else {
            tally.remove(stretch);
        }
        // A row that begins may be counted before one that ends on the same day; only the whole day is looked at.
        if turns.peek().is_none_or(|(next, ..)| next != day) {
            over.see(tally.answer(question.many));
        }
    }
    over
}

/// What a row says, and when. A row without a first day began on an unknown day, not later than the day on which it was
/// shown: before that it may hold. A search without a first day reached back without limit.
fn stretches(question: &Question, row: &Fact) -> [Option<Stretch>; 2] {
    let (start, end) = (Day::MIN, row.holds.to.unwrap_or(Day::MAX));
    let whole = |says, prevails| Stretch { from: row.holds.from.unwrap_or(start), to: end, says, prevails };
    let value = match &row.state {
        State::None => return [Some(whole(Says::Nothing, false)), None],
        State::Unknown(why) => return [Some(whole(Says::Unknown(*why), false)), None],
        State::Known(value) => value,
    };
    let prevails = prevails(question, value);
    let fit = question.wanted.fit(value);
    let says = match fit {
        Fit::Yes => Says::Yes,
        Fit::Maybe => Says::Maybe,
        Fit::No => Says::Other,
    };
    if row.holds.from.is_some() {
        return [Some(whole(says, prevails)), None];
    }
    let begun = question.begun_by(row);
    let certain = Stretch { from: begun, to: end, says, prevails };
    let before = match (fit, prevails) {
        (_, true) => Some(Says::MayPrevail),
        (Fit::Yes | Fit::Maybe, false) => Some(Says::MayHold),
        (Fit::No, false) => None,
    };
    [before.map(|says| Stretch { from: start, to: begun, says, prevails: false }), Some(certain)]
}

fn prevails(question: &Question, value: &Value) -> bool {
    !question.prevails.is_empty() && matches!(value, Value::Code(code) if question.prevails.contains(code))
}

impl Answer {
    /// Yes, no, or not known for whatever reason.
    #[cfg(test)]
    pub fn tri(self) -> Tri {
        match self {
            Answer::Yes => Tri::Yes,
            Answer::No => Tri::No,
            Answer::Unknown(_) => Tri::Unknown,
        }
    }
}
