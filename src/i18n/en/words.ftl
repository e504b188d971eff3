# Words for codes. The key is the prefix and the code; dots of a code are dashes.

status-new = new
status-in_review = in review
status-awaiting_evidence = awaiting evidence
status-decided = decided
status-awaiting_approval = awaiting approval
status-final = final
status-noticed = noticed

outcome-eligible = eligible
outcome-ineligible = not eligible
outcome-undetermined = undetermined
outcome-contested = contested
outcome-no_law_in_force = no law in force

# One column wide each, different without colour.
outcome-sign-eligible = +
outcome-sign-ineligible = -
outcome-sign-undetermined = ?
outcome-sign-contested = !
outcome-sign-no_law_in_force = 0

verdict-grant = grant
verdict-refuse = refuse

right-vote = vote
right-stand = stand

why-not-enough = what is on record is not enough
why-not_asked = not asked yet
why-requested = requested, no answer yet
why-refused = the applicant would not say
why-conflict = the evidence contradicts itself

finding-met = met
finding-not_met = not met
finding-not_shown = not shown
finding-contested = contested

tri-yes = yes
tri-no = no
tri-unknown = unknown

effect-met = then it is met
effect-not_met = then it is not met
effect-contested = then it is contested

# The ground of a refusal; what it rests on is joined by semicolons.
ground = Condition not met: “{ $title }” ({ $cite }). { $deny }
ground-record = On record: { $stands }.
ground-case = This case: { $stands }.
ground-no-other = { $kind }: no other found
ground-poll-day = polling day { $day }
ground-law-day = law as of { $day }
ground-applied-on = application of { $day }
ground-first-day = voting since { $day }
ground-application-from = applications from { $day }
ground-application-to = applications until { $day }
ground-nomination-from = nomination from { $day }
ground-nomination-to = nomination until { $day }
ground-roll-date = voters' roll of { $day }
ground-year-end = end of the year { $day }
ground-local-age = local minimum age { $age }
ground-level = the poll elects: { $level }
ground-municipality = the poll is in { $place }

source-read-official = read in the official text
source-read-reproduced = read in a reproduced text
source-read-press = known from the press
source-read-unread = read by nobody yet
source-edition = edition { $edition }

pack-status-draft = draft, not confirmed by a lawyer
pack-status-confirmed = confirmed

action-office-made = office created
action-case-opened = case opened
action-fact-recorded = fact recorded
action-evidence-requested = evidence requested
action-decision-made = decision made
action-decision-undone = decision undone
action-decision-approved = decision approved
action-decision-returned = decision returned
action-notice-sent = notice sent
action-case-assigned = case assigned
action-case-snoozed = case put aside
action-question-asked = question asked
action-question-answered = question answered
action-file-attached = file attached
action-representative-named = representative named
action-representative-ended = representation ended
action-officer-enrolled = officer enrolled
action-change-proposed = change proposed
action-change-agreed = change agreed to
action-change-rejected = change rejected
action-clock-confirmed = clock confirmed
action-clock-corrected = clock corrected

filter-todo = to do
filter-all = all

permission-decide = decide
permission-approve = approve
permission-self_approve = approve own decisions
permission-open = open cases
permission-take_over = take over cases of others
permission-administer = administer officers
permission-gateway = speak for other officers
permission-undo = take back another officer's decision

means-post = by post
means-registered_post = by registered post
means-handed_over = handed over
means-electronic = electronically

role-officer = officer
role-supervisor = supervisor
role-registrar = registrar
role-auditor = auditor
role-administrator = administrator

given-poll-day = polling day
given-poll-level = what is elected
given-poll-municipality = the municipality of the poll
given-poll-year_end = the last day of the polling year
given-law-date = the day of the law
given-poll-first_day = the first day of voting
given-poll-application_from = the first day for applications
given-poll-application_to = the last day for applications
given-case-applied_on = the day of application
given-poll-nomination_from = the first day of nomination
given-poll-nomination_to = the last day of nomination
given-poll-roll_date = the day of the voters' roll
given-poll-local_age = the local minimum age

state-none = none
state-yes = yes

days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

fault-damaged = the file is damaged
fault-gap = an entry is missing
fault-malformed = this is no entry in its one form
fault-wrong_hash = a hash is not that of its content
fault-wrong_head = the head does not fit the entries
fault-not_permitted = done by somebody who might not
fault-unlawful = the office could not have done that
fault-four_eyes = one person decided and approved
fault-sequence = this does not follow from what came before
fault-row_changed = a row was changed outside the ledger
fault-row_added = a row of which the ledger knows nothing
fault-row_missing = a row is gone
fault-derived = something computed differs from the record
fault-time_went_back = the time of an entry is before the one before

# Conditions of a pack as sentences. Kinds and values stand side by side, so that nothing is declined.
cond-always = always
cond-never = never
cond-and = and
cond-or = or
cond-not = not: { $test }
cond-one-of = { $what }: one of: { $values }
cond-is = { $what }: { $value }
cond-is-not = { $what }: not { $value }
cond-at-least = { $what }: at least { $value }
cond-at-most = { $what }: at most { $value }
cond-less = { $what }: less than { $value }
cond-more = { $what }: more than { $value }
cond-not-earlier = { $what } is not earlier than { $value }
cond-not-later = { $what } is not later than { $value }
cond-earlier = { $what } is earlier than { $value }
cond-later = { $what } is later than { $value }
cond-age = age on { $day }
cond-dated = { $name } ({ $day })
cond-no-end = no end
cond-row-from = its first day
cond-row-to = the day on which it ended
cond-or-else = { $first }, or where the poll has none { $second }
cond-years-after = { $count ->
    [one] { $count } year after { $day }
   *[other] { $count } years after { $day }
}
cond-years-before = { $count ->
    [one] { $count } year before { $day }
   *[other] { $count } years before { $day }
}
cond-days-after = { $count ->
    [one] { $count } day after { $day }
   *[other] { $count } days after { $day }
}
cond-days-before = { $count ->
    [one] { $count } day before { $day }
   *[other] { $count } days before { $day }
}
cond-years-after-table = the years of the table after { $day }
cond-years-before-table = the years of the table before { $day }
cond-days-after-table = the days of the table after { $day }
cond-table-key = the state of the table's row
cond-table-value = the number of the table's row
cond-kind-any = { $kind }: any
cond-kind-value = { $kind }: { $value }
cond-kind-other = { $kind }: other than { $value }
cond-on = { $what }, on { $day }
cond-every-day = { $what }, every day from { $first } to { $last }
cond-some-day = { $what }, some day from { $first } to { $last }
cond-some-row = { $what }: an entry for which { $test }
cond-each-row = { $what }: at least one entry, and for each { $test }
cond-inside = inside { $place }
cond-inside-poll = inside the poll's { $place }
cond-municipality = inside the municipality of the poll
cond-poll-in = the poll is { $places }
cond-as-of = what was in force on { $day }
cond-named = { $name }: { $value }
cond-for-some-row = for some row of "{ $table }": { $test }

# The words of a provision in a citation.
provision-art = art.
provision-arts = arts
provision-s = s.
provision-ss = ss
provision-sch = sch.
provision-reg = reg.
provision-para = para
action-decision-discarded = decision returned to be made anew
action-notice-undelivered = letter came back
action-appeal-lodged = appeal lodged
action-appeal-dismissed = appeal dismissed
action-decision-set_aside = decision set aside
action-case-reopened = case opened again

term-working-days = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}
term-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
term-counted = { $length } from { $from }: { $day }
term-by-calendar = { $length } from { $from } by the calendar { $host }, edition of { $edition }: { $day }
term-bounded = not later than the polling day
term-unsettled = the moved days of { $year } are not published: it may still change
term-is-due = By law: { $counted }
term-would-be = The law's term would be { $counted }
term-near-poll = from { $before } before voting begins: { $length }
term-on-polling-day = for applications on polling day: { $length }
term-decision = The office decides within { $length }
action-office-changed = office changed
fact-unseen = entered by { $officer }; enter it, too, without having seen it
attached-same = there
attached-missing = missing
attached-differs = differs

scope-file = papers
scope-letters = letters
scope-appeal = appeals
representative = Represented by { $name }: { $said }
representative-until = until { $day }
representative-ended = ended on { $day }
representative-paper = power of attorney { $paper }
representative-paper-dated = power of attorney { $paper } of { $day }
representative-paper-of = power of attorney of { $day }
