-- The office file, version 1. Each row of a recorded table carries the salt of its commitment and the number of the entry
-- that commits to it (`seq`); `ledger/` says what is committed.

CREATE TABLE office (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  salt BLOB NOT NULL,
  name TEXT NOT NULL,
  log_id TEXT NOT NULL,
  fictitious INTEGER NOT NULL,
  undo_minutes INTEGER NOT NULL,
  lease_minutes INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  seq INTEGER NOT NULL
) STRICT;

-- What a person may do, from an entry of the log on. The newest row of a name counts; older ones say what was allowed then.
CREATE TABLE enrolment (
  id INTEGER PRIMARY KEY,
  salt BLOB NOT NULL,
  name TEXT NOT NULL,
  may_decide INTEGER NOT NULL,
  may_approve INTEGER NOT NULL,
  may_self_approve INTEGER NOT NULL,
  seq INTEGER NOT NULL
) STRICT;
CREATE INDEX enrolment_by_name ON enrolment (name, id);

CREATE TABLE poll (
  id INTEGER PRIMARY KEY,
  salt BLOB NOT NULL,
  host TEXT NOT NULL,
  day TEXT NOT NULL,
  level TEXT NOT NULL,
  municipality TEXT NOT NULL,
  place TEXT NOT NULL,
  nomination_from TEXT,
  nomination_to TEXT,
  roll_date TEXT,
  local_age INTEGER,
  first_day TEXT,
  application_from TEXT,
  application_to TEXT,
  seq INTEGER NOT NULL,
  UNIQUE (host, day, level, municipality)
) STRICT;

CREATE TABLE applicant (
  id INTEGER PRIMARY KEY,
  salt BLOB NOT NULL,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  latin TEXT NOT NULL,
  document TEXT NOT NULL,
  personal_number TEXT NOT NULL,
  seq INTEGER NOT NULL
) STRICT;

CREATE TABLE case_file (
  id INTEGER PRIMARY KEY,
  salt BLOB NOT NULL,
  key TEXT NOT NULL UNIQUE,
  applicant INTEGER NOT NULL REFERENCES applicant(id),
  poll INTEGER NOT NULL REFERENCES poll(id),
  "right" TEXT NOT NULL CHECK ("right" IN ('vote', 'stand')),
  pack TEXT NOT NULL,
  applied_on TEXT,
  due_on TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  status TEXT NOT NULL,
  version INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  pack_hash BLOB NOT NULL,
  last_seq INTEGER NOT NULL,
  seq INTEGER NOT NULL
) STRICT;
CREATE INDEX case_by_applicant ON case_file (applicant);

CREATE TABLE fact (
  id INTEGER PRIMARY KEY,
  salt BLOB NOT NULL,
  applicant INTEGER NOT NULL REFERENCES applicant(id),
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('known', 'none', 'unknown')),
  value TEXT,
  holds_from TEXT,
  holds_to TEXT,
  evidence_kind TEXT,
  evidence_ref TEXT,
  evidence_date TEXT,
  note TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  supersedes INTEGER REFERENCES fact(id),
  seq INTEGER NOT NULL
) STRICT;
CREATE INDEX fact_by_applicant ON fact (applicant);

CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  salt BLOB NOT NULL,
  case_id INTEGER NOT NULL REFERENCES case_file(id),
  verdict TEXT NOT NULL CHECK (verdict IN ('grant', 'refuse')),
  departs INTEGER NOT NULL,
  reasons TEXT NOT NULL,
  departure TEXT NOT NULL,
  proposed TEXT NOT NULL,
  pack TEXT NOT NULL,
  pack_version TEXT NOT NULL,
  pack_hash BLOB NOT NULL,
  law_date TEXT NOT NULL,
  known_at INTEGER NOT NULL,
  facts TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  seq INTEGER NOT NULL
) STRICT;
CREATE INDEX decision_by_case ON decision (case_id);

CREATE TABLE approval (
  id INTEGER PRIMARY KEY,
  salt BLOB NOT NULL,
  decision INTEGER NOT NULL REFERENCES decision(id),
  approved INTEGER NOT NULL,
  note TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  approved_at INTEGER NOT NULL,
  seq INTEGER NOT NULL
) STRICT;
CREATE INDEX approval_by_decision ON approval (decision);

-- What was said with an act that leaves no row of its own: a request for evidence, an undo, a notice.
CREATE TABLE remark (
  id INTEGER PRIMARY KEY,
  salt BLOB NOT NULL,
  case_id INTEGER NOT NULL REFERENCES case_file(id),
  decision INTEGER REFERENCES decision(id),
  action TEXT NOT NULL,
  text TEXT NOT NULL,
  said_by TEXT NOT NULL,
  said_at INTEGER NOT NULL,
  seq INTEGER NOT NULL
) STRICT;
CREATE INDEX remark_by_case ON remark (case_id);

-- The log. Order comes from `head`, never from a sequence of the engine.
CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  cmd BLOB NOT NULL UNIQUE,
  case_id INTEGER,
  bytes BLOB NOT NULL
) STRICT;
CREATE INDEX entry_by_case ON entry (case_id, seq) WHERE case_id IS NOT NULL;
CREATE TABLE node (
  level INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (level, idx)
) STRICT, WITHOUT ROWID;
CREATE TABLE head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  size INTEGER NOT NULL,
  root BLOB NOT NULL,
  last_at INTEGER NOT NULL
) STRICT;

-- Computed from the record, and recomputed by verification. What a row of the queue shows, in the order of the queue: a
-- window of it is a few neighbouring pages. A slot is the due day, counted from the first day of year 1, times 2^40, plus
-- the number of the case.
CREATE TABLE listed (
  slot INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  "right" TEXT NOT NULL,
  poll INTEGER NOT NULL,
  status TEXT NOT NULL,
  todo INTEGER NOT NULL,
  outcome TEXT NOT NULL
) STRICT;
CREATE INDEX listed_to_do ON listed (todo, slot) WHERE todo = 1;
CREATE INDEX listed_by_status ON listed (status, slot);
-- Under which texts a case is found: each leads to its slot in the queue.
CREATE TABLE search_term (
  term TEXT NOT NULL,
  slot INTEGER NOT NULL,
  PRIMARY KEY (term, slot)
) STRICT, WITHOUT ROWID;

-- Who works on what right now. No part of the record.
CREATE TABLE lease (
  case_id INTEGER PRIMARY KEY,
  officer TEXT NOT NULL,
  until INTEGER NOT NULL
) STRICT;
CREATE INDEX lease_by_officer ON lease (officer);

-- A seat belt against mistakes, not evidence: whoever can write the file can drop them. Evidence is the log.
CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entry_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
CREATE TRIGGER node_stays BEFORE UPDATE ON node BEGIN SELECT RAISE(ABORT, 'nodes are never changed'); END;
CREATE TRIGGER node_kept BEFORE DELETE ON node BEGIN SELECT RAISE(ABORT, 'nodes are never deleted'); END;
CREATE TRIGGER enrolment_stays BEFORE UPDATE ON enrolment BEGIN SELECT RAISE(ABORT, 'enrolments are never changed'); END;
CREATE TRIGGER enrolment_kept BEFORE DELETE ON enrolment BEGIN SELECT RAISE(ABORT, 'enrolments are never deleted'); END;
CREATE TRIGGER remark_stays BEFORE UPDATE ON remark BEGIN SELECT RAISE(ABORT, 'remarks are never changed'); END;
CREATE TRIGGER remark_kept BEFORE DELETE ON remark BEGIN SELECT RAISE(ABORT, 'remarks are never deleted'); END;
CREATE TRIGGER fact_stays BEFORE UPDATE ON fact BEGIN SELECT RAISE(ABORT, 'facts are superseded, never changed'); END;
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER decision_kept BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;
CREATE TRIGGER approval_stays BEFORE UPDATE ON approval BEGIN SELECT RAISE(ABORT, 'approvals are never changed'); END;
CREATE TRIGGER approval_kept BEFORE DELETE ON approval BEGIN SELECT RAISE(ABORT, 'approvals are never deleted'); END;
