//! What stands in a cell.

/// What is seen in a cell, in the order of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// So many events fall into the cell, wherever in it that is: a day, or a month in a cell of a
    /// month.
    Events(Many),
    /// One surely lasted over some of these days.
    Lasted,
    /// One may have happened on some of these days.
    Maybe,
    /// One falls into it, or begins or ends in it, but its date is only about right.
    About,
    /// The same, but its date is doubted; or one begins or ends near here, and when it ended or began
    /// is not known.
    Doubt,
    /// One began before the first cell, or has no beginning.
    Began,
    /// One goes on beyond the last cell, or has no end.
    GoesOn,
}

/// How many events, as exactly as one cell can say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Many {
    /// One.
    One,
    /// 2 to 9.
    Few(u8),
    /// 10 or more.
    Tens,
    /// 100 or more.
    Hundreds,
    /// 1,000 or more.
    Thousands,
    /// 10,000 or more.
    More,
}

impl Many {
    /// So many.
    #[must_use]
    pub fn of(count: u32) -> Self {
        match count {
            ..=1 => Self::One,
            2..=9 => Self::Few(count as u8),
            10..=99 => Self::Tens,
            100..=999 => Self::Hundreds,
            1_000..=9_999 => Self::Thousands,
            10_000.. => Self::More,
        }
    }
}

impl Sign {
    /// What it means, in a word or two; `None` for a number, which says it itself.
    #[must_use]
    pub fn meaning(self) -> Option<&'static str> {
        Some(match self {
            Self::Events(Many::One) => "event",
            Self::Events(Many::Few(_)) => return None,
            Self::Events(Many::Tens) => "10+",
            Self::Events(Many::Hundreds) => "100+",
            Self::Events(Many::Thousands) => "1,000+",
            Self::Events(Many::More) => "10,000+",
            Self::About => "about",
            Self::Doubt => "unsure",
            Self::GoesOn => "goes on",
            Self::Began => "began before",
            Self::Lasted => "lasted",
            Self::Maybe => "some time in",
        })
    }
}

/// One cell of a lane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// How many events surely fall into it.
    pub events: u32,
    /// What else is there, a bit for each.
    marks: u8,
}

impl Cell {
    /// Adds something else.
    pub(super) fn add(&mut self, sign: Sign) {
        self.marks |= bit(sign);
    }

    /// Whether something is there, besides what only passes through.
    fn has(self, sign: Sign) -> bool {
        self.marks & bit(sign) != 0
    }

    /// What is seen in it: of all that is there what says most. `None` where nothing is.
    #[must_use]
    pub fn sign(self) -> Option<Sign> {
        if self.events > 0 {
            return Some(Sign::Events(Many::of(self.events)));
        }
        [Sign::About, Sign::Doubt, Sign::GoesOn, Sign::Began, Sign::Lasted, Sign::Maybe]
            .into_iter()
            .find(|&sign| self.has(sign))
    }
}

fn bit(sign: Sign) -> u8 {
    match sign {
        Sign::Events(_) => 0,
        Sign::About => 1,
        Sign::Doubt => 2,
        Sign::GoesOn => 4,
        Sign::Began => 8,
        Sign::Lasted => 16,
        Sign::Maybe => 32,
    }
}
