//! A reference's whole text explained by a record: no word of it says anything else.
//!
//! However a reference was read, its text stands: where the record's title is in it, or its beginning up to a colon, and
//! its authors in their order, its year and its outlet, and nothing is left over, the two agree. So a style that the
//! reader takes wrongly raises no alarm, and a reference that prints no title is found by all the rest.

use super::super::numeration::Number;
use super::super::words::is_small;
use super::held::Held;
use super::printed::Printed;
use super::text::{around, is_year, words};
use super::{people, venue};
use crate::terms::{self, Term, Terms};

/// How a record explains a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Account {
    /// With its title, whole or without the subtitle.
    Titled,
    /// By its authors, its year and its outlet: the text prints no title.
    Untitled,
}

/// So many beginnings of a title are tried.
const CUTS: usize = 4;

/// Whether the record explains every word of the reference's text, and how. O(words of both).
pub(super) fn account(printed: &Printed, held: &Held) -> Option<Account> {
    if printed.text.is_empty() || held.people.is_empty() {
        return None;
    }
    let whole = std::iter::once(held.title.clone()).filter(|title| !title.is_empty());
    let mut titles: Vec<String> = whole.chain(held.main_titles().take(CUTS)).collect();
    titles.sort_by_key(|title| std::cmp::Reverse(title.len()));
    titles.dedup();
    let titled = titles.iter().filter_map(|title| around(&printed.text, title)).any(|(before, after)| {
        let (before, after) = (words(before), words(after));
        let ahead = people::without(&before, &held.people).map(|rest| [rest.words, after.clone()].concat());
        // "Roe A. On lakes / A. Roe, B. Doe // …": all of them stand after the title.
        let behind = people::without(&after, &held.people).filter(|_| people::knows(&before, &held.people[..1]));
        [ahead, behind.map(|rest| rest.words)].into_iter().flatten().any(|rest| place(&rest, held).is_some())
    });
    if titled {
        return Some(Account::Titled);
    }
    let rest = people::without(&words(&printed.text), &held.people)?;
    let place = place(&rest.words, held).filter(|_| !is_exchanged(printed, held))?;
    (place.dated && (place.named || rest.named >= 2)).then_some(Account::Untitled)
}

/// What a text says of where a record's text is.
struct Place {
    /// Whether it names the outlet.
    named: bool,
    /// Whether it has the record's year.
    dated: bool,
}

/// Whether volume and page stand in each other's place.
fn is_exchanged(printed: &Printed, held: &Held) -> bool {
    let number = |text: &Option<String>| text.as_deref().and_then(Number::first).map(Number::value);
    let (own, theirs) = (&printed.item, &held.item);
    let [volume, page] = [number(&own.volume), number(&own.page)];
    volume.is_some() && volume != page && volume == number(&theirs.page) && page == number(&theirs.volume)
}

/// What these words say of where and when the record's text is; none where they say anything else.
fn place(rest: &[&str], held: &Held) -> Option<Place> {
    let year = held.item.year().map(|year| year.to_string());
    let numbers = [&held.item.volume, &held.item.page, &held.item.issue];
    let numbers: Vec<&str> = numbers
        .into_iter()
        .flatten()
        .flat_map(|text| text.split(|c: char| !c.is_ascii_digit()))
        .filter(|n| !n.is_empty())
        .collect();
    let is_number = |w: &str| w.bytes().all(|b| b.is_ascii_digit());
    let fits = |w: &str| match &year {
        Some(year) if is_year(w) && year == w => true,
        Some(_) if is_year(w) => numbers.contains(&w),
        _ => numbers.is_empty() || numbers.contains(&w),
    };
    if !rest.iter().filter(|w| is_number(w)).all(|w| fits(w)) {
        return None;
    }
    let said: Vec<&str> = rest.iter().copied().filter(|w| !is_number(w) && !is_label(w)).collect();
    let silent = said.iter().all(|w| is_small(w));
    let dated = rest.iter().any(|w| is_year(w) && year.as_deref() == Some(w));
    let place = Place { named: !silent, dated };
    (silent || venue::is_named_in(held.outlet(), &said)).then_some(place)
}

/// A word that says what follows it, and nothing by itself.
fn is_label(word: &str) -> bool {
    const LABELS: Terms =
        Terms::of(&[Term::Volume, Term::Issue, Term::Page, Term::ArticleNumber, Term::Accessed, Term::Available]);
    terms::of(word).meets(LABELS) || matches!(word, "doi" | "http" | "https" | "published")
}

#[cfg(test)]
mod tests {
    use crate::reference::Reference;
    use crate::reference::date::Date;
    use crate::reference::item::Item;
    use crate::reference::name::Name;
    use crate::work::verify::{Library, Outcome};

    fn library() -> Library {
        let name = |family: &str, given: &str| Name {
            family: Some(family.to_owned()),
            given: Some(given.to_owned()),
            ..Name::default()
        };
        let item = Item {
            title: Some("AlgaNet: Counting algae of mountain lakes from the air".to_owned()),
            author: vec![name("Roe", "Ann"), name("Doe", "Bob-Lee"), name("Poe", "Cy")],
            container_title: Some("International Conference on Lake Computing".to_owned()),
            issued: Some(Date::of_year(2021)),
            ..Item::default()
        };
        Library::new([("alga".to_owned(), item)])
    }

    #[test]
    fn names_of_very_many_records_leave_an_untitled_reference_unchecked() {
        let roe = Name { family: Some("Roe".to_owned()), given: Some("Ann".to_owned()), ..Name::default() };
        let item = |n: usize| Item {
            title: Some(format!("Lake number {n} and its algae")),
            author: vec![roe.clone()],
            container_title: Some("Annals of Mires".to_owned()),
            issued: Some(Date::of_year(2021)),
            ..Item::default()
        };
        let verified = |records: usize| {
            let library = Library::new((0..records).map(|n| (format!("r{n}"), item(n))));
            library
                .verify(
                    &Reference::parse(
                        "Roe, A. Int. J. Reeds, Ponds and Mires of the North and the South 2021, 12, 345–349.",
                    )
                    .into(),
                )
                .verdict
        };
        assert_eq!([verified(20), verified(2_000)], [Outcome::NotFound, Outcome::Unchecked]);
    }

    #[test]
    fn what_fits_two_records_is_neither() {
        let name = |family: &str, given: &str| Name {
            family: Some(family.to_owned()),
            given: Some(given.to_owned()),
            ..Name::default()
        };
        let item = |title: &str, year: Option<i32>| Item {
            title: Some(title.to_owned()),
            author: vec![name("Roe", "Ann"), name("Doe", "Bo")],
            container_title: Some("International Conference on Lake Computing".to_owned()),
            issued: year.map(Date::of_year),
            ..Item::default()
        };
        let records = |items: &[(&str, Option<i32>)]| {
            let items = items.iter().enumerate().map(|(n, (title, year))| (format!("r{n}"), item(title, *year)));
            Library::new(items.collect::<Vec<_>>())
        };
        let verdict = |library: &Library, text: &str| library.verify(&Reference::parse(text).into()).verdict;
        let untitled = "A. Roe and B. Doe, ICLC (2021).";
        let (reeds, stones) = (("Counting reeds from the air", Some(2021)), ("Sorting stones by ear", Some(2021)));
        assert_eq!(verdict(&records(&[reeds, stones]), untitled), Outcome::Unchecked);
        assert_eq!(verdict(&records(&[reeds, reeds]), untitled), Outcome::Found);
        // A record without a year isn't known by one, and initials are no "et al."
        assert_ne!(verdict(&records(&[("Of ponds", None)]), "Roe A, Doe B. 1999."), Outcome::Found);
        assert_eq!(verdict(&records(&[reeds]), "Roe AL. Counting reeds from the air. ICLC 2021."), Outcome::Differs);
    }

    #[test]
    fn styles_that_print_less_or_otherwise() {
        let library = library();
        for (style, text, found) in [
            ("untitled", "Roe, A.; Doe, B.-L.; Poe, C. Int. Conf. Lake Comput. 2021.", true),
            ("untitled, acronym", "A. Roe, B.-L. Doe, and C. Poe, ICLC (2021).", true),
            ("untitled, et al.", "A. Roe et al., in International Conference on Lake Computing (2021), p. .", true),
            ("title without subtitle", "Roe A, Doe BL, Poe C. AlgaNet. Int. Conf. Lake Comput. 2021.", true),
            (
                "authors after the title",
                "AlgaNet: Counting algae of mountain lakes from the air / A. Roe [и др.] // ICLC. – 2021.",
                true,
            ),
            (
                "given names in brackets",
                "Roe (A.), Doe (B.-L.) et Poe (C.), « AlgaNet: Counting algae of mountain lakes from the air », ICLC, 2021.",
                true,
            ),
            (
                "published online",
                "Roe A, Doe BL, Poe C. AlgaNet: Counting algae of mountain lakes from the air. Published online 2021.",
                true,
            ),
            ("untitled, another outlet", "A. Roe, B.-L. Doe, and C. Poe, KDLR (2021).", false),
            ("untitled, another year", "A. Roe, B.-L. Doe, and C. Poe, ICLC (2019).", false),
            ("untitled, an author left out", "A. Roe and C. Poe, ICLC (2021).", false),
            ("untitled, another author", "A. Roe, B.-L. Doe, and D. Hall, ICLC (2021).", false),
            ("untitled, initials of each other", "B.-L. Roe, A. Doe, and C. Poe, ICLC (2021).", false),
            ("another subtitle", "Roe A, Doe BL, Poe C. AlgaNet: Sorting stones by ear. ICLC. 2021.", false),
            ("title cut, another outlet", "Roe A, Doe BL, Poe C. AlgaNet. Symp. Stone Sorting. 2021.", false),
            (
                "other people after the title",
                "AlgaNet: Counting algae of mountain lakes from the air / D. Hall [и др.] // ICLC. – 2021.",
                false,
            ),
        ] {
            let verified = library.verify(&Reference::parse(text).into());
            assert_eq!(verified.verdict == Outcome::Found, found, "{style}: {verified:?}");
            assert_ne!(verified.verdict, Outcome::Unchecked, "{style}");
        }
    }
}
