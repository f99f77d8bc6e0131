// Which images are chosen: the rows of the map that pass every filter. Nothing here is estimated; values are
// compared with what the study holds, to the last bit.

/** What the chosen network, score and human measure say of each row. */
const table = {
  rows: null, people: null, ranks: null, spread: null, net: null, score: null, order: null, key: "",
};

/** The class of a row, the one the network was scored with. */
function targetOf(row, net = table.net) {
  return (net?.target ?? study.target)[row];
}

/** A count or limit of a row, for its class. */
function shareOf(row, key, net = table.net) {
  const code = (net?.share ?? study.share)[row];
  return code ? (net?.joined ?? study.shares)[key][code - 1] : NaN;
}

/** The human measure of a row. */
function humanOf(row, human = state.human) {
  if (human === "hsf") return shareOf(row, "hsf");
  const code = study.entropy[row];
  return code ? study.entropies[code - 1] : NaN;
}

/** The place of the chosen score among those of the network. */
function scorePlace() {
  return study.networks[state.network]?.scores.findIndex((score) => score.name === state.score) ?? -1;
}

/** Fetches the columns of the chosen network and ranks the rows that have both measures. */
async function prepare() {
  const key = [state.network, state.score, state.human].join(" ");
  if (table.key === key) return;
  const net = state.network >= 0 ? await network(state.network) : null;
  const own = scorePlace() >= 0 ? await score(state.network, scorePlace()) : null;
  if (key !== [state.network, state.score, state.human].join(" ")) return;
  table.key = key;
  table.net = net;
  table.score = own;
  const rows = [];
  for (let row = 0; row < study.rows; row++) {
    if (own && own.rank[row] === study.rows) continue;
    if (!Number.isNaN(humanOf(row))) rows.push(row);
  }
  table.rows = rows;
  // As rank() in SQL: one more than the number of images that are easier.
  const values = new Float64Array(study.rows);
  const sign = state.human === "hsf" ? -1 : 1;
  for (const row of rows) values[row] = sign * humanOf(row);
  table.people = new Uint32Array(study.rows);
  table.spread = new Uint32Array(study.rows);
  rank(rows, values, table.people, table.spread);
  table.ranks = new Uint32Array(study.rows);
  if (own) rank(rows, own.rank, table.ranks);
  table.ties = ties();
}

/** Ranks rows by a value; of equal ones each has the least rank, and its own place in `spread`. */
function rank(rows, values, ranks, spread) {
  const order = Uint32Array.from(rows).sort((one, other) => values[one] - values[other] || one - other);
  let start = 0;
  for (let place = 0; place < order.length; place++) {
    if (place > 0 && values[order[place]] !== values[order[place - 1]]) start = place;
    ranks[order[place]] = start + 1;
    if (spread) spread[order[place]] = place;
  }
}

/** The ranks that people's answers take, with how many rows share each. */
function ties() {
  const counts = new Map();
  for (const row of table.rows) counts.set(table.people[row], (counts.get(table.people[row]) ?? 0) + 1);
  return [...counts].sort((one, other) => one[0] - other[0]);
}

/** The filters as tests of a row, each beside what it is in SQL. */
function filters() {
  const tests = [];
  const add = (test, sql, words, keys) => tests.push({ test, sql, words, keys });
  const net = table.net;
  if (state.class !== "") {
    const code = study.classes.indexOf(state.class) + 1;
    add((row) => targetOf(row) === code, "class = " + sqlText(state.class),
      ["class ", named(state.class)], ["class"]);
  }
  if (state.condition !== "" && study.conditions[Number(state.condition)]) {
    const place = Number(state.condition), own = study.conditions[place];
    add((row) => (study.condition ? study.condition[row] : 1) === place + 1,
      "condition IS " + sqlText(own.name) + " AND level IS " + (own.level ?? "NULL"),
      ["condition ", named(conditionWords(own))], ["condition"]);
  }
  if (state.votes_from !== "") {
    const least = Number(state.votes_from);
    add((row) => shareOf(row, "shown") >= least, "shown >= " + least,
      ["at least " + several(least, "vote")], ["votes_from"]);
  }
  if (state.votes_to !== "") {
    const most = Number(state.votes_to);
    add((row) => shareOf(row, "shown") <= most, "shown <= " + most,
      ["at most " + several(most, "vote")], ["votes_to"]);
  }
  if (state.hsf_from !== "") {
    const low = Number(state.hsf_from);
    add((row) => shareOf(row, "low") >= low, "hsf_low >= " + low,
      ["HSF interval from " + decimal(low, 2) + " up"], ["hsf_from"]);
  }
  if (state.hsf_to !== "") {
    const high = Number(state.hsf_to);
    add((row) => shareOf(row, "high") <= high, "hsf_high <= " + high,
      ["HSF interval up to " + decimal(high, 2)], ["hsf_to"]);
  }
  if ((state.right === "right" || state.right === "wrong") && net) {
    const wanted = state.right === "right" ? 1 : 2;
    add((row) => net.correct[row] === wanted, sqlAnswer(state.network, 2 - wanted),
      [named(study.networks[state.network].name), " is " + state.right], ["right"]);
  }
  if (state.label === "doubtful") {
    add((row) => isDoubtful(row), "majority_class <> class", ["label in doubt"], ["label"]);
  } else if (state.label === "agrees") {
    add((row) => study.majority[row] > 0 && study.majority[row] === targetOf(row),
      "majority_class = class", ["label as most people say"], ["label"]);
  }
  if (state.few === "few") {
    add((row) => shareOf(row, "wide") === 1, "hsf_high - hsf_low > 0.5", ["few votes"], ["few"]);
  } else if (state.few === "enough") {
    add((row) => shareOf(row, "wide") === 0 && !Number.isNaN(shareOf(row, "low")),
      "hsf_high - hsf_low <= 0.5", ["votes enough"], ["few"]);
  }
  if (state.find !== "") {
    add((row) => names[row].includes(state.find), "instr(image, " + sqlText(state.find) + ") > 0",
      ["name has ", named(state.find)], ["find"]);
  }
  if (state.first !== "" && state.second !== "") addMisses(add);
  if (state.view === "verdict" && verdictOf(state.network)) {
    const rows = new Set(verdictOf(state.network).rows);
    add((row) => rows.has(row),
      "image IN (" + verdictOf(state.network).rows.map((row) => sqlText(names[row])).join(", ") + ")"
        + (hasConditions ? " AND condition IS NULL" : ""),
      null, []);
  }
  for (const [key, values, column, words] of [
    ["people", table.people, "people_rank", "people's rank "],
    ["ranks", table.ranks, "network_rank", "network's rank "],
  ]) {
    const range = ends(state[key]);
    if (!range || (key === "ranks" && !table.score)) continue;
    add((row) => values[row] >= range.low && values[row] <= range.high,
      column + " BETWEEN " + range.low + " AND " + range.high,
      [words + counted(range.low) + " to " + counted(range.high)], [key]);
  }
  return tests;
}

/** Both miss, or only one of two deciders. */
function addMisses(add) {
  const both = state.how === "both";
  const tests = [[state.first, both || state.how === "first"], [state.second, both || state.how === "second"]];
  const parts = tests.map(([decider, misses]) => {
    if (decider === "people") {
      return { test: (row) => misses ? isDoubtful(row)
        : study.majority[row] > 0 && study.majority[row] === targetOf(row),
        sql: misses ? "majority_class <> class" : "majority_class = class" };
    }
    const place = networkPlace(decider);
    const other = place >= 0 ? others.get(place) : null;
    return { test: (row) => other?.correct[row] === (misses ? 2 : 1), sql: sqlAnswer(place, misses ? 0 : 1) };
  });
  const words = both ? ["missed by ", named(state.first), " and ", named(state.second)]
    : ["missed by ", named(state.how === "first" ? state.first : state.second), ", not by ",
      named(state.how === "first" ? state.second : state.first)];
  add((row) => parts.every((part) => part.test(row)), parts.map((part) => part.sql).join("\n  AND "),
    words, ["first", "second", "how"]);
}

/** Networks beside the chosen one whose answers a filter needs. */
const others = new Map();

/** Loads them. */
async function prepareOthers() {
  for (const decider of [state.first, state.second]) {
    const place = networkPlace(decider);
    if (place >= 0 && !others.has(place)) others.set(place, await network(place));
  }
}

/** Whether most people chose another class than the label. */
function isDoubtful(row) {
  return study.majority[row] > 0 && targetOf(row) > 0 && study.majority[row] !== targetOf(row);
}

/** What a condition is called. */
function conditionWords({ name, level }) {
  if (name === undefined || name === null) return "unaltered";
  return level === undefined || level === null ? name : name + " " + level;
}

/** The rows that pass the tests. */
function passing(tests) {
  return table.rows.filter((row) => tests.every(({ test }) => test(row)));
}

const orders = {
  disagreement: ["disagreement", (row) => -Math.abs(table.ranks[row] - table.people[row]),
    "abs(network_rank - people_rank) DESC"],
  people: ["hardest for people", (row) => -table.people[row], "people_rank DESC"],
  network: ["hardest for the network", (row) => -table.ranks[row], "network_rank DESC"],
  name: ["name", () => 0, ""],
};

/** How the images are sorted. */
function chosenOrder() {
  const order = orders[state.order] ? state.order : "disagreement";
  return table.score || !["disagreement", "network"].includes(order) ? order : "people";
}

/** Sorts rows; equal ones by name. */
function sorted(rows) {
  const list = state.view === "verdict" ? verdictOf(state.network)?.rows : null;
  const place = list ? new Map(list.map((row, index) => [row, index])) : null;
  const key = place ? (row) => place.get(row) : orders[chosenOrder()][1];
  const keys = new Float64Array(study.rows);
  for (const row of rows) keys[row] = key(row);
  return rows.sort((one, other) => keys[one] - keys[other]
    || (names[one] < names[other] ? -1 : names[one] > names[other] ? 1 : one - other));
}
