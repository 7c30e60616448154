//! The loops for x86-64: AVX-512 (one register a lane) and AVX2 with FMA (two).
#![allow(unsafe_code, reason = "vector instructions")]

use std::arch::x86_64::{
    __m256, __m512, _mm256_add_ps, _mm256_broadcast_ss, _mm256_fmadd_ps, _mm256_loadu_ps, _mm256_max_ps,
    _mm256_setzero_ps, _mm256_storeu_ps, _mm256_sub_ps, _mm512_add_ps, _mm512_fmadd_ps, _mm512_loadu_ps, _mm512_max_ps,
    _mm512_set1_ps, _mm512_setzero_ps, _mm512_storeu_ps, _mm512_sub_ps,
};

use super::body::{Unit, kernels};

#[derive(Clone, Copy)]
struct Zmm(__m512);

// Safety of each: the instructions are there and the pointers are good, as the trait asks.
impl Unit for Zmm {
    /// 24 sums, 3 weights and a factor: 28 of 32 registers.
    const ROWS: usize = 8;

    #[inline(always)]
    unsafe fn zero() -> Self {
        // Safety: see above.
        unsafe { Self(_mm512_setzero_ps()) }
    }
    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self {
        // Safety: see above.
        unsafe { Self(_mm512_loadu_ps(from)) }
    }
    #[inline(always)]
    unsafe fn splat(from: *const f32) -> Self {
        // Safety: see above.
        unsafe { Self(_mm512_set1_ps(*from)) }
    }
    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        // Safety: see above.
        unsafe { _mm512_storeu_ps(to, self.0) }
    }
    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        // Safety: see above.
        unsafe { Self(_mm512_add_ps(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn sub(self, other: Self) -> Self {
        // Safety: see above.
        unsafe { Self(_mm512_sub_ps(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn max(self, other: Self) -> Self {
        // Safety: see above.
        unsafe { Self(_mm512_max_ps(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn mul_add(self, factor: Self, sum: Self) -> Self {
        // Safety: see above.
        unsafe { Self(_mm512_fmadd_ps(self.0, factor.0, sum.0)) }
    }
}

#[derive(Clone, Copy)]
struct Ymm([__m256; 2]);

// Safety of each: the instructions are there and the pointers are good, as the trait asks.
impl Unit for Ymm {
    /// 12 sums, 3 weights at a time and a factor: 16 registers.
    const ROWS: usize = 2;

    #[inline(always)]
    unsafe fn zero() -> Self {
        // Safety: see above.
        unsafe { Self([_mm256_setzero_ps(); 2]) }
    }
    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self {
        // Safety: see above.
        unsafe { Self([_mm256_loadu_ps(from), _mm256_loadu_ps(from.add(8))]) }
    }
    #[inline(always)]
    unsafe fn splat(from: *const f32) -> Self {
        // Safety: see above.
        unsafe { Self([_mm256_broadcast_ss(&*from); 2]) }
    }
    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        // Safety: see above.
        unsafe {
            _mm256_storeu_ps(to, self.0[0]);
            _mm256_storeu_ps(to.add(8), self.0[1]);
        }
    }
    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        // Safety: see above.
        unsafe { Self([_mm256_add_ps(self.0[0], other.0[0]), _mm256_add_ps(self.0[1], other.0[1])]) }
    }
    #[inline(always)]
    unsafe fn sub(self, other: Self) -> Self {
        // Safety: see above.
        unsafe { Self([_mm256_sub_ps(self.0[0], other.0[0]), _mm256_sub_ps(self.0[1], other.0[1])]) }
    }
    #[inline(always)]
    unsafe fn max(self, other: Self) -> Self {
        // Safety: see above.
        unsafe { Self([_mm256_max_ps(self.0[0], other.0[0]), _mm256_max_ps(self.0[1], other.0[1])]) }
    }
    #[inline(always)]
    unsafe fn mul_add(self, factor: Self, sum: Self) -> Self {
        // Safety: see above.
        unsafe {
            Self([_mm256_fmadd_ps(self.0[0], factor.0[0], sum.0[0]), _mm256_fmadd_ps(self.0[1], factor.0[1], sum.0[1])])
        }
    }
}

kernels!(AVX512, Zmm, target_feature(enable = "avx512f"));
kernels!(AVX2, Ymm, target_feature(enable = "avx2,fma"));
