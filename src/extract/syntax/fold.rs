//! The tree of words becomes one of tokens.

use super::{Tree, word::Word};
use crate::extract::reading::tree::{Node, Penn, Rel};

/// Adds the nodes of the tokens of a sentence. The node of a token is that of its word nearest to
/// the root, of several the last that is neither punctuation nor a negation: so every head is nearer to the root than
/// what depends on it, and there is no circle among tokens either.
pub fn push(tree: &Tree, nodes: &mut Vec<Node>) {
    let Some(first) = tree.words.first().map(|word| word.token as usize) else { return };
    debug_assert_eq!(nodes.len(), first, "sentences follow each other");
    let whole =
        tree.words.last().map(|word| word.token as usize) == Some(first + tree.words.len() - 1);
    let depths = if whole { Vec::new() } else { depths(&tree.heads) };
    let mut start = 0;
    for run in tree.words.chunk_by(|a: &Word, b: &Word| a.token == b.token) {
        let end = start + run.len();
        // `don't` is an auxiliary.
        let sign = |word: usize| {
            matches!(tree.rels[word], Rel::Punct | Rel::Advmod) || tree.tags[word] == Penn::Hyph
        };
        let word = if run.len() == 1 {
            start
        } else {
            (start..end).rev().min_by_key(|&word| (depths[word], sign(word))).unwrap_or(start)
        };
        start = end;
        nodes.push(Node {
            tag: tree.tags[word],
            rel: tree.rels[word],
            head: tree.words[tree.heads[word] as usize].token,
            margin: tree.margins[word],
        });
    }
}

/// How many arcs lead from each word to the root.
fn depths(heads: &[u32]) -> Vec<u32> {
    const UNKNOWN: u32 = u32::MAX;
    let mut depths = vec![UNKNOWN; heads.len()];
    let mut path = Vec::new();
    for word in 0..heads.len() {
        let mut at = word;
        while depths[at] == UNKNOWN && heads[at] as usize != at {
            path.push(at);
            at = heads[at] as usize;
        }
        let mut depth = if depths[at] == UNKNOWN { 0 } else { depths[at] };
        depths[at] = depth;
        while let Some(below) = path.pop() {
            depth += 1;
            depths[below] = depth;
        }
    }
    depths
}
