/// Reads small whole numbers in the hybrid of runs and packed bits that Parquet writes levels, truth
/// values and places in a dictionary with.
@safe struct HybridDecoder {
  private let bytes: UnsafeRawBufferPointer
  private let width: Int
  private var position = 0

  /// Prepares to read numbers of 0 to 32 bits each.
  init(_ bytes: UnsafeRawBufferPointer, width: Int) {
    precondition((0...32).contains(width), "no such width")
    unsafe self.bytes = bytes
    self.width = width
  }

  /// Reads numbers.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - body: gets each number.
  /// - Returns: whether there were as many; `body` may have had some if not.
  mutating func read(_ count: Int, _ body: (UInt32) -> Void) -> Bool {
    var left = count
    while left > 0 {
      guard let head = header() else { return false }
      if head & 1 == 0 {
        guard let value = runValue() else { return false }
        let run = Int(min(head >> 1, UInt64(left)))
        for _ in 0..<run { body(value) }
        left -= run
      } else {
        let run = Int(min(head >> 1, UInt64(left / 8 + 1))) * 8
        guard packed(min(run, left), body) else { return false }
        // The bits of a group that is not needed any more still stand there.
        position = unsafe min(position + (run * width) / 8, bytes.count)
        left -= min(run, left)
      }
    }
    return true
  }

  /// Unpacks numbers from the current position, which stays.
  private func packed(_ count: Int, _ body: (UInt32) -> Void) -> Bool {
    guard unsafe (count * width + 7) / 8 <= bytes.count - position else { return false }
    let mask = width == 32 ? UInt64(UInt32.max) : (1 << UInt64(width)) - 1
    var (word, bits, next) = (UInt64(0), 0, position)
    for _ in 0..<count {
      while bits < width {
        word |= UInt64(unsafe bytes[next]) << UInt64(bits)
        next += 1
        bits += 8
      }
      body(UInt32(truncatingIfNeeded: word & mask))
      word >>= UInt64(width)
      bits -= width
    }
    return true
  }

  private mutating func header() -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: 0, to: 35, by: 7) {
      guard unsafe position < bytes.count else { return nil }
      let part = unsafe bytes[position]
      position += 1
      value |= UInt64(part & 0x7F) << UInt64(shift)
      if part < 0x80 { return value }
    }
    return nil
  }

  private mutating func runValue() -> UInt32? {
    let size = (width + 7) / 8
    guard unsafe size <= bytes.count - position else { return nil }
    var value: UInt32 = 0
    for index in 0..<size { value |= UInt32(unsafe bytes[position + index]) << UInt32(8 * index) }
    position += size
    return value
  }
}
