//! How far a sentence is parsed, and what can be done next.

use crate::extract::reading::tree::{Penn, Rel};

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
    /// The relations so far.
    pub rels: Vec<Rel>,
    /// How many words of four sorts stand before each word: verbs, commas, conjunctions, other signs.
    before: Vec<[u32; 4]>,
    /// The dependents so far of each word, and of the root's head.
    children: Vec<Children>,
    /// The word that must become the root, if one must.
    root: u32,
}

/// The dependents of a word so far.
#[derive(Clone, Copy, Debug)]
pub struct Children {
    /// The outermost before it, the last first.
    pub left: [u32; 3],
    /// The outermost behind it, the last first.
    pub right: [u32; 3],
    /// How many are before it.
    pub lefts: u8,
    /// How many are behind it.
    pub rights: u8,
    /// The relations of all, as bits.
    pub rels: u64,
}

const CHILDLESS: Children =
    Children { left: [NONE; 3], right: [NONE; 3], lefts: 0, rights: 0, rels: 0 };

impl State {
    /// Begins a sentence of which this word must become the root.
    pub fn begin_rooted(&mut self, tags: &[Penn], root: u32) {
        self.begin(tags);
        self.root = root;
    }

    /// Begins a sentence.
    pub fn begin(&mut self, tags: &[Penn]) {
        self.root = NONE;
        let count = tags.len();
        self.before.clear();
        let mut before = [0; 4];
        for &tag in tags {
            self.before.push(before);
            let sort = match tag {
                Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Md => 0,
                Penn::Comma => 1,
                Penn::Cc => 2,
                Penn::Colon
                | Penn::OpenQuote
                | Penn::CloseQuote
                | Penn::OpenBracket
                | Penn::CloseBracket => 3,
                _ => continue,
            };
            before[sort] += 1;
        }
        self.before.push(before);
        self.stack.clear();
        self.front = 0;
        self.count = count as u32;
        self.heads.clear();
        self.heads.resize(count, NONE);
        self.rels.clear();
        self.rels.resize(count, Rel::Dep);
        self.children.clear();
        self.children.resize(count + 1, CHILDLESS);
    }

    /// Whether every word has its head.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.front == self.count && self.stack.is_empty()
    }

    /// Whether a step can be done here: exactly one word becomes the root, and that which must.
    #[must_use]
    pub fn allows(&self, step: Step) -> bool {
        let keeps_root = match step {
            // All words before the root depend on it in the end.
            Step::Shift => self.front != self.root || self.stack.is_empty(),
            Step::Left => {
                self.root == NONE || self.below(0) != self.root || self.front == self.count
            }
            Step::Right => true,
        };
        keeps_root && self.leads_on(step)
    }

    /// Whether a step can be done if any word may become the root.
    fn leads_on(&self, step: Step) -> bool {
        match step {
            Step::Shift => self.front < self.count,
            Step::Left => {
                !self.stack.is_empty() && (self.front < self.count || self.stack.len() == 1)
            }
            Step::Right => self.stack.len() > 1,
        }
    }

    /// A word of the stack, 0 being its top.
    #[must_use]
    pub fn below(&self, depth: usize) -> u32 {
        self.stack.len().checked_sub(depth + 1).map_or(NONE, |at| self.stack[at])
    }

    /// The arc that a step makes: head and dependent.
    #[must_use]
    pub fn arc(&self, step: Step) -> Option<(u32, u32)> {
        let head = match step {
            Step::Shift => return None,
            Step::Left => self.front,
            Step::Right => self.below(1),
        };
        Some((head, self.below(0)))
    }

    /// The dependents so far of a word.
    #[must_use]
    pub fn children(&self, word: u32) -> Children {
        self.children.get(word as usize).copied().unwrap_or(CHILDLESS)
    }

    /// What stands between two words, as the part of a feature.
    #[must_use]
    pub fn between(&self, left: u32, right: u32) -> u32 {
        let (Some(left), Some(right)) =
            (self.before.get((left as usize).wrapping_add(1)), self.before.get(right as usize))
        else {
            return 1 << 16;
        };
        let sorts = left.iter().zip(right).enumerate();
        sorts.fold(0, |sum, (sort, (left, right))| {
            sum | right.saturating_sub(*left).min(2) << (2 * sort)
        })
    }

    /// The relation of a word as the part of a feature.
    #[must_use]
    pub fn rel(&self, word: u32) -> u32 {
        self.rels.get(word as usize).map_or(99, |rel| *rel as u32)
    }

    /// Does a step that is allowed; its arc has this relation.
    pub fn advance(&mut self, step: Step, rel: Rel) {
        let Some((head, word)) = self.arc(step) else {
            self.stack.push(self.front);
            self.front += 1;
            return;
        };
        self.stack.pop();
        self.heads[word as usize] = head;
        self.rels[word as usize] = rel;
        let children = &mut self.children[head as usize];
        children.rels |= 1 << (rel as u64);
        if step == Step::Left {
            children.left = [word, children.left[0], children.left[1]];
            children.lefts = children.lefts.saturating_add(1);
        } else {
            children.right = [word, children.right[0], children.right[1]];
            children.rights = children.rights.saturating_add(1);
        }
    }

    /// By how much a step's score is below that of the best one, were any word allowed as the root.
    #[must_use]
    pub fn regret(&self, scores: &[i32; STEPS], step: Step) -> i32 {
        let all = Step::ALL.into_iter().filter(|step| self.leads_on(*step));
        let best = all.map(|step| scores[step as usize]).max().unwrap_or_default();
        best - scores[step as usize]
    }

    /// The best allowed step by scores, and by how much it leads over the next.
    #[must_use]
    pub fn choose(&self, scores: &[i32; STEPS]) -> (Step, i32) {
        let allowed = Step::ALL.into_iter().filter(|step| self.allows(*step));
        let mut best = (Step::Shift, i32::MIN);
        let mut next = i32::MIN;
        for step in allowed {
            let score = scores[step as usize];
            if score > best.1 {
                next = best.1;
                best = (step, score);
            } else {
                next = next.max(score);
            }
        }
        (best.0, best.1.saturating_sub(next))
    }
}
