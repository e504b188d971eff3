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
ground = { $title } ({ $cite }). { $deny }
ground-record = On record: { $stands }.
ground-case = This case: { $stands }.
ground-no-other = { $kind }: no other found
ground-poll-day = polling day { $day }
ground-law-day = law as of { $day }
ground-applied-on = application of { $day }
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
action-officer-enrolled = officer enrolled

filter-todo = to do
filter-all = all

permission-decide = decide
permission-approve = approve
permission-self_approve = approve own decisions
permission-enrol = enrol officers
permission-undo = take back another officer's decision

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
fault-four_eyes = one person decided and approved
fault-sequence = this does not follow from what came before
fault-row_changed = a row was changed outside the ledger
fault-row_added = a row of which the ledger knows nothing
fault-row_missing = a row is gone
fault-derived = something computed differs from the record
fault-time_went_back = the time of an entry is before the one before
