// The map: how hard each image is for people (to the right) and for the network (upwards).

const plot = { canvas: null, frame: null, size: 0, x: null, y: null, drag: null, cells: null };
/** Up to so many images are drawn one by one, more are counted in cells. */
const mostPoints = 2500;
const edge = { left: 62, right: 10, top: 10, bottom: 46 };

/** Builds the view. */
function buildMap() {
  const own = study.networks[state.network];
  const intro = element("div", { class: "bar" },
    element("h2", { id: "view-title" }, "People against ", own ? named(own.name) : "a network"));
  if (!table.score) {
    return [intro, element("p", {}, "No network has a score of these images, so there is no map; the list "
      + "shows the images by how hard people find them.")];
  }
  const choices = element("div", { class: "choices" },
    choice("human", "Across", [["hsf", "HSF"], ["label_entropy", "entropy of votes"]]),
    choice("score", "Up", own.scores.map((score) => [score.name, visible(score.title)])),
    choice("axes", "As", [["ranks", "ranks"], ["values", "values"]]));
  plot.canvas = element("canvas", { "aria-hidden": "true" });
  plot.frame = element("div", {
    class: "plot", tabindex: "0", role: "group", "aria-label": "Map of " + counted(table.rows.length) + " images",
    "aria-describedby": "plot-help", keydown: brushByKey, pointerdown: brushBegins,
  }, plot.canvas, ...corners());
  return [intro, choices, plot.frame, element("p", { class: "note", id: "plot-help" },
    (table.rows.length <= mostPoints ? "A point is an image. Draw" : "Darker is more images. Draw") + " a rectangle to choose, or take a corner; with the keyboard: Enter begins, arrows "
    + "move it, Shift and arrows change its size, Escape ends.")];
}

/** A labelled list of choices that changes one part of the state. */
function choice(key, label, options) {
  const select = element("select", { "data-key": key, change: () => change({ [key]: select.value, people: "", ranks: "" }) },
    ...options.map(([value, words]) => element("option", { value, selected: state[key] === value }, words)));
  return element("label", {}, label + " ", select);
}

/** The four corners, each the fifth of both sides. */
function corners() {
  const count = table.rows.length, fifth = Math.floor(count / 5);
  const low = "1-" + fifth, high = (count - fifth + 1) + "-" + count;
  return [
    ["hard for both", "top right", high, high], ["hard for people only", "bottom right", high, low],
    ["hard for the network only", "top left", low, high], ["easy for both", "bottom left", low, low],
  ].map(([words, place, people, ranks]) => element("button", {
    type: "button", class: "corner " + place, title: "The fifth of the images nearest to this corner",
    pointerdown: (event) => event.stopPropagation(),
    click: () => change({ people, ranks }),
  }, words));
}

/** Where the rows are in the unit square. */
function place() {
  const key = table.key + " " + state.axes;
  if (plot.placed?.key === key) return plot.placed;
  plot.placed = { key, ...placed() };
  return plot.placed;
}

/** Places the rows by their ranks or values. */
function placed() {
  const count = table.rows.length;
  const x = new Float32Array(study.rows), y = new Float32Array(study.rows);
  if (state.axes === "ranks") {
    for (const row of table.rows) {
      x[row] = (table.spread[row] + 0.5) / count;
      y[row] = (table.ranks[row] - 0.5) / count;
    }
    plot.x = plot.y = null;
  } else {
    plot.x = scale(table.rows.map((row) => humanOf(row)), state.human === "hsf");
    plot.y = scale(table.score.sorted, table.score.falls);
    for (const row of table.rows) {
      x[row] = plot.x.place(humanOf(row));
      y[row] = plot.y.place(table.score.sorted[table.score.rank[row]]);
    }
  }
  return { x, y };
}

/** A scale of values in which harder is further. */
function scale(values, falls) {
  let low = Infinity, high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  const place = (value) => 0.01 + 0.98 * (falls ? high - value : value - low) / (high - low);
  const step = niceStep((high - low) / 5), ticks = [];
  for (let at = Math.ceil(low / step); at * step <= high + step * 1e-9; at++) ticks.push(at * step);
  return { place, ticks, decimals: Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)) };
}

/** A tick; whole numbers need no decimals. */
function tickWords(value, decimals) {
  const rounded = Number(value.toFixed(decimals));
  return Number.isInteger(rounded) ? decimal(rounded, 0) : decimal(value, decimals);
}

/** One, two or five times a power of ten. */
function niceStep(width) {
  const power = 10 ** Math.floor(Math.log10(width));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= width) ?? width;
}

/** Counts the rows in the cells of the plot. */
function countCells(rows, at, cells) {
  const counts = new Uint32Array(cells * cells);
  for (const row of rows) {
    const column = Math.min(cells - 1, Math.max(0, Math.floor(at.x[row] * cells)));
    const line = Math.min(cells - 1, Math.max(0, Math.floor(at.y[row] * cells)));
    counts[line * cells + column]++;
  }
  return counts;
}

/** Draws everything. */
function drawMap(kept) {
  if (!plot.frame?.isConnected || !table.score) return;
  const width = plot.frame.clientWidth, ratio = devicePixelRatio || 1;
  plot.size = Math.max(50, Math.round(width - edge.left - edge.right));
  const height = plot.size + edge.top + edge.bottom;
  plot.canvas.width = width * ratio;
  plot.canvas.height = height * ratio;
  plot.canvas.style.height = plot.frame.style.height = height + "px";
  const paint = plot.canvas.getContext("2d");
  paint.scale(ratio, ratio);
  paint.translate(edge.left, edge.top);
  const colours = getComputedStyle(document.documentElement);
  const colour = (name) => colours.getPropertyValue(name).trim();
  paint.fillStyle = colour("--plot");
  paint.fillRect(0, 0, plot.size, plot.size);
  plot.at = place();
  const cells = Math.max(20, Math.min(70, Math.round(Math.sqrt(table.rows.length) / 2.2)));
  const isFiltered = kept.length < table.rows.length;
  const inkColour = colour("--ink");
  const ink = (share) => "rgb(" + inkColour + " / " + share.toFixed(3) + ")";
  if (isFiltered && table.rows.length <= mostPoints) drawPoints(paint, table.rows, colour("--faint"));
  else if (isFiltered) drawCells(paint, countCells(table.rows, plot.at, cells), cells, () => colour("--faint"));
  if (kept.length <= mostPoints) drawPoints(paint, kept, ink(0.6));
  else drawCells(paint, countCells(kept, plot.at, cells), cells, ink);
  drawAxes(paint, colour);
  const box = brushBox();
  if (box) {
    paint.strokeStyle = colour("--strong");
    paint.lineWidth = 2;
    paint.setLineDash([]);
    paint.strokeRect(box.left, box.top, Math.max(2, box.right - box.left), Math.max(2, box.bottom - box.top));
  }
}

/** Draws single images, where they are few. */
function drawPoints(paint, rows, shade) {
  paint.fillStyle = shade;
  const radius = rows.length > 800 ? 2 : 3;
  for (const row of rows) {
    paint.beginPath();
    paint.arc(plot.at.x[row] * plot.size, (1 - plot.at.y[row]) * plot.size, radius, 0, 7);
    paint.fill();
  }
}

/** Draws counts; ranks are spread evenly, values are not, so their shade follows the logarithm of the count. */
function drawCells(paint, counts, cells, shade) {
  const full = counts.filter((count) => count > 0).sort();
  // One crowded cell does not make the others pale.
  const most = Math.max(1, full[Math.floor(full.length * 0.99)] ?? 1);
  const share = (count) => Math.min(1, state.axes === "ranks" ? count / most : Math.log(count + 1) / Math.log(most + 1));
  const edges = Array.from({ length: cells + 1 }, (_, place) => Math.round(place * plot.size / cells));
  for (let index = 0; index < counts.length; index++) {
    if (counts[index] === 0) continue;
    const column = index % cells, line = Math.floor(index / cells);
    paint.fillStyle = shade(0.07 + 0.93 * share(counts[index]));
    paint.fillRect(edges[column], plot.size - edges[line + 1], edges[column + 1] - edges[column],
      edges[line + 1] - edges[line]);
  }
}

/** Draws ticks and what the axes mean. */
function drawAxes(paint, colour) {
  const size = plot.size, count = table.rows.length;
  paint.strokeStyle = colour("--line");
  paint.strokeRect(0.5, 0.5, size - 1, size - 1);
  paint.fillStyle = colour("--soft");
  paint.font = "12px system-ui, sans-serif";
  const ranks = [0, 0.25, 0.5, 0.75, 1].map((part) => [part, counted(Math.max(1, Math.round(part * count)))]);
  const ticks = (axis) => axis ? axis.ticks.map((value) => [axis.place(value), tickWords(value, axis.decimals)]) : ranks;
  paint.textBaseline = "top";
  for (const [at, words] of ticks(plot.x)) {
    paint.textAlign = at < 0.04 ? "left" : at > 0.96 ? "right" : "center";
    paint.fillRect(Math.round(at * (size - 1)), size, 1, 4);
    paint.fillText(words, at * size, size + 7);
  }
  paint.textAlign = "right";
  paint.textBaseline = "middle";
  for (const [at, words] of ticks(plot.y)) {
    paint.fillRect(-4, Math.round((1 - at) * (size - 1)), 4, 1);
    paint.fillText(words, -7, Math.min(size - 5, Math.max(6, (1 - at) * size)));
  }
  const own = study.networks[state.network];
  const chosen = own.scores[scorePlace()];
  const kind = state.axes === "ranks" ? "rank by " : "";
  paint.fillStyle = colour("--text");
  paint.textBaseline = "top";
  paint.textAlign = "center";
  paint.fillText(kind + (state.human === "hsf" ? "HSF" : "entropy of votes") + ", harder for people →",
    size / 2, size + 27, size);
  paint.save();
  paint.translate(-edge.left + 2, size / 2);
  paint.rotate(-Math.PI / 2);
  paint.fillText(kind + visible(chosen.title) + ", harder for the network →", 0, 0, size);
  paint.restore();
}
