//! The exit codes: one table, printed by `--help` and kept for good, since scripts rely on it.

use crate::domain::tally::Left;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table below says what each means")]
pub enum Exit {
    Done = 0,
    Refused = 1,
    Usage = 2,
    File = 3,
    Data = 4,
    Pack = 5,
    Expression = 6,
    Ledger = 7,
    Differs = 8,
    Internal = 70,
    Output = 74,
    HangUp = 129,
    Interrupt = 130,
    Quit = 131,
    Terminate = 143,
}

/// Every code and what it means.
pub const TABLE: [(Exit, &str); 15] = [
    (Exit::Done, "done"),
    (
        Exit::Refused,
        "the office refuses the act (held, changed meanwhile, not permitted, reasons missing); nothing changed",
    ),
    (Exit::Usage, "wrong usage, no pack of that name, or no terminal where one is needed"),
    (Exit::File, "a file is missing, in the way, foreign, damaged, altered, read-only or of a newer version"),
    (Exit::Data, "bad input data: CSV, JSON, a voter record, a mapping, rejected rows"),
    (Exit::Pack, "a faulty rule pack, or a case whose pack is unknown"),
    (Exit::Expression, "an expression is faulty"),
    (Exit::Ledger, "the ledger does not verify, or a file that belongs to a case is missing or differs"),
    (Exit::Differs, "a transcript differs from what happened"),
    (Exit::Internal, "a fault of the program itself"),
    (Exit::Output, "the output could not be written; what the command did stays done"),
    (Exit::HangUp, "the screens were ended by SIGHUP, or their terminal is gone"),
    (Exit::Interrupt, "the screens were ended by SIGINT"),
    (Exit::Quit, "the screens were ended by SIGQUIT"),
    (Exit::Terminate, "the screens were ended by SIGTERM; what was recorded stays recorded"),
];

impl Exit {
    /// Whether a signal or the loss of the line ended the program: nobody may be there to read a word.
    pub fn is_from_outside(self) -> bool {
        self.code() > 128
    }

    /// The code as a word, for scripts that read JSON.
    pub fn word(self) -> &'static str {
        match self {
            Exit::Done => "done",
            Exit::Refused => "refused",
            Exit::Usage => "usage",
            Exit::File => "file",
            Exit::Data => "data",
            Exit::Pack => "pack",
            Exit::Expression => "expression",
            Exit::Ledger => "ledger",
            Exit::Differs => "differs",
            Exit::Internal => "internal",
            Exit::Output => "output",
            Exit::HangUp | Exit::Interrupt | Exit::Quit | Exit::Terminate => "ended",
        }
    }

    /// What the shell sees.
    pub fn code(self) -> u8 {
        self as u8
    }
}

/// The table as the last part of `--help`.
pub fn help() -> String {
    let mut text = String::from("Exit codes, and in brackets the code of the error in JSON:\n");
    for (exit, meaning) in TABLE {
        text.push_str(&format!("  {:>3}  {meaning} [{}]\n", exit.code(), exit.word()));
    }
    text.push_str(&format!("A case of a list that was left has its own error: {}.\n", Left::CODES.join(", ")));
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_readme_and_the_help_name_every_code_of_an_error_and_no_other() {
        let readme = include_str!("../../README.md");
        let from = readme.find("With `--json` an error is JSON").unwrap();
        let part = readme[from..].split("\n\n").next().unwrap();
        let words = TABLE.map(|(exit, _)| exit.word()).into_iter().filter(|word| *word != "done");
        let codes: BTreeSet<&str> = words.chain(Left::CODES).collect();
        let beside = ["--json", "code", "by"];
        let named = part.split('`').skip(1).step_by(2).filter(|word| !word.starts_with('{') && !beside.contains(word));
        assert_eq!(named.collect::<BTreeSet<&str>>(), codes);
        assert!(codes.iter().all(|code| help().contains(code)), "{}", help());
    }
}
