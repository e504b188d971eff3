# The letter to the applicant

letter-number = Letter No. { $number }
letter-number-day = Letter No. { $number } of { $day }
letter-day = Letter of { $day }
letter-case = Case No. { $case }
letter-to = To: { $name }
letter-to-representative = To: { $name }, representative of { $applicant }
letter-granted = Your application is granted
letter-refused = Your application is refused
letter-poll = Poll: { $host }, { $day }; to be elected: { $level }; place: { $place }.
letter-asked-vote = At this poll you asked to be allowed to vote.
letter-asked-stand = At this poll you asked to be allowed to stand as a candidate.
letter-applied = Your application is dated { $day }; the office put it on record on { $moment }.
letter-recorded = The office put your application on record on { $moment }.
letter-grant-vote = The office has decided to grant it: your right to vote at this poll is recognised.
letter-grant-stand = The office has decided to grant it: your right to stand as a candidate at this poll is recognised.
letter-refuse-vote = The office has decided to refuse it: a right to vote at this poll is not recognised.
letter-refuse-stand = The office has decided to refuse it: a right to stand as a candidate at this poll is not recognised.
letter-decided = Decision of { $day }; the conditions were judged as of { $law }.
letter-conditions = How each condition was assessed
letter-finding = Condition “{ $title }”: { $finding }
letter-provision = Provision: { $cite }
letter-evidence = What the office has seen: { $facts }
letter-missing = What was not shown: { $kinds }
letter-open-question = What the law leaves open: { $question }
letter-reasons = Reasons for the decision
letter-departs = Where the decision departs from the assessment
letter-departs-from = By the assessment of the conditions the outcome would be: { $outcome }. The office decided otherwise, for this reason:
letter-appeal = Appeal against this decision
letter-route = Where to appeal: { $text }
letter-term = Term of the appeal: { $text }
letter-rule = { $text } ({ $provision })
letter-blank = [to be filled in by the office: { $what }]
letter-blank-route = where an appeal goes
letter-blank-term = term of appeal
letter-blank-signature = signature, name and position
letter-blank-handed = day and hour
letter-signature = For the office: { $blank }
letter-handed = Handed over or sent: { $blank }

# To the officer, beside the letter

letter-note-draft = No lawyer has confirmed the pack of rules behind this letter: { $pack }.
letter-note-unread = Look these up before the letter leaves, since nobody has read their primary text: { $cites }
letter-note-route-unknown = Where an appeal goes is not known for this right. Fill in the blank.
letter-note-term-unknown = The term of an appeal is not known for this right. Fill in the blank.
letter-note-route-unverified = Where an appeal goes was not read in the law itself, so the letter leaves a blank. Not verified: { $text } ({ $provision }; { $source }).
letter-note-term-unverified = The term of an appeal was not read in the law itself, so the letter leaves a blank. Not verified: { $text } ({ $provision }; { $source }).
letter-title = Letter of case { $case }: { $name }
letter-notes = For you alone, not in the letter:
