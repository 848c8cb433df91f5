//! Numbers as people write them.

/// "1 day", "2 days", "10,000 events".
#[must_use]
pub fn counted(number: u32, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", thousands(number.into()))
}

/// A number with a comma between thousands.
#[must_use]
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        let grouped = [7, 999, 1_000, 240_000, 10_000_000].map(thousands);
        assert_eq!(grouped, ["7", "999", "1,000", "240,000", "10,000,000"]);
    }
}
