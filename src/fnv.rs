//! The one hash of texts whose values are kept: FNV-1a, by Fowler, Noll and Vo.
//!
//! What the models learned is known by such hashes, and groups of works are put in order by those of their keys: they must be the
//! same on every machine and in every run. Tables that live in memory alone hash as the library of tables does.

/// A hash of 32 bits, as far as it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fnv(u32);

impl Default for Fnv {
    fn default() -> Self {
        Self::START
    }
}

impl Fnv {
    /// The hash of nothing.
    pub(crate) const START: Self = Self(0x811c_9dc5);

    /// The hash after a further byte, or a further character as one.
    pub(crate) const fn then(self, next: u32) -> Self {
        Self((self.0 ^ next).wrapping_mul(0x0100_0193))
    }

    pub(crate) const fn value(self) -> u32 {
        self.0
    }
}

/// The hash of a text.
pub(crate) const fn fnv(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let mut hash = Fnv::START;
    let mut at = 0;
    while at < bytes.len() {
        hash = hash.then(bytes[at] as u32);
        at += 1;
    }
    hash.value()
}

/// The hash of bytes in 64 bits.
pub(crate) fn fnv64(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the authors' page has them.
    #[test]
    fn known_hashes() {
        for (text, short, long) in [
            ("", 0x811c_9dc5, 0xcbf2_9ce4_8422_2325),
            ("a", 0xe40c_292c, 0xaf63_dc4c_8601_ec8c),
            ("foobar", 0xbf9c_f968, 0x8594_4171_f739_67e8),
        ] {
            assert_eq!((fnv(text), fnv64(text.as_bytes())), (short, long), "{text}");
        }
    }
}
