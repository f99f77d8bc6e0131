internal import StudyValues

extension LongLayout {
  /// Takes the columns that a user names with `--map` in place of those that a known table usually has.
  ///
  /// - Parameters:
  ///   - options: What is mapped, and which marked rows are kept.
  ///   - columns: The columns of the table.
  ///   - title: What messages call the table.
  ///   - own: The roles that the layout has found by the map itself.
  /// - Throws: `AnnotationError.missingColumn` for a column that is not there, and
  ///   `AnnotationError.incompatibleOptions` for a role that single answers do not have.
  mutating func take(
    _ options: ImportOptions, from columns: ColumnNames, title: String, except own: Set<ColumnRole>
  ) throws {
    let roles = options.map.keys.filter { !own.contains($0) }
    for role in roles.sorted(by: { $0.rawValue < $1.rawValue }) {
      guard let name = options.map[role] else { continue }
      let column = try columns.require(name)
      switch role {
      case .image: (image, imageRule) = (column, .name)
      case .annotator: (annotator, identity) = (column, .person)
      case .label: label = column
      case .asked: (asked, task) = (column, .presence)
      case .target: target = column
      case .condition: (condition, fixedCondition) = (column, nil)
      case .level: level = column
      case .assignment: assignment = column
      case .reactionTime: (reactionTime, timeUnit) = (column, .seconds)
      case .gold: drop("gold item", column, unless: options.keepsGold)
      case .rerun: drop("planned repeat", column, unless: options.keepsReruns)
      case .practice: drop("practice trial", column, unless: false)
      case .selected, .total, .partial:
        throw AnnotationError.incompatibleOptions(
          "--map \(role.rawValue)=\(name) names a column of counts, but \(columns.file) is \(title), "
            + "which has one answer a row; leave it out")
      }
    }
    if roles.contains(.assignment) {
      assignmentParts = [image] + [annotator, asked, condition, level].compactMap(\.self)
    }
  }

  private mutating func drop(_ rule: String, _ column: Int, unless isKept: Bool) {
    if !isKept { drops.append(DropRule(rule: rule, column: column, test: .isMarked)) }
  }
}
