internal import Files
package import StudyStore

/// What to say of a data set none of whose images has a true class.
package enum TrueClassCure {
  /// The sentence that says what is missing and what gives it; nil where an image has a true class.
  ///
  /// - Parameters:
  ///   - dataset: The data set.
  ///   - store: The study.
  ///   - name: What the command calls the study; its path when nil. A page of a report, which is the
  ///     same wherever the study lies, says `STUDY`.
  /// - Returns: The sentence, without a full stop.
  /// - Throws: The errors of the store.
  package static func sentence(
    for dataset: String, in store: StudyStore, calling name: String? = nil
  ) throws -> String? {
    guard try !store.hasTrueClasses(dataset) else { return nil }
    return
      "no image of \(dataset) has a true class yet, so human selection frequency has no target; "
      + "give them with \(command(for: dataset, in: store, calling: name)), or use what needs none: label_entropy "
      + "and majority_share"
  }

  /// What to say of networks that were scored before their images had true classes; nil without any.
  static func scoresWithout(of dataset: String, in store: StudyStore) throws -> String? {
    let models = try store.rows(
      """
      SELECT DISTINCT m.name FROM run r JOIN model m USING (model_id) JOIN dataset d USING (dataset_id)
      WHERE d.name = :dataset AND EXISTS (
        SELECT 1 FROM score s JOIN image i USING (image_id)
        WHERE s.run_id = r.run_id AND s.class_id IS NULL AND i.class_id IS NOT NULL)
      ORDER BY m.name
      """, arguments: ["dataset": .text(dataset)]
    ).rows.compactMap(\.first?.text)
    guard let first = models.first else { return nil }
    let names = models.count == 1 ? first : "\(models.count, "network")"
    return
      "\(names) \(models.count == 1 ? "was" : "were") scored before \(dataset) had these true classes, "
      + "so the scores that need one (avh, confidence, loss, …) are missing; run avh score again with "
      + "--replace"
  }

  /// The command that gives true classes.
  static func command(
    for dataset: String, in store: StudyStore, calling name: String? = nil
  ) -> String {
    "avh import \(name ?? ShellWord.quoted(store.path)) --dataset \(ShellWord.quoted(dataset)) --labels FILE"
  }
}
