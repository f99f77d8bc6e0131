#if !canImport(Accelerate)
  import Foundation
  import Testing

  @testable import Networks

  struct BLASKernelsTests {
    @Test(
      arguments: [
        ("Prescott", 4, "SkylakeX"), ("Haswell", 4, "SkylakeX"), ("Zen", 4, "SkylakeX"),
        ("SkylakeX", 4, nil), ("Cooperlake", 4, nil), ("SapphireRapids", 4, nil),
        ("Prescott", 3, "Haswell"), ("Nehalem", 3, "Haswell"), ("Zen", 3, nil), ("Haswell", 3, nil),
        ("Prescott", 0, nil), ("ARMV8", 0, nil),
      ] as [(String, Int32, String?)])
    func `kernels older than the processor are exchanged`(
      taken: String, level: Int32, better: String?
    ) {
      #expect(BLASKernels.better(than: taken, level: level) == better)
    }

    @Test func `the name of the library says what it multiplies with, and products are right`()
      throws
    {
      try BLASLibrary.verify()
      #expect(BLASLibrary.name.hasSuffix(")"))
      if ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"] == nil {
        let core = BLASLibrary.name.split(separator: "(").last?.dropLast() ?? ""
        #expect(
          BLASKernels.better(than: String(core), level: BLASKernels.level) == nil,
          "a newer kernel of the library fits, unless it was built for one processor")
      }
    }
  }
#endif
