-- From format 2 to 3: what a remark says beside its text. Old rows have nothing there, and their commitments stay.
ALTER TABLE office ADD COLUMN zone TEXT;
ALTER TABLE office ADD COLUMN frozen_until TEXT;
ALTER TABLE office ADD COLUMN freeze_days INTEGER;
ALTER TABLE office ADD COLUMN program TEXT;
ALTER TABLE office ADD COLUMN second_entry TEXT;
ALTER TABLE office ADD COLUMN motion INTEGER;
ALTER TABLE remark ADD COLUMN day TEXT;
ALTER TABLE remark ADD COLUMN about TEXT;
ALTER TABLE remark ADD COLUMN number TEXT;
ALTER TABLE remark ADD COLUMN means TEXT;
ALTER TABLE remark ADD COLUMN dated TEXT;
-- Why a decision was returned.
ALTER TABLE approval ADD COLUMN ground TEXT;
-- What officers have said to each other, beside the queue; an office of format 2 has nothing there.
ALTER TABLE listed ADD COLUMN assigned TEXT;
ALTER TABLE listed ADD COLUMN asked TEXT;
ALTER TABLE listed ADD COLUMN rests INTEGER;
ALTER TABLE listed ADD COLUMN answer_by INTEGER;
ALTER TABLE listed ADD COLUMN returned INTEGER;
ALTER TABLE listed ADD COLUMN appeal INTEGER;
UPDATE listed SET returned = 1 WHERE status IN ('in_review', 'awaiting_evidence') AND EXISTS (
  SELECT 1 FROM approval WHERE approved = 0 AND decision =
    (SELECT max(id) FROM decision WHERE case_id = listed.slot & 1099511627775));
DROP INDEX listed_to_do;
CREATE INDEX listed_to_do ON listed (todo, slot, rests) WHERE todo = 1;
CREATE INDEX listed_by_assigned ON listed (assigned, slot) WHERE assigned IS NOT NULL;
CREATE INDEX listed_by_asked ON listed (asked, slot) WHERE asked IS NOT NULL;
CREATE INDEX listed_returned ON listed (returned, slot) WHERE returned = 1;
CREATE INDEX listed_appealed ON listed (slot, appeal) WHERE appeal IS NOT NULL;
CREATE INDEX listed_waiting ON listed (slot, answer_by) WHERE answer_by IS NOT NULL;
-- Views of the queue that have a name.
CREATE TABLE view (
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (owner, name)
) STRICT, WITHOUT ROWID;
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
CREATE TRIGGER competence_stays BEFORE UPDATE ON competence BEGIN SELECT RAISE(ABORT, 'competences are never changed'); END;
CREATE TRIGGER competence_kept BEFORE DELETE ON competence BEGIN SELECT RAISE(ABORT, 'competences are never deleted'); END;
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
CREATE TRIGGER attachment_stays BEFORE UPDATE ON attachment BEGIN SELECT RAISE(ABORT, 'attachments are never changed'); END;
CREATE TRIGGER attachment_kept BEFORE DELETE ON attachment BEGIN SELECT RAISE(ABORT, 'attachments are never deleted'); END;
