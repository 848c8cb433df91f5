//! Articles on their way in: opened, read by [`extract`], lowered to records.

use std::borrow::Cow;

use crate::{
    base::{
        bytes::{self, Input, Limits},
        issue::{Issue, Place},
        places::Places,
        progress::Progress,
    },
    document::{self, Article, Envelope, PublishedBy},
    extract::{self, Lexicon, Reading, lexicon, lower, tell::lower::Slot},
    ingest::{Document, Ingested},
    model::{self, When},
    world::{
        Request, WorldError,
        load::{self, Known},
    },
};

/// A table of words of a user, read after the built-in one of the same name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Which table it adds to: `countries`, as in `data/lexicon`.
    pub name: String,
    /// Its path, for messages.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// The built-in knowledge and that of a user, and what is wrong with the latter.
#[must_use]
pub fn lexicon(tables: &[Table]) -> (Cow<'static, Lexicon>, Vec<Issue>) {
    if tables.is_empty() {
        return (Cow::Borrowed(Lexicon::built_in()), Vec::new());
    }
    let own = tables.iter().map(|table| (table.name.as_str(), table.text.as_str()));
    let all: Vec<_> = lexicon::BUILT_IN.iter().copied().chain(own).collect();
    let (lexicon, errors) = Lexicon::new(&all);
    let issues = errors.into_iter().map(|error| {
        let number = error.number.checked_sub(lexicon::BUILT_IN.len());
        let file = number.map_or(error.table, |number| tables[number].path.clone());
        let place = Place { file, line: Some(u64::from(error.line)), ..Place::default() };
        Issue::error(place, error.message)
    });
    let issues = issues.collect();
    (Cow::Owned(lexicon), issues)
}

/// Reads all articles of a request one by one and shows each with what was read; gives what is
/// wrong with them, and which files are no articles.
pub fn read_articles(
    request: &Request,
    progress: &Progress,
    show: &mut dyn FnMut(&str, &Article, &Reading<'_>),
) -> Result<Vec<Issue>, WorldError> {
    let mut wrong = load::Wrong::default();
    let pipe = |input: &Input| bytes::open(input, &Limits::default(), progress);
    let (arrivals, _) = load::open(&request.inputs, &pipe, progress, &mut wrong)?;
    let files = load::recognise(arrivals, request, &mut wrong)?;
    let mut issues = wrong.issues;
    let (lexicon, of_lexicon) = lexicon(&request.lexicon);
    issues.extend(of_lexicon);
    let published = published(&files, request);
    for (ready, envelope) in files.iter().map(|file| (&file.ready, &file.envelope)) {
        let Some(text) = ready.prose() else {
            let place = Place { file: ready.name.clone(), ..Place::default() };
            let message = format!("left out: it is no article, but {}", ready.format.title);
            issues.push(Issue::warning(place, message));
            continue;
        };
        let article = open(&ready.name, text, envelope, &published, &lexicon);
        let reading = extract::read_article(&article, &lexicon);
        issues.extend(open_questions((&ready.name, text), &article, &reading));
        show(&ready.name, &article, &reading);
    }
    Ok(issues)
}

/// What a user says of when articles were published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Nothing.
    Nothing,
    /// When the only one was published, whatever it says itself.
    Of(When),
    /// When those of several were published that don't say it.
    OfSilent(When),
}

/// What is said of the articles among these files.
pub fn published(files: &[Known<'_>], request: &Request) -> Told {
    let articles = files.iter().filter(|file| file.ready.prose().is_some()).count();
    match &request.published {
        None => Told::Nothing,
        Some(day) if articles == 1 => Told::Of(day.clone()),
        Some(day) => Told::OfSilent(day.clone()),
    }
}

/// An article with its day of publication.
fn open(
    name: &str,
    text: &str,
    envelope: &Envelope,
    published: &Told,
    lexicon: &Lexicon,
) -> Article {
    let article = document::open_in(name, text.to_owned(), envelope);
    let article = extract::flowing(article, lexicon);
    match published {
        Told::Of(day) => told(article, day),
        Told::OfSilent(day) if article.published.is_none() => told(article, day),
        Told::OfSilent(_) | Told::Nothing => article,
    }
}

fn told(article: Article, day: &When) -> Article {
    Article { published: Some(day.clone()), published_by: None, ..article }
}

/// When the article was published, and what tells it.
fn about(article: &Article) -> String {
    let Some(published) = &article.published else {
        return "When the article was published is not known.".to_owned();
    };
    let by = article.published_by.map_or("whoever opened it", PublishedBy::words);
    format!("Published {}, as {by} says.", published.words())
}

/// Reads an article, and says what could not be told from it.
pub fn read(
    document: &Document<'_>,
    known: &Known<'_>,
    published: &Told,
    lexicon: &Lexicon,
    apart: bool,
) -> Ingested {
    let article = open(document.name, document.text, &known.envelope, published, lexicon);
    let reading = extract::read_article(&article, lexicon);
    let source = known.source();
    let shard = lower(&article, &reading, Slot { file: document.number, source: &source });
    document.progress.add(document.text.len() as u64, u64::from(shard.len()));
    let file = model::File {
        holds: model::Holds::Prose,
        name: document.name.to_owned(),
        title: article.title.clone(),
        about: about(&article),
        apart,
        ..model::File::default()
    };
    let issues = open_questions((document.name, document.text), &article, &reading);
    Ingested { file, shards: vec![shard], issues, ..Ingested::default() }
}

/// What is wrong with an article in a file of this name and text, and what could not be told.
fn open_questions(
    (name, text): (&str, &str),
    article: &Article,
    reading: &Reading<'_>,
) -> Vec<Issue> {
    let file = Place { file: name.to_owned(), ..Place::default() };
    let warning = |message: String| Issue::warning(file.clone(), message);
    let mut issues: Vec<Issue> = article.notes.iter().cloned().map(warning).collect();
    // The lines of what was cut out of a page are not those of the file.
    let places = (article.text == text).then(|| Places::new(name, text));
    issues.extend(article.flaws.iter().map(|flaw| {
        let place = places.as_ref().map_or(file.clone(), |places| places.of_byte(flaw.at));
        let issue = Issue::warning(place, &flaw.message);
        flaw.help.iter().fold(issue, Issue::with_help)
    }));
    if article.is_stripped {
        let message = "the page has too many elements or is nested too deep for its article to be \
                       looked for: all its words are read";
        issues.push(warning(message.to_owned()));
    }
    let relative = reading.times.iter().filter(|time| time.relative && time.when.is_none()).count();
    let is_open = reading.sections.iter().any(|section| section.now.is_none());
    if is_open && relative > 0 {
        let known = match &article.published {
            Some(when) if when.as_day().is_none() => {
                format!("is known only as {}", when.words())
            }
            _ => "is not known".to_owned(),
        };
        let message = format!(
            "the day of publication {known}, so dates that are told from it stay open \
             ({relative} of {})",
            reading.times.len()
        );
        issues.push(warning(message).with_help("say the day: --published 2015-08-13"));
    }
    for time in reading.times.iter().filter(|time| time.doubt.is_some()) {
        let message = format!("\"{}\": {}", reading.slice(time.extent), time.rule);
        issues.push(warning(message));
    }
    if !matches!(article.language, "" | "en") {
        let message = format!(
            "the language seems to be '{}', and only English is understood: much is missed, and \
             what was found may be wrong",
            article.language
        );
        issues.push(warning(message));
    }
    // A chronology tells its entries, also where it has none yet.
    let is_prose = article.sections.iter().any(|section| section.entry.is_none());
    if reading.events.is_empty() && reading.statements.is_empty() && is_prose {
        issues.push(warning("no event and no statement was found in the text".to_owned()));
    }
    issues
}
