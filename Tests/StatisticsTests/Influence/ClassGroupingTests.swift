import Testing

@testable import Statistics

struct ClassGroupingTests {
  /// Labels that are near to each other, far apart, as far apart as can be, and none.
  @Test(arguments: [
    [3, 1, 3, -2, 1, 3], [1_000_000, -7, 1_000_000, 12], [Int.max, Int.min, 0, Int.max], [5], [],
  ])
  func `images are gathered by their labels`(classes: [Int]) {
    let grouping = ClassGrouping(classes)
    #expect(grouping.labels == Set(classes).sorted())
    #expect(grouping.codes.map { grouping.labels[Int($0)] } == classes)
    for (group, label) in grouping.labels.enumerated() {
      let images = grouping.images(of: group).map(Int.init)
      #expect(images == classes.indices.filter { classes[$0] == label })
    }
    #expect(grouping.sizes.reduce(0, +) == classes.count)
  }
}
