//! The typed form of one condition. The parser makes it, the compiler lowers it, the explanation follows it.

use crate::domain::Day;

/// A stretch of the source text in bytes, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    pub fn text(self, source: &str) -> &str {
        source.get(self.start..self.end).unwrap_or(source)
    }
}

/// The type of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ty {
    Bool,
    Int,
    Date,
    /// One code of the named list.
    Code(String),
    /// Several codes of the named list.
    Codes(String),
    /// The code of a territory.
    Place,
    /// A text literal that has not met its list yet.
    Text,
    /// A list of such literals.
    Texts,
}

impl std::fmt::Display for Ty {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Ty::Bool => f.write_str("yes or no"),
            Ty::Int => f.write_str("a number"),
            Ty::Date => f.write_str("a date"),
            Ty::Code(list) => write!(f, "a code of the list {list}"),
            Ty::Codes(list) => write!(f, "a set of codes of the list {list}"),
            Ty::Place => f.write_str("a place"),
            Ty::Text => f.write_str("a text"),
            Ty::Texts => f.write_str("a list of texts"),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    pub node: Node,
    pub ty: Ty,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    Bool(bool),
    Int(i64),
    Date(Day),
    Text(String),
    Texts(Vec<String>),
    /// A scalar fact by its kind.
    Fact(String),
    Given(Given),
    Param(String),
    Not(Box<Expr>),
    All(Vec<Expr>),
    Any(Vec<Expr>),
    Compare(Cmp, Box<Expr>, Box<Expr>),
    In(Box<Expr>, Box<Expr>),
    AgeOn(Box<Expr>, Box<Expr>),
    YearsAfter(Box<Expr>, Box<Expr>),
    DaysAfter(Box<Expr>, Box<Expr>),
    /// A question to a history.
    History(History),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cmp {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

impl Cmp {
    pub fn holds<T: Ord>(self, a: T, b: T) -> bool {
        match self {
            Cmp::Eq => a == b,
            Cmp::Ne => a != b,
            Cmp::Lt => a < b,
            Cmp::Le => a <= b,
            Cmp::Gt => a > b,
            Cmp::Ge => a >= b,
        }
    }
}

/// What the poll and the case bring along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Given {
    PollDay,
    PollLevel,
    PollMunicipality,
    PollNominationFrom,
    PollNominationTo,
    PollRollDate,
    PollLocalAge,
    /// The last day of the year of the poll.
    PollYearEnd,
    CaseAppliedOn,
}

impl Given {
    pub const ALL: [Given; 9] = [
        Given::PollDay,
        Given::PollLevel,
        Given::PollMunicipality,
        Given::PollNominationFrom,
        Given::PollNominationTo,
        Given::PollRollDate,
        Given::PollLocalAge,
        Given::PollYearEnd,
        Given::CaseAppliedOn,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Given::PollDay => "poll.day",
            Given::PollLevel => "poll.level",
            Given::PollMunicipality => "poll.municipality",
            Given::PollNominationFrom => "poll.nomination_from",
            Given::PollNominationTo => "poll.nomination_to",
            Given::PollRollDate => "poll.roll_date",
            Given::PollLocalAge => "poll.local_age",
            Given::PollYearEnd => "poll.year_end",
            Given::CaseAppliedOn => "case.applied_on",
        }
    }

    pub fn parse(name: &str) -> Option<Given> {
        Given::ALL.into_iter().find(|given| given.name() == name)
    }

    pub fn ty(self) -> Ty {
        match self {
            Given::PollLevel => Ty::Code("level".into()),
            Given::PollMunicipality => Ty::Place,
            Given::PollLocalAge => Ty::Int,
            _ => Ty::Date,
        }
    }
}

/// A question to a history, with its arguments in their typed form.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    pub ask: Ask,
    pub kind: String,
    /// The code, place or set that is asked for; absent for `held_any` and `held_flag`.
    pub value: Option<Box<Expr>>,
    /// Whole years, for `any_within`.
    pub years: Option<Box<Expr>>,
    pub day: Box<Expr>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ask {
    /// A known row of this value covers the day.
    Held,
    HeldIn,
    /// A known row of a value outside the set covers the day.
    HeldOther,
    HeldAny,
    HeldFlag,
    /// First day of the unbroken run of this value that includes the day.
    UnbrokenSince,
    /// A row of this value holds on the day, or ended within so many years before it.
    AnyWithin,
}

impl Ask {
    pub const ALL: [Ask; 7] =
        [Ask::Held, Ask::HeldIn, Ask::HeldOther, Ask::HeldAny, Ask::HeldFlag, Ask::UnbrokenSince, Ask::AnyWithin];

    pub fn name(self) -> &'static str {
        match self {
            Ask::Held => "held",
            Ask::HeldIn => "held_in",
            Ask::HeldOther => "held_other",
            Ask::HeldAny => "held_any",
            Ask::HeldFlag => "held_flag",
            Ask::UnbrokenSince => "unbroken_since",
            Ask::AnyWithin => "any_within",
        }
    }

    pub fn ty(self) -> Ty {
        if self == Ask::UnbrokenSince { Ty::Date } else { Ty::Bool }
    }
}
