//! Pages that browsers save whole (MHTML, RFC 2557): the first part that is HTML.

use mailparse::{MailHeaderMap, ParsedMail};

use crate::{Found, Page};

/// The page in a file.
///
/// # Errors
/// When it is no MHTML, or holds no HTML: a sentence with the file's name.
pub fn page(name: &str, bytes: &[u8]) -> Found {
    let unreadable = |reason: &str| Err(format!("cannot read {name} as MHTML: {reason}"));
    let whole = match mailparse::parse_mail(bytes) {
        Ok(whole) => whole,
        Err(error) => return unreadable(&error.to_string()),
    };
    let Some(part) = whole.parts().find(|part| part.ctype.mimetype == "text/html") else {
        return unreadable("it has no part that is HTML");
    };
    let Ok(bytes) = part.get_body_raw() else { return unreadable("its HTML cannot be decoded") };
    let of = |part: &ParsedMail<'_>, name: &str| part.headers.get_first_value(name);
    let url = of(&whole, "Snapshot-Content-Location").or_else(|| of(part, "Content-Location"));
    let captured = of(&whole, "Date").and_then(|date| {
        let moment = jiff::Timestamp::from_second(mailparse::dateparse(&date).ok()?).ok()?;
        Some(moment.to_string())
    });
    let charset = Some(part.ctype.charset.clone()).filter(|_| part.ctype.params.contains_key("charset"));
    Ok(Page { name: name.to_owned(), bytes, charset, url, captured, ..Page::default() })
}
