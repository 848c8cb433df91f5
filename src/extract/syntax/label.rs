//! Each arc of a tree gets its relation, head by head, when the whole tree is there.

use super::{
    feature::{Feature, mix, sort},
    look::Look,
    model::Table,
    tag::best,
};
use crate::extract::reading::tree::{Penn, Rel};

/// How many relations there are.
pub const RELS: usize = Rel::ALL.len();

const NONE: usize = usize::MAX;

/// What the relations of a tree are read from.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// Dependents by head: those of head `h` are at `starts[h]..starts[h + 1]`.
    starts: Vec<u32>,
    dependents: Vec<u32>,
    features: Vec<Feature>,
}

/// A tree without relations.
#[derive(Clone, Copy, Debug)]
pub struct Bare<'a> {
    /// The words.
    pub looks: &'a [Look],
    /// Their tags.
    pub tags: &'a [Penn],
    /// Their heads; that of the root is its own number.
    pub heads: &'a [u32],
}

impl Labels {
    /// The relations of a tree.
    pub fn choose(
        &mut self,
        table: &Table<'_>,
        looks: &[Look],
        tags: &[Penn],
        heads: &[u32],
        rels: &mut Vec<Rel>,
    ) {
        let tree = Bare { looks, tags, heads };
        let mut features = std::mem::take(&mut self.features);
        self.begin(&tree, rels);
        for word in 0..looks.len() {
            features.clear();
            self.features(&tree, rels, word, &mut features);
            let mut scores = [0; RELS];
            for &feature in &features {
                table.add(feature, &mut scores);
            }
            let root = heads[word] as usize == word;
            scores[Rel::Root as usize] = i32::MIN;
            rels[word] = if root { Rel::Root } else { Rel::ALL[best(&scores)] };
        }
        self.features = features;
    }

    /// Sorts the dependents of a tree by head; no word has its relation.
    pub fn begin(&mut self, tree: &Bare<'_>, rels: &mut Vec<Rel>) {
        let count = tree.heads.len();
        rels.clear();
        rels.resize(count, Rel::Dep);
        self.starts.clear();
        self.starts.resize(count + 1, 0);
        let arcs = || tree.heads.iter().enumerate().filter(|(word, head)| **head as usize != *word);
        for (_, &head) in arcs() {
            self.starts[head as usize + 1] += 1;
        }
        for head in 0..count {
            self.starts[head + 1] += self.starts[head];
        }
        self.dependents.clear();
        self.dependents.resize(count, 0);
        let mut ends = self.starts.clone();
        for (word, &head) in arcs() {
            let end = &mut ends[head as usize];
            self.dependents[*end as usize] = word as u32;
            *end += 1;
        }
    }

    fn of(&self, head: usize) -> &[u32] {
        &self.dependents[self.starts[head] as usize..self.starts[head + 1] as usize]
    }

    /// What is true of an arc; the words before it have their relations.
    pub fn features(
        &self,
        tree: &Bare<'_>,
        rels: &[Rel],
        word: usize,
        features: &mut Vec<Feature>,
    ) {
        let look = |word: usize| tree.looks.get(word).copied().unwrap_or(Look::NONE);
        let form = |word: usize| look(word).form;
        let tag = |word: usize| tree.tags.get(word).map_or(99, |tag| *tag as u32);
        let rel = |of: usize| if of < word { rels[of] as u32 } else { 99 };
        let head_of = |word: usize| {
            tree.heads
                .get(word)
                .map_or(NONE, |&head| if head as usize == word { NONE } else { head as usize })
        };
        let head = head_of(word);
        if head == NONE {
            return;
        }
        let grand = head_of(head);
        let siblings = self.of(head);
        let own = self.of(word);
        let place = siblings.partition_point(|&it| (it as usize) < word);
        let before = place.checked_sub(1).map_or(NONE, |at| siblings[at] as usize);
        let after = siblings.get(place + 1).map_or(NONE, |&it| it as usize);
        let first = own.first().map_or(NONE, |&it| it as usize);
        let last = own.last().map_or(NONE, |&it| it as usize);
        let right = u32::from(word > head);
        let gap = word.abs_diff(head).min(6) as u32;
        // Whether the head is in a passive, by the forms of be and get before it.
        let helped = siblings.iter().rev().find(|&&it| {
            (it as usize) < head
                && tag(it as usize) >= Penn::Vb as u32
                && tag(it as usize) <= Penn::Vbz as u32
        });
        let helper = helped.map_or(NONE, |&it| it as usize);
        let (fh, th, fw, tw) = (form(head), tag(head), form(word), tag(word));
        let suffix = look(word).suffixes[2];
        let mut number = 300;
        let mut put = |parts: &[u32]| {
            number += 1;
            features.push(parts.iter().fold(sort(number), |feature, part| mix(feature, *part)));
        };
        put(&[right]);
        put(&[right, fw]);
        put(&[right, tw]);
        put(&[right, fh]);
        put(&[right, th]);
        put(&[right, th, tw]);
        put(&[right, fh, tw]);
        put(&[right, th, fw]);
        put(&[right, fh, fw]);
        put(&[right, th, tw, gap]);
        put(&[right, th, suffix]);
        put(&[right, suffix]);
        put(&[right, th, tw, tag(word.wrapping_sub(1)), tag(word + 1)]);
        put(&[right, th, tw, tag(head.wrapping_sub(1)), tag(head + 1)]);
        put(&[right, tw, form(first)]);
        put(&[right, tw, th, tag(first)]);
        put(&[right, tw, th, tag(last)]);
        put(&[right, fh, form(first)]);
        put(&[right, th, tw, form(first)]);
        put(&[right, fw, tag(first)]);
        put(&[right, th, tw, tag(before)]);
        put(&[right, th, tw, tag(after)]);
        put(&[right, th, tw, rel(before)]);
        put(&[right, fh, tw, rel(before)]);
        put(&[right, th, fw, rel(before)]);
        put(&[right, th, tw, form(helper)]);
        put(&[right, th, tw, tag(grand)]);
        put(&[right, th, tw, rel(head)]);
        put(&[right, tw, own.len().min(4) as u32]);
        put(&[right, th, tw, place.min(3) as u32, (siblings.len() - place).min(3) as u32]);
        put(&[right, tw, u32::from(look(word).shape), u32::from(look(head).shape)]);
        put(&[right, fw, form(before)]);
        put(&[right, fw, form(word + 1)]);
        put(&[right, tw, form(word.wrapping_sub(1))]);
    }
}
