//! JSON as it comes: a number where a text is expected, a text where an object is, `null` anywhere. What can't be used is passed
//! over without being built, so that of a long record only what is wanted costs.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// What is made of JSON of any kind.
pub(super) trait Taken<'t>: Default {
    fn whole(number: i64) -> Self {
        Self::text(number.to_string().into())
    }

    fn text(_: Cow<'t, str>) -> Self {
        Self::default()
    }

    fn list<A: SeqAccess<'t>>(list: A) -> Result<Self, A::Error> {
        ignored_seq(list).map(|()| Self::default())
    }

    fn object<A: MapAccess<'t>>(object: A) -> Result<Self, A::Error> {
        ignored_map(object).map(|()| Self::default())
    }
}

fn ignored_seq<'t, A: SeqAccess<'t>>(mut list: A) -> Result<(), A::Error> {
    while list.next_element::<IgnoredAny>()?.is_some() {}
    Ok(())
}

fn ignored_map<'t, A: MapAccess<'t>>(mut object: A) -> Result<(), A::Error> {
    while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}

/// Takes what stands there.
pub(super) fn taken<'t, T: Taken<'t>, D: Deserializer<'t>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(Taking(PhantomData))
}

struct Taking<T>(PhantomData<T>);

impl<'t, T: Taken<'t>> Visitor<'t> for Taking<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<T, E> {
        Ok(T::default())
    }

    fn visit_bool<E>(self, _: bool) -> Result<T, E> {
        Ok(T::default())
    }

    fn visit_i64<E>(self, number: i64) -> Result<T, E> {
        Ok(T::whole(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<T, E> {
        Ok(match i64::try_from(number) {
            Ok(number) => T::whole(number),
            Err(_) => T::text(number.to_string().into()),
        })
    }

    fn visit_f64<E>(self, number: f64) -> Result<T, E> {
        Ok(T::text(number.to_string().into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<T, E> {
        Ok(T::text(text.to_owned().into()))
    }

    fn visit_borrowed_str<E>(self, text: &'t str) -> Result<T, E> {
        Ok(T::text(text.into()))
    }

    fn visit_seq<A: SeqAccess<'t>>(self, list: A) -> Result<T, A::Error> {
        T::list(list)
    }

    fn visit_map<A: MapAccess<'t>>(self, object: A) -> Result<T, A::Error> {
        T::object(object)
    }
}

/// A text, a number as text, or the first text of a list; nothing of what is empty.
#[derive(Debug, Default)]
pub(super) struct Text<'t>(Option<Cow<'t, str>>);

impl<'t> Text<'t> {
    pub(super) fn get(&self) -> Option<&str> {
        self.0.as_deref()
    }

    pub(super) fn into_string(self) -> Option<String> {
        self.0.map(Cow::into_owned)
    }
}

impl<'de: 't, 't> Taken<'de> for Text<'t> {
    fn text(text: Cow<'de, str>) -> Self {
        let trimmed = text.trim();
        Self(match trimmed.len() {
            0 => None,
            length if length == text.len() => Some(text),
            _ => Some(Cow::Owned(trimmed.to_owned())),
        })
    }

    fn list<A: SeqAccess<'de>>(mut list: A) -> Result<Self, A::Error> {
        let first = list.next_element::<Self>()?.unwrap_or_default();
        ignored_seq(list).map(|()| first)
    }
}

impl<'de: 't, 't> Deserialize<'de> for Text<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        taken(deserializer)
    }
}

/// The elements of a list; none of what is no list.
#[derive(Debug)]
pub(super) struct List<T>(pub(super) Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'t, T: Deserialize<'t>> Taken<'t> for List<T> {
    fn list<A: SeqAccess<'t>>(mut list: A) -> Result<Self, A::Error> {
        let mut found = Vec::new();
        while let Some(element) = list.next_element()? {
            found.push(element);
        }
        Ok(Self(found))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        taken(deserializer)
    }
}

/// An object, all of whose fields may be missing; an empty one of what is no object.
#[derive(Debug, Default)]
pub(super) struct Object<T>(pub(super) T);

impl<'t, T: Default + Deserialize<'t>> Taken<'t> for Object<T> {
    fn object<A: MapAccess<'t>>(object: A) -> Result<Self, A::Error> {
        T::deserialize(MapAccessDeserializer::new(object)).map(Self)
    }
}

impl<'de, T: Default + Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        taken(deserializer)
    }
}

/// An object that may be missing, for one that may hold others of its own kind.
#[derive(Debug)]
pub(super) struct Nested<T>(pub(super) Option<Box<T>>);

impl<T> Default for Nested<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'t, T: Default + Deserialize<'t>> Taken<'t> for Nested<T> {
    fn object<A: MapAccess<'t>>(object: A) -> Result<Self, A::Error> {
        T::deserialize(MapAccessDeserializer::new(object)).map(|found| Self(Some(Box::new(found))))
    }
}

impl<'de, T: Default + Deserialize<'de>> Deserialize<'de> for Nested<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        taken(deserializer)
    }
}

/// What stands under each name of an object, in its order; nothing of what is no object.
#[cfg(feature = "records")]
#[derive(Debug)]
pub(super) struct Named<'t, T>(pub(super) Option<Vec<(Cow<'t, str>, T)>>);

#[cfg(feature = "records")]
impl<T> Default for Named<'_, T> {
    fn default() -> Self {
        Self(None)
    }
}

#[cfg(feature = "records")]
impl<'de: 't, 't, T: Deserialize<'de>> Taken<'de> for Named<'t, T> {
    fn object<A: MapAccess<'de>>(mut object: A) -> Result<Self, A::Error> {
        let mut found = Vec::new();
        while let Some(entry) = object.next_entry()? {
            found.push(entry);
        }
        Ok(Self(Some(found)))
    }
}

#[cfg(feature = "records")]
impl<'de: 't, 't, T: Deserialize<'de>> Deserialize<'de> for Named<'t, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        taken(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Default, Deserialize)]
    #[serde(default, bound = "'de: 't")]
    struct Record<'t> {
        text: Text<'t>,
        list: List<Text<'t>>,
        inner: Object<Inner<'t>>,
    }

    #[derive(Default, Deserialize)]
    #[serde(default, bound = "'de: 't")]
    struct Inner<'t> {
        text: Text<'t>,
    }

    #[test]
    fn whatever_stands_there() {
        let cases = [
            (r#"{"text": " a ", "list": ["b", 7, null], "inner": {"text": "c", "more": {"x": [1]}}}"#, "a|b 7|c"),
            (r#"{"text": 7, "list": "b", "inner": "c"}"#, "7||"),
            (r#"{"text": ["a", "b"], "list": null, "inner": null}"#, "a||"),
            (r#"{"text": {"a": [1, 2]}, "list": {"b": 1}, "inner": [[]]}"#, "||"),
            (r#"{"text": "\u00e9", "list": [], "inner": {"text": false}}"#, "é||"),
            ("{}", "||"),
        ];
        for (json, want) in cases {
            let Object(read): Object<Record<'_>> = serde_json::from_str(json).expect(json);
            let list: Vec<&str> = read.list.0.iter().filter_map(Text::get).collect();
            let text = |text: &Text<'_>| text.get().unwrap_or_default().to_owned();
            let said = format!("{}|{}|{}", text(&read.text), list.join(" "), text(&read.inner.0.text));
            assert_eq!(said, want, "{json}");
        }
    }
}
