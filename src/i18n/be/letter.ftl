# Ліст заяўніку

letter-number = Ліст № { $number }
letter-number-day = Ліст № { $number } ад { $day }
letter-day = Ліст ад { $day }
letter-case = Справа № { $case }
letter-to = Каму: { $name }
letter-to-representative = Каму: { $name } (прадстаўнік заяўніка; заяўнік: { $applicant })
letter-granted = Ваша заява задаволена
letter-refused = У задавальненні Вашай заявы адмоўлена
letter-poll = Выбары: { $host }, дзень галасавання { $day }; выбіраецца: { $level }; тэрыторыя: { $place }.
letter-asked-vote = Вы прасілі даць Вам магчымасць галасаваць на гэтых выбарах.
letter-asked-stand = Вы прасілі даць Вам магчымасць быць кандыдатам на гэтых выбарах.
letter-applied = Ваша заява датавана { $day }; яна зарэгістравана { $moment }.
letter-recorded = Ваша заява зарэгістравана { $moment }.
letter-grant-vote = Прынята рашэнне задаволіць заяву: за Вамі прызнана права галасаваць на гэтых выбарах.
letter-grant-stand = Прынята рашэнне задаволіць заяву: за Вамі прызнана права быць кандыдатам на гэтых выбарах.
letter-refuse-vote = Прынята рашэнне адмовіць: права галасаваць на гэтых выбарах за Вамі не прызнана.
letter-refuse-stand = Прынята рашэнне адмовіць: права быць кандыдатам на гэтых выбарах за Вамі не прызнана.
letter-decided = Рашэнне ад { $day }; умовы ацэнены па стане на { $law }.
letter-conditions = Як ацэнена кожная ўмова
letter-finding = Умова «{ $title }»: { $finding }
letter-provision = Норма: { $cite }
letter-evidence = Што разгледжана: { $facts }
letter-missing = Што не пацверджана: { $kinds }
letter-open-question = Што ў законе не вырашана: { $question }
letter-reasons = Падставы рашэння
letter-departs = У чым рашэнне разыходзіцца з ацэнкай умоў
letter-departs-from = Паводле ацэнкі ўмоў вывад быў бы такі: { $outcome }. Рашэнне прынята інакш з наступнай прычыны:
letter-appeal = Абскарджанне рашэння
letter-route = Куды падаць скаргу: { $text }
letter-term = Тэрмін падачы скаргі: { $text }
letter-rule = { $text } ({ $provision })
letter-blank = [запаўняецца камісіяй: { $what }]
letter-blank-route = куды падаецца скарга
letter-blank-term = тэрмін абскарджання
letter-blank-signature = подпіс, прозвішча, пасада
letter-blank-handed = дзень і гадзіна
letter-signature = Падпісаў: { $blank }
letter-handed = Уручана або адпраўлена: { $blank }

# Супрацоўніку, побач з лістом

letter-note-draft = Пакет норм, на якім заснаваны ліст, юрыст не пацвердзіў: { $pack }.
letter-note-unread = Перш чым адправіць ліст, зверцеся з першакрыніцай, яна не прачытана: { $cites }
letter-note-route-unknown = Куды падаецца скарга па гэтым праве, невядома. Запоўніце пропуск.
letter-note-term-unknown = Тэрмін абскарджання па гэтым праве невядомы. Запоўніце пропуск.
letter-note-route-unverified = Куды падаецца скарга, па тэксце самога закона не зверана, таму ў лісце пакінуты пропуск. Не праверана: { $text } ({ $provision }; { $source }).
letter-note-term-unverified = Тэрмін абскарджання па тэксце самога закона не звераны, таму ў лісце пакінуты пропуск. Не праверана: { $text } ({ $provision }; { $source }).
letter-title = Ліст па справе { $case }: { $name }
letter-notes = Толькі для Вас, у лісце гэтага няма:
