//! Persons in a list, each with an office: `Chancellor Anna Lind, Prime Minister Karl Berg and Oman's
//! envoy Omar Sadek`. A parser that has seen few such lists takes the first ones for words of the name
//! of the last.

use std::ops::Range;

use super::Words;
use crate::extract::{
    lexicon::Class,
    reading::{
        branches::Branches,
        token::Shape,
        tree::{Node, Penn, Rel},
    },
};

/// More tokens than any list has.
const LONGEST: usize = 80;

/// A person of the list.
struct Item {
    run: Range<usize>,
    /// The first word of the name behind the office.
    head: usize,
}

/// Joins the persons of each list to the first of them, and a torn name to the office before it.
pub(super) fn persons(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    let mut at = 0;
    while at < nodes.len() {
        let mut items = list(nodes, words, at);
        if items.is_empty() {
            items.extend(item(nodes, words, at).filter(|item| is_torn(nodes, item)));
        }
        let end = items.last().map_or(at + 1, |last| last.run.end);
        changed |= !items.is_empty() && join(nodes, branches, &items);
        at = end;
    }
    changed
}

/// `UN Secretary` `General Kofi` `Annan`: whether the words of a name behind an office hang apart.
fn is_torn(nodes: &[Node], item: &Item) -> bool {
    item.head > item.run.start
        && (item.head + 1..item.run.end).any(|at| {
            let head = nodes[at].head as usize;
            nodes[at].rel == Rel::Appos && head < item.head
        })
}

/// The list that begins at a token; empty unless `and` stands before its last item.
fn list(nodes: &[Node], words: Words<'_>, start: usize) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut at = start;
    while let Some(item) = item(nodes, words, at).filter(|it| it.run.end < start + LONGEST) {
        let end = item.run.end;
        items.push(item);
        let comma = end < nodes.len() && words.reading.word(end) == ",";
        let is_last = nodes.get(end + usize::from(comma)).is_some_and(|it| it.tag == Penn::Cc);
        at = end + usize::from(comma) + usize::from(is_last);
        if is_last {
            let Some(last) = self::item(nodes, words, at) else { break };
            items.push(last);
            return items;
        }
        if !comma {
            break;
        }
    }
    Vec::new()
}

/// A person with an office or a whole name: `NATO chief Kari Dahl`, `Egypt's president Omar Sadek`.
fn item(nodes: &[Node], words: Words<'_>, start: usize) -> Option<Item> {
    let of_phrase = |at: &usize| {
        matches!(
            nodes[*at].tag,
            Penn::Nnp | Penn::Nnps | Penn::Jj | Penn::Nn | Penn::Pos | Penn::Hyph
        ) && !words.lexicon.class(words.reading.tokens[*at].word).has(Class::CALENDAR)
    };
    if start > 0 && of_phrase(&(start - 1)) {
        return None;
    }
    let end = (start..nodes.len().min(start + LONGEST)).take_while(of_phrase).last()? + 1;
    let is_name = |at: usize| {
        // `Mohammed bin Salman`
        let small = words.reading.tokens[at].shape == Shape::Small;
        nodes[at].tag == Penn::Nnp && (!small || words.reading.word(at).len() <= 3)
    };
    let is_title = |at: usize| {
        let titles = &words.lexicon.names;
        titles.title(std::iter::once(words.reading.tokens[at].word)).is_some()
    };
    let first = (start..end).rev().take_while(|&at| is_name(at) && !is_title(at)).last()?;
    let is_titled = first > start && is_title(first - 1);
    (is_titled || end - first > 1 && first == start)
        .then_some(Item { run: start..end, head: first })
}

/// Joins the items of a list of which the parser made one phrase.
fn join(nodes: &mut [Node], branches: &Branches, items: &[Item]) -> bool {
    let ([first, ..], [.., last]) = (items, items) else { return false };
    let run = first.run.start..last.run.end;
    let is_out = |&at: &usize| {
        let head = nodes[at].head as usize;
        head == at || !run.contains(&head)
    };
    let outside: Vec<usize> = run.clone().filter(is_out).collect();
    let Some(&top) = outside.iter().find(|&&at| first.run.contains(&at)).or(outside.last()) else {
        return false;
    };
    let is_joined = |item: &Item| {
        nodes[item.head].rel == Rel::Conj && nodes[item.head].head as usize == first.head
    };
    // `and NATO chief Piet Vos`: no other word of it is joined.
    let is_whole =
        |item: &Item| item.run.clone().all(|at| at == item.head || nodes[at].rel != Rel::Conj);
    if outside == [first.head] && items[1..].iter().all(|it| is_joined(it) && is_whole(it)) {
        return false;
    }
    let Node { head, rel, .. } = nodes[top];
    let is_root = head as usize == top;
    // `spoke by phone with …`, where the preposition hangs from the phone.
    let case = (head as usize + 1 == run.start && nodes[head as usize].tag == Penn::In)
        .then_some(head as usize);
    let head = case.map_or(head, |case| {
        let above = nodes[case].head as usize;
        if nodes[above].rel == Rel::Obl { nodes[above].head } else { above as u32 }
    });
    let rel = if case.is_some() { Rel::Obl } else { rel };
    for at in run.clone() {
        let next = items.iter().find(|it| it.run.end > at).unwrap_or(last);
        let own = next.run.contains(&at);
        let (head, rel) = match nodes[at].tag {
            _ if at == next.head => (first.head, Rel::Conj),
            Penn::Cc => (next.head, Rel::Cc),
            _ if !own => (next.head, Rel::Punct),
            Penn::Pos => (at - 1, Rel::Case),
            _ if at > next.head => (next.head, Rel::Flat),
            Penn::Jj => (next.head, Rel::Amod),
            Penn::Hyph => (next.head, Rel::Punct),
            _ => (next.head, Rel::Nmod),
        };
        nodes[at].head = head as u32;
        nodes[at].rel = rel;
    }
    nodes[first.head].head = if is_root { first.head as u32 } else { head };
    nodes[first.head].rel = rel;
    if let Some(case) = case {
        nodes[case].head = first.head as u32;
        nodes[case].rel = Rel::Case;
    }
    // What hung from one of them hangs from the first or the last.
    for at in run.clone().flat_map(|at| branches.children(at)).filter(|at| !run.contains(at)) {
        let of = if at < run.start { first.head } else { last.head };
        nodes[at].head = of as u32;
    }
    true
}
