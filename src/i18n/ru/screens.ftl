# Фразы экранов.

# Рамка
too-small = Окно { $is }; нужно не меньше { $width }x{ $height }.
banner-fictitious = ВЫМЫШЛЕННЫЕ ДАННЫЕ: таких людей нет.
banner-draft = ПРОЕКТ ПРАВИЛ: юрист не подтвердил.
ask-discard = Форма не сохранена. Выйти и потерять введённое? y / n
ask-quit = Форма не сохранена. Завершить работу и потерять введённое? y / n

# Очередь
queue-title = Очередь: { $filter }
queue-case = дело
queue-name = заявитель
queue-right = право
queue-poll = выборы
queue-place = муниципалитет
queue-status = статус
queue-days = дней
queue-outcome = предложение
queue-empty = Здесь пусто. Клавиши 0-7 и 9 выбирают статус.
queue-nothing-found = Никто не найден. Введите меньше букв или esc - вся очередь.
queue-search-cut = есть ещё: введите больше букв
short-eligible = имеет право
short-ineligible = не имеет
short-undetermined = не установл.
short-contested = спорно
short-no-law = нет нормы
short-new = новое
short-in-review = в работе
short-awaiting-evidence = ждёт докум.
short-decided = решено
short-awaiting-approval = на утвержд.
short-final = утверждено
short-noticed = извещено
short-vote = избирать
short-stand = избираться
due-left = срок { $day }, осталось { $days }
due-late = срок { $day }, просрочено на { $days }

# Дело
case-title = Дело { $case }
case-held = у сотрудника { $officer }
case-proposed = Предложение:
case-proposed-label = Предложение
case-no-pack = Правил «{ $pack }» для этого дела в программе нет: установить ничего нельзя.
case-decided = Решено: { $verdict }, { $officer }, { $moment }
case-decided-departing = Решено вопреки заключению: { $verdict }, { $officer }, { $moment }
case-findings = выводы
case-facts = факты
case-history = история
case-needs = Запросить
case-no-findings = На эту дату действующей редакции правил нет.
case-no-facts = Фактов нет. e - записать факт.
case-no-history = Пока ничего не было.
cite-unverified = первоисточник не проверен
finding-ask = запросить
finding-question = открытый вопрос
need-on = на { $day }
holds-since = с { $from }
holds-until = до { $to }
holds-between = с { $from } до { $to }

# Пояснение вывода
explain-in-force = действует
explain-steps = По шагам
explain-all = всё перечисленное
explain-any = хотя бы одно из перечисленного
explain-not = не выполнено следующее
explain-exception = исключение { $exception } применимо: { $applies }; { $effect }

# Формы
form-chosen = отмечено: { $count } из { $all } (пробел)
form-day-hint = 20.09.2026 или 2026-09-20
form-not-a-day = Это не дата: нужно 20.09.2026 или 2026-09-20.

# Решение
decide-title = Решение по делу { $case }: { $name }
decide-choose = выберите: удовлетворить или отказать
decide-verdict = Решение
decide-reasons = Основания (войдут в письмо)
decide-departure = Почему решение расходится с заключением
decide-departs = Решение расходится с заключением: его должен утвердить второй сотрудник.
decide-send = Принять решение
decide-needs-verdict = Из заключения решение не следует: выберите сами.
decide-needs-reasons = Отказ нужно обосновать.
decide-needs-departure = Напишите, почему вы отступаете от заключения.

# Утверждение
approve-title = Утверждение по делу { $case }: { $name }
approve-act = Второй сотрудник
approve-approve = утвердить
approve-return = вернуть первому сотруднику
approve-note = Примечание
approve-send = Подтвердить
approve-needs-note = Напишите, что нужно пересмотреть.
approve-proposed = Предложение тогда
approve-reasons = Основания
approve-departure = Почему расходится
approve-changed = Сейчас заключение иное: { $outcome }

# Запрос, отмена, извещение
request-title = Запрос документов, дело { $case }: { $name }
request-about = Недостающее отмечено. Дело ждёт, пока не записан ответ.
request-kinds = Запросить
request-note = Текст для письма
request-send = Запросить
request-needs-kinds = Отметьте хотя бы одно.
undo-title = Отмена решения, дело { $case }: { $name }
undo-about = Возможно в течение десяти минут и до отправки письма. В журнале останется и то и другое.
undo-reason = Причина
undo-send = Отменить решение
undo-needs-reason = Напишите причину.
notice-title = Письмо отправлено, дело { $case }: { $name }
notice-about = После этого решение уже нельзя отменить.
notice-send = Письмо отправлено

# Факты
fact-choose-title = Какой факт? Дело { $case }: { $name }
fact-title = Запись факта, дело { $case }: { $name }
fact-place-hint = Код территории: ОКТМО в России, СОАТО в Беларуси. Код другого государства — с классификатором: SOATO:1401000000.
fact-replaces = Исправляет
fact-replaces-nothing = ничего: новая запись
fact-state = Что известно
fact-state-known = известно
fact-state-none = нет: проверено, ничего не найдено
fact-state-unknown = неизвестно
fact-flag-known = да, имеет место
fact-flag-none = нет: проверено, ничего не найдено
fact-why = Почему
fact-value = Значение
fact-choose-value = выберите (стрелки или буква)
fact-from = С какого дня
fact-to = По (первый день, когда уже нет)
fact-evidence = Подтверждение
fact-no-evidence = нет
fact-reference = Номер или реквизиты
fact-dated = Выдан или проверено
fact-note = Примечание
fact-send = Записать
fact-needs-value = Нужно значение.
fact-needs-evidence = Выберите документ или сотрите номер и дату.
fact-not-a-number = Это не целое число.
fact-interval-turned = Конец должен быть позже начала.
fact-unknown = неизвестно: { $why }
fact-nothing-on-record = записей нет
fact-recorded = записал(а) { $officer }, { $moment }
fact-corrected-by = исправлено записью #{ $fact }

# Что если
what-if-title = Что если: дело { $case }, { $name }
what-if-about = Ничего из этого не сохраняется. Пусто - как есть.
what-if-poll = День голосования
what-if-law = Право на дату
what-if-known = Известно к дате
what-if-dates = выборы { $poll }, право { $law }
what-if-actual = как есть
what-if-then = что если
what-if-same = Ничего не меняется.
what-if-not-there = условия нет
what-if-gone = условия больше нет

# Журнал
ledger-title = Журнал, новые сверху
ledger-holds = Журнал верен. Записей: { $entries }, строк: { $rows }, корень { $root }
ledger-fails = ЖУРНАЛ НЕВЕРЕН: { $place }: { $what } ({ $class })

# Правила
packs-title = Правила
pack-draft-mark = проект
pack-about = версия { $version }, { $status }
pack-in-force = действует
pack-sources = Источники
pack-criteria = Условия
pack-parameters = Списки и числа
pack-exception = исключение { $exception }
pack-deny = В отказе: { $deny }
pack-nothing = ничего

# Справка
help-title = Клавиши
help-signs = Знаки
help-sign-met = + выполнено, имеет право
help-sign-not-met = - не выполнено, не имеет права
help-sign-not-shown = ? не подтверждено: нет сведений
help-sign-contested = ! спорно: решает юрист
help-sign-held = = дело у вас, * у другого сотрудника
help-layouts = Буквы работают и в русской, и в белорусской раскладке.
help-nothing = Такой клавиши нет.
context-queue = В очереди
context-case = В деле
context-move = Перемещение
context-everywhere = Везде
context-search = При поиске
context-form = В форме
context-choose = Выбор из списка
context-read = Чтение документа
context-ledger = В журнале
context-help = В справке
context-ask = Ответ на вопрос
key-open-case = открыть дело
key-search = поиск по имени, номеру, документу
key-clear-search = снова вся очередь
key-filter-todo = что ждёт работы
key-filter-new = новые
key-filter-in-review = на рассмотрении
key-filter-awaiting-evidence = ждут документов
key-filter-decided = решённые, можно отменить
key-filter-awaiting-approval = ждут утверждения
key-filter-final = утверждённые
key-filter-noticed = извещённые
key-filter-all = все дела
key-decide = принять решение
key-approve = утвердить или вернуть (второй сотрудник)
key-fact = записать или исправить факт
key-request = запросить документы
key-undo = отменить решение
key-notice = отметить отправку письма
key-what-if = что если: другие даты, без записи
key-open-item = пояснить вывод, исправить факт
key-next-section = далее: выводы, факты, история
key-previous-section = предыдущая часть
key-next-case = следующее дело очереди
key-previous-case = предыдущее дело очереди
key-claim = взять дело себе, вернуть
key-back = назад
key-down = вниз
key-up = вверх
key-half-down = полстраницы вниз
key-half-up = полстраницы вверх
key-page-down = страница вниз
key-page-up = страница вверх
key-first = в начало
key-last = в конец
key-ledger = журнал
key-packs = правила как документы
key-help = все клавиши
key-language = другой язык
key-stats = байты и время последнего кадра
key-suspend = временно в оболочку
key-quit = завершить работу
key-keep-search = оставить найденное
key-drop-search = сбросить поиск
key-next-field = следующее поле, строка
key-previous-field = предыдущее поле, строка
key-next-option = следующий вариант, вправо
key-previous-option = предыдущий вариант, влево
key-press = кнопка; следующее поле; новая строка
key-submit = подтвердить и отправить форму
key-cancel = выйти; спросит, если есть введённое
key-choose = выбрать
key-verify = проверить весь журнал
key-search-help = искать по действию или клавише
key-yes = да
key-no = нет
hint-open = открыть
hint-search = поиск
hint-decide = решить
hint-approve = утвердить
hint-fact = факт
hint-request = запрос
hint-undo = отмена
hint-notice = извещение
hint-what-if = что если
hint-section = часть
hint-claim = взять
hint-back = назад
hint-ledger = журнал
hint-packs = правила
hint-help = справка
hint-language = язык
hint-quit = выход
hint-keep-search = оставить
hint-drop-search = сбросить
hint-field = поле
hint-submit = подтвердить
hint-cancel = отмена
hint-choose = выбрать
hint-verify = проверить
hint-yes = да
hint-no = нет

# Что произошло
message-claimed = Дело { $case } теперь у вас.
message-decided = Дело { $case } решено, запись { $seq }. u - отменить (10 минут).
message-awaits-approval = Дело { $case } решено, запись { $seq }; ждёт второго сотрудника.
message-approved = Дело { $case } утверждено, запись { $seq }.
message-returned = Дело { $case } возвращено, запись { $seq }.
message-recorded = Факт записан, дело { $case }, запись { $seq }.
message-requested = Документы запрошены, дело { $case }, запись { $seq }.
message-undone = Решение отменено, дело { $case }, запись { $seq }.
message-noticed = Отправка отмечена, дело { $case }, запись { $seq }.
message-mend-fields = Не отправлено: исправьте отмеченное.
message-already-corrected = Этот факт исправлен записью #{ $fact }; исправляйте её.
message-no-more-cases = В этой очереди больше дел нет.
message-case-changed = Дело { $case } только что изменил кто-то другой; показано как есть сейчас.
message-paste-dropped = Вставка отброшена: здесь нет поля для текста.
fact-zone-read = Машиночитаемая зона прочитана. Проверьте поля и отправьте.
fact-zone-doubtful = Машиночитаемая зона прочитана, но контрольная цифра не сходится: см. примечание. Сверьте с документом.
case-doubt = Проверьте ещё раз: { $doubt }.
ledger-under-way = Журнал проверяется целиком. Продолжайте работу; результат появится, когда будет готов.
message-ledger-holds = Журнал цел.
message-ledger-fails = ЖУРНАЛ НЕ СХОДИТСЯ. Откройте журнал (L) и проверьте ещё раз, чтобы увидеть место; сообщите ответственному.
