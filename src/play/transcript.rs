//! The form of a transcript: a line that starts with `> ` is a command, the lines after it are what it printed; comments
//! (`#`) and blank lines stay where they are.

/// A transcript file, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transcript {
    pub(crate) parts: Vec<Part>,
}

/// What stands between the steps, or a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A comment or a blank line, kept as it is.
    Prose(String),
    /// A command, and the lines that shall follow from it.
    Step(Step),
}

/// One command with the output that the file expects of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Counted from 1.
    pub line: usize,
    pub(crate) command: String,
    /// The lines that shall follow.
    pub expected: Vec<String>,
}

/// Where a replay went another way than the file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub(crate) line: usize,
    pub(crate) command: String,
    pub(crate) want: Vec<String>,
    pub(crate) got: Vec<String>,
}

/// Why a file is no transcript.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {found:?} is neither a command (\"> ...\"), a comment (\"# ...\") nor the output of a command")]
pub struct NotATranscript {
    pub(crate) line: usize,
    pub(crate) found: String,
}

/// How much of a line an error shows, in characters.
const SHOWN: usize = 80;

impl Transcript {
    /// Reads a transcript; the error says which line is none.
    pub fn read(text: &str) -> Result<Transcript, NotATranscript> {
        let mut parts = Vec::new();
        let mut in_step = false;
        for (at, line) in text.lines().enumerate() {
            let line_number = at + 1;
            if let Some(command) = line.strip_prefix("> ") {
                let command = command.trim().to_owned();
                parts.push(Part::Step(Step { line: line_number, command, expected: Vec::new() }));
                in_step = true;
            } else if line.is_empty() || line.starts_with('#') {
                parts.push(Part::Prose(line.to_owned()));
                in_step = false;
            } else {
                match parts.last_mut() {
                    Some(Part::Step(step)) if in_step => step.expected.push(line.to_owned()),
                    _ => {
                        let found = line.chars().take(SHOWN).collect();
                        return Err(NotATranscript { line: line_number, found });
                    }
                }
            }
        }
        if parts.iter().all(|part| matches!(part, Part::Prose(_))) {
            return Err(NotATranscript { line: text.lines().count().max(1), found: "no command at all".into() });
        }
        Ok(Transcript { parts })
    }

    /// The file as it reads when each command printed what `outputs` says, in order.
    pub fn with_outputs(&self, outputs: &[Vec<String>]) -> String {
        let mut outputs = outputs.iter();
        let mut text = String::new();
        let mut put = |line: &str| {
            text.push_str(line);
            text.push('\n');
        };
        for part in &self.parts {
            match part {
                Part::Prose(line) => put(line),
                Part::Step(step) => {
                    put(&format!("> {}", step.command));
                    outputs.next().into_iter().flatten().for_each(|line| put(line));
                }
            }
        }
        text
    }

    /// The steps alone, in their order.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.parts.iter().filter_map(|part| match part {
            Part::Step(step) => Some(step),
            Part::Prose(_) => None,
        })
    }
}

impl Step {
    pub(crate) fn compare(&self, got: &[String]) -> Option<Difference> {
        (self.expected != got).then(|| Difference {
            line: self.line,
            command: self.command.clone(),
            want: self.expected.clone(),
            got: got.to_vec(),
        })
    }
}

/// Line by line: what stayed, `-` what the file wants, `+` what was printed.
impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "line {}: > {}", self.line, self.command)?;
        for at in 0..self.want.len().max(self.got.len()) {
            match (self.want.get(at), self.got.get(at)) {
                (Some(want), Some(got)) if want == got => writeln!(f, "  {want}")?,
                (want, got) => {
                    want.into_iter().try_for_each(|line| writeln!(f, "- {line}"))?;
                    got.into_iter().try_for_each(|line| writeln!(f, "+ {line}"))?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# One behaviour.\n> open 60x16 anna\n> screen\n|┌Queue┐\n|└─────┘\n\n> rows select 1\n1\n";

    #[test]
    fn a_file_reads_and_writes_back_unchanged() {
        let transcript = Transcript::read(FILE).unwrap();
        let outputs: Vec<_> = transcript.steps().map(|step| step.expected.clone()).collect();
        assert_eq!(transcript.with_outputs(&outputs), FILE);
        let steps: Vec<_> = transcript.steps().map(|step| (step.line, step.command.as_str())).collect();
        assert_eq!(steps, [(2, "open 60x16 anna"), (3, "screen"), (7, "rows select 1")]);
    }

    #[test]
    fn a_difference_names_the_line_and_shows_both() {
        let transcript = Transcript::read(FILE).unwrap();
        let step = transcript.steps().nth(1).unwrap();
        assert_eq!(step.compare(&step.expected), None);
        let got = ["|┌Queue┐".to_owned(), "|└──x──┘".to_owned()];
        let shown = step.compare(&got).unwrap().to_string();
        assert_eq!(shown, "line 3: > screen\n  |┌Queue┐\n- |└─────┘\n+ |└──x──┘\n");
    }

    #[test]
    fn stray_output_is_refused_with_its_line() {
        let error = Transcript::read("# x\n\n|stray\n").unwrap_err();
        assert_eq!(error, NotATranscript { line: 3, found: "|stray".into() });
    }
}
