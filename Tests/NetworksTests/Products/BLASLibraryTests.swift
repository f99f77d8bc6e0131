import Testing

@testable import Networks

struct BLASLibraryTests {
  @Test func `the library passes its self-check`() throws {
    try BLASLibrary.verify()
    #expect(!BLASLibrary.name.isEmpty)
  }

  @Test func `a library with one wrong element is refused`() throws {
    #expect(
      throws: NetworksError.wrongProduct(
        library: BLASLibrary.name, precision: "double", row: 60, column: 42, expected: 129, got: 130
      )
    ) {
      try unsafe BLASLibrary.check(Double.self) {
        rows, columns, depth, factor, first, firstIsTransposed, second, secondIsTransposed, keep,
        output in
        unsafe Double.multiply(
          rows: rows, columns: columns, depth: depth, factor: factor, first,
          firstIsTransposed: firstIsTransposed, second, secondIsTransposed: secondIsTransposed,
          keep: keep, output: output)
        unsafe output[rows * columns - 1] += 1
      }
    }
  }

  @Test func `the sentence of the error names library, place and remedy`() {
    let error = NetworksError.wrongProduct(
      library: "OpenBLAS 9", precision: "single", row: 1, column: 2, expected: 3, got: 4)
    #expect(
      error.description
        == """
        OpenBLAS 9 gave 4.0 in place of 3.0 at row 1, column 2 of a single-precision test product, \
        so its results cannot be trusted; install another build of the library or set \
        OPENBLAS_CORETYPE to an older processor.
        """)
  }
}

extension BLASLibraryTests {
  @Test func `there is room for as many products as asked for`() {
    #expect(BLASLibrary.workspaces(upTo: 3) == 3 && BLASLibrary.workspaces(upTo: 0) == 0)
  }
}
