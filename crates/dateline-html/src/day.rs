//! Which day do the words of a page's head mean?

use jiff::civil::Date;

/// The earliest year of a page on the web.
const FIRST_YEAR: i16 = 1990;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Names of months in other languages that pages are dated in, by number.
const FOREIGN: &[(&str, i8)] = &[
    ("januar", 1),
    ("jänner", 1),
    ("janvier", 1),
    ("enero", 1),
    ("gennaio", 1),
    ("janeiro", 1),
    ("januari", 1),
    ("februar", 2),
    ("février", 2),
    ("febrero", 2),
    ("febbraio", 2),
    ("fevereiro", 2),
    ("februari", 2),
    ("märz", 3),
    ("mars", 3),
    ("marzo", 3),
    ("março", 3),
    ("maart", 3),
    ("avril", 4),
    ("abril", 4),
    ("aprile", 4),
    ("mai", 5),
    ("mayo", 5),
    ("maggio", 5),
    ("maio", 5),
    ("mei", 5),
    ("maj", 5),
    ("juni", 6),
    ("juin", 6),
    ("junio", 6),
    ("giugno", 6),
    ("junho", 6),
    ("juli", 7),
    ("juillet", 7),
    ("julio", 7),
    ("luglio", 7),
    ("julho", 7),
    ("août", 8),
    ("agosto", 8),
    ("augustus", 8),
    ("augusti", 8),
    ("septembre", 9),
    ("septiembre", 9),
    ("settembre", 9),
    ("setembro", 9),
    ("oktober", 10),
    ("octobre", 10),
    ("octubre", 10),
    ("ottobre", 10),
    ("outubro", 10),
    ("novembre", 11),
    ("noviembre", 11),
    ("novembro", 11),
    ("dezember", 12),
    ("décembre", 12),
    ("diciembre", 12),
    ("dicembre", 12),
    ("dezembro", 12),
];

/// A piece of words: a number with its digits, or letters.
enum Piece<'a> {
    Number(i16, usize),
    Word(&'a str),
    Mark(char),
}

/// The first day that these words name whole; a day and month that could be told either way are none.
///
/// `2019-11-19T08:00:00Z`, `November 19, 2019`, `Tue, 19 Nov 2019`, `19.11.2019`, `11/19/2019`.
pub(crate) fn parse(words: &str) -> Option<Date> {
    let pieces = pieces(words);
    (0..pieces.len()).find_map(|at| day_at(&pieces[at..]))
}

fn pieces(words: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = words;
    while let Some(first) = rest.chars().next() {
        let end = if first.is_ascii_digit() {
            rest.find(|c: char| !c.is_ascii_digit())
        } else if first.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic())
        } else {
            Some(first.len_utf8())
        };
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        if first.is_ascii_digit() {
            // `20191119` and `20191119T080000` are days, too.
            if piece.len() == 8 && pieces.is_empty() {
                let number = |range: std::ops::Range<usize>| piece[range].parse::<i16>().unwrap_or(0);
                pieces.push(Piece::Number(number(0..4), 4));
                pieces.push(Piece::Mark('-'));
                pieces.push(Piece::Number(number(4..6), 2));
                pieces.push(Piece::Mark('-'));
                pieces.push(Piece::Number(number(6..8), 2));
            } else {
                pieces.push(Piece::Number(piece.parse().unwrap_or(i16::MAX), piece.len()));
            }
        } else if first.is_alphabetic() {
            if !matches!(piece.to_lowercase().as_str(), "st" | "nd" | "rd" | "th" | "of" | "de" | "the") {
                pieces.push(Piece::Word(piece));
            }
        } else if !first.is_whitespace() && first != ',' {
            pieces.push(Piece::Mark(first));
        }
    }
    pieces
}

fn day_at(pieces: &[Piece<'_>]) -> Option<Date> {
    use Piece::{Mark, Number, Word};
    let new = |year: i16, month: i8, day: i16| {
        let day = i8::try_from(day).ok()?;
        Date::new(year, month, day).ok().filter(|day| (FIRST_YEAR..2100).contains(&day.year()))
    };
    let whole = |year: i16, n_digits: usize| match n_digits {
        4 => Some(year),
        2 => Some(if year < 70 { 2000 + year } else { 1900 + year }),
        _ => None,
    };
    match pieces {
        // 2019-11-19, 2019/11/19
        [Number(year, 4), Mark(a @ ('-' | '/' | '.')), Number(month, _), Mark(b), Number(day, 1..=2), ..] if a == b => {
            new(*year, i8::try_from(*month).ok()?, *day)
        }
        // 19.11.2019
        [Number(day, 1..=2), Mark('.'), Number(month, 1..=2), Mark('.'), Number(year, n @ (2 | 4)), ..] => {
            new(whole(*year, *n)?, i8::try_from(*month).ok()?, *day)
        }
        // 11/19/2019, 19/11/2019, 19-11-2019
        [Number(a, 1..=2), Mark(x @ ('/' | '-')), Number(b, 1..=2), Mark(y), Number(year, n @ (2 | 4)), ..]
            if x == y =>
        {
            let (a, b, year) = (*a, *b, whole(*year, *n)?);
            match (a > 12, b > 12) {
                (true, false) => new(year, i8::try_from(b).ok()?, a),
                (false, true) => new(year, i8::try_from(a).ok()?, b),
                (false, false) if a == b => new(year, i8::try_from(a).ok()?, b),
                _ => None,
            }
        }
        // November 19, 2019
        [Word(word), Mark('.'), Number(day, 1..=2), Number(year, 4), ..]
        | [Word(word), Number(day, 1..=2), Number(year, 4), ..] => new(*year, month(word)?, *day),
        // 19 November 2019, 19-Nov-2019, 19. November 2019
        [Number(day, 1..=2), Word(word), Number(year, 4), ..]
        | [Number(day, 1..=2), Mark('-' | '.' | '/'), Word(word), Mark('-' | '.' | '/'), Number(year, 4), ..]
        | [Number(day, 1..=2), Mark('.'), Word(word), Number(year, 4), ..]
        | [Number(day, 1..=2), Word(word), Mark('.'), Number(year, 4), ..] => new(*year, month(word)?, *day),
        _ => None,
    }
}

fn month(word: &str) -> Option<i8> {
    let lower = word.to_lowercase();
    let english = MONTHS.iter().position(|month| {
        *month == lower
            || lower.chars().count() >= 3 && month.starts_with(&lower)
            || lower == "sept" && *month == "september"
    });
    let english = english.and_then(|at| i8::try_from(at + 1).ok());
    english.or_else(|| FOREIGN.iter().find(|(month, _)| *month == lower).map(|(_, number)| *number))
}

/// The day in the path of an address: `/2019/11/19/`, `/20191119/`, `2019-11-19`.
pub(crate) fn in_url(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split_once('/').map_or("", |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let bytes = path.as_bytes();
    (0..bytes.len()).find_map(|at| {
        let starts = at == 0 || !bytes[at - 1].is_ascii_digit();
        let year: i16 =
            path.get(at..at + 4).filter(|year| starts && year.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
        let rest = &path[at + 4..];
        let sign = rest.chars().next()?;
        let (month, day, after) = match sign {
            '/' | '-' | '_' => {
                let (month, rest) = rest[1..].split_once(sign)?;
                let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                (month, &rest[..end], &rest[end..])
            }
            '0' | '1' => (rest.get(..2)?, rest.get(2..4)?, rest.get(4..)?),
            _ => return None,
        };
        if after.starts_with(|c: char| c.is_ascii_digit()) || month.len() > 3 || day.is_empty() || day.len() > 2 {
            return None;
        }
        let month = month.parse().ok().or_else(|| self::month(month))?;
        Date::new(year, month, day.parse().ok()?).ok().filter(|day| (FIRST_YEAR..2100).contains(&day.year()))
    })
}

#[cfg(test)]
mod tests {
    use super::{in_url, parse};

    #[test]
    fn days_are_read() {
        let cases = [
            ("2019-11-19T08:00:00+01:00", "2019-11-19"),
            ("20191119T080000", "2019-11-19"),
            ("November 19, 2019", "2019-11-19"),
            ("Published on Nov. 19th, 2019 at 8 am", "2019-11-19"),
            ("Tue, 19 Nov 2019 08:00:00 GMT", "2019-11-19"),
            ("19. November 2019", "2019-11-19"),
            ("le 19 août 2019", "2019-08-19"),
            ("19.11.19", "2019-11-19"),
            ("11/19/2019 08:00", "2019-11-19"),
            ("19-Nov-2019", "2019-11-19"),
            ("03/05/2019", "-"),
            ("31 February 2019", "-"),
            ("Room 2019, 11 floors", "-"),
            ("version 2019.99.1", "-"),
            ("1822-11-19", "-"),
            ("", "-"),
        ];
        for (words, day) in cases {
            assert_eq!(parse(words).map_or("-".to_owned(), |day| day.to_string()), day, "{words}");
        }
    }

    #[test]
    fn days_in_addresses_are_read() {
        let cases = [
            ("https://news.example/2019/11/19/fog-closes-harbour", "2019-11-19"),
            ("https://news.example/fog-2019-11-19.html", "2019-11-19"),
            ("https://news.example/a/20191119/fog", "2019-11-19"),
            ("https://news.example/2019/nov/19/fog", "2019-11-19"),
            ("https://news.example/2019/11/fog", "-"),
            ("https://2019-11-19.example/fog", "-"),
            ("https://news.example/id/120191119", "-"),
        ];
        for (url, day) in cases {
            assert_eq!(in_url(url).map_or("-".to_owned(), |day| day.to_string()), day, "{url}");
        }
    }
}
