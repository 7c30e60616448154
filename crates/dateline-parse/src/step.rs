//! The network of a transition system: from the tokens that a state looks at to the scores of its moves.

use crate::kernel::{Arithmetic, Lanes, Packed, WIDTH, floats, floats_mut};
use crate::model::StepNetwork;

/// A [`StepNetwork`], packed.
#[derive(Debug)]
pub(crate) struct Step {
    projection: Packed,
    /// All features' rows at once, each as two pieces one behind the other.
    lower: Packed,
    pad: Vec<Lanes>,
    bias: Vec<Lanes>,
    upper: Packed,
    n_features: usize,
    n_moves: usize,
}

impl Step {
    pub(crate) fn new(network: &StepNetwork) -> Self {
        let (hidden, features) = (network.n_hidden, network.n_features);
        // From (hidden, piece) to (piece, hidden).
        let by_piece = |numbers: &[f32], each: usize| -> Vec<f32> {
            let row = |piece: usize, o: usize| &numbers[(o * 2 + piece) * each..][..each];
            (0..2).flat_map(|piece| (0..hidden).flat_map(move |o| row(piece, o).iter().copied())).collect()
        };
        let in_lanes = |numbers: Vec<f32>| {
            let mut lanes = vec![Lanes::default(); numbers.len() / WIDTH];
            floats_mut(&mut lanes).copy_from_slice(&numbers);
            lanes
        };
        let all = |numbers: &[f32], each: usize| -> Vec<f32> {
            numbers.chunks_exact(hidden * 2 * each).flat_map(|feature| by_piece(feature, each)).collect()
        };
        let (projection, upper) = (&network.projection, &network.upper);
        Self {
            projection: Packed::affine(&projection.weights, Some(&projection.bias), hidden, projection.n_inputs),
            lower: Packed::affine(&all(&network.lower, hidden), None, features * 2 * hidden, hidden),
            pad: in_lanes(all(&network.pad, 1)),
            bias: in_lanes(by_piece(&network.lower_bias, 1)),
            upper: Packed::for_one_row(&upper.weights, &upper.bias, upper.n_outputs, hidden),
            n_features: features,
            n_moves: upper.n_outputs,
        }
    }

    pub(crate) fn n_moves(&self) -> usize {
        self.n_moves
    }

    /// Lanes of the scores of a state.
    pub(crate) fn n_score_lanes(&self) -> usize {
        self.upper.n_lanes()
    }

    /// Lanes of one feature's row.
    fn n_row_lanes(&self) -> usize {
        self.bias.len()
    }
}

/// The rows of the tokens that states look at now; older ones are made again when they are asked for.
#[derive(Debug, Default)]
pub(crate) struct Features {
    /// All tokens' vectors, projected.
    projected: Vec<Lanes>,
    /// A ring of rows: token `t` is at `t % WINDOW`.
    ring: Vec<Lanes>,
    /// The tokens in the ring: `end - WINDOW..end`.
    end: usize,
    n_tokens: usize,
    /// Rows of tokens that have left the ring, one for each feature.
    old: Vec<Lanes>,
    old_tokens: Vec<usize>,
}

/// Tokens whose rows are kept; states look further back than this only by accident.
const WINDOW: usize = 1024;
/// Tokens whose rows are made at once.
const BLOCK: usize = 128;

/// No token: the feature is missing.
pub(crate) const NONE: u32 = u32::MAX;

impl Features {
    /// Begins a text.
    pub(crate) fn begin(&mut self, step: &Step) {
        self.projected.clear();
        self.n_tokens = 0;
        self.ring.resize(WINDOW * step.lower.n_lanes(), Lanes::default());
        self.old.resize(step.n_features * step.lower.n_lanes(), Lanes::default());
        self.old_tokens.clear();
        self.old_tokens.resize(step.n_features, usize::MAX);
        self.end = 0;
    }

    /// Goes on with the vectors of the next tokens, so many lanes each.
    pub(crate) fn extend(&mut self, step: &Step, vectors: &[Lanes], width: usize, arithmetic: Arithmetic) {
        let (n, n_lanes) = (vectors.len() / width, step.projection.n_lanes());
        self.n_tokens += n;
        let before = self.projected.len();
        self.projected.resize(self.n_tokens * n_lanes, Lanes::default());
        arithmetic.affine(&step.projection, floats(vectors), width * WIDTH, n, &mut self.projected[before..]);
    }

    /// The scores of a state that looks at these tokens.
    pub(crate) fn scores<const N: usize>(
        &mut self,
        step: &Step,
        tokens: [u32; N],
        arithmetic: Arithmetic,
        scores: &mut [Lanes],
    ) {
        for (feature, &token) in tokens.iter().enumerate() {
            if token != NONE {
                self.make(step, feature, token as usize, arithmetic);
            }
        }
        let (n_row, n_all) = (step.n_row_lanes(), step.lower.n_lanes());
        let rows: [&[Lanes]; N] = std::array::from_fn(|feature| {
            let all = match tokens[feature] {
                NONE => &step.pad[..],
                token if self.is_in_ring(token as usize) => &self.ring[token as usize % WINDOW * n_all..][..n_all],
                _ => &self.old[feature * n_all..][..n_all],
            };
            &all[feature * n_row..][..n_row]
        });
        arithmetic.step(&rows, &step.bias, &step.upper, scores);
    }

    /// Tokens that the text has so far.
    pub(crate) fn n_tokens(&self) -> usize {
        self.n_tokens
    }

    fn is_in_ring(&self, token: usize) -> bool {
        token < self.end && token + WINDOW >= self.end
    }

    /// Sees to it that a token's rows are there.
    fn make(&mut self, step: &Step, feature: usize, token: usize, arithmetic: Arithmetic) {
        let (n_all, n_in) = (step.lower.n_lanes(), step.projection.n_lanes());
        while token >= self.end {
            let n = BLOCK.min(self.n_tokens - self.end);
            let inputs = floats(&self.projected[self.end * n_in..]);
            // A block never wraps: the window is a multiple of it.
            let rows = &mut self.ring[self.end % WINDOW * n_all..][..n * n_all];
            arithmetic.affine(&step.lower, inputs, n_in * WIDTH, n, rows);
            self.end += n;
        }
        if !self.is_in_ring(token) && self.old_tokens[feature] != token {
            let input = floats(&self.projected[token * n_in..][..n_in]);
            arithmetic.affine(&step.lower, input, 0, 1, &mut self.old[feature * n_all..][..n_all]);
            self.old_tokens[feature] = token;
        }
    }
}

/// The index of the best score whose mask is zero (others are minus infinity); the first of equals.
///
/// `None` when no move is allowed.
pub(crate) fn best(scores: &mut [Lanes], mask: &[Lanes]) -> Option<usize> {
    let mut largest = [f32::NEG_INFINITY; WIDTH];
    for (score, mask) in scores.iter_mut().zip(mask) {
        for ((score, mask), largest) in score.0.iter_mut().zip(mask.0).zip(&mut largest) {
            *score += mask;
            *largest = if *score > *largest { *score } else { *largest };
        }
    }
    let best = largest.into_iter().fold(f32::NEG_INFINITY, |a, b| if b > a { b } else { a });
    if best == f32::NEG_INFINITY {
        return None;
    }
    floats(scores).iter().position(|&score| score == best)
}

/// A mask that allows the moves that fit.
pub(crate) fn mask(step: &Step, allowed: impl Fn(usize) -> bool) -> Vec<Lanes> {
    let mut mask = vec![Lanes([f32::NEG_INFINITY; WIDTH]); step.n_score_lanes()];
    for (i, mask) in floats_mut(&mut mask)[..step.n_moves()].iter_mut().enumerate() {
        if allowed(i) {
            *mask = 0.0;
        }
    }
    mask
}
