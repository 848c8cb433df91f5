//! Where a data set has its rows from: the names of newspapers, agencies and sites, which many rows
//! have in common.

use std::borrow::Cow;

use crate::ingest::record::meant;

/// The longest name of a source, in bytes: what is longer is a sentence.
const LONGEST: usize = 80;

/// The names in a list with `;` between them.
pub fn listed(words: &str) -> impl Iterator<Item = &str> {
    let names = words.split(';').map(|name| meant(name.trim().trim_matches('"')));
    names.filter(|name| name.bytes().any(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii()))
}

/// The site of a web address, without `www.`; what is no address is the name of a source itself
/// ("BBC Monitoring").
pub fn site(address: &str) -> &str {
    let Some(start) = address.find("://") else { return address };
    let mut host = &address[start + 3..];
    if let Some(end) = host.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#')) {
        host = &host[..end];
    }
    // What stands before and behind is rarely there.
    if host.bytes().any(|byte| matches!(byte, b'@' | b':')) {
        host = host.rsplit_once('@').map_or(host, |(_, host)| host);
        host = host.split_once(':').map_or(host, |(host, _)| host);
    }
    match host.get(..4) {
        Some(www) if www.eq_ignore_ascii_case("www.") => &host[4..],
        _ => host,
    }
}

/// The sites of addresses with `;` between them, as such a list.
pub fn sites(addresses: &str) -> Cow<'_, str> {
    if addresses.contains(';') {
        join(addresses.split(';').map(|address| site(address.trim())))
    } else {
        site(addresses).into()
    }
}

/// The publishers of reports that are cited one after the other, each before its date or headline,
/// as UCDP does in rows of which `source_office` is empty: `"AFP,2016-07-23,Three killed";"EFE,…"`,
/// `Reuters 2006-04-13 "Three killed`. Of reports that nothing tells apart it is the first.
pub fn before_headlines(citations: &str) -> Cow<'_, str> {
    if citations.starts_with('"') && citations.contains("\";\"") {
        return join(citations.split("\";\"").map(before_headline));
    }
    before_headline(citations).into()
}

/// The name before the date or the headline of one report.
fn before_headline(citation: &str) -> &str {
    let citation = citation.trim().trim_matches('"');
    let (mut name, rest) = citation.split_once(',').unwrap_or((citation, ""));
    if !rest.trim_start().starts_with(|next: char| next.is_ascii_digit()) {
        let is_end = |(at, byte): (usize, &[u8])| {
            (byte[0] == b' ' && (byte[1].is_ascii_digit() || byte[1] == b'"')).then_some(at)
        };
        let end = name.as_bytes().windows(2).enumerate().find_map(is_end);
        name = end.map_or(name, |end| &name[..end]);
    }
    short(name)
}

/// The publishers of cited reports, each between the headline in quotation marks and the date, as
/// GTD has them: `Jo Roe, "Three Killed in Cafe," Reuters, May 3, 2004.`
pub fn behind_headlines<'a>(citations: impl Iterator<Item = &'a str>) -> Cow<'a, str> {
    join(citations.map(behind_headline))
}

fn behind_headline(citation: &str) -> &str {
    let Some(end) = citation.rfind(['"', '\u{201D}']) else { return "" };
    let rest = citation[end..].trim_start_matches(['"', '\u{201D}', ',', '.', ' ']);
    let end = rest.find([',', ';', '(']).unwrap_or(rest.len());
    short(rest[..end].trim_end_matches('.'))
}

fn short(name: &str) -> &str {
    let name = name.trim();
    if name.len() <= LONGEST { name } else { "" }
}

fn join<'a>(names: impl Iterator<Item = &'a str>) -> Cow<'a, str> {
    let names: Vec<_> = names.filter(|name| !name.is_empty()).collect();
    match names.as_slice() {
        [] => "".into(),
        [name] => (*name).into(),
        names => names.join(";").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_of_an_address() {
        for (address, site) in [
            ("https://www.example.org/a/talks-in-doha?x=1", "example.org"),
            ("http://news.example.co.uk:8080", "news.example.co.uk"),
            ("HTTPS://WWW.EXAMPLE.COM#top", "EXAMPLE.COM"),
            ("https://me@example.com/", "example.com"),
            ("BBC Monitoring", "BBC Monitoring"),
            ("", ""),
        ] {
            assert_eq!(super::site(address), site);
        }
        assert_eq!(sites("http://a.org/1; http://www.b.org/2"), "a.org;b.org");
    }

    #[test]
    fn lists_of_names() {
        let names = |words| listed(words).collect::<Vec<_>>();
        assert_eq!(names("Reuters; AFP ;;NA; -;Kurier"), ["Reuters", "AFP", "Kurier"]);
        assert_eq!(names("Звязда"), ["Звязда"]);
        assert!(names("").is_empty());
    }

    #[test]
    fn publishers_stand_before_date_or_headline_or_behind_it() {
        for (citation, name) in [
            ("Agence X,1991-02-03,Two killed", "Agence X"),
            ("Canal 21,2016-07-23,Five killed", "Canal 21"),
            ("Stratus, Memo: a day in May, 2012-04-18", "Stratus"),
            ("EXE 24/9 2007", "EXE"),
            ("Post 2006-04-13 \"Town hit, grenade", "Post"),
            ("Post \"Town hit", "Post"),
            ("\"A,2016-07-23,One; two\";\"B ,2016-08-28,Three\"", "A;B"),
            ("\"A,2016-07-23,One; two\"", "A"),
            ("", ""),
        ] {
            assert_eq!(before_headlines(citation), name, "{citation}");
        }
        let long = "word ".repeat(30);
        assert_eq!(before_headlines(&long), "");
        for (citation, name) in [
            ("\"Bomb in Cafe,\" Wire News, May 3, 2004.", "Wire News"),
            ("Jo Roe, \"A Day,\" The Post (London), May 3, 2004.", "The Post"),
            ("Jo Roe, \u{201C}A \"Day\",\u{201D} Press, 1999", "Press"),
            ("Jo Roe, A Day, Press, 1999", ""),
            ("", ""),
        ] {
            assert_eq!(behind_headlines([citation, ""].into_iter()), name, "{citation}");
        }
        let two = ["\"A,\" X, May 3.", "", "\"B,\" Y, May 4."];
        assert_eq!(behind_headlines(two.into_iter()), "X;Y");
    }
}
