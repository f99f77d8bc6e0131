import Files
import GRDB
import GRDBSQLite
import Statistics

/// The aggregates of this project as SQLite calls them.
///
/// The numbers go from SQLite to the accumulator as they are: an array of wrapped values for each row, as
/// GRDB makes it, takes longer than to read the row.
enum HardnessAggregates {
  /// Gives a connection the aggregates.
  ///
  /// - Throws: The `DatabaseError` of SQLite, for example without memory.
  static func add(to database: Database) throws {
    for (place, aggregate) in HardnessAggregate.allCases.enumerated() {
      let code = unsafe sqlite3_create_function_v2(
        database.sqliteConnection, aggregate.rawValue, CInt(aggregate.argumentCount),
        SQLITE_UTF8 | SQLITE_DETERMINISTIC, UnsafeMutableRawPointer(bitPattern: place + 1), nil,
        { context, count, values in
          unsafe HardnessAggregates.step(
            context, UnsafeBufferPointer(start: values, count: Int(count)))
        }, { context in unsafe HardnessAggregates.finish(context) }, nil)
      guard code == SQLITE_OK else { throw DatabaseError(resultCode: .init(rawValue: code)) }
    }
  }

  /// The aggregate that a call is for.
  private static func aggregate(_ context: OpaquePointer?) -> HardnessAggregate {
    HardnessAggregate.allCases[unsafe Int(bitPattern: sqlite3_user_data(context)) - 1]
  }

  private static func step(
    _ context: OpaquePointer?, _ values: UnsafeBufferPointer<OpaquePointer?>
  ) {
    let size = unsafe CInt(MemoryLayout<UnsafeMutableRawPointer?>.size)
    guard
      let place = unsafe sqlite3_aggregate_context(context, size)?
        .assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
    else { return unsafe sqlite3_result_error_nomem(context) }
    if unsafe place.pointee == nil {
      unsafe place.pointee = Unmanaged.passRetained(AggregateGroup(aggregate(context))).toOpaque()
    }
    guard let known = unsafe place.pointee else { return }
    unsafe Unmanaged<AggregateGroup>.fromOpaque(known)._withUnsafeGuaranteedRef { group in
      if group.takesPairs, unsafe sqlite3_value_type(values[0]) == SQLITE_FLOAT,
        unsafe sqlite3_value_type(values[1]) == SQLITE_FLOAT
      {
        return group.step(
          unsafe sqlite3_value_double(values[0]), unsafe sqlite3_value_double(values[1]))
      }
      do throws(AggregateError) {
        try group.step(unsafe values.map { unsafe AggregateArgument($0) })
      } catch {
        unsafe sqlite3_result_error(context, error.description, -1)
      }
    }
  }

  private static func finish(_ context: OpaquePointer?) {
    // A group without rows has no place.
    let place = unsafe sqlite3_aggregate_context(context, 0)?
      .assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
    let group =
      unsafe place?.pointee.map {
        unsafe Unmanaged<AggregateGroup>.fromOpaque($0).takeRetainedValue()
      } ?? AggregateGroup(aggregate(context))
    unsafe place?.pointee = nil
    do {
      if let number = try group.finish() {
        unsafe sqlite3_result_double(context, number)
      } else {
        unsafe sqlite3_result_null(context)
      }
    } catch {
      unsafe sqlite3_result_error(context, error.description, -1)
    }
  }
}

extension AggregateArgument {
  /// Takes an argument from SQLite.
  fileprivate init(_ value: OpaquePointer?) {
    switch unsafe sqlite3_value_type(value) {
    case SQLITE_INTEGER: self = .integer(unsafe sqlite3_value_int64(value))
    case SQLITE_FLOAT: self = .number(unsafe sqlite3_value_double(value))
    case SQLITE_TEXT:
      let bytes = unsafe sqlite3_value_text(value)
      let count = unsafe Int(sqlite3_value_bytes(value))
      self = .text(
        unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self))
    case SQLITE_BLOB: self = .text("\(unsafe sqlite3_value_bytes(value), "byte")")
    default: self = .null
    }
  }
}
