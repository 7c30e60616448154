//! What is known of each word of a part: its entity, time, figure; and where its phrase begins and ends.

use dateline_parse::{Parse, Pos};
use dateline_record::{EntityKind, FigureKind, MentionKind, Phrase, Record};
use dateline_text::{Page, Span, Story};
use rustc_hash::FxHashMap;

use super::lexicon::{LEXICON, Words};
use super::tree::{Word, is_nominal};
use crate::ParsedStory;
use crate::entity::people;

/// A part of a story with what the record says of its words.
pub(super) struct View<'a> {
    pub(super) part: &'a ParsedStory,
    pub(super) parse: &'a Parse<Story>,
    pub(super) record: &'a Record,
    /// The entity mentioned at a token, by the shortest mention.
    who: FxHashMap<usize, usize>,
    /// The mention a token is in: first token, last token, whether it is a name.
    mention: FxHashMap<usize, (usize, usize, bool)>,
    /// The person whose office a token tells.
    holder: FxHashMap<usize, usize>,
    /// Times by their first token: index, first and last token.
    pub(super) times: Vec<(usize, usize, usize)>,
    /// Figures likewise.
    pub(super) figures: Vec<(usize, usize, usize)>,
    /// Countries by code.
    countries: &'a FxHashMap<String, usize>,
    /// The first and last token below each token.
    edges: Vec<(u32, u32)>,
}

/// The countries of a page by their code.
pub(super) fn countries(record: &Record) -> FxHashMap<String, usize> {
    let mut countries = FxHashMap::default();
    for (index, entity) in record.entities.iter().enumerate() {
        if entity.kind == EntityKind::Country
            && let Some(code) = &entity.country
        {
            countries.entry(code.clone()).or_insert(index);
        }
    }
    countries
}

/// All mentions of a page, by their place: place, entity, whether it is a name.
pub(super) fn mentions(record: &Record) -> Vec<(Span<Page>, usize, bool)> {
    let mut mentions: Vec<_> = record
        .entities
        .iter()
        .enumerate()
        .flat_map(|(index, entity)| {
            entity.mentions.iter().map(move |mention| (mention.span, index, mention.kind == MentionKind::Name))
        })
        .collect();
    mentions.sort_unstable();
    mentions
}

/// All offices of a page, by their place, and who holds them.
pub(super) fn offices(record: &Record) -> Vec<(Span<Page>, usize)> {
    let of = |(index, entity): (usize, &'_ dateline_record::Entity)| -> Vec<(Span<Page>, usize)> {
        entity.roles.iter().map(|role| (role.span, index)).collect()
    };
    let mut offices: Vec<_> = record.entities.iter().enumerate().flat_map(of).collect();
    offices.sort_unstable();
    offices
}

impl<'a> View<'a> {
    pub(super) fn new(
        part: &'a ParsedStory,
        record: &'a Record,
        mentions: &[(Span<Page>, usize, bool)],
        offices: &[(Span<Page>, usize)],
        countries: &'a FxHashMap<String, usize>,
    ) -> Self {
        let parse = &part.parse;
        let (start, end) = bounds(part);
        let within = |span: Span<Page>| {
            let span = part.alignment.to_story(span)?;
            let tokens = parse.tokens_of(span);
            (!tokens.is_empty()).then_some((tokens.start, tokens.end - 1))
        };
        let (mut who, mut mention) = (FxHashMap::default(), FxHashMap::default());
        let from = mentions.partition_point(|(span, ..)| span.start() < start);
        let to = mentions.partition_point(|(span, ..)| span.start() < end);
        let mut here: Vec<_> = mentions[from..to]
            .iter()
            .filter_map(|(span, entity, is_name)| Some((within(*span)?, *entity, *is_name)))
            .collect();
        here.sort_by_key(|((first, last), ..)| (std::cmp::Reverse(last - first), *first));
        for ((first, last), entity, is_name) in here {
            for token in first..=last.min(first + 40) {
                who.insert(token, entity);
                mention.insert(token, (first, last, is_name));
            }
        }
        let mut holder = FxHashMap::default();
        let from = offices.partition_point(|(span, _)| span.start() < start);
        for &(span, entity) in offices[from..].iter().take_while(|(span, _)| span.start() < end) {
            if let Some((first, last)) = within(span) {
                (first..=last).for_each(|token| _ = holder.insert(token, entity));
            }
        }
        let from = record.times.partition_point(|time| time.span.start() < start);
        let times = record.times.iter().enumerate().skip(from).take_while(|(_, time)| time.span.start() < end);
        let times = times.filter_map(|(id, time)| within(time.span).map(|(first, last)| (id, first, last))).collect();
        let from = record.figures.partition_point(|figure| figure.span.start() < start);
        let figures = record.figures.iter().enumerate().skip(from).take_while(|(_, figure)| figure.span.start() < end);
        let figures = figures.filter_map(|(id, row)| within(row.span).map(|(first, last)| (id, first, last))).collect();
        Self { part, parse, record, who, mention, holder, times, figures, countries, edges: edges(parse) }
    }

    /// Where tokens lie on the page.
    pub(super) fn span(&self, first: usize, last: usize) -> Span<Page> {
        let last = last.max(first);
        self.part.alignment.to_page(self.parse.token(first).span().to(self.parse.token(last).span()))
    }

    /// The first and last token below a word.
    pub(super) fn edge(&self, word: Word<'_>) -> (usize, usize) {
        let (first, last) = self.edges[word.index()];
        (first as usize, last as usize)
    }

    /// The entity that a word is, or is part of the name of.
    pub(super) fn entity(&self, word: Word<'_>) -> Option<usize> {
        self.who.get(&word.index()).copied()
    }

    pub(super) fn kind(&self, entity: usize) -> EntityKind {
        self.record.entities[entity].kind
    }

    /// The country that an entity stands for: its people, its seat of government, its ministries.
    pub(super) fn state(&self, entity: usize) -> usize {
        let row = &self.record.entities[entity];
        let is_of_state = row.kind == EntityKind::Group
            || row.kind == EntityKind::Organization && row.sector.as_deref() == Some("GOV");
        match &row.country {
            Some(code) if is_of_state => self.countries.get(code).copied().unwrap_or(entity),
            _ => entity,
        }
    }

    /// Whether a word is part of a time, and names nobody.
    pub(super) fn is_time(&self, word: Word<'_>) -> bool {
        let at = self.times.partition_point(|(_, first, _)| *first <= word.index());
        at > 0 && self.times[at - 1].2 >= word.index() && !self.who.contains_key(&word.index())
    }

    /// Whether a word is somebody who can act.
    pub(super) fn is_party(&self, word: Word<'_>) -> bool {
        if let Some(entity) = self.entity(word) {
            return self.kind(entity) != EntityKind::Other;
        }
        self.is_human(word)
            || LEXICON.is("collective", word.lemma())
            || self.holder.contains_key(&word.index())
            || word.pos() == Pos::Pron
                && matches!(
                    word.lemma(),
                    "he" | "she" | "they" | "we" | "I" | "who" | "those" | "someone" | "everyone" | "anyone"
                )
            || word.entity().is_some_and(|e| matches!(e.label(), "PERSON" | "GPE" | "NORP" | "ORG"))
    }

    /// Whether a word is a human being or several.
    pub(super) fn is_human(&self, word: Word<'_>) -> bool {
        if let Some(entity) = self.entity(word) {
            return matches!(self.kind(entity), EntityKind::Person | EntityKind::Group);
        }
        people::people(word).is_some()
            || self.holder.contains_key(&word.index())
            || LEXICON.is("person", word.lemma())
            || word.pos() == Pos::Pron
                && matches!(word.lemma(), "he" | "she" | "they" | "we" | "I" | "who" | "him" | "her" | "them" | "those")
    }

    pub(super) fn fits(&self, words: &Words, word: Word<'_>) -> bool {
        words.any
            || words.of.contains(word.lemma())
            || words.of.contains(word.text().to_lowercase().as_str())
            || words.human && self.is_human(word)
            || words.party && self.is_party(word)
    }

    /// The words of somebody, and who it is.
    pub(super) fn phrase(&self, head: Word<'_>) -> Phrase {
        let (first, last) = self.words(head);
        Phrase { span: self.span(first, last), entity: self.who_is(head) }
    }

    /// Whom a noun phrase means: the name it is, the holder of the office, or whose officials and troops they are.
    pub(super) fn who_is(&self, head: Word<'_>) -> Option<usize> {
        if let Some(&(first, last, is_name)) = self.mention.get(&head.index()) {
            let entity = self.who[&head.index()];
            let row = &self.record.entities[entity];
            // `White House officials`, and `they` for them, act for the country.
            if row.kind == EntityKind::Group && row.country.is_none() {
                let of = row.mentions.iter().find(|mention| mention.kind == MentionKind::Nominal);
                let own = if !is_name && last > first { Some((first, last)) } else { None };
                let tokens = own.or_else(|| {
                    let span = self.part.alignment.to_story(of?.span)?;
                    let tokens = self.parse.tokens_of(span);
                    (!tokens.is_empty()).then(|| (tokens.start, tokens.end - 1))
                });
                let state = tokens.and_then(|(first, last)| {
                    (first..=last).find_map(|token| self.who.get(&token).copied().filter(|&other| other != entity))
                });
                return Some(state.map_or(entity, |state| self.state(state)));
            }
            // `Russian invasion`
            if row.kind == EntityKind::Group && matches!(head.dep(), "amod" | "compound" | "nmod") {
                return Some(self.state(entity));
            }
            return Some(entity);
        }
        if let Some(&holder) = self.holder.get(&head.index()) {
            return Some(holder);
        }
        if let Some(name) = head.children().find(|child| child.dep() == "appos").and_then(|child| self.entity(child)) {
            return Some(name);
        }
        if matches!(head.lemma(), "country" | "nation" | "neighbor" | "neighbour")
            && head
                .children()
                .any(|child| matches!(child.text().to_ascii_lowercase().as_str(), "neighboring" | "neighbouring"))
        {
            return self.country_before(head);
        }
        // `Minister of Fisheries Ole Vik` with the name hung below the office.
        if !LEXICON.is("collective", head.lemma()) && !self.is_human(head) {
            return None;
        }
        self.owner_entity(head)
    }

    /// The country named last before a word in its sentence.
    fn country_before(&self, word: Word<'_>) -> Option<usize> {
        let start = word.sentence().range().start.max(word.index().saturating_sub(60));
        (start..word.index()).rev().find_map(|token| {
            let entity = self.who.get(&token).copied()?;
            let is_named = self.mention.get(&token).is_some_and(|&(_, _, is_name)| is_name);
            (self.kind(entity) == EntityKind::Country && is_named).then_some(entity)
        })
    }

    /// Whose a collective is: `Russian troops`, `EU members`, `its forces`.
    pub(super) fn owner_entity(&self, head: Word<'_>) -> Option<usize> {
        // Who is an ally or rival of somebody is somebody else.
        if !LEXICON.is("collective", head.lemma()) {
            return None;
        }
        let is_relational = LEXICON.is("relational", head.lemma());
        let modifier = head.children().filter(|child| {
            matches!(child.dep(), "amod" | "compound" | "nmod") || child.dep() == "poss" && !is_relational
        });
        // `leaders of France and Italy` are nobody's alone.
        let of =
            super::tree::preposition(head, "of").filter(|of| !is_relational && super::tree::members(*of).len() == 1);
        modifier.chain(of).find_map(|word| self.entity(word)).map(|entity| self.state(entity))
    }

    /// The tokens of a noun phrase, without clauses, rows and what is put beside it.
    pub(super) fn words(&self, head: Word<'_>) -> (usize, usize) {
        if let Some(&(first, last, true)) = self.mention.get(&head.index()) {
            return (first, last);
        }
        let (mut first, mut last) = (head.index(), head.index());
        for child in head.children() {
            let (from, to) = self.edge(child);
            let is_part = matches!(
                child.dep(),
                "det"
                    | "amod"
                    | "compound"
                    | "nmod"
                    | "nummod"
                    | "poss"
                    | "quantmod"
                    | "predet"
                    | "advmod"
                    | "case"
                    | "npadvmod"
            );
            if child.index() < head.index() && is_part && to < head.index() {
                first = first.min(from);
            }
            if child.index() > head.index()
                && (matches!(child.dep(), "amod" | "case") || child.dep() == "prep" && child.text() == "of")
                && from > head.index()
            {
                last = last.max(to.min(head.index() + 24));
            }
        }
        // An opening mark or blank belongs to nobody.
        while first < head.index()
            && (self.parse.token(first).is_space() || self.parse.token(first).pos() == Pos::Punct)
        {
            first += 1;
        }
        while last > head.index() && (self.parse.token(last).is_space() || self.parse.token(last).pos() == Pos::Punct) {
            last -= 1;
        }
        (first, last)
    }

    /// Somebody in or behind a noun phrase who can be done to: the noun, its possessor, its nationality, `of` whom.
    pub(super) fn party_within<'b>(&self, word: Word<'b>, deep: usize) -> Option<Word<'b>> {
        if self.is_party(word) {
            return Some(word);
        }
        if deep == 0 || !is_nominal(word) {
            return None;
        }
        let near = word
            .children()
            .find(|child| matches!(child.dep(), "poss" | "nmod" | "amod" | "compound") && self.is_party(*child));
        near.or_else(|| {
            ["against", "on", "of", "with", "to", "from", "by", "for", "in", "between", "at"]
                .iter()
                .find_map(|name| self.party_within(super::tree::preposition(word, name)?, deep - 1))
        })
    }

    /// Figures of people whose words lie among these tokens.
    pub(super) fn head_count(&self, first: usize, last: usize) -> Option<usize> {
        let from = self.figures.partition_point(|(_, start, _)| *start < first);
        self.figures[from..]
            .iter()
            .take_while(|(_, start, _)| *start <= last)
            .find(|(index, ..)| self.record.figures[*index].kind == FigureKind::Count)
            .map(|(index, ..)| *index)
    }
}

/// The first and last byte of a part on the page.
fn bounds(part: &ParsedStory) -> (usize, usize) {
    let mut pieces = part.alignment.pieces();
    let first = pieces.next().map_or(0, Span::start);
    let end = part.alignment.pieces().last().map_or(first, Span::end);
    (first, end)
}

/// The first and last token below each token: one step up from each at a time, so no deep tree costs more than its depth.
fn edges(parse: &Parse<Story>) -> Vec<(u32, u32)> {
    const DEEP: usize = 64;
    let mut edges: Vec<(u32, u32)> = (0..parse.n_tokens() as u32).map(|index| (index, index)).collect();
    for token in parse.tokens() {
        for above in token.ancestors().take(DEEP) {
            let (first, last) = &mut edges[above.index()];
            *first = (*first).min(token.index() as u32);
            *last = (*last).max(token.index() as u32);
        }
    }
    edges
}
