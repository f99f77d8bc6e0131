#if !canImport(Accelerate)
  internal import CAngularKernels
  internal import COpenBLAS
  internal import Glibc
  internal import Synchronization

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

    private static let areChosen = Mutex(false)

    /// Takes the kernels that fit the processor, once, unless `OPENBLAS_CORETYPE` says which to take; to be
    /// called before the first product.
    ///
    /// The library reads that variable whenever it chooses, which it does again when it is told to forget
    /// its choice. A build for one type of processor lacks these functions and stays as it is.
    static func choose() {
      areChosen.withLock { areChosen in
        if !areChosen { take() }
        areChosen = true
      }
    }

    private static func take() {
      let variable = "OPENBLAS_CORETYPE"
      let taken = unsafe String(cString: openblas_get_corename())
      guard unsafe getenv(variable) == nil,
        let name = better(than: taken, level: level),
        unsafe dlsym(nil, "gotoblas_" + name.uppercased()) != nil,
        let forget = unsafe function("gotoblas_dynamic_quit"),
        let choose = unsafe function("gotoblas_dynamic_init")
      else { return }
      unsafe setenv(variable, name, 1)
      forget()
      choose()
      unsafe unsetenv(variable)
    }

    @unsafe private static func function(_ name: String) -> (@convention(c) () -> Void)? {
      guard let address = unsafe dlsym(nil, name) else { return nil }
      return unsafe unsafeBitCast(address, to: (@convention(c) () -> Void).self)
    }
  }
#endif
