//! Files that belong to cases: on record by their hash, kept once beside the office, and missed when they are gone.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use suffrage::sample::SAMPLE;

struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let folder = std::env::temp_dir().join(format!("suffrage-attachments-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("office.db"), SAMPLE).unwrap();
        Scratch(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    fn kept(&self) -> Vec<PathBuf> {
        let files = fs::read_dir(self.0.join("office.db.files")).into_iter().flatten().flatten();
        files.map(|file| file.path()).collect()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn suffrage(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_suffrage")).args(args).args(["--lang", "en"]).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// SHA-256 of "abc".
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

#[test]
fn a_file_is_on_record_by_its_hash_and_kept_once() {
    let scratch = Scratch::new("once");
    let (office, paper) = (scratch.path("office.db"), scratch.path("passport.pdf"));
    fs::write(&paper, "abc").unwrap();
    let attached = suffrage(&["attach", &office, "1001", &paper, "--note", "first page", "--as", "anna"]);
    assert!(attached.status.success(), "{}", said(&attached));
    assert!(said(&attached).contains(ABC), "{}", said(&attached));
    let again = suffrage(&["attach", &office, "1002", &paper, "--as", "anna", "--json"]);
    assert!(again.status.success(), "{}", said(&again));
    assert_eq!(scratch.kept(), [scratch.0.join("office.db.files").join(ABC)]);
    assert_eq!((mode(&scratch.kept()[0]), mode(&scratch.0.join("office.db.files"))), (0o600, 0o700));
    let shown = said(&suffrage(&["show", &office, "1001"]));
    assert!(shown.contains("file attached") && shown.contains(ABC) && shown.contains("first page"), "{shown}");
    let listed = said(&suffrage(&["attachments", &office]));
    assert_eq!(listed.matches(ABC).count(), 2, "{listed}");
    let one = said(&suffrage(&["attachments", &office, "1002"]));
    assert_eq!(one.matches(ABC).count(), 1, "{one}");
    assert!(suffrage(&["ledger", "verify", &office]).status.success());
}

#[test]
fn whoever_works_on_the_office_reads_its_files() {
    let scratch = Scratch::new("shared");
    let (office, paper) = (scratch.path("office.db"), scratch.path("passport.pdf"));
    fs::write(&paper, "abc").unwrap();
    fs::set_permissions(&office, fs::Permissions::from_mode(0o660)).unwrap();
    let attached = suffrage(&["attach", &office, "1001", &paper, "--as", "anna"]);
    assert!(attached.status.success(), "{}", said(&attached));
    assert_eq!((mode(&scratch.kept()[0]), mode(&scratch.0.join("office.db.files"))), (0o660, 0o770));
}

#[test]
fn a_file_that_is_gone_or_another_is_missed_and_the_record_holds_all_the_same() {
    let scratch = Scratch::new("gone");
    let (office, paper) = (scratch.path("office.db"), scratch.path("passport.pdf"));
    fs::write(&paper, "abc").unwrap();
    assert!(suffrage(&["attach", &office, "1001", &paper, "--as", "anna"]).status.success());
    let check = || suffrage(&["attachments", &office, "--check"]);
    assert_eq!(check().status.code(), Some(0), "{}", said(&check()));
    let doctor = || said(&suffrage(&["doctor", &office, "--json"])).split_whitespace().collect::<String>();
    assert!(doctor().contains(r#"{"check":"files","ok":true,"mend":null}"#), "{}", doctor());
    let kept = scratch.kept().remove(0);
    // Of the same length, and of another.
    for other in ["abd", "abcd"] {
        fs::write(&kept, other).unwrap();
        assert_eq!(check().status.code(), Some(7), "{other}");
        assert!(said(&check()).contains("differs"), "{}", said(&check()));
    }
    // Attached anew, the file is what it was.
    assert!(suffrage(&["attach", &office, "1001", &paper, "--as", "anna"]).status.success());
    assert_eq!(check().status.code(), Some(0));
    fs::remove_file(&kept).unwrap();
    assert_eq!(check().status.code(), Some(7));
    assert!(said(&check()).contains("missing"), "{}", said(&check()));
    assert!(doctor().contains(ABC), "{}", doctor());
    assert!(suffrage(&["ledger", "verify", &office]).status.success());
}

#[test]
fn a_copy_of_the_office_has_its_files() {
    let scratch = Scratch::new("copy");
    let (office, paper, copy) = (scratch.path("office.db"), scratch.path("p.pdf"), scratch.path("copy.db"));
    fs::write(&paper, "abc").unwrap();
    assert!(suffrage(&["attach", &office, "1001", &paper, "--as", "anna"]).status.success());
    let backup = suffrage(&["backup", &office, &copy]);
    assert!(backup.status.success(), "{}", said(&backup));
    assert_eq!(suffrage(&["attachments", &copy, "--check"]).status.code(), Some(0));
    fs::remove_file(&scratch.kept()[0]).unwrap();
    let second = suffrage(&["backup", &office, &scratch.path("second.db")]);
    assert!(
        second.status.success() && said(&second).contains("p.pdf of case 1001 was not copied"),
        "{}",
        said(&second)
    );
}

#[test]
fn what_is_no_file_or_too_large_is_refused_and_leaves_nothing() {
    let scratch = Scratch::new("refused");
    let (office, large) = (scratch.path("office.db"), scratch.path("large.bin"));
    fs::File::create(&large).unwrap().set_len((100 << 20) + 1).unwrap();
    let attach = |file: &str| suffrage(&["attach", &office, "1001", file, "--as", "anna"]);
    assert_eq!(attach(&large).status.code(), Some(4), "{}", said(&attach(&large)));
    assert_eq!(attach(&scratch.path("nothing")).status.code(), Some(3));
    assert_eq!(attach(&scratch.path("")).status.code(), Some(3));
    assert!(scratch.kept().is_empty(), "{:?}", scratch.kept());
    let nobody = suffrage(&["attach", &office, "1001", &office, "--as", "nobody"]);
    assert_eq!(nobody.status.code(), Some(1), "{}", said(&nobody));
    assert!(!said(&suffrage(&["show", &office, "1001"])).contains("file attached"));
}
