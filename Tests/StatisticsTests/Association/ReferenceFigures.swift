import Foundation
import Testing

/// Figures of other programs, from a file in References beside the script that wrote it.
enum ReferenceFigures {
  /// Decodes `References/<name>.json`.
  static func load<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "References"))
    return try JSONDecoder().decode(type, from: Data(contentsOf: url))
  }
}
