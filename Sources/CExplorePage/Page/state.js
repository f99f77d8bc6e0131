// What is looked at. It stands in the address, so that a view can be kept and sent.

const views = [
  ["map", "Map"], ["networks", "Networks and people"], ["classes", "Classes"],
  ["verdict", "What would change the verdict"],
];

const usual = {
  view: "map", network: study.networks.findIndex((network) => network.scores.length > 0),
  score: "", human: study.shares.hsf.every(Number.isNaN) ? "label_entropy" : "hsf", axes: "ranks", order: "disagreement", class: "", condition: "",
  votes_from: "", votes_to: "", right: "", hsf_from: "", hsf_to: "", label: "", few: "", find: "",
  first: "", second: "", how: "", people: "", ranks: "", card: "",
};

let state = { ...usual };

/** Networks by name in the address; an index is no name that lasts. */
function networkPlace(name) {
  return study.networks.findIndex((network) => network.name === name);
}

/** Reads the address; what it does not know is left out. */
function readState() {
  const given = new URLSearchParams(location.hash.slice(1));
  state = { ...usual };
  for (const key of Object.keys(usual)) {
    const value = given.get(key);
    if (value === null) continue;
    if (key === "network") {
      if (networkPlace(value) >= 0) state.network = networkPlace(value);
    } else {
      state[key] = value;
    }
  }
  if (!views.some(([view]) => view === state.view)) state.view = usual.view;
  for (const key of ["people", "ranks"]) if (!/^(\d+-\d+)?$/.test(state[key])) state[key] = "";
  for (const key of ["votes_from", "votes_to"]) if (!/^\d*$/.test(state[key])) state[key] = "";
  for (const key of ["hsf_from", "hsf_to"]) {
    if (state[key] !== "" && !(/^\d*\.?\d+$/.test(state[key]) && Number(state[key]) <= 1)) state[key] = "";
  }
  const own = study.networks[state.network];
  if (own && !own.scores.some((score) => score.name === state.score)) {
    state.score = own.scores[0]?.name ?? "";
  }
  if (!["hsf", "label_entropy"].includes(state.human)) state.human = usual.human;
  if (!study.classes.includes(state.class)) state.class = "";
  if ([state.first, state.second].some((name) => name !== "people" && networkPlace(name) < 0)) {
    state.first = state.second = state.how = "";
  }
}

/** The address of a state. */
function address(changes) {
  const wanted = { ...state, ...changes };
  const parts = new URLSearchParams();
  for (const key of Object.keys(usual)) {
    if (String(wanted[key]) === String(usual[key])) continue;
    if (key === "score" && wanted.score === study.networks[wanted.network]?.scores[0]?.name) continue;
    parts.set(key, key === "network" ? study.networks[wanted.network]?.name ?? "" : wanted[key]);
  }
  return "#" + parts.toString();
}

/** Changes what is looked at; `keeps` replaces the step of the history, as while a brush moves. */
function change(changes, keeps = false) {
  const next = address(changes);
  if (next === (location.hash || "#")) return Promise.resolve();
  history[keeps ? "replaceState" : "pushState"](null, "", next);
  readState();
  return show();
}

/** Two ends of a range of ranks. */
function ends(text) {
  if (!text) return null;
  const [low, high] = text.split("-").map(Number);
  return { low, high };
}
