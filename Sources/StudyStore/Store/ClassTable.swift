import Annotations
import Files
import GRDB
import StudyValues

/// The classes of one label space as they stand in the database.
struct ClassTable {
  /// The label space.
  let space: String
  /// The keys of the classes, in order of their index.
  let ids: [Int64]
  /// The classes, in order of their index.
  let classes: [ClassName]

  init(_ database: Database, space: String) throws {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT class_id, "index", name, wnid FROM class WHERE label_space = ? ORDER BY "index"
        """,
      arguments: [space])
    self.space = space
    ids = try rows.map { try $0[0] }
    classes = try rows.map { try ClassName(index: $0[1], name: $0[2], wnid: $0[3]) }
  }

  func labelSpace() throws -> LabelSpace { try LabelSpace(name: space, classes: classes) }

  func hasSameClasses(as other: LabelSpace) -> Bool { classes == other.classes }

  /// The place of each class by its key.
  ///
  /// - Throws: A `DatabaseError` where a damaged file has a key twice.
  func places() throws -> [Int64: Int] {
    try Dictionary(checked: ids.enumerated().map { ($0.element, $0.offset) }, of: "class")
  }

  /// The index of the first class, from which positions count.
  var firstIndex: Int { classes.first.map { Int($0.index) } ?? 0 }

  /// The key of each class of another label space, in that space's order.
  ///
  /// Equal classes keep their place. Otherwise classes are matched by WordNet id, then by name, and
  /// never by number: index 490 of one space is another class in the next.
  ///
  /// - Throws: ``StudyStoreError`` when a class has no counterpart or no name to match by.
  func ids(of other: LabelSpace, dataset: String) throws -> [Int64] {
    if hasSameClasses(as: other) { return ids }
    let own = try labelSpace()
    return try other.classes.map { item in
      if let wnid = item.wnid, let index = own.index(of: wnid) {
        return ids[Int(index) - firstIndex]
      }
      guard Int(item.name) == nil else {
        throw StudyStoreError.labelSpacesNotComparable(
          dataset: dataset, expected: space, got: other.name)
      }
      guard let index = own.index(of: item.name) else {
        throw StudyStoreError.unknownClass(
          item.name, dataset: dataset, labelSpace: space,
          nearest: NearestName.find(item.name, among: classes.map(\.name)))
      }
      return ids[Int(index) - firstIndex]
    }
  }
}
