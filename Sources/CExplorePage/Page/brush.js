// The rectangle on the map, by hand or by keys, and the ranks it stands for.

/** The rectangle of the chosen ranks in pixels. */
function brushBox() {
  const people = ends(state.people), ranks = ends(state.ranks);
  if (!people && !ranks) return null;
  const size = plot.size;
  let [left, right, bottom, top] = [0, size, size, 0];
  const bounds = (range, values, at) => {
    let low = Infinity, high = -Infinity;
    for (const row of table.rows) {
      if (values[row] < range.low || values[row] > range.high) continue;
      if (at[row] < low) low = at[row];
      if (at[row] > high) high = at[row];
    }
    return [low * size, high * size];
  };
  if (people) [left, right] = bounds(people, table.people, plot.at.x);
  if (ranks) [bottom, top] = bounds(ranks, table.ranks, plot.at.y).map((at) => size - at);
  return Number.isFinite(left + right + top + bottom) ? { left, right, top, bottom } : null;
}

/** The ranks of the rows within two places of an axis; all people with the same answers go together. */
function ranksBetween(low, high, values, at) {
  const inside = new Set();
  if (values === table.people && state.axes === "ranks") {
    const count = table.rows.length;
    for (const [rank, size] of table.ties) {
      const middle = (rank - 1 + size / 2) / count;
      if (middle >= low && middle <= high) inside.add(rank);
    }
  } else {
    for (const row of table.rows) if (at[row] >= low && at[row] <= high) inside.add(values[row]);
  }
  if (inside.size === 0) return "0-0";
  let least = Infinity, most = 0;
  for (const rank of inside) {
    if (rank < least) least = rank;
    if (rank > most) most = rank;
  }
  return least + "-" + most;
}

/** Chooses what is within a rectangle of the unit square. */
function chooseBox(one, other) {
  const [left, right] = [Math.min(one.x, other.x), Math.max(one.x, other.x)];
  const [low, high] = [Math.min(one.y, other.y), Math.max(one.y, other.y)];
  return {
    people: ranksBetween(left, right, table.people, plot.at.x),
    ranks: ranksBetween(low, high, table.ranks, plot.at.y),
  };
}

/** A point of the plot in the unit square. */
function pointOf(event) {
  const box = plot.canvas.getBoundingClientRect();
  const clamp = (value) => Math.min(1, Math.max(0, value));
  return {
    x: clamp((event.clientX - box.left - edge.left) / plot.size),
    y: clamp(1 - (event.clientY - box.top - edge.top) / plot.size),
  };
}

function brushBegins(event) {
  if (event.button !== 0) return;
  const start = pointOf(event), id = event.pointerId, frame = plot.frame;
  let last = start, waiting = false, moved = false;
  frame.setPointerCapture(id);
  const move = (next) => {
    last = pointOf(next);
    moved ||= Math.hypot(last.x - start.x, last.y - start.y) > 0.01;
    if (!moved || waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      change(chooseBox(start, last), true);
    });
  };
  const end = () => {
    frame.removeEventListener("pointermove", move);
    frame.removeEventListener("pointerup", end);
    frame.removeEventListener("pointercancel", end);
    change(moved ? chooseBox(start, last) : { people: "", ranks: "" }, moved);
  };
  frame.addEventListener("pointermove", move);
  frame.addEventListener("pointerup", end);
  frame.addEventListener("pointercancel", end);
}

/** Moves a rectangle of a fifth of each side by keys. */
function brushByKey(event) {
  if (event.target !== plot.frame) return;
  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  const box = plot.keys ?? { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };
  if (event.key === "Escape") {
    plot.keys = null;
    event.preventDefault();
    change({ people: "", ranks: "" });
    return;
  }
  if (event.key !== "Enter" && !moves[event.key]) return;
  event.preventDefault();
  if (moves[event.key]) {
    const [x, y] = moves[event.key].map((part) => part * 0.05);
    if (event.shiftKey) {
      box.width = Math.min(1, Math.max(0.05, box.width + x));
      box.height = Math.min(1, Math.max(0.05, box.height + y));
    } else {
      box.x = Math.min(1 - box.width, Math.max(0, box.x + x));
      box.y = Math.min(1 - box.height, Math.max(0, box.y + y));
    }
  }
  plot.keys = box;
  change(chooseBox({ x: box.x, y: box.y }, { x: box.x + box.width, y: box.y + box.height }), true);
}
