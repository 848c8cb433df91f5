//! Sentences with their trees, made from a grammar.

use std::{collections::HashMap, str::FromStr};

use anyhow::{Context, ensure};
use demarche::extract::reading::tree::{Penn, Rel};

use crate::{perceptron::Chance, treebank::Sentence};

/// The grammar; its head says what a row is.
const GRAMMAR: &str = include_str!("../../data/model/wire.tsv");

/// What each name can become.
type Rules<'a> = HashMap<&'a str, Choices<'a>>;

enum Choices<'a> {
    /// Words of one tag.
    Words(Penn, Vec<&'a str>),
    /// Each as often as its weight.
    Phrases(Vec<Vec<Item<'a>>>),
}

/// A part of a phrase.
#[derive(Clone, Copy)]
struct Item<'a> {
    part: Part<'a>,
    label: &'a str,
    /// The label of what it depends on, and as what; `None` of the head of the phrase.
    head: Option<(&'a str, Rel)>,
}

#[derive(Clone, Copy)]
enum Part<'a> {
    Word(&'a str, Penn),
    Rule(&'a str),
}

/// So many sentences of the grammar, always the same.
pub fn sentences(count: usize) -> anyhow::Result<Vec<Sentence>> {
    let rules = read()?;
    let mut chance = Chance(1);
    (0..count)
        .map(|_| {
            let mut sentence = Sentence::default();
            let head = grow("S", &rules, &mut chance, true, &mut sentence)?;
            sentence.rels[head] = Rel::Root;
            Ok(sentence)
        })
        .collect()
}

fn read() -> anyhow::Result<Rules<'static>> {
    let mut rules = Rules::new();
    let rows = GRAMMAR.lines().filter(|row| !row.starts_with('#')).skip(1);
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let &[name, weight, items] = &cells[..] else {
            anyhow::bail!("{row:?} has no three cells")
        };
        let Ok(weight) = usize::from_str(weight) else {
            let tag = Penn::of(weight).with_context(|| format!("{row:?} has no weight"))?;
            rules.insert(name, Choices::Words(tag, items.split('|').collect()));
            continue;
        };
        let items = items.split(' ').map(item).collect::<anyhow::Result<Vec<_>>>()?;
        let heads = items.iter().filter(|item| item.head.is_none()).count();
        ensure!(heads == 1, "{row:?} has {heads} heads");
        let choices = rules.entry(name).or_insert_with(|| Choices::Phrases(Vec::new()));
        let Choices::Phrases(phrases) = choices else {
            anyhow::bail!("{name} has words and rules")
        };
        phrases.extend(std::iter::repeat_n(items, weight));
    }
    Ok(rules)
}

fn item(text: &'static str) -> anyhow::Result<Item<'static>> {
    let (label, rest) = text.split_once('=').unwrap_or(("", text));
    let (part, head) = match rest.rsplit_once('>') {
        Some((part, head)) => (part, Some(head)),
        None => (rest, None),
    };
    let head = head.map(|head| {
        let told = head.split_once('.').and_then(|(head, rel)| Some((head, Rel::of(rel)?)));
        told.with_context(|| format!("{text:?} has no relation"))
    });
    let part = match part.strip_prefix('$') {
        Some(rule) => Part::Rule(rule),
        None => part
            .rsplit_once('/')
            .and_then(|(word, tag)| Some(Part::Word(word, Penn::of(tag)?)))
            .with_context(|| format!("{text:?} has no tag"))?,
    };
    Ok(Item { part, label, head: head.transpose()? })
}

/// Adds what a name becomes to a sentence, and gives the number of its head, which has none yet.
fn grow(
    name: &str,
    rules: &Rules<'_>,
    chance: &mut Chance,
    is_first: bool,
    sentence: &mut Sentence,
) -> anyhow::Result<usize> {
    let phrase = match rules.get(name).with_context(|| format!("there is no rule {name}"))? {
        Choices::Words(tag, words) => {
            return Ok(push(words[chance.below(words.len())], *tag, is_first, sentence));
        }
        Choices::Phrases(phrases) => &phrases[chance.below(phrases.len())],
    };
    let mut grown = Vec::with_capacity(phrase.len());
    for (number, item) in phrase.iter().enumerate() {
        let is_first = is_first && number == 0;
        grown.push(match item.part {
            Part::Word(word, tag) => push(word, tag, is_first, sentence),
            Part::Rule(rule) => grow(rule, rules, chance, is_first, sentence)?,
        });
    }
    let mut own = 0;
    for (item, &word) in phrase.iter().zip(&grown) {
        let Some((label, rel)) = item.head else {
            own = word;
            continue;
        };
        let at = phrase.iter().position(|item| item.label == label);
        let at = at.with_context(|| format!("{name} has no item {label}"))?;
        sentence.heads[word] = grown[at] as u32;
        sentence.rels[word] = rel;
    }
    Ok(own)
}

fn push(word: &str, tag: Penn, is_first: bool, sentence: &mut Sentence) -> usize {
    let number = sentence.looks.len();
    let mut letters = word.chars();
    let first = letters.next().filter(|_| is_first);
    let word = first.map_or(word.to_owned(), |first| first.to_uppercase().chain(letters).collect());
    sentence.push(&word, tag, number as u32, Rel::Dep);
    number
}
