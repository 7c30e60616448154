//! From cues and frames to drafts: what each frame has found in a story.

use std::ops::Range;

use dateline_parse::Token;
use dateline_record::Act;

use super::cue;
use super::draft::Draft;
use super::frame::{according, adjective, adverb, colon, headline, introduced, noun, quoted};
use super::row::head_of;
use super::source;
use super::tree::Tree;
use super::verb::{draft, of_verb};

/// All drafts of a story, by their cues' places; a cue may have several.
pub(super) fn drafts(tree: &Tree<'_>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = cue::verbs(tree).iter().filter_map(|cue| of_verb(tree, cue)).collect();
    drafts.extend(noun::read(tree).into_iter().map(|found| {
        let draft = draft("noun", &found.cue, vec![found.content]);
        let speaker = found.source.as_ref().map(|range| head_of(tree, range));
        Draft { source: found.source.map(|range| tree.trim(range)).filter(|range| !range.is_empty()), speaker, ..draft }
    }));
    drafts.extend(adjective::read(tree).into_iter().map(|found| {
        let source = found.cue.subject.and_then(|subject| source::phrase(tree, subject, &found.cue));
        let speaker = found.cue.subject.map(Token::index);
        Draft { source, speaker, ..draft("adjective", &found.cue, vec![found.content]) }
    }));
    drafts.extend(according::read(tree).into_iter().map(|found| Draft {
        rule: "according",
        head: found.head.index(),
        speaker: Some(head_of(tree, &found.source)),
        content: according::around(tree, &found.core),
        words: found.words,
        source: Some(found.source),
        act: Act::Say,
        addressee: None,
    }));
    drafts.extend(adverb::read(tree).into_iter().map(|found| Draft {
        rule: "adverb",
        head: found.head.index(),
        words: found.head.index()..found.head.index() + 1,
        source: None,
        speaker: None,
        content: found.content,
        act: found.act,
        addressee: None,
    }));
    drafts.extend(colon::read(tree).into_iter().map(|found| Draft {
        rule: "colon",
        head: found.words,
        words: found.words..found.words + 1,
        speaker: Some(head_of(tree, &found.source)),
        source: Some(found.source),
        content: vec![found.content],
        act: Act::Say,
        addressee: None,
    }));
    drafts.extend(headline::read(tree).into_iter().map(|found| Draft {
        rule: "headline",
        head: found.head,
        words: found.head..found.head + 1,
        speaker: Some(found.source.end - 1),
        source: Some(found.source),
        content: vec![found.content],
        act: found.entry.act,
        addressee: None,
    }));
    let mut is_content = vec![false; tree.n()];
    for piece in drafts.iter().filter(|draft| tree.quotation_of(draft.head).is_none()).flat_map(|draft| &draft.content)
    {
        is_content[piece.start..piece.end.max(piece.start)].fill(true);
    }
    let is_taken = |quotation: &Range<usize>| is_content[quotation.clone()].contains(&true);
    drafts.extend(introduced::read(tree, is_taken).into_iter().map(|found| {
        let whole = found.content.start..quoted::follow_on(tree, &found.content);
        Draft {
            rule: "introduced",
            head: found.head,
            words: found.words,
            speaker: Some(found.speaker),
            source: Some(found.source),
            content: vec![whole],
            act: Act::Say,
            addressee: None,
        }
    }));
    drafts
}
