#!/usr/bin/env python3
"""Reads back with networkx what `citegraph convert` writes: `tests/readback.py path/to/citegraph`.

Every form has to give the works and the citations of the table of edges. Without networkx, it says so and ends well.
"""

import csv
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import networkx
except ImportError:
    print("readback: skipped, networkx isn't there")
    sys.exit(0)

RIS = "TY  - JOUR\nAU  - Roe, Ann\nTI  - Lakes & \"rivers\" <old>\nT2  - Journal of Lakes\nPY  - 2001\nVL  - 3\nSP  - 4\nER  - \n"
WOS = (
    "PT J\nAU Doe, C\nTI Seas\nSO SEA NOTES\nPY 2002\nVL 1\nBP 7\nCR Roe A, 2001, J LAKES, V3, P4\n"
    "   KAY F, 1999, BIRD REP, V2, P1\nUT WOS:1\nER\n"
)


def main(program: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, text in [("lib.ris", RIS), ("savedrecs.txt", WOS)]:
            path = pathlib.Path(folder, name)
            path.write_text(text, encoding="utf-8")
            files.append(str(path))

        def written(form: str) -> str:
            command = [program, "convert", *files, "--to", form, "--quiet"]
            return subprocess.run(command, check=True, capture_output=True, text=True).stdout

        rows = list(csv.DictReader(written("edges").splitlines()))
        edges = {(row["source"], row["target"]) for row in rows}
        nodes = {row["id"] for row in csv.DictReader(written("nodes").splitlines())}
        assert len(edges) == 2 and len(nodes) == 3, (edges, nodes)

        def check(form: str, graph: networkx.Graph) -> None:
            assert graph.is_directed(), form
            assert set(graph.nodes) == nodes, (form, set(graph.nodes), nodes)
            assert {tuple(edge[:2]) for edge in graph.edges} == edges, (form, list(graph.edges))
            print(f"readback: {form} ok")

        check("graphml", networkx.parse_graphml(written("graphml")))
        gexf = pathlib.Path(folder, "graph.gexf")
        gexf.write_text(written("gexf"), encoding="utf-8")
        check("gexf", networkx.read_gexf(gexf))
        check("pajek", networkx.DiGraph(networkx.parse_pajek(written("pajek"))))
        check("cytoscape", networkx.cytoscape_graph({"directed": True, "multigraph": False, "data": [], **json.loads(written("cytoscape"))}))
        graph = json.loads(written("jgf"))["graph"]
        read = networkx.DiGraph([(edge["source"], edge["target"]) for edge in graph["edges"]])
        read.add_nodes_from(graph["nodes"])
        check("jgf", read)
        network = json.loads(written("vosviewer"))["network"]
        assert {item["id"] for item in network["items"]} == set(range(1, len(nodes) + 1))
        assert len(network["links"]) == len(edges)
        print("readback: vosviewer ok")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "target/release/citegraph"))
