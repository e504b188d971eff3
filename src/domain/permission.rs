//! What an officer may do, and who they are to the operating system.

use super::coded;
use super::competence::Competence;

coded!(
    /// A permission, by the word under which the record, JSON and messages name it.
    Permission {
        /// Open cases: walk-in applicants, imports.
        Open = "open",
        /// Work on cases: record facts, ask for evidence, decide, take back one's own decision, record notices.
        Decide = "decide",
        /// Approve or return decisions of others.
        Approve = "approve",
        /// Approve one's own decisions too. In no role, and off unless the office says otherwise.
        ApproveOwn = "self_approve",
        /// Take a case over that another officer holds.
        TakeOver = "take_over",
        /// Say who the officers are and what they may do.
        Administer = "administer",
        /// Speak for officers whose login is another: a forced command of SSH, a service.
        Gateway = "gateway",
    }
);

coded!(
    /// A named set of permissions.
    Role {
        /// Opens cases and decides them.
        Officer = "officer",
        /// An officer who also approves and takes over holds.
        Supervisor = "supervisor",
        /// Opens cases and decides none.
        Registrar = "registrar",
        /// Reads and verifies, and changes nothing.
        Auditor = "auditor",
        /// Says who the officers are, and decides nothing.
        Administrator = "administrator",
    }
);

impl Role {
    /// What somebody in this role may do.
    pub fn permissions(self) -> Permissions {
        use Permission::{Administer, Approve, Decide, Open, TakeOver};
        Permissions::of(match self {
            Role::Officer => &[Open, Decide],
            Role::Supervisor => &[Open, Decide, Approve, TakeOver],
            Role::Registrar => &[Open],
            Role::Auditor => &[],
            Role::Administrator => &[Administer],
        })
    }
}

impl Permission {
    /// Whether giving or taking it needs two people as soon as the office has two.
    pub fn is_weighty(self) -> bool {
        use Permission::{Administer, Approve, ApproveOwn, Gateway};
        matches!(self, Approve | ApproveOwn | Administer | Gateway)
    }
}

/// A set of permissions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Permissions(u8);

impl Permissions {
    /// May look, and nothing else.
    pub const NONE: Permissions = Permissions(0);

    /// Exactly these; one that is named twice counts once.
    pub fn of(all: &[Permission]) -> Permissions {
        all.iter().fold(Permissions::NONE, |set, one| set.with(*one))
    }

    /// These and one more.
    #[must_use]
    pub fn with(self, one: Permission) -> Permissions {
        Permissions(self.0 | 1 << one as u8)
    }

    /// These without one.
    #[must_use]
    pub fn without(self, one: Permission) -> Permissions {
        Permissions(self.0 & !(1 << one as u8))
    }

    /// Whether the one is among them.
    pub fn has(self, one: Permission) -> bool {
        self.0 & (1 << one as u8) != 0
    }

    /// Those that one of the two sets has and the other has not.
    #[must_use]
    pub fn difference(self, other: Permissions) -> Permissions {
        Permissions(self.0 ^ other.0)
    }

    /// In the order of [`Permission::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Permission> {
        Permission::ALL.iter().copied().filter(move |one| self.has(*one))
    }
}

/// A person who works in an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// Unique in the office; entries name the officer by it.
    pub name: String,
    /// The account of the operating system by which they work; empty where none is bound to them.
    pub login: String,
    /// What they may do; none, once they have left.
    pub permissions: Permissions,
    /// The cases that they work on: those that lie within one of these; all, where there is none.
    pub competences: Vec<Competence>,
}

impl Officer {
    /// Somebody in a role, whose login is their name.
    pub fn in_role(name: &str, role: Role) -> Officer {
        let permissions = role.permissions();
        Officer { name: name.to_owned(), login: name.to_owned(), permissions, competences: Vec::new() }
    }

    /// The same with one permission more.
    #[must_use]
    pub fn and(self, permission: Permission) -> Officer {
        Officer { permissions: self.permissions.with(permission), ..self }
    }

    /// Whether they may, on whatever case; where they are competent is another question.
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.has(permission)
    }

    /// The role whose permissions are exactly theirs.
    pub fn role(&self) -> Option<Role> {
        Role::ALL.iter().copied().find(|role| role.permissions() == self.permissions)
    }
}
