import Annotations
import Files
import GRDB
import StudyValues

/// Matches the names of one file to the images of a data set and keeps count.
struct ImageMatcher {
  private(set) var matched = 0
  private(set) var created = 0
  private(set) var unknown = 0
  private(set) var ambiguous = 0
  /// The names that matched one with a blank for a plus sign, or encoded otherwise.
  private var similar = 0
  private var firstSimilar = ""
  /// The unknown names that are known without the prefix that a program gives to uploaded files.
  private var uploaded = 0
  private var firstUploaded = ""
  /// Up to ten names that matched nothing or several images.
  private(set) var examples: [String] = []

  private let dataset: String
  private let policy: ImagePolicy
  private let index: ImageIndex
  /// The name of this file that each image was matched by.
  private var names: [Int64: String] = [:]

  init(_ database: Database, dataset: String, datasetID: Int64, policy: ImagePolicy) throws {
    self.dataset = dataset
    self.policy = policy
    index = try ImageIndex(database, datasetID: datasetID)
  }

  /// What to say about names that fit by another way to write them; nil without any.
  var note: String? {
    guard similar > 0 else { return nil }
    return
      "\(similar, "name of an image fits", "names of images fit") one of the data set only with a "
      + "blank for a plus sign, or the other way round, or with percent-encoding, such as "
      + "\(firstSimilar.shortened)."
  }

  /// The keys of the images of these names, nil for those that are left out; new ones are stored.
  ///
  /// Images in different folders may share a base name, and then both are added.
  ///
  /// - Throws: ``StudyStoreError/imageNamedTwice(_:_:dataset:)`` when another name of the file has
  ///   matched the same image: then one of them is wrong.
  mutating func match(_ names: [String]) throws -> [Int64?] {
    let keys = try names.map { name in try match(name, at: ImagePlace(told: name)) }
    try index.store()
    return keys
  }

  /// As ``match(_:)``, for names whose file tells where the images lie, none behind the last place; what the
  /// study knows stays.
  mutating func match(_ names: [String], at places: [ImagePlace?]) throws -> [Int64?] {
    var keys: [Int64?] = []
    keys.reserveCapacity(names.count)
    for (number, name) in names.enumerated() {
      keys.append(try match(name, at: number < places.count ? places[number] : nil))
    }
    try index.store()
    return keys
  }

  private mutating func match(
    _ name: String, at place: @autoclosure () -> ImagePlace?
  ) throws -> Int64? {
    let creates = policy == .create
    let id: Int64
    switch try index.find(name) {
    case .found(let known):
      if let other = names[known] {
        // Without signatures and passwords two addresses may be one.
        let stored = ImageIndex.stored(name)
        guard stored != ImageIndex.stored(other) else {
          throw StudyStoreError.imageNamedTwice(stored, stored, dataset: dataset)
        }
        guard creates, ImageName.hasFolder(name), ImageName.hasFolder(other) else {
          throw StudyStoreError.imageNamedTwice(other, name, dataset: dataset)
        }
        created += 1
        id = try index.add(name, at: place())
      } else {
        matched += 1
        id = known
        try note(place, of: id, named: name)
      }
    case .similar(let known) where names[known] == nil:
      matched += 1
      similar += 1
      if similar == 1 { firstSimilar = name }
      id = known
      try note(place, of: id, named: name)
    case .unknown where creates, .similar where creates,
      .ambiguous where creates && ImageName.hasFolder(name):
      created += 1
      id = try index.add(name, at: place())
    case .unknown, .similar:
      unknown += 1
      note(name)
      try noteUpload(name)
      return nil
    case .ambiguous:
      ambiguous += 1
      note(name)
      return nil
    }
    names[id] = name
    return id
  }

  /// Notes where an image lies, where the study may not know it: most do, and to ask for each image costs.
  private func note(_ place: () -> ImagePlace?, of id: Int64, named name: String) throws {
    guard try index.lacksPlace(of: name), let place = place() else { return }
    try index.note(place, of: id)
  }

  /// Counts a name that is known without the eight hexadecimal digits and the hyphen that Label Studio
  /// puts before the names of uploaded files.
  private mutating func noteUpload(_ name: String) throws {
    guard let plain = ImageName.withoutUploadPrefix(name), case .found = try index.find(plain)
    else {
      return
    }
    uploaded += 1
    if uploaded == 1 { firstUploaded = name }
  }

  private mutating func note(_ name: String) {
    if examples.count < 10 { examples.append(name) }
  }

  /// Refuses the file if its policy does not allow the names it had.
  func refuseUnknown() throws {
    let left = unknown + ambiguous
    let isRefused =
      switch policy {
      case .create, .count: false
      case .few: 10 * left > matched + created + left
      case .refuse: left > 0
      }
    guard isRefused else { return }
    let hint =
      uploaded == 0
      ? ""
      : "\(uploaded) of them would be known without the eight digits and the hyphen before their names, "
        + "such as \(firstUploaded.shortened), which Label Studio puts before uploaded files: take these "
        + "away in the file; else "
    throw StudyStoreError.unknownImages(
      count: unknown + ambiguous, dataset: dataset, examples: examples, hint: hint)
  }
}
