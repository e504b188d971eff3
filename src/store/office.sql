-- The office file, format 3. Recorded tables only ever gain rows; each row carries the salt of its commitment and the number
-- of the entry that commits to it (`seq`). `ledger/format.md` says what is committed, and how.

-- What the office is called, its clocks, and what it asks of its people. Of the rows in force the one that came last counts: at
-- once, or when its motion was agreed to.
CREATE TABLE office (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  salt BLOB NOT NULL,
  name TEXT NOT NULL,
  log_id TEXT NOT NULL,
  fictitious INTEGER NOT NULL,
  undo_minutes INTEGER NOT NULL,
  lease_minutes INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  zone TEXT,
  frozen_until TEXT,
  freeze_days INTEGER,
  program TEXT,
  second_entry TEXT,
  motion INTEGER
) STRICT;

-- A change that waits for a second person, and what they said.
CREATE TABLE motion (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  salt BLOB NOT NULL,
  officer TEXT NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL
) STRICT;
CREATE TABLE assent (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  salt BLOB NOT NULL,
  officer TEXT NOT NULL,
  at INTEGER NOT NULL,
  motion INTEGER NOT NULL REFERENCES motion(id),
  agreed INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT;

-- Who is an officer, by which login, and a row for each thing that they may do. The enrolment of a name that came into force
-- last counts: at once, or when its motion was agreed to.
CREATE TABLE enrolment (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  salt BLOB NOT NULL,
  name TEXT NOT NULL,
  login TEXT NOT NULL,
  motion INTEGER REFERENCES motion(id)
) STRICT;
CREATE INDEX enrolment_by_name ON enrolment (name, id);
CREATE TABLE permission (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  salt BLOB NOT NULL,
  enrolment INTEGER NOT NULL REFERENCES enrolment(id),
  name TEXT NOT NULL
) STRICT;
CREATE INDEX permission_by_enrolment ON permission (enrolment);
-- What the officer of an enrolment is competent for: a state or a pack, a territory, or both. No row: everything.
CREATE TABLE competence (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  salt BLOB NOT NULL,
  enrolment INTEGER NOT NULL REFERENCES enrolment(id),
  regime TEXT,
  place TEXT,
  CHECK (regime IS NOT NULL OR place IS NOT NULL)
) STRICT;
CREATE INDEX competence_by_enrolment ON competence (enrolment);

CREATE TABLE poll (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
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
  UNIQUE (host, day, level, municipality)
) STRICT;

CREATE TABLE applicant (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  salt BLOB NOT NULL,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  latin TEXT NOT NULL,
  document TEXT NOT NULL,
  personal_number TEXT NOT NULL
) STRICT;

-- The law that something was answered with: the schema of facts and the packs, to the letter.
CREATE TABLE fact_schema (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  salt BLOB NOT NULL,
  hash BLOB NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE TABLE pack (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  salt BLOB NOT NULL,
  hash BLOB NOT NULL,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  notation INTEGER NOT NULL,
  fact_schema INTEGER NOT NULL REFERENCES fact_schema(id),
  text TEXT NOT NULL
) STRICT;

-- A case as it was opened. Where it stands is folded from its entries.
CREATE TABLE case_file (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  salt BLOB NOT NULL,
  key TEXT NOT NULL UNIQUE,
  applicant INTEGER NOT NULL REFERENCES applicant(id),
  poll INTEGER NOT NULL REFERENCES poll(id),
  "right" TEXT NOT NULL CHECK ("right" IN ('vote', 'stand')),
  pack TEXT NOT NULL,
  applied_on TEXT,
  due_on TEXT NOT NULL,
  opened_at INTEGER NOT NULL
) STRICT;
CREATE INDEX case_by_applicant ON case_file (applicant);

CREATE TABLE fact (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  salt BLOB NOT NULL,
  officer TEXT NOT NULL,
  at INTEGER NOT NULL,
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
  supersedes INTEGER REFERENCES fact(id)
) STRICT;
CREATE INDEX fact_by_applicant ON fact (applicant);

CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  salt BLOB NOT NULL,
  officer TEXT NOT NULL,
  at INTEGER NOT NULL,
  case_id INTEGER NOT NULL REFERENCES case_file(id),
  verdict TEXT NOT NULL CHECK (verdict IN ('grant', 'refuse')),
  departs INTEGER NOT NULL,
  reasons TEXT NOT NULL,
  departure TEXT NOT NULL,
  proposed TEXT NOT NULL,
  pack INTEGER NOT NULL REFERENCES pack(id),
  law_date TEXT NOT NULL,
  facts TEXT NOT NULL
) STRICT;
CREATE INDEX decision_by_case ON decision (case_id);

CREATE TABLE approval (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  salt BLOB NOT NULL,
  officer TEXT NOT NULL,
  at INTEGER NOT NULL,
  decision INTEGER NOT NULL REFERENCES decision(id),
  approved INTEGER NOT NULL,
  note TEXT NOT NULL,
  ground TEXT
) STRICT;
CREATE INDEX approval_by_decision ON approval (decision);

-- What was said with an act that leaves no row of its own: a request for evidence, an undo, a notice, a question. `day` is
-- that of the answer, the letter or the end of a rest; `about` the kinds asked for, or a colleague.
CREATE TABLE remark (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  salt BLOB NOT NULL,
  officer TEXT NOT NULL,
  at INTEGER NOT NULL,
  case_id INTEGER NOT NULL REFERENCES case_file(id),
  decision INTEGER REFERENCES decision(id),
  action TEXT NOT NULL,
  text TEXT NOT NULL,
  day TEXT,
  about TEXT,
  number TEXT,
  means TEXT,
  dated TEXT
) STRICT;
CREATE INDEX remark_by_case ON remark (case_id);

-- The files that belong to a case, by what they hold; they lie beside the office under their hash.
CREATE TABLE attachment (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  salt BLOB NOT NULL,
  officer TEXT NOT NULL,
  at INTEGER NOT NULL,
  case_id INTEGER NOT NULL REFERENCES case_file(id),
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 BLOB NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX attachment_by_case ON attachment (case_id);

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
-- the number of the case. `pack` is the row of the pack that gave the outcome. The last five columns say what officers have
-- said to each other: who shall work on it, who is asked about it, until which day it rests, by which day an answer is
-- expected (days counted as in a slot), and whether it was returned.
CREATE TABLE listed (
  slot INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  "right" TEXT NOT NULL,
  poll INTEGER NOT NULL,
  status TEXT NOT NULL,
  todo INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  pack INTEGER NOT NULL,
  assigned TEXT,
  asked TEXT,
  rests INTEGER,
  answer_by INTEGER,
  returned INTEGER,
  appeal INTEGER
) STRICT;
CREATE INDEX listed_to_do ON listed (todo, slot, rests) WHERE todo = 1;
CREATE INDEX listed_by_status ON listed (status, slot);
CREATE INDEX listed_by_assigned ON listed (assigned, slot) WHERE assigned IS NOT NULL;
CREATE INDEX listed_by_asked ON listed (asked, slot) WHERE asked IS NOT NULL;
CREATE INDEX listed_returned ON listed (returned, slot) WHERE returned = 1;
CREATE INDEX listed_appealed ON listed (slot, appeal) WHERE appeal IS NOT NULL;
CREATE INDEX listed_waiting ON listed (slot, answer_by) WHERE answer_by IS NOT NULL;
-- Views of the queue that have a name; an empty owner: everybody's. No part of the record.
CREATE TABLE view (
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (owner, name)
) STRICT, WITHOUT ROWID;
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
CREATE TRIGGER office_stays BEFORE UPDATE ON office BEGIN SELECT RAISE(ABORT, 'offices are never changed'); END;
CREATE TRIGGER office_kept BEFORE DELETE ON office BEGIN SELECT RAISE(ABORT, 'offices are never deleted'); END;
CREATE TRIGGER motion_stays BEFORE UPDATE ON motion BEGIN SELECT RAISE(ABORT, 'motions are never changed'); END;
CREATE TRIGGER motion_kept BEFORE DELETE ON motion BEGIN SELECT RAISE(ABORT, 'motions are never deleted'); END;
CREATE TRIGGER assent_stays BEFORE UPDATE ON assent BEGIN SELECT RAISE(ABORT, 'assents are never changed'); END;
CREATE TRIGGER assent_kept BEFORE DELETE ON assent BEGIN SELECT RAISE(ABORT, 'assents are never deleted'); END;
CREATE TRIGGER enrolment_stays BEFORE UPDATE ON enrolment BEGIN SELECT RAISE(ABORT, 'enrolments are never changed'); END;
CREATE TRIGGER enrolment_kept BEFORE DELETE ON enrolment BEGIN SELECT RAISE(ABORT, 'enrolments are never deleted'); END;
CREATE TRIGGER permission_stays BEFORE UPDATE ON permission BEGIN SELECT RAISE(ABORT, 'permissions are never changed'); END;
CREATE TRIGGER permission_kept BEFORE DELETE ON permission BEGIN SELECT RAISE(ABORT, 'permissions are never deleted'); END;
CREATE TRIGGER competence_stays BEFORE UPDATE ON competence BEGIN SELECT RAISE(ABORT, 'competences are never changed'); END;
CREATE TRIGGER competence_kept BEFORE DELETE ON competence BEGIN SELECT RAISE(ABORT, 'competences are never deleted'); END;
CREATE TRIGGER poll_stays BEFORE UPDATE ON poll BEGIN SELECT RAISE(ABORT, 'polls are never changed'); END;
CREATE TRIGGER poll_kept BEFORE DELETE ON poll BEGIN SELECT RAISE(ABORT, 'polls are never deleted'); END;
CREATE TRIGGER applicant_stays BEFORE UPDATE ON applicant BEGIN SELECT RAISE(ABORT, 'applicants are never changed'); END;
CREATE TRIGGER applicant_kept BEFORE DELETE ON applicant BEGIN SELECT RAISE(ABORT, 'applicants are never deleted'); END;
CREATE TRIGGER fact_schema_stays BEFORE UPDATE ON fact_schema BEGIN SELECT RAISE(ABORT, 'schemas are never changed'); END;
CREATE TRIGGER fact_schema_kept BEFORE DELETE ON fact_schema BEGIN SELECT RAISE(ABORT, 'schemas are never deleted'); END;
CREATE TRIGGER pack_stays BEFORE UPDATE ON pack BEGIN SELECT RAISE(ABORT, 'packs are never changed'); END;
CREATE TRIGGER pack_kept BEFORE DELETE ON pack BEGIN SELECT RAISE(ABORT, 'packs are never deleted'); END;
CREATE TRIGGER case_file_stays BEFORE UPDATE ON case_file BEGIN SELECT RAISE(ABORT, 'cases are never changed'); END;
CREATE TRIGGER case_file_kept BEFORE DELETE ON case_file BEGIN SELECT RAISE(ABORT, 'cases are never deleted'); END;
CREATE TRIGGER fact_stays BEFORE UPDATE ON fact BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END;
CREATE TRIGGER fact_kept BEFORE DELETE ON fact BEGIN SELECT RAISE(ABORT, 'facts are never deleted'); END;
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER decision_kept BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;
CREATE TRIGGER approval_stays BEFORE UPDATE ON approval BEGIN SELECT RAISE(ABORT, 'approvals are never changed'); END;
CREATE TRIGGER approval_kept BEFORE DELETE ON approval BEGIN SELECT RAISE(ABORT, 'approvals are never deleted'); END;
CREATE TRIGGER remark_stays BEFORE UPDATE ON remark BEGIN SELECT RAISE(ABORT, 'remarks are never changed'); END;
CREATE TRIGGER remark_kept BEFORE DELETE ON remark BEGIN SELECT RAISE(ABORT, 'remarks are never deleted'); END;
CREATE TRIGGER attachment_stays BEFORE UPDATE ON attachment BEGIN SELECT RAISE(ABORT, 'attachments are never changed'); END;
CREATE TRIGGER attachment_kept BEFORE DELETE ON attachment BEGIN SELECT RAISE(ABORT, 'attachments are never deleted'); END;
