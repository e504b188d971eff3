//! Accidents of the line: however the program is ended from outside, it ends soon, gives its case back, leaves the
//! terminal as it was found where there still is one, and says by its exit code what ended it.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// For what has to be drawn first, on a machine that has other work.
const PATIENCE: Duration = Duration::from_secs(30);
/// For the end. The program itself waits for nothing longer than a fraction of a second.
const SOON: Duration = Duration::from_secs(3);

/// What the person at the other end does with what is sent.
const READS: u8 = 0;
const READS_NOTHING: u8 = 1;
const LETS_GO: u8 = 2;

struct Line {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    screen: Arc<Mutex<vt100::Parser>>,
    reader: Arc<AtomicU8>,
    folder: PathBuf,
    /// The modes of the terminal before the program came.
    found: String,
}

impl Line {
    /// An officer who holds a case; `before` is what a shell does before it becomes the program.
    fn holding(name: &str, before: &str, controlling: bool) -> Line {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("lines-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("office.db"), suffrage::sample::SAMPLE).unwrap();
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-c", &format!("{before} exec \"$0\" open \"$1\" --as anna"), env!("CARGO_BIN_EXE_suffrage")]);
        command.arg(folder.join("office.db"));
        command.env_clear();
        command.env("TERM", "xterm");
        command.set_controlling_tty(controlling);
        let mut line = Line::start(command, folder);
        line.wait("the queue", |line| line.text().contains("Queue: to do"));
        line.send(b"j\rc");
        line.wait("a lease", |line| line.leases() == 1 && line.text().contains("is yours"));
        assert_ne!(line.modes(), line.found, "keys come as they are pressed");
        line
    }

    fn start(command: CommandBuilder, folder: PathBuf) -> Line {
        let pair =
            native_pty_system().openpty(PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 }).unwrap();
        let found = format!("{:?}", pair.master.get_termios());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let screen = Arc::new(Mutex::new(vt100::Parser::new(40, 120, 0)));
        let reader = Arc::new(AtomicU8::new(READS));
        let mut from = pair.master.try_clone_reader().unwrap();
        let (seen, does) = (Arc::clone(&screen), Arc::clone(&reader));
        std::thread::spawn(move || {
            let mut chunk = [0; 65536];
            loop {
                match does.load(Ordering::SeqCst) {
                    READS_NOTHING => std::thread::sleep(Duration::from_millis(5)),
                    LETS_GO => return,
                    _ => match from.read(&mut chunk) {
                        Ok(n @ 1..) => seen.lock().unwrap().process(&chunk[..n]),
                        _ => return,
                    },
                }
            }
        });
        let writer = Some(pair.master.take_writer().unwrap());
        Line { child, master: Some(pair.master), writer, screen, reader, folder, found }
    }

    fn send(&mut self, bytes: &[u8]) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(bytes).unwrap();
        writer.flush().unwrap();
    }

    fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    fn wait(&self, what: &str, done: impl Fn(&Line) -> bool) {
        let until = Instant::now() + PATIENCE;
        while !done(self) {
            assert!(Instant::now() < until, "waited in vain for {what}:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn leases(&self) -> i64 {
        let db = rusqlite::Connection::open(self.folder.join("office.db")).unwrap();
        db.query_row("SELECT count(*) FROM lease", [], |row| row.get(0)).unwrap_or(-1)
    }

    fn modes(&self) -> String {
        format!("{:?}", self.master.as_ref().unwrap().get_termios())
    }

    fn pid(&self) -> Pid {
        Pid::from_raw(i32::try_from(self.child.process_id().unwrap()).unwrap()).unwrap()
    }

    fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// State, and processor time in ticks.
    fn stat(&self) -> Option<(String, u64)> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid().as_raw_nonzero())).ok()?;
        let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
        Some((fields[0].to_owned(), fields[11].parse::<u64>().ok()? + fields[12].parse::<u64>().ok()?))
    }

    /// Fills the line until the program waits for somebody to read.
    fn block(&mut self) {
        self.reader.store(READS_NOTHING, Ordering::SeqCst);
        for _ in 0..250 {
            self.send(b"\t\x1b[6~\x1b[C\x1b[5~");
        }
        let mut last = None;
        self.wait_while(|line| {
            std::thread::sleep(Duration::from_millis(400));
            let now = line.stat();
            std::mem::replace(&mut last, now.clone()) != now
        });
    }

    fn wait_while(&self, mut goes_on: impl FnMut(&Line) -> bool) {
        let until = Instant::now() + PATIENCE;
        while goes_on(self) {
            assert!(Instant::now() < until, "the program never comes to rest");
        }
    }

    /// The exit code, soon, and without work for the processor on the way.
    fn ends(&mut self) -> u32 {
        let before = self.stat().map_or(0, |(_, ticks)| ticks);
        let mut after = before;
        let until = Instant::now() + SOON;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                assert!(after - before < 50, "it used {} ticks of the processor on its way out", after - before);
                return status.exit_code();
            }
            after = self.stat().map_or(after, |(_, ticks)| ticks);
            assert!(Instant::now() < until, "it does not end, and used {} ticks meanwhile", after - before);
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// The terminal is as it was found.
    fn is_whole(&self) {
        self.wait("the primary screen", |line| {
            let screen = line.screen.lock().unwrap();
            !screen.screen().alternate_screen() && !screen.screen().hide_cursor() && !screen.screen().bracketed_paste()
        });
        assert_eq!(self.modes(), self.found);
    }

    /// The window is closed, or the network is gone.
    fn cut(&mut self) {
        if self.reader.swap(LETS_GO, Ordering::SeqCst) == READS {
            // The reader lets go after what comes next.
            self.send(b"?");
        }
        std::thread::sleep(Duration::from_millis(300));
        self.writer = None;
        self.master = None;
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

const SIGNALS: [(Signal, u32); 4] = [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)];

#[test]
fn a_signal_ends_the_program_in_order() {
    for (signal, code) in SIGNALS {
        let mut line = Line::holding(&format!("signal-{code}"), "", true);
        line.signal(signal);
        assert_eq!(line.ends(), code);
        assert_eq!(line.leases(), 0, "{signal:?}");
        line.is_whole();
    }
}

#[test]
fn a_signal_ends_the_program_while_nobody_reads_what_it_sends() {
    for (signal, code) in SIGNALS {
        let mut line = Line::holding(&format!("blocked-{code}"), "", true);
        line.block();
        line.signal(signal);
        assert_eq!(line.ends(), code);
        assert_eq!(line.leases(), 0, "{signal:?}");
        line.reader.store(READS, Ordering::SeqCst);
        line.is_whole();
    }
}

#[test]
fn a_signal_ends_the_program_in_the_middle_of_a_sequence_of_a_key() {
    let mut line = Line::holding("torn", "", true);
    line.send(b"\x1b[1;");
    std::thread::sleep(Duration::from_millis(300));
    line.signal(Signal::TERM);
    assert_eq!(line.ends(), 143);
    assert_eq!(line.leases(), 0);
    line.is_whole();
}

#[test]
fn a_line_that_is_cut_is_noticed_with_and_without_a_signal() {
    for (name, before, controlling) in
        [("cut-foreign", "", false), ("cut-ignored", "trap '' HUP;", true), ("cut", "", true)]
    {
        let mut line = Line::holding(name, before, controlling);
        line.cut();
        assert_eq!(line.ends(), 129, "{name}");
        assert_eq!(line.leases(), 0, "{name}");
    }
}

#[test]
fn a_line_that_is_cut_while_nobody_reads_is_noticed_too() {
    for (name, controlling) in [("blocked-cut-foreign", false), ("blocked-cut", true)] {
        let mut line = Line::holding(name, "trap '' HUP;", controlling);
        line.block();
        line.cut();
        assert_eq!(line.ends(), 129, "{name}");
        assert_eq!(line.leases(), 0, "{name}");
    }
}

#[test]
fn whoever_stops_the_program_has_the_terminal_meanwhile() {
    let mut line = Line::holding("stop", "", true);
    line.signal(Signal::TSTP);
    line.wait("a stop", |line| line.stat().is_some_and(|(state, _)| state == "T"));
    line.is_whole();
    line.signal(Signal::CONT);
    line.wait("the case", |line| {
        line.screen.lock().unwrap().screen().alternate_screen() && !line.text().trim().is_empty()
    });
    line.wait("raw keys", |line| line.modes() != line.found);
    // Ended while it stands still: the signals come together when it goes on.
    line.signal(Signal::TSTP);
    line.wait("a stop", |line| line.stat().is_some_and(|(state, _)| state == "T"));
    line.signal(Signal::TERM);
    line.signal(Signal::CONT);
    assert_eq!(line.ends(), 143);
    assert_eq!(line.leases(), 0);
    line.is_whole();
}

#[test]
fn a_stop_that_cannot_be_caught_is_followed_by_a_whole_screen() {
    let line = Line::holding("kill-stop", "", true);
    let seen = |line: &Line| line.text().lines().map(|row| row.trim_end().to_owned()).collect::<Vec<_>>();
    let before = seen(&line);
    line.signal(Signal::STOP);
    line.wait("a stop", |line| line.stat().is_some_and(|(state, _)| state == "T"));
    line.screen.lock().unwrap().process(b"\x1b[?1049l\x1b[2J a shell wrote here");
    line.signal(Signal::CONT);
    line.wait("the same screen", |line| seen(line) == before);
    assert!(line.screen.lock().unwrap().screen().alternate_screen());
}
