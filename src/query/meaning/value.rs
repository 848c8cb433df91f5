//! The values of terms in words.

use crate::{
    base::text::{Closeness, fold},
    index::Store,
    model::{ActorId, ActorKind, Country, Kind, When, when},
    query::{
        expr::{Colon, Comparison, Term, Value, What},
        resolve::{self, Rule, Who},
    },
};

/// How many names are said before the others are counted.
const NAMES: usize = 2;

/// A value as it was typed.
pub(super) fn text(value: &Value) -> String {
    match &value.what {
        What::Text(text) => text.clone(),
        What::Regex(pattern) => format!("/{pattern}/"),
        What::Compared(sign, than) => format!("{}{than}", sign.sign()),
        What::Between(from, to) => format!("{from}..{to}"),
        What::Pair { first, second, .. } => format!("{first} and {second}"),
        What::Near { event, span } => format!("{event},{span}"),
    }
}

/// Words in quotation marks, or a regular expression. Capitals narrow a search, which is said.
pub(super) fn words(value: &Value) -> String {
    match &value.what {
        What::Text(text) if text.contains(char::is_uppercase) => {
            format!("\u{201c}{text}\u{201d} in these capitals")
        }
        What::Text(text) => format!("\u{201c}{text}\u{201d}"),
        _ => text(value),
    }
}

/// A name as it was typed, with points if it is only the beginning of one.
pub(super) fn name(term: &Term, value: &Value) -> String {
    match term.colon {
        Colon::Exact => text(value),
        _ => format!("{}\u{2026}", text(value)),
    }
}

/// `Russia (exact match, with Sergei Lavrov, Maria Zakharova and 2 others)`.
pub(super) fn who(term: &Term, value: &Value, store: &Store) -> String {
    resolve::who(value, term.colon, store)
        .map_or_else(|_| text(value), |who| meant(&who, &text(value), store))
}

/// Who is meant by what was typed, and why.
fn meant(who: &Who, typed: &str, store: &Store) -> String {
    let actor = |id: &ActorId| store.timeline().actor(*id);
    let names = |mut ids: Vec<ActorId>, last: &str| {
        ids.sort_by_key(|id| std::cmp::Reverse(store.rows_of(*id).len()));
        enumerate(&ids.iter().map(|id| actor(id).name.as_str()).collect::<Vec<_>>(), last)
    };
    let others = who.all.iter().map(ActorId).filter(|id| !who.called.contains(id)).collect();
    let reason = match &who.rule {
        Rule::Country(code) => {
            let country = Country::of_code(code).map_or(code.as_str(), |country| country.name);
            let all = names(who.all.iter().map(ActorId).collect(), "and");
            return format!("any actor of {country} (country code: {all})");
        }
        Rule::Record => "only this record",
        Rule::Named(Closeness::Equal) => "exact match",
        Rule::Named(Closeness::Words) if typed.contains(' ') => "whole words",
        Rule::Named(Closeness::Words) => "whole word",
        Rule::Named(Closeness::Beginning) => "beginning of a word",
    };
    let with = match names(others, "and") {
        others if others.is_empty() => others,
        others => format!(", with {others}"),
    };
    let offer = match who.called.as_slice() {
        [state] if who.rule != Rule::Record && actor(state).kind == ActorKind::State => {
            let code = &actor(state).country;
            let is_more = store.actors_of(code).any(|id| !who.all.contains(id.0));
            if is_more { format!("; {code} means all its actors") } else { String::new() }
        }
        _ => String::new(),
    };
    format!("{} ({reason}{with}{offer})", names(who.called.clone(), "or"))
}

/// `A`, `A and B`, `A, B and 3 others`.
fn enumerate(names: &[&str], last: &str) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., one] if names.len() <= NAMES + 1 => format!("{} {last} {one}", most.join(", ")),
        _ => format!("{} {last} {} others", names[..NAMES].join(", "), names.len() - NAMES),
    }
}

/// `both Russia and Syria take part`, `Russia acts on Syria`.
pub(super) fn pair(term: &Term, value: &Value, store: &Store) -> String {
    let What::Pair { first, second, directed } = &value.what else { return text(value) };
    let who = |name: &String| {
        resolve::one_of_pair(value, name, term.colon, store)
            .map_or_else(|_| name.clone(), |who| meant(&who, name, store))
    };
    match directed {
        true => format!("{} acts on {}", who(first), who(second)),
        false => format!("both {} and {} take part", who(first), who(second)),
    }
}

/// `consult`, `consult (meet)`.
pub(super) fn kind(value: &Value) -> String {
    let (typed, word) = (text(value), fold(&text(value)).into_owned());
    match resolve::synonym(&word).filter(|_| Kind::from_name(&word).is_none()) {
        Some(kind) => format!("{kind} ({typed})"),
        None => typed,
    }
}

/// `a statement`, `fatalities`.
pub(super) fn thing(word: &str) -> String {
    match word {
        "coordinates" | "fatalities" | "evidence" => word.to_owned(),
        "actor" => "an actor".to_owned(),
        "time" => "a time of day".to_owned(),
        _ => format!("a {word}"),
    }
}

/// `moved`, `in several places`.
pub(super) fn anchor(word: &str) -> String {
    match word {
        "ok" => "found".to_owned(),
        "many" => "found in several places".to_owned(),
        _ => word.to_owned(),
    }
}

/// `in Aug 2015`, `on 13 Aug 2015`, `since 2011`, `when Al-Jubeir meets Lavrov`.
pub(super) fn days(value: &Value, store: &Store) -> String {
    let Some(when) = read(value) else { return format!("at the time of {}", event(value, store)) };
    let words = when.words();
    match when.shape() {
        when::Shape::Date if when.precision() >= when::Precision::Day => format!("on {words}"),
        _ if ["since", "until", "between"].iter().any(|word| words.starts_with(word)) => words,
        when::Shape::Lasted => format!("from {words}"),
        _ => format!("in {words}"),
    }
}

/// `Aug 2015`, `Al-Jubeir meets Lavrov`.
pub(super) fn period(value: &Value, store: &Store) -> String {
    read(value).map_or_else(|| event(value, store), |when| when.words())
}

/// `within 3 days of Al-Jubeir meets Lavrov`.
pub(super) fn near(value: &Value, store: &Store) -> String {
    let What::Near { event: id, span } = &value.what else { return text(value) };
    let span = when::Span::parse(span).map_or_else(|| span.clone(), |span| span.to_string());
    format!("within {span} of {}", event(&Value::text(id), store))
}

fn read(value: &Value) -> Option<When> {
    when::typed::parse(&text(value), None).ok().map(|typed| typed.when)
}

/// The title of an event, in quotation marks.
fn event(value: &Value, store: &Store) -> String {
    let id = text(value);
    match store.timeline().find_event(&id) {
        Some(row) => format!("\u{201c}{}\u{201d}", store.timeline().event(row).title()),
        None => id,
    }
}

/// `less closely than to the day`, `to the month`.
pub(super) fn closeness(value: &Value) -> String {
    let to = |precision: &str| match precision {
        "unknown" => "not at all".to_owned(),
        "days" => "to some days".to_owned(),
        "time" => "to the time of day".to_owned(),
        _ => format!("to the {precision}"),
    };
    match &value.what {
        What::Compared(Comparison::Less, than) => format!("less closely than {}", to(than)),
        What::Compared(Comparison::AtMost, than) => format!("at most {}", to(than)),
        What::Compared(Comparison::AtLeast, than) => format!("at least {}", to(than)),
        What::Compared(Comparison::More, than) => format!("more closely than {}", to(than)),
        What::Between(from, upto) => {
            format!("from {} {}", to(from).trim_start_matches("to "), to(upto))
        }
        _ => to(&text(value)),
    }
}

/// `more than 10`, `at least 0.5`, `10 to 100`.
pub(super) fn amount(value: &Value) -> String {
    match &value.what {
        What::Compared(Comparison::Less, than) => format!("less than {than}"),
        What::Compared(Comparison::AtMost, than) => format!("at most {than}"),
        What::Compared(Comparison::AtLeast, than) => format!("at least {than}"),
        What::Compared(Comparison::More, than) => format!("more than {than}"),
        What::Between(from, to) => format!("{from} to {to}"),
        _ => text(value),
    }
}
