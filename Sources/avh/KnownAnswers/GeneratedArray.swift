import Statistics

/// An array that a case describes instead of listing it.
///
/// Everything is sums and products of doubles, each rounded by itself, of the splitmix64 sequence: every
/// language gets the same bits.
struct GeneratedArray {
  /// The most elements of an array, so that a hostile file cannot exhaust the memory.
  static let limit = 20_000_000

  /// The elements.
  let values: [Double]

  /// Creates the array, or nothing when the specification is not a known one.
  init?(_ specification: AnswerValue) {
    guard case .fields(let fields) = specification, case .text(let kind) = fields["kind"],
      let values = Self.make(kind, fields)
    else { return nil }
    self.values = values
  }

  private static func make(_ kind: String, _ fields: [String: AnswerValue]) -> [Double]? {
    switch kind {
    case "uniform":
      guard let size = size(fields), let seed = seed(fields) else { return nil }
      return uniform(seed, size)
    case "affine":
      return affine(fields)
    case "levels":
      guard let of = fields["of"].flatMap({ GeneratedArray($0) }),
        let levels = fields["levels"]?.double, let divisor = fields["divisor"]?.double
      else { return nil }
      return of.values.map { min(max(($0 * levels).rounded(.down), 0), levels - 1) / divisor }
    case "threshold":
      guard let of = fields["of"].flatMap({ GeneratedArray($0) }),
        let below = fields["below"]?.double
      else { return nil }
      return of.values.map { $0 < below ? 1 : 0 }
    default:
      return nil
    }
  }

  private static func affine(_ fields: [String: AnswerValue]) -> [Double]? {
    guard let size = size(fields), let offset = fields["offset"]?.double,
      case .list(let terms) = fields["terms"]
    else { return nil }
    var values = [Double](repeating: offset, count: size)
    for term in terms {
      guard case .fields(let term) = term, let scale = term["scale"]?.double,
        let seed = seed(term)
      else { return nil }
      for (index, unit) in uniform(seed, size).enumerated() {
        let product = scale * unit
        values[index] += product
      }
    }
    return values
  }

  private static func uniform(_ seed: UInt64, _ size: Int) -> [Double] {
    var generator = SplitMix64(seed: seed)
    return (0..<size).map { _ in generator.nextUnit() }
  }

  private static func size(_ fields: [String: AnswerValue]) -> Int? {
    guard let number = fields["n"]?.double, let size = Int(exactly: number),
      (0...limit).contains(size)
    else { return nil }
    return size
  }

  private static func seed(_ fields: [String: AnswerValue]) -> UInt64? {
    fields["seed"]?.double.flatMap { UInt64(exactly: $0) }
  }
}
