//! How likely each event is right in kind, roles and date: the measured share, by a small logistic
//! model over its signs.
//!
//! The weights are the table `data/model/confidence.tsv`, fitted on reports whose timelines were
//! written by hand (`cargo run --example train -- --confidence FOLDER`). What did not happen has no
//! such share: its confidence is that of a candidate nobody asks for.

use std::borrow::Cow;

use crate::{
    extract::{
        Lexicon, Reading,
        bind::speech,
        find::event::kinds,
        reading::{
            clause::{Form, Link},
            event::{Event, Naming},
        },
    },
    model::{Basis, Kind, Role, Status},
};

/// The confidence of what is of no kind of interest.
const NO_KIND: f64 = 0.1;
/// The confidence of what did not happen.
const DOUBTED: f64 = 0.2;
/// No sign makes an event surer than this, or less sure than its complement.
const SUREST: f64 = 0.97;

/// Gives each event its confidence; that of what is only said stays as it is.
pub fn weigh(reading: &mut Reading<'_>, lexicon: &Lexicon) {
    let mut events = std::mem::take(&mut reading.events);
    let mut told = vec![0_u8; reading.sentences.len()];
    for event in events.iter().filter(|it| it.kind != Kind::Other && it.signs.doubt.is_none()) {
        told[event.sentence] = told[event.sentence].saturating_add(1);
    }
    for event in &mut events {
        event.signs.in_sentence = told[event.sentence];
    }
    for event in events.iter_mut().filter(|event| event.rule != speech::RULE) {
        event.confidence = match (event.kind, event.signs.doubt) {
            (Kind::Other, Some(_)) => NO_KIND,
            (_, Some(_)) => DOUBTED,
            _ => {
                let signs = signs(reading, event);
                let share = lexicon.certainty.of(signs.iter().map(AsRef::as_ref));
                share.clamp(1.0 - SUREST, SUREST)
            }
        };
    }
    reading.events = events;
}

/// What speaks for an event and against it, each by its name in the table.
#[must_use]
pub fn signs(reading: &Reading<'_>, event: &Event) -> Vec<Cow<'static, str>> {
    let signs = &event.signs;
    let mut list: Vec<Cow<'static, str>> = vec!["any".into()];
    let mut put = |sign: &'static str| list.push(sign.into());
    put(match signs.doer {
        Naming::Nobody | Naming::Words if signs.is_by_weapon => "doer: weapon",
        Naming::Nobody if signs.is_left_open => "doer: left open",
        Naming::Nobody => "doer: nobody",
        Naming::Words => "doer: no actor",
        Naming::Pronoun => "doer: pronoun",
        Naming::Description => "doer: description",
        Naming::Name => "doer: name",
    });
    put(match signs.recipient {
        Naming::Nobody => "acted on: nobody",
        Naming::Words => "acted on: no actor",
        Naming::Pronoun => "acted on: pronoun",
        Naming::Description => "acted on: description",
        Naming::Name => "acted on: name",
    });
    put(match signs.margin {
        0..=31 => "parse: unsure",
        32..=127 => "parse: fair",
        _ => "parse: sure",
    });
    let acts = event
        .actors
        .iter()
        .filter(|(_, role)| !matches!(role, Role::Recipient | Role::Victim))
        .count();
    let parties = match (acts, event.actors.len()) {
        (_, 0) => "parties: none",
        (0, _) => "parties: none acts",
        (_, 1) => "parties: one",
        _ => "parties: several",
    };
    put(parties);
    put(match event.basis {
        None => "date: none",
        Some(Basis::Stated) => "date: stated",
        Some(Basis::Inferred) => "date: inferred",
        Some(Basis::Published) => "date: published",
    });
    put(match signs.in_sentence {
        0 | 1 => "events: one",
        2 => "events: two",
        3 => "events: three",
        _ => "events: many",
    });
    put(words_around(signs.lead));
    put(match signs.elsewhere {
        0 => "spoken of: nothing else",
        1 => "spoken of: little else",
        2 => "spoken of: something else",
        _ => "spoken of: something else mostly",
    });
    if signs.is_noun {
        put("noun");
    }
    if event.actors.iter().any(|it| it.1 == Role::Victim) {
        put("victims");
    }
    if signs.is_shared {
        put("subject: shared");
    }
    if signs.is_guessed {
        put("kind: guessed");
    }
    if signs.has_time {
        put("time in its words");
    }
    if signs.is_said {
        put("said");
    }
    if event.place.is_some() {
        put("place");
    }
    put(match event.status {
        Status::Planned => "planned",
        Status::Ongoing => "ongoing",
        Status::Unverified => "unverified",
        _ => "occurred",
    });
    if let Some(clause) = event.clause.and_then(|number| reading.clauses.get(number)) {
        put(match (clause.link, clause.form) {
            (_, Form::Gerund) => "clause: gerund",
            (_, Form::Participle) => "clause: participle",
            (_, Form::Infinitive) => "clause: infinitive",
            (Link::Root, _) => "clause: main",
            (Link::Conjunct, _) => "clause: joined",
            (Link::Complement | Link::Open, _) => "clause: complement",
            (Link::Relative | Link::Adnominal, _) => "clause: of a noun",
            (Link::Adverbial, _) => "clause: adverbial",
            (Link::Beside | Link::Nominal, _) => "clause: beside",
        });
    }
    list.push(format!("rule: {}", event.rule).into());
    list.push(format!("kind: {}", event.kind.name()).into());
    // A meeting of one is less likely than an arrest by one.
    list.push(format!("{}, {parties}", event.kind.name()).into());
    list
}

/// How clearly the words around speak for the kind, by their lead in log odds.
fn words_around(lead: i32) -> &'static str {
    match lead.div_euclid(kinds::UNIT / 2) {
        ..=-11 => "words around: far against it",
        -10..=-7 => "words around: against it",
        -6..=-4 => "words around: rather against it",
        -3..=-1 => "words around: hardly for it",
        0..=1 => "words around: just for it",
        2..=3 => "words around: for it",
        4..=6 => "words around: clearly for it",
        7..=10 => "words around: strongly for it",
        _ => "words around: far for it",
    }
}
