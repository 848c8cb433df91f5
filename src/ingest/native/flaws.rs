//! What is wrong with one file, or with a part of it.

use crate::base::{
    issue::{Issue, Place, did_you_mean},
    places::Places,
    text::neutralise,
};

/// The most issues that are kept of one part; of the rest only the number is.
const MOST: usize = 10_000;
/// Suggestions from long lists are dear: only so many issues get one,
const SUGGESTIONS: usize = 20;
/// and none from lists longer than this.
const CANDIDATES: usize = 10_000;

/// A growing list of issues of one text. Words of the file that they name are neutralised.
pub struct Flaws<'p> {
    places: &'p Places<'p>,
    issues: Vec<Issue>,
    left_out: usize,
    suggestions: usize,
}

/// An issue that was just added, for advice.
pub struct Added<'f>(Option<&'f mut Issue>);

impl<'p> Flaws<'p> {
    pub fn new(places: &'p Places<'p>) -> Self {
        Self { places, issues: Vec::new(), left_out: 0, suggestions: 0 }
    }

    pub fn places(&self) -> &'p Places<'p> {
        self.places
    }

    /// Something was lost; `part` is where, a part of the text.
    pub fn error(&mut self, part: &str, message: impl Into<String>) -> Added<'_> {
        self.add(|places| Issue::error(places.of(part), message))
    }

    /// Something looks wrong.
    pub fn warning(&mut self, part: &str, message: impl Into<String>) -> Added<'_> {
        self.add(|places| Issue::warning(places.of(part), message))
    }

    /// Something was lost at this byte of the text.
    pub fn error_at(&mut self, byte: usize, message: impl Into<String>) -> Added<'_> {
        self.add(|places| Issue::error(places.of_byte(byte), message))
    }

    /// Something is wrong with what stands in another file.
    pub fn add_issue(&mut self, issue: Issue) {
        self.add(|_| issue);
    }

    /// A record refers to another one that is not there.
    pub fn unknown<'w>(
        &mut self,
        part: &str,
        what: &str,
        id: &str,
        known: impl ExactSizeIterator<Item = &'w str>,
    ) {
        let help = self.suggest(id, known);
        self.error(part, format!("there is no {what} with the id '{id}'")).help(help);
    }

    /// The nearest of many words, while there are not too many of them, or of such questions.
    pub fn suggest<'w>(
        &mut self,
        word: &str,
        words: impl ExactSizeIterator<Item = &'w str>,
    ) -> Option<String> {
        self.suggestions += 1;
        (self.suggestions <= SUGGESTIONS && words.len() <= CANDIDATES)
            .then(|| did_you_mean(word, words))
            .flatten()
    }

    /// Adds the issues of another part of the same text.
    pub fn append(&mut self, other: Flaws<'_>) {
        self.left_out += other.left_out;
        for issue in other.issues {
            self.add(|_| issue);
        }
    }

    /// The issues in the order of the text.
    pub fn into_issues(mut self) -> Vec<Issue> {
        self.issues.sort_by(|a, b| a.place.cmp(&b.place));
        if self.left_out > 0 {
            let place = Place { file: self.places.name().to_owned(), ..Place::default() };
            let message = format!("{} more issues are not listed", self.left_out);
            self.issues.push(Issue::error(place, message));
        }
        self.issues
    }

    fn add(&mut self, issue: impl FnOnce(&Places<'_>) -> Issue) -> Added<'_> {
        if self.issues.len() == MOST {
            self.left_out += 1;
            return Added(None);
        }
        let mut issue = issue(self.places);
        issue.message = neutralise(&issue.message).into_owned();
        self.issues.push(issue);
        Added(self.issues.last_mut())
    }
}

impl Added<'_> {
    /// Gives the issue this advice, if there is any.
    pub fn help(self, help: Option<String>) {
        if let Added(Some(issue)) = self {
            issue.help = help.map(|help| neutralise(&help).into_owned());
        }
    }
}
