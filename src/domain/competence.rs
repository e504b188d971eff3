//! What an officer is competent for: the cases of a state, of a pack, of a territory, or of both at once.

use std::fmt;

use super::place::Place;

/// One thing that an officer is competent for. Written `RU`, `OKTMO:46701000` or `RU:OKTMO:46701000`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Competence {
    /// The cases of a state, by its code, or of a pack, by its id.
    Regime(String),
    /// The cases of a territory and of all that lies in it.
    Place(Place),
    /// The cases of a territory under one regime.
    RegimeIn(String, Place),
}

impl Competence {
    /// The state or the pack; `None`: any.
    pub fn regime(&self) -> Option<&str> {
        match self {
            Competence::Regime(regime) | Competence::RegimeIn(regime, _) => Some(regime),
            Competence::Place(_) => None,
        }
    }

    /// The territory; `None`: any.
    pub fn place(&self) -> Option<&Place> {
        match self {
            Competence::Place(place) | Competence::RegimeIn(_, place) => Some(place),
            Competence::Regime(_) => None,
        }
    }
}

impl fmt::Display for Competence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Competence::Regime(regime) => f.write_str(regime),
            Competence::Place(place) => write!(f, "{place}"),
            Competence::RegimeIn(regime, place) => write!(f, "{regime}:{place}"),
        }
    }
}

/// Why an officer is not competent for a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// It lies outside everything that they are competent for.
    Outside,
    /// The codes do not tell whether it lies inside; what is not known to be allowed is refused.
    NotTold,
}
