//! Which keys are bound, found by how they begin.

use rustc_hash::FxHashMap;

use super::{Key, Keys};
use crate::tui::action::Context;

/// The keys of rules in a tree for each context: keys that begin alike share their way from the
/// root.
#[derive(Debug)]
pub(super) struct Bound {
    /// The roots of the contexts come first.
    nodes: Vec<Node>,
    below: FxHashMap<(usize, Key), usize>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// The first rule whose keys end here.
    whole: Option<usize>,
    /// The first rule whose keys end here or below.
    first: Option<usize>,
}

impl Default for Bound {
    fn default() -> Self {
        Self { nodes: vec![Node::default(); Context::ALL.len()], below: FxHashMap::default() }
    }
}

impl Bound {
    /// Adds the keys of a rule, by its number among all. O(keys).
    pub fn insert(&mut self, context: Context, keys: &Keys, rule: usize) {
        let mut node = context as usize;
        self.nodes[node].first.get_or_insert(rule);
        for &key in keys.as_slice() {
            node = *self.below.entry((node, key)).or_insert_with(|| {
                self.nodes.push(Node::default());
                self.nodes.len() - 1
            });
            self.nodes[node].first.get_or_insert(rule);
        }
        self.nodes[node].whole.get_or_insert(rule);
    }

    /// The first rule of a context that can't be bound beside these keys; see [`Keys::clashes`].
    /// O(keys).
    pub fn clashing(&self, context: Context, keys: &Keys) -> Option<usize> {
        let (mut node, mut first) = (context as usize, None);
        for &key in keys.as_slice() {
            // Others that end on the way begin these keys.
            let Some(&next) = self.below.get(&(node, key)) else { return first };
            node = next;
            first = first.into_iter().chain(self.nodes[node].whole).min();
        }
        first.into_iter().chain(self.nodes[node].first).min()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_tree_finds_the_first_that_clashes(
            rules in prop::collection::vec("[ab]( [ab]){0,3}", 0..12),
            keys in "[ab]( [ab]){0,3}",
        ) {
            let keys = Keys::parse(&keys).expect("keys");
            let mut bound = Bound::default();
            let rules: Vec<Keys> = rules.iter().map(|it| Keys::parse(it).expect("keys")).collect();
            for (number, rule) in rules.iter().enumerate() {
                bound.insert(Context::List, rule, number);
            }
            let expected = rules.iter().position(|rule| rule.clashes(&keys));
            prop_assert_eq!(bound.clashing(Context::List, &keys), expected);
            prop_assert_eq!(bound.clashing(Context::Any, &keys), None);
        }
    }
}
