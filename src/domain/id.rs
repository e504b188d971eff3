//! Identities. A row's number is the one after the largest of its table, in the transaction that writes
//! it: numbers follow the order of entries and leave no gap.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::time::Stamp;

macro_rules! row_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

row_id!(
    /// A person who asks for a right.
    ApplicantId
);
row_id!(
    /// One applicant asking for one right at one poll. This is the number officers say aloud.
    CaseId
);
row_id!(
    /// One election day in one place.
    PollId
);
row_id!(
    /// One dated statement about an applicant.
    FactId
);
row_id!(
    /// What an officer decided, once.
    DecisionId
);

row_id!(
    /// A change that waits for a second person.
    MotionId
);

/// The unique id of a command. Sending the same command twice does nothing twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CmdId(pub [u8; 16]);

impl CmdId {
    /// A new id in the form of UUID version 7 (RFC 9562, 5.7): the moment first, so that the ids of one day stand together
    /// in their index, then 74 random bits.
    pub fn new(at: Stamp, random: &mut dyn FnMut(&mut [u8])) -> CmdId {
        let mut id = [0; 16];
        random(&mut id[6..]);
        id[..6].copy_from_slice(&at.0.to_be_bytes()[2..]);
        id[6] = 0x70 | id[6] & 0x0F;
        id[8] = 0x80 | id[8] & 0x3F;
        CmdId(id)
    }
}

impl fmt::Display for CmdId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
