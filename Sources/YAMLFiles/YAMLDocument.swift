package import Files
internal import Yams

/// Reads YAML files with bounds on size, depth, aliases and nodes.
package enum YAMLDocument {
  /// Reads a file that holds one document.
  ///
  /// - Parameters:
  ///   - path: a YAML file, plain or gzip.
  ///   - limits: bounds on size, depth, aliases and nodes.
  /// - Returns: the root node.
  /// - Throws: `InputFileError` naming line and column.
  package static func read(
    path: String, limits: InputLimits = .standard
  ) throws(InputFileError) -> YAMLNode {
    let bytes = try ByteSource(path: path, limits: limits).readAll(limit: limits.yamlBytes)
    return try parse(bytes, name: path, limits: limits)
  }

  /// Parses bytes that hold one document.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8 text.
  ///   - name: what messages call it.
  ///   - limits: bounds on depth, aliases and nodes.
  /// - Returns: the root node.
  /// - Throws: `InputFileError` naming line and column.
  package static func parse(
    _ bytes: [UInt8], name: String, limits: InputLimits = .standard
  ) throws(InputFileError) -> YAMLNode {
    let checked = try CheckedText(bytes, name: name)
    let text = try unsafe checked.withBytes { (buffer) throws(InputFileError) in
      try unsafe checkAliases(buffer, name: name, limits: limits)
      return unsafe String(decoding: buffer, as: UTF8.self)
    }
    let root: Node?
    do {
      // Without rules every scalar stays a text; what a plain one means is decided by its reader.
      root = try Parser(yaml: text, resolver: .basic).singleRoot()
    } catch {
      throw translate(error, name: name)
    }
    guard let root else { throw .empty(path: name) }
    var converter = NodeConverter(name: name, limits: limits)
    return try converter.convert(root, depth: 1)
  }

  /// Counts `*name` where a value may begin.
  ///
  /// With few aliases the text that they stand for cannot explode: n aliases multiply it by at most
  /// e^(n/e), 360 times for 16.
  private static func checkAliases(
    _ bytes: UnsafeBufferPointer<UInt8>, name: String, limits: InputLimits
  ) throws(InputFileError) {
    var count = 0
    var mayBegin = true
    var line = 1
    for index in 0..<bytes.count {
      let byte = unsafe bytes[index]
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        mayBegin = true
      case 0x20, 0x09, 0x0D: break
      case UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"),
        UInt8(ascii: "-"), UInt8(ascii: "?"):
        mayBegin = true
      case UInt8(ascii: "*") where mayBegin:
        mayBegin = false
        count += 1
        guard count <= limits.yamlAliases else {
          throw .limitExceeded(
            path: name, position: .line(line), what: "aliases", limit: limits.yamlAliases)
        }
      default: mayBegin = false
      }
    }
  }

  private static func translate(_ error: any Error, name: String) -> InputFileError {
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let place = context.map { " (\($0.text))" } ?? ""
      return .malformed(
        path: name, position: .lineColumn(line: mark.line, column: mark.column),
        expected: "YAML", found: "'\(problem)\(place)'")
    case .duplicatedKeysInMapping(let duplicates, let context):
      return .malformed(
        path: name,
        position: .lineColumn(line: context.mark.line, column: context.mark.column),
        expected: "every name of a mapping once",
        found: "'\(duplicates.first ?? "")' again")
    case .reader(let problem, let offset, _, _):
      return .malformed(
        path: name, position: offset.map { .byte($0) } ?? .file, expected: "YAML",
        found: "'\(problem)'")
    default:
      return .malformed(path: name, position: .file, expected: "YAML", found: "'\(error)'")
    }
  }
}

/// Turns the nodes of Yams into ours and counts them, aliases each time they are used.
private struct NodeConverter {
  let name: String
  let limits: InputLimits
  var count = 0

  mutating func convert(_ node: Node, depth: Int) throws(InputFileError) -> YAMLNode {
    let line = node.mark?.line ?? 1
    let column = node.mark?.column ?? 1
    count += 1
    guard count <= limits.yamlNodes else {
      throw .limitExceeded(
        path: name, position: .line(line), what: "YAML nodes", limit: limits.yamlNodes)
    }
    guard depth <= limits.depth else {
      throw .limitExceeded(
        path: name, position: .line(line), what: "levels of nesting", limit: limits.depth)
    }
    switch node {
    case .scalar(let scalar):
      return YAMLNode(
        .scalar(scalar.string, isPlain: scalar.style == .plain || scalar.style == .any),
        line: line, column: column)
    case .sequence(let sequence):
      var nodes: [YAMLNode] = []
      for element in sequence { nodes.append(try convert(element, depth: depth + 1)) }
      return YAMLNode(.sequence(nodes), line: line, column: column)
    case .mapping(let mapping):
      var pairs: [YAMLPair] = []
      for (key, value) in mapping {
        guard case .scalar(let scalar) = key else {
          throw .unsupported(
            path: name, position: .line(key.mark?.line ?? line), found: "a name that is no text",
            remedy: "use texts as the names of a mapping")
        }
        pairs.append(
          YAMLPair(
            key: scalar.string, line: scalar.mark?.line ?? line,
            column: scalar.mark?.column ?? column, value: try convert(value, depth: depth + 1)))
      }
      return YAMLNode(.mapping(pairs), line: line, column: column)
    case .alias:
      throw .unsupported(
        path: name, position: .line(line), found: "an alias that was not resolved",
        remedy: "write the value in full")
    }
  }
}
