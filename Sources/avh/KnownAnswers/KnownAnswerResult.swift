/// What became of one case.
package struct KnownAnswerResult: Sendable {
  /// How a case ended.
  package enum Status: String, CaseIterable, Sendable {
    /// Every expected field was computed and is right.
    case pass
    /// A field is wrong, or an error came where values were expected, or the reverse.
    case fail
    /// What was computed is right, but an expected field was not computed.
    case incomplete
    /// The function is not known.
    case unsupported
  }

  /// The name of the case.
  package let id: String
  /// What was computed.
  package let function: String
  /// How the case ended.
  package let status: Status
  /// One line for each wrong or missing field.
  package let misses: [String]
  /// The error of the computation, where there was one.
  package let error: String?
  /// The number of fields that were expected.
  package let fieldsExpected: Int
  /// The number of fields that were computed and compared.
  package let fieldsCompared: Int
  /// The computed fields among the expected ones.
  let computed: [String: AnswerValue]

  /// Runs a case.
  init(_ answerCase: KnownAnswerCase) {
    guard let function = KnownFunction(rawValue: answerCase.function) else {
      self.init(answerCase, status: .unsupported, misses: ["the function is not known"])
      return
    }
    do {
      let computed = try function.compute(CaseArguments(answerCase))
      self.init(answerCase, computed: computed)
    } catch let error as KnownAnswersError {
      self.init(answerCase, status: .fail, misses: [error.description], error: error.description)
    } catch {
      let isRight = answerCase.isUndefined || answerCase.acceptsUndefined
      self.init(
        answerCase, status: isRight ? .pass : .fail,
        misses: isRight ? [] : ["values were expected, but: \(error)"], error: "\(error)")
    }
  }

  /// Judges computed values.
  private init(_ answerCase: KnownAnswerCase, computed: [String: AnswerValue]) {
    id = answerCase.id
    function = answerCase.function
    error = nil
    self.computed =
      answerCase.isUndefined ? computed : computed.filter { answerCase.expected[$0.key] != nil }
    guard !answerCase.isUndefined else {
      let isRight = AnswerComparison.isWithoutNumber(.fields(computed))
      status = isRight ? .pass : .fail
      misses = isRight ? [] : ["values were computed, but none exist"]
      fieldsExpected = 1
      fieldsCompared = 1
      return
    }
    let comparison = AnswerComparison(answerCase, computed: computed)
    fieldsExpected = comparison.expected
    fieldsCompared = comparison.compared
    misses = comparison.misses + comparison.missing.map { "\($0): not computed" }
    status =
      comparison.misses.isEmpty ? (comparison.missing.isEmpty ? .pass : .incomplete) : .fail
  }

  /// Records a case without values.
  private init(
    _ answerCase: KnownAnswerCase, status: Status, misses: [String], error: String? = nil
  ) {
    id = answerCase.id
    function = answerCase.function
    self.status = status
    self.misses = misses
    self.error = error
    computed = [:]
    fieldsExpected = AnswerComparison.fieldCount(answerCase)
    fieldsCompared = status == .pass ? fieldsExpected : 0
  }
}
