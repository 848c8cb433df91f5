//! And, or and not over tests of any sort.

/// Tests joined by and, or and not.
#[derive(Clone, Debug)]
pub(super) enum Tree<T> {
    /// All of these hold; nothing but these if there is none.
    All(Vec<Self>),
    /// One of these holds.
    Any(Vec<Self>),
    /// This does not hold.
    Not(Box<Self>),
    /// A test.
    Leaf(T),
}

impl<T> Tree<T> {
    /// All of these.
    pub fn all(mut trees: Vec<Self>) -> Self {
        if trees.len() == 1 { trees.remove(0) } else { Self::All(trees) }
    }

    /// The same with another leaf in place of each.
    pub fn try_map<U, E>(&self, map: &mut impl FnMut(&T) -> Result<U, E>) -> Result<Tree<U>, E> {
        self.try_graft(&mut |leaf| map(leaf).map(Tree::Leaf))
    }

    /// The same with a tree in place of each leaf.
    pub fn try_graft<U, E>(
        &self,
        graft: &mut impl FnMut(&T) -> Result<Tree<U>, E>,
    ) -> Result<Tree<U>, E> {
        let mut all = |trees: &[Self]| -> Result<Vec<Tree<U>>, E> {
            trees.iter().map(|tree| tree.try_graft(graft)).collect()
        };
        Ok(match self {
            Self::All(trees) => Tree::All(all(trees)?),
            Self::Any(trees) => Tree::Any(all(trees)?),
            Self::Not(tree) => Tree::Not(Box::new(tree.try_graft(graft)?)),
            Self::Leaf(leaf) => graft(leaf)?,
        })
    }

    /// Whether it holds, given which tests do.
    pub fn holds(&self, test: &impl Fn(&T) -> bool) -> bool {
        match self {
            Self::All(all) => all.iter().all(|tree| tree.holds(test)),
            Self::Any(any) => any.iter().any(|tree| tree.holds(test)),
            Self::Not(tree) => !tree.holds(test),
            Self::Leaf(leaf) => test(leaf),
        }
    }

    /// The leaves, wherever they are.
    pub fn leaves(&self) -> Vec<&T> {
        match self {
            Self::All(trees) | Self::Any(trees) => trees.iter().flat_map(Self::leaves).collect(),
            Self::Not(tree) => tree.leaves(),
            Self::Leaf(leaf) => vec![leaf],
        }
    }
}
