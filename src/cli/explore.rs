//! `demarche [FILE...]`: the explorer, in the terminal or as a script.

use std::{
    io::{self, IsTerminal as _, Write},
    path::Path,
};

use anyhow::{anyhow, bail};

use crate::{
    base::{
        bytes::{self, Input, Limits},
        progress::Progress,
    },
    cli::{Outcome, args::Explore, keys, load, select::Asked, tell},
    config,
    tui::{
        app::{App, Start},
        run,
        script::{self, Script},
        theme::{Glyphs, Theme},
    },
    world::World,
};

/// Opens the explorer, or runs a script of it.
pub(super) fn run(explore: &Explore, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let start = start(explore)?;
    let request = load::request(&explore.selection.files)?;
    if let Some(path) = &explore.script {
        let size = script::parse_size(&explore.size).map_err(|message| anyhow!(message))?;
        let script = read_script(path)?.at_size(size);
        tell(&start.issues);
        script::run(&mut App::new(start), &request, &script, out)?;
        return Ok(Outcome::Fine);
    }
    if !io::stdout().is_terminal() {
        bail!("the explorer needs a terminal; to print events: demarche query EXPR");
    }
    run::run(App::new(start), World::open(request))?;
    Ok(Outcome::Fine)
}

/// What the explorer begins with.
fn start(explore: &Explore) -> anyhow::Result<Start> {
    let files = &explore.selection.files;
    let query = Asked::of(&explore.selection).query()?;
    load::look_for(&files.files)?;
    let found = config::find(explore.layer());
    let (keymap, keymap_issues) = keys::of_user(found.keymap.as_ref());
    let (theme, theme_issues) = Theme::load(&found.config.theme, &found.themes);
    Ok(Start {
        keymap,
        theme,
        glyphs: if found.config.ascii { &Glyphs::ASCII } else { &Glyphs::UNICODE },
        mouse: found.config.mouse,
        query,
        at: explore.at.clone().unwrap_or_default(),
        view: explore.view,
        files: load::words(files),
        issues: [found.issues, keymap_issues, theme_issues].concat(),
    })
}

/// Reads a script; a mistake in it is an error, so that no screen is missed unnoticed.
fn read_script(path: &Path) -> anyhow::Result<Script> {
    let input = Input::from_arg(path);
    let members = bytes::read_all(&input, &Limits::default(), &Progress::default())?;
    let text = members.into_iter().map(|member| member.bytes).collect::<Vec<_>>().concat();
    let name = input.to_string();
    let (script, issues) = Script::parse(&name, &bytes::decode(text, &name).0);
    tell(&issues);
    if issues.is_empty() { Ok(script) } else { bail!("the script has mistakes") }
}
