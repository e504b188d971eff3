//! One case as a screen: the findings, the facts, what happened so far, and the determination computed from them.

use crate::app::keymap::Context;
use crate::app::pane::Pane;
use crate::domain::{ActError, CaseFile, CaseId, Fact, FactId, Officer, Schema, Stamp, Status, fact};
use crate::law::{CriterionFinding, Determination, Inquiry, Knobs, Library, Need};
use crate::office::{self, ActKind, CaseState, Standing};

/// The parts of a case, in the order of the tab key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Section {
    #[default]
    Findings,
    Facts,
    History,
}

impl Section {
    pub const ALL: [Section; 3] = [Section::Findings, Section::Facts, Section::History];

    /// Key of its title in the texts.
    pub fn title(self) -> &'static str {
        match self {
            Section::Findings => "case-findings",
            Section::Facts => "case-facts",
            Section::History => "case-history",
        }
    }

    pub fn next(self) -> Section {
        Section::ALL[(self as usize + 1) % Section::ALL.len()]
    }

    pub fn previous(self) -> Section {
        Section::ALL[(self as usize + Section::ALL.len() - 1) % Section::ALL.len()]
    }
}

/// One line of the facts: a fact on record, or a kind that is needed and of which nothing is on record.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FactItem<'a> {
    pub kind: &'a str,
    pub fact: Option<&'a Fact>,
    /// The newer fact that corrects this one.
    pub corrected_by: Option<FactId>,
    /// The determination asks for facts of this kind.
    pub needed: Option<&'a Need>,
}

#[derive(Debug, Clone)]
pub struct CaseView {
    pub file: CaseFile,
    /// `None`: the pack that governs it is not in the library.
    pub determination: Option<Determination>,
    pub section: Section,
    pub panes: [Pane; 3],
}

impl CaseView {
    pub fn new(file: CaseFile, library: &Library) -> CaseView {
        let determination = determine(&file, library, Knobs::default());
        CaseView { file, determination, section: Section::default(), panes: Default::default() }
    }

    pub fn id(&self) -> CaseId {
        self.file.case.id
    }

    pub fn status(&self) -> Status {
        self.file.case.status
    }

    /// Whether the officer may do this to the case now, and if not, why: the rules of the office say it.
    pub fn may(
        &self,
        officer: &Officer,
        undo_minutes: i64,
        now: Stamp,
        kind: ActKind,
        schema: &Schema,
    ) -> Result<(), ActError> {
        let standing = Standing::of(&self.file);
        let state = CaseState::of(&self.file, standing.as_ref(), undo_minutes, &schema.registers);
        office::may(&state, officer, now, kind)
    }

    /// Whether the officer may hold the case, if nobody else did.
    pub fn may_hold(&self, officer: &Officer, undo_minutes: i64, now: Stamp, schema: &Schema) -> Result<(), ActError> {
        let standing = Standing::of(&self.file);
        let state = CaseState::of(&self.file, standing.as_ref(), undo_minutes, &schema.registers);
        office::may_hold(&state, officer, now)
    }

    /// The contexts in which a key is looked up, the nearest first.
    pub fn contexts() -> &'static [Context] {
        &[Context::Case, Context::Move, Context::Everywhere]
    }

    pub fn pane(&mut self) -> &mut Pane {
        &mut self.panes[self.section as usize]
    }

    pub fn findings(&self) -> &[CriterionFinding] {
        self.determination.as_ref().map_or(&[], |determination| &determination.findings)
    }

    pub fn needs(&self) -> &[Need] {
        self.determination.as_ref().map_or(&[], |determination| &determination.needs)
    }

    /// How many things the cursor of the section can stand on; 0 where it only scrolls.
    pub fn items(&self, schema: &Schema) -> usize {
        match self.section {
            Section::Findings => self.findings().len(),
            Section::Facts => self.fact_items(schema).len(),
            Section::History => 0,
        }
    }

    /// The facts in the order of the schema, each kind oldest first, what was corrected behind what corrects it; then
    /// kinds that the schema does not have.
    pub fn fact_items<'a>(&'a self, schema: &'a Schema) -> Vec<FactItem<'a>> {
        let corrected = |fact: &Fact| self.file.facts.iter().find(|f| f.supersedes == Some(fact.id)).map(|f| f.id);
        let need = |kind: &str| self.needs().iter().find(|need| &*need.kind == kind);
        let mut items = Vec::new();
        for kind in &schema.kinds {
            let mut of_kind: Vec<&Fact> = self.file.facts.iter().filter(|fact| fact.kind == kind.id).collect();
            of_kind.sort_by_key(|fact| (corrected(fact).is_some(), fact.holds.from, fact.id));
            let needed = need(&kind.id);
            if of_kind.is_empty() && needed.is_some() {
                items.push(FactItem { kind: &kind.id, fact: None, corrected_by: None, needed });
            }
            let item =
                |fact: &'a Fact| FactItem { kind: &kind.id, fact: Some(fact), corrected_by: corrected(fact), needed };
            items.extend(of_kind.into_iter().map(item));
        }
        let stray = self.file.facts.iter().filter(|fact| schema.kind(&fact.kind).is_none());
        items.extend(stray.map(|fact| FactItem {
            kind: &fact.kind,
            fact: Some(fact),
            corrected_by: corrected(fact),
            needed: None,
        }));
        items
    }

    /// Facts of a kind that stand on record now, as far as the officer sees them.
    pub fn standing(&self, kind: &str) -> Vec<&Fact> {
        fact::known_at(&self.file.facts, None).into_iter().filter(|fact| fact.kind == kind && !fact.unseen).collect()
    }
}

/// The determination of a case under some dates; `None` where the library does not have its pack.
pub fn determine(file: &CaseFile, library: &Library, knobs: Knobs) -> Option<Determination> {
    determine_by(file, &file.facts, library, knobs)
}

/// The same by other facts than those on record.
pub fn determine_by(file: &CaseFile, facts: &[Fact], library: &Library, knobs: Knobs) -> Option<Determination> {
    let pack = library.pack(&file.case.pack)?;
    let inquiry = Inquiry {
        poll: &file.poll,
        applied_on: file.case.applied_on,
        applied_at: Some(file.case.opened_at),
        facts,
        knobs,
    };
    Some(pack.determine(&inquiry))
}
