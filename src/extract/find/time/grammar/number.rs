//! Numbers in words and digits.

use super::Grammar;
use crate::extract::{lexicon::time::Term, reading::time::Count};

/// More words than this are no number.
const LONGEST: usize = 8;

impl Grammar<'_> {
    /// A number: `20`, `3.5`, `twenty four`, `a hundred and ten`, `two and a half`, `several`.
    pub(super) fn count(&self, at: usize) -> Option<(usize, Count)> {
        match self.term(at) {
            Term::Vague | Term::Few => return Some((at + 1, Count::Vague)),
            Term::Tenths(tenths) => return Some((at + 1, Count::Tenths(tenths))),
            _ => {}
        }
        let (end, number) = self.number(at)?;
        let with_half = (self.term(end), self.term(end + 1), self.term(end + 2));
        if with_half == (Term::And, Term::A, Term::Half) {
            let tenths = number.saturating_mul(10).saturating_add(5);
            return Some((end + 3, Count::Tenths(tenths)));
        }
        if matches!(self.term(end), Term::AndHalf | Term::HalfSign) {
            return Some((end + 1, Count::Tenths(number.saturating_mul(10).saturating_add(5))));
        }
        Some((end, Count::whole(number)))
    }

    /// A number, or the lower of two: `two to three`, `12 or 18`.
    pub(super) fn count_range(&self, at: usize) -> Option<(usize, Count)> {
        let (end, count) = self.count(at)?;
        let is_range = matches!(self.term(end), Term::To | Term::Or | Term::Dash)
            || matches!(self.term(end), Term::Digits(..)) && self.joined(end);
        let second = if self.joined(end) { end } else { end + 1 };
        match self.number(second).filter(|_| is_range) {
            Some((end, _)) => Some((end, count)),
            None => Some((end, count)),
        }
    }

    /// A whole number.
    pub(super) fn number(&self, at: usize) -> Option<(usize, u32)> {
        match self.term(at) {
            Term::Digits(value, _) => {
                let scale = match self.term(at + 1) {
                    Term::Number(scale) if scale >= 100 => scale,
                    _ => return Some((at + 1, value)),
                };
                Some((at + 2, value.saturating_mul(scale)))
            }
            Term::A if matches!(self.term(at + 1), Term::Number(scale) if scale >= 12) => {
                self.in_words(at + 1)
            }
            Term::Number(_) => self.in_words(at),
            _ => None,
        }
    }

    /// A number in words.
    fn in_words(&self, start: usize) -> Option<(usize, u32)> {
        let (mut total, mut current, mut last) = (0_u32, 0_u32, u32::MAX);
        let mut at = start;
        while at < start + LONGEST {
            let Term::Number(value) = self.term(at) else {
                let goes_on = self.term(at) == Term::And
                    && last >= 100
                    && at > start
                    && matches!(self.term(at + 1), Term::Number(value) if value < 100);
                if !goes_on {
                    break;
                }
                at += 1;
                continue;
            };
            match value {
                1000.. => {
                    total = total.saturating_add(current.max(1).saturating_mul(value));
                    current = 0;
                }
                100 => current = current.max(1).saturating_mul(100),
                12 if at > start && self.text(at).len() == 5 && last != u32::MAX => {
                    current = current.saturating_mul(12); // two dozen
                }
                // `twenty four`, `hundred four`; but `four twenty` is two numbers.
                _ if last == u32::MAX || last >= 100 || (last >= 20 && value < 10) => {
                    current = current.saturating_add(value);
                }
                _ => break,
            }
            last = value;
            at += 1;
        }
        (at > start).then(|| (at, total.saturating_add(current)))
    }

    /// A year in words: `nineteen ninety-seven`, `two thousand and eight`.
    pub(super) fn year_in_words(&self, at: usize) -> Option<(usize, i32)> {
        let Term::Number(first) = self.term(at) else { return None };
        if (13..=20).contains(&first)
            && let Term::Number(tens @ (10..=90)) = self.term(at + 1)
        {
            if let Term::Number(ones @ 1..=9) = self.term(at + 2)
                && tens >= 20
            {
                return Some((at + 3, (first * 100 + tens + ones) as i32));
            }
            return Some((at + 2, (first * 100 + tens) as i32));
        }
        let thousands = first == 2 && self.term(at + 1) == Term::Number(1000);
        let (end, year) = self.in_words(at).filter(|_| thousands)?;
        (year < 2100).then_some((end, year as i32))
    }
}
