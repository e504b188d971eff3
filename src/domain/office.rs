//! The office itself, and what it sets for itself.

use super::time::Day;
use super::zone::Zone;

/// What an office is called, its clocks, and what it asks of its people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// As it stands at the head of a letter.
    pub name: String,
    /// Names the log in its checkpoints.
    pub log_id: String,
    /// Nobody in it is real: anybody may act as any officer, and every screen says so.
    pub fictitious: bool,
    /// How long a decision can be taken back.
    pub undo_minutes: i64,
    /// How long a case stays with an officer who does nothing.
    pub lease_minutes: i64,
    /// By whose clock a day begins and ends.
    pub zone: Zone,
    /// Up to and with this day nothing about people, rules or the program changes without two people.
    pub frozen_until: Option<Day>,
    /// The same holds from so many days before a roll is settled to the polling day; `None`: it does not.
    pub freeze_days: Option<i64>,
    /// The version of the program that works while the office is frozen; empty: any.
    pub program: String,
    /// The kinds of fact on which a decision rests only after two officers have entered them, neither seeing the other's.
    pub second_entry: Vec<String>,
}

impl Office {
    /// How long a decision can be taken back, where the office says nothing else.
    const UNDO_MINUTES: i64 = 10;
    /// How long a case stays with an officer who does nothing, where the office says nothing else.
    const LEASE_MINUTES: i64 = 15;

    /// Whether it is frozen on some days at all.
    pub fn freezes(&self) -> bool {
        self.frozen_until.is_some() || self.freeze_days.is_some()
    }

    /// An office as it is founded.
    pub fn founded(name: String, log_id: String, fictitious: bool) -> Office {
        Office {
            name,
            log_id,
            fictitious,
            undo_minutes: Office::UNDO_MINUTES,
            lease_minutes: Office::LEASE_MINUTES,
            zone: Zone::default(),
            frozen_until: None,
            freeze_days: None,
            program: String::new(),
            second_entry: Vec::new(),
        }
    }
}
