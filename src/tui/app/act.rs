//! What each action does: the overlay on top is asked first, then the pane with the keys, then the
//! explorer itself, and last the other panes.

use crate::{
    model::Review,
    tui::{
        action::Action,
        app::{App, Kept},
        effect::Effect,
        layout::{Class, Slot},
        overlay::{
            Wish, address::Address, bind::Bind, chips::Chips, compare::Compare, export::Export,
            filter::Filter, find_actor::FindActor, form::Form, go_to::GoTo, help::Help, lost::Lost,
            messages::Messages, name_view::NameView, note::Note, palette::Palette,
            published::Published, reasons::Reasons, recent::Recent, search::Search, select::Select,
            sure::Sure, views::Views, which_actor::WhichActor,
        },
        session::WithActor,
    },
    view::{Record, Unit, View, overview::Zoom, summary},
};

/// The actions of the explorer itself with what each does: what is listed is what is answered.
macro_rules! verbs {
    ($($action:ident => $verb:expr),+ $(,)?) => {
        /// The actions that the explorer itself answers, wherever the keys go to a pane.
        pub(super) const OWN: &[Action] = &[$(Action::$action),+];

        /// What it does for an action; `None` for one that is not its own.
        fn own_verb(action: Action) -> Option<fn(&mut App)> {
            match action {
                $(Action::$action => Some($verb),)+
                _ => None,
            }
        }
    };
}

/// The actions that hold in every place, also while text is typed.
pub(super) const EVERYWHERE: &[Action] =
    &[Action::Help, Action::ToggleMouse, Action::Redraw, Action::Suspend, Action::QuitNow];

/// The moves, which every pane answers, and every overlay with a list.
pub(super) const MOVES: &[Action] = &[
    Action::Next,
    Action::Previous,
    Action::PageDown,
    Action::PageUp,
    Action::HalfPageDown,
    Action::HalfPageUp,
    Action::First,
    Action::Last,
    Action::Search,
    Action::NextMatch,
    Action::PreviousMatch,
];

/// What can be done with a history in a database before its events are here.
const SURVEYS: &[Action] = &[
    Action::Open,
    Action::Close,
    Action::Quit,
    Action::Filter,
    Action::Chips,
    Action::ToggleFilters,
    Action::DropFilter,
    Action::AddActor,
    Action::Undo,
    Action::Redo,
    Action::History,
    Action::CopyCommand,
    Action::Palette,
    Action::RecentFiles,
    Action::Messages,
];

/// What closes an overlay with a list.
pub(super) const CLOSES: &[Action] = &[Action::Close, Action::Quit];

verbs! {
    Open => |app| {
        let (pane, session) = app.pane_mut(app.session.place.focus);
        pane.open(session);
    },
    Close => App::close,
    GoToActor => |app| {
        let prompt = FindActor::new(&mut app.session);
        app.overlays.push(prompt.into());
    },
    GoToSource => |app| match app.session.subject {
        Some(record) => app.session.open_source(record, 0),
        None => app.session.notice("nothing is selected"),
    },
    NextOfActor => |app| app.wants_actor(WithActor::Next),
    PreviousOfActor => |app| app.wants_actor(WithActor::Previous),
    NextLostAnchor => |app| app.session.next_lost_anchor(),

    NextDay => |app| app.session.step_heading(1),
    PreviousDay => |app| app.session.step_heading(-1),
    NextPeriod => |app| app.session.step_period(1),
    PreviousPeriod => |app| app.session.step_period(-1),
    GoToDate => |app| app.overlays.push(GoTo::new().into()),
    Centre => |app| {
        let (pane, session) = app.pane_mut(Slot::Timeline);
        if pane.answers().contains(&Action::Centre) {
            pane.act(session, Action::Centre);
        } else {
            session.notice("only the chronicle puts an event in the middle; v c shows it");
        }
    },
    ZoomIn => |app| app.session.zoom(Unit::shorter),
    ZoomOut => |app| app.session.zoom(Unit::longer),
    ZoomAll => |app| app.session.zoom_to(Zoom::Fit),
    ZoomDay => |app| app.session.zoom_to(Zoom::To(Unit::Day)),
    ZoomWeek => |app| app.session.zoom_to(Zoom::To(Unit::Week)),
    ZoomMonth => |app| app.session.zoom_to(Zoom::To(Unit::Month)),
    ZoomYear => |app| app.session.zoom_to(Zoom::To(Unit::Year)),
    ZoomDecade => |app| app.session.zoom_to(Zoom::To(Unit::Decade)),
    ZoomCentury => |app| app.session.zoom_to(Zoom::To(Unit::Century)),

    Filter => |app| {
        let prompt = Filter::new(&mut app.session);
        app.overlays.push(prompt.into());
    },
    Compare => |app| {
        let prompt = Compare::new(&mut app.session);
        app.overlays.push(prompt.into());
    },
    Chips => |app| match app.session.look.chips() {
        0 => app.session.notice("no filters to list; f adds one"),
        _ => app.overlays.push(Chips::new(&app.session).into()),
    },
    ToggleFilters => |app| app.session.toggle_filters(),
    DropFilter => |app| app.session.drop_last_filter(),
    OnlyActor => |app| app.wants_actor(WithActor::Only),
    AddActor => |app| app.wants_actor(WithActor::Add),
    Exclude => |app| app.wants_actor(WithActor::Exclude),
    Scope => |app| app.session.scope(),
    Undated => |app| app.session.list_undated(),
    Hidden => |app| app.session.list_hidden(),
    Candidates => |app| app.session.toggle_candidates(),
    Undo => |app| app.session.undo(),
    Redo => |app| app.session.redo(),

    AcceptRecord => |app| app.decide(Review::Accepted),
    RejectRecord => |app| app.decide(Review::Rejected),
    Correct => |app| {
        let record = app.session.record_to_decide().filter(|_| app.session.can_edit());
        if let Some(record) = record {
            app.overlays.push(Form::correcting(&app.session, record).into());
        }
    },
    NewEvent => |app| {
        if app.session.can_edit() {
            let form = Form::writing(&mut app.session);
            app.overlays.push(form.into());
        }
    },
    Mark => |app| app.session.mark(),
    Note => |app| {
        let record = app.session.record_to_decide().filter(|_| app.session.can_edit());
        if let Some(record) = record {
            app.overlays.push(Note::new(&app.session, record).into());
        }
    },
    Review => |app| app.session.list_open(),
    AcceptAll => |app| app.overlays.push(Sure::of_all(&app.session, Review::Accepted).into()),
    RejectAll => |app| app.overlays.push(Sure::of_all(&app.session, Review::Rejected).into()),
    Bind => |app| match app.focused().actors(&app.session).as_slice() {
        [actor] => app.overlays.push(Bind::new(&app.session, *actor).into()),
        _ => app.session.notice("go to one actor first: 2 leads to the actors"),
    },
    Published => |app| match app.session.source_in_view() {
        Some(source) if app.session.timeline().source(source).receipt.is_some() => {
            app.overlays.push(Published::new(&app.session, source).into());
        }
        _ => app.session.notice("this record has no article as its source"),
    },
    SelectWords => App::select_words,
    AppendToFile => |app| match Sure::of_own(&app.session) {
        Ok(question) => app.overlays.push(question.into()),
        Err(why) => app.session.notice(why),
    },
    LostEntries => |app| {
        if app.session.laid().lost.is_empty() {
            app.session.notice("every entry of the notebook has its record");
        } else {
            app.overlays.push(Lost::new(&app.session).into());
        }
    },
    SaveView => |app| app.overlays.push(NameView::default().into()),
    OpenView => |app| {
        if app.session.notes().notebook.views.is_empty() {
            app.session.notice("no view has a name yet; v s gives this one a name");
        } else {
            app.overlays.push(Views::new(&app.session).into());
        }
    },

    Chronicle => |app| app.session.view(View::Chronicle),
    Lanes => |app| app.session.view(View::Lanes),
    Trends => |app| app.session.view(View::Trends),
    Dyads => |app| app.session.view(View::Dyads),
    Gaps => |app| app.session.view(View::Gaps),
    NextView => |app| app.session.view(app.session.look.view.next()),
    History => |app| app.session.open_history(),
    StartAfresh => |app| app.session.start_afresh(),

    NextPane => |app| app.turn_pane(1),
    PreviousPane => |app| app.turn_pane(-1),
    Overview => |app| app.go_to(Slot::Overview),
    Timeline => |app| app.go_to(Slot::Timeline),
    Actors => |app| app.go_to(Slot::Actors),
    Statements => |app| app.go_to(Slot::Statements),
    Detail => |app| app.go_to(Slot::Detail),
    ToggleDetail => App::toggle_detail,
    Enlarge => App::enlarge,
    Why => App::show_reasons,
    Address => App::show_address,
    Reload => |app| app.session.reload(),

    CopyWords => |app| app.session.copy(Action::CopyWords),
    CopyCitation => |app| app.session.copy(Action::CopyCitation),
    CopyRecord => |app| app.session.copy(Action::CopyRecord),
    CopyId => |app| app.session.copy(Action::CopyId),
    CopyDate => |app| app.session.copy(Action::CopyDate),
    CopyAddress => |app| app.session.copy(Action::CopyAddress),
    CopyCommand => |app| app.session.copy_command(),
    Export => |app| match app.session.why_no_export() {
        Some(why) => app.session.notice(why),
        None => app.overlays.push(Export::new(&app.session).into()),
    },

    Palette => |app| {
        let palette = Palette::new(app.offered());
        app.overlays.push(palette.into());
    },
    Tour => App::take_tour,
    RecentFiles => |app| match app.session.recent.len() {
        0 => app.session.notice("no files were opened lately"),
        _ => app.overlays.push(Recent::new(&app.session).into()),
    },
    Messages => |app| app.overlays.push(Messages::new(&app.session).into()),
    Quit => App::quit,
}

impl App {
    /// Does what an action says; the tour goes on if it waits for that.
    pub(super) fn act(&mut self, action: Action) {
        let awaited = self.awaited();
        let counts = awaited.is_some() && self.answered().contains(&action);
        self.do_action(action);
        // What was done meanwhile, by its name in the palette, has moved the tour itself.
        if counts && self.awaited() == awaited {
            self.advance_tour(action);
        }
    }

    fn do_action(&mut self, action: Action) {
        if !self.act_over(action) && !self.act_everywhere(action) {
            if self.must_wait(action) {
                self.keep(Kept::Act(action));
            } else {
                self.act_in_panes(action);
            }
        }
    }

    /// Lets the overlay on top act; whether the action ends there.
    fn act_over(&mut self, action: Action) -> bool {
        let Some(top) = self.overlays.last_mut() else { return false };
        if top.answers().contains(&action) {
            let wish = top.act(&mut self.session, action);
            self.grant(wish);
        } else if EVERYWHERE.contains(&action) {
            return false;
        } else if top.list().is_some() && CLOSES.contains(&action) {
            self.overlays.pop();
        } else if top.list().is_some() && MOVES.contains(&action) {
            self.move_in(action);
        } else {
            let words = format!("{}: not in the {}", action.name(), top.name());
            self.session.notice(words);
        }
        true
    }

    /// Does what an overlay asks for.
    pub(super) fn grant(&mut self, wish: Wish) {
        match wish {
            Wish::Stay => {}
            Wish::Close => drop(self.overlays.pop()),
            Wish::Act(action) => {
                self.overlays.pop();
                let said = self.session.messages().len();
                self.act(action);
                let keys = self.keys_of(action);
                if !keys.is_empty() && self.session.messages().len() == said {
                    self.session.notice(format!("{}: the key is {keys}", action.name()));
                }
            }
            Wish::Below(action) => self.act_in_panes(action),
        }
    }

    /// Does what holds in every place; whether the action is one of these.
    fn act_everywhere(&mut self, action: Action) -> bool {
        match action {
            Action::Help => self.show_help(),
            Action::ToggleMouse => self.session.toggle_mouse(),
            Action::Redraw => self.session.effects.push(Effect::Redraw),
            Action::Suspend => self.session.effects.push(Effect::Suspend),
            Action::QuitNow => self.session.effects.push(Effect::Quit),
            _ => return false,
        }
        true
    }

    fn act_in_panes(&mut self, action: Action) {
        let focus = self.session.place.focus;
        if self.session.open_survey().is_some() && !self.is_of_survey(action) {
            let words = format!("{}: once the events are here; Enter fetches them", action.name());
            self.session.notice(words);
            return;
        }
        if MOVES.contains(&action) {
            self.move_in(action);
            return;
        }
        let (pane, session) = self.pane_mut(focus);
        if pane.answers().contains(&action) {
            pane.act(session, action);
        } else if let Some(verb) = own_verb(action) {
            verb(self);
        } else if let Some(pane) = self.panes.iter_mut().find(|it| it.answers().contains(&action)) {
            pane.act(&mut self.session, action);
        } else {
            self.session.notice(format!("{}: not in a pane", action.name()));
        }
    }

    /// Whether an action has a meaning where only the numbers of a history are here.
    fn is_of_survey(&self, action: Action) -> bool {
        MOVES.contains(&action)
            || SURVEYS.contains(&action)
            || self.focused().answers().contains(&action)
    }

    /// Moves in the list on top, else in the pane with the keys.
    fn move_in(&mut self, action: Action) {
        let page = match self.overlays.last().and_then(|top| top.list()) {
            Some(list) => list.page() as isize,
            None => self.focused().page(&self.session) as isize,
        };
        let (page, half) = ((page - 1).max(1), (page / 2).max(1));
        let lines = match action {
            Action::Next => 1,
            Action::Previous => -1,
            Action::PageDown => page,
            Action::PageUp => -page,
            Action::HalfPageDown => half,
            Action::HalfPageUp => -half,
            Action::First => isize::MIN,
            Action::Last => isize::MAX,
            Action::Search => {
                let in_list = !self.overlays.is_empty();
                self.overlays.push(Search::new(in_list).into());
                return;
            }
            Action::NextMatch => return self.find(1),
            _ => return self.find(-1),
        };
        self.step(lines);
    }

    /// Goes some lines down, up if negative, or says that this is the end.
    pub(super) fn step(&mut self, lines: isize) {
        let list = self.overlays.last_mut().and_then(|top| top.list_mut());
        let moved = if let Some(list) = list {
            list.step(lines)
        } else {
            let (pane, session) = self.pane_mut(self.session.place.focus);
            pane.step(session, lines)
        };
        if !moved {
            self.session.notice(if lines > 0 {
                "this is the end"
            } else {
                "this is the beginning"
            });
        }
    }

    /// Goes to the next match of the search in the list on top, else in the pane with the keys.
    pub(super) fn find(&mut self, direction: isize) {
        let found = if let Some(top) = self.overlays.last_mut().filter(|top| top.list().is_some()) {
            let pattern = self.session.search.as_ref().map(|search| search.pattern.clone());
            pattern.is_some_and(|pattern| top.find(&pattern, direction))
        } else {
            let (pane, session) = self.pane_mut(self.session.place.focus);
            pane.find(session, direction)
        };
        if !found {
            self.session.say_no_match();
        }
    }

    /// Does something with the one actor under the cursor; of several it asks which.
    fn wants_actor(&mut self, what: WithActor) {
        let actors = self.focused().actors(&self.session);
        match actors.as_slice() {
            [] => self.session.notice("no actor here"),
            [actor] => self.session.with_actor(what, *actor),
            _ => self.overlays.push(WhichActor::new(&self.session, what, actors).into()),
        }
    }

    /// Decides about the record under the cursor, and goes on to the next one of the pane.
    fn decide(&mut self, review: Review) {
        let record = self.session.subject;
        if self.session.decide(review)
            && let Some(Record::Statement(id)) = record
        {
            let (pane, session) = self.pane_mut(self.session.place.focus);
            // Where it is gone from the list, the next one has its place.
            if session.shown.answer.statements.contains(id.0) {
                pane.step(session, 1);
            } else {
                pane.settle(session);
                pane.enter(session);
            }
        }
    }

    /// Opens the source of the record under the cursor, to select words in it.
    fn select_words(&mut self) {
        let Some(source) = self.session.source_in_view() else {
            self.session.notice("this record has no source with a text");
            return;
        };
        let byte = self.session.byte_in_view(source);
        if let Some(record) = self.session.subject.filter(|_| self.session.reading.is_none()) {
            self.session.open_source(record, 0);
        }
        if let Some(select) = Select::new(&mut self.session, source, byte) {
            self.overlays.push(select.into());
        }
    }

    fn show_help(&mut self) {
        let keys = self.keys_here();
        let pane = if self.overlays.is_empty() { " pane" } else { "" };
        let place = format!("{}{pane}", self.place_name());
        let is_help = |overlay: &crate::tui::overlay::Overlay| {
            matches!(overlay, crate::tui::overlay::Overlay::Help(_))
        };
        if self.overlays.last().is_some_and(is_help) {
            self.session.notice("these are the keys; Esc closes the list");
        } else {
            self.overlays.push(Help::new(&place, &keys, self.glyphs).into());
        }
    }

    fn show_reasons(&mut self) {
        let record = self.session.subject;
        match record.and_then(|record| Reasons::new(&self.session, record)) {
            Some(reasons) => self.overlays.push(reasons.into()),
            None => self.session.notice("only events and statements have reasons to show"),
        }
    }

    fn show_address(&mut self) {
        let timeline = self.session.timeline();
        let record = self.session.subject;
        match record.and_then(|record| summary::address(timeline, record)) {
            Some(address) => self.overlays.push(Address::new(&address).into()),
            None => self.session.notice("no source here has an address"),
        }
    }

    /// Stops the loading, else closes the source, else the search, else an enlarged pane, else what
    /// stands beside the timeline of an article, else ends the tour.
    fn close(&mut self) {
        let session = &mut self.session;
        if session.stop_asking() {
        } else if !session.is_loaded() {
            session.effects.push(Effect::CancelLoad);
            session.notice("stopped reading");
        } else if session.close_source() || session.search.take().is_some() {
        } else if session.place.enlarged {
            session.place.enlarged = false;
        } else if session.place.reading {
            session.place.reading = false;
            session.notice("the text no longer stands beside; Enter opens it");
        } else if self.awaited() == Some(Action::Close) || !self.end_tour() {
            self.session.notice("nothing to close; q quits");
        }
    }

    fn quit(&mut self) {
        if !self.session.close_source() && self.session.may_quit() {
            self.session.effects.push(Effect::Quit);
        }
    }

    fn go_to(&mut self, slot: Slot) {
        if self.session.place.focus == slot {
            self.session.notice(format!("the keys go to the {} already", slot.name()));
        }
        self.session.go_to(slot);
    }

    fn turn_pane(&mut self, direction: isize) {
        const ORDER: [Slot; 4] = [Slot::Timeline, Slot::Actors, Slot::Statements, Slot::Detail];
        let focus = self.session.place.focus;
        let at = ORDER.iter().position(|&slot| slot == focus).unwrap_or(0) as isize;
        let next = ORDER[(at + direction).rem_euclid(ORDER.len() as isize) as usize];
        self.session.go_to(next);
    }

    fn enlarge(&mut self) {
        let place = &mut self.session.place;
        place.enlarged = !place.enlarged;
        if self.session.layout.class == Class::Compact {
            self.session.notice("this screen shows one pane at a time");
        }
    }

    fn toggle_detail(&mut self) {
        let place = &mut self.session.place;
        place.detail = !place.detail;
        let hidden = !place.detail && matches!(place.focus, Slot::Statements | Slot::Detail);
        if hidden {
            self.session.go_to(Slot::Timeline);
        }
        let layout = &self.session.layout;
        if self.session.view_is_whole() {
            self.session.notice("this view takes all the room; Tab leaves it");
        } else if layout.class == Class::Compact && !hidden {
            self.session.notice("this screen shows one pane at a time");
        }
    }
}
