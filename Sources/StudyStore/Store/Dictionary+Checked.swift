internal import GRDB

extension Dictionary where Key: CustomStringConvertible {
  /// Creates a dictionary of rows of a study by their key.
  ///
  /// The tables of a study keep keys unique, but a damaged file, or one that a stranger made, keeps no
  /// rule, and the library's own initialiser ends the program then.
  ///
  /// - Parameters:
  ///   - pairs: Each key with what belongs to it.
  ///   - table: The table of the keys, for messages.
  /// - Throws: A `DatabaseError` that says which key is there twice; it is shown as a damaged study.
  init(checked pairs: some Sequence<(Key, Value)>, of table: String) throws {
    self.init()
    for (key, value) in pairs {
      guard updateValue(value, forKey: key) == nil else {
        throw DatabaseError(
          resultCode: .SQLITE_CORRUPT, message: "the table \(table) has the key \(key) twice")
      }
    }
  }
}
