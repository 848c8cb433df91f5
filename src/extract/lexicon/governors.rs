//! What words make of the clause below them; the table `governors`.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Row, Vocabulary, Word};

/// What a governor makes of the clause below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It happens: `managed to`, `began`, `after`.
    Done,
    /// Somebody says so: `said that`.
    Said,
    /// It is said, and not everybody believes it: `claimed that`, `reported to have`.
    Alleged,
    /// It is to come: `expected to`, `plans to`.
    Planned,
    /// Somebody gives their word: `agreed to`, `promised to`.
    Promised,
    /// Somebody wants it of another: `demanded that`.
    Asked,
    /// It is offered, considered, feared, tried: nothing has happened.
    Thought,
    /// It is not so: `denied that`, `without`.
    Denied,
    /// Only under a condition: `if`.
    Hypothetical,
}

impl Effect {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "done" => Self::Done,
            "said" => Self::Said,
            "alleged" => Self::Alleged,
            "planned" => Self::Planned,
            "promised" => Self::Promised,
            "asked" => Self::Asked,
            "thought" => Self::Thought,
            "denied" => Self::Denied,
            "hypothetical" => Self::Hypothetical,
            _ => return None,
        })
    }
}

/// What governs clauses; read from the table `governors`.
#[derive(Clone, Debug, Default)]
pub struct Governors {
    predicates: FxHashMap<Word, Effect>,
    marks: FxHashMap<Word, Effect>,
    hedges: FxHashMap<Word, Effect>,
    temporal: FxHashSet<Word>,
    gerunds: FxHashSet<Word>,
    attributes: FxHashMap<Word, Effect>,
}

impl Governors {
    /// A row: `effect`, `form` (`predicate`, `mark`, `gerund`, `adverb` or `attribute`) and `words`.
    pub fn add(&mut self, row: &Row<'_>, words: &mut Vocabulary) -> Result<(), String> {
        let effect = row.required("effect")?;
        if effect == "temporal" {
            self.temporal.extend(row.list("words").map(|word| words.add(word)));
            return Ok(());
        }
        if effect == "done" && row.get("form") == "gerund" {
            self.gerunds.extend(row.list("words").map(|word| words.add(word)));
            return Ok(());
        }
        let effect =
            Effect::named(effect).ok_or_else(|| format!("there is no effect '{effect}'"))?;
        let table = match row.required("form")? {
            "predicate" => &mut self.predicates,
            "mark" => &mut self.marks,
            "adverb" => &mut self.hedges,
            "attribute" => &mut self.attributes,
            form => {
                return Err(format!(
                    "'{form}' should be 'predicate', 'mark', 'gerund', 'adverb' or 'attribute'"
                ));
            }
        };
        table.extend(row.list("words").map(|word| (words.add(word), effect)));
        Ok(())
    }

    /// What an adjective makes of the noun of action behind it: `a possible attack`.
    #[must_use]
    pub fn attribute(&self, word: Word) -> Option<Effect> {
        self.attributes.get(&word).copied()
    }

    /// What the word that opens a clause makes of it.
    #[must_use]
    pub fn mark(&self, word: Word) -> Option<Effect> {
        self.marks.get(&word).copied()
    }

    /// What an adverb makes of its clause: `reportedly`.
    #[must_use]
    pub fn adverb(&self, word: Word) -> Option<Effect> {
        self.hedges.get(&word).copied()
    }

    /// Whether a gerund behind a word tells of a fact: `after meeting`.
    #[must_use]
    pub fn is_done_after(&self, mark: Word) -> bool {
        self.gerunds.contains(&mark)
    }

    /// Whether a word opens a clause that tells when: `when`, `after`.
    #[must_use]
    pub fn is_temporal(&self, mark: Word) -> bool {
        self.temporal.contains(&mark)
    }

    /// What a verb, noun or adjective, by its base form, makes of the clause below it.
    #[must_use]
    pub fn predicate(&self, base: Word) -> Option<Effect> {
        self.predicates.get(&base).copied()
    }
}
