use csv_core::{ReadRecordResult, ReaderBuilder};
use proptest::prelude::*;

use super::*;

#[track_caller]
fn check(delimiter: u8, quotes: Quotes, bytes: &[u8], expected: &[&[&str]]) {
    let mut splitter = Splitter::new(Dialect { delimiter, quotes });
    let (mut at, mut rows) = (0, Vec::new());
    while let Cut::Row { end, .. } = splitter.cut(&bytes[at..], true) {
        at += end;
        let (record, _) = splitter.record(1);
        rows.push(record.fields().map(str::to_owned).collect::<Vec<_>>());
    }
    assert_eq!(rows, expected);
}

#[test]
fn rows_are_cut_where_they_end() {
    let quoted = |text: &str, expected: &[&[&str]]| {
        check(b',', Quotes::Enclose, text.as_bytes(), expected);
    };
    quoted("", &[]);
    quoted("\n\r\n", &[]);
    quoted("a,b\nc", &[&["a", "b"], &["c"]]);
    quoted("a,\"b\n\"\"c\"\"\"\nd", &[&["a", "b\n\"c\""], &["d"]]);
    quoted("a,b\r\r\nc,\r\r\n", &[&["a", "b"], &["c", ""]]);
    quoted("a,\"b", &[&["a", "b"]]);
    quoted("a,5\" shell\nb", &[&["a", "5\" shell"], &["b"]]);
    let plain = |text: &str, expected: &[&[&str]]| {
        check(b'\t', Quotes::Nothing, text.as_bytes(), expected);
    };
    plain("a\t\"b\nc\"\t\r\n\n", &[&["a", "\"b"], &["c\"", ""]]);
    plain("\t\n", &[&["", ""]]);
}

/// The fields of the first row as another reader cuts it, and where that row ends.
fn cut_by_csv_core(delimiter: u8, row: &[u8]) -> (Vec<Vec<u8>>, usize) {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let (mut fields, mut ends) = ([0; 100], [0; 100]);
    let (mut read, mut written, mut count) = (0, 0, 0);
    loop {
        let (result, bytes, fields, found) =
            reader.read_record(&row[read..], &mut fields[written..], &mut ends[count..]);
        (read, written, count) = (read + bytes, written + fields, count + found);
        if result == ReadRecordResult::Record {
            break;
        }
    }
    let start = |index: usize| index.checked_sub(1).map_or(0, |before| ends[before]);
    ((0..count).map(|index| fields[start(index)..ends[index]].to_vec()).collect(), read)
}

proptest! {
    #[test]
    fn rows_are_cut_as_others_cut_them(
        text in "[a\\\\,;\"\t\n\r\u{1}é]{0,40}|([ab]{0,9},|\"[a,\n]{0,9}(\"\")?[a,]{0,9}\",){0,6}\n?",
        delimiter in prop::sample::select(&b",;\t"[..]),
    ) {
        let row = text.trim_start_matches(['\r', '\n']).as_bytes();
        prop_assume!(!row.is_empty());
        let (expected, read) = cut_by_csv_core(delimiter, row);
        let mut splitter = Splitter::new(Dialect { delimiter, quotes: Quotes::Enclose });
        let cut = splitter.cut(row, true);
        prop_assert_eq!(cut, Cut::Row { start: 0, end: read });
        let (record, _) = splitter.record(1);
        let fields: Vec<_> = record.fields().map(|field| field.as_bytes().to_vec()).collect();
        prop_assert_eq!(fields, expected);
        for length in 0..=row.len() {
            let early = splitter.cut(&row[..length], false);
            prop_assert!(early == Cut::Open || early == cut, "{} of {:?}", length, text);
        }
        let mut splitter = Splitter::new(Dialect { delimiter, quotes: Quotes::Nothing });
        splitter.cut(row, true);
        let line = text.trim_start_matches(['\r', '\n']).split('\n').next().unwrap_or("");
        let expected: Vec<_> = line.trim_end_matches('\r').split(char::from(delimiter)).collect();
        prop_assert_eq!(splitter.record(1).0.fields().collect::<Vec<_>>(), expected);
    }
}

#[test]
fn a_field_that_is_not_utf8_is_windows_1252() {
    let bytes = b"Z\xC3\xBCrich,communiqu\xE9,\"\x93x\x94\"\n";
    check(b',', Quotes::Enclose, bytes, &[&["Zürich", "communiqué", "“x”"]]);
    let bytes = b"Z\xC3\xBCrich\tcommuniqu\xE9\n";
    check(b'\t', Quotes::Nothing, bytes, &[&["Zürich", "communiqué"]]);
}
