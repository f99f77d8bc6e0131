#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Room for numbers at a fixed, aligned address, freed with its last reference.
///
/// It is what the inner loops and BLAS work on. Whoever shares one between threads writes it
/// before sharing and only reads it after, or gives each thread its own part.
///
/// Much room is asked of the system itself, which gives it out as zeros, and in large pages: the first use
/// of each small one takes longer than to fill it.
@safe public final class AlignedStorage<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  /// The address of the first element, a multiple of 64.
  public let start: UnsafeMutablePointer<Element>
  /// The number of elements.
  public let count: Int
  /// The bytes that are mapped; 0 where the room is a part of the heap.
  private let mapped: Int

  /// Allocates room and fills it.
  ///
  /// - Parameters:
  ///   - count: The number of elements.
  ///   - value: What each element is at first.
  public init(count: Int, repeating value: Element) {
    self.count = count
    let bytes = max(count, 1) * MemoryLayout<Element>.stride
    let room = unsafe Self.map(bytes)
    mapped = unsafe room == nil ? 0 : bytes
    let raw = unsafe room ?? UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    unsafe start = unsafe raw.bindMemory(to: Element.self, capacity: max(count, 1))
    let isZero = unsafe withUnsafeBytes(of: value) { unsafe $0.allSatisfy { $0 == 0 } }
    if mapped == 0 || !isZero { unsafe start.initialize(repeating: value, count: count) }
  }

  /// Room from the system, zeros; nil where the heap serves as well, or the system has none.
  private static func map(_ bytes: Int) -> UnsafeMutableRawPointer? {
    guard bytes >= 1 << 20 else { return nil }
    let flags = MAP_PRIVATE | MAP_ANONYMOUS
    guard let room = unsafe mmap(nil, bytes, PROT_READ | PROT_WRITE, flags, -1, 0),
      unsafe room != MAP_FAILED
    else { return nil }
    #if os(Linux)
      unsafe madvise(room, bytes, MADV_HUGEPAGE)
    #endif
    return unsafe room
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

  deinit {
    if mapped > 0 {
      unsafe munmap(start, mapped)
    } else {
      unsafe start.deallocate()
    }
  }
}
