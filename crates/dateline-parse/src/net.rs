//! Tokens into vectors: hash embeddings, a mixing layer, and convolutions over neighbours.
//!
//! The mixing layer's output depends on the word alone (and on whether a space follows).
//! So do the three products that the first convolution adds up: with the word as left neighbour, in the middle, and as
//! right neighbour.
//! They are kept for the words met last, which saves about a third of the work on news.

use std::ops::Range;

use crate::kernel::{Arithmetic, Lanes, Packed, WIDTH, floats, floats_mut};
use crate::lexicon::{Lexicon, NO_SLOT, WordId};
use crate::model::{Column, LoadedNetwork, LoadedVectors, Maxout, ModelError, Slab};
use crate::tokenizer::Cut;

/// A maxout layer and its normalization, packed.
#[derive(Debug)]
struct Layer {
    maxout: Packed,
    gain: Vec<Lanes>,
    bias: Vec<Lanes>,
}

fn lanes(numbers: &[f32]) -> Vec<Lanes> {
    let mut lanes = vec![Lanes::default(); numbers.len().div_ceil(WIDTH)];
    floats_mut(&mut lanes)[..numbers.len()].copy_from_slice(numbers);
    lanes
}

impl Layer {
    fn new(layer: &Maxout) -> Result<Self, ModelError> {
        let maxout = Packed::maxout(&layer.weights, &layer.bias, layer.n_outputs, layer.n_inputs)
            .map_err(|_| ModelError::Inconsistent("a layer's width is not a multiple of 16".to_owned()))?;
        Ok(Self { maxout, gain: lanes(&layer.gain), bias: lanes(&layer.norm_bias) })
    }
}

/// One network that makes a vector of each token.
#[derive(Debug)]
pub(crate) struct Network {
    width: usize,
    tables: Vec<(Column, Slab<f32>)>,
    vectors: Option<Packed>,
    mix: Layer,
    /// The first convolution's products of one word: as left neighbour, middle, right neighbour.
    products: Packed,
    first: (Vec<Lanes>, Vec<Lanes>),
    rest: Vec<Layer>,
}

impl Network {
    pub(crate) fn new(network: &LoadedNetwork) -> Result<Self, ModelError> {
        let width = network.width;
        let first = &network.layers[0];
        // Panel by panel as `Packed::maxout` has it, for each of the three places: outputs 48 q + 16 p + l.
        let mut weights = Vec::with_capacity(9 * width * width);
        let mut bias = Vec::with_capacity(9 * width);
        for place in 0..3 {
            for (panel, piece, lane) in places(width) {
                let row = (panel * WIDTH + lane) * 3 + piece;
                let start = row * 3 * width + place * width;
                weights.extend_from_slice(&first.weights[start..start + width]);
                bias.push(if place == 1 { first.bias[row] } else { 0.0 });
            }
        }
        Ok(Self {
            width,
            tables: network.tables.clone(),
            vectors: network.vectors.as_ref().map(|v| Packed::affine(&v.weights, None, v.n_outputs, v.n_inputs)),
            mix: Layer::new(&network.mix)?,
            products: Packed::affine(&weights, Some(&bias), 9 * width, width),
            first: (lanes(&first.gain), lanes(&first.norm_bias)),
            rest: network.layers[1..].iter().map(Layer::new).collect::<Result<_, _>>()?,
        })
    }

    /// Lanes of a token's vector.
    pub(crate) fn width(&self) -> usize {
        self.width / WIDTH
    }

    /// Lanes that are kept of a word: its vector, and three products of three pieces.
    fn kept(&self) -> usize {
        10 * self.width()
    }

    /// How many neighbours on each side the convolutions after the first look at.
    fn reach(&self) -> usize {
        self.rest.len()
    }

    /// What is kept of some words.
    fn embed(
        &self,
        words: &[NewWord],
        vectors: Option<&LoadedVectors>,
        arithmetic: Arithmetic,
        scratch: &mut EmbedScratch,
    ) {
        let (width, n_parts) = (self.width, self.tables.len() + usize::from(self.vectors.is_some()));
        let n_inputs = width * n_parts;
        scratch.inputs.clear();
        scratch.inputs.resize(words.len() * n_inputs, 0.0);
        for (word, row) in words.iter().zip(scratch.inputs.chunks_exact_mut(n_inputs)) {
            let mut parts = row.chunks_exact_mut(width);
            for ((column, table), part) in self.tables.iter().zip(&mut parts) {
                let n_rows = (table.len() / width) as u32;
                let rows = crate::hash::embedding_rows(word.word.feature(column.feature, word.spacy), column.seed)
                    .map(|row| &table[(row % n_rows) as usize * width..][..width]);
                for (i, out) in part.iter_mut().enumerate() {
                    *out = rows[0][i] + rows[1][i] + rows[2][i] + rows[3][i];
                }
            }
            if let (Some(projection), Some(part)) = (&self.vectors, parts.next())
                && let Some(vector) = vectors.and_then(|vectors| vectors.get(word.word.id))
            {
                let mut projected = vec![Lanes::default(); projection.n_lanes()];
                arithmetic.affine(projection, vector, 0, 1, &mut projected);
                part.copy_from_slice(&floats(&projected)[..width]);
            }
        }
        let n = words.len();
        let mixed = resized(&mut scratch.mixed, n * self.width());
        arithmetic.maxout(&self.mix.maxout, &scratch.inputs, n_inputs, n, mixed);
        let zeros = resized(&mut scratch.zeros, n * self.width());
        let normed = resized(&mut scratch.normed, n * self.width());
        arithmetic.norm(mixed, &self.mix.gain, &self.mix.bias, zeros, normed);
        let products = resized(&mut scratch.products, n * self.products.n_lanes());
        arithmetic.affine(&self.products, floats(normed), width, n, products);
    }

    /// The convolutions after the first, over `n_rows` of the first layer's rows in `scratch`.
    /// Each loses a row at both ends; the rows that are left are the tokens' vectors.
    fn finish<'a>(&self, mut n_rows: usize, scratch: &'a mut Rows, arithmetic: Arithmetic) -> &'a [Lanes] {
        let width = self.width();
        for layer in &self.rest {
            let n_out = n_rows - 2;
            let largest = resized(&mut scratch.largest, n_out * width);
            arithmetic.maxout(&layer.maxout, floats(&scratch.rows), self.width, n_out, largest);
            let residual = &scratch.rows[width..(n_out + 1) * width];
            let out = resized(&mut scratch.next, n_out * width);
            arithmetic.norm(largest, &layer.gain, &layer.bias, residual, out);
            std::mem::swap(&mut scratch.rows, &mut scratch.next);
            n_rows = n_out;
        }
        &scratch.rows[..n_rows * width]
    }
}

/// Panel, piece and lane of each place of a maxout layer's packed row.
fn places(width: usize) -> impl Iterator<Item = (usize, usize, usize)> {
    (0..3 * width).map(|place| (place / (3 * WIDTH), place / WIDTH % 3, place % WIDTH))
}

/// Makes it at least so long, and gives that much of it; what it held before does not matter.
fn resized(lanes: &mut Vec<Lanes>, len: usize) -> &mut [Lanes] {
    if lanes.len() < len {
        lanes.resize(len, Lanes::default());
    }
    &mut lanes[..len]
}

/// A block's rows on their way through the layers.
#[derive(Debug, Default)]
struct Rows {
    rows: Vec<Lanes>,
    next: Vec<Lanes>,
    largest: Vec<Lanes>,
}

#[derive(Debug, Default)]
struct EmbedScratch {
    inputs: Vec<f32>,
    mixed: Vec<Lanes>,
    zeros: Vec<Lanes>,
    normed: Vec<Lanes>,
    products: Vec<Lanes>,
}

struct NewWord {
    word: crate::lexicon::Word,
    spacy: bool,
    slot: u32,
}

/// The vectors and products of the words met last, for all networks.
#[derive(Debug)]
pub(crate) struct WordVectors {
    kept: Vec<Vec<Lanes>>,
    owners: Vec<(WordId, bool)>,
    /// The block that a slot was last used in.
    used: Vec<u64>,
    block: u64,
    hand: usize,
    capacity: usize,
    slots: Vec<u32>,
    scratch: EmbedScratch,
    rows: Rows,
    nothing: Vec<Lanes>,
}

/// Tokens that go through all layers together: their rows stay in the second-level cache.
const BLOCK: usize = 256;

impl WordVectors {
    /// `capacity` is the number of words kept, at least twice the tokens of a block.
    pub(crate) fn new(capacity: usize, n_networks: usize) -> Self {
        Self {
            kept: vec![Vec::new(); n_networks],
            owners: Vec::new(),
            used: Vec::new(),
            block: 0,
            hand: 0,
            capacity: capacity.max(2 * BLOCK + 4),
            slots: Vec::new(),
            scratch: EmbedScratch::default(),
            rows: Rows::default(),
            nothing: Vec::new(),
        }
    }

    /// Forgets all words, as it must when the lexicon does.
    pub(crate) fn clear(&mut self) {
        self.owners.clear();
        self.used.clear();
        self.hand = 0;
    }

    /// Makes the vectors of a text's tokens, block by block: `each` is given the number of the network, the block's tokens
    /// and their vectors.
    ///
    /// Before and behind the text the convolutions see rows that began as zeros, as many as they reach.
    pub(crate) fn for_each_block(
        &mut self,
        cuts: &[Cut],
        lexicon: &mut Lexicon,
        networks: &[&Network],
        vectors: Option<&LoadedVectors>,
        arithmetic: Arithmetic,
        mut each: impl FnMut(usize, Range<usize>, &[Lanes]),
    ) {
        let reach = networks.iter().map(|network| network.reach()).max().unwrap_or(0) + 1;
        for start in (0..cuts.len()).step_by(BLOCK) {
            let end = cuts.len().min(start + BLOCK);
            let around = start.saturating_sub(reach)..cuts.len().min(end + reach);
            self.find_slots(&cuts[around.clone()], lexicon, networks, vectors, arithmetic);
            for (i, network) in networks.iter().enumerate() {
                let n_rows = self.first_layer(i, network, start..end, around.clone(), arithmetic);
                each(i, start..end, network.finish(n_rows, &mut self.rows, arithmetic));
            }
        }
    }

    /// The first convolution for a block and the neighbours that the others reach; the number of rows.
    ///
    /// `around` are the tokens that have slots. What lies beyond them is beyond the text.
    fn first_layer(
        &mut self,
        i: usize,
        network: &Network,
        tokens: Range<usize>,
        around: Range<usize>,
        arithmetic: Arithmetic,
    ) -> usize {
        let (width, reach, n_kept) = (network.width(), network.reach(), network.kept());
        let n_rows = tokens.len() + 2 * reach;
        let nothing = &*resized(&mut self.nothing, 3 * width);
        let largest = resized(&mut self.rows.largest, n_rows * width);
        let residuals = resized(&mut self.rows.next, n_rows * width);
        let beyond = &network.products.bias()[3 * width..6 * width];
        // The place of a row in the text, counted from `reach + 1` before it so that it is never negative.
        let kept = |place: usize| {
            let token = place.checked_sub(reach + 1).filter(|token| around.contains(token))?;
            let slot = self.slots[token - around.start] as usize;
            Some(&self.kept[i][slot * n_kept..][..n_kept])
        };
        for row in 0..n_rows {
            let place = tokens.start + row + 1;
            let (left, middle, right) = (kept(place - 1), kept(place), kept(place + 1));
            let left = left.map_or(nothing, |kept| &kept[width..4 * width]);
            let right = right.map_or(nothing, |kept| &kept[7 * width..]);
            let (residual, middle) = match middle {
                Some(kept) => (&kept[..width], &kept[4 * width..7 * width]),
                None => (&nothing[..width], beyond),
            };
            arithmetic.maxout_sum(left, middle, right, &mut largest[row * width..][..width]);
            residuals[row * width..][..width].copy_from_slice(residual);
        }
        let (gain, bias) = &network.first;
        arithmetic.norm(largest, gain, bias, residuals, resized(&mut self.rows.rows, n_rows * width));
        n_rows
    }

    /// Fills `slots` for some tokens; words that have none get one, in place of a word not used lately.
    fn find_slots(
        &mut self,
        cuts: &[Cut],
        lexicon: &mut Lexicon,
        networks: &[&Network],
        vectors: Option<&LoadedVectors>,
        arithmetic: Arithmetic,
    ) {
        self.block += 1;
        self.slots.clear();
        let mut new = Vec::new();
        for cut in cuts {
            let mut slot = lexicon.word(cut.word).slots[usize::from(cut.space)];
            if slot == NO_SLOT {
                slot = self.free_slot(lexicon);
                self.owners[slot as usize] = (cut.word, cut.space);
                let word = lexicon.word_mut(cut.word);
                word.slots[usize::from(cut.space)] = slot;
                new.push(NewWord { word: word.clone(), spacy: cut.space, slot });
            }
            self.used[slot as usize] = self.block;
            self.slots.push(slot);
        }
        for (network, kept) in networks.iter().zip(&mut self.kept) {
            let (width, n_kept) = (network.width(), network.kept());
            resized(kept, self.owners.len() * n_kept);
            for words in new.chunks(256) {
                network.embed(words, vectors, arithmetic, &mut self.scratch);
                for (i, word) in words.iter().enumerate() {
                    let slot = &mut kept[word.slot as usize * n_kept..][..n_kept];
                    slot[..width].copy_from_slice(&self.scratch.normed[i * width..][..width]);
                    slot[width..].copy_from_slice(&self.scratch.products[i * 9 * width..][..9 * width]);
                }
            }
        }
    }

    /// A slot that is empty, or whose word was not used in this block nor, where possible, in the last few.
    fn free_slot(&mut self, lexicon: &mut Lexicon) -> u32 {
        if self.owners.len() < self.capacity {
            self.owners.push((WordId::default(), false));
            self.used.push(0);
            return (self.owners.len() - 1) as u32;
        }
        // A word used lately is passed over once for each time around.
        let mut patience = 64;
        loop {
            let slot = self.hand;
            self.hand = (self.hand + 1) % self.capacity;
            let age = self.block - self.used[slot];
            if age > patience || age > 0 && patience == 0 {
                let (word, spacy) = self.owners[slot];
                lexicon.word_mut(word).slots[usize::from(spacy)] = NO_SLOT;
                return slot as u32;
            }
            patience = patience.saturating_sub(1);
        }
    }
}
