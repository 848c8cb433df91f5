//! The clauses of a text, read once from its trees. All later stages read clauses, never tags.
//!
//! A verb that is no auxiliary heads a clause, and so does a noun or adjective behind a copula. What
//! a clause does not say itself it takes from the one it hangs from: the subject of `agreed to meet`,
//! the auxiliary of `were arrested and deported`. The labels are those of Universal Dependencies.

use crate::extract::{
    Lexicon, Reading,
    lexicon::{Class, Word},
    reading::{
        branches::Branches,
        clause::{Clause, Form, Link, Modality, Tense},
        tree::{Node, Penn, Rel},
    },
};

/// By what something is adopted without anybody doing it.
const HOW: &[&str] =
    &["vote", "votes", "consensus", "acclamation", "majority", "margin", "unanimity", "show"];

/// The clauses of the text, in the order of their predicates, and for each token the number of the
/// innermost clause that it belongs to. O(tokens).
#[must_use]
pub fn find(reading: &Reading<'_>, lexicon: &Lexicon) -> (Vec<Clause>, Vec<Option<u32>>) {
    let reader = Reader { reading, lexicon, nodes: &reading.nodes, branches: &reading.branches };
    let mut clauses = Vec::new();
    // The clause that each token heads.
    let mut headed: Vec<Option<u32>> = vec![None; reading.nodes.len()];
    for (number, sentence) in reading.sentences.iter().enumerate() {
        for at in sentence.clone().filter(|&at| reader.heads_clause(at)) {
            headed[at] = Some(clauses.len() as u32);
            clauses.push(reader.clause(number, at));
        }
    }
    let order = from_the_roots(&reading.nodes, &reading.branches);
    // What a token belongs to is what it heads, else what its head belongs to.
    let mut innermost = headed.clone();
    for &at in &order {
        let head = reading.nodes[at].head as usize;
        if innermost[at].is_none() && head != at {
            innermost[at] = innermost[head];
        }
        let Some(own) = headed[at] else { continue };
        let above = if head == at { None } else { innermost[head] };
        reader.hang(&mut clauses, own as usize, above.map(|it| it as usize));
    }
    (clauses, innermost)
}

/// All tokens, each behind the one that it depends on. O(tokens).
fn from_the_roots(nodes: &[Node], branches: &Branches) -> Vec<usize> {
    let mut order: Vec<usize> =
        (0..nodes.len()).filter(|&at| nodes[at].head as usize == at).collect();
    let mut done = 0;
    while done < order.len() {
        order.extend(branches.children(order[done]));
        done += 1;
    }
    order
}

struct Reader<'r> {
    reading: &'r Reading<'r>,
    lexicon: &'r Lexicon,
    nodes: &'r [Node],
    branches: &'r Branches,
}

impl Reader<'_> {
    fn is(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.reading.word(at).eq_ignore_ascii_case(word))
    }

    fn lemma(&self, at: usize) -> Word {
        self.lexicon.lemma(self.reading.tokens[at].word)
    }

    /// Whether a token is the predicate of a clause.
    fn heads_clause(&self, at: usize) -> bool {
        const ARGUMENTS: &[Rel] =
            &[Rel::Nsubj, Rel::NsubjPass, Rel::Obj, Rel::Ccomp, Rel::Xcomp, Rel::Aux, Rel::AuxPass];
        let Node { tag, rel, .. } = self.nodes[at];
        let is_part = matches!(
            rel,
            Rel::Aux
                | Rel::AuxPass
                | Rel::Cop
                | Rel::Case
                | Rel::Mark
                | Rel::Fixed
                | Rel::Det
                | Rel::Punct
                | Rel::Flat
                | Rel::Cc
                | Rel::Goeswith
        );
        if is_part {
            return false;
        }
        let has = |rels: &[Rel]| {
            self.branches.children(at).any(|child| rels.contains(&self.nodes[child].rel))
        };
        if tag.is_verb() {
            // `riot police`, `the wounded soldiers`, `the fighting`: words of a noun phrase.
            let nominal = matches!(rel, Rel::Amod | Rel::Compound | Rel::Advmod);
            let gerund = tag == Penn::Vbg && rel.is_nominal();
            return !nominal && (!gerund || has(ARGUMENTS));
        }
        has(&[Rel::Cop])
            || matches!(
                rel,
                Rel::Root | Rel::Ccomp | Rel::Advcl | Rel::AclRelcl | Rel::Parataxis | Rel::Conj
            ) && has(&[Rel::Nsubj, Rel::NsubjPass])
    }

    /// What a clause says by its own words.
    fn clause(&self, sentence: usize, at: usize) -> Clause {
        let tag = self.nodes[at].tag;
        let mut clause = Clause {
            predicate: at,
            sentence,
            form: Form::Finite,
            tense: Tense::None,
            perfect: false,
            progressive: false,
            passive: false,
            negated: false,
            modality: Modality::None,
            subject: None,
            is_shared: false,
            object: None,
            indirect: None,
            agent: None,
            link: Link::Root,
            governor: None,
            noun: None,
            mark: None,
        };
        let (mut first, mut to) = (None, false);
        for child in self.branches.children(at) {
            match self.nodes[child].rel {
                Rel::Aux | Rel::AuxPass | Rel::Cop => {
                    first = first.or(Some(child));
                    clause.passive |= self.nodes[child].rel == Rel::AuxPass;
                    clause.negated |= self.negates(child);
                    self.helps(child, tag, &mut clause);
                }
                // Of two subjects the one next to the verb is meant: `the president, Marta Lind said`.
                // `…, killing two, the ministry said`: a gerund has no subject behind it.
                Rel::Nsubj if child > at && tag == Penn::Vbg && first.is_none() => {}
                Rel::Nsubj if child < at || clause.subject.is_none() => {
                    clause.subject = Some(child);
                }
                Rel::NsubjPass => {
                    clause.subject = Some(child);
                    clause.passive = true;
                }
                Rel::Obj => clause.object = clause.object.or(Some(child)),
                Rel::Iobj => clause.indirect = clause.indirect.or(Some(child)),
                // `adopted by a unanimous vote` tells how, and not by whom.
                Rel::OblAgent if self.is(child, HOW) => {}
                Rel::OblAgent => clause.agent = clause.agent.or(Some(child)),
                Rel::Mark => {
                    to |= self.nodes[child].tag == Penn::To;
                    // `the talks on whether he should go`
                    let asks = self.is(child, &["whether"]);
                    clause.mark = clause.mark.filter(|_| !asks).or(Some(child));
                }
                Rel::Advmod | Rel::Det if self.negates(child) => clause.negated = true,
                // `once rebels left`, `when they met`
                Rel::Advmod if child < at && clause.subject.is_none() => {
                    let opens = self.nodes[child].tag == Penn::Wrb || self.is(child, &["once"]);
                    clause.mark = clause.mark.or(opens.then_some(child));
                }
                _ => {}
            }
        }
        if let Some(subject) = clause.subject {
            let no = |child: usize| {
                self.nodes[child].rel == Rel::Det && self.is(child, &["no", "neither", "none"])
            };
            clause.negated |= self.branches.children(subject).any(no)
                || self.is(subject, &["nobody", "none", "nothing", "neither"]);
        }
        if let Some(object) = clause.object {
            let no = |child: usize| self.nodes[child].rel == Rel::Det && self.is(child, &["no"]);
            clause.negated |=
                self.branches.children(object).any(no) || self.is(object, &["nothing", "nobody"]);
        }
        let finite = first.unwrap_or(at);
        clause.form = match self.nodes[finite].tag {
            // `is to meet`
            Penn::Vbz | Penn::Vbp | Penn::Vbd if to && first.is_some() => {
                clause.modality = Modality::Will;
                Form::Finite
            }
            _ if to => Form::Infinitive,
            Penn::Vbg => Form::Gerund,
            Penn::Vbn if clause.subject.is_none() => Form::Participle,
            Penn::Vb if clause.subject.is_none() && first.is_none() => Form::Infinitive,
            _ => Form::Finite,
        };
        if clause.form == Form::Participle && finite == at {
            clause.passive = true;
        }
        // `Minister accused of fraud`, `Two arrested in Oslo`: headlines leave out the auxiliary, and
        // these verbs always have an object.
        if finite == at
            && matches!(tag, Penn::Vbd | Penn::Vbn)
            && clause.object.is_none()
            && self.nodes[at].rel != Rel::AclRelcl
            && self.lexicon.triggers.is_in("felled", self.lemma(at))
            && !self.branches.children(at).any(|it| self.nodes[it].rel == Rel::Ccomp)
        {
            clause.passive = true;
        }
        clause.tense = match self.nodes[finite].tag {
            Penn::Vbd => Tense::Past,
            // `Soldiers beat three men`, `rebels hit the town`: reports tell what is over.
            Penn::Vbp if finite == at && self.is_past_alike(at) => Tense::Past,
            Penn::Vbz | Penn::Vbp => Tense::Present,
            Penn::Vbn if clause.form == Form::Finite => Tense::Past,
            _ => Tense::None,
        };
        clause
    }

    /// Whether a verb in its base form has the same form in the past: `beat`, `hit`.
    fn is_past_alike(&self, at: usize) -> bool {
        let word = self.reading.tokens[at].word;
        self.lexicon.class(word).has(Class::PAST) && self.lexicon.lemma(word) == word
    }

    /// Whether a word denies the clause that it is in.
    fn negates(&self, at: usize) -> bool {
        let word = self.reading.word(at);
        self.is(at, &["not", "n't", "n’t", "never", "neither", "cannot"])
            || word.ends_with("n't")
            || word.ends_with("n’t")
    }

    /// What an auxiliary adds.
    fn helps(&self, at: usize, predicate: Penn, clause: &mut Clause) {
        const HAVE: &[&str] = &[
            "have",
            "has",
            "had",
            "having",
            "haven't",
            "hasn't",
            "hadn't",
            "haven’t",
            "hasn’t",
            "hadn’t",
            "'ve",
            "’ve",
        ];
        if self.nodes[at].tag == Penn::Md {
            clause.modality = self.modality(at);
            return;
        }
        if self.is(at, HAVE) && self.nodes[at].rel == Rel::Aux {
            clause.perfect = true;
        } else if self.nodes[at].rel == Rel::Aux && predicate == Penn::Vbg {
            clause.progressive = true;
        }
    }

    fn modality(&self, at: usize) -> Modality {
        let word = self.reading.word(at).to_ascii_lowercase();
        let bare = word.strip_suffix("n't").or_else(|| word.strip_suffix("n’t")).unwrap_or(&word);
        match bare {
            "will" | "wo" | "'ll" | "’ll" | "shall" | "sha" => Modality::Will,
            "would" | "'d" | "’d" => Modality::Would,
            "must" | "should" | "ought" | "need" => Modality::Must,
            _ => Modality::May,
        }
    }

    /// Hangs a clause from the one above it, and takes from that what it does not say itself.
    fn hang(&self, clauses: &mut [Clause], own: usize, above: Option<usize>) {
        let Node { rel, head, .. } = self.nodes[clauses[own].predicate];
        let head = head as usize;
        let link = match rel {
            Rel::Ccomp => Link::Complement,
            Rel::Xcomp => Link::Open,
            Rel::Conj => Link::Conjunct,
            Rel::Advcl => Link::Adverbial,
            Rel::AclRelcl => Link::Relative,
            Rel::Acl => Link::Adnominal,
            Rel::Parataxis | Rel::Appos | Rel::List | Rel::Dep => Link::Beside,
            Rel::Root => Link::Root,
            _ => Link::Nominal,
        };
        let clause = &mut clauses[own];
        let second = (link == Link::Relative).then(|| self.second_object(clause)).flatten();
        let link = if second.is_some() { Link::Complement } else { link };
        clause.object = second.or(clause.object);
        clause.link = link;
        clause.governor = above;
        self.stand_in(clause);
        if matches!(link, Link::Relative | Link::Adnominal) {
            clause.noun = Some(head);
            self.describe(clause, head);
        }
        let Some(above) = above else { return };
        // A conjunct of a noun shares nothing with the clause around it.
        let joined = link != Link::Conjunct || clauses[above].predicate == head;
        let governor = clauses[above].clone();
        let clause = &mut clauses[own];
        if link == Link::Conjunct && joined {
            self.share_auxiliaries(clause, &governor);
        }
        if clause.subject.is_some() || !joined {
            return;
        }
        clause.subject = match link {
            Link::Open if clause.form != Form::Finite => self.controller(clause, &governor),
            Link::Conjunct => governor.subject,
            Link::Adverbial => {
                // `accused Chad of arming rebels`, `prevented them from leaving`
                let of_object =
                    clause.mark.is_some_and(|mark| self.is(mark, &["of", "from", "into"]));
                match governor.object.filter(|_| of_object && !governor.passive) {
                    Some(object) => Some(object),
                    None => governor.subject,
                }
            }
            Link::Nominal | Link::Complement if clause.form != Form::Finite => governor.subject,
            Link::Beside if clause.form == Form::Gerund => governor.subject,
            _ => None,
        };
        clause.is_shared = clause.subject.is_some();
    }

    /// `Lind, who is to hold talks`: the parser may hang the clause from anything, but the pronoun
    /// stands for the noun right before it.
    fn stand_in(&self, clause: &mut Clause) {
        let Some(who) = clause.subject.filter(|_| clause.link != Link::Relative) else { return };
        let start = self.reading.sentences[clause.sentence].start;
        let is_pronoun = matches!(self.nodes[who].tag, Penn::Wp | Penn::Wdt);
        let before = (start..who).rev().find(|&at| !self.nodes[at].tag.is_punctuation());
        let Some(mut noun) = before.filter(|_| is_pronoun) else { return };
        if !self.nodes[noun].tag.is_noun() {
            return;
        }
        // The head of its phrase, which has words of a name behind it.
        while matches!(self.nodes[noun].rel, Rel::Flat | Rel::Compound)
            && (self.nodes[noun].head as usize) < who
            && self.nodes[noun].head as usize != noun
        {
            noun = self.nodes[noun].head as usize;
        }
        clause.subject = Some(noun);
        clause.noun = Some(noun);
        clause.is_shared = true;
    }

    /// The noun that a relative or adnominal clause describes is its subject or object.
    fn describe(&self, clause: &mut Clause, noun: usize) {
        let relative = |at: usize| {
            matches!(self.nodes[at].tag, Penn::Wdt | Penn::Wp) || self.is(at, &["that"])
        };
        if clause.link == Link::Relative {
            if clause.subject.is_none_or(relative) {
                clause.subject = Some(noun);
                clause.is_shared = true;
            } else if clause.object.is_some_and(relative)
                || clause.object.is_none() && self.lacks_object(clause)
            {
                clause.object = Some(noun);
            }
        } else if clause.subject.is_none() && matches!(clause.form, Form::Participle | Form::Gerund)
        {
            clause.subject = Some(noun);
            clause.is_shared = true;
        }
    }

    /// `told reporters that rebels had taken the town`: where `that` is said to be the object of a
    /// verb with another one, it stands for nothing, and the clause is what is told.
    fn second_object(&self, clause: &Clause) -> Option<usize> {
        let that = clause.object.filter(|&it| it < clause.predicate && self.is(it, &["that"]))?;
        let mut objects = self.branches.children(clause.predicate);
        objects.find(|&child| child > that && self.nodes[child].rel == Rel::Obj)
    }

    /// Whether nothing in a relative clause stands for its noun, so that it is the object: `the town
    /// rebels seized`, not `the day when rebels struck`.
    fn lacks_object(&self, clause: &Clause) -> bool {
        let stands =
            |at: usize| matches!(self.nodes[at].tag, Penn::Wdt | Penn::Wp | Penn::WpS | Penn::Wrb);
        !clause.passive
            && !self.branches.span(clause.predicate).take(WINDOW).any(stands)
            && self.nodes[clause.predicate].tag.is_verb()
    }

    /// Who does what an open complement says: the object of the verb above where it has one, else
    /// its subject (`asked Iran to leave`; but `promised Iran to leave`).
    fn controller(&self, clause: &Clause, governor: &Clause) -> Option<usize> {
        let promises = ["promise", "vow", "pledge", "threaten", "swear", "offer"];
        let lemma = self.lemma(governor.predicate);
        let by_subject = promises.iter().any(|word| self.lexicon.word(word) == lemma);
        let object = governor.object.or(governor.indirect).filter(|_| !by_subject);
        match object {
            Some(object) if object < clause.predicate && !governor.passive => Some(object),
            _ => governor.subject,
        }
    }

    /// `were arrested and deported`: one auxiliary for both.
    fn share_auxiliaries(&self, clause: &mut Clause, governor: &Clause) {
        let tag = self.nodes[clause.predicate].tag;
        // `two were killed and dozens wounded`
        let is_hurt = governor.passive
            && clause.object.is_none()
            && matches!(tag, Penn::Vbn | Penn::Vbd)
            && self.lexicon.triggers.is_in("hurt", self.lemma(clause.predicate));
        if is_hurt {
            clause.passive = true;
            clause.tense = governor.tense;
            clause.perfect = governor.perfect;
            return;
        }
        let has_own = self.branches.children(clause.predicate).any(|child| {
            matches!(
                self.nodes[child].rel,
                Rel::Aux | Rel::AuxPass | Rel::Cop | Rel::Nsubj | Rel::NsubjPass
            )
        });
        let is_alike = tag == self.nodes[governor.predicate].tag;
        if has_own || !is_alike || !matches!(tag, Penn::Vb | Penn::Vbn | Penn::Vbg) {
            return;
        }
        clause.form = governor.form;
        clause.tense = governor.tense;
        clause.perfect = governor.perfect;
        clause.progressive = governor.progressive;
        clause.passive = governor.passive;
        clause.modality = governor.modality;
        clause.negated |= governor.negated;
    }
}

/// So many words of a relative clause are searched for what stands for its noun.
const WINDOW: usize = 12;

#[cfg(test)]
mod tests;
