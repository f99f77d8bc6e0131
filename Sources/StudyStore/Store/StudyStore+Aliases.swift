import GRDB
import StudyValues

extension StudyStore {
  /// Adds a spelling under which files may name an image.
  ///
  /// - Parameters:
  ///   - alias: The spelling; folders and the extension of a picture may be left out by files.
  ///   - image: The name of the image.
  ///   - dataset: The name of the data set.
  /// - Returns: Whether the spelling is new.
  /// - Throws: ``StudyStoreError`` when the image is unknown, when its name fits several, or when the
  ///   spelling belongs to another image.
  @discardableResult
  package func addAlias(_ alias: String, of image: String, dataset: String) throws -> Bool {
    try addAliases(dataset: dataset) { add in try add(alias, image) }
  }

  /// Adds many spellings as one transaction.
  ///
  /// - Parameters:
  ///   - dataset: The name of the data set.
  ///   - body: Calls its argument with each spelling and the name of its image; what that returns and
  ///     throws is said at ``addAlias(_:of:dataset:)``.
  /// - Returns: What `body` returns.
  /// - Throws: ``StudyStoreError/unknownDataset(_:nearest:)``, and whatever `body` throws; the study
  ///   is then as before.
  package func addAliases<Result>(
    dataset: String,
    _ body: (_ add: (_ alias: String, _ image: String) throws -> Bool) throws -> Result
  ) throws -> Result {
    try write { database in
      let (datasetID, _) = try findDataset(dataset, in: database)
      let index = try ImageIndex(database, datasetID: datasetID)
      return try body { alias, image in
        let id = try findImage(image, index, dataset: dataset, id: datasetID, in: database)
        switch try index.find(alias) {
        case .found(id): return false
        case .found, .ambiguous:
          throw StudyStoreError.aliasTaken(alias, image: image, dataset: dataset)
        case .unknown, .similar:
          try index.alias(allSpellingsOf: alias, of: id)
          return true
        }
      }
    }
  }

  /// Records the content of the pictures of a data set.
  ///
  /// A picture belongs to the image that its name fits, else to the only image with the same content,
  /// which then gets the name as an alias. Both digests become aliases, so that files may name images
  /// by them; a digest of two images matches neither. Where no file has told where the image lies, the
  /// path below the folder of pictures is kept, so that pages find the picture whatever its name.
  ///
  /// - Parameters:
  ///   - pictures: The pictures, each name once.
  ///   - dataset: The name of the data set.
  ///   - policy: What happens to pictures that fit no image.
  /// - Returns: What was recorded.
  /// - Throws: ``StudyStoreError`` when two pictures fit one image, when an image was recorded with
  ///   other content before, or for unknown pictures under ``ImagePolicy/refuse``.
  package func setContents(
    _ pictures: [PictureContent], dataset: String, policy: ImagePolicy
  ) throws -> PictureCounts {
    try write { database in
      let (datasetID, _) = try findDataset(dataset, in: database)
      let index = try ImageIndex(database, datasetID: datasetID)
      let writer = try ContentWriter(database, index, dataset: dataset, datasetID: datasetID)
      var counts = PictureCounts()
      counts.pictures = pictures.count
      var rest: [PictureContent] = []
      for picture in pictures {
        let named = try index.find(picture.name).image ?? writer.image(named: picture.name)
        guard let id = named else {
          rest.append(picture)
          continue
        }
        try writer.set(picture, of: id)
        try writer.place(picture, of: id)
        counts.matchedByName += 1
      }
      let known = rest.isEmpty ? [:] : try writer.imagesByContent()
      for picture in rest {
        let images = known[picture.sha256] ?? []
        if images.count == 1 {
          try index.alias(allSpellingsOf: picture.name, of: images[0])
          try writer.place(picture, of: images[0])
          counts.matchedByContent += 1
        } else if policy == .create {
          let place = ImagePlace(told: picture.name)
          let id = try index.add(picture.name, at: place)
          try index.store()
          try writer.set(picture, of: id)
          counts.created += 1
        } else {
          counts.unknown += 1
          if counts.examples.count < 10 { counts.examples.append(picture.name) }
        }
      }
      guard policy != .refuse || counts.unknown == 0 else {
        throw StudyStoreError.unknownImages(
          count: counts.unknown, dataset: dataset, examples: counts.examples)
      }
      return counts
    }
  }

  /// The groups of images of a data set that have the same content.
  ///
  /// - Parameter dataset: The name of the data set.
  /// - Returns: The names of each group in the order they were added, and whether all of its images
  ///   have the same true class.
  /// - Throws: ``StudyStoreError/unknownDataset(_:nearest:)``.
  package func sameContent(in dataset: String) throws -> [(images: [String], sameClass: Bool)] {
    try read { database in
      let (datasetID, _) = try findDataset(dataset, in: database)
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT content_hash, name, class_id FROM image WHERE dataset_id = :dataset
            AND content_hash IN (
              SELECT content_hash FROM image WHERE dataset_id = :dataset
                AND content_hash IS NOT NULL
              GROUP BY content_hash HAVING count(*) > 1)
          ORDER BY content_hash, image_id
          """,
        arguments: ["dataset": datasetID])
      var groups: [(hash: String, images: [String], classes: Set<Int64?>)] = []
      for row in rows {
        let hash: String = try row[0]
        if groups.last?.hash != hash { groups.append((hash, [], [])) }
        try groups[groups.count - 1].images.append(row[1])
        try groups[groups.count - 1].classes.insert(row[2])
      }
      return groups.map { ($0.images, $0.classes.count == 1) }
    }
  }
}

/// Records contents of pictures and refuses contradictions.
private final class ContentWriter {
  private let database: Database
  private let dataset: String
  private let datasetID: Int64
  private let index: ImageIndex
  private let fetch: Statement
  private let update: Statement
  private var names: [Int64: String] = [:]

  init(_ database: Database, _ index: ImageIndex, dataset: String, datasetID: Int64) throws {
    self.database = database
    self.dataset = dataset
    self.datasetID = datasetID
    self.index = index
    fetch = try database.makeStatement(sql: "SELECT content_hash FROM image WHERE image_id = ?")
    update = try database.makeStatement(
      sql: "UPDATE image SET content_hash = ? WHERE image_id = ?")
  }

  /// The image that has this very name, which may also be a spelling of others.
  func image(named name: String) throws -> Int64? {
    try Int64.fetchOne(
      database, sql: "SELECT image_id FROM image WHERE dataset_id = ? AND name = ?",
      arguments: [datasetID, name])
  }

  func set(_ picture: PictureContent, of image: Int64) throws {
    if let other = names.updateValue(picture.name, forKey: image) {
      throw StudyStoreError.imageNamedTwice(other, picture.name, dataset: dataset)
    }
    fetch.setUncheckedArguments([image])
    if let known = try Optional<String>.fetchOne(fetch) ?? nil, known != picture.sha256 {
      throw StudyStoreError.contentDiffers(picture.name, dataset: dataset)
    }
    update.setUncheckedArguments([picture.sha256, image])
    try update.execute()
    for digest in [picture.sha256, picture.sha1] { try index.alias(digest, of: image) }
  }

  /// Notes where the picture of an image lies, unless that is known.
  func place(_ picture: PictureContent, of image: Int64) throws {
    if let place = ImagePlace(told: picture.name) { try index.note(place, of: image) }
  }

  func imagesByContent() throws -> [String: [Int64]] {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT content_hash, image_id FROM image
        WHERE dataset_id = ? AND content_hash IS NOT NULL ORDER BY image_id
        """,
      arguments: [datasetID])
    var images: [String: [Int64]] = [:]
    while let row = try rows.next() { try images[row[0], default: []].append(row[1]) }
    return images
  }
}
