# Слова для кодов. Ключ - приставка и код; точки кода заменены дефисами.

status-new = новое
status-in_review = на рассмотрении
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
ground = { $title } ({ $cite }). { $deny }
ground-record = В деле: { $stands }.
ground-case = В этом деле: { $stands }.
ground-no-other = { $kind }: другого не найдено
ground-poll-day = день голосования { $day }
ground-law-day = закон на { $day }
ground-applied-on = заявление от { $day }
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
action-officer-enrolled = сотрудник внесён

filter-todo = к исполнению
filter-all = все

permission-decide = принимать решения
permission-approve = утверждать решения
permission-self_approve = утверждать свои решения
permission-enrol = вносить сотрудников
permission-undo = отменять чужое решение

given-case-applied_on = день подачи заявления
given-poll-nomination_from = первый день выдвижения
given-poll-nomination_to = последний день выдвижения
given-poll-roll_date = дата составления списка избирателей
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
fault-four_eyes = решил и утвердил один человек
fault-sequence = это не следует из предыдущего
fault-row_changed = строка изменена в обход журнала
fault-row_added = строка, о которой журнал не знает
fault-row_missing = строка исчезла
fault-derived = вычисленное расходится с записанным
fault-time_went_back = время записи раньше предыдущей
