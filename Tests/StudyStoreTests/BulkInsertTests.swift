import GRDB
import Testing

@testable import StudyStore

struct BulkInsertTests {
  private static func database() throws -> DatabaseQueue {
    let queue = try DatabaseQueue()
    try queue.write {
      try $0.execute(
        sql: "CREATE TABLE t (i INTEGER, x REAL, s TEXT, k INTEGER NOT NULL UNIQUE) STRICT")
    }
    return queue
  }

  /// Texts of different lengths, missing values, and runs of equal ones.
  private static func text(_ row: Int) -> String? {
    row % 5 == 0 ? nil : row % 7 == 0 ? "" : String(repeating: "ä", count: row / 4 % 30)
  }

  private static func number(_ row: Int) -> Double {
    row % 3 == 0 ? .nan : Double(row / 10) - 0.5
  }

  @Test(arguments: [0, 1, 15, 16, 17, 100])
  func `every row arrives as it was appended`(count: Int) throws {
    try Self.database().write { database in
      var insert = try BulkInsert(database, table: "t", columns: ["i", "x", "s", "k"])
      for row in 0..<count {
        try insert.append { values in
          values.integer(row % 4 == 0 ? nil : Int64(row / 8) - 1)
          values.real(Self.number(row))
          values.text(Self.text(row))
          values.integer(Int64(row))
        }
      }
      try insert.finish()
      #expect(insert.rows == count)
      let rows = try Row.fetchAll(database, sql: "SELECT i, x, s, k FROM t ORDER BY rowid")
      #expect(rows.count == count)
      for (row, cells) in rows.enumerated() {
        #expect(
          try cells.decode(Int64?.self, atIndex: 0) == (row % 4 == 0 ? nil : Int64(row / 8) - 1))
        #expect(
          try cells.decode(Double?.self, atIndex: 1)
            == (Self.number(row).isNaN ? nil : Self.number(row)))
        #expect(try cells.decode(String?.self, atIndex: 2) == Self.text(row))
        #expect(try cells.decode(Int.self, atIndex: 3) == row)
      }
    }
  }

  @Test func `rows may follow after a finish`() throws {
    try Self.database().write { database in
      var insert = try BulkInsert(database, table: "t", columns: ["k"])
      for row in 0..<40 {
        try insert.append { $0.integer(Int64(row)) }
        if row % 3 == 0 { try insert.finish() }
      }
      try insert.finish()
      try insert.finish()
      #expect(try Int.fetchAll(database, sql: "SELECT k FROM t ORDER BY rowid") == Array(0..<40))
    }
  }

  @Test(arguments: [3, 16])
  func `a row that breaks a constraint stops the insertion`(count: Int) throws {
    try Self.database().write { database in
      var insert = try BulkInsert(database, table: "t", columns: ["k"])
      #expect {
        for _ in 0..<count { try insert.append { $0.integer(1) } }
        try insert.finish()
      } throws: { error in
        (error as? DatabaseError)?.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE
      }
    }
  }

  @Test(arguments: [0, 1, 5, 15, 16, 20, 33])
  func `columns may have their first values in any row`(first: Int) throws {
    try Self.database().write { database in
      let words = SharedTexts()
      words.append(["", "ja", "maybe später"])
      var insert = try BulkInsert(database, table: "t", columns: ["i", "x", "s", "k"])
      for row in 0..<40 {
        try insert.append { values in
          values.integer(row < first + 3 ? nil : Int64(row))
          values.real(row == first ? 0.5 : .nan)
          if row % 4 == 3, row >= first {
            values.text("own")
          } else {
            values.text(row < first ? -1 : Int32(row % 3), of: words)
          }
          values.integer(Int64(row))
        }
      }
      try insert.finish()
      let rows = try Row.fetchAll(database, sql: "SELECT i, x, s, k FROM t ORDER BY rowid")
      #expect(rows.count == 40)
      for (row, cells) in rows.enumerated() {
        let word = row % 4 == 3 ? "own" : ["", "ja", "maybe später"][row % 3]
        #expect(
          try cells.decode(Int64?.self, atIndex: 0) == (row < first + 3 ? nil : Int64(row)))
        #expect(try cells.decode(Double?.self, atIndex: 1) == (row == first ? 0.5 : nil))
        #expect(try cells.decode(String?.self, atIndex: 2) == (row < first ? nil : word))
        #expect(try cells.decode(Int.self, atIndex: 3) == row)
      }
    }
  }

  @Test func `a missing value in a column that needs one stops the insertion`() throws {
    try Self.database().write { database in
      var insert = try BulkInsert(database, table: "t", columns: ["i", "k"])
      #expect {
        try insert.append { values in
          values.integer(1)
          values.integer(nil)
        }
        try insert.finish()
      } throws: { error in
        (error as? DatabaseError)?.extendedResultCode == .SQLITE_CONSTRAINT_NOTNULL
      }
    }
  }
}
