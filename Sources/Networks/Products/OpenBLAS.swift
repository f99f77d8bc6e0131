#if !canImport(Accelerate)
  internal import Glibc

  /// OpenBLAS, loaded with the first product.
  ///
  /// A program that is linked with the library loads its 35 MB before anything else, and its threads spin for
  /// a tenth of a second whatever the program was begun for. Loaded so, it has no threads of its own: this
  /// package divides rows between its own, which keeps results independent of their number.
  @safe struct OpenBLAS: Sendable {
    /// `cblas_sgemm`: order, transposes, rows, columns, depth, factor, first, second, keep, output.
    typealias SingleProduct =
      @convention(c) @Sendable (
        Int32, Int32, Int32, Int32, Int32, Int32, Float, UnsafePointer<Float>, Int32,
        UnsafePointer<Float>, Int32, Float, UnsafeMutablePointer<Float>, Int32
      ) -> Void
    /// `cblas_dgemm`, the same in double precision.
    typealias DoubleProduct =
      @convention(c) @Sendable (
        Int32, Int32, Int32, Int32, Int32, Int32, Double, UnsafePointer<Double>, Int32,
        UnsafePointer<Double>, Int32, Double, UnsafeMutablePointer<Double>, Int32
      ) -> Void
    private typealias Words = @convention(c) @Sendable () -> UnsafePointer<CChar>
    private typealias Action = @convention(c) @Sendable () -> Void

    /// The numbers that `cblas.h` gives to row-major order and to transposes.
    static let rowMajor: Int32 = 101
    static func transpose(_ isTransposed: Bool) -> Int32 { isTransposed ? 112 : 111 }

    /// The product in single precision.
    @unsafe let single: SingleProduct
    /// The product in double precision.
    @unsafe let double: DoubleProduct

    /// The library with kernels that fit the processor, or why there is none; the first call loads it.
    static let found: Result<OpenBLAS, NetworksError> = {
      let threads = "OPENBLAS_NUM_THREADS"
      let old = unsafe getenv(threads).map { unsafe String(cString: $0) }
      unsafe setenv(threads, "1", 1)
      defer {
        if let old { unsafe setenv(threads, old, 1) } else { unsafe unsetenv(threads) }
      }
      var reasons: [String] = []
      // The second name is that of the package with headers.
      for name in ["libopenblas.so.0", "libopenblas.so"] {
        guard unsafe dlopen(name, RTLD_NOW | RTLD_GLOBAL) != nil,
          let single = unsafe address("cblas_sgemm"), let double = unsafe address("cblas_dgemm")
        else {
          reasons += unsafe dlerror().map { [unsafe String(cString: $0)] } ?? []
          continue
        }
        takeKernels()
        return unsafe .success(
          OpenBLAS(
            single: unsafeBitCast(single, to: SingleProduct.self),
            double: unsafeBitCast(double, to: DoubleProduct.self)))
      }
      // The first says why the library that there is was not taken, the second mostly that it has no other name.
      return .failure(.noLibrary(reason: reasons.first ?? "the system does not say why"))
    }()

    /// The library; a program that multiplies without having asked for it ends where there is none.
    static let library: OpenBLAS = {
      switch found {
      case .success(let library): return library
      case .failure(let error): preconditionFailure("\(error)")
      }
    }()

    /// The version and build options, and the processor type whose kernels multiply; nil where the library
    /// does not tell.
    static var description: (configuration: String, core: String)? {
      guard let configuration = words("openblas_get_config"),
        let core = words("openblas_get_corename")
      else { return nil }
      return (configuration, core)
    }

    /// Takes the kernels that fit the processor, unless `OPENBLAS_CORETYPE` says which to take.
    ///
    /// The library reads that variable whenever it chooses, which it does again when it is told to forget
    /// its choice. A build for one type of processor lacks these functions and stays as it is.
    private static func takeKernels() {
      let variable = "OPENBLAS_CORETYPE"
      guard unsafe getenv(variable) == nil, let taken = words("openblas_get_corename"),
        let name = BLASKernels.better(than: taken, level: BLASKernels.level),
        unsafe address("gotoblas_" + name.uppercased()) != nil,
        let forget = unsafe address("gotoblas_dynamic_quit"),
        let choose = unsafe address("gotoblas_dynamic_init")
      else { return }
      unsafe setenv(variable, name, 1)
      unsafe unsafeBitCast(forget, to: Action.self)()
      unsafe unsafeBitCast(choose, to: Action.self)()
      unsafe unsetenv(variable)
    }

    private static func words(_ name: String) -> String? {
      unsafe address(name).map { unsafe String(cString: unsafeBitCast($0, to: Words.self)()) }
    }

    @unsafe private static func address(_ name: String) -> UnsafeMutableRawPointer? {
      unsafe dlsym(nil, name)
    }
  }
#endif
