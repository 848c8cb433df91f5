//! `demarche --print-config`: the settings as they are now, as a file to start one's own from.

use std::io::Write;

use crate::{
    cli::{Outcome, args::Explore, tell},
    config::{self, Config},
};

/// Prints the documented default file with the values that hold now.
pub(super) fn run(explore: &Explore, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let found = config::find(explore.layer());
    tell(&found.issues);
    out.write_all(fill(config::DEFAULT, &found.config).as_bytes())?;
    Ok(Outcome::Fine)
}

/// A configuration file with these values in place of its own.
fn fill(file: &str, config: &Config) -> String {
    let Config { theme, ascii, mouse } = config;
    let theme = toml::Value::from(theme.as_str());
    let lines = file.lines().map(|line| match line.split_once(" = ").map(|(key, _)| key) {
        Some("theme") => format!("theme = {theme}\n"),
        Some("ascii") => format!("ascii = {ascii}\n"),
        Some("mouse") => format!("mouse = {mouse}\n"),
        _ => format!("{line}\n"),
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_file_says_what_holds() {
        assert_eq!(fill(config::DEFAULT, &Config::default()), config::DEFAULT);
        let chosen = Config { theme: "my \"own\"".into(), ascii: true, mouse: true };
        let (layer, issues) = config::Layer::of_file("", &fill(config::DEFAULT, &chosen));
        assert_eq!((Config::layered(&[layer]), issues), (chosen, vec![]));
    }
}
