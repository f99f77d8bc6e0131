import Files
internal import Networks
internal import StudyValues

/// Several runs of one network on the same images, in one order: training steps, levels of
/// degradation, steps of an attack.
///
/// Only images that every run has take part; ``dropped`` counts the others.
struct AlignedRuns {
  /// The runs, in the order given; the same images in the same order in each.
  let tables: [ImageTable]
  /// The images of the largest run that some other run lacks.
  let dropped: Int

  /// Puts the images of all tables into the order of the first one.
  ///
  /// - Precondition: there is at least one table.
  init(_ tables: [ImageTable]) {
    let first = tables[0]
    guard tables.contains(where: { $0.images != first.images }) else {
      (self.tables, dropped) = (tables, 0)
      return
    }
    let places = tables.map { table in
      Dictionary(zip(table.images, 0...)) { first, _ in first }
    }
    let common = first.images.filter { name in places.allSatisfy { $0[name] != nil } }
    self.tables = zip(tables, places).map { table, place in
      table.rows(common.compactMap { place[$0] })
    }
    dropped = (tables.map(\.count).max() ?? 0) - common.count
  }

  /// The number of images.
  var count: Int { tables[0].count }

  /// The class of each image.
  var classes: [Int] { tables[0].targetClass }

  /// A score in every run, or nil when some run lacks it for some image.
  func columns(_ score: String) -> [ScoreColumn]? {
    let columns = tables.compactMap { $0.score(score) }
    guard columns.count == tables.count,
      columns.allSatisfy({ column in !column.values.contains(where: \.isNaN) })
    else { return nil }
    return columns
  }

  /// What a reader must know about the images, where there is anything.
  var note: String? {
    dropped > 0 ? "\(dropped, "image is", "images are") left out because some run lacks them" : nil
  }
}

extension AnalysisData {
  /// The network that an analysis names, or the first one that has runs in a role, with these runs.
  ///
  /// - Returns: nil when no network has such runs.
  func runs(ofFirst model: String?, role: RunRole) throws -> (model: String, runs: [RunKey])? {
    for name in model.map({ [$0] }) ?? models {
      let found = try runs(model: name, role: role)
      if !found.isEmpty { return (name, found) }
    }
    return nil
  }
}
