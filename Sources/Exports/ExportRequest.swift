internal import Studies
package import StudyStore

/// Which part of a study is exported, and what is said of it.
package struct ExportRequest {
  /// What a study does not know of itself and a catalogue asks for.
  package struct Publication: Sendable {
    /// The title; that of the study when nil.
    package var title: String?
    /// The address of the licence.
    package var license: String?
    /// Who publishes it.
    package var creator: String?
    /// Where it is published.
    package var url: String?
    /// The day of publication, as `2026-01-31`.
    package var date: String?

    /// Creates a publication of which nothing is known.
    package init() {}
  }

  /// The study.
  package let store: StudyStore
  /// The data set.
  package let dataset: String
  /// The annotation set; nil for the default one.
  package let set: String?
  /// What is said of it.
  package let publication: Publication

  /// Chooses a part.
  ///
  /// - Parameters:
  ///   - store: The study.
  ///   - dataset: The data set; nil for the only one.
  ///   - set: The annotation set; nil for the default one.
  ///   - publication: What is said of it.
  /// - Throws: `StudyError` when there is no such data set or annotation set.
  package init(
    store: StudyStore, dataset: String?, set: String?, publication: Publication = Publication()
  ) throws {
    self.store = store
    self.dataset = try store.chosenDataset(dataset).name
    self.set = set
    self.publication = publication
    let known = try store.annotationSets(of: self.dataset).map(\.name)
    if let set, !known.contains(set) {
      throw StudyError.unknownName(
        kind: "annotation set", name: set, known: known, location: "the command line")
    }
  }

  /// The title: the one given, the study's, or the name of the data set.
  func title() throws -> String {
    if let title = publication.title { return title }
    return try StoredStudy(store: store).manifest()?.title ?? "Votes and scores of \(dataset)"
  }

  /// What the study asks, or what it holds.
  func description() throws -> String {
    let question = try StoredStudy(store: store).manifest()?.question
    return (question.map { "\($0) " } ?? "")
      + "What people said about the images of \(dataset), the scores of networks on them, and what "
      + "statistics say of both."
  }
}
