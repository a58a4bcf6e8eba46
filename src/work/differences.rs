//! What differs between two references to one work, in words.

use crate::fold;
use crate::reference::item::Item;
use crate::reference::name::Name;

/// The fields that both print and that differ, nothing when all agrees.
pub(super) fn differences(a: &Item, b: &Item) -> Vec<String> {
    let mut found = Vec::new();
    if families(&a.author) != families(&b.author) {
        found.push("authors".to_owned());
    }
    let folded = |text: &Option<String>| fold::words(text.as_deref().unwrap_or_default());
    if folded(&a.title) != folded(&b.title) {
        found.push("title".to_owned());
    }
    if let (Some(x), Some(y)) = (a.year(), b.year())
        && x != y
    {
        found.push(format!("year {x}, {y}"));
    }
    let fields = [("volume", &a.volume, &b.volume), ("issue", &a.issue, &b.issue), ("pages", &a.page, &b.page)];
    for (name, x, y) in fields {
        if let (Some(x), Some(y)) = (x, y)
            && fold::words(x) != fold::words(y)
        {
            found.push(format!("{name} {x}, {y}"));
        }
    }
    let (x, y) = (outlets(a), outlets(b));
    if !x.is_empty() && !y.is_empty() && !x.iter().any(|o| y.contains(o)) {
        found.push("outlet".to_owned());
    }
    found
}

fn families(names: &[Name]) -> Vec<String> {
    names.iter().map(|n| fold::words(n.family.as_deref().or(n.literal.as_deref()).unwrap_or_default())).collect()
}

/// "The Diplomat" is "diplomat", "Middle East Institute (MEI)" "middle east institute".
fn outlets(item: &Item) -> Vec<String> {
    let printed = [&item.container_title, &item.publisher].into_iter().flatten();
    printed
        .map(|name| {
            let folded = fold::words(name.split(" (").next().unwrap_or(name));
            folded.strip_prefix("the ").map(str::to_owned).unwrap_or(folded)
        })
        .collect()
}
