//! A WARC archive of any size, to see what reading one costs: `warc-archive FILE [--mib N] [--seed N]`.
//!
//! Its pages are made of words drawn at random: a head with metadata, navigation, an article, teasers and a foot.
//! Every hundredth record has a length that is too long by some bytes, as broken archives do.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a bench prints and writes files")]

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use clap::Parser;
use dateline_bench::Dice;

/// Makes a WARC archive of pages that no one wrote.
#[derive(Parser)]
struct Arguments {
    /// The archive to be written.
    file: PathBuf,
    /// Its size in mebibytes.
    #[arg(long, default_value_t = 1024)]
    mib: u64,
    /// Where the random numbers begin.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

const WORDS: [&str; 32] = [
    "the", "harbour", "of", "Wexmouth", "was", "closed", "on", "Friday", "after", "a", "storm", "said", "mayor",
    "Alder", "and", "two", "pilots", "had", "waited", "for", "tide", "while", "ferries", "stayed", "in", "port",
    "council", "asked", "Halden", "to", "send", "boats",
];

fn sentence(dice: &mut Dice, words: usize) -> String {
    let mut sentence = String::from("Then");
    for _ in 0..words {
        sentence.push(' ');
        sentence.push_str(WORDS[dice.next(WORDS.len())]);
    }
    sentence.push('.');
    sentence
}

fn page(number: usize, dice: &mut Dice) -> String {
    let mut html = String::from("<!doctype html><html><head><meta charset=\"utf-8\">");
    let title = sentence(dice, 6);
    let day = 1 + number % 28;
    let _ = write!(
        html,
        "<title>{title} | The Wexmouth Herald</title>\
         <meta property=\"article:published_time\" content=\"2021-11-{day:02}T08:00:00Z\"></head><body><nav><ul>"
    );
    for item in 0..60 {
        let _ = write!(html, "<li class=\"nav-item\"><a href=\"/section/{item}\">Section {item}</a></li>");
    }
    let _ = write!(html, "</ul></nav><article><h1>{title}</h1>");
    for _ in 0..8 + dice.next(20) {
        html.push_str("<p>");
        for _ in 0..1 + dice.next(4) {
            let words = 8 + dice.next(20);
            html.push_str(&sentence(dice, words));
            html.push(' ');
        }
        html.push_str("</p>\n");
    }
    html.push_str("</article><aside class=\"related\"><ul>");
    for item in 0..40 {
        let _ = write!(html, "<li><a href=\"/story/{item}\">{}</a></li>", sentence(dice, 7));
    }
    html.push_str("</ul></aside><script>");
    for item in 0..200 {
        let _ = write!(html, "var tracker{item} = {{ id: {item}, name: \"tracker\" }};");
    }
    html.push_str("</script><footer>All rights reserved.</footer></body></html>");
    html
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let mut file = BufWriter::new(File::create(&arguments.file)?);
    let mut dice = Dice::new(arguments.seed);
    let (mut n_bytes, mut n_pages) = (0_u64, 0_usize);
    while n_bytes < arguments.mib << 20 {
        let html = page(n_pages, &mut dice);
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}");
        let length = answer.len() + if n_pages % 100 == 99 { 3 } else { 0 };
        let record = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/{n_pages}\r\n\
             WARC-Date: 2021-12-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n\
             Content-Length: {length}\r\n\r\n{answer}\r\n\r\n"
        );
        file.write_all(record.as_bytes())?;
        n_bytes += record.len() as u64;
        n_pages += 1;
    }
    file.flush()?;
    println!("{}: {n_pages} pages, {n_bytes} bytes", arguments.file.display());
    Ok(())
}
