/// The steps that make arrays, types and numbers of NumPy and torch; they compute nothing else.
extension PickleMachine {
  /// Carries out the call of a known function.
  func call(
    _ function: PickleItem, _ arguments: PickleItem
  ) throws(InputFileError) -> PickleItem {
    guard case .global(let global) = function, let arguments = arguments.tuple else {
      throw refuse("the call of something unknown")
    }
    switch global {
    case .reconstructArray:
      return .array(register(PickleArrayBuilder()))
    case .elementType:
      guard let code = arguments.first?.text else { throw fail("a type string", "another") }
      return .elementType(PickleElementType(code: code))
    case .encode:
      return try encode(arguments)
    case .scalar:
      return try scalar(arguments)
    case .fromBuffer:
      return try fromBuffer(arguments)
    case .orderedDictionary, .defaultDictionary:
      return .dictionary(try dictionary(arguments))
    case .set:
      guard case .list? = arguments.first else { throw fail("the list of a set", "another") }
      return arguments[0]
    case .rebuildTensor:
      return try tensor(arguments)
    case .rebuildParameter:
      guard case .array? = arguments.first else { throw fail("a tensor", "another") }
      return arguments[0]
    case .arrayType, .inert, .storageType:
      throw refuse("the call of a type")
    }
  }

  /// Gives a type its byte order, or an array its content.
  func build(_ target: PickleItem, _ state: PickleItem) throws(InputFileError) {
    switch target {
    case .elementType(let type):
      guard let state = state.tuple, state.count >= 5, let order = state[1].text else {
        throw fail("the state of a NumPy type", "another")
      }
      // Item 2 is a shape of elements, 3 and 4 are names and fields.
      for item in state[2...4] {
        if case .none = item { continue }
        throw refuse("a NumPy type with named fields")
      }
      type.order = order == "=" ? "<" : order
    case .array(let array):
      guard let state = state.tuple, state.count == 5, let shape = state[1].ints,
        case .elementType(let type) = state[2], let isFortranOrder = state[3].int
      else { throw fail("the state of a NumPy array", "another") }
      array.descr = type.descr
      array.shape = shape
      array.isFortranOrder = isFortranOrder != 0
      switch state[4] {
      case .bytes(let bytes, _):
        try check(bytes.count, shape, size: type.byteCount)
        array.content = .bytes(bytes)
      case .list(let list) where type.code.hasPrefix("O"):
        try check(list.items.count, shape, size: 1)
        array.content = .objects(list.items)
      default: throw fail("the elements of a NumPy array", "another")
      }
    case .dictionary:
      // Attributes of a state dictionary, such as its version, are not data.
      break
    default:
      throw refuse("the state of an object")
    }
  }

  /// The elements of a torch tensor, which stand in a file of their own.
  func persistent(_ id: PickleItem) throws(InputFileError) -> PickleItem {
    guard let id = id.tuple, id.count >= 5, id[0].text == "storage",
      case .global(.storageType(let descr, let size)) = id[1], let key = id[2].text
    else { throw refuse("a reference to data outside the pickle") }
    return .storage(PickleStorage(descr: descr, size: size, key: key))
  }

  /// `_codecs.encode(text, 'latin1')`: each character is one byte.
  private func encode(_ arguments: [PickleItem]) throws(InputFileError) -> PickleItem {
    guard arguments.count == 2, case .string(let text) = arguments[0],
      let encoding = arguments[1].text, ["latin1", "latin-1"].contains(encoding)
    else { throw refuse("the encoding of a text other than as latin1") }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      guard let byte = UInt8(exactly: scalar.value) else {
        throw fail("characters of latin1", "U+\(String(scalar.value, radix: 16))")
      }
      bytes.append(byte)
    }
    try account(bytes.count)
    return .bytes(bytes, isText: false)
  }

  /// `scalar(type, bytes)`: one number or text of a NumPy type.
  private func scalar(_ arguments: [PickleItem]) throws(InputFileError) -> PickleItem {
    guard arguments.count == 2, case .elementType(let type) = arguments[0],
      case .bytes(var bytes, _) = arguments[1], bytes.count == type.byteCount
    else { throw fail("a NumPy number", "another") }
    if type.code.hasPrefix("U") {
      let scalars = stride(from: 0, to: bytes.count, by: 4).map { start in
        let unit = bytes[start..<start + 4]
        return (type.order == ">" ? Array(unit) : unit.reversed())
          .reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      }
      guard let text = String(validating: scalars, as: UTF32.self) else {
        throw fail("text", "other bytes")
      }
      return .string(text)
    }
    if type.code.hasPrefix("S") { return .bytes(bytes, isText: true) }
    guard bytes.count <= 8 else { throw fail("a number of at most 64 bits", type.descr) }
    if type.order != ">" { bytes.reverse() }
    let bits = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let shift = UInt64(64 - 8 * bytes.count)
    switch type.code {
    case "f8": return .float(Double(bitPattern: bits))
    case "f4": return .float(Double(Float(bitPattern: UInt32(bits))))
    case "i8", "i4", "i2", "i1": return .integer(Int64(bitPattern: bits << shift) >> Int64(shift))
    case "u8", "u4", "u2", "u1":
      guard let value = Int64(exactly: bits) else { throw fail("a number of 63 bits", "\(bits)") }
      return .integer(value)
    case "b1": return .bool(bits != 0)
    default: throw fail("a number of a common type", type.descr)
    }
  }

  /// `_frombuffer(buffer, type, shape, order)`, as protocol 5 writes arrays.
  private func fromBuffer(_ arguments: [PickleItem]) throws(InputFileError) -> PickleItem {
    guard arguments.count == 4, case .bytes(let bytes, _) = arguments[0],
      case .elementType(let type) = arguments[1], let shape = arguments[2].ints,
      let order = arguments[3].text
    else { throw fail("the buffer of a NumPy array", "another") }
    try check(bytes.count, shape, size: type.byteCount)
    let array = register(PickleArrayBuilder())
    array.descr = type.descr
    array.shape = shape
    array.isFortranOrder = order == "F"
    array.content = .bytes(bytes)
    return .array(array)
  }

  private func dictionary(_ arguments: [PickleItem]) throws(InputFileError) -> PickleDictionary {
    let dictionary = register(PickleDictionary())
    guard case .list(let list)? = arguments.first else { return dictionary }
    for item in list.items {
      switch item {
      case .tuple(let pair, _) where pair.count == 2:
        dictionary.pairs.append((pair[0], pair[1]))
      case .list(let pair) where pair.items.count == 2:
        dictionary.pairs.append((pair.items[0], pair.items[1]))
      default: throw fail("pairs of keys and values", "another")
      }
    }
    return dictionary
  }

  /// `_rebuild_tensor_v2(storage, offset, sizes, strides, …)` with elements in row-major order.
  private func tensor(_ arguments: [PickleItem]) throws(InputFileError) -> PickleItem {
    guard arguments.count >= 4, case .storage(let storage) = arguments[0],
      let offset = arguments[1].int, let shape = arguments[2].ints,
      let strides = arguments[3].ints, strides.count == shape.count, offset >= 0
    else { throw fail("the parts of a torch tensor", "another") }
    let count = try elementCount(shape)
    var step = 1
    for (size, stride) in zip(shape, strides).reversed() {
      guard size <= 1 || stride == step else {
        throw refuse("a torch tensor that is not contiguous")
      }
      step *= max(size, 1)
    }
    guard let bytes = try readStorage(storage.key) else {
      throw fail("the data of a torch tensor", "no file '\(storage.key)' in the archive")
    }
    let (start, overflow) = offset.multipliedReportingOverflow(by: storage.size)
    guard !overflow, start <= bytes.count, count * storage.size <= bytes.count - start else {
      throw fail("a tensor within its data", "one beyond \(bytes.count, "byte")")
    }
    try account(bytes.count)
    let array = register(PickleArrayBuilder())
    array.descr = storage.descr
    array.shape = shape
    array.content = .bytes(Array(bytes[start..<start + count * storage.size]))
    return .array(array)
  }

  private func elementCount(_ shape: [Int]) throws(InputFileError) -> Int {
    var count = 1
    for size in shape {
      guard size >= 0, size < 1 << 48 else { throw fail("sizes of 0 or more", "\(size)") }
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard !overflow, product < 1 << 48 else { throw fail("a shape that fits", "\(shape)") }
      count = product
    }
    return count
  }

  private func check(_ count: Int, _ shape: [Int], size: Int?) throws(InputFileError) {
    guard let size else { throw fail("elements of fixed size", "Python objects") }
    let (expected, overflow) = try elementCount(shape).multipliedReportingOverflow(by: size)
    guard !overflow, count == expected else {
      throw fail("as many elements as the shape \(shape) has", "\(count, "byte") or objects")
    }
  }

  /// Bounds what repeated steps on the same text can make.
  private func account(_ count: Int) throws(InputFileError) {
    madeBytes += count
    guard madeBytes <= limits.pickleBytes else {
      throw .limitExceeded(
        path: path, position: .byte(opcodeIndex), what: "bytes made by a pickle",
        limit: limits.pickleBytes)
    }
  }
}
