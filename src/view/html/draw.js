// @ts-check
// Works and citations on a canvas. Places are the page's; the view says where they come to lie on the screen.
import { SELF, SIGN } from "./data.js";
import { nth } from "./colour.js";

/** @typedef {import("./data.js").Work} Work @typedef {import("./data.js").Citation} Citation */
/** @typedef {import("./colour.js").Theme} Theme */
/** @typedef {{ x: number, y: number, k: number }} View where the page's origin lies, and how large */
/** @typedef {{ works: Work[], citations: Citation[], layout: number, view: View, stretch: number, theme: Theme,
 *   width: number, height: number, colour: (work: Work) => string, byPaper: boolean }} Scene */

const FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
/** More citing papers than these aren't told apart in a work's ring. */
const SLICES = 6;

/** The radius of a work on the map at its own scale. @param {Work} work */
export function radius(work) {
  if (work.papers.length > 0) return 11;
  const times = Math.max(work.citing.length, 1);
  return Math.min(3.6 + 2.6 * Math.sqrt(times - 1), 15);
}

/**
 * On the screen a work stays visible from afar, the better the fewer there are, and doesn't grow without end.
 * @param {Scene} scene
 * @param {Work} work
 */
export function sizeOnScreen(scene, work) {
  const least = Math.max(0.25, 0.98 - 0.18 * Math.log10(scene.works.length + 1));
  return radius(work) * Math.min(Math.max(scene.view.k, least), 1.8);
}

/** @param {Scene} scene @param {Work} work @returns {[number, number]} */
export function onScreen(scene, work) {
  const { view, layout, stretch } = scene;
  return [work.x[layout] * view.k + view.x, work.y[layout] * view.k * stretch + view.y];
}

/**
 * The four points of a citation's curve: from the citing work to the cited one.
 * @param {Scene} scene
 * @param {Citation} citation
 */
export function curve(scene, citation) {
  const [x1, y1] = onScreen(scene, citation.from);
  const [x2, y2] = onScreen(scene, citation.to);
  if (citation.from === citation.to) {
    const loop = 14 * Math.min(scene.view.k, 1.8) + 8;
    return [x1, y1, x1 - loop, y1 - loop * 1.4, x1 + loop, y1 - loop * 1.4, x2, y2];
  }
  const [dx, dy] = [x2 - x1, y2 - y1];
  if (scene.layout === 0) {
    // Along the axis of years; between works of one year, a bow to the side.
    const bend = Math.max(Math.abs(dx) * 0.45, Math.min(Math.abs(dy) * 0.35, 90));
    const isBow = Math.abs(dx) < 30 * scene.view.k;
    const side = isBow ? -1 : Math.sign(dx);
    // A level line is an arc, the higher the longer: several behind each other would read as a chain.
    const lift = isBow ? 0 : Math.max(0, 1 - (4 * Math.abs(dy)) / Math.abs(dx)) * Math.min(Math.abs(dx) * 0.11, 46);
    return [x1, y1, x1 + bend * side, y1 - lift, x2 - (isBow ? bend : bend * side), y2 - lift, x2, y2];
  }
  const [mx, my] = [x1 + dx / 2 - dy * 0.08, y1 + dy / 2 + dx * 0.08];
  return [x1, y1, mx, my, mx, my, x2, y2];
}

/** A point of a curve. @param {number[]} c @param {number} t */
export function along(c, t) {
  const u = 1 - t;
  const [a, b, d, e] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return [a * c[0] + b * c[2] + d * c[4] + e * c[6], a * c[1] + b * c[3] + d * c[5] + e * c[7]];
}

/** Whether a line is dashed. @param {Citation} citation */
function isOwn(citation) {
  return (citation.signs & SELF) !== 0 && citation.from !== citation.to;
}

/** @param {Citation} citation @param {Theme} theme @param {boolean} byPaper */
function lineColour(citation, theme, byPaper) {
  if (citation.signs & SIGN.circular) return theme.alarm;
  return citation.paper && byPaper ? nth(citation.paper.index, theme) : theme.line;
}

/**
 * All citations, faint where there are many, those of one look in one stroke.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Scene} scene
 */
export function drawCitations(ctx, scene) {
  /** @type {Map<string, Citation[]>} */
  const looks = new Map();
  for (const citation of scene.citations) {
    const own = isOwn(citation) ? "own" : "";
    const strong = citation.to.citing.length > 1 || citation.to.papers.length > 0 ? "strong" : "";
    const key = [lineColour(citation, scene.theme, scene.byPaper), own, citation.signs & SIGN.circular, strong].join("|");
    const same = looks.get(key);
    if (same) same.push(citation);
    else looks.set(key, [citation]);
  }
  const count = scene.citations.length + 1;
  // Ten thousand lines over each other are to be a shade, not a wall.
  const crowd = Math.min(1, 1.15 - Math.log10(Math.min(count, 2000)) * 0.24) * Math.min(1, (2000 / count) ** 0.7);
  for (const [key, citations] of [...looks].sort((a, b) => b[1].length - a[1].length)) {
    const [colour, own, circular, strong] = key.split("|");
    ctx.strokeStyle = colour;
    ctx.globalAlpha = circular !== "0" ? 0.95 : crowd * (strong ? 0.75 : 0.4);
    ctx.lineWidth = circular !== "0" ? 2.2 : strong ? 1.3 : 1;
    ctx.setLineDash(own ? [6, 4] : []);
    ctx.beginPath();
    for (const citation of citations) {
      const c = curve(scene, citation);
      if (isOut(scene, c)) continue;
      ctx.moveTo(c[0], c[1]);
      ctx.bezierCurveTo(c[2], c[3], c[4], c[5], c[6], c[7]);
    }
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
  ctx.setLineDash([]);
}

/** Whether a curve lies wholly outside of the canvas. @param {Scene} scene @param {number[]} c */
function isOut(scene, c) {
  const [left, right] = [Math.min(c[0], c[2], c[4], c[6]), Math.max(c[0], c[2], c[4], c[6])];
  const [top, bottom] = [Math.min(c[1], c[3], c[5], c[7]), Math.max(c[1], c[3], c[5], c[7])];
  return right < 0 || left > scene.width || bottom < 0 || top > scene.height;
}

/**
 * One citation in full, with its head.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Scene} scene
 * @param {Citation} citation
 * @param {boolean} chosen
 */
export function drawCitation(ctx, scene, citation, chosen) {
  const c = curve(scene, citation);
  ctx.strokeStyle = ctx.fillStyle = chosen ? scene.theme.ink : lineColour(citation, scene.theme, scene.byPaper);
  ctx.lineWidth = chosen ? 3 : citation.signs & SIGN.circular ? 2.6 : 1.8;
  ctx.setLineDash(isOwn(citation) ? [6, 4] : []);
  ctx.beginPath();
  ctx.moveTo(c[0], c[1]);
  ctx.bezierCurveTo(c[2], c[3], c[4], c[5], c[6], c[7]);
  ctx.stroke();
  ctx.setLineDash([]);
  // The head stands at the rim of the cited work.
  const size = sizeOnScreen(scene, citation.to);
  let t = 1;
  while (t > 0.5 && Math.hypot(along(c, t)[0] - c[6], along(c, t)[1] - c[7]) < size + 1) t -= 0.01;
  const [tip, back] = [along(c, t), along(c, t - 0.04)];
  const angle = Math.atan2(tip[1] - back[1], tip[0] - back[0]);
  ctx.beginPath();
  ctx.moveTo(tip[0], tip[1]);
  ctx.lineTo(tip[0] - 9 * Math.cos(angle - 0.42), tip[1] - 9 * Math.sin(angle - 0.42));
  ctx.lineTo(tip[0] - 9 * Math.cos(angle + 0.42), tip[1] - 9 * Math.sin(angle + 0.42));
  ctx.closePath();
  ctx.fill();
}

/**
 * A work: a paper as a square, another as a disc, whose ring shows who cites it.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Scene} scene
 * @param {Work} work
 */
export function drawWork(ctx, scene, work) {
  const [x, y] = onScreen(scene, work);
  const size = sizeOnScreen(scene, work);
  if (x < -size || y < -size || x > scene.width + size || y > scene.height + size) return;
  const { theme } = scene;
  ctx.fillStyle = scene.colour(work);
  ctx.beginPath();
  if (work.papers.length > 0) ctx.roundRect(x - size, y - size, 2 * size, 2 * size, size * 0.35);
  else ctx.arc(x, y, size, 0, 2 * Math.PI);
  ctx.fill();
  if (size > 4 && work.papers.length === 0 && work.citing.length > 1 && scene.byPaper) ring(ctx, scene, work, x, y, size);
  if (size > 2.5) {
    ctx.strokeStyle = work.circles.length > 0 ? theme.alarm : theme.ground;
    ctx.lineWidth = work.circles.length > 0 ? 2.2 : 1.2;
    ctx.stroke();
  }
  if (work.doubtful && size > 3) {
    ctx.strokeStyle = theme.doubt;
    ctx.lineWidth = 1.4;
    ctx.setLineDash([2.5, 2.5]);
    ctx.beginPath();
    ctx.arc(x, y, size + 3, 0, 2 * Math.PI);
    ctx.stroke();
    ctx.setLineDash([]);
  }
  if (work.conflicts.length > 0 && size > 4) flag(ctx, scene, x + size * 0.75, y - size * 0.75, Math.max(3.2, size * 0.36));
}

/** Who cites a work, as a ring of the papers' colours around its middle. @param {CanvasRenderingContext2D} ctx
 * @param {Scene} scene @param {Work} work @param {number} x @param {number} y @param {number} size */
function ring(ctx, scene, work, x, y, size) {
  const slices = work.citing.length <= SLICES ? work.citing : [];
  slices.forEach((paper, n) => {
    ctx.fillStyle = nth(paper, scene.theme);
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.arc(x, y, size, (n / slices.length - 0.25) * 2 * Math.PI, ((n + 1) / slices.length - 0.25) * 2 * Math.PI);
    ctx.fill();
  });
  if (slices.length > 0) {
    ctx.fillStyle = scene.theme.many;
    ctx.beginPath();
    ctx.arc(x, y, size * 0.56, 0, 2 * Math.PI);
    ctx.fill();
  }
  ctx.beginPath();
  ctx.arc(x, y, size, 0, 2 * Math.PI);
}

/** A small triangle: entries disagree. @param {CanvasRenderingContext2D} ctx @param {Scene} scene @param {number} x
 * @param {number} y @param {number} size */
function flag(ctx, scene, x, y, size) {
  ctx.fillStyle = scene.theme.doubt;
  ctx.strokeStyle = scene.theme.ground;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(x, y - size);
  ctx.lineTo(x + size, y + size * 0.8);
  ctx.lineTo(x - size, y + size * 0.8);
  ctx.closePath();
  ctx.fill();
  ctx.stroke();
}

/**
 * Names of works where there is room: the first of the list first, none over another.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Scene} scene
 * @param {Work[]} works
 * @param {{ most: number, taken?: number[][] }} how
 */
export function drawLabels(ctx, scene, works, how) {
  const taken = how.taken ?? [];
  // Names don't hide papers.
  if (!how.taken) {
    for (const work of scene.works) {
      if (work.papers.length === 0 && work.citing.length < 2) continue;
      const [x, y] = onScreen(scene, work);
      const size = sizeOnScreen(scene, work);
      taken.push([x - size, y - size, x + size, y + size]);
    }
    // The buttons that zoom.
    taken.push([scene.width - 52, 36, scene.width, 156]);
  }
  ctx.lineJoin = "round";
  ctx.textBaseline = "middle";
  let written = 0;
  for (const work of works) {
    if (written >= how.most) break;
    const [x, y] = onScreen(scene, work);
    if (x < -20 || y < 0 || x > scene.width + 20 || y > scene.height) continue;
    const size = sizeOnScreen(scene, work);
    const isPaper = work.papers.length > 0;
    ctx.font = `${isPaper ? "600 12.5px" : work.citing.length > 1 ? "500 11.5px" : "11px"} ${FONT}`;
    const width = ctx.measureText(work.label).width;
    // Where lines don't run: those that cite a work come from the newer side, a paper's own go to the older one.
    const [newer, older] = [[x + size + 4, y], [x - size - 4 - width, y]];
    const first = isPaper || scene.layout === 1 ? [newer, older] : [older, newer];
    const places = [...first, [x - width / 2, y + size + 9], [x - width / 2, y - size - 9]];
    const fits = places.find(([left, middle]) => {
      const box = [left - 2, middle - 7, left + width + 2, middle + 7];
      if (box[0] < 2 || box[2] > scene.width - 2) return false;
      return taken.every((other) => box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3]);
    });
    if (!fits) continue;
    const [left, middle] = fits;
    taken.push([left - 2, middle - 7, left + width + 2, middle + 7]);
    ctx.strokeStyle = scene.theme.ground;
    ctx.lineWidth = 3.5;
    ctx.strokeText(work.label, left, middle);
    ctx.fillStyle = scene.theme.ink;
    ctx.fillText(work.label, left, middle);
    written++;
  }
  return taken;
}

/**
 * Bands for the years, and their numbers at the upper edge: how many found room.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Scene} scene
 * @param {import("./data.js").Column[]} columns
 */
export function drawYears(ctx, scene, columns) {
  const { view, theme } = scene;
  const bands = columns.map((column, n) => {
    const before = columns[n - 1]?.right ?? column.left - 100;
    const after = columns[n + 1]?.left ?? column.right + 100;
    return [((before + column.left) / 2) * view.k + view.x, ((column.right + after) / 2) * view.k + view.x];
  });
  ctx.fillStyle = theme.faint;
  bands.forEach(([left, right], n) => n % 2 === 0 && ctx.fillRect(left, 0, right - left, scene.height));
  ctx.font = `11px ${FONT}`;
  ctx.textBaseline = "top";
  ctx.fillStyle = theme.ink;
  ctx.globalAlpha = 0.65;
  // Two rows, and short forms, so that every column has its years as long as that can be.
  const ends = [-Infinity, -Infinity];
  let written = 0;
  bands.forEach(([left, right], n) => {
    const [first, last] = columns[n].years ?? [0, 0];
    const whole = columns[n].years === null ? "no year" : first === last ? String(first) : `${first}–${last}`;
    const short = whole.replace(/–\d\d(\d\d)$/, "–$1");
    for (const [row, words] of /** @type {[number, string][]} */ ([[0, whole], [0, short], [1, whole], [1, short]])) {
      const { width } = ctx.measureText(words);
      let middle = (left + right) / 2 - width / 2;
      // At the edge they are whole as long as their column's middle is in sight.
      if (left + right > 0 && left + right < 2 * scene.width) middle = Math.min(Math.max(middle, 2), scene.width - width - 2);
      if (middle <= ends[row] + 6) continue;
      ctx.fillText(words, middle, 7 + 14 * row);
      ends[row] = middle + width;
      written++;
      break;
    }
  });
  ctx.globalAlpha = 1;
  return written;
}
