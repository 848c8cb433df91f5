//! One verb has one subject: where the parser found two, one of them is something else.
//!
//! `General Lind, an adviser, apologized`: what stands beside the subject says the same of it. The
//! greedy parser decides on each arc by itself, so it can't know.

use crate::extract::reading::{
    branches::Branches,
    tree::{Node, Rel},
};

/// Mends the trees; tells whether anything was changed. O(tokens).
pub fn subjects(nodes: &mut [Node], branches: &Branches) -> bool {
    let mut changed = false;
    for at in 0..nodes.len() {
        let mut last: Option<usize> = None;
        for child in branches.children(at).take_while(|&child| child < at) {
            if !matches!(nodes[child].rel, Rel::Nsubj | Rel::NsubjPass) {
                continue;
            }
            let Some(before) = last.replace(child) else { continue };
            changed = true;
            let gap = branches.span(before).end..branches.span(child).start;
            if gap.len() <= 1 && gap.clone().all(|it| nodes[it].rel == Rel::Punct) {
                nodes[child].head = before as u32;
                nodes[child].rel = Rel::Appos;
                for comma in gap {
                    nodes[comma].head = child as u32;
                }
                // The further ones are compared with the first.
                last = Some(before);
            } else {
                nodes[before].rel = Rel::Dislocated;
            }
        }
    }
    changed
}
