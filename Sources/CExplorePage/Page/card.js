// The card of one image: its votes, what people said instead, answer times, networks, flags.

const dialog = document.getElementById("card");

/** The rows that arrow keys go along: the selection, or the image alone. */
function neighbours(row) {
  return list.rows.includes(row) ? list.rows : [row];
}

/** Goes to another image of the selection. */
function step(by) {
  const row = Number(state.card), rows = neighbours(row);
  const next = rows[rows.indexOf(row) + by];
  if (next !== undefined) change({ card: next }, true);
}

dialog.addEventListener("keydown", (event) => {
  if (event.target.closest("pre, select, input")) return;
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  step(by);
});
dialog.addEventListener("close", () => {
  if (state.card === "") return;
  const row = state.card;
  change({ card: "" }).then(() => document.querySelector(".card[data-row=\"" + row + "\"]")?.focus());
});
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});

/** Shows the card that the state names, or none. */
async function showCard() {
  const row = Number(state.card);
  if (state.card === "" || !Number.isInteger(row) || row < 0 || row >= study.rows) {
    if (dialog.open) dialog.close();
    return;
  }
  const file = await load("cards-" + Math.floor(row / study.rowsPerCardFile));
  const networks = await Promise.all(study.networks.map(async (own, place) => {
    const index = own.scores.findIndex((score) => score.name === state.score);
    return { own, net: await network(place), score: index < 0 ? null : await score(place, index) };
  }));
  if (Number(state.card) !== row) return;
  const rows = neighbours(row), place = rows.indexOf(row);
  dialog.replaceChildren(
    element("div", { class: "bar" },
      element("h2", { id: "card-title", tabindex: "-1" }, named(names[row]),
        hasConditions ? named(", " + conditionWords(study.conditions[(study.condition ? study.condition[row] - 1 : 0)])) : ""),
      element("span", { class: "steps" },
        element("button", { type: "button", disabled: place === 0, click: () => step(-1), "aria-label": "Image before" }, "←"),
        element("span", {}, counted(place + 1) + " of " + counted(rows.length)),
        element("button", { type: "button", disabled: place === rows.length - 1, click: () => step(1), "aria-label": "Image after" }, "→"),
        element("button", { type: "button", click: () => dialog.close() }, "Close"))),
    element("p", { class: "flags" }, element("span", {}, "label: ", className(targetOf(row))), ...flags(row)),
    element("div", { class: "halves" },
      element("div", {}, picture(row) ? element("img", { src: picture(row), alt: "Picture of " + visible(names[row]) }) : null,
        ...origin(file.addresses[row]), ...people(row, file), ...times(row, file)),
      element("div", {}, ...machines(row, networks))),
    element("details", {}, element("summary", {}, "SQL and command"),
      runnable("SQL", cardSQL(row), "card-sql"),
      runnable("Command", "avh show " + shellWord(study.study) + " " + shellWord(names[row]), "card-command")));
  if (!dialog.open) dialog.showModal();
  document.getElementById("card-title").focus();
}

/** The statement that gives what people said of the image. */
function cardSQL(row) {
  return "SELECT * FROM human_hardness\nWHERE dataset = " + sqlText(study.dataset) + "\n  AND annotation_set = "
    + sqlText(study.set) + "\n  AND image = " + sqlText(names[row]);
}

/** What one should know of the image. */
function flags(row) {
  const flag = (words, ...rest) => element("span", { class: "flag" }, words, ...rest);
  const found = [];
  if (shareOf(row, "wide") === 1) found.push(flag("few votes: the interval spans more than half of the scale"));
  if (isDoubtful(row)) found.push(flag("doubtful label: most said ", className(study.majority[row])));
  for (const twin of (twins.get(row) ?? []).filter((twin) => twin !== row)) {
    found.push(element("span", { class: "flag" }, "twin: the same picture as ",
      element("a", { href: address({ card: twin }) }, named(names[twin]))));
  }
  return found;
}

/** Where the image lies on the web, as a file told it; the page itself loads nothing from there. */
function origin(url) {
  if (!/^https?:\/\//i.test(url ?? "")) return [];
  return [element("p", { class: "note" }, "Picture on the web: ",
    element("a", { href: url, rel: "noreferrer" }, visible(url)))];
}

/** Every class that was chosen, the label first. */
function people(row, file) {
  const at = row % study.rowsPerCardFile, target = targetOf(row);
  let start = 0;
  for (let before = 0; before < at; before++) start += file.chosen[before];
  const entries = [];
  for (let index = start; index < start + file.chosen[at]; index++) {
    const part = (key) => file.shares[key][file.counts[index] - 1];
    entries.push({ code: file.classes[index], selected: part("selected"), shown: part("shown"),
      partial: part("partial"), hsf: part("hsf"), low: part("low"), high: part("high") });
  }
  if (target && !entries.some((entry) => entry.code === target)) {
    const part = (key) => shareOf(row, key);
    entries.push({ code: target, selected: part("selected"), shown: part("shown"), partial: 0, hsf: part("hsf"),
      low: part("low"), high: part("high") });
  }
  entries.sort((one, other) => (other.code === target) - (one.code === target));
  const instead = entries.filter((entry) => entry.code !== target);
  const count = (entry) => Number.isNaN(entry.selected) ? ""
    : decimal(entry.selected, Number.isInteger(entry.selected) ? 0 : 2)
      + (Number.isNaN(entry.shown) ? "" : " of " + counted(entry.shown));
  return [
    element("h3", {}, "What people said"),
    element("table", { class: "votes" },
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Class"),
        element("th", { scope: "col" }, "Votes"), element("th", { scope: "col" }, "Share with 95 % interval"))),
      element("tbody", {}, ...entries.map((entry) => element("tr", {},
        element("th", { scope: "row", class: entry.code === target ? "own" : "" }, className(entry.code)),
        element("td", {}, count(entry), entry.partial > 0 ? " (" + entry.partial + " in part)" : ""),
        element("td", {}, meter(bar(entry.hsf, entry.low, entry.high, entry.code === target),
          interval(entry.hsf, entry.low, entry.high, 2))))))),
    element("p", { class: "note" }, ...(instead.length === 0
      ? ["Nobody said anything else."]
      : ["Instead people said: ", ...instead.flatMap((entry, index) => [index ? ", " : "", className(entry.code),
        count(entry) ? " (" + count(entry).split(" of ")[0] + ")" : ""]), "."])),
  ];
}

/** A line with its number. */
function meter(line, figure) {
  return element("span", { class: "meter" }, line, element("span", { class: "figure" }, figure));
}

/** How long the answers took. */
function times(row, file) {
  if (!study.hasTimes || !file.times) return [];
  const at = row % study.rowsPerCardFile;
  const [count, ...five] = file.times.map((column) => column[at]);
  if (count === 0) return [element("p", { class: "note" }, "No answer to it has a time.")];
  const [least, low, middle, high, most] = five.map((time) => time / 100);
  const line = element("span", { class: "line other" });
  const put = (kind, from, to) => {
    const part = element("span", { class: kind });
    part.style.left = 100 * from / most + "%";
    part.style.width = Math.max(0.7, 100 * (to - from) / most) + "%";
    line.append(part);
  };
  put("band", low, high);
  put("middle", middle, middle);
  return [element("h3", {}, "Answer times"), line,
    element("p", { class: "note" }, several(count, "answer") + ": from " + decimal(least, 2) + " to " + decimal(most, 2)
      + " s, the middle half from " + decimal(low, 2) + " to " + decimal(high, 2) + " s, median " + decimal(middle, 2) + " s.")];
}

/** What each network predicts. */
function machines(row, networks) {
  if (networks.length === 0) return [];
  const chosen = networks.map(({ own }) => own.scores.find((score) => score.name === state.score)).find(Boolean);
  return [
    element("h3", {}, "What networks say"),
    element("table", {},
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Network"),
        element("th", { scope: "col" }, "Predicts"),
        element("th", { scope: "col", class: "n" }, chosen ? visible(chosen.title) : ""),
        element("th", { scope: "col" }, "Place in its class"))),
      element("tbody", {}, ...networks.map(({ own, net, score }) => {
        const correct = net.correct[row], percent = score ? score.percent[row] : 255;
        const known = score && score.rank[row] !== study.rows;
        const line = element("span", { class: "line other" });
        if (percent !== 255) {
          const mark = element("span", { class: "mark" });
          mark.style.width = percent + "%";
          line.append(mark);
        }
        return element("tr", {}, element("th", { scope: "row" }, named(own.name)),
          element("td", { class: correct === 2 ? "wrong" : "" }, net.predicted[row] ? className(net.predicted[row]) : "–",
            correct === 1 ? "\u00a0✓" : correct === 2 ? "\u00a0✗" : ""),
          element("td", { class: "n" }, known ? decimal(score.sorted[score.rank[row]], score.decimals) : "–"),
          element("td", {}, percent === 255 ? "–" : meter(line, percent + " %")));
      }))),
    element("p", { class: "note" }, "The place is the share of the other images of its class that the network finds "
      + "easier: 100 % is the hardest."),
  ];
}
