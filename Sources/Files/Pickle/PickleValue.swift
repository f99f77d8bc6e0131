/// A value that was read from a pickle: data only, never anything that acts.
package indirect enum PickleValue: Sendable, Equatable {
  /// `None`.
  case none
  /// `True` or `False`.
  case bool(Bool)
  /// A whole number that fits 64 bits.
  case integer(Int64)
  /// A floating-point number.
  case float(Double)
  /// A text.
  case string(String)
  /// Bytes.
  case bytes([UInt8])
  /// A list; also a set, in the order of the file.
  case list([PickleValue])
  /// A tuple.
  case tuple([PickleValue])
  /// A dictionary in the order of the file.
  case dictionary([PicklePair])
  /// A NumPy array or a torch tensor.
  case array(PickledArray)

  /// The value of a text key of a dictionary.
  package subscript(key: String) -> PickleValue? {
    guard case .dictionary(let pairs) = self else { return nil }
    return pairs.first { $0.key == .string(key) }?.value
  }

  /// The elements of a list or tuple.
  package var elements: [PickleValue]? {
    switch self {
    case .list(let values), .tuple(let values): values
    default: nil
    }
  }

  /// The text of a string.
  package var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The number of an integer.
  package var int: Int? {
    if case .integer(let value) = self { Int(value) } else { nil }
  }
}

/// A key of a pickled dictionary and its value.
package struct PicklePair: Sendable, Equatable {
  /// The key.
  package let key: PickleValue
  /// The value.
  package let value: PickleValue
}

/// A NumPy array or torch tensor that was read from a pickle.
package struct PickledArray: Sendable, Equatable {
  /// The elements of an array.
  package enum Content: Sendable, Equatable {
    /// Elements of fixed size, as they stand in memory.
    case bytes([UInt8])
    /// Python objects in row-major order.
    case objects([PickleValue])
  }

  /// The type as NumPy writes it, such as `<i8`; `bfloat16` for torch's type of that name.
  package let descr: String
  /// The sizes of the dimensions.
  package let shape: [Int]
  /// Whether the first dimension runs fastest.
  package let isFortranOrder: Bool
  /// The elements.
  package let content: Content
}
