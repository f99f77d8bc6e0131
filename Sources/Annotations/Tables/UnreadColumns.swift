internal import StudyValues

/// Columns of a table of single answers whose names say that they matter, and that are not read.
enum UnreadColumns {
  /// What such columns usually are, by the role that `--map` gives them; nil for `--status`.
  private static let usual: [(role: ColumnRole?, names: [String])] = [
    (
      nil,
      [
        "status", "approval", "approval_status", "assignment_status", "valid", "is_valid",
        "excluded",
        "exclude", "rejected", "approved",
      ]
    ),
    (
      .gold,
      [
        "is_gold", "golden", "attention_check", "is_attention_check", "is_attn_check", "attn_check",
        "is_catch", "catch_trial", "is_check", "is_test_question", "test_question", "is_golden",
      ]
    ), (.practice, ["practice", "is_practice"]),
    (
      .target,
      [
        "true_label", "true_class", "target", "ground_truth", "groundtruth", "correct_answer",
        "gold_label", "truth",
      ]
    ), (.condition, ["condition"]), (.level, ["level"]), (.reactionTime, times + milliseconds),
  ]
  private static let times = [
    "rt", "response_time", "reaction_time", "responsetime", "reactiontime", "response time",
    "reaction time", "answer_time", "latency", "work_time", "time_taken", "rt_s", "rt_sec",
    "seconds",
  ]
  private static let milliseconds = [
    "rt_ms", "response_time_ms", "reaction_time_ms", "answer_time_ms", "latency_ms", "time_ms",
  ]

  /// Whether a column is called like that of the answers with a number: `label2` beside `label`.
  private static func isFurther(_ plain: String, _ label: String) -> Bool {
    let stem = NameText.plain(label).lowercased()
    guard plain.hasPrefix(stem), plain.count > stem.count else { return false }
    let rest = plain.dropFirst(stem.count).drop { " _.-".contains($0) }
    return !rest.isEmpty && rest.allSatisfy(\.isNumber)
  }

  /// The note; nil where every such column is read.
  ///
  /// - Parameters:
  ///   - columns: The columns of the table.
  ///   - layout: What is read.
  ///   - options: What is mapped, and the statuses that count.
  ///   - onlyTimes: Whether the layout knows all columns but those of times.
  /// - Returns: One sentence with the option that reads each.
  static func note(
    _ columns: ColumnNames, _ layout: LongLayout, _ options: ImportOptions,
    onlyTimes: Bool = false
  ) -> String? {
    guard !onlyTimes || layout.reactionTime == nil else { return nil }
    let read = Set(
      [
        layout.image, layout.label, layout.annotator, layout.asked, layout.target, layout.condition,
        layout.level, layout.reactionTime,
      ].compactMap(\.self) + layout.drops.map(\.column))
    let named = Set(
      (options.map.values + options.attributeColumns
        + options.statuses.compactMap { $0.split(separator: "=").first.map(String.init) })
        .map { NameText.plain($0).lowercased() })
    let found = columns.names.indices.compactMap { column -> String? in
      let name = columns.names[column]
      let plain = NameText.plain(name).lowercased()
      guard !read.contains(column), !named.contains(plain) else { return nil }
      if !onlyTimes, isFurther(plain, columns.names[layout.label]) {
        return "\(name) (several answers of a row stand in one cell, with # between them)"
      }
      // Nothing was mapped, and another column has a usual name of answers.
      if !onlyTimes, options.map.isEmpty, PlainColumns.label.contains(plain) {
        return "\(name) (--map label='\(name)')"
      }
      guard
        let item = usual.first(where: { $0.names.contains(plain) }),
        !onlyTimes || item.role == .reactionTime
      else { return nil }
      if milliseconds.contains(plain) {
        return "\(name) (--map reaction-time='\(name)' --time-unit ms)"
      }
      guard let role = item.role else {
        return "\(name) (--status '\(name)=WORD' says what counts)"
      }
      return "\(name) (--map \(role.rawValue)='\(name)')"
    }
    guard !found.isEmpty else { return nil }
    let others =
      options.map.isEmpty && !onlyTimes
      ? "; beside it --map names the columns of image, annotator and label too" : ""
    return "Not read: the columns \(found.prefix(6).joined(separator: ", "))\(others)."
  }
}
