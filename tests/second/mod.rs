//! Copies of an office that somebody has changed, made by a seed.

pub mod edit;
pub mod forge;

use std::path::Path;

use rusqlite::Connection;

use crate::insider::past_the_triggers;

/// Numbers that look random and are the same for the same seed (SplitMix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    pub fn one<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

/// Changes a file with the triggers and checks of the engine out of the way, in one transaction.
pub fn tamper<T>(path: &Path, change: impl FnOnce(&Connection) -> T) -> T {
    past_the_triggers(path, |db| {
        db.execute_batch("PRAGMA ignore_check_constraints=1; PRAGMA synchronous=0; BEGIN").unwrap();
        let done = change(db);
        db.execute_batch("COMMIT").unwrap();
        done
    })
}
