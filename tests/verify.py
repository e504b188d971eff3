#!/usr/bin/env python3
"""Checks an office file, and shares no line with the program that writes it.

Made from `src/ledger/format.md`, `src/store/office.sql` and the output of `suffrage office rules` alone. It does not know
the law: what a pack comes to (`listed.outcome`, `decision.proposed`) and under which texts a case is found (`search_term`)
it takes as they stand.

    python3 tests/verify.py OFFICE.db ...

prints one line for each file: `holds: N entries, M rows, root HEX`, or `class: place: what`. It ends with 0 if all hold,
7 if one does not, 3 if one cannot be read as an office.
"""
import datetime
import hashlib
import json
import os
import re
import sqlite3
import sys
import unicodedata
import urllib.parse
import zoneinfo
from collections import Counter

# The longest rest between two entries that nobody need confirm.
REST_MS = 30 * 24 * 60 * 60 * 1000
# An act, by its action: the statuses in which it can be done, and the status after it (None: the same).
OPEN, DECIDED = ("new", "in_review", "awaiting_evidence"), ("decided", "awaiting_approval")
COURSE = {
    "fact.recorded": [(OPEN, "in_review"), (DECIDED + ("final", "noticed"), None)],
    "evidence.requested": [(OPEN, "awaiting_evidence")],
    "decision.made": [(OPEN, "decided")],
    "decision.undone": [(DECIDED, "in_review")],
    "decision.approved": [(DECIDED, "final")],
    "decision.returned": [(DECIDED, "in_review")],
    "decision.discarded": [(DECIDED, "in_review")],
    "notice.sent": [(("final", "decided"), "noticed")],
    "notice.undelivered": [(("noticed",), "final")],
    "appeal.lodged": [(("decided", "final", "noticed"), None)],
    "appeal.dismissed": [(("decided", "final", "noticed"), None)],
    "decision.set_aside": [(("decided", "final", "noticed"), "in_review")],
    "case.reopened": [(("final", "noticed"), "in_review")],
    "case.assigned": [(OPEN + DECIDED + ("final",), None)],
    "case.snoozed": [(OPEN + ("awaiting_approval",), None)],
    "question.asked": [(OPEN + DECIDED + ("final", "noticed"), None)],
    "file.attached": [(OPEN + DECIDED + ("final", "noticed"), None)],
    "question.answered": [(OPEN + DECIDED + ("final", "noticed"), None)],
    "representative.named": [(OPEN + DECIDED + ("final", "noticed"), None)],
    "representative.ended": [(OPEN + DECIDED + ("final", "noticed"), None)],
}
# An action: the permission that it needs, the capacity in which it is done, and how many rows of which table it makes.
NEW_PACKS = {"fact_schema": (0, 99), "pack": (0, 99)}
STAFF = {"enrolment": (1, 1), "permission": (0, 99), "competence": (0, 9999)}
ACTIONS = {
    "office.made": (None, "office", {"office": (1, 1), "enrolment": (0, 9999), "permission": (0, 99999), "competence": (0, 99999)}),
    "officer.enrolled": ("administer", "officer", STAFF),
    "office.changed": ("administer", "officer", {"office": (1, 1)}),
    "change.proposed": ("administer", "officer", {"motion": (1, 1), "office": (0, 1), "enrolment": (0, 1), "permission": (0, 99), "competence": (0, 9999)}),
    "change.agreed": (None, "second", {"assent": (1, 1)}),
    "change.rejected": (None, "second", {"assent": (1, 1)}),
    "clock.confirmed": (None, "officer", {}),
    "clock.corrected": ("administer", "officer", {}),
    "case.opened": ("open", "registry", {"case_file": (1, 1), "poll": (0, 1), "applicant": (0, 1), "fact": (0, 9999), **NEW_PACKS}),
    "fact.recorded": ("decide", "officer", {"fact": (1, 1), **NEW_PACKS}),
    "evidence.requested": ("decide", "officer", {"remark": (1, 1)}),
    "decision.made": ("decide", "officer", {"decision": (1, 1), **NEW_PACKS}),
    "decision.undone": ("decide", "officer", {"remark": (1, 1)}),
    "decision.approved": ("approve", "approver", {"approval": (1, 1)}),
    "decision.returned": ("approve", "approver", {"approval": (1, 1)}),
    "decision.discarded": ("approve", "approver", {"approval": (1, 1)}),
    "notice.sent": ("decide", "officer", {"remark": (1, 1)}),
    "notice.undelivered": ("decide", "officer", {"remark": (1, 1)}),
    "appeal.lodged": ("decide", "officer", {"remark": (1, 1)}),
    "appeal.dismissed": ("decide", "officer", {"remark": (1, 1)}),
    "decision.set_aside": ("approve", "approver", {"remark": (1, 1)}),
    "case.reopened": ("approve", "approver", {"remark": (1, 1)}),
    "case.assigned": ("decide", "officer", {"remark": (1, 1)}),
    "case.snoozed": ("decide", "officer", {"remark": (1, 1)}),
    "question.asked": ("decide", "officer", {"remark": (1, 1)}),
    "file.attached": ("decide", "officer", {"attachment": (1, 1)}),
    "question.answered": ("decide", "officer", {"remark": (1, 1)}),
    "representative.named": ("decide", "officer", {"remark": (1, 1)}),
    "representative.ended": ("decide", "officer", {"remark": (1, 1)}),
}
PERMISSIONS = {"open", "decide", "approve", "self_approve", "take_over", "administer", "gateway"}
WEIGHTY = {"approve", "self_approve", "administer", "gateway"}
TO_DO = OPEN + ("awaiting_approval",)
TABLES = ("office motion assent enrolment permission competence poll applicant fact_schema pack case_file fact decision approval "
          "remark attachment").split()
# The tables whose rows a row names. A row can name only what was there before it, or came with it.
NAMES = {"assent": {"motion": "motion"}, "enrolment": {"motion": "motion"}, "permission": {"enrolment": "enrolment"},
         "competence": {"enrolment": "enrolment"},
         "pack": {"fact_schema": "fact_schema"}, "case_file": {"applicant": "applicant", "poll": "poll"},
         "fact": {"applicant": "applicant", "supersedes": "fact"}, "decision": {"case_id": "case_file", "pack": "pack"},
         "approval": {"decision": "decision"}, "remark": {"case_id": "case_file", "decision": "decision"},
         "attachment": {"case_id": "case_file"}}


class Fault(Exception):
    """The first thing that does not hold: its class, its place, and what it is."""


def need(holds, kind, place, what):
    if not holds:
        raise Fault(kind, place, what)


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


# Canonical CBOR, as much of it as the record uses.

def head(major, n):
    for extra, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if n < 24:
            return bytes([major << 5 | n])
        if n < 1 << 8 * size:
            return bytes([major << 5 | extra]) + n.to_bytes(size, "big")
    raise ValueError("a number is too large")


def encode(value):
    if value is None:
        return b"\xf6"
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        text = value.encode()
        return head(3, len(text)) + text
    return head(4, len(value)) + b"".join(map(encode, value))


def decode(data, at=0, depth=0):
    """The value at a place, and the place after it. Longer forms, indefinite lengths and other types are refused."""
    if at >= len(data) or depth > 3:
        raise ValueError("it ends early or is nested too deep")
    major, n = data[at] >> 5, data[at] & 31
    if data[at] == 0xF6:
        return None, at + 1
    at += 1
    if n >= 24:
        size = {24: 1, 25: 2, 26: 4, 27: 8}.get(n)
        if size is None or at + size > len(data):
            raise ValueError("a length that deterministic encoding does not have")
        n, at, low = int.from_bytes(data[at:at + size], "big"), at + size, 24 if size == 1 else 1 << 4 * size
        if n < low:
            raise ValueError("a number is not in its shortest form")
    if major < 2:
        return (n if major == 0 else -1 - n), at
    if major < 4:
        if at + n > len(data):
            raise ValueError("it ends early")
        return (data[at:at + n] if major == 2 else data[at:at + n].decode()), at + n
    if major > 4:
        raise ValueError("a type that entries do not have")
    items = []
    for _ in range(n):
        item, at = decode(data, at, depth + 1)
        items.append(item)
    return items, at


def is_int(value, low=-1 << 63, high=1 << 63):
    return isinstance(value, int) and low <= value < high


def is_hash(value, size=32):
    return isinstance(value, bytes) and len(value) == size


class Entry:
    """An entry, from bytes that have exactly one form."""

    def __init__(self, data):
        items, end = decode(data)
        if end != len(data) or not isinstance(items, list) or len(items) != 17:
            raise ValueError("not seventeen items")
        (version, self.seq, self.at, self.actor, self.login, self.key, self.capacity, self.action, office, self.case,
         self.version, self.before, self.outcome, self.rules, self.rows, self.gone, self.cmd) = items
        unsigned = lambda value: is_int(value, 0, 1 << 64)
        lists = all(isinstance(one, list) for one in (self.rules, self.rows, self.gone))
        right = (
            version == 1 and office == 1 and unsigned(self.seq) and is_int(self.at)
            and isinstance(self.actor, str) and isinstance(self.login, str) and self.key == b""
            and self.action in ACTIONS and self.capacity in {one for _, one, _ in ACTIONS.values()}
            and all(one is None or is_int(one) for one in (self.case, self.version))
            and (self.before is None or unsigned(self.before))
            and self.outcome in (None, "grant", "refuse") and lists and self.gone == []
            and all(isinstance(one, list) and len(one) == 4 and isinstance(one[0], str) and isinstance(one[1], str)
                    and is_hash(one[2]) and is_int(one[3], 0, 1 << 32) for one in self.rules)
            and all(isinstance(one, list) and len(one) == 2 and isinstance(one[0], str) and is_hash(one[1])
                    for one in self.rows)
            and is_hash(self.cmd, 16))
        if not right:
            raise ValueError("an item is none of this format")


def says_something(text):
    """Whether anybody could read anything in it."""
    return any(not c.isspace() and unicodedata.category(c) not in ("Mn", "Mc", "Me", "Cf", "Cc") for c in text)


class Staff:
    """Who is an officer, what they may do, and which changes wait for a second person."""

    def __init__(self):
        self.officers = {}  # name: (login, permissions, competences)
        self.motions = {}  # id: (who proposed it, (name, login, permissions, competences), a row of the office, or None for the clock, who can agree), while it is open

    def may(self, name, permission):
        return permission in self.officers[name][1]

    def speaks(self, name, login):
        own = login != "" and self.officers[name][0] == login
        return own or any(other == login and "gateway" in may for other, may, _ in self.officers.values())

    def seconds(self, by, about):
        """Who can agree to what somebody proposes about somebody."""
        others = [one for one, (login, may, _) in self.officers.items() if login and may and one != by]
        apart = [one for one in others if one != about]
        weighty = [one for one in apart if self.officers[one][1] & WEIGHTY]
        return weighty or apart or others

    def waits(self, by, new, frozen):
        """Whether a change needs a second person; a fault if it cannot be made at all."""
        name, login, may, cases = new
        had_login, had, before = self.officers.get(name, (login, frozenset(), ()))
        rest = {one: its for one, its in self.officers.items() if one != name}
        need(by in self.officers and self.may(by, "administer"), "not_permitted", name, f"{by} does not administer")
        need(by != name, "unlawful", name, "nobody changes what they may do themselves")
        for one in ("administer", "approve"):
            last = one in had and one not in may and not any(one in its for _, its, _ in rest.values())
            need(not last, "unlawful", name, f"the last who may {one}")
        need(not login or all(login != its for its, _, _ in rest.values()), "unlawful", name, "another has this login")
        covered = all(any(old[0] in (None, one[0]) and old[1] in (None, one[1]) for old in before) for one in cases)
        wider = before and not (cases and covered)
        heavy = (had ^ may) & WEIGHTY or had_login != login and had & WEIGHTY or "approve" in had and wider
        return bool((heavy or frozen) and self.seconds(by, name))

    def put(self, new):
        self.officers[new[0]] = new[1:]

    def lapse(self):
        """The office was changed: what was proposed against what it set before is put to nobody any more."""
        self.motions = {one: its for one, its in self.motions.items() if not isinstance(its[1], dict)}


def ordinal(day):
    return day and datetime.date.fromisoformat(day).toordinal()


def told(code, groups):
    at = end = 0
    for size in groups:
        if code[at:at + size].strip("0"):
            end = at + size
        at += size
    return code[:end]


class Case:
    def __init__(self, row, seq):
        self.row, self.status, self.version, self.last = row, "new", 1, seq
        self.decision = self.pack = None
        self.asked = self.appealed = False
        self.anew = None  # whose decision somebody else makes anew
        self.representatives = set()  # the names of those who act for the person
        # What officers have said to each other: who works on it, who is asked, until when it rests, by when an answer is due.
        self.assigned = self.whom = self.rests = self.answer_by = self.returned = self.appeal = None

    def learnt(self):
        """What is learnt or decided ends a rest and the wait for an answer."""
        self.rests = self.answer_by = None


class Office:
    """The replay of one file."""

    def __init__(self, db):
        self.db, self.tables = db, {}
        for table in TABLES:
            cursor = db.execute(f"SELECT * FROM {table} ORDER BY id")
            names = [column[0] for column in cursor.description]
            self.tables[table] = {row[0]: dict(zip(names, row)) for row in cursor}
        self.next = {table: 1001 if table == "case_file" else 1 for table in TABLES}
        self.staff, self.cases, self.of_person = Staff(), {}, {}
        self.commands, self.superseded, self.last_at, self.rows = set(), set(), None, 0

    def verify(self):
        leaves = []
        for seq, cmd, case, data in self.db.execute("SELECT seq, cmd, case_id, bytes FROM entry ORDER BY seq"):
            place = f"entry {seq}"
            need(seq == len(leaves), "gap", place, f"number {len(leaves)} was expected")
            try:
                entry = Entry(data)
            except ValueError as error:
                raise Fault("malformed", place, str(error)) from error
            need(entry.seq == seq, "gap", place, "its bytes have another number")
            need((cmd, case) == (entry.cmd, entry.case), "derived", place, "a column is not what its bytes say")
            need(entry.cmd not in self.commands, "sequence", place, "its command was performed before")
            self.commands.add(entry.cmd)
            leaves.append(sha(b"\0", data))
            self.replay(entry, place)
        need(leaves, "gap", "entry 0", "nothing is on record")
        for table in TABLES:
            over = [one for one in self.tables[table] if not self.first(table) <= one < self.next[table]]
            need(not over, "row_added", f"{table}/{over[:1]}", "no entry made it")
        root = self.tree(leaves)
        self.queue()
        return f"holds: {len(leaves)} entries, {self.rows} rows, root {root.hex()}"

    @staticmethod
    def first(table):
        return 1001 if table == "case_file" else 1

    def tree(self, leaves):
        """Every node, and the head; the root."""
        expected, level, row, root = {}, 0, leaves, None
        while row:
            expected.update(((level, at), one) for at, one in enumerate(row))
            if len(row) % 2:
                root = row[-1] if root is None else sha(b"\1", row[-1], root)
            row = [sha(b"\1", row[at], row[at + 1]) for at in range(0, len(row) - 1, 2)]
            level += 1
        stored = {(one, at): digest for one, at, digest in self.db.execute("SELECT level, idx, hash FROM node")}
        for place in expected.keys() | stored.keys():
            need(expected.get(place) == stored.get(place), "wrong_hash", f"node {place}", "not the hash of its leaves")
        heads = self.db.execute("SELECT id, size, root, last_at FROM head").fetchall()
        need(heads == [(1, len(leaves), root, self.last_at)], "wrong_head", "head", "it does not fit the entries")
        return root

    def made(self, entry, place):
        """The rows of an entry, by table: each is there, is the next of its table and is what was committed to."""
        made = {}
        for field, commitment in entry.rows:
            table, _, key = field.partition("/")
            known = table in self.tables and re.fullmatch("[1-9][0-9]{0,18}", key)
            need(known, "malformed", place, f"{field} names no row")
            key = int(key)
            need(key == self.next[table], "sequence", field, f"number {self.next[table]} was expected")
            row = self.tables[table].get(key)
            need(row, "row_missing", field, "an entry made it, and it is gone")
            values = [value for name, value in row.items() if name != "salt"]
            while values and values[-1] is None:
                values.pop()
            name, data = field.encode(), encode(values)
            hashed = sha(b"case-field/v1", len(name).to_bytes(4, "big"), name, len(data).to_bytes(4, "big"), row["salt"], data)
            need(hashed == commitment and len(row["salt"]) == 32, "row_changed", field, "not what was committed to")
            need(row["seq"] == entry.seq, "row_changed", field, "it names another entry")
            need(row.get("officer", entry.actor) == entry.actor, "unlawful", field, "another officer")
            need(row.get("at", entry.at) == entry.at, "unlawful", field, "another time")
            self.next[table] += 1
            self.rows += 1
            of = table in ("permission", "competence") and row["enrolment"]
            first = of is False or any(one["id"] == of for one in made.get("enrolment", []))
            need(first, "unlawful", field, "it stands before the enrolment that it belongs to, or without it")
            made.setdefault(table, []).append(row)
        for table, column, other in ((a, b, c) for a in made for b, c in NAMES.get(a, {}).items()):
            for row in made[table]:
                named = row[column]
                there = named is None or self.first(other) <= named < self.next[other]
                need(there, "unlawful", f"{table}/{row['id']}", f"{column} names a row that is not there")
        return made

    def replay(self, entry, place):
        permission, capacity, makes = ACTIONS[entry.action]
        need(entry.capacity == capacity, "not_permitted", place, "the capacity is not that of the action")
        need((entry.action == "office.made") == (entry.seq == 0), "sequence", place, "an office is made once, and first")
        made = self.made(entry, place)
        fits = made.keys() <= makes.keys() and all(low <= len(made.get(one, ())) <= high for one, (low, high) in makes.items())
        need(fits, "unlawful", place, f"other rows than {entry.action} makes")
        for row in made.get("pack", []) + made.get("fact_schema", []):
            need(row["hash"] == sha(row["text"].encode()), "unlawful", place, "a hash is not that of its text")
        self.frozen = entry.seq > 0 and self.is_frozen(entry.at)
        need(not (self.frozen and made.get("pack")), "unlawful", place, "new rules while the office is frozen")
        if entry.seq == 0:
            self.office = made["office"][0]
            need(self.office["created_at"] == entry.at, "unlawful", place, "another time")
        else:
            staff = self.staff
            need(entry.actor in staff.officers, "not_permitted", place, f"{entry.actor} was no officer")
            speaks = self.office["fictitious"] or staff.speaks(entry.actor, entry.login)
            need(speaks, "not_permitted", place, f"the login {entry.login} is not that of {entry.actor}")
            need(permission is None or staff.may(entry.actor, permission), "not_permitted", place, f"needs {permission}")
            back = self.may_go_back(entry, made)
            need(back or entry.at >= self.last_at, "time_went_back", place, "it is before the last")
            near = self.office["fictitious"] or entry.at - self.last_at <= REST_MS
            need(near or back or entry.action == "clock.confirmed", "unlawful", place, "it is long after the last")
        self.last_at = entry.at
        on_case = entry.action in COURSE or entry.action == "case.opened"
        need((entry.case is not None) == on_case, "sequence", place, "a case where none belongs, or none where one does")
        need((entry.outcome is not None) == (entry.action == "decision.made"), "unlawful", place, "an outcome")
        if not on_case:
            need(entry.version is None and entry.before is None and not entry.rules, "sequence", place, "the office is no case")
            self.on_office(entry, made, place)
        elif entry.action == "case.opened":
            self.opened(entry, made, place)
        else:
            self.on_case(entry, made, place)

    def may_go_back(self, entry, made):
        """Whether the entry puts the clock right."""
        if entry.action == "change.agreed":
            motion = self.tables["motion"].get(made["assent"][0]["motion"])
            return motion is not None and motion["kind"] == "clock"
        return entry.action == "clock.corrected"

    def is_frozen(self, at):
        """Whether nothing changes by one person on the day of this moment."""
        office = self.office
        if office["frozen_until"] is None and office["freeze_days"] is None:
            return False
        zone = zoneinfo.ZoneInfo(office["zone"]) if office["zone"] else datetime.timezone.utc
        today = datetime.datetime.fromtimestamp(at / 1000, zone).date()
        if office["frozen_until"] and today <= datetime.date.fromisoformat(office["frozen_until"]):
            return True
        if office["freeze_days"] is None:
            return False
        before = datetime.timedelta(days=office["freeze_days"])
        polls = [row for row in self.tables["poll"].values() if row["id"] < self.next["poll"] and row["roll_date"]]
        days = [(datetime.date.fromisoformat(row["roll_date"]), datetime.date.fromisoformat(row["day"])) for row in polls]
        return any(roll - before <= today <= day for roll, day in days)

    def sets(self, by, new, place):
        """Whether what is set for the office needs a second person; a fault if it cannot be set at all."""
        old = self.office
        need(all(new[one] == old[one] for one in ("name", "log_id", "fictitious")), "unlawful", place, "another office")
        own = ("undo_minutes", "lease_minutes", "zone", "frozen_until", "freeze_days", "program", "second_entry")
        differ = [one for one in own if new[one] != old[one]]
        need(differ, "unlawful", place, "nothing would change")
        fits = 0 <= new["undo_minutes"] <= 1440 and 1 <= new["lease_minutes"] <= 1440 and 0 <= (new["freeze_days"] or 0) <= 366
        need(fits, "unlawful", place, "a setting that cannot be")
        longer = set(differ) <= {"frozen_until", "program"} and (new["frozen_until"] or "") > (old["frozen_until"] or "")
        at_once = longer and (not self.frozen or "program" not in differ)
        return not at_once and bool(self.staff.seconds(by, None))

    def on_office(self, entry, made, place):
        staff, by = self.staff, entry.actor
        enrolled = []
        for one in made.get("enrolment", []):
            rows = [row for row in made.get("permission", []) if row["enrolment"] == one["id"]]
            may = frozenset(row["name"] for row in rows)
            need(may <= PERMISSIONS and len(may) == len(rows), "unlawful", place, "permissions that there are not, or twice")
            rows = [row for row in made.get("competence", []) if row["enrolment"] == one["id"]]
            need(all(row["regime"] or row["place"] for row in rows), "unlawful", place, "a competence for nothing")
            enrolled.append((one["name"], one["login"], may, tuple((row["regime"], row["place"]) for row in rows)))
        ids = {one["id"] for one in made.get("enrolment", [])}
        need(all(row["enrolment"] in ids for row in made.get("permission", []) + made.get("competence", [])), "unlawful", place, "a permission of another enrolment")
        motions = [row["id"] for row in made.get("motion", [])] or [None]
        need(all(one["motion"] == motions[0] for one in made.get("enrolment", [])), "unlawful", place, "another motion")
        if entry.action == "office.made":
            for new in enrolled:
                staff.put(new)
        elif entry.action == "officer.enrolled":
            need(not staff.waits(by, enrolled[0], self.frozen), "unlawful", place, "it needs a second person")
            staff.put(enrolled[0])
        elif entry.action == "change.proposed":
            new = enrolled[0] if enrolled else None
            office = made["office"][0] if "office" in made else None
            kind = "enrol" if new else "office" if office else "clock"
            need(made["motion"][0]["kind"] == kind and not (new and office), "unlawful", place, "the kind of the motion")
            if office:
                need(office["motion"] == motions[0], "unlawful", place, "another motion")
                waits = self.sets(by, office, place)
            else:
                waits = staff.waits(by, new, self.frozen) if new else staff.seconds(by, None)
            need(waits, "unlawful", place, "it needs no second person")
            staff.motions[motions[0]] = (by, new or office, staff.seconds(by, new and new[0]))
        elif entry.action == "office.changed":
            office = made["office"][0]
            need(office["motion"] is None, "unlawful", place, "another motion")
            need(not self.sets(by, office, place), "unlawful", place, "it needs a second person")
            self.office = office
            staff.lapse()
        elif entry.action == "clock.corrected":
            need(not staff.seconds(by, None), "unlawful", place, "it needs a second person")
        elif entry.action == "clock.confirmed":
            need(staff.officers[by][1], "not_permitted", place, "whoever may do nothing confirms nothing")
        else:
            assent = made["assent"][0]
            agreed = entry.action == "change.agreed"
            need(assent["agreed"] == agreed, "unlawful", place, "its action is not what its row says")
            need(assent["motion"] in staff.motions, "unlawful", place, "the motion is not open")
            mover, new, seconds = staff.motions.pop(assent["motion"])
            need(by in seconds and all(staff.officers[by][:2]), "not_permitted", place, f"{by} is not who can agree")
            if agreed and isinstance(new, dict):
                self.office = new
                staff.lapse()
            elif agreed and new:
                staff.waits(mover, new, self.frozen)
                staff.put(new)

    def answered(self, entry, cases, place):
        """The rules that an entry names are those of these cases; each case is answered by its own from here on."""
        named = [rule[0] for rule in entry.rules]
        need(sorted(named) == sorted({case.row["pack"] for case in cases}), "unlawful", place, "it names other rules")
        for case in cases:
            rule = entry.rules[named.index(case.row["pack"])]
            rows = [row["id"] for row in self.tables["pack"].values() if row["id"] < self.next["pack"]
                    and [row["name"], row["version"], row["hash"], row["notation"]] == rule]
            need(rows, "unlawful", place, "it names rules that are not on record")
            case.pack = rows[-1]

    def facts(self, rows, person, place):
        for row in rows:
            need(row["applicant"] == person, "unlawful", place, "a fact of another person")
            old = row["supersedes"]
            if old is not None:
                before = self.tables["fact"][old]
                fits = before["applicant"] == person and before["kind"] == row["kind"] and old != row["id"]
                need(fits and old not in self.superseded, "unlawful", place, "it corrects what it cannot correct")
                self.superseded.add(old)

    def opened(self, entry, made, place):
        row = made["case_file"][0]
        need(row["id"] == entry.case and entry.before is None and entry.version == 1, "sequence", place, "not how a case begins")
        need(row["opened_at"] == entry.at, "unlawful", place, "another time")
        person = row["applicant"]
        new = [one["id"] for one in made.get("applicant", [])]
        need(new in ([], [person]), "unlawful", place, "an applicant of another case")
        need([one["id"] for one in made.get("poll", [])] in ([], [row["poll"]]), "unlawful", place, "a poll of another case")
        self.facts(made.get("fact", []), person, place)
        case, others = Case(row, entry.seq), self.of_person.setdefault(person, [])
        learn = list(others) if made.get("fact") else []
        for other in learn:
            other.version += 1
        self.cases[row["id"]] = case
        others.append(case)
        self.answered(entry, [case] + learn, place)

    def on_case(self, entry, made, place):
        case = self.cases.get(entry.case)
        need(case, "sequence", place, "the case was not opened")
        need(entry.before == case.last, "sequence", place, "not the entry of the case before it")
        need(entry.version == case.version + 1, "sequence", place, "not the version after the last")
        free = entry.action in ("question.asked", "question.answered")
        need(free or self.competent(entry.actor, case), "not_permitted", place, f"{entry.actor} is not competent for the case")
        steps = [after or case.status for statuses, after in COURSE[entry.action] if case.status in statuses]
        need(steps, "unlawful", place, f"{entry.action} cannot be done to a case that is {case.status}")
        status = steps[0]
        case.version, case.last = entry.version, entry.seq
        getattr(self, entry.action.replace(".", "_").split("_")[0] + "_entry")(entry, case, made, place)
        case.status = "awaiting_approval" if status == "decided" and case.decision["departs"] else status

    def competent(self, officer, case):
        """Whether the case lies within something that the officer is competent for."""
        cases, poll = self.staff.officers[officer][2], self.tables["poll"][case.row["poll"]]
        return not cases or any(regime in (None, poll["host"], case.row["pack"]) and
                                (place is None or self.within(poll["municipality"], place)) for regime, place in cases)

    def within(self, inner, outer):
        """Whether the codes tell that one territory lies in another: without the groups of zeros at the end it goes on."""
        (register, inner), (other, outer) = inner.split(":", 1), outer.split(":", 1)
        if register != other or inner == outer:
            return register == other
        schema = max((row["fact_schema"] for row in self.tables["pack"].values()), default=None)
        texts = "\n".join(text for _, text in json.loads(self.tables["fact_schema"][schema]["text"]))
        block = [one for one in re.split(r"(?m)^\[\[", texts) if re.match(rf'register\]\]\s+id = "{register}"', one)]
        if not block:
            return False
        groups = [int(size) for size in re.findall(r"\d+", re.search(r"(?m)^groups = \[(.*)\]", block[0])[1])]
        return told(inner, groups).startswith(told(outer, groups))

    def fact_entry(self, entry, case, made, place):
        person = case.row["applicant"]
        self.facts(made["fact"], person, place)
        case.learnt()
        for other in self.of_person[person]:
            other.version += other is not case
        self.answered(entry, self.of_person[person], place)

    def file_entry(self, entry, case, made, place):
        need(not entry.rules, "unlawful", place, "it names rules")
        row = made["attachment"][0]
        need(row["case_id"] == entry.case, "unlawful", place, "its row belongs to another case")
        fits = says_something(row["name"]) and row["size"] >= 0 and is_hash(row["sha256"])
        need(fits, "unlawful", place, "no file can be what its row says")

    def evidence_entry(self, entry, case, made, place):
        need(not entry.rules, "unlawful", place, "it names rules")
        row = made["remark"][0]
        need(row["action"] == entry.action, "unlawful", place, "its action is not what its row says")
        need(row["case_id"] == entry.case, "unlawful", place, "its row belongs to another case")
        alone = entry.action in ("evidence.requested", "case.assigned", "case.snoozed", "question.asked", "question.answered",
                                 "representative.named", "representative.ended")
        about = None if alone else case.decision["id"]
        need(row["decision"] == about, "unlawful", place, "another decision")
        if entry.action == "evidence.requested":
            case.answer_by = row["day"]

    def case_entry(self, entry, case, made, place):
        self.evidence_entry(entry, case, made, place)
        row = made["remark"][0]
        if entry.action == "case.assigned":
            case.assigned = row["about"]
        elif entry.action == "case.reopened":
            case.rests, case.returned, case.appealed, case.appeal = None, 1, False, None
            self.four_eyes(entry, case, place)
        else:
            case.rests = row["day"]

    def appeal_entry(self, entry, case, made, place):
        self.evidence_entry(entry, case, made, place)
        need(entry.action == "appeal.lodged" or case.appealed, "unlawful", place, "nobody appealed")
        case.appealed = entry.action == "appeal.lodged"
        case.appeal = made["remark"][0]["day"] if case.appealed else None

    def question_entry(self, entry, case, made, place):
        self.evidence_entry(entry, case, made, place)
        need(entry.action == "question.asked" or case.asked, "unlawful", place, "nobody asked anything")
        case.asked = entry.action == "question.asked"
        case.whom = made["remark"][0]["about"] if case.asked else None

    def representative_entry(self, entry, case, made, place):
        self.evidence_entry(entry, case, made, place)
        row = made["remark"][0]
        about = row["about"] or ""
        if entry.action == "representative.ended":
            need(about in case.representatives, "unlawful", place, "whoever it names represented nobody here")
            return case.representatives.remove(about)
        scopes = [scope for scope in ("file", "letters", "appeal") if scope in about.split(", ")]
        fits = says_something(row["text"]) and scopes and about == ", ".join(scopes)
        need(fits, "unlawful", place, "nobody can represent as its row says")
        case.representatives.add(row["text"])

    def notice_entry(self, entry, case, made, place):
        self.evidence_entry(entry, case, made, place)
        if entry.action == "notice.undelivered":
            return
        case.anew = None
        over = entry.at > self.undo_until(case)
        need(case.status == "final" or over, "unlawful", place, "the decision could still be taken back")

    def undo_until(self, case):
        return case.decision["at"] + self.office["undo_minutes"] * 60_000

    def decision_entry(self, entry, case, made, place):
        if entry.action == "decision.made":
            return self.decided(entry, case, made["decision"][0], place)
        if entry.action == "decision.undone":
            self.evidence_entry(entry, case, made, place)
            need(case.decision["officer"] == entry.actor, "unlawful", place, "another officer made the decision")
            case.appealed, case.appeal = False, None
            return need(entry.at <= self.undo_until(case), "unlawful", place, "it could no longer be taken back")
        if entry.action == "decision.set_aside":
            self.evidence_entry(entry, case, made, place)
            case.appealed, case.appeal, case.rests, case.returned = False, None, None, 1
            return self.four_eyes(entry, case, place)
        need(not entry.rules, "unlawful", place, "it names rules")
        row = made["approval"][0]
        need(row["decision"] == case.decision["id"], "unlawful", place, "another decision")
        need(row["approved"] == (entry.action == "decision.approved"), "unlawful", place, "its action is not what its row says")
        need(row["approved"] or says_something(row["note"]), "unlawful", place, "it does not say why")
        anew = entry.action == "decision.discarded"
        grounds = (None,) if row["approved"] else ("anew",) if anew else (None, "correction", "evidence", "law")
        need(row["ground"] in grounds, "unlawful", place, "its action is not what its row says")
        if not row["approved"]:
            case.rests, case.returned, case.appealed, case.appeal = None, 1, False, None
        if row["approved"] or anew:
            case.anew = case.decision["officer"] if anew else None
        self.four_eyes(entry, case, place)

    def four_eyes(self, entry, case, place):
        own = case.decision["officer"] == entry.actor and not self.staff.may(entry.actor, "self_approve")
        need(not own, "four_eyes", place, f"{entry.actor} decided and approved")

    def decided(self, entry, case, row, place):
        need(row["case_id"] == entry.case, "unlawful", place, "its row belongs to another case")
        need(row["verdict"] == entry.outcome, "unlawful", place, "its outcome is not the verdict of its row")
        departs = {"eligible": "grant", "ineligible": "refuse"}.get(row["proposed"]) != row["verdict"]
        need(row["departs"] == departs, "unlawful", place, "whether it departs is not what its row says")
        need(row["proposed"] in ("eligible", "ineligible", "undetermined", "contested"), "unlawful", place, "no such outcome")
        need(says_something(row["departure"]) if departs else row["departure"] == "", "unlawful", place, "why it departs")
        need(row["verdict"] == "grant" or says_something(row["reasons"]), "unlawful", place, "a refusal gives its reasons")
        same = case.anew == entry.actor and not self.staff.may(entry.actor, "self_approve")
        need(not same, "unlawful", place, "somebody else decides anew")
        self.answered(entry, [case], place)
        pack = self.tables["pack"][row["pack"]]
        named = [pack["name"], pack["version"], pack["hash"], pack["notation"]]
        need(entry.rules == [named], "unlawful", place, "it names other rules than its row")
        read = row["facts"].split(" ") if row["facts"] else []
        for one in read:
            fact = self.tables["fact"].get(int(one)) if re.fullmatch("[1-9][0-9]{0,17}", one) else None
            there = fact and fact["seq"] < entry.seq and fact["applicant"] == case.row["applicant"]
            need(there, "derived", place, f"it rests on fact {one}, which is none of this person then")
        self.entered_twice([self.tables["fact"][int(one)] for one in read], entry, place)
        case.decision, case.pack = row, row["pack"]
        case.learnt()
        case.returned = None

    def entered_twice(self, read, entry, place):
        """What a decision rests on was entered alike by two officers, or settled by a third, where the office wants that."""
        kinds = (self.office["second_entry"] or "").split()
        facts, same = self.tables["fact"], ("state", "value", "holds_from", "holds_to")

        def chain(fact):
            while fact:
                yield fact
                fact = facts.get(fact["supersedes"])

        for fact in read:
            if fact["kind"] not in kinds or not any(one["state"] == "known" for one in chain(fact)):
                continue
            before = [row for row in facts.values() if row["seq"] < entry.seq and row["kind"] == fact["kind"]
                      and row["applicant"] == fact["applicant"] and row["id"] != fact["id"]]
            alike = any(row["officer"] != fact["officer"] and all(row[one] == fact[one] for one in same) for row in before)
            old = next((row for row in before if row["id"] == fact["supersedes"]), None)
            third = old and old["officer"] != fact["officer"] and any(
                row["officer"] not in (old["officer"], fact["officer"]) and row["state"] == "known" and row["id"] < fact["id"]
                and row["id"] != old["id"] and any(row[one] != old[one] for one in same) for row in before)
            need(alike or third, "unlawful", place, f"fact {fact['id']} was entered by one officer alone")

    def queue(self):
        expected = {}
        for number, case in self.cases.items():
            row = case.row
            need(re.fullmatch(r"\d{4}-\d\d-\d\d", row["due_on"]), "derived", f"case_file/{number}", "due on no day")
            day = datetime.date.fromisoformat(row["due_on"]).toordinal()
            name = self.tables["applicant"][row["applicant"]]["name"]
            shown = (name, row["right"], row["poll"], case.status, int(case.status in TO_DO), case.pack)
            said = (case.assigned, case.whom, ordinal(case.rests), ordinal(case.answer_by), case.returned, ordinal(case.appeal))
            expected[day << 40 | number] = shown + said
        columns = 'slot, name, "right", poll, status, todo, pack, assigned, asked, rests, answer_by, returned, appeal'
        stored = {row[0]: row[1:] for row in self.db.execute(f"SELECT {columns} FROM listed")}
        for slot in sorted(expected.keys() | stored.keys()):
            same = expected.get(slot) == stored.get(slot)
            need(same, "derived", f"listed {slot & (1 << 40) - 1}", "not what the record says")


def connect(path):
    """Opens for reading alone; a file in a folder that cannot be written is taken as one that nobody changes."""
    if not os.path.isfile(path):
        raise OSError("no such file")
    for mode in ("mode=ro", "mode=ro&immutable=1"):
        db = sqlite3.connect(f"file:{urllib.parse.quote(os.path.abspath(path))}?{mode}", uri=True, isolation_level=None)
        try:
            db.execute("BEGIN")
            kind = db.execute("PRAGMA application_id").fetchone()[0], db.execute("PRAGMA user_version").fetchone()[0]
            db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            break
        except sqlite3.OperationalError:
            db.close()
            # With a log beside it, what stands in the file alone is not the whole.
            if "immutable" in mode or os.path.exists(path + "-wal"):
                raise
    if kind != (0x53554652, 3):
        raise OSError("no office file of format 3")
    return db


def check(path):
    """What there is to say of a file, and the code to end with."""
    try:
        db = connect(path)
        try:
            return Office(db).verify(), 0
        except sqlite3.DatabaseError as error:
            raise Fault("damaged", "file", error) from error
        finally:
            db.close()
    except Fault as fault:
        return ": ".join(map(str, fault.args)), 7
    except (sqlite3.DatabaseError, OSError) as error:
        return f"unreadable: {path}: {error}", 3


def main(paths):
    if not paths:
        print(__doc__, file=sys.stderr)
        return 3
    worst = 0
    for path in paths:
        said, code = check(path)
        print(" ".join(said.split()), flush=True)
        worst = max(worst, code)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
