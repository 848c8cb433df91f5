//! The syntax tree of a sentence: what every token is and which other token it depends on.
//!
//! Tags are those of the Penn Treebank, relations those of Universal Dependencies, subtypes only
//! where they tell something of who did what (`nsubj:pass`, `aux:pass`, `obl:agent`, `acl:relcl`).

/// A token in the tree of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its part of speech.
    pub tag: Penn,
    /// What it is to the token that it depends on.
    pub rel: Rel,
    /// The number of the token that it depends on; its own for the root of a sentence.
    pub head: u32,
    /// How sure the parser was of the head, from 0.
    pub margin: u8,
}

macro_rules! named {
    (
        $(#[$doc:meta])* $name:ident;
        $($(#[$item_doc:meta])* $item:ident = $word:literal $(| $other:literal)*;)*
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            #[default]
            $($(#[$item_doc])* $item,)*
        }

        impl $name {
            /// All of them, in order.
            pub const ALL: &[Self] = &[$(Self::$item),*];

            /// As treebanks spell it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$item => $word),* }
            }

            /// What a treebank spells so.
            #[must_use]
            pub fn of(text: &str) -> Option<Self> {
                match text { $($word $(| $other)* => Some(Self::$item),)* _ => None }
            }
        }
    };
}

named! {
    /// A part of speech of the Penn Treebank.
    Penn;
    /// A common noun in the singular, or a mass noun.
    Nn = "NN";
    /// A common noun in the plural.
    Nns = "NNS";
    /// A name, or a word of one.
    Nnp = "NNP";
    /// A name in the plural: `Alps`.
    Nnps = "NNPS";
    /// A conjunction that joins equals: `and`.
    Cc = "CC";
    /// A number.
    Cd = "CD";
    /// An article or another determiner.
    Dt = "DT";
    /// `there` in `there is`.
    Ex = "EX";
    /// A foreign word.
    Fw = "FW";
    /// A preposition, or a conjunction that opens a clause.
    In = "IN";
    /// An adjective.
    Jj = "JJ";
    /// A comparative.
    Jjr = "JJR";
    /// A superlative.
    Jjs = "JJS";
    /// The sign of an item of a list: `a)`.
    Ls = "LS";
    /// A modal: `will`.
    Md = "MD";
    /// A determiner before a determiner: `all the`.
    Pdt = "PDT";
    /// The genitive: `'s`.
    Pos = "POS";
    /// A personal pronoun.
    Prp = "PRP";
    /// A possessive pronoun: `his`.
    PrpS = "PRP$";
    /// An adverb, also `not`.
    Rb = "RB";
    /// A comparative adverb.
    Rbr = "RBR";
    /// A superlative adverb.
    Rbs = "RBS";
    /// A particle: `carry out`.
    Rp = "RP";
    /// A symbol: `%`.
    Sym = "SYM";
    /// `to` before a verb.
    To = "TO";
    /// An interjection.
    Uh = "UH";
    /// The base form of a verb.
    Vb = "VB";
    /// The past.
    Vbd = "VBD";
    /// The gerund or the present participle.
    Vbg = "VBG";
    /// The past participle.
    Vbn = "VBN";
    /// The present, but for the third person of the singular.
    Vbp = "VBP";
    /// The third person of the singular of the present.
    Vbz = "VBZ";
    /// `which`, `that` of a relative clause or a question.
    Wdt = "WDT";
    /// `who`, `what`.
    Wp = "WP";
    /// `whose`.
    WpS = "WP$";
    /// `where`, `when`, `how`.
    Wrb = "WRB";
    /// A comma.
    Comma = ",";
    /// What ends a sentence.
    Stop = ".";
    /// A colon, a semicolon, a dash, dots.
    Colon = ":";
    /// A mark that opens a quotation.
    OpenQuote = "``";
    /// A mark that closes one.
    CloseQuote = "''";
    /// An opening bracket.
    OpenBracket = "-LRB-" | "(";
    /// A closing bracket.
    CloseBracket = "-RRB-" | ")";
    /// A sign of currency.
    Dollar = "$";
    /// A number sign.
    Hash = "#";
    /// A hyphen inside a word.
    Hyph = "HYPH";
    /// An address of the web or of mail.
    Add = "ADD";
    /// Other signs: bullets, smileys, rows of stars.
    Nfp = "NFP";
    /// A piece of a word that was torn.
    Gw = "GW";
    /// A prefix that stands alone.
    Afx = "AFX";
    /// What nobody can read.
    Xx = "XX";
}

named! {
    /// A relation of Universal Dependencies.
    Rel;
    /// Unclear.
    Dep = "dep";
    /// What the sentence depends on.
    Root = "root";
    /// The subject.
    Nsubj = "nsubj";
    /// The subject of a passive.
    NsubjPass = "nsubj:pass";
    /// A clause as the subject.
    Csubj = "csubj";
    /// The object.
    Obj = "obj";
    /// The second object: `gave him a book`.
    Iobj = "iobj";
    /// A noun phrase that belongs to a verb by a preposition or as an adverb.
    Obl = "obl";
    /// Who did it, in a passive.
    OblAgent = "obl:agent";
    /// A noun phrase that belongs to a noun.
    Nmod = "nmod";
    /// The same again in other words.
    Appos = "appos";
    /// A clause that belongs to a noun.
    Acl = "acl";
    /// A relative clause.
    AclRelcl = "acl:relcl";
    /// A clause as an adverb.
    Advcl = "advcl";
    /// A clause as a complement, with a subject of its own.
    Ccomp = "ccomp";
    /// A clause as a complement, without one.
    Xcomp = "xcomp";
    /// The further ones of several joined ones depend on the first.
    Conj = "conj";
    /// The conjunction before the one that it joins.
    Cc = "cc";
    /// An auxiliary.
    Aux = "aux";
    /// The auxiliary of a passive.
    AuxPass = "aux:pass";
    /// `be` before what the sentence says of the subject.
    Cop = "cop";
    /// What opens a clause: `that`, `to`.
    Mark = "mark";
    /// A preposition or the genitive, on its noun.
    Case = "case";
    /// A determiner.
    Det = "det";
    /// An adjective before its noun.
    Amod = "amod";
    /// An adverb.
    Advmod = "advmod";
    /// A number before its noun.
    Nummod = "nummod";
    /// A word of a compound; a particle of a verb.
    Compound = "compound";
    /// A further word of a name, on its first.
    Flat = "flat";
    /// A further word of a fixed expression: `because of`.
    Fixed = "fixed";
    /// A clause put beside another.
    Parataxis = "parataxis";
    /// Punctuation.
    Punct = "punct";
    /// A pronoun that says nothing: `there is`.
    Expl = "expl";
    /// An interjection.
    Discourse = "discourse";
    /// Who is addressed.
    Vocative = "vocative";
    /// A further item of a list.
    List = "list";
    /// A further piece of a torn word.
    Goeswith = "goeswith";
    /// What the speaker takes back.
    Reparandum = "reparandum";
    /// What is left of a clause without its verb.
    Orphan = "orphan";
    /// What is said before or behind its clause.
    Dislocated = "dislocated";
    /// A classifier.
    Clf = "clf";
}

impl Rel {
    /// Whether it is that of one who does something to the verb that tells of it.
    #[must_use]
    pub fn is_doer(self) -> bool {
        matches!(self, Self::Nsubj | Self::OblAgent)
    }

    /// Whether it is that of a noun phrase to the verb or noun that it belongs to.
    #[must_use]
    pub fn is_nominal(self) -> bool {
        matches!(
            self,
            Self::Nsubj
                | Self::NsubjPass
                | Self::Obj
                | Self::Iobj
                | Self::Obl
                | Self::OblAgent
                | Self::Nmod
        )
    }
}

impl Penn {
    /// Whether it is a form of a verb, auxiliaries among them; modals are not.
    #[must_use]
    pub fn is_verb(self) -> bool {
        matches!(self, Self::Vb | Self::Vbd | Self::Vbg | Self::Vbn | Self::Vbp | Self::Vbz)
    }

    /// Whether it is a verb in the past or present, or a modal.
    #[must_use]
    pub fn is_finite(self) -> bool {
        matches!(self, Self::Vbd | Self::Vbz | Self::Vbp | Self::Md)
    }

    /// Whether it is a noun or a name.
    #[must_use]
    pub fn is_noun(self) -> bool {
        matches!(self, Self::Nn | Self::Nns | Self::Nnp | Self::Nnps)
    }

    /// Whether it is punctuation.
    #[must_use]
    pub fn is_punctuation(self) -> bool {
        matches!(
            self,
            Self::Comma
                | Self::Stop
                | Self::Colon
                | Self::OpenQuote
                | Self::CloseQuote
                | Self::OpenBracket
                | Self::CloseBracket
                | Self::Hyph
                | Self::Nfp
        )
    }
}
