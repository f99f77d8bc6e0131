/// The alignment doctor: checks on values that find silently misjoined data.
///
/// Every function takes plain values and returns what it found; no finding means that nothing
/// speaks against the alignment. Functions never change or repair anything.
package enum AlignmentCheck {}

extension Double {
  /// A share in percent with one decimal.
  var percent: String {
    let tenths = Int((self * 1_000).rounded())
    return "\(tenths / 10).\(abs(tenths % 10)) %"
  }
}
