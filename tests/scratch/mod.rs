//! A folder of its own for each test, and the real binary in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value as Json;

static FOLDERS: AtomicU32 = AtomicU32::new(0);

/// A folder of its own, gone at the end.
pub struct Scratch(pub PathBuf);

/// What one run came to.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Scratch {
    pub fn new() -> Scratch {
        let n = FOLDERS.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("suffrage-cli-{}-{n}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Scratch(folder)
    }

    /// A folder with the training office `o.db`, whose officers are anna and boris.
    pub fn office() -> Scratch {
        let scratch = Scratch::new();
        scratch.done(&["init", "o.db", "--training", "--as", "anna"]);
        scratch.done(&["officer", "add", "o.db", "boris", "--role", "supervisor", "--as", "anna"]);
        scratch
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_suffrage"));
        command.args(args).current_dir(&self.0).env_clear().stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        let output = self.command(args).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    pub fn done(&self, args: &[&str]) -> Ran {
        let ran = self.run(args);
        assert_eq!(ran.code, 0, "{args:?}: {}{}", ran.out, ran.err);
        ran
    }

    pub fn json(&self, args: &[&str]) -> Json {
        serde_json::from_str(&self.done(&[args, &["--json"]].concat()).out).unwrap()
    }

    /// The run ends with `code`, prints nothing to standard output, and says each of `parts` on standard error.
    pub fn refused(&self, code: i32, args: &[&str], parts: &[&str]) {
        let ran = self.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{args:?}: {}", ran.err);
        for part in parts {
            assert!(ran.err.contains(part), "{args:?}: {part:?} is missing in: {}", ran.err);
        }
    }

    /// The office still holds together.
    pub fn verifies(&self) {
        let report = self.json(&["ledger", "verify", "o.db"]);
        assert_eq!(report["holds"], true, "{report}");
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn data(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import").join(name).display().to_string()
}
