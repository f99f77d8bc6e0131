import CSQLiteExtension
import Statistics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// What hardness_sql.c calls: it knows SQLite, these functions know the aggregates. A group
// lives from its first row to its last as a retained object behind a pointer.

@_cdecl("hardness_aggregate_count")
func aggregateCount() -> Int32 { Int32(HardnessAggregate.allCases.count) }

@_cdecl("hardness_aggregate_name")
func aggregateName(_ place: Int32) -> UnsafeMutablePointer<CChar>? {
  unsafe strdup(HardnessAggregate.allCases[Int(place)].rawValue)
}

@_cdecl("hardness_aggregate_arguments")
func aggregateArguments(_ place: Int32) -> Int32 {
  Int32(HardnessAggregate.allCases[Int(place)].argumentCount)
}

@_cdecl("hardness_aggregate_create")
func createAggregate(_ place: Int32) -> UnsafeMutableRawPointer {
  let group = AggregateGroup(HardnessAggregate.allCases[Int(place)])
  return unsafe Unmanaged.passRetained(group).toOpaque()
}

@_cdecl("hardness_aggregate_step")
func stepAggregate(
  _ pointer: UnsafeMutableRawPointer, _ arguments: UnsafePointer<hardness_argument>, _ count: Int32
) -> UnsafeMutablePointer<CChar>? {
  let group = unsafe Unmanaged<AggregateGroup>.fromOpaque(pointer).takeUnretainedValue()
  let row = unsafe UnsafeBufferPointer(start: arguments, count: Int(count))
  if group.takesPairs, unsafe row.allSatisfy({ unsafe Int($0.kind) == HARDNESS_NUMBER }) {
    unsafe group.step(row[0].number, row[1].number)
    return nil
  }
  let values = unsafe row.map {
    argument -> AggregateArgument in
    switch unsafe Int(argument.kind) {
    case HARDNESS_NUMBER: unsafe .number(argument.number)
    case HARDNESS_INTEGER: unsafe .integer(argument.integer)
    case HARDNESS_TEXT: unsafe .text(argument.text.map { unsafe String(cString: $0) } ?? "")
    default: .null
    }
  }
  do {
    try group.step(values)
    return nil
  } catch {
    return unsafe strdup(error.description)
  }
}

@_cdecl("hardness_aggregate_finish")
func finishAggregate(
  _ pointer: UnsafeMutableRawPointer, _ result: UnsafeMutablePointer<hardness_result>
) -> UnsafeMutablePointer<CChar>? {
  let group = unsafe Unmanaged<AggregateGroup>.fromOpaque(pointer).takeUnretainedValue()
  do {
    if let number = try group.finish() {
      unsafe result.pointee = hardness_result(kind: Int32(HARDNESS_NUMBER), number: number)
    }
    return nil
  } catch {
    return unsafe strdup(error.description)
  }
}

@_cdecl("hardness_aggregate_destroy")
func destroyAggregate(_ pointer: UnsafeMutableRawPointer) {
  unsafe Unmanaged<AggregateGroup>.fromOpaque(pointer).release()
}
