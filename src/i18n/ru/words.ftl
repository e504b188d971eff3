# Слова для кодов. Ключ - приставка и код; точки кода заменены дефисами.

status-new = новое
status-in_review = в работе
status-awaiting_evidence = ждёт документов
status-decided = решено
status-awaiting_approval = ждёт утверждения
status-final = утверждено
status-noticed = извещено

outcome-eligible = имеет право
outcome-ineligible = не имеет права
outcome-undetermined = не установлено
outcome-contested = спорно
outcome-no_law_in_force = нет действующей нормы

outcome-sign-eligible = +
outcome-sign-ineligible = -
outcome-sign-undetermined = ?
outcome-sign-contested = !
outcome-sign-no_law_in_force = 0

verdict-grant = удовлетворить
verdict-refuse = отказать

right-vote = избирать
right-stand = быть избранным

why-not-enough = имеющихся сведений мало
why-not_asked = ещё не выяснялось
why-requested = запрошено, ответа пока нет
why-refused = заявитель отказался сообщить
why-conflict = сведения противоречат друг другу

finding-met = выполнено
finding-not_met = не выполнено
finding-not_shown = не подтверждено
finding-contested = спорно

tri-yes = да
tri-no = нет
tri-unknown = неизвестно

effect-met = тогда условие выполнено
effect-not_met = тогда условие не выполнено
effect-contested = тогда вопрос спорный

# Основание отказа; то, на что оно опирается, перечисляется через точку с запятой.
ground = Не выполнено условие «{ $title }» ({ $cite }). { $deny }
ground-record = В деле: { $stands }.
ground-case = В этом деле: { $stands }.
ground-no-other = { $kind }: другого не найдено
ground-poll-day = день голосования { $day }
ground-law-day = закон на { $day }
ground-applied-on = заявление от { $day }
ground-first-day = голосование с { $day }
ground-application-from = приём заявлений с { $day }
ground-application-to = приём заявлений до { $day }
ground-nomination-from = выдвижение с { $day }
ground-nomination-to = выдвижение до { $day }
ground-roll-date = список избирателей от { $day }
ground-year-end = конец года { $day }
ground-local-age = местный минимальный возраст { $age }
ground-level = избирается: { $level }
ground-municipality = выборы проходят на территории { $place }

source-read-official = прочитан официальный текст
source-read-reproduced = прочитан текст по перепечатке
source-read-press = известно из печати
source-read-unread = текст ещё никто не читал
source-edition = редакция { $edition }

pack-status-draft = проект, юристом не подтверждён
pack-status-confirmed = подтверждён

action-office-made = файл создан
action-case-opened = дело открыто
action-fact-recorded = факт записан
action-evidence-requested = документы запрошены
action-decision-made = решение принято
action-decision-undone = решение отменено
action-decision-approved = решение утверждено
action-decision-returned = решение возвращено
action-notice-sent = извещение отправлено
action-case-assigned = дело поручено
action-case-snoozed = дело отложено
action-question-asked = вопрос задан
action-question-answered = ответ дан
action-file-attached = файл приложен
action-representative-named = назван представитель
action-representative-ended = представительство прекращено
action-officer-enrolled = сотрудник внесён
action-change-proposed = изменение предложено
action-change-agreed = изменение согласовано
action-change-rejected = изменение отклонено
action-clock-confirmed = часы подтверждены
action-clock-corrected = часы исправлены

filter-todo = к исполнению
filter-all = все

permission-decide = принимать решения
permission-approve = утверждать решения
permission-self_approve = утверждать свои решения
permission-open = открывать дела
permission-take_over = забирать дела у других
permission-administer = управлять сотрудниками
permission-gateway = действовать от имени других
permission-undo = отменять чужое решение

means-post = почтой
means-registered_post = заказным письмом
means-handed_over = вручено
means-electronic = в электронном виде

role-officer = сотрудник
role-supervisor = руководитель
role-registrar = регистратор
role-auditor = аудитор
role-administrator = администратор

given-poll-day = день голосования
given-poll-level = кто избирается
given-poll-municipality = территория выборов
given-poll-year_end = последний день года выборов
given-law-date = день, на который взят закон
given-poll-first_day = первый день голосования
given-poll-application_from = первый день подачи заявлений
given-poll-application_to = последний день подачи заявлений
given-case-applied_on = день подачи заявления
given-poll-nomination_from = первый день выдвижения
given-poll-nomination_to = последний день выдвижения
given-poll-roll_date = день составления списка избирателей
given-poll-local_age = местный минимальный возраст

state-none = нет
state-yes = да

days = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
}

fault-damaged = файл повреждён
fault-gap = записи не хватает
fault-malformed = это не запись в её единственной форме
fault-wrong_hash = хеш не соответствует содержанию
fault-wrong_head = вершина не соответствует записям
fault-not_permitted = сделано тем, кому это не разрешено
fault-unlawful = комиссия не могла этого сделать
fault-four_eyes = решил и утвердил один человек
fault-sequence = это не следует из предыдущего
fault-row_changed = строка изменена в обход журнала
fault-row_added = строка, о которой журнал не знает
fault-row_missing = строка исчезла
fault-derived = вычисленное расходится с записанным
fault-time_went_back = время записи раньше предыдущей

# Условия набора правил предложениями. Виды и значения стоят рядом, чтобы ничего не склонять.
cond-always = всегда
cond-never = никогда
cond-and = и
cond-or = или
cond-not = не выполнено: { $test }
cond-one-of = { $what }: одно из: { $values }
cond-is = { $what }: { $value }
cond-is-not = { $what }: не { $value }
cond-at-least = { $what }: не меньше { $value }
cond-at-most = { $what }: не больше { $value }
cond-less = { $what }: меньше { $value }
cond-more = { $what }: больше { $value }
cond-not-earlier = { $what } — не раньше, чем { $value }
cond-not-later = { $what } — не позже, чем { $value }
cond-earlier = { $what } — раньше, чем { $value }
cond-later = { $what } — позже, чем { $value }
cond-age = возраст на { $day }
cond-dated = { $name } ({ $day })
cond-no-end = без конца
cond-row-from = первый день записи
cond-row-to = день окончания записи
cond-or-else = { $first }, а если его нет: { $second }
cond-years-after = { $count ->
    [one] { $day } плюс { $count } год
    [few] { $day } плюс { $count } года
   *[many] { $day } плюс { $count } лет
}
cond-years-before = { $count ->
    [one] { $day } минус { $count } год
    [few] { $day } минус { $count } года
   *[many] { $day } минус { $count } лет
}
cond-days-after = { $count ->
    [one] { $day } плюс { $count } день
    [few] { $day } плюс { $count } дня
   *[many] { $day } плюс { $count } дней
}
cond-days-before = { $count ->
    [one] { $day } минус { $count } день
    [few] { $day } минус { $count } дня
   *[many] { $day } минус { $count } дней
}
cond-years-after-table = { $day } плюс годы из таблицы
cond-years-before-table = { $day } минус годы из таблицы
cond-days-after-table = { $day } плюс дни из таблицы
cond-table-key = государство строки таблицы
cond-table-value = число строки таблицы
cond-kind-any = { $kind }: любое значение
cond-kind-value = { $kind }: { $value }
cond-kind-other = { $kind }: кроме: { $value }
cond-on = { $what } на { $day }
cond-every-day = { $what }; каждый день: { $first } — { $last }
cond-some-day = { $what }; хотя бы один день: { $first } — { $last }
cond-some-row = { $what }: есть запись, для которой { $test }
cond-each-row = { $what }: есть хотя бы одна запись, и для каждой { $test }
cond-inside = в пределах { $place }
cond-inside-poll = на территории выборов { $place }
cond-municipality = на территории этих выборов
cond-poll-in = выборы — { $places }
cond-as-of = то, что действовало: { $day }
cond-named = { $name }: { $value }
cond-for-some-row = для какой-либо строки таблицы «{ $table }»: { $test }

# Слова, которыми в ссылке называют часть источника.
provision-art = ст.
provision-arts = ст.
provision-s = ст.
provision-ss = ст.
provision-sch = прил.
provision-reg = прав.
provision-para = п.
action-decision-discarded = решение возвращено, решает другой
action-notice-undelivered = письмо вернулось
action-appeal-lodged = подана жалоба
action-appeal-dismissed = в жалобе отказано
action-decision-set_aside = решение отменено
action-case-reopened = дело возобновлено

term-working-days = { $count ->
    [one] { $count } рабочий день
    [few] { $count } рабочих дня
   *[many] { $count } рабочих дней
}
term-hours = { $count ->
    [one] { $count } час
    [few] { $count } часа
   *[many] { $count } часов
}
term-counted = { $length } с { $from }: { $day }
term-by-calendar = { $length } с { $from } по календарю { $host } (данные на { $edition }): { $day }
term-bounded = не позже дня голосования
term-unsettled = перенос рабочих дней на { $year } год не опубликован: срок может измениться
term-is-due = По закону: { $counted }
term-would-be = По закону срок был бы другим: { $counted }
term-on-polling-day = по заявлениям в день голосования: { $length }
term-near-poll = начиная за { $before } до начала голосования: { $length }
term-decision = Срок решения: { $length }
action-office-changed = изменены настройки комиссии
fact-unseen = внёс(ла) { $officer }; внесите и вы, не видя того, что внесено
attached-same = на месте
attached-missing = отсутствует
attached-differs = отличается

scope-file = документы
scope-letters = письма
scope-appeal = обжалование
representative = Представитель { $name }: { $said }
representative-until = по { $day }
representative-ended = срок истёк { $day }
representative-paper = доверенность { $paper }
representative-paper-dated = доверенность { $paper } от { $day }
representative-paper-of = доверенность от { $day }
