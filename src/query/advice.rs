//! What to type instead, where a query finds nothing because of how it was typed.

use crate::{
    base::progress::Progress,
    index::Store,
    query::{
        edit::Query,
        expr::{Expr, Term, What},
        field::{Field, Takes},
        plan::Plan,
        slip,
    },
};

/// For a query that finds nothing, one that was probably meant and finds something: with the words
/// in small letters, without `and` and `or`, without the marks around a term, or without signs at
/// the ends of words. `None` if none of these finds anything. It takes as long as finding them.
#[must_use]
pub fn advice(query: &Query, store: &Store, progress: &Progress) -> Option<String> {
    let tries: [(&str, Change); 4] = [
        ("capitals count as they are typed", |query| replaced(query, in_small_letters)),
        ("words in quotation marks are searched for", |query| replaced(query, as_term)),
        ("and, or, not are searched for as words", joined),
        ("signs count in words", |query| replaced(query, without_signs)),
    ];
    tries.into_iter().find_map(|(reason, change)| {
        let meant = Query::from(change(query)?).with_candidates(query.has_candidates());
        let plan = Plan::new(&meant, store).ok().filter(|_| meant != *query)?;
        let found = plan.rows_within(&store.rows_in(meant.scope()), progress).count();
        let events = if found == 1 { "event" } else { "events" };
        (found > 0 && !progress.is_cancelled())
            .then(|| format!("{reason}: {meant} finds {found} {events}"))
    })
}

/// Another query that may have been meant.
type Change = fn(&Query) -> Option<Expr>;

/// The query with the terms changed that search for words.
fn replaced(query: &Query, change: fn(Term) -> Expr) -> Option<Expr> {
    fn part(expr: Expr, change: fn(Term) -> Expr) -> Expr {
        let all = |parts: Vec<Expr>| parts.into_iter().map(|inner| part(inner, change)).collect();
        match expr {
            Expr::And(parts) => Expr::And(all(parts)),
            Expr::Or(parts) => Expr::Or(all(parts)),
            Expr::Not(inner) => Expr::Not(Box::new(part(*inner, change))),
            Expr::Term(term) if term.field.takes() == Takes::Words => change(term),
            Expr::Term(_) => expr,
        }
    }
    (!query.is_all()).then(|| part(query.expr(), change))
}

/// The term with its texts changed.
fn with_texts(mut term: Term, change: impl Fn(&str) -> String) -> Expr {
    for value in &mut term.values {
        if let What::Text(text) = &mut value.what {
            *text = change(text);
        }
    }
    Expr::Term(term)
}

fn in_small_letters(term: Term) -> Expr {
    with_texts(term, str::to_lowercase)
}

fn without_signs(term: Term) -> Expr {
    with_texts(term, |text| {
        let words = text.trim_matches(|c: char| !c.is_alphanumeric());
        if words.is_empty() { text } else { words }.to_owned()
    })
}

/// The words as the term that they would be without their marks.
fn as_term(term: Term) -> Expr {
    let read = text(&term).and_then(|text| Query::parse(text).ok());
    let is_term = |query: &Query| {
        query.chips().len() == 1 && query.expr().terms().all(|term| term.field != Field::Text)
    };
    read.filter(is_term).map_or(Expr::Term(term), |query| query.expr())
}

/// The query with the words `and`, `or` and `not` taken as what they say; `None` if there is none.
fn joined(query: &Query) -> Option<Expr> {
    let joint = |chip: &Expr| match chip {
        Expr::Term(term) if term.field == Field::Text => {
            text(term).map(str::to_lowercase).filter(|word| slip::joint_word(word).is_some())
        }
        _ => None,
    };
    query.chips().iter().find_map(joint)?;
    let mut choices = vec![Vec::new()];
    let mut is_excluded = false;
    for chip in query.chips() {
        match joint(chip).as_deref() {
            Some("or") => choices.push(Vec::new()),
            Some("not") => is_excluded = true,
            Some(_) => {}
            None => {
                let part =
                    if is_excluded { Expr::Not(Box::new(chip.clone())) } else { chip.clone() };
                choices.last_mut()?.push(part);
                is_excluded = false;
            }
        }
    }
    choices.retain(|parts| !parts.is_empty());
    match choices.len() {
        0 => None,
        1 => Some(Expr::And(choices.remove(0))),
        _ => Some(Expr::Or(choices.into_iter().map(Expr::And).collect())),
    }
}

/// The text of a term with one.
fn text(term: &Term) -> Option<&str> {
    match term.values.as_slice() {
        [value] => match &value.what {
            What::Text(text) => Some(text),
            _ => None,
        },
        _ => None,
    }
}
