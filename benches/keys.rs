//! Key to last byte, in a real pseudo-terminal of 120x40, on an office of any size; beside a byte that `cat` echoes in
//! another one, key by key, so that the machine's own pauses show in both.
//!
//! `cargo bench --bench keys -- OFFICE.db...`, with offices made by `suffrage sample`. Compare offices of different sizes
//! in one sitting: the times are the machine's, that they stay the same is the program's.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

/// A screen is complete when nothing has come for so long; the first one, for ten times as long.
const QUIET: Duration = Duration::from_millis(40);
const SEARCH: &str = "search letter";
/// Starts of the program; the best of them counts.
const STARTS: usize = 5;

/// A program at the other end of a pseudo-terminal.
struct Line {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    output: Receiver<usize>,
    began: Instant,
}

impl Line {
    fn open(command: CommandBuilder) -> Line {
        let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut reader = pair.master.try_clone_reader().expect("the line reads");
        let writer = pair.master.take_writer().expect("the line writes");
        let (tell, output) = channel();
        let began = Instant::now();
        let child = pair.slave.spawn_command(command).expect("the program starts");
        std::thread::spawn(move || {
            // The line stays open as long as somebody reads it.
            let _master = pair.master;
            let mut chunk = [0; 65536];
            while let Ok(n @ 1..) = reader.read(&mut chunk) {
                if tell.send(n).is_err() {
                    break;
                }
            }
        });
        Line { child, writer, output, began }
    }

    /// Waits for output to come and to end; returns the milliseconds to its last byte and how much it was.
    fn settle(&self, began: Instant, patience: Duration, quiet: Duration) -> Option<(f64, usize)> {
        let mut bytes = self.output.recv_timeout(patience).ok()?;
        let mut last = began.elapsed();
        loop {
            match self.output.recv_timeout(quiet) {
                Ok(more) => {
                    bytes += more;
                    last = began.elapsed();
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    return Some((last.as_secs_f64() * 1000.0, bytes));
                }
            }
        }
    }

    fn press(&mut self, key: char) -> Option<(f64, usize)> {
        let began = Instant::now();
        self.writer.write_all(key.encode_utf8(&mut [0; 4]).as_bytes()).expect("the line is open");
        self.writer.flush().expect("the line is open");
        self.settle(began, Duration::from_millis(300), QUIET)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn at(sorted: &[f64], share: usize) -> f64 {
    sorted.get((sorted.len().max(1) - 1) * share / 100).copied().unwrap_or(f64::NAN)
}

fn open(office: &str) -> (Line, f64, usize) {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_suffrage"));
    command.env("TERM", "xterm-256color");
    command.args(["open", office, "--as", "anna"]);
    let line = Line::open(command);
    let (start, bytes) = line.settle(line.began, Duration::from_secs(30), QUIET * 10).expect("a first screen");
    (line, start, bytes)
}

fn main() {
    let offices: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    if offices.is_empty() {
        println!("keys: name an office: cargo bench --bench keys -- OFFICE.db");
    }
    for office in offices {
        measure(&office);
    }
}

fn measure(office: &str) {
    let mut floor = Line::open({
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", "stty raw -echo; exec cat"]);
        command
    });
    std::thread::sleep(Duration::from_millis(200));
    let best = (0..STARTS).map(|_| open(office).1).fold(f64::MAX, f64::min);
    let (mut line, _, bytes) = open(office);
    println!("{office}: first screen {best:.1} ms (best of {STARTS}), {bytes} bytes");
    for (what, keys) in [
        ("cursor", "j".repeat(200)),
        ("page", "\u{4}".repeat(40)),
        ("open, back", "\rq".repeat(20)),
        ("filter", "90".repeat(20)),
        (SEARCH, "/ивано\u{15}salau\u{15}жук\u{15}петр\u{15}12\u{15}\u{1b}".to_owned()),
    ] {
        let (mut times, mut sizes, mut echoes) = (Vec::new(), Vec::new(), Vec::new());
        for key in keys.chars() {
            let pressed = line.press(key);
            echoes.extend(floor.press('x').map(|(time, _)| time));
            // A search is begun, emptied and left by keys that are no letters; a lone escape waits for what may follow it.
            if what == SEARCH && !key.is_alphanumeric() {
                continue;
            }
            if let Some((time, bytes)) = pressed {
                times.push(time);
                sizes.push(bytes);
            }
        }
        times.sort_by(f64::total_cmp);
        echoes.sort_by(f64::total_cmp);
        sizes.sort_unstable();
        println!(
            "{what:<14} {:>3} keys: median {:>5.1} ms, p90 {:>5.1}, p99 {:>5.1}; echo {:>4.1}, {:>5.1}, {:>5.1}; median {} bytes, most {}",
            times.len(),
            at(&times, 50),
            at(&times, 90),
            at(&times, 99),
            at(&echoes, 50),
            at(&echoes, 90),
            at(&echoes, 99),
            sizes.get(sizes.len() / 2).unwrap_or(&0),
            sizes.last().unwrap_or(&0)
        );
    }
    let process = line.child.process_id().unwrap_or(0);
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or(" not known").trim().to_owned();
    println!("peak resident memory {peak}");
}
