# What the command line says, and what import says of files.
cli-proposed = { $sign } Предложение: { $outcome }
cli-pack-status = Правила: { $status }
cli-dates = День голосования { $poll }; право в редакции на { $law }
cli-known-at = По сведениям на { $moment }
cli-needs = Ещё нужно выяснить (* — этого одного хватит для вывода по условию):
cli-unverified = (первоисточник не сверен)
cli-question = Открытый вопрос: { $question }
cli-queue-empty = Подходящих дел нет.
cli-queue-more = { $count ->
    [one] Показано первое { $count } дело
    [few] Показаны первые { $count } дела
   *[many] Показаны первые { $count } дел
}, есть ещё. Все: --limit 0.
cli-column-case = дело
cli-column-name = заявитель
cli-column-right = право
cli-column-poll = выборы
cli-column-level = уровень
cli-column-place = муниципалитет
cli-column-status = состояние
cli-column-due = срок
cli-column-left = дней
cli-column-holder = занимается
cli-column-outcome = предложение
cli-applied-on = Заявление подано { $day }
cli-due-on = Решить до { $day }
cli-held-by = Занимается { $officer }
cli-facts = Факты:
cli-superseded = исправлен более поздним фактом
cli-history = Что уже сделано:
cli-act-done = Дело { $case }: { $status }. Запись журнала { $entry }.
cli-officer-added = { $officer }. Запись журнала { $entry }.
cli-officer-waits = { $officer }: изменение { $motion } ждёт второго сотрудника. Запись журнала { $entry }.
cli-motion-open = изменение { $motion } ждёт второго сотрудника: { $change } (предложил(а) { $by })
cli-motion-clock = часы исправляются
cli-entry-made = Запись журнала { $entry }.
cli-officer-login = учётная запись { $login }
cli-officer-no-login = без учётной записи
cli-officer-nothing = ничего
cli-officer-for = только дела: { $cases }
cli-officer-no-regime = { $found }: нет ни государства, ни пакета, ни реестра с таким кодом. Укажите один из этих кодов или территорию, например OKTMO:46701000: { $known }
cli-office-made = Создан файл { $path }; первый сотрудник - { $officer }.
cli-ledger-holds = Всё сходится: { $entries ->
    [one] { $entries } запись
    [few] { $entries } записи
   *[many] { $entries } записей
}, { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
   *[many] { $rows } строк
}, определений повторено: { $answers }. Корень { $root }
cli-ledger-unspoken = Не повторено, так как программа не знает их нотации: { $unspoken }. Они ни верны, ни неверны.
cli-ledger-fault = Не сходится. { $place }: { $class }. { $what }
cli-pack-sound = { $pack } { $version }: в порядке; { $count ->
    [one] { $count } пример сходится
    [few] { $count } примера сходятся
   *[many] { $count } примеров сходятся
}.

import-encoding = файл в кодировке { $what }; сохраните его в UTF-8 (в электронной таблице: «CSV UTF-8»)
import-spreadsheet = это файл электронной таблицы ({ $what }), а не её текст; сохраните его как «CSV UTF-8»
import-packed = файл сжат ({ $what }); сначала распакуйте его
import-document = это документ ({ $what }), а не таблица; попросите у отправителя файл CSV
import-no-header = файл пуст; первая строка должна называть столбцы (см. suffrage import --help)
import-too-many-columns = в первой строке столбцов: { $count }; читается не больше { $limit }. Верен ли разделитель?
import-record-too-long = строка { $line }: запись длиннее { $limit } байт. Не закрыта кавычка?
import-not-csv = строка { $line }: это не читается как CSV: { $problem }
import-not-utf8 = строка { $line }, поле { $field }: байт { $byte } - не UTF-8. Похоже на Windows-1251 («{ $read }»); сохраните файл в UTF-8 или: iconv -f WINDOWS-1251 -t UTF-8
import-column-twice = столбец { $column } есть дважды, или два столбца значат одно и то же
import-map-column-absent = в файле соответствий назван столбец { $column }, которого в файле нет
import-map-constant-unknown = в файле соответствий неизвестная постоянная: { $name }
import-header-unknown = в первой строке неизвестные столбцы: { $unknown }. Переименуйте их или опишите в --map
import-header-missing = не хватает столбцов: { $missing }. Добавьте их или задайте в [constants] файла соответствий
import-header-both = в первой строке неизвестные столбцы: { $unknown }; и не хватает: { $missing }. См. suffrage import --help
import-row-width = в записи полей: { $count }, в первой строке: { $expected }
import-empty = здесь не может быть пусто
import-not-a-code = такого нет среди { $codes }; напишите одно из них или добавьте это слово в [values] таблицы соответствий
import-not-in-list = такого кода нет в списке { $list } (кодов в нём: { $count }; их печатает suffrage import --schema); напишите один из них или добавьте это слово в [values] таблицы соответствий
import-no-such-pack = такого набора правил для { $host } и { $right } нет
import-no-pack = для { $host } и { $right } набор правил не один; назовите его в столбце pack
import-fact-without-value = сам fact:{ $kind } пуст; напишите значение, none или unknown:requested
import-interval = конец должен быть позже начала ({ $from })
import-evidence-without-kind = назовите вид документа в столбце :evidence
import-not-this-evidence = такой документ этого не подтверждает; годятся { $codes }
import-not-a-date = это не дата вида { $formats } от 01.01.1800 до 31.12.2200
import-not-a-number = это не целое число
import-control-character = в нём управляющий знак (NUL, escape, перевод строки)
import-too-long = это длиннее { $limit } знаков
import-key-twice = то же заявление уже есть в строке { $line } этого файла
import-checking = Проверено строк: { $number }
import-taking = Открыто дел: { $number }
import-done = { $file }: открыто { $opened }, уже есть { $skipped }, отклонено { $bad }.
import-checked = { $file }: годных { $good }, отклонено { $bad }. Ничего не записано (--dry-run).
import-refused = { $file }: годных { $good }, отклонено { $bad }. Ничего не записано: исправьте файл или примите годные строки с --partial.
import-rejected-row = { $file }:{ $line }: { $field } «{ $value }»: { $reason }
import-rejected-rows = { $file }: строк { $rows }: { $field } «{ $value }»: { $reason } (строки файла { $lines })
import-rejected-many = { $file }: строк { $rows }: { $field } «{ $value }»: { $reason } (строки файла { $lines } и ещё { $more })
import-rejected-values = { $file }: ещё строк { $rows }: { $field }, с другими значениями («{ $value }»): { $reason } (начиная со строки { $line }; все они - в --rejects FILE.csv и --json)
import-rejects-written = Отклонённые строки - в { $path }; исправьте и загрузите этот файл.
import-schema-columns = СТОЛБЦЫ (* обязателен в каждой строке)
import-schema-facts = ФАКТЫ (каждый может быть также none, { $unknown }; пустое поле ничего не значит; второй того же вида: fact:KIND#2)
import-schema-text = текст
import-schema-any = любое слово из списка evidence
import-schema-parts = У каждого факта есть также, в виде fact:KIND:часть: { $parts }. Даты - 2026-09-20.
import-rejects-one-file = --rejects работает с одним файлом CSV за раз.
import-record-too-large = { $file } длиннее { $limit } байт; это не запись избирателя.
import-record-undated = это говорит против заявителя, а в записи нет GeneratedDate: нужен день, когда это заявлено
import-record-warning = { $file }: { $field } «{ $value }» понято как { $taken }
import-changed-meanwhile = строка { $line } уже не та, что минуту назад; ничего не принято. Дождитесь, пока в файл перестанут писать.

cli-demo-copy = Ваша собственная копия: { $path }. Продолжить, например вторым сотрудником: suffrage open { $path } --as boris

cli-sample-made = { $path }: { $count ->
    [one] { $count } дело
    [few] { $count } дела
   *[many] { $count } дел
 } людей, которых не существует.
cli-play-same = { $file }: всё как записано
cli-play-differs = { $file }: вышло иначе (- в файле, + на деле)
cli-play-wrong = { $file }: { $problem }
import-day-to-come = позже сегодняшнего дня ({ $today }); у того, что уже произошло, дата не позже
import-first-day-late = первый день голосования позже дня голосования
import-bad-age = нужен возраст от 14 до 40
import-interval-backwards = срок заканчивается раньше, чем начинается

cli-mutants = { $pack }: встроенные примеры замечают { $killed } из { $all } изменений; { $same ->
    [one] ещё { $same } ничего не меняет в решениях по закону.
    [few] ещё { $same } ничего не меняют в решениях по закону.
   *[many] ещё { $same } ничего не меняют в решениях по закону.
}
cli-mutant-changed = вместо { $old } стоит { $new }, и ни один пример этого не замечает.
cli-mutant-gone = убрано { $old }, и ни один пример этого не замечает.
cli-mutant-missing = Недостающий пример: «{ $case }», где { $differs }
cli-mutant-tells = { $what }: { $ours }; после изменения: { $theirs }
cli-mutant-not-told = Не отличили { $count ->
    [one] { $count } вариант
    [few] { $count } варианта
   *[many] { $count } вариантов
} примеров: по сути то же самое, или нужен пример.
mutant-number = число
mutant-day = дата
mutant-comparison = сравнение
mutant-anchor = дата отсчёта
mutant-code = код
mutant-group = все или любое
mutant-member = условие группы
mutant-exception = исключение
mutant-effect = действие исключения
mutant-negation = отрицание
mutant-question = вопрос к истории
mutant-citation = ссылка на норму
cli-no-such-interval = у этого набора правил промежутки от 0 до { $last }
cli-schema-kinds = ВИДЫ ФАКТОВ
cli-schema-lists = СПИСКИ КОДОВ
cli-schema-registers = РЕЕСТРЫ ТЕРРИТОРИЙ
cli-schema-host-any = Предлагается для любого государства
cli-schema-host = Предлагается для государства: { $state }
cli-schema-evidence = Чем подтверждается: { $what }
cli-schema-against = Говорит против заявителя: { $what }
cli-schema-against-all = Любое значение говорит против заявителя
cli-schema-prevails = Учитывается при любых других фактах: { $what }
cli-schema-within = внутри { $code }
cli-schema-groups = группы по { $groups }; длина { $lengths }
schema-type-flag = да
schema-type-int = число
schema-type-date = дата
schema-type-place = код территории
schema-type-code = код из списка { $list }
schema-many-scalar = одно на всю жизнь
schema-many-one = одно в каждый момент
schema-many-several = несколько одновременно
schema-alphabet-digits = цифры
schema-alphabet-alnum = цифры и заглавные латинские буквы
cli-no-such-kind = В схеме нет вида фактов «{ $kind }»; все виды показывает suffrage law schema.
cli-no-such-kind-near = В схеме нет вида фактов «{ $kind }». Возможно, имелось в виду «{ $near }»?

calendar-head = Рабочие дни, { $host }, данные на { $edition }. Субботы и воскресенья - выходные, кроме названных.
calendar-year = { $year }: { $count ->
    [one] { $count } рабочий день
    [few] { $count } рабочих дня
   *[many] { $count } рабочих дней
}
calendar-source = Основание: { $source }
calendar-source-unread = Основание (сам текст не прочитан): { $source }
calendar-unsettled = Перенос рабочих дней на { $year } год ещё не опубликован: подсчёт в этом году может измениться.
calendar-off = Нерабочие дни с понедельника по пятницу: { $days }
calendar-working = Рабочие субботы и воскресенья: { $days }
calendar-counted = { $count ->
    [one] { $count } рабочий день
    [few] { $count } рабочих дня
   *[many] { $count } рабочих дней
} ({ $host }) после { $from }: { $day }
calendar-unknown = Календаря { $host } нет; есть: { $known }.
calendar-both = { $day } не может быть и рабочим, и нерабочим днём.
calendar-outside = { $asked }: неизвестно. В календаре { $host } есть { $years }.
event-facts = { $count ->
    [one] { $count } факт
    [few] { $count } факта
   *[many] { $count } фактов
 }
event-answer-by = ответить до { $day }
event-until = до { $day }
event-appeal-by = ответить до { $day }
event-attached = { $name }; { $size ->
    [one] { $size } байт
    [few] { $size } байта
   *[many] { $size } байт
}; SHA-256 { $hash }
cli-attachments-none = Ни к одному делу файлы не приложены.
cli-attach-too-large = { $path } больше { $limit } МиБ; такие большие файлы не принимаются. Приложите копию поменьше.
cli-attachments-amiss = Файлов, которых нет или которые не те, что в записи: { $count }. Верните папку { $folder } из резервной копии.
cli-attachment-not-copied = suffrage: { $name } (дело { $case }) не скопирован: файла нет или он не тот, что в записи.
event-dated = от { $day }
event-sent-on = отправлено { $day }
event-number = № { $number }
cli-upgrade-already = { $path } уже в формате этой программы; ничего не изменено.
cli-upgraded = { $path } обновлён с формата { $format } и сходится, записей: { $entries }. Прежний файл лежит в { $kept }.
cli-upgrade-not-sound = { $path } не обновлён: он не сходится: { $fault }. Ничего не изменено.
cli-verifying = Проверка: { $percent } %

# Копии
cli-backup-made = { $path } — проверенная копия, записей: { $entries }; последняя от { $moment }, { $officer }.
cli-restored = { $path } восстановлен и проверен, записей: { $entries }; последняя от { $moment }, { $officer }. Того, что было позже, в нём нет.

# На чём держится файл комиссии
doctor-ok = да
doctor-bad = НЕТ
doctor-packs = правила рядом с файлом, если они есть, исправны
doctor-engine = в программе SQLite { $version }, она не теряет записанного
doctor-place = лежит на местном диске и открывается
doctor-sides = файлы рядом — его собственные
doctor-format = записан в формате этой программы
doctor-schema = таблицы такие, какими созданы
doctor-ledger = журнал сходится
doctor-files = папка с файлами дел лежит рядом с базой
doctor-files-bad = файлов, которых нет или которые не те, что в записи: { $count }; первый — { $path }. Верните папку из резервной копии.
doctor-rights = права, владелец и группа
doctor-clock = часы не раньше последней записи
doctor-space = место на диске
doctor-space-bad = Свободно { $free } МиБ, нужно { $need }. Освободите место.
doctor-leases = ни одно дело не занято дольше, чем это делает программа
doctor-leases-bad = { $count ->
    [one] { $count } отметка о занятом деле внесена
    [few] { $count } отметки о занятых делах внесены
   *[other] { $count } отметок о занятых делах внесено
} в обход программы. Они никому не мешают; выясните, кто пишет в файл.
doctor-processes = ни одна программа с другой SQLite не держит файл открытым
doctor-processes-bad = { $name } (процесс { $number }) держит файл открытым через свою SQLite и может потерять записанное. Закройте её, а копируйте только так: suffrage backup

# Действия командами
cli-list-version = --version указывают для одного дела. В списке версия стоит после номера: 1001 3
cli-list-line = Строка { $line } списка — не номер дела: «{ $text }». Ничего не сделано.
cli-list-twice = Строка { $line } списка повторяет дело, которое в нём уже есть: «{ $text }». Ничего не сделано.
cli-list-done = сделано { $count }
cli-list-changed = тем временем изменено { $count } ({ $cases })
cli-list-held = занято за { $officer } { $count } ({ $cases })
cli-list-refused = { $count } невозможно ({ $cases })
cli-list-untried = не начато { $count } ({ $cases })
cli-nothing-to-ask = По делу { $case } для предложения сейчас ничего запрашивать не нужно. Чтобы всё же запросить, назовите виды сведений.
cli-taken-over = Дело { $case } перешло от { $from }; оно занято за { $officer } до { $moment }.
cli-claimed = Дело { $case } занято за { $officer } до { $moment }.
cli-released = Дело { $case } освобождено.
cli-not-held = Дело { $case } не занято за { $officer }; освобождать нечего.
cli-packs-passed-over = Правила рядом с файлом не учтены: для просмотра взяты только правила самой программы.
cli-not-a-code = «{ $text }» — ни одно из: { $codes }.
cli-no-polls = В этой комиссии ещё нет выборов; они появятся с первым делом.
cli-no-such-poll = В этой комиссии нет выборов с номером { $poll }. Список: suffrage polls OFFICE.db
cli-case-key = Заявление с ключом { $key } здесь уже есть; ничего не открыто.
cli-case-like = Возможно, дело этого человека здесь уже есть: { $cases }. Ничего не открыто. Если это другой человек или другое заявление: --even-if-like
cli-case-opened = Дело { $case } открыто: { $name }. Запись журнала { $entry }.
cli-mine-undo = можно отменить до { $moment }: suffrage undo OFFICE.db { $case } --reason TEXT
cli-mine-correct = можно исправить: suffrage fact OFFICE.db { $case } KIND VALUE --corrects { $fact }
cli-mine-letter = надо отправить извещение: suffrage notice OFFICE.db { $case }
cli-mine-anew = возвращено, решить заново: suffrage decide OFFICE.db { $case }
cli-mine-nothing = { $officer }: сегодня здесь ничего не сделано.
cli-no-such-view = Вида «{ $name }» нет (suffrage view list).
cli-no-views = Видов с именем ещё нет.
cli-view-kept = Вид «{ $name }»: { $line }
cli-view-taken = Вид «{ $name }» уже есть у всех: { $line }. С --replace ваш встанет на его место.
cli-view-forgotten = Вид «{ $name }» удалён.

# Чего не хватит, до подачи
precheck-decides-nothing = Здесь ничего не решается и ничего не записывается: строки взяты как есть, каждая сама по себе, а решает только ведомство — по тому, что подтверждено документами.
precheck-row = { $file }:{ $line }: { $name }: { $right }
precheck-rules = Правила: { $title } ({ $pack } { $version }): { $status }
precheck-not-met = Не выполнено:
precheck-contested = Спорно:
precheck-part = { $outcome } { $count }
precheck-rejected = отклонено { $count }

# Запросы в реестр и его ответы
register-header-missing = нет столбцов: { $missing }. Отправьте в реестр файл, записанный командой «suffrage register ask», и читайте его же
register-shows-not = Ответ реестра не подтверждает сведений вида { $kind }; принимаются { $codes }.
register-nothing-waits = Ни одно дело не ждёт таких сведений; ничего не записано.
register-written = { $path }: { $count ->
    [one] { $count } строка
    [few] { $count } строки
   *[other] { $count } строк
 } для реестра. Файл доступен только вам.
register-both = значение и «none» вместе невозможны ({ $value })
register-neither = укажите значение или «yes» в столбце none, если в реестре искали и ничего не нашли
register-none = нет: реестр проверен, ничего не найдено
register-nothing = сведений нет
register-changed = дело изменилось после запроса; теперь его версия { $version }
register-proposed = { $case } { $name }: { $kind }: { $old } -> { $new }
register-recorded = { $case } { $name }: { $kind }: { $old } -> { $new } (записано)
register-same = { $case } { $name }: { $kind }: { $new } (уже записано)
register-contradicts = { $case } { $name }: { $kind }: { $old } >< { $new } (противоречит записанному; решает сотрудник, suffrage fact)
register-another = { $case } { $name }: { $kind }: { $new } (относится к другому лицу; заявитель по делу — { $owner })
register-not-recorded = Ничего не записано. Предложенное записывает --record.
register-sum-proposed = предложено { $count }
register-sum-recorded = записано { $count }
register-sum-same = уже было записано { $count }
register-sum-no-answer = без ответа { $count } ({ $cases })
register-sum-contradicts = противоречит записанному { $count } ({ $cases })
register-sum-another = относится к другому лицу { $count } ({ $cases })
register-sum-bad = отклонено { $count } ({ $cases })

report-span-turned = Дата --to не может быть раньше --from.
report-late = Решено с опозданием или просрочено
report-soon = Срок истекает до { $day }
report-column-decided = решено
report-column-late = опозд.
report-column-officer = сотрудник
report-count = { $cases ->
    [one] { $cases } дело с нарушением срока
    [few] { $cases } дела с нарушением срока
   *[many] { $cases } дел с нарушением срока
} = { $decided } решено позже срока + { $open } не решено в срок
report-falls-due = Срок истекает до { $day }: { $cases ->
    [one] { $cases } дело
    [few] { $cases } дела
   *[many] { $cases } дел
}
office-undo = решение можно отозвать { $minutes } мин
office-lease = дело занято { $minutes } мин
office-zone = сутки по часам { $zone }
office-frozen-until = заморожено до { $until }
office-freeze-days = заморожено за { $days } дн. до закрытия списка и до дня голосования
office-program = при заморозке версия программы { $version }
office-second-entry = вносят двое: { $kinds }
office-frozen = Заморожено до { $until }: люди, правила и программа без двоих не меняются.

# Предположения
suppose-form = { $text }: напишите ВИД=none, ВИД=unknown или ВИД=ЗНАЧЕНИЕ, затем, если нужно, ,from=ДЕНЬ и ,to=ДЕНЬ.
suppose-note = ПРЕДПОЛОЖЕНИЕ, в деле этого нет
suppose-about = Это предположение, ничего не сохраняется:
suppose-flips = Как есть: { $was }. При этом предположении: { $now }.
suppose-same = И как есть, и при этом предположении: { $now }.
cli-officer-everything-alone = --for everything снимает все границы, другого --for рядом с ним быть не может.
cli-fact-beside = В деле стоят сведения, которые по закону противоречат друг другу; пока одно из них не исправлено, из них ничего не следует:
cli-fact-beside-correct = ошибочное исправляется так: suffrage fact OFFICE.db { $case } { $kind } VALUE --corrects N (N — одно из { $facts })
cli-no-next = Не осталось дел, которые { $officer } может продвинуть: в этой выборке их нет или с ними работают другие.
cli-fact-evidence = { $problem } Укажите его: --evidence KIND и --dated DAY; для этого вида: { $kinds }.
cli-mine-snooze = назначить другой день: suffrage snooze OFFICE.db { $case } UNTIL --reason TEXT
cli-mine-assign = передать другому: suffrage assign OFFICE.db { $case } OFFICER
cli-mine-ask = остаётся, пока не ответят; новый вопрос заменит этот: suffrage ask OFFICE.db { $case } OFFICER QUESTION
cli-mine-request = новый запрос заменит этот: suffrage request OFFICE.db { $case } KIND --by DAY
cli-days-late = просрочено на { $count } дн.
