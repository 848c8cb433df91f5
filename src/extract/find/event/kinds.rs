//! What the words around a verb or noun make of it: an event of a kind, or none.
//!
//! A linear model over what is true of it (`traits`), learned from news whose words were marked by
//! hand (`examples/train/kinds.rs`). It speaks where no pattern does, and against one where it is
//! clearly wrong; how far it agrees is a sign of an event's confidence.

use super::{Finder, NOUN, VERB, sense::Told, traits::Traits};
use crate::{
    extract::syntax::weights::{Aligned, NO_SCORES, Plan, Row, Table, read, write_all},
    model::Kind,
};

/// What the model tells apart, by number: no event of the timeline first.
pub const CLASSES: [Option<Kind>; 18] = [
    None,
    Some(Kind::Agree),
    Some(Kind::Consult),
    Some(Kind::Support),
    Some(Kind::Concede),
    Some(Kind::Cooperate),
    Some(Kind::Aid),
    Some(Kind::Retreat),
    Some(Kind::Request),
    Some(Kind::Accuse),
    Some(Kind::Reject),
    Some(Kind::Threaten),
    Some(Kind::Protest),
    Some(Kind::Sanction),
    Some(Kind::Mobilize),
    Some(Kind::Coerce),
    Some(Kind::Assault),
    Some(Kind::Other),
];

/// What a unit of log odds is in the scores.
pub const UNIT: i32 = 512;

/// By how much a kind must lead where no pattern tells one.
const LEAD: i32 = UNIT / 2;
/// By how much another kind must lead over that of a pattern, and over all others.
const LEAD_OVER_PATTERN: i32 = UNIT / 4;

/// The rule of an event whose kind the model tells.
pub(super) const WORDS: &str = "words around";

/// The number of a kind among [`CLASSES`]; 0 for what the model doesn't tell.
#[must_use]
pub fn class(kind: Kind) -> usize {
    CLASSES.iter().position(|it| *it == Some(kind)).unwrap_or(0)
}

/// The bytes of a model with these rows.
#[must_use]
pub fn write(rows: Vec<Row>) -> Vec<u8> {
    /// How many of the 16 slots of a line are taken, so that few lines have too many features.
    const TAKEN: usize = 9;
    let plan = Plan { lines: rows.len().div_ceil(TAKEN).max(1), is_dense: false };
    write_all(&mut [rows], &[plan])
}

/// The weights that are part of the program.
fn built_in() -> Table<'static> {
    static BYTES: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../../data/model/kinds.bin"));
    read(&BYTES.0).map_or(Table::default(), |[table]| table)
}

/// How likely a word tells each of [`CLASSES`], in log odds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Likely([i32; CLASSES.len()]);

impl Likely {
    /// By how much a kind leads over everything else.
    pub(super) fn lead(&self, kind: Kind) -> i32 {
        let own = class(kind);
        let others = (0..CLASSES.len()).filter(|&it| it != own);
        self.0[own] - others.map(|it| self.0[it]).max().unwrap_or_default()
    }

    /// The likeliest of the kinds of which there are patterns.
    pub(super) fn best(&self) -> Kind {
        let kinds = CLASSES.into_iter().flatten().filter(|it| *it != Kind::Other);
        kinds.rev().max_by_key(|&it| self.0[class(it)]).unwrap_or(Kind::Other)
    }
}

/// What the model makes of every word that may tell of an event.
fn judge(finder: &Finder<'_>) -> Vec<(usize, Likely)> {
    let table = built_in();
    let traits = Traits::of(finder);
    let mut is_true = Vec::new();
    let mut of_word = |at| {
        traits.of_word(at, &mut is_true);
        let mut scores = NO_SCORES;
        table.add(&is_true, &mut scores);
        (at, Likely(std::array::from_fn(|class| scores[class])))
    };
    finder.tellers().map(&mut of_word).collect()
}

impl Finder<'_> {
    /// Lets the words around have their say of what each clause tells.
    pub(super) fn weigh(&mut self) {
        self.likely = judge(self);
        let clauses = self.reading.clauses.iter().zip(&self.told);
        let weighed = clauses.map(|(clause, told)| self.weighed(clause.predicate, *told, None));
        self.told = weighed.collect();
    }

    /// What the words around a word say.
    fn likely(&self, at: usize) -> Option<&Likely> {
        let place = self.likely.binary_search_by_key(&at, |it| it.0).ok()?;
        Some(&self.likely[place].1)
    }

    /// By how much the words around speak for an event of a kind.
    pub(super) fn lead(&self, at: usize, kind: Kind) -> i32 {
        self.likely(at).map_or(0, |likely| likely.lead(kind))
    }

    /// The kind that the words around make likeliest.
    pub(super) fn likeliest(&self, at: usize) -> Kind {
        self.likely(at).map_or(Kind::Other, Likely::best)
    }

    /// What a word tells, by the patterns and by the words around it.
    pub(super) fn weighed(
        &self,
        at: usize,
        told: Option<Told>,
        noun: Option<usize>,
    ) -> Option<Told> {
        let Some(likely) = self.likely(at) else { return told };
        let best = likely.best();
        match told {
            None => {
                (likely.lead(best) >= LEAD).then(|| Told { noun, ..Told::new(best, at, WORDS) })
            }
            Some(told)
                if told.kind != best
                    && (told.rule == VERB || told.rule == NOUN && noun.is_some()) =>
            {
                let leads = likely.lead(best) >= LEAD_OVER_PATTERN;
                let coded = Some(told.kind);
                Some(if leads { Told { kind: best, coded, rule: WORDS, ..told } } else { told })
            }
            told => told,
        }
    }
}
