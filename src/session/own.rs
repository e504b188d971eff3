//! What an officer and an office bring of their own into a session.

use std::rc::Rc;

use super::Session;
use crate::app::keymap::Keymap;
use crate::i18n::Texts;
use crate::store::StoreError;
use crate::wording::reasons::Templates;

impl Session {
    /// Keys of the officer's own.
    pub fn use_keys(&mut self, keymap: Keymap) {
        self.app.keymap = keymap;
    }

    /// Texts for reasons and notes.
    pub fn use_texts(&mut self, templates: Templates) {
        self.app.templates = Rc::new(templates);
    }

    /// What the office sets for itself, as it is now: others can have changed it.
    pub(super) fn learn_office(&mut self) -> Result<(), StoreError> {
        self.app.office = self.store.office()?;
        self.app.frozen = self.store.frozen(self.now())?;
        self.lease = self.app.office.lease_minutes;
        self.texts = Texts::new(self.app.lang).in_zone(self.app.office.zone);
        Ok(())
    }
}
