//! The order in which people number: `part 2` before `part 10`.

use std::cmp::Ordering;

/// Compares names part by part: numbers by their value, all else by its characters in lower case.
/// Equal only if the names are the same. O(length).
///
/// ```
/// # use demarche::base::text::natural_order;
/// let mut names = ["b", "a10", "A2", "a2", "a02"];
/// names.sort_by(|one, other| natural_order(one, other));
/// assert_eq!(names, ["A2", "a02", "a2", "a10", "b"]);
/// ```
#[must_use]
pub fn natural_order(one: &str, other: &str) -> Ordering {
    let (mut a, mut b) = (one, other);
    loop {
        let (digits_a, digits_b) = (digits(a), digits(b));
        if !digits_a.is_empty() && !digits_b.is_empty() {
            let value = |digits: &str| digits.trim_start_matches('0').len();
            let (from_a, from_b) =
                (digits_a.trim_start_matches('0'), digits_b.trim_start_matches('0'));
            let order = value(digits_a).cmp(&value(digits_b)).then_with(|| from_a.cmp(from_b));
            if order.is_ne() {
                return order;
            }
            (a, b) = (&a[digits_a.len()..], &b[digits_b.len()..]);
            continue;
        }
        let (mut rest_a, mut rest_b) = (a.chars(), b.chars());
        let (Some(next_a), Some(next_b)) = (rest_a.next(), rest_b.next()) else {
            return a.len().cmp(&b.len()).then_with(|| one.cmp(other));
        };
        let order = next_a.to_lowercase().cmp(next_b.to_lowercase());
        if order.is_ne() {
            return order;
        }
        (a, b) = (rest_a.as_str(), rest_b.as_str());
    }
}

/// The digits that a text begins with.
fn digits(text: &str) -> &str {
    &text[..text.bytes().take_while(u8::is_ascii_digit).count()]
}
