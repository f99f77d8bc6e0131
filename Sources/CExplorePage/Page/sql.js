// The SQL and the commands that give what the page shows.

/** A text as SQL writes it, without any sign that would be obeyed. */
function sqlText(text) {
  if (text === null || text === undefined) return "NULL";
  const parts = text.split(/([\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069])/u);
  const words = parts.map((part, index) => index % 2
    ? "char(" + part.codePointAt(0) + ")" : "'" + part.replaceAll("'", "''") + "'");
  const kept = words.filter((word, index) => word !== "''" || words.length === 1);
  return kept.length > 1 ? "(" + kept.join(" || ") + ")" : kept[0];
}

/** A word of a command line. */
function shellWord(text) {
  return /^[A-Za-z0-9+,\-./:=@_]+$/.test(text) ? text : "'" + text.replaceAll("'", "'\\''") + "'";
}

/** A score as a column. */
function sqlColumn(name) {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : '"' + name.replaceAll('"', '""') + '"';
}

/** Where the rows of one network come from. */
function sqlSource(place) {
  const own = study.networks[place];
  const where = ["dataset = " + sqlText(study.dataset)];
  let view = "human_hardness";
  if (!own || !study.isDefaultSet) where.push("annotation_set = " + sqlText(study.set));
  if (own) {
    const chosen = own.scores.find((score) => score.name === state.score);
    where.push("model = " + sqlText(own.name));
    if (chosen?.isExternal) {
      view = "score_hardness";
      where.push("score = " + sqlText(chosen.name));
    } else if (study.isDefaultSet && own.isOnlyRun) {
      view = "image_hardness";
    } else {
      view = "image_hardness_all";
      where.push("role = 'final'", "run_condition IS NULL");
      if (study.isDefaultSet) where.push("is_default = 1");
    }
  }
  return { view, where };
}

/** The column of the chosen score in that source. */
function scoreColumn() {
  const chosen = study.networks[state.network]?.scores.find((score) => score.name === state.score);
  return chosen ? (chosen.isExternal ? "value" : sqlColumn(chosen.name)) : null;
}

/** The images that a network gets right (1) or wrong (0). */
function sqlAnswer(place, isRight) {
  const own = sqlSource(state.network);
  if (place === state.network && own.view !== "score_hardness") return "correct = " + isRight;
  const other = study.networks[place];
  const view = study.isDefaultSet && other.isOnlyRun ? "image_hardness" : "image_hardness_all";
  const where = ["dataset = " + sqlText(study.dataset), "model = " + sqlText(other.name)];
  if (view === "image_hardness_all") {
    where.push("annotation_set = " + sqlText(study.set), "role = 'final'", "run_condition IS NULL");
  }
  where.push("correct = " + isRight);
  if (!hasConditions) return "image IN (SELECT image FROM " + view + " WHERE " + where.join(" AND ") + ")";
  return "EXISTS (SELECT 1 FROM " + view + " AS other WHERE " + where.map((part) => "other." + part).join(" AND ")
    + " AND other.image = map.image AND other.condition IS map.condition AND other.level IS map.level)";
}

/** The statement that gives the selection, in the order of the page. */
function sqlSelection(tests) {
  const { view, where } = sqlSource(state.network);
  const column = scoreColumn(), own = study.networks[state.network];
  const chosen = own?.scores.find((score) => score.name === state.score);
  const human = state.human === "hsf" ? "hsf DESC" : "label_entropy";
  const ranks = ["rank() OVER (ORDER BY " + human + ") AS people_rank"];
  if (column) {
    ranks.push("rank() OVER (ORDER BY " + column + (chosen.isHigherHarder ? "" : " DESC") + ") AS network_rank");
  }
  where.push(state.human + " IS NOT NULL");
  if (column) where.push(column + " IS NOT NULL");
  const shown = ["image", ...(hasConditions ? ["condition", "level"] : []), "class", "selected", "shown", "hsf",
    "hsf_low", "hsf_high", ...(column ? [column] : []), "people_rank", ...(column ? ["network_rank"] : [])];
  const order = orders[chosenOrder()][2];
  return "WITH map AS (\n  SELECT *, " + ranks.join(",\n    ") + "\n  FROM " + view + "\n  WHERE "
    + where.join("\n    AND ") + "\n)\nSELECT " + shown.join(", ") + "\nFROM map"
    + (tests.length ? "\nWHERE " + tests.map(({ sql }) => sql).join("\n  AND ") : "")
    + "\nORDER BY " + (order ? order + ", " : "") + "image";
}

/** A command with a statement in one line. */
function queryCommand(sql) {
  return "avh query " + shellWord(study.study) + " " + shellWord(sql.replace(/\s*\n\s*/g, " "));
}

/** A text to run, with a button that copies it. */
function runnable(title, text, id) {
  return element("div", { class: "runnable" },
    element("div", { class: "bar" }, element("h3", {}, title),
      element("button", { type: "button", click: () => copy(text, title) }, "Copy")),
    element("pre", { tabindex: "0", id, role: "group", "aria-label": title }, text));
}
