//! The trees of a text from their roots on: the children of each token, and the words below it.

use std::ops::Range;

use super::tree::Node;

/// The children and the span of every token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Branches {
    /// Where the children of each token begin in `children`; one entry more than tokens.
    starts: Vec<u32>,
    children: Vec<u32>,
    /// The first token below each token, and one past the last.
    spans: Vec<(u32, u32)>,
}

impl Branches {
    /// Of these nodes. O(tokens).
    #[must_use]
    pub fn of(nodes: &[Node]) -> Self {
        let mut starts = vec![0_u32; nodes.len() + 1];
        let hangs = |at: usize| nodes[at].head as usize != at;
        for at in (0..nodes.len()).filter(|&at| hangs(at)) {
            starts[nodes[at].head as usize + 1] += 1;
        }
        for at in 0..nodes.len() {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut children = vec![0; starts.last().copied().unwrap_or_default() as usize];
        for at in (0..nodes.len()).filter(|&at| hangs(at)) {
            let place = &mut next[nodes[at].head as usize];
            children[*place as usize] = at as u32;
            *place += 1;
        }
        let mut spans: Vec<(u32, u32)> = (0..nodes.len() as u32).map(|at| (at, at + 1)).collect();
        // From the roots down, then back up, so that no chain of heads is walked twice.
        let mut order: Vec<u32> =
            (0..nodes.len()).filter(|&at| !hangs(at)).map(|at| at as u32).collect();
        let mut done = 0;
        while done < order.len() {
            let at = order[done] as usize;
            order.extend_from_slice(&children[starts[at] as usize..starts[at + 1] as usize]);
            done += 1;
        }
        for &at in order.iter().rev() {
            let head = nodes[at as usize].head as usize;
            let (start, end) = spans[at as usize];
            let above = &mut spans[head];
            *above = (above.0.min(start), above.1.max(end));
        }
        Self { starts, children, spans }
    }

    /// The tokens that hang from a token, in the order of the text.
    #[must_use]
    pub fn children(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        let run = self.starts[token] as usize..self.starts[token + 1] as usize;
        self.children[run].iter().map(|&child| child as usize)
    }

    /// The tokens that hang from a token and stand before another, in the order of the text: a
    /// chain of equals hangs from its first, so that each is found without a walk over all.
    /// O(log children).
    #[must_use]
    pub fn children_before(
        &self,
        token: usize,
        end: usize,
    ) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        let run = self.starts[token] as usize..self.starts[token + 1] as usize;
        let children = &self.children[run];
        let count = children.partition_point(|&child| (child as usize) < end);
        children[..count].iter().map(|&child| child as usize)
    }

    /// From the first to the last token below a token, itself among them.
    #[must_use]
    pub fn span(&self, token: usize) -> Range<usize> {
        let (start, end) = self.spans[token];
        start as usize..end as usize
    }
}
