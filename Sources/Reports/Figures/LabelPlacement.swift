/// Finds a place beside each point for its label, so that labels hide neither each other nor points.
///
/// Greedy: point by point, the place of the eight around it that covers the least. O(n^2).
struct LabelPlacement {
  /// A point with its text; pixels from the lower left corner of the plot.
  struct Spot {
    let x: Double
    let y: Double
    /// The two ends of the horizontal bar, or nothing.
    let xBar: [Double]
    /// The two ends of the vertical bar, or nothing.
    let yBar: [Double]
    let text: String
  }

  /// Where a label is anchored.
  struct Label: Equatable {
    let x: Double
    let y: Double
    let align: String
  }

  private struct Box {
    let left: Double
    let right: Double
    let bottom: Double
    let top: Double

    func overlap(_ other: Box) -> Double {
      let width = min(right, other.right) - max(left, other.left)
      let height = min(top, other.top) - max(bottom, other.bottom)
      return width > 0 && height > 0 ? width * height : 0
    }
  }

  private static let textSize = 12.0

  private let width: Double
  private let height: Double
  private var taken: [Box] = []

  /// Creates a placement in a plot of some pixels.
  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// The anchors of the labels, in the order of the spots.
  mutating func place(_ spots: [Spot]) -> [Label] {
    taken = spots.flatMap { spot in
      [
        Box(left: spot.x - 6, right: spot.x + 6, bottom: spot.y - 6, top: spot.y + 6),
        Box(
          left: spot.xBar.min() ?? spot.x, right: spot.xBar.max() ?? spot.x, bottom: spot.y - 2,
          top: spot.y + 2),
        Box(
          left: spot.x - 2, right: spot.x + 2, bottom: spot.yBar.min() ?? spot.y,
          top: spot.yBar.max() ?? spot.y),
      ]
    }
    return spots.map { spot in
      let best = candidates(spot).min { $0.cost < $1.cost }
      guard let best else { return Label(x: spot.x, y: spot.y, align: "left") }
      taken.append(best.box)
      return best.label
    }
  }

  private func candidates(_ spot: Spot) -> [(label: Label, box: Box, cost: Double)] {
    let offsets: [(x: Double, y: Double, align: String)] = [
      (10, 0, "left"), (-10, 0, "right"), (0, 14, "center"), (0, -14, "center"), (9, 11, "left"),
      (9, -11, "left"), (-9, 11, "right"), (-9, -11, "right"),
    ]
    return offsets.enumerated().map { order, offset in
      let label = Label(x: spot.x + offset.x, y: spot.y + offset.y, align: offset.align)
      let box = Self.box(of: label, text: spot.text)
      // A label must not leave the plot; among equal places the first is the most readable.
      let outside =
        max(0, -box.left) + max(0, box.right - width) + max(0, -box.bottom)
        + max(0, box.top - height)
      let covered = taken.reduce(0) { $0 + $1.overlap(box) }
      return (label, box, covered + outside * 40 + Double(order) * 0.5)
    }
  }

  private static func box(of label: Label, text: String) -> Box {
    let textWidth = GnuplotScript.textWidth(text, size: textSize)
    let left =
      switch label.align {
      case "right": label.x - textWidth
      case "center": label.x - textWidth / 2
      default: label.x
      }
    return Box(left: left, right: left + textWidth, bottom: label.y - 7, top: label.y + 7)
  }
}
