//! What the choice of the relation of an arc is made by, when the arc is made: all dependents of
//! the dependent are known, and those dependents of the head that are nearer.

use super::{
    feature::{Feature, mix, sort},
    look::Look,
    state::{NONE, State},
};
use crate::extract::reading::tree::Penn;

/// What is true of an arc from a head to a word.
pub fn features(
    state: &State,
    looks: &[Look],
    tags: &[Penn],
    (head, word): (u32, u32),
    features: &mut Vec<Feature>,
) {
    let look = |word: u32| looks.get(word as usize).copied().unwrap_or(Look::NONE);
    let penn = |word: u32| tags.get(word as usize).copied();
    let form = |word: u32| penn(word).map_or(Look::NONE.form, |tag| look(word).meaning(tag));
    let tag = |word: u32| penn(word).map_or(99, |tag| tag as u32);
    let rel = |word: u32| state.rel(word);
    let (above, own) = (state.children(head), state.children(word));
    let right = u32::from(word > head);
    let sibling = if right == 1 { above.right[0] } else { above.left[0] };
    let sibling2 = if right == 1 { above.right[1] } else { above.left[1] };
    let other = if right == 1 { above.left[0] } else { above.right[0] };
    let gap = word.abs_diff(head).min(6);
    let first = if own.lefts > 2 {
        own.left[2]
    } else if own.lefts > 1 {
        own.left[1]
    } else {
        own.left[0]
    };
    let first = if own.left[0] == NONE { NONE } else { own.left[0].min(first) };
    let last = own.right[0];
    let next = state.front;
    let (fh, th, fw, tw) = (form(head), tag(head), form(word), tag(word));
    let suffix = look(word).suffixes[2];
    let mut number = 400;
    let mut put = |parts: &[u32]| {
        number += 1;
        features.push(
            parts.iter().fold(sort(number + right * 100), |feature, part| mix(feature, *part)),
        );
    };
    put(&[]);
    put(&[fw]);
    put(&[tw]);
    put(&[fh]);
    put(&[th]);
    put(&[th, tw]);
    put(&[fh, tw]);
    put(&[th, fw]);
    put(&[fh, fw]);
    put(&[th, tw, gap]);
    put(&[th, suffix]);
    put(&[suffix]);
    put(&[th, tw, tag(word.wrapping_sub(1)), tag(word + 1)]);
    put(&[th, tw, tag(head.wrapping_sub(1)), tag(head + 1)]);
    put(&[tw, form(first)]);
    put(&[tw, th, tag(first), rel(first)]);
    put(&[tw, th, tag(last), rel(last)]);
    put(&[fh, form(first)]);
    put(&[th, tw, form(first)]);
    put(&[th, tw, rel(first)]);
    put(&[fw, rel(first)]);
    put(&[tw, own.rels as u32, (own.rels >> 32) as u32]);
    put(&[th, tw, above.rels as u32, (above.rels >> 32) as u32]);
    put(&[th, tw, tag(sibling), rel(sibling)]);
    put(&[fh, tw, rel(sibling)]);
    put(&[th, fw, rel(sibling)]);
    put(&[th, tw, form(sibling), rel(sibling)]);
    put(&[th, tw, rel(sibling), rel(sibling2)]);
    put(&[th, tw, rel(other)]);
    put(&[fh, tw, rel(other)]);
    put(&[th, tw, tag(next)]);
    put(&[tw, form(next)]);
    put(&[fh, tw, tag(next)]);
    put(&[tw, u32::from(look(word).shape), u32::from(look(head).shape)]);
    put(&[th, tw, u32::from(own.lefts.min(3)), u32::from(own.rights.min(3))]);
    put(&[fw, form(word + 1)]);
    put(&[tw, form(word.wrapping_sub(1))]);
    put(&[fw, form(word.wrapping_sub(1)), th]);
}
