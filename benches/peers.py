"""Called by peers.sh: scipy, igraph and networkx on edge lists of numbers, `citing<TAB>cited`.

Each task runs in a process of its own, so that the memory named is its own. With PEERS_LONG=1 also what takes minutes or
gigabytes: coupling of ten million citations, networkx."""

import multiprocessing
import os
import resource
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")


def edges(file):
    import pandas

    return pandas.read_csv(file, sep="\t", header=None).values


def matrix(file):
    import numpy
    import scipy.sparse

    pairs = edges(file)
    n = pairs.max() + 1
    return scipy.sparse.csr_matrix((numpy.ones(len(pairs), numpy.int32), (pairs[:, 0], pairs[:, 1])), shape=(n, n))


def igraph_graph(file):
    import igraph

    return igraph.Graph(edges(file), directed=True)


def networkx_graph(file):
    import networkx

    return networkx.DiGraph(map(tuple, edges(file)))


def pairs(product):
    return f"{(product.nnz - (product.diagonal() != 0).sum()) // 2} pairs"


def long():
    return bool(os.environ.get("PEERS_LONG"))


TASKS = [
    ("scipy: coupling", matrix, lambda a: pairs(a @ a.T), lambda m: m < 2e6 or long()),
    ("scipy: co-citation", matrix, lambda a: pairs(a.T.tocsr() @ a), lambda m: m < 2e6 or long()),
    ("igraph: components", igraph_graph, lambda g: len(g.connected_components(mode="strong")), lambda m: True),
    ("igraph: PageRank", igraph_graph, lambda g: round(sum(g.pagerank()), 9), lambda m: True),
    ("igraph: cycles up to 3", igraph_graph, lambda g: len(g.simple_cycles(max=3)), lambda m: m < 5e5),
    ("igraph: cycles up to 4", igraph_graph, lambda g: len(g.simple_cycles(max=4)), lambda m: m < 5e5),
    ("networkx: PageRank", networkx_graph, lambda g: len(__import__("networkx").pagerank(g, tol=1e-12)), lambda m: m < 5e5),
]


def run(name, load, work, file):
    graph = load(file)
    before = time.process_time()
    said = work(graph)
    taken = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"  {name:<34} {taken:>9.4f} s cpu   {peak:>6} MB peak   {said}", flush=True)


def main():
    context = multiprocessing.get_context("fork")
    for file in sys.argv[1:]:
        print(file, flush=True)
        with open(file, "rb") as lines:
            m = sum(1 for _ in lines)
        for name, load, work, fits in TASKS:
            if fits(m):
                task = context.Process(target=run, args=(name, load, work, file))
                task.start()
                task.join()


main()
