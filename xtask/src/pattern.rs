//! Python's regular expressions of spaCy's tokenizer into plain patterns.
//!
//! Only what those use is understood: alternatives, groups of them, classes, literals, `+`,
//! look-behind of single characters, and look-ahead of one. Anything else is an error, never a guess.

use anyhow::{Context, Result, bail, ensure};
use dateline_parse::model::{CharRanges, Glyph, Pattern};

/// The alternatives of an expression, groups multiplied out, in order.
pub(crate) fn patterns(expression: &str) -> Result<Vec<Pattern>> {
    let chars: Vec<char> = expression.chars().collect();
    let mut at = 0;
    let patterns = alternatives(&chars, &mut at)?;
    ensure!(at == chars.len(), "a closing bracket too many at {at}");
    Ok(patterns)
}

fn alternatives(chars: &[char], at: &mut usize) -> Result<Vec<Pattern>> {
    let mut all = sequence(chars, at)?;
    while chars.get(*at) == Some(&'|') {
        *at += 1;
        all.extend(sequence(chars, at)?);
    }
    Ok(all)
}

fn sequence(chars: &[char], at: &mut usize) -> Result<Vec<Pattern>> {
    let mut so_far = vec![Pattern::default()];
    while let Some(&c) = chars.get(*at) {
        match c {
            '|' | ')' => break,
            '^' | '$' => *at += 1,
            '(' => group(chars, at, &mut so_far)?,
            '+' => {
                *at += 1;
                for pattern in &mut so_far {
                    pattern.body.last_mut().context("a + with nothing before it")?.repeats = true;
                }
            }
            '*' | '?' | '{' => bail!("the quantifier {c} is not supported"),
            _ => {
                let class = one(chars, at)?;
                for pattern in &mut so_far {
                    ensure!(pattern.ahead.is_none(), "characters behind a look-ahead");
                    pattern.body.push(Glyph { chars: class.clone(), repeats: false });
                }
            }
        }
    }
    Ok(so_far)
}

fn group(chars: &[char], at: &mut usize, so_far: &mut Vec<Pattern>) -> Result<()> {
    let rest = &chars[*at..];
    let begins = |with: &str| rest.iter().copied().take(with.chars().count()).eq(with.chars());
    let (skip, kind) = match () {
        () if begins("(?<=") => (4, "behind"),
        () if begins("(?=") => (3, "ahead"),
        () if begins("(?!") => (3, "not ahead"),
        () if begins("(?:") => (3, "group"),
        () => bail!("an unknown kind of group: {}", rest.iter().take(8).collect::<String>()),
    };
    *at += skip;
    let inner = alternatives(chars, at)?;
    ensure!(chars.get(*at) == Some(&')'), "a group that does not end");
    *at += 1;
    if kind == "group" {
        let joined = so_far.iter().flat_map(|before| inner.iter().map(|inner| (before.clone(), inner)));
        *so_far = joined
            .map(|(mut before, inner)| {
                before.body.extend(inner.body.iter().cloned());
                before
            })
            .collect();
        return Ok(());
    }
    let [only] = &inner[..] else { bail!("look-arounds with alternatives are not supported") };
    let classes: Vec<CharRanges> = only.body.iter().map(|glyph| glyph.chars.clone()).collect();
    for pattern in so_far {
        if kind == "behind" {
            ensure!(pattern.body.is_empty(), "a look-behind within a match");
            pattern.behind.clone_from(&classes);
        } else {
            let [class] = &classes[..] else { bail!("a look-ahead of more than one character") };
            pattern.ahead = Some((kind == "ahead", class.clone()));
        }
    }
    Ok(())
}

/// A class, or a single character.
fn one(chars: &[char], at: &mut usize) -> Result<CharRanges> {
    if chars[*at] != '[' {
        ensure!(chars[*at] != '.', "any character is not supported");
        let c = u32::from(character(chars, at)?);
        return Ok(CharRanges(vec![(c, c)]));
    }
    *at += 1;
    ensure!(chars.get(*at) != Some(&'^'), "negated classes are not supported");
    let mut ranges = Vec::new();
    loop {
        match chars.get(*at) {
            None => bail!("a class that does not end"),
            Some(']') => break,
            Some(_) => {}
        }
        let first = u32::from(character(chars, at)?);
        let is_range = chars.get(*at) == Some(&'-') && chars.get(*at + 1).is_some_and(|&c| c != ']');
        let last = if is_range {
            *at += 1;
            u32::from(character(chars, at)?)
        } else {
            first
        };
        ensure!(first <= last, "a range that runs backwards");
        ranges.push((first, last));
    }
    *at += 1;
    Ok(CharRanges(ranges))
}

/// One character, as it is or escaped.
fn character(chars: &[char], at: &mut usize) -> Result<char> {
    let c = *chars.get(*at).context("the expression ends too early")?;
    *at += 1;
    if c != '\\' {
        return Ok(c);
    }
    let escaped = *chars.get(*at).context("a backslash at the end")?;
    *at += 1;
    let n_digits = match escaped {
        'u' => 4,
        'U' => 8,
        c if c.is_ascii_alphanumeric() => bail!("the escape \\{c} is not supported"),
        c => return Ok(c),
    };
    let digits: String = chars.get(*at..*at + n_digits).context("a short code point")?.iter().collect();
    *at += n_digits;
    char::from_u32(u32::from_str_radix(&digits, 16)?).context("no such character")
}

/// The characters that a host name of spaCy's `url_match` may end in; an error if the expression is not the one known.
pub(crate) fn host_end(expression: &str) -> Result<CharRanges> {
    const BEFORE: &str = concat!(
        r"(?u)^(?:(?:[\w\+\-\.]{2,})://)?(?:\S+(?::\S*)?@)?(?:(?!(?:10|127)(?:\.\d{1,3}){3})",
        r"(?!(?:169\.254|192\.168)(?:\.\d{1,3}){2})(?!172\.(?:1[6-9]|2\d|3[0-1])(?:\.\d{1,3}){2})",
        r"(?:[1-9]\d?|1\d\d|2[01]\d|22[0-3])(?:\.(?:1?\d{1,2}|2[0-4]\d|25[0-5])){2}",
        r"(?:\.(?:[1-9]\d?|1\d\d|2[0-4]\d|25[0-4]))|",
        r"(?:(?:[A-Za-z0-9\u00a1-\uffff][A-Za-z0-9\u00a1-\uffff_-]{0,62})?[A-Za-z0-9\u00a1-\uffff]\.)+(?:",
    );
    const AFTER: &str = r"{2,63}))(?::\d{2,5})?(?:[/?#]\S*)?$";
    let class = expression.strip_prefix(BEFORE).and_then(|rest| rest.strip_suffix(AFTER));
    let class: Vec<char> = class.context("url_match is not the expression that is known here")?.chars().collect();
    let mut at = 0;
    let ranges = one(&class, &mut at)?;
    ensure!(at == class.len(), "url_match is not the expression that is known here");
    Ok(ranges)
}

/// The words that a rule's expression fits: `^n'?t$` is `nt` and `n't`. Only anchored literals, classes and `?`.
pub(crate) fn words(expression: &str) -> Result<Vec<String>> {
    let inner = expression.strip_prefix('^').and_then(|rest| rest.strip_suffix('$'));
    let chars: Vec<char> = inner.context("an expression that is not anchored")?.chars().collect();
    let mut words = vec![String::new()];
    let mut at = 0;
    while at < chars.len() {
        ensure!(!"()|*+{".contains(chars[at]), "the expression {expression} is not supported");
        let choices: Vec<char> =
            one(&chars, &mut at)?.0.iter().flat_map(|&(a, b)| (a..=b).filter_map(char::from_u32)).collect();
        let optional = chars.get(at) == Some(&'?');
        at += usize::from(optional);
        let longer = words.iter().flat_map(|word| choices.iter().map(move |c| format!("{word}{c}")));
        let longer: Vec<String> = longer.collect();
        words = if optional { words.into_iter().chain(longer).collect() } else { longer };
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_multiplied_out() {
        let found = patterns(r"(?<=[0-9])(?:km|m²)$|\.\.+$|a(?=[x-z\]])").unwrap();
        let shown: Vec<String> = found
            .iter()
            .map(|p| {
                let body: String = p.body.iter().filter_map(|g| char::from_u32(g.chars.0[0].0)).collect();
                format!("{} {body} {} {}", p.behind.len(), p.body.last().unwrap().repeats, p.ahead.is_some())
            })
            .collect();
        assert_eq!(shown, ["1 km false false", "1 m² false false", "0 .. true false", "0 a false true"]);
        assert!(patterns("a*").is_err() && patterns("(a)").is_err() && patterns("[a").is_err());
    }

    #[test]
    fn rules_are_written_out() {
        assert_eq!(words("^n'?t$").unwrap(), ["nt", "n't"]);
        assert_eq!(words("^n[ou]thin'$").unwrap(), ["nothin'", "nuthin'"]);
        assert!(words("nt").is_err() && words("^n+t$").is_err());
    }
}
