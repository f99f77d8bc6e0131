internal import Foundation

/// The files that one path, pattern or folder stands for.
public enum ShardList {
  /// The files in natural numeric order.
  ///
  /// - Parameter pattern: a file, taken as it is; a folder, for its npy, npz and safetensors files;
  ///   or a pattern with `*`, `?` or `[…]`.
  /// - Returns: at least one path.
  /// - Throws: ``TensorFileError/noMatch(pattern:)`` if nothing is found, and
  ///   ``TensorFileError/shardMismatch(source:expected:found:)`` if the numbers in the names have a
  ///   gap, since a missing shard would shift all rows behind it.
  public static func paths(_ pattern: String) throws(TensorFileError) -> [String] {
    var isDirectory: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(atPath: pattern, isDirectory: &isDirectory)
    var paths: [String]
    if exists, !isDirectory.boolValue {
      return [pattern]
    } else if exists {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: pattern)) ?? []
      paths = names.filter { name in
        !name.hasPrefix(".") && [".npy", ".npz", ".safetensors"].contains { name.hasSuffix($0) }
      }
      .map { pattern.hasSuffix("/") ? pattern + $0 : "\(pattern)/\($0)" }
    } else if pattern.contains(where: { "*?[".contains($0) }) {
      paths = glob(pattern)
    } else {
      // The error of a plain path that is not there says just that.
      return [pattern]
    }
    guard !paths.isEmpty else { throw .noMatch(pattern: pattern) }
    paths = naturalOrder(paths)
    try checkGaps(paths)
    return paths
  }

  /// Texts in the order in which people count: numbers inside them by value.
  public static func naturalOrder(_ texts: [String]) -> [String] {
    texts.map { (parts: parts($0), text: $0) }
      .sorted { first, second in
        for (left, right) in zip(first.parts, second.parts) where left != right {
          return left < right
        }
        return (first.parts.count, first.text) < (second.parts.count, second.text)
      }
      .map(\.text)
  }

  /// A run of digits or of other characters; a number comes before a word.
  private enum Part: Equatable, Comparable {
    /// The digits without leading zeros; more digits make the greater number.
    case number(count: Int, digits: String)
    case word(String)
  }

  private static func parts(_ text: String) -> [Part] {
    var result: [Part] = []
    var rest = Substring(text)
    while let first = rest.first {
      let isNumber = isDigit(first)
      let run = rest.prefix { isDigit($0) == isNumber }
      rest = rest[run.endIndex...]
      if isNumber {
        let digits = run.drop { $0 == "0" }
        result.append(.number(count: digits.count, digits: String(digits)))
      } else {
        result.append(.word(String(run)))
      }
    }
    return result
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }

  /// Refuses names that differ in one number only and whose numbers do not have equal steps.
  private static func checkGaps(_ paths: [String]) throws(TensorFileError) {
    let all = paths.map(parts)
    guard paths.count > 2, let shape = all.first, all.allSatisfy({ $0.count == shape.count })
    else { return }
    let varying = shape.indices.filter { index in all.contains { $0[index] != shape[index] } }
    guard varying.count == 1 else { return }
    let numbers = all.compactMap { parts -> Int? in
      guard case .number(_, let digits) = parts[varying[0]] else { return nil }
      return digits.isEmpty ? 0 : Int(digits)
    }
    guard numbers.count == paths.count else { return }
    // Shards may be numbered by their first row, so any constant step is right.
    let step = numbers[1] - numbers[0]
    for index in 2..<numbers.count where numbers[index] - numbers[index - 1] != step {
      throw .shardMismatch(
        source: paths[index],
        expected: "the shard number \(numbers[index - 1] + step) after '\(paths[index - 1])'",
        found: "the number \(numbers[index]), so a shard seems to be missing; name the files one by"
          + " one if they are complete")
    }
  }

  private static func glob(_ pattern: String) -> [String] {
    var result = unsafe glob_t()
    defer { unsafe globfree(&result) }
    guard unsafe Foundation.glob(pattern, 0, nil, &result) == 0 else { return [] }
    return unsafe (0..<Int(result.gl_pathc)).compactMap { index in
      unsafe result.gl_pathv[index].map { unsafe String(cString: $0) }
    }
  }
}
