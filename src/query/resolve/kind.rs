//! The kinds of acts, also by the words that people have for them.

use crate::{
    base::{
        intern::Symbol,
        issue::{did_you_mean, nearest},
        text::{fold, is_word_prefix},
    },
    index::Store,
    model::Kind,
    query::{
        error::QueryError,
        expr::Value,
        field::Field,
        resolve::{no_choice, symbol_set, text},
        test::{EventTest, RowTest},
        tree::Tree,
    },
};

/// What people call the kinds; forms of these words (`meets`, `meeting`) count as well.
const SYNONYMS: &[(Kind, &[&str])] = &[
    (Kind::Agree, &["agreement", "deal", "pact", "accord", "promise", "pledge"]),
    (
        Kind::Consult,
        &[
            "meet",
            "met",
            "talk",
            "talks",
            "visit",
            "negotiate",
            "negotiation",
            "mediate",
            "mediation",
            "summit",
            "discuss",
            "discussion",
            "consultation",
            "phone",
            "host",
            "travel",
        ],
    ),
    (
        Kind::Support,
        &[
            "praise",
            "endorse",
            "endorsement",
            "recognise",
            "recognize",
            "recognition",
            "ratify",
            "sign",
            "treaty",
            "apologise",
            "apologize",
        ],
    ),
    (Kind::Concede, &["concession", "yield", "ease", "lift"]),
    (Kind::Cooperate, &["cooperation", "trade", "exercise"]),
    (Kind::Aid, &["help", "assist", "assistance", "donate", "relief", "humanitarian"]),
    (
        Kind::Retreat,
        &[
            "withdraw",
            "withdrawal",
            "withdrew",
            "release",
            "ceasefire",
            "cease-fire",
            "truce",
            "disarm",
            "resign",
            "surrender",
            "pullout",
        ],
    ),
    (Kind::Request, &["ask", "appeal", "demand", "urge", "call", "order"]),
    (
        Kind::Accuse,
        &[
            "criticise",
            "criticize",
            "criticism",
            "blame",
            "condemn",
            "condemnation",
            "denounce",
            "accusation",
            "investigate",
            "investigation",
            "complain",
            "disapprove",
        ],
    ),
    (
        Kind::Reject,
        &["refuse", "refusal", "deny", "denial", "veto", "decline", "defy", "rejection"],
    ),
    (Kind::Threaten, &["warn", "threat", "ultimatum"]),
    (
        Kind::Protest,
        &["demonstrate", "demonstration", "riot", "rally", "rallies", "march", "boycott", "unrest"],
    ),
    (
        Kind::Sanction,
        &["embargo", "expel", "expulsion", "recall", "convict", "penalty", "punish", "sever"],
    ),
    (
        Kind::Mobilize,
        &[
            "mobilise",
            "mobilisation",
            "mobilization",
            "deploy",
            "deployment",
            "maneuver",
            "manoeuvre",
            "alert",
        ],
    ),
    (
        Kind::Coerce,
        &[
            "arrest",
            "detain",
            "detention",
            "seize",
            "seizure",
            "deport",
            "deportation",
            "censor",
            "occupy",
            "occupation",
            "blockade",
            "coercion",
            "raid",
        ],
    ),
    (
        Kind::Assault,
        &[
            "attack",
            "kill",
            "killing",
            "bomb",
            "bombing",
            "shell",
            "shelling",
            "fight",
            "fought",
            "airstrike",
            "war",
            "battle",
            "violence",
            "massacre",
            "murder",
            "invade",
            "invasion",
            "shoot",
            "shooting",
            "assassinate",
            "assassination",
            "torture",
            "abduct",
        ],
    ),
    (
        Kind::Statement,
        &["say", "said", "speech", "comment", "declare", "declaration", "announce", "announcement"],
    ),
];

/// The endings of the forms of a word, and what stands for them in the word itself.
const ENDINGS: [(&str, &str); 11] = [
    ("", ""),
    ("s", ""),
    ("es", ""),
    ("ed", ""),
    ("d", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ings", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("'s", ""),
];

/// The kind that a folded word names in other words than its own.
pub(in crate::query) fn synonym(word: &str) -> Option<Kind> {
    ENDINGS.iter().find_map(|(ending, own)| {
        let base = word.strip_suffix(ending)?.to_owned() + own;
        let other = SYNONYMS.iter().find(|(_, words)| words.contains(&&*base));
        other.map(|(kind, _)| *kind).or_else(|| Kind::from_name(&base))
    })
}

/// The words for kinds, with the kinds.
pub(in crate::query) fn synonyms() -> impl Iterator<Item = (&'static str, Kind)> {
    SYNONYMS.iter().flat_map(|(kind, words)| words.iter().map(|word| (*word, *kind)))
}

/// A kind of the closed list, by its name or another word for it, or the source's own label.
pub(super) fn test(value: &Value, store: &Store) -> Result<Tree<EventTest>, QueryError> {
    let rows = |kind| Tree::Leaf(EventTest::Rows(store.kinds().any_of(&[kind])));
    let word = fold(text(value));
    if let Some(kind) = Kind::from_name(&word) {
        return Ok(rows(kind));
    }
    let is_named = |&&label: &&Symbol| is_word_prefix(&fold(store.string(label)), &word);
    let labels: Vec<Symbol> = store.labels().iter().filter(is_named).copied().collect();
    let meant = synonym(&word).map(rows);
    let labelled = (!labels.is_empty())
        .then(|| Tree::Leaf(EventTest::Row(RowTest::Labels(symbol_set(labels, store)))));
    match (meant, labelled) {
        (Some(rows), Some(labels)) => Ok(Tree::Any(vec![rows, labels])),
        (Some(one), None) | (None, Some(one)) => Ok(one),
        (None, None) => nowhere(value, &word, store, test),
    }
}

/// The events that have just this word for their kind: their own label, or, where they have none,
/// the name of the kind. So each event has one such word.
pub(super) fn word(value: &Value, store: &Store) -> Result<Tree<EventTest>, QueryError> {
    let word = fold(text(value));
    let labelled = |labels: Vec<Symbol>| {
        Tree::Leaf(EventTest::Row(RowTest::Labels(symbol_set(labels, store))))
    };
    let all = store.labels();
    let is_word = |&&label: &&Symbol| fold(store.string(label)) == word;
    let labels: Vec<Symbol> = all.iter().filter(is_word).copied().collect();
    let kind = Kind::from_name(&word).map(|kind| {
        let rows = Tree::Leaf(EventTest::Rows(store.kinds().any_of(&[kind])));
        match all {
            [] => rows,
            all => Tree::All(vec![rows, Tree::Not(Box::new(labelled(all.to_vec())))]),
        }
    });
    let labels = (!labels.is_empty()).then(|| labelled(labels));
    match (kind, labels) {
        (Some(kind), Some(labels)) => Ok(Tree::Any(vec![kind, labels])),
        (Some(one), None) | (None, Some(one)) => Ok(one),
        (None, None) => nowhere(value, &word, store, self::word),
    }
}

/// No event has the word, unless the history has it of which the store is a part.
fn nowhere(
    value: &Value,
    word: &str,
    store: &Store,
    test: fn(&Value, &Store) -> Result<Tree<EventTest>, QueryError>,
) -> Result<Tree<EventTest>, QueryError> {
    match store.history() {
        Some(history) if test(value, history).is_ok() => Ok(Tree::Any(Vec::new())),
        _ => Err(unknown(value, word)),
    }
}

fn unknown(value: &Value, word: &str) -> QueryError {
    let near = did_you_mean(word, Kind::NAMES.iter().copied());
    let near = near.or_else(|| {
        let (word, kind) = nearest(word, synonyms().map(|(word, _)| word))
            .and_then(|near| synonyms().find(|(word, _)| *word == near))?;
        Some(format!("did you mean '{word}', {kind}?"))
    });
    let error = no_choice(value, Field::Kind, Kind::NAMES);
    match near {
        Some(help) => error.with_help(help),
        None => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_have_many_names_and_none_has_two_kinds() {
        for (word, kind) in [
            ("meet", Kind::Consult),
            ("meets", Kind::Consult),
            ("meeting", Kind::Consult),
            ("talks", Kind::Consult),
            ("negotiating", Kind::Consult),
            ("attack", Kind::Assault),
            ("attacked", Kind::Assault),
            ("killings", Kind::Assault),
            ("warn", Kind::Threaten),
            ("warnings", Kind::Threaten),
            ("threats", Kind::Threaten),
            ("denied", Kind::Reject),
            ("denies", Kind::Reject),
            ("sanctions", Kind::Sanction),
            ("statements", Kind::Statement),
            ("protesting", Kind::Protest),
            ("ceasefire", Kind::Retreat),
            ("condemned", Kind::Accuse),
            ("invades", Kind::Assault),
            ("seizing", Kind::Coerce),
        ] {
            assert_eq!(synonym(word), Some(kind), "{word}");
        }
        for word in ["", "s", "zebra", "meetx", "ing"] {
            assert_eq!(synonym(word), None, "{word}");
        }
        for (word, kind) in synonyms() {
            assert_eq!(synonym(word), Some(kind), "{word} stands twice");
            assert_eq!(Kind::from_name(word), None, "{word} is a kind's own name");
        }
    }
}
