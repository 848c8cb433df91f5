//! The query language written a second time, as plainly as possible: each event by itself, no
//! index, no sets. What it finds is what the indexes must find.

use std::collections::BTreeSet;

use demarche::{
    base::text::{Pattern, fold, is_word_prefix},
    model::{
        Actor, ActorId, ActorKind, Confidence, Event, Fatalities, Form, Participation, Quad, Role,
        Scope, Statement, Status, Timeline, When, when,
    },
    query::{Colon, Expr, Field, Term, What},
};

/// What a person knows of a term and an event: it holds, it does not, or who can say.
type Truth = Option<bool>;

/// How to take a date that may or may not be meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// As the term says: it may, or it must.
    Decided,
    /// As not known.
    Unknown,
}

/// One event asked about.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub event: Event<'a>,
    /// Whether candidates are asked, too.
    pub scope: Scope,
    pub doubt: Doubt,
}

#[derive(Clone, Copy, PartialEq)]
enum About {
    Event,
    Statement,
    Part,
}

pub fn holds(expr: &Expr, asked: Asked<'_>) -> Truth {
    match expr {
        Expr::Not(inner) => holds(inner, asked).map(|truth| !truth),
        Expr::Or(parts) => any(parts.iter().map(|part| holds(part, asked))),
        Expr::And(parts) => {
            let parts = alternatives(parts);
            let mut truths = Vec::new();
            for which in [About::Statement, About::Part] {
                let mine = parts
                    .iter()
                    .filter(|part| about(part) == which && !matches!(part, Expr::And(_)))
                    .collect::<Vec<_>>();
                let someone_asks = mine.len() > 1 && mine.iter().any(|part| asks(part));
                let (one, apart): (Vec<&Expr>, Vec<&Expr>) = mine.into_iter().partition(|part| {
                    someone_asks && (asks(part) || which == About::Statement || !has_actor(part))
                });
                if !one.is_empty() {
                    truths.push(Some(match which {
                        About::Statement => {
                            asked.event.statements_in(asked.scope).any(|(_, statement)| {
                                one.iter().all(|part| passes(part, asked, Some(statement), None))
                            })
                        }
                        _ => asked.event.actors().iter().any(|&own| {
                            one.iter().all(|part| passes(part, asked, None, Some(own)))
                        }),
                    }));
                }
                truths.extend(apart.into_iter().map(|part| holds(part, asked)));
            }
            let rest = parts
                .iter()
                .filter(|part| about(part) == About::Event || matches!(part, Expr::And(_)));
            truths.extend(rest.map(|part| holds(part, asked)));
            any(truths.into_iter().map(|truth| truth.map(|truth| !truth))).map(|truth| !truth)
        }
        Expr::Term(term) => match about(expr) {
            About::Event => event_term(term, asked),
            About::Statement => Some(
                asked
                    .event
                    .statements_in(asked.scope)
                    .any(|(_, said)| passes(expr, asked, Some(said), None)),
            ),
            About::Part => {
                Some(asked.event.actors().iter().any(|&own| passes(expr, asked, None, Some(own))))
            }
        },
    }
}

fn any(truths: impl Iterator<Item = Truth>) -> Truth {
    let truths: Vec<Truth> = truths.collect();
    if truths.contains(&Some(true)) {
        Some(true)
    } else if truths.contains(&None) {
        None
    } else {
        Some(false)
    }
}

/// Terms of one field are alternatives.
fn alternatives(parts: &[Expr]) -> Vec<Expr> {
    let key = |part: &Expr| match part {
        Expr::Term(term) if term.field != Field::Text => {
            Some((term.field, term.colon == Colon::Surely))
        }
        _ => None,
    };
    let mut groups: Vec<Vec<Expr>> = Vec::new();
    for part in parts {
        match groups.iter_mut().find(|group| key(part).is_some() && key(&group[0]) == key(part)) {
            Some(group) => group.push(part.clone()),
            None => groups.push(vec![part.clone()]),
        }
    }
    groups
        .into_iter()
        .map(|mut group| if group.len() == 1 { group.remove(0) } else { Expr::Or(group) })
        .collect()
}

fn about(expr: &Expr) -> About {
    match expr {
        Expr::Term(term) => match term.field.name() {
            "speaker" | "to" | "about" | "via" | "form" | "said" => About::Statement,
            "actor" | "role" => About::Part,
            _ => About::Event,
        },
        Expr::Not(inner) => about(inner),
        Expr::And(parts) | Expr::Or(parts) => {
            let first = parts.first().map_or(About::Event, about);
            if parts.iter().all(|part| about(part) == first) { first } else { About::Event }
        }
    }
}

fn asks(expr: &Expr) -> bool {
    match expr {
        Expr::Term(_) => true,
        Expr::Not(_) => false,
        Expr::And(parts) | Expr::Or(parts) => parts.iter().any(asks),
    }
}

fn has_actor(expr: &Expr) -> bool {
    match expr {
        Expr::Term(term) => term.field == Field::Actor,
        Expr::Not(inner) => has_actor(inner),
        Expr::And(parts) | Expr::Or(parts) => parts.iter().any(has_actor),
    }
}

/// Whether one statement, or one participation, passes.
fn passes(
    expr: &Expr,
    asked: Asked<'_>,
    statement: Option<&Statement>,
    part: Option<Participation>,
) -> bool {
    let all = |parts: &[Expr]| parts.iter().all(|inner| passes(inner, asked, statement, part));
    match expr {
        Expr::Not(inner) => !passes(inner, asked, statement, part),
        Expr::And(parts) => all(&alternatives(parts)),
        Expr::Or(parts) => parts.iter().any(|inner| passes(inner, asked, statement, part)),
        Expr::Term(term) => {
            let timeline = asked.event.timeline();
            let is = |id: ActorId| is_meant(term, id, timeline);
            let word = |name: &str| texts(term).any(|text| text == name);
            match (term.field, statement, part) {
                (Field::Actor, _, Some(part)) => is(part.actor()),
                (Field::Role, _, Some(part)) => word(part.role().name()),
                (Field::Speaker, Some(said), _) => said.speaker.map_or_else(|| word("none"), is),
                (Field::To, Some(said), _) => said.to.iter().any(|&id| is(id)),
                (Field::About, Some(said), _) => said.about.iter().any(|&id| is(id)),
                (Field::Via, Some(said), _) => said.via.is_some_and(is),
                (Field::Form, Some(said), _) => said.form.map(Form::name).is_some_and(word),
                (Field::Said, Some(said), _) => has_words(term, &said.text),
                _ => unreachable!("{term}"),
            }
        }
    }
}

fn texts(term: &Term) -> impl Iterator<Item = &str> {
    term.values.iter().map(|value| match &value.what {
        What::Text(text) => text.as_str(),
        _ => "",
    })
}

fn has_words(term: &Term, text: &str) -> bool {
    term.values.iter().any(|value| match &value.what {
        What::Regex(pattern) => Pattern::regex(pattern).unwrap().is_match(text),
        What::Text(words) => Pattern::new(words).is_match(text),
        _ => false,
    })
}

fn is_meant(term: &Term, id: ActorId, timeline: &Timeline) -> bool {
    texts(term).any(|text| match term.colon {
        Colon::Exact => is_just(timeline.actor(id), text),
        _ => belongs(id, text, timeline, &mut Vec::new()),
    })
}

fn names(actor: &Actor) -> impl Iterator<Item = &str> {
    let codes = actor.codes.iter().map(|(_, code)| code.as_str());
    actor.names().chain([actor.id.as_str()]).chain(codes)
}

fn is_just(actor: &Actor, text: &str) -> bool {
    names(actor).any(|name| fold(name) == fold(text))
}

/// Whether a name has the value as whole words: between spaces and hyphens, as it is written here.
fn has_whole_words(name: &str, text: &str) -> bool {
    let parts = |text: &str| fold(text).replace('-', " ");
    let (name, text) = (format!(" {} ", parts(name)), format!(" {} ", parts(text)));
    name.contains(&text)
}

/// Whether the value means the actor itself.
fn is_called(actor: &Actor, text: &str, timeline: &Timeline) -> bool {
    let is_of_country =
        |actor: &Actor| !text.is_empty() && actor.country.eq_ignore_ascii_case(text);
    let all = || timeline.actors().iter();
    if all().any(is_of_country) {
        return is_of_country(actor) || is_just(actor, text);
    }
    let is_state = |actor: &Actor| actor.kind == ActorKind::State;
    if all().any(|actor| is_just(actor, text)) {
        let is_of_state = all().any(|actor| is_just(actor, text) && is_state(actor));
        return is_just(actor, text) && (!is_of_state || is_state(actor));
    }
    let has_words = |actor: &Actor| names(actor).any(|name| has_whole_words(name, text));
    if all().any(has_words) {
        return has_words(actor);
    }
    names(actor).any(|name| is_word_prefix(&fold(name), &fold(text)))
}

fn belongs(id: ActorId, text: &str, timeline: &Timeline, seen: &mut Vec<ActorId>) -> bool {
    if seen.contains(&id) {
        return false;
    }
    seen.push(id);
    let actor = timeline.actor(id);
    is_called(actor, text, timeline)
        || actor.belongs_to().any(|owner| belongs(owner, text, timeline, seen))
}

fn event_term(term: &Term, asked: Asked<'_>) -> Truth {
    let (event, timeline) = (asked.event, asked.event.timeline());
    let word = |name: &str| texts(term).any(|text| text == name);
    let said = || event.statements_in(asked.scope);
    let begins = |name: &str| texts(term).any(|text| is_word_prefix(&fold(name), &fold(text)));
    let truth = match term.field {
        Field::Text => {
            let actors = event.actors().iter().map(|part| part.actor());
            let speakers = said().filter_map(|(_, said)| said.speaker);
            has_words(term, event.stored_title())
                || has_words(term, event.summary())
                || event.place().is_some_and(|place| has_words(term, &place.name))
                || said().any(|(_, said)| has_words(term, &said.text))
                || (event.stored_title().is_empty() && has_words(term, event.kind().name()))
                || actors
                    .chain(speakers)
                    .any(|id| timeline.actor(id).names().any(|name| has_words(term, name)))
        }
        Field::Kind if term.colon == Colon::Exact => match event.label() {
            "" => word(event.kind().name()),
            label => word(&fold(label)),
        },
        Field::Kind => word(event.kind().name()),
        Field::Quad => event.quad().map(Quad::name).is_some_and(word),
        Field::Status => word(Status::name(event.status())),
        Field::Place => event.place().is_some_and(|place| begins(&place.name)),
        Field::Country => event.place().is_some_and(|place| begins(&place.country)),
        Field::Tag => event.tags().any(begins),
        Field::Code => texts(term).any(|text| !text.is_empty() && event.code().1.starts_with(text)),
        Field::Has => texts(term).any(|text| match text {
            "statement" => said().next().is_some(),
            "place" => event.place().is_some(),
            _ => unreachable!("{text}"),
        }),
        Field::Fatalities => term.values.iter().any(|value| {
            let killed = event.fatalities().and_then(Fatalities::number);
            let Some(killed) = killed.map(f64::from) else { return false };
            match &value.what {
                What::Compared(sign, than) => sign.holds(&killed, &than.parse().unwrap()),
                What::Between(from, to) => {
                    killed >= from.parse().unwrap() && killed <= to.parse().unwrap()
                }
                What::Text(text) => killed.to_string() == *text,
                _ => unreachable!(),
            }
        }),
        Field::Actors => {
            let actors: BTreeSet<u32> = event.actors().iter().map(|part| part.actor().0).collect();
            term.values.iter().any(|value| match &value.what {
                What::Compared(sign, than) => sign.holds(&actors.len(), &than.parse().unwrap()),
                What::Between(from, to) => {
                    (from.parse().unwrap()..=to.parse().unwrap()).contains(&actors.len())
                }
                What::Text(text) => actors.len().to_string() == *text,
                _ => unreachable!(),
            })
        }
        Field::Source => {
            let said = said().flat_map(|(_, said)| &said.evidence);
            event.evidence().next().is_none() && said.count() == 0
        }
        Field::Confidence => term.values.iter().any(|value| {
            let Some(share) = event.confidence().map(Confidence::value) else { return false };
            let What::Compared(sign, than) = &value.what else { unreachable!() };
            sign.holds(&share, &than.parse().unwrap())
        }),
        Field::Id => word(&event.id()),
        Field::Approx => event.when().mark() != when::Mark::Sure,
        Field::Undated => event.when().is_undated(),
        Field::Precision => term.values.iter().any(|value| {
            let precision = |name: &str| when::Precision::named(name).unwrap();
            match &value.what {
                What::Compared(sign, than) => {
                    sign.holds(&event.when().precision(), &precision(than))
                }
                What::Text(text) => event.when().precision() == precision(text),
                _ => unreachable!(),
            }
        }),
        Field::Dyad => term.values.iter().any(|value| {
            let What::Pair { first, second, directed } = &value.what else { unreachable!() };
            let belongs = |part: &Participation, text: &str| match term.colon {
                Colon::Exact => is_just(timeline.actor(part.actor()), text),
                _ => belongs(part.actor(), text, timeline, &mut Vec::new()),
            };
            event.actors().iter().any(|one| {
                event.actors().iter().any(|other| {
                    let acts = one.role() == Role::Initiator
                        && [Role::Recipient, Role::Victim].contains(&other.role());
                    one.actor() != other.actor()
                        && belongs(one, first)
                        && belongs(other, second)
                        && (!directed || acts)
                })
            })
        }),
        Field::Date | Field::Before | Field::After | Field::Around => return dates(term, asked),
        _ => unreachable!("{term}"),
    };
    Some(truth)
}

fn dates(term: &Term, asked: Asked<'_>) -> Truth {
    let (event, timeline) = (asked.event, asked.event.timeline());
    let when = event.when();
    if when.is_undated() {
        return None;
    }
    let periods: Vec<when::Period> = term
        .values
        .iter()
        .filter_map(|value| match &value.what {
            What::Near { event, span } => {
                let near = timeline.find_event(event).map(|row| timeline.when(row)).unwrap();
                Some(when::Period::of(near).unwrap().grown(when::Span::parse(span).unwrap()))
            }
            What::Text(text) => {
                let named = when::Period::of(&When::parse(text).unwrap()).unwrap();
                match term.field {
                    Field::Before => named.before(),
                    Field::After => named.after(),
                    _ => Some(named),
                }
            }
            _ => unreachable!(),
        })
        .collect();
    let may = periods.iter().any(|&period| when.may_touch(period));
    let must = periods.iter().any(|&period| when.must_touch(period));
    let is_sure = must || (!may && when.mark() == when::Mark::Sure);
    if asked.doubt == Doubt::Unknown && !is_sure {
        return None;
    }
    Some(if term.colon == Colon::Surely { must } else { may })
}
