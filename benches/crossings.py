"""Crossings and size of our pictures beside Graphviz's, of the same graphs: `python3 benches/crossings.py CITEGRAPH PAPERS…`.

Each line of a picture is taken as a polyline of its curve; two lines that end at one box don't cross there. Both pictures
show the papers and the works that two or more of them cite, years as layers, boxes as wide as their form makes them.

Where our boxes are dots, what several lines of one paper have in common is drawn once, and is counted once.
"""

import re
import subprocess
import sys
import time


def bezier(p, steps=8):
    """Points on a cubic curve."""
    (a, b), (c, d), (e, f), (g, h) = p
    for n in range(steps + 1):
        t = n / steps
        u = 1 - t
        w = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        yield (w[0] * a + w[1] * c + w[2] * e + w[3] * g, w[0] * b + w[1] * d + w[2] * f + w[3] * h)


def ours(svg):
    """Our lines: cubic curves one after another, and level stretches where they pass a layer; between dots each by itself."""
    lines = []
    for path in re.findall(r'<path d="(M[^"]*C[^"]*)" fill="none"', svg):
        for part in re.findall(r"M[^M]*", path):
            line = []
            for command, numbers in re.findall(r"([MCL])([^A-Z]*)", part):
                n = [float(x) for x in re.findall(r"-?[\d.]+", numbers)]
                points = list(zip(n[0::2], n[1::2]))
                line += list(bezier([line[-1], *points])) if command == "C" else points
            lines.append(line)
    return lines


def dots(svg):
    lines = []
    for edge in re.findall(r'<g id="edge\d+" class="edge">(.*?)</g>', svg, re.S):
        path = re.search(r'<path fill="none" stroke="([^"]*)"[^>]* d="([^"]*)"', edge)
        # The axis of the years is grey.
        if path is None or path.group(1) == "#bdbdbd":
            continue
        n = [float(x) for x in re.findall(r"-?[\d.]+", path.group(2))]
        points = list(zip(n[0::2], n[1::2]))
        line = []
        for start in range(0, len(points) - 3, 3):
            line += list(bezier(points[start : start + 4], 4))
        lines.append(line)
    return lines


def crosses(a, b, c, d):
    def side(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def crossings(lines, one_box=(8, 24)):
    boxes = [
        (min(x for x, _ in line), max(x for x, _ in line), min(y for _, y in line), max(y for _, y in line))
        for line in lines
    ]
    count = 0
    for i, one in enumerate(lines):
        for k in range(i):
            a, b = boxes[i], boxes[k]
            if a[0] > b[1] or b[0] > a[1] or a[2] > b[3] or b[2] > a[3]:
                continue
            other = lines[k]
            # Ends at one side of one box, where lines may end beside each other.
            ends = [(p, q) for p in (one[0], one[-1]) for q in (other[0], other[-1])]
            if any(abs(p[0] - q[0]) < one_box[0] and abs(p[1] - q[1]) < one_box[1] for p, q in ends):
                continue
            count += any(
                crosses(one[n], one[n + 1], other[m], other[m + 1])
                for n in range(len(one) - 1)
                for m in range(len(other) - 1)
            )
    return count


def size(svg):
    found = re.search(r'<svg[^>]*?width="([\d.]+)(pt)?"[^>]*?height="([\d.]+)', svg)
    scale = 4 / 3 if found.group(2) else 1
    return f"{float(found.group(1)) * scale:.0f} × {float(found.group(3)) * scale:.0f}"


def main():
    program, *sets = sys.argv[1:]
    for papers in sets:
        def run(*args):
            return subprocess.run([program, "draw", papers, "-q", *args], capture_output=True, text=True).stdout

        start = time.monotonic()
        svg = run("--format", "svg")
        took = time.monotonic() - start
        lines = ours(svg)
        # Lines end at a box's side one beside the other, at a dot's and where they part at one place.
        count = crossings(lines, (1, 1)) if "<circle" in svg else crossings(lines)
        print(f"{papers}\n  ours {count:6} crossings of {len(lines)} lines, {size(svg)} pixels, {took:.2f} s")
        text = run("--format", "dot")
        start = time.monotonic()
        try:
            drawn = subprocess.run(["dot", "-Tsvg"], input=text, capture_output=True, text=True, timeout=300).stdout
        except subprocess.TimeoutExpired:
            print("  dot  not done in 300 s")
            continue
        took = time.monotonic() - start
        lines = dots(drawn)
        print(f"  dot  {crossings(lines):6} crossings of {len(lines)} lines, {size(drawn)} pixels, {took:.2f} s without reading")


main()
