//! Trains the tagger, the parser and what names the relations.

use demarche::extract::{
    reading::tree::Penn,
    syntax::{
        label::{Bare, Labels, RELS},
        model::Row,
        parse::{NONE, STEPS, State, Step},
        tag::{self, TAGS, best},
    },
};

use crate::{
    perceptron::{Chance, Perceptron},
    treebank::Sentence,
};

const TAG_ROUNDS: usize = 8;
const PARSE_ROUNDS: usize = 10;
const LABEL_ROUNDS: usize = 6;
const FOLDS: usize = 5;

/// The tables of weights.
pub fn train(sentences: &[Sentence]) -> [Vec<Row>; 3] {
    let all: Vec<&Sentence> = sentences.iter().collect();
    // The parser learns from tags as the tagger will give them: those of taggers that had not seen
    // the sentence.
    let mut tagged = sentences.to_vec();
    for fold in 0..FOLDS {
        let others: Vec<&Sentence> = each(sentences, |number| number % FOLDS != fold);
        let tagger = tagger(&others, 5);
        for (_, sentence) in
            tagged.iter_mut().enumerate().filter(|(number, _)| number % FOLDS == fold)
        {
            sentence.tags = tags(&tagger, sentence);
        }
        println!("tags of fold {fold}");
    }
    let tagger = tagger(&all, TAG_ROUNDS);
    println!("tagger");
    let parser = parser(&tagged);
    println!("parser");
    let labeller = labeller(&tagged);
    println!("labels");
    let tables = [tagger.rows(8.0, 2, 3), parser.rows(8.0, 6, 4), labeller.rows(8.0, 3, 4)];
    for table in &tables {
        println!(
            "{} rows, {} weights",
            table.len(),
            table.iter().map(|row| row.1.len()).sum::<usize>()
        );
    }
    tables
}

fn each(sentences: &[Sentence], keep: impl Fn(usize) -> bool) -> Vec<&Sentence> {
    sentences.iter().enumerate().filter(|(number, _)| keep(*number)).map(|(_, it)| it).collect()
}

fn tagger(sentences: &[&Sentence], rounds: usize) -> Perceptron<TAGS> {
    let mut tagger = Perceptron::new();
    let mut chance = Chance(1);
    let mut order = sentences.to_vec();
    let (mut features, mut tags) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        chance.shuffle(&mut order);
        for sentence in &order {
            tags.clear();
            for (at, &gold) in sentence.tags.iter().enumerate() {
                features.clear();
                tag::features(&sentence.looks, &tags, at, &mut features);
                let guess = best(&tagger.scores(&features));
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
        tag::features(&sentence.looks, &tags, at, &mut features);
        tags.push(Penn::ALL[best(&tagger.scores(&features))]);
    }
    tags
}

fn parser(sentences: &[Sentence]) -> Perceptron<STEPS> {
    /// How often of a hundred the parser follows its own wrong step.
    const FOLLOW: usize = 90;
    let mut parser = Perceptron::new();
    let mut chance = Chance(2);
    let mut order: Vec<&Sentence> = sentences.iter().collect();
    let mut features = Vec::new();
    let mut state = State::default();
    for round in 0..PARSE_ROUNDS {
        chance.shuffle(&mut order);
        let (mut wrong, mut steps) = (0, 0);
        for sentence in &order {
            let oracle = Oracle::new(&sentence.heads);
            state.begin(sentence.looks.len());
            while !state.is_done() {
                features.clear();
                state.features(&sentence.looks, &sentence.tags, &mut features);
                let scores = parser.scores(&features);
                let costs = Step::ALL.map(|step| {
                    if state.allows(step) { oracle.cost(&state, step) } else { u32::MAX }
                });
                let least = costs.iter().copied().min().unwrap_or_default();
                let (guess, _) = state.choose(&scores);
                let right = (0..STEPS)
                    .filter(|&step| costs[step] == least)
                    .max_by_key(|&step| (scores[step], STEPS - step))
                    .unwrap_or_default();
                steps += 1;
                let is_right = costs[guess as usize] == least;
                if !is_right {
                    wrong += 1;
                    parser.update(&features, right, guess as usize);
                }
                parser.next();
                let follow = is_right || round > 0 && chance.below(100) < FOLLOW;
                state.advance(if follow { guess } else { Step::ALL[right] });
            }
        }
        println!("round {round}: {:.2} % wrong", f64::from(wrong) * 100.0 / f64::from(steps));
    }
    parser
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
        let below = |depth: usize| {
            state.stack.len().checked_sub(depth + 1).map_or(NONE, |at| state.stack[at])
        };
        let (s0, s1, front) = (below(0), below(1), state.front);
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

fn labeller(sentences: &[Sentence]) -> Perceptron<RELS> {
    let mut labeller = Perceptron::new();
    let mut chance = Chance(3);
    let mut order: Vec<&Sentence> = sentences.iter().collect();
    let mut labels = Labels::default();
    let (mut features, mut rels) = (Vec::new(), Vec::new());
    for _ in 0..LABEL_ROUNDS {
        chance.shuffle(&mut order);
        for sentence in &order {
            let tree =
                Bare { looks: &sentence.looks, tags: &sentence.tags, heads: &sentence.heads };
            labels.begin(&tree, &mut rels);
            for (word, &gold) in sentence.rels.iter().enumerate() {
                features.clear();
                labels.features(&tree, &rels, word, &mut features);
                if !features.is_empty() {
                    let guess = best(&labeller.scores(&features));
                    if guess != gold as usize {
                        labeller.update(&features, gold as usize, guess);
                    }
                    labeller.next();
                }
                rels[word] = gold;
            }
        }
    }
    labeller
}
