# Камандны радок, які нельга прачытаць
usage-unknown = «{ $arg }» тут не чакаецца.
usage-no-such-command = Каманды «{ $arg }» няма.
usage-missing = Не хапае абавязковага: { $arg }
usage-missing-command = Не ўказана каманда.
usage-missing-command-of = Не ўказана каманда, адна з: { $words }
usage-no-value = У { $arg } павінна быць значэнне.
usage-value = { $arg } не прымае значэнне «{ $value }».
usage-value-shape = { $arg } не прымае значэнне «{ $value }»: { $shape }.
usage-too-many = { $arg } больш не прымае значэнняў, «{ $value }» — лішняе.
usage-values = { $arg }: патрэбна значэнняў — { $wanted }, указана — { $given }.
usage-equals = { $arg }: значэнне пішацца праз знак роўнасці.
usage-conflict = { $arg } нельга ўказаць разам з { $other }.
usage-twice = { $arg } можна ўказаць толькі адзін раз.
usage-not-utf8 = Адно са слоў каманднага радка запісана не ў UTF-8.
usage-valid = Дапушчальна: { $words }
usage-commands = Каманды: { $words }
usage-near = Магчыма, мелася на ўвазе: { $words }
usage-after-dashes = Калі «{ $arg }» — значэнне, а не параметр, пастаўце перад ім --.
usage-written = Як гэта пішацца:
usage-options = ПАРАМЕТРЫ
usage-command = КАМАНДА
usage-help = Падрабязней: { $command } --help

# Якім павінна быць значэнне
usage-one-of = адно з { $words }
usage-day = напішыце дзень ад 1800-01-01 да 2200-12-31 у выглядзе 2026-09-20
usage-moment = напішыце момант у выглядзе 2026-05-03T12:00:00Z або дзень ад 1800-01-01 да 2200-12-31, гэта значыць апошняе яго імгненне (UTC)
usage-cases = нумар справы або - для спіса
usage-delimiter = адзін знак ASCII або «tab»
usage-number = патрэбен цэлы лік, не большы за той, што змяшчаецца ў лік праграмы
usage-between = цэлы лік ад { $from } да { $to }
usage-at-least = цэлы лік, не меншы за { $from }

# Уласныя клавішы
keys-not-toml = Гэта не TOML: { $problem }
keys-no-text = { $command }: клавішы пішуцца ў двукоссі, напрыклад "D" або "D ctrl-n".
keys-no-such-command = Каманды { $command }, якой можна даць іншую клавішу, няма; усе такія каманды друкуе «suffrage keys».
keys-no-such-command-near = Каманды { $command }, якой можна даць іншую клавішу, няма. Магчыма, мелася на ўвазе { $near }?
keys-fixed = Каманда { $command } застаецца на сваіх клавішах.
keys-no-such-key = { $command }: «{ $key }» — не клавіша, якую перадае тэрмінал. Пішыце, напрыклад: d, D, ctrl-n, f5, space, pgdn.
keys-fixed-key = { $command }: клавіша { $key } застаецца на сваім месцы. Абярыце іншую.
keys-taken = { $command } і { $other } апынуліся б у адным месцы на адной клавішы { $key }. Дайце адной з іх іншую.

# Тэксты для падстаў і заўваг
template-bad-name = { $name }: імя складаецца з літар, лічбаў і дэфісаў.
template-twice = { $name } сустракаецца двойчы.
template-no-field = { $name }: не пазначана ніводнага поля.
template-unknown-field = Поля { $word } няма. Ёсць: { $fields }.
template-unknown-field-near = Поля { $word } няма. Можа, { $near }?
template-empty = { $name }: пусты загаловак ці тэкст.
template-too-long = { $name }: загаловак ці тэкст даўжэйшы за { $most } знакаў.
template-hidden = { $name }: ёсць нябачны знак.
template-bracket = { $name }: у дужкі бяруць пропуск, напрыклад [дата], у межах аднаго радка.
error-no-such-template = Шаблону { $name } для рашэння няма. Ёсць: { $known }.
error-template-blank = У шаблоне { $name } не запоўнены пропуск { $blank }. Дайце --fill ЗНАЧЭННЕ для кожнага пропуску па парадку.
error-template-fills = У шаблоне { $name } пропускаў: { $blanks }, а значэнняў дадзена: { $given }.
