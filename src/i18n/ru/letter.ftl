# Письмо заявителю

letter-number = Письмо № { $number }
letter-number-day = Письмо № { $number } от { $day }
letter-day = Письмо от { $day }
letter-case = Дело № { $case }
letter-to = Кому: { $name }
letter-to-representative = Кому: { $name } (представитель заявителя; заявитель: { $applicant })
letter-granted = Ваше заявление удовлетворено
letter-refused = В удовлетворении Вашего заявления отказано
letter-poll = Выборы: { $host }, день голосования { $day }; избирается: { $level }; территория: { $place }.
letter-asked-vote = Вы просили предоставить Вам возможность голосовать на этих выборах.
letter-asked-stand = Вы просили предоставить Вам возможность быть кандидатом на этих выборах.
letter-applied = Ваше заявление датировано { $day }; оно зарегистрировано { $moment }.
letter-recorded = Ваше заявление зарегистрировано { $moment }.
letter-grant-vote = Принято решение удовлетворить заявление: за Вами признано право голосовать на этих выборах.
letter-grant-stand = Принято решение удовлетворить заявление: за Вами признано право быть кандидатом на этих выборах.
letter-refuse-vote = Принято решение отказать: право голосовать на этих выборах за Вами не признано.
letter-refuse-stand = Принято решение отказать: право быть кандидатом на этих выборах за Вами не признано.
letter-decided = Решение от { $day }; условия оценены по состоянию на { $law }.
letter-conditions = Как оценено каждое условие
letter-finding = Условие «{ $title }»: { $finding }
letter-provision = Норма: { $cite }
letter-evidence = Что рассмотрено: { $facts }
letter-missing = Что не подтверждено: { $kinds }
letter-open-question = Что в законе не решено: { $question }
letter-reasons = Основания решения
letter-departs = В чём решение расходится с оценкой условий
letter-departs-from = По оценке условий вывод был бы таким: { $outcome }. Решение принято иначе по следующей причине:
letter-appeal = Обжалование решения
letter-route = Куда подать жалобу: { $text }
letter-term = Срок подачи жалобы: { $text }
letter-rule = { $text } ({ $provision })
letter-blank = [заполняется комиссией: { $what }]
letter-blank-route = куда подаётся жалоба
letter-blank-term = срок обжалования
letter-blank-signature = подпись, фамилия, должность
letter-blank-handed = день и час
letter-signature = Подписал: { $blank }
letter-handed = Вручено или отправлено: { $blank }

# Сотруднику, рядом с письмом

letter-note-draft = Пакет норм, на котором основано письмо, юристом не подтверждён: { $pack }.
letter-note-unread = Прежде чем отправить письмо, сверьтесь с первоисточником, он не прочитан: { $cites }
letter-note-route-unknown = Куда подаётся жалоба по этому праву, неизвестно. Заполните пропуск.
letter-note-term-unknown = Срок обжалования по этому праву неизвестен. Заполните пропуск.
letter-note-route-unverified = Куда подаётся жалоба, по тексту самого закона не сверено, поэтому в письме оставлен пропуск. Не проверено: { $text } ({ $provision }; { $source }).
letter-note-term-unverified = Срок обжалования по тексту самого закона не сверен, поэтому в письме оставлен пропуск. Не проверено: { $text } ({ $provision }; { $source }).
letter-title = Письмо по делу { $case }: { $name }
letter-notes = Только для Вас, в письме этого нет:
