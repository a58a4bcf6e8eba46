//! The parts of records → bytes that sort as they do, and back: what tables keep of records and engines order them by.
//!
//! Every part is written so that the order of the bytes is its own: numbers with the highest byte first, a missing value
//! before any other, a list or a text before one that goes on.

/// A value whose bytes sort as it does.
pub(super) trait Bytes: Sized {
    /// Writes the value.
    fn put(&self, into: &mut Vec<u8>);

    /// Takes a value off the front; none where what stands there is no such value.
    fn take(from: &mut &[u8]) -> Option<Self>;
}

/// Lets a struct be written field by field, in the order by which it is compared.
macro_rules! fields {
    ($name:ident { $($field:ident),* $(,)? }) => {
        impl crate::work::bytes::Bytes for $name {
            fn put(&self, into: &mut Vec<u8>) {
                // By name, so that a field that is forgotten doesn't compile.
                let Self { $($field),* } = self;
                $(crate::work::bytes::Bytes::put($field, into);)*
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                Some(Self { $($field: crate::work::bytes::Bytes::take(from)?),* })
            }
        }
    };
}

/// The same of a struct around one number.
macro_rules! number {
    ($name:ident) => {
        impl crate::work::bytes::Bytes for $name {
            fn put(&self, into: &mut Vec<u8>) {
                crate::work::bytes::Bytes::put(&self.0, into);
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                crate::work::bytes::Bytes::take(from).map(Self)
            }
        }
    };
}

/// The same of an enum without fields, its variants in their order.
macro_rules! variants {
    ($name:ident { $($variant:ident),* $(,)? }) => {
        impl crate::work::bytes::Bytes for $name {
            fn put(&self, into: &mut Vec<u8>) {
                let place = match self { $(Self::$variant => Self::$variant as u8),* };
                into.push(place);
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                let place = <u8 as crate::work::bytes::Bytes>::take(from)?;
                [$(Self::$variant),*].into_iter().find(|variant| *variant as u8 == place)
            }
        }
    };
}

pub(super) use {fields, number, variants};

macro_rules! unsigned {
    ($($number:ty),*) => {$(
        impl Bytes for $number {
            fn put(&self, into: &mut Vec<u8>) {
                into.extend(self.to_be_bytes());
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                let (bytes, rest) = from.split_first_chunk()?;
                *from = rest;
                Some(Self::from_be_bytes(*bytes))
            }
        }
    )*};
}

unsigned!(u8, u16, u32, u64);

impl Bytes for i16 {
    fn put(&self, into: &mut Vec<u8>) {
        // Negative numbers before the others.
        (self.cast_unsigned() ^ 1 << 15).put(into);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        u16::take(from).map(|bits| (bits ^ 1 << 15).cast_signed())
    }
}

impl Bytes for bool {
    fn put(&self, into: &mut Vec<u8>) {
        into.push(u8::from(*self));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        match u8::take(from)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl<T: Bytes> Bytes for Option<T> {
    fn put(&self, into: &mut Vec<u8>) {
        self.is_some().put(into);
        if let Some(value) = self {
            value.put(into);
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(if bool::take(from)? { Some(T::take(from)?) } else { None })
    }
}

impl<T: Bytes, const N: usize> Bytes for [T; N] {
    fn put(&self, into: &mut Vec<u8>) {
        self.iter().for_each(|value| value.put(into));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let values: Option<Vec<T>> = (0..N).map(|_| T::take(from)).collect();
        values?.try_into().ok()
    }
}

/// Before each value of a list, and after the last.
impl<T: Bytes> Bytes for Box<[T]> {
    fn put(&self, into: &mut Vec<u8>) {
        for value in self {
            true.put(into);
            value.put(into);
        }
        false.put(into);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let mut values = Vec::new();
        while bool::take(from)? {
            values.push(T::take(from)?);
        }
        Some(values.into_boxed_slice())
    }
}

/// A text ends with a zero, which no folded text has in it.
impl Bytes for Box<str> {
    fn put(&self, into: &mut Vec<u8>) {
        debug_assert!(!self.contains('\0'), "a folded text");
        into.extend(self.bytes().filter(|byte| *byte != 0));
        into.push(0);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let end = from.iter().position(|byte| *byte == 0)?;
        let text = std::str::from_utf8(&from[..end]).ok()?;
        *from = &from[end + 1..];
        Some(text.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work::Record;
    use crate::work::record::FORMAT;
    use proptest::prelude::*;

    fn bytes<T: Bytes>(value: &T) -> Vec<u8> {
        let mut bytes = Vec::new();
        value.put(&mut bytes);
        bytes
    }

    #[test]
    fn the_order_of_bytes_is_that_of_values() {
        fn ascending<T: Bytes + PartialOrd>(values: &[T]) {
            for pair in values.windows(2) {
                assert!(pair[0] < pair[1] && bytes(&pair[0]) < bytes(&pair[1]), "{:?}", bytes(&pair[1]));
            }
        }
        ascending(&[i16::MIN, -1, 0, 1, 2020, i16::MAX]);
        ascending(&[None, Some(0_u32), Some(255), Some(256)]);
        ascending(&["", "a", "a b", "aa", "ä"].map(Box::<str>::from));
        ascending(&[vec![], vec![0_u16], vec![0, 0], vec![0, 1], vec![1]].map(Vec::into_boxed_slice));
    }

    fn reference() -> impl Strategy<Value = String> {
        let invented = "(Roe|Müller|де Лис|Ōe), [A-C]\\. (\\(2020\\)|\\(n\\.d\\.\\))\\. (On|Über|Part II of) (tests|lakes)(, [a-z]{3,9})?\\. \
            J\\. (Lakes|Tests) [1-3](\\([12]\\))?, [1-4](–9)?\\.( doi:10\\.1000/[a-c]\\.\\(1\\))?( https://lake\\.example/[ab])?( ISBN 3-16-148410-X)?";
        prop_oneof![invented, "\\PC{0,80}", ".{0,80}"]
    }

    proptest! {
        #[test]
        fn records_come_back_and_keep_their_order(texts in prop::collection::vec(reference(), 2..6)) {
            let records: Vec<Record> =
                texts.iter().map(|text| Record::from(&crate::reference::Reference::parse(text))).collect();
            let items = texts.iter().map(|text| Record::from(&crate::reference::Reference::parse(text).item()));
            let records: Vec<Record> = records.iter().cloned().chain(items).collect();
            for a in &records {
                prop_assert!(Record::from_bytes(&a.to_bytes()).is_some_and(|back| back == *a));
                for b in &records {
                    prop_assert_eq!(a.to_bytes().cmp(&b.to_bytes()), a.cmp(b));
                }
            }
        }

        #[test]
        fn any_bytes_are_a_record_or_none(mut bytes in prop::collection::vec(0..4_u8, 0..400), at in 0..400_usize, byte: u8) {
            bytes.insert(0, FORMAT);
            if let Some(record) = Record::from_bytes(&bytes) {
                prop_assert_eq!(record.to_bytes(), bytes);
            }
            let mut damaged = Record::from(&crate::reference::Reference::parse("Roe, A. (2020). On tests. J. Tests, 3.")).to_bytes();
            let place = at % damaged.len();
            damaged[place] = byte;
            if let Some(record) = Record::from_bytes(&damaged) {
                let own = crate::work::Matcher::new().verdict(&record, &record);
                prop_assert!(!own.reason.as_str().is_empty());
            }
        }
    }
}
