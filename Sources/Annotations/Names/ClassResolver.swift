internal import StudyValues

/// Reads the classes of a file in the label space of its format and gives them in the declared one.
///
/// A format with a label space of its own, such as `cifar10h-raw` or `tsipras-classify`, numbers its
/// classes by that space whatever space a study uses; reading its numbers as indices of the study's
/// space would be a silent error.
struct ClassResolver {
  /// The space that the results count in.
  let output: LabelSpace
  private let native: LabelSpace
  /// For each class of the native space, its index in the output; empty when both are the same.
  private let conversion: [Int32]

  /// Creates a resolver.
  ///
  /// - Parameters:
  ///   - native: The space of the format, if it fixes one, or that found in the file.
  ///   - declared: The space that was asked for, if any.
  ///   - file: The file, for the error when there is neither.
  /// - Throws: ``AnnotationError/undeclaredLabelSpace(file:reason:)``, or
  ///   ``StudyValuesError/labelSpace(_:)`` when the declared space lacks a class of the format.
  init(native: LabelSpace?, declared: LabelSpace?, file: String = "the file") throws {
    guard let space = native ?? declared else {
      throw AnnotationError.undeclaredLabelSpace(file: file, reason: "nothing names its classes")
    }
    self.native = space
    output = declared ?? space
    conversion = output == space ? [] : try space.conversion(to: output)
  }

  /// The output index of the class that a text names, or nil.
  func index(of text: String) -> Int32? { native.index(of: text).map(convert) }

  /// The output index of a native index, or nil when there is no such class.
  func index(of number: Int) -> Int32? {
    native.index(of: number).map(convert)
  }

  /// The output indices of the native classes, in order.
  var outputIndices: [Int32] { native.classes.map { convert($0.index) } }

  private func convert(_ index: Int32) -> Int32 {
    conversion.isEmpty ? index : conversion[Int(index - native.firstIndex)]
  }
}
