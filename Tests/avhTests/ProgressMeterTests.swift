import Foundation
import Statistics
import Synchronization
import Testing

@testable import avh

struct ProgressMeterTests {
  /// A meter with a clock that the test turns, and what it wrote.
  private final class Watched: Sendable {
    let time = Mutex(0.0)
    let text = LockedText()

    func meter(_ style: ProgressStyle, isTerminal: Bool, patience: Double = 1) -> ProgressMeter {
      ProgressMeter(
        style: style, isTerminal: isTerminal, patience: patience,
        now: { [self] in time.withLock { $0 } }, write: { [text] in text.append($0) })
    }

    func turn(to seconds: Double) { time.withLock { $0 = seconds } }
  }

  @Test func `a line every tenth where there is no terminal`() {
    let watched = Watched()
    let meter = watched.meter(.auto, isTerminal: false)
    for done in 0...1_000 {
      watched.turn(to: Double(done) / 100)
      meter.show("images", unit: "images", done, of: 1_000)
    }
    let lines = watched.text.value.split(separator: "\n")
    #expect(lines.count == 10, "nothing in the first second, which is the first tenth")
    #expect(lines[0] == "avh: images 10 %, 100 images/s, 9 s left")
    #expect(lines[9] == "avh: images 100 %, 100 images/s")
  }

  @Test func `one line that changes on a terminal, and none for short work`() {
    let watched = Watched()
    let meter = watched.meter(.auto, isTerminal: true)
    for done in 0...100 {
      watched.turn(to: Double(done) / 200)
      meter.show("votes.csv", unit: "bytes", done << 20, of: 100 << 20)
    }
    #expect(watched.text.value.isEmpty, "half a second is no long work")
    for done in 0...100 {
      watched.turn(to: 1 + Double(done))
      meter.show("votes.csv", unit: "bytes", done << 20, of: 100 << 20)
    }
    #expect(watched.text.value.contains("\rvotes.csv 50 %, 1.0 MB/s, 50 s left\u{1B}[K"))
    #expect(watched.text.value.filter { $0 == "\n" }.count == 1)
  }

  @Test func `JSON has the numbers, one object a line`() throws {
    let watched = Watched()
    let meter = watched.meter(.json, isTerminal: false, patience: 0)
    watched.turn(to: 10)
    meter.show("a \"b\"", unit: "images", 0, of: 10)
    watched.turn(to: 15)
    meter.show("a \"b\"", unit: "images", 5, of: 10)
    let last = try #require(watched.text.value.split(separator: "\n").last)
    let value = try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any]
    #expect(value?["work"] as? String == "a \"b\"" && value?["done"] as? Int == 5)
    #expect(value?["left"] as? Double == 5 && value?["seconds"] as? Double == 5)
  }

  @Test func `nothing is shown where nobody wants it, and results do not depend on it`() {
    let watched = Watched()
    let meter = watched.meter(.none, isTerminal: true, patience: 0)
    let plain = Parallel.mapResamples(count: 100) { $0 * $0 }
    #expect(meter.watch { Parallel.mapResamples(count: 100) { $0 * $0 } } == plain)
    #expect(watched.text.value.isEmpty)
    let shown = Watched()
    let loud = shown.meter(.json, isTerminal: false, patience: 0)
    #expect(
      loud.watch { Parallel.mapRangesOfResamples(count: 100) { $0.map { $0 * $0 } } } == plain)
    #expect(shown.text.value.contains("\"done\": 100, \"total\": 100"))
  }

  @Test func `times are said in words`() {
    #expect(ProgressMeter.duration(7.2) == "8 s")
    #expect(ProgressMeter.duration(185) == "3 min 5 s")
    #expect(ProgressMeter.duration(7_800) == "2 h 10 min")
  }
}
