//! Machines that die in the middle of a write, and disks that are full: a child process works until one of these ends it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::rc::Rc;
use std::time::Duration;

use suffrage::domain::{CaseAct, CaseId, CmdId, Command, FactDraft, Stamp, State};
use suffrage::law::Library;
use suffrage::store::Store;

use crate::town::{Step, Town};

/// Set in the child: file, officer, moment, case, version and the base of its command ids, apart by `|`.
const ORDERS: &str = "SUFFRAGE_SIMULATION_ORDERS";

/// What a child was told, and what it does with it: one fact after another on one case.
#[derive(Debug, Clone)]
struct Orders {
    file: String,
    officer: String,
    at: i64,
    case: i64,
    version: i64,
    base: u64,
}

impl Orders {
    fn written(&self) -> String {
        let Orders { file, officer, at, case, version, base } = self;
        format!("{file}|{officer}|{at}|{case}|{version}|{base}")
    }

    fn read(text: &str) -> Orders {
        let parts: Vec<&str> = text.split('|').collect();
        let number = |at: usize| parts[at].parse().unwrap();
        let (file, officer) = (parts[0].to_owned(), parts[1].to_owned());
        Orders { file, officer, at: number(2), case: number(3), version: number(4), base: parts[5].parse().unwrap() }
    }

    fn command(&self, n: u64) -> Command {
        let mut id = [0; 16];
        id[..8].copy_from_slice(&self.base.to_be_bytes());
        id[8..].copy_from_slice(&n.to_be_bytes());
        let fact = FactDraft::bare("foreign_permit", State::None);
        let act = CaseAct::RecordFact { fact }.on(CaseId(self.case), self.version + n as i64);
        let (officer, login) = (self.officer.clone(), self.officer.clone());
        Command { id: CmdId(id), officer, login, at: Stamp(self.at), act }
    }
}

/// The life of the child; in an ordinary run there is nothing to do.
#[test]
fn a_machine_that_dies() {
    let Ok(orders) = std::env::var(ORDERS) else { return };
    let orders = Orders::read(&orders);
    let library = Rc::new(Library::embedded().unwrap());
    let entropy = Box::new(|bytes: &mut [u8]| getrandom::fill(bytes).unwrap());
    let mut store = Store::open(Path::new(&orders.file), library, entropy).unwrap();
    for n in 0..200 {
        match store.apply(&orders.command(n)) {
            Ok(receipt) => println!("ack {}", receipt.seq),
            Err(error) => {
                println!("end {error}");
                return;
            }
        }
    }
}

/// How the child comes to its end.
#[derive(Debug, Clone, Copy)]
enum End {
    Killed,
    /// The disk is full after so many blocks of 512 bytes of the engine's log; the child is told.
    Full(u64),
    /// The same, and the kernel ends the child in the middle of the write.
    Cut(u64),
}

impl Town {
    /// Somebody's machine dies, or its disk is full.
    pub fn trouble(&mut self) -> Step {
        let seat = self.dice.below(self.seats.len());
        let Some(case) = self.model.cases.keys().next().copied() else { return Ok(()) };
        let (officer, at) = (self.seats[seat].name.clone(), self.clock(seat).0);
        let version = self.model.cases[&case].version;
        let base = self.dice.next();
        let orders = Orders { file: self.path().display().to_string(), officer, at, case: case.0, version, base };
        let log = std::fs::metadata(self.folder.join("office.db-wal")).map_or(0, |data| data.len());
        let room = log / 512 + 1 + self.dice.below(400) as u64;
        let end = match self.dice.below(4) {
            0 => End::Full(room),
            1 => End::Cut(room),
            _ => End::Killed,
        };
        let acks = self.dice.below(12);
        let micros = self.dice.below(9_000) as u64;
        let hold = self.hold(case, Stamp(at))?;
        let may = self.model.judge(&orders.command(0), hold.as_ref());
        let acknowledged = run(&orders, end, if may { acks } else { 0 }, Duration::from_micros(micros));
        self.say(format!(
            "{end:?} while {} records facts on {case} at {at}: {acknowledged:?} acknowledged",
            orders.officer
        ));
        self.settle(&orders, may, &acknowledged)
    }

    /// Nothing of what was acknowledged is lost, and at most one act more is there, whole.
    fn settle(&mut self, orders: &Orders, may: bool, acknowledged: &[u64]) -> Step {
        let known = self.model.lines.len() as u64;
        let (size, _) = self.eye.head().map_err(|error| error.to_string())?;
        let new = size.saturating_sub(known);
        let told = acknowledged.len() as u64;
        if !(new == told || new == told + 1)
            || new > 0 && !may
            || acknowledged.iter().zip(known..).any(|(a, b)| *a != b)
        {
            return Err(format!("{acknowledged:?} acknowledged (may: {may}), {new} in the record from {known} on"));
        }
        let mut store = Store::open(&self.path(), Rc::clone(&self.library), Box::new(|salt| salt.fill(9)))
            .map_err(|e| e.to_string())?;
        for n in 0..new {
            let command = orders.command(n);
            // Whoever did not hear the answer asks again.
            let receipt = store.apply(&command).map_err(|error| format!("asked again: {error}"))?;
            if !receipt.repeated || receipt.seq != known + n {
                return Err(format!("asked again for entry {}: {receipt:?}", known + n));
            }
            self.model.done(&command, &receipt);
        }
        Ok(())
    }
}

/// Runs the child until its end; returns the entries that it acknowledged.
fn run(orders: &Orders, end: End, acks: usize, later: Duration) -> Vec<u64> {
    let program = std::env::current_exe().unwrap();
    let program = program.display();
    let limit = match end {
        End::Killed => String::new(),
        End::Full(blocks) => format!("trap '' XFSZ; ulimit -f {blocks};"),
        End::Cut(blocks) => format!("ulimit -c 0; ulimit -f {blocks};"),
    };
    let command = format!("{limit} exec {program} --exact trouble::a_machine_that_dies --nocapture");
    let mut child = Process::new("sh")
        .args(["-c", &command])
        .env(ORDERS, orders.written())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut heard = lines.filter_map(|line| line.split("ack ").nth(1)?.trim().parse().ok());
    let mut acknowledged: Vec<u64> = heard.by_ref().take(acks).collect();
    if matches!(end, End::Killed) {
        std::thread::sleep(later);
        child.kill().unwrap();
    }
    acknowledged.extend(heard);
    child.wait().unwrap();
    acknowledged
}
