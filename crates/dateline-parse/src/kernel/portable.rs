//! The loops for any machine: plain numbers, which the compiler may or may not make vectors of.
#![allow(unsafe_code, reason = "the trait's loads and stores are by pointer")]

use super::WIDTH;
use super::body::{Unit, kernels};

#[derive(Clone, Copy)]
struct Plain([f32; WIDTH]);

impl Plain {
    #[inline(always)]
    fn zip(self, other: Self, f: impl Fn(f32, f32) -> f32) -> Self {
        let mut out = self.0;
        for (out, other) in out.iter_mut().zip(other.0) {
            *out = f(*out, other);
        }
        Self(out)
    }
}

// Safety of each: pointers are good for sixteen numbers, or one for `splat`, as the trait asks.
impl Unit for Plain {
    const ROWS: usize = 1;

    #[inline(always)]
    unsafe fn zero() -> Self {
        Self([0.0; WIDTH])
    }
    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self {
        // Safety: see above.
        Self(unsafe { from.cast::<[f32; WIDTH]>().read() })
    }
    #[inline(always)]
    unsafe fn splat(from: *const f32) -> Self {
        // Safety: see above.
        Self([unsafe { *from }; WIDTH])
    }
    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        // Safety: see above.
        unsafe { to.cast::<[f32; WIDTH]>().write(self.0) }
    }
    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        self.zip(other, |a, b| a + b)
    }
    #[inline(always)]
    unsafe fn sub(self, other: Self) -> Self {
        self.zip(other, |a, b| a - b)
    }
    #[inline(always)]
    unsafe fn max(self, other: Self) -> Self {
        self.zip(other, |a, b| if a > b { a } else { b })
    }
    #[inline(always)]
    unsafe fn mul_add(self, factor: Self, sum: Self) -> Self {
        // Not fused: without the instruction that would be a slow library call.
        self.zip(factor, |a, b| a * b).zip(sum, |a, b| a + b)
    }
}

kernels!(PORTABLE, Plain,);
