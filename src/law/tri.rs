//! The three truth values.

/// Yes, no, or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tri {
    Yes,
    No,
    Unknown,
}

impl Tri {
    /// The word in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Tri::Yes => "yes",
            Tri::No => "no",
            Tri::Unknown => "unknown",
        }
    }

    pub fn of(value: bool) -> Tri {
        if value { Tri::Yes } else { Tri::No }
    }

    /// Kleene's negation.
    #[allow(clippy::should_implement_trait, reason = "`!` on a value of three reads like one on a value of two")]
    pub fn not(self) -> Tri {
        match self {
            Tri::Yes => Tri::No,
            Tri::No => Tri::Yes,
            Tri::Unknown => Tri::Unknown,
        }
    }
}
