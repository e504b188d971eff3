//! What is asked on the message line.

use crate::app::{App, Question};
use crate::domain::Clean;
use crate::i18n::{Arg, Texts};

/// The question, in words.
pub fn asked(question: Question, app: &App, texts: &Texts) -> Clean {
    match question {
        Question::Discard => texts.get("ask-discard"),
        Question::Quit => texts.get("ask-quit"),
        Question::Zone => zone_question(app, texts),
        Question::TakeOver => take_over_question(app, texts),
        Question::ForgetView => view_question(app, "ask-forget-view", texts),
        Question::ReplaceView => view_question(app, "ask-replace-view", texts),
    }
}

/// In what a zone differs from the case, both values side by side.
fn zone_question(app: &App, texts: &Texts) -> Clean {
    let differs = app.zone_differences().iter().map(|one| {
        let args = [
            ("what", texts.get(one.what.key()).into()),
            ("zone", Arg::Text(one.zone.clone())),
            ("case", Arg::Text(one.case.clone())),
        ];
        texts.say("zone-difference", &args)
    });
    let differs = crate::wording::fact::join("; ", differs);
    texts.say("ask-zone", &[("differs", differs.into())])
}

/// Who holds the open case, and until when.
fn take_over_question(app: &App, texts: &Texts) -> Clean {
    let Some((case, hold)) = app.case.as_ref().and_then(|case| Some((case.id(), case.file.hold.as_ref()?))) else {
        return Clean::new("");
    };
    let args = [
        ("case", case.to_string().into()),
        ("officer", hold.by.as_str().into()),
        ("moment", texts.moment(hold.until).into()),
    ];
    texts.say("ask-take-over", &args)
}

/// What is asked about a view: its name, and whose it is.
fn view_question(app: &App, key: &str, texts: &Texts) -> Clean {
    let Some(view) = &app.view_asked else { return Clean::default() };
    let whose = if view.shared { "shared" } else { "own" };
    texts.say(key, &[("name", Arg::from(view.name.as_str())), ("whose", Arg::from(whose))])
}
