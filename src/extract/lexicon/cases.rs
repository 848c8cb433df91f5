//! What prepositions say of who takes part in an event.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Row, Vocabulary, Word};
use crate::model::Kind;

/// The prepositions by their use; read from the table `cases`.
#[derive(Clone, Debug, Default)]
pub struct Cases {
    /// Behind which stands who is acted on, by kind.
    towards: FxHashMap<Kind, FxHashSet<Word>>,
    within: FxHashSet<Word>,
    owners: FxHashSet<Word>,
    places: FxHashSet<Word>,
    sharing: FxHashSet<Word>,
    joining: FxHashSet<Word>,
    undergoing: FxHashSet<Word>,
    particles: FxHashSet<Word>,
    during: FxHashSet<Word>,
}

impl Cases {
    /// A row: `use` (a kind: who is acted on; `within`, `owner`, `place`,
    /// `share`, `join`, `undergo`, `particle`, `during`) and `words`.
    pub fn add(&mut self, row: &Row<'_>, words: &mut Vocabulary) -> Result<(), String> {
        let name = row.required("use")?;
        let set = match name {
            "within" => &mut self.within,
            "owner" => &mut self.owners,
            "place" => &mut self.places,
            "share" => &mut self.sharing,
            "join" => &mut self.joining,
            "undergo" => &mut self.undergoing,
            "particle" => &mut self.particles,
            "during" => &mut self.during,
            kind => {
                let kind =
                    Kind::from_name(kind).ok_or_else(|| format!("there is no use '{kind}'"))?;
                self.towards.entry(kind).or_default()
            }
        };
        set.extend(row.list("words").map(|word| words.add(word)));
        Ok(())
    }

    /// Whether who is acted on in an event of a kind can stand behind a preposition.
    #[must_use]
    pub fn directs(&self, kind: Kind, case: Word) -> bool {
        self.towards.get(&kind).is_some_and(|words| words.contains(&case))
    }

    /// Whether a preposition inside of the object names who is concerned: `sanctions on Iran`.
    #[must_use]
    pub fn names_within(&self, case: Word) -> bool {
        self.within.contains(&case)
    }

    /// Whether a preposition behind an act names who does it: `an attack by rebels`.
    #[must_use]
    pub fn owns(&self, case: Word) -> bool {
        self.owners.contains(&case)
    }

    /// Whether who acts in a clause does what the noun behind a preposition tells: `retaliated with
    /// air strikes`.
    #[must_use]
    pub fn shares(&self, case: Word) -> bool {
        self.sharing.contains(&case)
    }

    /// Whether both of those behind a preposition take part: `clashes between`.
    #[must_use]
    pub fn joins(&self, case: Word) -> bool {
        self.joining.contains(&case)
    }

    /// Whether behind a preposition stands to whom a noun is done: `the expulsion of`.
    #[must_use]
    pub fn undergoes(&self, case: Word) -> bool {
        self.undergoing.contains(&case)
    }

    /// Whether a word may belong to the verb before it: `handed over`.
    #[must_use]
    pub fn is_particle(&self, case: Word) -> bool {
        self.particles.contains(&case)
    }

    /// Whether a preposition tells on what occasion: `during a visit`.
    #[must_use]
    pub fn during(&self, case: Word) -> bool {
        self.during.contains(&case)
    }

    /// Whether a preposition tells where.
    #[must_use]
    pub fn places(&self, case: Word) -> bool {
        self.places.contains(&case)
    }
}
