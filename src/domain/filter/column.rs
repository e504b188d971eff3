//! The columns of the queue. Every one shows what a row carries anyway: choosing columns asks for nothing more.

use crate::domain::coded::coded;

coded!(
    /// What a column of the queue shows.
    Column {
        /// The number of the case, with a sign where somebody holds it.
        Case = "case",
        Name = "name",
        Right = "right",
        /// The election day.
        Poll = "poll",
        /// What is elected.
        Level = "level",
        /// The municipality.
        Place = "place",
        Status = "status",
        /// The day by which the office must decide.
        Due = "due",
        /// The days until then.
        Days = "days",
        /// Who shall work on the case.
        Assigned = "assigned",
        /// Who works on it now.
        Held = "held",
        /// Whose answer to a question is waited for.
        Asked = "asked",
        /// By when evidence is expected.
        Answer = "answer",
        /// Until when the case is put aside.
        Rests = "rests",
        /// By when an appeal is to be answered.
        Appeal = "appeal",
        /// What the law proposes.
        Proposed = "proposed",
    }
);
