// The frame: views, filters, and what happens when the state changes.

/** The filter bar. */
function buildFilters() {
  const select = (key, label, options) => {
    const node = element("select", { "data-key": key, change: () => change({ [key]: node.value }) },
      ...options.map(([value, words]) => element("option", { value, selected: String(state[key]) === value }, words)));
    return element("label", {}, element("span", {}, label), node);
  };
  const number = (key, label, properties) => {
    const node = element("input", { type: "number", "data-key": key, "aria-label": label, value: state[key], ...properties,
      change: () => change({ [key]: node.value }) });
    return node;
  };
  const find = element("input", { type: "search", "data-key": "find", value: state.find,
    input: () => change({ find: find.value }, true) });
  const chooseNetwork = element("select", { "data-key": "network",
    change: () => change({ network: Number(chooseNetwork.value), people: "", ranks: "" }) },
  ...study.networks.map((own, place) => element("option", { value: place, selected: state.network === place }, visible(own.name))));
  const classes = [...study.classes].sort((one, other) => one.localeCompare(other, "en"));
  fill("filters",
    study.networks.length ? element("label", {}, element("span", {}, "Network"), chooseNetwork) : null,
    select("class", "Class", [["", "all"], ...classes.map((name) => [name, visible(name)])]),
    hasConditions ? select("condition", "Condition", [["", "all"],
      ...study.conditions.map((own, place) => [String(place), visible(conditionWords(own))])]) : null,
    study.networks.length ? select("right", "Network is", [["", "right or wrong"], ["right", "right"], ["wrong", "wrong"]]) : null,
    select("label", "Label", [["", "all"], ["doubtful", "in doubt"], ["agrees", "as most say"]]),
    select("few", "Votes", [["", "all"], ["few", "few"], ["enough", "enough"]]),
    element("fieldset", {}, element("legend", {}, "Number of votes"),
      number("votes_from", "At least so many votes", { min: 0, step: 1, placeholder: "from" }),
      number("votes_to", "At most so many votes", { min: 0, step: 1, placeholder: "to" })),
    element("fieldset", {}, element("legend", {}, "HSF interval within"),
      number("hsf_from", "Lower limit of HSF at least", { min: 0, max: 1, step: 0.05, placeholder: "0" }),
      number("hsf_to", "Upper limit of HSF at most", { min: 0, max: 1, step: 0.05, placeholder: "1" })),
    element("label", {}, element("span", {}, "Name has"), find));
}

/** Keeps the filter bar in step with the state without taking the focus. */
function setFilters() {
  for (const node of document.querySelectorAll("#filters [data-key]")) {
    if (node !== document.activeElement || node.tagName === "SELECT") node.value = state[node.dataset.key];
  }
}

/** The links to the views. */
function buildViews() {
  fill("views", ...views.map(([view, words]) => element("a", {
    href: address({ view, card: "" }), "aria-current": state.view === view ? "page" : false,
  }, words)));
}

/** What is chosen, each with a way to undo it. */
function showChips(tests) {
  const chips = tests.filter(({ words }) => words).map(({ words, keys }) => element("span", { class: "chip" }, ...words,
    element("button", { type: "button", "aria-label": "Remove this filter",
      click: () => change(Object.fromEntries(keys.map((key) => [key, ""]))) }, "×")));
  if (chips.length > 1) {
    const all = Object.fromEntries(tests.flatMap(({ keys }) => keys).map((key) => [key, ""]));
    chips.push(element("button", { type: "button", click: () => change(all) }, "Remove all"));
  }
  fill("chips", ...chips);
}

const isWide = matchMedia("(min-width: 62.01rem)");
const builders = { map: buildMap, networks: buildNetworks, classes: buildClasses, verdict: buildVerdict };
let built = "";
let turn = 0;

/** Shows the state. */
async function show() {
  const own = ++turn;
  try {
    await prepare();
    await prepareOthers();
    for (const [view, part] of [["networks", "matrix"], ["verdict", "verdict"]]) {
      if (state.view === view) study[part] ??= (await load(part)).value;
    }
  } catch (error) {
    fill("view", element("p", { class: "flag", role: "alert" }, visible(error.message)));
    return;
  }
  if (own !== turn) return;
  const tests = filters();
  const rows = sorted(passing(tests));
  document.body.dataset.view = state.view;
  const key = [state.view, table.key, state.axes, ...(state.view === "networks" ? [state.first, state.second, state.how] : []),
    ...(state.view === "classes" ? [state.class] : [])].join(" ");
  if (key !== built) {
    const focus = document.activeElement?.closest("#view")
      ? [...document.querySelectorAll("#view button, #view select")].indexOf(document.activeElement) : -1;
    built = key;
    plot.keys = null;
    fill("view", ...builders[state.view]());
    if (state.view === "classes") drawClasses();
    if (focus >= 0) document.querySelectorAll("#view button, #view select")[focus]?.focus();
  }
  buildViews();
  setFilters();
  showChips(tests);
  const listKey = tests.map(({ sql }) => sql).join("\n") + table.key + state.order + state.view;
  if (listKey !== list.key) {
    list.key = listKey;
    showGrid(rows, tests);
  }
  if (state.view === "map") {
    const withoutBrush = tests.filter(({ keys }) => !keys.includes("people") && !keys.includes("ranks"));
    drawMap(withoutBrush.length ? passing(withoutBrush) : table.rows);
  }
  await showCard();
  document.body.dataset.ready = String(own);
}

/** Begins. */
function begin() {
  document.title = visible(study.title);
  fill("title", named(study.title));
  fill("about", several(study.rows, hasConditions ? "image and condition" : "image", hasConditions ? "images and conditions" : "images")
    + " judged in ", named(study.set), ", " + several(study.networks.length, "network") + "; made by " + study.tool + " from ",
    named(study.study));
  readState();
  buildFilters();
  document.getElementById("filter-box").open = isWide.matches;
  isWide.addEventListener("change", () => { document.getElementById("filter-box").open = isWide.matches; });
  document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", () => {
    readState();
    show();
  });
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    built = "";
    show();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    built = "";
    show();
  });
  show();
}

begin();
