internal import Annotations
import Files
internal import StudyStore
internal import StudyValues

extension StudyExamination {
  func lines(of run: StoredRun, space: LabelSpace, images: Int) throws -> [Line] {
    let isFinal = run.run.role == .final && run.run.condition == nil
    let model = isFinal ? run.run.model : "\(run.run.model), \(run.run.summary)"
    let rows = try store.rows(
      """
      SELECT i.name, k."index", p."index", c.feature_norm FROM score c
      JOIN image i USING (image_id) LEFT JOIN class k ON k.class_id = c.class_id
      LEFT JOIN class p ON p.class_id = c.predicted_class_id
      WHERE c.run_id = :run ORDER BY c.image_id
      """, arguments: ["run": .integer(run.id)]
    ).rows
    var lines = [
      Line(
        severity: rows.count < images ? "note" : "ok", check: "images", dataset: dataset.name,
        subject: model, count: rows.count,
        sentence: "\(rows.count) of \(images, "image") of the data set have scores.")
    ]
    let known = rows.filter { $0[1].integer != nil && $0[2].integer != nil }
    let first = Int(space.firstIndex)
    lines += agreement(
      known.map { ($0[2].integer ?? 0) - first }, known.map { ($0[1].integer ?? 0) - first },
      space: space, subject: model, what: "the predictions of \(model)", isAltered: !isFinal)
    let measured = rows.filter { $0[3].number != nil }
    if !measured.isEmpty {
      let findings = AlignmentCheck.norms(
        measured.map { $0[3].number ?? 0 }, names: measured.map { $0[0].text ?? "" },
        source: "features of \(model)")
      lines += findings.map { line($0, model) }
      if findings.isEmpty {
        lines.append(
          ok("norms", model, measured.count, "No feature vector of \(measured.count) has norm 0."))
      }
    }
    // Scoring refuses logits that disagree, so both being among the inputs means that they agree.
    if run.run.inputs["features"] != nil, run.run.inputs["logits"] != nil {
      lines.append(
        ok(
          "logits", model, rows.count,
          "The largest logit is that of features times weights plus bias in every row."))
    }
    return lines
  }
}
