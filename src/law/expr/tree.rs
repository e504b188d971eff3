//! The typed form of one condition. The parser makes it, the compiler lowers it, the explanation follows it.

use crate::domain::Day;

/// The functions beside the questions to histories, and how each is written.
pub const FUNCTIONS: [(&str, &str); 9] = [
    ("date", "date(\"2026-09-20\")"),
    ("age_on", "age_on(DAY, DAY)"),
    ("years_after", "years_after(DAY, NUMBER)"),
    ("years_before", "years_before(DAY, NUMBER)"),
    ("days_after", "days_after(DAY, NUMBER)"),
    ("milestone", "milestone(poll.X, DAY): the milestone of the poll, or the day where the poll has none"),
    ("as_of", "as_of(params.X, DAY): the parameter in the version of that day"),
    ("poll_in", "poll_in(PLACE), or poll_in([PLACES])"),
    ("row", "row.from, row.to: the first day of a row, and the day on which it ended"),
];

/// A stretch of the source text in bytes, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Span {
    pub(crate) fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    pub(crate) fn text(self, source: &str) -> &str {
        source.get(self.start..self.end).unwrap_or(source)
    }
}

/// The type of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "called as in the notation")]
pub enum Ty {
    Bool,
    Int,
    Date,
    /// One code of the named list.
    Code(String),
    /// Several codes of the named list.
    Codes(String),
    /// A number for each of some codes of the named list.
    Table(String),
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
            Ty::Table(list) => write!(f, "a table of numbers by codes of the list {list}"),
            Ty::Place => f.write_str("a place"),
            Ty::Text => f.write_str("a text"),
            Ty::Texts => f.write_str("a list of texts"),
        }
    }
}

/// One expression, its type and where it stands in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    pub(crate) node: Node,
    pub(crate) ty: Ty,
    pub(crate) span: Span,
}

#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the guide to the notation says what each is")]
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
    YearsBefore(Box<Expr>, Box<Expr>),
    DaysAfter(Box<Expr>, Box<Expr>),
    /// A milestone of the poll, or what counts where the poll has none.
    Milestone(Box<Expr>, Box<Expr>),
    /// A parameter in the version of another day than the law's.
    AsOf(String, Box<Expr>),
    /// Whether the municipality of the poll lies in one of these territories.
    PollIn(Box<Expr>),
    /// The code and the number of the row of a table for which the condition is asked.
    TableKey,
    TableValue,
    /// The first day of a row, and the day on which it ended; only in a test of each row.
    RowFrom,
    RowTo,
    /// A question to a history.
    History(History),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "called as the signs")]
pub enum Cmp {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

impl Cmp {
    pub(crate) fn holds<T: Ord>(self, a: T, b: T) -> bool {
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
#[expect(missing_docs, reason = "each is a property of the poll or of the application, called as there")]
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
    /// The first day of voting; the polling day where there is only one.
    PollFirstDay,
    PollApplicationFrom,
    PollApplicationTo,
    CaseAppliedOn,
}

impl Given {
    /// In the order of the guide.
    pub const ALL: [Given; 12] = [
        Given::PollDay,
        Given::PollLevel,
        Given::PollMunicipality,
        Given::PollNominationFrom,
        Given::PollNominationTo,
        Given::PollRollDate,
        Given::PollLocalAge,
        Given::PollYearEnd,
        Given::PollFirstDay,
        Given::PollApplicationFrom,
        Given::PollApplicationTo,
        Given::CaseAppliedOn,
    ];

    /// The name in the notation.
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
            Given::PollFirstDay => "poll.first_day",
            Given::PollApplicationFrom => "poll.application_from",
            Given::PollApplicationTo => "poll.application_to",
            Given::CaseAppliedOn => "case.applied_on",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Given> {
        Given::ALL.into_iter().find(|given| given.name() == name)
    }

    pub(crate) fn ty(self) -> Ty {
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
    pub(crate) ask: Ask,
    pub(crate) kind: String,
    /// The code, place or set that is asked for; absent where any value will do.
    pub value: Option<Box<Expr>>,
    /// The day, or the first and the last of a run of days.
    pub days: Vec<Expr>,
    /// What is asked of each row.
    pub row: Option<Box<Expr>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the guide to the notation says what each asks")]
pub enum Ask {
    /// A row of this value covers the day.
    Held,
    /// A row of a value outside the set covers the day.
    HeldOther,
    /// The value is held on every day of a run.
    HeldThroughout,
    /// The value is held on some day of a run.
    HeldWithin,
    /// Some row of the value passes a test of its days.
    SomeRow,
    /// There is a row of the value, and every one passes.
    EachRow,
}

impl Ask {
    /// In the order of the guide.
    pub const ALL: [Ask; 6] =
        [Ask::Held, Ask::HeldOther, Ask::HeldThroughout, Ask::HeldWithin, Ask::SomeRow, Ask::EachRow];

    /// The name in the notation.
    pub fn name(self) -> &'static str {
        match self {
            Ask::Held => "held",
            Ask::HeldOther => "held_other",
            Ask::HeldThroughout => "held_throughout",
            Ask::HeldWithin => "held_within",
            Ask::SomeRow => "some_row",
            Ask::EachRow => "each_row",
        }
    }

    /// How many days it takes.
    pub fn days(self) -> usize {
        match self {
            Ask::Held | Ask::HeldOther => 1,
            Ask::HeldThroughout | Ask::HeldWithin => 2,
            Ask::SomeRow | Ask::EachRow => 0,
        }
    }

    /// Whether it asks something of each row.
    pub fn asks_rows(self) -> bool {
        matches!(self, Ask::SomeRow | Ask::EachRow)
    }

    /// How it is written.
    pub fn form(self) -> &'static str {
        match self {
            Ask::Held => "held(KIND, VALUE, DAY), or held(KIND, DAY) for any value",
            Ask::HeldOther => "held_other(KIND, [CODES], DAY)",
            Ask::HeldThroughout => "held_throughout(KIND, VALUE, FIRST, LAST), or without VALUE for any",
            Ask::HeldWithin => "held_within(KIND, VALUE, FIRST, LAST), or without VALUE for any",
            Ask::SomeRow => "some_row(KIND, VALUE, TEST), or without VALUE for any",
            Ask::EachRow => "each_row(KIND, VALUE, TEST), or without VALUE for any",
        }
    }
}

impl Expr {
    /// Whether this or anything inside it is so.
    pub fn any(&self, is: &impl Fn(&Node) -> bool) -> bool {
        is(&self.node) || self.parts().into_iter().any(|part| part.any(is))
    }

    /// The expressions directly inside this one.
    pub fn parts(&self) -> Vec<&Expr> {
        match &self.node {
            Node::Not(a) | Node::AsOf(_, a) | Node::PollIn(a) => vec![a],
            Node::All(parts) | Node::Any(parts) => parts.iter().collect(),
            Node::Compare(_, a, b)
            | Node::In(a, b)
            | Node::AgeOn(a, b)
            | Node::YearsAfter(a, b)
            | Node::YearsBefore(a, b)
            | Node::DaysAfter(a, b)
            | Node::Milestone(a, b) => vec![a, b],
            Node::History(history) => {
                let ends = history.value.as_deref().into_iter().chain(history.row.as_deref());
                ends.chain(&history.days).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The same expression with every part for which `swap` has another one replaced.
    pub fn replaced(&self, swap: &impl Fn(&Expr) -> Option<Expr>) -> Expr {
        if let Some(other) = swap(self) {
            return other;
        }
        let put = |part: &Expr| Box::new(part.replaced(swap));
        let node = match &self.node {
            Node::Not(a) => Node::Not(put(a)),
            Node::AsOf(name, a) => Node::AsOf(name.clone(), put(a)),
            Node::PollIn(a) => Node::PollIn(put(a)),
            Node::All(parts) => Node::All(parts.iter().map(|part| part.replaced(swap)).collect()),
            Node::Any(parts) => Node::Any(parts.iter().map(|part| part.replaced(swap)).collect()),
            Node::Compare(cmp, a, b) => Node::Compare(*cmp, put(a), put(b)),
            Node::In(a, b) => Node::In(put(a), put(b)),
            Node::AgeOn(a, b) => Node::AgeOn(put(a), put(b)),
            Node::YearsAfter(a, b) => Node::YearsAfter(put(a), put(b)),
            Node::YearsBefore(a, b) => Node::YearsBefore(put(a), put(b)),
            Node::DaysAfter(a, b) => Node::DaysAfter(put(a), put(b)),
            Node::Milestone(a, b) => Node::Milestone(put(a), put(b)),
            Node::History(history) => Node::History(History {
                ask: history.ask,
                kind: history.kind.clone(),
                value: history.value.as_deref().map(put),
                days: history.days.iter().map(|day| day.replaced(swap)).collect(),
                row: history.row.as_deref().map(put),
            }),
            other => other.clone(),
        };
        Expr { node, ty: self.ty.clone(), span: self.span }
    }
}
