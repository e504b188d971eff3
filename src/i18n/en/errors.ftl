# Why something was refused or could not be done, and the way out.

error-no-such-case = Case { $case } does not exist. Look up its number in the queue.
error-not-enrolled = { $officer } is not an officer of this office. An officer can enrol you: suffrage officer add OFFICE.db { $officer }
error-not-permitted = { $officer } may not do this: the permission to { $permission } is missing. Another officer must do it.
error-not-competent = { $officer } is competent for { $competence }; case { $case } belongs to { $matter }. An officer who is competent for it must do this, or an administrator must widen the competence.
error-competence-not-told = { $officer } is competent for { $competence }; case { $case } belongs to { $matter }. The codes do not tell whether the one lies within the other, and what is not known to be allowed is refused. An administrator can name the territory in the register of the case.
error-stale = Case { $case } has changed since you opened it: { $officer }, { $moment }, { $action }. Nothing was written; look at the case again.
error-held = { $officer } is working on case { $case } and holds it until { $moment } at the latest. Nothing was written.
error-wrong-status = Case { $case } is { $status }; that does not allow this act.
error-needs-reasons = A refusal needs reasons. Write which conditions are not met.
error-needs-departure = This departs from the determination ({ $outcome }). Write why; a second officer must then approve.
error-same-officer = { $officer } made this decision. Another officer must approve or return it.
error-undo-over = The decision could be undone until { $moment }. It can no longer be taken back here.
error-undo-still-open = The decision can still be undone until { $moment }. Record the notice after that, or have the decision approved.
error-bad-fact = Fact { $kind }: { $problem }
error-clock-went-back = The newest entry of the ledger was made at { $last }, which is later than now ({ $now }). Nothing was written; check the clock of this machine.
error-clock-far-ahead = The newest entry of the ledger was made at { $last }, long before now ({ $now }). Nothing was written. If the clock of this machine is right, say so: suffrage clock confirm OFFICE.db; if not, mend it.
error-wrong-login = { $login } is not the login of { $officer }, and who acts is who logged in. Nothing was written. An administrator can bind a login: suffrage officer add OFFICE.db { $officer } --login { $login }
error-login-taken = The login { $login } belongs to { $officer } already; one login is one person's.
error-own-permissions = { $officer } cannot change their own permissions. Somebody else who administers must do it.
error-last-of = { $officer } is the last who may { $permission }. Give that to somebody else first.
error-no-such-motion = No change { $motion } waits for a second person. suffrage officer list OFFICE.db shows those that do.
error-no-second = { $officer } cannot be the second person for change { $motion }: it must be somebody who was there when it was proposed, may do something here, and neither proposed it nor is its subject.
error-no-such-decision = Case { $case } has no such decision.
error-no-such-officer = { $officer } is no officer who works here.
error-day-is-to-come = { $day } is still to come; what has happened has a day up to today.
error-day-too-early = { $day } is before the decision of { $first }; give its day or a later one.
error-day-is-past = { $day } is in the past; give a later day.
error-needs-text = This is needed: { $text }.
error-nothing-asked = Nobody has asked anything about case { $case } that waits for an answer.
error-no-such-representative = Nobody named { $name } represents this applicant.
error-no-such-fact = This applicant has no fact { $fact } that could be corrected.
error-too-long = Too long ({ $text }): at most { $limit ->
    [one] { $limit } character
   *[other] { $limit } characters
} can be kept.
error-day-out-of-range = The day { $day } lies outside the years 1800 to 2200.

error-file-missing = { $path } does not exist.
error-file-denied = { $path } may not be read or written by you.
error-file-exists = { $path } already exists and is not overwritten. Choose another name.
error-file-full = There is no room left for { $path }. Nothing is half done; free some space and try again.
error-file = { $path }: { $problem }
error-no-such-pack = There is no pack { $pack }. There are: { $known }

error-not-an-office = { $path } is not an office of Suffrage: { $problem }. Is it the right file? A new office is made by: suffrage init
error-office-needs-upgrade = { $path } has format { $found }; this program works with { $known }. Nothing was changed. Bring it up, when nobody works in it: suffrage upgrade { $path }
error-office-in-use = Somebody has { $path } open. Nothing was changed; ask everybody to leave, then repeat.
error-office-newer = { $path } was written by a newer Suffrage (format { $found }; this one knows { $known }). Use that version; nothing was changed.
error-office-older = { $path } has format { $found }, from before the first release; this program knows { $known }. Nothing was changed. Make a new office with suffrage init and import the cases again, or open the file with the program that wrote it.
error-office-notation = The pack { $pack } in { $path } went on record in notation { $found }; this program knows { $known }. Use a newer program; nothing was changed.
error-office-altered = The structure of { $path } was altered: { $problem }. It is not opened; restore the file from a backup.
error-office-network = { $path } lies on a network file system ({ $problem }), where locks cannot be trusted. Move it to a local disk.
error-office-read-only = { $path } cannot be opened for writing by you. Check the permissions of the file and of its folder: the program needs both.
error-office-disk = The disk refused to write { $path }: { $problem }. Nothing was acknowledged; check the disk, and whether it is full, before going on.
error-office-busy = Another program has kept { $path } busy for { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}. Nothing was written; try again.
error-office-damaged = { $path } is damaged: { $problem }. Restore it from a backup.
error-office-pack = A case in { $path } is governed by the pack { $pack }, which this program does not have. Use the version that has it.
error-office-internal = { $path }: { $problem }. This is a fault of the program; nothing was written.
error-no-terminal = The screens need a terminal. From scripts use queue, show, determine, decide and the other commands.
error-dumb-terminal = The screens need a terminal that can place a letter, and this one says that it cannot (TERM=dumb). Use queue, show, decide and the other commands.
error-office-moved = { $path } was moved, replaced or deleted while it was open. Nothing was written; leave the program and open the office again.
error-unprintable = The text ({ $text }) holds control characters. Take them out, or paste it as plain text.
error-needs-note = A decision that is returned needs a note that says why. Nothing was recorded.
error-office-name = "{ $name }" cannot be the name of an office: at most 200 visible characters, no control or hidden ones. Give one with --name.
error-officer-name = "{ $name }" cannot be the name of an officer: use letters of one alphabet, digits and . _ - without spaces, and no name that looks like another one of this office.
error-file-too-large = { $path } is larger than { $limit } bytes; it cannot be what is wanted here.
error-file-not-utf8 = { $path }, line { $line }: this is not UTF-8. Save the file as UTF-8.
error-file-no-file = { $path } is no ordinary file but a pipe or a device. Save it as a file first.
error-output = The output could not be written: { $problem }. What the command did stays done; look at the ledger before you repeat it.
error-key-taken = The key { $key } belongs to case { $case } of another person. Nothing of the file was taken; give this application a key of its own.

# Places
value-no-flag = "{ $text }" does not fit: it is either so (yes), or there is none (none).
value-no-number = "{ $text }" is no whole number.
value-no-day = "{ $text }" is no day; write it as 2026-03-13.
value-no-code = "{ $text }" is no code of the list { $list }.
value-no-code-near = "{ $text }" is no code of the list { $list }; did you mean { $near }?
place-empty = Write the code of the place, for instance OKTMO:46701000.
place-hidden = There is a hidden character ({ $value }) in the code. Type it again instead of pasting it.
place-blank = There is a blank inside the code. Write it without blanks.
place-hyphen = There is a hyphen in the code. Write it without hyphens.
place-no-such-register = There is no such register of places. Before the colon stands one of { $value }.
place-needs-register = This state has no register of places here. Write one of { $value } and a colon before the code.
place-not-digits = The code is made of digits alone; "{ $value }" is none.
place-not-alnum = The code is made of digits and capital Latin letters; "{ $value }" is neither.
place-length = The code needs { $value } signs. Look it up again.
place-heading = { $value } heads a part of the register and is no place. Write the code of the place itself.

# What weighs against a person
against-needs-evidence = This weighs against the person: choose what shows it.
against-needs-day = This weighs against the person: write the day of what shows it.
against-by-default = The mapping may not say this of everybody: what weighs against a person stands in that person's row.
error-unknown-pack = The pack { $pack } is not known to this program; nothing was decided. Put it beside the office, or use the program that has it.
error-office-tampered = { $field } in { $path } is not what the ledger says of it. Nothing was written. Verify the ledger: suffrage ledger verify { $path }

# The files beside an office
error-side-gone = The files beside { $path } (-wal, -shm) were removed or replaced while it was open. Nothing was written. Leave them alone, close every program that has the office open, then open it again and look at what is recorded.
error-side-of-other = { $file } does not belong to { $path }: it is the log of another office, or of another state of this one. Nothing was changed. Put it back beside the file it belongs to, or move it away, then open again.
error-side-strange = { $file } does not belong beside { $path }: no program of Suffrage makes such a file. Nothing was changed. Find out who put it there, move it away, then: suffrage ledger verify { $path }
error-side-owner = { $file } belongs to user { $owner } and group { $group }, but { $path } to group { $wanted }. Nothing was changed. If it is a colleague's, they or the administrator run: chgrp { $wanted } { $file }; chmod g+s { $folder }. If nobody knows it, move it away.
caution-open-to-all = { $path } can be used by people outside its group (mode { $mode }), and holds personal data. Run: chmod o-rwx { $path }
caution-closed-to-group = { $path } is not open to the group of the office: the others cannot work while it is there. Run: chmod g+s { $folder }
caution-not-of-folder = { $path } is not the group's to whom its folder belongs: its members cannot work. Run: chgrp { $group } { $path }; chmod g+rw { $path }
error-decided-before = { $officer } made the decision that was returned; somebody else decides anew. Nothing was recorded.
error-nothing-appealed = No appeal against case { $case } waits for a ruling.
error-frozen-rules = The office is frozen until { $until }, and these rules are new to it: { $pack }. Two people can end the freeze: suffrage office set OFFICE.db --frozen-until no. Nothing was recorded.
error-frozen-program = The office is frozen until { $until } and works with version { $version } of the program; this is { $this }. Two people can admit it: suffrage office set OFFICE.db --program this. Nothing was recorded.
error-needs-second-entry = This office wants { $kind } entered by two officers, neither of whom sees what the other wrote; another must still enter it (fact { $fact }). Nothing was recorded.
error-entries-differ = { $first } and { $second } entered { $kind } differently; a third officer says what is so. Nothing was recorded.
error-bad-setting = { $setting } cannot be { $value }.
error-nothing-to-change = Nothing would change.
