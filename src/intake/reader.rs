//! Records out of a CSV file, with limits: a field of 100 MB or a quote that never closes ends the reading early, at a
//! named line, and takes no more memory than the longest record allowed.

use std::cell::Cell;
use std::io::Read;
use std::rc::Rc;

use csv::{ByteRecord, ReaderBuilder};

use super::{Arg, IntakeError, count};

/// The longest record, in bytes, quotes and line end included.
pub const RECORD_BYTES: u64 = 1 << 20;
/// The most columns a file can have.
pub const COLUMNS: usize = 512;
/// How far into a file the delimiter is looked for.
const SNIFF: u64 = 64 * 1024;

/// One row as it stands in the file.
#[derive(Debug, Clone, Default)]
pub struct Record {
    pub(crate) line: u64,
    pub(crate) bytes: ByteRecord,
}

/// A CSV file, read once from the top. The header has been read.
pub struct Rows {
    csv: csv::Reader<Limited>,
    since: Rc<Cell<u64>>,
    /// The names of the columns, as the first row has them.
    pub header: Vec<String>,
    pub(crate) delimiter: u8,
    /// The line on which the last complete record ended.
    last_line: u64,
}

/// Fails when more than a record's worth of bytes was read since the last record was complete. Also makes every line end
/// in one `\n`, the last one too, so that lines can be counted.
struct Limited {
    inner: Box<dyn Read>,
    since: Rc<Cell<u64>>,
    /// The last byte handed on; `\n` at the beginning.
    last: u8,
    /// A `\r` that waits for what follows it.
    held: bool,
}

const TOO_LONG: &str = "record too long";

impl Read for Limited {
    /// `buffer` must have room for two bytes; the CSV reader's has.
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        loop {
            if self.since.get() > RECORD_BYTES {
                return Err(std::io::Error::new(std::io::ErrorKind::InvalidData, TOO_LONG));
            }
            let room = buffer.len() / 2;
            let n = self.inner.read(&mut buffer[room..])?;
            self.since.set(self.since.get() + n as u64);
            let mut kept = 0;
            for at in room..room + n {
                let byte = buffer[at];
                if self.held && byte != b'\n' {
                    buffer[kept] = b'\r';
                    kept += 1;
                }
                self.held = byte == b'\r';
                if !self.held {
                    buffer[kept] = byte;
                    kept += 1;
                }
            }
            if n == 0 && self.last != b'\n' {
                buffer[0] = b'\n';
                kept = 1;
            }
            if kept > 0 {
                self.last = buffer[kept - 1];
            }
            if kept > 0 || n == 0 {
                return Ok(kept);
            }
        }
    }
}

impl Rows {
    /// `delimiter` is detected from the header row where it is not given: the one of `;`, tab and `,` that occurs most
    /// outside quotes.
    pub fn open(mut file: Box<dyn Read>, delimiter: Option<u8>) -> Result<Rows, IntakeError> {
        let mut head = Vec::new();
        file.by_ref().take(SNIFF).read_to_end(&mut head)?;
        if let Some((key, what)) = other_than_text(&head) {
            return Err(IntakeError::unreadable(key, vec![("what", Arg::from(what))]));
        }
        let bom = if head.starts_with(&[0xef, 0xbb, 0xbf]) { 3 } else { 0 };
        if head[bom..].iter().all(u8::is_ascii_whitespace) {
            return Err(IntakeError::unreadable("import-no-header", vec![]));
        }
        let delimiter = delimiter.unwrap_or_else(|| detect(&head[bom..]));
        let since = Rc::new(Cell::new(0));
        let inner = Box::new(std::io::Cursor::new(head).chain(file));
        let limited = Limited { inner, since: Rc::clone(&since), last: b'\n', held: false };
        let mut csv = ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(limited);
        let mut first = ByteRecord::new();
        let read = csv.read_byte_record(&mut first);
        let mut rows = Rows { csv, since, header: Vec::new(), delimiter, last_line: 1 };
        rows.complete(read)?;
        if first.len() > COLUMNS {
            let args = vec![("count", count(first.len() as u64)), ("limit", count(COLUMNS as u64))];
            return Err(IntakeError::unreadable("import-too-many-columns", args));
        }
        for (i, name) in first.iter().enumerate() {
            let name = text(name, 1, i)?;
            let name = if i == 0 { name.trim_start_matches('\u{feff}') } else { name };
            rows.header.push(name.trim().to_owned());
        }
        Ok(rows)
    }

    /// The next row; `false` at the end of the file.
    pub fn next(&mut self, into: &mut Record) -> Result<bool, IntakeError> {
        let read = self.csv.read_byte_record(&mut into.bytes);
        let more = self.complete(read)?;
        let inside: usize = into.bytes.iter().map(|field| field.iter().filter(|byte| **byte == b'\n').count()).sum();
        self.last_line = self.csv.position().line().saturating_sub(1);
        into.line = self.last_line.saturating_sub(inside as u64);
        Ok(more)
    }

    fn complete(&mut self, read: Result<bool, csv::Error>) -> Result<bool, IntakeError> {
        // What is already in the reader's buffer belongs to the next record.
        self.since.set(0);
        read.map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) if error.to_string() == TOO_LONG => {
                let args = vec![("line", count(self.last_line + 1)), ("limit", count(RECORD_BYTES))];
                IntakeError::unreadable("import-record-too-long", args)
            }
            csv::ErrorKind::Io(error) => IntakeError::Io(error),
            other => IntakeError::unreadable(
                "import-not-csv",
                vec![("line", count(self.last_line)), ("problem", Arg::from(format!("{other:?}")))],
            ),
        })
    }
}

/// A field as text. What is no UTF-8 is most often Windows-1251, and then the whole file is.
pub fn text(field: &[u8], line: u64, index: usize) -> Result<&str, IntakeError> {
    std::str::from_utf8(field).map_err(|error| {
        let wrong = field.get(error.valid_up_to()).copied().unwrap_or_default();
        let args = vec![
            ("line", count(line)),
            ("byte", Arg::from(format!("0x{wrong:02X}"))),
            ("field", count(index as u64 + 1)),
            ("read", Arg::from(windows_1251(field))),
        ];
        IntakeError::unreadable("import-not-utf8", args)
    })
}

/// How the bytes would read as Windows-1251, so that a person sees at once what happened to the file.
fn windows_1251(bytes: &[u8]) -> String {
    let letter = |b: u8| match b {
        0xc0..=0xff => char::from_u32(0x410 + u32::from(b - 0xc0)).unwrap_or('?'),
        0xa8 => 'Ё',
        0xb8 => 'ё',
        0xa1 => 'Ў',
        0xa2 => 'ў',
        0xb2 => 'І',
        0xb3 => 'і',
        0x20..=0x7e => char::from(b),
        _ => '?',
    };
    bytes.iter().take(40).map(|b| letter(*b)).collect()
}

/// What a file is that begins with bytes that no UTF-8 table begins with: the sentence, and the name of the format.
/// The longer beginnings come first: that of UTF-32 begins like UTF-16.
fn other_than_text(head: &[u8]) -> Option<(&'static str, &'static str)> {
    const KNOWN: [(&[u8], &str, &str); 13] = [
        (b"\xff\xfe\0\0", "import-encoding", "UTF-32"),
        (b"\0\0\xfe\xff", "import-encoding", "UTF-32"),
        (b"\xff\xfe", "import-encoding", "UTF-16"),
        (b"\xfe\xff", "import-encoding", "UTF-16"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "import-spreadsheet", "XLS"),
        (b"PK\x03\x04", "import-packed", "ZIP"),
        (b"PK\x05\x06", "import-packed", "ZIP"),
        (b"\x1f\x8b", "import-packed", "gzip"),
        (b"BZh", "import-packed", "bzip2"),
        (b"\xfd7zXZ\0", "import-packed", "xz"),
        (b"7z\xbc\xaf\x27\x1c", "import-packed", "7z"),
        (b"\x28\xb5\x2f\xfd", "import-packed", "zstd"),
        (b"%PDF-", "import-document", "PDF"),
    ];
    let (_, key, what) = KNOWN.iter().find(|(magic, ..)| head.starts_with(magic))?;
    // Spreadsheets of today are ZIP files; the names of what is in them stand in them plainly.
    let has = |name: &[u8]| head.windows(name.len()).any(|part| part == name);
    match *what {
        "ZIP" if has(b"xl/") => Some(("import-spreadsheet", "XLSX")),
        "ZIP" if has(b"opendocument.spreadsheet") => Some(("import-spreadsheet", "ODS")),
        _ => Some((key, what)),
    }
}

fn detect(head: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for &b in head {
        match b {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => counts.iter_mut().filter(|(mark, _)| *mark == b).for_each(|(_, n)| *n += 1),
            _ => {}
        }
    }
    let best = counts.iter().map(|(_, n)| *n).max().unwrap_or(0);
    counts.iter().find(|(_, n)| *n == best).map_or(b',', |(mark, _)| *mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(bytes: &[u8]) -> Result<Rows, IntakeError> {
        Rows::open(Box::new(std::io::Cursor::new(bytes.to_vec())), None)
    }

    fn key(error: IntakeError) -> &'static str {
        match error {
            IntakeError::Unreadable { key, .. } => key,
            IntakeError::Io(error) => panic!("{error}"),
        }
    }

    #[test]
    fn a_mark_at_the_beginning_and_semicolons_are_understood() {
        let mut rows = open("\u{feff}key;name\r\n1;\"Іваноў; Ян\"\r\n\r\n2;\"a\r\nb\"\n3;c".as_bytes()).unwrap();
        assert_eq!((rows.header.clone(), rows.delimiter), (vec!["key".to_owned(), "name".into()], b';'));
        let mut record = Record::default();
        assert!(rows.next(&mut record).unwrap());
        assert_eq!((record.line, record.bytes.get(1)), (2, Some("Іваноў; Ян".as_bytes())));
        assert!(rows.next(&mut record).unwrap());
        assert_eq!((record.line, record.bytes.get(0)), (4, Some(b"2".as_slice())));
        assert!(rows.next(&mut record).unwrap());
        assert_eq!((record.line, record.bytes.get(1)), (6, Some(b"c".as_slice())));
        assert!(!rows.next(&mut record).unwrap());
    }

    #[test]
    fn a_quote_that_never_closes_ends_at_its_line() {
        /// Endless letters after a short beginning.
        struct Endless(&'static [u8]);
        impl Read for Endless {
            fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
                if self.0.is_empty() {
                    into.fill(b'a');
                    return Ok(into.len());
                }
                self.0.read(into)
            }
        }
        let mut rows = Rows::open(Box::new(Endless(b"key,name\n1,Ann\n2,\"")), None).unwrap();
        let mut record = Record::default();
        assert!(rows.next(&mut record).unwrap());
        let Err(IntakeError::Unreadable { key, args }) = rows.next(&mut record) else { panic!("it was read") };
        assert_eq!((key, &args[0]), ("import-record-too-long", &("line", Arg::Count(3))));
    }

    #[test]
    fn what_is_no_table_says_so() {
        assert_eq!(key(open(b"").err().unwrap()), "import-no-header");
        assert_eq!(key(open(b"\n \n").err().unwrap()), "import-no-header");
        let files: [(&[u8], &str); 11] = [
            (b"\xff\xfek\0", "UTF-16"),
            (b"\xfe\xff\0k", "UTF-16"),
            (b"\xff\xfe\0\0k\0\0\0", "UTF-32"),
            (b"\0\0\xfe\xff\0\0\0k", "UTF-32"),
            (b"\x1f\x8b\x08\0\xc8", "gzip"),
            (b"PK\x03\x04\x14\0list.csv\xc8", "ZIP"),
            (b"PK\x03\x04\x14\0[Content_Types].xml\xc8xl/workbook.xml", "XLSX"),
            (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "ODS"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "XLS"),
            (b"%PDF-1.7\n\xc8", "PDF"),
            (b"\xfd7zXZ\0\xc8", "xz"),
        ];
        for (bytes, what) in files {
            let Err(IntakeError::Unreadable { args, .. }) = open(bytes) else { panic!("{what} was read") };
            assert_eq!(args, [("what", Arg::from(what))]);
        }
        let wide = vec!["c"; 10_000].join(",");
        assert_eq!(key(open(wide.as_bytes()).err().unwrap()), "import-too-many-columns");
        // "Имя" in Windows-1251
        let Err(IntakeError::Unreadable { key, args }) = open(b"key,\xc8\xec\xff\n") else { panic!("it was read") };
        assert_eq!((key, &args[3]), ("import-not-utf8", &("read", Arg::from("Имя"))));
    }
}
