# A command line that cannot be read
usage-unknown = '{ $arg }' is not expected here.
usage-no-such-command = There is no command '{ $arg }'.
usage-missing = Something required is missing: { $arg }
usage-missing-command = A command is missing.
usage-missing-command-of = A command is missing, one of: { $words }
usage-no-value = { $arg } wants a value.
usage-value = { $arg } does not take the value '{ $value }'.
usage-value-shape = { $arg } does not take the value '{ $value }': { $shape }.
usage-too-many = { $arg } takes no further value: '{ $value }' is one too many.
usage-values = { $arg } wants { $wanted } values and was given { $given }.
usage-equals = { $arg }: the value is joined with an equals sign.
usage-conflict = { $arg } cannot stand together with { $other }.
usage-twice = { $arg } can be given only once.
usage-not-utf8 = A word of the command line is not UTF-8 text.
usage-valid = It can be: { $words }
usage-commands = The commands: { $words }
usage-near = Did you mean: { $words }
usage-after-dashes = If '{ $arg }' is a value and no option, write -- before it.
usage-written = It is written:
usage-options = OPTIONS
usage-command = COMMAND
usage-help = More is said by: { $command } --help

# What a value must look like
usage-one-of = one of { $words }
usage-day = write a day between 1800-01-01 and 2200-12-31 as 2026-09-20
usage-moment = write a moment such as 2026-05-03T12:00:00Z, or a day from 1800-01-01 to 2200-12-31, which means its last moment (UTC)
usage-cases = the number of a case, or - for a list
usage-delimiter = one ASCII character, or "tab"
usage-number = a whole number is wanted, and not a larger one than the program can count
usage-between = a whole number from { $from } to { $to }
usage-at-least = a whole number, { $from } or more

# Keys of one's own
keys-not-toml = This is not TOML: { $problem }
keys-no-text = { $command }: the keys are written in quotation marks, such as "D" or "D ctrl-n".
keys-no-such-command = There is no command { $command } that can have another key; "suffrage keys" prints them all.
keys-no-such-command-near = There is no command { $command } that can have another key. Did you mean { $near }?
keys-fixed = The command { $command } stays on its keys.
keys-no-such-key = { $command }: "{ $key }" is no key that a terminal sends. Write one such as d, D, ctrl-n, f5, space, pgdn.
keys-fixed-key = { $command }: the key { $key } stays where it is. Choose another one.
keys-taken = { $command } and { $other } would both be on the key { $key } in one place. Give one of them another key.

# Texts for reasons and notes
template-bad-name = { $name }: a name is made of letters, digits and dashes.
template-twice = { $name } stands here twice.
template-no-field = { $name } is for no field.
template-unknown-field = There is no field { $word }. There are: { $fields }.
template-unknown-field-near = There is no field { $word }. Did you mean { $near }?
template-empty = { $name }: a title or a text says nothing.
template-too-long = { $name }: a title or a text has more than { $most } characters.
template-hidden = { $name }: a character that cannot be seen.
template-bracket = { $name }: brackets stand around a blank, such as [date], on one line.
error-no-such-template = There is no text { $name } for a decision. There are: { $known }.
error-template-blank = The text { $name } has a blank that is not filled: { $blank }. Give --fill VALUE for each blank, in their order.
error-template-fills = The text { $name } has { $blanks } blanks, and { $given } values were given.
