//! Text made harmless in the languages that exports are written in.

use std::borrow::Cow;

/// A cell of a CSV file that no spreadsheet takes for a formula.
///
/// A leading apostrophe guards cells that begin with `=`, `+`, `-`, `@` (in full width too), a
/// tab or a line end, as OWASP's "CSV Injection" advises. Plain numbers such as `-7.0` are no
/// formulas and stay as they are.
///
/// ```
/// # use demarche::base::text::csv_guard;
/// assert_eq!(csv_guard("=HYPERLINK(…)"), "'=HYPERLINK(…)");
/// assert_eq!(csv_guard("-7.0"), "-7.0");
/// ```
#[must_use]
pub fn csv_guard(cell: &str) -> Cow<'_, str> {
    let starts_formula = cell.starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}',
    ]);
    if starts_formula && !is_number(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

fn is_number(cell: &str) -> bool {
    cell.ends_with(|c: char| c.is_ascii_digit()) && cell.parse::<f64>().is_ok()
}

/// Text that Markdown shows as it is: what would be emphasis, code, a link, a heading, a list, a
/// table or HTML is escaped.
///
/// ```
/// # use demarche::base::text::escape_markdown;
/// assert_eq!(escape_markdown("*not* [clinging](x)"), r"\*not\* \[clinging\](x)");
/// ```
#[must_use]
pub fn escape_markdown(text: &str) -> Cow<'_, str> {
    let inline = |c: char| "\\`*_[]<>&|~#$".contains(c);
    let block = |c: char| "-+=.)".contains(c);
    if !text.contains(|c| inline(c) || block(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for line in text.split_inclusive('\n') {
        // Lists and underlined headings begin with their sign, numbered lists with digits and
        // the sign after them.
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let digits = line[indent..].bytes().take_while(u8::is_ascii_digit).count();
        let list_sign = |c| if digits > 0 { ".)".contains(c) } else { "-+=".contains(c) };
        for (at, c) in line.char_indices() {
            if inline(c) || at == indent + digits && list_sign(c) {
                out.push('\\');
            }
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Text for HTML, XML and SVG, in elements and in quoted attributes.
///
/// ```
/// # use demarche::base::text::escape_html;
/// assert_eq!(escape_html("<b>\"A&B\""), "&lt;b&gt;&quot;A&amp;B&quot;");
/// ```
#[must_use]
pub fn escape_html(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn guards(cell: &str, expected: &str) {
        assert_eq!(csv_guard(cell), expected);
    }

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        guards("", "");
        guards("Moscow", "Moscow");
        guards("=1+1", "'=1+1");
        guards("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0");
        guards("-2+3", "'-2+3");
        guards("@SUM(A1)", "'@SUM(A1)");
        guards("\t=1", "'\t=1");
        guards("\r=1", "'\r=1");
        guards("＝1", "'＝1");
        guards("-7.0", "-7.0");
        guards("+1.5e3", "+1.5e3");
        guards("-inf", "'-inf");
        guards("-", "'-");
    }

    #[track_caller]
    fn marks(text: &str, expected: &str) {
        assert_eq!(escape_markdown(text), expected);
    }

    #[test]
    fn markdown_shows_the_text_itself() {
        marks("Moscow", "Moscow");
        marks("U.S.-led (IS)", "U.S.-led (IS)");
        marks("a_b*c`d", r"a\_b\*c\`d");
        marks("<script>&amp;", r"\<script\>\&amp;");
        marks("a|b", r"a\|b");
        marks("- item\n  + item\n1. item\n12) x", "\\- item\n  \\+ item\n1\\. item\n12\\) x");
        marks("# head\n===\n> quote", "\\# head\n\\===\n\\> quote");
        marks("![x](y)", r"!\[x\](y)");
        marks(r"back\slash ~~x~~ $x$", r"back\\slash \~\~x\~\~ \$x\$");
    }

    #[test]
    fn html_keeps_text_out_of_markup() {
        assert_eq!(escape_html("plain"), "plain");
        assert_eq!(escape_html("'><img onerror=x>&"), "&#39;&gt;&lt;img onerror=x&gt;&amp;");
    }
}
