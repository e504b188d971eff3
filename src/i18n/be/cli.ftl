# What the command line says, and what import says of files.
cli-proposed = { $sign } Прапанова: { $outcome }
cli-pack-status = Правілы: { $status }
cli-dates = Дзень галасавання { $poll }; права ў рэдакцыі на { $law }
cli-known-at = Паводле звестак на { $moment }
cli-needs = Яшчэ трэба высветліць (* — гэтага аднаго хопіць для высновы па ўмове):
cli-unverified = (першакрыніца не зверана)
cli-question = Адкрытае пытанне: { $question }
cli-queue-empty = Прыдатных спраў няма.
cli-queue-more = { $count ->
    [one] Паказана першая { $count } справа
    [few] Паказаны першыя { $count } справы
   *[many] Паказаны першыя { $count } спраў
}, ёсць яшчэ. Усе: --limit 0.
cli-column-case = справа
cli-column-name = заяўнік
cli-column-right = права
cli-column-poll = выбары
cli-column-level = узровень
cli-column-place = муніцыпалітэт
cli-column-status = стан
cli-column-due = тэрмін
cli-column-left = дзён
cli-column-holder = займаецца
cli-column-outcome = прапанова
cli-applied-on = Заява пададзена { $day }
cli-due-on = Вырашыць да { $day }
cli-held-by = Займаецца { $officer }
cli-facts = Факты:
cli-superseded = выпраўлены пазнейшым фактам
cli-history = Што ўжо зроблена:
cli-act-done = Справа { $case }: { $status }. Запіс журнала { $entry }.
cli-officer-added = { $officer }. Запіс журнала { $entry }.
cli-officer-waits = { $officer }: змена { $motion } чакае другога супрацоўніка. Запіс журнала { $entry }.
cli-motion-open = змена { $motion } чакае другога супрацоўніка: { $change } (прапанаваў(ла) { $by })
cli-motion-clock = гадзіннік выпраўляецца
cli-entry-made = Запіс журнала { $entry }.
cli-officer-login = уліковы запіс { $login }
cli-officer-no-login = без уліковага запісу
cli-officer-nothing = нічога
cli-officer-for = толькі справы: { $cases }
cli-officer-no-regime = { $found }: няма ні дзяржавы, ні пакета, ні рэестра з такім кодам. Назавіце адзін з гэтых кодаў або тэрыторыю, напрыклад OKTMO:46701000: { $known }
cli-office-made = Створаны файл { $path }; першы супрацоўнік - { $officer }.
cli-ledger-holds = Усё сыходзіцца: { $entries ->
    [one] { $entries } запіс
    [few] { $entries } запісы
   *[many] { $entries } запісаў
}, { $rows ->
    [one] { $rows } радок
    [few] { $rows } радкі
   *[many] { $rows } радкоў
}, азначэнняў паўторана: { $answers }. Корань { $root }
cli-ledger-unspoken = Не паўторана, бо праграма не ведае іх натацыі: { $unspoken }. Яны ні слушныя, ні няслушныя.
cli-ledger-fault = Не сыходзіцца. { $place }: { $class }. { $what }
cli-pack-sound = { $pack } { $version }: у парадку; { $count ->
    [one] { $count } прыклад сыходзіцца
    [few] { $count } прыклады сыходзяцца
   *[many] { $count } прыкладаў сыходзяцца
}.

import-encoding = файл у кадзіроўцы { $what }; захавайце яго ў UTF-8 (у электроннай табліцы: «CSV UTF-8»)
import-spreadsheet = гэта файл электроннай табліцы ({ $what }), а не яе тэкст; захавайце яго як «CSV UTF-8»
import-packed = файл сціснуты ({ $what }); спачатку распакуйце яго
import-document = гэта дакумент ({ $what }), а не табліца; папрасіце ў адпраўніка файл CSV
import-no-header = файл пусты; першы радок павінен называць слупкі (гл. suffrage import --help)
import-too-many-columns = у першым радку слупкоў: { $count }; чытаецца не больш за { $limit }. Ці правільны раздзяляльнік?
import-record-too-long = радок { $line }: запіс даўжэйшы за { $limit } байт. Не закрыта двукоссе?
import-not-csv = радок { $line }: гэта не чытаецца як CSV: { $problem }
import-not-utf8 = радок { $line }, поле { $field }: байт { $byte } - не UTF-8. Падобна на Windows-1251 («{ $read }»); захавайце файл у UTF-8 або: iconv -f WINDOWS-1251 -t UTF-8
import-column-twice = слупок { $column } ёсць двойчы, або два слупкі значаць адно і тое ж
import-map-column-absent = у файле адпаведнасцей названы слупок { $column }, якога ў файле няма
import-map-constant-unknown = у файле адпаведнасцей невядомая пастаянная: { $name }
import-header-unknown = у першым радку невядомыя слупкі: { $unknown }. Перайменуйце іх або апішыце ў --map
import-header-missing = не хапае слупкоў: { $missing }. Дадайце іх або задайце ў [constants] файла адпаведнасцей
import-header-both = у першым радку невядомыя слупкі: { $unknown }; і не хапае: { $missing }. Гл. suffrage import --help
import-row-width = у запісе палёў: { $count }, у першым радку: { $expected }
import-empty = тут не можа быць пуста
import-not-a-code = такога няма сярод { $codes }; напішыце адно з іх або дадайце гэта слова ў [values] табліцы адпаведнасцей
import-not-in-list = такога кода няма ў спісе { $list } (кодаў у ім: { $count }; іх друкуе suffrage import --schema); напішыце адзін з іх або дадайце гэта слова ў [values] табліцы адпаведнасцей
import-no-such-pack = такога набору правіл для { $host } і { $right } няма
import-no-pack = для { $host } і { $right } набор правіл не адзін; назавіце яго ў слупку pack
import-fact-without-value = сам fact:{ $kind } пусты; напішыце значэнне, none або unknown:requested
import-interval = канец павінен быць пазней за пачатак ({ $from })
import-evidence-without-kind = назавіце від дакумента ў слупку :evidence
import-not-this-evidence = такі дакумент гэтага не пацвярджае; падыходзяць { $codes }
import-not-a-date = гэта не дата выгляду { $formats } ад 01.01.1800 да 31.12.2200
import-not-a-number = гэта не цэлы лік
import-control-character = у ім кіравальны знак (NUL, escape, перавод радка)
import-too-long = гэта даўжэй за { $limit } знакаў
import-key-twice = тая ж заява ўжо ёсць у радку { $line } гэтага файла
import-checking = Праверана радкоў: { $number }
import-taking = Адкрыта спраў: { $number }
import-done = { $file }: адкрыта { $opened }, ужо ёсць { $skipped }, адхілена { $bad }.
import-checked = { $file }: прыдатных { $good }, адхілена { $bad }. Нічога не запісана (--dry-run).
import-refused = { $file }: прыдатных { $good }, адхілена { $bad }. Нічога не запісана: выпраўце файл або прыміце прыдатныя радкі з --partial.
import-rejected-row = { $file }:{ $line }: { $field } «{ $value }»: { $reason }
import-rejected-rows = { $file }: радкоў { $rows }: { $field } «{ $value }»: { $reason } (радкі файла { $lines })
import-rejected-many = { $file }: радкоў { $rows }: { $field } «{ $value }»: { $reason } (радкі файла { $lines } і яшчэ { $more })
import-rejected-values = { $file }: яшчэ радкоў { $rows }: { $field }, з іншымі значэннямі («{ $value }»): { $reason } (пачынаючы з радка { $line }; усе яны - у --rejects FILE.csv і --json)
import-rejects-written = Адхіленыя радкі - у { $path }; выпраўце і загрузіце гэты файл.
import-schema-columns = СЛУПКІ (* абавязковы ў кожным радку)
import-schema-facts = ФАКТЫ (кожны можа быць таксама none, { $unknown }; пустое поле нічога не значыць; другі таго ж віду: fact:KIND#2)
import-schema-text = тэкст
import-schema-any = любое слова са спіса evidence
import-schema-parts = У кожнага факта ёсць таксама, у выглядзе fact:KIND:частка: { $parts }. Даты - 2026-09-20.
import-rejects-one-file = --rejects працуе з адным файлам CSV за раз.
import-record-too-large = { $file } даўжэйшы за { $limit } байт; гэта не запіс выбаршчыка.
import-record-undated = гэта сведчыць супраць заяўніка, а ў запісе няма GeneratedDate: патрэбны дзень, калі гэта заяўлена
import-record-warning = { $file }: { $field } «{ $value }» зразумета як { $taken }
import-changed-meanwhile = радок { $line } ужо не той, што хвіліну таму; нічога не прынята. Дачакайцеся, пакуль у файл перастануць пісаць.

cli-demo-copy = Ваша ўласная копія: { $path }. Працягнуць, напрыклад другім супрацоўнікам: suffrage open { $path } --as boris

cli-sample-made = { $path }: { $count ->
    [one] { $count } справа
    [few] { $count } справы
   *[many] { $count } спраў
 } людзей, якіх не існуе.
cli-play-same = { $file }: усё як запісана
cli-play-differs = { $file }: выйшла інакш (- у файле, + насамрэч)
cli-play-wrong = { $file }: { $problem }
import-day-to-come = пазней за сённяшні дзень ({ $today }); у таго, што ўжо адбылося, дата не пазней
import-first-day-late = першы дзень галасавання пазней за дзень галасавання
import-bad-age = патрэбны ўзрост ад 14 да 40
import-interval-backwards = тэрмін заканчваецца раней, чым пачынаецца

cli-mutants = { $pack }: убудаваныя прыклады заўважаюць { $killed } з { $all } змен; { $same ->
    [one] яшчэ { $same } нічога не мяняе ў сабраным законе.
    [few] яшчэ { $same } нічога не мяняюць у рашэннях паводле закона.
   *[many] яшчэ { $same } нічога не мяняюць у рашэннях паводле закона.
}
cli-mutant-changed = замест { $old } стаіць { $new }, і ніводзін прыклад гэтага не заўважае.
cli-mutant-gone = прыбрана { $old }, і ніводзін прыклад гэтага не заўважае.
cli-mutant-missing = Прыклад, якога не хапае: «{ $case }», дзе { $differs }
cli-mutant-tells = { $what }: { $ours }; пасля змены: { $theirs }
cli-mutant-not-told = Не адрознілі { $count ->
    [one] { $count } варыянт
    [few] { $count } варыянты
   *[many] { $count } варыянтаў
} прыкладаў: па сутнасці тое самае, або патрэбны прыклад.
mutant-number = лік
mutant-day = дата
mutant-comparison = параўнанне
mutant-anchor = дата адліку
mutant-code = код
mutant-group = усе або любая
mutant-member = умова групы
mutant-exception = выключэнне
mutant-effect = дзеянне выключэння
mutant-negation = адмаўленне
mutant-question = пытанне да гісторыі
mutant-citation = спасылка на норму
cli-no-such-interval = у гэтага набору правіл прамежкі ад 0 да { $last }
cli-schema-kinds = ВІДЫ ФАКТАЎ
cli-schema-lists = СПІСЫ КОДАЎ
cli-schema-registers = РЭЕСТРЫ ТЭРЫТОРЫЙ
cli-schema-host-any = Прапануецца для любой дзяржавы
cli-schema-host = Прапануецца для дзяржавы: { $state }
cli-schema-evidence = Чым пацвярджаецца: { $what }
cli-schema-against = Сведчыць супраць заяўніка: { $what }
cli-schema-against-all = Любое значэнне сведчыць супраць заяўніка
cli-schema-prevails = Улічваецца пры любых іншых фактах: { $what }
cli-schema-within = унутры { $code }
cli-schema-groups = групы па { $groups }; даўжыня { $lengths }
schema-type-flag = так
schema-type-int = лік
schema-type-date = дата
schema-type-place = код тэрыторыі
schema-type-code = код са спіса { $list }
schema-many-scalar = адно на ўсё жыццё
schema-many-one = адно ў кожны момант
schema-many-several = некалькі адначасова
schema-alphabet-digits = лічбы
schema-alphabet-alnum = лічбы і вялікія лацінскія літары
cli-no-such-kind = У схеме няма віду фактаў «{ $kind }»; усе віды паказвае suffrage law schema.
cli-no-such-kind-near = У схеме няма віду фактаў «{ $kind }». Магчыма, мелася на ўвазе «{ $near }»?

calendar-head = Працоўныя дні, { $host }, звесткі на { $edition }. Суботы і нядзелі - выхадныя, апроч названых.
calendar-year = { $year }: { $count ->
    [one] { $count } працоўны дзень
    [few] { $count } працоўныя дні
   *[many] { $count } працоўных дзён
}
calendar-source = Падстава: { $source }
calendar-source-unread = Падстава (сам тэкст не прачытаны): { $source }
calendar-unsettled = Перанос працоўных дзён на { $year } год яшчэ не апублікаваны: падлік у гэтым годзе можа змяніцца.
calendar-off = Непрацоўныя дні з панядзелка па пятніцу: { $days }
calendar-working = Працоўныя суботы і нядзелі: { $days }
calendar-counted = { $count ->
    [one] { $count } працоўны дзень
    [few] { $count } працоўныя дні
   *[many] { $count } працоўных дзён
} ({ $host }) пасля { $from }: { $day }
calendar-unknown = Календара { $host } няма; ёсць: { $known }.
calendar-both = { $day } не можа быць і працоўным, і непрацоўным днём.
calendar-outside = { $asked }: невядома. У календары { $host } ёсць { $years }.
event-facts = { $count ->
    [one] { $count } факт
    [few] { $count } факты
   *[many] { $count } фактаў
 }
event-answer-by = адказаць да { $day }
event-until = да { $day }
event-appeal-by = адказаць да { $day }
event-attached = { $name }; { $size ->
    [one] { $size } байт
    [few] { $size } байты
   *[many] { $size } байтаў
}; SHA-256 { $hash }
cli-attachments-none = Ні да адной справы файлы не далучаныя.
cli-attach-too-large = { $path } большы за { $limit } МіБ; такія вялікія файлы не прымаюцца. Далучыце меншую копію.
cli-attachments-amiss = Файлаў, якіх няма або якія не тыя, што ў запісе: { $count }. Вярніце папку { $folder } з рэзервовай копіі.
cli-attachment-not-copied = suffrage: { $name } (справа { $case }) не скапіяваны: файла няма або ён не той, што ў запісе.
event-dated = ад { $day }
event-sent-on = адпраўлена { $day }
event-number = № { $number }
cli-upgrade-already = { $path } ужо ў фармаце гэтай праграмы; нічога не зменена.
cli-upgraded = { $path } абноўлены з фармату { $format } і сыходзіцца, запісаў: { $entries }. Ранейшы файл ляжыць у { $kept }.
cli-upgrade-not-sound = { $path } не абноўлены: ён не сыходзіцца: { $fault }. Нічога не зменена.
cli-verifying = Праверка: { $percent } %

# Копіі
cli-backup-made = { $path } — правераная копія, запісаў: { $entries }; апошні ад { $moment }, { $officer }.
cli-restored = { $path } адноўлены і правераны, запісаў: { $entries }; апошні ад { $moment }, { $officer }. Таго, што было пазней, у ім няма.

# На чым трымаецца файл камісіі
doctor-ok = так
doctor-bad = НЕ
doctor-packs = правілы побач з файлам, калі яны ёсць, спраўныя
doctor-engine = у праграме SQLite { $version }, яна не губляе запісанага
doctor-place = ляжыць на мясцовым дыску і адкрываецца
doctor-sides = файлы побач — яго ўласныя
doctor-format = запісаны ў фармаце гэтай праграмы
doctor-schema = табліцы такія, якімі створаны
doctor-ledger = журнал сыходзіцца
doctor-files = папка з файламі спраў ляжыць побач з базай
doctor-files-bad = файлаў, якіх няма або якія не тыя, што ў запісе: { $count }; першы — { $path }. Вярніце папку з рэзервовай копіі.
doctor-rights = правы, уладальнік і група
doctor-clock = гадзіннік не раней за апошні запіс
doctor-space = месца на дыску
doctor-space-bad = Вольна { $free } МіБ, трэба { $need }. Вызваліце месца.
doctor-leases = ніводная справа не занятая даўжэй, чым гэта робіць праграма
doctor-leases-bad = { $count ->
    [one] { $count } адзнака аб занятай справе ўнесена
    [few] { $count } адзнакі аб занятых справах унесены
   *[other] { $count } адзнак аб занятых справах унесена
} у абыход праграмы. Яны нікому не замінаюць; высветліце, хто піша ў файл.
doctor-processes = ніводная праграма з іншай SQLite не трымае файл адкрытым
doctor-processes-bad = { $name } (працэс { $number }) трымае файл адкрытым праз сваю SQLite і можа страціць запісанае. Закрыйце яе, а капіруйце толькі так: suffrage backup

# Дзеянні камандамі
cli-list-version = --version паказваюць для адной справы. У спісе версія стаіць пасля нумара: 1001 3
cli-list-line = Радок { $line } спіса — не нумар справы: «{ $text }». Нічога не зроблена.
cli-list-twice = Радок { $line } спіса паўтарае справу, якая ў ім ужо ёсць: «{ $text }». Нічога не зроблена.
cli-list-done = зроблена { $count }
cli-list-changed = тым часам зменена { $count } ({ $cases })
cli-list-held = занята за { $officer } { $count } ({ $cases })
cli-list-refused = { $count } немагчыма ({ $cases })
cli-list-untried = не пачата { $count } ({ $cases })
cli-nothing-to-ask = Па справе { $case } для прапановы цяпер нічога запытваць не трэба. Каб усё ж запытаць, назавіце віды звестак.
cli-taken-over = Справа { $case } перайшла ад { $from }; яна занята за { $officer } да { $moment }.
cli-claimed = Справа { $case } занята за { $officer } да { $moment }.
cli-released = Справа { $case } вызвалена.
cli-not-held = Справа { $case } не занята за { $officer }; вызваляць няма чаго.
cli-packs-passed-over = Правілы побач з файлам не ўлічаныя: для прагляду ўзятыя толькі правілы самой праграмы.
cli-not-a-code = «{ $text }» — ніводнае з: { $codes }.
cli-no-polls = У гэтай камісіі яшчэ няма выбараў; яны з'явяцца з першай справай.
cli-no-such-poll = У гэтай камісіі няма выбараў з нумарам { $poll }. Спіс: suffrage polls OFFICE.db
cli-case-key = Заява з ключом { $key } тут ужо ёсць; нічога не адкрыта.
cli-case-like = Магчыма, справа гэтага чалавека тут ужо ёсць: { $cases }. Нічога не адкрыта. Калі гэта іншы чалавек або іншая заява: --even-if-like
cli-case-opened = Справа { $case } адкрыта: { $name }. Запіс журнала { $entry }.
cli-mine-undo = можна адмяніць да { $moment }: suffrage undo OFFICE.db { $case } --reason TEXT
cli-mine-correct = можна выправіць: suffrage fact OFFICE.db { $case } KIND VALUE --corrects { $fact }
cli-mine-letter = трэба адправіць паведамленне: suffrage notice OFFICE.db { $case }
cli-mine-anew = вернута, вырашыць нанова: suffrage decide OFFICE.db { $case }
cli-mine-nothing = { $officer }: сёння тут нічога не зроблена.
cli-no-such-view = Выгляду «{ $name }» няма (suffrage view list).
cli-no-views = Выглядаў з назвай яшчэ няма.
cli-view-kept = Выгляд «{ $name }»: { $line }
cli-view-taken = Выгляд «{ $name }» ужо ёсць ва ўсіх: { $line }. З --replace ваш стане на яго месца.
cli-view-forgotten = Выгляд «{ $name }» выдалены.

# Чаго не хопіць, да падачы
precheck-decides-nothing = Тут нічога не вырашаецца і нічога не запісваецца: радкі ўзятыя як ёсць, кожны сам па сабе, а вырашае толькі ведамства — па тым, што пацверджана дакументамі.
precheck-row = { $file }:{ $line }: { $name }: { $right }
precheck-rules = Правілы: { $title } ({ $pack } { $version }): { $status }
precheck-not-met = Не выканана:
precheck-contested = Спрэчна:
precheck-part = { $outcome } { $count }
precheck-rejected = адхілена { $count }

# Запыты ў рэестр і яго адказы
register-header-missing = няма слупкоў: { $missing }. Адпраўце ў рэестр файл, запісаны камандай «suffrage register ask», і чытайце яго ж
register-shows-not = Адказ рэестра не пацвярджае звестак віду { $kind }; прымаюцца { $codes }.
register-nothing-waits = Ніводная справа не чакае такіх звестак; нічога не запісана.
register-written = { $path }: { $count ->
    [one] { $count } радок
    [few] { $count } радкі
   *[other] { $count } радкоў
 } для рэестра. Файл даступны толькі вам.
register-both = значэнне і «none» разам немагчымыя ({ $value })
register-neither = пакажыце значэнне або «yes» у слупку none, калі ў рэестры шукалі і нічога не знайшлі
register-none = няма: рэестр правераны, нічога не знойдзена
register-nothing = звестак няма
register-changed = справа змянілася пасля запыту; цяпер яе версія { $version }
register-proposed = { $case } { $name }: { $kind }: { $old } -> { $new }
register-recorded = { $case } { $name }: { $kind }: { $old } -> { $new } (запісана)
register-same = { $case } { $name }: { $kind }: { $new } (ужо запісана)
register-contradicts = { $case } { $name }: { $kind }: { $old } >< { $new } (супярэчыць запісанаму; вырашае супрацоўнік, suffrage fact)
register-another = { $case } { $name }: { $kind }: { $new } (датычыць іншай асобы; заяўнік у справе — { $owner })
register-not-recorded = Нічога не запісана. Прапанаванае запісвае --record.
register-sum-proposed = прапанавана { $count }
register-sum-recorded = запісана { $count }
register-sum-same = ужо было запісана { $count }
register-sum-no-answer = без адказу { $count } ({ $cases })
register-sum-contradicts = супярэчыць запісанаму { $count } ({ $cases })
register-sum-another = датычыць іншай асобы { $count } ({ $cases })
register-sum-bad = адхілена { $count } ({ $cases })

report-span-turned = Дата --to не можа быць раней за --from.
report-late = Вырашана са спазненнем або пратэрмінавана
report-soon = Тэрмін канчаецца да { $day }
report-column-decided = вырашана
report-column-late = спазн.
report-column-officer = супрацоўнік
report-count = { $cases ->
    [one] { $cases } справа з парушэннем тэрміну
    [few] { $cases } справы з парушэннем тэрміну
   *[many] { $cases } спраў з парушэннем тэрміну
} = { $decided } вырашана пазней за тэрмін + { $open } не вырашана ў тэрмін
report-falls-due = Тэрмін канчаецца да { $day }: { $cases ->
    [one] { $cases } справа
    [few] { $cases } справы
   *[many] { $cases } спраў
}
office-undo = рашэнне можна адклікаць { $minutes } хв
office-lease = справа занята { $minutes } хв
office-zone = суткі па гадзінніку { $zone }
office-frozen-until = замарожана да { $until }
office-freeze-days = замарожана за { $days } дз. да закрыцця спіса і да дня галасавання
office-program = пры замарозцы версія праграмы { $version }
office-second-entry = уносяць двое: { $kinds }
office-frozen = Замарожана да { $until }: людзі, правілы і праграма без дваіх не мяняюцца.

# Дапушчэнні
suppose-form = { $text }: напішыце ВІД=none, ВІД=unknown ці ВІД=ЗНАЧЭННЕ, потым, калі трэба, ,from=ДЗЕНЬ і ,to=ДЗЕНЬ.
suppose-note = ДАПУШЧЭННЕ, у справе гэтага няма
suppose-about = Гэта дапушчэнне, нічога не захоўваецца:
suppose-flips = Як ёсць: { $was }. Пры гэтым дапушчэнні: { $now }.
suppose-same = І як ёсць, і пры гэтым дапушчэнні: { $now }.
cli-officer-everything-alone = --for everything здымае ўсе межы, іншага --for побач з ім быць не можа.
cli-fact-beside = У справе стаяць звесткі, якія паводле закона супярэчаць адна адной; пакуль адна з іх не выпраўлена, з іх нічога не вынікае:
cli-fact-beside-correct = памылковая выпраўляецца так: suffrage fact OFFICE.db { $case } { $kind } VALUE --corrects N (N — адна з { $facts })
cli-no-next = Не засталося спраў, якія { $officer } можа прасунуць: у гэтай выбарцы іх няма або з імі працуюць іншыя.
cli-fact-evidence = { $problem } Пазначце яго: --evidence KIND і --dated DAY; для гэтага віду: { $kinds }.
cli-mine-snooze = прызначыць іншы дзень: suffrage snooze OFFICE.db { $case } UNTIL --reason TEXT
cli-mine-assign = перадаць іншаму: suffrage assign OFFICE.db { $case } OFFICER
cli-mine-ask = застаецца, пакуль не адкажуць; новае пытанне заменіць гэтае: suffrage ask OFFICE.db { $case } OFFICER QUESTION
cli-mine-request = новы запыт заменіць гэты: suffrage request OFFICE.db { $case } KIND --by DAY
cli-days-late = пратэрмінавана на { $count } дз.
