//! The two hashes that the model's features go through.

/// The seed of spaCy's `StringStore`.
const STRING_SEED: u64 = 1;

/// MurmurHash64A (Austin Appleby, public domain) of a string's UTF-8 bytes: the id of a string that is no symbol.
pub(crate) fn murmur64a(bytes: &[u8]) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    const R: u32 = 47;
    let mut hash = STRING_SEED ^ (bytes.len() as u64).wrapping_mul(M);
    let (blocks, tail) = bytes.as_chunks::<8>();
    for block in blocks {
        let mut k = u64::from_le_bytes(*block).wrapping_mul(M);
        k = (k ^ (k >> R)).wrapping_mul(M);
        hash = (hash ^ k).wrapping_mul(M);
    }
    if !tail.is_empty() {
        let mut last = [0; 8];
        last[..tail.len()].copy_from_slice(tail);
        hash = (hash ^ u64::from_le_bytes(last)).wrapping_mul(M);
    }
    hash = (hash ^ (hash >> R)).wrapping_mul(M);
    hash ^ (hash >> R)
}

/// The four rows, before the modulus, that a feature picks from a hash-embedding table.
///
/// thinc's `NumpyOps.hash`: close to MurmurHash3_x64_128 of the eight bytes, but without its last mixing of the block.
pub(crate) fn embedding_rows(feature: u64, seed: u32) -> [u32; 4] {
    fn mix(mut h: u64) -> u64 {
        h ^= h >> 33;
        h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
        h ^= h >> 33;
        h = h.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        h ^ (h >> 33)
    }
    let seed = u64::from(seed);
    let mut h1 = feature.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    h1 ^= seed;
    h1 ^= 8;
    let mut h2 = seed ^ 8;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    (h1, h2) = (mix(h1), mix(h2));
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values from spaCy's documentation of the `StringStore`, and computed with its definition.
    #[test]
    fn strings_have_the_ids_of_spacy() {
        assert_eq!(murmur64a(b"coffee"), 3_197_928_453_018_144_401);
        assert_eq!(murmur64a(b"apple"), 8_566_208_034_543_834_098);
    }
}
