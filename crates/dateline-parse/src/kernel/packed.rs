//! Weights in the order in which the inner loops read them.

use super::{Lanes, WIDTH};

/// The weights of an affine map or a maxout layer.
///
/// Outputs stand in panels of two or three lanes; within a panel, input after input.
/// Outputs are filled up with zeros to whole panels.
#[derive(Clone, Debug)]
pub(crate) struct Packed {
    pub(super) weights: Vec<Lanes>,
    pub(super) bias: Vec<Lanes>,
    pub(super) lanes_per_panel: usize,
    n_inputs: usize,
}

/// The shape of the weights is not one that can be packed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PackedError;

impl Packed {
    /// Packs weights of the shape (outputs, inputs), row by row.
    ///
    /// # Panics
    /// When the lengths do not fit the shape.
    pub(crate) fn affine(weights: &[f32], bias: Option<&[f32]>, n_outputs: usize, n_inputs: usize) -> Self {
        assert!(weights.len() == n_outputs * n_inputs && bias.is_none_or(|bias| bias.len() == n_outputs));
        let lanes_per_panel = if n_outputs.is_multiple_of(3 * WIDTH) { 3 } else { 2 };
        let of = |output: usize| (output < n_outputs).then_some(output);
        Self::pack(weights, bias, n_inputs, n_outputs.div_ceil(lanes_per_panel * WIDTH), lanes_per_panel, of)
    }

    /// Packs an affine map that is only used for one row at a time, in `Arithmetic::step`: in panels of up to eight lanes.
    ///
    /// # Panics
    /// When the lengths do not fit the shape.
    pub(crate) fn for_one_row(weights: &[f32], bias: &[f32], n_outputs: usize, n_inputs: usize) -> Self {
        assert!(weights.len() == n_outputs * n_inputs && bias.len() == n_outputs);
        let lanes_per_panel = n_outputs.div_ceil(WIDTH).clamp(4, 8);
        let of = |output: usize| (output < n_outputs).then_some(output);
        Self::pack(weights, Some(bias), n_inputs, n_outputs.div_ceil(lanes_per_panel * WIDTH), lanes_per_panel, of)
    }

    /// Packs a maxout layer of three pieces: weights of the shape (outputs, 3, inputs), bias (outputs, 3).
    /// Each panel holds the three pieces of sixteen outputs.
    ///
    /// # Errors
    /// When the outputs do not fill whole lanes.
    pub(crate) fn maxout(
        weights: &[f32],
        bias: &[f32],
        n_outputs: usize,
        n_inputs: usize,
    ) -> Result<Self, PackedError> {
        if !n_outputs.is_multiple_of(WIDTH) || weights.len() != 3 * n_outputs * n_inputs || bias.len() != 3 * n_outputs
        {
            return Err(PackedError);
        }
        // Place `panel, piece, lane` holds row `(16 panel + lane, piece)`.
        let of = |place: usize| {
            let (panel, piece, lane) = (place / (3 * WIDTH), place / WIDTH % 3, place % WIDTH);
            Some((panel * WIDTH + lane) * 3 + piece)
        };
        Ok(Self::pack(weights, Some(bias), n_inputs, n_outputs / WIDTH, 3, of))
    }

    fn pack(
        weights: &[f32],
        bias: Option<&[f32]>,
        n_inputs: usize,
        n_panels: usize,
        lanes_per_panel: usize,
        row_at: impl Fn(usize) -> Option<usize>,
    ) -> Self {
        let per_panel = lanes_per_panel * WIDTH;
        let mut packed = vec![Lanes::default(); n_panels * lanes_per_panel * n_inputs];
        let mut packed_bias = vec![Lanes::default(); n_panels * lanes_per_panel];
        for place in 0..n_panels * per_panel {
            let Some(row) = row_at(place) else { continue };
            let (panel, lane, within) = (place / per_panel, place % per_panel / WIDTH, place % WIDTH);
            if let Some(bias) = bias {
                packed_bias[panel * lanes_per_panel + lane].0[within] = bias[row];
            }
            for input in 0..n_inputs {
                packed[(panel * n_inputs + input) * lanes_per_panel + lane].0[within] = weights[row * n_inputs + input];
            }
        }
        Self { weights: packed, bias: packed_bias, lanes_per_panel, n_inputs }
    }

    /// The bias of each output, in the order of the outputs.
    pub(crate) fn bias(&self) -> &[Lanes] {
        &self.bias
    }

    /// How many numbers a row of inputs has.
    pub(crate) fn n_inputs(&self) -> usize {
        self.n_inputs
    }

    /// How many lanes a row of outputs has; of an affine map.
    pub(crate) fn n_lanes(&self) -> usize {
        self.bias.len()
    }

    /// How many panels there are: lanes of a row of outputs, of a maxout layer.
    pub(crate) fn n_panels(&self) -> usize {
        self.bias.len() / self.lanes_per_panel
    }
}
