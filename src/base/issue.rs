//! What was found wrong in somebody's input, and where: broken input is a list of these, never
//! an error and never a panic.

use std::{borrow::Cow, fmt};

/// One finding about one place of one input.
///
/// The message is lower case, names what was expected and what was found, and has no full stop;
/// `help` says what to do, if there is something to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Issue {
    /// The file, as the user named it, and the place in it.
    pub place: Place,
    /// How much is lost by it.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What the user could do, or the nearest valid word.
    pub help: Option<String>,
}

/// Where in an input an issue is.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The input as the user named it; empty where it is plain from the context.
    pub file: String,
    /// The line, counted from 1; in a data set the row in the file.
    pub line: Option<u64>,
    /// The column in that line, in characters, counted from 1.
    pub column: Option<u64>,
}

/// How much an issue costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something was dropped or could not be used.
    Error,
    /// Everything was kept, but something looks wrong.
    Warning,
}

impl Severity {
    /// The word used in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl Issue {
    /// A finding that cost something.
    #[must_use]
    pub fn error(place: Place, message: impl Into<String>) -> Self {
        Self { place, severity: Severity::Error, message: brief(message.into()), help: None }
    }

    /// A finding that cost nothing.
    #[must_use]
    pub fn warning(place: Place, message: impl Into<String>) -> Self {
        Self { place, severity: Severity::Warning, message: brief(message.into()), help: None }
    }

    /// The same issue with advice.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(brief(help.into()));
        self
    }
}

impl fmt::Display for Issue {
    /// `talks.json:12:8: error: unknown kind 'consul' (did you mean 'consult'?)`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place.to_string();
        if !place.is_empty() {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}: {}", self.severity.name(), self.message)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, " ({help})"))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers =
            [self.line, self.column].into_iter().flatten().map(|number| number.to_string());
        let file = (!self.file.is_empty()).then(|| self.file.clone());
        f.write_str(&file.into_iter().chain(numbers).collect::<Vec<_>>().join(":"))
    }
}

/// What is said of an input, with each value that it quotes from there, `'like this'`, cut to
/// [`LONGEST_VALUE`] characters.
#[must_use]
pub fn brief(message: String) -> String {
    if message.len() <= LONGEST_VALUE {
        return message;
    }
    let parts = message
        .split('\'')
        .enumerate()
        .map(|(number, part)| if number % 2 == 1 { brief_value(part) } else { part.into() });
    parts.collect::<Vec<_>>().join("'")
}

/// A value as it is quoted: cut to [`LONGEST_VALUE`] characters.
#[must_use]
pub fn brief_value(value: &str) -> Cow<'_, str> {
    match value.char_indices().nth(LONGEST_VALUE) {
        Some((end, _)) => format!("{}…", &value[..end]).into(),
        None => value.into(),
    }
}

/// Of a longer value only the beginning is quoted, in characters.
pub const LONGEST_VALUE: usize = 80;

/// So many pairs of letters are compared for a suggestion: of ten thousand usual names all are, of
/// as many long ones the first.
const MOST_PAIRS: usize = 1 << 23;

/// The candidate nearest to a mistyped word, if one is near enough to be meant.
///
/// ```
/// # use demarche::base::issue::nearest;
/// assert_eq!(nearest("recipent", ["initiator", "recipient"]), Some("recipient"));
/// assert_eq!(nearest("zebra", ["initiator", "recipient"]), None);
/// ```
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Nobody mistypes a word of this length, and comparing takes the product of two lengths.
    let is_word = |text: &str| text.len() <= 4 * LONGEST_VALUE;
    if !is_word(word) {
        return None;
    }
    let word = word.to_lowercase();
    let distance = |candidate: &str| strsim::damerau_levenshtein(&word, &candidate.to_lowercase());
    let mut left = MOST_PAIRS;
    candidates
        .into_iter()
        .filter(|candidate| is_word(candidate))
        .take_while(|candidate| {
            let pairs = left.checked_sub(word.len() * candidate.len());
            left = pairs.unwrap_or(0);
            pairs.is_some()
        })
        .map(|candidate| (distance(candidate), candidate))
        .filter(|&(distance, candidate)| {
            distance <= 1 + word.chars().count().max(candidate.chars().count()) / 4
        })
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// `did you mean 'consult'?`, where a candidate is near enough.
#[must_use]
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(word, candidates).map(|candidate| format!("did you mean '{candidate}'?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issues_read_like_a_compilers() {
        let place = Place { file: "talks.json".into(), line: Some(12), column: Some(8) };
        let issue =
            Issue::error(place, "unknown kind 'consul'").with_help("did you mean 'consult'?");
        assert_eq!(
            issue.to_string(),
            "talks.json:12:8: error: unknown kind 'consul' (did you mean 'consult'?)"
        );
        assert_eq!(Issue::warning(Place::default(), "no events").to_string(), "warning: no events");
    }

    #[test]
    fn long_values_are_cut() {
        let (long, cut) = ("ß".repeat(200), format!("{}…", "ß".repeat(80)));
        let issue = Issue::error(Place::default(), format!("unknown kind '{long}' is '{long}'"));
        assert_eq!(issue.to_string(), format!("error: unknown kind '{cut}' is '{cut}'"));
        let fine = format!("unknown kind '{}' of a record", "x".repeat(80));
        assert_eq!(brief(fine.clone()), fine);
    }

    #[test]
    fn a_far_word_is_not_suggested() {
        assert_eq!(nearest("actr", ["actor", "about"]), Some("actor"));
        assert_eq!(nearest("x", ["actor", "to"]), None);
    }
}
