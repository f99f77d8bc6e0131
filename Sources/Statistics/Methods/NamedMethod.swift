/// A method that is one value of a closed list and is known by its name.
public protocol NamedMethod: Equatable, CustomStringConvertible, Sendable {
  /// Every method, in the order of tables.
  static var all: [Self] { get }
  /// The name in files and commands.
  var name: String { get }
}

extension NamedMethod {
  /// Compares names.
  ///
  /// - Parameters:
  ///   - a: A method.
  ///   - b: Another method.
  /// - Returns: Whether they are the same method.
  public static func == (a: Self, b: Self) -> Bool { a.name == b.name }

  /// The name.
  public var description: String { name }

  /// Returns the method of a name.
  ///
  /// - Parameter name: A name of ``all``.
  /// - Throws: ``StatisticsError/unknownMethod(name:allowed:)`` with the names that are known.
  public init(named name: String) throws(StatisticsError) {
    guard let method = Self.all.first(where: { $0.name == name }) else {
      throw .unknownMethod(name: name, allowed: Self.all.map(\.name))
    }
    self = method
  }
}
