//! What a container says of a document in it: a letter's header, a feed's entry, a book's metadata.

use super::{Article, PublishedBy, html};
use crate::model::When;

/// A document that was taken out of its container.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Packed {
    /// What it is called in the container, in the words of a file name; empty if the container is
    /// nothing but this document.
    pub name: String,
    /// Its text or its markup.
    pub text: String,
    /// What the container says of it.
    pub envelope: Envelope,
}

/// What a container says of a document. What is empty is not said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Envelope {
    /// What the text is.
    pub form: Form,
    /// The title.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// Who published it.
    pub publisher: String,
    /// When it was published.
    pub published: Option<When>,
    /// What tells when.
    pub published_by: Option<PublishedBy>,
    /// Where it can be found.
    pub url: String,
    /// What of it is left out.
    pub notes: Vec<String>,
}

/// What a text is that came in a container.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Whatever it looks like.
    #[default]
    Open,
    /// Plain text or Markdown.
    Text,
    /// A page of HTML with an article in it.
    Page,
    /// HTML that is nothing but the document.
    Markup,
}

impl Envelope {
    /// Writes what the container says on the article: it knows better than the text, but for the
    /// title and the author of a page, which has both itself.
    pub(super) fn address(&self, article: &mut Article) {
        let is_page = self.form == Form::Page;
        for (own, said) in [(&mut article.title, &self.title), (&mut article.author, &self.author)]
        {
            if !said.is_empty() && (own.is_empty() || !is_page) {
                own.clone_from(said);
            }
        }
        for (own, said) in
            [(&mut article.publisher, &self.publisher), (&mut article.url, &self.url)]
        {
            if !said.is_empty() {
                own.clone_from(said);
            }
        }
        if self.published.is_some() {
            (article.published, article.published_by) = (self.published.clone(), self.published_by);
        } else if article.published.is_none()
            && let Some(day) = html::day_in_address(&self.url)
        {
            article.published = Some(When::day(day));
            article.published_by = Some(PublishedBy::Metadata);
        }
        article.notes.extend(self.notes.iter().cloned());
    }
}
