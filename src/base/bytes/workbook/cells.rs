//! What the table of an ods becomes when it is read, told without reading it: its cells, and the
//! text in them. What reads it holds all of that, and waits for the end of a table that has none.

use std::io::{BufReader, Read};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

/// The most cells that an ods may have, those that stand for several counted by all: its sheets
/// are held before they are written.
const MOST_CELLS: u64 = 8 << 20;

/// The most bytes of text in them, counted in the same way.
const MOST_TEXT: u64 = 256 << 20;

/// Looks through the content of an ods; the error says why it is not read.
pub fn look_through(content: impl Read) -> Result<(), String> {
    let mut reader = Reader::from_reader(BufReader::new(content));
    let (mut cells, mut depth, mut piece) = (Cells::default(), 0_u64, Vec::new());
    loop {
        piece.clear();
        match reader.read_event_into(&mut piece).map_err(|error| error.to_string())? {
            Event::Start(tag) => {
                depth += 1;
                cells.begin(&tag, false);
            }
            Event::Empty(tag) => cells.begin(&tag, true),
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                cells.end(tag.name().0);
            }
            Event::Text(text) => cells.write(text.len() as u64),
            Event::CData(text) => cells.write(text.len() as u64),
            Event::Eof if depth > 0 => return Err("its table breaks off".to_owned()),
            Event::Eof => return Ok(()),
            _ => {}
        }
        if cells.all > MOST_CELLS {
            return Err(format!("it has more than {MOST_CELLS} cells"));
        }
        if cells.text > MOST_TEXT {
            return Err(format!("it has more than {} MB of text", MOST_TEXT >> 20));
        }
    }
}

/// The cells up to the last one in each row that is not empty, and their text.
#[derive(Debug, Default)]
struct Cells {
    all: u64,
    text: u64,
    /// How often the row that is open stands for itself, how far it goes, and its text.
    row: u64,
    column: u64,
    last: u64,
    row_text: u64,
    /// How often the cell that is open stands for itself; 0 where none is.
    cell: u64,
}

impl Cells {
    fn begin(&mut self, tag: &BytesStart<'_>, is_empty: bool) {
        match tag.name().0 {
            "table:table-row" => {
                self.end_row();
                self.row = number(tag, "table:number-rows-repeated");
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell = number(tag, "table:number-columns-repeated");
                self.column = self.column.saturating_add(self.cell);
                // What follows the last value is not kept, and what has no value ends itself.
                let mut is_value = !is_empty;
                for attribute in tag.attributes().flatten() {
                    is_value |= attribute.key.0.contains("value");
                    if attribute.key.0 == "office:string-value" {
                        self.write(attribute.value.len() as u64);
                    }
                }
                if is_value {
                    self.last = self.column;
                }
            }
            "text:s" => self.write(number(tag, "text:c")),
            _ => {}
        }
        if is_empty {
            self.end(tag.name().0);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "table:table-row" => self.end_row(),
            "table:table-cell" | "table:covered-table-cell" => self.cell = 0,
            _ => {}
        }
    }

    /// So many bytes stand in the cell that is open.
    fn write(&mut self, bytes: u64) {
        self.row_text = self.row_text.saturating_add(bytes.saturating_mul(self.cell));
        self.text = self.text.max(self.row_text);
    }

    fn end_row(&mut self) {
        self.all = self.all.saturating_add(self.last.saturating_mul(self.row));
        self.text = self.text.saturating_add(self.row_text.saturating_mul(self.row));
        (self.row, self.column, self.last, self.row_text, self.cell) = (0, 0, 0, 0, 0);
    }
}

/// The number in an attribute; 1 where there is none.
fn number(tag: &BytesStart<'_>, name: &str) -> u64 {
    let found = tag.attributes().flatten().find(|it| it.key.0 == name);
    let digits = found.map_or(Vec::new(), |it| it.value.bytes().collect());
    let digits = digits.into_iter().take_while(u8::is_ascii_digit);
    let number = digits.fold(0_u64, |number, digit| {
        number.saturating_mul(10).saturating_add(u64::from(digit - b'0'))
    });
    number.max(1)
}
