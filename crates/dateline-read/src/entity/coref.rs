//! Who is "he", who is "the Russian leader"? Pronouns and offices back to the names they stand for.
//!
//! Ordered passes over each text: offices that the page has given somebody, then pronouns, from left to right.
//! A pronoun goes to the best of the names before it that it may stand for, by how near they are, whether they are
//! subjects, and whether they were spoken of last; where none fits, it is left alone.

use std::collections::BTreeMap;

use dateline_parse::{Parse, Pos, Token};
use dateline_record::{EntityKind, MentionKind};
use dateline_text::Story;

use super::grammar::{is_bound, is_subject, quotation, stands_for_nothing};
use super::interview::{Interview, Turn};
use super::join::Joined;
use super::name::Name;
use super::nominal::taken_up;
use super::people::{people, phrase};
use super::role::is_role_noun;
use super::table::{Gender, TABLES};
use crate::ParsedStory;
use crate::relative::antecedent;

/// Somebody without a name whom a pronoun stands for.
#[derive(Clone, Debug)]
pub(crate) struct Nameless {
    pub(crate) part: usize,
    /// The words by which they are first spoken of.
    pub(crate) tokens: std::ops::Range<usize>,
    pub(crate) kind: EntityKind,
    /// The named who are meant together, by their places among the joined names.
    pub(crate) members: Vec<usize>,
}

/// A mention that is no name; `entity` counts the joined names first, then the nameless.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) entity: usize,
    pub(crate) part: usize,
    pub(crate) tokens: std::ops::Range<usize>,
    pub(crate) kind: MentionKind,
    /// What decided for it.
    pub(crate) why: &'static str,
}

/// What is pointed at, where.
#[derive(Clone, Debug)]
struct Mention {
    tokens: std::ops::Range<usize>,
    entity: usize,
    is_name: bool,
}

/// Pronouns and offices of all texts of a page, and people without a name whom pronouns stand for.
pub(crate) fn links(parts: &[ParsedStory], names: &[Name], joined: &[Joined]) -> (Vec<Link>, Vec<Nameless>) {
    let mut entity_of = vec![0; names.len()];
    for (entity, one) in joined.iter().enumerate() {
        for &name in &one.names {
            entity_of[name] = entity;
        }
    }
    let mut genders: Vec<Option<Gender>> = joined.iter().map(|one| one.gender).collect();
    let mut links = Vec::new();
    let mut nameless = Vec::new();
    for (part, story) in parts.iter().enumerate() {
        // An adjective tells of a country, but nothing goes on with it.
        let is_named = |name: &Name| name.part == part && name.adjective(&story.parse).is_none();
        let of_part = names.iter().zip(&entity_of).filter(|(name, _)| is_named(name));
        let mut mentions: Vec<Mention> =
            of_part.map(|(name, &entity)| Mention { tokens: name.tokens.clone(), entity, is_name: true }).collect();
        mentions.sort_by_key(|mention| mention.tokens.start);
        let named = mentions.iter().map(|mention| (mention.entity, joined[mention.entity].kind));
        let interview = Interview::of(&story.parse, named);
        let text = Read { parse: &story.parse, joined, interview };
        text.told_genders(&mentions, &mut genders);
        let n_known = joined.len() + nameless.len();
        let mut new = text.resolve(&mut mentions, &mut genders, n_known, |mention, kind, why| {
            links.push(Link { entity: mention.entity, part, tokens: mention.tokens.clone(), kind, why });
        });
        for one in &mut new {
            one.part = part;
        }
        nameless.append(&mut new);
    }
    (links, nameless)
}

/// What is known where a pronoun stands.
struct Seen<'s> {
    /// Mentions before it, in order.
    before: &'s [Mention],
    /// Names behind it.
    behind: &'s [Mention],
    /// By entity.
    genders: &'s [Option<Gender>],
    /// People without a name in this text; the first of them is entity `n_known`.
    nameless: &'s [Nameless],
    n_known: usize,
}

struct Read<'a> {
    parse: &'a Parse<Story>,
    joined: &'a [Joined],
    interview: Option<Interview>,
}

/// Whom a pronoun was found to stand for.
enum Who<'a> {
    /// Somebody or something known already.
    Entity(usize, &'static str),
    /// Somebody whom only a noun tells of.
    Noun(Token<'a, Story>),
}

/// What a pronoun may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    One(Gender),
    Thing,
    Many,
}

impl Sort {
    /// What is pointed at when nothing more is known of it.
    fn kind(self) -> EntityKind {
        match self {
            Self::One(_) => EntityKind::Person,
            Self::Thing => EntityKind::Other,
            Self::Many => EntityKind::Group,
        }
    }
}

/// A pronoun that no name or noun was found for; the next of its sort may go on with it.
#[derive(Clone, Copy, Debug)]
struct Loose {
    sort: Sort,
    token: usize,
    sentence: usize,
    /// Once it has gone on.
    entity: Option<usize>,
}

fn sort_of(token: Token<'_, Story>) -> Option<Sort> {
    match token.text().to_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => Some(Sort::One(Gender::Male)),
        "she" | "her" | "hers" | "herself" => Some(Sort::One(Gender::Female)),
        "it" | "its" | "itself" => Some(Sort::Thing),
        "they" | "them" | "their" | "theirs" | "themselves" => Some(Sort::Many),
        _ => None,
    }
}

fn is_first_person(token: Token<'_, Story>) -> bool {
    matches!(token.text(), "I" | "me" | "my" | "My" | "mine" | "myself" | "Me") && token.tag().starts_with("PRP")
}

/// Verbs of telling, by lemma.
pub(crate) const TELLS: [&str; 24] = [
    "add", "admit", "announce", "argue", "ask", "claim", "comment", "conclude", "continue", "declare", "explain",
    "insist", "joke", "note", "observe", "recall", "remark", "reply", "respond", "say", "state", "tell", "warn",
    "write",
];

/// Verbs behind whose object `his` is the object's, by lemma.
const OF_OBJECTS: [&str; 22] = [
    "arrest", "attack", "beat", "bury", "confine", "detain", "dismiss", "fire", "hit", "kick", "kill", "oust", "punch",
    "put", "remind", "remove", "rob", "shoot", "slap", "stab", "strike", "strip",
];

/// How far back a pronoun looks, in sentences.
const FAR: usize = 4;

/// How many mentions on either side are looked at, so that a sentence without an end costs no more than its length.
const MOST: usize = 120;

/// How many words back a noun is looked for, likewise.
const WIDE: usize = 400;

/// How far a pronoun that nothing is known of goes on, in sentences.
const NEAR: usize = 1;
/// How many words up a tree are looked at.
const DEEP: usize = 64;

impl Read<'_> {
    /// Genders that a sentence tells by itself: `Alder said she believed it`, with nobody else before it.
    fn told_genders(&self, mentions: &[Mention], genders: &mut [Option<Gender>]) {
        let mut told: BTreeMap<usize, Option<Gender>> = BTreeMap::new();
        let is_person = |mention: &&Mention| self.joined[mention.entity].kind == EntityKind::Person;
        for mention in mentions.iter().filter(is_person).filter(|mention| genders[mention.entity].is_none()) {
            let head = self.head(mention);
            let verb = head.head();
            if !is_subject(head) {
                continue;
            }
            let tells = TELLS.contains(&verb.lemma());
            let is_clause = |child: &Token<'_, Story>| {
                child.index() > verb.index() && (child.dep() == "advcl" || child.dep() == "ccomp" && tells)
            };
            let Some(clause) = verb.children().find(is_clause) else { continue };
            let Some(pronoun) = clause.children().find(|child| matches!(child.dep(), "nsubj" | "nsubjpass")) else {
                continue;
            };
            let Some(Sort::One(gender)) = sort_of(pronoun) else { continue };
            let sentence = head.sentence().range();
            let from = mentions.partition_point(|other| other.tokens.start < sentence.start);
            let here = mentions[from..].iter().take_while(|other| other.tokens.start < pronoun.index()).take(MOST);
            if here.filter(is_person).all(|other| other.entity == mention.entity) {
                told.entry(mention.entity)
                    .and_modify(|known| *known = known.filter(|g| *g == gender))
                    .or_insert(Some(gender));
            }
        }
        told.into_iter().for_each(|(entity, gender)| genders[entity] = gender);
    }

    fn resolve(
        &self,
        mentions: &mut Vec<Mention>,
        genders: &mut Vec<Option<Gender>>,
        n_known: usize,
        mut found: impl FnMut(&Mention, MentionKind, &'static str),
    ) -> Vec<Nameless> {
        let mut nameless: Vec<Nameless> = Vec::new();
        let mut loose: Vec<Loose> = Vec::new();
        let mut turns: BTreeMap<Turn, usize> = BTreeMap::new();
        let mut next_name = 0;
        let names = std::mem::take(mentions);
        let is_named = |index: usize| {
            let after = names.partition_point(|name| name.tokens.start <= index);
            after > 0 && names[after - 1].tokens.end > index
        };
        for token in self.parse.tokens() {
            while next_name < names.len() && names[next_name].tokens.start <= token.index() {
                mentions.push(names[next_name].clone());
                next_name += 1;
            }
            if is_named(token.index()) {
                continue;
            }
            if let Some(entity) = self.relative(token, mentions) {
                let mention = Mention { tokens: token.index()..token.index() + 1, entity, is_name: false };
                found(&mention, MentionKind::Relative, "the noun that its clause tells more of");
                continue;
            }
            let link = match sort_of(token) {
                None if let Some(turn) = self.interview.as_ref().and_then(|interview| interview.turn(token)) => {
                    let tokens = token.index()..token.index() + 1;
                    let entity = match turn {
                        Turn::Asked(entity) => Some(entity),
                        _ if !turns.contains_key(&turn) && !self.recurs(turn) => None,
                        _ => Some(*turns.entry(turn).or_insert_with(|| {
                            let kind = match turn {
                                Turn::Asked(_) | Turn::Asking => EntityKind::Person,
                                Turn::AskedAndOthers => EntityKind::Group,
                                Turn::Anyone => EntityKind::Other,
                            };
                            nameless.push(Nameless { part: 0, tokens: tokens.clone(), kind, members: Vec::new() });
                            n_known + nameless.len() - 1
                        })),
                    };
                    genders.resize(n_known + nameless.len(), None);
                    entity.map(|entity| {
                        (tokens, entity, MentionKind::Pronoun, "who asks and who answers in an interview")
                    })
                }
                None if is_first_person(token) => self.speaker(token, mentions, &names[next_name..]).map(|entity| {
                    let tokens = token.index()..token.index() + 1;
                    (tokens, entity, MentionKind::Pronoun, "who says the quotation")
                }),
                Some(sort) if token.pos() == Pos::Pron || token.tag().starts_with("PRP") => {
                    let seen =
                        Seen { before: mentions, behind: &names[next_name..], genders, nameless: &nameless, n_known };
                    let who = self.pronoun(token, sort, &seen);
                    let mut why = "the person that the noun before tells of";
                    let entity = match who {
                        None => {
                            let last = loose.iter().rposition(|one| one.sort == sort);
                            let sentence = token.sentence().index();
                            let near = last.filter(|&at| sentence - loose[at].sentence.min(sentence) <= NEAR);
                            let goes_on = near.filter(|&at| !is_bound(token, self.parse.token(loose[at].token)));
                            let known = goes_on.map(|at| {
                                let Loose { token: first, entity, .. } = loose[at];
                                entity.unwrap_or_else(|| {
                                    let tokens = first..first + 1;
                                    nameless.push(Nameless {
                                        part: 0,
                                        tokens: tokens.clone(),
                                        kind: sort.kind(),
                                        members: Vec::new(),
                                    });
                                    let entity = n_known + nameless.len() - 1;
                                    genders.resize(entity + 1, None);
                                    found(&Mention { tokens, entity, is_name: false }, MentionKind::Pronoun, "");
                                    entity
                                })
                            });
                            if sort != Sort::Thing || !stands_for_nothing(token) {
                                loose.retain(|one| one.sort != sort);
                                loose.push(Loose { sort, token: token.index(), sentence, entity: known });
                            }
                            if let Some(entity) = known {
                                found(
                                    &Mention { tokens: token.index()..token.index() + 1, entity, is_name: false },
                                    MentionKind::Pronoun,
                                    "goes on with the pronoun before, which no name fits",
                                );
                            }
                            None
                        }
                        Some(Who::Entity(entity, because)) => {
                            why = because;
                            Some(entity)
                        }
                        Some(Who::Noun(noun)) => {
                            let entity = n_known + nameless.len();
                            let tokens = phrase(self.parse, noun);
                            let people = people(noun);
                            let is_many = people.is_some_and(|people| people.is_many);
                            let kind = if is_many { EntityKind::Group } else { EntityKind::Person };
                            nameless.push(Nameless { part: 0, tokens: tokens.clone(), kind, members: Vec::new() });
                            genders.resize(entity + 1, None);
                            genders[entity] = people.and_then(|people| people.gender);
                            let mention = Mention { tokens, entity, is_name: false };
                            found(&mention, MentionKind::Nominal, "");
                            let at = mentions.partition_point(|known| known.tokens.start < mention.tokens.start);
                            mentions.insert(at, mention);
                            Some(entity)
                        }
                    };
                    entity.map(|entity| (token.index()..token.index() + 1, entity, MentionKind::Pronoun, why))
                }
                _ => match self.couple(token, mentions) {
                    Some((tokens, members)) => {
                        let known = nameless.iter().position(|one| one.members == members);
                        let at = known.unwrap_or_else(|| {
                            let kind = EntityKind::Group;
                            nameless.push(Nameless { part: 0, tokens: tokens.clone(), kind, members });
                            nameless.len() - 1
                        });
                        genders.resize(n_known + nameless.len(), None);
                        Some((tokens, n_known + at, MentionKind::Nominal, "the two of their kind who were named last"))
                    }
                    None => self
                        .office(token, mentions)
                        .map(|found| (found, "the page gives the office to whom it names"))
                        .or_else(|| {
                            Some((self.taken_up(token, mentions)?, "the last named of the kind that the noun tells"))
                        })
                        .map(|((tokens, entity), why)| (tokens, entity, MentionKind::Nominal, why)),
                },
            };
            if let Some((tokens, entity, kind, why)) = link {
                if let (MentionKind::Pronoun, Some(Sort::One(gender))) = (kind, sort_of(token)) {
                    genders[entity] = genders[entity].or(Some(gender));
                }
                let mention = Mention { tokens, entity, is_name: false };
                found(&mention, kind, why);
                // Who says "we" is not spoken of as "they".
                if entity < n_known || sort_of(token).is_some() {
                    mentions.push(mention);
                }
            }
        }
        nameless
    }

    /// Whom `who`, `whom`, `whose` and `which` stand for, where the noun before them is a mention.
    fn relative(&self, pronoun: Token<'_, Story>, before: &[Mention]) -> Option<usize> {
        let is_which = pronoun.tag() == "WDT" && pronoun.lemma() == "which";
        if !is_which && !matches!(pronoun.tag(), "WP" | "WP$") {
            return None;
        }
        let noun = antecedent(pronoun)?;
        // A name within the words for somebody else is not whom the clause tells of: `Nordvik's chairman, who …`.
        let near = before.iter().rev().take(MOST);
        let found = near.filter(|mention| mention.tokens.contains(&noun.index())).find(|m| self.head(m) == noun)?;
        let is_person = self.joined.get(found.entity).map(|one| one.kind == EntityKind::Person);
        (!is_which || is_person != Some(true)).then_some(found.entity)
    }

    /// Whether somebody without a name speaks of themselves more than once.
    fn recurs(&self, turn: Turn) -> bool {
        let Some(interview) = &self.interview else { return false };
        self.parse.tokens().filter(|token| interview.turn(*token) == Some(turn)).take(2).count() == 2
    }

    /// Who says `I`: the subject of the verb that tells the quotation, around it or just before it.
    fn speaker(&self, pronoun: Token<'_, Story>, before: &[Mention], behind: &[Mention]) -> Option<usize> {
        let (start, end) = quotation(pronoun)?;
        let n = self.parse.n_tokens();
        // The sentences that hold the marks, outside of them.
        let first = self.parse.token(start).sentence().range().start;
        let last = self.parse.token(end.min(n - 1)).sentence().range().end;
        let around = (first..start).rev().chain(end..last.min(n));
        // And the sentence before, where the quotation stands by itself.
        let earlier = first.checked_sub(1).map(|index| self.parse.token(index).sentence().range()).unwrap_or(0..0);
        let verbs = around.chain(earlier.rev()).map(|index| self.parse.token(index));
        verbs.filter(|token| token.pos() == Pos::Verb && TELLS.contains(&token.lemma())).find_map(|verb| {
            let subject = verb.children().find(|child| is_subject(*child))?;
            let mut all = before.iter().rev().chain(behind);
            let told = all.find(|mention| mention.tokens.contains(&subject.index()))?;
            let is_person = self.joined.get(told.entity).is_some_and(|one| one.kind == EntityKind::Person);
            is_person.then_some(told.entity)
        })
    }

    fn fits(&self, entity: usize, sort: Sort, seen: &Seen<'_>) -> bool {
        let genders = seen.genders;
        let Some(kind) = self.joined.get(entity).map(|one| one.kind) else {
            // Somebody without a name, of this text or another.
            let Some(one) = entity.checked_sub(seen.n_known).and_then(|index| seen.nameless.get(index)) else {
                return false;
            };
            return match sort {
                Sort::One(gender) => {
                    one.kind == EntityKind::Person && genders[entity].is_none_or(|known| known == gender)
                }
                Sort::Many => one.kind == EntityKind::Group,
                Sort::Thing => false,
            };
        };
        match sort {
            Sort::One(gender) => kind == EntityKind::Person && genders[entity].is_none_or(|known| known == gender),
            Sort::Thing => {
                matches!(kind, EntityKind::Organization | EntityKind::Country | EntityKind::Place | EntityKind::Other)
            }
            Sort::Many => matches!(kind, EntityKind::Organization | EntityKind::Group | EntityKind::Country),
        }
    }

    /// Whom or what a pronoun stands for.
    fn pronoun(&self, pronoun: Token<'_, Story>, sort: Sort, seen: &Seen<'_>) -> Option<Who<'_>> {
        if sort == Sort::Thing && stands_for_nothing(pronoun) {
            return None;
        }
        let sentence = pronoun.sentence().index();
        let quote = quotation(pronoun);
        let mut best: Option<(f32, usize)> = None;
        let mut why = "";
        let mut is_own_people = false;
        for mention in seen.before.iter().rev().take(MOST) {
            let head = self.head(mention);
            let distance = sentence - head.sentence().index().min(sentence);
            if distance > FAR {
                break;
            }
            if !self.fits(mention.entity, sort, seen) || is_bound(pronoun, head) {
                continue;
            }
            // Who speaks does not speak of themselves as "he" in their own quotation.
            if let Some((start, _)) = quote
                && matches!(sort, Sort::One(_))
                && self.is_speaker(head, start, pronoun)
            {
                continue;
            }
            let score = self.score(pronoun, mention, head, distance, sort);
            if best.is_none_or(|(known, _)| score > known) {
                best = Some((score, mention.entity));
                why = match (distance, is_subject(head)) {
                    (0, true) => "subject of the same sentence",
                    (0, false) => "nearest that fits in the same sentence",
                    (1, true) => "subject of the sentence before",
                    _ => "nearest that fits before",
                };
                // `Danes eat their bread`
                let is_people = self.joined.get(mention.entity).is_some_and(|one| one.kind == EntityKind::Group);
                is_own_people = is_people && distance == 0 && is_subject(head);
            }
        }
        let noun = self.noun(pronoun, sort, seen.before);
        if let Some((score, noun)) = noun
            && best.is_none_or(|(known, _)| score > known)
            && score >= self.least(sort).max(0.0)
        {
            return Some(Who::Noun(noun));
        }
        if sort == Sort::Many
            && !is_own_people
            && self.has_plural(pronoun)
            && best.is_none_or(|(_, entity)| entity < seen.n_known)
        {
            return None;
        }
        let ahead = matches!(sort, Sort::One(_) | Sort::Thing).then(|| self.ahead(pronoun, sort, seen)).flatten();
        let behind = "subject that the phrase stands before";
        match (best, ahead) {
            (Some((score, _)), Some(entity)) if score < 1.0 || self.is_fronted(pronoun) => {
                Some(Who::Entity(entity, behind))
            }
            (None, Some(entity)) => Some(Who::Entity(entity, behind)),
            (Some((score, entity)), _) if score >= self.least(sort) => Some(Who::Entity(entity, why)),
            _ => None,
        }
    }

    /// The best of the nouns for people before a pronoun that are not spoken of as somebody known.
    fn noun(&self, pronoun: Token<'_, Story>, sort: Sort, before: &[Mention]) -> Option<(f32, Token<'_, Story>)> {
        let sentence = pronoun.sentence();
        let from = match sentence.index() {
            0 => 0,
            _ => self.parse.token(sentence.range().start - 1).sentence().range().start,
        };
        let is_known = |index: usize| before.iter().rev().take(40).any(|mention| mention.tokens.contains(&index));
        let mut best: Option<(f32, Token<'_, Story>)> = None;
        let from = from.max(pronoun.index().saturating_sub(WIDE));
        for noun in self.parse.tokens_in(from..pronoun.index()) {
            let Some(people) = people(noun) else { continue };
            let fits = match sort {
                Sort::One(gender) => !people.is_many && people.gender.is_none_or(|known| known == gender),
                Sort::Many => people.is_many,
                Sort::Thing => false,
            };
            // An office beside its holder's name, and what somebody named is said to be, is nobody else.
            let is_of_name = matches!(noun.dep(), "appos" | "attr" | "compound" | "nmod" | "amod" | "npadvmod")
                || noun.next().is_some_and(|next| next.pos() == Pos::Propn)
                || noun.children().any(|name| name.dep() == "appos" && is_known(name.index()));
            if !fits || is_of_name || is_known(noun.index()) || is_bound(pronoun, noun) {
                continue;
            }
            let distance = sentence.index() - noun.sentence().index().min(sentence.index());
            let mention = Mention { tokens: noun.index()..noun.index() + 1, entity: usize::MAX, is_name: true };
            let score = self.score(pronoun, &mention, noun, distance, sort) - 0.2;
            if best.is_none_or(|(known, _)| score > known) {
                best = Some((score, noun));
            }
        }
        best
    }

    /// Whether a plural that is no name is nearer than any name could be: `Officials said they …`.
    fn has_plural(&self, pronoun: Token<'_, Story>) -> bool {
        let sentence = pronoun.sentence();
        let from = match sentence.index() {
            0 => 0,
            _ => self.parse.token(sentence.range().start - 1).sentence().range().start,
        };
        self.parse.tokens_in(from..pronoun.index()).any(|token| {
            let is_plural = matches!(token.tag(), "NNS" | "NNPS")
                && token.entity().is_none_or(|e| !matches!(e.label(), "ORG" | "GPE"));
            let is_pair = token.dep() == "conj" && token.pos() == Pos::Propn;
            let is_told = is_subject(token) || matches!(token.dep(), "dobj" | "pobj" | "nsubjpass" | "conj");
            (is_plural
                && is_told
                && !matches!(token.lemma(), "day" | "week" | "month" | "year" | "hour" | "minute" | "percent"))
                || is_pair
        })
    }

    /// How sure a link must be.
    fn least(&self, sort: Sort) -> f32 {
        match sort {
            Sort::One(_) => -1.0,
            Sort::Thing => 1.6,
            Sort::Many => 1.6,
        }
    }

    fn score(
        &self,
        pronoun: Token<'_, Story>,
        mention: &Mention,
        head: Token<'_, Story>,
        distance: usize,
        sort: Sort,
    ) -> f32 {
        let mut score = 2.0 - distance as f32 * 1.2;
        if is_subject(head) {
            score += 1.0;
            // The same subject goes on.
            if is_subject(pronoun) && distance <= 1 {
                score += 0.4;
            }
        }
        let is_possessor =
            head.dep() == "poss" || head.dep() == "compound" || head.dep() == "amod" || head.dep() == "nmod";
        if is_possessor {
            score -= 0.5;
        }
        if !mention.is_name {
            score += 0.3;
        }
        if matches!(head.dep(), "pobj" | "npadvmod") {
            score -= 0.3;
        }
        // `put Alder in her place`, `shot Reed in his car`: whose it is, is whom it was done to.
        if pronoun.dep() == "poss" && head.dep() == "dobj" && distance == 0 {
            let verb = head.head();
            let is_of_object = OF_OBJECTS.contains(&verb.lemma()) && verb.index() < head.index();
            if is_of_object && pronoun.ancestors().take(4).any(|above| above == verb) {
                score += 2.2;
            }
        }
        if distance == 0 {
            // In one sentence, what hangs near in the tree: the fewer steps up to the word that both hang below.
            let steps = std::iter::once(pronoun)
                .chain(pronoun.ancestors().take(8))
                .position(|above| above == head || head.ancestors().take(DEEP).any(|of_head| of_head == above));
            score += 1.4 - 0.3 * steps.unwrap_or(8).min(8) as f32;
        }
        if sort == Sort::Thing {
            score -= match self.joined.get(mention.entity).map(|one| one.kind) {
                Some(EntityKind::Organization | EntityKind::Country) => 0.0,
                Some(EntityKind::Place) => 0.7,
                _ => 1.0,
            };
        }
        // The nearer of equals.
        let gap = pronoun.index().saturating_sub(mention.tokens.end) as f32;
        score - gap.min(200.0) * 0.004
    }

    /// The name that a pronoun before it points to: `In his speech, Alder …`, `Speaking in Halden, she …` do so.
    fn ahead(&self, pronoun: Token<'_, Story>, sort: Sort, seen: &Seen<'_>) -> Option<usize> {
        let sentence = pronoun.sentence();
        let root = sentence.root();
        let candidate =
            seen.behind.iter().take(MOST).take_while(|m| m.tokens.end <= sentence.range().end).find(|mention| {
                let head = self.head(mention);
                is_subject(head)
                    && self.fits(mention.entity, sort, seen)
                    && pronoun.ancestors().take(DEEP).any(|above| above == head.head())
            })?;
        // Only what stands before the main clause points ahead.
        let head = self.head(candidate);
        let is_before =
            pronoun.index() < head.index() && !is_subject(pronoun) && (head.head() == root || pronoun.dep() == "poss");
        is_before.then_some(candidate.entity)
    }

    /// Whether a pronoun belongs to a phrase before the subject of its sentence, which is a name: `In his speech, Alder …`.
    fn is_fronted(&self, pronoun: Token<'_, Story>) -> bool {
        let root = pronoun.sentence().root();
        let subject = root.children().find(|child| is_subject(*child) && child.index() > pronoun.index());
        subject.is_some_and(|subject| {
            let has_comma = (pronoun.index()..subject.index()).any(|index| self.parse.token(index).text() == ",");
            // `Unless Halden sells its boats, Maren will`: a clause has a subject of its own.
            let mut inside = pronoun.ancestors().take(DEEP).take_while(|above| *above != root);
            let is_clause = inside.any(|above| above.children().any(is_subject));
            subject.pos() == Pos::Propn && has_comma && pronoun.dep() == "poss" && !is_clause
        })
    }

    /// The word of a mention that the rest hangs on.
    fn head(&self, mention: &Mention) -> Token<'_, Story> {
        let tokens = self.parse.tokens_in(mention.tokens.clone());
        let inside = |token: &Token<'_, Story>| !mention.tokens.contains(&token.head().index()) || token.is_root();
        tokens.rev().find(inside).unwrap_or_else(|| self.parse.token(mention.tokens.end - 1))
    }

    /// Whether a name is the subject of the verb that tells the quotation which begins at `start`.
    fn is_speaker(&self, head: Token<'_, Story>, start: usize, pronoun: Token<'_, Story>) -> bool {
        let says = TELLS.contains(&head.head().lemma());
        is_subject(head) && says && head.index() < start && head.sentence().index() + 1 >= pronoun.sentence().index()
    }

    /// `the two leaders`: just two people, or two countries, were named last.
    fn couple(&self, noun: Token<'_, Story>, before: &[Mention]) -> Option<(std::ops::Range<usize>, Vec<usize>)> {
        const COUNTRIES: [&str; 7] = ["capital", "country", "government", "nation", "neighbor", "neighbour", "state"];
        let kind = match people(noun) {
            Some(people) if people.is_many => EntityKind::Person,
            None if noun.tag() == "NNS" && COUNTRIES.contains(&noun.lemma()) => EntityKind::Country,
            _ => return None,
        };
        let is = |word: &str| noun.children().any(|child| child.text().eq_ignore_ascii_case(word));
        let is_described = noun.children().any(|child| child.index() > noun.index() && child.dep() != "punct");
        if !(is("both") || is("the") && is("two")) || is_described {
            return None;
        }
        let sentence = noun.sentence().index();
        let near = before.iter().rev().take(MOST).filter(|mention| mention.is_name);
        let near = near.filter(|mention| self.joined.get(mention.entity).is_some_and(|one| one.kind == kind));
        let near = near.map(|mention| {
            (sentence - self.parse.token(mention.tokens.start).sentence().index().min(sentence), mention.entity)
        });
        let near: Vec<(usize, usize)> = near.take_while(|(distance, _)| *distance <= 2).collect();
        // As few sentences back as it takes to have two.
        let within = |most: usize| {
            let mut members: Vec<usize> = near.iter().filter(|(d, _)| *d <= most).map(|(_, entity)| *entity).collect();
            members.sort_unstable();
            members.dedup();
            members
        };
        let members = (0..=2).map(within).find(|members| members.len() > 1).unwrap_or_default();
        (members.len() == 2).then(|| (phrase(self.parse, noun), members))
    }

    /// `the company`: the last that was spoken of and may be called so, a reporter's agency aside.
    fn taken_up(&self, noun: Token<'_, Story>, before: &[Mention]) -> Option<(std::ops::Range<usize>, usize)> {
        let (tokens, kinds) = taken_up(noun)?;
        let sentence = noun.sentence().index();
        let mut near = before.iter().rev().take(24).take_while(|mention| {
            sentence - self.parse.token(mention.tokens.start).sentence().index().min(sentence) <= FAR
        });
        let fits = |mention: &&Mention| {
            self.joined.get(mention.entity).is_some_and(|one| {
                let reports =
                    one.sector == Some("JRN") && !matches!(noun.lemma(), "newspaper" | "broadcaster" | "agency");
                let is_business =
                    matches!(noun.lemma(), "airline" | "carmaker" | "company" | "firm" | "planemaker" | "retailer");
                let fits = !is_business || one.sector.is_none_or(|sector| sector == "BUS");
                kinds.contains(&one.kind) && !reports && fits && !is_bound(noun, self.head(mention))
            })
        };
        let found = near.find(fits)?;
        Some((tokens, found.entity))
    }

    /// An office with the definite article, whose holder the page has told: `the foreign minister`, `his Russian counterpart`.
    fn office(&self, token: Token<'_, Story>, before: &[Mention]) -> Option<(std::ops::Range<usize>, usize)> {
        let lower = token.text().to_lowercase();
        let is_counterpart = lower == "counterpart";
        let is_noun = matches!(token.pos(), Pos::Noun | Pos::Propn) && !matches!(token.tag(), "NNS" | "NNPS");
        if !is_noun || !(is_counterpart || is_role_noun(token).is_some()) {
            return None;
        }
        let start = token.children().map(Token::index).filter(|&index| index < token.index()).min()?;
        let article = self.parse.token(start);
        let is_definite = matches!(article.text().to_lowercase().as_str(), "the" | "this" | "that")
            || is_counterpart && article.dep() == "poss";
        // An office with its holder's name beside it is no mention of its own.
        let is_beside_name = token.dep() == "appos" || token.next().is_some_and(|next| next.pos() == Pos::Propn);
        if !is_definite || is_beside_name {
            return None;
        }
        let words: Vec<&str> = self.parse.tokens_in(start + 1..token.index()).map(Token::text).collect();
        let country = words.iter().find_map(|word| TABLES.country(word)).map(|(country, _)| country.iso);
        let end = token.index() + 1;
        let holder = |mention: &&Mention| {
            let Some(one) = self.joined.get(mention.entity) else { return false };
            if one.kind != EntityKind::Person {
                return false;
            }
            if is_counterpart {
                let same = country.is_some() && one.country == country;
                return same && one.roles.iter().any(|(_, role)| role.sector == Some("GOV"));
            }
            let wanted = words.iter().filter(|word| TABLES.country(word).is_none()).map(|word| word.to_lowercase());
            let mut wanted: Vec<String> =
                wanted.filter(|word| !matches!(word.as_str(), "former" | "the" | "current")).collect();
            let is_leader = lower == "leader";
            if !is_leader {
                wanted.push(lower.clone());
            }
            let country_fits = country.is_none() || one.country == country;
            let has_words = one
                .roles
                .iter()
                .any(|(_, role)| (role.is_head || !is_leader) && wanted.iter().all(|word| role.words.contains(word)));
            country_fits
                && has_words
                && (country.is_some() || !is_leader || one.roles.iter().any(|(_, role)| role.is_head))
        };
        let found = before.iter().rev().find(holder)?;
        Some((start..end, found.entity))
    }
}
