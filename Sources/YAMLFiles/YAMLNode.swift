/// A node of a YAML document with its place.
package struct YAMLNode: Sendable, Equatable {
  /// What the node holds.
  package enum Content: Sendable, Equatable {
    /// A text; plain if it stood without quotes, so that it may mean a number or a truth value.
    case scalar(String, isPlain: Bool)
    /// A list.
    case sequence([YAMLNode])
    /// Names and values in the order of the file, every name once.
    case mapping([YAMLPair])
  }

  /// What the node holds.
  package let content: Content
  /// The line on which it begins, from 1.
  package let line: Int
  /// The column at which it begins, from 1.
  package let column: Int

  /// Creates a node.
  package init(_ content: Content, line: Int, column: Int) {
    self.content = content
    self.line = line
    self.column = column
  }

  /// The text of a scalar, quoted or not; nil for `null` and `~` without quotes.
  package var string: String? {
    guard case .scalar(let text, _) = content else { return nil }
    return isNull ? nil : text
  }

  /// Whether the node is empty, `~` or `null` without quotes.
  package var isNull: Bool {
    guard case .scalar(let text, true) = content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// The truth value of a plain `true` or `false`; `yes`, `no`, `on` and `off` are texts.
  package var bool: Bool? {
    guard case .scalar(let text, true) = content else { return nil }
    switch text {
    case "true", "True", "TRUE": return true
    case "false", "False", "FALSE": return false
    default: return nil
    }
  }

  /// The number of a plain scalar without fraction.
  package var int: Int? {
    guard case .scalar(let text, true) = content else { return nil }
    return Int(text)
  }

  /// The number of a plain scalar; `.inf` and `.nan` as YAML writes them.
  package var double: Double? {
    guard case .scalar(let text, true) = content else { return nil }
    switch text.lowercased() {
    case ".inf", "+.inf": return .infinity
    case "-.inf": return -.infinity
    case ".nan": return .nan
    default:
      guard let last = text.utf8.last, last == UInt8(ascii: ".") || last &- 48 < 10,
        !text.contains("x"), !text.contains("X")
      else { return nil }
      return Double(text)
    }
  }

  /// The nodes of a sequence.
  package var sequence: [YAMLNode]? {
    if case .sequence(let nodes) = content { nodes } else { nil }
  }

  /// The pairs of a mapping.
  package var mapping: [YAMLPair]? {
    if case .mapping(let pairs) = content { pairs } else { nil }
  }

  /// The value of a name in a mapping.
  ///
  /// - Complexity: O(pairs).
  package subscript(key: String) -> YAMLNode? {
    mapping?.first { $0.key == key }?.value
  }

  /// What kind of node it is, for messages.
  package var kind: String {
    switch content {
    case .scalar: isNull ? "nothing" : "a single value"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// A name of a YAML mapping with its place and its value.
package struct YAMLPair: Sendable, Equatable {
  /// The name.
  package let key: String
  /// The line of the name, from 1.
  package let line: Int
  /// The column of the name, from 1.
  package let column: Int
  /// The value.
  package let value: YAMLNode
}
