import Analyses
import Annotations
import Explore
import Files
import Foundation
import Statistics
import Studies
import StudyStore
import StudyValues
import Tensors

/// A whole file of some format, and the door that reads such files.
struct Subject {
  /// How the format's file is read; the generator chooses between ways.
  typealias Read = @Sendable (_ path: String, _ generator: inout SplitMix64) throws -> Void

  /// The kind of reader.
  let family: String
  /// The format within the family.
  let format: String
  /// The name of the file, for its ending.
  let fileName: String
  /// What is in the file.
  let bytes: [UInt8]
  /// Reads a file.
  let read: Read

  /// What messages call it.
  var name: String { "\(family) \(format) (\(fileName))" }

  /// The seeds of every family.
  ///
  /// A folder of `Seeds/annotations` is named after a format of the list; a format without one is read
  /// by force from some seeds of others, and named.
  static func all(seeds: String, scratch: URL) throws -> [Subject] {
    let root = URL(filePath: seeds)
    var subjects: [Subject] = []
    let known = try names(in: root.appending(path: "annotations"))
    var unseeded: [AnnotationFormat] = []
    for format in AnnotationFormat.all {
      guard known.contains(format.name) else {
        unseeded.append(format)
        continue
      }
      subjects += try files(in: root.appending(path: "annotations/\(format.name)")).map {
        try Subject("annotations", format.name, $0, Reading.annotations(format))
      }
    }
    let others = subjects
    for (number, format) in unseeded.enumerated() {
      // A few suffice, so that most files are of the format whose door they come to.
      subjects += others.enumerated().filter { $0.offset % 8 == number % 8 }.map(\.element).map {
        Subject(
          family: "annotations", format: format.name, fileName: $0.fileName, bytes: $0.bytes,
          read: Reading.annotations(format, isForced: true))
      }
    }
    let package = root.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let arrays = ["npy", "npz", "safetensors", "mat", "pt", "pkl", "zip"]
    for folder in [
      "TensorsTests/References", "TensorsTests/References/mat", "FilesTests/References",
    ] {
      subjects += try files(in: package.appending(path: "Tests/\(folder)"))
        .filter { arrays.contains($0.pathExtension) }
        .map { try Subject("tensors", $0.pathExtension, $0, Reading.tensors) }
    }
    subjects += try files(in: package.appending(path: "Tests/FilesTests/References/parquet"))
      .filter { $0.pathExtension == "parquet" }
      .map { try Subject("tables", "parquet", $0, Reading.table) }
    let studies = package.appending(path: "Studies")
    for study in try names(in: studies).sorted() {
      subjects += try files(in: studies.appending(path: study))
        .filter { $0.pathExtension == "yml" }
        .map { try Subject("manifests", study, $0, Reading.manifest) }
    }
    let version1 = package.appending(path: "Tests/StudyStoreTests/References/version-1")
    subjects += try
      (files(in: version1).filter { $0.pathExtension == "db" }
      + [SeedStudy.make(in: scratch)]).map { try Subject("studies", "study", $0, Reading.study) }
    return subjects
  }

  private init(
    family: String, format: String, fileName: String, bytes: [UInt8], read: @escaping Read
  ) {
    self.family = family
    self.format = format
    self.fileName = fileName
    self.bytes = bytes
    self.read = read
  }

  private init(_ family: String, _ format: String, _ file: URL, _ read: @escaping Read) throws {
    self.init(
      family: family, format: format, fileName: file.lastPathComponent,
      bytes: Array(try Data(contentsOf: file)), read: read)
  }

  private static func names(in folder: URL) throws -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
  }

  private static func files(in folder: URL) throws -> [URL] {
    try names(in: folder).sorted().map { folder.appending(path: $0) }
      .filter { !$0.lastPathComponent.hasPrefix(".") && !$0.hasDirectoryPath }
  }
}

/// The doors through which each family is read.
enum Reading {
  /// Imports into an empty study and takes the import back, with the format shown by the file or named.
  static func annotations(_ format: AnnotationFormat, isForced: Bool = false) -> Subject.Read {
    { path, generator in
      var request = AnnotationSetImport.Request(dataset: "d", set: "s", paths: [path])
      if isForced || generator.next() % 2 == 0 { request.options.format = format.name }
      // Matrices name neither their images nor their classes.
      if generator.next() % 4 == 0 {
        request.options.imageNames = ["smile-2.png", "frown-1.png", "x.png"]
        request.options.labelSpace = try .named(["cat", "dog", "bird"])
      }
      let store = try StudyStore.inMemory()
      _ = try AnnotationSetImport(store: store).run(request)
      try ask(store)
      try store.close()
    }
  }

  /// Reads every array of a file, whole and converted.
  static let tensors: Subject.Read = { path, _ in
    for key in try Tensor.keys(in: path) {
      let tensor = try Tensor.open(path, key: key.isEmpty ? nil : key)
      // An array of a header that lies is refused when it is opened, so its elements are there.
      guard tensor.shape.reduce(1.0, { $0 * Double($1) }) < 10_000_000 else { continue }
      for read in [
        { _ = try tensor.readAll(as: Double.self) }, { _ = try tensor.readAll(as: Int64.self) },
      ] {
        do { try read() } catch let error as TensorFileError { _ = "\(error)" }
      }
    }
  }

  /// Reads every cell of a table that a reader opens.
  static let table: Subject.Read = { path, _ in
    let reader = try DelimitedReader(path: path)
    while try reader.nextRow() {
      for column in 0..<reader.columnCount { _ = reader.string(column) }
    }
  }

  /// Resolves a manifest.
  static let manifest: Subject.Read = { path, _ in
    _ = try StudyManifest(path: path).resolved(seed: nil).json()
  }

  /// Asks a study everything that a report and a list of its tables need.
  static let study: Subject.Read = { path, generator in
    let isWritten = generator.next() % 4 == 0
    if isWritten {
      try StudyFile.change(path, access: StudyAccess(wait: 0) { _ in }) { try ask($0) }
    }
    let store = try StudyStore.open(path: path, access: StudyAccess(wait: 0) { _ in })
    do {
      try ask(store)
      for table in try store.tables() {
        _ = try store.rows("SELECT * FROM \"\(table.name)\" LIMIT 200")
      }
      // To compute all results of an older study again takes longer than a file may.
      if try !store.analyses().isEmpty { _ = try StoredStudy(store: store).result() }
      if generator.next() % 2 == 0 { try explore(store) }
    } catch {
      try? store.close()
      throw error
    }
    try store.close()
  }

  /// Makes every file of the page on which a study is explored.
  private static func explore(_ store: StudyStore) throws {
    var settings = ExploreSettings()
    settings.decisions.resamples = 99
    let page = try StudyPage(store, settings: settings)
    for file in page.files { _ = try page.bytes(of: file) }
  }

  private static func ask(_ store: StudyStore) throws {
    for dataset in try store.datasets() {
      _ = try store.images(of: dataset.name)
      for set in try store.annotationSets(of: dataset.name) {
        _ = set.counts
        _ = try store.votes(dataset: dataset.name, set: set.name)
      }
    }
    _ = try StoredStudyCheck(store).sentences
  }
}
