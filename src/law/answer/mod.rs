//! What the engine answers, with everything needed to repeat it, to explain it, and to say why somebody is refused.

pub mod determination;
mod determine;
pub mod explain;
pub mod grounds;
pub mod render;
