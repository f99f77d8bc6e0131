#if !canImport(Accelerate)
  internal import CAngularKernels

  /// Which of its kernels OpenBLAS multiplies with.
  ///
  /// OpenBLAS carries kernels for many processors and takes those of the one it finds. One that is newer than
  /// the library it may take for the oldest: OpenBLAS 0.3.21 took kernels for a Pentium on a Xeon with
  /// AVX-512, and multiplied at a fifth of its speed.
  enum BLASKernels {
    /// The processor types whose kernels use AVX-512, and those whose kernels use AVX2.
    private static let wide = ["SkylakeX", "Cooperlake", "SapphireRapids"]
    private static let fused = ["Haswell", "Zen", "Excavator"]

    /// The kernels for a processor, where those that the library took are too old for it.
    ///
    /// - Parameters:
    ///   - taken: The processor type that the library took.
    ///   - level: The level of the x86-64 instruction set that the processor and the system have.
    /// - Returns: The processor type to take; nil where the choice was right.
    static func better(than taken: String, level: Int32) -> String? {
      switch level {
      case 4 where !wide.contains(taken): "SkylakeX"
      case 3 where !(wide + fused).contains(taken): "Haswell"
      default: nil
      }
    }

    /// The level of the x86-64 instruction set here.
    static var level: Int32 { avh_instruction_set_level() }
  }
#endif
