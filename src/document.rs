//! A file as a text: its words, and what it says about itself.
//!
//! **Invariants.** Sections follow each other in the text and slice it at character boundaries. No
//! day is invented: what a date leaves out is taken from what stands above it, or it stays open.
//!
//! Plain text and Markdown are kept letter for letter, so that a place in the text is a place in
//! the file; of a page of HTML the article is taken out and becomes plain text.

pub mod feed;
pub mod mail;
pub mod package;
pub mod saved_page;

mod appendix;
mod blocks;
mod chronology;
mod envelope;
mod flow;
mod head;
mod html;
mod letters;
mod markdown;
mod mime;
mod months;
mod period;
mod shape;
mod signing;
mod transcript;
mod xml;

use std::ops::Range;

use crate::{
    base::{self, wikitext},
    model::{When, day::Day},
};

pub use self::{
    chronology::{Entry, Flaw, Quote, Reference, Written, unescaped},
    envelope::{Envelope, Form, Packed},
    flow::{Broken, Flow, Joint, Moved},
    transcript::Turn,
};

/// An article before it is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// Its text; of a page without anything around the article.
    pub text: String,
    /// Its title; empty if none is told from the text.
    pub title: String,
    /// Who wrote it, as it says.
    pub author: String,
    /// Who published it: the site, the agency.
    pub publisher: String,
    /// When it was published.
    pub published: Option<When>,
    /// What tells when.
    pub published_by: Option<PublishedBy>,
    /// Its language, BCP 47: `en`; empty if there is too little text to tell.
    pub language: &'static str,
    /// Where it can be found, as the page says.
    pub url: String,
    /// The text with whole words, where line ends break some.
    pub flow: Option<Flow>,
    /// What of the text is read, in its order: all of an article, the entries of a chronology.
    pub sections: Vec<Section>,
    /// What was left out, and what is doubtful.
    pub notes: Vec<String>,
    /// What somebody wrote in a chronology that is not what he meant.
    pub flaws: Vec<Flaw>,
    /// The sources that a chronology lists.
    pub references: Vec<Reference>,
    /// Whether it is all the words of a page that is too large or nested too deep for its article
    /// to be looked for.
    pub is_stripped: bool,
}

/// A stretch of a text that is read by itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// The stretches of its words, in bytes of the text and in its order.
    pub words: Vec<Range<usize>>,
    /// When what it tells happened, as far as a heading above it says: prose below a date.
    pub period: Option<When>,
    /// What it is, if it is an entry of a chronology.
    pub entry: Option<Entry>,
    /// Who says it, if it is a turn of a transcript.
    pub turn: Option<Turn>,
}

/// No month has more days.
const MONTH: i32 = 31;

impl Article {
    /// The text as it is read: words that line ends break are whole.
    #[must_use]
    pub fn flowing(&self) -> &str {
        self.flow.as_ref().map_or(&self.text, Flow::text)
    }

    /// Where in the text that what is read stands.
    #[must_use]
    pub fn place(&self, read: Range<usize>) -> Range<usize> {
        self.flow.as_ref().map_or(read.clone(), |flow| flow.place(read))
    }

    /// The day that relative dates of a section are counted from: the last of an entry of a month at
    /// most, else the one that the heading above it is, else that of the publication; if it is known
    /// to the day.
    #[must_use]
    pub fn now(&self, section: &Section) -> Option<Day> {
        let entry = section.entry.as_ref().filter(|entry| !entry.when.is_undated());
        let said = || section.period.as_ref().or(self.published.as_ref());
        let said = || said().and_then(When::as_day);
        let Some(entry) = entry else { return said() };
        let (first, last) = (entry.when.earliest_start(), entry.when.latest_end());
        (last.0.saturating_sub(first.0) <= MONTH).then_some(last)
    }
}

/// What tells when an article was published, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PublishedBy {
    /// The metadata of the page or the front matter.
    Metadata,
    /// A line at the beginning: `Thursday 13 August 2015`, `MOSCOW, August 13, 2015 (AFP)`.
    Dateline,
    /// The name of the file: `2015-08-13-moscow.txt`.
    FileName,
    /// When the page was changed: nothing says when it was published.
    Change,
}

impl PublishedBy {
    /// In words: "its metadata".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Metadata => "its metadata",
            Self::Dateline => "its dateline",
            Self::FileName => "the name of the file",
            Self::Change => "its last change",
        }
    }
}

/// Tells what there is to tell of an article from its text and the name of its file.
#[must_use]
pub fn open(name: &str, text: String) -> Article {
    open_in(name, text, &Envelope::default())
}

/// The same of a text that came in a container, which says something of it.
#[must_use]
pub fn open_in(name: &str, text: String, envelope: &Envelope) -> Article {
    let mut article = match envelope.form {
        Form::Page => html::article(&text),
        Form::Markup => head::article(html::content(&text)),
        Form::Open if base::html::is_page(&text) => html::article(&text),
        Form::Open if wikitext::is_wikitext(&text) => {
            let text = wikitext::plain(&text);
            let (text, _) = appendix::left_out(&text);
            Article { text: text.trim_start().to_owned(), ..Article::default() }
        }
        Form::Open | Form::Text => head::article(text),
    };
    envelope.address(&mut article);
    if article.published.is_none() {
        article.published = head::date_in_name(name);
        article.published_by = article.published.as_ref().map(|_| PublishedBy::FileName);
    }
    if article.language.is_empty() {
        article.language = language(&article.text);
    }
    if !article.sections.is_empty() {
        return article;
    }
    if let Some(turns) = transcript::sections(&article.text) {
        article.sections = turns;
    } else if let Some(found) = chronology::find(&article) {
        article.sections = found.sections;
        article.references = found.references;
        article.notes.extend(found.notes);
        article.flaws = found.flaws;
        if article.published_by == Some(PublishedBy::Dateline) {
            // That was the date of an entry.
            (article.published, article.published_by) = (None, None);
        }
    } else if chronology::is_empty(&article.text) {
        // What stands in its comments is not to be read.
        article.sections = Vec::new();
    } else if let Some(letters) = letters::sections(&article.text, article.published.as_ref()) {
        article.sections = letters;
    } else if let Some((sections, when)) = signing::sections(&article.text) {
        article.sections = sections;
        if article.published.is_none() {
            (article.published, article.published_by) = (Some(when), Some(PublishedBy::Dateline));
        }
    } else {
        article.sections = period::sections(&article.text).unwrap_or_else(|| {
            let whole = std::iter::once(0..article.text.len()).collect();
            vec![Section { words: whole, ..Section::default() }]
        });
    }
    article
}

/// How much text is looked at to tell its language, in letters.
const LANGUAGE_SAMPLE: usize = 4096;

fn language(text: &str) -> &'static str {
    let sample: String = text.chars().take(LANGUAGE_SAMPLE).collect();
    let Some(info) = whatlang::detect(&sample) else { return "" };
    let enough = sample.len() >= 200 || info.is_reliable();
    if enough { two_letters(info.lang()) } else { "" }
}

/// The code of BCP 47: two letters where ISO 639-1 has them.
fn two_letters(language: whatlang::Lang) -> &'static str {
    const CODES: &[(&str, &str)] = &[
        ("afr", "af"),
        ("amh", "am"),
        ("ara", "ar"),
        ("aze", "az"),
        ("bel", "be"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cmn", "zh"),
        ("cym", "cy"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("epo", "eo"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("guj", "gu"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("hye", "hy"),
        ("ind", "id"),
        ("ita", "it"),
        ("jav", "jv"),
        ("jpn", "ja"),
        ("kan", "kn"),
        ("kat", "ka"),
        ("khm", "km"),
        ("kor", "ko"),
        ("lat", "la"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mal", "ml"),
        ("mar", "mr"),
        ("mkd", "mk"),
        ("mya", "my"),
        ("nep", "ne"),
        ("nld", "nl"),
        ("nob", "nb"),
        ("ori", "or"),
        ("pan", "pa"),
        ("pes", "fa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("sin", "si"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("sna", "sn"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tam", "ta"),
        ("tel", "te"),
        ("tgl", "tl"),
        ("tha", "th"),
        ("tuk", "tk"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("urd", "ur"),
        ("uzb", "uz"),
        ("vie", "vi"),
        ("yid", "yi"),
        ("zul", "zu"),
        ("aka", "ak"),
    ];
    let code = language.code();
    CODES.iter().find(|(three, _)| *three == code).map_or(code, |(_, two)| two)
}

#[cfg(test)]
mod tests;
