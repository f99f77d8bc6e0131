import Foundation

/// The part of JSON Schema (draft 2020-12) that the reports use: type, const, required, properties,
/// additionalProperties and items.
struct JSONSchema {
  private let schema: [String: Any]

  /// Takes a schema as JSON.
  init(_ schema: Any) { self.schema = schema as? [String: Any] ?? [:] }

  /// What a value breaks, each with its place.
  func faults(in value: Any, at place: String = "") -> [String] {
    if let expected = schema["const"] as? String, value as? String != expected {
      return ["\(place) is not \(expected)"]
    }
    let types = schema["type"] as? [String] ?? (schema["type"] as? String).map { [$0] } ?? []
    if !types.isEmpty, !types.contains(where: { Self.isOf($0, value) }) {
      return ["\(place) is not \(types[0])"]
    }
    var faults: [String] = []
    if let object = value as? [String: Any] {
      let prefix = place.isEmpty ? "" : "\(place)."
      let properties = schema["properties"] as? [String: Any] ?? [:]
      for name in schema["required"] as? [String] ?? [] where object[name] == nil {
        faults.append("\(prefix)\(name) is missing")
      }
      for (name, part) in object {
        if let known = properties[name] {
          faults += JSONSchema(known).faults(in: part, at: prefix + name)
        } else if schema["additionalProperties"] as? Bool == false {
          faults.append("\(prefix)\(name) is not allowed")
        }
      }
    }
    if let items = schema["items"], let list = value as? [Any] {
      for (index, item) in list.enumerated() {
        faults += JSONSchema(items).faults(in: item, at: "\(place)[\(index)]")
      }
    }
    return faults
  }

  private static func isOf(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "null": return value is NSNull
    case "string": return value is String
    case "object": return value is [String: Any]
    case "array": return value is [Any]
    case "number": return value is NSNumber
    case "integer":
      guard let number = (value as? NSNumber)?.doubleValue else { return false }
      return number.rounded() == number
    default: return false
    }
  }
}
