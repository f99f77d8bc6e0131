internal import Networks

extension FigureKind {
  /// A score in the five bins of HSF.
  static let boxes = FigureKind("boxes") { entry, context in
    context.scores(entry).compactMap { table, column, owner, id in
      guard let bins = try? ImageGroup.groups(of: table, by: .bin) else { return nil }
      let name = Score.title(of: column.name)
      return FigureSpecification(
        id: id, title: entry.title ?? "\(name) by bin of HSF, \(owner)",
        caption: """
          Quartiles of \(name) in the five right-closed bins of HSF; empty bins are left out.
          """,
        content: .boxes(
          BoxFigure(
            title: owner, xLabel: "HSF", y: FigureAxis(name),
            groups: bins.map { bin in
              .init(label: bin.name, values: bin.indices.map { column.values[$0] })
            })))
    }
  }
}
