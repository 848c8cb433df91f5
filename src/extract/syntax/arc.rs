//! What the choice of the next step is made by.

use super::{
    feature::{Feature, mix, sort},
    look::Look,
    state::{NONE, State},
};
use crate::extract::reading::tree::Penn;

/// What is true of the state.
#[expect(clippy::too_many_lines, clippy::similar_names, reason = "a table: a line a feature")]
pub fn features(state: &State, looks: &[Look], tags: &[Penn], features: &mut Vec<Feature>) {
    let count = state.count;
    let buffer = |offset: u32| {
        let word = state.front + offset;
        if word <= count { word } else { NONE }
    };
    let look = |word: u32| match word {
        NONE => Look::NONE,
        word => looks.get(word as usize).copied().unwrap_or(Look::ROOT),
    };
    let penn = |word: u32| tags.get(word as usize).copied();
    let form = |word: u32| penn(word).map_or(look(word).form, |tag| look(word).meaning(tag));
    let tag = |word: u32| match word {
        NONE => 99,
        word => penn(word).map_or(98, |tag| tag as u32),
    };
    let (s0, s1, s2) = (state.below(0), state.below(1), state.below(2));
    let (n0, n1, n2) = (buffer(0), buffer(1), buffer(2));
    let (s0c, s1c, n0c) = (state.children(s0), state.children(s1), state.children(n0));
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
    // What stands beside and between.
    let (before_s0, after_s0) = (tag(s0.wrapping_sub(1)), tag(s0.wrapping_add(1)));
    let (after_s1, before_n0) = (tag(s1.wrapping_add(1)), tag(n0.wrapping_sub(1)));
    let (inner, outer) = (state.between(s1, s0), state.between(s0, n0));
    put(&[ts1, after_s1, before_s0, ts0]);
    put(&[ts0, after_s0, before_n0, tn0]);
    put(&[before_s0, ts0, after_s0]);
    put(&[ts1, before_s0, ts0, tn0]);
    put(&[before_n0, tn0, tn1]);
    put(&[before_n0, tn0, ts0]);
    put(&[ts1, ts0, before_n0]);
    put(&[fs0, before_n0]);
    put(&[ts1, ts0, inner]);
    put(&[ts0, tn0, outer]);
    put(&[fs0, tn0, outer]);
    put(&[ts0, fn0, outer]);
    put(&[fs1, ts0, inner]);
    put(&[ts1, fs0, inner]);
    put(&[ts1, ts0, tn0, inner, outer]);
    put(&[ts1, tn0, state.between(s1, n0)]);
    // Relations of children.
    let rel = |word: u32| state.rel(word);
    put(&[ts0, tn0, rel(s0l)]);
    put(&[ts0, tn0, rel(s0r)]);
    put(&[ts0, tn0, rel(n0l)]);
    put(&[ts1, ts0, rel(s1r)]);
    put(&[ts1, ts0, rel(s1l)]);
    put(&[ts1, ts0, rel(s0l)]);
    put(&[ts1, ts0, rel(s0r)]);
    put(&[ts1, tn0, rel(s1r)]);
    put(&[fs0, rel(s0l)]);
    put(&[fs0, rel(s0r)]);
    put(&[fs1, rel(s1r)]);
    put(&[fs1, rel(s1l)]);
    put(&[fn0, rel(n0l)]);
    put(&[fs1, ts0, rel(s1r)]);
    put(&[fs0, tn0, rel(s0r)]);
    put(&[ts1, rel(s1r), rel(s1c.right[1]), tn0]);
    put(&[ts0, rel(s0r), rel(s0c.right[1]), tn0]);
    put(&[tn0, rel(n0l), rel(n0c.left[1]), ts0]);
    put(&[ts1, ts0, low(s1c.rels), high(s1c.rels)]);
    put(&[ts0, tn0, low(s0c.rels), high(s0c.rels)]);
    put(&[ts0, tn0, low(n0c.rels), high(n0c.rels)]);
}

fn low(bits: u64) -> u32 {
    bits as u32
}

fn high(bits: u64) -> u32 {
    (bits >> 32) as u32
}
