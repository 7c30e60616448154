//! The loops for 64-bit ARM: NEON, four registers a lane.
#![allow(unsafe_code, reason = "vector instructions")]

use std::arch::aarch64::{float32x4_t, vaddq_f32, vdupq_n_f32, vfmaq_f32, vld1q_f32, vmaxq_f32, vst1q_f32, vsubq_f32};

use super::body::{Unit, kernels};

#[derive(Clone, Copy)]
struct Quads([float32x4_t; 4]);

impl Quads {
    #[inline(always)]
    fn each(f: impl Fn(usize) -> float32x4_t) -> Self {
        Self([f(0), f(1), f(2), f(3)])
    }
}

// Safety of each: every 64-bit ARM has these instructions, and the pointers are good, as the trait asks.
impl Unit for Quads {
    /// 24 sums, 4 weights at a time and a factor: 29 of 32 registers.
    const ROWS: usize = 2;

    #[inline(always)]
    unsafe fn zero() -> Self {
        // Safety: see above.
        unsafe { Self([vdupq_n_f32(0.0); 4]) }
    }
    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self {
        // Safety: see above.
        Self::each(|i| unsafe { vld1q_f32(from.add(4 * i)) })
    }
    #[inline(always)]
    unsafe fn splat(from: *const f32) -> Self {
        // Safety: see above.
        unsafe { Self([vdupq_n_f32(*from); 4]) }
    }
    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        for (i, quad) in self.0.into_iter().enumerate() {
            // Safety: see above.
            unsafe { vst1q_f32(to.add(4 * i), quad) }
        }
    }
    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        // Safety: see above.
        Self::each(|i| unsafe { vaddq_f32(self.0[i], other.0[i]) })
    }
    #[inline(always)]
    unsafe fn sub(self, other: Self) -> Self {
        // Safety: see above.
        Self::each(|i| unsafe { vsubq_f32(self.0[i], other.0[i]) })
    }
    #[inline(always)]
    unsafe fn max(self, other: Self) -> Self {
        // Safety: see above.
        Self::each(|i| unsafe { vmaxq_f32(self.0[i], other.0[i]) })
    }
    #[inline(always)]
    unsafe fn mul_add(self, factor: Self, sum: Self) -> Self {
        // Safety: see above.
        Self::each(|i| unsafe { vfmaq_f32(sum.0[i], self.0[i], factor.0[i]) })
    }
}

kernels!(NEON, Quads, target_feature(enable = "neon"));
