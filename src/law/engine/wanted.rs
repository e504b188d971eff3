//! What a question to a history looks for, and how a value on record stands to it.

use crate::domain::place::within;
use crate::domain::{Place, Register, Value};

/// How the value of a row stands to what is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    Yes,
    No,
    /// The row says less than is asked: a crime without its penalty, a region without its municipality.
    Maybe,
}

impl Fit {
    /// What a complement of the asked makes of it.
    #[allow(clippy::should_implement_trait, reason = "`!` on a value of three reads like one on a value of two")]
    pub fn not(self) -> Fit {
        match self {
            Fit::Yes => Fit::No,
            Fit::No => Fit::Yes,
            Fit::Maybe => Fit::Maybe,
        }
    }

    pub fn of(within: Option<bool>) -> Fit {
        match within {
            Some(true) => Fit::Yes,
            Some(false) => Fit::No,
            None => Fit::Maybe,
        }
    }
}

/// Codes that fit what is asked, and codes that say less than is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Codes {
    pub fits: Vec<String>,
    pub may_fit: Vec<String>,
}

impl Codes {
    pub fn fit(&self, code: &str) -> Fit {
        let holds = |codes: &[String]| codes.iter().any(|known| known == code);
        if holds(&self.fits) {
            Fit::Yes
        } else if holds(&self.may_fit) {
            Fit::Maybe
        } else {
            Fit::No
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub enum Wanted<'a> {
    Anything,
    Codes(&'a Codes),
    OtherThan(&'a Codes),
    /// Inside one of these territories.
    Places(&'a [PlaceOf], Map<'a>),
    OutsideOf(&'a [PlaceOf], Map<'a>),
}

impl Wanted<'_> {
    pub fn fit(&self, value: &Value) -> Fit {
        match (self, value) {
            (Wanted::Anything, Value::Bool(held)) => Fit::of(Some(*held)),
            (Wanted::Anything, _) => Fit::Yes,
            (Wanted::Codes(codes), Value::Code(held)) => codes.fit(held),
            (Wanted::OtherThan(codes), Value::Code(held)) => codes.fit(held).not(),
            (Wanted::Places(places, map), Value::Place(held)) => map.fit(held, places),
            (Wanted::OutsideOf(places, map), Value::Place(held)) => map.fit(held, places).not(),
            _ => Fit::No,
        }
    }
}

/// A territory that a condition names.
#[derive(Debug, Clone, PartialEq)]
pub enum PlaceOf {
    /// The municipality of the poll.
    Poll,
    Fixed(Place),
}

/// The municipality of the poll, and how territories lie inside one another.
#[derive(Debug, Clone, Copy)]
pub struct Map<'a> {
    pub poll: &'a Place,
    pub registers: &'a [Register],
}

impl Map<'_> {
    /// Whether a place lies inside one of these.
    pub fn fit(&self, held: &Place, places: &[PlaceOf]) -> Fit {
        let fits = places.iter().map(|place| match place {
            PlaceOf::Poll => Fit::of(within(held, self.poll, self.registers)),
            PlaceOf::Fixed(place) => Fit::of(within(held, place, self.registers)),
        });
        fits.fold(Fit::No, |so_far, fit| match (so_far, fit) {
            (Fit::Yes, _) | (_, Fit::Yes) => Fit::Yes,
            (Fit::Maybe, _) | (_, Fit::Maybe) => Fit::Maybe,
            (Fit::No, Fit::No) => Fit::No,
        })
    }
}
