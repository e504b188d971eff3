//! The walk over the log: each entry, its place in the tree, its rows, and its act.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Statement};

use super::acts::{self, Before, Office};
use super::derived::{Left, Said, derived};
use super::made::Made;
use super::rows::{self, Cursor, MadeCase, MadePack, Noted, PollAt};
use super::{Progress, Stop, fault, nodes};
use crate::domain::case::{Aside, Waits};
use crate::domain::{self, DecisionId, Register, Representative, Stamp, Status};
use crate::ledger::tree::{Edge, leaf_hash};
use crate::ledger::{Action, Entry, FaultClass, Field, Report, Rule};
use crate::office::freeze::frozen_until;
use crate::office::{self, ActKind, Course, Matter, Staff};
use crate::store::intake::FIRST_CASE;
use crate::store::law::recorded;
use crate::store::recorder::Head;
use crate::store::table::{APPLICANT, Buffers, DECISION, FACT, PACK, POLL, TABLES, Table, row_of};

/// What the walk keeps of each case: 40 bytes, so that a million of them fit beside a session.
#[derive(Debug, Clone, Copy)]
struct CaseSoFar {
    last_seq: u64,
    version: u32,
    /// The number of its newest decision; 0 before there is one.
    decision: u32,
    applicant: u32,
    poll: u32,
    /// The case of the same person before this one, as a place in the list and one more; 0: none.
    before: u32,
    /// The row of the pack that answered it last.
    pack: u16,
    /// The name of its pack, by its place in the list of names.
    pack_name: u16,
    status: Status,
    waits: Waits,
}

/// Who made a decision, and when.
#[derive(Debug, Clone, Copy)]
struct Decided {
    /// The place of the officer in the list of names.
    by: u32,
    at: i64,
}

pub struct Walk<'a> {
    db: &'a Connection,
    edge: Edge,
    last_at: i64,
    rows: u64,
    /// The cases in the order of their numbers, which leave no gap.
    cases: Vec<CaseSoFar>,
    /// The newest case of each applicant, in the order of their numbers: its place and one more.
    newest: Vec<u32>,
    staff: Staff,
    office: Option<domain::Office>,
    packs: Vec<MadePack>,
    pack_names: Vec<String>,
    /// By which codes of territories are compared; read when somebody is competent for some.
    registers: Vec<Register>,
    /// The polls in the order of their numbers.
    polls: Vec<PollAt>,
    /// Whoever has decided.
    names: Vec<String>,
    /// Who made each decision and when, in the order of their numbers, which leave no gap.
    decided: Vec<Decided>,
    /// What officers have said to each other, by the place of the case, where they have.
    asides: HashMap<u32, Aside<u32>>,
    /// Who represents, by the place of the case, where somebody does.
    represented: HashMap<u32, Vec<Representative>>,
    buffers: Buffers,
}

impl<'a> Walk<'a> {
    pub fn new(db: &'a Connection) -> Walk<'a> {
        Walk {
            db,
            edge: Edge::default(),
            last_at: i64::MIN,
            rows: 0,
            cases: Vec::new(),
            newest: Vec::new(),
            staff: Staff::default(),
            office: None,
            packs: Vec::new(),
            pack_names: Vec::new(),
            registers: Vec::new(),
            polls: Vec::new(),
            names: Vec::new(),
            decided: Vec::new(),
            asides: HashMap::new(),
            represented: HashMap::new(),
            buffers: Buffers::default(),
        }
    }

    pub fn run(mut self, progress: &Progress) -> Result<Report, Stop> {
        let total: Option<i64> = self.db.query_row("SELECT size FROM head", [], |row| row.get(0)).optional()?;
        progress.begin(total.unwrap_or(0).max(0) as u64);
        let all = |table: &&Table| self.db.prepare(&format!("{} ORDER BY id", table.select));
        let mut statements: Vec<Statement> = TABLES.iter().map(all).collect::<rusqlite::Result<_>>()?;
        let mut cursors: Vec<Cursor> = Vec::new();
        for (statement, table) in statements.iter_mut().zip(TABLES) {
            cursors.push(Cursor::new(table, statement.query([])?));
        }
        let mut levels = nodes::statements(self.db)?;
        let mut levels = nodes::Levels::open(&mut levels)?;
        let mut entries = self.db.prepare("SELECT seq, cmd, case_id, bytes FROM entry ORDER BY seq")?;
        let mut found = entries.query([])?;
        let mut subtrees = Vec::new();
        while let Some(row) = found.next()? {
            let seq: i64 = row.get(0)?;
            let place = || format!("entry {}", self.edge.size);
            if seq as u64 != self.edge.size {
                return Err(fault(FaultClass::Gap, place(), format!("the next entry is numbered {seq}")));
            }
            let bytes = row.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?;
            let entry =
                Entry::decode(bytes).map_err(|error| fault(FaultClass::Malformed, place(), error.to_string()))?;
            if entry.seq != self.edge.size {
                return Err(fault(FaultClass::Gap, place(), format!("its bytes say it is number {}", entry.seq)));
            }
            let columns = (row.get_ref(1)?.as_blob().ok(), row.get::<_, Option<i64>>(2)?);
            if columns != (Some(&entry.command[..]), entry.case) {
                return Err(fault(FaultClass::Derived, place(), "its columns differ from its bytes"));
            }
            subtrees.clear();
            self.edge.push(leaf_hash(bytes), |subtree| subtrees.push(subtree));
            subtrees.iter().try_for_each(|subtree| levels.check(subtree))?;
            self.entry(&entry, &mut cursors)?;
            if self.edge.size.is_multiple_of(1024) {
                progress.reach(self.edge.size);
            }
        }
        cursors.iter_mut().try_for_each(Cursor::must_be_at_its_end)?;
        levels.must_be_at_their_end(self.db)?;
        self.head()?;
        let cases: Vec<Left> =
            self.cases.iter().map(|case| Left { status: case.status, pack: i64::from(case.pack) }).collect();
        progress.reach(self.edge.size);
        derived(self.db, &cases, &Said { cases: &self.asides, names: &self.names })?;
        Ok(Report { entries: self.edge.size, rows: self.rows, root: self.edge.root(), answers: 0, unspoken: 0 })
    }

    /// One entry: its rows are those that it commits to, and the office could have made it.
    fn entry(&mut self, entry: &Entry, cursors: &mut [Cursor]) -> Result<(), Stop> {
        let mut made = Made::default();
        for field in &entry.fields {
            let noted = self.compare(entry, field, cursors)?;
            self.check_references(entry, field, cursors, &noted)?;
            made.add(field_table(field), noted);
        }
        let packs = self.rules(entry, &made)?;
        self.perform(entry, &made, &packs)?;
        self.last_at = entry.at_ms;
        Ok(())
    }

    fn compare(&mut self, entry: &Entry, field: &Field, cursors: &mut [Cursor]) -> Result<Noted, Stop> {
        let unknown = || fault(FaultClass::Malformed, &*field.id, "the log names a row that no table can have");
        let (table, id) = row_of(&field.id).ok_or_else(unknown)?;
        let cursor = cursors.iter_mut().find(|cursor| cursor.table.name == table.name).ok_or_else(unknown)?;
        self.rows += 1;
        let noted = cursor.compare(entry, field, id, &mut self.buffers)?;
        match &noted {
            Noted::Pack(pack) => self.packs.push(pack.clone()),
            Noted::Competence { .. } if self.registers.is_empty() => self.registers = registers(self.db)?,
            Noted::Poll { at, .. } => self.polls.push(at.clone()),
            _ => {}
        }
        Ok(noted)
    }

    /// What a row says of others: they exist, and are those of the entry's own case.
    fn check_references(&self, entry: &Entry, field: &Field, cursors: &[Cursor], noted: &Noted) -> Result<(), Stop> {
        let has =
            |table: &Table, id: i64| cursors.iter().any(|cursor| cursor.table.name == table.name && cursor.has(id));
        let fine = match noted {
            Noted::Case(case) => has(&APPLICANT, case.applicant) && has(&POLL, case.poll),
            Noted::Fact { applicant } => has(&APPLICANT, *applicant),
            Noted::Decision(made) => {
                let read = |facts: &Vec<i64>| facts.iter().all(|fact| has(&FACT, *fact));
                has(&PACK, made.pack) && self.case(made.case).is_some() && made.facts.as_ref().is_some_and(read)
            }
            Noted::Approval { decision, .. } => has(&DECISION, *decision),
            Noted::Remark(remark) => {
                self.case(remark.case).is_some() && remark.decision.is_none_or(|decision| has(&DECISION, decision))
            }
            Noted::Attachment(file) => self.case(file.case).is_some(),
            _ => true,
        };
        if !fine {
            return Err(rows::dangling(&field.id));
        }
        match noted {
            // A case's first row may come after its facts.
            Noted::Fact { applicant } if entry.action != Action::CaseOpened => {
                let own = entry.case.and_then(|case| self.case(case)).map(|case| i64::from(case.applicant));
                if own == Some(*applicant) {
                    Ok(())
                } else {
                    Err(fault(FaultClass::Unlawful, &*field.id, "it is about another person than its entry"))
                }
            }
            _ => Ok(()),
        }
    }

    /// The rows of the packs that the entry names; each was on record by then.
    fn rules(&self, entry: &Entry, made: &Made) -> Result<Vec<u16>, Stop> {
        let wrong = |what: &str| fault(FaultClass::Unlawful, format!("entry {}", entry.seq), what);
        let row = |rule: &Rule| {
            let same = |pack: &MadePack| {
                pack.hash == rule.hash
                    && pack.notation == rule.notation
                    && pack.name == rule.pack
                    && pack.version == rule.version
            };
            // Of two with other schemas the later one is at hand.
            let place = self.packs.iter().rposition(same);
            place.map(|place| place as u16 + 1).ok_or_else(|| wrong("it names rules that are not on record"))
        };
        let packs: Vec<u16> = entry.rules.iter().map(row).collect::<Result<_, Stop>>()?;
        if let Some(decision) = made.decisions.first()
            && (packs.len() != 1 || i64::from(packs[0]) != decision.pack)
        {
            return Err(wrong("it names other rules than its row"));
        }
        Ok(packs)
    }

    fn case(&self, case: i64) -> Option<&CaseSoFar> {
        self.cases.get(usize::try_from(case.checked_sub(FIRST_CASE)?).ok()?)
    }

    fn course(&self, case: i64) -> Option<Course> {
        self.case(case).map(|found| Course {
            status: found.status,
            version: i64::from(found.version),
            last_seq: found.last_seq,
            decision: (found.decision > 0).then(|| DecisionId(i64::from(found.decision))),
            waits: found.waits,
        })
    }

    /// Performs the act of an entry on the office and the case as the entries before it left them.
    fn perform(&mut self, entry: &Entry, made: &Made, packs: &[u16]) -> Result<(), Stop> {
        let before = Before {
            last_at: Stamp(self.last_at),
            course: entry.case.and_then(|case| self.course(case)),
            standing: entry.case.and_then(|case| self.standing(case)),
            barred: entry.case.and_then(|case| self.barred(case)),
            representatives: entry.case.map_or(&[], |case| self.representatives(case)),
            matter: entry.case.map(|case| self.matter(case)).unwrap_or_default(),
        };
        let is = self.office.as_ref();
        let polls = self.polls.iter().map(|poll| poll.critical);
        let frozen = is.and_then(|office| frozen_until(office, polls, Stamp(entry.at_ms)));
        let office = Office { is, frozen, staff: &self.staff };
        let after = acts::perform(entry, made, &before, &office).map_err(Stop::Fault)?;
        made.tell(&mut self.staff, &entry.actor);
        if let Some(office) = made.office(entry.action, &self.staff) {
            self.office = Some(office);
        }
        if let Some(new) = made.decisions.first() {
            debug_assert_eq!(new.id, self.decided.len() as i64 + 1);
            let by = self.name(&entry.actor);
            self.decided.push(Decided { by, at: entry.at_ms });
        }
        let (Some(case), Some(after)) = (entry.case, after) else { return Ok(()) };
        match &made.case {
            Some(new) => self.open(entry, new, after, packs)?,
            None => {
                self.put(case, after);
                self.said(entry, case, made);
            }
        }
        match entry.action {
            Action::CaseOpened | Action::FactRecorded | Action::DecisionMade => self.answered(entry, case, made, packs),
            _ if packs.is_empty() => Ok(()),
            _ => {
                let what = "it names rules on which its action does not rely";
                Err(fault(FaultClass::Unlawful, format!("entry {}", entry.seq), what))
            }
        }
    }

    /// The place of an officer in the list of names.
    fn name(&mut self, officer: &str) -> u32 {
        let known = self.names.iter().position(|name| name == officer);
        let place = known.unwrap_or_else(|| {
            self.names.push(officer.to_owned());
            self.names.len() - 1
        });
        place as u32
    }

    /// What becomes of what officers have said to each other about a case.
    fn said(&mut self, entry: &Entry, case: i64, made: &Made) {
        let Some(kind) = ActKind::of_action(entry.action) else { return };
        let place = (case - FIRST_CASE) as u32;
        if matches!(kind, ActKind::Represent | ActKind::EndRepresentation) {
            made.represent(kind, self.represented.entry(place).or_default());
        }
        let (about, day) = made.said();
        let about = about.filter(|_| matches!(kind, ActKind::Assign | ActKind::Ask)).map(|about| self.name(about));
        let before = self.asides.get(&place).copied().unwrap_or_default();
        match before.after(kind, about, day) {
            after if after == Aside::default() => drop(self.asides.remove(&place)),
            after => drop(self.asides.insert(place, after)),
        }
    }

    fn representatives(&self, case: i64) -> &[Representative] {
        let place = case.checked_sub(FIRST_CASE).and_then(|place| u32::try_from(place).ok());
        place.and_then(|place| self.represented.get(&place)).map_or(&[], Vec::as_slice)
    }

    /// The decision of a case that was made last.
    fn standing(&self, case: i64) -> Option<office::Standing> {
        let decision = self.case(case)?.decision;
        let Decided { by, at } = *self.decided.get((decision as usize).checked_sub(1)?)?;
        let by = self.names.get(by as usize)?.clone();
        Some(office::Standing { id: DecisionId(i64::from(decision)), by, at: Stamp(at) })
    }

    /// Whose decision on a case was returned to be made anew by another.
    fn barred(&self, case: i64) -> Option<&str> {
        let decision = self.case(case)?.waits.another?;
        let made = self.decided.get(usize::try_from(decision.0).ok()?.checked_sub(1)?)?;
        self.names.get(made.by as usize).map(String::as_str)
    }

    /// What tells who is competent for a case.
    fn matter(&self, case: i64) -> Matter<'_> {
        let found = self.case(case);
        let poll = found.and_then(|found| self.polls.get((found.poll as usize).checked_sub(1)?));
        let (Some(found), Some(poll)) = (found, poll) else { return Matter::default() };
        let pack = self.pack_names.get(usize::from(found.pack_name)).map_or("", String::as_str);
        Matter { host: &poll.host, pack, municipality: Some(&poll.municipality), registers: &self.registers }
    }

    fn open(&mut self, entry: &Entry, new: &MadeCase, after: Course, packs: &[u16]) -> Result<(), Stop> {
        let wrong = |class, what: String| fault(class, format!("entry {}", entry.seq), what);
        let next = FIRST_CASE + self.cases.len() as i64;
        if new.id != next || entry.case != Some(next) {
            return Err(wrong(FaultClass::Gap, format!("it opens case {}; the next one is {next}", new.id)));
        }
        let known = self.pack_names.iter().position(|name| *name == new.pack);
        let pack_name = known.unwrap_or_else(|| {
            self.pack_names.push(new.pack.clone());
            self.pack_names.len() - 1
        });
        let place = self.cases.len() as u32;
        let applicant = u32::try_from(new.applicant).unwrap_or_default() as usize;
        if self.newest.len() <= applicant {
            self.newest.resize(applicant + 1, 0);
        }
        self.cases.push(CaseSoFar {
            last_seq: after.last_seq,
            version: 1,
            decision: 0,
            applicant: applicant as u32,
            poll: u32::try_from(new.poll).unwrap_or_default(),
            before: self.newest[applicant],
            pack: packs.first().copied().unwrap_or_default(),
            pack_name: pack_name as u16,
            status: after.status,
            waits: Waits::default(),
        });
        self.newest[applicant] = place + 1;
        Ok(())
    }

    fn put(&mut self, case: i64, after: Course) {
        let place = usize::try_from(case - FIRST_CASE).unwrap_or(usize::MAX);
        if let Some(found) = self.cases.get_mut(place) {
            found.status = after.status;
            found.waits = after.waits;
            found.version = u32::try_from(after.version).unwrap_or(u32::MAX);
            found.last_seq = after.last_seq;
            found.decision = after.decision.map_or(0, |decision| u32::try_from(decision.0).unwrap_or(u32::MAX));
        }
    }

    /// Which pack answered the case of the entry, and, where it recorded facts, the other cases of the same person.
    fn answered(&mut self, entry: &Entry, case: i64, made: &Made, packs: &[u16]) -> Result<(), Stop> {
        let Some(own) = self.case(case).copied() else { return Ok(()) };
        let mut place = if made.facts > 0 { self.newest[own.applicant as usize] } else { 0 };
        let mut all = vec![(case - FIRST_CASE) as u32];
        while place > 0 {
            all.push(place - 1);
            place = self.cases[place as usize - 1].before;
        }
        all.sort_unstable();
        all.dedup();
        let mut asked = Vec::new();
        for place in all {
            let found = self.cases[place as usize];
            let name = &self.pack_names[usize::from(found.pack_name)];
            let pack = packs.iter().copied().find(|pack| self.packs[usize::from(*pack) - 1].name == *name);
            let Some(pack) = pack else {
                let what = format!("it does not name the rules of case {}", FIRST_CASE + i64::from(place));
                return Err(fault(FaultClass::Unlawful, format!("entry {}", entry.seq), what));
            };
            if !asked.contains(&pack) {
                asked.push(pack);
            }
            let found = &mut self.cases[place as usize];
            found.pack = pack;
            if FIRST_CASE + i64::from(place) != case {
                found.version += 1;
            }
        }
        if asked.len() == packs.len() {
            return Ok(());
        }
        let what = "it names rules that it did not ask";
        Err(fault(FaultClass::Unlawful, format!("entry {}", entry.seq), what))
    }

    fn head(&self) -> Result<(), Stop> {
        let sql = "SELECT size, root, last_at FROM head WHERE id=1";
        let found = self.db.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
        let Some((size, root, last_at)): Option<(i64, Vec<u8>, i64)> = found else {
            return Err(fault(FaultClass::WrongHead, "head", "it is missing"));
        };
        let heads: i64 = self.db.query_row("SELECT count(*) FROM head", [], |row| row.get(0))?;
        if heads != 1 {
            return Err(fault(FaultClass::WrongHead, "head", format!("there are {heads}")));
        }
        if size as u64 != self.edge.size {
            let what = format!("it counts {size} entries; there are {}", self.edge.size);
            return Err(fault(FaultClass::WrongHead, "head", what));
        }
        if root != self.edge.root() || last_at != self.last_at {
            return Err(fault(FaultClass::WrongHead, "head", "its root or its time is not that of the entries"));
        }
        Head::load(self.db)?;
        Ok(())
    }
}

/// The registers of the newest schema on record; none, where it cannot be read: then no code lies within another.
fn registers(db: &Connection) -> Result<Vec<Register>, Stop> {
    let sql = "SELECT id FROM pack ORDER BY fact_schema DESC, id DESC LIMIT 1";
    let newest: Option<i64> = db.query_row(sql, [], |row| row.get(0)).optional()?;
    let library = newest.and_then(|newest| recorded(db, newest).ok());
    Ok(library.map(|(_, library)| library.schema.registers.clone()).unwrap_or_default())
}

fn field_table(field: &Field) -> &'static str {
    row_of(&field.id).map_or("", |(table, _)| table.name)
}
