//! Who takes part: persons, states, groups, and how they belong together.

use crate::{
    base::once::visit_once,
    model::{vocabulary::vocabulary, when::When},
};

/// An actor's number in its timeline, in the order in which the input names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub u32);

impl ActorId {
    /// The number as an index into columns that run parallel to the actors.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

vocabulary! {
    /// What sort of actor it is.
    ActorKind {
        /// A human being.
        Person = "person",
        /// A country.
        State = "state",
        /// A government, ministry or other part of a state.
        Government = "government",
        /// A party, alliance of parties, international or other organisation.
        Organization = "organization",
        /// An armed non-state group.
        ArmedGroup = "armed_group",
        /// States or groups acting together.
        Coalition = "coalition",
        /// A news agency, newspaper or broadcaster.
        Media = "media",
        /// People without an organisation: journalists, protesters, civilians.
        Group = "group",
        /// Anything else.
        Other = "other",
    }
}

vocabulary! {
    /// The part that an actor has in an event, as the source gives it. Nothing is concluded from
    /// the order in which a source lists actors.
    Role {
        /// Acts.
        Initiator = "initiator",
        /// Is acted on.
        Recipient = "recipient",
        /// Takes part; the source gives no direction.
        Participant = "participant",
        /// Receives the others at its place.
        Host = "host",
        /// One side of a conflict, undirected.
        SideA = "side_a",
        /// The other side of a conflict, undirected.
        SideB = "side_b",
        /// Mediates, or stands by one of the sides.
        ThirdParty = "third_party",
        /// Is harmed.
        Victim = "victim",
        /// Is what the event is about, without acting in it.
        Subject = "subject",
    }
}

impl Role {
    /// Whether the source says by these roles that one acts and the other is acted on.
    #[must_use]
    pub fn acts_on(self, other: Self) -> bool {
        self.acts() && other.is_acted_on()
    }

    /// Whether the source says that it acts.
    #[must_use]
    pub fn acts(self) -> bool {
        self == Self::Initiator
    }

    /// Whether the source says that it is acted on.
    #[must_use]
    pub fn is_acted_on(self) -> bool {
        matches!(self, Self::Recipient | Self::Victim)
    }
}

/// One actor of a timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// The id in the file, unique within it; for a data set, the code or name that it uses.
    pub id: String,
    /// The name by which it is shown.
    pub name: String,
    /// What sort of actor it is.
    pub kind: ActorKind,
    /// Other names of it.
    pub aliases: Vec<String>,
    /// Offices it holds or held.
    pub offices: Vec<Office>,
    /// What it is a member or part of.
    pub member_of: Vec<ActorId>,
    /// The country it belongs to, ISO 3166-1 alpha-3; empty if none or not known.
    pub country: String,
    /// Codes by scheme, in the file's order.
    pub codes: Vec<(String, String)>,
    /// Anything else worth knowing.
    pub note: String,
}

/// An office that an actor holds or held.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Office {
    /// As it is called: "foreign minister".
    pub title: String,
    /// The state or organisation whose office it is.
    pub of: Option<ActorId>,
    /// When it was held.
    pub when: Option<When>,
}

impl Actor {
    /// An actor of whom only the id and the name are known.
    #[must_use]
    pub fn named(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            kind: ActorKind::Other,
            aliases: Vec::new(),
            offices: Vec::new(),
            member_of: Vec::new(),
            country: String::new(),
            codes: Vec::new(),
            note: String::new(),
        }
    }

    /// What the actor belongs to: its memberships, then the owners of its offices.
    pub fn belongs_to(&self) -> impl Iterator<Item = ActorId> + '_ {
        self.member_of.iter().copied().chain(self.offices.iter().filter_map(|office| office.of))
    }

    /// The name and all aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

/// One actor's part in one event, packed into four bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Participation(u32);

impl Participation {
    /// How many different actors there are among these: one in two roles is one.
    #[must_use]
    pub fn different(parts: &[Self]) -> u32 {
        let mut count = 0;
        Self::each_actor(parts, |_| true, |_| count += 1);
        count
    }

    /// Visits the actors of these that pass, one in two roles once, in their order. O(parts), and
    /// takes no room as long as they are few.
    pub fn each_actor(parts: &[Self], passes: impl Fn(Self) -> bool, visit: impl FnMut(ActorId)) {
        let passes = &passes;
        visit_once(parts.iter().filter(|&&it| passes(it)).map(|part| part.actor()), visit);
    }

    /// The largest number of an actor that fits.
    pub const MAX_ACTOR: u32 = (1 << 28) - 1;

    /// The actor in the role.
    ///
    /// # Panics
    /// When the actor's number exceeds [`Participation::MAX_ACTOR`].
    #[must_use]
    pub fn new(actor: ActorId, role: Role) -> Self {
        assert!(actor.0 <= Self::MAX_ACTOR, "more than {} actors", Self::MAX_ACTOR);
        Self(actor.0 << 4 | role as u32)
    }

    /// Who takes part.
    #[must_use]
    pub fn actor(self) -> ActorId {
        ActorId(self.0 >> 4)
    }

    /// In which role.
    #[must_use]
    pub fn role(self) -> Role {
        Role::ALL[(self.0 & 15) as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_participation_keeps_actor_and_role() {
        for &role in Role::ALL {
            for actor in [0, 7, Participation::MAX_ACTOR] {
                let participation = Participation::new(ActorId(actor), role);
                assert_eq!((participation.actor().0, participation.role()), (actor, role));
            }
        }
    }
}
