//! Trains the chooser: `citegraph-train OUT.bin PATH…`; `--help` tells the options.

use std::path::Path;
use std::process::ExitCode;

use citegraph::generate::Generator;
use citegraph::reference::Parser;
use citegraph::reference::chooser::Chooser;
use citegraph::train::{
    Example, LineOptions, NoteOptions, Options, Printed, check_notes, learn_average, learn_lines, learn_notes,
    made_lines, read, read_notes, read_printed, read_sentences,
};
use citegraph::view::csl;

const USAGE: &str = "\
Trains the chooser: citegraph-train [OPTIONS] OUT.bin PATH...

Each PATH is a file or a folder of AnyStyle XML, GROBID TEI or labelled JSON lines.

  --synthetic N   synthetic references beside the real ones
  --weight W      what a synthetic one counts, a real one being 1
  --printed FILE  references that another program printed of invented works (src/train/csl)
  --printed-weight W
                  what one of these counts
  --models N      learn so many times, each time with synthetic references of its own, and average
  --rows N        how many features to keep
  --epochs N, --scout N, --rate R, --shrink S, --hide PERCENT, --least N, --seed N
                  as told at citegraph::train::Options
  --dump          print the examples instead of training; no OUT.bin then

citegraph-train works [--seed N] COUNT PATH...
  invented works, a line of JSON each, with some values of the references in each PATH

citegraph-train parse MODEL.bin FILE
  the references in FILE, one a line, read with other weights, in CSL-JSON

citegraph-train lines [--lists N] [--documents N] [--models N] [--seed N] [--dump] FOLDER PAPERS PATH...
  the models of a document's lines, FOLDER/region.bin and FOLDER/list.bin, from the annotated papers in PAPERS and the
  references in each PATH; --dump prints the made documents instead

citegraph-train ablation [RULE] FILE
  how many of the references in FILE, one a line, each rule behind the chooser reads otherwise; with the name of a RULE, what
  they are without it, in CSL-JSON

citegraph-train notes [OPTIONS] OUT.bin PATH...
  the model of the sources in notes

  PATH...         labelled references, to be put into made notes
  --notes PATH    labelled notes (TEI); --weight W what one counts, a made one being 1
  --sentences P   GROBID's TEI, whose sentences made notes say
  --made N        made notes
  --check PATH    labelled notes that the model is then tried on
  --rows N, --epochs N, --seed N, --dump
                  as above";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("citegraph-train: {error}");
            ExitCode::FAILURE
        }
    }
}

/// `citegraph-train notes …`: the sources in notes.
fn run_notes(mut args: impl Iterator<Item = String>) -> Result<(), Box<dyn std::error::Error>> {
    let mut options = NoteOptions::default();
    let (mut notes, mut sentences, mut checked, mut references) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut out, mut dump) = (None, false);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("expected a value after {arg}"));
        match arg.as_str() {
            "--made" => options.made = value()?.parse()?,
            "--weight" => options.weight = value()?.parse()?,
            "--rows" => options.rows = value()?.parse()?,
            "--epochs" => options.epochs = value()?.parse()?,
            "--seed" => options.seed = value()?.parse()?,
            "--notes" => notes.extend(read_notes(Path::new(&value()?))?),
            "--sentences" => sentences.extend(read_sentences(Path::new(&value()?))?),
            "--check" => checked.extend(read_notes(Path::new(&value()?))?),
            "--dump" => dump = true,
            _ if arg.starts_with('-') => return Err(format!("{arg} is no option; --help shows them").into()),
            _ if out.is_none() && !dump => out = Some(arg),
            _ => references.extend(read(Path::new(&arg))?),
        }
    }
    if dump {
        let mut generator =
            Generator::new(options.seed).with_values_of(&references).with_notes_of(&references, sentences);
        for note in (0..options.made).map(|_| generator.note()) {
            let sources: Vec<&str> = note.sources.iter().map(|s| s.of(&note.text)).collect();
            println!("{}", serde_json::to_string(&(&note.text, sources))?);
        }
        return Ok(());
    }
    let out = out.ok_or("expected the file to write")?;
    let model = learn_notes(&notes, &references, sentences, &options, |line| eprintln!("{line}"));
    std::fs::write(out, &model)?;
    if !checked.is_empty() {
        let (right, found, labelled) = check_notes(&model, &checked, |line| println!("{line}"))?;
        println!("{right} right of {found} found, {labelled} labelled");
    }
    Ok(())
}

/// `citegraph-train ablation …`: what each rule behind the chooser is worth.
fn ablation(args: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    let (rule, file) = match args {
        [file] => (None, file),
        [rule, file] => (Some(rule), file),
        _ => return Err("expected a file of references, and a rule before it at most".into()),
    };
    let text = std::fs::read_to_string(file)?;
    let read = |parser: &Parser| -> Vec<_> { text.lines().map(|line| parser.parse(line)).collect() };
    if let Some(rule) = rule {
        if !Parser::rules().any(|known| known == rule) {
            return Err(format!("{rule} is no rule").into());
        }
        for (n, reference) in read(&Parser::new().without(rule)).iter().enumerate() {
            println!("{}", csl::parsed(&(n + 1).to_string(), reference));
        }
        return Ok(());
    }
    let whole = read(&Parser::new());
    for rule in Parser::rules() {
        let less = read(&Parser::new().without(rule));
        let changed = whole.iter().zip(&less).filter(|(a, b)| a.item() != b.item()).count();
        println!("{changed}\t{rule}");
    }
    Ok(())
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::args().nth(1).as_deref() == Some("lines") {
        return lines();
    }
    let mut args = std::env::args().skip(1).peekable();
    if args.next_if(|arg| arg == "ablation").is_some() {
        return ablation(&args.collect::<Vec<_>>());
    }
    if args.next_if(|arg| arg == "notes").is_some() {
        return run_notes(args);
    }
    if args.next_if(|arg| arg == "parse").is_some() {
        return parse(&args.collect::<Vec<_>>());
    }
    if args.next_if(|arg| arg == "works").is_some() {
        return works(args);
    }
    if std::env::args().nth(1).as_deref() == Some("title-page") {
        return title_page(std::env::args().skip(2));
    }
    let mut options = Options::default();
    let (mut synthetic, mut weight, mut models, mut dump) = (0usize, 0.2f32, 1usize, false);
    let (mut printed, mut printed_weight) = (Vec::new(), 0.2f32);
    let mut paths = Vec::new();
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("expected a value after {arg}"));
        match arg.as_str() {
            "--synthetic" => synthetic = value()?.parse()?,
            "--weight" => weight = value()?.parse()?,
            "--printed" => printed.extend(read_printed(Path::new(&value()?))?),
            "--printed-weight" => printed_weight = value()?.parse()?,
            "--models" => models = value()?.parse()?,
            "--epochs" => options.epochs = value()?.parse()?,
            "--scout" => options.scout = value()?.parse()?,
            "--hide" => options.hide = value()?.parse()?,
            "--rate" => options.rate = value()?.parse()?,
            "--shrink" => options.shrink = value()?.parse()?,
            "--least" => options.least = value()?.parse()?,
            "--rows" => options.rows = value()?.parse()?,
            "--seed" => options.seed = value()?.parse()?,
            "--dump" => dump = true,
            "--help" | "-h" => {
                println!("{USAGE}");
                return Ok(());
            }
            _ if arg.starts_with('-') => return Err(format!("{arg} is no option; --help shows them").into()),
            _ => paths.push(arg),
        }
    }
    let first_to_read = usize::from(!dump);
    if paths.len() < first_to_read {
        return Err("expected the file to write and the labelled references to read".into());
    }
    let mut real: Vec<Example> = Vec::new();
    for path in &paths[first_to_read..] {
        real.extend(read(Path::new(path))?);
    }
    if real.is_empty() && synthetic == 0 {
        return Err("no labelled reference is in the paths, and none is synthetic".into());
    }
    let examples = |model: usize| {
        let mut generator = Generator::new(options.seed + model as u64).with_values_of(&real);
        let synthetic: Vec<_> = (0..synthetic).map(|_| (generator.reference(), weight)).collect();
        // A model learns every second line of what was printed, which takes less time, and the next model the others.
        let share = printed.iter().skip(model % 2).step_by(2);
        let printed = share.map(|p: &Printed| (generator.damaged(p.pieces.clone(), &p.language), printed_weight));
        let all = real.iter().map(|e| (e.clone(), 1.0)).chain(synthetic).chain(printed);
        all.filter(|(e, _)| !e.segments.is_empty()).collect::<Vec<_>>()
    };
    if dump {
        for (example, _) in examples(0) {
            let fields: Vec<_> = example.segments.iter().map(|(l, s)| (*l, s.of(&example.text))).collect();
            println!("{}", serde_json::to_string(&fields)?);
        }
        return Ok(());
    }
    std::fs::write(&paths[0], learn_average(models.max(1), examples, &options, |line| eprintln!("{line}")))?;
    Ok(())
}

/// `citegraph-train parse …`: references read with other weights.
fn parse(args: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    let [model, file] = args else { return Err("expected a model and a file of references".into()) };
    let parser = Parser::new().with_chooser(Chooser::from_bytes(&std::fs::read(model)?)?);
    for (n, line) in std::fs::read_to_string(file)?.lines().enumerate() {
        println!("{}", csl::parsed(&(n + 1).to_string(), &parser.parse(line)));
    }
    Ok(())
}

/// `citegraph-train works …`: invented works.
fn works(mut args: impl Iterator<Item = String>) -> Result<(), Box<dyn std::error::Error>> {
    let (mut count, mut seed, mut real) = (None, 1, Vec::new());
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--seed" => seed = args.next().ok_or("expected a value after --seed")?.parse()?,
            _ if arg.starts_with('-') => return Err(format!("{arg} is no option; --help shows them").into()),
            _ if count.is_none() => count = Some(arg.parse::<usize>()?),
            _ => real.extend(read(Path::new(&arg))?),
        }
    }
    let mut generator = Generator::new(seed).with_values_of(&real);
    for _ in 0..count.ok_or("expected how many works")? {
        println!("{}", serde_json::to_string(&generator.work())?);
    }
    Ok(())
}

/// The models of lines.
fn lines() -> Result<(), Box<dyn std::error::Error>> {
    let mut options = LineOptions::default();
    let mut dump = false;
    let mut paths: Vec<std::path::PathBuf> = Vec::new();
    let mut args = std::env::args().skip(2);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("expected a value after {arg}"));
        match arg.as_str() {
            "--lists" => options.lists = value()?.parse()?,
            "--documents" => options.documents = value()?.parse()?,
            "--models" => options.models = value()?.parse()?,
            "--seed" => options.seed = value()?.parse()?,
            "--dump" => dump = true,
            _ if arg.starts_with('-') => return Err(format!("{arg} is no option; --help shows them").into()),
            _ => paths.push(arg.into()),
        }
    }
    let [folder, papers, references @ ..] = paths.as_slice() else {
        return Err("expected the folder to write to, the annotated papers and the references".into());
    };
    if dump {
        print!("{}", made_lines(papers, references, &options)?);
        return Ok(());
    }
    let (region, list) = learn_lines(papers, references, &options, |line| eprintln!("{line}"))?;
    std::fs::write(folder.join("region.bin"), region)?;
    std::fs::write(folder.join("list.bin"), list)?;
    Ok(())
}

/// `citegraph-train title-page`.
fn title_page(mut args: impl Iterator<Item = String>) -> Result<(), Box<dyn std::error::Error>> {
    use citegraph::train::title_page::{Options, dump, train};

    let mut options = Options::default();
    let mut dumped = false;
    let mut paths = Vec::new();
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("expected a value after {arg}"));
        match arg.as_str() {
            "--synthetic" => options.synthetic = value()?.parse()?,
            "--weight" => options.weight = value()?.parse()?,
            "--layouts" => options.layouts = value()?.parse()?,
            "--rows" => options.rows = value()?.parse()?,
            "--epochs" => options.epochs = value()?.parse()?,
            "--hide" => options.hide = value()?.parse()?,
            "--seed" => options.seed = value()?.parse()?,
            "--apart" => options.apart = value()?.parse()?,
            "--dump" => dumped = true,
            _ if arg.starts_with('-') => return Err(format!("{arg} is no option; --help shows them").into()),
            _ => paths.push(arg),
        }
    }
    if dumped {
        dump(paths.first().map(Path::new), options.synthetic)?;
        return Ok(());
    }
    let [out, headers, segmentations, references @ ..] = &paths[..] else {
        return Err("expected the file to write, a folder of title pages and one of segmentations".into());
    };
    let mut examples = Vec::new();
    for path in references {
        examples.extend(read(Path::new(path))?);
    }
    let bytes = train(Path::new(headers), Path::new(segmentations), &examples, &options, |line| eprintln!("{line}"))?;
    std::fs::write(out, bytes)?;
    Ok(())
}
