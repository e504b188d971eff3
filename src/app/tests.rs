//! Scripts of messages against the state machine, without a store.

use std::rc::Rc;

use super::*;
use crate::domain::*;
use crate::law::Library;

fn office() -> App {
    let schema = Schema { id: "electoral-facts/1".to_owned(), kinds: Vec::new(), lists: Vec::new() };
    let library = Rc::new(Library { schema, packs: Vec::new() });
    let officer = Officer { name: "ira".to_owned(), may_decide: true, may_approve: false, may_self_approve: false };
    App::new(library, officer, Office::default(), Lang::En)
}
