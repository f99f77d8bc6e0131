/// A named set of classes, and what index, name and WordNet identifier each has.
///
/// A class index means nothing without the space it counts in: index 490 of `ilsvrc-id-1` is index
/// 65 of `sorted-wnid-0`. Indices are converted through names or WordNet identifiers, never guessed.
///
/// | space | indices | classes |
/// | --- | --- | --- |
/// | `cifar10` | 0…9 | airplane … truck |
/// | `sorted-wnid-0` | 0…999 | the ImageNet-1k synsets in order of WordNet identifier (torchvision) |
/// | `caffe` | 0…999 | the same order as `sorted-wnid-0` |
/// | `ilsvrc-id-1` | 1…1000 | the identifiers of the ILSVRC 2012 development kit |
/// | `geirhos-16` | 0…15 | the sixteen entry-level classes of model-vs-human, in alphabetical order |
/// | `names` | 0… | the names given, in their own order |
package struct LabelSpace: Sendable, Equatable {
  /// The names that need no file.
  package static let knownNames = [
    "cifar10", "sorted-wnid-0", "ilsvrc-id-1", "caffe", "geirhos-16",
  ]

  /// The name of the space.
  package let name: String
  /// The classes, in order of their index.
  package let classes: [ClassName]

  /// Whether a number that is no name is no class either, because nothing says in what order the
  /// classes are: those of the answers of a file come in the order of their names.
  package var readsNamesOnly = false

  private let indexOfKey: [String: Int32]
  /// The class of each number, when all names are whole numbers; then a number is a name, never a
  /// position: the classes 1, 2 and 4 of a file are not the first, second and fourth.
  private let indexOfNumber: [Int32: Int32]?

  /// Creates a space.
  ///
  /// - Parameters:
  ///   - name: The name of the space.
  ///   - classes: The classes; indices must be consecutive, names and identifiers unique.
  /// - Throws: ``StudyValuesError/labelSpace(_:)`` when they are not.
  package init(name: String, classes: [ClassName]) throws(StudyValuesError) {
    let sorted = classes.sorted { $0.index < $1.index }
    var keys: [String: Int32] = [:]
    for (offset, item) in sorted.enumerated() {
      // An index from a file may be the last of its type.
      let expected = Int(sorted[0].index) + offset
      guard item.index == expected else {
        throw .labelSpace(
          "the label space \(name) has no class \(expected): indices must be consecutive")
      }
      for key in [LabelSpace.key(item.name), item.wnid.map(LabelSpace.key)].compactMap(\.self) {
        if let other = keys.updateValue(item.index, forKey: key), other != item.index {
          let first = sorted[Int(other - sorted[0].index)].name
          throw .labelSpace(
            "the classes `\(first)` and `\(item.name)` of the label space \(name) differ by no more "
              + "than case, outer blanks, or hyphens and underscores for spaces; give them names "
              + "that differ")
        }
      }
    }
    // `0.50` is also found as `0.5`, unless that is another class.
    for item in sorted {
      guard let number = DecimalNumber(item.name), number.whole == nil, let name = number.canonical,
        keys[name] == nil
      else { continue }
      keys[name] = item.index
    }
    guard !sorted.isEmpty else { throw .labelSpace("the label space \(name) has no classes") }
    self.name = name
    self.classes = sorted
    indexOfKey = keys
    let numbers = sorted.compactMap { item in
      LabelSpace.integer(item.name).map { ($0, item.index) }
    }
    indexOfNumber = numbers.isEmpty ? nil : Dictionary(numbers) { first, _ in first }
  }

  /// The classes of the names given, numbered from 0 in that order.
  ///
  /// - Parameter names: The names.
  /// - Returns: A space called `names`.
  /// - Throws: ``StudyValuesError/labelSpace(_:)`` when two names are the same or there are none.
  package static func named(_ names: [String]) throws(StudyValuesError) -> LabelSpace {
    try LabelSpace(
      name: "names",
      classes: names.enumerated().map { ClassName(index: Int32($0.offset), name: $0.element) })
  }

  /// The smallest index.
  package var firstIndex: Int32 { classes[0].index }

  /// The class at an index of this space, or nil.
  package subscript(index: Int32) -> ClassName? {
    let offset = Int(index) - Int(firstIndex)
    return classes.indices.contains(offset) ? classes[offset] : nil
  }

  /// The index of the class that a text names, or nil.
  ///
  /// A name or WordNet identifier is matched without regard to case, with inner underscores, hyphens
  /// and spaces alike, and without blanks around it; only then is the text read as a number, see
  /// ``index(of:)-(Int)``.
  package func index(of text: String) -> Int32? {
    if let index = indexOfKey[LabelSpace.key(text)] { return index }
    let plain = NameText.plain(text)
    if let number = DecimalNumber.withComma(plain) {
      for text in [number.whole, number.canonical].compactMap(\.self) {
        if let index = indexOfKey[text] { return index }
      }
    }
    guard !hasUnknownOrder else { return nil }
    return LabelSpace.integer(plain).flatMap { index(of: Int($0)) }
  }

  /// The index of the class that a number means, or nil.
  ///
  /// It is the number itself, unless a class is named by a number: then it is the class of that name.
  package func index(of number: Int) -> Int32? {
    guard let number = Int32(exactly: number) else { return nil }
    if let indexOfNumber { return indexOfNumber[number] }
    return self[number] == nil ? nil : number
  }

  /// The index of the class with a name or WordNet identifier, or nil.
  package func indexByName(_ text: String) -> Int32? { indexOfKey[LabelSpace.key(text)] }

  /// What messages expect in place of a text that is no class.
  package var expectation: String {
    "a class of the label space \(name)"
      + (hasUnknownOrder
        ? ", by its name (they are those of earlier answers in the order of their names, so a number "
          + "is none of them; declare what the numbers mean with --label-space FILE)" : "")
  }

  /// What to say of a number that is one above the last class; nothing of any other text.
  package func hint(_ text: String) -> String {
    guard indexOfNumber == nil, !readsNamesOnly, let number = LabelSpace.integer(text),
      Int(number) == Int(firstIndex) + classes.count, number > 0
    else { return "" }
    return " (its numbers count from \(firstIndex); write them so, or the names of the classes)"
  }

  /// Whether a number that names no class means none: names were found in answers, and none is a number.
  package var hasUnknownOrder: Bool { readsNamesOnly && indexOfNumber == nil }

  /// Whether both have the same name and classes.
  package static func == (left: LabelSpace, right: LabelSpace) -> Bool {
    left.name == right.name && left.classes == right.classes
  }

  /// Reads `7`, `007`, `7.0` and `7e0` as 7; `-0` is no number of a class.
  package static func integer(_ text: String) -> Int32? {
    guard let number = DecimalNumber(text)?.whole, let value = Int32(number) else { return nil }
    return value == 0 && text.hasPrefix("-") ? nil : value
  }

  /// The form in which names are compared.
  ///
  /// It is plain, in lower case, and has spaces for underscores and hyphens between other characters.
  /// One at either end is kept: `B-` is not `B`, nor `-1` `1`.
  package static func key(_ text: String) -> String {
    var bytes = Array(NameText.plain(text).lowercased().utf8)
    guard bytes.count > 2 else { return String(decoding: bytes, as: UTF8.self) }
    for index in 1..<bytes.count - 1 where bytes[index] == 0x5F || bytes[index] == 0x2D {
      bytes[index] = 0x20
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
