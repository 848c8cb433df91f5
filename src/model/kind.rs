//! What kind of act an event is.

use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// The kind of an event: the 16 types of PLOVER 0.8, a bare statement, or something else
    /// under the source's own label.
    ///
    /// CAMEO 01 (make public statement) has no PLOVER type and is [`Kind::Statement`]; CAMEO 02
    /// (appeal) is [`Kind::Request`].
    Kind {
        /// Agree to do something: to meet, to cooperate, to give way.
        Agree = "agree",
        /// Meet, visit, talk, negotiate, mediate.
        Consult = "consult",
        /// Engage in diplomatic cooperation: praise, endorse, recognise, sign or ratify.
        Support = "support",
        /// Yield to a demand, ease a pressure.
        Concede = "concede",
        /// Cooperate in deed: economically, militarily, in court, by sharing intelligence.
        Cooperate = "cooperate",
        /// Give aid or protection.
        Aid = "aid",
        /// Withdraw, release, return, disarm, cease fire, resign.
        Retreat = "retreat",
        /// Ask, appeal, demand, order.
        Request = "request",
        /// Criticise, blame, investigate.
        Accuse = "accuse",
        /// Refuse a proposal or a demand.
        Reject = "reject",
        /// Announce a harmful act under a condition.
        Threaten = "threaten",
        /// Demonstrate, strike, boycott, riot.
        Protest = "protest",
        /// Reduce or break relations, expel, convict, embargo.
        Sanction = "sanction",
        /// Show or build up force.
        Mobilize = "mobilize",
        /// Seize, restrict, arrest, deport, censor.
        Coerce = "coerce",
        /// Use violence.
        Assault = "assault",
        /// Say something in public that is none of the above.
        Statement = "statement",
        /// None of these; the event carries the source's own label.
        Other = "other",
    }
}

vocabulary! {
    /// The quad class of an event: words or deeds, with or against.
    Quad {
        /// Verbal cooperation.
        VerbalCooperation = "verbal-cooperation",
        /// Material cooperation.
        MaterialCooperation = "material-cooperation",
        /// Verbal conflict.
        VerbalConflict = "verbal-conflict",
        /// Material conflict.
        MaterialConflict = "material-conflict",
    }
}

impl Kind {
    /// PLOVER's quad class for the kind; none for `statement` and `other`, of which it says
    /// nothing. `sanction` and `protest` are material conflict (PLOVER 0.8, sections on the
    /// types; its summary table contradicts itself on `sanction`).
    #[must_use]
    pub fn quad(self) -> Option<Quad> {
        match self {
            Self::Agree | Self::Consult | Self::Support | Self::Concede => {
                Some(Quad::VerbalCooperation)
            }
            Self::Cooperate | Self::Aid | Self::Retreat => Some(Quad::MaterialCooperation),
            Self::Request | Self::Accuse | Self::Reject | Self::Threaten => {
                Some(Quad::VerbalConflict)
            }
            Self::Protest | Self::Sanction | Self::Mobilize | Self::Coerce | Self::Assault => {
                Some(Quad::MaterialConflict)
            }
            Self::Statement | Self::Other => None,
        }
    }
}

impl Quad {
    /// The class of a code by its scheme: of CAMEO by the root, 01 to 05 verbal and 06 to 08
    /// material cooperation, 09 to 13 verbal and 14 to 20 material conflict.
    #[must_use]
    pub fn of_code(scheme: &str, code: &str) -> Option<Self> {
        if !Self::classifies(scheme) || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match code.get(..2)?.parse().ok()? {
            1..=5_u8 => Some(Self::VerbalCooperation),
            6..=8 => Some(Self::MaterialCooperation),
            9..=13 => Some(Self::VerbalConflict),
            14..=20 => Some(Self::MaterialConflict),
            _ => None,
        }
    }

    /// Whether the codes of a scheme have classes.
    #[must_use]
    pub fn classifies(scheme: &str) -> bool {
        scheme.eq_ignore_ascii_case("CAMEO")
    }

    /// The number of the class as GDELT, PLOVER and POLECAT write it, 1 to 4.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The class with this number.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number).checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_entries_name_each_other() {
        for &kind in Kind::ALL {
            assert_eq!(Kind::from_name(kind.name()), Some(kind));
        }
        assert_eq!(Kind::from_name("Consult"), None);
        assert_eq!(Kind::Consult.to_string(), "consult");
    }

    #[test]
    fn quad_classes_follow_plover() {
        assert_eq!(Kind::Sanction.quad(), Some(Quad::MaterialConflict));
        assert_eq!(Kind::Protest.quad().map(Quad::number), Some(4));
        assert_eq!(Kind::Statement.quad(), None);
        assert_eq!(Quad::from_number(1), Some(Quad::VerbalCooperation));
        for (scheme, code, number) in [
            ("CAMEO", "010", 1),
            ("CAMEO", "02", 1),
            ("cameo", "057", 1),
            ("CAMEO", "0612", 2),
            ("CAMEO", "08", 2),
            ("CAMEO", "090", 3),
            ("CAMEO", "1384", 3),
            ("CAMEO", "14", 4),
            ("CAMEO", "204", 4),
            ("CAMEO", "21", 0),
            ("CAMEO", "00", 0),
            ("CAMEO", "1", 0),
            ("CAMEO", "", 0),
            ("CAMEO", "1é", 0),
            ("UCDP", "1", 0),
            ("ACLED", "020", 0),
            ("", "020", 0),
        ] {
            let found = Quad::of_code(scheme, code).map_or(0, Quad::number);
            assert_eq!(found, number, "{scheme} {code}");
        }
        assert_eq!((Quad::from_number(0), Quad::from_number(5)), (None, None));
    }
}
