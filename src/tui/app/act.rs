//! What each action does: one line an action, the verbs are in the files beside.

use crate::{
    model::ActorId,
    tui::{
        action::Action,
        app::{App, Overlay},
        effect::Effect,
        layout::Pane,
        screen::{popup, prompt},
    },
    view::{Unit, overview::Zoom},
};

impl App {
    /// Does what was asked for. While something lies over the panes, what moves and closes is
    /// its.
    pub(super) fn act(&mut self, action: Action) {
        let done = match self.overlays.last() {
            Some(Overlay::Prompt(_)) => self.act_in_prompt(action),
            Some(Overlay::Popup(_)) => self.act_in_popup(action),
            None => false,
        };
        if done {
            return;
        }
        match action {
            Action::Next => self.step(1),
            Action::Previous => self.step(-1),
            Action::PageDown => self.step(self.page()),
            Action::PageUp => self.step(-self.page()),
            Action::HalfPageDown => self.step((self.page() / 2).max(1)),
            Action::HalfPageUp => self.step(-(self.page() / 2).max(1)),
            Action::First => self.step(isize::MIN),
            Action::Last => self.step(isize::MAX),
            Action::Open => self.open(),
            Action::Close => self.close(),
            Action::Fold => self.fold(),
            Action::Unfold => self.unfold(),
            Action::GoToActor => self.ask(prompt::Kind::FindActor, ""),
            Action::GoToSource => self.go_to_source(),
            Action::NextOfActor => self.wants_actor(Action::NextOfActor),
            Action::PreviousOfActor => self.wants_actor(Action::PreviousOfActor),
            Action::NextLostAnchor => self.next_lost_anchor(),

            Action::NextDay => self.step_heading(1),
            Action::PreviousDay => self.step_heading(-1),
            Action::NextPeriod => self.step_period(1),
            Action::PreviousPeriod => self.step_period(-1),
            Action::GoToDate => self.ask(prompt::Kind::GoTo, ""),
            Action::Centre => self.centre(),
            Action::ZoomIn => self.zoom(Unit::shorter),
            Action::ZoomOut => self.zoom(Unit::longer),
            Action::ZoomAll => self.zoom_to(Zoom::Fit),
            Action::ZoomDay => self.zoom_to(Zoom::To(Unit::Day)),
            Action::ZoomWeek => self.zoom_to(Zoom::To(Unit::Week)),
            Action::ZoomMonth => self.zoom_to(Zoom::To(Unit::Month)),
            Action::ZoomYear => self.zoom_to(Zoom::To(Unit::Year)),
            Action::ZoomDecade => self.zoom_to(Zoom::To(Unit::Decade)),
            Action::ZoomCentury => self.zoom_to(Zoom::To(Unit::Century)),

            Action::Filter => self.ask_filter(),
            Action::Chips => self.show(popup::What::Chips),
            Action::ToggleFilters => self.change(super::super::screen::look::Look::toggle_all),
            Action::DropFilter => self.drop_last_filter(),
            Action::OnlyActor => self.wants_actor(Action::OnlyActor),
            Action::AddActor => self.wants_actor(Action::AddActor),
            Action::Exclude => self.wants_actor(Action::Exclude),
            Action::Scope => self.scope(),
            Action::Undated => self.list_undated(),
            Action::Hidden => self.list_hidden(),
            Action::Candidates => self.toggle_candidates(),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),

            Action::Search => self.ask(prompt::Kind::Search, ""),
            Action::NextMatch => self.next_match(1),
            Action::PreviousMatch => self.next_match(-1),

            Action::NextPane => self.turn_pane(1),
            Action::PreviousPane => self.turn_pane(-1),
            Action::Overview => self.go_to_pane(Pane::Overview),
            Action::Timeline => self.go_to_pane(Pane::Timeline),
            Action::Actors => self.go_to_pane(Pane::Actors),
            Action::Statements => self.go_to_pane(Pane::Statements),
            Action::Detail => self.go_to_pane(Pane::Detail),
            Action::ToggleDetail => self.toggle_detail(),
            Action::Enlarge => self.place.enlarged = !self.place.enlarged,
            Action::AllStatements => self.toggle_all_statements(),
            Action::SortActors => self.sort_actors(),
            Action::Why => self.show_why(),
            Action::Address => self.show_address(),
            Action::Reload => self.reload(),

            Action::CopyWords
            | Action::CopyCitation
            | Action::CopyRecord
            | Action::CopyId
            | Action::CopyDate
            | Action::CopyAddress
            | Action::CopyCommand => self.copy(action),

            Action::Help => self.show(popup::What::Help),
            Action::Palette => self.ask(prompt::Kind::Palette, ""),
            Action::Messages => self.show(popup::What::Messages),
            Action::ToggleMouse => self.toggle_mouse(),
            Action::Redraw => self.effects.push(Effect::Redraw),
            Action::Suspend => self.effects.push(Effect::Suspend),
            Action::Quit => self.quit(),
            Action::QuitNow => self.effects.push(Effect::Quit),

            // These belong to popups and prompts, which have had their turn above.
            Action::ToggleItem
            | Action::RemoveItem
            | Action::Accept
            | Action::Cancel
            | Action::Complete
            | Action::CompleteBack => {}
        }
    }

    /// What an action does with the one actor that it wanted.
    pub(super) fn act_on_actor(&mut self, action: Action, actor: ActorId) {
        match action {
            Action::NextOfActor => self.step_of_actor(actor, 1),
            Action::PreviousOfActor => self.step_of_actor(actor, -1),
            Action::OnlyActor => self.only_actor(actor),
            Action::AddActor => self.add_actor(actor),
            _ => self.exclude_actor(actor),
        }
    }
}
