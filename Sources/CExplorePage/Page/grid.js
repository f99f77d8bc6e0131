// The selection: how many images, in which order, as pictures or cards.

const list = { rows: [], shown: 0 };
/** As many as two screens hold. */
const firstCards = innerWidth < 640 ? 12 : 48;

/** Shows the selection. */
function showGrid(rows, tests) {
  list.rows = rows;
  list.shown = Math.min(rows.length, firstCards);
  fill("count", element("strong", { id: "matched" }, counted(rows.length)),
    " of " + several(table.rows.length, "image"));
  const choose = element("select", { "data-key": "order", change: () => change({ order: choose.value }) },
    ...Object.entries(orders).filter(([key]) => table.score || !["disagreement", "network"].includes(key))
      .map(([key, [words]]) => element("option", { value: key, selected: chosenOrder() === key }, words)));
  const sql = sqlSelection(tests);
  const command = queryCommand(sql);
  fill("order", state.view === "verdict" ? element("span", {}, "sorted by influence")
    : element("label", {}, "Sorted by ", choose),
  element("button", { type: "button", click: () => copy(sql, "SQL") }, "Copy as SQL"),
  element("button", {
    type: "button", title: "One name a line", click: () => copy(list.rows.map((row) => names[row]).join("\n") + "\n", "List"),
  }, "Copy list"));
  fill("key", ...gridKey());
  fill("grid", ...rows.slice(0, list.shown).map(smallCard));
  showMore();
  fill("source-body",
    runnable("SQL", sql, "sql"), runnable("Command", command, "command"),
    ...(state.view === "verdict" && study.verdict
      ? [runnable("Command for the influence", study.verdict.command, "other-command")] : []));
}

/** What the signs of a card mean. */
function gridKey() {
  const parts = [element("span", { class: "sign" }, bar(0.7, 0.55, 0.82)), " HSF with its 95 % interval"];
  if (table.score) {
    parts.push(element("span", { class: "sign" }, places(0.25, 0.8)), " place from easiest to hardest: ",
      element("i", { class: "dot people" }), " people, ", element("i", { class: "dot network" }), " network");
  }
  return parts;
}

/** The button for more. */
function showMore() {
  const left = list.rows.length - list.shown;
  fill("more", left === 0 ? null : element("button", {
    type: "button", click: () => {
      const start = list.shown;
      list.shown = Math.min(list.rows.length, start + 2 * firstCards);
      document.getElementById("grid").append(...list.rows.slice(start, list.shown).map(smallCard));
      showMore();
      document.getElementById("grid").children[start].focus();
    },
  }, "Show " + counted(Math.min(left, 2 * firstCards)) + " more of " + counted(left)));
}

/** A share with its interval on a line from 0 to 1. */
function bar(value, low, high, isOwn = true) {
  const line = element("span", { class: "line" + (isOwn ? "" : " other") });
  if (Number.isNaN(value)) return line;
  const mark = element("span", { class: "mark" });
  mark.style.width = 100 * Math.min(1, value) + "%";
  line.append(mark);
  if (!Number.isNaN(low) && low !== null && low !== undefined) {
    const band = element("span", { class: "band" });
    band.style.left = 100 * low + "%";
    band.style.width = Math.max(0.5, 100 * (high - low)) + "%";
    line.append(band);
  }
  return line;
}

/** Two places between easiest (0) and hardest (1). */
function places(people, ranks) {
  const line = element("span", { class: "places" });
  const link = element("span", { class: "link" });
  link.style.left = 100 * Math.min(people, ranks) + "%";
  link.style.width = 100 * Math.abs(people - ranks) + "%";
  line.append(link);
  for (const [at, kind] of [[people, "people"], [ranks, "network"]]) {
    const dot = element("i", { class: "dot " + kind });
    dot.style.left = 100 * at + "%";
    line.append(dot);
  }
  return line;
}

/** How many chose the class. */
function votesOf(row) {
  const shown = shareOf(row, "shown"), selected = shareOf(row, "selected");
  if (Number.isNaN(shown)) return "HSF " + decimal(shareOf(row, "hsf"), 2);
  if (Number.isNaN(selected)) return counted(shown) + (shown === 1 ? " answer" : " answers");
  return decimal(selected, Number.isInteger(selected) ? 0 : 2) + " of " + counted(shown);
}

/** A name of a class; "no class" where it is not known. */
function className(code) {
  return code ? named(study.classes[code - 1]) : "no class";
}

/** One image of the grid. */
function smallCard(row) {
  const source = picture(row), count = Math.max(1, table.rows.length - 1);
  const predicted = table.net?.predicted[row] ?? 0;
  const correct = table.net?.correct[row] ?? 0;
  // Without a true class what most people said is all there is to say.
  const tellsMajority = isDoubtful(row) || (!targetOf(row) && study.majority[row] > 0);
  return element("button", { type: "button", class: "card", "data-row": row, click: () => change({ card: row }) },
    source ? element("img", { src: source, alt: "", loading: "lazy", decoding: "async" })
      : study.pictures ? element("span", { class: "blank" }, "no picture") : null,
    element("b", {}, className(targetOf(row))),
    element("span", { class: "name" }, named(names[row])),
    bar(shareOf(row, "hsf"), shareOf(row, "low"), shareOf(row, "high")),
    element("span", {}, votesOf(row) + (tellsMajority ? "; most said " : ""),
      tellsMajority ? className(study.majority[row]) : ""),
    table.score ? places((table.people[row] - 1) / count, (table.ranks[row] - 1) / count) : null,
    predicted ? element("span", { class: correct === 2 ? "wrong" : "" },
      correct === 2 ? "network says " : "network is right", correct === 2 ? className(predicted) : "") : null,
    changeOf(row));
}
