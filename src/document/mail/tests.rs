//! Letters as they come, and what becomes of them.

use super::*;

/// Opens letters; expects of each its name, title, author and day, its text and its notes.
#[track_caller]
fn check(bytes: &[u8], expect: &[[&str; 6]]) {
    let found = open(bytes).unwrap();
    let told: Vec<[String; 6]> = found
        .into_iter()
        .map(|Packed { name, text, envelope }| {
            let day = envelope.published.as_ref().map(When::edtf).unwrap_or_default();
            [name, envelope.title, envelope.author, day, text, envelope.notes.join("; ")]
        })
        .collect();
    assert_eq!(told, expect, "{}", String::from_utf8_lossy(bytes));
}

const HEADER: &str = "From: Ana Sol <ana@example.org>\r\nTo: desk@example.org\r\n\
                      Subject: Talks\r\nDate: Wed, 12 May 2021 23:30:00 +0200\r\n";

/// The letter below the usual header, with these further fields.
fn letter(fields: &str, body: &str) -> Vec<u8> {
    format!("{HEADER}{fields}\r\n{body}").into_bytes()
}

/// Expects the text and the notes of a letter with the usual header.
#[track_caller]
fn says(fields: &str, body: &str, text: &str, notes: &str) {
    check(&letter(fields, body), &[["", "Talks", "Ana Sol", "2021-05-12", text, notes]]);
}

#[test]
fn the_text_is_decoded() {
    let met = "The envoys met – in Zürich.\n";
    says("", "They met.\r\nThey left.\r\n", "They met.\nThey left.\n", "");
    says("Content-Type: text/plain; charset=utf-8\r\n", met, met, "");
    says(
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n",
        "The envoys=\r\n met =E2=80=93 in Z=C3=BCrich.\r\n",
        met,
        "",
    );
    says(
        "Content-Type: text/plain; charset=\"utf-8\"\r\nContent-Transfer-Encoding: base64\r\n",
        "VGhlIGVudm95cyBtZXQg4oCTIGluIFrDvHJpY2guCg==\r\n",
        met,
        "",
    );
    // Nothing says it.
    let bytes = [&letter("", "")[..], b"They met in Z\xFCrich.\n"].concat();
    check(&bytes, &[["", "Talks", "Ana Sol", "2021-05-12", "They met in Zürich.\n", ""]]);
    says(
        "Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n",
        "They met in Z=FCrich.\r\n",
        "They met in Zürich.\n",
        "",
    );
    let letters: [(&str, &[u8], &str); 4] = [
        ("iso-8859-1", b"They met in Z\xFCrich.\n", "They met in Zürich.\n"),
        ("windows-1251", b"\xCF\xEE\xF1\xEB\xFB.\n", "Послы.\n"),
        ("koi8-r", b"\xF0\xCF\xD3\xCC\xD9.\n", "Послы.\n"),
        ("gb2312", b"\xCA\xB9\xBD\xDA.\n", "使节.\n"),
    ];
    for (charset, body, expect) in letters {
        let fields = format!("Content-Type: text/plain; charset={charset}\r\n");
        let bytes = [&letter(&fields, ""), body].concat();
        check(&bytes, &[["", "Talks", "Ana Sol", "2021-05-12", expect, ""]]);
    }
}

#[test]
fn the_header_says_who_when_and_what() {
    #[track_caller]
    fn says(header: &str, expect: [&str; 3]) {
        let [title, author, day] = expect;
        check(
            format!("{header}\n\nThey met.\n").as_bytes(),
            &[["", title, author, day, "They met.\n", ""]],
        );
    }
    says(
        "From: =?utf-8?q?Zo=C3=AB_Sol?= <z@example.org>\nSubject: =?utf-8?B?0JLRgdGC0YDQtdGH0LA=?=\n\
         Date: 1 Jan 2016 00:10 +0300",
        ["Встреча", "Zoë Sol", "2016-01-01"],
    );
    says(
        "From: desk@example.org\nSubject: A\n  long one\nDate: x",
        ["A long one", "desk@example.org", ""],
    );
    says(
        "From: \"Sol, Ana\" <a@x.org>, Bo <b@x.org>\nTo: c@x.org\nDate: 2 Aug 2021",
        ["", "Sol, Ana, Bo", "2021-08-02"],
    );
    says(
        "From: Paris\nTo: London\nSubject: Note 12\nDate: 3 March 1918",
        ["Note 12", "Paris", "1918-03-03"],
    );
    says("From: Bo\nTo: Ana\nDate: 1918-03-03", ["", "Bo", "1918-03-03"]);
}

/// Parts between boundaries.
fn parts(kind: &str, parts: &[&str]) -> (String, String) {
    let fields =
        format!("MIME-Version: 1.0\r\nContent-Type: multipart/{kind}; boundary=\"b{kind}\"\r\n");
    let between = format!("\r\n--b{kind}");
    let body = format!("--b{kind}\r\n{}{between}--\r\n", parts.join(&format!("{between}\r\n")));
    (fields, body)
}

const PLAIN: &str = "Content-Type: text/plain\r\n\r\nThe envoys met.";
const MARKUP: &str =
    "Content-Type: text/html; charset=utf-8\r\n\r\n<p>The <b>envoys</b> met.</p><p>They left.</p>";

#[test]
fn of_several_parts_the_plain_one_is_read() {
    let (fields, body) = parts("alternative", &[PLAIN, MARKUP]);
    says(&fields, &body, "The envoys met.\n", "");
    let (fields, body) = parts("alternative", &[MARKUP]);
    says(&fields, &body, "The envoys met.\n\nThey left.\n", "");
    let long = format!("{MARKUP}<p>{}</p>", "And more was said. ".repeat(9));
    let (fields, body) =
        parts("alternative", &["Content-Type: text/plain\r\n\r\nSee HTML.", &long]);
    let text =
        format!("The envoys met.\n\nThey left.\n\n{}\n", ["And more was said."; 9].join(" "));
    says(&fields, &body, &text, "");
    let (inner, inside) = parts("alternative", &[PLAIN, MARKUP]);
    let inside = format!("{inner}\r\n{inside}");
    let map = "Content-Type: image/png; name=\"map.png\"\r\nContent-Transfer-Encoding: base64\r\n\
        Content-Disposition: attachment; filename=\"map.png\"\r\n\r\niVBORw0KGgo=";
    let paper = "Content-Type: application/pdf\r\nContent-Disposition: attachment; \
        filename=\"a\r\n b.pdf\"\r\n\r\n%PDF";
    let (fields, body) = parts("mixed", &[&inside, map, paper]);
    says(&fields, &body, "The envoys met.\n", "attached, and not opened: map.png, a b.pdf");
}

#[test]
fn letters_in_letters_are_documents_of_their_own() {
    let inner = "Content-Type: message/rfc822\r\n\r\nFrom: Bo Lee <bo@example.org>\r\n\
        Subject: Report: A/B\r\nDate: Tue, 11 May 2021 09:00:00 +0000\r\n\r\nThe army attacked.\r\n";
    let (fields, body) = parts("mixed", &[PLAIN, inner]);
    check(
        &letter(&fields, &body),
        &[
            ["", "Talks", "Ana Sol", "2021-05-12", "The envoys met.\n", ""],
            [
                "2021-05-11 Report: A/B",
                "Report: A/B",
                "Bo Lee",
                "2021-05-11",
                "The army attacked.\n",
                "",
            ],
        ],
    );
}

#[test]
fn what_is_quoted_is_left_out() {
    let note = "left out: 2 lines that the letter quotes of another one (\"On Tue, May 11, 2021 at \
        9:00 AM Bo Lee <bo@example.org> wrote\")";
    let answer = "They met.\n\nOn Tue, May 11, 2021 at 9:00 AM Bo Lee <bo@example.org>\nwrote:\n\n\
        > The army attacked.\n>\n> More soon.\n";
    says("", answer, "They met.\n", note);
    says("", &answer.replace("\n> ", "\n").replace("\n>\n", "\n\n"), "They met.\n", note);
    let between = "Bo Lee wrote:\n> The army attacked.\n\nIt did.\n> Where?\n\nIn the north.\n";
    says(
        "",
        between,
        "It did.\n\n[…]\n\nIn the north.\n",
        "left out: 2 lines that the letter quotes of another one (\"Bo Lee wrote\")",
    );
    let outlook = "They met.\n\n-----Original Message-----\nFrom: Bo Lee [mailto:bo@example.org]\n\
        Sent: Tuesday, May 11, 2021 9:00 AM\nTo: Ana Sol\nSubject: Talks\n\nThe army attacked.\n";
    says("", outlook, "They met.\n", "left out: 6 lines that the letter quotes of another one");
    let bare = outlook.replace("-----Original Message-----\n", "");
    says("", &bare, "They met.\n", "left out: 5 lines that the letter quotes of another one");
    let rule = outlook.replace("-----Original Message-----", &"_".repeat(32));
    says("", &rule, "They met.\n", "left out: 6 lines that the letter quotes of another one");
    // Nothing of this is a quotation.
    for own in [
        "On 5 May 2021, the minister wrote:\n\nWe agreed.\n",
        "On questions, ask desk@example.org before 10:30:\n\nWe agreed.\n",
        "The agenda:\n\nFrom: Geneva, they went home.\n",
        "He gave three reasons:\n\n1. War\n",
    ] {
        says("", own, own, "");
    }
}

#[test]
fn quotations_in_markup_are_left_out() {
    let markup = "<div>They met.</div><div class=\"gmail_quote\"><div class=\"gmail_attr\">On Tue, \
        11 May 2021 at 09:00, Bo Lee &lt;<a href=\"mailto:b@x.org\">b@x.org</a>&gt; wrote:<br></div>\
        <blockquote class=\"gmail_quote\"><p>The army attacked.</p><p>More &gt; soon.</p>\
        </blockquote></div>";
    says(
        "Content-Type: text/html\r\n",
        markup,
        "They met.\n",
        "left out: 2 lines that the letter quotes of another one (\"On Tue, 11 May 2021 at 09:00, \
         Bo Lee <b@x.org> wrote\")",
    );
    let cited = "<p>They met.</p><blockquote type=\"cite\"><p>Attack.</p><blockquote type=\"cite\">\
        <p>Where?</p></blockquote></blockquote><p>And left.</p>";
    says(
        "Content-Type: text/html\r\n",
        cited,
        "They met.\n\n[…]\n\nAnd left.\n",
        "left out: 2 lines that the letter quotes of another one",
    );
    let outlook = "<div><p>They met.</p></div><div id=\"divRplyFwdMsg\"><hr><b>From:</b> Bo Lee \
        &lt;bo@x.org&gt;<br><b>Sent:</b> Tuesday, 11 May 2021 09:00<br><b>To:</b> Ana Sol<br>\
        <b>Subject:</b> RE: Talks<div><br></div></div><div>The army attacked.</div>";
    let note = "left out: 5 lines that the letter quotes of another one";
    says("Content-Type: text/html\r\n", outlook, "They met.\n", note);
    let own = "<p>The report says:</p><blockquote><p>The army attacked.</p></blockquote>";
    says("Content-Type: text/html\r\n", own, "The report says:\n\nThe army attacked.\n", "");
}

#[test]
fn what_is_passed_on_is_a_document_of_its_own() {
    let inner = "From: Bo Lee <bo@example.org>\nDate: Tue, May 11, 2021 at 9:00 AM\n\
        Subject: Report\nTo: Ana Sol <ana@example.org>\n\n\nThe army attacked.\n\n- Bo\n";
    let expect =
        ["2021-05-11 Report", "Report", "Bo Lee", "2021-05-11", "The army attacked.\n\n- Bo\n", ""];
    let own = ["", "Talks", "Ana Sol", "2021-05-12", "See below.\n", ""];
    for mark in ["---------- Forwarded message ---------", "Begin forwarded message:\n"] {
        check(&letter("", &format!("See below.\n\n{mark}\n{inner}")), &[own, expect]);
    }
    let marked = format!("> {}", inner.trim_end().replace('\n', "\n> "));
    check(
        &letter("", &format!("See below.\n\nBegin forwarded message:\n\n{marked}")),
        &[own, expect],
    );
    // Some programs say it only in the subject.
    let outlook = inner.replace("Date: ", "Sent: ");
    let fields = String::from_utf8(letter("", &format!("See below.\n\n{outlook}"))).unwrap();
    check(
        fields.replace("Subject: Talks", "Subject: FW: Report").as_bytes(),
        &[["", "FW: Report", own[2], own[3], own[4], ""], expect],
    );
    // A telegram that somebody copied is no letter that is answered.
    let telegram = "See below.\n\nFrom: Paris\nTo: London\nDate: 3 March 1918\n\nWe agreed.\n";
    check(
        &letter("", telegram),
        &[own, ["1918-03-03", "", "Paris", "1918-03-03", "We agreed.\n", ""]],
    );
    let alone = ["", expect[1], expect[2], expect[3], expect[4], ""];
    check(&letter("", &format!("\n---------- Forwarded message ----------\n{inner}")), &[alone]);
}

#[test]
fn a_mailbox_is_its_letters() {
    let line = "From ana@example.org Wed May 12 18:00:00 2021\r\n";
    let one = format!("{line}{HEADER}\r\nThey met.\r\n>From there they left.\r\n\r\n");
    let two = format!(
        "{line}From: Bo\r\nSubject: Other\r\nDate: Thu, 13 May 2021 08:00 +0000\r\n\r\nx\r\n"
    );
    check(
        format!("{one}{two}").as_bytes(),
        &[
            [
                "2021-05-12 Talks",
                "Talks",
                "Ana Sol",
                "2021-05-12",
                "They met.\nFrom there they left.\n",
                "",
            ],
            ["2021-05-13 Other", "Other", "Bo", "2021-05-13", "x\n", ""],
        ],
    );
}

#[test]
fn a_letter_that_is_broken_does_no_harm() {
    let (fields, body) = parts("mixed", &[PLAIN, MARKUP]);
    let whole = letter(&fields, &body);
    for end in 0..whole.len() {
        drop(open(&whole[..end]));
    }
    let part =
        |number| format!("Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n");
    let deep: Vec<String> = (0..5_000).map(part).collect();
    drop(open(&letter("", &deep.concat())));
    drop(open(&letter("", &format!("Content-Type: message/rfc822\n\n{HEADER}").repeat(5_000))));
    drop(open(&letter("", &"> x\ny\n".repeat(200_000))));
    drop(open(&letter("", &"On a\n".repeat(200_000))));
    drop(open(&letter(
        "",
        &"---------- Forwarded message ---------\nFrom: a\nDate: b\n\n".repeat(9_000),
    )));
    drop(open(&[&letter("", "")[..], &b"From \xFF\n\n".repeat(100_000)].concat()));
}
