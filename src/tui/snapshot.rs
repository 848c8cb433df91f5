//! A drawn screen as text, as text with its styles, and as an SVG picture.

use std::fmt::Write as _;

use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};

use crate::base::text;

/// The characters of the screen, a line each, without trailing spaces.
#[must_use]
pub fn text(screen: &Buffer) -> String {
    let mut out = String::new();
    for row in rows(screen) {
        let line: String = row.iter().map(|cell| cell.symbol()).collect();
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// The characters, then for each line the stretches that have a style of their own:
///
/// ```text
///  0 |1-8 bold cyan|12-20 dim|
/// ```
#[must_use]
pub fn styled(screen: &Buffer) -> String {
    let mut out = text(screen);
    for (y, row) in rows(screen).enumerate() {
        let runs: Vec<_> = runs(&row).filter(|run| !run.style.is_empty()).collect();
        if !runs.is_empty() {
            let _ = write!(out, "{y:>2} |");
            for run in runs {
                let _ = write!(out, "{}-{} {}|", run.start, run.end - 1, run.style);
            }
            out.push('\n');
        }
    }
    out
}

/// A stretch of cells of one line with the same style.
struct Run {
    start: usize,
    end: usize,
    style: String,
}

/// The cells of each line; what a wide character covers is left out.
fn rows(screen: &Buffer) -> impl Iterator<Item = Vec<&Cell>> {
    let width = usize::from(screen.area.width).max(1);
    screen.content.chunks(width).map(|cells| {
        let mut row = Vec::with_capacity(cells.len());
        let mut covered = 0;
        for cell in cells {
            if covered == 0 {
                row.push(cell);
                covered = text::width(cell.symbol()).max(1);
            }
            covered -= 1;
        }
        row
    })
}

fn runs(row: &[&Cell]) -> impl Iterator<Item = Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut column = 0;
    for cell in row {
        let (start, style) = (column, describe(cell));
        column += text::width(cell.symbol()).max(1);
        match runs.last_mut() {
            Some(run) if run.style == style => run.end = column,
            _ => runs.push(Run { start, end: column, style }),
        }
    }
    runs.into_iter()
}

/// `bold red on blue`, of what differs from the terminal's own style.
fn describe(cell: &Cell) -> String {
    let mut words: Vec<String> =
        cell.modifier.iter_names().map(|(name, _)| name.to_lowercase().replace('_', "-")).collect();
    if cell.fg != Color::Reset {
        words.push(cell.fg.to_string().to_lowercase());
    }
    if cell.bg != Color::Reset {
        words.push(format!("on {}", cell.bg.to_string().to_lowercase()));
    }
    words.join(" ")
}

/// The width of a cell and the height of a line in the picture, in its own units.
const CELL: (usize, usize) = (8, 17);

/// The screen as an SVG picture with a dark ground, its text still text.
#[must_use]
pub fn svg(screen: &Buffer) -> String {
    let (width, height) = (usize::from(screen.area.width), usize::from(screen.area.height));
    let (pixels_x, pixels_y) = (width * CELL.0 + 16, height * CELL.1 + 16);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {pixels_x} {pixels_y}\" \
         font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"13\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"#14161b\"/>\n"
    );
    for (y, row) in rows(screen).enumerate() {
        let mut column = 0;
        let mut stretches: Vec<(usize, String, &Cell)> = Vec::new();
        for cell in row {
            match stretches.last_mut() {
                Some((_, words, first)) if same_look(first, cell) => words.push_str(cell.symbol()),
                _ => stretches.push((column, cell.symbol().to_owned(), cell)),
            }
            column += text::width(cell.symbol()).max(1);
        }
        for (start, words, cell) in stretches {
            stretch(&mut out, (start, y), &words, cell);
        }
    }
    out.push_str("</svg>\n");
    out
}

fn same_look(a: &Cell, b: &Cell) -> bool {
    (a.fg, a.bg, a.modifier) == (b.fg, b.bg, b.modifier)
}

fn stretch(out: &mut String, (column, line): (usize, usize), words: &str, cell: &Cell) {
    let (mut fg, mut bg) = (hex(cell.fg, "#d5d9e0"), hex(cell.bg, "#14161b"));
    if cell.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut fg, &mut bg);
    }
    let (x, y) = (column * CELL.0 + 8, line * CELL.1 + 8);
    let cells = text::width(words);
    if bg != "#14161b" {
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" fill=\"{bg}\"/>",
            cells * CELL.0,
            CELL.1
        );
    }
    if words.trim().is_empty() {
        return;
    }
    let mut look = format!("fill=\"{fg}\"");
    for (modifier, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::DIM, " opacity=\"0.65\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::CROSSED_OUT, " text-decoration=\"line-through\""),
    ] {
        if cell.modifier.contains(modifier) {
            look.push_str(attribute);
        }
    }
    let _ = writeln!(
        out,
        "<text x=\"{x}\" y=\"{}\" textLength=\"{}\" xml:space=\"preserve\" {look}>{}</text>",
        y + 13,
        cells * CELL.0,
        text::escape_html(words)
    );
}

/// A terminal colour as a usual dark palette shows it.
fn hex(colour: Color, default: &str) -> String {
    let named = match colour {
        Color::Reset => default,
        Color::Black => "#2a2e37",
        Color::Red => "#d4686f",
        Color::Green => "#8fbf7f",
        Color::Yellow => "#d9b36c",
        Color::Blue => "#6fa3d8",
        Color::Magenta => "#b98ac9",
        Color::Cyan => "#6cbcc4",
        Color::Gray => "#b4bac5",
        Color::DarkGray => "#767d8a",
        Color::LightRed => "#e88a90",
        Color::LightGreen => "#abd69d",
        Color::LightYellow => "#ecd08f",
        Color::LightBlue => "#93bfeb",
        Color::LightMagenta => "#d3abe0",
        Color::LightCyan => "#92d6dc",
        Color::White => "#eef1f5",
        Color::Rgb(r, g, b) => return format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Indexed(index) => return indexed(index),
    };
    named.to_owned()
}

/// The 256 colours: the 16 of the terminal, a cube of 6×6×6, and greys.
fn indexed(index: u8) -> String {
    const NAMED: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    match index {
        0..16 => hex(NAMED[usize::from(index)], ""),
        16..232 => {
            let cube = index - 16;
            let level = |step: u8| if step == 0 { 0 } else { 55 + step * 40 };
            let [r, g, b] = [cube / 36, cube / 6 % 6, cube % 6].map(level);
            format!("#{r:02x}{g:02x}{b:02x}")
        }
        232.. => {
            let grey = 8 + (index - 232) * 10;
            format!("#{grey:02x}{grey:02x}{grey:02x}")
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::{layout::Rect, style::Stylize};

    use super::*;

    fn screen() -> Buffer {
        let mut screen = Buffer::empty(Rect::new(0, 0, 12, 2));
        screen.set_line(0, 0, &"日本 talks".bold().red().into(), 12);
        screen.set_line(0, 1, &"a < b".into(), 12);
        screen
    }

    #[test]
    fn text_and_styles_are_told() {
        assert_eq!(text(&screen()), "日本 talks\na < b\n");
        assert_eq!(styled(&screen()), "日本 talks\na < b\n 0 |0-9 bold red|\n");
    }

    #[test]
    fn a_picture_keeps_its_text() {
        let picture = svg(&screen());
        assert!(picture.contains(">日本 talks</text>"), "{picture}");
        assert!(picture.contains("a &lt; b"), "{picture}");
        assert!(picture.contains("font-weight=\"bold\""), "{picture}");
    }
}
