//! The command as people and programs meet it: what it prints, where, and with which exit status.
#![allow(clippy::disallowed_methods, reason = "tests read and write files")]

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

const PAGE: &str = "date 1931-03-05 The harbour was closed on Tuesday, Mayor Greta Alder said.\n\
                    \"We wait,\" Alder said. She left for Wexmouth.\n";

fn dateline() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").stdin(Stdio::null());
    command
}

/// Runs `dateline read` in a folder with these files.
fn read(files: &[(&str, &[u8])], arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    dateline().current_dir(folder.path()).arg("read").args(arguments).output().unwrap()
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn told(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn records(output: &Output) -> Vec<Value> {
    let records: Vec<Value> = out(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for record in &records {
        check_spans(record, record["text"].as_str());
    }
    records
}

/// Every span with a `text` beside it lies in the text and holds those words.
fn check_spans(value: &Value, text: Option<&str>) {
    match value {
        Value::Object(fields) => {
            if let (Some(span), Some(words), Some(text)) = (fields.get("span"), fields.get("text"), text)
                && let [start, end] =
                    span.as_array().unwrap()[..].iter().map(|n| n.as_u64().unwrap() as usize).collect::<Vec<_>>()[..]
            {
                assert_eq!(&text[start..end], words.as_str().unwrap());
            }
            fields.values().for_each(|field| check_spans(field, text));
        }
        Value::Array(items) => items.iter().for_each(|item| check_spans(item, text)),
        _ => {}
    }
}

fn codes(record: &Value) -> Vec<&str> {
    record["notes"].as_array().unwrap().iter().map(|note| note["code"].as_str().unwrap()).collect()
}

#[test]
fn a_page_becomes_a_record() {
    let output = read(&[("page.txt", PAGE.as_bytes())], &["page.txt", "--format", "json", "--with-text"]);
    assert_eq!((output.status.code(), told(&output)), (Some(0), ""));
    let record = &records(&output)[0];
    assert_eq!(record["page"]["source"], "page.txt");
    assert_eq!(record["page"]["published"]["value"], "1931-03-05");
    assert_eq!(record["page"]["published"]["from"], "text");
    assert_eq!(record["stories"][0]["kind"], "main");
    let alder = record["entities"].as_array().unwrap().iter().find(|e| e["name"] == "Greta Alder").unwrap();
    let kinds: Vec<&str> =
        alder["mentions"].as_array().unwrap().iter().map(|mention| mention["kind"].as_str().unwrap()).collect();
    assert_eq!((alder["type"].as_str(), kinds), (Some("person"), vec!["name", "name", "pronoun"]));
    assert_eq!(record["times"][0]["value"], "1931-03-03");
    for event in record["events"].as_array().unwrap() {
        assert!(event["type"].is_string() || event["type"].is_null(), "{event}");
        assert!(event["actors"].is_array() && event["recipients"].is_array() && event["status"].is_string(), "{event}");
    }
    for empty in ["measures", "disputes"] {
        assert_eq!(record[empty], Value::Array(vec![]), "{empty}");
    }
    assert!(record.get("id").is_none());
}

#[test]
fn events_less_sure_than_asked_for_are_left_out() {
    let page = [("page.txt", "Norway will impose sanctions on Denmark if the talks fail.".as_bytes())];
    let n_events = |least: &str| {
        let output = read(&page, &["page.txt", "--format", "json", "--min-confidence", least]);
        let record = &records(&output)[0];
        assert!(
            record["events"].as_array().unwrap().iter().all(|event| event["confidence"].as_f64() >= least.parse().ok())
        );
        (record["events"].as_array().unwrap().len(), record["measures"].as_array().unwrap().len())
    };
    assert!(n_events("0").0 > n_events("0.7").0);
    assert_eq!(n_events("0.7").1, 1, "the sanctions are a measure");
    assert_eq!(n_events("1"), (0, 0));
    let odd = read(&page, &["page.txt", "--min-confidence", "2"]);
    assert!(told(&odd).contains("not a number from 0 to 1"));
}

#[test]
fn people_get_blocks_and_colours_only_where_they_are_seen() {
    let plain = read(&[("page.txt", PAGE.as_bytes())], &["page.txt"]);
    assert!(out(&plain).contains("1931-03-05, as the page says") && out(&plain).contains("── main"));
    assert!(!out(&plain).contains('\x1b'), "a pipe gets no colours");
    let coloured = read(&[("page.txt", PAGE.as_bytes())], &["page.txt", "--color", "always"]);
    assert!(out(&coloured).contains("\x1b[36mGreta Alder\x1b[0m"), "{}", out(&coloured));
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.txt");
    fs::write(&page, PAGE).unwrap();
    let output = dateline().env("NO_COLOR", "1").env("CLICOLOR_FORCE", "0").arg("read").arg(&page).output().unwrap();
    assert!(!out(&output).contains('\x1b'));
}

#[test]
fn a_page_cannot_command_the_terminal() {
    let output =
        read(&[("page.txt", b"Fog \x1b]0;gone\x07\x1b[2J rose at sea.\n")], &["page.txt", "--color", "always"]);
    assert!(!out(&output).contains("\x1b]") && !out(&output).contains("\x1b[2J"), "{:?}", out(&output));
}

#[test]
fn conllu_has_ten_columns_and_whole_trees() {
    let output = read(&[("page.txt", PAGE.as_bytes())], &["page.txt", "--format", "conllu"]);
    assert!(out(&output).starts_with("# newdoc id = page.txt\n"));
    let mut n_words = 0;
    for sentence in out(&output).split("\n\n").filter(|sentence| !sentence.trim().is_empty()) {
        let words: Vec<Vec<&str>> =
            sentence.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
        n_words += words.len();
        for (i, word) in words.iter().enumerate() {
            assert_eq!((word.len(), word[0].parse::<usize>().unwrap()), (10, i + 1));
            assert!(word[6].parse::<usize>().unwrap() <= words.len());
            let range = word[9].split('|').find_map(|field| field.strip_prefix("Range=")).unwrap();
            let (start, end) = range.split_once(':').unwrap();
            assert_eq!(&PAGE[start.parse().unwrap()..end.parse().unwrap()], word[1]);
        }
        assert!(words.iter().any(|word| word[6] == "0"), "a sentence has a root");
    }
    assert!(n_words > 20 && out(&output).contains("NER=B-PERSON|Range="));
}

#[test]
fn timeml_marks_the_words() {
    let output = read(
        &[("page.txt", b"Fog & rain on Tuesday.\n")],
        &["page.txt", "--format", "timeml", "--dated", "1931-03-05"],
    );
    let expected = "Fog &amp; rain on <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"1931-03-03\">Tuesday</TIMEX3>.";
    assert!(out(&output).contains(expected), "{}", out(&output));
    assert!(out(&output).contains("functionInDocument=\"CREATION_TIME\">1931-03-05<"));
}

#[test]
fn brat_gets_text_and_annotations() {
    let page = "“Fög,” said Mary Alder.\n\nThe clerk said the fog\nwas thick.\n";
    let output = read(&[("page.txt", page.as_bytes())], &["page.txt", "--format", "brat"]);
    let out = out(&output);
    let (text, notes) = out.split_once("page.ann <==\n").unwrap();
    assert!(text.contains("page.txt <==\n") && text.contains(page));
    let chars: Vec<char> = page.chars().collect();
    let mut kinds = Vec::new();
    for line in notes.lines().filter(|line| line.starts_with('T')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let (kind, places) = fields[1].split_once(' ').unwrap();
        let words = places.split(';').map(|place| {
            let (start, end) = place.split_once(' ').unwrap();
            chars[start.parse().unwrap()..end.parse().unwrap()].iter().collect::<String>()
        });
        assert_eq!(words.collect::<Vec<_>>().join(" "), fields[2]);
        kinds.push(kind.to_owned());
    }
    assert_eq!(kinds, ["Source", "Cue", "Content", "Source", "Cue", "Content"]);
    assert!(notes.contains("R1\tAttribution Arg1:T2 Arg2:T1\nR2\tAttribution Arg1:T2 Arg2:T3\n"), "{notes}");
    assert!(notes.contains("\tAct T2 say\n") && notes.contains("\tMode T2 direct\n"), "{notes}");
}

#[test]
fn html_marks_who_said_what() {
    let pages: [(&str, &[u8]); 2] = [
        ("a.txt", "Mary Alder said the keeper believes that the fog will lift. <b>Fog</b> & ice fell.".as_bytes()),
        ("b.txt", "“The lamp is out,” the keeper said.".as_bytes()),
    ];
    let output = read(&pages, &["a.txt", "b.txt", "--format", "html"]);
    let out = out(&output);
    assert!(out.starts_with("<!DOCTYPE html>") && out.trim_end().ends_with("</html>"));
    assert_eq!((out.matches("<html").count(), out.matches("<article>").count()), (1, 2));
    assert!(out.contains("<span class=\"source\">Mary Alder</span>"), "{out}");
    assert!(out.contains("class=\"content d2\"") && out.contains("&lt;b&gt;Fog&lt;/b&gt; &amp; ice"), "{out}");
    assert!(!out.contains("<b>") && !out.contains("<script") && !out.contains("http"), "nothing is fetched or run");
}

#[test]
fn explain_tells_why() {
    let output = read(&[("page.txt", PAGE.as_bytes())], &["page.txt", "--format", "json", "--explain"]);
    let why = records(&output)[0]["times"][0]["explanation"].as_str().unwrap().to_owned();
    assert!(why.contains("1931-03-05") && why.contains("1931-03-03"), "{why}");
}

#[test]
fn the_day_told_beats_the_day_found() {
    let day = |arguments: &[&str], line: &str| {
        let output = read(&[("l.jsonl", line.as_bytes())], &[&["l.jsonl", "--format", "json"], arguments].concat());
        let published = &records(&output)[0]["page"]["published"];
        (published["value"].as_str().map(str::to_owned), published["from"].as_str().map(str::to_owned))
    };
    let some = |value: &str, from: &str| (Some(value.to_owned()), Some(from.to_owned()));
    let line = r#"{"id":1,"text":"date 1931-03-05 Fog rose.","published":"1931-03-04"}"#;
    assert_eq!(day(&["--dated", "1931-03-01"], line), some("1931-03-01", "argument"));
    assert_eq!(day(&[], line), some("1931-03-04", "metadata"));
    assert_eq!(day(&[], &line.replace(r#""1931-03-04""#, "null")), some("1931-03-05", "text"));
    assert_eq!(day(&[], r#"{"id":1,"text":"Fog rose."}"#), (None, None));
}

#[test]
fn impossible_days_are_refused() {
    for day in ["1931-02-31", "yesterday", "31-03-05x"] {
        let output = read(&[("page.txt", PAGE.as_bytes())], &["page.txt", "--dated", day]);
        assert_eq!(output.status.code(), Some(2));
        assert!(told(&output).contains("not a day of the calendar"), "{}", told(&output));
    }
}

// ------------------------------------------------------------------ bad input

fn record_of(bytes: &[u8]) -> Value {
    let output = read(&[("page.txt", bytes)], &["page.txt", "--format", "json", "--with-text"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    records(&output).remove(0)
}

#[test]
fn pages_without_words_are_read_and_noted() {
    for bytes in [&b""[..], b" \n\t\r\n  "] {
        let record = record_of(bytes);
        assert_eq!((codes(&record), record["stories"].as_array().unwrap().len()), (vec!["page/empty"], 0));
    }
}

#[test]
fn control_characters_are_noted_and_kept() {
    let record = record_of(b"Fog\0rose over \x07Wexmouth at dawn.\n");
    assert_eq!(codes(&record), ["page/nul", "page/control"]);
    assert_eq!(record["text"], "Fog\0rose over \x07Wexmouth at dawn.\n");
}

#[test]
fn other_encodings_are_read() {
    let record = record_of(b"The f\xeate in the caf\xe9 began at dawn, the mayor said.\n");
    assert_eq!((codes(&record), record["text"].as_str().unwrap().contains("fête")), (vec!["page/encoding"], true));
    let utf16: Vec<u8> = std::iter::once(0xfeff_u16)
        .chain("Fog rose over Wexmouth.".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let record = record_of(&utf16);
    assert_eq!((codes(&record), record["text"].as_str()), (vec!["page/encoding"], Some("Fog rose over Wexmouth.")));
    let record = record_of(&[&"Båten på fjørden så tåka. ".repeat(20).into_bytes()[..], b"\xff."].concat());
    assert!(codes(&record).contains(&"page/malformed"), "{:?}", codes(&record));
}

#[test]
fn a_lone_line_of_8_mb_is_read_in_parts() {
    let line = format!("{} ", "fog".repeat(1000)).repeat(2800);
    assert!(line.len() > 8 << 20);
    let record = record_of(line.as_bytes());
    assert_eq!(codes(&record), ["story/long"]);
}

#[test]
fn a_page_over_the_limit_is_cut() {
    let output =
        read(&[("page.txt", PAGE.as_bytes())], &["page.txt", "--format", "json", "--with-text", "--page-bytes", "20"]);
    let record = &records(&output)[0];
    assert_eq!((codes(record), record["text"].as_str().unwrap().len()), (vec!["page/too-long"], 20));
    let strict = read(&[("page.txt", PAGE.as_bytes())], &["page.txt", "--page-bytes", "20", "--strict"]);
    assert_eq!(strict.status.code(), Some(2), "--strict does not take a page that was cut");
}

#[test]
fn a_broken_line_costs_itself_only() {
    let lines = "{\"id\":\"a\",\"text\":\"Fog.\"}\n{\"id\":\"b\",\"text\":\n\n{\"id\":3,\"text\":\"Rain.\"}\n[1]\n\
                 {\"id\":\"c\"}\n{\"id\":\"d\",\"html\":\"<p>Hail.\"}\n{\"text\":\"Snow.\"}";
    let output = read(&[("l.jsonl", lines.as_bytes())], &["l.jsonl", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0));
    let ids: Vec<Value> = records(&output).iter().map(|record| record["id"].clone()).collect();
    assert_eq!(ids, [Value::from("a"), Value::from(3), Value::from("d"), Value::Null]);
    for place in ["l.jsonl:2: ", "l.jsonl:5: ", "l.jsonl:6: "] {
        assert!(told(&output).contains(place), "{}", told(&output));
    }
    assert!(told(&output).contains("4 pages") && told(&output).contains("3 skipped"), "{}", told(&output));
    assert_eq!(codes(&records(&output)[2]), [""; 0]);
    let strict = read(&[("l.jsonl", lines.as_bytes())], &["l.jsonl", "--format", "json", "--strict"]);
    assert_eq!((strict.status.code(), out(&strict)), (Some(2), out(&output)));
}

#[test]
fn lines_that_are_no_text_are_told() {
    let output = read(
        &[("l.jsonl", b"{\"id\":1,\"text\":\"a\xff\"}\n{\"id\":2,\"text\":\"Fog.\"}\n")],
        &["l.jsonl", "--format", "json"],
    );
    assert_eq!(records(&output).len(), 1);
    assert!(told(&output).contains("l.jsonl:1: not UTF-8 from byte 17 on"), "{}", told(&output));
}

#[test]
fn what_is_not_there_is_told_and_the_rest_is_read() {
    let output = read(&[("page.txt", PAGE.as_bytes())], &["missing.txt", "page.txt", "--format", "json"]);
    assert_eq!((output.status.code(), records(&output).len()), (Some(2), 1));
    assert!(told(&output).contains("cannot read missing.txt: no such file or folder"), "{}", told(&output));
}

#[test]
fn nothing_to_read_is_status_1() {
    let folder = tempfile::tempdir().unwrap();
    let output = dateline().arg("read").arg(folder.path()).output().unwrap();
    assert_eq!((output.status.code(), out(&output)), (Some(1), ""));
    let output = read(&[("l.jsonl", b"\n\n")], &["l.jsonl"]);
    assert_eq!(output.status.code(), Some(1));
}

#[cfg(unix)]
#[test]
fn a_folder_is_walked_in_order_past_what_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("sub")).unwrap();
    for name in ["b.txt", "a.txt", "sub/c.txt"] {
        fs::write(path(name), format!("Fog in {name}.")).unwrap();
    }
    fs::write(path("picture.png"), b"\x89PNG").unwrap();
    // As root every folder can be read; a link to nowhere cannot, for anybody.
    std::os::unix::fs::symlink("nowhere", path("aa.txt")).unwrap();
    let output = dateline().args(["read", "--format", "json", "--with-text"]).arg(folder.path()).output().unwrap();
    let texts: Vec<String> =
        records(&output).iter().map(|record| record["text"].as_str().unwrap().to_owned()).collect();
    assert_eq!(texts, ["Fog in a.txt.", "Fog in b.txt.", "Fog in sub/c.txt."]);
    assert_eq!(output.status.code(), Some(2));
    let reason = format!("cannot read {}: no such file or folder", path("aa.txt").display());
    assert!(told(&output).contains(&reason), "{}", told(&output));
    assert!(told(&output).contains("passed over: 1 file"), "{}", told(&output));
}

// ------------------------------------------------------------------ many pages

fn many() -> String {
    let towns = ["Wexmouth", "Skarvik", "Halden", "Port Reed"];
    (0..60).fold(String::new(), |lines, i| {
        let town = towns[i % towns.len()];
        let text =
            format!("{town} closed its harbour on Friday. Mayor Alder said {i} ships wait. {}", "Fog. ".repeat(i % 13));
        lines + &serde_json::json!({"id": i, "text": text, "published": "1931-03-05"}).to_string() + "\n"
    })
}

#[test]
fn threads_and_order_make_no_difference() {
    let lines = many();
    let files: &[(&str, &[u8])] = &[("l.jsonl", lines.as_bytes())];
    let one = read(files, &["l.jsonl", "--format", "json", "--threads", "1"]);
    assert_eq!(records(&one).len(), 60);
    for threads in ["2", "7"] {
        assert_eq!(out(&read(files, &["l.jsonl", "--format", "json", "--threads", threads])), out(&one));
    }
    let backwards: Vec<&str> = lines.lines().rev().collect();
    let output = read(&[("l.jsonl", backwards.join("\n").as_bytes())], &["l.jsonl", "--format", "json"]);
    let mut answers: Vec<&str> = out(&output).lines().collect();
    answers.reverse();
    assert_eq!(answers, out(&one).lines().collect::<Vec<_>>());
}

#[test]
fn packed_lines_and_files_are_read() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(many().as_bytes()).unwrap();
    let bytes = packed.finish().unwrap();
    let output = read(&[("l.jsonl.gz", &bytes)], &["l.jsonl.gz", "--format", "json"]);
    assert_eq!(records(&output).len(), 60);
    let output = read(&[("l.jsonl.gz", &bytes[..bytes.len() / 2])], &["l.jsonl.gz", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2), "an archive that breaks off is an error");
    assert!(
        !records(&output).is_empty() && told(&output).contains("cannot read l.jsonl.gz from line"),
        "{}",
        told(&output)
    );
}

fn with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = dateline()
        .arg("read")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

#[test]
fn standard_input_is_a_page_or_lines() {
    assert!(out(&with_input(&[], PAGE.as_bytes())).contains("Greta Alder"));
    assert_eq!(records(&with_input(&["-", "--format", "json"], many().as_bytes())).len(), 60);
}

#[test]
fn output_goes_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.txt");
    fs::write(&page, PAGE).unwrap();
    let file = folder.path().join("out.txt");
    let output = dateline().args(["read", "--color", "always", "--output"]).arg(&file).arg(&page).output().unwrap();
    assert_eq!((output.status.code(), out(&output)), (Some(0), ""));
    let written = fs::read_to_string(&file).unwrap();
    assert!(written.contains("Greta Alder") && !written.contains('\x1b'));
    let nowhere = dateline().args(["read", "--output"]).arg(folder.path()).arg(&page).output().unwrap();
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(told(&nowhere).contains("cannot write"));
}

fn running(lines: &Path) -> Child {
    let mut command = dateline();
    command.args(["read", "--format", "json", "--threads", "1"]).arg(lines);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let lines = folder.path().join("l.jsonl");
    fs::write(&lines, many().repeat(20)).unwrap();
    let mut child = running(&lines);
    let mut first = [0; 100];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    // The pipe is closed here, long before all is written.
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), told(&output).contains("error")), (Some(0), false), "{}", told(&output));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_cleanly_with_what_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let lines = folder.path().join("l.jsonl");
    fs::write(&lines, many().repeat(400)).unwrap();
    let mut child = running(&lines);
    let mut stdout = child.stdout.take().unwrap();
    let mut got = vec![0; 100];
    stdout.read_exact(&mut got).unwrap();
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    stdout.read_to_end(&mut got).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    assert!(told(&output).contains("stopped: "), "{}", told(&output));
    let got = String::from_utf8(got).unwrap();
    assert!(got.ends_with('\n') && got.lines().count() < 24_000);
    assert!(got.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()), "no line is half written");
}

// ------------------------------------------------------------------ the command line itself

#[test]
fn rules_and_completions_are_printed() {
    let rules = dateline().arg("rules").output().unwrap();
    let name = out(&rules).split_whitespace().next().unwrap().to_owned();
    let manual = dateline().args(["rules", &name]).output().unwrap();
    assert!(out(&manual).contains("What it reads"), "{}", out(&manual));
    let unknown = dateline().args(["rules", "no-such-rule"]).output().unwrap();
    assert_eq!(unknown.status.code(), Some(2));
    let completions = dateline().args(["completions", "bash"]).output().unwrap();
    assert!(out(&completions).contains("--with-text"));
    let licences = dateline().arg("licences").output().unwrap();
    assert!(out(&licences).contains("WordNet"));
}

/// `docs/cli.md` is printed from the command's definition; `UPDATE=1` writes it anew.
#[test]
fn the_manual_says_what_the_command_does() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/cli.md");
    let manual = clap_markdown::help_markdown::<dateline::Arguments>();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &manual).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), manual, "run UPDATE=1 cargo test -p dateline");
}

#[test]
fn a_users_names_are_looked_up_first() {
    let names = "name,type,country,sector,wikidata,aliases\nWexmouth Harbour Board,organization,GB,GOV,Q42,WHB\n";
    let page = b"1931-03-05\nThe WHB closed the harbour on Tuesday.\n";
    let files: [(&str, &[u8]); 3] = [
        ("page.txt", page),
        ("names.csv", names.as_bytes()),
        ("bad.csv", b"name,type\nAlder,person\nWexmouth,planet\n"),
    ];
    let output = read(&files, &["page.txt", "--names", "names.csv", "--format", "json", "--with-text"]);
    let record = &records(&output)[0];
    assert_eq!(record["entities"][0]["name"], "Wexmouth Harbour Board");
    assert_eq!(record["entities"][0]["sector"], "GOV");
    assert_eq!(record["entities"][0]["mentions"][0]["text"], "WHB");
    let output = read(&files, &["page.txt", "--names", "bad.csv"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("bad.csv: line 3: the type \"planet\" is none of person,"), "{}", told(&output));
    let output = read(&files, &["page.txt", "--names", "none.csv"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("cannot read none.csv"), "{}", told(&output));
}

/// The README shows what its first command prints; `UPDATE=1` writes it anew.
#[test]
fn the_readme_shows_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let output = dateline().current_dir(&root).args(["read", "examples/harbour.txt"]).output().unwrap();
    let path = root.join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once("```text\n").unwrap();
    let (_, after) = rest.split_once("```").unwrap();
    let expected = format!("{before}```text\n{}\n```{after}", out(&output).trim_end());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), expected, "run UPDATE=1 cargo test -p dateline");
}
