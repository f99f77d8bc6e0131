/// Turns the items of a finished pickle into values, with bounds on depth and number.
///
/// Items may refer to each other in circles or many times over; the bounds end both.
struct PickleConverter {
  let machine: PickleMachine
  private var count = 0

  init(machine: PickleMachine) { self.machine = machine }

  mutating func convert(_ item: PickleItem, depth: Int) throws(InputFileError) -> PickleValue {
    count += 1
    guard count <= machine.limits.values else {
      throw .limitExceeded(
        path: machine.path, position: .file, what: "values", limit: machine.limits.values)
    }
    guard depth <= machine.limits.depth else {
      throw .limitExceeded(
        path: machine.path, position: .file, what: "levels of nesting",
        limit: machine.limits.depth)
    }
    switch item {
    case .none: return .none
    case .bool(let value): return .bool(value)
    case .integer(let value): return .integer(value)
    case .float(let value): return .float(value)
    case .string(let value): return .string(value)
    case .bytes(let bytes, let isText):
      if isText, let text = String(validating: bytes, as: UTF8.self) { return .string(text) }
      return .bytes(bytes)
    case .tuple(let items, _): return .tuple(try convert(items, depth: depth))
    case .list(let list): return .list(try convert(list.items, depth: depth))
    case .dictionary(let dictionary):
      var pairs: [PicklePair] = []
      for (key, value) in dictionary.pairs {
        pairs.append(
          PicklePair(
            key: try convert(key, depth: depth + 1), value: try convert(value, depth: depth + 1)))
      }
      return .dictionary(pairs)
    case .array(let array):
      let content: PickledArray.Content
      switch array.content {
      case .missing: throw machine.fail("the elements of a NumPy array", "none")
      case .bytes(let bytes): content = .bytes(bytes)
      case .objects(let items): content = .objects(try convert(items, depth: depth))
      }
      return .array(
        PickledArray(
          descr: array.descr, shape: array.shape, isFortranOrder: array.isFortranOrder,
          content: content))
    case .global, .elementType, .storage:
      throw machine.refuse("a function or type in the place of data")
    }
  }

  private mutating func convert(
    _ items: [PickleItem], depth: Int
  ) throws(InputFileError) -> [PickleValue] {
    var values: [PickleValue] = []
    for item in items { values.append(try convert(item, depth: depth + 1)) }
    return values
  }
}
