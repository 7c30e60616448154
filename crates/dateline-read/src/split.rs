//! Where is a story cut before it is parsed: behind its headline, and where it is too long to be parsed as one?

use dateline_page::StoryText;
use dateline_text::{Alignment, Page, Span, Text};

/// The story in parts of at most `most` bytes; itself when it is no longer.
///
/// Cut is at the end of a paragraph, else of a sentence, else between words, else anywhere.
pub(crate) fn split(page: &Text<Page>, body: StoryText, most: usize) -> Vec<StoryText> {
    let most = most.max(64);
    if body.text.len() <= most {
        return vec![body];
    }
    let mut parts: Vec<Vec<Span<Page>>> = vec![Vec::new()];
    let mut len = 0;
    for piece in body.alignment.pieces() {
        let mut rest = piece;
        while !rest.is_empty() {
            let room = most.saturating_sub(len + JOINT.len());
            if rest.len() <= room {
                len += rest.len() + JOINT.len();
                push(&mut parts, rest);
                break;
            }
            let end = rest.start() + cut_before(&page[rest], room);
            if let Some(head) = page.span(rest.start(), end).filter(|head| !head.is_empty()) {
                push(&mut parts, head);
            }
            rest = page.span(end, rest.end()).unwrap_or(rest);
            parts.push(Vec::new());
            len = 0;
        }
    }
    parts.retain(|pieces| pieces.iter().any(|&piece| !page[piece].trim().is_empty()));
    let join = |pieces: &Vec<Span<Page>>| {
        let (text, alignment) = Alignment::join(page, pieces, JOINT);
        StoryText { text, alignment }
    };
    parts.iter().map(join).collect()
}

/// The story's headlines, each for itself, then its text, and then those of its lines that are no sentences.
///
/// A headline has no stop at its end, so a parser goes on into the first sentence with it.
pub(crate) fn apart(page: &Text<Page>, body: StoryText, heads: &[Span<Page>], lines: &[Span<Page>]) -> Vec<StoryText> {
    let is_of = |spans: &[Span<Page>], piece: Span<Page>| spans.iter().any(|span| span.contains(piece));
    let mut rest: Vec<Span<Page>> = Vec::new();
    let mut first: Vec<Span<Page>> = Vec::new();
    let mut last: Vec<Span<Page>> = Vec::new();
    for piece in body.alignment.pieces() {
        let alone = heads.iter().chain(lines).filter(|line| piece.contains(**line));
        let ends = alone.flat_map(|line| [line.start(), line.end()]);
        let mut cuts: Vec<usize> = [piece.start(), piece.end()].into_iter().chain(ends).collect();
        cuts.sort_unstable();
        let parts = cuts.windows(2).filter_map(|cut| page.span(cut[0], cut[1])).map(|part| page.trim(part));
        for part in parts.filter(|part| !part.is_empty()) {
            match () {
                () if is_of(heads, part) => first.push(part),
                () if is_of(lines, part) => last.push(part),
                () => rest.push(part),
            }
        }
    }
    if first.is_empty() && last.is_empty() || rest.is_empty() {
        return vec![body];
    }
    let join = |pieces: &[Span<Page>]| {
        let (text, alignment) = Alignment::join(page, pieces, JOINT);
        StoryText { text, alignment }
    };
    let alone = |spans: &[Span<Page>]| spans.iter().map(|span| join(&[*span])).collect::<Vec<_>>();
    alone(&first).into_iter().chain([join(&rest)]).chain(alone(&last)).collect()
}

/// What stands between pieces that do not touch on the page.
const JOINT: &str = "\n\n";

fn push(parts: &mut [Vec<Span<Page>>], piece: Span<Page>) {
    if let Some(part) = parts.last_mut() {
        part.push(piece);
    }
}

/// The best place to cut in the first `room` bytes; 0 where even the first character has no room.
fn cut_before(words: &str, room: usize) -> usize {
    let head = &words[..words.floor_char_boundary(room.min(words.len()))];
    // A cut in the first half would leave a part needlessly short, unless it is a paragraph's.
    let late = |at: &usize| *at > head.len() / 2;
    let behind = |mark: &str| head.rfind(mark).map(|at| at + mark.len());
    let sentence = [". ", "? ", "! ", ".\" ", ".” "].into_iter().filter_map(behind).max();
    let blank = head.rfind(char::is_whitespace).map(|at| head.floor_char_boundary(at));
    behind("\n").or(sentence.filter(late)).or(blank.filter(late)).unwrap_or(head.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(words: &str, most: usize) -> Vec<String> {
        let page: Text<Page> = words.into();
        let (text, alignment) = Alignment::join(&page, &[page.whole()], JOINT);
        split(&page, StoryText { text, alignment }, most).iter().map(|part| part.text.to_string()).collect()
    }

    #[test]
    fn a_headline_is_parsed_for_itself() {
        let page: Text<Page> = "Fog closes port\nThe fog came at noon.\nIt stayed.".into();
        let (text, alignment) = Alignment::join(&page, &[page.whole()], JOINT);
        let head = page.find("Fog closes port").unwrap();
        let stays = page.find("It stayed.").unwrap();
        let of = |heads: &[Span<Page>], lines: &[Span<Page>]| {
            let parts = apart(&page, StoryText { text: text.clone(), alignment: alignment.clone() }, heads, lines);
            parts.iter().map(|part| part.text.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(of(&[head], &[]), ["Fog closes port", "The fog came at noon.\nIt stayed."]);
        assert_eq!(of(&[head], &[stays]), ["Fog closes port", "The fog came at noon.", "It stayed."]);
        assert_eq!(of(&[], &[]), [page.as_str()]);
        assert_eq!(of(&[page.whole()], &[]), [page.as_str()], "nothing but a headline stays whole");
    }

    #[test]
    fn a_long_story_is_cut_where_it_hurts_least() {
        let paragraphs = "The fog stayed all day.\n".repeat(6);
        assert_eq!(parts(&paragraphs, 80).len(), 2, "at paragraphs");
        let sentences = "The fog stayed all day. ".repeat(6);
        assert!(parts(&sentences, 80).iter().all(|part| part.ends_with(". ")), "at sentences");
        assert!(parts(&"fog ".repeat(60), 80).iter().all(|part| part.trim().split(' ').all(|w| w == "fog")));
        assert_eq!(parts(&"é".repeat(100), 64).concat(), "é".repeat(100), "nothing is lost where nothing can be cut");
        assert_eq!(parts("Short.", 64), ["Short."]);
    }
}
