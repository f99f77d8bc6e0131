extension FigureKind {
  /// A score in the five bins of HSF.
  static let boxes = FigureKind("boxes") { entry, context in
    context.scores(entry).compactMap { table, column, owner, id in
      guard let bins = try? ImageGroup.groups(of: table, by: .bin) else { return nil }
      return FigureSpecification(
        id: id, title: entry.title ?? "\(column.name) by bin of HSF, \(owner)",
        caption: """
          Quartiles of \(column.name) in the five right-closed bins of HSF; empty bins are left out.
          """,
        content: .boxes(
          BoxFigure(
            xLabel: "HSF", y: FigureAxis(column.name),
            groups: bins.map { bin in
              .init(label: bin.name, values: bin.indices.map { column.values[$0] })
            })))
    }
  }
}
