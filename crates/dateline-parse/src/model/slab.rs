//! Numbers of a model: in the file as it lies in memory, or a copy of their own.

use std::ops::Deref;

use bytemuck::{NoUninit, Pod};

/// Numbers that lie in a `static` file where its bytes are aligned and little-endian, else a copy.
#[derive(Clone, Debug)]
pub(crate) enum Slab<T: 'static> {
    InFile(&'static [T]),
    Copied(Box<[T]>),
}

/// A number as it stands in the file: little-endian.
pub(crate) trait Number: Pod + NoUninit {
    fn to_native(self) -> Self;
}

impl Number for f32 {
    fn to_native(self) -> Self {
        Self::from_bits(u32::from_le(self.to_bits()))
    }
}
impl Number for u8 {
    fn to_native(self) -> Self {
        self
    }
}
impl Number for u32 {
    fn to_native(self) -> Self {
        Self::from_le(self)
    }
}
impl Number for u64 {
    fn to_native(self) -> Self {
        Self::from_le(self)
    }
}

impl<T: Number> Slab<T> {
    /// Takes the numbers from the bytes of a file that stays in memory; `None` when they do not divide into numbers.
    pub(crate) fn in_file(bytes: &'static [u8]) -> Option<Self> {
        if cfg!(target_endian = "little")
            && let Ok(numbers) = bytemuck::try_cast_slice(bytes)
        {
            return Some(Self::InFile(numbers));
        }
        Self::copied(bytes)
    }

    /// Copies the numbers from the bytes of a file; `None` when they do not divide into numbers.
    pub(crate) fn copied(bytes: &[u8]) -> Option<Self> {
        let chunks = bytes.chunks_exact(size_of::<T>());
        chunks
            .remainder()
            .is_empty()
            .then(|| Self::Copied(chunks.map(|chunk| bytemuck::pod_read_unaligned::<T>(chunk).to_native()).collect()))
    }
}

impl<T> Deref for Slab<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Self::InFile(numbers) => numbers,
            Self::Copied(numbers) => numbers,
        }
    }
}
