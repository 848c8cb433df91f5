//! Random queries with names and words of the made-up rows.

use demarche::query::{Colon, Expr, Field, Query, Term, Value, What};

use super::rows::{self, Chance};

/// What queries of a table ask for.
pub struct Vocabulary {
    pub names: Vec<&'static str>,
    pub places: Vec<&'static str>,
    pub countries: &'static [&'static str],
    pub words: Vec<&'static str>,
    pub codes: &'static [&'static str],
    pub ids: &'static [&'static str],
    pub sources: &'static [&'static str],
}

impl Vocabulary {
    pub fn of(table: &str) -> Self {
        match table {
            "events" => Self {
                names: [rows::CODES, rows::NAMES, &["putin", "sao tome", "Russ", "united states"]]
                    .concat(),
                places: rows::PLACES.to_vec(),
                countries: &["RUS", "UKR", "USA", "DEU", "XX"],
                words: [rows::NAMES, rows::PLACES, &["example", "it's"]].concat(),
                codes: rows::ACTS,
                ids: &["400000003", "400000017", "400000003@2014-01-01", "5", "x'y"],
                sources: &["none", "gdelt", "a.example", "b.example", "BBC", "nowhere.example"],
            },
            "ged" => Self {
                names: [rows::SIDES, &["SYR", "GBR", "USA", "652", "130", "Islamic", "dine"]]
                    .concat(),
                places: [rows::TOWNS, &["al-bab", "Syria", "Côte d'Ivoire"]].concat(),
                countries: &["SYR", "RUS", "YEM", "CIV", "Nowhere"],
                words: [rows::SIDES, rows::TOWNS, &["ford", "tomé", "Clash at"]].concat(),
                codes: &["1", "2", "3", "9"],
                ids: &["1", "17", "100000", "1@2014-01-01", "x"],
                sources: &["none", "ucdp-ged", "Reuters", "AFP", "Le Monde's desk"],
            },
            _ => Self {
                names: [rows::PEOPLE, &["khaled", "O'Neill", "Sergei Lavrov", "lines"]].concat(),
                places: rows::TOWNS.to_vec(),
                countries: &["SYR"],
                words: [rows::PEOPLE, rows::TOWNS, &["talks", "over", "7", "done"]].concat(),
                codes: &["1"],
                ids: &["1", "x"],
                sources: &["none", "own"],
            },
        }
    }

    /// A query with some parts.
    pub fn query(&self, chance: &mut Chance) -> Query {
        let parts = 1 + chance.below(3);
        let parts = (0..parts).map(|_| self.part(chance, 2)).collect();
        let query = Query::from(Expr::And(parts)).to_string();
        Query::parse(&query).unwrap_or_else(|error| panic!("{query}: {error}"))
    }

    fn part(&self, chance: &mut Chance, depth: usize) -> Expr {
        let count = 2 + chance.below(2);
        let several = |chance: &mut Chance| -> Vec<Expr> {
            (0..count).map(|_| self.part(chance, depth - 1)).collect()
        };
        match chance.below(if depth == 0 { 5 } else { 9 }) {
            5 => Expr::Or(several(chance)),
            6 => Expr::Not(Box::new(self.term(chance))),
            7 => Expr::Not(Box::new(Expr::And(several(chance)))),
            8 => Expr::Or(vec![Expr::And(several(chance)), self.term(chance)]),
            _ => self.term(chance),
        }
    }

    fn term(&self, chance: &mut Chance) -> Expr {
        /// Terms whose values are of no table.
        const TERMS: &[&str] = &[
            "role:initiator",
            "role:recipient",
            "role:side_a,victim",
            "kind:consult",
            "kind:assault,aid",
            "kind:statement",
            "kind:other",
            "kind=:meeting",
            "kind=:\"armed clash\"",
            "quad:verbal-conflict",
            "quad:cooperation",
            "quad:4",
            "status:occurred",
            "status:planned",
            "date:2014",
            "date:2014-01",
            "date:2014-01-02",
            "date:2013-12-30..2014-01-02",
            "date!:2014-01",
            "date!:2014",
            "before:2014-01-02",
            "after:2014-01-01",
            "before:2015",
            "date:2015-08,2014-02",
            "undated:",
            "approx:",
            "precision:day",
            "precision:<day",
            "basis:stated",
            "basis:inferred",
            "fatalities:>3",
            "fatalities:0",
            "fatalities:1..10",
            "actors:2",
            "actors:<2",
            "sources:>=1",
            "confidence:>0.5",
            "form:verbatim",
            "said:moscow",
            "anchor:lost",
            "review:open",
            "marked:",
            "mine:",
            "has:place",
            "has:actor",
            "has:statement",
            "has:source",
            "/[ao]'/",
        ];
        match chance.below(16) {
            0..=2 => Self::named(Field::Actor, &self.names, chance),
            3 => {
                let role = Term::new(Field::Role, chance.pick(&["initiator", "recipient"]));
                Expr::And(vec![Self::named(Field::Actor, &self.names, chance), role.into()])
            }
            4 | 5 => self.dyad(chance),
            6 => Self::named(Field::Place, &self.places, chance),
            7 => Self::named(Field::Country, self.countries, chance),
            8 => Self::named(Field::Code, self.codes, chance),
            9 => self.words(chance),
            10 => Self::named(Field::Source, self.sources, chance),
            11 if chance.one_in(2) => Term::new(Field::Id, chance.pick(self.ids)).into(),
            _ => parsed(chance.pick(TERMS)),
        }
    }

    fn words(&self, chance: &mut Chance) -> Expr {
        Term::new(Field::Text, something(&self.words, chance)).into()
    }

    /// One or two values, sometimes in the exact form.
    fn named(field: Field, all: &[&'static str], chance: &mut Chance) -> Expr {
        let colon = if chance.one_in(4) { Colon::Exact } else { Colon::Plain };
        let count = 1 + usize::from(chance.one_in(4));
        let values = (0..count).map(|_| Value::text(something(all, chance))).collect();
        Term { colon, values, ..Term::new(field, "") }.into()
    }

    fn dyad(&self, chance: &mut Chance) -> Expr {
        let [first, second] = [(); 2].map(|()| something(&self.names, chance).to_owned());
        let what = What::Pair { first, second, directed: chance.one_in(2) };
        let value = Value { what, ..Value::text("") };
        let colon = if chance.one_in(4) { Colon::Exact } else { Colon::Plain };
        Term { colon, values: vec![value], ..Term::new(Field::Dyad, "") }.into()
    }
}

/// One of them that is not empty.
fn something(all: &[&'static str], chance: &mut Chance) -> &'static str {
    loop {
        let value = chance.pick(all).trim();
        if !value.is_empty() {
            return value;
        }
    }
}

fn parsed(text: &str) -> Expr {
    Query::parse(text).unwrap_or_else(|error| panic!("{text}: {error}")).expr()
}
