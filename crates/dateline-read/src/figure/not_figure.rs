//! Which numbers are not figures?
//!
//! ## What it reads
//! A number and what stands around it.
//!
//! ## What it decides
//! Dates and times (their lengths are figures all the same), years, versions, models, flights, telephones, house numbers,
//! numbers in names and after the nouns that they name (`page 12`, `exit 7`), numbers of a list, `one` as a pronoun.
//!
//! ## What it leaves alone
//! Whatever has a unit, money, or a noun that it counts.

use dateline_parse::Token;
use dateline_record::FigureKind;
use dateline_text::Story;
use rust_decimal::Decimal;

use super::context::Context;
use super::draft::{Draft, Form};
use super::lexicon::Word;
use super::name::{in_name, is_address, is_label};
use super::piece::Kind;
use super::unit;

/// Whether a number is no figure.
pub(super) fn is_no_figure(context: &Context<'_>, draft: &Draft) -> bool {
    if in_time(context, draft) || is_glued(context, draft) {
        return true;
    }
    let measured = draft.kind.is_some();
    if draft.form == Form::Ordinal {
        return in_name(context, draft) || is_adverb(context, draft);
    }
    if measured && !(draft.kind == Some(FigureKind::Duration) && draft.form == Form::Words && in_name(context, draft)) {
        return false;
    }
    if matches!(draft.form, Form::Vague | Form::Fraction | Form::Fold) {
        return false;
    }
    is_pronoun(context, draft)
        || is_address(context, draft)
        || ends_time(context, draft)
        || is_code(context, draft)
        || is_year(context, draft)
        || is_label(context, draft)
        || in_name(context, draft)
        || is_list_number(context, draft)
}

/// Whether a dash or `to` and a number follow that is no year: beyond 2100, or with a unit or a plural behind it.
fn begins_range(context: &Context<'_>, end: usize) -> bool {
    (context.is_dash(end) || context.is(end, "to"))
        && context.is_number(end + 1)
        && (context
            .words(end + 1)
            .replace(',', "")
            .parse::<u32>()
            .is_ok_and(|other| other > 2100 && other < 20_000_000)
            || unit::word_at(context, end + 2).is_some()
            || context.goes_on(end + 2) && context.token(end + 2).is_some_and(|next| next.tag() == "NNS"))
}

/// In the words of a date or an hour; a length of time there is a figure still: `15 months ago`.
fn in_time(context: &Context<'_>, draft: &Draft) -> bool {
    let Some(span) = context.span(draft.number.0, draft.number.1) else { return true };
    let after = context.times.partition_point(|time| time.span.end() <= span.start());
    let Some(time) = context.times.get(after).filter(|time| time.span.overlaps(span)) else { return false };
    // `four times a week` counts, whatever else it is.
    if context.is(draft.after(), "times") {
        return false;
    }
    let ranges = context.one_of(draft.after(), &["to", "or", "and"]) || context.is_dash(draft.after());
    if ranges && (time.kind == dateline_time::Kind::Duration || begins_range(context, draft.after())) {
        return false;
    }
    let measured = matches!(draft.kind, Some(FigureKind::Duration | FigureKind::Money | FigureKind::Percent));
    !measured || draft.form == Form::Ordinal
}

/// Part of a word, a clock, a telephone number: `K41`, `5:25`, `81946L307`, `555-1234`.
fn is_glued(context: &Context<'_>, draft: &Draft) -> bool {
    let (first, end) = draft.number;
    if draft.form != Form::Digits && draft.form != Form::Ordinal {
        let before = first > 0 && context.glued(first) && context.is_hyphen(first - 1) && context.glued(first - 1);
        // `one-on-one`, `mid-twenties`, `all-four`; `sub-seven` is a bound.
        return before
            && draft.kind.is_none()
            && context.is_word(first.wrapping_sub(2))
            && !context.is(first - 2, "sub");
    }
    let has_money_before = draft.kind == Some(FigureKind::Money) && draft.first < first;
    let before = first.checked_sub(1).filter(|_| context.glued(first));
    if let Some(before) = before {
        let in_word = context.is_word(before) && !has_money_before;
        let joined = matches!(
            context.words(before),
            "-" | "–" | "−" | "_" | "/" | "." | ":" | "#" | "@" | "'" | "’" | "+" | "\\"
        ) && context.glued(before)
            && before > 0
            && (context.is_word(before - 1) && context.glued(before)
                || context.is_mark(before, '+') && context.is_number(before - 1)
                || matches!(context.words(before), ":" | "#" | "@" | "_" | ".")
                || context.is_mark(before, '/'))
            && !bound_before(context, before - 1)
            && !(context.is_mark(before, '/') && context.is_word(before - 1) && draft.kind.is_some());
        let tag = matches!(context.words(before), "#" | "@" | "_" | "'" | "’" | "№");
        if (in_word || joined || tag) && !has_money_before {
            return true;
        }
    }
    // `10^400`, and digits of two scripts.
    let odd = |at: usize| match context.pieces.get(at).map(|piece| piece.kind) {
        Some(Kind::Mark(c)) => {
            c == '^' || !c.is_ascii() && c.is_numeric() && draft.form == Form::Digits && draft.end == end
        }
        _ => false,
    };
    if context.glued(end) && odd(end) || context.glued(first) && first > 0 && odd(first - 1) {
        return true;
    }
    if is_telephone(context, first, end) {
        return true;
    }
    if !context.glued(end) || draft.end > end {
        return false;
    }
    let after = end;
    context.is_word(after)
        || context.is_number(after)
        || context.is_mark(after, '_')
        || matches!(context.words(after), ":" | "/" | "°" | "x" | "×" | "@")
            && context.glued(after + 1)
            && (context.is_number(after + 1) || context.is_word(after + 1) && context.is_mark(after, '/'))
}

/// `555-0142`: three digits and four.
fn is_telephone(context: &Context<'_>, first: usize, end: usize) -> bool {
    let digits =
        |at: usize, n: usize| context.words(at).len() == n && context.words(at).bytes().all(|b| b.is_ascii_digit());
    let joined = |dash: usize| context.is_hyphen(dash) && context.glued(dash) && context.glued(dash + 1);
    let before = digits(first, 3)
        && joined(end)
        && (digits(end + 1, 4) || digits(end + 1, 3) && joined(end + 2) && digits(end + 3, 4));
    let after = first >= 2 && digits(first, 4) && joined(first - 1) && digits(first - 2, 3);
    before || after
}

fn bound_before(context: &Context<'_>, at: usize) -> bool {
    context.one_of(at, &["sub", "now", "then", "plus", "to", "or", "and"])
}

/// `one` for a noun or for people, and `one-time`, `one-way`.
fn is_pronoun(context: &Context<'_>, draft: &Draft) -> bool {
    let (first, end) = draft.number;
    if draft.form != Form::Words {
        return false;
    }
    let compound = context.is_hyphen(end)
        && context.glued(end)
        && context.glued(end + 1)
        && context.one_of(
            end + 1,
            &[
                "way",
                "time",
                "off",
                "sided",
                "piece",
                "handed",
                "and",
                "on",
                "to",
                "fold",
                "in",
                "of",
                "a",
                "the",
                "up",
                "stop",
                "liner",
                "size",
                "dimensional",
                "tier",
                "track",
                "star",
                "party",
                "pronged",
            ],
        );
    if compound {
        return true;
    }
    if draft.value != Decimal::ONE || end - first > 1 {
        return false;
    }
    let Some(token) = context.token(first) else { return true };
    let of = context.is(end, "of") && !context.one_of(end + 1, &["a", "an"]);
    let before = first.checked_sub(1).is_some_and(|before| {
        context.one_of(
            before,
            &["no", "every", "any", "some", "each", "this", "that", "the", "another", "which", "day", "a"],
        )
    });
    let counts =
        token.dep() == "nummod" && token.head().index() > token.index() && !context.one_of(end, &["another", "'", "’"]);
    let idiom = context.one_of(end, &["day", "another", "thing", "way", "time"]) && !of;
    let list = first.checked_sub(1).is_some_and(|before| context.is(before, "least"));
    // `one to two years`, `one or two`
    let row = context.one_of(end, &["to", "or"]) && matches!(context.word(end + 1), Word::One(_));
    !row && (before || !(of || counts || list) || idiom) && !(list && counts)
}

/// Digits that are a code: leading nought was refused before; here long runs without separators and `No. 7`.
fn is_code(context: &Context<'_>, draft: &Draft) -> bool {
    let digits = context.words(draft.number.0.max(draft.number.1 - 1));
    let long = draft.form == Form::Digits && digits.len() > 9 && digits.bytes().all(|b| b.is_ascii_digit());
    let number = draft.number.0.checked_sub(1).is_some_and(|before| {
        context.one_of(before, &["no", "nos", "№", "#"])
            || context.is_mark(before, '.')
                && before > 0
                && context.one_of(before - 1, &["no", "nos", "pp", "ch", "vol", "art", "fig", "sec"])
    });
    long || number
}

/// The other end of a time: `Sept. 20-24`, when the first end alone was read as a time; and `Covid -19`.
fn ends_time(context: &Context<'_>, draft: &Draft) -> bool {
    let (first, _) = draft.number;
    let Some(dash) =
        first.checked_sub(1).filter(|&dash| context.is_dash(dash) && context.glued(dash) && context.glued(first))
    else {
        let named = first.checked_sub(1).is_some_and(|before| {
            context.words(before).starts_with(char::is_uppercase) && context.is_word(before) && context.goes_on(before)
        });
        return draft.value.is_sign_negative() && named;
    };
    let Some(other) = dash.checked_sub(1).and_then(|other| context.span(other, dash)) else { return false };
    let after = context.times.partition_point(|time| time.span.end() <= other.start());
    context.is_number(dash - 1) && context.times.get(after).is_some_and(|time| time.span.overlaps(other))
}

/// A bare year: four digits that nothing counts.
fn is_year(context: &Context<'_>, draft: &Draft) -> bool {
    let (first, end) = draft.number;
    let digits = context.words(first);
    if draft.form != Form::Digits || end - first > 1 || digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit())
    {
        return false;
    }
    let value = draft.value;
    if value < Decimal::from(1500) || value > Decimal::from(2100) {
        return false;
    }
    let Some(token) = context.token(first) else { return true };
    let named_before = first.checked_sub(1).is_some_and(|before| {
        context.one_of(
            before,
            &[
                "in", "since", "of", "by", "until", "till", "before", "after", "during", "from", "mid", "to", "early",
                "late", "for", "and", "the", "a",
            ],
        )
    });
    let counts = token.dep() == "nummod" && token.head().tag() == "NNS" && token.head().index() > token.index()
        || context.token(end).is_some_and(|next| next.tag() == "NNS") && context.goes_on(end);
    // `2000 - 2500 calories`, `1800 to 3000`: the other end is no year.
    !counts
        && !begins_range(context, end)
        && (named_before || is_date(token) || first == 0 || value >= Decimal::from(1900))
}

/// `1)`, `2.` at the head of a line or clause.
fn is_list_number(context: &Context<'_>, draft: &Draft) -> bool {
    let (first, end) = draft.number;
    if draft.form != Form::Digits || draft.value >= Decimal::ONE_HUNDRED || !draft.value.is_integer() {
        return false;
    }
    let paragraph = !context.goes_on(first);
    let closing = context.is_mark(end, ')') && !(first > 0 && context.is_mark(first - 1, '('));
    let alone = first > 0 && context.is_mark(first - 1, '(') && context.is_mark(end, ')') && draft.value < Decimal::TEN;
    closing && !open_before(context, first)
        || paragraph && context.is_mark(end, '.') && context.glued(end) && context.is_word(end + 1)
        || alone
}

/// Whether a bracket was opened a few words before, and not closed.
fn open_before(context: &Context<'_>, at: usize) -> bool {
    let start = at.saturating_sub(12);
    for before in (start..at).rev() {
        if context.is_mark(before, ')') {
            return false;
        }
        if context.is_mark(before, '(') {
            return true;
        }
    }
    false
}

/// `First, ...`, `first opened`: in time, not in a row.
fn is_adverb(context: &Context<'_>, draft: &Draft) -> bool {
    let Some(token) = context.token(draft.number.1 - 1) else { return true };
    // `finished third` tells a place all the same.
    draft.value == Decimal::ONE && matches!(token.dep(), "advmod" | "npadvmod") || token.tag() == "RB"
}

/// Whether the recognizer takes a token for a date or an hour.
fn is_date(token: Token<'_, Story>) -> bool {
    token.entity().is_some_and(|entity| matches!(entity.label(), "DATE" | "TIME"))
}
