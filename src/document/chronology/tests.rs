use crate::document;

/// The entries of a text: their dates and words, a line each; prose with a `-` for a date.
#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let article = document::open("notes.txt", text.to_owned());
    let told = article.sections.iter().map(|section| {
        let words =
            section.words.iter().flat_map(|words| article.text[words.clone()].split_whitespace());
        let words: Vec<&str> = words.collect();
        let when = match (&section.entry, &section.period) {
            (Some(entry), _) if entry.when.is_undated() => "?".to_owned(),
            (Some(entry), _) => entry.when.edtf(),
            (None, Some(period)) => format!("-{}", period.edtf()),
            (None, None) => "-".to_owned(),
        };
        format!("{when} {}", words.join(" "))
    });
    assert_eq!(told.collect::<Vec<_>>(), expect, "{text}");
}

#[test]
fn lines_that_begin_with_dates_are_entries() {
    check(
        "A chronology of the Harbour Talks\n\nMay 12, 2021: Northia joins.\nJune 12, 2021: Southia joins.\n",
        &["2021-05-12 Northia joins.", "2021-06-12 Southia joins."],
    );
    check(
        "03.04.2014: Talks in Bern.\n09.04.2014: Talks in Basel.\n12.05.2014: War.\n",
        &["2014-04-03 Talks in Bern.", "2014-04-09 Talks in Basel.", "2014-05-12 War."],
    );
    // One proof is enough for all.
    check(
        "4/3/2014: Talks in Bern.\n4/29/2014: Talks in Basel.\n5/12/2014: War.\n",
        &["2014-04-03 Talks in Bern.", "2014-04-29 Talks in Basel.", "2014-05-12 War."],
    );
    check(
        "# Harbour war\n\n- **2014-03-03** Northia attacks.\n- 2014-03-09: Talks.\n",
        &["2014-03-03 Northia attacks.", "2014-03-09 Talks."],
    );
    check(
        "# Harbour war\n\n1. 3 March 2014: Northia attacks.\n2. 9 March 2014: Talks.\n",
        &["2014-03-03 Northia attacks.", "2014-03-09 Talks."],
    );
    check(
        "# Harbour war\n\n| Date | What |\n|---|---|\n| 3 March 2014 | Attack |\n| May 2014 | Talks |\n",
        &["- Date | What", "2014-03-03 Attack", "2014-05 Talks"],
    );
    check(
        "Harbour war\n\n1994 – War.\n\nIt is long.\n\n1996–1998 – Talks.\n",
        &["1994 War. It is long.", "1996/1998 Talks."],
    );
}

#[test]
fn what_stands_behind_a_date_is_an_entry_whatever_it_looks_like() {
    check(
        "May 12, 2021: Northia joins.\nJune 12, 2021: <!-- no end\nJuly 12, 2021: War.\n",
        &["2021-05-12 Northia joins.", "2021-06-12 <!-- no end", "2021-07-12 War."],
    );
    check(
        "May 12, 2021: Northia joins.\nJune 12, 2021: <!-- all of it -->\nJuly 12, 2021: > War.\n",
        &["2021-05-12 Northia joins.", "2021-06-12 <!-- all of it -->", "2021-07-12 > War."],
    );
    // A comment ends in the line of its end, and one without an end is none.
    check(
        "May 12, 2021: Northia joins.\n<!-- a note --> left out\nJune 12, 2021: War.\nJuly 12, 2021: Peace.\n<!-- more\n",
        &["2021-05-12 Northia joins.", "2021-06-12 War.", "2021-07-12 Peace. <!-- more"],
    );
}

#[test]
fn a_column_of_a_table_dates_its_rows() {
    check(
        "| No. | Date | What |\n|---|---|---|\n| 1 | 3 March 2014 | Attack |\n| 2 | May 2014 | Talks |\n",
        &["- No. | Date | What", "2014-03-03 Attack", "2014-05 Talks"],
    );
    check(
        "| What | Source | When |\n|---|---|---|\n| Attack | AFP, 2014-03-04 | 2014-03-03 |\n\
         | Talks | Bern, Basel | 2014-03-09 |\n",
        &["- What | Source | When", "2014-03-03 Attack", "2014-03-09 Talks"],
    );
    // The header says which of two columns it is.
    check(
        "| Printed | Date | What |\n|---|---|---|\n| 2014-03-04 | 2014-03-03 | Attack |\n\
         | 2014-03-10 | 2014-03-09 | Talks |\n",
        &["- Printed | Date | What", "2014-03-03 Attack", "2014-03-09 Talks"],
    );
    // What other columns say is told, or left out and said.
    let article = document::open(
        "a.md",
        "| Date | Ort | City | Who | What |\n|---|---|---|---|---|\n\
         | 3 May 2014 | Süd | Bern | A. Sol, B. Lee | They met. #talks [2] |\n| 4 May 2014 | | | | They left. |\n"
            .to_owned(),
    );
    let entry = article.sections[1].entry.as_ref().unwrap();
    let actors: Vec<_> = entry.written.actors.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!((entry.written.place.as_str(), actors), ("Bern", vec!["A. Sol", "B. Lee"]));
    assert_eq!(
        (entry.written.tags.as_slice(), &entry.written.sources[..]),
        (&["talks".to_owned()][..], &["2".to_owned()][..])
    );
    assert_eq!(&article.text[article.sections[1].words[0].clone()], "They met.");
    assert_eq!(article.notes, ["left out of tables: the columns 'Ort'"]);
    // What leaves its date out has that above, a row that is nothing but a date is a heading, and
    // no row is lost.
    check(
        "| Date | What |\n|---|---|\n| 2014 | |\n| 3 March | Attack |\n| | Protest |\n\
         | unknown | Talks |\n| 9 May | Truce \\| peace |\n",
        &[
            "- Date | What",
            "2014-03-03 Attack",
            "2014-03-03 Protest",
            "? unknown Talks",
            "2014-05-09 Truce \\| peace",
        ],
    );
    check(
        "| What | Place | Date |\n|---|---|---|\n| Attack | Bern | 3 May 2014 |\n| Talks | Bern | one day |\n\
         | | Basel | 5 May 2014 |\n",
        &["- What | Place | Date", "2014-05-03 Attack", "? Talks one day", "2014-05-05 Basel"],
    );
    // A table without dates is none.
    check(
        "| Party | Seats |\n|---|---|\n| A | 12 |\n| B | 9 |\n",
        &["- | Party | Seats | |---|---| | A | 12 | | B | 9 |"],
    );
}

#[test]
fn two_lines_are_a_chronology_if_nothing_else_is_there() {
    check("2014-03-03 Attack.\n2014-03-09 Talks.\n", &["2014-03-03 Attack.", "2014-03-09 Talks."]);
    // Which of two numbers is the day is told by what follows what.
    check("4/3/2014: Talks.\n3/5/2014: War.\n", &["2014-03-04 Talks.", "2014-05-03 War."]);
    check("4/5/2014: Talks.\n5/3/2014: War.\n", &["2014-04-05 Talks.", "2014-05-03 War."]);
    check(
        "12/3/2014: War.\n11/5/2014: Talks.\n10/4/2014: Talks.\n",
        &["2014-12-03 War.", "2014-11-05 Talks.", "2014-10-04 Talks."],
    );
}

#[test]
fn a_day_in_the_title_holds_for_times() {
    check(
        "The hijacking, 14 June 1985\n\n07:10 - Gunmen seize it.\n09:30 - It lands.\n",
        &["1985-06-14T07:10 Gunmen seize it.", "1985-06-14T09:30 It lands."],
    );
}

#[test]
fn dates_that_fall_within_a_year_stay_in_it() {
    check(
        "Talks, latest first\n\n20 December 2004: Peace.\n3 December: Talks.\n28 November: War.\n\
         2 January: Attack.\n",
        &["2004-12-20 Peace.", "2004-12-03 Talks.", "2004-11-28 War.", "2004-01-02 Attack."],
    );
    check(
        "Talks\n\n30 December 2010: War.\n2 January: Talks.\n",
        &["2010-12-30 War.", "2011-01-02 Talks."],
    );
}

#[test]
fn a_sentence_below_a_year_may_say_its_date() {
    check(
        "# War\n\n## 1991\n\n* In May, talks began.\n* On 3 June, they ended.\n* In 1990, it was calm.\n",
        &[
            "1991-05 In May, talks began.",
            "1991-06-03 On 3 June, they ended.",
            "1991 In 1990, it was calm.",
        ],
    );
}

#[test]
fn headings_date_what_stands_below() {
    check(
        "# Timeline\n\n## 2021\n\n### 3 March\n\n- Northia attacks. Southia protests.\n- Talks.\n\n\
         ### 9 March\n\n- Truce.\n\n## 2022\n\n### 4 April\n\nPeace.\n",
        &[
            "2021-03-03 Northia attacks. Southia protests.",
            "2021-03-03 Talks.",
            "2021-03-09 Truce.",
            "2022-04-04 Peace.",
        ],
    );
    check(
        "## 2021\n### 3 March\n- Northia attacks.\n### 9 March\n- Truce.\n",
        &["2021-03-03 Northia attacks.", "2021-03-09 Truce."],
    );
    check(
        "Harbour talks\n\nMarch 2021\n\n3: Northia attacks.\n9: Truce.\n\nApril 2021\n\n4: Peace.\n",
        &["2021-03-03 Northia attacks.", "2021-03-09 Truce.", "2021-04-04 Peace."],
    );
    check(
        "Harbour talks\n\n3 March 2021\nNorthia attacks.\nIt wins.\n\n9 March 2021\nTruce.\n",
        &["2021-03-03 Northia attacks. It wins.", "2021-03-09 Truce."],
    );
    check(
        "# Talks\n\n## 3 March 2021: The attack\n\nNorthia attacks.\n\n## 9 March 2021: The truce\n",
        &["2021-03-03 The attack Northia attacks.", "2021-03-09 The truce"],
    );
    // Prose below a year dates its acts itself.
    check(
        "# Talks\n\n## 2021\n\nOn 3 March, Northia attacked.\n\n## 2022\n\n- 4 April: Truce.\n- 5 May: Peace.\n",
        &["-2021 On 3 March, Northia attacked.", "2022-04-04 Truce.", "2022-05-05 Peace."],
    );
    // What introduces other entries is prose.
    check(
        "# Talks\n\nA list of what happened.\n\n## 2021\n\nThe war began.\n\n### 3 March\n\nAttack.\n\
         \n### 9 March\n\nTruce.\n",
        &[
            "- A list of what happened.",
            "-2021 The war began.",
            "2021-03-03 Attack.",
            "2021-03-09 Truce.",
        ],
    );
    check(
        "# Talks\n\n- 3 March 2021: Attack.\n  - In the north.\n- 9 March 2021: Truce.\n\n## Sources\n\n- 1 May 2022: A paper.\n",
        &["2021-03-03 Attack. - In the north.", "2021-03-09 Truce."],
    );
    check(
        "# Talks\n\n## 2021\n\n- 3 March\n  - Attack.\n  - Protest.\n- 9 March: Truce.\n  - In Bern.\n",
        &["2021-03-03 Attack.", "2021-03-03 Protest.", "2021-03-09 Truce. - In Bern."],
    );
    // Times of a day.
    check(
        "# 3 March 2021\n\n- 14:30: Attack.\n- 6 p.m.: Truce.\n",
        &["2021-03-03T14:30 Attack.", "2021-03-03T18:00 Truce."],
    );
}

#[test]
fn a_year_is_inherited() {
    check(
        "Timeline of the 2021 harbour war\n\nFeb 25: Attack.\nOct 3: Talks.\nDec 30: Truce.\nJan 2: Peace.\n",
        &["2021-02-25 Attack.", "2021-10-03 Talks.", "2021-12-30 Truce.", "2022-01-02 Peace."],
    );
    check(
        "Harbour war\n\n30 Dec 2021: Truce.\n2 Jan: Peace.\n3 Nov: Trade.\n",
        &["2021-12-30 Truce.", "2022-01-02 Peace.", "2022-11-03 Trade."],
    );
    check(
        "Harbour war\n\n3 Nov 2022: Trade.\n2 Jan 2022: Peace.\n30 Dec: Truce.\n",
        &["2022-11-03 Trade.", "2022-01-02 Peace.", "2021-12-30 Truce."],
    );
    // Nothing tells it.
    check(
        "Harbour war\n\n30 Dec: Truce.\n2 Jan: Peace.\n",
        &["? 30 Dec: Truce.", "? 2 Jan: Peace."],
    );
}

#[test]
fn an_article_is_no_chronology() {
    #[track_caller]
    fn check_prose(text: &str) {
        check(text, &[&format!("- {}", text.split_whitespace().collect::<Vec<_>>().join(" "))]);
    }
    check_prose(
        "Ministers meet\n\nWednesday, March 26, 2008\n\nMinisters met in Bern on Monday.\n",
    );
    check_prose("Ministers meet\n\nMay says that she will leave.\n\n1945 was a bad year.\n");
    check_prose("On 3 March 2021 Northia attacked.\n\nOn 9 March 2021 both agreed.\n");
    check_prose("# Talks\n\nBERN, 3 March 2021 (AFP) - Ministers met.\n\nThey left.\n");
    check_prose("12 May 2021 Northia joins.\n");
    check_prose(
        "Ministers meet\n\nWednesday, March 26, 2008\n\nThey met in Bern.\n\n— John Roe, minister\n",
    );
    check_prose("Live: talks\n\n3 March 2021\n\n14:30 Ministers met.\n\n18:00 They left.\n");
    check_prose(
        "Council of the ports\n\n9. The council met.\n\n10. On Monday it left.\n\n11. It agreed.\n",
    );
    check_prose("");
}
