//! A style as it is written in a theme: `bold accent on black`.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};

/// The named colours of a theme.
pub type Palette = BTreeMap<String, Color>;

/// The colours that a terminal names, in the order of their numbers.
const COLOURS: [(&str, Color); 17] = [
    ("default", Color::Reset),
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

const MODIFIERS: [(&str, Modifier); 7] = [
    ("plain", Modifier::empty()),
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underline", Modifier::UNDERLINED),
    ("reverse", Modifier::REVERSED),
    ("strike", Modifier::CROSSED_OUT),
];

/// The colour of a word: named by the terminal, a number of its 256, or `#rrggbb`.
pub fn parse_colour(word: &str) -> Option<Color> {
    let named = COLOURS.iter().find(|(name, _)| *name == word).map(|&(_, colour)| colour);
    let number = || word.parse().ok().map(Color::Indexed);
    let exact = || word.starts_with('#').then(|| word.parse().ok()).flatten();
    named.or_else(number).or_else(exact)
}

/// The style that some words name, or the first word that names none.
///
/// A style with a ground of its own hides what is beneath it, so that a dim or coloured word stays
/// readable under it.
pub fn parse<'a>(words: &'a str, palette: &Palette) -> Result<Style, &'a str> {
    let mut style = Style::new();
    let mut on = false;
    for word in words.split_whitespace() {
        let colour = palette.get(word).copied().or_else(|| parse_colour(word));
        match (colour, MODIFIERS.iter().find(|(name, _)| *name == word)) {
            (Some(colour), _) if on => style = style.bg(colour),
            (Some(colour), _) => style = style.fg(colour),
            (None, Some(&(_, modifier))) if !on => style = style.add_modifier(modifier),
            (None, None) if word == "on" && !on => {
                on = true;
                continue;
            }
            _ => return Err(word),
        }
        on = false;
    }
    if on {
        return Err("on");
    }
    let ground = style.bg.is_some() || style.add_modifier.contains(Modifier::REVERSED);
    Ok(if ground { Style::reset().patch(style) } else { style })
}

/// The words that a style can be made of, without numbers.
pub fn words(palette: &Palette) -> impl Iterator<Item = &str> {
    let colours = COLOURS.iter().map(|(name, _)| *name);
    let modifiers = MODIFIERS.iter().map(|(name, _)| *name);
    palette.keys().map(String::as_str).chain(colours).chain(modifiers).chain(["on"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_words() {
        #[track_caller]
        fn check(words: &str, expect: Result<Style, &str>) {
            let palette = Palette::from([("accent".to_owned(), Color::Rgb(1, 2, 255))]);
            assert_eq!(parse(words, &palette), expect);
        }
        let reset = Style::reset();
        check("", Ok(Style::new()));
        check("plain", Ok(Style::new()));
        check("bold", Ok(Style::new().add_modifier(Modifier::BOLD)));
        check("bright-blue", Ok(Style::new().fg(Color::LightBlue)));
        check("white", Ok(Style::new().fg(Color::Gray)));
        check("default", Ok(Style::new().fg(Color::Reset)));
        check("accent", Ok(Style::new().fg(Color::Rgb(1, 2, 255))));
        check("208", Ok(Style::new().fg(Color::Indexed(208))));
        check("#0102ff", Ok(Style::new().fg(Color::Rgb(1, 2, 255))));
        check("on accent", Ok(reset.bg(Color::Rgb(1, 2, 255))));
        check("bold red on black", Ok(reset.fg(Color::Red).bg(Color::Black).patch(Modifier::BOLD)));
        check("reverse red", Ok(reset.fg(Color::Red).patch(Modifier::REVERSED)));
        check("rde", Err("rde"));
        check("red on", Err("on"));
        check("on bold", Err("bold"));
        check("on on red", Err("on"));
        check("256", Err("256"));
        check("#12", Err("#12"));
        check("LightBlue", Err("LightBlue"));
    }
}
