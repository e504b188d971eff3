//! The line of a filter, read word by word. Words and codes may be typed in capitals; a word that would take another's place
//! without a word is refused.

use super::{
    Column, Comparison, Condition, FLAGS, Filter, FilterProblem, KEYS, Known, Order, STATUS_WORDS, When, Whose,
};
use crate::domain::case::{Outcome, Status, StatusFilter};
use crate::domain::day_words::{Leaning, read_day};
use crate::domain::layout::retyped;
use crate::domain::near::nearest_first;
use crate::domain::poll::Right;
use crate::domain::time::Day;
use crate::domain::{Clean, fold};

/// So much of a word is said again where it is wrong: a long one would fill the screen.
const SAID: usize = 24;
/// So many of what the office has are named for something that it does not have.
const NAMED: usize = 3;
/// Where it has no more than these, all are named: of short codes none is nearer than another.
const FEW: usize = 8;

/// A filter while it is read.
struct Reader<'a> {
    filter: Filter,
    /// The words that set the status, the order and the columns, as they were typed.
    status: Option<String>,
    order: Option<String>,
    columns: Option<String>,
    me: &'a str,
    today: Day,
    known: &'a Known,
}

impl Filter {
    /// Reads a line. `me`: whose cases are "mine"; `known`: what the office has.
    pub fn parse(line: &str, me: &str, today: Day, known: &Known) -> Result<Filter, FilterProblem> {
        let filter = Filter::default();
        let mut reader = Reader { filter, status: None, order: None, columns: None, me, today, known };
        for word in words(line) {
            let read = reader.take(&word);
            if let Err(problem) = read {
                let mut meant = retyped(&word).into_iter().map(|other| other.replace(';', ":"));
                if !meant.any(|other| reader.take(&other).is_ok()) {
                    return Err(problem);
                }
            }
        }
        // What is appealed against was decided: it is no work that waits for a decision.
        if reader.status.is_none() && reader.filter.has(&Condition::Appealed) {
            reader.filter.status = StatusFilter::All;
        }
        Ok(reader.filter)
    }
}

fn problem(word: &str, key: &'static str, instead: String) -> FilterProblem {
    FilterProblem { word: said(word), key, instead }
}

/// A word as it is said again.
fn said(word: &str) -> String {
    Clean::new(word).fit(SAID).to_string()
}

fn no_such_word(word: &str) -> FilterProblem {
    let alone = KEYS.into_iter().filter(|key| !FLAGS.contains(key));
    problem(word, "filter-no-such-word", FLAGS.into_iter().chain(alone).collect::<Vec<_>>().join(", "))
}

impl Reader<'_> {
    fn flag(&self, word: &str) -> Option<Condition> {
        let me = || Whose::Named(self.me.to_owned());
        Some(match word {
            "own" => Condition::Own(self.me.to_owned()),
            "mine" => Condition::Assigned(me()),
            "unassigned" => Condition::Assigned(Whose::Nobodys),
            "held" => Condition::Held(Whose::Anybodys),
            "returned" => Condition::Returned,
            "asked" => Condition::Asked(me()),
            "appealed" => Condition::Appealed,
            "overdue" => Condition::Overdue,
            "resting" => Condition::Resting,
            "late" => Condition::Due(Comparison::Before, When::InDays(0)),
            _ => return None,
        })
    }

    /// Takes in one word.
    fn take(&mut self, word: &str) -> Result<(), FilterProblem> {
        if let Some(condition) = self.flag(&word.to_lowercase()) {
            self.and(condition);
            return Ok(());
        }
        let split = word.find([':', '<', '>']).filter(|at| *at > 0);
        let (key, rest) = split.map(|at| word.split_at(at)).ok_or_else(|| no_such_word(word))?;
        let key = key.to_lowercase();
        if !KEYS.contains(&key.as_str()) {
            return Err(no_such_word(word));
        }
        let comparison = [Comparison::UpTo, Comparison::From, Comparison::Before, Comparison::After, Comparison::On];
        let comparison = comparison.into_iter().find(|one| rest.starts_with(one.code()));
        let comparison = comparison.ok_or_else(|| no_such_word(word))?;
        let value = rest[comparison.code().len()..].trim_matches('"');
        if value.is_empty() {
            return Err(problem(word, "filter-no-value", String::new()));
        }
        if key == "due" {
            let when = when(value, self.today).ok_or_else(|| problem(word, "filter-not-a-day", String::new()))?;
            self.and(Condition::Due(comparison, when));
            return Ok(());
        }
        if comparison != Comparison::On {
            return Err(problem(word, "filter-only-days", String::new()));
        }
        match key.as_str() {
            "status" => {
                let status = read_status(value).ok_or_else(|| not_one_of(word, STATUS_WORDS))?;
                once(&mut self.status, word, self.filter.status == status)?;
                self.filter.status = status;
            }
            "sort" => {
                let order = Order::parse(&value.to_lowercase());
                let order = order.ok_or_else(|| not_one_of(word, Order::ALL.iter().map(|one| one.code())))?;
                once(&mut self.order, word, self.filter.order == order)?;
                self.filter.order = order;
            }
            "columns" => {
                let columns = columns(word, value)?;
                once(&mut self.columns, word, self.filter.columns == columns)?;
                self.filter.columns = columns;
            }
            key => {
                let condition = self.condition(word, key, value)?;
                self.and(condition);
            }
        }
        Ok(())
    }

    fn condition(&self, word: &str, key: &str, value: &str) -> Result<Condition, FilterProblem> {
        let code = value.to_lowercase();
        let whose = || match code.as_str() {
            "me" => Whose::Named(self.me.to_owned()),
            "nobody" => Whose::Nobodys,
            "anybody" => Whose::Anybodys,
            _ => Whose::Named(value.to_owned()),
        };
        Ok(match key {
            "place" => Condition::Place(value.to_owned()),
            "host" => Condition::Host(of_office(word, value, &self.known.hosts)?),
            "poll" => Condition::Poll(value.parse().map_err(|_| problem(word, "filter-not-a-number", String::new()))?),
            "right" => Right::parse(&code)
                .map(Condition::Right)
                .ok_or_else(|| not_one_of(word, [Right::Vote, Right::Stand].map(Right::code)))?,
            "proposed" => Outcome::parse(&code)
                .map(Condition::Outcome)
                .ok_or_else(|| not_one_of(word, Outcome::ALL.iter().map(|one| one.code())))?,
            "needs" => Condition::Needs(of_office(word, value, &self.known.kinds)?),
            "assigned" => Condition::Assigned(whose()),
            "held" => Condition::Held(whose()),
            "asked" => Condition::Asked(whose()),
            _ => return Err(no_such_word(word)),
        })
    }

    fn and(&mut self, condition: Condition) {
        if !self.filter.has(&condition) {
            self.filter.conditions.push(condition);
        }
    }
}

/// Notes the word that sets something of which a view has one; a second one that says something else is refused.
fn once(set_by: &mut Option<String>, word: &str, same: bool) -> Result<(), FilterProblem> {
    match set_by {
        Some(first) if !same => Err(problem(word, "filter-said-twice", said(first))),
        _ => {
            *set_by = Some(word.to_owned());
            Ok(())
        }
    }
}

fn not_one_of<'a>(word: &str, codes: impl IntoIterator<Item = &'a str>) -> FilterProblem {
    problem(word, "filter-not-one-of", codes.into_iter().collect::<Vec<_>>().join(", "))
}

/// The columns of a list with commas, each where it is named first. An empty place is what is left of one that was
/// taken out, and no fault.
fn columns(word: &str, list: &str) -> Result<Vec<Column>, FilterProblem> {
    let mut columns = Vec::new();
    for code in list.split(',').filter(|code| !code.is_empty()) {
        let column = Column::parse(&code.to_lowercase());
        // In a long list the one that is wrong would be cut off.
        let wrong = || not_one_of(&format!("columns:{code}"), Column::ALL.iter().map(|one| one.code()));
        let column = column.ok_or_else(wrong)?;
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    if columns.is_empty() {
        return Err(problem(word, "filter-no-value", String::new()));
    }
    Ok(columns)
}

/// A value as the office writes it, or the nearest ones that it has.
fn of_office(word: &str, value: &str, known: &[String]) -> Result<String, FilterProblem> {
    let sought = fold(value);
    if let Some(found) = known.iter().find(|one| fold(one) == sought) {
        return Ok(found.clone());
    }
    let near = nearest_first(value, known.iter().map(String::as_str));
    let near: Vec<&str> = near.into_iter().take(if known.len() > FEW { NAMED } else { FEW }).collect();
    Err(problem(word, "filter-not-known-here", near.join(", ")))
}

/// The statuses that a word asks for.
pub fn read_status(word: &str) -> Option<StatusFilter> {
    match word.to_lowercase().as_str() {
        "todo" => Some(StatusFilter::ToDo),
        "all" => Some(StatusFilter::All),
        code => Status::parse(code).map(StatusFilter::One),
    }
}

/// `3d`, or a day as people write it.
fn when(text: &str, today: Day) -> Option<When> {
    if let Some(days) = text.strip_suffix(['d', 'D']).and_then(|days| days.parse::<i32>().ok()) {
        return Some(When::InDays(days.into()));
    }
    read_day(text, today, Leaning::Near).ok().map(|written| When::Day(written.day))
}

/// The words of a line; blanks between quotes part nothing.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut inside) = (Vec::new(), String::new(), false);
    for sign in line.chars() {
        match sign {
            '"' => {
                inside = !inside;
                word.push(sign);
            }
            blank if blank.is_whitespace() && !inside => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            other => word.push(other),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}
