//! The record of a meeting or an interview: turns that begin with who speaks, as `Mr. Holm (Germany):`,
//! `The President:`, `QUESTION:`, `MR TONER:`, `Q:`.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Section;
use crate::base::text::one_line;

/// What somebody says until the next one speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// Who speaks, without a title of courtesy: `Holm`, `The President`; empty for who asks and
    /// answers without a name.
    pub speaker: String,
    /// For whom: `Germany`; empty if it is not said.
    pub of: String,
    /// Where all that is said of the speaker stands, in bytes of the text.
    pub label: Range<usize>,
}

/// How surely a label is that of a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sureness {
    /// It has a title, or says what somebody does: `Mr. Holm`, `The President`, `QUESTION`.
    Sure,
    /// It could be anything in capitals, or a name: `TONER`, `Erik Holm`, `Holm`.
    Possible,
}

/// So many turns make a transcript.
const LEAST: usize = 2;

/// Titles that stand before a name and are no part of it.
const COURTESIES: &[&str] =
    &["mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "madam", "madame", "prof"];

/// Titles that tell an office and stand before a name.
const OFFICES: &[&str] = &[
    "ambassador",
    "baroness",
    "captain",
    "chancellor",
    "colonel",
    "general",
    "governor",
    "judge",
    "justice",
    "king",
    "lady",
    "lord",
    "minister",
    "president",
    "prince",
    "princess",
    "professor",
    "queen",
    "representative",
    "secretary",
    "senator",
    "sheikh",
    "speaker",
    "foreign",
    "prime",
    "vice",
    "acting",
    "deputy",
    "undersecretary",
    "gen",
    "col",
    "sen",
    "rep",
    "amb",
];

/// Who speaks by what they do in the meeting; behind `the` or not.
const ROLES: &[&str] = &[
    "president",
    "acting president",
    "vice-president",
    "secretary-general",
    "chair",
    "chairman",
    "chairperson",
    "chairwoman",
    "acting chair",
    "co-chair",
    "moderator",
    "speaker",
    "deputy secretary-general",
    "prime minister",
    "foreign minister",
    "presiding officer",
    "rapporteur",
    "secretary",
    "clerk",
    "court",
    "witness",
];

/// Who asks and answers without a name.
const NAMELESS: &[&str] = &[
    "q",
    "a",
    "question",
    "questions",
    "answer",
    "interviewer",
    "reporter",
    "journalist",
    "correspondent",
    "host",
    "editor",
    "anchor",
    "presenter",
    "narrator",
];

/// What somebody says of themselves. Questions and answers without it are a way to write an article.
const FIRST_PERSON: &[&str] = &["I", "I'm", "I’m", "I've", "I’ve", "my", "My", "we", "We"];

/// What papers print in capitals before a colon.
const NOTES: &[&str] = &[
    "read more",
    "related",
    "related news",
    "update",
    "updated",
    "watch",
    "photo",
    "photos",
    "video",
    "note",
    "see also",
    "also read",
    "read also",
    "file",
    "breaking",
    "more",
    "live",
    "exclusive",
    "source",
    "sources",
    "tags",
    "topics",
    "subject",
    "from",
    "to",
    "date",
    "re",
    "cc",
    "in favour",
    "against",
    "abstaining",
    "present",
    "summary",
    "ref",
    "classified by",
    "reason",
    "e.o. 12958",
];

/// How paragraphs of a record begin that nobody says.
const PROCEDURE: &[&str] = &[
    "The meeting was ",
    "The meeting rose ",
    "The meeting resumed ",
    "The agenda was adopted",
    "A vote was taken",
    "A recorded vote was taken",
    "In favour:",
    "Against:",
    "Abstaining:",
    "The draft resolution received ",
    "The draft resolution was adopted",
    "It was so decided",
];

/// A line that begins with a label.
struct Labelled {
    turn: Turn,
    sureness: Sureness,
    /// Where what is said begins, in bytes of the text.
    said: usize,
    /// The label, to be counted.
    key: String,
}

/// The sections of a transcript: a turn each, and what stands before and between them; `None` if the
/// text is none. O(bytes).
pub fn sections(text: &str) -> Option<Vec<Section>> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        // What stands in brackets behind a name may go on in the next line.
        let behind = &text[at + line.len()..];
        let is_open = line.contains('(') && !line.contains(':');
        let more = if is_open { behind.find('\n').unwrap_or(behind.len()) } else { 0 };
        lines.push((at, label(text, at, text[at..at + line.len() + more].trim_end())));
        at += line.len();
    }
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    let labels = || lines.iter().filter_map(|(_, label)| label.as_ref());
    for label in labels() {
        *counts.entry(&label.key).or_default() += 1;
    }
    let sure = labels().filter(|label| label.sureness == Sureness::Sure).count();
    let repeated = counts.values().filter(|&&count| count > 1).count();
    if sure < LEAST && repeated < LEAST {
        return None;
    }
    let named: FxHashSet<&str> = labels()
        .filter(|label| label.sureness == Sureness::Sure)
        .map(|label| label.turn.speaker.as_str())
        .collect();
    let speaks = |label: &&Labelled| {
        label.sureness == Sureness::Sure
            || named.contains(label.turn.speaker.as_str())
            || counts.get(&*label.key).is_some_and(|&count| count > 1)
    };
    let is_named = labels().filter(speaks).any(|label| !label.turn.speaker.is_empty());
    let mut sections = vec![Section::default()];
    let mut start = 0;
    let mut end_at = |sections: &mut Vec<Section>, end: usize, next: usize, section: Section| {
        if let Some(last) = sections.last_mut() {
            last.words = std::iter::once(start..end).collect();
        }
        start = next;
        sections.push(section);
    };
    let mut begun = 0;
    for (at, label) in &lines {
        if *at < begun {
            // The second line of a label.
            continue;
        }
        if let Some(Labelled { turn, said, .. }) = label.as_ref().filter(speaks) {
            let section = Section { turn: Some(turn.clone()), ..Section::default() };
            end_at(&mut sections, *at, *said, section);
            begun = *said;
        } else if PROCEDURE.iter().any(|begin| text[*at..].starts_with(begin)) {
            end_at(&mut sections, *at, *at, Section::default());
        }
    }
    end_at(&mut sections, text.len(), text.len(), Section::default());
    let speaks_of_self = |section: &Section| {
        let said = section.turn.iter().flat_map(|_| &section.words);
        said.flat_map(|words| text[words.clone()].split_whitespace())
            .any(|word| FIRST_PERSON.contains(&word))
    };
    if !is_named && !sections.iter().any(speaks_of_self) {
        return None;
    }
    sections
        .retain(|section| section.words.iter().any(|words| !text[words.clone()].trim().is_empty()));
    Some(sections)
}

/// The label that a line begins with.
fn label(text: &str, at: usize, line: &str) -> Option<Labelled> {
    const LONGEST: usize = 120;
    const MARKS: &[char] = &['*', '_', ' '];
    let bare = line.trim_start_matches(MARKS);
    let (head, _) = bare.split_once(':').filter(|(head, _)| head.len() <= LONGEST)?;
    let name_end = head.find('(').unwrap_or(head.len());
    let name = head[..name_end].trim_end_matches(MARKS);
    let mut groups = Vec::new();
    let mut rest = head[name_end..].trim_end_matches(MARKS);
    while let Some(inner) = rest.strip_prefix('(') {
        let (group, behind) = inner.split_once(')')?;
        groups.push(group.trim());
        rest = behind.trim_start();
    }
    if !rest.is_empty() || name.is_empty() {
        return None;
    }
    let (mut speaker, sureness) = speaker(name)?;
    let mut of = groups.iter().find(|group| group.starts_with(char::is_uppercase));
    // Brackets behind a name that only could be one say that it is.
    let sureness = if of.is_some() && speaker.contains(' ') { Sureness::Sure } else { sureness };
    // `The Secretary of State (Ann Berg)`
    let is_person = |group: &&str| {
        let words = group.split_whitespace();
        (2..=4).contains(&words.clone().count())
            && words.into_iter().all(|word| word.starts_with(char::is_uppercase))
    };
    if let Some(person) = of.filter(|group| name.starts_with("The ") && is_person(group)) {
        (*person).clone_into(&mut speaker);
        of = None;
    }
    let begin = at + (line.len() - bare.len());
    let said = begin + head.len() + 1;
    let said = said + (text[said..].len() - text[said..].trim_start_matches(MARKS).len());
    Some(Labelled {
        turn: Turn {
            speaker,
            of: of.map_or_else(String::new, |of| one_line(of).into_owned()),
            label: begin..begin + head.trim_end_matches(MARKS).len(),
        },
        sureness,
        said,
        key: name.to_lowercase(),
    })
}

/// Who is named by the words of a label, and how surely it is a speaker.
fn speaker(name: &str) -> Option<(String, Sureness)> {
    const MOST_WORDS: usize = 7;
    let lower = name.to_lowercase();
    let role = lower.strip_prefix("the ").unwrap_or(&lower);
    if NOTES.contains(&lower.as_str()) {
        return None;
    }
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.len() > MOST_WORDS || !is_capital(words.first()?) {
        return None;
    }
    if NAMELESS.contains(&role) {
        return Some((String::new(), Sureness::Sure));
    }
    if ROLES.contains(&role) {
        return Some((as_name(&words), Sureness::Sure));
    }
    let is_name = |word: &&str| {
        let letters = word.trim_matches(['.', ',', '’', '\'']);
        let is_particle = [
            "de", "van", "von", "al", "el", "bin", "ben", "da", "di", "du", "der", "la", "le",
            "of", "for",
        ];
        (is_capital(letters) || is_particle.contains(&letters))
            && letters.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
    };
    if !words.iter().all(is_name) {
        return None;
    }
    let bare = |word: &str| word.trim_end_matches('.').to_lowercase();
    let courtesies = words.iter().take_while(|word| COURTESIES.contains(&&*bare(word))).count();
    let named = &words[courtesies..];
    if courtesies > 0 && !named.is_empty() {
        return Some((as_name(named), Sureness::Sure));
    }
    let has_office = words.len() > 1 && OFFICES.contains(&&*bare(words[0]));
    let sureness = if has_office { Sureness::Sure } else { Sureness::Possible };
    (courtesies == 0).then(|| (as_name(&words), sureness))
}

/// Words as a name: capitals all over are only a way to print it.
fn as_name(words: &[&str]) -> String {
    let one = |word: &&str| {
        let is_shouted = word.chars().filter(|c| c.is_alphabetic()).count() > 1
            && !word.contains('.')
            && !word.contains(char::is_lowercase);
        if !is_shouted {
            return (*word).to_owned();
        }
        let mut begins = true;
        let letters = word.chars().map(|c| {
            let c =
                if begins { c.to_uppercase().next() } else { c.to_lowercase().next() }.unwrap_or(c);
            begins = !c.is_alphabetic();
            c
        });
        letters.collect()
    };
    words.iter().map(one).collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The turns of a text, `speaker (of): words` each; what nobody says without a speaker.
    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let sections = sections(text).unwrap_or_default();
        let told = sections.iter().map(|section| {
            let words = &text[section.words[0].clone()];
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            match &section.turn {
                Some(Turn { speaker, of, .. }) if of.is_empty() => format!("{speaker}: {words}"),
                Some(Turn { speaker, of, .. }) => format!("{speaker} ({of}): {words}"),
                None => words,
            }
        });
        assert_eq!(told.collect::<Vec<_>>(), expect, "{text}");
    }

    #[test]
    fn turns_begin_with_who_speaks() {
        check(
            "Council\n\nMr. Berg (Norway): We agree.\n\nIt is late.\n\nMrs. Sol (Chad) (spoke in French): No.\n\n\
             The President: I thank the representative of Chad.\n\nThe meeting rose at 6 p.m.\n",
            &[
                "Council",
                "Berg (Norway): We agree. It is late.",
                "Sol (Chad): No.",
                "The President: I thank the representative of Chad.",
                "The meeting rose at 6 p.m.",
            ],
        );
        check(
            "QUESTION: Why?\nMR TONER: I don't know.\nWe will see.\nQUESTION: When?\n",
            &[": Why?", "Toner: I don't know. We will see.", ": When?"],
        );
        check(
            "Q: Why?\n\nA: I have no idea.\n\nQ: When?\n",
            &[": Why?", ": I have no idea.", ": When?"],
        );
        check("**Q:** Why?\n\n**Ms. Sol:** No idea.\n", &[": Why?", "Sol: No idea."]);
        check(
            "SECRETARY BERG: Good day.\n\nFOREIGN MINISTER SOL: Welcome.\n",
            &["Secretary Berg: Good day.", "Foreign Minister Sol: Welcome."],
        );
        check(
            "Erik Berg: Why?\n\nAna Sol: Why not?\n\nErik Berg: Well.\n\nAna Sol: Yes.\n",
            &["Erik Berg: Why?", "Ana Sol: Why not?", "Erik Berg: Well.", "Ana Sol: Yes."],
        );
        check(
            "Mr. Al-Sol (Republic of Chad) (interpretation from Arabic): Yes.\nDame Ann Berg (Norway): No.\n",
            &["Al-Sol (Republic of Chad): Yes.", "Ann Berg (Norway): No."],
        );
    }

    #[test]
    fn who_is_named_once_for_an_office_speaks_again() {
        check(
            "The Minister for Trade (Ann Berg): We wait.\nMr Sol (Harbour) (Lab): Why?\nAnn Berg: We wait.\n",
            &["Ann Berg: We wait.", "Sol (Harbour): Why?", "Ann Berg: We wait."],
        );
    }

    #[test]
    fn labels_may_go_on_in_the_next_line() {
        check(
            "Mr. Berg (Norway) (spoke in\nNorwegian): We agree.\nMs. Sol (Republic\nof Chad): No.\n",
            &["Berg (Norway): We agree.", "Sol (Republic of Chad): No."],
        );
        // A bracket that is not closed before the next label.
        check(
            "Mr. Berg (Norway\nMr. Sol (Chad): Yes.\nMs. Ode (Chad): No.\n",
            &["Berg (Norway Mr. Sol (Chad): Yes.", "Ode (Chad): No."],
        );
    }

    #[test]
    fn other_colons_make_no_transcript() {
        for text in [
            "The envoys met. They said: no.\n\nThey left: all of them.\n",
            "READ MORE: Talks.\n\nThey met.\n\nREAD MORE: War.\n\nRELATED: A.\n\nRELATED: B.\n",
            "BERN: They met.\n\nThey left.\n",
            "Note: they met.\n\nNote: they left.\n\nSource: A.\n\nSource: B.\n",
            "Berg: They met.\n\nThey left.\n",
            "HOST: Our reporter answers.\n\nQ: Who met?\n\nA: Two envoys met.\n\nQ: Why?\n\nA: Nobody knows.\n",
            "12:30: They met.\n14:30: They left.\n",
            "",
        ] {
            check(text, &[]);
        }
    }
}
