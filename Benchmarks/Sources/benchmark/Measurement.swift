import Dispatch
import Foundation

/// What one run of one side took.
struct Measurement: Codable {
  /// Seconds by the clock.
  var seconds: Double
  /// Processor seconds, all threads together.
  var processorSeconds: Double
  /// The numbers that were computed, for the comparison of both sides.
  var values: [Double]
  /// The largest resident memory of the whole process in MB of 10⁶ bytes.
  var megabytes: Double?

  /// Times a job, after an untimed run if it is short.
  ///
  /// The first run of a short job is mostly page faults and lazy initialization; `measured.py` has the
  /// same rule.
  init(_ body: () throws -> [Double]) rethrows {
    self = try Self.once(body)
    if seconds < 2 { self = try Self.once(body) }
  }

  init(seconds: Double, processorSeconds: Double, values: [Double], megabytes: Double? = nil) {
    self.seconds = seconds
    self.processorSeconds = processorSeconds
    self.values = values
    self.megabytes = megabytes
  }

  private static func once(_ body: () throws -> [Double]) rethrows -> Measurement {
    let processor = processorSeconds
    let start = DispatchTime.now().uptimeNanoseconds
    let values = try body()
    let end = DispatchTime.now().uptimeNanoseconds
    return Measurement(
      seconds: Double(end - start) * 1e-9, processorSeconds: processorSeconds - processor,
      values: values)
  }

  /// The processor seconds of this process so far.
  private static var processorSeconds: Double {
    var time = timespec()
    guard unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return .nan }
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
