//! The table of cues: which verbs, nouns and prepositions report, and what they take.

use super::{Classes, Row, Vocabulary, Word};

/// What reports speech; read from the tables of the lexicon.
#[derive(Clone, Debug, Default)]
pub struct Cues {
    /// The number of the group of a word; 0 if it begins no cue. By number of the word.
    heads: Vec<u16>,
    /// The cues that begin with the same word, those of more words first.
    groups: Vec<Vec<Cue>>,
}

/// One cue of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cue {
    /// The words after the first one: `for` of `call for`.
    pub rest: Box<[Word]>,
    /// What it takes.
    pub takes: Takes,
    /// How surely something is reported, from 0 to 1.
    pub weight: f64,
}

/// A set of what a cue can take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Takes(u32);

impl Takes {
    /// A quotation, before or behind.
    pub const QUOTE: Self = Self(1);
    /// A clause with or without a conjunction.
    pub const CLAUSE: Self = Self(1 << 1);
    /// A noun phrase.
    pub const OBJECT: Self = Self(1 << 2);
    /// An infinitive.
    pub const INFINITIVE: Self = Self(1 << 3);
    /// A gerund.
    pub const GERUND: Self = Self(1 << 4);
    /// Whom it is said to, then what is said.
    pub const PERSON: Self = Self(1 << 5);
    /// The passive, with what is said as its subject.
    pub const PASSIVE: Self = Self(1 << 6);
    /// The cue is a noun.
    pub const NOUN: Self = Self(1 << 7);
    /// The speaker follows.
    pub const SOURCE: Self = Self(1 << 8);
    /// The cue is a noun that tells the occasion: `interview`.
    pub const VENUE: Self = Self(1 << 9);
    /// A noun for what tells something without a speaker: `poll`.
    pub const EVIDENCE: Self = Self(1 << 10);
    /// A noun phrase, if the subject is such a noun: `the poll put him ahead`.
    pub const FINDING: Self = Self(1 << 11);
    /// A heading before a colon that names no speaker: `Watch`.
    pub const LABEL: Self = Self(1 << 12);
    /// An infinitive or an adjective, and what is said has the subject in it: `seems to`.
    pub const SEEMING: Self = Self(1 << 13);
    /// What follows is not what the subject says to be so: `deny that`.
    pub const DENIAL: Self = Self(1 << 14);
    /// What follows in marks is a name: `a man called “Captain”`.
    pub const NAMING: Self = Self(1 << 15);
    /// An infinitive, and one of saying tells that nothing is said: `declined to comment`.
    pub const REFUSAL: Self = Self(1 << 16);
    /// The object is what the speaker takes something for: `called the plan a step`.
    pub const CALLING: Self = Self(1 << 17);
    /// What makes a cue another entry than the verb of the same letters.
    pub const SORTS: Self = Self(
        Self::NOUN.0
            | Self::SOURCE.0
            | Self::VENUE.0
            | Self::EVIDENCE.0
            | Self::LABEL.0
            | Self::NAMING.0,
    );

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "quote" => Self::QUOTE,
            "clause" => Self::CLAUSE,
            "object" => Self::OBJECT,
            "to" => Self::INFINITIVE,
            "gerund" => Self::GERUND,
            "person" => Self::PERSON,
            "passive" => Self::PASSIVE,
            "noun" => Self::NOUN,
            "source" => Self::SOURCE,
            "venue" => Self::VENUE,
            "evidence" => Self::EVIDENCE,
            "finding" => Self::FINDING,
            "label" => Self::LABEL,
            "seeming" => Self::SEEMING,
            "denial" => Self::DENIAL,
            "naming" => Self::NAMING,
            "refusal" => Self::REFUSAL,
            "calling" => Self::CALLING,
            _ => return None,
        })
    }

    /// Whether the two have something in common.
    #[must_use]
    pub fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// What both have.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What either has.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Whether the cue is a verb of saying, and little else.
fn is_saying(cue: &Cue) -> bool {
    let saying = cue.takes.has(Takes::QUOTE.or(Takes::FINDING)) && cue.takes.has(Takes::CLAUSE);
    saying && cue.weight >= 0.8 && !cue.takes.has(Takes::SORTS)
}

impl Cues {
    /// A row of `cues`: `cue` (several between `|`), `weight` from 0 to 1, `takes` (likewise).
    pub fn add(
        &mut self,
        row: &Row<'_>,
        classes: &mut Classes,
        words: &mut Vocabulary,
    ) -> Result<(), String> {
        let weight = row.required("weight")?;
        let weight: f64 = weight.parse().ok().ok_or_else(|| format!("'{weight}' is no number"))?;
        let mut takes = Takes::default();
        for name in row.list("takes") {
            let take = Takes::named(name).ok_or_else(|| format!("a cue can't take '{name}'"))?;
            takes = takes.or(take);
        }
        row.required("cue")?;
        for cue in row.list("cue") {
            let phrase = words.add_phrase(cue);
            let [head, rest @ ..] = phrase.as_slice() else { continue };
            let first = cue.split(' ').next().unwrap_or(cue);
            let cue = Cue { rest: rest.into(), takes, weight };
            if takes.has(Takes::NOUN.or(Takes::VENUE).or(Takes::EVIDENCE)) {
                classes.add_regular_noun(first, words);
            } else if !takes.has(Takes::SORTS) {
                classes.add_regular(first, words);
            }
            if cue.rest.is_empty() && is_saying(&cue) {
                classes.add_saying(*head);
            }
            self.put(*head, cue);
        }
        Ok(())
    }

    fn put(&mut self, head: Word, cue: Cue) {
        if self.heads.len() <= head.index() {
            self.heads.resize(head.index() + 1, 0);
        }
        let number = &mut self.heads[head.index()];
        if *number == 0 {
            self.groups.push(Vec::new());
            *number = self.groups.len() as u16;
        }
        let group = &mut self.groups[usize::from(*number) - 1];
        let sort = |it: &Cue| it.takes.0 & Takes::SORTS.0;
        let same = |it: &&mut Cue| it.rest == cue.rest && sort(it) == sort(&cue);
        if let Some(known) = group.iter_mut().find(same) {
            known.takes = known.takes.or(cue.takes);
            known.weight = known.weight.max(cue.weight);
        } else {
            let place = group.partition_point(|it| it.rest.len() > cue.rest.len());
            group.insert(place, cue);
        }
    }

    /// The cues that begin with a word (a verb in its base form, a noun in the singular), those of more words first.
    #[must_use]
    pub fn of(&self, head: Word) -> &[Cue] {
        match self.heads.get(head.index()) {
            Some(&number) if number > 0 => &self.groups[usize::from(number) - 1],
            _ => &[],
        }
    }
}
