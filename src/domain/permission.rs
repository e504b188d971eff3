//! What an officer may do.

use super::Officer;
use super::coded;

coded!(
    /// A permission, by the word under which files, JSON and messages name it.
    Permission {
        /// Work on cases: record facts, ask for evidence, decide, take back one's own decision, record notices, open cases.
        Decide = "decide",
        /// Approve or return decisions of others, and say who the officers are.
        Approve = "approve",
        /// Approve one's own decisions too. Off unless the office says otherwise.
        ApproveOwn = "self_approve",
    }
);

impl Officer {
    pub fn may(&self, permission: Permission) -> bool {
        match permission {
            Permission::Decide => self.may_decide,
            Permission::Approve => self.may_approve,
            Permission::ApproveOwn => self.may_self_approve,
        }
    }
}
