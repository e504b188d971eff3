# Почему отказано или не вышло, и что делать.

error-no-such-case = Дела { $case } нет. Найдите его номер в очереди.
error-not-enrolled = { $officer } не входит в число сотрудников. Вас может внести сотрудник: suffrage officer OFFICE.db add { $officer }
error-not-permitted = { $officer } не может этого сделать: нет разрешения { $permission }. Это должен сделать другой сотрудник.
error-stale = Дело { $case } изменилось с тех пор, как вы его открыли: { $officer }, { $moment }, { $action }. Ничего не записано; посмотрите дело ещё раз.
error-held = Делом { $case } сейчас занимается { $officer }, самое позднее до { $moment }. Ничего не записано.
error-wrong-status = Состояние дела { $case }: { $status }. Это действие в нём невозможно.
error-needs-reasons = Отказ нужно обосновать. Напишите, какие условия не выполнены.
error-needs-departure = Решение расходится с заключением ({ $outcome }). Напишите почему; затем его должен утвердить второй сотрудник.
error-same-officer = Это решение принял(а) { $officer }. Утвердить или вернуть его должен другой сотрудник.
error-undo-over = Решение можно было отменить до { $moment }. Здесь его уже не отменить.
error-undo-still-open = Решение ещё можно отменить до { $moment }. Отметьте извещение после этого или дайте решение на утверждение.
error-bad-fact = Факт { $kind }: { $problem }
error-clock-went-back = Последняя запись журнала сделана { $last }, это позже, чем сейчас ({ $now }). Ничего не записано; проверьте часы компьютера.
error-no-such-fact = У этого заявителя нет факта { $fact }, который можно исправить.
error-too-long = Слишком длинно ({ $text }): можно не больше { $limit ->
    [one] { $limit } знака
    [few] { $limit } знаков
   *[many] { $limit } знаков
}.
error-day-out-of-range = День { $day } вне пределов 1800-9999 годов.

error-file-missing = Файла { $path } нет.
error-file-denied = У вас нет доступа к { $path }.
error-file-exists = { $path } уже есть и не перезаписывается. Выберите другое имя.
error-file-full = Для { $path } не осталось места. Ничего не сделано наполовину; освободите место и повторите.
error-file = { $path }: { $problem }
error-no-such-pack = Набора правил { $pack } нет. Есть: { $known }
