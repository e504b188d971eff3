//! Which cases a view of the queue shows, in one line that people write: `status:new due<3d place:46701 mine`.
//!
//! A line is read into conditions that all hold, and a filter is written back as the line that means it. Values with blanks stand in
//! quotes. Words typed in another keyboard layout are read as the keys that were meant.

mod column;
mod read;

use std::fmt;

use super::case::{Outcome, StatusFilter};
use super::coded::coded;
use super::poll::Right;
use super::time::Day;

/// What a view shows, and in which order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Which statuses are shown.
    pub status: StatusFilter,
    /// What holds of every case that is shown.
    pub conditions: Vec<Condition>,
    /// How the rows follow each other.
    pub order: Order,
    /// What the rows show, from left to right; empty: what there is room for. It has no part in which cases are shown.
    pub columns: Vec<Column>,
}

coded!(
    /// The order of the rows.
    #[derive(Default)]
    Order {
        #[default]
        /// By the day on which a decision is due, the earliest first. No other order is kept by an index.
        Due = "due",
        Latest = "latest",
        Name = "name",
        Case = "case",
        Newest = "newest",
    }
);

/// What holds of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Its day, compared with this one.
    Due(Comparison, When),
    /// In this territory, by its code, or where the name of the place has this text.
    Place(String),
    /// At a poll that this state holds, by its ISO 3166 code.
    Host(String),
    /// The election with this number.
    Poll(i64),
    /// It asks for this.
    Right(Right),
    /// The law proposes this.
    Outcome(Outcome),
    /// What the law proposes waits for a fact of this kind.
    Needs(String),
    /// Who shall work on it.
    Assigned(Whose),
    /// Who works on it now.
    Held(Whose),
    /// A question on it waits for an answer of theirs.
    Asked(Whose),
    /// It came back, from a second officer, by a ruling or because it was opened again, and was not decided since.
    Returned,
    /// There is an appeal against its decision.
    Appealed,
    /// Evidence was asked for by a day that is over.
    Overdue,
    /// It is put aside until a day that has not come.
    Resting,
    /// This officer is competent for it.
    Own(String),
}

/// Which officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// The one with this name.
    Named(String),
    /// Some officer, whoever it is.
    Anybodys,
    /// No officer.
    Nobodys,
}

coded!(
    /// How two days are compared.
    Comparison {
        Before = "<",
        UpTo = "<=",
        After = ">",
        From = ">=",
        On = ":",
    }
);

/// A day, or so many days from today: a view that is kept means another day tomorrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// The same one whenever the filter is read.
    Day(Day),
    /// From today on; less than zero: in the past.
    InDays(i64),
}

impl When {
    /// The day that is meant today.
    pub fn day(self, today: Day) -> Day {
        match self {
            When::Day(day) => day,
            When::InDays(days) => today.checked_add_signed(chrono::Duration::days(days)).unwrap_or(today),
        }
    }
}

/// A filter that has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// What the officer calls it; unique among theirs.
    pub name: String,
    /// The line of its filter.
    pub line: String,
    /// Everybody in the office has it.
    pub shared: bool,
}

/// What becomes of a view of the office that has the name already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// It stays, and whoever wanted the name is told.
    Ask,
    /// It is written anew.
    Replace,
}

impl View {
    /// Whether this can be the name of a view: one line that people can read and tell from another.
    pub fn is_name(name: &str) -> bool {
        let hidden = |sign: char| sign.is_control() || super::clean::is_hidden(sign);
        !super::Clean::is_blank(name) && name.chars().count() <= 60 && !name.chars().any(hidden)
    }
}

/// What is wrong with a word of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterProblem {
    /// The word as it was typed.
    pub word: String,
    /// Key of the sentence that says what to do.
    pub key: &'static str,
    /// What may stand there instead; empty where anything of its sort may.
    pub instead: String,
}

/// What an office has that a word of a filter can name: what it does not have would find nobody, without a word.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// The kinds of fact that its rules know.
    pub kinds: Vec<String>,
    /// The states whose polls it has, or for whose polls it has rules.
    pub hosts: Vec<String>,
}

/// Words that say something by themselves, and what they stand for.
pub const FLAGS: [&str; 10] =
    ["own", "mine", "unassigned", "held", "returned", "asked", "overdue", "resting", "late", "appealed"];
/// Words that take a value.
pub const KEYS: [&str; 13] = [
    "status", "due", "place", "host", "poll", "right", "proposed", "needs", "assigned", "held", "asked", "sort",
    "columns",
];

impl From<StatusFilter> for Filter {
    fn from(status: StatusFilter) -> Filter {
        Filter { status, ..Filter::default() }
    }
}

impl Filter {
    /// Whether nothing but a status is asked for, in the order that the office keeps and whatever the columns.
    pub fn is_plain(&self) -> bool {
        self.conditions.is_empty() && self.order == Order::Due
    }

    /// Whether every case of the office is shown, in the order that it keeps.
    pub fn is_everything(&self) -> bool {
        self.is_plain() && self.status == StatusFilter::All
    }

    /// The condition that only cases are shown for which somebody is competent, where it is one of them.
    pub fn own(&self) -> impl Iterator<Item = &Condition> {
        self.conditions.iter().filter(|condition| matches!(condition, Condition::Own(_)))
    }

    /// Whether a condition is asked for.
    pub fn has(&self, condition: &Condition) -> bool {
        self.conditions.contains(condition)
    }

    /// The line that means this filter, for this officer.
    pub fn line(&self, me: &str) -> String {
        let mut parts = Vec::new();
        if self.status != StatusFilter::ToDo {
            parts.push(format!("status:{}", self.status.code()));
        }
        parts.extend(self.conditions.iter().map(|condition| condition.word(me)));
        if self.order != Order::Due {
            parts.push(format!("sort:{}", self.order.code()));
        }
        if !self.columns.is_empty() {
            let codes: Vec<&str> = self.columns.iter().map(|column| column.code()).collect();
            parts.push(format!("columns:{}", codes.join(",")));
        }
        parts.join(" ")
    }
}

/// What can stand behind `status:`.
pub const STATUS_WORDS: [&str; 9] =
    ["todo", "all", "new", "in_review", "awaiting_evidence", "decided", "awaiting_approval", "final", "noticed"];

pub use column::Column;
pub use read::read_status;

impl Condition {
    fn word(&self, me: &str) -> String {
        let named = |key: &str, whose: &Whose| match whose {
            Whose::Named(name) if name == me => format!("{key}:me"),
            Whose::Named(name) => format!("{key}:{}", quoted(name)),
            Whose::Anybodys => format!("{key}:anybody"),
            Whose::Nobodys => format!("{key}:nobody"),
        };
        match self {
            Condition::Due(Comparison::Before, When::InDays(0)) => "late".into(),
            Condition::Due(comparison, when) => format!("due{}{when}", comparison.code()),
            Condition::Place(text) => format!("place:{}", quoted(text)),
            Condition::Host(host) => format!("host:{}", quoted(host)),
            Condition::Poll(poll) => format!("poll:{poll}"),
            Condition::Right(right) => format!("right:{}", right.code()),
            Condition::Outcome(outcome) => format!("proposed:{}", outcome.code()),
            Condition::Needs(kind) => format!("needs:{}", quoted(kind)),
            Condition::Assigned(Whose::Named(name)) if name == me => "mine".into(),
            Condition::Assigned(Whose::Nobodys) => "unassigned".into(),
            Condition::Assigned(whose) => named("assigned", whose),
            Condition::Held(Whose::Anybodys) => "held".into(),
            Condition::Held(whose) => named("held", whose),
            Condition::Asked(Whose::Named(name)) if name == me => "asked".into(),
            Condition::Asked(whose) => named("asked", whose),
            Condition::Returned => "returned".into(),
            Condition::Appealed => "appealed".into(),
            Condition::Overdue => "overdue".into(),
            Condition::Resting => "resting".into(),
            Condition::Own(_) => "own".into(),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Day(day) => write!(f, "{day}"),
            When::InDays(days) => write!(f, "{days}d"),
        }
    }
}

fn quoted(text: &str) -> String {
    let plain = !text.contains(char::is_whitespace);
    if plain { text.to_owned() } else { format!("\"{text}\"") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Status;
    use proptest::prelude::*;

    const KINDS: [&str; 4] = ["birth_date", "citizenship", "residence_permit", "workplace"];

    fn today() -> Day {
        "2026-11-25".parse().unwrap()
    }

    fn read(line: &str) -> Result<Filter, FilterProblem> {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let known = Known { kinds: words(&KINDS), hosts: words(&["BY", "RU"]) };
        Filter::parse(line, "anna", today(), &known)
    }

    #[test]
    fn a_line_is_read_into_conditions() {
        let filter = read("status:new due<3d place:46701 right:vote needs:residence_permit mine returned").unwrap();
        assert_eq!(filter.status, StatusFilter::One(Status::New));
        assert_eq!(
            filter.conditions,
            [
                Condition::Due(Comparison::Before, When::InDays(3)),
                Condition::Place("46701".into()),
                Condition::Right(Right::Vote),
                Condition::Needs("residence_permit".into()),
                Condition::Assigned(Whose::Named("anna".into())),
                Condition::Returned,
            ]
        );
    }

    #[test]
    fn what_is_ones_own_is_that_of_whoever_reads_the_line() {
        let filter = read("Own status:new").unwrap();
        assert_eq!(filter.conditions, [Condition::Own("anna".into())]);
        assert_eq!(filter.own().count(), 1);
        assert_eq!(filter.line("anna"), "status:new own");
        assert_eq!(read("mine").unwrap().own().count(), 0);
    }

    #[test]
    fn what_is_wrong_is_named_with_what_may_stand_there() {
        for (line, word, key) in [
            ("status:open", "status:open", "filter-not-one-of"),
            ("mine due<soon", "due<soon", "filter-not-a-day"),
            ("placed:46701", "placed:46701", "filter-no-such-word"),
            ("yours", "yours", "filter-no-such-word"),
            ("right>vote", "right>vote", "filter-only-days"),
            ("place:", "place:", "filter-no-value"),
            ("poll:three", "poll:three", "filter-not-a-number"),
            ("needs:residence_permt", "needs:residence_permt", "filter-not-known-here"),
            ("host:XX", "host:XX", "filter-not-known-here"),
            ("columns:due,case,status,assigned,nam", "columns:nam", "filter-not-one-of"),
            ("columns:,", "columns:,", "filter-no-value"),
            ("columns<due", "columns<due", "filter-only-days"),
        ] {
            let problem = read(line).unwrap_err();
            assert_eq!((problem.word.as_str(), problem.key), (word, key), "{line}");
        }
    }

    #[test]
    fn of_two_statuses_or_orders_none_is_forgotten_without_a_word() {
        for (line, first, second) in [
            ("status:new mine status:decided", "status:new", "status:decided"),
            ("status:todo STATUS:All", "status:todo", "STATUS:All"),
            ("sort:name sort:case", "sort:name", "sort:case"),
            ("columns:due,name columns:name,due", "columns:due,name", "columns:name,due"),
        ] {
            let problem = read(line).unwrap_err();
            assert_eq!(
                (problem.key, &*problem.word, &*problem.instead),
                ("filter-said-twice", second, first),
                "{line}"
            );
        }
        assert_eq!(read("status:new status:new"), read("status:new"));
    }

    #[test]
    fn what_the_office_does_not_have_is_refused_with_what_is_nearest() {
        assert_eq!(read("needs:residence_permt").unwrap_err().instead.split(", ").next(), Some("residence_permit"));
        assert_eq!(read("host:XX").unwrap_err().instead, "BY, RU");
        let many = Known { kinds: (0..90).map(|n| format!("kind_{n}")).collect(), hosts: Vec::new() };
        let problem = Filter::parse("needs:kimd_7", "anna", today(), &many).unwrap_err();
        assert_eq!(problem.instead.split(", ").collect::<Vec<_>>().len(), 3, "{problem:?}");
        assert!(problem.instead.starts_with("kind_7"), "{problem:?}");
    }

    #[test]
    fn words_and_codes_may_be_typed_in_capitals() {
        for (typed, meant) in [
            ("STATUS:New", "status:new"),
            ("Right:VOTE MINE", "right:vote mine"),
            ("Needs:Residence_Permit Host:ru", "needs:residence_permit host:RU"),
            ("DUE<3D Sort:NAME Proposed:Undetermined", "due<3d sort:name proposed:undetermined"),
            ("Held:Me assigned:NOBODY", "held:me assigned:nobody"),
            ("Columns:DUE,Name", "columns:due,name"),
        ] {
            assert_eq!(read(typed), read(meant), "{typed}");
            assert!(read(typed).is_ok(), "{typed}");
        }
    }

    #[test]
    fn a_long_word_is_named_by_its_beginning_and_no_word_is_offered_twice() {
        let problem = read(&format!("status:{}", "я".repeat(900))).unwrap_err();
        assert!(problem.word.starts_with("status:яя") && problem.word.chars().count() <= 24, "{problem:?}");
        let problem = read("xyz").unwrap_err();
        let offered: Vec<&str> = problem.instead.split(", ").collect();
        let mut once = offered.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), offered.len(), "{offered:?}");
    }

    #[test]
    fn columns_stand_in_the_order_in_which_they_are_named_each_once() {
        let filter = read("mine columns:due,case,,due,name,").unwrap();
        assert_eq!(filter.columns, [Column::Due, Column::Case, Column::Name]);
        assert_eq!(filter.line("anna"), "mine columns:due,case,name");
        let problem = read("columns:applied").unwrap_err();
        assert_eq!(problem.instead.split(", ").count(), Column::ALL.len(), "{problem:?}");
        assert_eq!(read("mine").unwrap().columns, []);
    }

    #[test]
    fn words_typed_in_the_other_layout_are_read_as_the_keys_that_were_meant() {
        assert_eq!(read("ьшту").unwrap(), read("mine").unwrap());
        for typed in ["сщдгьтыЖвгубтфьу", "columns:вгу,тфьу", "сщдгьты:due,name"] {
            assert_eq!(read(typed), read("columns:due,name"), "{typed}");
        }
        assert_eq!(read("place:Тверь").unwrap().conditions, [Condition::Place("Тверь".into())]);
    }

    fn whose() -> impl Strategy<Value = Whose> {
        prop_oneof![
            Just(Whose::Anybodys),
            Just(Whose::Nobodys),
            "[b-l]{2,6}( [b-l]{1,4})?".prop_map(Whose::Named),
            Just(Whose::Named("anna".into()))
        ]
    }

    fn condition() -> impl Strategy<Value = Condition> {
        let when = prop_oneof![
            (-400i64..400).prop_map(When::InDays),
            (0i64..9_000).prop_map(|n| When::Day(today() + chrono::Duration::days(n)))
        ];
        prop_oneof![
            (proptest::sample::select(Comparison::ALL), when).prop_map(|(one, when)| Condition::Due(one, when)),
            "[а-яa-z0-9]{1,8}( [а-я]{1,5})?".prop_map(Condition::Place),
            proptest::sample::select(vec!["BY", "RU"]).prop_map(|host| Condition::Host(host.into())),
            (1i64..99).prop_map(Condition::Poll),
            proptest::sample::select(vec![Right::Vote, Right::Stand]).prop_map(Condition::Right),
            proptest::sample::select(Outcome::ALL).prop_map(Condition::Outcome),
            proptest::sample::select(KINDS.to_vec()).prop_map(|kind| Condition::Needs(kind.into())),
            whose().prop_map(Condition::Assigned),
            whose().prop_map(Condition::Held),
            whose().prop_map(Condition::Asked),
            Just(Condition::Returned),
            Just(Condition::Overdue),
            Just(Condition::Resting),
        ]
    }

    proptest! {
        #[test]
        fn a_filter_is_written_as_the_line_that_means_it(
            status in proptest::sample::select(&STATUS_WORDS[..]),
            conditions in proptest::collection::vec(condition(), 0..5),
            order in proptest::sample::select(Order::ALL),
            columns in proptest::sample::subsequence(Column::ALL.to_vec(), 0..=Column::ALL.len()).prop_shuffle(),
        ) {
            let mut filter = Filter { status: read_status(status).unwrap(), order, columns, ..Filter::default() };
            for condition in conditions {
                if !filter.has(&condition) {
                    filter.conditions.push(condition);
                }
            }
            prop_assert_eq!(read(&filter.line("anna")), Ok(filter));
        }

        #[test]
        fn no_line_is_too_strange(line in ".{0,40}") {
            let _ = read(&line);
        }
    }
}
