//! The loops, written once for all vector units.
//!
//! Everything here is `inline(always)`, so that it is compiled anew within the functions of `x86.rs` and `neon.rs`,
//! with the instructions that those enable.
#![allow(unsafe_code, reason = "raw loads and stores; the bounds are checked in `Arithmetic`")]

use super::{Lanes, Packed, WIDTH};

/// The most lanes that the features of a transition system may have: two pieces of 256.
pub(super) const MAX_HIDDEN_LANES: usize = 32;

/// Rows that are worked through before the next panel of weights: as many as stay in the first-level cache.
const BLOCK: usize = 64;

/// A vector unit's sixteen numbers.
///
/// # Safety
/// Each function may be called only where the machine has the unit's instructions,
/// and its pointers must be good for sixteen numbers (`load`, `store`) or one (`splat`).
pub(super) trait Unit: Copy {
    /// How many rows are worked on together, with three lanes each: as many as there are registers for.
    const ROWS: usize;

    unsafe fn zero() -> Self;
    unsafe fn load(from: *const f32) -> Self;
    unsafe fn splat(from: *const f32) -> Self;
    unsafe fn store(self, to: *mut f32);
    unsafe fn add(self, other: Self) -> Self;
    unsafe fn sub(self, other: Self) -> Self;
    unsafe fn max(self, other: Self) -> Self;
    /// `self * factor + sum`
    unsafe fn mul_add(self, factor: Self, sum: Self) -> Self;
}

/// The loops compiled for one instruction set. The arguments are those of [`super::Arithmetic`]'s methods.
pub(super) struct Kernels {
    pub(super) affine: unsafe fn(&Packed, *const f32, usize, usize, *mut Lanes),
    pub(super) maxout: unsafe fn(&Packed, *const f32, usize, usize, *mut Lanes),
    pub(super) maxout_sum: unsafe fn(*const Lanes, *const Lanes, *const Lanes, *mut Lanes, usize),
    pub(super) norm: unsafe fn(*const Lanes, *const Lanes, *const Lanes, *const Lanes, *mut Lanes, usize, usize),
    pub(super) step: unsafe fn(&[&[Lanes]], &[Lanes], &Packed, *mut Lanes),
}

/// Makes the `Kernels` of one unit; each function enables the unit's instructions.
macro_rules! kernels {
    ($name:ident, $unit:ty, $($feature:meta)?) => {
        pub(super) static $name: $crate::kernel::body::Kernels = {
            use $crate::kernel::{Lanes, Packed, body};
            $(#[$feature])?
            unsafe fn affine(w: &Packed, x: *const f32, stride: usize, n_rows: usize, y: *mut Lanes) {
                // Safety: as promised by the caller.
                unsafe { body::affine::<$unit>(w, x, stride, n_rows, y) }
            }
            $(#[$feature])?
            unsafe fn maxout(w: &Packed, x: *const f32, stride: usize, n_rows: usize, z: *mut Lanes) {
                // Safety: as promised by the caller.
                unsafe { body::maxout::<$unit>(w, x, stride, n_rows, z) }
            }
            $(#[$feature])?
            unsafe fn maxout_sum(l: *const Lanes, m: *const Lanes, r: *const Lanes, z: *mut Lanes, n: usize) {
                // Safety: as promised by the caller.
                unsafe { body::maxout_sum::<$unit>(l, m, r, z, n) }
            }
            $(#[$feature])?
            unsafe fn norm(
                z: *const Lanes,
                gain: *const Lanes,
                bias: *const Lanes,
                residual: *const Lanes,
                out: *mut Lanes,
                width: usize,
                n_rows: usize,
            ) {
                // Safety: as promised by the caller.
                unsafe { body::norm::<$unit>(z, gain, bias, residual, out, width, n_rows) }
            }
            $(#[$feature])?
            unsafe fn step(features: &[&[Lanes]], bias: &[Lanes], upper: &Packed, scores: *mut Lanes) {
                // Safety: as promised by the caller.
                unsafe { body::step::<$unit>(features, bias, upper, scores) }
            }
            body::Kernels { affine, maxout, maxout_sum, norm, step }
        };
    };
}
pub(super) use kernels;

/// `ROWS` rows times one panel of `LANES` lanes: the sums stay in registers.
///
/// # Safety
/// `x` is good for `ROWS` rows of `n_inputs` numbers, `stride` apart; `w` for `n_inputs * LANES` lanes.
#[inline(always)]
unsafe fn tile<U: Unit, const ROWS: usize, const LANES: usize>(
    w: *const f32,
    x: *const f32,
    stride: usize,
    n_inputs: usize,
) -> [[U; LANES]; ROWS] {
    // Safety: all places read are within what the caller vouches for.
    unsafe {
        let mut sums = [[U::zero(); LANES]; ROWS];
        for input in 0..n_inputs {
            let mut weights = [U::zero(); LANES];
            for (lane, weights) in weights.iter_mut().enumerate() {
                *weights = U::load(w.add((input * LANES + lane) * WIDTH));
            }
            for (row, sums) in sums.iter_mut().enumerate() {
                let factor = U::splat(x.add(row * stride + input));
                for (sum, &weights) in sums.iter_mut().zip(&weights) {
                    *sum = weights.mul_add(factor, *sum);
                }
            }
        }
        sums
    }
}

/// What is done with the sums of one row and panel.
///
/// # Safety
/// `to` is good for what the implementation writes.
trait Finish<U: Unit, const LANES: usize> {
    /// How many lanes it writes.
    const OUT: usize;
    unsafe fn finish(sums: [U; LANES], bias: *const f32, to: *mut f32);
}

/// Adds the bias and writes all lanes.
struct Write;

impl<U: Unit, const LANES: usize> Finish<U, LANES> for Write {
    const OUT: usize = LANES;

    #[inline(always)]
    unsafe fn finish(sums: [U; LANES], bias: *const f32, to: *mut f32) {
        for (lane, sum) in sums.into_iter().enumerate() {
            // Safety: `bias` and `to` are good for `LANES` lanes.
            unsafe { sum.add(U::load(bias.add(lane * WIDTH))).store(to.add(lane * WIDTH)) }
        }
    }
}

/// Adds the bias and writes the largest of the lanes.
struct Largest;

impl<U: Unit, const LANES: usize> Finish<U, LANES> for Largest {
    const OUT: usize = 1;

    #[inline(always)]
    unsafe fn finish(sums: [U; LANES], bias: *const f32, to: *mut f32) {
        // Safety: `bias` is good for `LANES` lanes, `to` for one.
        unsafe {
            let mut largest = sums[0].add(U::load(bias));
            for (lane, &sum) in sums.iter().enumerate().skip(1) {
                largest = largest.max(sum.add(U::load(bias.add(lane * WIDTH))));
            }
            largest.store(to);
        }
    }
}

/// All rows times all panels.
///
/// # Safety
/// `x` is good for `n_rows` rows, `to` for `n_rows` times the panels times `F::OUT` lanes; `w` has `LANES` a panel.
#[inline(always)]
unsafe fn multiply<U: Unit, F: Finish<U, LANES>, const LANES: usize>(
    w: &Packed,
    x: *const f32,
    stride: usize,
    n_rows: usize,
    to: *mut Lanes,
) {
    let (n_inputs, n_panels) = (w.n_inputs(), w.n_panels());
    let row_out = n_panels * F::OUT * WIDTH;
    let to = to.cast::<f32>();
    // Safety: rows, panels and lanes stay below the counts that the caller vouches for.
    unsafe {
        let mut block = 0;
        while block < n_rows {
            let block_end = n_rows.min(block + BLOCK);
            for panel in 0..n_panels {
                let weights = w.weights.as_ptr().cast::<f32>().add(panel * n_inputs * LANES * WIDTH);
                let bias = w.bias.as_ptr().cast::<f32>().add(panel * LANES * WIDTH);
                let out = to.add(panel * F::OUT * WIDTH);
                let mut row = block;
                macro_rules! rows {
                    ($n:literal) => {
                        while U::ROWS >= $n && block_end - row >= $n {
                            let sums = tile::<U, $n, LANES>(weights, x.add(row * stride), stride, n_inputs);
                            for (i, sums) in sums.into_iter().enumerate() {
                                F::finish(sums, bias, out.add((row + i) * row_out));
                            }
                            row += $n;
                        }
                    };
                }
                rows!(8);
                rows!(4);
                rows!(2);
                rows!(1);
            }
            block = block_end;
        }
    }
}

/// See [`super::Arithmetic::affine`].
///
/// # Safety
/// As checked there.
#[inline(always)]
pub(super) unsafe fn affine<U: Unit>(w: &Packed, x: *const f32, stride: usize, n_rows: usize, y: *mut Lanes) {
    // Safety: `Packed` has two or three lanes a panel.
    unsafe {
        match w.lanes_per_panel {
            3 => multiply::<U, Write, 3>(w, x, stride, n_rows, y),
            _ => multiply::<U, Write, 2>(w, x, stride, n_rows, y),
        }
    }
}

/// See [`super::Arithmetic::maxout`].
///
/// # Safety
/// As checked there.
#[inline(always)]
pub(super) unsafe fn maxout<U: Unit>(w: &Packed, x: *const f32, stride: usize, n_rows: usize, z: *mut Lanes) {
    // Safety: `Arithmetic::maxout` checks that there are three lanes a panel.
    unsafe { multiply::<U, Largest, 3>(w, x, stride, n_rows, z) }
}

/// See [`super::Arithmetic::maxout_sum`].
///
/// # Safety
/// The three are good for `3 n` lanes, `z` for `n`.
#[inline(always)]
pub(super) unsafe fn maxout_sum<U: Unit>(
    left: *const Lanes,
    middle: *const Lanes,
    right: *const Lanes,
    z: *mut Lanes,
    n: usize,
) {
    let (left, middle, right, z) = (left.cast::<f32>(), middle.cast::<f32>(), right.cast::<f32>(), z.cast::<f32>());
    for panel in 0..n {
        // Safety: `panel < n`.
        unsafe {
            let piece = |piece: usize| {
                let at = (panel * 3 + piece) * WIDTH;
                U::load(left.add(at)).add(U::load(middle.add(at))).add(U::load(right.add(at)))
            };
            piece(0).max(piece(1)).max(piece(2)).store(z.add(panel * WIDTH));
        }
    }
}

/// See [`super::Arithmetic::norm`].
///
/// # Safety
/// `gain` and `bias` are good for `width` lanes, the others for `n_rows * width`.
#[inline(always)]
pub(super) unsafe fn norm<U: Unit>(
    z: *const Lanes,
    gain: *const Lanes,
    bias: *const Lanes,
    residual: *const Lanes,
    out: *mut Lanes,
    width: usize,
    n_rows: usize,
) {
    let sum = |unit: U| {
        let mut lanes = Lanes::default();
        // Safety: it has room for sixteen numbers. The order of summing is fixed, whatever the unit.
        unsafe { unit.store(lanes.0.as_mut_ptr()) };
        let mut n = WIDTH;
        while n > 1 {
            n /= 2;
            for i in 0..n {
                lanes.0[i] += lanes.0[i + n];
            }
        }
        lanes.0[0]
    };
    let count = (width * WIDTH) as f32;
    for row in 0..n_rows {
        // Safety: `row < n_rows` and `lane < width`.
        unsafe {
            let at = |base: *const Lanes, lane: usize| U::load(base.add(lane).cast());
            let z = z.add(row * width);
            let mut total = U::zero();
            for lane in 0..width {
                total = total.add(at(z, lane));
            }
            let mean = sum(total) / count;
            let mean = U::splat(&mean);
            let mut squares = U::zero();
            for lane in 0..width {
                let difference = at(z, lane).sub(mean);
                squares = difference.mul_add(difference, squares);
            }
            let scale = 1.0 / (sum(squares) / count + 1e-8).sqrt();
            let scale = U::splat(&scale);
            for lane in 0..width {
                let normed = at(z, lane).sub(mean).mul_add(scale, U::zero());
                let scaled = normed.mul_add(at(gain, lane), at(bias, lane));
                let place = row * width + lane;
                at(residual, place).add(scaled).store(out.add(place).cast());
            }
        }
    }
}

/// See [`super::Arithmetic::step`].
///
/// # Safety
/// All features are as long as `bias`, which has two pieces as long as the inputs of `upper`, at most
/// `MAX_HIDDEN_LANES`; `scores` is good for all its outputs.
#[inline(always)]
pub(super) unsafe fn step<U: Unit>(features: &[&[Lanes]], bias: &[Lanes], upper: &Packed, scores: *mut Lanes) {
    let n_hidden = bias.len() / 2;
    let mut hidden = [Lanes::default(); MAX_HIDDEN_LANES / 2];
    // Safety: lanes stay below the lengths that the caller vouches for.
    unsafe {
        for lane in 0..n_hidden {
            let mut pieces = [U::load(bias[lane].0.as_ptr()), U::load(bias[n_hidden + lane].0.as_ptr())];
            for row in features {
                let row = row.as_ptr();
                pieces[0] = pieces[0].add(U::load(row.add(lane).cast()));
                pieces[1] = pieces[1].add(U::load(row.add(n_hidden + lane).cast()));
            }
            pieces[0].max(pieces[1]).store(hidden[lane].0.as_mut_ptr());
        }
        let (x, to) = (hidden.as_ptr().cast(), scores);
        match upper.lanes_per_panel {
            4 => one_row::<U, 4>(upper, x, to),
            5 => one_row::<U, 5>(upper, x, to),
            6 => one_row::<U, 6>(upper, x, to),
            7 => one_row::<U, 7>(upper, x, to),
            8 => one_row::<U, 8>(upper, x, to),
            _ => affine::<U>(upper, x, 0, 1, to),
        }
    }
}

/// One row times panels of many lanes: enough sums at once that none waits for the one before.
///
/// # Safety
/// `x` is good for a row of inputs, `y` for a row of outputs; `w` has `LANES` a panel.
#[inline(always)]
unsafe fn one_row<U: Unit, const LANES: usize>(w: &Packed, x: *const f32, y: *mut Lanes) {
    for panel in 0..w.n_panels() {
        // Safety: panels stay below their count.
        unsafe {
            let weights = w.weights.as_ptr().add(panel * w.n_inputs() * LANES);
            let bias = w.bias.as_ptr().add(panel * LANES);
            let [sums] = tile::<U, 1, LANES>(weights.cast(), x, 0, w.n_inputs());
            Write::finish(sums, bias.cast(), y.add(panel * LANES).cast());
        }
    }
}
