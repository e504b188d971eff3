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

error-not-an-office = { $path } - не файл Suffrage: { $problem }. Тот ли это файл? Новый создаёт: suffrage init
error-office-newer = { $path } записан более новой версией Suffrage (формат { $found }, здесь известен { $known }). Возьмите ту версию; ничего не изменено.
error-office-altered = Строение { $path } изменено: { $problem }. Файл не открыт; восстановите его из резервной копии.
error-office-network = { $path } лежит на сетевом диске ({ $problem }), где блокировкам нельзя доверять. Перенесите его на местный диск.
error-office-read-only = { $path } доступен вам только для чтения. Проверьте права на файл и его папку.
error-office-disk = Диск отказался записать { $path }: { $problem }. Ничего не подтверждено; проверьте диск, прежде чем продолжать.
error-office-busy = Другая программа занимает { $path } уже { $seconds ->
    [one] { $seconds } секунду
    [few] { $seconds } секунды
   *[many] { $seconds } секунд
}. Ничего не записано; повторите.
error-office-damaged = { $path } повреждён: { $problem }. Восстановите его из резервной копии.
error-office-pack = Дело в { $path } ведётся по набору правил { $pack }, которого в этой программе нет. Возьмите версию, где он есть.
error-office-internal = { $path }: { $problem }. Это ошибка программы; ничего не записано.
error-no-terminal = Экранам нужен терминал. Из скриптов пользуйтесь queue, show, determine, decide и другими командами.
