//! What a person decided and noted about a record, as it is written.

use serde::Serialize;

use crate::model::{Decision, Review};

/// Nothing of it is written where nothing was decided.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct Noted<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub mine: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub marked: bool,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub note: &'a str,
}

impl<'a> Noted<'a> {
    pub fn of(decision: Option<&'a Decision>) -> Self {
        decision.map_or_else(Self::default, |decision| Self {
            review: decision.review.map(Review::name),
            mine: decision.mine,
            marked: decision.marked,
            note: &decision.note,
        })
    }
}
