use std::io::Write as _;

use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;

/// An archive of these files.
fn archive(files: &[(&str, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook with one sheet of these rows; style 1 is a date.
fn xlsx(rows: &str) -> Vec<u8> {
    let types = "<Types><Override PartName='/xl/workbook.xml'/></Types>";
    let main = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' \
                xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'";
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
    archive(&[
        ("[Content_Types].xml", types.to_owned()),
        (
            "_rels/.rels",
            "<Relationships><Relationship Id='rId1' Target='xl/workbook.xml' \
             Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/\
             officeDocument'/></Relationships>"
                .to_owned(),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook {main}><sheets>\
                 <sheet name='Data' sheetId='1' r:id='rId1'/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships><Relationship Id='rId1' Type='{kind}' \
                 Target='worksheets/sheet1.xml'/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet {main}><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/>\
                 <xf numFmtId='22'/></cellXfs></styleSheet>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                "<worksheet {main}><dimension ref='A1:XFD1048576'/><sheetData>{rows}\
                 </sheetData></worksheet>"
            ),
        ),
    ])
}

/// A workbook whose table has these rows.
fn ods(rows: &str) -> Vec<u8> {
    let names = ["office", "table", "text"]
        .map(|name| format!("xmlns:{name}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'"));
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
        ("META-INF/manifest.xml", "<manifest:manifest/>".to_owned()),
        (
            "content.xml",
            format!(
                "<office:document-content {}><office:body><office:spreadsheet>\
                 <table:table table:name=\"Data\">{rows}</table:table></office:spreadsheet>\
                 </office:body></office:document-content>",
                names.join(" ")
            ),
        ),
    ])
}

fn read(bytes: &[u8], limits: &Limits) -> Result<String, String> {
    let kind = Kind::of(bytes).expect("it is a workbook");
    let sheets = sheets(bytes, kind, "book", limits, &Progress::default());
    let mut sheets = sheets.map_err(|error| error.to_string())?;
    assert_eq!((sheets.len(), sheets[0].name.as_str()), (1, "book/Data"));
    Ok(String::from_utf8(sheets.remove(0).bytes.into_owned()).unwrap())
}

#[track_caller]
fn check(bytes: &[u8], expect: &str) {
    assert_eq!(read(bytes, &Limits::default()).as_deref(), Ok(expect));
}

#[test]
fn cells_are_what_people_see() {
    let text =
        |at: &str, text: &str| format!("<c r='{at}' t='inlineStr'><is><t>{text}</t></is></c>");
    let rows = [
        format!("<row r='3'>{}{}</row>", text("A3", "date"), text("C3", "a, &quot;b&quot;")),
        "<row r='4'><c r='A4' s='1'><v>45383</v></c><c r='B4'><v>197302000001</v></c>\
         <c r='C4'><v>0.5</v></c><c r='D4' t='b'><v>1</v></c></row>"
            .to_owned(),
        "<row r='5'><c r='A5' s='2'><v>45383.75</v></c><c r='B5' t='e'><v>#N/A</v></c></row>"
            .to_owned(),
    ];
    check(
        &xlsx(&rows.concat()),
        "date,,\"a, \"\"b\"\"\",\n\
         2024-04-01,197302000001,0.5,TRUE\n\
         2024-04-01T18:00:00,,,\n",
    );
    check(
        &ods("<table:table-row><table:table-cell office:value-type=\"string\">\
             <text:p>date</text:p></table:table-cell><table:table-cell \
             office:value-type=\"string\"><text:p>n</text:p></table:table-cell></table:table-row>\
             <table:table-row table:number-rows-repeated=\"2\"><table:table-cell \
             office:value-type=\"date\" office:date-value=\"2024-04-01\"/><table:table-cell \
             office:value-type=\"float\" office:value=\"3\"/><table:table-cell \
             table:number-columns-repeated=\"16382\"/></table:table-row>\
             <table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell \
             table:number-columns-repeated=\"16384\"/></table:table-row>"),
        "date,n\n2024-04-01,3\n2024-04-01,3\n",
    );
}

#[test]
fn rows_that_only_look_like_something_are_no_rows() {
    let mut rows = "<row r='1'><c r='A1'><v>1</v></c></row>".to_owned();
    for number in 2..30_000 {
        let _ = write!(rows, "<row r='{number}' s='1'><c r='A{number}' s='1'/></row>");
    }
    check(&xlsx(&rows), "1\n");
    // One cell at the end of all does not bring the others into being.
    check(&xlsx("<row r='1048576'><c r='B1048576'><v>1</v></c></row>"), ",1\n");
}

#[test]
fn a_bomb_ends_in_an_error() {
    let limits = Limits { member: 1 << 20, ..Limits::default() };
    let long = format!("<row r='1'><!--{}--></row>", " ".repeat(2 << 20));
    let error = read(&xlsx(&long), &limits).unwrap_err();
    assert_eq!(error, "book is larger than 1 MiB");
    let error = read(&xlsx(&long), &Limits::default()).unwrap_err();
    assert!(error.starts_with("book is compressed more than 200 to 1"), "{error}");
    // Much that is written from little.
    let cell = "<table:table-cell office:value-type=\"float\" office:value=\"1\" \
                table:number-columns-repeated=\"16384\"/>";
    let row = format!("<table:table-row>{cell}</table:table-row>");
    let error = read(&ods(&row.repeat(2100)), &Limits::default()).unwrap_err();
    assert_eq!(error, "can't read the workbook book: it has more than 8388608 cells");
    let row = row.replace("-row>", "-row table:number-rows-repeated=\"1048576\">");
    let row = row
        .replace("</table:table-row table:number-rows-repeated=\"1048576\">", "</table:table-row>");
    assert!(read(&ods(&row), &Limits::default()).is_err());
    let far = "<table:table-row><table:table-cell table:number-columns-repeated=\"16000\"/>\
               <table:table-cell office:value-type=\"float\" office:value=\"1\"/></table:table-row>";
    assert!(read(&ods(&far.repeat(2200)), &Limits::default()).is_err());
    for cell in [
        format!("table:number-columns-repeated=\"16384\"><text:p>{}</text:p>", "x".repeat(20_000)),
        "office:value-type=\"string\"><text:p><text:s text:c=\"99999999999\"/></text:p>".to_owned(),
    ] {
        let row = format!(
            "<table:table-row><table:table-cell {cell}</table:table-cell></table:table-row>"
        );
        let error = read(&ods(&row), &Limits::default()).unwrap_err();
        assert_eq!(error, "can't read the workbook book: it has more than 256 MB of text");
    }
}

/// For the end of which would be waited without end.
#[test]
fn a_table_that_breaks_off_is_an_error() {
    for row in [
        "<table:table-row><table:table-cell>",
        "<table:table-row><table:table-cell office:value-type=\"string\"><office:annotation>",
        "</table:table-row>",
    ] {
        assert!(read(&ods(row), &Limits::default()).is_err(), "{row}");
    }
}

#[test]
fn what_is_no_workbook_is_none() {
    assert_eq!(Kind::of(b"PK\x03\x04"), None);
    assert_eq!(Kind::of(&archive(&[("a.csv", "a,b".to_owned())])), None);
    let broken = archive(&[("xl/workbook.xml", "<workbook".to_owned())]);
    let error = read(&broken, &Limits::default()).unwrap_err();
    assert!(error.starts_with("can't read the workbook book: "), "{error}");
}
