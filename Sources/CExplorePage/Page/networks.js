// Networks and people: whether two err on the same images, beyond what their accuracies make likely.

/** Builds the view. */
function buildNetworks() {
  const title = element("h2", { id: "view-title" }, "Do they err on the same images?");
  const matrix = study.matrix;
  if (!matrix || matrix.cells.length === 0) {
    return [title, element("p", {}, "No pair of deciders has error consistency: "
      + visible((matrix?.notes ?? []).join("; ") || "the study has fewer than two that can be right or wrong") + ".")];
  }
  const cells = new Map(matrix.cells.flatMap((cell) => [
    [cell.first + "\n" + cell.second, cell], [cell.second + "\n" + cell.first, cell]]));
  const names = matrix.deciders;
  const head = element("tr", {}, element("td", {}),
    ...names.slice(0, -1).map((name) => element("th", { scope: "col" }, named(name))));
  const rows = names.slice(1).map((name, line) => element("tr", {},
    element("th", { scope: "row" }, named(name)),
    ...names.slice(0, -1).map((other, place) => place > line ? element("td", {})
      : matrixCell(cells.get(other + "\n" + name), other, name))));
  return [title,
    element("p", { class: "note" }, "Error consistency (Cohen's kappa of right and wrong): 1 for the same errors, 0 for "
      + "independent ones, with its 95 % interval over images. Click a pair to see the images that both miss, or only one."),
    element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Error consistency" },
      element("table", { class: "matrix" }, element("thead", {}, head), element("tbody", {}, ...rows))),
    ...missChoices(),
    ...matrix.notes.map((note) => element("p", { class: "note" }, visible(note))),
    element("p", { class: "note" }, "People's kappa is that of " + (matrix.isStored ? "the stored analysis" : "the same "
      + "analysis, made for this page") + "; the lists take the class that most people chose."),
    runnable("Command for the table", matrix.command + (matrix.isStored ? "" : " --population images"), "matrix-command")];
}

/** One pair. */
function matrixCell(cell, first, second) {
  if (!cell) return element("td", {}, "–");
  const isChosen = state.first === first && state.second === second;
  const button = element("button", {
    type: "button", "aria-pressed": String(isChosen), title: visible(cell.note ?? ""),
    click: () => change({ first, second, how: "both" }),
  }, element("b", {}, decimal(cell.value, 2)),
  element("small", {}, cell.low === undefined ? "" : decimal(cell.low, 2) + " to " + decimal(cell.high, 2)));
  const shade = cell.value === undefined ? 0 : Math.max(0, Math.min(4, Math.floor(cell.value * 5)));
  return element("td", { class: "shade-" + shade }, button);
}

/** Which of the images of a pair are listed. */
function missChoices() {
  if (state.first === "" || state.second === "") return [];
  const option = (how, ...words) => element("button", {
    type: "button", "aria-pressed": String(state.how === how), click: () => change({ how }),
  }, ...words);
  return [element("div", { class: "bar choices" },
    option("both", "both miss"), option("first", "only ", named(state.first), " misses"),
    option("second", "only ", named(state.second), " misses"))];
}
