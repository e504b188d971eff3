//! Machine-readable zones: what is pasted or typed into a form and is one fills the form.

use super::screens::fact_form::zone::{self, Difference};
use super::{App, Question, Screen, Tone};

impl App {
    /// In what the zone that waits for an answer differs from the case.
    pub fn zone_differences(&self) -> &[Difference] {
        self.zone.as_ref().map_or(&[], |(_, differs)| differs)
    }

    /// Takes a machine-readable zone into the form of a fact, if the text is one; where it speaks of somebody else, asks
    /// first. `true`: it was a zone.
    pub(super) fn meet_zone(&mut self, text: &str) -> bool {
        let (today, lang) = (self.today(), self.lang);
        if matches!(self.screens.last(), Some(Screen::New(_))) {
            let read = zone::of(text, today);
            return read.map(|read| self.fill_new(read)).is_some();
        }
        if !matches!(self.screens.last(), Some(Screen::Fact(_))) || self.form().is_none() {
            return false;
        }
        let (Some(read), Some(case)) = (zone::of(text, today), &self.case) else { return false };
        let differs = zone::differences(&read, &case.file, lang);
        if differs.is_empty() {
            self.take_zone(&read);
        } else {
            self.zone = Some((read, differs));
            self.question = Some(Question::Zone);
        }
        true
    }

    pub(super) fn take_zone(&mut self, read: &crate::domain::mrz::Mrz) {
        let lang = self.lang;
        if let Some(Screen::Fact(fact)) = self.screens.last_mut()
            && let Some(taken) = fact.take_zone(read, lang)
        {
            self.say_zone(taken);
        }
    }

    pub(super) fn say_zone(&mut self, zone: zone::Zone) {
        match zone {
            zone::Zone::Read => self.say("fact-zone-read", Vec::new(), Tone::Good),
            zone::Zone::Doubtful => self.say("fact-zone-doubtful", Vec::new(), Tone::Note),
        }
    }
}
