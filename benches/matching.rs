//! Verdicts and clusters, beside a token-sort ratio over the same pairs and over the pairs of usual blocks.
//!
//! `cargo bench --bench matching`. The references are made up: words, names and journals drawn by their rank, each work
//! cited a few times with the slips that lists have. `CITEGRAPH_SIZES=10000,100000,1000000` chooses the sizes of the
//! curve, which is measured once each, not sampled, and by itself; a single size shows its own memory. `CITEGRAPH_REFERENCES=FILE` takes bare references, one a line, in
//! place of the made-up ones for the whole from parsed references to clusters.
//!
//! Usual blocks, for want of a standard: two references are compared that share the first author's family name and the
//! year, or a word of the title, of four letters or more, that one in a hundred references has at most; each pair once.

use std::collections::HashMap;
use std::fs;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::hint::black_box;

use citegraph::reference::date::Date;
use citegraph::reference::item::{Item, ItemType};
use citegraph::reference::name::Name;
use citegraph::reference::{Parser, Reference};
use citegraph::work::{Level, Matcher, Record};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// Numbers that look like chance and are the same each run (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// A rank below `n`: small ones far more often, as words and names go.
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rank")]
    fn rank(&mut self, n: u64) -> u64 {
        let unit = self.next() as f64 / u64::MAX as f64;
        ((n as f64).powf(unit) - 1.0) as u64
    }
}

/// The word of a rank: syllables, longer for rarer words.
fn word(rank: u64) -> String {
    const SYLLABLES: [&str; 20] = [
        "ra", "ti", "on", "ve", "lo", "mer", "sta", "ki", "ne", "du", "gra", "phe", "col", "bi", "sen", "tor", "ma",
        "li", "qua", "ster",
    ];
    let mut n = rank + 20;
    let mut out = String::new();
    while n > 0 {
        out.push_str(SYLLABLES[usize::try_from(n % 20).unwrap_or_default()]);
        n /= 20;
    }
    out
}

fn name(chance: &mut Chance) -> Name {
    let mut name = Name::default();
    let family = word(chance.rank(60_000) + 7);
    name.family = Some(family[..1].to_uppercase() + &family[1..]);
    name.given = Some(format!("{}.", char::from(b'A' + u8::try_from(chance.below(26)).unwrap_or_default())));
    name
}

fn work(chance: &mut Chance) -> Item {
    let title: Vec<String> = (0..5 + chance.below(7)).map(|_| word(chance.rank(80_000))).collect();
    let page = 1 + chance.below(2_000);
    Item {
        item_type: ItemType::ArticleJournal,
        author: (0..=chance.below(4)).map(|_| name(chance)).collect(),
        title: Some(title.join(" ")),
        container_title: Some(format!("Journal of {}", word(chance.rank(3_000)))),
        issued: Some(Date::of_year(1960 + i32::try_from(chance.below(60)).unwrap_or_default())),
        volume: Some((1 + chance.below(90)).to_string()),
        page: Some(format!("{page}-{}", page + 1 + chance.below(30))),
        ..Item::default()
    }
}

/// A citation of a work: a letter misprinted, a field left out, a year slipped.
fn citation(work: &Item, chance: &mut Chance) -> Item {
    let mut item = work.clone();
    if chance.below(4) == 0
        && let Some(title) = &mut item.title
    {
        let at = usize::try_from(chance.below(title.len() as u64)).unwrap_or_default();
        title.replace_range(at..=at, "e");
    }
    match chance.below(8) {
        0 => item.volume = None,
        1 => item.page = None,
        2 => item.author.truncate(1),
        3 => item.issued = work.year().map(|y| Date::of_year(y + 1)),
        4 => item.container_title = item.container_title.map(|c| c.replace("Journal of ", "J. ")),
        _ => {}
    }
    item
}

/// `n` references to about a third as many works, made as they are asked for.
fn references(n: usize) -> impl Iterator<Item = Item> {
    let mut chance = Chance(n as u64);
    let mut left = 0;
    let mut current = Item::default();
    std::iter::repeat_with(move || {
        if left == 0 {
            current = work(&mut chance);
            left = 1 + chance.rank(12);
        }
        left -= 1;
        citation(&current, &mut chance)
    })
    .take(n)
}

fn flat(item: &Item) -> String {
    let names: Vec<&str> = item.author.iter().filter_map(|n| n.family.as_deref()).collect();
    let field = |f: &Option<String>| f.clone().unwrap_or_default();
    let year = item.year().map(|y| y.to_string()).unwrap_or_default();
    [names.join(" "), field(&item.title), field(&item.container_title), year, field(&item.volume), field(&item.page)]
        .join(" ")
        .to_lowercase()
}

/// The words of a text in order of the alphabet: what the baseline compares.
fn sorted(text: &str) -> String {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    words.sort_unstable();
    words.join(" ")
}

/// Pairs that share the first author's family and the year, or the title's first two words: blocks as one writes them.
fn pairs(items: &[Item], most: usize) -> Vec<(usize, usize)> {
    let mut blocks: HashMap<String, Vec<usize>> = HashMap::new();
    for (i, item) in items.iter().enumerate() {
        let family = item.author.first().and_then(|n| n.family.clone()).unwrap_or_default();
        let title = item.title.clone().unwrap_or_default();
        blocks.entry(format!("{family} {:?}", item.year())).or_default().push(i);
        blocks.entry(title.split(' ').take(2).collect::<Vec<_>>().join(" ")).or_default().push(i);
    }
    let mut found: Vec<(usize, usize)> = blocks
        .values()
        .flat_map(|block| block.iter().enumerate().flat_map(|(n, a)| block[n + 1..].iter().map(|b| (*a, *b))))
        .collect();
    found.sort_unstable();
    found.dedup();
    found.truncate(most);
    found
}

fn verdicts(criterion: &mut Criterion) {
    let items: Vec<Item> = references(20_000).collect();
    let records: Vec<Record> = items.iter().map(Record::from).collect();
    let texts: Vec<String> = items.iter().map(|i| sorted(&flat(i))).collect();
    let pairs = pairs(&items, 50_000);
    let matcher = Matcher::new();

    let mut group = criterion.benchmark_group("verdicts");
    group.throughput(Throughput::Elements(pairs.len() as u64));
    group.bench_function("verdict", |b| {
        b.iter(|| {
            let strong = pairs.iter().filter(|(x, y)| matcher.verdict(&records[*x], &records[*y]).is_merge());
            black_box(strong.count())
        });
    });
    group.bench_function("baseline: token sort ratio", |b| {
        b.iter(|| {
            let alike = pairs.iter().filter(|(x, y)| {
                rapidfuzz::fuzz::ratio(black_box(texts[*x].chars()), texts[*y].chars()) >= 90.0 / 100.0
            });
            black_box(alike.count())
        });
    });
    group.throughput(Throughput::Elements(1_000));
    group.bench_function("records", |b| {
        b.iter(|| items.iter().take(1_000).map(Record::from).for_each(|r| drop(black_box(r))));
    });
    group.finish();
}

/// Eleven ways in which styles print an article, two of them without its title.
fn printed(item: &Item, style: usize) -> String {
    let name = |n: &Name| (n.family.clone().unwrap_or_default(), n.given.clone().unwrap_or_default());
    let names = |between: &str, print: fn(&str, &str) -> String| -> String {
        item.author.iter().map(|n| print(&name(n).0, &name(n).1)).collect::<Vec<_>>().join(between)
    };
    let inverted = |between: &str| names(between, |family, given| format!("{family}, {given}"));
    let direct = |between: &str| names(between, |family, given| format!("{given} {family}"));
    let bare = || names(", ", |family, given| format!("{family} {}", given.trim_end_matches('.')));
    let first = item.author.first().map(|n| name(n).0).unwrap_or_default();
    let field = |f: &Option<String>| f.clone().unwrap_or_default();
    let (title, journal, volume) = (field(&item.title), field(&item.container_title), field(&item.volume));
    let title = title[..1].to_uppercase() + &title[1..];
    let pages = field(&item.page).replace('-', "–");
    let year = item.year().unwrap_or_default();
    match style {
        0 => format!("{} ({year}). {title}. {journal}, {volume}, {pages}.", inverted(", & ")),
        1 => format!("[1] {}, {journal} {volume} ({year}) {pages}.", direct(", ")),
        2 => format!("{}. {title}. {journal}. {year};{volume}:{pages}.", bare()),
        3 => format!("{} ({year}) ‘{title}’, {journal}, {volume}, pp. {pages}.", inverted(" and ")),
        4 => format!("[1] {}, “{title},” {journal}, vol. {volume}, pp. {pages}, {year}.", direct(", and ")),
        5 => format!("(1) {} {journal} {year}, {volume}, {pages}.", inverted("; ")),
        6 => format!("{first} et al., {year}. {title}. {journal} {volume}, {pages}."),
        7 => format!("{}, {year}. {title}. {journal} {volume}, {pages}.", inverted(", ")),
        8 => format!("{}. {year}. “{title}.” {journal} {volume}: {pages}.", inverted(", and ")),
        9 => format!("1. {}. {title}. {journal} {volume}, {pages} ({year}).", inverted(" & ")),
        _ => format!("{}: {title}. {journal} {volume}, {pages} ({year})", inverted("; ")),
    }
}

/// Bare references: those of a file, or made up: 82,000 of 7,455 works, each in eleven styles.
fn strings() -> Vec<String> {
    const STYLES: usize = 11;
    const MANY: usize = 82_000;
    if let Ok(file) = std::env::var("CITEGRAPH_REFERENCES") {
        return fs::read_to_string(file).expect("a file of references").lines().map(str::to_owned).collect();
    }
    let mut chance = Chance(11);
    let works: Vec<Item> = (0..MANY.div_ceil(STYLES)).map(|_| work(&mut chance)).collect();
    (0..MANY).map(|n| printed(&works[n / STYLES], n % STYLES)).collect()
}

/// From parsed references to clusters, beside comparing the pairs of usual blocks.
fn whole(_: &mut Criterion) {
    // A curve alone has the memory for itself.
    if std::env::var("CITEGRAPH_SIZES").is_ok() {
        return;
    }
    let strings = strings();
    let parser = Parser::new();
    forget_peak();
    // Parsed in handfuls, so that the memory is that of matching.
    let (mut made, mut records) = (0.0, Vec::with_capacity(strings.len()));
    for handful in strings.chunks(4_096) {
        let parsed: Vec<Reference> = handful.iter().map(|text| parser.parse(text)).collect();
        let before = cpu();
        records.extend(parsed.iter().map(Record::from));
        made += cpu() - before;
    }
    let before = cpu();
    let found = Matcher::new().clusters(records);
    let clustered = cpu() - before;
    let ours = made + clustered;
    let per_reference = found.compared() as f64 / strings.len() as f64;
    println!(
        "whole/{}: {made:.2} s to make the records, {clustered:.2} s to cluster, {per_reference:.1} verdicts a reference, {} works, {} versions, peak {} MB",
        strings.len(),
        found.groups(Level::Work).len(),
        found.groups(Level::Version).len(),
        peak() / 1024,
    );

    /// Of the pairs of the blocks, one in so many is compared.
    const SAMPLE: usize = 8;
    let items: Vec<Item> = strings.iter().map(|text| parser.parse(text).item()).collect();
    let lower: Vec<String> = strings.iter().map(|text| text.to_lowercase()).collect();
    let texts: Vec<String> = lower.iter().map(|text| sorted(text)).collect();
    let (count, sample) = usual_pairs(&items, SAMPLE);
    // As the function of that name does it, sorting what it is given; and with all words sorted once, beforehand.
    let called = seconds(|| {
        let ratio = |(a, b): &&(u32, u32)| {
            let (a, b) = (sorted(&lower[*a as usize]), sorted(&lower[*b as usize]));
            rapidfuzz::fuzz::ratio(a.chars(), b.chars()) >= 0.9
        };
        sample.iter().filter(ratio).count()
    });
    let prepared = seconds(|| {
        let ratio = |(a, b): &&(u32, u32)| {
            rapidfuzz::fuzz::ratio(texts[*a as usize].chars(), texts[*b as usize].chars()) >= 0.9
        };
        sample.iter().filter(ratio).count()
    });
    for (how, time) in [("sorting each time", called), ("sorted beforehand", prepared)] {
        let time = time * SAMPLE as f64;
        println!(
            "whole/{}: token sort ratio, {how}, over the {count} pairs of usual blocks, from one pair in {SAMPLE}: {time:.1} s, {:.1} times as long",
            strings.len(),
            time / ours,
        );
    }
}

/// How many pairs the blocks hold, and one in `every` of them.
fn usual_pairs(items: &[Item], every: usize) -> (usize, Vec<(u32, u32)>) {
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let words = |item: &Item| -> Vec<u64> {
        let title = item.title.as_deref().unwrap_or_default().to_lowercase();
        let long = title.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() >= 4);
        let mut words: Vec<u64> = long.map(|w| hasher.hash_one(w)).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let mut frequency: HashMap<u64, usize> = HashMap::new();
    items.iter().flat_map(words).for_each(|w| *frequency.entry(w).or_default() += 1);
    let mut blocks: HashMap<u64, Vec<u32>> = HashMap::new();
    let keys: Vec<Vec<u64>> = (0_u32..)
        .zip(items)
        .map(|(i, item)| {
            let mut keys = words(item);
            keys.retain(|w| frequency[w] <= items.len() / 100);
            let family = item.author.first().and_then(|n| n.family.as_deref().or(n.literal.as_deref()));
            keys.extend(family.zip(item.year()).map(|of| hasher.hash_one(of)));
            keys.sort_unstable();
            keys.iter().for_each(|key| blocks.entry(*key).or_default().push(i));
            keys
        })
        .collect();
    let mut blocks: Vec<(u64, Vec<u32>)> = blocks.into_iter().collect();
    blocks.sort_unstable_by_key(|block| block.0);
    let (mut count, mut sample) = (0, Vec::new());
    for (key, block) in &blocks {
        for (n, a) in block.iter().enumerate() {
            for b in &block[n + 1..] {
                let (x, y) = (&keys[*a as usize], &keys[*b as usize]);
                // A pair is compared in the first of its blocks.
                if x.iter().find(|k| y.contains(k)) == Some(key) {
                    if count % every == 0 {
                        sample.push((*a, *b));
                    }
                    count += 1;
                }
            }
        }
    }
    (count, sample)
}

/// Clusters of ever more references: what each costs tells how the whole grows.
fn curve(_: &mut Criterion) {
    let sizes = std::env::var("CITEGRAPH_SIZES").unwrap_or_else(|_| "10000,82000,100000".to_owned());
    for size in sizes.split(',').filter_map(|s| s.trim().parse::<usize>().ok()) {
        forget_peak();
        let before = cpu();
        let records: Vec<Record> = references(size).map(|item| Record::from(&item)).collect();
        let made = cpu() - before;
        let before = cpu();
        let found = Matcher::new().clusters(records);
        let clustered = cpu() - before;
        println!(
            "clusters/{size}: {made:.2} s to make the records, {clustered:.2} s to cluster, {:.1} µs and {:.1} verdicts a reference, {} works, peak {} MB",
            clustered * 1e6 / size as f64,
            found.compared() as f64 / size as f64,
            found.groups(Level::Work).len(),
            peak() / 1024,
        );
    }
}

/// Seconds of processor time that something takes.
fn seconds<T>(of: impl FnOnce() -> T) -> f64 {
    let before = cpu();
    black_box(of());
    cpu() - before
}

/// Seconds of processor time that the process has had, where the system says so.
fn cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks: Vec<f64> = after.split_whitespace().skip(11).take(2).filter_map(|t| t.parse().ok()).collect();
    ticks.iter().sum::<f64>() / 100.0
}

/// Counts the most memory anew from here, where the system can.
fn forget_peak() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// The most memory that the process has held, in kB, where the system says so.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).unwrap_or_default()
}

criterion_group!(benches, whole, verdicts, curve);
criterion_main!(benches);
