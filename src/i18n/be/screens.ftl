# Фразы экранаў.

# Рамка
too-small = Акно { $is }; трэба не менш за { $width }x{ $height }.
banner-fictitious = ВЫДУМАНЫЯ ДАНЫЯ: такіх людзей няма.
banner-draft = ПРАЕКТ ПРАВІЛ: юрыст не пацвердзіў.
ask-discard = Форма не захаваная. Выйсці і страціць уведзенае? y / n
ask-quit = Форма не захаваная. Скончыць працу і страціць уведзенае? y / n

# Чарга
queue-title = Чарга: { $filter }
queue-case = справа
queue-name = заяўнік
queue-right = права
queue-poll = выбары
queue-place = муніцыпалітэт
queue-status = статус
queue-days = дзён
queue-outcome = прапанова
queue-empty = Тут пуста. Клавішы 0-7 і 9 выбіраюць статус.
queue-nothing-found = Нікога не знойдзена. Увядзіце менш літар ці esc - уся чарга.
queue-search-cut = ёсць яшчэ: увядзіце больш літар
short-eligible = мае права
short-ineligible = не мае
short-undetermined = не ўстаноўл.
short-contested = спрэчна
short-no-law = няма нормы
short-new = новая
short-in-review = у працы
short-awaiting-evidence = чакае дак.
short-decided = вырашана
short-awaiting-approval = на зацвердж.
short-final = зацверджана
short-noticed = апавешчана
short-vote = выбіраць
short-stand = выбірацца
due-left = тэрмін { $day }, засталося { $days }
due-late = тэрмін { $day }, пратэрмінавана на { $days }

# Справа
case-title = Справа { $case }
case-held = у супрацоўніка { $officer }
case-proposed = Прапанова:
case-proposed-label = Прапанова
case-no-pack = Правіл «{ $pack }» для гэтай справы ў праграме няма: вызначыць нічога нельга.
case-decided = Вырашана: { $verdict }, { $officer }, { $moment }
case-decided-departing = Вырашана насуперак высновам: { $verdict }, { $officer }, { $moment }
case-findings = высновы
case-facts = факты
case-history = гісторыя
case-needs = Запытаць
case-no-findings = На гэтую дату дзейнай рэдакцыі правіл няма.
case-no-facts = Фактаў няма. e - запісаць факт.
case-no-history = Пакуль нічога не было.
cite-unverified = першакрыніца не праверана
finding-ask = запытаць
finding-question = адкрытае пытанне
need-on = на { $day }
holds-since = з { $from }
holds-until = да { $to }
holds-between = з { $from } да { $to }

# Тлумачэнне высновы
explain-in-force = дзейнічае
explain-steps = Па кроках
explain-all = усё пералічанае
explain-any = хаця б адно з пералічанага
explain-not = не выканана наступнае
explain-exception = выключэнне { $exception } прымяняецца: { $applies }; { $effect }

# Формы
form-chosen = адзначана: { $count } з { $all } (прабел)
form-day-hint = 20.09.2026 ці 2026-09-20
form-not-a-day = Гэта не дата: трэба 20.09.2026 ці 2026-09-20.

# Рашэнне
decide-title = Рашэнне па справе { $case }: { $name }
decide-choose = выберыце: задаволіць ці адмовіць
decide-verdict = Рашэнне
decide-reasons = Падставы (увойдуць у ліст)
decide-departure = Чаму рашэнне разыходзіцца з высновай
decide-departs = Рашэнне разыходзіцца з высновай: яго павінен зацвердзіць другі супрацоўнік.
decide-send = Прыняць рашэнне
decide-needs-verdict = З высновы рашэнне не вынікае: выберыце самі.
decide-needs-reasons = Адмову трэба абгрунтаваць.
decide-needs-departure = Напішыце, чаму вы адступаеце ад высновы.

# Зацвярджэнне
approve-title = Зацвярджэнне па справе { $case }: { $name }
approve-act = Другі супрацоўнік
approve-approve = зацвердзіць
approve-return = вярнуць першаму супрацоўніку
approve-note = Заўвага
approve-send = Пацвердзіць
approve-needs-note = Напішыце, што трэба перагледзець.
approve-proposed = Прапанова тады
approve-reasons = Падставы
approve-departure = Чаму разыходзіцца
approve-changed = Цяпер выснова іншая: { $outcome }

# Запыт, адмена, апавяшчэнне
request-title = Запыт дакументаў, справа { $case }: { $name }
request-about = Адсутнае адзначана. Справа чакае, пакуль не запісаны адказ.
request-kinds = Запытаць
request-note = Тэкст для ліста
request-send = Запытаць
request-needs-kinds = Адзначце хаця б адно.
undo-title = Адмена рашэння, справа { $case }: { $name }
undo-about = Магчыма на працягу дзесяці хвілін і да адпраўкі ліста. У журнале застанецца і тое і другое.
undo-reason = Прычына
undo-send = Адмяніць рашэнне
undo-needs-reason = Напішыце прычыну.
notice-title = Ліст адпраўлены, справа { $case }: { $name }
notice-about = Пасля гэтага рашэнне ўжо нельга адмяніць.
notice-send = Ліст адпраўлены

# Факты
fact-choose-title = Які факт? Справа { $case }: { $name }
fact-title = Запіс факта, справа { $case }: { $name }
fact-place-hint = Код тэрыторыі: АКТМА ў Расіі, СААТА ў Беларусі. Код іншай дзяржавы — з класіфікатарам: SOATO:1401000000.
fact-replaces = Выпраўляе
fact-replaces-nothing = нічога: новы запіс
fact-state = Што вядома
fact-state-known = вядома
fact-state-none = няма: праверана, нічога не знойдзена
fact-state-unknown = невядома
fact-flag-known = так, мае месца
fact-flag-none = не: праверана, нічога не знойдзена
fact-why = Чаму
fact-value = Значэнне
fact-choose-value = выберыце (стрэлкі ці літара)
fact-from = З якога дня
fact-to = Да (першы дзень, калі ўжо не)
fact-evidence = Пацвярджэнне
fact-no-evidence = няма
fact-reference = Нумар ці рэквізіты
fact-dated = Выдадзены ці праверана
fact-note = Заўвага
fact-send = Запісаць
fact-needs-value = Патрэбна значэнне.
fact-needs-evidence = Выберыце дакумент ці сатрыце нумар і дату.
fact-not-a-number = Гэта не цэлы лік.
fact-interval-turned = Канец павінен быць пазней за пачатак.
fact-unknown = невядома: { $why }
fact-nothing-on-record = запісаў няма
fact-recorded = запісаў(ла) { $officer }, { $moment }
fact-corrected-by = выпраўлена запісам #{ $fact }

# Што калі
what-if-title = Што калі: справа { $case }, { $name }
what-if-about = Нічога з гэтага не захоўваецца. Пуста - як ёсць.
what-if-poll = Дзень галасавання
what-if-law = Права на дату
what-if-known = Вядома на дату
what-if-dates = выбары { $poll }, права { $law }
what-if-actual = як ёсць
what-if-then = што калі
what-if-same = Нічога не мяняецца.
what-if-not-there = умовы няма
what-if-gone = умовы больш няма

# Журнал
ledger-title = Журнал, новыя зверху
ledger-holds = Журнал правільны. Запісаў: { $entries }, радкоў: { $rows }, корань { $root }
ledger-fails = ЖУРНАЛ НЯПРАВІЛЬНЫ: { $place }: { $what } ({ $class })

# Правілы
packs-title = Правілы
pack-draft-mark = праект
pack-about = версія { $version }, { $status }
pack-in-force = дзейнічае
pack-sources = Крыніцы
pack-criteria = Умовы
pack-parameters = Спісы і лікі
pack-exception = выключэнне { $exception }
pack-deny = У адмове: { $deny }
pack-nothing = нічога

# Даведка
help-title = Клавішы
help-signs = Знакі
help-sign-met = + выканана, мае права
help-sign-not-met = - не выканана, не мае права
help-sign-not-shown = ? не пацверджана: няма звестак
help-sign-contested = ! спрэчна: вырашае юрыст
help-sign-held = = справа ў вас, * у іншага супрацоўніка
help-layouts = Літары працуюць і ў рускай, і ў беларускай раскладцы.
help-nothing = Такой клавішы няма.
context-queue = У чарзе
context-case = У справе
context-move = Перамяшчэнне
context-everywhere = Усюды
context-search = Пры пошуку
context-form = У форме
context-choose = Выбар са спіса
context-read = Чытанне дакумента
context-ledger = У журнале
context-help = У даведцы
context-ask = Адказ на пытанне
key-open-case = адкрыць справу
key-search = пошук па імені, нумары, дакуменце
key-clear-search = зноў уся чарга
key-filter-todo = што чакае працы
key-filter-new = новыя
key-filter-in-review = на разглядзе
key-filter-awaiting-evidence = чакаюць дакументаў
key-filter-decided = вырашаныя, можна адмяніць
key-filter-awaiting-approval = чакаюць зацвярджэння
key-filter-final = зацверджаныя
key-filter-noticed = апавешчаныя
key-filter-all = усе справы
key-decide = прыняць рашэнне
key-approve = зацвердзіць ці вярнуць (другі супрацоўнік)
key-fact = запісаць ці выправіць факт
key-request = запытаць дакументы
key-undo = адмяніць рашэнне
key-notice = адзначыць адпраўку ліста
key-what-if = што калі: іншыя даты, без запісу
key-open-item = патлумачыць выснову, выправіць факт
key-next-section = далей: высновы, факты, гісторыя
key-previous-section = папярэдняя частка
key-next-case = наступная справа чаргі
key-previous-case = папярэдняя справа чаргі
key-claim = узяць справу сабе, вярнуць
key-back = назад
key-down = уніз
key-up = уверх
key-half-down = паўстаронкі ўніз
key-half-up = паўстаронкі ўверх
key-page-down = старонка ўніз
key-page-up = старонка ўверх
key-first = у пачатак
key-last = у канец
key-ledger = журнал
key-packs = правілы як дакументы
key-help = усе клавішы
key-language = іншая мова
key-stats = байты і час апошняга кадра
key-suspend = часова ў абалонку
key-quit = скончыць працу
key-keep-search = пакінуць знойдзенае
key-drop-search = скінуць пошук
key-next-field = наступнае поле, радок
key-previous-field = папярэдняе поле, радок
key-next-option = наступны варыянт, управа
key-previous-option = папярэдні варыянт, улева
key-press = кнопка; наступнае поле; новы радок
key-submit = пацвердзіць і адправіць форму
key-cancel = выйсці; спытае, калі ёсць уведзенае
key-choose = выбраць
key-verify = праверыць увесь журнал
key-search-help = шукаць па дзеянні ці клавішы
key-yes = так
key-no = не
hint-open = адкрыць
hint-search = пошук
hint-decide = вырашыць
hint-approve = зацвердзіць
hint-fact = факт
hint-request = запыт
hint-undo = адмена
hint-notice = апавяшчэнне
hint-what-if = што калі
hint-section = частка
hint-claim = узяць
hint-back = назад
hint-ledger = журнал
hint-packs = правілы
hint-help = даведка
hint-language = мова
hint-quit = выхад
hint-keep-search = пакінуць
hint-drop-search = скінуць
hint-field = поле
hint-submit = пацвердзіць
hint-cancel = адмена
hint-choose = выбраць
hint-verify = праверыць
hint-yes = так
hint-no = не

# Што адбылося
message-claimed = Справа { $case } цяпер у вас.
message-decided = Справа { $case } вырашана, запіс { $seq }. u - адмяніць (10 хвілін).
message-awaits-approval = Справа { $case } вырашана, запіс { $seq }; чакае другога супрацоўніка.
message-approved = Справа { $case } зацверджана, запіс { $seq }.
message-returned = Справа { $case } вернута, запіс { $seq }.
message-recorded = Факт запісаны, справа { $case }, запіс { $seq }.
message-requested = Дакументы запытаны, справа { $case }, запіс { $seq }.
message-undone = Рашэнне адменена, справа { $case }, запіс { $seq }.
message-noticed = Адпраўка адзначана, справа { $case }, запіс { $seq }.
message-mend-fields = Не адпраўлена: выпраўце адзначанае.
message-already-corrected = Гэты факт выпраўлены запісам #{ $fact }; выпраўляйце яго.
message-no-more-cases = У гэтай чарзе больш спраў няма.
message-case-changed = Справу { $case } толькі што змяніў нехта іншы; паказана як ёсць цяпер.
message-paste-dropped = Устаўка адкінута: тут няма поля для тэксту.
fact-zone-read = Машыначытальная зона прачытана. Праверце палі і адпраўце.
fact-zone-doubtful = Машыначытальная зона прачытана, але кантрольная лічба не сыходзіцца: гл. заўвагу. Зверце з дакументам.
case-doubt = Праверце яшчэ раз: { $doubt }.
ledger-under-way = Журнал правяраецца цалкам. Працягвайце працу; вынік з’явіцца, калі будзе гатовы.
message-ledger-holds = Журнал цэлы.
message-ledger-fails = ЖУРНАЛ НЕ СЫХОДЗІЦЦА. Адкрыйце журнал (L) і праверце яшчэ раз, каб убачыць месца; паведаміце адказнаму.
