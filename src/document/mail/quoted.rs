//! What of a letter its author has written, and what is quoted of others.

/// A letter in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// What its author has written; `[…]` stands between answers for what they answer.
    pub own: String,
    /// What is left out of it, in words.
    pub quoted: Option<String>,
    /// The letter that is passed on.
    pub forwarded: Option<Forwarded>,
}

/// A letter within another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forwarded {
    /// Who wrote it.
    pub author: String,
    /// What it is about.
    pub subject: String,
    /// When it was sent, as it is written there.
    pub date: String,
    /// Its text.
    pub text: String,
}

/// Stands between two answers for what they answer.
const GAP: &str = "[…]";

/// What programs write of the letter that they quote.
const WROTE: &[&str] = &[
    "wrote",
    "writes",
    "schrieb",
    "écrit",
    "escribió",
    "scritto",
    "escreveu",
    "schreef",
    "писал",
    "пишет",
    "napisał",
    "napsal",
    "skrev",
];

/// Parts a letter that is about this. O(bytes).
///
/// A letter within it is passed on if a line above it or the subject says so, or if it is about
/// something else; else it is what is answered.
pub fn part(text: &str, subject: &str) -> Letter {
    let lines: Vec<&str> = text.lines().collect();
    let mut own: Vec<&str> = Vec::new();
    let (mut quoted, mut said) = (0, None);
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if let Some(header) = inner(&lines, at, subject) {
            if header.is_forwarded {
                let forwarded = Some(header.letter(&lines));
                return Letter { own: joined(&own), quoted: note(quoted, said), forwarded };
            }
            quoted += full(&lines[at..]);
            break;
        }
        if let Some(length) = introduction(&lines[at..]) {
            let next = lines[at + length..].iter().position(|line| !line.trim().is_empty());
            said = said.or_else(|| Some(lines[at..at + length].join(" ")));
            let Some(next) = next.map(|next| at + length + next) else { break };
            // Without marks, all that follows is the other letter.
            if !is_quoted(lines[next]) {
                quoted += full(&lines[next..]);
                break;
            }
            at = next;
        } else if is_quoted(line) {
            let end = lines[at..].iter().position(|line| !is_quoted(line));
            let end = end.map_or(lines.len(), |end| at + end);
            said = said.or_else(|| introduced(&mut own));
            quoted += full(&lines[at..end]);
            own.push(GAP);
            at = end;
        } else {
            own.push(line);
            at += 1;
        }
    }
    Letter { own: joined(&own), quoted: note(quoted, said), forwarded: None }
}

fn is_quoted(line: &str) -> bool {
    line.trim_start_matches('\u{FEFF}').starts_with('>')
}

/// How many lines say something.
fn full(lines: &[&str]) -> usize {
    lines.iter().filter(|line| !line.trim_matches(['>', ' ', '\t', '\r']).is_empty()).count()
}

/// The lines without gaps at either end, or next to each other.
fn joined(lines: &[&str]) -> String {
    let mut text = String::new();
    let (mut gap, mut empty) = (false, 0);
    for line in lines {
        if *line == GAP {
            gap |= !text.is_empty();
        } else if line.trim().is_empty() {
            empty += 1;
        } else {
            if gap {
                text.extend(["\n", GAP, "\n\n"]);
            } else if !text.is_empty() {
                text.extend(std::iter::repeat_n('\n', empty));
            }
            (gap, empty) = (false, 0);
            text += line;
            text.push('\n');
        }
    }
    text
}

fn note(quoted: usize, said: Option<String>) -> Option<String> {
    let lines = match quoted {
        0 => return None,
        1 => "1 line".to_owned(),
        more => format!("{more} lines"),
    };
    let said = said.map(|said| format!(" (\"{}\")", said.trim().trim_end_matches(':')));
    Some(format!(
        "left out: {lines} that the letter quotes of another one{}",
        said.unwrap_or_default()
    ))
}

/// Whether words introduce a quoted letter as many programs do, so that they need no mark.
pub fn is_introduction(words: &str) -> bool {
    let lines: Vec<&str> = words.trim().lines().collect();
    introduction(&lines) == Some(lines.len())
}

/// How many lines at the beginning introduce a quoted letter in the words of a program: they name
/// a time and an address or a clock, and end with `wrote:`.
fn introduction(lines: &[&str]) -> Option<usize> {
    const LINES: usize = 4;
    const STARTS: [&str; 10] =
        ["On ", "Am ", "Le ", "El ", "Il ", "Em ", "Op ", "Den ", "Dne ", "W dniu "];
    let first = lines.first()?.trim_start();
    if !STARTS.iter().any(|start| first.starts_with(start)) {
        return None;
    }
    let mut words = String::new();
    for (number, line) in lines.iter().take(LINES).enumerate() {
        words.push_str(line.trim());
        words.push(' ');
        if line.trim().is_empty() {
            return None;
        }
        let digit = |at: usize| words.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
        let has_clock =
            words.match_indices(':').any(|(at, _)| at > 0 && digit(at - 1) && digit(at + 1));
        if line.trim_end().ends_with(':') {
            let is_written = WROTE.iter().any(|word| words.contains(word));
            return (is_written && (has_clock || words.contains('@'))).then_some(number + 1);
        }
    }
    None
}

/// Takes the paragraph at the end that introduces what is quoted below: `Ana Sol wrote:`.
fn introduced(own: &mut Vec<&str>) -> Option<String> {
    const LONGEST: usize = 3;
    let end = own.iter().rposition(|line| !line.trim().is_empty())? + 1;
    let least = end.saturating_sub(LONGEST);
    let gap = own[least..end].iter().rposition(|line| line.trim().is_empty() || *line == GAP);
    let start = gap.map_or(least, |gap| least + gap + 1);
    let is_whole = start == 0 || gap.is_some() || own[start - 1].trim().is_empty();
    let words = own[start..end].join(" ");
    let is_introduction = is_whole
        && words.trim_end().ends_with(':')
        && WROTE.iter().any(|word| words.contains(word));
    if !is_introduction {
        return None;
    }
    own.truncate(start);
    Some(words)
}

/// The header of a letter within a letter.
struct Header {
    is_forwarded: bool,
    author: String,
    subject: String,
    date: String,
    /// Where its text begins, and whether all of it is quoted.
    body: usize,
    is_marked: bool,
}

impl Header {
    fn letter(self, lines: &[&str]) -> Forwarded {
        let mut text = String::new();
        for line in &lines[self.body..] {
            text += if self.is_marked { unmarked(line) } else { line };
            text.push('\n');
        }
        let Self { author, subject, date, .. } = self;
        Forwarded { author, subject, date, text: text.trim_start_matches('\n').to_owned() }
    }
}

/// The line without the mark of a quotation.
fn unmarked(line: &str) -> &str {
    let line = line.strip_prefix('>').unwrap_or(line);
    line.strip_prefix(' ').unwrap_or(line)
}

/// The header that begins at a line, with or without a line that announces it.
fn inner(lines: &[&str], at: usize, subject: &str) -> Option<Header> {
    /// What programs write above a letter that is passed on, and above one that is answered.
    const FORWARDED: [&str; 8] = [
        "forwarded message",
        "forwarded by",
        "weitergeleitete nachricht",
        "message transféré",
        "mensaje reenviado",
        "messaggio inoltrato",
        "пересылаемое сообщение",
        "doorgestuurd bericht",
    ];
    const ANSWERED: [&str; 6] = [
        "original message",
        "ursprüngliche nachricht",
        "message d'origine",
        "mensaje original",
        "messaggio originale",
        "исходное сообщение",
    ];
    const LONGEST: usize = 120;
    let line = lines[at].trim();
    let is_rule = line.len() >= 10 && line.bytes().all(|byte| matches!(byte, b'_' | b'-'));
    let is_announced = line.starts_with('-') || line.ends_with(':') || is_rule;
    // As `From`, `Von`, `De` and `От` do.
    let begins = line.trim_start_matches('*').starts_with(['F', 'V', 'D', 'О']);
    if line.len() > LONGEST || !is_announced && !begins {
        return None;
    }
    let words = line.to_lowercase();
    let has = |marks: &[&str]| is_announced && marks.iter().any(|mark| words.contains(mark));
    let (forwarded, answered) = (has(&FORWARDED), has(&ANSWERED));
    let start = if forwarded || answered || is_rule { at + 1 } else { at };
    let apart = at == 0 || lines[at - 1].trim().is_empty();
    let mut header = read(lines, start)?;
    let (about, is_passed_on) = topic(subject);
    let is_other = !answered && topic(&header.subject).0 != about;
    header.is_forwarded = forwarded || is_passed_on || is_other;
    (forwarded || answered || is_rule || apart && start == at).then_some(header)
}

/// What a letter is about, in lower case without the marks of programs, and whether one of them
/// says that it is passed on.
fn topic(subject: &str) -> (String, bool) {
    const PASSED_ON: [&str; 7] = ["fw:", "fwd:", "wg:", "tr:", "rv:", "i:", "vs:"];
    const ANSWERED: [&str; 6] = ["re:", "aw:", "sv:", "antw:", "odp:", "ré:"];
    let subject = subject.to_lowercase();
    let (mut about, mut is_passed_on) = (subject.trim(), None);
    while let Some(mark) = PASSED_ON.iter().chain(&ANSWERED).find(|mark| about.starts_with(**mark))
    {
        // The first mark was written last.
        is_passed_on = is_passed_on.or(Some(PASSED_ON.contains(mark)));
        about = about[mark.len()..].trim_start();
    }
    (about.to_owned(), is_passed_on.unwrap_or(false))
}

/// The fields from a line on: at least who wrote it, and when or about what.
fn read(lines: &[&str], start: usize) -> Option<Header> {
    const FIELDS: [(&str, &[&str]); 4] = [
        ("author", &["from", "von", "de", "da", "от", "van", "från"]),
        (
            "date",
            &["date", "sent", "datum", "gesendet", "envoyé", "fecha", "enviado", "data", "дата"],
        ),
        ("subject", &["subject", "betreff", "objet", "asunto", "oggetto", "тема", "onderwerp"]),
        ("other", &["to", "cc", "bcc", "an", "à", "para", "a", "кому", "reply-to", "aan"]),
    ];
    /// No header of a letter within a letter is longer.
    const LONGEST: usize = 16;
    let first = lines[start..].iter().position(|line| !unmarked(line).trim().is_empty())?;
    let start = start + first;
    let is_marked = is_quoted(lines.get(start)?);
    let mut header = Header {
        is_forwarded: false,
        author: String::new(),
        subject: String::new(),
        date: String::new(),
        body: start,
        is_marked,
    };
    let mut count = 0;
    for (number, line) in lines.iter().enumerate().skip(start).take(LONGEST) {
        let line = if is_marked { unmarked(line) } else { line };
        if line.trim().is_empty() {
            break;
        }
        let Some((name, value)) = line.split_once(':') else {
            // A long value goes on in the next line.
            if count == 0 || !line.starts_with([' ', '\t']) {
                break;
            }
            header.body = number + 1;
            continue;
        };
        let name = name.trim_matches(['*', ' ', '\u{A0}']).to_lowercase();
        let field = FIELDS.iter().find(|(_, names)| names.contains(&&*name));
        let Some((field, _)) = field else { break };
        let value = value.trim_matches(['*', ' ', '\u{A0}']);
        match *field {
            "author" => sender(value).clone_into(&mut header.author),
            "date" => value.clone_into(&mut header.date),
            "subject" => value.clone_into(&mut header.subject),
            _ => {}
        }
        count += 1;
        header.body = number + 1;
    }
    let is_header =
        !(header.author.is_empty() || header.date.is_empty() && header.subject.is_empty());
    is_header.then_some(header)
}

/// The name in `Ana Sol <ana@example.org>`.
fn sender(value: &str) -> &str {
    let name = value.split(['<', '[', '(']).next().unwrap_or(value);
    let name = name.trim().trim_matches(['"', '\'', '*']).trim();
    if name.is_empty() { value.trim_matches(['<', '>']) } else { name }
}
