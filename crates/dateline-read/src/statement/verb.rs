//! Which frame gives a verb its content, and which words are its source?

use std::ops::Range;

use dateline_parse::{Pos, Token};
use dateline_text::Story;

use super::cue::{self, Found};
use super::draft::Draft;
use super::frame::{according, clause, infinitive, object, passive, preposed, put_it, quoted, relative};
use super::lexicon::{Frames, Kind};
use super::source;
use super::tree::{Tree, child, is_finite, is_verb};

/// What a cue attributes, before its source and addressee are known.
pub(super) fn draft(rule: &'static str, cue: &Found<'_>, content: Vec<Range<usize>>) -> Draft {
    Draft {
        rule,
        head: cue.head.index(),
        words: cue.words.clone(),
        source: None,
        speaker: None,
        content,
        act: cue.entry.act,
        addressee: None,
    }
}

/// The draft of a verb, when a frame finds what it attributes.
pub(super) fn of_verb(tree: &Tree<'_>, cue: &Found<'_>) -> Option<Draft> {
    if cue.is_passive {
        let passive::Passive { content, agent } = passive::read(tree, cue)?;
        let mut source = agent.and_then(|agent| source::phrase(tree, agent, cue));
        let mut draft = draft("passive", cue, content);
        // `rebuked by opponents for the plan`: what for is part of what is said.
        let why = agent.and_then(|agent| {
            agent.children().find(|child| child.dep() == "prep" && tree.is(child.index(), &["for", "as", "over"]))
        });
        if let (Some(range), Some(why)) = (&mut source, why)
            && range.start < why.index()
            && why.index() < range.end
        {
            draft.content.push(why.index()..range.end);
            range.end = why.index();
        }
        draft.speaker = agent.map(Token::index);
        if let (Some(source), [.., last]) = (&source, &mut draft.content[..])
            && last.start < source.start
            && source.start < last.end
        {
            last.end = source.start;
        }
        draft.source = source;
        return Some(draft);
    }
    if matches!(cue.head.lemma(), "seem" | "appear") {
        return raised(tree, cue);
    }
    let says = cue.entry.has(Frames(Frames::THAT.0 | Frames::QUOTE.0));
    // `Office opens quay, announces toll`: the parser may take the first of two verbs for a subject.
    let first = cue.subject.map(|token| if is_verb(token) { child(token, &["nsubj"]).unwrap_or(token) } else { token });
    let (mut subject, mut source) = (first.filter(|token| source::can_speak(*token)), None);
    // Words of a quotation beside the cue do not say it: `“If it rains, it pours,” said Alder`.
    let is_outside = |token: &Token<'_, Story>| {
        let quotation = tree.quotation_of(token.index());
        quotation.is_none() || quotation == tree.quotation_of(cue.head.index())
    };
    subject = subject.filter(is_outside);
    let quoted_as = quoted_as_saying(tree, cue);
    if let Some((who, _)) = quoted_as {
        subject = Some(who);
    }
    if let Some(head) = subject {
        source = source::phrase(tree, head, cue);
    }
    if says && is_finite(cue.head) {
        let closing = source::closing(tree, cue);
        if let Some((range, head)) = closing
            .filter(|(range, head)| subject.is_none_or(|subject| range.contains(&subject.index()) || subject == *head))
        {
            (subject, source) = (Some(head), Some(range));
        }
    }
    // `…, said Mary Alder`: the parser may take the speaker for an object.
    if says
        && cue.head.lemma() != "tell"
        && (subject.is_none() || subject.is_some_and(|subject| !is_near(tree, subject, cue)))
        && let Some(object) = child(cue.head, &["dobj", "attr", "oprd", "nsubj", "npadvmod"])
            .filter(|object| object.index() == cue.words.end || tree.subtree(*object).start == cue.words.end)
    {
        let range = source::phrase(tree, object, cue);
        if let Some(range) = range.filter(|_| source::can_speak(object)) {
            let core = cue.words.start..range.end;
            if quoted::left(tree, &core).is_some() || preposed::read(tree, cue, &core).is_some() {
                (subject, source) = (Some(object), Some(range));
            }
        }
    }
    if source.is_none() && says && matches!(cue.head.tag(), "VBD" | "VBZ" | "VBP" | "VBN") {
        // Where the tree knows no subject, the noun before the verb is it.
        if let Some(range) = source::before(tree, cue) {
            subject = Some(tree.token(range.end - 1));
            source = Some(range);
        }
    }
    if source.is_none()
        && says
        && cue.head.tag() == "VBD"
        && quoted::left(tree, &cue.words).is_some()
        && let Some(range) = source::after(tree, cue)
    {
        subject = Some(tree.token(range.end - 1));
        source = Some(range);
    }
    if let Some(clause) = source.as_ref().and_then(|source| put_it::read(tree, cue, source)) {
        let content = according::around(tree, &clause);
        if !content.is_empty() {
            return Some(Draft { source, speaker: subject.map(Token::index), ..draft("put_it", cue, content) });
        }
    }
    let mut core = core(tree, cue, source.as_ref());
    if let Some((_, start)) = quoted_as {
        core.start = core.start.min(start);
    }
    let has_quote = cue.entry.has(Frames::QUOTE);
    let clause = clause::read(tree, cue);
    // `…,” she said, adding …`: a participle goes on, so what stands before it is another verb's.
    let is_bare = cue.head.tag() == "VB" && tree.is(cue.words.start, &["to"]);
    let goes_on = core == cue.words && cue.head.tag() == "VBG" || is_bare;
    let left = if has_quote && !goes_on { quoted::left(tree, &core) } else { None };
    let left =
        left.filter(|left| clause.is_none() && right_behind(tree, cue).is_none() || !sets_scene(tree, cue, left));
    let right = if has_quote { quoted::right(tree, &core, left.is_some()) } else { None };
    let right = right.map(|range| range.start..quoted::follow_on(tree, &range));
    let (rule, content) = if let Some(pronoun) = relative::read(tree, cue) {
        let behind = object::complements(tree, cue).filter(|_| cue.entry.has(Frames::OBJECT));
        ("relative", [Some(pronoun), behind].into_iter().flatten().collect())
    } else if let Some(left) = left {
        ("quoted", [Some(left), right].into_iter().flatten().collect())
    } else if let Some(range) = clause {
        let joined = right.filter(|right| {
            right.start < tree.sentence(cue.head.index()).end
                && right.start <= range.end + 2
                && right.end + 1 >= range.start
        });
        ("clause", vec![joined.map_or(range.clone(), |right| range.start.min(right.start)..range.end.max(right.end))])
    } else if let Some(right) = right {
        ("quoted", vec![right])
    } else if let Some(content) = preposed::read(tree, cue, &core)
        .filter(|_| !is_bare && cue.head.tag() != "VBG")
        .filter(|_| subject.is_some_and(|subject| !matches!(subject.tag(), "WP" | "WDT")))
    {
        ("preposed", content)
    } else if let Some(range) = infinitive::read(tree, cue) {
        ("infinitive", vec![range])
    } else if let Some(range) = object::read(tree, cue) {
        ("object", vec![range])
    } else if cue.entry.kind == Kind::Finding && subject.is_some_and(|token| source::tells(token)) {
        ("object", vec![object::complements(tree, cue)?])
    } else {
        return None;
    };
    if source.is_none() && rule != "quoted" {
        // An imperative, a purpose or a fragment of a headline: nobody is told to have said it.
        return None;
    }
    if is_bare && matches!(rule, "object" | "infinitive") {
        // `left to blame the pilots`: what it is for is not told to have been said.
        return None;
    }
    if rule != "quoted"
        && cue.entry.kind != Kind::Finding
        && subject.is_some_and(|subject| source::is_mute(subject, cue.head.lemma()))
    {
        return None;
    }
    if rule == "quoted" && subject.is_some_and(|subject| subject.tag() == "WDT" && is_behind(&content, subject.index()))
    {
        // `“voice control”, which lets users speak`
        return None;
    }
    if rule != "quoted" && subject.is_some_and(|subject| subject.tag() == "WDT" && !stands_for_speaker(subject, cue)) {
        return None;
    }
    let mut cue = cue.clone();
    if matches!(rule, "quoted" | "preposed" | "clause") {
        cue.words.end = cue::with_setting(tree, &cue, source.as_ref(), &content);
    }
    let cue = &cue;
    let addressee = cue.entry.has(Frames::TELL).then(|| addressee(tree, cue, &content, source.as_ref())).flatten();
    Some(Draft { source, speaker: subject.map(Token::index), addressee, ..draft(rule, cue, content) })
}

/// Whether a piece of content ends right before a token, a comma aside.
fn is_behind(content: &[Range<usize>], at: usize) -> bool {
    content.iter().any(|piece| piece.end <= at && at <= piece.end + 1)
}

/// `The Herald quoted Reed as saying`: it is Reed who says it; he, and where the clause begins.
fn quoted_as_saying<'a>(tree: &Tree<'a>, cue: &Found<'a>) -> Option<(Token<'a, Story>, usize)> {
    let preposition = cue.head.head();
    if cue.head.tag() != "VBG" || cue.head.dep() != "pcomp" || !tree.is(preposition.index(), &["as"]) {
        return None;
    }
    let verb = preposition.head();
    let who = verb.child("dobj").filter(|who| matches!(verb.lemma(), "quote" | "cite") && source::can_speak(*who))?;
    let first =
        verb.children().find(|child| child.dep() == "nsubj").map_or(verb.index(), |paper| tree.subtree(paper).start);
    Some((who, first))
}

/// `The bridge seems to hold`: the subject is part of what seems so, and nobody is told to whom.
fn raised(tree: &Tree<'_>, cue: &Found<'_>) -> Option<Draft> {
    let subject = cue.subject?;
    let range = tree.subtree(subject);
    let behind =
        infinitive::read(tree, cue).or_else(|| clause::read(tree, cue)).or_else(|| object::complements(tree, cue))?;
    let is_it = subject.text().eq_ignore_ascii_case("it");
    let mut content = vec![range.start..range.end.min(cue.words.start), behind];
    content.retain(|piece| !piece.is_empty());
    if is_it && content.len() == 2 && tree.is(content[1].start, &["that", "as"]) {
        content.remove(0);
    }
    Some(draft("raised", cue, content))
}

/// Whether `which` or `that` stands for somebody or something that can say a thing: `a letter that warns`, not `a storm that warns`.
fn stands_for_speaker(pronoun: Token<'_, Story>, cue: &Found<'_>) -> bool {
    let Some(noun) = pronoun.ancestors().find(|above| above.dep() == "relcl").map(Token::head) else {
        return cue.entry.kind == Kind::Speech;
    };
    noun.entity().is_some_and(|entity| matches!(entity.label(), "PERSON" | "ORG" | "GPE" | "NORP" | "LAW"))
        || source::is_known(&noun.lemma().to_lowercase())
}

/// A quotation, an infinitive or an object right behind the cue.
fn right_behind(tree: &Tree<'_>, cue: &Found<'_>) -> Option<usize> {
    let behind = tree.behind(cue.words.end)?;
    let opens = tree.quotation_of(behind).is_some()
        || matches!(tree.text(behind), "," | ":") && tree.quotation_of(behind + 1).is_some();
    let takes = infinitive::read(tree, cue).is_some() || object::read(tree, cue).is_some();
    (opens || takes).then_some(behind)
}

/// `In his book “Fog and Ice,” Alder said …`: words before the cue that only set the scene, with a title among them.
fn sets_scene(tree: &Tree<'_>, cue: &Found<'_>, left: &Range<usize>) -> bool {
    let first = tree.token(left.start);
    let hangs = |at: usize| {
        tree.token(at).head() == cue.head && matches!(tree.token(at).dep(), "prep" | "advcl" | "advmod" | "npadvmod")
    };
    matches!(first.tag(), "IN" | "TO" | "VBG" | "VBN") && left.clone().any(hangs)
}

fn is_near(tree: &Tree<'_>, subject: Token<'_, Story>, cue: &Found<'_>) -> bool {
    tree.sentence(subject.index()) == tree.sentence(cue.head.index())
}

/// Who is told: the object of a verb of telling.
fn addressee(
    tree: &Tree<'_>,
    cue: &Found<'_>,
    content: &[Range<usize>],
    source: Option<&Range<usize>>,
) -> Option<Range<usize>> {
    let object = cue.head.children().find(|child| {
        matches!(child.dep(), "dobj" | "dative" | "iobj") && child.index() >= cue.words.end && source::can_speak(*child)
    })?;
    let range = tree.trim(tree.subtree(object));
    let is_apart = source.is_none_or(|source| source.end <= range.start || range.end <= source.start)
        && content.iter().all(|piece| piece.end <= range.start || range.end <= piece.start);
    (is_apart && !range.is_empty()).then_some(range)
}

/// The cue and the source beside it: nothing but adverbs and auxiliaries may stand between them.
fn core(tree: &Tree<'_>, cue: &Found<'_>, source: Option<&Range<usize>>) -> Range<usize> {
    let words = cue.words.clone();
    let is_beside = |between: Range<usize>| {
        between.len() <= 3
            && between
                .clone()
                .all(|at| matches!(tree.token(at).pos(), Pos::Adv | Pos::Aux | Pos::Part) || tree.text(at) == ",")
            && between.filter(|at| tree.text(*at) == ",").count() <= 1
    };
    match source {
        Some(source)
            if source.end <= words.start
                && (is_beside(source.end..words.start) || is_aside(tree, source.end..words.start)) =>
        {
            source.start..words.end
        }
        Some(source) if source.start >= words.end && is_beside(words.end..source.start) => words.start..source.end,
        _ => words,
    }
}

/// `, who kept the light,`: a clause between commas.
fn is_aside(tree: &Tree<'_>, between: Range<usize>) -> bool {
    between.len() > 2
        && tree.text(between.start) == ","
        && tree.text(between.end - 1) == ","
        && matches!(tree.token(between.start + 1).tag(), "WP" | "WP$" | "WDT")
}
