internal import Files

/// What a variable of a MATLAB file says of itself before its values.
struct MATHeader {
  /// The class of a variable, a number of the format.
  let kind: Int
  let isComplex: Bool
  let isLogical: Bool
  /// The sizes of the dimensions as MATLAB has them, at least two.
  let dimensions: [Int]
  /// The name; empty within a cell array.
  let name: String

  /// Reads the parts before the values from the elements inside a matrix.
  init(
    _ elements: inout MATElements, source: String
  ) throws(TensorFileError) {
    let flags = try elements.numbers(try elements.next(isCut: true))
    guard flags.count == 2 else { throw elements.malformed("flags", "\(flags.count, "number")") }
    (kind, isComplex) = (flags[0] & 0xFF, flags[0] & 0x800 != 0)
    isLogical = flags[0] & 0x200 != 0
    // Objects of newer classes have neither dimensions nor, in this place, a name.
    guard kind != 17 else {
      (dimensions, name) = ([0, 0], try elements.name(try elements.next(isCut: true)))
      return
    }
    dimensions = try elements.numbers(try elements.next(isCut: true))
    guard dimensions.count >= 2 else {
      throw elements.malformed("two dimensions or more", "\(dimensions.count)")
    }
    name = try elements.name(try elements.next(isCut: true))
    try TensorShape.check(dimensions, type: .uint8, source: source, byte: elements.position)
  }

  /// The shape as other programs have it: MATLAB has no vectors, so what has one row or one column
  /// is one.
  var shape: [Int] {
    guard dimensions.count == 2, dimensions.contains(1) else { return dimensions }
    return [dimensions[0] * dimensions[1]]
  }

  /// Why the variable is not read, and what to do; nil when it is.
  var refusal: (found: String, remedy: String)? {
    switch kind {
    case 2:
      (
        "a struct",
        "in MATLAB, save its fields as variables with save('data.mat', '-struct', '\(name)')"
      )
    case 3, 17:
      (
        "an object, such as a string array or a table",
        "in MATLAB, save texts as cellstr(x) and a table as table2array(t) or column by column"
      )
    case 5: ("a sparse matrix", "in MATLAB, save full(\(name))")
    case 16: ("a function", "save arrays only")
    case 1, 4, 6...15:
      isComplex ? ("complex numbers", "in MATLAB, save real(\(name)) or abs(\(name))") : nil
    default: ("a variable of class \(kind)", "in MATLAB, save it with save('data.mat', '-v7')")
    }
  }
}
