//! What does grammar say of a pronoun, before anybody asks whom it means?

use dateline_parse::Token;
use dateline_text::Story;

/// Whether a word is the subject of its verb, or joined to one that is.
pub(crate) fn is_subject(token: Token<'_, Story>) -> bool {
    matches!(token.dep(), "nsubj" | "nsubjpass" | "csubj")
        || token.dep() == "conj" && matches!(token.head().dep(), "nsubj" | "nsubjpass")
}

/// Whether grammar keeps the two apart: `Alder saw him` is not Alder.
pub(crate) fn is_bound(pronoun: Token<'_, Story>, head: Token<'_, Story>) -> bool {
    let is_reflexive =
        pronoun.text().to_lowercase().ends_with("sel") || pronoun.text().to_lowercase().ends_with("self");
    if is_reflexive || pronoun.dep() == "poss" {
        return head.head() == pronoun;
    }
    let is_object = matches!(pronoun.dep(), "dobj" | "pobj" | "dative" | "iobj");
    let above = if pronoun.dep() == "pobj" { pronoun.head().head() } else { pronoun.head() };
    (is_object && is_subject(head) && head.head() == above)
        || (head.head() == pronoun.head() && head.dep() == pronoun.dep())
}

/// `it is clear that`, `it rains`: no thing at all.
pub(crate) fn stands_for_nothing(pronoun: Token<'_, Story>) -> bool {
    if pronoun.dep() == "expl" {
        return true;
    }
    let verb = pronoun.head();
    if !is_subject(pronoun) || pronoun.text().eq_ignore_ascii_case("its") {
        return false;
    }
    let has_clause = verb
        .children()
        .any(|child| matches!(child.dep(), "ccomp" | "xcomp" | "advcl" | "csubj") && child.index() > verb.index());
    let is_weather = matches!(verb.lemma(), "rain" | "snow" | "seem" | "appear" | "happen");
    let is_judgement = verb.lemma() == "be"
        && verb.children().any(|child| matches!(child.dep(), "acomp" | "attr"))
        && (has_clause
            || verb
                .children()
                .any(|child| child.children().any(|below| matches!(below.dep(), "ccomp" | "xcomp" | "acl" | "relcl"))));
    is_weather || is_judgement
}

/// The quotation that a word stands in: its first and last token, as far as marks in the same paragraph tell.
pub(crate) fn quotation(token: Token<'_, Story>) -> Option<(usize, usize)> {
    const LONGEST: usize = 120;
    let parse = token.parse();
    let mut open = None;
    for index in (token.index().saturating_sub(LONGEST)..token.index()).rev() {
        let text = parse.token(index).text();
        match text {
            "“" | "``" => {
                open = Some(index);
                break;
            }
            "”" | "''" => return None,
            "\"" => {
                // Straight marks: an opening one has a space before it, or begins the text.
                let opens = index == 0 || parse.token(index - 1).has_space() || parse.token(index - 1).is_space();
                if opens && !parse.token(index).has_space() {
                    open = Some(index);
                }
                break;
            }
            _ if text.contains('\n') => return None,
            _ => {}
        }
    }
    let open = open?;
    let end = (token.index() + 1..parse.n_tokens().min(token.index() + LONGEST))
        .find(|&index| matches!(parse.token(index).text(), "”" | "''" | "\""));
    Some((open, end.unwrap_or(token.index() + 1)))
}
