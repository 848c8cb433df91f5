//! Trains the tagger, the parser and what names the relations.

use demarche::extract::{
    reading::tree::{Penn, Rel},
    syntax::{
        arc,
        parse::RELS,
        penn::{self, TAGS, best},
        relation,
        state::{STEPS, State, Step},
        weights::Row,
    },
};
use rayon::prelude::*;

use crate::{
    perceptron::{Chance, Form, Perceptron, rows},
    treebank::Sentence,
};

/// How often the tagger and the parser see the sentences.
const TAG_ROUNDS: usize = 8;
const PARSE_ROUNDS: usize = 7;
/// Models that see them in different orders; the average of several is better than each.
const ORDERS: u64 = 5;
/// Into how many parts the sentences are cut to be tagged by taggers that have not seen them.
const FOLDS: usize = 5;
const FOLD_ROUNDS: usize = 5;
/// By how much the right step must lead to be left in peace.
const MARGIN: i32 = 5;
/// How often of a hundred the parser follows its own wrong step, so that it learns to go on from
/// there.
const FOLLOW: usize = 90;
/// How often a feature must be true to get weights.
const LEAST_TAGS: u8 = 2;
const LEAST_ARCS: u8 = 6;
const LEAST_RELS: u8 = 3;
/// Features whose weights are all smaller are left out, or than more of it where the model has to be
/// smaller.
const SMALLEST_TAGS: f64 = 1.0;
const SMALLEST_ARCS: f64 = 2.0;
const SMALLEST_RELS: f64 = 1.7;

/// What was learned: perceptrons of several orders of the sentences for each of the tables.
pub struct Learned {
    taggers: Vec<Perceptron<TAGS>>,
    arcs: Vec<Perceptron<STEPS>>,
    rels: Vec<Perceptron<RELS>>,
}

impl Learned {
    /// The tables of weights, without the features whose weights are smaller than so many times what is
    /// left out anyway.
    pub fn tables(&self, strictness: f64) -> [Vec<Row>; 3] {
        let form = |smallest: f64| Form { smallest: smallest * strictness, from_first: false };
        [
            rows(&self.taggers, form(SMALLEST_TAGS)),
            rows(&self.arcs, Form { from_first: true, ..form(SMALLEST_ARCS) }),
            rows(&self.rels, form(SMALLEST_RELS)),
        ]
    }
}

/// Learns tags and trees.
pub fn train(sentences: &[Sentence]) -> Learned {
    let all: Vec<&Sentence> = sentences.iter().collect();
    // The parser learns from tags as the tagger will give them: those of taggers that had not seen
    // the sentence.
    let mut tagged = sentences.to_vec();
    for fold in 0..FOLDS {
        let others: Vec<&Sentence> = each(sentences, |number| number % FOLDS != fold);
        let learned = tagger(&others, FOLD_ROUNDS, 0);
        for sentence in tagged.iter_mut().skip(fold).step_by(FOLDS) {
            sentence.tags = tags(&learned, sentence);
        }
    }
    println!("the sentences are tagged");
    let orders = (0..ORDERS).into_par_iter();
    let taggers: Vec<_> = orders.clone().map(|order| tagger(&all, TAG_ROUNDS, order)).collect();
    let (arcs, rels): (Vec<_>, Vec<_>) = orders.map(|order| parser(&tagged, order)).unzip();
    Learned { taggers, arcs, rels }
}

fn each(sentences: &[Sentence], keep: impl Fn(usize) -> bool) -> Vec<&Sentence> {
    sentences.iter().enumerate().filter(|(number, _)| keep(*number)).map(|(_, it)| it).collect()
}

fn tagger(sentences: &[&Sentence], rounds: usize, order: u64) -> Perceptron<TAGS> {
    let mut tagger = Perceptron::new(LEAST_TAGS);
    let mut features = Vec::new();
    for sentence in sentences {
        for at in 0..sentence.looks.len() {
            features.clear();
            penn::features(&sentence.looks, &sentence.tags, at, &mut features);
            tagger.count(&features);
        }
    }
    let mut chance = Chance(order);
    let mut order = sentences.to_vec();
    let (mut features, mut tags) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        chance.shuffle(&mut order);
        for sentence in &order {
            tags.clear();
            for (at, &gold) in sentence.tags.iter().enumerate() {
                features.clear();
                penn::features(&sentence.looks, &tags, at, &mut features);
                let guess = best(&tagger.score(&features));
                if guess != gold as usize {
                    tagger.update(&features, gold as usize, guess);
                }
                tagger.next();
                tags.push(Penn::ALL[guess]);
            }
        }
    }
    tagger
}

fn tags(tagger: &Perceptron<TAGS>, sentence: &Sentence) -> Vec<Penn> {
    let (mut features, mut tags) = (Vec::new(), Vec::new());
    for at in 0..sentence.looks.len() {
        features.clear();
        penn::features(&sentence.looks, &tags, at, &mut features);
        tags.push(Penn::ALL[best(&tagger.score(&features))]);
    }
    tags
}

fn parser(sentences: &[Sentence], order: u64) -> (Perceptron<STEPS>, Perceptron<RELS>) {
    let (mut arcs, mut rels) = (Perceptron::new(LEAST_ARCS), Perceptron::new(LEAST_RELS));
    count(sentences, &mut arcs, &mut rels);
    let mut chance = Chance(order);
    let mut order: Vec<&Sentence> = sentences.iter().collect();
    for round in 0..PARSE_ROUNDS {
        chance.shuffle(&mut order);
        let (mut wrong, mut steps) = (0, 0);
        for sentence in &order {
            let (looks, tags) = (&sentence.looks[..], &sentence.tags[..]);
            let oracle = Oracle::new(&sentence.heads);
            let mut state = State::default();
            state.begin(tags);
            let mut features = Vec::new();
            while !state.is_done() {
                features.clear();
                arc::features(&state, looks, tags, &mut features);
                let scores = arcs.score(&features);
                let costs = oracle.costs(&state);
                let least = costs.iter().copied().min().unwrap_or_default();
                let (guess, _) = state.choose(&scores);
                let best = |fine: &dyn Fn(u32) -> bool| {
                    Step::ALL
                        .into_iter()
                        .filter(|&step| state.allows(step) && fine(costs[step as usize]))
                        .max_by_key(|&step| (scores[step as usize], STEPS - step as usize))
                };
                let right = best(&|cost| cost == least).unwrap_or(guess);
                let rival = best(&|cost| cost > least);
                if let Some(rival) = rival
                    && scores[right as usize] - scores[rival as usize] <= MARGIN
                {
                    arcs.update(&features, right as usize, rival as usize);
                }
                arcs.next();
                let is_right = costs[guess as usize] == least;
                steps += 1;
                wrong += u32::from(!is_right);
                let follow = is_right || round > 0 && chance.below(100) < FOLLOW;
                let step = if follow { guess } else { right };
                let rel = relation(&mut rels, &state, sentence, step);
                state.advance(step, rel);
            }
        }
        let share = f64::from(wrong) * 100.0 / f64::from(steps);
        println!("round {}: {share:.2} % of the steps wrong", round + 1);
    }
    (arcs, rels)
}

/// The relation that is guessed for the arc of a step, learned from if the arc is right.
fn relation(rels: &mut Perceptron<RELS>, state: &State, sentence: &Sentence, step: Step) -> Rel {
    let Some((head, word)) = state.arc(step).filter(|arc| arc.0 < state.count) else {
        return Rel::Root;
    };
    let mut features = Vec::new();
    relation::features(state, &sentence.looks, &sentence.tags, (head, word), &mut features);
    let guess = best(&rels.score(&features));
    let gold = sentence.rels[word as usize] as usize;
    if sentence.heads[word as usize] == head {
        if guess != gold {
            rels.update(&features, gold, guess);
        }
        rels.next();
    }
    Rel::ALL[guess]
}

/// Counts the features on the way to the right trees.
fn count(sentences: &[Sentence], arcs: &mut Perceptron<STEPS>, rels: &mut Perceptron<RELS>) {
    let mut state = State::default();
    let mut features = Vec::new();
    for sentence in sentences {
        let (looks, tags) = (&sentence.looks[..], &sentence.tags[..]);
        let oracle = Oracle::new(&sentence.heads);
        state.begin(tags);
        while !state.is_done() {
            features.clear();
            arc::features(&state, looks, tags, &mut features);
            arcs.count(&features);
            let costs = oracle.costs(&state);
            let cheapest = Step::ALL.into_iter().rev().min_by_key(|&step| costs[step as usize]);
            let step = cheapest.unwrap_or(Step::Shift);
            let mut rel = Rel::Root;
            if let Some((head, word)) = state.arc(step).filter(|arc| arc.0 < state.count) {
                features.clear();
                relation::features(&state, looks, tags, (head, word), &mut features);
                rels.count(&features);
                rel = sentence.rels[word as usize];
            }
            state.advance(step, rel);
        }
    }
}

/// Which steps lose arcs of the right tree (Goldberg and Nivre 2013).
struct Oracle<'a> {
    heads: &'a [u32],
    children: Vec<Vec<u32>>,
}

impl<'a> Oracle<'a> {
    fn new(heads: &'a [u32]) -> Self {
        let mut children = vec![Vec::new(); heads.len()];
        for (word, &head) in heads.iter().enumerate() {
            if head as usize != word {
                children[head as usize].push(word as u32);
            }
        }
        Self { heads, children }
    }

    /// The costs of all steps; those that can't be done cost most.
    fn costs(&self, state: &State) -> [u32; STEPS] {
        let cost = |step| if state.allows(step) { self.cost(state, step) } else { u32::MAX };
        Step::ALL.map(cost)
    }

    /// How many arcs of the right tree can't be made any more after a step.
    fn cost(&self, state: &State, step: Step) -> u32 {
        let head = |word: u32| {
            let head = self.heads[word as usize];
            if head == word { state.count } else { head }
        };
        let waiting = |word: u32| {
            let children = &self.children[word as usize];
            children.len() as u32 - children.partition_point(|&child| child < state.front) as u32
        };
        let (s0, s1, front) = (state.below(0), state.below(1), state.front);
        match step {
            Step::Shift => {
                let mut lost = 0;
                let own = head(front);
                let stack = &state.stack;
                if own < front && s0 != own && stack.binary_search(&own).is_ok() {
                    lost += 1;
                }
                let children = self.children[front as usize].iter();
                lost + children.filter(|child| stack.binary_search(child).is_ok()).count() as u32
            }
            Step::Left => {
                let own = head(s0);
                let lost = own != front && (own > front || own == s1);
                u32::from(lost) + waiting(s0)
            }
            Step::Right => u32::from(head(s0) >= front) + waiting(s0),
        }
    }
}
