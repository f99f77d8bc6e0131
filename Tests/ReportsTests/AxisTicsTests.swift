import StudyValues
import Testing

@testable import Reports

/// The numbers beside axes: round, as many as have room, and in the style of the report's other numbers.
@Suite("The numbers beside an axis")
struct AxisTicsTests {
  private func names(_ tics: AxisTics) -> [String] {
    tics.tics.map(\.name).filter { !$0.isEmpty }
  }

  @Test("multiples of 1, 2 or 5, without the zero before the point and with a true minus")
  func linear() {
    let style = NumberStyle.written
    #expect(
      names(.linear(0...1, most: 6, style: style)) == ["0", ".2", ".4", ".6", ".8", "1"])
    #expect(names(.linear(-0.25...0.45, most: 4, style: style)) == ["−.2", "0", ".2", ".4"])
    #expect(names(.linear(0.0312...0.0555, most: 3, style: style)) == [".04", ".05"])
    #expect(
      names(.linear(0...2_310, most: 5, style: style)) == ["0", "500", "1000", "1500", "2000"])
    #expect(names(.linear(3...3, most: 5, style: style)).isEmpty)
  }

  @Test("zeros before the point where they are asked for")
  func leadingZero() {
    let style = NumberStyle(leadingZero: true)
    #expect(
      names(.linear(-0.2...0.2, most: 4, style: style)) == ["−0.2", "−0.1", "0", "0.1", "0.2"])
  }

  @Test("an edge that is a multiple but for its last bits has its number")
  func edges() {
    let edge = 0.1 + 0.2
    #expect(edge > 0.3)
    #expect(
      names(.multiples(of: 0.1, in: 0.1...edge, style: .written)) == [".1", ".2", ".3"])
    #expect(
      names(.multiples(of: 0.1, in: edge...0.5, style: .written)) == [".3", ".4", ".5"])
  }

  @Test("given positions with three significant digits")
  func positions() {
    #expect(
      names(.at([0.25, 0.5, 1, 2.5, 1_234.6, 1e-6], style: .written))
        == [".25", ".5", "1", "2.5", "1235", "1e−6"])
  }

  @Test("powers of ten with short marks between them; 2 and 5 where there are not two powers")
  func logarithmic() {
    let style = NumberStyle.written
    let decades = AxisTics.logarithmic(0.005...200, most: 6, style: style)
    #expect(names(decades) == [".01", ".1", "1", "10", "100"])
    #expect(decades.tics.first == .init(name: "", position: 0.005, isMinor: true))
    #expect(names(.logarithmic(0.3...8, most: 6, style: style)) == [".5", "1", "2", "5"])
    #expect(
      names(.logarithmic(1e-12...1, most: 5, style: style)) == [
        "1e−12", "1e−9", "1e−6", ".001", "1",
      ])
  }
}
