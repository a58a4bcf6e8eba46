//! Verdicts and clusters, beside a token-sort ratio over the same pairs.
//!
//! `cargo bench --bench matching`. The references are made up: words, names and journals drawn by their rank, each work
//! cited a few times with the slips that lists have. `CITEGRAPH_SIZES=10000,100000,1000000` chooses the sizes of the
//! curve, which is measured once each, not sampled.

use std::collections::HashMap;
use std::hint::black_box;
use std::time::Instant;

use citegraph::reference::date::Date;
use citegraph::reference::item::{Item, ItemType};
use citegraph::reference::name::Name;
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

/// Clusters of ever more references: what each costs tells how the whole grows.
fn curve(_: &mut Criterion) {
    let sizes = std::env::var("CITEGRAPH_SIZES").unwrap_or_else(|_| "10000,82000,100000".to_owned());
    for size in sizes.split(',').filter_map(|s| s.trim().parse::<usize>().ok()) {
        let start = Instant::now();
        let records: Vec<Record> = references(size).map(|item| Record::from(&item)).collect();
        let read = start.elapsed();
        let (before, cpu_before) = (Instant::now(), cpu());
        let found = Matcher::new().clusters(records);
        let clustered = before.elapsed();
        let works = found.groups(Level::Work).len();
        println!(
            "clusters/{size}: {read:.2?} to make the records, {clustered:.2?} to cluster ({:.2} s of processor time), {:.1} µs a reference, {works} works, peak {} MB",
            cpu() - cpu_before,
            clustered.as_secs_f64() * 1e6 / f64::from(u32::try_from(size).unwrap_or(u32::MAX)),
            peak() / 1024,
        );
    }
}

/// Seconds of processor time that the process has had, where the system says so.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks: Vec<f64> = after.split_whitespace().skip(11).take(2).filter_map(|t| t.parse().ok()).collect();
    ticks.iter().sum::<f64>() / 100.0
}

/// The most memory that the process has held, in kB, where the system says so.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).unwrap_or_default()
}

criterion_group!(benches, verdicts, curve);
criterion_main!(benches);
