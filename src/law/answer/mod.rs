//! What the engine answers, with everything needed to repeat it, to explain it, and to say why somebody is refused.

pub(crate) mod determination;
mod determine;
pub(crate) mod explain;
pub(crate) mod grounds;
pub mod render;
