//! What a list shows as a whole: how its lines start and end, are dated and ordered.

use std::collections::HashMap;

use super::label::LabelStyle;
use super::lines::LineKind;
use super::looks::{Looks, P, bucket, edges_value, label_value, order_key, share, year_value};
use super::name_form::NameForm;
use super::sight::{Edge, Sight};

/// How the lines of a list start, all together.
pub(super) struct Profile {
    labels: HashMap<u32, usize>,
    names: HashMap<NameForm, usize>,
    shapes: HashMap<u32, usize>,
    blank: usize,
    indented: usize,
    items: usize,
    labelled: usize,
    /// Whether each line lies on the longest chain in alphabetical order, and how many in a hundred of those that may do.
    ordered: Vec<bool>,
    order: usize,
    /// The style that most links of chains have, and how many lines are in such chains.
    chained: Option<(LabelStyle, usize)>,
    /// Lines that are more than twice as long as is usual for a page's line.
    long: usize,
    /// How many lines have their year at this place, between these marks.
    years: HashMap<u32, usize>,
    /// How many lines begin with this word.
    firsts: HashMap<u32, usize>,
    /// Lines that end in a stop, in a comma, and before their next word was due.
    stops: usize,
    commas: usize,
    fits: usize,
}

/// Where a line has its year, and between which marks.
fn dated(sight: &Sight) -> u32 {
    year_value(sight) << 8 | edges_value(sight.year_edges.0, sight.year_edges.1)
}

fn start_shape(sight: &Sight) -> u32 {
    sight.shapes[0] ^ sight.shapes[1].rotate_left(7)
}

impl Profile {
    pub(super) fn of(looks: &Looks) -> Self {
        let mut profile = Self {
            labels: HashMap::new(),
            names: HashMap::new(),
            shapes: HashMap::new(),
            blank: 0,
            indented: 0,
            items: 0,
            labelled: 0,
            ordered: Vec::new(),
            order: 0,
            chained: None,
            long: 0,
            years: HashMap::new(),
            firsts: HashMap::new(),
            stops: 0,
            commas: 0,
            fits: 0,
        };
        let mut chained: HashMap<LabelStyle, usize> = HashMap::new();
        for (i, sight) in looks.sights.iter().enumerate() {
            *profile.labels.entry(label_value(sight)).or_default() += 1;
            *profile.names.entry(sight.name).or_default() += 1;
            *profile.shapes.entry(start_shape(sight)).or_default() += 1;
            profile.blank += usize::from(looks.blank_before[i]);
            profile.indented += usize::from(looks.indents[i] > 1);
            profile.items += usize::from(looks.kinds[i] == LineKind::Item);
            profile.labelled += usize::from(sight.label.is_some());
            profile.long += usize::from(sight.length > 150);
            *profile.years.entry(dated(sight)).or_default() += 1;
            *profile.firsts.entry(sight.first).or_default() += 1;
            profile.stops += usize::from(sight.ends == Edge::Stop);
            profile.commas += usize::from(sight.ends == Edge::Comma);
            profile.fits += usize::from(looks.fits(i));
            if looks.links[i].is_some_and(|l| l.length >= 3)
                && let Some(label) = sight.label
            {
                *chained.entry(label.style).or_default() += 1;
            }
        }
        profile.chained = chained.into_iter().max_by_key(|(style, count)| (*count, std::cmp::Reverse(*style)));
        let keys: Vec<Option<[u8; 12]>> = looks.sights.iter().map(order_key).collect();
        let (ordered, length) = longest_ascending(&keys);
        profile.order = length * 100 / keys.iter().flatten().count().max(1);
        profile.ordered = ordered;
        profile
    }

    pub(super) fn tell(&self, looks: &Looks, i: usize, add: &mut impl FnMut(u32, u32)) {
        let n = looks.len();
        let sight = &looks.sights[i];
        let cuts = [2, 10, 25, 50, 80];
        let mut own = |p: P, value: u32| add(p as u32, value);
        let label = label_value(sight);
        let labels = share(self.labels[&label], n, &cuts);
        let names = share(self.names[&sight.name], n, &cuts);
        own(P::ListLabel, label * 8 + labels);
        own(P::ListName, sight.name as u32 * 8 + names);
        own(P::ListShape, share(self.shapes[&start_shape(sight)], n, &[2, 5, 10, 30]));
        own(P::ListBoth, labels * 8 + names);
        own(P::ListAny, share(self.labelled, n, &[5, 20, 50, 80]) * 2 + u32::from(sight.label.is_some()));
        own(P::ListOrder, bucket(self.order, &[30, 40, 50, 65, 80, 95]) * 2 + u32::from(self.ordered[i]));
        if looks.has_indents {
            own(P::ListIndent, share(self.indented, n, &[5, 20, 40, 60, 80]) * 4 + bucket(looks.indents[i], &[2, 6]));
            let before = i.checked_sub(1).map_or(0, |b| looks.indents[b]);
            own(
                P::ListIndentStep,
                share(self.indented, n, &[5, 20, 40, 60, 80]) * 16
                    + bucket(looks.indents[i], &[2, 6]) * 4
                    + bucket(before, &[2, 6]),
            );
        }
        own(P::ListBlank, share(self.blank, n, &[3, 10, 20, 30, 45, 60, 90]) * 2 + u32::from(looks.blank_before[i]));
        own(P::ListKind, share(self.items, n, &[5, 20, 50, 90]) * 8 + looks.kinds[i] as u32);
        own(P::ListLong, share(self.long, n, &[10, 30, 60, 90]) * 4 + bucket(sight.length, &[60, 150]));
        let named = u32::from(sight.name != NameForm::None);
        let years = share(self.years[&dated(sight)], n, &[3, 8, 15, 25, 40]);
        own(P::ListYear, (year_value(sight) * 8 + years) * 2 + named);
        // One body, or one author, stands at the start of several entries.
        let firsts = bucket(self.firsts[&sight.first], &[2, 3, 6]);
        let upper = u32::from(sight.starts == Edge::Upper);
        own(P::ListFirst, firsts * 8 + upper * 4 + named * 2 + u32::from(sight.year.is_some()));
        // How entries end is seen in the line before.
        if let Some(before) = i.checked_sub(1) {
            let ends = looks.sights[before].ends as u32;
            own(P::ListStops, share(self.stops, n, &[5, 15, 30, 45, 60, 80]) * 16 + ends);
            own(P::ListCommas, share(self.commas, n, &[5, 15, 30, 50]) * 32 + ends * 2 + named);
            own(P::ListFits, share(self.fits, n, &[10, 25, 40, 60, 80]) * 2 + u32::from(looks.fits(i)));
        }
        if let Some((style, count)) = self.chained {
            let on = sight.label.is_some_and(|l| l.style == style) && looks.links[i].is_some_and(|l| l.length >= 3);
            own(P::ListChain, (style as u32 * 8 + share(count, n, &[5, 15, 30, 60])) * 2 + u32::from(on));
        } else {
            own(P::ListChain, 1000 + u32::from(sight.label.is_some()));
        }
    }
}

/// Which keys lie on a longest subsequence that doesn't descend, and how many there are. n log n.
fn longest_ascending(keys: &[Option<[u8; 12]>]) -> (Vec<bool>, usize) {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; keys.len()];
    for (i, key) in keys.iter().enumerate() {
        let Some(key) = key else { continue };
        let at = tails.partition_point(|t| keys[*t].is_some_and(|k| k <= *key));
        before[i] = at.checked_sub(1).map(|b| tails[b]);
        if at == tails.len() {
            tails.push(i);
        } else {
            tails[at] = i;
        }
    }
    let mut on = vec![false; keys.len()];
    let mut at = tails.last().copied();
    while let Some(i) = at {
        on[i] = true;
        at = before[i];
    }
    (on, tails.len())
}
