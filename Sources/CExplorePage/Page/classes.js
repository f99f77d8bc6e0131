// Classes: people and the network on each, sorted by the gap between them.

/** Builds the view. */
function buildClasses() {
  const own = study.networks[state.network];
  const title = element("h2", { id: "view-title" }, "Classes: people and ", own ? named(own.name) : "a network");
  const classes = table.net?.classes ?? [];
  if (classes.length === 0) {
    return [title, element("p", {}, "No network has right and wrong answers on images of a known class.")];
  }
  return [title,
    element("p", { class: "note" }, "Sorted by the gap, people's mean HSF less the network's accuracy: first the classes "
      + "that people get and the network misses. Every panel is the map with the images of one class on it; a click "
      + "chooses the class."),
    element("div", { class: "panels" }, ...classes.map(classPanel)),
    runnable("SQL", classSQL(), "class-sql"),
    runnable("Command", queryCommand(classSQL()), "class-command")];
}

/** The statement that gives the numbers of the panels. */
function classSQL() {
  const { view, where } = sqlSource(state.network);
  const source = view === "score_hardness" ? "image_hardness" : view;
  where.push("class IS NOT NULL", "hsf IS NOT NULL", "correct IS NOT NULL");
  return "SELECT class, count(*) AS images, avg(hsf) AS people, avg(correct) AS network,\n  avg(hsf) - avg(correct) AS gap\nFROM "
    + source + "\nWHERE " + where.filter((part) => !part.startsWith("score = ")).join("\n  AND ")
    + "\nGROUP BY class\nORDER BY gap DESC, class";
}

/** One class. */
function classPanel({ code, images, hsf, accuracy }) {
  const name = study.classes[code - 1];
  const canvas = element("canvas", { width: "160", height: "160", "aria-hidden": "true", "data-code": code });
  return element("button", {
    type: "button", class: "panel", "aria-pressed": String(state.class === name),
    click: () => change({ class: state.class === name ? "" : name }),
  }, element("b", {}, named(name)), canvas,
  element("span", {}, "gap " + decimal(hsf - accuracy, 3)),
  element("span", { class: "note" }, "people " + decimal(hsf, 2) + ", network " + decimal(accuracy, 2)
    + ", " + several(images, "image")));
}

/** Draws the panels that come into sight. */
function drawClasses() {
  if (!table.score) return;
  const at = place();
  const members = new Map();
  for (const row of table.rows) {
    const code = targetOf(row);
    if (!members.has(code)) members.set(code, []);
    members.get(code).push(row);
  }
  const colours = getComputedStyle(document.documentElement);
  const draw = (canvas) => {
    const paint = canvas.getContext("2d");
    paint.fillStyle = colours.getPropertyValue("--plot").trim();
    paint.fillRect(0, 0, 160, 160);
    paint.fillStyle = colours.getPropertyValue("--shade-3").trim();
    const rows = members.get(Number(canvas.dataset.code)) ?? [];
    const size = rows.length > 400 ? 2 : 3;
    paint.globalAlpha = rows.length > 1500 ? 0.35 : rows.length > 400 ? 0.55 : 0.8;
    for (const row of rows) paint.fillRect(at.x[row] * 157, 157 - at.y[row] * 157, size, size);
  };
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      watch.unobserve(entry.target);
      draw(entry.target);
    }
  }, { rootMargin: "200px" });
  for (const canvas of document.querySelectorAll(".panel canvas")) watch.observe(canvas);
}
