//! Each word gets its part of speech, from left to right.

use super::{
    feature::{Feature, mix, sort},
    look::Look,
    weights::{NO_SCORES, Table},
};
use crate::extract::reading::tree::Penn;

/// How many tags there are.
pub const TAGS: usize = Penn::ALL.len();

/// The tags of the words of a sentence.
pub fn choose(table: &Table<'_>, looks: &[Look], tags: &mut Vec<Penn>) {
    tags.clear();
    let mut features = Vec::new();
    for at in 0..looks.len() {
        features.clear();
        self::features(looks, tags, at, &mut features);
        let mut scores = NO_SCORES;
        table.add(&features, &mut scores);
        tags.push(Penn::ALL[best(&scores[..TAGS])]);
    }
}

/// The first of the largest.
#[must_use]
pub fn best(scores: &[i32]) -> usize {
    let mut best = 0;
    for (at, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = at;
        }
    }
    best
}

/// Whether the words before a word have a finite verb since the last that opens a clause, and
/// whether the lexicon or the ending has one for those behind.
fn clause(looks: &[Look], tags: &[Penn], at: usize) -> u32 {
    /// How far is looked.
    const FAR: usize = 12;
    let mut before = 0;
    for tag in tags[at.saturating_sub(FAR)..at].iter().rev() {
        match tag {
            Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Md => before = 1,
            Penn::Wdt | Penn::Wp | Penn::Wrb => before = 2,
            Penn::Cc | Penn::Comma | Penn::Colon => before = 3,
            _ => continue,
        }
        break;
    }
    let mut behind = 0;
    for look in looks.iter().skip(at + 2).take(FAR) {
        if look.may_be_finite() {
            behind = 1 + u32::from(look.is_finite());
            break;
        }
        if look.opens_clause() {
            behind = 3;
            break;
        }
    }
    before | behind << 2
}

/// What is true of a word of a sentence of which the words before have their tags.
pub fn features(looks: &[Look], tags: &[Penn], at: usize, features: &mut Vec<Feature>) {
    let look = |offset: isize| {
        at.checked_add_signed(offset).and_then(|at| looks.get(at)).copied().unwrap_or(Look::NONE)
    };
    let tag = |back: usize| at.checked_sub(back).map_or(99, |at| tags[at] as u32);
    let (here, before, next) = (look(0), look(-1), look(1));
    let (before2, next2) = (look(-2), look(2));
    let (last, last2) = (tag(1), tag(2));
    let shape = u32::from(here.shape) | u32::from(at == 0) << 8;
    let mut number = 0;
    let mut put = |parts: &[u32]| {
        number += 1;
        features.push(parts.iter().fold(sort(number), |feature, part| mix(feature, *part)));
    };
    put(&[]);
    put(&[here.form]);
    put(&[here.suffixes[0]]);
    put(&[here.suffixes[1]]);
    put(&[here.suffixes[2]]);
    put(&[here.suffixes[3]]);
    put(&[here.prefix]);
    put(&[shape]);
    put(&[shape, here.suffixes[1]]);
    put(&[last]);
    put(&[last, last2]);
    put(&[last, here.form]);
    put(&[last, here.suffixes[2]]);
    put(&[before.form]);
    put(&[before.form, here.form]);
    put(&[before2.form]);
    put(&[next.form]);
    put(&[next.suffixes[2]]);
    put(&[next.form, here.form]);
    put(&[next2.form]);
    put(&[last, next.form]);
    put(&[shape, u32::from(next.shape), u32::from(before.shape)]);
    put(&[last, shape]);
    put(&[last, here.suffixes[1], next.suffixes[1]]);
    let clause = clause(looks, tags, at);
    put(&[clause, here.class, here.suffixes[1]]);
    put(&[clause, here.form]);
    put(&[clause, last, here.suffixes[1]]);
    put(&[clause, last, here.class, next.class]);
    put(&[here.class]);
    put(&[here.class, shape]);
    put(&[here.class, last]);
    put(&[here.class, last, next.class]);
    put(&[before.class, here.class, next.class]);
    put(&[here.class, next.form]);
    put(&[here.class, next.class, next2.class]);
    put(&[last, next.class]);
    put(&[here.class, last, last2]);
    let [named, named_before, named_next] = [here, before, next].map(|it| it.named as u32);
    put(&[named, shape]);
    put(&[named, last]);
    put(&[named, here.class]);
    put(&[named, next.class]);
    put(&[named, named_next, next.shape.into()]);
    put(&[named_before, last, here.class]);
    put(&[named_before, here.suffixes[1], next.class]);
}
