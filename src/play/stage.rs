//! The stage on which a transcript is played: a private copy of an office, a fixed clock, and one session for each
//! officer that the transcript names.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Modifier;

use crate::app::key::Key;
use crate::app::remap::remap;
use crate::domain::competence::Competence;
use crate::domain::time::parse_day;
use crate::domain::{Act, CaseId, CmdId, Lang, OfficeAct, Officer, Receipt, Role, Stamp, Zone};
use crate::law::Library;
use crate::sample::SAMPLE;
use crate::session::{Session, Who};
use crate::store::Store;

/// What a transcript's clock shows unless `at=` says otherwise.
const NOON: &str = "2026-11-23T09:00:00Z";

/// Why a command of a transcript cannot be carried out. The transcript is at fault, not the program.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct BadCommand(pub String);

/// A played screen: one officer's session and the terminal it draws on.
struct Seat {
    session: Session,
    terminal: Terminal<TestBackend>,
}

/// The office, the clock and the people of one transcript.
pub struct Stage {
    /// Removed with everything in it when the stage is dropped.
    folder: PathBuf,
    library: Rc<Library>,
    clock: Rc<Cell<Stamp>>,
    seats: BTreeMap<String, Seat>,
    current: String,
    lang: Lang,
    size: (u16, u16),
    /// How many acts on the office were made beside the screens.
    acts: u8,
}

impl Stage {
    /// `folder` is made, and removed at the end.
    pub fn new(library: Rc<Library>, folder: PathBuf) -> std::io::Result<Stage> {
        std::fs::create_dir_all(&folder)?;
        let noon = Stamp::parse(NOON).unwrap_or(Stamp(0));
        Ok(Stage {
            folder,
            library,
            clock: Rc::new(Cell::new(noon)),
            seats: BTreeMap::new(),
            current: String::new(),
            lang: Lang::En,
            size: (60, 16),
            acts: 0,
        })
    }

    /// Carries out one command and returns the lines it prints.
    pub fn run(&mut self, command: &str) -> Result<Vec<String>, BadCommand> {
        let (verb, rest) = command.split_once(' ').unwrap_or((command, ""));
        let rest = rest.trim();
        match verb {
            "open" => self.open(rest)?,
            "as" => self.sit(rest)?,
            "press" => {
                for word in rest.split_whitespace() {
                    let key = Key::parse(word).ok_or_else(|| BadCommand(format!("{word:?} is no key")))?;
                    let seat = self.seat()?;
                    seat.session.key(key);
                    seat.session.finish();
                    while seat.session.look_ahead() {}
                }
            }
            "type" => {
                let seat = self.seat()?;
                rest.chars().for_each(|c| seat.session.key(Key::char(c)));
                while seat.session.look_ahead() {}
            }
            "paste" => self.seat()?.session.paste(&rest.replace("\\n", "\n").replace("\\e", "\x1b")),
            "keys" => self.keys(rest)?,
            "poll" => drop(self.seat()?.session.poll()),
            "resize" => self.resize(rest)?,
            "later" => self.later(rest)?,
            "bound" => self.bound(rest)?,
            "set" => self.set(rest)?,
            "screen" => return self.screen(rest),
            "style" => return self.style(rest),
            "case" => return self.case(rest),
            "rows" => return self.rows(rest),
            _ => return Err(BadCommand(format!("{verb:?} is no command of a transcript"))),
        }
        Ok(Vec::new())
    }

    fn office(&self) -> PathBuf {
        self.folder.join("office.db")
    }

    /// `open SIZE USER [lang=be] [at=TIME] [empty]`
    fn open(&mut self, rest: &str) -> Result<(), BadCommand> {
        let mut words = rest.split_whitespace();
        let (Some(size), Some(user)) = (words.next(), words.next()) else {
            return Err(BadCommand("open SIZE USER [lang=be] [at=TIME]".into()));
        };
        self.size = size_of(size)?;
        for word in words {
            match word.split_once('=') {
                Some(("lang", tag)) => {
                    self.lang = Lang::parse(tag).ok_or_else(|| BadCommand(format!("{tag:?} is no language")))?;
                }
                Some(("at", at)) => {
                    self.clock.set(Stamp::parse(at).ok_or_else(|| BadCommand(format!("{at:?} is no time")))?);
                }
                _ => return Err(BadCommand(format!("{word:?} is no option of open"))),
            }
        }
        self.seats.clear();
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(self.folder.join(format!("office.db{end}")));
        }
        std::fs::write(self.office(), SAMPLE).map_err(|error| BadCommand(error.to_string()))?;
        self.sit(user)
    }

    /// `bound USER WHAT`: a new officer, competent for the cases of this state or pack alone.
    fn bound(&mut self, rest: &str) -> Result<(), BadCommand> {
        let (name, what) = rest.split_once(' ').ok_or_else(|| BadCommand("bound USER WHAT".into()))?;
        let competences = vec![Competence::Regime(what.to_owned())];
        let officer = Officer { competences, ..Officer::in_role(name, Role::Officer) };
        self.act("galina", OfficeAct::Enrol { officer }).map(drop)
    }

    /// `set WHAT VALUE`: something that the office sets for itself, by two of its people: `zone`, `frozen-until`,
    /// `second-entry`.
    fn set(&mut self, rest: &str) -> Result<(), BadCommand> {
        let bad = || BadCommand("set zone ZONE | frozen-until DAY | second-entry KIND".into());
        let (what, value) = rest.split_once(' ').ok_or_else(bad)?;
        let store = self.store(0)?;
        let mut office = store.office().map_err(|error| BadCommand(error.to_string()))?;
        match what {
            "zone" => office.zone = Zone::parse(value).ok_or_else(bad)?,
            "frozen-until" => office.frozen_until = Some(parse_day(value).ok_or_else(bad)?),
            "second-entry" => office.second_entry = vec![value.to_owned()],
            _ => return Err(bad()),
        }
        let receipt = self.act("galina", OfficeAct::Set { office: Box::new(office) })?;
        match receipt.motion {
            Some(motion) => self.act("anna", OfficeAct::Assent { motion, agree: true, note: String::new() }).map(drop),
            None => Ok(()),
        }
    }

    fn store(&self, salt: u8) -> Result<Store, BadCommand> {
        let entropy = Box::new(move |bytes: &mut [u8]| bytes.fill(salt));
        Store::open(&self.office(), self.library.clone(), entropy).map_err(|error| BadCommand(error.to_string()))
    }

    /// An act on the office by one of its people.
    fn act(&mut self, by: &str, act: OfficeAct) -> Result<Receipt, BadCommand> {
        self.acts += 1;
        let (officer, login) = (by.to_owned(), by.to_owned());
        let (id, at) = (CmdId([self.acts; 16]), self.clock.get());
        let command = crate::domain::Command { id, officer, login, at, act: Act::Office(act) };
        self.store(self.acts)?.apply(&command).map_err(|error| BadCommand(error.to_string()))
    }

    fn sit(&mut self, user: &str) -> Result<(), BadCommand> {
        self.current = user.to_owned();
        if self.seats.contains_key(user) {
            return Ok(());
        }
        let failed = |error: &dyn std::fmt::Display| BadCommand(error.to_string());
        let mut salt = user.bytes().fold(1u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
        let entropy = move |bytes: &mut [u8]| {
            for byte in bytes {
                salt = salt.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                *byte = (salt >> 56) as u8;
            }
        };
        let store = Store::open(&self.office(), self.library.clone(), Box::new(entropy)).map_err(|e| failed(&e))?;
        let clock = self.clock.clone();
        let session = Session::new(
            store,
            self.library.clone(),
            &Who::named(user),
            self.lang,
            Box::new(move || clock.get()),
            Box::new(entropy),
        )
        .map_err(|e| failed(&e))?;
        let terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).map_err(|e| failed(&e))?;
        let mut seat = Seat { session, terminal };
        seat.session.resize(self.size.0, self.size.1);
        self.seats.insert(user.to_owned(), seat);
        Ok(())
    }

    fn seat(&mut self) -> Result<&mut Seat, BadCommand> {
        self.seats.get_mut(&self.current).ok_or_else(|| BadCommand("nothing is open yet".into()))
    }

    /// `keys NAME KEYS`: a command on other keys, for the officer who sits there.
    fn keys(&mut self, rest: &str) -> Result<(), BadCommand> {
        let (name, keys) = rest.split_once(' ').unwrap_or((rest, ""));
        let keymap = remap(&[(name, keys)]).map_err(|why| BadCommand(format!("keys {rest:?}: {why:?}")))?;
        self.seat()?.session.use_keys(keymap);
        Ok(())
    }

    fn resize(&mut self, rest: &str) -> Result<(), BadCommand> {
        let (width, height) = size_of(rest)?;
        self.size = (width, height);
        let seat = self.seat()?;
        seat.terminal.backend_mut().resize(width, height);
        seat.session.resize(width, height);
        Ok(())
    }

    /// `later 90m`, `later 2h`, `later 3d`
    fn later(&mut self, rest: &str) -> Result<(), BadCommand> {
        let bad = || BadCommand(format!("later {rest:?}: write 90m, 2h or 3d"));
        let (number, unit) = rest.split_at(rest.len().saturating_sub(1));
        let minutes = match unit {
            "m" => 1,
            "h" => 60,
            "d" => 24 * 60,
            _ => return Err(bad()),
        };
        let number: i64 = number.parse().map_err(|_| bad())?;
        self.clock.set(self.clock.get().plus_minutes(number * minutes));
        Ok(())
    }

    fn draw(&mut self) -> Result<&Terminal<TestBackend>, BadCommand> {
        let seat = self.seat()?;
        let Seat { session, terminal } = seat;
        terminal.draw(|frame| _ = session.draw(frame)).map_err(|error| BadCommand(error.to_string()))?;
        Ok(terminal)
    }

    /// `screen [rows A-B]`: the screen as text, each line behind a `|`, without blanks at its end.
    fn screen(&mut self, rest: &str) -> Result<Vec<String>, BadCommand> {
        let (first, last) = lines_of(rest)?;
        let buffer = self.draw()?.backend().buffer();
        let area = buffer.area;
        let line = |y: u16| {
            let text: String = (0..area.width).map(|x| buffer[(x, y)].symbol()).collect();
            format!("|{}", text.trim_end())
        };
        Ok((first..=last.min(area.height.saturating_sub(1))).map(line).collect())
    }

    /// `style [rows A-B]`: one letter for each cell: `r` reversed, `b` bold, `u` underlined, `d` dim, `c` coloured; lines
    /// without any are left out.
    fn style(&mut self, rest: &str) -> Result<Vec<String>, BadCommand> {
        let (first, last) = lines_of(rest)?;
        let buffer = self.draw()?.backend().buffer();
        let area = buffer.area;
        let letter = |x: u16, y: u16| {
            let cell = &buffer[(x, y)];
            let letters =
                [(Modifier::REVERSED, 'r'), (Modifier::BOLD, 'b'), (Modifier::UNDERLINED, 'u'), (Modifier::DIM, 'd')];
            let modifier = letters.into_iter().find(|(modifier, _)| cell.modifier.contains(*modifier));
            let coloured = cell.fg != ratatui::style::Color::Reset || cell.bg != ratatui::style::Color::Reset;
            modifier.map_or(if coloured { 'c' } else { ' ' }, |(_, letter)| letter)
        };
        let line = |y: u16| {
            let text: String = (0..area.width).map(|x| letter(x, y)).collect();
            (!text.trim().is_empty()).then(|| format!("{y:>2}|{}", text.trim_end()))
        };
        Ok((first..=last.min(area.height.saturating_sub(1))).filter_map(line).collect())
    }

    /// `case NUMBER`: where a case stands, by the words of the record: status, version, what the engine proposes.
    fn case(&mut self, rest: &str) -> Result<Vec<String>, BadCommand> {
        let number = rest.parse().map_err(|_| BadCommand(format!("{rest:?} is no case")))?;
        let now = self.clock.get();
        let found = self.seat()?.session.store().case(CaseId(number), now);
        let file = found.map_err(|error| BadCommand(error.to_string()))?;
        let file = file.ok_or_else(|| BadCommand(format!("there is no case {number}")))?;
        let (status, version) = (file.case.status.code(), file.case.version);
        Ok(vec![format!("{status} | {version} | {}", file.proposed.code())])
    }

    /// `rows SQL`: what a read-only look at the office's tables gives, columns apart by ` | `.
    fn rows(&mut self, rest: &str) -> Result<Vec<String>, BadCommand> {
        let rows = Store::look(&self.office(), rest).map_err(|error| BadCommand(error.to_string()))?;
        Ok(rows.into_iter().map(|row| row.join(" | ")).collect())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.seats.clear();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The largest screen of a transcript, in columns and rows.
const LARGEST: (u16, u16) = (1_000, 500);

fn size_of(text: &str) -> Result<(u16, u16), BadCommand> {
    let size = text.split_once('x').and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    let size = size.filter(|(width, height)| *width <= LARGEST.0 && *height <= LARGEST.1);
    size.ok_or_else(|| BadCommand(format!("{text:?} is no size; write 80x24")))
}

fn lines_of(rest: &str) -> Result<(u16, u16), BadCommand> {
    if rest.is_empty() {
        return Ok((0, u16::MAX));
    }
    let range = rest.strip_prefix("rows ").and_then(|range| range.split_once('-'));
    let range = range.and_then(|(first, last)| Some((first.parse().ok()?, last.parse().ok()?)));
    range.ok_or_else(|| BadCommand(format!("{rest:?}: write rows 3-8")))
}
