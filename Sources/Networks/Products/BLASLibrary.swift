#if canImport(Accelerate)
  internal import Accelerate
#else
  internal import Glibc
#endif

/// The BLAS library that the program runs on.
public enum BLASLibrary {
  /// The name, version, build options and processor type, for records of what was run.
  ///
  /// The kernels are those for the processor, so the last bits of a product differ between processor
  /// types; a record without the type cannot be reproduced bit by bit.
  public static let name: String = {
    #if canImport(Accelerate)
      return "Accelerate"
    #else
      guard case .success = OpenBLAS.found, let found = OpenBLAS.description else {
        return "OpenBLAS"
      }
      let words = found.configuration.split(separator: " ").prefix { $0 != "DYNAMIC_ARCH" }
      return "\(words.prefix(2).joined(separator: " ")) (\(found.core))"
    #endif
  }()

  /// Multiplies two small matrices in both precisions and compares with whole-number arithmetic.
  ///
  /// The first call loads the library. Later calls return at once what the first one found.
  ///
  /// - Throws: ``NetworksError`` when there is no library, a product is wrong or there is no memory for one.
  public static func verify() throws(NetworksError) {
    try firstUse.get()
  }

  private static let firstUse: Result<Void, NetworksError> = {
    do throws(NetworksError) {
      #if !canImport(Accelerate)
        _ = try OpenBLAS.found.get()
      #endif
      guard workspaces(upTo: 1) == 1 else { throw .noMemory(library: name) }
      try unsafe check(Float.self, multiply: unsafe Float.multiply)
      try unsafe check(Double.self, multiply: unsafe Double.multiply)
      return .success(())
    } catch {
      return .failure(error)
    }
  }()

  /// How many products can run side by side in the address space that is left, up to a number.
  ///
  /// OpenBLAS takes 128 MB of addresses for each, and tries for ever where it cannot have them.
  static func workspaces(upTo count: Int) -> Int {
    #if canImport(Accelerate)
      return count
    #else
      // The tiles of a thread take some more.
      let bytes = 200 << 20
      // More threads than any processor has would not be counted in addresses.
      let count = min(count, 1_024)
      for held in stride(from: count, to: 0, by: -1) {
        let room = unsafe mmap(
          nil, held * bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
          -1, 0)
        guard unsafe room != MAP_FAILED else { continue }
        unsafe munmap(room, held * bytes)
        return held
      }
      return 0
    #endif
  }

  typealias Multiply<S> = (
    Int, Int, Int, S, UnsafePointer<S>, Bool, UnsafePointer<S>, Bool, S, UnsafeMutablePointer<S>
  ) -> Void

  /// Checks a product of a (61, 97) and a (97, 43) matrix of small whole numbers, which single
  /// precision holds exactly, in all four combinations of transposes.
  static func check<S: BLASScalar>(
    _ type: S.Type, multiply: Multiply<S>
  ) throws(NetworksError) {
    let (rows, columns, depth) = (61, 43, 97)
    let first = (0..<rows * depth).map { ($0 / depth * 7 + $0 % depth * 3) % 11 - 5 }
    let second = (0..<depth * columns).map { ($0 % columns * 5 + $0 / columns * 2) % 13 - 6 }
    func transpose(_ values: [Int], columns: Int) -> [Int] {
      (0..<columns).flatMap { column in
        stride(from: column, to: values.count, by: columns).map { values[$0] }
      }
    }
    let firsts = [first, transpose(first, columns: depth)].map { $0.map { S($0) } }
    let seconds = [second, transpose(second, columns: columns)].map { $0.map { S($0) } }
    var expected = [Int](repeating: 3, count: rows * columns)
    for row in 0..<rows {
      for k in 0..<depth {
        for column in 0..<columns {
          expected[row * columns + column] +=
            2 * first[row * depth + k] * second[k * columns + column]
        }
      }
    }
    for (firstIsTransposed, secondIsTransposed) in [
      (false, true), (false, false), (true, false), (true, true),
    ] {
      let a = firsts[firstIsTransposed ? 1 : 0]
      let b = seconds[secondIsTransposed ? 1 : 0]
      var output = [S](repeating: 1, count: rows * columns)
      unsafe a.withUnsafeBufferPointer { a in
        unsafe b.withUnsafeBufferPointer { b in
          unsafe output.withUnsafeMutableBufferPointer { output in
            guard let a = a.baseAddress, let b = b.baseAddress, let output = output.baseAddress
            else { return }
            unsafe multiply(
              rows, columns, depth, 2, a, firstIsTransposed, b, secondIsTransposed, 3, output)
          }
        }
      }
      for (place, value) in expected.enumerated() where output[place] != S(value) {
        throw .wrongProduct(
          library: name, precision: S.precisionName, row: place / columns, column: place % columns,
          expected: Double(value), got: Double(output[place]))
      }
    }
  }
}
