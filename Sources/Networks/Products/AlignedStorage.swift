/// Room for numbers at a fixed, aligned address, freed with its last reference.
///
/// It is what the inner loops and BLAS work on. Whoever shares one between threads writes it
/// before sharing and only reads it after, or gives each thread its own part.
@safe public final class AlignedStorage<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  /// The address of the first element, a multiple of 64.
  public let start: UnsafeMutablePointer<Element>
  /// The number of elements.
  public let count: Int

  /// Allocates room and fills it.
  ///
  /// - Parameters:
  ///   - count: The number of elements.
  ///   - value: What each element is at first.
  public init(count: Int, repeating value: Element) {
    self.count = count
    let bytes = max(count, 1) * MemoryLayout<Element>.stride
    let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    unsafe start = unsafe raw.bindMemory(to: Element.self, capacity: max(count, 1))
    unsafe start.initialize(repeating: value, count: count)
  }

  /// Allocates room for the elements of an array and copies them.
  ///
  /// - Parameter elements: What to copy.
  public convenience init(_ elements: [Element]) where Element: ExpressibleByIntegerLiteral {
    self.init(count: elements.count, repeating: 0)
    unsafe elements.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      unsafe start.update(from: base, count: source.count)
    }
  }

  deinit { unsafe start.deallocate() }
}
