//! What stands on top of the queue, one file for each. Each says by `Face` which keys it knows, which form and which part
//! of a document it has, and what a key does there; the enum only forwards.

pub(crate) mod approve;
pub mod bulk;
pub(crate) mod case;
pub(crate) mod decide;
pub(crate) mod explain;
pub(crate) mod fact_form;
pub(crate) mod help;
pub(crate) mod ledger;
pub(crate) mod letter;
pub(crate) mod new_case;
pub(crate) mod packs;
pub(crate) mod queue;
pub mod request;
pub(crate) mod templates;
pub(crate) mod today;
pub(crate) mod views;
pub(crate) mod whatif;

use super::Effect;
use super::form::{Form, Label};
use super::keymap::{Binding, Command, Context};
use super::pane::Pane;
use crate::domain::{CaseId, Stamp, View};
use crate::law::Library;
use approve::Approve;
use bulk::Bulk;
use case::CaseView;
use decide::Decide;
use explain::Explain;
use fact_form::FactForm;
use help::Help;
use ledger::Ledger;
use letter::Letter;
use new_case::NewCase;
use packs::Packs;
use request::Request;
use templates::TemplateList;
use today::Today;
use views::Views;
use whatif::WhatIf;

/// What a key came to on a screen.
#[derive(Debug, Clone)]
pub(crate) enum Came {
    /// It is no key of this screen.
    Nothing,
    /// The screen has changed, and this is to be done.
    Changed(Vec<Effect>),
    /// A kind of fact was chosen, to be recorded.
    Chosen(String),
    /// What a key would do shall be done, so many times.
    Run(&'static Binding, usize),
    /// What has no key: the command line that does it shall be said.
    Line(&'static str),
    /// A text shall be put into the form below.
    Text(String),
    /// The screen is left.
    Left,
    /// A case shall be shown.
    Case(CaseId),
    /// The decision of a case shall be taken back, which can be done until this moment.
    TakeBack { case: CaseId, until: Stamp },
    /// A sentence shall be said.
    Say(&'static str),
    /// A view shall be forgotten, if that is meant.
    Forget(View),
    /// A view was chosen: its name, and its line.
    View((Label, String)),
}

impl Came {
    /// The screen has changed if it took the key, and nothing else is to be done.
    fn changed(taken: bool) -> Came {
        if taken { Came::Changed(Vec::new()) } else { Came::Nothing }
    }
}

/// What every screen answers.
pub(crate) trait Face {
    /// The contexts in which a key is looked up, the nearest first.
    fn contexts(&self) -> &'static [Context];

    fn form(&self) -> Option<&Form> {
        None
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        None
    }

    fn pane(&mut self) -> Option<&mut Pane> {
        None
    }

    /// A command of the keyboard that is not for the form.
    fn keys(&mut self, _command: Command, _library: &Library) -> Came {
        Came::Nothing
    }
}

/// The answers of a screen that is one form and nothing else.
macro_rules! form_face {
    ($screen:ty) => {
        impl $crate::app::screens::Face for $screen {
            fn contexts(&self) -> &'static [$crate::app::keymap::Context] {
                &[$crate::app::keymap::Context::Form]
            }

            fn form(&self) -> Option<&$crate::app::form::Form> {
                Some(&self.form)
            }

            fn form_mut(&mut self) -> Option<&mut $crate::app::form::Form> {
                Some(&mut self.form)
            }
        }
    };
}
use form_face;

/// The answers of a screen that is one document and nothing else: it is read and left.
macro_rules! document_face {
    ($screen:ty) => {
        impl $crate::app::screens::Face for $screen {
            fn contexts(&self) -> &'static [$crate::app::keymap::Context] {
                use $crate::app::keymap::Context;
                &[Context::Read, Context::Move, Context::Everywhere]
            }

            fn pane(&mut self) -> Option<&mut $crate::app::pane::Pane> {
                Some(&mut self.pane)
            }

            fn keys(
                &mut self,
                command: $crate::app::keymap::Command,
                _library: &$crate::law::Library,
            ) -> $crate::app::screens::Came {
                $crate::app::screens::Came::changed(self.pane.on(command, 0))
            }
        }
    };
}
use document_face;

/// What stands on top of the queue.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the module of each says what it is")]
pub enum Screen {
    /// The case that the app holds, since it stands beside the queue too.
    Case,
    Decide(Decide),
    Approve(Approve),
    Fact(FactForm),
    Request(Request),
    Bulk(Bulk),
    Views(Views),
    WhatIf(WhatIf),
    Explain(Explain),
    Ledger(Ledger),
    Letter(Letter),
    New(NewCase),
    Packs(Packs),
    Templates(TemplateList),
    Today(Today),
    Help(Help),
}

impl Screen {
    fn face(&self) -> Option<&dyn Face> {
        match self {
            Screen::Case => None,
            Screen::Decide(screen) => Some(screen),
            Screen::Approve(screen) => Some(screen),
            Screen::Fact(screen) => Some(screen),
            Screen::Request(screen) => Some(screen),
            Screen::Bulk(screen) => Some(screen),
            Screen::Views(screen) => Some(screen),
            Screen::WhatIf(screen) => Some(screen),
            Screen::Explain(screen) => Some(screen),
            Screen::New(screen) => Some(screen),
            Screen::Ledger(screen) => Some(screen),
            Screen::Letter(screen) => Some(screen),
            Screen::Packs(screen) => Some(screen),
            Screen::Templates(screen) => Some(screen),
            Screen::Today(screen) => Some(screen),
            Screen::Help(screen) => Some(screen),
        }
    }

    fn face_mut(&mut self) -> Option<&mut dyn Face> {
        match self {
            Screen::Case => None,
            Screen::Decide(screen) => Some(screen),
            Screen::Approve(screen) => Some(screen),
            Screen::Fact(screen) => Some(screen),
            Screen::Request(screen) => Some(screen),
            Screen::Bulk(screen) => Some(screen),
            Screen::Views(screen) => Some(screen),
            Screen::WhatIf(screen) => Some(screen),
            Screen::Explain(screen) => Some(screen),
            Screen::New(screen) => Some(screen),
            Screen::Ledger(screen) => Some(screen),
            Screen::Letter(screen) => Some(screen),
            Screen::Packs(screen) => Some(screen),
            Screen::Templates(screen) => Some(screen),
            Screen::Today(screen) => Some(screen),
            Screen::Help(screen) => Some(screen),
        }
    }

    /// The contexts in which a key is looked up, the nearest first.
    pub fn contexts(&self) -> &'static [Context] {
        self.face().map_or(CaseView::contexts(), Face::contexts)
    }

    /// The form, where the screen has one now.
    pub fn form(&self) -> Option<&Form> {
        self.face()?.form()
    }

    pub(super) fn form_mut(&mut self) -> Option<&mut Form> {
        self.face_mut()?.form_mut()
    }

    /// The pane, where the screen has one now.
    pub(super) fn pane<'a>(&'a mut self, case: Option<&'a mut CaseView>) -> Option<&'a mut Pane> {
        match self.face_mut() {
            Some(face) => face.pane(),
            None => case.map(CaseView::pane),
        }
    }

    /// What a command does on the screen itself.
    pub(super) fn keys(&mut self, command: Command, library: &Library) -> Came {
        self.face_mut().map_or(Came::Nothing, |face| face.keys(command, library))
    }
}
