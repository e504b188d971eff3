# Командная строка, которую нельзя прочесть
usage-unknown = «{ $arg }» здесь не ожидается.
usage-no-such-command = Команды «{ $arg }» нет.
usage-missing = Не хватает обязательного: { $arg }
usage-missing-command = Не указана команда.
usage-missing-command-of = Не указана команда, одна из: { $words }
usage-no-value = У { $arg } должно быть значение.
usage-value = { $arg } не принимает значение «{ $value }».
usage-value-shape = { $arg } не принимает значение «{ $value }»: { $shape }.
usage-too-many = { $arg } больше не принимает значений, «{ $value }» — лишнее.
usage-values = { $arg }: нужно значений — { $wanted }, указано — { $given }.
usage-equals = { $arg }: значение пишется через знак равенства.
usage-conflict = { $arg } нельзя указать вместе с { $other }.
usage-twice = { $arg } можно указать только один раз.
usage-not-utf8 = Одно из слов командной строки записано не в UTF-8.
usage-valid = Допустимо: { $words }
usage-commands = Команды: { $words }
usage-near = Возможно, имелось в виду: { $words }
usage-after-dashes = Если «{ $arg }» — значение, а не параметр, поставьте перед ним --.
usage-written = Как это пишется:
usage-options = ПАРАМЕТРЫ
usage-command = КОМАНДА
usage-help = Подробнее: { $command } --help

# Каким должно быть значение
usage-one-of = одно из { $words }
usage-day = напишите день от 1800-01-01 до 2200-12-31 в виде 2026-09-20
usage-moment = напишите момент в виде 2026-05-03T12:00:00Z или день от 1800-01-01 до 2200-12-31, то есть последний его миг (UTC)
usage-cases = номер дела или - для списка
usage-delimiter = один знак ASCII или «tab»
usage-number = нужно целое число, не больше того, что умещается в счёт программы
usage-between = целое число от { $from } до { $to }
usage-at-least = целое число, не меньше { $from }

# Собственные клавиши
keys-not-toml = Это не TOML: { $problem }
keys-no-text = { $command }: клавиши пишутся в кавычках, например "D" или "D ctrl-n".
keys-no-such-command = Команды { $command }, которой можно дать другую клавишу, нет; все такие команды печатает «suffrage keys».
keys-no-such-command-near = Команды { $command }, которой можно дать другую клавишу, нет. Возможно, имелось в виду { $near }?
keys-fixed = Команда { $command } остаётся на своих клавишах.
keys-no-such-key = { $command }: «{ $key }» — не клавиша, которую передаёт терминал. Пишите, например: d, D, ctrl-n, f5, space, pgdn.
keys-fixed-key = { $command }: клавиша { $key } остаётся на своём месте. Выберите другую.
keys-taken = { $command } и { $other } оказались бы в одном месте на одной клавише { $key }. Дайте одной из них другую.

# Тексты для оснований и примечаний
template-bad-name = { $name }: имя состоит из букв, цифр и дефисов.
template-twice = { $name } встречается дважды.
template-no-field = { $name }: не указано ни одного поля.
template-unknown-field = Поля { $word } нет. Есть: { $fields }.
template-unknown-field-near = Поля { $word } нет. Может быть, { $near }?
template-empty = { $name }: пустой заголовок или текст.
template-too-long = { $name }: заголовок или текст длиннее { $most } знаков.
template-hidden = { $name }: есть невидимый знак.
template-bracket = { $name }: в скобки берут пропуск, например [дата], в пределах одной строки.
error-no-such-template = Шаблона { $name } для решения нет. Есть: { $known }.
error-template-blank = В шаблоне { $name } не заполнен пропуск { $blank }. Укажите --fill ЗНАЧЕНИЕ для каждого пропуска по порядку.
error-template-fills = В шаблоне { $name } пропусков: { $blanks }, а значений дано: { $given }.
