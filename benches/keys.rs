//! Key to last byte, in a real pseudo-terminal of 120x40, on an office of any size.
//!
//! `cargo bench --bench keys -- OFFICE.db`, with an office made by `suffrage sample`. Compare offices of different sizes
//! in one sitting: the times are the machine's, that they stay the same is the program's.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// A screen is complete when nothing has come for so long; the first one, for ten times as long.
const QUIET: Duration = Duration::from_millis(40);

/// Waits for output to come and to end; returns the time to its last byte and how much it was.
fn settle(output: &Receiver<usize>, began: Instant, patience: Duration, quiet: Duration) -> Option<(Duration, usize)> {
    let mut bytes = output.recv_timeout(patience).ok()?;
    let mut last = began.elapsed();
    loop {
        match output.recv_timeout(quiet) {
            Ok(more) => {
                bytes += more;
                last = began.elapsed();
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Some((last, bytes)),
        }
    }
}

fn main() {
    let Some(office) = std::env::args().skip(1).find(|arg| !arg.starts_with('-')) else {
        println!("keys: name an office: cargo bench --bench keys -- OFFICE.db");
        return;
    };
    let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_suffrage"));
    command.env("TERM", "xterm-256color");
    command.args(["open", &office, "--as", "anna"]);
    let began = Instant::now();
    let mut child = pair.slave.spawn_command(command).expect("the program starts");
    let mut reader = pair.master.try_clone_reader().expect("the line reads");
    let mut writer = pair.master.take_writer().expect("the line writes");
    let (tell, output) = channel();
    std::thread::spawn(move || {
        let mut chunk = [0; 65536];
        while let Ok(n @ 1..) = reader.read(&mut chunk) {
            if tell.send(n).is_err() {
                break;
            }
        }
    });
    let (start, bytes) = settle(&output, began, Duration::from_secs(30), QUIET * 10).expect("a first screen");
    println!("{office}: first screen {:.1} ms, {bytes} bytes", start.as_secs_f64() * 1000.0);
    for (what, keys) in [
        ("cursor", "j".repeat(100)),
        ("page", "\u{4}".repeat(20)),
        ("filter", "90".repeat(10)),
        ("search letter", "/ивано\u{15}salau\u{15}жук\u{15}".to_owned()),
    ] {
        let mut times = Vec::new();
        let mut sizes = Vec::new();
        for key in keys.chars() {
            let began = Instant::now();
            writer.write_all(key.encode_utf8(&mut [0; 4]).as_bytes()).expect("the line is open");
            writer.flush().expect("the line is open");
            if let Some((time, bytes)) = settle(&output, began, Duration::from_millis(300), QUIET) {
                times.push(time.as_secs_f64() * 1000.0);
                sizes.push(bytes);
            }
        }
        times.sort_by(f64::total_cmp);
        sizes.sort_unstable();
        let at = |share: usize| times[(times.len() - 1) * share / 100];
        println!(
            "{what:<14} {:>3} keys: median {:>5.1} ms, p90 {:>5.1}, p99 {:>5.1}; median {} bytes, most {}",
            times.len(),
            at(50),
            at(90),
            at(99),
            sizes[sizes.len() / 2],
            sizes[sizes.len() - 1]
        );
    }
    let status =
        std::fs::read_to_string(format!("/proc/{}/status", child.process_id().unwrap_or(0))).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or(" not known").trim().to_owned();
    println!("peak resident memory {peak}");
    child.kill().expect("the program ends");
}
