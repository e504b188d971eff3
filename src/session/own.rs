//! What an officer and an office bring of their own into a session.

use std::rc::Rc;

use super::Session;
use crate::app::keymap::Keymap;
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
}
