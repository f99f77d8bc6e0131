internal import Analyses
internal import Studies
internal import StudyValues

/// The curves of the sections on training, degradation and attacks.
struct CourseFigures {
  let entry: AnalysisEntry
  let output: AnalysisOutput

  /// The figures; none for other kinds.
  var figures: [ReportFigure] {
    switch entry.spec {
    case .trainingDynamics: training
    case .degradation(let analysis): analysis.conditions.flatMap(degradation)
    case .adversarial: attack
    default: []
    }
  }

  private var names: [String] {
    var names: [String] = []
    for point in output.series where !names.contains(point.name) { names.append(point.name) }
    return names
  }

  /// The names of curves whose quantity, the part after the network, begins so; without the rest.
  private func quantities(_ prefix: String) -> [String] {
    var found: [String] = []
    for name in names {
      let parts = name.split(separator: ":").map(String.init)
      guard parts.count > 1, parts[1].hasPrefix(prefix), !found.contains(parts[1]) else { continue }
      found.append(parts[1])
    }
    return found
  }

  private func curve(
    _ suffix: String, title: String, caption: Prose, x: FigureAxis, y: String,
    isOrdered: Bool = false, _ include: (String) -> Bool, _ label: (String) -> String
  ) -> ReportFigure? {
    let series = output.series.filter { include($0.name) && $0.value != nil }
    guard !series.isEmpty else { return nil }
    return ReportFigure(
      id: "\(ReportIdentifier.made(from: entry.id))-\(ReportIdentifier.made(from: suffix))",
      title: title, caption: caption,
      spec: .curves(
        withoutActuallyEscaping(label) { label in
          CurveFigure(
            x: x, y: FigureAxis(y), series: series, name: label, isOrdered: isOrdered)
        }))
  }

  private func last(_ name: String) -> String {
    name.split(separator: ":").last.map(String.init) ?? name
  }

  // MARK: - Training

  private var training: [ReportFigure] {
    let x = FigureAxis("training step")
    let groups = quantities("mean_").compactMap { quantity in
      curve(
        "groups-\(quantity)", title: "\(quantity) by bin of HSF over training",
        caption:
          "Means of the five bins of HSF at each checkpoint with 95 % intervals over images.",
        x: x, y: quantity, isOrdered: true,
        { $0.contains(":\(quantity):") }, { last($0) })
    }
    let losses = curve(
      "losses", title: "Loss over training",
      caption: "The loss on training images and on the scored images.", x: x, y: "loss",
      { name in
        ["train_loss", "test_loss"].contains(last(name)) || name.hasSuffix(":mean_loss")
      }, { last($0) })
    return groups + [losses].compactMap(\.self)
      + together("order_", "order of the groups of HSF", x)
      + together("spearman_", "Spearman correlation with HSF", x)
  }

  /// All curves of one kind of quantity over all images in one figure.
  private func together(_ prefix: String, _ words: String, _ x: FigureAxis) -> [ReportFigure] {
    let wanted = Set(quantities(prefix))
    return [
      curve(
        String(prefix.dropLast()), title: words.prefix(1).uppercased() + words.dropFirst(),
        caption: Prose(plain: "The \(words) of each score, with 95 % intervals."), x: x, y: words,
        { wanted.contains(last($0)) }, { String(last($0).dropFirst(prefix.count)) })
    ].compactMap(\.self)
  }

  // MARK: - Degradation

  private func degradation(_ condition: DegradationCondition) -> [ReportFigure] {
    let x = FigureAxis("\(condition.axis)")
    let people = "people:\(condition.name)"
    let accuracy = curve(
      "accuracy-\(condition.name)", title: "People and network, \(condition.name)",
      caption: """
        Accuracy of people (other images and classes) and of the network, with 95 % intervals.
        """, x: x, y: "accuracy",
      { $0 == people || $0.hasSuffix(":mean_correct:\(condition.name)") },
      { $0 == people ? "people" : "network" })
    let means = quantities("mean_").filter { $0 != "mean_correct" }.compactMap { quantity in
      curve(
        "\(quantity)-\(condition.name)", title: "\(quantity), \(condition.name)",
        caption: "Mean over images at each level, with 95 % intervals.", x: x, y: quantity,
        { $0.hasSuffix(":\(quantity):\(condition.name)") }, { _ in condition.name })
    }
    return [accuracy].compactMap(\.self) + means
  }

  // MARK: - Attacks

  private var attack: [ReportFigure] {
    let x = FigureAxis("step of the attack")
    return quantities("mean_").compactMap { quantity in
      curve(
        quantity, title: "\(quantity) along the attack",
        caption: "Mean over the attacked images, with 95 % intervals.", x: x, y: quantity,
        { last($0) == quantity }, { _ in quantity })
    } + together("spearman_", "Spearman correlation with HSF", x)
  }
}
