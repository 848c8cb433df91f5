//! The words of a text that is marked up as the wikis of `MediaWiki` are.

/// Whether a text is wikitext: it has links in double brackets, and templates or bold words.
///
/// ```
/// # use demarche::base::wikitext::is_wikitext;
/// assert!(is_wikitext("{{Infobox war}}\nThe '''lake war''' of [[Norway]].\n\n== 2014 ==\n"));
/// assert!(!is_wikitext("{\"title\": \"the [[lake]] war\"}"));
/// ```
#[must_use]
pub fn is_wikitext(text: &str) -> bool {
    let has_links = text.contains("[[") && text.contains("]]");
    let has_templates = text.contains("{{") && text.contains("}}");
    let has_headings = text.lines().any(|line| heading(line).is_some());
    let marks = [has_templates, has_headings, text.contains("'''")];
    has_links && marks.iter().filter(|it| **it).count() >= 2
}

/// The text without templates, tables, notes and pictures; links are their words, headings and items
/// have the marks of Markdown. O(bytes).
#[must_use]
pub fn plain(text: &str) -> String {
    let text = without(&text.replace("\r\n", "\n"));
    let mut plain = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.trim_end();
        let marks = line.bytes().take_while(|byte| b"*#:;".contains(byte)).count();
        let words = line[marks..].trim();
        if let Some((level, heading)) = heading(line) {
            plain.push_str(&"#".repeat(level));
            plain.push(' ');
            plain.push_str(heading);
        } else if marks > 0 && line[..marks].contains(['*', '#']) {
            plain.push_str(&"  ".repeat(marks - 1));
            plain.push_str("- ");
            plain.push_str(words);
        } else if !(words.starts_with("__") && words.ends_with("__")) {
            plain.push_str(words);
        }
        plain.push('\n');
    }
    plain
}

/// The level and the words of a heading: `== 2014 ==`.
fn heading(line: &str) -> Option<(usize, &str)> {
    let line = line.trim();
    let level = line.bytes().take_while(|&byte| byte == b'=').count();
    let inner =
        line.get(level..)?.strip_suffix(&line[..level]).filter(|_| (2..=6).contains(&level))?;
    Some((level, inner.trim())).filter(|(_, words)| !words.is_empty())
}

/// What encloses what is left out.
const ENCLOSED: &[(&str, &str)] = &[("{{", "}}"), ("{|", "|}"), ("<!--", "-->")];

/// The text without what is enclosed, with the words of its links.
fn without(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    // What encloses the place, the innermost last.
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some(close) = open.last().filter(|close| rest.starts_with(**close)) {
            rest = &rest[close.len()..];
            open.pop();
        } else if let Some((begin, end)) =
            ENCLOSED.iter().find(|(begin, _)| rest.starts_with(begin))
        {
            rest = &rest[begin.len()..];
            open.push(end);
        } else if !open.is_empty() {
            // A paragraph that begins anew closes what somebody left open.
            if rest.starts_with("\n== ") {
                open.clear();
            } else {
                rest = &rest[first.len_utf8()..];
            }
        } else {
            rest = &rest[one(rest, &mut plain).max(1)..];
        }
    }
    plain
}

/// Writes what stands at the beginning of a text outside of templates; how many bytes that takes.
fn one(rest: &str, plain: &mut String) -> usize {
    /// No link or tag has more bytes.
    const LONGEST: usize = 4096;
    let near = || (0..=rest.len().min(LONGEST)).rev().find(|&at| rest.is_char_boundary(at));
    let near = || &rest[..near().unwrap_or(0)];
    if rest.starts_with("[[")
        && let Some((inner, length)) = link(near())
    {
        let is_shown =
            !inner.starts_with(':') && !inner.split('|').next().is_some_and(|it| it.contains(':'));
        if is_shown {
            plain.push_str(inner.rsplit('|').next().unwrap_or(inner));
        }
        return length;
    }
    if rest.starts_with("[http")
        && let Some(end) = near().find(']')
    {
        plain.push_str(rest[1..end].split_once(' ').map_or("", |(_, words)| words));
        return end + 1;
    }
    if rest.starts_with('<')
        && let Some(end) = near().find('>')
        && rest[1..].starts_with(|next: char| next.is_ascii_alphabetic() || next == '/')
    {
        let is_note = rest[1..].starts_with("ref") && !rest[..end].ends_with('/');
        let close = if is_note { near().find("</ref>") } else { None };
        return close.map_or(end + 1, |close| close + "</ref>".len());
    }
    if rest.starts_with("''") {
        return rest.bytes().take_while(|&byte| byte == b'\'').count();
    }
    let Some(first) = rest.chars().next() else { return 0 };
    plain.push(first);
    first.len_utf8()
}

/// The inside of a link that a text begins with, and how many bytes it takes; links may stand in it.
fn link(text: &str) -> Option<(&str, usize)> {
    let (mut depth, mut at) = (0_usize, 0);
    while at + 1 < text.len() {
        match &text.as_bytes()[at..at + 2] {
            b"[[" => (depth, at) = (depth + 1, at + 2),
            b"]]" => {
                (depth, at) = (depth - 1, at + 2);
                if depth == 0 {
                    return Some((&text[2..at - 2], at));
                }
            }
            _ => at += 1,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_words_remain() {
        #[track_caller]
        fn check(text: &str, expect: &str) {
            assert_eq!(plain(text).trim_end(), expect, "{text}");
        }
        check("The '''lake war''' of ''[[Norway]]''.", "The lake war of Norway.");
        check(
            "[[Kingdom of Denmark|Denmark]] left[[File:a.jpg|thumb|The [[lake]]]].",
            "Denmark left.",
        );
        check("{{Infobox|a={{b|c}}}}War.{{cn}} Peace.", "War. Peace.");
        check(
            "War.<ref name=\"a\">Sol, 3 March 2014</ref> Peace.<ref name=\"a\" />",
            "War. Peace.",
        );
        check("War.<!-- [[x]] --> See [https://example.org the paper].", "War. See the paper.");
        check(
            "== 2014 ==\n* 3 March: War.\n** In Bern.\n# Truce.\n",
            "## 2014\n- 3 March: War.\n  - In Bern.\n- Truce.",
        );
        check("{| class=x\n| a\n|}\nWar.[[Category:Wars]]", "\nWar.");
        check("{{open\n== 2014 ==\nWar.", "\n## 2014\nWar.");
        check("a < b [[c", "a < b [[c");
        check("__NOTOC__\nWar.", "\nWar.");
    }

    proptest! {
        #[test]
        fn any_text_ends(text in "([{}\\[\\]|<>=*#'\n aé]|<ref>|</ref>|<!--|-->){0,40}") {
            let _ = is_wikitext(&text);
            prop_assert!(plain(&text).len() <= 2 * text.len() + 4);
        }
    }
}
