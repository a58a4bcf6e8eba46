// Reads with the programs that they are for what `citegraph convert` writes as JSON, GEXF, GraphML, VOSviewer's files and CSL-JSON:
// `node read.mjs path/to/citegraph`, once `npm install` was called beside it.
// Ends with 0 when each gives the works and the citations of the table of edges; says what doesn't otherwise.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import vm from "node:vm";
import Ajv from "ajv";
import CSL from "citeproc";
import cytoscape from "cytoscape";
import { DirectedGraph } from "graphology";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";

const TITLE = 'Lakes & "rivers" <old> 50% #1 {x}';
const RIS = `TY  - JOUR\nID  - lakes\nAU  - Roe, Ann\nAU  - van der Lee, Bob\nTI  - ${TITLE}\nT2  - Journal of Lakes\nPY  - 2001\nVL  - 3\nSP  - 4\nDO  - 10.1000/lakes\nER  - \n`;
const WOS = "PT J\nTI \"Seas\" again\nSO SEA NOTES\nPY 2002\nVL 1\nBP 7\nCR Roe A, 2001, J LAKES, V3, P4\n"
  + "   KAY F, 1999, BIRD REP, V2, P1\n   [Anonymous], STONES\nUT WOS:1\nER\n";

const program = process.argv[2] ?? "target/release/citegraph";
const folder = mkdtempSync(join(tmpdir(), "readback-"));
const files = [["lib.ris", RIS], ["savedrecs.txt", WOS]].map(([name, text]) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
});
const written = (form) => execFileSync(program, ["convert", ...files, "--to", form, "--quiet"], { encoding: "utf8" });
const rows = (form) => written(form).trim().split("\n").slice(1);
const edges = new Set(rows("edges").map((row) => row.split(",").slice(0, 2).join(" -> ")));
assert.equal(edges.size, 3);

/** The citations that a reader has found are those of the table. */
function holds(reader, form, nodes, found) {
  assert.equal(new Set(nodes).size, 4, `${reader}, ${form}: ${[...nodes]}`);
  assert.deepEqual(new Set(found.map(([citing, cited]) => `${citing} -> ${cited}`)), edges, `${reader}, ${form}`);
  console.log(`readback: ${form} by ${reader} ok`);
}

function cytoscapes() {
  const graph = cytoscape({ headless: true, ...JSON.parse(written("cytoscape")) });
  holds("cytoscape", "cytoscape", graph.nodes().map((node) => node.id()), graph.edges().map((edge) => [edge.source().id(), edge.target().id()]));
  assert.equal(graph.getElementById("lakes").data("title"), TITLE);
  assert.equal(graph.getElementById("lakes").data("year"), 2001);
}

function graphologys() {
  for (const [form, reader] of [["gexf", gexf], ["graphml", graphml]]) {
    const graph = reader.parse(DirectedGraph, written(form));
    holds("graphology", form, graph.nodes(), graph.mapEdges((edge, attributes, source, target) => [source, target]));
    assert.equal(graph.getNodeAttribute("lakes", "title"), TITLE, form);
  }
}

// After <https://github.com/jsongraph/json-graph-specification>: what a graph must have, and that it has nothing else.
const JSON_GRAPH = {
  type: "object",
  required: ["graph"],
  additionalProperties: false,
  properties: {
    graph: {
      type: "object",
      required: ["nodes"],
      additionalProperties: false,
      properties: {
        id: { type: "string" },
        label: { type: "string" },
        type: { type: "string" },
        directed: { type: "boolean" },
        metadata: { type: "object" },
        nodes: {
          type: "object",
          additionalProperties: {
            type: "object",
            additionalProperties: false,
            properties: { label: { type: "string" }, metadata: { type: "object" } },
          },
        },
        edges: {
          type: "array",
          items: {
            type: "object",
            required: ["source", "target"],
            additionalProperties: false,
            properties: {
              id: { type: "string" },
              source: { type: "string" },
              target: { type: "string" },
              relation: { type: "string" },
              directed: { type: "boolean" },
              label: { type: "string" },
              metadata: { type: "object" },
            },
          },
        },
      },
    },
  },
};

function jsonGraph() {
  const read = JSON.parse(written("jgf"));
  const ajv = new Ajv({ allErrors: true });
  assert.ok(ajv.validate(JSON_GRAPH, read), ajv.errorsText());
  assert.equal(read.graph.directed, true);
  holds("its schema", "jgf", Object.keys(read.graph.nodes), read.graph.edges.map((edge) => [edge.source, edge.target]));
}

/** VOSviewer Online reads files in a worker, whose source is a text in its package: what the worker answers to a message. */
function vosviewer(message) {
  const bundle = readFileSync(createRequire(import.meta.url).resolve("vosviewer-online"), "utf8");
  const [, literal] = bundle.match(/new Worker\(URL\.createObjectURL\(new Blob\(\[('(?:[^'\\]|\\.)*')/s);
  const answers = [];
  let listen;
  /** The parts of a browser's files that a reader asks for. */
  class File {
    constructor(text) { Object.assign(this, { text, size: text.length, name: "file" }); }
    slice(from, to) { return new File(this.text.slice(from, to)); }
  }
  class FileReader {
    readAsText(file) { this.onload({ target: { result: file.text } }); }
  }
  const listened = {
    addEventListener: (name, heard) => { listen ??= heard; },
    postMessage: (answer) => answers.push(answer),
    File,
    FileReader,
  };
  const worker = vm.createContext({ self: listened, ...listened, setTimeout });
  vm.runInContext(vm.runInContext(literal, worker), worker);
  // What it is told are objects of its own world.
  listen({ data: message((text) => new File(text), (text) => vm.runInContext("JSON", worker).parse(text)) });
  const { data } = answers.find((answer) => answer.type.startsWith("end parse"));
  assert.ok(!data.dataError, JSON.stringify(data.dataError));
  return data;
}

function vosviewers() {
  const names = new Map(rows("nodes").map((row, place) => [place + 1, row.split(",")[0]]));
  const named = ([citing, cited]) => [names.get(Number(citing)), names.get(Number(cited))];
  const json = vosviewer((file, parsed) => ({
    type: "start parse vosviewer-json data",
    options: { jsonFileOrUrlOrObject: parsed(written("vosviewer")) },
  }));
  holds("VOSviewer", "vosviewer", json.mapData.map((item) => item.id), json.networkData.map(named));
  const lakes = json.mapData.find((item) => names.get(item.id) === "lakes");
  assert.equal(lakes["score<Year>"], 2001);
  // It shows descriptions as HTML.
  assert.ok(lakes.description.includes("Lakes &amp; \"rivers\" &lt;old&gt;"), lakes.description);
  const two = vosviewer((file) => ({
    type: "start parse vosviewer-map-network data",
    options: { mapFileOrUrl: file(written("vosviewer-map")), networkFileOrUrl: file(written("vosviewer-network")) },
  }));
  holds("VOSviewer", "vosviewer-map, vosviewer-network", two.mapData.map((item) => item.id), two.networkData.map(named));
}

const STYLE = `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>t</title><id>t</id><updated>2020-01-01T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><names variable="author"><name name-as-sort-order="all"/></names><text variable="title" prefix=". "/><date variable="issued" prefix=" "><date-part name="year"/></date></layout></bibliography></style>`;
const LOCALE = `<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US"><terms><term name="and">and</term><term name="et-al">et al.</term></terms></locale>`;

function citeproc() {
  const items = new Map(JSON.parse(written("csl")).map((item) => [item.id, item]));
  const engine = new CSL.Engine({ retrieveItem: (id) => items.get(id), retrieveLocale: () => LOCALE }, STYLE);
  engine.updateItems([...items.keys()]);
  const [, entries] = engine.makeBibliography();
  const lakes = entries.find((entry) => entry.includes("2001"));
  assert.equal(entries.length, 2);
  assert.ok(lakes.includes("Roe, Ann") && lakes.includes("Lee, Bob van der") && lakes.includes("Lakes"), lakes);
  console.log("readback: csl by citeproc-js ok");
}

try {
  [cytoscapes, graphologys, jsonGraph, vosviewers, citeproc].forEach((read) => read());
} finally {
  rmSync(folder, { recursive: true });
}
