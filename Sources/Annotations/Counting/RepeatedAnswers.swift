internal import StudyValues

/// Finds answers that repeat an earlier answer of the same annotator to the same question.
///
/// A set of 64-bit fingerprints of (image, annotator, class asked, condition, level); two different
/// questions share one with a probability of n²/2⁶⁴, 5·10⁻⁸ for a million answers. With a limit the
/// set stops growing and ``isComplete`` becomes false, so that a stream of any length needs bounded
/// memory.
struct RepeatedAnswers {
  /// Answers that are remembered when nobody asked for repeats to be dropped.
  static let defaultLimit = 4_000_000

  private var slots = [UInt64](repeating: 0, count: 4_096)
  private var remembered = 0
  private let limit: Int
  /// The questions that are still to be compared with the earlier ones.
  private var waiting: [UInt64] = []
  /// How many of the answers that were compared repeat an earlier one.
  private(set) var found = 0
  /// Whether every answer was compared with every earlier one.
  private(set) var isComplete = true

  /// Creates an empty set.
  init(limit: Int) { self.limit = limit }

  /// Remembers an answer, which is compared with the earlier ones at the latest by ``settle()``.
  ///
  /// Places of a large table lie outside the processor's caches; it waits for those of many answers at
  /// once where they are asked for one right after another.
  mutating func note(_ answer: Answer) {
    waiting.append(RepeatedAnswers.fingerprint(answer))
    if waiting.count == 1_024 { settle() }
  }

  /// Compares the answers that were noted with the earlier ones.
  mutating func settle() {
    for fingerprint in waiting { _ = insert(fingerprint) }
    waiting.removeAll(keepingCapacity: true)
  }

  /// Remembers an answer and says whether it repeats an earlier one.
  mutating func insert(_ answer: Answer) -> Bool { insert(RepeatedAnswers.fingerprint(answer)) }

  private mutating func insert(_ fingerprint: UInt64) -> Bool {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: fingerprint) & mask
    while slots[slot] != 0 {
      if slots[slot] == fingerprint {
        found += 1
        return true
      }
      slot = (slot + 1) & mask
    }
    guard remembered < limit else {
      isComplete = false
      return false
    }
    slots[slot] = fingerprint
    remembered += 1
    if 2 * remembered > slots.count { grow() }
    return false
  }

  /// The fingerprint of the question, never 0.
  static func fingerprint(_ answer: Answer) -> UInt64 {
    func word(_ high: Int32, _ low: Int32) -> UInt64 {
      UInt64(UInt32(bitPattern: high)) << 32 | UInt64(UInt32(bitPattern: low))
    }
    var state = mix(word(answer.image, answer.annotator))
    state = mix(state ^ word(answer.askedClass, answer.condition))
    if !answer.level.isNaN { state = mix(state ^ answer.level.bitPattern) }
    return state | 1
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: 2 * old.count)
    let mask = slots.count - 1
    for fingerprint in old where fingerprint != 0 {
      var slot = Int(truncatingIfNeeded: fingerprint) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = fingerprint
    }
  }

  /// The finish of splitmix64.
  private static func mix(_ value: UInt64) -> UInt64 {
    var value = value &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
