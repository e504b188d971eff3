//! One voter record (NIST SP 1500-102, JSON or XML) as an application. What the record does not say of the poll stands
//! in the mapping's constants; the same checks apply as to a row of a CSV file.

use csv::ByteRecord;
use sha2::{Digest, Sha256};

use super::{ReadError, VriRequest};
use crate::domain::{Day, NewCase, Schema, hex};
use crate::intake::row::FindPack;
use crate::intake::{IntakeError, Map, Plan, Record, Rejected, RowReader};

/// The largest record that is read, in bytes.
pub const RECORD_BYTES: u64 = 4 << 20;

/// The columns that a record fills.
const COLUMNS: [&str; 5] = ["key", "name", "document", "personal_number", "applied_on"];

/// A record, read: the application, or what is wrong with it, and what a person should look at.
pub struct Taken {
    pub case: Result<NewCase, Rejected>,
    pub request: VriRequest,
}

/// Why no application can be made of a record, whatever stands in its fields.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The mapping does not fit.
    #[error(transparent)]
    Intake(#[from] IntakeError),
}

/// Reads a record as an application; what it does not say of the poll stands in the mapping's constants.
pub fn read<'a>(
    bytes: &[u8],
    map: &Map,
    schema: &'a Schema,
    find_pack: FindPack<'a>,
    today: Day,
) -> Result<Taken, NotTaken> {
    let host = map.constants.get("host").map(|host| host.trim());
    let request = super::read(bytes, schema, host)?;
    let key = if request.transaction.is_empty() {
        let digest = hex(&Sha256::digest(bytes)[..16]);
        format!("record:{digest}")
    } else {
        format!("record:{}:{}", request.issuer, request.transaction)
    };
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let mut header: Vec<String> = COLUMNS.iter().map(|name| (*name).to_owned()).collect();
    let mut fields = vec![
        key,
        request.name.clone(),
        request.document.clone(),
        request.personal_number.clone(),
        day(request.made_on),
    ];
    if request.poll_day.is_some() {
        header.push("poll_day".into());
        fields.push(day(request.poll_day));
    }
    let constants = Map { constants: map.constants.clone(), ..Map::default() };
    let plan = Plan::new(&header, &constants, schema)?;
    let record = Record { line: 1, bytes: ByteRecord::from(fields) };
    let mut reader = RowReader::new(plan, schema, find_pack, today);
    let case = reader.read(&record)?;
    let refused = request.not_accepted(schema);
    let case = match case {
        Ok(mut case) if refused.is_empty() => {
            case.facts.extend(request.facts.iter().cloned());
            Ok(case)
        }
        Ok(_) => Err(Rejected { line: 1, problems: refused }),
        Err(mut rejected) => {
            rejected.problems.extend(refused);
            Err(rejected)
        }
    };
    Ok(Taken { case, request })
}
