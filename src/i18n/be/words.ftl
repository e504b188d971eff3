# Словы для кодаў. Ключ - прыстаўка і код; кропкі кода заменены злучкамі.

status-new = новая
status-in_review = у працы
status-awaiting_evidence = чакае дакументаў
status-decided = вырашана
status-awaiting_approval = чакае зацвярджэння
status-final = зацверджана
status-noticed = паведамлена

outcome-eligible = мае права
outcome-ineligible = не мае права
outcome-undetermined = не ўстаноўлена
outcome-contested = спрэчна
outcome-no_law_in_force = няма дзейнай нормы

outcome-sign-eligible = +
outcome-sign-ineligible = -
outcome-sign-undetermined = ?
outcome-sign-contested = !
outcome-sign-no_law_in_force = 0

verdict-grant = задаволіць
verdict-refuse = адмовіць

right-vote = выбіраць
right-stand = быць выбраным

why-not-enough = наяўных звестак мала
why-not_asked = яшчэ не высвятлялася
why-requested = запытана, адказу пакуль няма
why-refused = заяўнік адмовіўся паведаміць
why-conflict = звесткі супярэчаць адна адной

finding-met = выканана
finding-not_met = не выканана
finding-not_shown = не пацверджана
finding-contested = спрэчна

tri-yes = так
tri-no = не
tri-unknown = невядома

effect-met = тады ўмова выканана
effect-not_met = тады ўмова не выканана
effect-contested = тады пытанне спрэчнае

# Падстава адмовы; тое, на што яна абапіраецца, пералічваецца праз кропку з коскай.
ground = Не выканана ўмова «{ $title }» ({ $cite }). { $deny }
ground-record = У справе: { $stands }.
ground-case = У гэтай справе: { $stands }.
ground-no-other = { $kind }: іншага не знойдзена
ground-poll-day = дзень галасавання { $day }
ground-law-day = закон на { $day }
ground-applied-on = заява ад { $day }
ground-first-day = галасаванне з { $day }
ground-application-from = прыём заяў з { $day }
ground-application-to = прыём заяў да { $day }
ground-nomination-from = вылучэнне з { $day }
ground-nomination-to = вылучэнне да { $day }
ground-roll-date = спіс выбаршчыкаў ад { $day }
ground-year-end = канец года { $day }
ground-local-age = мясцовы мінімальны ўзрост { $age }
ground-level = выбіраецца: { $level }
ground-municipality = выбары праходзяць на тэрыторыі { $place }

source-read-official = прачытаны афіцыйны тэкст
source-read-reproduced = прачытаны тэкст паводле перадруку
source-read-press = вядома з друку
source-read-unread = тэкст яшчэ ніхто не чытаў
source-edition = рэдакцыя { $edition }

pack-status-draft = праект, юрыст не пацвердзіў
pack-status-confirmed = пацверджаны

action-office-made = файл створаны
action-case-opened = справа адкрыта
action-fact-recorded = факт запісаны
action-evidence-requested = дакументы запытаны
action-decision-made = рашэнне прынята
action-decision-undone = рашэнне скасавана
action-decision-approved = рашэнне зацверджана
action-decision-returned = рашэнне вернута
action-notice-sent = паведамленне адпраўлена
action-case-assigned = справа даручана
action-case-snoozed = справа адкладзена
action-question-asked = пытанне зададзена
action-question-answered = адказ дадзены
action-file-attached = файл далучаны
action-representative-named = названы прадстаўнік
action-representative-ended = прадстаўніцтва спынена
action-officer-enrolled = супрацоўнік унесены
action-change-proposed = змена прапанавана
action-change-agreed = змена ўзгоднена
action-change-rejected = змена адхілена
action-clock-confirmed = гадзіннік пацверджаны
action-clock-corrected = гадзіннік выпраўлены

filter-todo = да выканання
filter-all = усе

permission-decide = прымаць рашэнні
permission-approve = зацвярджаць рашэнні
permission-self_approve = зацвярджаць свае рашэнні
permission-open = адкрываць справы
permission-take_over = забіраць справы ў іншых
permission-administer = кіраваць супрацоўнікамі
permission-gateway = дзейнічаць ад імя іншых
permission-undo = скасоўваць чужое рашэнне

means-post = поштай
means-registered_post = заказным лістом
means-handed_over = уручана
means-electronic = у электронным выглядзе

role-officer = супрацоўнік
role-supervisor = кіраўнік
role-registrar = рэгістратар
role-auditor = аўдытар
role-administrator = адміністратар

given-poll-day = дзень галасавання
given-poll-level = хто выбіраецца
given-poll-municipality = тэрыторыя выбараў
given-poll-year_end = апошні дзень года выбараў
given-law-date = дзень, на які ўзяты закон
given-poll-first_day = першы дзень галасавання
given-poll-application_from = першы дзень падачы заяў
given-poll-application_to = апошні дзень падачы заяў
given-case-applied_on = дзень падачы заявы
given-poll-nomination_from = першы дзень вылучэння
given-poll-nomination_to = апошні дзень вылучэння
given-poll-roll_date = дзень складання спіса выбаршчыкаў
given-poll-local_age = мясцовы мінімальны ўзрост

state-none = няма
state-yes = так

days = { $count ->
    [one] { $count } дзень
    [few] { $count } дні
   *[many] { $count } дзён
}

fault-damaged = файл пашкоджаны
fault-gap = запісу не хапае
fault-malformed = гэта не запіс у яго адзінай форме
fault-wrong_hash = хэш не адпавядае зместу
fault-wrong_head = вяршыня не адпавядае запісам
fault-not_permitted = зроблена тым, каму гэта не дазволена
fault-unlawful = камісія не магла гэтага зрабіць
fault-four_eyes = вырашыў і зацвердзіў адзін чалавек
fault-sequence = гэта не вынікае з папярэдняга
fault-row_changed = радок зменены ў абыход журнала
fault-row_added = радок, пра які журнал не ведае
fault-row_missing = радок знік
fault-derived = вылічанае разыходзіцца з запісаным
fault-time_went_back = час запісу раней за папярэдні

# Умовы набору правіл сказамі. Віды і значэнні стаяць побач, каб нічога не скланяць.
cond-always = заўсёды
cond-never = ніколі
cond-and = і
cond-or = або
cond-not = не выканана: { $test }
cond-one-of = { $what }: адно з: { $values }
cond-is = { $what }: { $value }
cond-is-not = { $what }: не { $value }
cond-at-least = { $what }: не менш за { $value }
cond-at-most = { $what }: не больш за { $value }
cond-less = { $what }: менш за { $value }
cond-more = { $what }: больш за { $value }
cond-not-earlier = { $what } — не раней, чым { $value }
cond-not-later = { $what } — не пазней, чым { $value }
cond-earlier = { $what } — раней, чым { $value }
cond-later = { $what } — пазней, чым { $value }
cond-age = узрост на { $day }
cond-dated = { $name } ({ $day })
cond-no-end = без канца
cond-row-from = першы дзень запісу
cond-row-to = дзень канца запісу
cond-or-else = { $first }, а калі яго няма: { $second }
cond-years-after = { $count ->
    [one] { $day } плюс { $count } год
    [few] { $day } плюс { $count } гады
   *[many] { $day } плюс { $count } гадоў
}
cond-years-before = { $count ->
    [one] { $day } мінус { $count } год
    [few] { $day } мінус { $count } гады
   *[many] { $day } мінус { $count } гадоў
}
cond-days-after = { $count ->
    [one] { $day } плюс { $count } дзень
    [few] { $day } плюс { $count } дні
   *[many] { $day } плюс { $count } дзён
}
cond-days-before = { $count ->
    [one] { $day } мінус { $count } дзень
    [few] { $day } мінус { $count } дні
   *[many] { $day } мінус { $count } дзён
}
cond-years-after-table = { $day } плюс гады з табліцы
cond-years-before-table = { $day } мінус гады з табліцы
cond-days-after-table = { $day } плюс дні з табліцы
cond-table-key = дзяржава радка табліцы
cond-table-value = лік радка табліцы
cond-kind-any = { $kind }: любое значэнне
cond-kind-value = { $kind }: { $value }
cond-kind-other = { $kind }: акрамя: { $value }
cond-on = { $what } на { $day }
cond-every-day = { $what }; кожны дзень: { $first } — { $last }
cond-some-day = { $what }; хаця б адзін дзень: { $first } — { $last }
cond-some-row = { $what }: ёсць запіс, для якога { $test }
cond-each-row = { $what }: ёсць хаця б адзін запіс, і для кожнага { $test }
cond-inside = у межах { $place }
cond-inside-poll = на тэрыторыі выбараў { $place }
cond-municipality = на тэрыторыі гэтых выбараў
cond-poll-in = выбары — { $places }
cond-as-of = тое, што дзейнічала: { $day }
cond-named = { $name }: { $value }
cond-for-some-row = для якога-небудзь радка табліцы «{ $table }»: { $test }

# Словы, якімі ў спасылцы называюць частку крыніцы.
provision-art = арт.
provision-arts = арт.
provision-s = арт.
provision-ss = арт.
provision-sch = дад.
provision-reg = прав.
provision-para = п.
action-decision-discarded = рашэнне вернута, вырашае іншы
action-notice-undelivered = ліст вярнуўся
action-appeal-lodged = пададзена скарга
action-appeal-dismissed = у скарзе адмоўлена
action-decision-set_aside = рашэнне адменена
action-case-reopened = справа адноўлена

term-working-days = { $count ->
    [one] { $count } працоўны дзень
    [few] { $count } працоўныя дні
   *[many] { $count } працоўных дзён
}
term-hours = { $count ->
    [one] { $count } гадзіна
    [few] { $count } гадзіны
   *[many] { $count } гадзін
}
term-counted = { $length } з { $from }: { $day }
term-by-calendar = { $length } з { $from } паводле календара { $host } (звесткі на { $edition }): { $day }
term-bounded = не пазней за дзень галасавання
term-unsettled = перанос працоўных дзён на { $year } год не апублікаваны: тэрмін можа змяніцца
term-is-due = Паводле закона: { $counted }
term-would-be = Паводле закона тэрмін быў бы іншы: { $counted }
term-on-polling-day = па заявах у дзень галасавання: { $length }
term-near-poll = пачынаючы за { $before } да пачатку галасавання: { $length }
term-decision = Тэрмін рашэння: { $length }
action-office-changed = змянёны налады камісіі
fact-unseen = унёс(ла) { $officer }; унясіце і вы, не бачачы таго, што ўнесена
attached-same = на месцы
attached-missing = адсутнічае
attached-differs = адрозніваецца

scope-file = дакументы
scope-letters = лісты
scope-appeal = абскарджанне
representative = Прадстаўнік { $name }: { $said }
representative-until = па { $day }
representative-ended = тэрмін скончыўся { $day }
representative-paper = даверанасць { $paper }
representative-paper-dated = даверанасць { $paper } ад { $day }
representative-paper-of = даверанасць ад { $day }
