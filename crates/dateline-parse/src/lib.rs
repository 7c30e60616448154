//! English text into tokens, trees, sentences and names: spaCy's `en_core_web` models, without Python.
mod arc_eager;
mod chars;
mod chunks;
mod hash;
mod kernel;
mod lemma;
mod lexicon;
pub mod model;
mod ner;
mod net;
mod parse;
mod pipeline;
mod ruler;
mod step;
mod tokenizer;
mod tree;

pub use kernel::Isa;
pub use model::ModelError;
pub use parse::{Entity, Parse, Pos, Sentence, Token};
pub use pipeline::{Pipeline, Workspace};
