#if os(Linux)
  import CBareBLAS
#else
  import Accelerate
#endif
import Foundation
import Tensors

/// Features times weights, with all processors, by the library that the project calls, and no more.
enum BareProduct {
  /// Times the product of one call; reading and allocation are not timed.
  static func measure(_ folder: String, rows: Int) throws -> Measurement {
    let features = try Tensor.open("\(folder)/features-\(rows).npy").readAll(as: Float.self)
    let weights = try Tensor.open("\(folder)/weights.npy").readAll(as: Float.self)
    var logits = [Float](repeating: 0, count: rows * Input.classes)
    #if os(Linux)
      openblas_set_num_threads(Int32(ProcessInfo.processInfo.activeProcessorCount))
    #endif
    return Measurement {
      unsafe cblas_sgemm(
        CblasRowMajor, CblasNoTrans, CblasTrans, numericCast(rows), numericCast(Input.classes),
        numericCast(Input.width), 1, features, numericCast(Input.width), weights,
        numericCast(Input.width), 0, &logits, numericCast(Input.classes))
      return [Double(logits[0])]
    }
  }
}
