//! `demarche [FILE...]`: the explorer, in the terminal or as a script.

use std::{
    io::{self, IsTerminal as _, Write},
    path::Path,
    slice,
    sync::Arc,
};

use anyhow::{anyhow, bail};

use crate::{
    base::bytes::{self, Input, Limits},
    cli::{
        Outcome,
        args::Explore,
        keys, load,
        notes::{self, Writable},
        select::Asked,
        tell,
    },
    config,
    notebook::Notebook,
    tui::{
        app::{App, Start},
        run,
        saved::Saved,
        script::{self, Script},
        theme::{Glyphs, Theme},
    },
    world::{Notes, Request, World},
};

/// Opens the explorer, or runs a script of it.
pub(super) fn run(explore: &Explore, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let start = start(explore)?;
    if explore.script.is_none() && !io::stdout().is_terminal() {
        bail!("the explorer needs a terminal; to print events: demarche query EXPR");
    }
    let mut request = load::request_without_notes(&explore.selection.files)?;
    let Writable { notes, saved, mut keep, issues } =
        notes::open(&explore.selection.files, &request.inputs);
    request.notes = notes.clone();
    let start = Start { notes, saved, issues: [start.issues, issues].concat(), ..start };
    if let Some(path) = &explore.script {
        let size = script::parse_size(&explore.size).map_err(|message| anyhow!(message))?;
        let script = read_script(path)?.at_size(size);
        tell(&start.issues);
        let mut noted = request.notes.clone();
        let mut read = |notebook: Option<Arc<Notebook>>| {
            noted.notebook = notebook.unwrap_or_else(|| Arc::clone(&noted.notebook));
            let request = Request { notes: noted.clone(), ..request.clone() };
            load::watched(&request.inputs, |progress| request.load_blocking(progress))
        };
        script::run_on(&mut App::new(start), &mut read, keep.as_mut(), &script, out)?;
        return Ok(Outcome::Fine);
    }
    if std::env::var_os("TERM").is_some_and(|name| name == "dumb") {
        bail!("this terminal (TERM=dumb) can't be drawn on; to print events: demarche query EXPR");
    }
    let is_plain = explore.selection.files.files.is_empty();
    if is_plain && load::has_come() {
        bail!("standard input is not read without a word; to read it: demarche -");
    }
    let offers_tour = is_plain && config::is_first("tour-offered");
    run::run(App::new(Start { offers_tour, ..start }), World::open(request), keep)?;
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
        offers_tour: false,
        notes: Notes::default(),
        saved: Saved::Nowhere,
        issues: [found.issues, keymap_issues, theme_issues].concat(),
    })
}

/// Reads a script; a mistake in it is an error, so that no screen is missed unnoticed.
fn read_script(path: &Path) -> anyhow::Result<Script> {
    let input = Input::from_arg(path);
    let read = |progress: &_| bytes::read_all(&input, &Limits::default(), progress);
    let members = load::watched(slice::from_ref(&input), read)?;
    let text = members.into_iter().map(|member| member.bytes).collect::<Vec<_>>().concat();
    let name = input.to_string();
    let (script, issues) = Script::parse(&name, &bytes::decode(text, &name).0);
    tell(&issues);
    if issues.is_empty() { Ok(script) } else { bail!("the script has mistakes") }
}
