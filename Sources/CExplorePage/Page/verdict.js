// What would change the verdict: the images on which the difference of two scores hangs.

/** What is known of a network; nothing where its difference has none. */
function verdictOf(place) {
  const name = study.networks[place]?.name;
  return study.verdict?.networks.find((own) => own.model === name) ?? null;
}

/** Builds the view. */
function buildVerdict() {
  const title = element("h2", { id: "view-title" }, "What would change the verdict");
  const verdict = study.verdict;
  if (!verdict || verdict.networks.length === 0) {
    return [title, element("p", {}, "The study compares no two scores of one network"
      + (verdict?.notes.length ? ": " + visible(verdict.notes.join("; ")) : "") + ".")];
  }
  const [first, second] = verdict.titles.map(visible);
  const own = verdictOf(state.network);
  return [title,
    verdict.text ? element("p", {}, "The claim: ", named(verdict.text), " ",
      verdict.outcome ? element("span", { class: "flag" }, verdict.outcome) : "") : null,
    element("p", { class: "note" }, "How much more closely " + first + " follows people than " + second + ", as the "
      + "difference of strengths (" + verdict.method + "), and how many images, taken out together in the order of their "
      + "influence, turn its sign. There may be fewer that do."),
    element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Differences" },
      element("table", {},
        element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Network"),
          element("th", { scope: "col" }, "Difference"), element("th", { scope: "col" }, "Sign turns without"))),
        element("tbody", {}, ...verdict.networks.map((entry) => element("tr", {
          class: entry === own ? "chosen" : "" },
        element("th", { scope: "row" }, element("a", { href: address({ network: networkPlace(entry.model), score: "" }) },
          named(entry.model))),
        element("td", {}, interval(entry.difference, entry.low, entry.high, 3)),
        element("td", {}, entry.turning === undefined ? "more than half of the images"
          : several(entry.turning, "image") + " of " + counted(entry.images))))))),
    ...verdict.notes.map((note) => element("p", { class: "note" }, visible(note))),
    ...(own ? influenceList(own) : [element("p", {}, "The chosen network has no such difference.")])];
}

/** The images of one network. */
function influenceList(own) {
  const most = Math.max(...own.changes.map(Math.abs));
  return [element("h3", {}, "The images with the largest influence in ", named(own.model)),
    element("p", { class: "note" }, "The change of the difference when the image is left out: to the right the difference "
      + "rises, to the left it falls."),
    element("ol", { class: "influence" }, ...own.rows.map((row, index) => {
      const change_ = own.changes[index];
      const line = element("span", { class: "both" });
      const mark = element("span", { class: change_ < 0 ? "down" : "up" });
      const share = 50 * Math.abs(change_) / most;
      mark.style.left = (change_ < 0 ? 50 - share : 50) + "%";
      mark.style.width = share + "%";
      line.append(mark);
      return element("li", {}, element("button", { type: "button", class: "row", click: () => change({ card: row }) },
        element("span", { class: "name" }, named(names[row])), element("span", {}, className(targetOf(row))), line,
        element("span", { class: "figure" }, (change_ > 0 ? "+" : "") + decimal(change_, 5))));
    }))];
}

/** The influence of a row on its small card. */
function changeOf(row) {
  if (state.view !== "verdict") return null;
  const own = verdictOf(state.network), place = own ? own.rows.indexOf(row) : -1;
  return place < 0 ? null : element("span", {}, "influence " + (own.changes[place] > 0 ? "+" : "")
    + decimal(own.changes[place], 5));
}
