import CExplorePage

/// The files of a page that are the same for every study, which are part of the program.
enum PageFiles {
  /// The page, its style and its script.
  static let all: [(name: String, bytes: [UInt8])] = unsafe [
    ("index.html", bytes(of: explore_index)),
    ("explore.css", bytes(of: explore_style)),
    ("explore.js", bytes(of: explore_script)),
  ]

  private static func bytes(of file: explore_file) -> [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
  }
}
