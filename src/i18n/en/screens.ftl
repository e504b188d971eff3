# Sentences of the screens.

# The frame
too-small = This window is { $is }; at least { $width }x{ $height } is needed.
banner-fictitious = FICTITIOUS DATA: none of these people exist.
banner-draft = DRAFT RULES: not confirmed by a lawyer.
ask-discard = This form is not saved. Leave it and lose what you typed? y / n
ask-quit = A form is not saved. Quit and lose what you typed? y / n

# The queue
queue-title = Queue: { $filter }
queue-case = case
queue-name = applicant
queue-right = right
queue-poll = poll
queue-place = municipality
queue-status = status
queue-days = days
queue-outcome = proposed
queue-empty = Nothing here. Keys 0 to 7 and 9 choose a status.
queue-nothing-found = Nobody found. Try fewer letters, or esc for the whole queue.
queue-search-cut = more exist: type more letters
short-eligible = eligible
short-ineligible = not eligible
short-undetermined = undetermined
short-contested = contested
short-no-law = no law
short-new = new
short-in-review = in review
short-awaiting-evidence = evidence
short-decided = decided
short-awaiting-approval = approval
short-final = final
short-noticed = noticed
short-vote = vote
short-stand = stand
due-left = due { $day }, { $days } left
due-late = due { $day }, { $days } late

# A case
case-title = Case { $case }
case-held = held by { $officer }
case-proposed = Proposed:
case-proposed-label = Proposed
case-no-pack = The rules "{ $pack }" that govern this case are not in this program: nothing can be determined.
case-decided = Decided: { $verdict }, { $officer }, { $moment }
case-decided-departing = Decided against the determination: { $verdict }, { $officer }, { $moment }
case-findings = findings
case-facts = facts
case-history = history
case-needs = Ask for
case-no-findings = No version of the rules is in force on the law date.
case-no-facts = No facts on record. e records one.
case-no-history = Nothing has happened yet.
cite-unverified = primary text not seen
finding-ask = ask for
finding-question = open question
need-on = on { $day }
holds-since = since { $from }
holds-until = until { $to }
holds-between = { $from } until { $to }

# Explanation of a finding
explain-in-force = in force
explain-steps = Step by step
explain-all = all of these
explain-any = at least one of these
explain-not = not this
explain-exception = exception { $exception } applies: { $applies }; { $effect }

# Forms
form-chosen = chosen: { $count } of { $all } (space)
form-day-hint = 2026-09-20 or 20.09.2026
form-not-a-day = Not a day: write 2026-09-20 or 20.09.2026.

# Decide
decide-title = Decide case { $case }: { $name }
decide-choose = choose: grant or refuse
decide-verdict = Decision
decide-reasons = Reasons (they go into the letter)
decide-departure = Why this departs from the determination
decide-departs = This departs from the determination: a second officer must approve it.
decide-send = Decide
decide-needs-verdict = Nothing follows from the determination by itself: choose grant or refuse.
decide-needs-reasons = A refusal needs reasons.
decide-needs-departure = Write why you depart from the determination.

# Approve
approve-title = Approve case { $case }: { $name }
approve-act = Second officer
approve-approve = approve
approve-return = return to the first officer
approve-note = Note
approve-send = Confirm
approve-needs-note = Write what the first officer has to look at.
approve-proposed = Proposed at the time
approve-reasons = Reasons
approve-departure = Why it departs
approve-changed = Today the determination is another one: { $outcome }

# Request, undo, notice
request-title = Request evidence, case { $case }: { $name }
request-about = What is missing is checked. The case waits until something is recorded.
request-kinds = Ask for
request-note = Note for the letter
request-send = Request
request-needs-kinds = Check at least one.
undo-title = Take the decision back, case { $case }: { $name }
undo-about = Possible for ten minutes and before the letter leaves. The ledger keeps both.
undo-reason = Reason
undo-send = Take it back
undo-needs-reason = Write why.
notice-title = Record that the letter has left, case { $case }: { $name }
notice-about = After this the decision can no longer be taken back.
notice-send = The letter has left

# Facts
fact-choose-title = Which fact? Case { $case }: { $name }
fact-title = Record a fact, case { $case }: { $name }
fact-place-hint = Code of the territory: OKTMO in Russia, SOATO in Belarus. One of the other state's with its register: SOATO:1401000000.
fact-replaces = Corrects
fact-replaces-nothing = nothing: a new statement
fact-state = What is known
fact-state-known = known
fact-state-none = none: searched, nothing found
fact-state-unknown = not known
fact-flag-known = yes, it holds
fact-flag-none = no: searched, nothing found
fact-why = Why not
fact-value = Value
fact-choose-value = choose (arrows or first letter)
fact-from = From
fact-to = To (first day it no longer holds)
fact-evidence = Evidence
fact-no-evidence = none
fact-reference = Number or reference
fact-dated = Issued or searched on
fact-note = Note
fact-send = Record
fact-needs-value = A value is needed.
fact-needs-evidence = Choose what shows it, or clear number and date.
fact-not-a-number = Not a whole number.
fact-interval-turned = The end must be later than the beginning.
fact-unknown = unknown: { $why }
fact-nothing-on-record = nothing on record
fact-recorded = recorded by { $officer }, { $moment }
fact-corrected-by = corrected by #{ $fact }

# What if
what-if-title = What if: case { $case }, { $name }
what-if-about = Nothing of this is stored. Empty: as it is.
what-if-poll = Polling day
what-if-law = Law as of
what-if-known = Known by
what-if-dates = poll { $poll }, law { $law }
what-if-actual = as it is
what-if-then = what if
what-if-same = Nothing changes.
what-if-not-there = no such condition
what-if-gone = no longer a condition

# The ledger
ledger-title = Ledger, newest first
ledger-holds = The ledger holds. Entries: { $entries }, rows: { $rows }, root { $root }
ledger-fails = THE LEDGER DOES NOT HOLD: { $place }: { $what } ({ $class })

# The packs
packs-title = Rules
pack-draft-mark = draft
pack-about = version { $version }, { $status }
pack-in-force = in force
pack-sources = Sources
pack-criteria = Conditions
pack-parameters = Lists and figures
pack-exception = exception { $exception }
pack-deny = In a refusal: { $deny }
pack-nothing = nothing

# The help
help-title = Keys
help-signs = Signs
help-sign-met = + met, eligible
help-sign-not-met = - not met, not eligible
help-sign-not-shown = ? not shown: facts are missing
help-sign-contested = ! contested: a lawyer must say
help-sign-held = = held by you, * held by another officer
help-layouts = Letters work on Russian and Belarusian layouts too.
help-nothing = No key does that.
context-queue = In the queue
context-case = In a case
context-move = Moving about
context-everywhere = Everywhere
context-search = While searching
context-form = In a form
context-choose = Choosing from a list
context-read = Reading a document
context-ledger = In the ledger
context-help = In the help
context-ask = Answering a question
key-open-case = open the case
key-search = search by name, number, document
key-clear-search = back to the whole queue
key-filter-todo = what needs somebody
key-filter-new = new
key-filter-in-review = in review
key-filter-awaiting-evidence = awaiting evidence
key-filter-decided = decided, can be taken back
key-filter-awaiting-approval = awaiting approval
key-filter-final = final
key-filter-noticed = noticed
key-filter-all = all cases
key-decide = decide
key-approve = approve or return (second officer)
key-fact = record or correct a fact
key-request = request evidence
key-undo = take a decision back
key-notice = record that the letter has left
key-what-if = what if: other dates, nothing stored
key-open-item = explain the finding, correct the fact
key-next-section = next part: findings, facts, history
key-previous-section = previous part
key-next-case = next case of the queue
key-previous-case = previous case of the queue
key-claim = take the case for yourself, give it back
key-back = back
key-down = down
key-up = up
key-half-down = half a page down
key-half-up = half a page up
key-page-down = a page down
key-page-up = a page up
key-first = to the beginning
key-last = to the end
key-ledger = the ledger
key-packs = the rules as documents
key-help = every key
key-language = next language
key-stats = bytes and time of the last frame
key-suspend = back to the shell for a while
key-quit = quit
key-keep-search = keep what was found
key-drop-search = drop the search
key-next-field = next field, next line
key-previous-field = previous field, previous line
key-next-option = next choice, right
key-previous-option = previous choice, left
key-press = press the button; next field; new line in a text
key-submit = confirm and send the form
key-cancel = leave the form; asks if something was typed
key-choose = choose
key-verify = verify the whole ledger
key-search-help = search keys by what they do
key-yes = yes
key-no = no
hint-open = open
hint-search = search
hint-decide = decide
hint-approve = approve
hint-fact = fact
hint-request = request
hint-undo = undo
hint-notice = notice
hint-what-if = what if
hint-section = next part
hint-claim = claim
hint-back = back
hint-ledger = ledger
hint-packs = rules
hint-help = help
hint-language = language
hint-quit = quit
hint-keep-search = keep
hint-drop-search = drop
hint-field = next field
hint-submit = confirm
hint-cancel = cancel
hint-choose = choose
hint-verify = verify
hint-yes = yes
hint-no = no

# What happened
message-claimed = Case { $case } is yours.
message-decided = Case { $case } decided, entry { $seq }. u takes it back for ten minutes.
message-awaits-approval = Case { $case } decided, entry { $seq }; it waits for a second officer.
message-approved = Case { $case } approved, entry { $seq }.
message-returned = Case { $case } returned, entry { $seq }.
message-recorded = Fact recorded, case { $case }, entry { $seq }.
message-requested = Evidence requested, case { $case }, entry { $seq }.
message-undone = Decision taken back, case { $case }, entry { $seq }.
message-noticed = Letter recorded, case { $case }, entry { $seq }.
message-mend-fields = Not sent: mend what is marked.
message-already-corrected = This fact was corrected by #{ $fact }; correct that one.
message-no-more-cases = No further case in this queue.
message-case-changed = Case { $case } has just been changed by somebody else; this is how it stands now.
message-paste-dropped = Pasted text was dropped: no text field is open here.
fact-zone-read = The machine-readable zone was read. Look at the fields, then send.
fact-zone-doubtful = The machine-readable zone was read, but a check digit does not match: see the note. Compare it with the document.
case-doubt = Look again at { $doubt }.
ledger-under-way = Verifying the whole ledger. Go on working; the result is shown when it is there.
message-ledger-holds = The ledger holds.
message-ledger-fails = THE LEDGER DOES NOT HOLD. Open the ledger (L) and verify again to see where; tell the person in charge.
