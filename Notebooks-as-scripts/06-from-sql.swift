// # Ten questions in SQL
//
// Question: what can be asked of a study file without writing a program?
//
// Reads: two networks and the votes of the study of CIFAR-10H where its files are at hand, else
// simulated ones.
// Writes: out/notebooks/06-from-sql/report/report.md with a figure. The file study.db beside it can be
// asked the same with `avh query`, or with any SQLite that has loaded the extension `hardness_sql`.

import Analyses
import StudyValues
import Notebooks
import Reports
import Studies
import StudyStore

var page = Notebook(
  "06-from-sql", title: "Ten questions in SQL",
  question: "What can be asked of a study file without writing a program?")

// ## The file
//
// Two views are for people: `human_hardness` (an image and its votes) and `image_hardness` (the same
// beside the scores of a network).

let study = try page.study(
  of: ["Studies/cifar10h", "Studies/quickstart"], networks: 2, simulatedImages: 600)
let store = try StudyStore.open(path: page.database)

/// Asks, shows statement and answer, and returns the rows.
@discardableResult
func ask(_ question: String, _ sql: String) throws -> [[Cell]] {
  let answer = try store.rows(sql)
  let rows = answer.rows.map { row in
    row.map { value -> Cell in
      switch value {
      case .null, .bytes: .missing
      case .integer(let number): .integer(Int(number))
      case .real(let number): .real(number)
      case .text(let text): .text(text)
      }
    }
  }
  let words = sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  page.section(question, "`\(words)`")
  page.table("Answer.", answer.columns, rows: rows)
  return rows
}

// ## Ten questions

try ask(
  "1. How many images and votes are there?",
  """
  SELECT annotation_set, count(*) AS images, sum(shown) AS votes, avg(hsf) AS mean_hsf,
    avg(hsf = 1) AS unanimous, quantile(label_entropy, 0.9) AS entropy_q90
  FROM human_hardness GROUP BY annotation_set
  """)
try ask(
  "2. Which images are hardest for people, and how sure is that?",
  """
  SELECT image, class, majority_class, selected, shown, hsf, hsf_low, hsf_high
  FROM human_hardness JOIN annotation_set s ON s.name = annotation_set AND s.is_default
  ORDER BY hsf, image LIMIT 8
  """)
try ask(
  "3. How many images are in each bin?",
  """
  SELECT max(1, (5 * CAST(selected AS INTEGER) + shown - 1) / shown) AS bin, count(*) AS images,
    min(hsf) AS lowest, max(hsf) AS highest
  FROM human_hardness JOIN annotation_set s ON s.name = annotation_set AND s.is_default
  GROUP BY bin
  """)
try ask(
  "4. Which classes are hard for people, and for networks?",
  """
  SELECT class, avg(hsf) AS mean_hsf, avg(avh) AS mean_avh, avg(correct) AS accuracy, model
  FROM image_hardness GROUP BY class, model ORDER BY mean_hsf, class, model LIMIT 8
  """)
try ask(
  "5. How good are the networks, and how large is their AVH?",
  """
  SELECT model, count(*) AS images, avg(correct) AS accuracy, avg(avh) AS mean_avh,
    avg(loss) AS mean_loss, avg(feature_norm) AS mean_norm
  FROM image_hardness GROUP BY model ORDER BY accuracy DESC
  """)
let correlations = try ask(
  "6. Which score correlates with HSF?",
  """
  SELECT model, spearman(avh, hsf) AS avh, spearman(angle, hsf) AS angle,
    spearman(confidence, hsf) AS confidence, spearman(feature_norm, hsf) AS norm
  FROM image_hardness GROUP BY model ORDER BY model
  """)
try ask(
  "7. How small is the p-value?",
  """
  SELECT model, log10_p(avh, hsf, 'spearman') AS log10_p_spearman,
    kendall(avh, hsf) AS tau_b, log10_p(avh, hsf, 'kendall') AS log10_p_kendall
  FROM image_hardness GROUP BY model ORDER BY model
  """)
try ask(
  "8. Is it so within the classes?",
  """
  SELECT model, avg(rho) AS mean_rho, min(rho) AS lowest, max(rho) AS highest, count(rho) AS classes
  FROM (SELECT model, class, spearman(avh, hsf) AS rho FROM image_hardness GROUP BY model, class)
  GROUP BY model ORDER BY model
  """)
try ask(
  "9. Is it only right against wrong?",
  """
  SELECT model, correct, count(*) AS images, avg(hsf) AS mean_hsf, spearman(avh, hsf) AS rho
  FROM image_hardness GROUP BY model, correct ORDER BY model, correct
  """)
try ask(
  "10. Where do people and networks disagree most?",
  """
  SELECT a.image, a.class, a.hsf, a.predicted_class AS first_says, b.predicted_class AS second_says,
    a.avh AS first_avh, b.avh AS second_avh
  FROM image_hardness a JOIN image_hardness b ON b.image = a.image AND b.model > a.model
  WHERE a.hsf > 0.95 AND NOT a.correct AND NOT b.correct
  ORDER BY a.avh + b.avh DESC, a.image LIMIT 8
  """)

// ## A figure from an answer

func number(_ cell: Cell) -> Double? { if case .real(let value) = cell { value } else { nil } }
func text(_ cell: Cell) -> String { if case .text(let text) = cell { text } else { "" } }
page.section(
  "A figure from an answer",
  "The rows of question 6 as they came: AVH falls and confidence rises where people agree.")
page.figure(
  "Scores and networks", "Spearman's rho with human selection frequency, not turned.",
  .heatMap(
    HeatMapFigure(
      rowNames: correlations.map { text($0[0]) },
      columnNames: ["AVH", "angle", "confidence", "norm"],
      values: correlations.map { $0.dropFirst().map(number) }, label: "rho", range: -0.6...0.6)))

page.answer(
  """
  All ten questions are one statement each; `spearman`, `kendall`, `pearson`, `log10_p`, `quantile` and \
  `entropy` are aggregates of this project, all else is SQLite. Each column has its meaning in the table \
  `column_description`.
  """)
try page.write()
