//! What is said with an act beside its text: how a letter left, by when an answer is wanted, who is asked.

use super::coded;
use super::time::Day;

coded!(
    /// How a letter left.
    Means {
        Post = "post",
        Registered = "registered_post",
        Handed = "handed_over",
        Electronic = "electronic",
    }
);

/// A letter that has left; what is not known is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letter {
    /// Its number in the office's register of letters.
    pub number: String,
    /// The day on which it left; `None`: not said.
    pub sent_on: Option<Day>,
    /// How it was sent; `None`: not said.
    pub means: Option<Means>,
}

/// What a remark says beside its text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct More {
    /// By when an answer is asked for, until when a case is put aside or somebody represents, on which day a letter left.
    pub day: Option<Day>,
    /// The kinds asked for, or in what somebody represents, by commas; whoever is asked, shall work on the case or represents
    /// no longer.
    pub about: String,
    /// The number of a letter, or of the paper by which somebody represents.
    pub number: String,
    /// How a letter left.
    pub means: String,
    /// The day of the paper that came in: an appeal, a ruling, a letter that came back, a power of attorney.
    pub dated: Option<Day>,
}

/// An appeal against the decision of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appeal {
    /// The court or the commission that decides on it.
    pub to: String,
    /// Its number there.
    pub number: String,
    /// The day on which the appeal was lodged; `None`: not said.
    pub lodged_on: Option<Day>,
    /// By when the office must have answered to it.
    pub answer_by: Day,
    /// What the person says against the decision; may be empty.
    pub grounds: String,
}

/// What a court or a higher commission ruled about the decision of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// Who ruled.
    pub by: String,
    /// Number of the ruling; may be empty.
    pub number: String,
    /// Its day; `None`: not said.
    pub day: Option<Day>,
    /// In the words of whoever ruled; may be empty.
    pub reasons: String,
}

coded!(
    /// Why a second officer returns a decision: what the first one, or another, shall do.
    Ground {
        /// Something is written wrongly; whoever decided mends it.
        Correction = "correction",
        /// Something is not shown.
        Evidence = "evidence",
        /// The law says something else.
        Law = "law",
        /// Somebody else than the one who decided decides from the beginning.
        Anew = "anew",
    }
);
