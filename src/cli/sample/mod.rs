//! `suffrage sample`: a deterministic office of any size, streamed.
mod cases;
mod dice;
mod people;
