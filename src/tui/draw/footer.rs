//! The last two lines: the keys that work here; where one is, what was said last, and the mode.

use ratatui::buffer::Buffer;

use crate::{
    base::text,
    tui::{
        action::{Action, Context},
        app::App,
        draw::pen,
        layout::Class,
        theme::Role,
    },
};

/// Draws both lines.
pub fn draw(app: &App, screen: &mut Buffer) {
    let layout = app.layout();
    let theme = &app.theme;
    let context = app.context();
    let mut hints = pen(app, screen, layout.hints, 0);
    hints.skip(1);
    // What leads to all the others is never crowded out.
    if let Some(keys) = app.keymap.keys_of(context, Action::Help).next() {
        hints.right(" all keys ", theme[Role::Hint]).right(&keys.to_string(), theme[Role::Key]);
        hints.right("   ", theme[Role::Hint]);
    }
    for &(actions, words) in hints_of(context) {
        let keys: Vec<String> = actions
            .iter()
            .filter_map(|&action| app.keymap.keys_of(context, action).next())
            .map(ToString::to_string)
            .collect();
        if keys.is_empty() || !app.offers(actions[0]) {
            continue;
        }
        let keys = keys.join(" ");
        if text::width(&keys) + text::width(words) + 1 > usize::from(hints.left()) {
            break;
        }
        hints.put(&keys, theme[Role::Key]).put(" ", theme[Role::Hint]);
        hints.put(words, theme[Role::Hint]).skip(3);
    }

    let mut status = pen(app, screen, layout.status, 0);
    status.skip(1);
    status.right(" ", theme[Role::Text]).right(app.mode(), theme[Role::Mode]);
    status.right("  ", theme[Role::Text]);
    if layout.class == Class::Compact {
        status.put(&app.position(), theme[Role::Muted]).skip(2);
    }
    if let Some(message) = app.message() {
        status.put(&message.words, theme[message.role]);
    }
}

/// The keys worth naming in a place, most useful first, each with a word or two.
fn hints_of(context: Context) -> &'static [(&'static [Action], &'static str)] {
    use Action as A;
    match context {
        Context::Prompt => &[
            (&[A::Accept], "do it"),
            (&[A::Complete], "complete"),
            (&[A::Next, A::Previous], "choose"),
            (&[A::Cancel], "back"),
        ],
        Context::Popup => &[
            (&[A::Next, A::Previous], "move"),
            (&[A::Open], "choose"),
            (&[A::ToggleItem], "on/off"),
            (&[A::RemoveItem], "drop"),
            (&[A::Close], "close"),
        ],
        Context::Actors => &[
            (&[A::OnlyActor], "only"),
            (&[A::AddActor], "add"),
            (&[A::Exclude], "exclude"),
            (&[A::Open], "its events"),
            (&[A::GoToActor], "find"),
            (&[A::SortActors], "sort"),
            (&[A::Fold, A::Unfold], "fold"),
            (&[A::Undo], "undo"),
            (&[A::NextPane], "pane"),
        ],
        Context::Statements => &[
            (&[A::Open], "the words in the source"),
            (&[A::AllStatements], "all or this event"),
            (&[A::OnlyActor], "speaker only"),
            (&[A::CopyCitation], "copy with citation"),
            (&[A::NextPane], "pane"),
        ],
        Context::Detail => &[
            (&[A::Open], "open"),
            (&[A::NextMatch, A::PreviousMatch], "next evidence"),
            (&[A::Address], "address"),
            (&[A::CopyCitation], "copy"),
            (&[A::Close], "back"),
        ],
        Context::Overview => &[
            (&[A::PreviousPeriod, A::NextPeriod], "period"),
            (&[A::ZoomIn, A::ZoomOut], "zoom"),
            (&[A::Scope], "filter by this period"),
            (&[A::NextPane], "pane"),
        ],
        _ => &[
            (&[A::NextDay, A::PreviousDay], "day"),
            (&[A::Open], "source"),
            (&[A::Filter], "filter"),
            (&[A::OnlyActor], "actor"),
            (&[A::GoToDate], "date"),
            (&[A::Search], "search"),
            (&[A::NextPane], "pane"),
            (&[A::Undo], "undo"),
            (&[A::Palette], "actions"),
            (&[A::Quit], "quit"),
        ],
    }
}
