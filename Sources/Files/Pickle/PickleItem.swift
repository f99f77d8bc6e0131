/// What stands on the stack of a pickle while it is read.
indirect enum PickleItem {
  case none
  case bool(Bool)
  case integer(Int64)
  case float(Double)
  case string(String)
  /// Bytes, and texts of Python 2, which are bytes too.
  case bytes([UInt8], isText: Bool)
  /// Items, and how many tuples stand inside each other in them.
  case tuple([PickleItem], depth: Int)
  case list(PickleList)
  case dictionary(PickleDictionary)
  /// A known function or type; naming it does nothing.
  case global(PickleGlobal)
  case elementType(PickleElementType)
  case array(PickleArrayBuilder)
  case storage(PickleStorage)

  /// The text of a string of any Python version.
  var text: String? {
    switch self {
    case .string(let text): text
    case .bytes(let bytes, true): String(validating: bytes, as: UTF8.self)
    default: nil
    }
  }

  var int: Int? {
    switch self {
    case .integer(let value): Int(value)
    case .bool(let value): value ? 1 : 0
    default: nil
    }
  }

  var tuple: [PickleItem]? {
    if case .tuple(let items, _) = self { items } else { nil }
  }

  /// The numbers of a tuple of whole numbers.
  var ints: [Int]? {
    guard let items = tuple else { return nil }
    let ints = items.compactMap(\.int)
    return ints.count == items.count ? ints : nil
  }
}

/// Something whose content arrives in later steps, and may then hold itself.
protocol PickleContainer: AnyObject {
  /// Lets go of the content, so that circles and long chains of containers end.
  func clear()
}

/// A list that later steps of the pickle may extend.
final class PickleList: PickleContainer {
  var items: [PickleItem] = []
  func clear() { items = [] }
}

/// A dictionary that later steps of the pickle may extend.
final class PickleDictionary: PickleContainer {
  var pairs: [(key: PickleItem, value: PickleItem)] = []
  func clear() { pairs = [] }
}

/// A NumPy type; its byte order arrives in a second step.
final class PickleElementType {
  let code: String
  var order = "|"

  init(code: String) { self.code = code }

  /// The type string, such as `<i8`.
  var descr: String { order + code }

  /// The size of an element; nil for Python objects and unknown types.
  var byteCount: Int? {
    guard let kind = code.first, let width = Int(code.dropFirst()), width >= 0, width < 1 << 26
    else { return nil }
    switch kind {
    case "f", "i", "u", "b", "S", "c": return width
    case "U": return 4 * width
    default: return nil
    }
  }
}

/// An array whose content arrives in a second step.
final class PickleArrayBuilder: PickleContainer {
  enum Content {
    case missing
    case bytes([UInt8])
    case objects([PickleItem])
  }

  var descr = ""
  var shape: [Int] = []
  var isFortranOrder = false
  var content = Content.missing
  func clear() { content = .missing }
}

/// The elements of torch tensors, in a file of their own in the archive.
struct PickleStorage {
  var descr: String
  var size: Int
  var key: String
}

/// The functions and types that a pickle may name; none of them is ever run.
enum PickleGlobal: Equatable {
  case reconstructArray
  case arrayType
  case elementType
  case scalar
  case fromBuffer
  case encode
  case orderedDictionary
  case defaultDictionary
  case set
  /// A type such as `list` that only stands as an argument.
  case inert
  case rebuildTensor
  case rebuildParameter
  case storageType(descr: String, size: Int)

  init?(module: String, name: String) {
    switch (module, name) {
    case ("numpy.core.multiarray", "_reconstruct"), ("numpy._core.multiarray", "_reconstruct"):
      self = .reconstructArray
    case ("numpy", "ndarray"): self = .arrayType
    case ("numpy", "dtype"): self = .elementType
    case ("numpy.core.multiarray", "scalar"), ("numpy._core.multiarray", "scalar"):
      self = .scalar
    case ("numpy.core.numeric", "_frombuffer"), ("numpy._core.numeric", "_frombuffer"):
      self = .fromBuffer
    case ("_codecs", "encode"): self = .encode
    case ("collections", "OrderedDict"): self = .orderedDictionary
    case ("collections", "defaultdict"): self = .defaultDictionary
    case ("builtins", "set"), ("__builtin__", "set"), ("builtins", "frozenset"),
      ("__builtin__", "frozenset"):
      self = .set
    case ("builtins", let type), ("__builtin__", let type):
      guard ["list", "dict", "int", "float", "str", "tuple", "bool"].contains(type) else {
        return nil
      }
      self = .inert
    case ("torch._utils", "_rebuild_tensor_v2"): self = .rebuildTensor
    case ("torch._utils", "_rebuild_parameter"): self = .rebuildParameter
    case ("torch", let type):
      guard let storage = Self.storages[type] else { return nil }
      self = .storageType(descr: storage.descr, size: storage.size)
    default: return nil
    }
  }

  private static let storages: [String: (descr: String, size: Int)] = [
    "DoubleStorage": ("<f8", 8), "FloatStorage": ("<f4", 4), "HalfStorage": ("<f2", 2),
    "BFloat16Storage": ("bfloat16", 2), "LongStorage": ("<i8", 8), "IntStorage": ("<i4", 4),
    "ShortStorage": ("<i2", 2), "CharStorage": ("|i1", 1), "ByteStorage": ("|u1", 1),
    "BoolStorage": ("|b1", 1),
  ]
}
