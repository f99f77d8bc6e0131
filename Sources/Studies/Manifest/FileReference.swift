/// A file that a manifest names: where it is below the data folder and how a user can get it.
///
/// In YAML either just the path, or a mapping with these keys.
package struct FileReference: Codable, Equatable, Sendable {
  /// The folder that a file is in.
  package enum Place: String, Codable, CaseIterable, Sendable {
    /// The data folder.
    case data
    /// The folder that holds the studies, for the few files that come with them.
    case studies
  }

  /// The path below the folder; may be a glob such as `emb_*.npy` for shards.
  package var file: String
  /// The folder: that of the data when absent.
  package var place: Place?
  /// The array's name inside an npz or safetensors file.
  package var key: String?
  /// The position along the first dimension, for a slice of a larger array.
  package var index: Int?
  /// Which image each row is; absent for all images of the data set in its order.
  package var images: RowImagesEntry?
  /// The SHA-256 that the file must have.
  package var sha256: String?
  /// Where `avh study fetch` gets the file.
  package var url: String?
  /// The script that makes the file, when no publisher has it.
  package var madeBy: String?

  /// Creates a reference.
  package init(
    file: String, place: Place? = nil, key: String? = nil, index: Int? = nil,
    images: RowImagesEntry? = nil,
    sha256: String? = nil, url: String? = nil, madeBy: String? = nil
  ) {
    self.file = file
    self.place = place
    self.key = key
    self.index = index
    self.images = images
    self.sha256 = sha256
    self.url = url
    self.madeBy = madeBy
  }

  /// Reads a path, or a mapping.
  package init(from decoder: any Decoder) throws {
    if let path = try? decoder.singleValueContainer().decode(String.self) {
      self.init(file: path)
      return
    }
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      file: try fields.decode(String.self, forKey: .file),
      place: try fields.decodeIfPresent(Place.self, forKey: .place),
      key: try fields.decodeIfPresent(String.self, forKey: .key),
      index: try fields.decodeIfPresent(Int.self, forKey: .index),
      images: try fields.decodeIfPresent(RowImagesEntry.self, forKey: .images),
      sha256: try fields.decodeIfPresent(String.self, forKey: .sha256),
      url: try fields.decodeIfPresent(String.self, forKey: .url),
      madeBy: try fields.decodeIfPresent(String.self, forKey: .madeBy))
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case file
    case place = "from"
    case key, index, images, sha256, url
    case madeBy = "made_by"
  }
}
