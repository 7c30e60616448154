//! How are rows of numbers multiplied fast? The only code here with `unsafe`, behind safe functions.
//!
//! All numbers live in [`Lanes`]: sixteen `f32` on a cache line of their own.
//! Weights are packed in panels of two or three lanes of outputs, so that one pass over a row of inputs keeps every
//! partial sum in registers.
//! Each output is summed over its inputs in order and by itself, so it does not depend on which rows are computed with it:
//! batches, blocks and threads give the same bits.
//! The instruction sets differ in rounding only (fused or separate multiply-add).

mod body;
#[cfg(target_arch = "aarch64")]
mod neon;
mod packed;
mod portable;
#[cfg(target_arch = "x86_64")]
mod x86;

pub(crate) use packed::Packed;

use body::Kernels;

/// Sixteen numbers on a cache line of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C, align(64))]
pub(crate) struct Lanes(pub(crate) [f32; 16]);

/// How many numbers a [`Lanes`] holds.
pub(crate) const WIDTH: usize = 16;

/// The numbers of some lanes, in order.
pub(crate) fn floats(lanes: &[Lanes]) -> &[f32] {
    bytemuck::cast_slice(lanes)
}

/// The numbers of some lanes, in order, to be written.
pub(crate) fn floats_mut(lanes: &mut [Lanes]) -> &mut [f32] {
    bytemuck::cast_slice_mut(lanes)
}

/// The instructions that the arithmetic is done with.
///
/// All give the same decisions; [`Isa::best`] is the fastest that this machine has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Isa {
    /// 512-bit vectors of x86-64, with fused multiply-add.
    Avx512,
    /// 256-bit vectors of x86-64, with fused multiply-add.
    Avx2,
    /// 128-bit vectors of 64-bit ARM, with fused multiply-add.
    Neon,
    /// Plain Rust, for any machine.
    Portable,
}

impl Isa {
    /// Those that this machine has, fastest first; never empty.
    pub fn available() -> Vec<Self> {
        [Self::Avx512, Self::Avx2, Self::Neon, Self::Portable]
            .into_iter()
            .filter(|isa| isa.kernels().is_some())
            .collect()
    }

    /// The fastest that this machine has.
    pub fn best() -> Self {
        Self::available()[0]
    }

    fn kernels(self) -> Option<&'static Kernels> {
        match self {
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => is_x86_feature_detected!("avx512f").then_some(&x86::AVX512),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => (is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma")).then_some(&x86::AVX2),
            #[cfg(target_arch = "aarch64")]
            Self::Neon => Some(&neon::NEON),
            Self::Portable => Some(&portable::PORTABLE),
            #[allow(unreachable_patterns, reason = "which arms are left depends on the machine compiled for")]
            _ => None,
        }
    }
}

/// The arithmetic, by one instruction set that this machine was found to have.
#[derive(Clone, Copy)]
pub(crate) struct Arithmetic(&'static Kernels);

impl Arithmetic {
    /// The arithmetic by `isa`, or by the portable code where this machine lacks it.
    pub(crate) fn new(isa: Isa) -> Self {
        Self(isa.kernels().unwrap_or(&portable::PORTABLE))
    }

    /// `y[r] = w · x[r] + bias`; row `r` of `x` begins at `r * stride` numbers, rows may overlap.
    ///
    /// # Panics
    /// When `x` or `y` is too short for `n_rows`.
    pub(crate) fn affine(self, w: &Packed, x: &[f32], stride: usize, n_rows: usize, y: &mut [Lanes]) {
        check_rows(w, x, stride, n_rows);
        assert!(y.len() >= n_rows * w.n_lanes(), "room for each row of outputs");
        // Safety: the rows read and written were just checked to be in bounds; `Kernels` exist only for instructions
        // that `Isa::kernels` found on this machine.
        #[allow(unsafe_code, reason = "bounds are checked here once instead of in the inner loops")]
        unsafe {
            (self.0.affine)(w, x.as_ptr(), stride, n_rows, y.as_mut_ptr());
        }
    }

    /// `z[r][o] = max over the three pieces p of w[o][p] · x[r] + bias[o][p]`.
    ///
    /// # Panics
    /// When `w` is not packed in threes, or `x` or `z` is too short for `n_rows`.
    pub(crate) fn maxout(self, w: &Packed, x: &[f32], stride: usize, n_rows: usize, z: &mut [Lanes]) {
        check_rows(w, x, stride, n_rows);
        assert!(w.lanes_per_panel == 3 && z.len() >= n_rows * w.n_panels(), "three pieces, and room for each row");
        // Safety: as in `affine`.
        #[allow(unsafe_code, reason = "bounds are checked here once instead of in the inner loops")]
        unsafe {
            (self.0.maxout)(w, x.as_ptr(), stride, n_rows, z.as_mut_ptr());
        }
    }

    /// `z = max over pieces of left + middle + right`: a maxout whose products were kept from before.
    ///
    /// # Panics
    /// When the three are not of one length, or `z` is not a third of it.
    pub(crate) fn maxout_sum(self, left: &[Lanes], middle: &[Lanes], right: &[Lanes], z: &mut [Lanes]) {
        assert!(left.len() == middle.len() && middle.len() == right.len() && z.len() * 3 == left.len());
        // Safety: the lengths were just checked.
        #[allow(unsafe_code, reason = "bounds are checked here once instead of in the inner loops")]
        unsafe {
            (self.0.maxout_sum)(left.as_ptr(), middle.as_ptr(), right.as_ptr(), z.as_mut_ptr(), z.len());
        }
    }

    /// Layer normalization of each row of `z`, with gain and bias, added to `residual`, into `out`.
    ///
    /// # Panics
    /// When the rows are not all of the length of `gain`.
    pub(crate) fn norm(self, z: &[Lanes], gain: &[Lanes], bias: &[Lanes], residual: &[Lanes], out: &mut [Lanes]) {
        let width = gain.len();
        assert!(width > 0 && bias.len() == width && z.len().is_multiple_of(width));
        assert!(residual.len() == z.len() && out.len() == z.len());
        // Safety: the lengths were just checked.
        #[allow(unsafe_code, reason = "bounds are checked here once instead of in the inner loops")]
        unsafe {
            let n_rows = z.len() / width;
            let (gain, bias) = (gain.as_ptr(), bias.as_ptr());
            (self.0.norm)(z.as_ptr(), gain, bias, residual.as_ptr(), out.as_mut_ptr(), width, n_rows);
        }
    }

    /// One step of a transition system: `scores = upper · max over two pieces (sum of features + bias) + bias`.
    ///
    /// Each feature is a row of two pieces, one behind the other, as long as `bias`.
    ///
    /// # Panics
    /// When a row is of another length, or `scores` is too short.
    pub(crate) fn step(self, features: &[&[Lanes]], bias: &[Lanes], upper: &Packed, scores: &mut [Lanes]) {
        assert!(features.iter().all(|row| row.len() == bias.len()), "all features are of one length");
        assert!(bias.len() == 2 * upper.n_inputs() / WIDTH && bias.len() <= body::MAX_HIDDEN_LANES);
        assert!(scores.len() >= upper.n_lanes());
        // Safety: the lengths were just checked.
        #[allow(unsafe_code, reason = "bounds are checked here once instead of in the inner loops")]
        unsafe {
            (self.0.step)(features, bias, upper, scores.as_mut_ptr());
        }
    }
}

fn check_rows(w: &Packed, x: &[f32], stride: usize, n_rows: usize) {
    assert!(n_rows == 0 || (n_rows - 1) * stride + w.n_inputs() <= x.len(), "inputs for each row");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(n: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        let mut next = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / 16_777_216.0 - 0.5
        };
        (0..n).map(|_| next()).collect()
    }

    fn close(a: &[f32], b: &[f32]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-4)
    }

    /// Every instruction set against the sums written out, over row counts that leave each kind of remainder.
    #[test]
    fn all_instruction_sets_agree_with_plain_sums() {
        let (n_outputs, n_inputs) = (64, 37);
        let weights = numbers(n_outputs * n_inputs, 1);
        let bias = numbers(n_outputs, 2);
        let packed = Packed::affine(&weights, Some(&bias), n_outputs, n_inputs);
        let (width, pieces) = (32, 3);
        let max_weights = numbers(width * pieces * n_inputs, 3);
        let max_bias = numbers(width * pieces, 4);
        let max_packed = Packed::maxout(&max_weights, &max_bias, width, n_inputs).unwrap();
        for isa in Isa::available() {
            let arithmetic = Arithmetic::new(isa);
            for n_rows in [0, 1, 2, 3, 5, 8, 13, 70] {
                let x = numbers(n_rows * n_inputs, 5);
                let row = |r: usize| &x[r * n_inputs..(r + 1) * n_inputs];
                let dot = |w: &[f32], r: usize| w.iter().zip(row(r)).map(|(a, b)| a * b).sum::<f32>();
                let mut y = vec![Lanes::default(); n_rows * packed.n_lanes()];
                arithmetic.affine(&packed, &x, n_inputs, n_rows, &mut y);
                let expected: Vec<f32> = (0..n_rows)
                    .flat_map(|r| (0..n_outputs).map(move |o| (r, o)))
                    .map(|(r, o)| dot(&weights[o * n_inputs..(o + 1) * n_inputs], r) + bias[o])
                    .collect();
                assert!(close(floats(&y), &expected), "{isa:?} affine, {n_rows} rows");

                let mut z = vec![Lanes::default(); n_rows * width / WIDTH];
                arithmetic.maxout(&max_packed, &x, n_inputs, n_rows, &mut z);
                let expected: Vec<f32> = (0..n_rows)
                    .flat_map(|r| (0..width).map(move |o| (r, o)))
                    .map(|(r, o)| {
                        (o * pieces..(o + 1) * pieces)
                            .map(|piece| {
                                dot(&max_weights[piece * n_inputs..(piece + 1) * n_inputs], r) + max_bias[piece]
                            })
                            .fold(f32::NEG_INFINITY, f32::max)
                    })
                    .collect();
                assert!(close(floats(&z), &expected), "{isa:?} maxout, {n_rows} rows");
            }
        }
    }

    #[test]
    fn a_normed_row_has_mean_and_spread_of_its_gain_and_bias() {
        for isa in Isa::available() {
            let mut z = vec![Lanes::default(); 4];
            floats_mut(&mut z).copy_from_slice(&numbers(64, 7));
            let (gain, bias) = (vec![Lanes([2.0; 16]); 2], vec![Lanes([1.0; 16]); 2]);
            let mut out = vec![Lanes::default(); 4];
            Arithmetic::new(isa).norm(&z, &gain, &bias, &[Lanes::default(); 4], &mut out);
            for row in floats(&out).chunks(32) {
                let mean = row.iter().sum::<f32>() / 32.0;
                let variance = row.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / 32.0;
                assert!((mean - 1.0).abs() < 1e-4 && (variance - 4.0).abs() < 1e-2, "{isa:?}: {mean} {variance}");
            }
        }
    }
}
