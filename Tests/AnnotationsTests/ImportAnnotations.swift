import Annotations
import TestSupport
import StudyValues

/// Reads one text as a file of annotations.
func importText(
  _ text: String, as name: String = "answers.csv",
  _ change: (inout ImportOptions) -> Void = { _ in }
) throws -> CollectedAnnotations {
  let folder = try TemporaryFolder()
  return try importFiles([folder.write(text, as: name)], change)
}

/// Reads files of annotations.
func importFiles(
  _ paths: [String], _ change: (inout ImportOptions) -> Void = { _ in }
) throws -> CollectedAnnotations {
  var options = ImportOptions()
  change(&options)
  var sink = CollectedAnnotations()
  let summary = try AnnotationReader.read(paths: paths, options: options, into: &sink)
  precondition(summary == sink.summary)
  return sink
}

extension CollectedAnnotations {
  /// The tallies of an image, as `class name: selected/shown`.
  func counts(_ image: String, condition: String? = nil) -> [String: String] {
    var result: [String: String] = [:]
    for tally in tallies where images[Int(tally.image)] == image {
      let name = tally.condition < 0 ? nil : conditions[Int(tally.condition)]
      guard condition == nil || name == condition else { continue }
      let target = header?.labelSpace[tally.targetClass]?.name ?? "?"
      result[target] = "\(tally.selected.shortText)/\(tally.shown)"
    }
    return result
  }

  /// How many rows a rule dropped.
  func dropped(_ rule: String) -> Int {
    summary?.dropped.first { $0.rule == rule }?.count ?? 0
  }

  /// The selection frequencies of the reference classes.
  var targetHSF: [Double] {
    var target: [Int32: Int32] = [:]
    for item in targets { target[item.image] = item.targetClass }
    return zip(tallies, selections).filter { target[$0.0.image] == $0.0.targetClass }
      .compactMap(\.1.hsf)
  }
}

extension Double {
  /// Without a fraction when there is none.
  var shortText: String { self == rounded() ? "\(Int(self))" : "\(self)" }
}
