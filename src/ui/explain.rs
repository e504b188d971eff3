//! The full explanation of one finding: the sentence, the provision, and every step with what it came to.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::document::Document;
use super::theme::Role;
use super::{case, words};
use crate::app::App;
use crate::app::pane::{Extent, Pane};
use crate::domain::Clean;
use crate::i18n::{Arg, Texts};
use crate::law::{Node, NodeKind};

pub fn draw(app: &App, texts: &Texts, finding: usize, pane: &Pane, area: Rect, buf: &mut Buffer) -> Extent {
    let found = app.case.as_ref().and_then(|case| case.findings().get(finding));
    let Some(finding) = found else { return Extent::default() };
    let mut document = Document::new(area.width);
    document.say(0, &Clean::new(finding.sentence.get(texts.lang())), Role::Strong);
    document.say(0, &Clean::new(&finding.cite.source), Role::Dim);
    let in_force = words::holds(texts, finding.in_force);
    if in_force.width() > 0 {
        document.labelled(0, &texts.get("explain-in-force"), &in_force, Role::Plain);
    }
    document.blank();
    case::one_finding(app, texts, finding, &mut document);
    document.blank();
    document.say(0, &texts.get("explain-steps"), Role::Title);
    step(app, texts, &finding.explain, 0, &mut document);
    document.draw(area, buf, pane)
}

fn step(app: &App, texts: &Texts, node: &Node, depth: u16, document: &mut Document) {
    let (sign, role) = words::tri(node.value);
    let indent = (depth * 2).min(document.width() / 2);
    let shown = node.shown.as_ref().map(|shown| format!(" = {shown}")).unwrap_or_default();
    let text = match &node.kind {
        NodeKind::All => format!("{sign} {}", texts.get("explain-all")),
        NodeKind::Any => format!("{sign} {}", texts.get("explain-any")),
        NodeKind::Not => format!("{sign} {}", texts.get("explain-not")),
        NodeKind::Exception { id, effect, applies } => {
            let applies = texts.word(
                "tri",
                match words::tri(*applies).0 {
                    "+" => "yes",
                    "-" => "no",
                    _ => "unknown",
                },
            );
            let args = [
                ("exception", Arg::from(&**id)),
                ("applies", applies.into()),
                ("effect", texts.word("effect", effect).into()),
            ];
            format!("{sign} {}", texts.say("explain-exception", &args))
        }
        NodeKind::Test | NodeKind::Fact { .. } => format!("{sign} {}{shown}", node.text),
        NodeKind::Parameter | NodeKind::Given => format!("  {}{shown}", node.text),
    };
    let role = if matches!(node.kind, NodeKind::Parameter | NodeKind::Given) { Role::Dim } else { role };
    document.say(indent, &Clean::new(&text), role);
    if let Some(cite) = &node.cite {
        document.say(indent + 4, &Clean::new(&cite.text), Role::Dim);
    }
    if let NodeKind::Fact { kind, why, rows, .. } = &node.kind {
        if let Some(why) = why {
            document.say(indent + 4, &words::why(texts, *why), Role::Warn);
        }
        for row in rows {
            let state = words::state(app, texts, kind, &row.state);
            let evidence = words::shown_by(app, texts, &row.evidence);
            let number = Clean::new(&format!("#{}", row.fact));
            let said = words::join(", ", [state, words::holds(texts, row.holds), evidence]);
            document.labelled(indent + 4, &number, &said, Role::Plain);
        }
    }
    for child in &node.children {
        step(app, texts, child, depth + 1, document);
    }
}
