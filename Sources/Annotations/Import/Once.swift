/// A question about a file that is answered once, when it is first asked.
final class Once {
  private let answer: () throws -> Bool
  private var known: Bool?

  /// Prepares a question.
  init(_ answer: @escaping () throws -> Bool) { self.answer = answer }

  /// The answer.
  func callAsFunction() throws -> Bool {
    if let known { return known }
    let found = try answer()
    known = found
    return found
  }
}
