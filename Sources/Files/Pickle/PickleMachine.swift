/// The stack machine of a pickle, restricted to steps that build data.
///
/// Opcodes after CPython's `pickletools`.
final class PickleMachine {
  typealias StorageReader = (String) throws(InputFileError) -> [UInt8]?

  let path: String
  let limits: InputLimits
  let readStorage: StorageReader
  var stack: [PickleItem] = []
  /// Bytes that steps have made beyond those of the file, such as arrays from texts.
  var madeBytes = 0
  /// Where the current opcode stands.
  private(set) var opcodeIndex = 0

  private let remedy: String
  let bytes: [UInt8]
  /// The place of the next byte.
  var index = 0
  private var marks: [Int] = []
  private var memo: [Int: PickleItem] = [:]
  /// Every container that was made; they are emptied one by one at the end.
  private var containers: [any PickleContainer] = []

  init(
    _ bytes: [UInt8], path: String, limits: InputLimits, remedy: String,
    readStorage: @escaping StorageReader
  ) {
    self.bytes = bytes
    self.path = path
    self.limits = limits
    self.remedy = remedy
    self.readStorage = readStorage
  }

  deinit {
    // Without this a chain of a million lists would be released by a million nested calls.
    for container in containers { container.clear() }
  }

  /// Remembers a new container until the end.
  func register<Container: PickleContainer>(_ container: Container) -> Container {
    containers.append(container)
    return container
  }

  /// Runs to the end and returns what was built.
  func run() throws(InputFileError) -> PickleValue {
    guard !bytes.isEmpty else { throw .empty(path: path) }
    // A value takes a step or two, so this ends a long pickle before its values fill the memory.
    var steps = 0
    while true {
      steps += 1
      guard steps <= 2 * limits.values else {
        throw .limitExceeded(
          path: path, position: .byte(index), what: "steps of a pickle", limit: 2 * limits.values)
      }
      opcodeIndex = index
      let opcode = try byte()
      if opcode == UInt8(ascii: ".") { break }
      try step(opcode)
    }
    guard index == bytes.count else {
      throw fail("the end of the file behind the pickle", "\(bytes.count - index, "more byte")")
    }
    var converter = PickleConverter(machine: self)
    return try converter.convert(try pop(), depth: 1)
  }

  // MARK: - Steps

  private func step(_ opcode: UInt8) throws(InputFileError) {
    switch Character(Unicode.Scalar(opcode)) {
    case "(": marks.append(stack.count)
    case "0": _ = try pop()
    case "1": _ = try popToMark()
    case "2": stack.append(try top())
    case "N": stack.append(.none)
    case "\u{88}": stack.append(.bool(true))
    case "\u{89}": stack.append(.bool(false))
    case "I", "J", "K", "L", "M", "\u{8A}", "\u{8B}", "F", "G": try number(opcode)
    case "S", "T", "U", "V", "X", "B", "C", "\u{8C}", "\u{8D}", "\u{8E}", "\u{96}":
      try text(opcode)
    case "]", "\u{8F}": stack.append(.list(register(PickleList())))
    case "}": stack.append(.dictionary(register(PickleDictionary())))
    case ")": stack.append(try tuple([]))
    case "\u{85}", "\u{86}", "\u{87}":
      let count = Int(opcode) - 0x84
      guard stack.count - count >= (marks.last ?? 0) else { throw fail("enough items", "too few") }
      let items = Array(stack.suffix(count))
      stack.removeLast(count)
      stack.append(try tuple(items))
    case "t": stack.append(try tuple(try popToMark()))
    case "l", "\u{91}":
      let list = register(PickleList())
      list.items = try popToMark()
      stack.append(.list(list))
    case "d":
      let dictionary = register(PickleDictionary())
      stack.append(.dictionary(dictionary))
      let items = try popToMark(above: 1)
      try add(items, to: dictionary)
    case "a": try append([try pop()])
    case "e", "\u{90}": try append(try popToMark())
    case "s":
      let value = try pop()
      let key = try pop()
      try set([key, value])
    case "u": try set(try popToMark())
    case "p", "q", "r", "\u{94}", "g", "h", "j": try memory(opcode)
    case "c":
      let module = try line()
      let name = try line()
      try global(module: module, name: name)
    case "\u{93}":
      guard let name = try pop().text, let module = try pop().text else {
        throw fail("two texts that name a function", "others")
      }
      try global(module: module, name: name)
    case "R":
      let arguments = try pop()
      stack.append(try call(try pop(), arguments))
    case "b":
      let state = try pop()
      try build(try top(), state)
    case "Q": stack.append(try persistent(try pop()))
    case "\u{80}":
      let version = try byte()
      guard version <= 5 else { throw fail("a pickle protocol from 0 to 5", "\(version)") }
    case "\u{95}": _ = try count(8)
    default:
      throw refuse("the operation 0x\(String(opcode, radix: 16)), which builds an object")
    }
  }

  private func memory(_ opcode: UInt8) throws(InputFileError) {
    switch Character(Unicode.Scalar(opcode)) {
    case "p": memo[Int(try int64(try line()))] = try top()
    case "q": memo[Int(try unsigned(1))] = try top()
    case "r": memo[Int(try unsigned(4))] = try top()
    case "\u{94}": memo[memo.count] = try top()
    default:
      let key =
        switch Character(Unicode.Scalar(opcode)) {
        case "g": Int(try int64(try line()))
        case "h": Int(try unsigned(1))
        default: Int(try unsigned(4))
        }
      guard let item = memo[key] else { throw fail("an item remembered before", "number \(key)") }
      stack.append(item)
    }
  }

  private func append(_ items: [PickleItem]) throws(InputFileError) {
    guard case .list(let list) = try top() else { throw fail("a list to append to", "another") }
    list.items += items
  }

  private func set(_ items: [PickleItem]) throws(InputFileError) {
    guard case .dictionary(let dictionary) = try top() else {
      throw fail("a dictionary to set items of", "another")
    }
    try add(items, to: dictionary)
  }

  private func add(
    _ items: [PickleItem], to dictionary: PickleDictionary
  ) throws(InputFileError) {
    guard items.count.isMultiple(of: 2) else { throw fail("keys with values", "a key alone") }
    for index in stride(from: 0, to: items.count, by: 2) {
      dictionary.pairs.append((items[index], items[index + 1]))
    }
  }

  private func tuple(_ items: [PickleItem]) throws(InputFileError) -> PickleItem {
    var depth = 1
    for case .tuple(_, let inner) in items { depth = max(depth, inner + 1) }
    guard depth <= limits.depth else {
      throw .limitExceeded(
        path: path, position: .byte(opcodeIndex), what: "levels of nesting", limit: limits.depth)
    }
    return .tuple(items, depth: depth)
  }

  private func global(module: String, name: String) throws(InputFileError) {
    guard let global = PickleGlobal(module: module, name: name) else {
      throw refuse("the name '\(module).\(name)'")
    }
    stack.append(.global(global))
  }

  // MARK: - The stack

  func pop() throws(InputFileError) -> PickleItem {
    guard stack.count > (marks.last ?? 0), let item = stack.popLast() else {
      throw fail("an item", "an empty stack")
    }
    return item
  }

  private func top() throws(InputFileError) -> PickleItem {
    guard stack.count > (marks.last ?? 0), let item = stack.last else {
      throw fail("an item", "an empty stack")
    }
    return item
  }

  /// Takes the items above the last mark, leaving the topmost ones alone.
  private func popToMark(above kept: Int = 0) throws(InputFileError) -> [PickleItem] {
    guard let mark = marks.popLast(), mark <= stack.count - kept else {
      throw fail("a mark", "none")
    }
    let items = Array(stack[mark..<stack.count - kept])
    stack.removeSubrange(mark..<stack.count - kept)
    return items
  }

  // MARK: - Errors

  func fail(_ expected: String, _ found: String) -> InputFileError {
    .malformed(path: path, position: .byte(opcodeIndex), expected: expected, found: found)
  }

  func refuse(_ found: String) -> InputFileError {
    .refusedPickle(path: path, byte: opcodeIndex, found: found, remedy: remedy)
  }
}
