/// The items in the order of x, equal x in the order of y.
struct JointOrder {
  /// The codes of y in that order.
  let codesOfY: [Int32]
  /// The number of pairs that are tied in both.
  let tiedInBoth: Int

  /// Orders the items of two rankings in O(n).
  init(_ x: Ranking, _ y: Ranking) {
    let n = x.count
    if x.levels == n {
      codesOfY = unsafe [Int32](unsafeUninitializedCapacity: n) { buffer, count in
        for item in 0..<n { unsafe buffer[Int(x.codes[item])] = y.codes[item] }
        count = n
      }
      tiedInBoth = 0
      return
    }
    // Items in the order of y, dealt to the groups of x, stay in the order of y inside each.
    var cursors = x.starts
    let codes = unsafe [Int32](unsafeUninitializedCapacity: n) { buffer, count in
      for item in y.order {
        let group = Int(x.codes[Int(item)])
        unsafe buffer[Int(cursors[group])] = y.codes[Int(item)]
        cursors[group] += 1
      }
      count = n
    }
    codesOfY = codes
    tiedInBoth = y.levels == n ? 0 : Self.tiedPairs(codes, x.starts)
  }

  private static func tiedPairs(_ codes: [Int32], _ starts: [Int32]) -> Int {
    var pairs = 0
    for group in 0..<(starts.count - 1) {
      var run = 0
      for position in Int(starts[group])..<Int(starts[group + 1]) {
        let continues =
          position > Int(starts[group]) && codes[position] == codes[position - 1]
        run = continues ? run + 1 : 0
        pairs += run
      }
    }
    return pairs
  }
}
