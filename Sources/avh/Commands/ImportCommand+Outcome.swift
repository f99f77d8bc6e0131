import Annotations
import Studies
import StudyStore

extension ImportCommand {
  /// Writes the table of an import, and what there is to say of it.
  func show(_ outcome: AnnotationSetImport.Outcome) throws {
    var counts: [(String, Int)] = []
    if let labels = outcome.labels {
      counts.append(("true classes set", labels.set))
      counts += [
        ("labels: images added", labels.created), ("labels: images unknown", labels.unknown),
        ("labels: images ambiguous", labels.ambiguous),
        ("labels: images without a class", outcome.unlabelled.images),
        ("labels: rows without an image name", outcome.unlabelled.rows),
      ].filter { $0.1 > 0 }
    }
    for count in outcome.record?.counts ?? [] { counts.append((count.name, count.value)) }
    if outcome.record == nil, !files.isEmpty {
      Messages.note(
        "avh: nothing to do: \(outcome.set) was imported from the same files with the same options",
        quiet: quiet)
    }
    if !counts.isEmpty { try output.write(counts: counts) }
    for note in outcome.record?.notes ?? [] { Messages.note("avh: \(note)", quiet: quiet) }
    if let note = outcome.labels?.note { Messages.note("avh: labels: \(note)", quiet: quiet) }
    if let examples = outcome.labels?.examples, !examples.isEmpty {
      Messages.note(
        "avh: labels of unknown images, among them \(examples.joined(separator: ", "))",
        quiet: quiet)
    }
    if !outcome.imageExamples.isEmpty {
      Messages.note(
        "avh: unknown images, among them \(outcome.imageExamples.joined(separator: ", "))",
        quiet: quiet)
    }
    if !outcome.conflictExamples.isEmpty {
      Messages.note(
        "avh: labels in conflict, among them \(outcome.conflictExamples.joined(separator: ", "))",
        quiet: quiet)
    }
    for warning in outcome.warnings { Messages.note("avh: warning: \(warning)", quiet: quiet) }
    if let cure = outcome.cure { Messages.note("avh: \(cure)", quiet: quiet) }
    if let classes = outcome.derivedClasses {
      let shown = classes.prefix(20).joined(separator: ", ") + (classes.count > 20 ? ", …" : "")
      Messages.note(
        "avh: the classes of \(outcome.dataset) come from the file: \(shown); a network that orders them "
          + "otherwise needs --label-space at the first import", quiet: quiet)
    }
  }
}
