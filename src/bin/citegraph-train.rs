//! Trains the models: `citegraph-train OUT.bin PATH…`; `--help` tells the options.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use citegraph::generate::Generator;
use citegraph::reference::Parser;
use citegraph::reference::chooser::Chooser;
use citegraph::train::{
    Example, LineOptions, NoteOptions, Options, Printed, check_notes, learn_average, learn_lines, learn_notes,
    made_lines, read, read_notes, read_printed, read_sentences, title_page,
};
use citegraph::view::csl;
use clap::{Parser as _, Subcommand};

/// Trains the reader of entries, or with a command another model
#[derive(clap::Parser)]
#[command(name = "citegraph-train", version, max_term_width = 100, args_conflicts_with_subcommands = true)]
struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    reader: Reader,
}

#[derive(Subcommand)]
enum Command {
    /// Invented works, a line of JSON each, with some values of the references in each PATH
    Works {
        #[arg(long, default_value_t = 1)]
        seed: u64,
        count: usize,
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// References, one a line, read with other weights, in CSL-JSON
    Parse { model: PathBuf, file: PathBuf },
    /// The models of a document's lines, region.bin and list.bin
    Lines(Lines),
    /// How many references, one a line, each rule behind the reader reads otherwise; with a RULE, what they are without it
    Ablation {
        #[arg(value_name = "[RULE] FILE", required = true, num_args = 1..=2)]
        rule_and_file: Vec<String>,
    },
    /// The model of the sources in notes
    Notes(Notes),
    /// The model of title pages
    TitlePage(TitlePage),
}

/// The reader of entries.
#[derive(clap::Args)]
struct Reader {
    /// How many synthetic references to learn beside the real ones
    #[arg(long, default_value_t = 0)]
    synthetic: usize,
    /// What a synthetic one counts, a real one being 1
    #[arg(long, default_value_t = 0.2)]
    weight: f32,
    /// References that another program printed of invented works (src/train/csl)
    #[arg(long, value_name = "FILE")]
    printed: Vec<PathBuf>,
    /// What one of these counts
    #[arg(long, default_value_t = 0.2)]
    printed_weight: f32,
    /// Learn so many times, each time with synthetic references of its own, and average
    #[arg(long, default_value_t = 1)]
    models: usize,
    /// How many features to keep
    #[arg(long)]
    rows: Option<usize>,
    /// As told at citegraph::train::Options, and so are the following
    #[arg(long)]
    epochs: Option<usize>,
    #[arg(long)]
    scout: Option<usize>,
    #[arg(long)]
    rate: Option<f32>,
    #[arg(long)]
    shrink: Option<f32>,
    #[arg(long, value_name = "PERCENT")]
    hide: Option<usize>,
    #[arg(long)]
    least: Option<f32>,
    #[arg(long)]
    seed: Option<u64>,
    /// Print the examples instead of training; no OUT.bin then
    #[arg(long)]
    dump: bool,
    /// OUT.bin, and then files or folders of AnyStyle XML, GROBID TEI or labelled JSON lines
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

#[derive(clap::Args)]
struct Lines {
    #[arg(long)]
    lists: Option<usize>,
    #[arg(long)]
    documents: Option<usize>,
    #[arg(long)]
    models: Option<usize>,
    #[arg(long)]
    seed: Option<u64>,
    /// Print the made documents instead
    #[arg(long)]
    dump: bool,
    /// The folder to write to
    folder: PathBuf,
    /// Annotated papers
    papers: PathBuf,
    /// Labelled references
    #[arg(value_name = "PATH")]
    references: Vec<PathBuf>,
}

#[derive(clap::Args)]
struct Notes {
    /// Labelled notes (TEI)
    #[arg(long, value_name = "PATH")]
    notes: Vec<PathBuf>,
    /// What one of them counts, a made one being 1
    #[arg(long)]
    weight: Option<f32>,
    /// GROBID's TEI, whose sentences made notes say
    #[arg(long, value_name = "PATH")]
    sentences: Vec<PathBuf>,
    /// How many notes to make
    #[arg(long)]
    made: Option<usize>,
    /// Labelled notes that the model is then tried on
    #[arg(long, value_name = "PATH")]
    check: Vec<PathBuf>,
    #[arg(long)]
    rows: Option<usize>,
    #[arg(long)]
    epochs: Option<usize>,
    #[arg(long)]
    seed: Option<u64>,
    /// Print the made notes instead; no OUT.bin then
    #[arg(long)]
    dump: bool,
    /// OUT.bin, and then labelled references, to be put into made notes
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

#[derive(clap::Args)]
struct TitlePage {
    #[arg(long)]
    synthetic: Option<usize>,
    #[arg(long)]
    weight: Option<f32>,
    #[arg(long)]
    layouts: Option<usize>,
    #[arg(long)]
    rows: Option<usize>,
    #[arg(long)]
    epochs: Option<usize>,
    #[arg(long)]
    hide: Option<usize>,
    #[arg(long)]
    seed: Option<u64>,
    #[arg(long)]
    apart: Option<usize>,
    /// Print title pages, those in a folder that is named or made ones, instead
    #[arg(long)]
    dump: bool,
    /// OUT.bin, a folder of title pages and one of segmentations, and then labelled references
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

/// What a command comes to.
type Done = Result<(), Box<dyn Error>>;

fn main() -> ExitCode {
    let args = Args::parse();
    let done = match args.command {
        None => reader(args.reader),
        Some(Command::Works { seed, count, paths }) => works(seed, count, &paths),
        Some(Command::Parse { model, file }) => parse(&model, &file),
        Some(Command::Lines(asked)) => lines(&asked),
        Some(Command::Ablation { rule_and_file }) => ablation(&rule_and_file),
        Some(Command::Notes(asked)) => notes(asked),
        Some(Command::TitlePage(asked)) => title_pages(asked),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("citegraph-train: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Sets an option that was given.
fn set<T>(option: &mut T, given: Option<T>) {
    if let Some(given) = given {
        *option = given;
    }
}

/// What is read of each of some paths.
fn read_all<T, E: Error + 'static>(
    paths: &[PathBuf],
    read: impl Fn(&Path) -> Result<Vec<T>, E>,
) -> Result<Vec<T>, Box<dyn Error>> {
    let mut all = Vec::new();
    for path in paths {
        all.extend(read(path)?);
    }
    Ok(all)
}

/// The sources in notes.
fn notes(mut asked: Notes) -> Done {
    let mut options = NoteOptions::default();
    set(&mut options.made, asked.made);
    set(&mut options.weight, asked.weight);
    set(&mut options.rows, asked.rows);
    set(&mut options.epochs, asked.epochs);
    set(&mut options.seed, asked.seed);
    let out = (!asked.dump && !asked.paths.is_empty()).then(|| asked.paths.remove(0));
    let references = read_all(&asked.paths, read)?;
    let sentences = read_all(&asked.sentences, read_sentences)?;
    if asked.dump {
        let mut generator =
            Generator::new(options.seed).with_values_of(&references).with_notes_of(&references, sentences);
        for note in (0..options.made).map(|_| generator.note()) {
            let sources: Vec<&str> = note.sources.iter().map(|s| s.of(&note.text)).collect();
            println!("{}", serde_json::to_string(&(&note.text, sources))?);
        }
        return Ok(());
    }
    let out = out.ok_or("expected the file to write")?;
    let (labelled, checked) = (read_all(&asked.notes, read_notes)?, read_all(&asked.check, read_notes)?);
    let model = learn_notes(&labelled, &references, sentences, &options, |line| eprintln!("{line}"));
    std::fs::write(out, &model)?;
    if !checked.is_empty() {
        let (right, found, labelled) = check_notes(&model, &checked, |line| println!("{line}"))?;
        println!("{right} right of {found} found, {labelled} labelled");
    }
    Ok(())
}

/// What each rule behind the chooser is worth.
fn ablation(args: &[String]) -> Done {
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

/// The reader of entries.
fn reader(asked: Reader) -> Done {
    let mut options = Options::default();
    set(&mut options.epochs, asked.epochs);
    set(&mut options.scout, asked.scout);
    set(&mut options.hide, asked.hide);
    set(&mut options.rate, asked.rate);
    set(&mut options.shrink, asked.shrink);
    set(&mut options.least, asked.least);
    set(&mut options.rows, asked.rows);
    set(&mut options.seed, asked.seed);
    let Reader { synthetic, weight, printed_weight, models, dump, paths, .. } = asked;
    let printed = read_all(&asked.printed, read_printed)?;
    let first_to_read = usize::from(!dump);
    if paths.len() < first_to_read {
        return Err("expected the file to write and the labelled references to read".into());
    }
    let real: Vec<Example> = read_all(&paths[first_to_read..], read)?;
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

/// References read with other weights.
fn parse(model: &Path, file: &Path) -> Done {
    let parser = Parser::new().with_chooser(Chooser::from_bytes(&std::fs::read(model)?)?);
    for (n, line) in std::fs::read_to_string(file)?.lines().enumerate() {
        println!("{}", csl::parsed(&(n + 1).to_string(), &parser.parse(line)));
    }
    Ok(())
}

/// Invented works.
fn works(seed: u64, count: usize, paths: &[PathBuf]) -> Done {
    let mut generator = Generator::new(seed).with_values_of(&read_all(paths, read)?);
    for _ in 0..count {
        println!("{}", serde_json::to_string(&generator.work())?);
    }
    Ok(())
}

/// The models of lines.
fn lines(asked: &Lines) -> Done {
    let mut options = LineOptions::default();
    set(&mut options.lists, asked.lists);
    set(&mut options.documents, asked.documents);
    set(&mut options.models, asked.models);
    set(&mut options.seed, asked.seed);
    if asked.dump {
        print!("{}", made_lines(&asked.papers, &asked.references, &options)?);
        return Ok(());
    }
    let (region, list) = learn_lines(&asked.papers, &asked.references, &options, |line| eprintln!("{line}"))?;
    std::fs::write(asked.folder.join("region.bin"), region)?;
    std::fs::write(asked.folder.join("list.bin"), list)?;
    Ok(())
}

/// The model of title pages.
fn title_pages(asked: TitlePage) -> Done {
    let mut options = title_page::Options::default();
    set(&mut options.synthetic, asked.synthetic);
    set(&mut options.weight, asked.weight);
    set(&mut options.layouts, asked.layouts);
    set(&mut options.rows, asked.rows);
    set(&mut options.epochs, asked.epochs);
    set(&mut options.hide, asked.hide);
    set(&mut options.seed, asked.seed);
    set(&mut options.apart, asked.apart);
    if asked.dump {
        title_page::dump(asked.paths.first().map(PathBuf::as_path), options.synthetic)?;
        return Ok(());
    }
    let [out, headers, segmentations, references @ ..] = &asked.paths[..] else {
        return Err("expected the file to write, a folder of title pages and one of segmentations".into());
    };
    let examples = read_all(references, read)?;
    let bytes = title_page::train(headers, segmentations, &examples, &options, |line| eprintln!("{line}"))?;
    std::fs::write(out, bytes)?;
    Ok(())
}
