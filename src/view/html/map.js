// @ts-check
// The map: a picture that is kept, moved while the reader moves it and drawn anew when he stops, and over it what is
// pointed at and chosen.
import { announce, byId, counted, el } from "./dom.js";
import { timesCited } from "./data.js";
import { change, state } from "./state.js";
import { found } from "./filter.js";
import { painter, theme } from "./colour.js";
import { along, curve, drawCitation, drawCitations, drawLabels, drawWork, drawYears, onScreen, sizeOnScreen } from "./draw.js";

/** @typedef {import("./data.js").Data} Data @typedef {import("./data.js").Work} Work */
/** @typedef {import("./data.js").Citation} Citation @typedef {import("./draw.js").Scene} Scene */

export class CitationMap {
  /**
   * @param {Data} data
   * @param {(what: Work | Citation | null) => void} choose
   */
  constructor(data, choose) {
    this.data = data;
    this.choose = choose;
    this.base = /** @type {HTMLCanvasElement} */ (byId("base"));
    this.over = /** @type {HTMLCanvasElement} */ (byId("over"));
    this.tip = byId("tip");
    /** @type {Scene} */
    this.scene = {
      works: [], citations: [], layout: 0, view: { x: 0, y: 0, k: 1 }, stretch: 1, theme: theme(), width: 1, height: 1,
      colour: () => "", byPaper: true,
    };
    /** Where the kept picture was drawn. */
    this.drawn = { x: 0, y: 0, k: 1 };
    /** @type {Work | Citation | null} */
    this.pointed = null;
    /** @type {Work | Citation | null} */
    this.chosen = null;
    /** What belongs to two papers or a circle that is chosen. @type {Citation[]} */
    this.marked = [];
    /** How many columns have their years at their head. */
    this.headed = 0;
    this.timer = 0;
    this.isFitted = false;
    new ResizeObserver(() => this.resize()).observe(byId("field"));
    this.listen();
  }

  /** Shows these works and citations. @param {Work[]} works @param {Citation[]} citations */
  show(works, citations) {
    const { scene } = this;
    [scene.works, scene.citations] = [works, citations];
    scene.layout = state.layout === "communities" ? 1 : 0;
    scene.theme = theme();
    scene.byPaper = this.data.hasPapers && state.colour === "paper";
    scene.colour = painter(this.data, state.colour, scene.theme);
    // Lesser works first, so that the others lie over them; names in the other order.
    /** @param {Work} work */
    const weight = (work) => (work.papers.length > 0 ? 1e6 : 0) + timesCited(work);
    this.ordered = [...works].sort((a, b) => weight(a) - weight(b) || a.index - b.index);
    this.named = [...this.ordered].reverse();
    if (!this.isFitted) this.fit();
    this.draw();
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = byId("field");
    // On paper the stage is as high as what was drawn.
    if (width === 0 || height === 0 || matchMedia("print").matches) return;
    for (const canvas of [this.base, this.over]) {
      canvas.width = width * devicePixelRatio;
      canvas.height = height * devicePixelRatio;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    [this.scene.width, this.scene.height] = [width, height];
    if (!this.isFitted || !state.k) this.fit();
    this.draw();
  }

  /** All works in sight, or what the address says. @param {boolean} [anew] */
  fit(anew = false) {
    const { scene } = this;
    if (scene.works.length === 0 || scene.width < 2) return;
    this.isFitted = true;
    const xs = scene.works.map((work) => work.x[scene.layout]);
    const ys = scene.works.map((work) => work.y[scene.layout]);
    // Not by Math.min(...xs), which takes thousands of arguments.
    const [left, right] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))];
    const [top, bottom] = [ys.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.max(a, b))];
    const side = scene.width < 700 ? 18 : 50;
    // On a phone the buttons stand at the right.
    const room = { left: side, right: scene.width < 700 ? 60 : side * 2.2, top: 62, bottom: 24 };
    const [width, height] = [scene.width - room.left - room.right, scene.height - room.top - room.bottom];
    // Years leave it open how far works are apart across them: as far as a high screen has room for.
    const ratio = height / Math.max(bottom - top, 1) / Math.max(width / Math.max(right - left, 1), 1e-6);
    scene.stretch = scene.layout === 0 ? Math.min(Math.max(ratio, 1), 2.4) : 1;
    if (!anew && state.k) {
      scene.view.k = Number(state.k);
      this.look(Number(state.x), Number(state.y));
      return;
    }
    const most = scene.works.length < 30 ? 4 : 1.6;
    const k = Math.min(width / Math.max(right - left, 1), height / Math.max(bottom - top, 1) / scene.stretch, most);
    scene.view.k = Math.max(k, 0.02);
    scene.view.x = room.left + (width - (right - left) * scene.view.k) / 2 - left * scene.view.k;
    const ky = scene.view.k * scene.stretch;
    scene.view.y = room.top + (height - (bottom - top) * ky) / 2 - top * ky;
    if (anew) change({ x: "", y: "", k: "" }, { quiet: true });
  }

  /** Brings a place of the page to the middle. @param {number} x @param {number} y */
  look(x, y) {
    const { scene } = this;
    scene.view.x = scene.width / 2 - x * scene.view.k;
    scene.view.y = scene.height / 2 - y * scene.view.k * scene.stretch;
  }

  draw() {
    const { scene } = this;
    if (!this.ordered || scene.width < 2) return;
    clearTimeout(this.timer);
    this.timer = 0;
    const ctx = this.clean(this.base);
    this.base.style.transform = "";
    this.drawn = { ...scene.view };
    ctx.fillStyle = scene.theme.ground;
    ctx.fillRect(0, 0, scene.width, scene.height);
    this.headed = scene.layout === 0 ? drawYears(ctx, scene, this.data.columns) : 0;
    drawCitations(ctx, scene);
    for (const work of this.ordered) drawWork(ctx, scene, work);
    const singles = scene.view.k >= 0.85;
    const named = (this.named ?? []).filter((work) => singles || work.papers.length > 0 || work.citing.length > 1);
    drawLabels(ctx, scene, named, { most: 160 });
    this.drawOver();
  }

  /** An empty canvas, in CSS pixels. @param {HTMLCanvasElement} canvas */
  clean(canvas) {
    const ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    ctx.clearRect(0, 0, this.scene.width, this.scene.height);
    return ctx;
  }

  /** What is pointed at, chosen or found, over the rest, which fades. */
  drawOver() {
    const { scene } = this;
    const ctx = this.clean(this.over);
    const hits = state.q ? found(scene.works, state.q) : [];
    const focus = this.pointed ?? this.chosen;
    this.base.classList.toggle("faded", focus !== null || hits.length > 0 || this.marked.length > 0);
    if (!focus && hits.length === 0 && this.marked.length === 0) return;
    /** @type {Set<Work>} */
    const works = new Set(hits);
    const citations = focus && "from" in focus ? [focus] : focus ? scene.citations.filter((c) => c.from === focus || c.to === focus) : this.marked;
    if (focus && !("from" in focus)) works.add(focus);
    for (const citation of citations) {
      drawCitation(ctx, scene, citation, citation === this.chosen);
      works.add(citation.from).add(citation.to);
    }
    const ordered = (this.ordered ?? []).filter((work) => works.has(work));
    for (const work of ordered) drawWork(ctx, scene, work);
    if (focus && !("from" in focus)) {
      const [x, y] = onScreen(scene, focus);
      ctx.strokeStyle = scene.theme.ink;
      ctx.lineWidth = 2;
      ctx.beginPath();
      ctx.arc(x, y, sizeOnScreen(scene, focus) + 5, 0, 2 * Math.PI);
      ctx.stroke();
    }
    const first = focus && !("from" in focus) ? [focus] : [];
    drawLabels(ctx, scene, [...first, ...ordered.reverse().filter((work) => work !== focus)], { most: 60 });
  }

  /** Moves the kept picture at once and draws anew when nothing more comes. */
  moved() {
    const { view } = this.scene;
    const k = view.k / this.drawn.k;
    this.base.style.transformOrigin = "0 0";
    this.base.style.transform = `translate(${view.x - this.drawn.x * k}px, ${view.y - this.drawn.y * k}px) scale(${k})`;
    this.clean(this.over);
    this.base.classList.remove("faded");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.draw();
      this.remember();
    }, 90);
  }

  /** Puts what is in sight into the address. */
  remember() {
    const { view, width, height, stretch } = this.scene;
    const [x, y] = [(width / 2 - view.x) / view.k, (height / 2 - view.y) / view.k / stretch];
    change({ x: x.toFixed(0), y: y.toFixed(0), k: view.k.toFixed(3) }, { quiet: true });
  }

  /** @param {number} factor @param {number} [x] @param {number} [y] */
  zoom(factor, x = this.scene.width / 2, y = this.scene.height / 2) {
    const { view } = this.scene;
    const k = Math.min(Math.max(view.k * factor, 0.02), 6);
    [view.x, view.y] = [x - ((x - view.x) * k) / view.k, y - ((y - view.y) * k) / view.k];
    view.k = k;
    this.moved();
  }

  /** @param {number} dx @param {number} dy */
  pan(dx, dy) {
    this.scene.view.x += dx;
    this.scene.view.y += dy;
    this.moved();
  }

  /** Brings works into sight. @param {Work[]} works */
  bring(works) {
    const { scene } = this;
    if (scene.width < 2) return;
    const isOut = works.some((work) => {
      const [x, y] = onScreen(scene, work);
      return x < 0 || y < 0 || x > scene.width || y > scene.height;
    });
    if (isOut) this.home();
  }

  /** Brings a citation into sight, and so near that one sees where it leads. @param {Citation} citation */
  magnify(citation) {
    const { scene } = this;
    const { from, to } = citation;
    const [[x1, y1], [x2, y2]] = [onScreen(scene, from), onScreen(scene, to)];
    const length = Math.hypot(x2 - x1, y2 - y1);
    if (scene.width < 2 || from === to || length > 90) return this.centre(to);
    scene.view.k = Math.min(Math.max(scene.view.k, (scene.view.k * 160) / Math.max(length, 1)), 3);
    this.look((from.x[scene.layout] + to.x[scene.layout]) / 2, (from.y[scene.layout] + to.y[scene.layout]) / 2);
    this.moved();
    this.remember();
  }

  /** Brings a work into sight. @param {Work} work */
  centre(work) {
    const { scene } = this;
    if (scene.width < 2) return;
    const [x, y] = onScreen(scene, work);
    const near = x > 60 && y > 60 && x < scene.width - 60 && y < scene.height - 60;
    if (near && scene.view.k > 0.5) return;
    scene.view.k = Math.max(scene.view.k, 0.9);
    this.look(work.x[scene.layout], work.y[scene.layout]);
    this.moved();
    this.remember();
  }

  /** What lies under a place: a work, else a citation near it. @param {number} x @param {number} y
   * @returns {Work | Citation | null} */
  at(x, y) {
    const { scene } = this;
    /** @type {Work | null} */
    let best = null;
    let nearest = Infinity;
    for (const work of scene.works) {
      const [wx, wy] = onScreen(scene, work);
      const distance = Math.hypot(wx - x, wy - y) - sizeOnScreen(scene, work);
      if (distance < Math.min(nearest, 4)) [best, nearest] = [work, distance];
    }
    if (best) return best;
    /** @type {Citation | null} */
    let line = null;
    let least = 6;
    for (const citation of scene.citations) {
      const c = curve(scene, citation);
      if (x < Math.min(c[0], c[2], c[4], c[6]) - 6 || x > Math.max(c[0], c[2], c[4], c[6]) + 6) continue;
      if (y < Math.min(c[1], c[3], c[5], c[7]) - 6 || y > Math.max(c[1], c[3], c[5], c[7]) + 6) continue;
      let [px, py] = [c[0], c[1]];
      for (let t = 1; t <= 16; t++) {
        const [qx, qy] = along(c, t / 16);
        const distance = toStretch(x, y, px, py, qx, qy);
        if (distance < least) [line, least] = [citation, distance];
        [px, py] = [qx, qy];
      }
    }
    return line;
  }

  /** @param {Work | Citation | null} what @param {number} x @param {number} y */
  point(what, x, y) {
    if (what !== this.pointed) {
      this.pointed = what;
      this.over.style.cursor = what ? "pointer" : "grab";
      this.drawOver();
      this.tip.replaceChildren(...(what ? tipOf(what) : []));
    }
    this.tip.hidden = !what;
    if (what) {
      this.tip.style.left = `${Math.max(4, Math.min(x + 14, this.scene.width - this.tip.offsetWidth - 6))}px`;
      const below = y + 16 + this.tip.offsetHeight < this.scene.height;
      this.tip.style.top = `${below ? y + 16 : y - this.tip.offsetHeight - 10}px`;
    }
  }

  listen() {
    const stage = this.over;
    /** @type {Map<number, { x: number, y: number }>} */
    const fingers = new Map();
    let travelled = 0;
    stage.addEventListener("pointerdown", (event) => {
      stage.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
      if (fingers.size === 1) travelled = 0;
    });
    stage.addEventListener("pointermove", (event) => {
      const last = fingers.get(event.pointerId);
      const now = { x: event.offsetX, y: event.offsetY };
      if (!last) {
        if (event.pointerType !== "touch") this.point(this.at(now.x, now.y), now.x, now.y);
        return;
      }
      travelled += Math.hypot(now.x - last.x, now.y - last.y);
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
      if (other) {
        const [before, after] = [Math.hypot(last.x - other.x, last.y - other.y), Math.hypot(now.x - other.x, now.y - other.y)];
        this.zoom(after / Math.max(before, 1), (now.x + other.x) / 2, (now.y + other.y) / 2);
      } else if (travelled > 4) {
        this.point(null, 0, 0);
        this.pan(now.x - last.x, now.y - last.y);
      }
      fingers.set(event.pointerId, now);
    });
    const up = (/** @type {PointerEvent} */ event) => {
      if (fingers.delete(event.pointerId) && travelled <= 4 && event.type === "pointerup") {
        this.choose(this.at(event.offsetX, event.offsetY));
      }
    };
    stage.addEventListener("pointerup", up);
    stage.addEventListener("pointercancel", up);
    stage.addEventListener("pointerleave", () => this.point(null, 0, 0));
    stage.addEventListener("dblclick", (event) => this.zoom(1.8, event.offsetX, event.offsetY));
    stage.addEventListener("wheel", (event) => {
      event.preventDefault();
      const lines = event.deltaMode === 1 ? 30 : 1;
      this.zoom(Math.exp(-event.deltaY * lines * 0.0016), event.offsetX, event.offsetY);
    }, { passive: false });
    stage.addEventListener("keydown", (event) => this.key(event));
  }

  /** Arrows go from the chosen work to the next in their direction, or move the map. @param {KeyboardEvent} event */
  key(event) {
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const way = ways[/** @type {keyof typeof ways} */ (event.key)];
    if (event.key === "+" || event.key === "=") this.zoom(1.25);
    else if (event.key === "-") this.zoom(0.8);
    else if (event.key === "0") this.home();
    else if (way && (event.shiftKey || !this.chosen || "from" in this.chosen)) this.pan(-70 * way[0], -70 * way[1]);
    else if (way && this.chosen && !("from" in this.chosen)) this.step(this.chosen, way[0], way[1]);
    else if (event.key === "Enter" && !this.chosen && this.named?.length) this.choose(this.named[0]);
    else return;
    event.preventDefault();
  }

  home() {
    this.fit(true);
    this.draw();
  }

  /** @param {Work} from @param {number} dx @param {number} dy */
  step(from, dx, dy) {
    const { scene } = this;
    const [x, y] = onScreen(scene, from);
    let best = null;
    let least = Infinity;
    for (const work of scene.works) {
      const [wx, wy] = onScreen(scene, work);
      const [ahead, aside] = [(wx - x) * dx + (wy - y) * dy, Math.abs((wx - x) * dy) + Math.abs((wy - y) * dx)];
      if (work === from || ahead <= aside * 0.5) continue;
      const cost = ahead + 2 * aside;
      if (cost < least) [best, least] = [work, cost];
    }
    if (!best) return;
    this.choose(best);
    announce(`${best.label}. ${best.title}. Cited by ${counted(best.citing.length, "paper")}.`);
  }
}

/** @param {Work | Citation} what */
function tipOf(what) {
  if ("from" in what) {
    const entries = what.entries.map((entry) => entry.label).join(", ");
    return [el("b", {}, what.from.label), " cites ", el("b", {}, what.to.label), entries && el("small", {}, `entry ${entries}`)].filter(Boolean);
  }
  const cited = what.citing.length > 0 ? `cited by ${what.citing.length}` : "";
  const cites = what.cites.length > 0 ? `cites ${what.cites.length}` : "";
  return [el("b", {}, what.label), what.title && what.title !== what.label ? el("span", {}, what.title) : "",
    el("small", {}, [cited, cites].filter(Boolean).join(", "))].filter(Boolean);
}

/** How far a point is from a stretch of line. @param {number} x @param {number} y @param {number} x1 @param {number} y1
 * @param {number} x2 @param {number} y2 */
function toStretch(x, y, x1, y1, x2, y2) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy || 1;
  const t = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length));
  return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
}
