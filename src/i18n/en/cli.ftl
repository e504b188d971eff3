# What the command line says, and what import says of files.
cli-proposed = { $sign } Proposed: { $outcome }
cli-pack-status = Rules: { $status }
cli-dates = Polling day { $poll }; law as in force on { $law }
cli-known-at = As on record at { $moment }
cli-needs = Still to ask for (* alone settles a finding):
cli-unverified = (primary text not seen)
cli-question = Open question: { $question }
cli-queue-empty = No case fits.
cli-queue-more = The first { $count ->
    [one] { $count } case is
   *[other] { $count } cases are
} shown; there are more. --limit 0 prints all.
cli-column-case = case
cli-column-name = applicant
cli-column-right = right
cli-column-poll = poll
cli-column-level = level
cli-column-place = municipality
cli-column-status = status
cli-column-due = due
cli-column-left = days
cli-column-holder = held by
cli-column-outcome = proposed
cli-applied-on = Applied on { $day }
cli-due-on = To be decided by { $day }
cli-held-by = Held by { $officer }
cli-facts = Facts on record:
cli-superseded = corrected by a later fact
cli-history = What happened so far:
cli-act-done = Case { $case }: { $status }. Ledger entry { $entry }.
cli-officer-added = { $officer }. Ledger entry { $entry }.
cli-officer-waits = { $officer }: this waits for a second person, as change { $motion }. Ledger entry { $entry }.
cli-motion-open = change { $motion } waits for a second person: { $change } (proposed by { $by })
cli-motion-clock = the clock is put right
cli-entry-made = Ledger entry { $entry }.
cli-officer-login = login { $login }
cli-officer-no-login = no login
cli-officer-nothing = nothing
cli-officer-for = only for the cases of { $cases }
cli-officer-no-regime = { $found } is neither a state nor a pack nor a register of places. Write one of these, or a territory such as OKTMO:46701000: { $known }
cli-office-made = { $path } is a new office; its first officer is { $officer }.
cli-ledger-holds = Everything holds: { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
}, { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}, { $answers ->
    [one] { $answers } determination
   *[other] { $answers } determinations
} made again. Root { $root }
cli-ledger-unspoken = Not repeated, because this program does not speak their notation: { $unspoken }. They are neither right nor wrong.
cli-ledger-fault = It does not hold. { $place }: { $class }. { $what }
cli-pack-sound = { $pack } { $version }: sound; { $count ->
    [one] its { $count } case comes
   *[other] its { $count } cases come
} out as it says.

import-encoding = the file is { $what }; save it as UTF-8 (in a spreadsheet: "CSV UTF-8")
import-spreadsheet = the file is a spreadsheet ({ $what }) and not its text; save it as "CSV UTF-8"
import-packed = the file is packed ({ $what }); unpack it first
import-document = the file is a document ({ $what }) and no table; ask the sender for a CSV file
import-no-header = the file is empty; the first row must name the columns (see suffrage import --help)
import-too-many-columns = the header row has { $count } columns; at most { $limit } are read. Is the delimiter right?
import-record-too-long = line { $line }: the row is longer than { $limit } bytes. A quote that is not closed?
import-not-csv = line { $line }: this cannot be read as CSV: { $problem }
import-not-utf8 = line { $line }, field { $field }: the byte { $byte } is not UTF-8. The file looks like Windows-1251 ("{ $read }"); save it as UTF-8, or: iconv -f WINDOWS-1251 -t UTF-8
import-column-twice = the column { $column } is there twice, or two columns mean the same
import-map-column-absent = the mapping names the column { $column }, which the file does not have
import-map-constant-unknown = the mapping gives a constant that nobody knows: { $name }
import-header-unknown = the header row has columns that nobody knows: { $unknown }. Rename them, or map or ignore them with --map
import-header-missing = these columns are missing: { $missing }. Add them, or give them in the mapping's [constants]
import-header-both = the header row has columns that nobody knows: { $unknown }; and these are missing: { $missing }. See suffrage import --help
import-row-width = the row has { $count } fields, the header row { $expected }
import-empty = this must not be empty
import-not-a-code = this is none of { $codes }; write one of them, or add the word to [values] in the mapping
import-not-in-list = this is none of the { $count } codes of the list { $list }, which suffrage import --schema prints; write one of them, or add the word to [values] in the mapping
import-no-such-pack = there is no such pack for { $host } and { $right }
import-no-pack = no pack, or more than one, is for { $host } and { $right }; name one in the column pack
import-fact-without-value = fact:{ $kind } itself is empty; write a value, none, or unknown:requested
import-interval = the end must be later than the beginning ({ $from })
import-evidence-without-kind = say in the column :evidence what kind of document this is
import-not-this-evidence = this cannot show such a fact; accepted are { $codes }
import-not-a-date = this is not a date in the form { $formats }, from 1800-01-01 to 2200-12-31
import-not-a-number = this is not a whole number
import-control-character = there is a control character in it (a NUL, an escape, a line break)
import-too-long = this is longer than { $limit } characters
import-key-twice = the same application is already on line { $line } of this file
import-checking = { $number } rows checked
import-taking = { $number } cases opened
import-done = { $file }: { $opened } opened, { $skipped } already there, { $bad } rejected.
import-checked = { $file }: { $good } good, { $bad } rejected. Nothing was written (--dry-run).
import-refused = { $file }: { $good } good, { $bad } rejected. Nothing was written: mend the file, or take the good rows with --partial.
import-rejected-row = { $file }:{ $line }: { $field } "{ $value }": { $reason }
import-rejected-rows = { $file }: { $rows } rows: { $field } "{ $value }": { $reason } (lines { $lines })
import-rejected-many = { $file }: { $rows } rows: { $field } "{ $value }": { $reason } (lines { $lines } and { $more } more)
import-rejected-values = { $file }: { $rows ->
    [one] { $rows } more row
   *[other] { $rows } more rows
 }: { $field }, with other values ("{ $value }"): { $reason } (from line { $line } on; --rejects FILE.csv and --json have them all)
import-rejects-written = The rejected rows are in { $path }; mend and import that file.
import-schema-columns = COLUMNS (* is needed in every row)
import-schema-facts = FACTS (each can also be none, { $unknown }; empty says nothing; a second one: fact:KIND#2)
import-schema-text = text
import-schema-any = any word of the list evidence
import-schema-parts = Each fact also has, as fact:KIND:part: { $parts }. Dates are 2026-09-20.
import-rejects-one-file = --rejects goes with exactly one CSV file at a time.
import-record-too-large = { $file } is longer than { $limit } bytes; that is no voter record.
import-record-undated = this weighs against the person, and the record has no GeneratedDate: the day of the statement is needed
import-record-warning = { $file }: { $field } "{ $value }" was taken as { $taken }
import-changed-meanwhile = line { $line } is not what it was a moment ago; nothing was taken. Wait until nobody writes to the file.

cli-demo-copy = Your private copy is { $path }. To go on with it, for instance as the second officer: suffrage open { $path } --as boris

cli-sample-made = { $path }: { $count ->
    [one] { $count } case
   *[other] { $count } cases
 } of people who do not exist.
cli-play-same = { $file }: as written
cli-play-differs = { $file }: it went another way (- the file, + what happened)
cli-play-wrong = { $file }: { $problem }
import-day-to-come = it is later than today ({ $today }); what has happened has an earlier day
import-first-day-late = the first day of voting is later than the polling day
import-bad-age = an age between 14 and 40 is needed
import-interval-backwards = the window ends before it begins

cli-mutants = { $pack }: the embedded cases notice { $killed } of { $all } changes; { $same ->
    [one] { $same } more changes nothing in what the law decides.
   *[other] { $same } more change nothing in what the law decides.
}
cli-mutant-changed = { $old } became { $new }, and no case notices.
cli-mutant-gone = without { $old }, and no case notices.
cli-mutant-missing = The missing case: “{ $case }”, with { $differs }
cli-mutant-tells = { $what }: { $ours }; after the change: { $theirs }
cli-mutant-not-told = Not told apart by { $count ->
    [one] { $count } variation
   *[other] { $count } variations
} of the cases: the same in effect, or a case is needed.
mutant-number = number
mutant-day = day
mutant-comparison = comparison
mutant-anchor = the day that counts
mutant-code = code
mutant-group = all or any
mutant-member = condition of a group
mutant-exception = exception
mutant-effect = effect of an exception
mutant-negation = negation
mutant-question = question to a history
mutant-citation = citation
cli-no-such-interval = this pack has intervals 0 to { $last }
cli-schema-kinds = KINDS OF FACT
cli-schema-lists = LISTS OF CODES
cli-schema-registers = REGISTERS OF TERRITORIES
cli-schema-host-any = Offered for every state
cli-schema-host = Offered for: { $state }
cli-schema-evidence = Shown by: { $what }
cli-schema-against = Weighs against the person: { $what }
cli-schema-against-all = Every value weighs against the person
cli-schema-prevails = Counts whatever else holds: { $what }
cli-schema-within = inside { $code }
cli-schema-groups = groups of { $groups }; lengths { $lengths }
schema-type-flag = yes
schema-type-int = number
schema-type-date = day
schema-type-place = code of a territory
schema-type-code = code of the list { $list }
schema-many-scalar = one for life
schema-many-one = one at a time
schema-many-several = several at a time
schema-alphabet-digits = digits
schema-alphabet-alnum = digits and capital Latin letters
cli-no-such-kind = The schema has no kind of fact "{ $kind }"; suffrage law schema lists them.
cli-no-such-kind-near = The schema has no kind of fact "{ $kind }". Did you mean "{ $near }"?

calendar-head = Working days, { $host }, edition of { $edition }. Saturdays and Sundays are days off unless they are named.
calendar-year = { $year }: { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}
calendar-source = Source: { $source }
calendar-source-unread = Source, not read: { $source }
calendar-unsettled = Which days of { $year } are moved is not published yet: what is counted in that year may change.
calendar-off = Days off, Monday to Friday: { $days }
calendar-working = Worked Saturdays and Sundays: { $days }
calendar-counted = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
} ({ $host }) after { $from }: { $day }
calendar-unknown = There is no calendar of { $host }; there are: { $known }.
calendar-both = { $day } cannot be both worked and off.
calendar-outside = { $asked } is not known: the calendar of { $host } has { $years }.
event-facts = { $count ->
    [one] { $count } fact
   *[other] { $count } facts
 }
event-answer-by = answer by { $day }
event-until = until { $day }
event-appeal-by = answer by { $day }
event-attached = { $name }; { $size ->
    [one] { $size } byte
   *[other] { $size } bytes
}; SHA-256 { $hash }
cli-attachments-none = No file belongs to a case.
cli-attach-too-large = { $path } is larger than { $limit } MiB, and no file that large is taken. Attach a smaller scan.
cli-attachments-amiss = { $count ->
    [one] { $count } file is
   *[other] { $count } files are
} missing or not what the record says. Bring back the folder { $folder } from a backup.
cli-attachment-not-copied = suffrage: { $name } of case { $case } was not copied: the file is missing or not what the record says.
event-dated = dated { $day }
event-sent-on = left on { $day }
event-number = no. { $number }
cli-upgrade-already = { $path } has this program's format already; nothing was changed.
cli-upgraded = { $path } was brought up from format { $format } and verifies: { $entries } entries. The office as it was lies in { $kept }.
cli-upgrade-not-sound = { $path } was not brought up, because it does not verify: { $fault }. Nothing was changed.
cli-verifying = Verifying: { $percent } %

# Copies
cli-backup-made = { $path } is a verified copy with { $entries } entries; the newest is of { $moment } by { $officer }.
cli-restored = { $path } is restored and verified: { $entries } entries; the newest is of { $moment } by { $officer }. Whatever happened later is not in it.

# What an office rests on
doctor-ok = ok
doctor-bad = BAD
doctor-packs = the packs beside the office, if there are any, are sound
doctor-engine = SQLite { $version } is in this program, and loses nothing that was recorded
doctor-place = on a local disk, and can be opened
doctor-sides = the files beside the office are its own
doctor-format = written in the format of this program
doctor-schema = the tables are as made
doctor-ledger = the ledger verifies
doctor-files = the folder of the files that belong to the cases is beside the office
doctor-files-bad = { $count ->
    [one] { $count } file is
   *[other] { $count } files are
} missing or not what the record says; the first is { $path }. Bring the folder back from a backup.
doctor-rights = rights, owner and group
doctor-clock = the clock is not before the newest entry
doctor-space = room on the disk
doctor-space-bad = { $free } MiB are free, { $need } are needed. Free some space.
doctor-leases = no case is held longer than the program holds it
doctor-leases-bad = { $count ->
    [one] { $count } hold on a case was
   *[other] { $count } holds on cases were
} written past the program. They stop nobody; find out who writes to the file.
doctor-processes = no program with another SQLite has the office open
doctor-processes-bad = { $name } (process { $number }) has the office open with a SQLite of its own, which may lose what is recorded. Close it, and copy only with: suffrage backup

# Acts by command
cli-list-version = --version goes with one case. In a list the version stands after the number: 1001 3
cli-list-line = Line { $line } of the list is no case number: "{ $text }". Nothing was done.
cli-list-twice = Line { $line } of the list names a case that it has already: "{ $text }". Nothing was done.
cli-list-done = { $count } done
cli-list-changed = { $count } changed meanwhile ({ $cases })
cli-list-held = { $count } held by { $officer } ({ $cases })
cli-list-refused = { $count } not possible ({ $cases })
cli-list-untried = { $count } not tried ({ $cases })
cli-nothing-to-ask = The determination of case { $case } asks for nothing now. Name the kinds to request something all the same.
cli-taken-over = Case { $case } was taken over from { $from }; { $officer } holds it until { $moment }.
cli-claimed = Case { $case } is held by { $officer } until { $moment }.
cli-released = Case { $case } is given back.
cli-not-held = Case { $case } is not held by { $officer }; there is nothing to give back.
cli-packs-passed-over = The packs beside the office are passed over; only the program's own are used to look.
cli-not-a-code = "{ $text }" is none of { $codes }.
cli-no-polls = This office has no polls yet; a poll comes with the first case for it.
cli-no-such-poll = This office has no poll { $poll }. Its polls: suffrage polls OFFICE.db
cli-case-key = An application with the key { $key } is here already; nothing was opened.
cli-case-like = This may be a person whose case is here already: { $cases }. Nothing was opened. If it is another person or another application: --even-if-like
cli-case-opened = Case { $case } is opened: { $name }. Ledger entry { $entry }.
cli-mine-undo = can be taken back until { $moment }: suffrage undo OFFICE.db { $case } --reason TEXT
cli-mine-correct = can be corrected: suffrage fact OFFICE.db { $case } KIND VALUE --corrects { $fact }
cli-mine-letter = the letter is owed: suffrage notice OFFICE.db { $case }
cli-mine-anew = returned: to be decided anew: suffrage decide OFFICE.db { $case }
cli-mine-nothing = { $officer } has done nothing here today.
cli-no-such-view = There is no view "{ $name }" (suffrage view list).
cli-no-views = No view has a name yet.
cli-view-kept = View "{ $name }": { $line }
cli-view-taken = The office has a view "{ $name }" already: { $line }. With --replace yours takes its place.
cli-view-forgotten = View "{ $name }" is forgotten.

# What would be missing, before anybody applies
precheck-decides-nothing = This decides nothing, and nothing is written: the rows are taken as they stand, each by itself, and only an office decides, on what is shown by evidence.
precheck-row = { $file }:{ $line }: { $name }: { $right }
precheck-rules = Rules: { $title } ({ $pack } { $version }): { $status }
precheck-not-met = Not met:
precheck-contested = Contested:
precheck-part = { $count } { $outcome }
precheck-rejected = { $count } rejected

# Questions to a register, and its answers
register-header-missing = these columns are missing: { $missing }. Send the register the file that "suffrage register ask" wrote, and read that file
register-shows-not = The answer of a register shows no fact of the kind { $kind }; accepted are { $codes }.
register-nothing-waits = No case waits for such a fact; nothing was written.
register-written = { $path }: { $count ->
    [one] { $count } row
   *[other] { $count } rows
 } for the register. Only you can read the file.
register-both = a value and "none" cannot both be so ({ $value })
register-neither = write a value, or "yes" in the column none where the register was searched and has nothing
register-none = none: register searched, nothing found
register-nothing = nothing on record
register-changed = the case has changed since it was asked about; it has version { $version } now
register-proposed = { $case } { $name }: { $kind }: { $old } -> { $new }
register-recorded = { $case } { $name }: { $kind }: { $old } -> { $new } (recorded)
register-same = { $case } { $name }: { $kind }: { $new } (on record already)
register-contradicts = { $case } { $name }: { $kind }: { $old } >< { $new } (contradicts the record; an officer decides, suffrage fact)
register-another = { $case } { $name }: { $kind }: { $new } (belongs to another; the case is that of { $owner })
register-not-recorded = Nothing was recorded. --record records what is proposed.
register-sum-proposed = { $count } proposed
register-sum-recorded = { $count } recorded
register-sum-same = { $count } on record already
register-sum-no-answer = { $count } no answer ({ $cases })
register-sum-contradicts = { $count } against the record ({ $cases })
register-sum-another = { $count } of another person ({ $cases })
register-sum-bad = { $count } rejected ({ $cases })

report-span-turned = --to must not be earlier than --from.
report-late = Decided late, or open past the day
report-soon = Due by { $day }
report-column-decided = decided
report-column-late = late
report-column-officer = officer
report-count = { $cases ->
    [one] { $cases } case late
   *[other] { $cases } cases late
} = { $decided } decided late + { $open } open past the day
report-falls-due = Falls due by { $day }: { $cases ->
    [one] { $cases } case
   *[other] { $cases } cases
}
office-undo = a decision can be taken back for { $minutes } minutes
office-lease = a case is held for { $minutes } minutes
office-zone = days by the clock of { $zone }
office-frozen-until = frozen until { $until }
office-freeze-days = frozen from { $days } days before a roll is settled to the polling day
office-program = with version { $version } of the program while frozen
office-second-entry = entered by two officers: { $kinds }
office-frozen = Frozen until { $until }: nothing about people, rules or the program changes without two people.

# Suppositions
suppose-form = { $text }: write KIND=none, KIND=unknown or KIND=VALUE, then ,from=DAY and ,to=DAY if you like.
suppose-note = SUPPOSED, not on record
suppose-about = A supposition; nothing is stored:
suppose-flips = As it is: { $was }. Under the supposition: { $now }.
suppose-same = As it is and under the supposition: { $now }.
cli-officer-everything-alone = --for everything lifts every bound, so that no other --for can stand beside it.
cli-fact-beside = These facts stand on record, and the law reads them as contradicting each other; until one is corrected nothing follows from them:
cli-fact-beside-correct = whichever is wrong is corrected by: suffrage fact OFFICE.db { $case } { $kind } VALUE --corrects N (N is one of { $facts })
cli-no-next = Nothing left that { $officer } can bring forward: no such case is in this view, or others hold them.
cli-fact-evidence = { $problem } Name it with --evidence KIND and --dated DAY; for this kind: { $kinds }.
cli-mine-snooze = another day takes its place: suffrage snooze OFFICE.db { $case } UNTIL --reason TEXT
cli-mine-assign = another officer takes over: suffrage assign OFFICE.db { $case } OFFICER
cli-mine-ask = stands until it is answered; a newer question takes its place: suffrage ask OFFICE.db { $case } OFFICER QUESTION
cli-mine-request = a newer request takes its place: suffrage request OFFICE.db { $case } KIND --by DAY
cli-days-late = { $count ->
    [one] { $count } day late
   *[other] { $count } days late
}
