//! Articles: prose as plain text, Markdown or a page of HTML. Here it is only told that a text is
//! one; who reads it is named by the [`Slot`](super::Slot).

use crate::{
    base::{bytes::decode_document, html, issue, wikitext::is_wikitext},
    ingest::{Guess, Head, Sureness, head::usual_width, without_cut_character},
    model::when::lead,
};

/// The name of the format.
pub const NAME: &str = "article";

/// No article has more bytes: to read it takes up to 25 times as many.
pub const LONGEST: u64 = 32 << 20;

/// How the names of articles end.
pub const ENDINGS: &[&str] = &["txt", "md", "html", "htm"];

/// A page of HTML, or lines of many words and few other signs that are no rows of a table.
#[must_use]
pub fn recognise(head: &Head) -> Option<Guess> {
    let text = head.text.trim_start_matches('\u{FEFF}').trim_start();
    if html::is_page(text) {
        return Some(Guess::new(Sureness::Likely, "it is a page of HTML"));
    }
    if is_wikitext(text) {
        return Some(Guess::new(Sureness::Possible, "it is the text of a wiki"));
    }
    if has_markdown_table(text) {
        return Some(Guess::new(Sureness::Likely, "it has a table of Markdown"));
    }
    if is_marked(text) || head.records.is_none() && is_table(head) {
        return None;
    }
    let reason = if has_sentences(text) {
        "it is prose: many words, few other signs"
    } else if has_dated_lines(text) {
        "its lines begin with dates"
    } else {
        return None;
    };
    Some(Guess::new(Sureness::Possible, reason))
}

/// The same for a text that begins with these bytes, if it is no UTF-8: its letters may show only in
/// its own encoding.
#[must_use]
pub fn in_its_encoding(name: &str, bytes: Vec<u8>) -> Option<Guess> {
    let bytes = without_cut_character(bytes);
    // Japanese mail is ASCII to the eye, with escapes.
    let is_legacy =
        std::str::from_utf8(&bytes).is_err() || bytes.windows(2).any(|two| two == b"\x1b$");
    let text = is_legacy.then(|| decode_document(bytes, name).0)?;
    recognise(&Head::new(name, &text))
}

/// Whether a row of a table is followed by the line that Markdown draws below a header:
/// `| --- | :-: |`.
fn has_markdown_table(text: &str) -> bool {
    let is_rule = |line: &str| {
        line.contains("--")
            && line.contains('|')
            && line.chars().all(|sign| matches!(sign, '|' | '-' | ':' | ' ' | '\t'))
    };
    let lines: Vec<&str> = text.lines().take(200).map(str::trim).collect();
    lines.windows(2).any(|lines| {
        lines[0].contains('|') && lines[0].contains(char::is_alphabetic) && is_rule(lines[1])
    })
}

/// Whether some lines begin with a date and go on with words; an item of a list is enough, whatever
/// it goes on with.
fn has_dated_lines(text: &str) -> bool {
    const LEAST: usize = 2;
    let is_item = |line: &str| ["- ", "* ", "• "].iter().any(|sign| line.starts_with(sign));
    let is_dated = |line: &&str| {
        let words = line.trim_start_matches(['-', '*', '•', '#', '|', '+', ' ']);
        let lead = lead::lead(words).filter(|lead| lead.rest < words.len());
        lead.is_some_and(|lead| is_item(line) || words[lead.rest..].contains(char::is_alphabetic))
    };
    let mut dated = text.lines().take(200).filter(is_dated);
    dated.clone().any(is_item) || dated.nth(LEAST - 1).is_some()
}

/// Whether a text begins as JSON does, or as markup. A note in brackets does not.
fn is_marked(text: &str) -> bool {
    match text.strip_prefix('[') {
        Some(rest) => {
            let rest = rest.trim_start();
            let words = ["true", "false", "null"];
            rest.starts_with(|first: char| !first.is_alphabetic())
                || words.iter().any(|word| rest.starts_with(word))
        }
        None => text.starts_with(['{', '<']),
    }
}

/// The title of a page that has the name of a table: what a site sends to those who have not
/// logged in. It may be empty.
#[must_use]
pub fn page_for_a_table(head: &Head) -> Option<String> {
    const TABLES: [&str; 10] =
        ["csv", "tsv", "tab", "json", "jsonl", "ndjson", "geojson", "xlsx", "ods", "ics"];
    let (_, ending) = head.name.rsplit_once('.')?;
    let is_table = TABLES.iter().any(|table| ending.eq_ignore_ascii_case(table));
    let text = head.text.trim_start_matches('\u{FEFF}').trim_start();
    if !is_table || !html::is_page(text) {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let start = lower.find("<title").and_then(|at| Some(at + lower[at..].find('>')? + 1));
    let title = start.and_then(|start| Some(&text[start..start + lower[start..].find("</")?]));
    let title = html::plain(title.unwrap_or("")).replace('\n', " ");
    Some(issue::brief_value(title.trim()).into_owned())
}

/// Whether most of the signs are letters or digits, and a line has several words, or as many
/// letters of a script that puts no space between words.
fn has_sentences(text: &str) -> bool {
    const SAMPLE: usize = 4096;
    let (mut letters, mut digits, mut others) = (0, 0, 0);
    for letter in text.chars().take(SAMPLE) {
        if letter.is_alphabetic() {
            letters += 1;
        } else if letter.is_numeric() {
            digits += 1;
        } else if !letter.is_whitespace() {
            others += 1;
        }
    }
    let words = |line: &str| line.split_whitespace().take(5).count();
    let unspaced = |line: &str| line.chars().take(SAMPLE).filter(|&c| is_unspaced(c)).count();
    letters > others * 4
        && letters > digits * 2
        && text.lines().take(200).any(|line| words(line) >= 4 || unspaced(line) >= 12)
}

/// Whether a letter is of Chinese, Japanese, Thai, Lao, Burmese or Khmer.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}')
}

/// Whether the rows have the same number of fields, two or more. Prose has commas, too, but
/// hardly as many in each line, and a space behind them.
fn is_table(head: &Head) -> bool {
    /// No prose has so many commas in each line.
    const WIDE: usize = 8;
    let (regular, width) = usual_width(&head.rows);
    let is_wide = width >= WIDE;
    let fields = || head.rows.iter().filter_map(|row| row.get(1..)).flatten();
    let filled = fields().filter(|field| !field.is_empty());
    let spaced = filled.filter(|field| field.starts_with(' ')).count();
    let is_list = matches!(head.dialect.delimiter, b',' | b';');
    let is_spaced = is_list && !is_wide && spaced * 2 > fields().count();
    head.rows.len() > 1 && width >= 2 && regular * 10 >= head.rows.len() * 9 && !is_spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<&str>) {
        let guess = recognise(&Head::new("x", text));
        assert_eq!(guess.as_ref().map(|guess| guess.reason.as_str()), expect, "{text}");
    }

    #[test]
    fn prose_shows_in_its_own_encoding() {
        let bytes = |label: &str, text: &str| {
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
            encoding.encode(text).0.into_owned()
        };
        let talks = "両国の外相は水曜日にジュネーブで会談し、停戦について五時間話し合った。\n";
        let is_prose = |bytes: Vec<u8>| in_its_encoding("x", bytes).is_some();
        assert!(is_prose(bytes("shift_jis", &talks.repeat(4))));
        assert!(is_prose(bytes("iso-2022-jp", talks)));
        assert!(is_prose(bytes("euc-jp", &talks.repeat(4))));
        assert!(is_prose(bytes(
            "gbk",
            &"两国外长星期三在日内瓦举行会谈，讨论停火问题。\n".repeat(4)
        )));
        assert!(!is_prose(b"1,2\xFF,3\n".repeat(4)));
        assert!(!is_prose(talks.into()), "which is UTF-8 and was looked at");
    }

    #[test]
    fn prose_is_told_from_tables() {
        let prose = Some("it is prose: many words, few other signs");
        check("The two ministers met in Geneva on Friday.", prose);
        check("# Talks\n\nThe two ministers met, and left.\n", prose);
        check("\u{FEFF}\n\nПереговоры прошли в Женеве в пятницу.", prose);
        check("He came, saw, left and wrote.\nShe stayed, read, ate and slept.\n", prose);
        check("两国外长星期三在日内瓦举行会谈，讨论停火问题。", prose);
        check("東京", None);
        check("<!DOCTYPE html><html><body><p>They met.", Some("it is a page of HTML"));
        check("<timeline><event/></timeline>", None);
        check("date,actor,place\n2015,Russia,Doha\n2016,Iran,Vienna\n", None);
        check("date\tactor\tplace of it\n2015\tRussia\tDoha in Qatar\n", None);
        check("{\"title\": \"the two ministers met in Geneva\"}", None);
        check("hello", None);
        check("1 2 3 4 5 6 7 8 9", None);
        check("", None);
        check("Resolution 9999 (2015) was adopted by the Council on 18 December 2015.", prose);
        check("[Received February 14, 1918.]\n\nNorway declared war on Denmark.", prose);
        check("[\"the two ministers met in Geneva\"]", None);
        check("[true, false, null, true]", None);
        let page = Some("it is a page of HTML");
        check("<div class=\"story\"><p>They met.</p></div>", page);
        check("<head><title>x</title></head>\n<p>They met.</p>", page);
        check(&format!("<!-- {} -->\n<html><p>They met.</p>", "x ".repeat(900)), page);
        check(&format!("<style>{}</style><html><p>Hi", "p{color:red}".repeat(400)), page);
        let wiki = Some("it is the text of a wiki");
        check("{{Infobox}}\nThe '''war''' of [[Norway]].\n", wiki);
        let dated = Some("its lines begin with dates");
        check("03.03.2014: Talks.\n09.03.2014: War.\n", dated);
        check("# War\n\n- **2014-03-03** Attack.\n- 2014-03-09 Talks.\n", dated);
        let table = Some("it has a table of Markdown");
        check("| No. | Date |\n|----|:---:|\n| 1 | 2014-03-03 |\n", table);
        check("# War\n\nDate | What\n--- | ---\n2014-03-03 | Attack\n", table);
        check("date|what\n2014-03-03|Attack\n2014-03-09|Talks\n", None);
        check("2014-03-03,Attack\n2014-03-09,Talks\n", None);
        check("03.03.2014\n09.03.2014\n", None);
        check("# \\[A\\]\n\n- 2014-03-03: \\=1 \\[y\\] [1]\n    kind: other\n", dated);
        check("- XXXX: 05\\.14:! [1]\n    kind: other\n", dated);
        check("2014-03-03: \\=1 \\[y\\] [1]\n    kind: other\n", None);
    }
}
