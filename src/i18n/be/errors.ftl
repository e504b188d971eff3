# Чаму адмоўлена або не атрымалася, і што рабіць.

error-no-such-case = Справы { $case } няма. Знайдзіце яе нумар у чарзе.
error-not-enrolled = { $officer } не ўваходзіць у лік супрацоўнікаў. Вас можа ўнесці супрацоўнік: suffrage officer OFFICE.db add { $officer }
error-not-permitted = { $officer } не можа гэтага зрабіць: няма дазволу { $permission }. Гэта павінен зрабіць іншы супрацоўнік.
error-stale = Справа { $case } змянілася з таго часу, як вы яе адкрылі: { $officer }, { $moment }, { $action }. Нічога не запісана; паглядзіце справу яшчэ раз.
error-held = Справай { $case } цяпер займаецца { $officer }, самае позняе да { $moment }. Нічога не запісана.
error-wrong-status = Стан справы { $case }: { $status }. Гэта дзеянне ў ім немагчымае.
error-needs-reasons = Адмову трэба абгрунтаваць. Напішыце, якія ўмовы не выкананы.
error-needs-departure = Рашэнне разыходзіцца з заключэннем ({ $outcome }). Напішыце чаму; потым яго павінен зацвердзіць другі супрацоўнік.
error-same-officer = Гэта рашэнне прыняў(-ла) { $officer }. Зацвердзіць або вярнуць яго павінен іншы супрацоўнік.
error-undo-over = Рашэнне можна было скасаваць да { $moment }. Тут яго ўжо не скасаваць.
error-undo-still-open = Рашэнне яшчэ можна скасаваць да { $moment }. Адзначце паведамленне пасля гэтага або дайце рашэнне на зацвярджэнне.
error-bad-fact = Факт { $kind }: { $problem }
error-clock-went-back = Апошні запіс журнала зроблены { $last }, гэта пазней, чым цяпер ({ $now }). Нічога не запісана; праверце гадзіннік камп'ютара.
error-no-such-fact = У гэтага заяўніка няма факта { $fact }, які можна выправіць.
error-too-long = Занадта доўга ({ $text }): можна не больш за { $limit ->
    [one] { $limit } знак
    [few] { $limit } знакі
   *[many] { $limit } знакаў
}.
error-day-out-of-range = Дзень { $day } па-за межамі 1800-9999 гадоў.

error-file-missing = Файла { $path } няма.
error-file-denied = У вас няма доступу да { $path }.
error-file-exists = { $path } ужо ёсць і не перазапісваецца. Выберыце іншае імя.
error-file-full = Для { $path } не засталося месца. Нічога не зроблена напалову; вызваліце месца і паўтарыце.
error-file = { $path }: { $problem }
error-no-such-pack = Набору правіл { $pack } няма. Ёсць: { $known }

error-not-an-office = { $path } - не файл Suffrage: { $problem }. Ці той гэта файл? Новы стварае: suffrage init
error-office-newer = { $path } запісаны навейшай версіяй Suffrage (фармат { $found }, тут вядомы { $known }). Вазьміце тую версію; нічога не зменена.
error-office-altered = Будова { $path } зменена: { $problem }. Файл не адкрыты; аднавіце яго з рэзервовай копіі.
error-office-network = { $path } ляжыць на сеткавым дыску ({ $problem }), дзе блакіроўкам нельга давяраць. Перанясіце яго на мясцовы дыск.
error-office-read-only = { $path } даступны вам толькі для чытання. Праверце правы на файл і яго папку.
error-office-disk = Дыск адмовіўся запісаць { $path }: { $problem }. Нічога не пацверджана; праверце дыск, перш чым працягваць.
error-office-busy = Іншая праграма займае { $path } ужо { $seconds ->
    [one] { $seconds } секунду
    [few] { $seconds } секунды
   *[many] { $seconds } секунд
}. Нічога не запісана; паўтарыце.
error-office-damaged = { $path } пашкоджаны: { $problem }. Аднавіце яго з рэзервовай копіі.
error-office-pack = Справа ў { $path } вядзецца паводле набору правіл { $pack }, якога ў гэтай праграме няма. Вазьміце версію, дзе ён ёсць.
error-office-internal = { $path }: { $problem }. Гэта памылка праграмы; нічога не запісана.
error-no-terminal = Экранам патрэбны тэрмінал. Са скрыптоў карыстайцеся queue, show, determine, decide і іншымі камандамі.
