//! The real binary in a real pseudo-terminal: what no test without one can see. A terminal emulator stands at the other
//! end; it answers no question, so that a stray one would show as a hang. Nothing is timed; texts are waited for.

use std::io::{Read, Write};
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const PATIENCE: Duration = Duration::from_secs(30);

struct Run {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    screen: Arc<Mutex<vt100::Parser>>,
    raw: Arc<Mutex<Vec<u8>>>,
    /// Tells the reader to let go of the line after what comes next.
    let_go: Arc<AtomicBool>,
}

impl Run {
    fn start(cols: u16, rows: u16, term: &str) -> Run {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_suffrage"));
        command.env_clear();
        command.env("TERM", term);
        command.env("TMPDIR", env!("CARGO_TARGET_TMPDIR"));
        command.arg("demo");
        Run::of(cols, rows, command)
    }

    fn of(cols: u16, rows: u16, command: CommandBuilder) -> Run {
        let pair = native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let screen = Arc::new(Mutex::new(vt100::Parser::new(rows.max(1), cols.max(1), 0)));
        let raw = Arc::new(Mutex::new(Vec::new()));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (seen, bytes) = (Arc::clone(&screen), Arc::clone(&raw));
        let let_go = Arc::new(AtomicBool::new(false));
        let end = Arc::clone(&let_go);
        std::thread::spawn(move || {
            let mut chunk = [0; 65536];
            while let Ok(n @ 1..) = reader.read(&mut chunk) {
                seen.lock().unwrap().process(&chunk[..n]);
                bytes.lock().unwrap().extend_from_slice(&chunk[..n]);
                if end.load(Ordering::SeqCst) {
                    break;
                }
            }
        });
        let writer = Some(pair.master.take_writer().unwrap());
        Run { child, master: Some(pair.master), writer, screen, raw, let_go }
    }

    fn send(&mut self, bytes: &[u8]) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(bytes).unwrap();
        writer.flush().unwrap();
    }

    fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    fn wait(&self, what: &str, done: impl Fn(&Run) -> bool) {
        let until = Instant::now() + PATIENCE;
        while !done(self) {
            assert!(Instant::now() < until, "waited in vain for {what}:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn sees(&self, text: &str) {
        self.wait(text, |run| run.text().contains(text));
    }

    /// The case at the cursor of the queue.
    fn chosen(&self) -> String {
        let text = self.text();
        let line = text.lines().find(|line| line.starts_with("> ")).unwrap_or_default();
        line.chars().skip(2).take_while(char::is_ascii_digit).collect()
    }

    fn exit(&mut self) -> u32 {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(Instant::now() < until, "the program does not end:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Processor time that the program has used, in ticks.
    fn ticks(&self) -> Option<u64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid())).ok()?;
        let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
        Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
    }

    fn pid(&self) -> i32 {
        i32::try_from(self.child.process_id().unwrap()).unwrap()
    }

    fn signal(&self, signal: rustix::process::Signal) {
        let pid = rustix::process::Pid::from_raw(self.pid()).unwrap();
        rustix::process::kill_process(pid, signal).unwrap();
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn queue() -> Run {
    let run = Run::start(80, 24, "xterm-256color");
    run.sees("Queue: to do");
    run.wait("a row", |run| !run.chosen().is_empty());
    run
}

#[test]
fn the_first_screen_is_the_queue_and_quit_brings_the_primary_screen_back() {
    let mut run = queue();
    assert!(run.screen.lock().unwrap().screen().alternate_screen());
    run.send(b"q");
    assert_eq!(run.exit(), 0);
    run.wait("the primary screen", |run| !run.screen.lock().unwrap().screen().alternate_screen());
    assert!(!run.screen.lock().unwrap().screen().hide_cursor());
}

#[test]
fn an_arrow_that_a_slow_line_tore_apart_is_still_an_arrow() {
    let mut run = queue();
    let first = run.chosen();
    run.send(b"\x1b");
    std::thread::sleep(Duration::from_millis(15));
    run.send(b"[");
    std::thread::sleep(Duration::from_millis(5));
    run.send(b"B");
    run.wait("the next row", |run| run.chosen() != first);
    assert!(run.text().contains("Queue: to do"));
}

#[test]
fn a_paste_is_never_a_command() {
    let mut run = queue();
    run.send(b"\x1b[200~dy\nq\x1b[201~");
    run.sees("Pasted text was dropped");
    assert!(run.text().contains("Queue: to do"));
}

#[test]
fn a_window_that_changes_size_is_drawn_anew() {
    let mut run = queue();
    for (cols, rows) in [(90, 30), (20, 5), (130, 40)] {
        run.screen.lock().unwrap().screen_mut().set_size(rows, cols);
        run.master.as_ref().unwrap().resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
    }
    run.wait("two panes", |run| run.text().contains('│') && run.text().contains("Queue: to do"));
    run.send(b"q");
    assert_eq!(run.exit(), 0);
}

#[test]
fn a_line_that_is_cut_ends_the_program() {
    let mut run = queue();
    let first = run.chosen();
    run.let_go.store(true, Ordering::SeqCst);
    run.send(b"j");
    run.wait("the next row", |run| run.chosen() != first);
    let before = run.ticks().unwrap();
    run.writer = None;
    run.master = None;
    let mut after = before;
    let until = Instant::now() + PATIENCE;
    while run.child.try_wait().unwrap().is_none() {
        after = run.ticks().unwrap_or(after);
        assert!(Instant::now() < until, "the program does not end");
        std::thread::sleep(Duration::from_millis(5));
    }
    // A hundred ticks are a second of the processor: whoever spins uses all of them.
    assert!(after - before < 50, "it used {} ticks of the processor on its way out", after - before);
}

/// Set in the child that panics.
const PANICS: &str = "SUFFRAGE_PTY_PANICS";

/// What the child of the next test runs; in the parent it has nothing to do.
#[test]
fn child_that_panics() {
    use suffrage::terminal::{Colours, Cursor, Options, Patience, Terminal};
    if std::env::var_os(PANICS).is_none() {
        return;
    }
    let options = Options { colours: Colours::Sixteen, patience: Patience::LOCAL, cursor: Cursor::Hidden };
    let _terminal = Terminal::enter(options).unwrap();
    println!("inside");
    std::thread::sleep(Duration::from_millis(300));
    panic!("a name with \u{1b}[2J\u{202e} in it");
}

#[test]
fn a_panic_leaves_the_terminal_whole_and_its_text_clean() {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--exact", "child_that_panics", "--nocapture"]);
    command.env(PANICS, "1");
    let mut run = Run::of(80, 24, command);
    run.wait("the other screen", |run| run.screen.lock().unwrap().screen().alternate_screen());
    assert_ne!(run.exit(), 0);
    run.wait("the message", |run| String::from_utf8_lossy(&run.raw.lock().unwrap()).contains("U+202E"));
    let screen = run.screen.lock().unwrap();
    assert!(!screen.screen().alternate_screen() && !screen.screen().hide_cursor());
    let raw = run.raw.lock().unwrap();
    let said = String::from_utf8_lossy(&raw);
    let message = &said[said.find("internal error").unwrap()..];
    assert!(screen.screen().contents().contains("internal error"), "it can be read: {}", screen.screen().contents());
    assert!(message.contains("<U+001B>[2J<U+202E>"), "{message}");
    assert!(!message.contains('\u{1b}') && !message.contains('\u{202e}'), "{message:?}");
}

#[test]
fn a_request_to_end_leaves_the_terminal_whole() {
    let mut run = queue();
    run.signal(rustix::process::Signal::TERM);
    assert_eq!(run.exit(), 143);
    run.wait("the primary screen", |run| !run.screen.lock().unwrap().screen().alternate_screen());
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_everything_is_drawn_anew_afterwards() {
    let mut run = queue();
    run.send(b"\x1a");
    run.wait("the primary screen", |run| !run.screen.lock().unwrap().screen().alternate_screen());
    std::thread::sleep(Duration::from_millis(100));
    run.signal(rustix::process::Signal::CONT);
    run.wait("the alternate screen", |run| run.screen.lock().unwrap().screen().alternate_screen());
    run.sees("Queue: to do");
    run.wait("a row", |run| !run.chosen().is_empty());
    run.send(b"q");
    assert_eq!(run.exit(), 0);
}

#[test]
fn the_name_of_the_terminal_is_never_repeated_to_it() {
    let run = Run::start(80, 24, "x\x1b]52;c;aGFja2Vk\x07");
    run.sees("Queue: to do");
    let raw = run.raw.lock().unwrap();
    assert!(!raw.windows(4).any(|window| window == b"]52;"));
}

#[test]
fn a_tiny_window_says_so_and_no_window_at_all_does_no_harm() {
    let mut tiny = Run::start(20, 5, "xterm");
    tiny.sees("60x16");
    tiny.send(b"q");
    assert_eq!(tiny.exit(), 0);
    let mut none = Run::start(0, 0, "xterm");
    none.wait("the alternate screen", |run| run.screen.lock().unwrap().screen().alternate_screen());
    none.send(b"q");
    assert_eq!(none.exit(), 0);
}

#[test]
fn without_a_terminal_one_line_says_what_to_do() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_suffrage"))
        .arg("demo")
        .env("TMPDIR", env!("CARGO_TARGET_TMPDIR"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(output.stdout.is_empty());
}

#[test]
fn the_cursor_of_the_terminal_stays_on_the_chosen_line() {
    let mut run = queue();
    let at_cursor = |run: &Run| {
        let parser = run.screen.lock().unwrap();
        let (row, _) = parser.screen().cursor_position();
        parser.screen().rows(0, 80).nth(usize::from(row)).unwrap_or_default()
    };
    let is_chosen = |run: &Run| at_cursor(run).starts_with(&format!("> {}", run.chosen()));
    run.wait("the cursor on the first row", is_chosen);
    let first = run.chosen();
    run.send(b"j");
    run.wait("the next row", |run| run.chosen() != first && is_chosen(run));
    assert!(run.screen.lock().unwrap().screen().hide_cursor(), "it is seen where one types");
    run.send(b"q");
    assert_eq!(run.exit(), 0);
}

#[test]
fn whoever_wants_it_sees_the_cursor_on_the_chosen_line() {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_suffrage"));
    command.env_clear();
    command.env("TERM", "xterm");
    command.env("TMPDIR", env!("CARGO_TARGET_TMPDIR"));
    command.args(["demo", "--show-cursor"]);
    let mut run = Run::of(80, 24, command);
    run.sees("Queue: to do");
    run.wait("a row", |run| !run.chosen().is_empty());
    run.wait("the cursor", |run| !run.screen.lock().unwrap().screen().hide_cursor());
    run.send(b"q");
    assert_eq!(run.exit(), 0);
}

#[test]
fn a_terminal_that_cannot_place_a_letter_gets_no_screen() {
    let mut run = Run::start(80, 24, "dumb");
    assert_eq!(run.exit(), 2);
    run.sees("TERM=dumb");
    assert!(!run.raw.lock().unwrap().contains(&0x1b), "not one control code");
}
