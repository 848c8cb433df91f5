//! Lists without repeats.

use std::hash::Hash;

use rustc_hash::FxHashSet;

/// Each of the values once, where it comes first. O(n); few values are compared without hashing.
///
/// ```
/// # use demarche::base::once::each_once;
/// assert_eq!(each_once([3, 1, 3, 2, 1]), [3, 1, 2]);
/// ```
pub fn each_once<T: Copy + Eq + Hash>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut once = Vec::new();
    let mut seen = FxHashSet::default();
    for value in values {
        let is_new = if once.len() < FEW {
            !once.contains(&value)
        } else {
            if seen.is_empty() {
                seen.extend(once.iter().copied());
            }
            seen.insert(value)
        };
        if is_new {
            once.push(value);
        }
    }
    once
}

/// Visits each of the values once, where it comes first. O(n); takes no room as long as there are
/// few.
pub fn visit_once<T: Copy + Eq + Hash>(
    values: impl Iterator<Item = T> + Clone,
    mut visit: impl FnMut(T),
) {
    let may_be_many = values.size_hint().1.is_none_or(|most| most > FEW);
    if may_be_many && values.clone().nth(FEW).is_some() {
        each_once(values).into_iter().for_each(visit);
        return;
    }
    for (place, value) in values.clone().enumerate() {
        if !values.clone().take(place).any(|before| before == value) {
            visit(value);
        }
    }
}

/// So many values are sooner compared with each other than hashed.
const FEW: usize = 16;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn many_are_told_apart_as_few_are(values in prop::collection::vec(0_u8..60, 0..200)) {
            let mut once = Vec::new();
            for &value in &values {
                if !once.contains(&value) {
                    once.push(value);
                }
            }
            let mut visited = Vec::new();
            visit_once(values.iter().copied(), |value| visited.push(value));
            prop_assert_eq!(&visited, &once);
            prop_assert_eq!(each_once(values), once);
        }
    }
}
