//! The words of a sentence are joined into a tree, from left to right, by a stack.
//!
//! Transitions of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta 2011): the next word
//! is shifted onto the stack, or the top of the stack gets its head and is done: the next word
//! ([`Step::Left`]) or the word below it ([`Step::Right`]). The root of the sentence is what is
//! left at the end.

use super::{
    feature::{Feature, mix, sort},
    look::Look,
    model::Table,
    tag::best,
};
use crate::extract::reading::tree::Penn;

/// What the parser does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The next word goes onto the stack.
    Shift,
    /// The top of the stack depends on the next word.
    Left,
    /// The top of the stack depends on the word below it.
    Right,
}

/// How many steps there are.
pub const STEPS: usize = 3;

impl Step {
    /// All, in the order of their classes.
    pub const ALL: [Self; STEPS] = [Self::Shift, Self::Left, Self::Right];
}

/// No word.
pub const NONE: u32 = u32::MAX;

/// How far a sentence is parsed.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Words that have no head yet.
    pub stack: Vec<u32>,
    /// The next word.
    pub front: u32,
    /// How many words there are; also the number of the root's head.
    pub count: u32,
    /// The heads so far.
    pub heads: Vec<u32>,
    /// What was learned of the dependents of each word.
    children: Vec<Children>,
    features: Vec<Feature>,
}

/// The dependents of a word so far: the outermost two on each side, and how many.
#[derive(Clone, Copy, Debug)]
struct Children {
    left: [u32; 2],
    right: [u32; 2],
    lefts: u8,
    rights: u8,
}

const CHILDLESS: Children = Children { left: [NONE; 2], right: [NONE; 2], lefts: 0, rights: 0 };

impl State {
    /// Begins a sentence.
    pub fn begin(&mut self, count: usize) {
        self.stack.clear();
        self.front = 0;
        self.count = count as u32;
        self.heads.clear();
        self.heads.resize(count, NONE);
        self.children.clear();
        self.children.resize(count + 1, CHILDLESS);
    }

    /// Whether every word has its head.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.front == self.count && self.stack.is_empty()
    }

    /// Whether a step can be done here: exactly one word becomes the root.
    #[must_use]
    pub fn allows(&self, step: Step) -> bool {
        match step {
            Step::Shift => self.front < self.count,
            Step::Left => {
                !self.stack.is_empty() && (self.front < self.count || self.stack.len() == 1)
            }
            Step::Right => self.stack.len() > 1,
        }
    }

    /// Does a step that is allowed.
    pub fn advance(&mut self, step: Step) {
        match step {
            Step::Shift => {
                self.stack.push(self.front);
                self.front += 1;
            }
            Step::Left => {
                let Some(word) = self.stack.pop() else { return };
                self.heads[word as usize] = self.front;
                let children = &mut self.children[self.front as usize];
                children.left = [word, children.left[0]];
                children.lefts = children.lefts.saturating_add(1);
            }
            Step::Right => {
                let Some(word) = self.stack.pop() else { return };
                let Some(&head) = self.stack.last() else { return };
                self.heads[word as usize] = head;
                let children = &mut self.children[head as usize];
                children.right = [word, children.right[0]];
                children.rights = children.rights.saturating_add(1);
            }
        }
    }

    /// The best allowed step by scores, and by how much it leads over the next.
    #[must_use]
    pub fn choose(&self, scores: &[i32; STEPS]) -> (Step, i32) {
        let mut scores = *scores;
        for step in Step::ALL {
            if !self.allows(step) {
                scores[step as usize] = i32::MIN;
            }
        }
        let chosen = best(&scores);
        let top = scores[chosen];
        scores[chosen] = i32::MIN;
        (Step::ALL[chosen], top.saturating_sub(scores[best(&scores)]))
    }

    /// The heads of the words of a sentence, and how sure they are.
    pub fn parse(
        &mut self,
        table: &Table<'_>,
        looks: &[Look],
        tags: &[Penn],
        heads: &mut Vec<u32>,
        margins: &mut Vec<u8>,
    ) {
        self.begin(looks.len());
        margins.clear();
        margins.resize(looks.len(), 0);
        let mut features = std::mem::take(&mut self.features);
        while !self.is_done() {
            features.clear();
            self.features(looks, tags, &mut features);
            let mut scores = [0; STEPS];
            for &feature in &features {
                table.add(feature, &mut scores);
            }
            let (step, lead) = self.choose(&scores);
            if step != Step::Shift
                && let Some(&word) = self.stack.last()
            {
                margins[word as usize] = (lead / 4).clamp(0, 255) as u8;
            }
            self.advance(step);
        }
        self.features = features;
        heads.clear();
        let own =
            |(word, &head): (usize, &u32)| if head == self.count { word as u32 } else { head };
        heads.extend(self.heads.iter().enumerate().map(own));
    }

    /// What is true of the state.
    pub fn features(&self, looks: &[Look], tags: &[Penn], features: &mut Vec<Feature>) {
        let count = self.count;
        let stack = |depth: usize| {
            self.stack.len().checked_sub(depth + 1).map_or(NONE, |at| self.stack[at])
        };
        let buffer = |offset: u32| {
            let word = self.front + offset;
            if word <= count { word } else { NONE }
        };
        let look = |word: u32| match word {
            NONE => Look::NONE,
            word => looks.get(word as usize).copied().unwrap_or(Look::ROOT),
        };
        let form = |word: u32| look(word).form;
        let tag = |word: u32| match word {
            NONE => 99,
            word => tags.get(word as usize).map_or(98, |tag| *tag as u32),
        };
        let children = |word: u32| self.children.get(word as usize).copied().unwrap_or(CHILDLESS);
        let (s0, s1, s2) = (stack(0), stack(1), stack(2));
        let (n0, n1, n2) = (buffer(0), buffer(1), buffer(2));
        let (s0c, s1c, n0c) = (children(s0), children(s1), children(n0));
        let distance = |a: u32, b: u32| match b.wrapping_sub(a) {
            _ if a == NONE || b == NONE => 0,
            gap @ 1..=4 => gap,
            5..=6 => 5,
            7..=10 => 6,
            _ => 7,
        };
        let (near, far) = (distance(s0, n0), distance(s1, s0));
        let (fs0, fs1, fn0, fn1) = (form(s0), form(s1), form(n0), form(n1));
        let (ts0, ts1, ts2) = (tag(s0), tag(s1), tag(s2));
        let (tn0, tn1, tn2, tn3) = (tag(n0), tag(n1), tag(n2), tag(buffer(3)));
        let mut number = 100;
        let mut put = |parts: &[u32]| {
            number += 1;
            features.push(parts.iter().fold(sort(number), |feature, part| mix(feature, *part)));
        };
        put(&[]);
        for (form, tag) in
            [(fs0, ts0), (fs1, ts1), (fn0, tn0), (fn1, tn1), (form(n2), tn2), (form(s2), ts2)]
        {
            put(&[form]);
            put(&[tag]);
            put(&[form, tag]);
        }
        // Pairs.
        put(&[ts0, tn0]);
        put(&[fs0, fn0]);
        put(&[fs0, ts0, tn0]);
        put(&[ts0, fn0, tn0]);
        put(&[fs0, tn0]);
        put(&[ts0, fn0]);
        put(&[fs0, ts0, fn0, tn0]);
        put(&[ts1, ts0]);
        put(&[fs1, fs0]);
        put(&[fs1, ts0]);
        put(&[ts1, fs0]);
        put(&[tn0, tn1]);
        put(&[fn0, tn1]);
        put(&[ts1, tn0]);
        put(&[fs1, fn0]);
        put(&[fs1, tn0]);
        put(&[ts1, fn0]);
        // Three and four.
        put(&[ts0, tn0, tn1]);
        put(&[ts1, ts0, tn0]);
        put(&[ts1, ts0, tn0, tn1]);
        put(&[ts2, ts1, ts0]);
        put(&[ts2, ts1, ts0, tn0]);
        put(&[tn0, tn1, tn2]);
        put(&[ts0, tn0, tn1, tn2]);
        put(&[tn0, tn1, tn2, tn3]);
        put(&[fs0, tn0, tn1]);
        put(&[ts0, fn0, tn1]);
        put(&[fs1, ts0, tn0]);
        put(&[ts1, fs0, tn0]);
        put(&[ts1, ts0, fn0]);
        // Children.
        let (s0l, s0r, s1l, s1r, n0l) =
            (s0c.left[0], s0c.right[0], s1c.left[0], s1c.right[0], n0c.left[0]);
        put(&[ts0, tag(s0l), tn0]);
        put(&[ts0, tag(s0r), tn0]);
        put(&[ts1, ts0, tag(s0l)]);
        put(&[ts1, ts0, tag(s0r)]);
        put(&[ts1, ts0, tag(s1l)]);
        put(&[ts1, ts0, tag(s1r)]);
        put(&[ts0, tn0, tag(n0l)]);
        put(&[ts0, tn0, tag(s1r)]);
        put(&[ts1, tag(s1r), tn0]);
        put(&[ts1, ts0, tn0, tag(n0l)]);
        put(&[ts0, tag(s0l), tag(s0c.left[1])]);
        put(&[ts0, tag(s0r), tag(s0c.right[1])]);
        put(&[ts1, tag(s1l), tag(s1c.left[1])]);
        put(&[ts1, tag(s1r), tag(s1c.right[1])]);
        put(&[tn0, tag(n0l), tag(n0c.left[1])]);
        put(&[fs0, form(s0l)]);
        put(&[fs0, form(s0r)]);
        put(&[fs1, form(s1l)]);
        put(&[fs1, form(s1r)]);
        put(&[fn0, form(n0l)]);
        put(&[fs0, tag(s0r)]);
        put(&[fs1, tag(s1r)]);
        put(&[fs0, tag(s0l)]);
        put(&[fn0, tag(n0l)]);
        // Distances and numbers of children.
        put(&[ts0, near]);
        put(&[fs0, near]);
        put(&[tn0, near]);
        put(&[fn0, near]);
        put(&[ts0, tn0, near]);
        put(&[ts1, ts0, far]);
        put(&[fs1, far]);
        put(&[ts1, ts0, tn0, near, far]);
        let of = |number: u8| u32::from(number.min(5));
        put(&[ts0, of(s0c.lefts), of(s0c.rights)]);
        put(&[fs0, of(s0c.lefts), of(s0c.rights)]);
        put(&[ts1, of(s1c.lefts), of(s1c.rights)]);
        put(&[fs1, of(s1c.rights)]);
        put(&[tn0, of(n0c.lefts)]);
        put(&[fn0, of(n0c.lefts)]);
        put(&[ts1, ts0, of(s1c.rights), of(s0c.rights)]);
        put(&[ts0, tn0, of(s0c.rights), of(n0c.lefts)]);
    }
}
