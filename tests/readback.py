#!/usr/bin/env python3
"""Reads back with other programs what `citegraph convert` writes: `tests/readback.py path/to/citegraph`.

Every form of networks has to give the works and the citations of the table of edges, every form of works the works. What isn't
installed of networkx, igraph, pybtex, rispy, citeproc-py and ndex2 is told and passed over; where CI=true, it fails. Debian's biber
reads too, where it is there.
"""

import csv
import importlib
import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

RIS = "TY  - JOUR\nID  - lakes\nAU  - Roe, Ann\nAU  - van der Lee, Bob\nTI  - Lakes & \"rivers\" <old> 50% #1 {x}\nT2  - Journal of Lakes\nPY  - 2001\nVL  - 3\nSP  - 4\nER  - \n"
WOS = (
    "PT J\nAU Doe, C\nTI Seas\nSO SEA NOTES\nPY 2002\nVL 1\nBP 7\nCR Roe A, 2001, J LAKES, V3, P4\n"
    "   KAY F, 1999, BIRD REP, V2, P1\nUT WOS:1\nER\n"
)
TITLE = 'Lakes & "rivers" <old> 50% #1 {x}'


def module(name: str):
    """The module, or none where it isn't installed, which is told."""
    try:
        return importlib.import_module(name)
    except ImportError:
        if os.environ.get("CI") == "true":
            raise
        print(f"readback: skipped what {name} reads, which isn't there")
        return None


class Readback:
    """What the program writes of a few records."""

    def __init__(self, program: str, folder: pathlib.Path):
        self.program, self.folder = program, folder
        self.files = []
        for name, text in [("lib.ris", RIS), ("savedrecs.txt", WOS)]:
            path = folder / name
            path.write_text(text, encoding="utf-8")
            self.files.append(str(path))
        rows = list(csv.DictReader(self.written("edges").splitlines()))
        self.edges = {(row["source"], row["target"]) for row in rows}
        self.nodes = {row["id"] for row in csv.DictReader(self.written("nodes").splitlines())}
        assert len(self.edges) == 2 and len(self.nodes) == 3, (self.edges, self.nodes)

    def written(self, form: str) -> str:
        command = [self.program, "convert", *self.files, "--to", form, "--quiet"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def file(self, form: str) -> str:
        path = self.folder / f"graph.{form}"
        path.write_text(self.written(form), encoding="utf-8")
        return str(path)

    def check(self, reader: str, form: str, nodes, edges) -> None:
        assert set(nodes) == self.nodes, (reader, form, nodes, self.nodes)
        assert {tuple(edge) for edge in edges} == self.edges, (reader, form, edges)
        print(f"readback: {form} by {reader} ok")

    def networkx(self, networkx) -> None:
        graphs = {
            "graphml": networkx.parse_graphml(self.written("graphml")),
            "gexf": networkx.read_gexf(self.file("gexf")),
            "pajek": networkx.DiGraph(networkx.parse_pajek(self.written("pajek"))),
            "cytoscape": networkx.cytoscape_graph(
                {"directed": True, "multigraph": False, "data": [], **json.loads(self.written("cytoscape"))}
            ),
            "edge-list": networkx.parse_edgelist(
                self.written("edge-list").splitlines(), delimiter="\t", create_using=networkx.DiGraph
            ),
        }
        for form, graph in graphs.items():
            assert graph.is_directed(), form
            self.check("networkx", form, graph.nodes, [edge[:2] for edge in graph.edges])

    def igraph(self, igraph) -> None:
        for form in ["graphml", "pajek"]:
            graph = igraph.Graph.Read(self.file(form), format=form)
            assert graph.is_directed(), form
            names = graph.vs["id" if "id" in graph.vs.attributes() else "name"]
            self.check("igraph", form, names, [(names[a], names[b]) for a, b in graph.get_edgelist()])

    def json(self) -> None:
        """Forms in JSON and between tabs, by what their descriptions say."""
        graph = json.loads(self.written("jgf"))["graph"]
        self.check("json", "jgf", graph["nodes"], [(edge["source"], edge["target"]) for edge in graph["edges"]])
        network = json.loads(self.written("vosviewer"))["network"]
        ids = {item["id"]: item["description"].split(":")[0] for item in network["items"]}
        assert set(ids) == set(range(1, len(self.nodes) + 1))
        assert len(network["links"]) == len(self.edges)
        assert all(link["source_id"] in ids and link["target_id"] in ids for link in network["links"])
        header, *rows = [line.split("\t") for line in self.written("vosviewer-map").splitlines()]
        assert header[:2] == ["id", "label"] and all(len(row) == len(header) for row in rows)
        links = [line.split("\t") for line in self.written("vosviewer-network").splitlines()]
        assert len(links) == len(self.edges) and all(len(link) == 3 for link in links)
        print("readback: vosviewer, its map and its network ok")
        header, *rows = [line.split("\t") for line in self.written("citnetexplorer").splitlines()]
        assert header == ["authors", "title", "source", "year", "doi", "cit_score"] and len(rows) == len(self.nodes)
        assert all(len(row) == len(header) for row in rows)
        links = [line.split("\t") for line in self.written("citnetexplorer-citations").splitlines()]
        assert links[0] == ["citing_pub_index", "cited_pub_index"] and len(links) == len(self.edges) + 1
        assert all(0 < int(end) <= len(rows) for link in links[1:] for end in link)
        for form in ["pajek-clu", "pajek-vec"]:
            header, *numbers = self.written(form).splitlines()
            assert header == f"*Vertices {len(self.nodes)}" and len(numbers) == len(self.nodes)
        print("readback: citnetexplorer's two files, pajek's .clu and .vec ok")
        aspects = json.loads(self.written("cx2"))
        assert aspects[0] == {"CXVersion": "2.0", "hasFragments": False} and aspects[-1]["status"][0]["success"]
        named = {name: values for aspect in aspects[1:-1] for name, values in aspect.items()}
        for meta in named["metaData"]:
            assert len(named[meta["name"]]) == meta["elementCount"], meta
        declared = named["attributeDeclarations"][0]
        assert all(set(node["v"]) <= set(declared["nodes"]) for node in named["nodes"])
        keys = {node["id"]: node["v"]["key"] for node in named["nodes"]}
        self.check("json", "cx2", keys.values(), [(keys[edge["s"]], keys[edge["t"]]) for edge in named["edges"]])

    def pybtex(self, _) -> None:
        database = importlib.import_module("pybtex.database")
        entries = database.parse_string(self.written("bibtex"), "bibtex").entries
        entry = entries["lakes"]
        assert [str(person) for person in entry.persons["author"]] == ["Roe, Ann", "van der Lee, Bob"], entry.persons
        assert entry.fields["year"] == "2001" and len(entries) == 2
        title = importlib.import_module("pybtex.richtext").Text.from_latex(entry.fields["title"])
        # Braces group in BibTeX, and aren't written.
        assert str(title) == TITLE.replace("{x}", "x"), str(title)
        print("readback: bibtex by pybtex ok")

    def biber(self, program: str) -> None:
        """The reader of BibLaTeX: it decodes, holds the entries against its model of them, and writes them again."""
        out = self.folder / "biber.bib"
        command = [program, "--tool", "--validate-datamodel", "--nolog", "--output-file", str(out), self.file("bibtex")]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        assert "WARN" not in said and "ERROR" not in said, said
        entries = importlib.import_module("pybtex.database").parse_file(str(out), "bibtex").entries
        lakes = entries["lakes"]
        assert [str(person) for person in lakes.persons["author"]] == ["Roe, Ann", "van der Lee, Bob"], lakes.persons
        assert lakes.fields["date"] == "2001" and lakes.fields["journaltitle"] == "Journal of Lakes" and len(entries) == 2
        print("readback: bibtex by biber ok")

    def rispy(self, rispy) -> None:
        entries = {entry["id"]: entry for entry in rispy.loads(self.written("ris"))}
        lakes = entries["lakes"]
        assert (lakes["title"], lakes["authors"]) == (TITLE, ["Roe, Ann", "van der Lee, Bob"]), lakes
        assert len(entries) == 2
        print("readback: ris by rispy ok")

    def ndex2(self, _) -> None:
        """CX2 by the reader of those who made it, with Cytoscape."""
        read = importlib.import_module("ndex2.cx2").RawCX2NetworkFactory().get_cx2network(json.loads(self.written("cx2")))
        nodes = {id: node["v"] for id, node in read.get_nodes().items()}
        edges = read.get_edges().values()
        self.check("ndex2", "cx2", [node["key"] for node in nodes.values()], [(nodes[e["s"]]["key"], nodes[e["t"]]["key"]) for e in edges])
        lakes = next(node for node in nodes.values() if node["key"] == "lakes")
        assert (lakes["title"], lakes["year"], lakes["paper"]) == (TITLE, 2001, True), lakes

    def citeproc(self, _) -> None:
        source = importlib.import_module("citeproc.source.json").CiteProcJSON(json.loads(self.written("csl")))
        lakes = source["lakes"]
        assert [name.family for name in lakes["author"]][0] == "Roe" and lakes["issued"].year == 2001, lakes
        print("readback: csl by citeproc ok")


def main(program: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        readback = Readback(program, pathlib.Path(folder))
        readback.json()
        for name in ["networkx", "igraph", "pybtex", "rispy", "citeproc", "ndex2"]:
            found = module(name)
            if found is not None:
                getattr(readback, name)(found)
        biber = shutil.which("biber")
        if biber and importlib.util.find_spec("pybtex"):
            readback.biber(biber)
        else:
            print("readback: skipped what biber reads, which isn't there")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "target/release/citegraph"))
