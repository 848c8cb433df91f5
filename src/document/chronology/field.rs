//! What the entry of a chronology says outside of prose: `@Moscow #talks [AFP]` at the end of its
//! first line, and below it lines of `who: …; whom: …`, and of `> "words" -- Speaker, to somebody`.
//!
//! All of it is optional; the form is described in `docs/chronology.md`.

use std::ops::Range;

use super::{
    flaw::{self, Flaw},
    line::{self, Form},
};
use crate::model::{self, Kind, Role, Status, When, when::typed};

/// What is written of an entry. It wins over what is read in its prose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Who takes part, by name.
    pub actors: Vec<(String, Role)>,
    /// The kind.
    pub kind: Option<Kind>,
    /// The word for a kind that is none of ours.
    pub label: String,
    /// Whether it happened.
    pub status: Option<Status>,
    /// Where.
    pub place: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// The keys of its sources, as [`Reference::key`] has them.
    pub sources: Vec<String>,
    /// What was said.
    pub quotes: Vec<Quote>,
}

impl Written {
    /// Whether it says all: an entry whose kind is written is not read for anything else.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.kind.is_some()
    }
}

/// Words that were said, in an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The words without marks around them.
    pub text: String,
    /// Where they stand, with the speaker, in bytes of the text.
    pub place: Range<usize>,
    /// How near they are to what was spoken: as it is written, else by the marks of quotation.
    pub form: model::Form,
    /// Who said it; empty if it is not told.
    pub speaker: String,
    /// To whom.
    pub to: Vec<String>,
}

/// A source that a chronology lists: `[AFP] Russia pushes again, AFP, 2015-08-13, https://…`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// What stands in the brackets.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When, in EDTF or as it is written.
    pub published: String,
    /// Its address.
    pub url: String,
}

/// The prose of an entry, in bytes of the text, and what else is written there.
pub(super) fn read(
    text: &str,
    words: Range<usize>,
    flaws: &mut Vec<Flaw>,
) -> (Vec<Range<usize>>, Written) {
    let mut written = Written::default();
    // What stands behind the date is what happened, whatever it looks like.
    let line_end = text[words.clone()].find('\n').map_or(words.end, |end| words.start + end);
    let bare = text[words.start..line_end].trim_start();
    let (first, start) = (bare.trim_end(), line_end - bare.len());
    let length = marks(first, &mut written);
    // Whether the line before is prose to its end, so that its sentence may go on.
    let mut goes_on = length == first.len();
    let mut prose = Vec::new();
    prose.extend((!first.is_empty()).then_some(start..start + length));
    let mut quote: Option<Range<usize>> = None;
    for line in line::lines(&text[line_end..words.end]) {
        let place = line_end + line.words.start..line_end + line.words.end;
        if line.form == Form::Quote {
            // Who said it ends a quotation; the next one may follow at once.
            let is_whole = |quote: &mut Range<usize>| joint(&text[quote.clone()]).is_some();
            written.quotes.extend(quote.take_if(is_whole).map(|place| said(text, place, flaws)));
            quote = Some(quote.map_or(place.start, |quote| quote.start)..place.end);
            goes_on = false;
            continue;
        }
        written.quotes.extend(quote.take().map(|place| said(text, place, flaws)));
        if fields(text, place.clone(), &mut written, flaws) {
            goes_on = false;
            continue;
        }
        match prose.last_mut() {
            Some(last) if goes_on => last.end = place.end,
            _ => prose.push(place),
        }
        goes_on = true;
    }
    written.quotes.extend(quote.map(|place| said(text, place, flaws)));
    (prose, written)
}

/// Takes `@Moscow #talks [AFP]` from the end of a line; how many bytes stand before it.
pub(super) fn marks(line: &str, written: &mut Written) -> usize {
    let starts = line.match_indices(['@', '#', '[']).map(|(at, _)| at);
    let apart = starts
        .filter(|&at| at == 0 || line[..at].ends_with(' ') || line[..at].ends_with(['.', ']']));
    for at in apart {
        let mut found = written.clone();
        if all_marks(&line[at..], &mut found).is_some() {
            *written = found;
            return line[..at].trim_end().len();
        }
    }
    line.len()
}

/// Takes marks, if there is nothing else.
fn all_marks(mut rest: &str, written: &mut Written) -> Option<()> {
    while let Some(first) = rest.chars().next() {
        let after = &rest[first.len_utf8()..];
        rest = match first {
            '@' => {
                let end = after.find([' ', ',']).map_or(after.len(), |_| place_end(after));
                let place = after[..end].trim_end_matches(['.', ',', ' ']);
                place
                    .starts_with(char::is_uppercase)
                    .then(|| place.clone_into(&mut written.place))?;
                &after[end..]
            }
            '#' => {
                let end = after.find(|it: char| !it.is_alphanumeric() && !"-_".contains(it));
                let (tag, behind) = after.split_at(end.unwrap_or(after.len()));
                tag.contains(char::is_alphabetic).then(|| written.tags.push(tag.to_owned()))?;
                behind
            }
            '[' => {
                let (key, behind) = after.split_once(']')?;
                (!key.is_empty() && !key.contains('['))
                    .then(|| written.sources.push(key.to_owned()))?;
                behind
            }
            ' ' | '.' | ',' => after,
            _ => return None,
        };
    }
    Some(())
}

/// Where the name of a place ends: before the next mark, or at the first word that is no part of a
/// name.
fn place_end(text: &str) -> usize {
    let mut end = 0;
    for word in text.split_inclusive(' ') {
        let first = word.chars().next();
        let is_name = first.is_some_and(|first| first.is_uppercase() || first.is_numeric());
        if end > 0
            && !is_name
            && !matches!(word.trim_end(), "of" | "the" | "de" | "del" | "la" | "al")
        {
            break;
        }
        end += word.len();
    }
    end
}

/// The parts between signs that stand outside of marks of quotation.
fn parts(text: &str, sign: char) -> Vec<&str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    text.split(|letter: char| {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = is_quoted,
            '"' => is_quoted = !is_quoted,
            _ => return letter == sign && !is_quoted,
        }
        false
    })
    .collect()
}

/// The names of a list; one that has a sign of ours within stands in marks: `"Roe, Ann", Bo Lee`.
fn names(text: &str) -> Vec<String> {
    let parts = parts(text, ',').into_iter().map(|name| {
        let name = name.trim();
        match name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) {
            Some(inner) => inner.replace("\\\"", "\"").replace("\\\\", "\\"),
            None => name.to_owned(),
        }
    });
    parts.filter(|name| !name.is_empty()).collect()
}

/// A value that is no list, without marks around it.
fn whole(value: &str) -> String {
    if value.starts_with('"') { names(value).join(", ") } else { value.to_owned() }
}

/// Takes a line of `who: …; whom: …`; whether it is one: each part has a key, and one of these is
/// known or nearly so.
fn fields(text: &str, line: Range<usize>, written: &mut Written, flaws: &mut Vec<Flaw>) -> bool {
    let pairs = parts(&text[line], ';').into_iter().map(|pair| pair.split_once(':'));
    let Some(pairs) = pairs.collect::<Option<Vec<_>>>() else { return false };
    let keys: Vec<String> = pairs.iter().map(|(key, _)| key.trim().to_lowercase()).collect();
    let is_known = |key: &String| is_key(key);
    if !keys.iter().any(is_known) {
        let typos = pairs.iter().zip(&keys).filter(|(_, key)| flaw::is_typo(key, key_names()));
        let prose = "the line is read as prose";
        flaws.extend(typos.map(|((key, _), _)| flaw::of_key(text, key.trim(), prose, key_names())));
        return false;
    }
    for ((key, value), name) in pairs.iter().zip(&keys) {
        if is_known(name) {
            field(text, name, value.trim(), written, flaws);
        } else {
            let becomes = "what stands behind it is left out";
            flaws.push(flaw::of_key(text, key.trim(), becomes, key_names()));
        }
    }
    true
}

/// What can stand before a colon, besides the roles.
const KEYS: &[&str] =
    &["who", "whom", "with", "kind", "status", "place", "tags", "source", "sources"];

fn is_key(key: &str) -> bool {
    KEYS.contains(&key) || Role::from_name(key).is_some()
}

fn key_names() -> impl Iterator<Item = &'static str> {
    KEYS.iter().chain(Role::NAMES).copied()
}

/// Takes the value of a key that is known.
fn field(text: &str, key: &str, value: &str, written: &mut Written, flaws: &mut Vec<Flaw>) {
    let role = match key {
        "who" => Some(Role::Initiator),
        "whom" => Some(Role::Recipient),
        "with" => Some(Role::Participant),
        _ => Role::from_name(key),
    };
    match key {
        "kind" => {
            let known = Kind::from_name(&value.to_lowercase());
            written.kind = Some(known.unwrap_or(Kind::Other));
            written.label = if known.is_none() { whole(value) } else { String::new() };
            flaws.extend(known.is_none().then(|| flaw::of_kind(text, value)).flatten());
        }
        "status" => match Status::from_name(&value.to_lowercase()) {
            Some(status) => written.status = Some(status),
            None => flaws.push(flaw::unknown(text, "status", value, Status::NAMES)),
        },
        "place" => written.place = whole(value),
        "tags" => {
            let tags = names(value).into_iter();
            written.tags.extend(tags.map(|tag| tag.trim_start_matches('#').to_owned()));
        }
        "source" | "sources" => {
            let keys = names(value).into_iter();
            let keys = keys.map(|key| key.trim_matches(['[', ']']).to_owned());
            written.sources.extend(keys);
        }
        _ => {
            let names = names(value).into_iter();
            written.actors.extend(names.filter_map(|name| Some((name, role?))));
        }
    }
}

/// `"words" -- Speaker, to somebody (recalled)`.
fn said(text: &str, place: Range<usize>, flaws: &mut Vec<Flaw>) -> Quote {
    let lines = text[place.clone()].lines().map(|line| line.trim().trim_start_matches('>').trim());
    let whole = lines.collect::<Vec<_>>().join(" ");
    let (words, by) = match joint(&whole) {
        Some((at, length)) => (whole[..at].trim(), whole[at + length..].trim()),
        None => (whole.trim(), ""),
    };
    let (by, form) = match by.strip_suffix(')').and_then(|by| by.rsplit_once('(')) {
        Some((before, form)) if model::Form::from_name(form).is_some() => {
            (before.trim(), model::Form::from_name(form))
        }
        Some((_, form)) if flaw::is_typo(form, model::Form::NAMES.iter().copied()) => {
            let at = text[place.clone()].rfind(form).map_or(place.start, |at| place.start + at);
            flaws.push(flaw::unknown_at(at, "form", form, model::Form::NAMES));
            (by, None)
        }
        _ => (by, None),
    };
    let mut people = parts(by, ',').into_iter();
    let speaker = names(people.next().unwrap_or_default()).pop().unwrap_or_default();
    let rest = people.collect::<Vec<_>>().join(",");
    let to = rest.trim().strip_prefix("to ").map(names).unwrap_or_default();
    let mut marks = [("\"", "\""), ("“", "”"), ("«", "»"), ("„", "“")].into_iter();
    let bare = marks.find_map(|(open, close)| words.strip_prefix(open)?.strip_suffix(close));
    let marked = if bare.is_some() { model::Form::Verbatim } else { model::Form::Paraphrase };
    Quote {
        text: unescaped(bare.unwrap_or(words)),
        place,
        form: form.unwrap_or(marked),
        speaker,
        to,
    }
}

/// Where words end and who said them begins: the last dash that stands outside of marks of
/// quotation, and its length.
fn joint(words: &str) -> Option<(usize, usize)> {
    let is_quoted = words.starts_with(['"', '“', '«', '„']);
    let is_outside = |&(at, _): &(usize, usize)| {
        !is_quoted || words[..at].trim_end().ends_with(['"', '”', '»', '“'])
    };
    let joints = [" --", " —", " –", "\n--"].into_iter();
    joints
        .filter_map(|joint| {
            let found = words.rmatch_indices(joint).map(|(at, dash)| (at, dash.len()));
            found.filter(is_outside).max()
        })
        .max()
}

/// Text in which a sign behind a `\` stands for itself.
#[must_use]
pub fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_escape = letter == '\\'
            && letters.peek().is_some_and(|next| !next.is_alphanumeric() && !next.is_whitespace());
        plain.extend(if is_escape { letters.next() } else { Some(letter) });
    }
    plain
}

/// A line below `## Sources`: `[AFP] Title, publisher, 2015-08-13, https://example.org/1`.
pub(super) fn reference(line: &str) -> Option<Reference> {
    let (key, rest) = line.strip_prefix('[')?.split_once(']')?;
    let mut reference = Reference { key: key.trim().to_owned(), ..Reference::default() };
    let mut parts: Vec<&str> = rest.trim_start_matches([':', ' ']).split(", ").collect();
    if let Some(at) = parts.iter().position(|part| part.trim().starts_with("http")) {
        parts.split_off(at).join(", ").trim().clone_into(&mut reference.url);
    }
    let is_date =
        |part: &&&str| When::parse(part.trim()).is_ok() || typed::parse(part, None).is_ok();
    if let Some(date) = parts.last().filter(is_date) {
        date.trim().clone_into(&mut reference.published);
        parts.pop();
    }
    if parts.len() > 1 {
        parts.pop().unwrap_or_default().trim().clone_into(&mut reference.publisher);
    }
    parts.join(", ").trim().clone_into(&mut reference.title);
    (!reference.key.is_empty()).then_some(reference)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, prose: &[&str], expect: &Written) {
        let (found, written) = read(text, 0..text.len(), &mut Vec::new());
        let found: Vec<&str> = found.into_iter().map(|words| &text[words]).collect();
        assert_eq!((found.as_slice(), &written), (prose, expect), "{text}");
    }

    #[test]
    fn marks_end_the_first_line() {
        let marked = |place: &str, tags: &[&str], sources: &[&str]| Written {
            place: place.to_owned(),
            tags: tags.iter().map(|&it| it.to_owned()).collect(),
            sources: sources.iter().map(|&it| it.to_owned()).collect(),
            ..Written::default()
        };
        check(
            "They met @Bern #talks #war [AFP]",
            &["They met"],
            &marked("Bern", &["talks", "war"], &["AFP"]),
        );
        check("They met. [3][4]", &["They met."], &marked("", &[], &["3", "4"]));
        check("They met.[3]", &["They met."], &marked("", &[], &["3"]));
        check("They met @New York", &["They met"], &marked("New York", &[], &[]));
        check("They met @Isle of Man.", &["They met"], &marked("Isle of Man", &[], &[]));
        check("They met\nand left.", &["They met\nand left."], &Written::default());
        check("They met #x\nand left.", &["They met", "and left."], &marked("", &["x"], &[]));
        // Not marks.
        check("Party #1 won @home", &["Party #1 won @home"], &Written::default());
        check("The [new] pact", &["The [new] pact"], &Written::default());
        check("a@b.org wrote", &["a@b.org wrote"], &Written::default());
    }

    #[test]
    fn lines_of_fields_and_quotations_stand_below() {
        let written = Written {
            actors: vec![
                ("Ann Roe".to_owned(), Role::Initiator),
                ("Bo Lee".to_owned(), Role::Recipient),
                ("Norway".to_owned(), Role::Host),
            ],
            kind: Some(Kind::Consult),
            status: Some(Status::Planned),
            ..Written::default()
        };
        let text = "They met\n  Who: Ann Roe; whom: Bo Lee; host: Norway\n  \
                    kind: consult; status: planned\n> \"We agreed.\" -- Ann Roe, to press\nIt was late.";
        let place = text.find("\"We").unwrap()..text.find("\nIt").unwrap();
        let quote = said(text, place, &mut Vec::new());
        check(text, &["They met", "It was late."], &Written { quotes: vec![quote], ..written });
        check(
            "They met\nNote: it was late.",
            &["They met\nNote: it was late."],
            &Written::default(),
        );
        let label =
            Written { kind: Some(Kind::Other), label: "ambush".to_owned(), ..Written::default() };
        check("They met\nkind: ambush", &["They met"], &label);
    }

    #[test]
    fn quotations_have_speakers() {
        #[track_caller]
        fn check(text: &str, words: &str, is_verbatim: bool, speaker: &str, to: &[&str]) {
            let quote = said(text, 0..text.len(), &mut Vec::new());
            let is_so = quote.form == model::Form::Verbatim;
            let found = (&*quote.text, is_so, &*quote.speaker, &quote.to);
            let to: Vec<String> = to.iter().map(|&name| name.to_owned()).collect();
            assert_eq!(found, (words, is_verbatim, speaker, &to), "{text}");
        }
        check("\"We agreed.\" -- Ann Roe", "We agreed.", true, "Ann Roe", &[]);
        check(
            "“We – all – agreed.” — Ann Roe, to Bo Lee, press",
            "We – all – agreed.",
            true,
            "Ann Roe",
            &["Bo Lee", "press"],
        );
        check("\"We\n> agreed.\"\n> -- Ann Roe", "We agreed.", true, "Ann Roe", &[]);
        check("That both agreed -- Ann Roe", "That both agreed", false, "Ann Roe", &[]);
        check("\"We agreed.\"", "We agreed.", true, "", &[]);
        check("\"We agreed.\" --", "We agreed.", true, "", &[]);
        check("\"We – all – agreed.\"", "We – all – agreed.", true, "", &[]);
        check(
            "\"It \\> all\" -- \"Roe, Ann\", to Bo, Cy (fragment)",
            "It > all",
            false,
            "Roe, Ann",
            &["Bo", "Cy"],
        );
    }

    #[test]
    fn sources_are_listed() {
        #[track_caller]
        fn check(line: &str, expect: Option<[&str; 5]>) {
            let found = reference(line);
            let found = found
                .as_ref()
                .map(|it| [&*it.key, &it.title, &it.publisher, &it.published, &it.url]);
            assert_eq!(found, expect, "{line}");
        }
        check(
            "[AFP] War, and peace, AFP, 2015-08-13, https://example.org/1?a=1, 2",
            Some(["AFP", "War, and peace", "AFP", "2015-08-13", "https://example.org/1?a=1, 2"]),
        );
        check("[1]: A paper", Some(["1", "A paper", "", "", ""]));
        check("[1] A paper, 13 Aug 2015", Some(["1", "A paper", "", "13 Aug 2015", ""]));
        check("A paper", None);
    }
}
