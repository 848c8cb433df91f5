//! Which part of speech follows which: a cost for each pair, the smaller the more usual.

use std::sync::LazyLock;

use super::Tag::{
    self, Adjective, Adverb, Auxiliary, Base, Bracket, Colon, Comma, Conjunction, Dash, Determiner,
    Gerund, Modal, Name, Negation, Noun, Number, Other, Participle, Past, Possessive, Preposition,
    Present, Pronoun, Quote, Relative, Stop, Subordinator, To,
};

/// The cost of a pair that the table does not name.
const RARE: u8 = 8;

/// Tags, and the tags that follow each of them by their cost.
type Row = (&'static [Tag], &'static [(u8, &'static [Tag])]);

const TABLE: &[Row] = &[
    (
        &[Stop],
        &[
            (1, &[Determiner, Name, Pronoun]),
            (2, &[Noun, Preposition, Subordinator, Adverb, Adjective, Number, Possessive]),
            (3, &[Conjunction]),
            (4, &[Gerund, To, Negation]),
            (5, &[Past, Participle, Auxiliary, Modal, Base]),
            (6, &[Relative, Present]),
        ],
    ),
    (
        &[Determiner],
        &[
            (0, &[Noun]),
            (1, &[Adjective, Name]),
            (2, &[Number]),
            (3, &[Determiner, Gerund, Adverb]),
            (4, &[Pronoun]),
            (5, &[Possessive, Preposition, Conjunction, Relative, Auxiliary]),
        ],
    ),
    (
        &[Adjective],
        &[
            (0, &[Noun]),
            (1, &[Name]),
            (2, &[Adjective]),
            (3, &[Preposition, Conjunction, To]),
            (4, &[Number, Subordinator, Gerund, Adverb, Possessive]),
            (6, &[Auxiliary, Modal, Determiner, Pronoun, Relative]),
            (7, &[Past, Present]),
        ],
    ),
    (
        &[Possessive],
        &[
            (0, &[Noun]),
            (1, &[Adjective, Name]),
            (2, &[Number]),
            (3, &[Gerund]),
            (4, &[Adverb]),
            (6, &[Preposition]),
        ],
    ),
    (
        &[Noun],
        &[
            (0, &[Preposition, Possessive]),
            (1, &[Auxiliary, Past, Modal, Conjunction]),
            (2, &[Noun, Present, Relative, Subordinator, To]),
            (3, &[Base, Participle, Gerund, Adverb]),
            (4, &[Number, Name, Determiner, Pronoun]),
            (5, &[Adjective, Negation]),
        ],
    ),
    (
        &[Name],
        &[
            (0, &[Name, Possessive]),
            (1, &[Preposition, Past, Auxiliary, Modal, Conjunction, Present]),
            (2, &[Noun, Number]),
            (3, &[Adverb, To, Relative, Subordinator]),
            (4, &[Participle, Gerund, Adjective, Base]),
            (5, &[Determiner, Pronoun, Negation]),
        ],
    ),
    (
        &[Pronoun],
        &[
            (0, &[Auxiliary, Modal]),
            (1, &[Past, Present, Base]),
            (2, &[Adverb, Preposition]),
            (3, &[To, Subordinator, Relative, Conjunction, Possessive, Negation]),
            (4, &[Gerund]),
            (5, &[Participle, Determiner, Name, Number]),
            (6, &[Adjective, Pronoun]),
        ],
    ),
    (
        &[Number],
        &[
            (0, &[Noun]),
            (1, &[Adjective, Number]),
            (2, &[Name, Preposition, Conjunction]),
            (3, &[Auxiliary, Past, Adverb]),
            (4, &[Participle, Relative, To, Modal, Possessive]),
            (5, &[Gerund, Determiner, Pronoun, Subordinator, Present]),
        ],
    ),
    (
        &[Base, Present, Past],
        &[
            (0, &[Determiner]),
            (1, &[Name, Preposition, Subordinator, To, Possessive, Pronoun]),
            (2, &[Noun, Adjective, Adverb, Number]),
            (3, &[Conjunction, Gerund]),
            (4, &[Participle]),
            (5, &[Relative, Negation, Base]),
            (6, &[Auxiliary, Modal]),
        ],
    ),
    (
        &[Gerund],
        &[
            (0, &[Determiner]),
            (1, &[Name, Noun, Preposition, Subordinator, To, Possessive]),
            (2, &[Adjective, Adverb, Number, Pronoun]),
            (3, &[Conjunction, Auxiliary, Participle]),
            (4, &[Past, Modal, Gerund]),
            (5, &[Present, Relative]),
        ],
    ),
    (
        &[Participle],
        &[
            (0, &[Preposition]),
            (1, &[To]),
            (2, &[Subordinator, Adverb, Determiner, Conjunction]),
            (3, &[Name, Adjective, Number, Possessive, Pronoun, Gerund]),
            (4, &[Noun, Participle]),
            (6, &[Past, Auxiliary, Modal, Relative]),
        ],
    ),
    (
        &[Auxiliary],
        &[
            (0, &[Participle, Negation]),
            (1, &[Gerund, Adjective, Determiner, Adverb, Auxiliary]),
            (2, &[Preposition, To, Number, Possessive]),
            (3, &[Noun, Name, Pronoun, Subordinator]),
            (5, &[Base, Relative]),
        ],
    ),
    (
        &[Modal],
        &[
            (0, &[Base, Auxiliary, Negation]),
            (1, &[Adverb]),
            (3, &[Pronoun]),
            (4, &[Name, Determiner, Possessive]),
            (5, &[Noun, Preposition, To]),
        ],
    ),
    (
        &[Negation],
        &[
            (1, &[Base, Participle, Gerund, Adjective, To]),
            (2, &[Auxiliary, Adverb, Determiner, Preposition]),
            (3, &[Subordinator, Number, Name, Pronoun]),
            (4, &[Noun, Past, Possessive]),
            (5, &[Present]),
        ],
    ),
    (&[To], &[(0, &[Base, Auxiliary]), (3, &[Adverb]), (5, &[Negation])]),
    (
        &[Adverb],
        &[
            (1, &[Past, Participle, Adjective, Preposition]),
            (
                2,
                &[
                    Base,
                    Present,
                    Gerund,
                    Determiner,
                    Adverb,
                    Pronoun,
                    Auxiliary,
                    Modal,
                    To,
                    Number,
                    Subordinator,
                    Conjunction,
                ],
            ),
            (3, &[Name, Possessive]),
            (4, &[Noun, Relative, Negation]),
        ],
    ),
    (
        &[Preposition],
        &[
            (0, &[Determiner, Name]),
            (1, &[Noun, Adjective, Number, Possessive, Gerund]),
            (2, &[Pronoun, Relative]),
            (3, &[Preposition]),
            (4, &[Adverb, Subordinator]),
            (6, &[Participle, To]),
        ],
    ),
    (
        &[Conjunction],
        &[
            (1, &[Noun, Name, Determiner, Adjective, Pronoun, Possessive, Past]),
            (
                2,
                &[
                    Present,
                    Base,
                    Participle,
                    Gerund,
                    Adverb,
                    Preposition,
                    Subordinator,
                    Number,
                    To,
                    Auxiliary,
                    Modal,
                    Negation,
                    Relative,
                ],
            ),
        ],
    ),
    (
        &[Subordinator],
        &[
            (0, &[Determiner, Pronoun, Name]),
            (1, &[Noun, Adjective, Number, Possessive]),
            (2, &[Preposition, Adverb, To]),
            (3, &[Participle, Gerund, Subordinator]),
            (4, &[Auxiliary, Modal]),
            (5, &[Past, Negation]),
            (6, &[Base, Present]),
        ],
    ),
    (
        &[Relative],
        &[
            (0, &[Auxiliary, Modal]),
            (1, &[Past, Present, Determiner, Pronoun]),
            (2, &[Name, Base, Adverb, Preposition, Possessive]),
            (3, &[Noun, Number, Subordinator]),
            (4, &[Adjective]),
        ],
    ),
    (
        &[Comma, Dash],
        &[
            (1, &[Name, Determiner, Pronoun, Relative, Preposition, Conjunction]),
            (
                2,
                &[
                    Noun,
                    Adjective,
                    Past,
                    Gerund,
                    Participle,
                    Subordinator,
                    Adverb,
                    Number,
                    Possessive,
                ],
            ),
            (3, &[Present, Auxiliary, Modal, Negation]),
            (4, &[Base, To]),
        ],
    ),
    (
        &[Quote, Bracket, Colon, Other],
        &[
            (1, &[Name, Determiner, Pronoun]),
            (
                2,
                &[
                    Noun,
                    Adjective,
                    Preposition,
                    Conjunction,
                    Subordinator,
                    Adverb,
                    Number,
                    Past,
                    Possessive,
                ],
            ),
            (3, &[Present, Auxiliary, Modal, Negation, Gerund, Participle, Base, To, Relative]),
        ],
    ),
];

const TAGS: usize = Tag::Other as usize + 1;

/// The cost of `tag` right after `before`. Signs follow anything at no cost.
pub fn cost(before: Tag, tag: Tag) -> u16 {
    static COSTS: LazyLock<[[u8; TAGS]; TAGS]> = LazyLock::new(|| {
        let mut costs = [[RARE; TAGS]; TAGS];
        for (befores, followers) in TABLE {
            for &before in *befores {
                for (cost, tags) in *followers {
                    tags.iter().for_each(|&tag| costs[before as usize][tag as usize] = *cost);
                }
            }
        }
        costs
    });
    if tag.is_sign() { 0 } else { u16::from(COSTS[before as usize][tag as usize]) }
}
