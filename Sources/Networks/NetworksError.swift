import Files
public import Tensors

/// What can be wrong with the outputs of a network, or go wrong in scoring and training.
public enum NetworksError: Error, Equatable, CustomStringConvertible {
  /// The output to leave out is none of the network's.
  case backgroundOutOfRange(Int, outputs: Int)
  /// A file of scores cannot be written.
  case cannotWrite(path: String, reason: String)
  /// A column of numbers has another length than the rows or classes it belongs to.
  case countMismatch(what: String, expected: Int, got: Int)
  /// Given logits and products predict different classes.
  case disagreeingLogits(LogitAgreement)
  /// The parameters became infinite or NaN in training.
  case diverged(epoch: Int)
  /// There are no images to train on or to judge by.
  case empty(what: String)
  /// A cosine computed from logits and norms lies clearly outside [-1, 1].
  case impossibleCosine(row: Int, class: Int, cosine: Double)
  /// An option of training is outside its range.
  case invalidOption(name: String, value: Double, allowed: String)
  /// A target class is not among the classes.
  case labelOutOfRange(row: Int, label: Int, classes: Int)
  /// The rows of a shard do not begin at a multiple of the tile size.
  case misalignedRows(first: Int, tileRows: Int)
  /// OpenBLAS cannot be loaded.
  case noLibrary(reason: String)
  /// There is no room for the workspace of one product.
  case noMemory(library: String)
  /// A number is NaN or infinite.
  case notFinite(what: String, row: Int, column: Int, value: String)
  /// The logits of a row exceed the range of double precision.
  case overflow(row: Int)
  /// What was given as logits are probabilities or their logarithms.
  case probabilities(what: String, form: ProbabilityForm)
  /// A file of predictions names a class that does not exist.
  case predictionOutOfRange(row: Int, column: Int, class: Int, classes: Int)
  /// A file of predictions names a class twice in one row.
  case repeatedPrediction(row: Int, class: Int)
  /// Rows were asked for that the input does not have.
  case rowsOutOfRange(rows: Range<Int>, available: Int)
  /// A tensor could not be read.
  case tensor(TensorFileError)
  /// Too few domains to leave one out.
  case tooFewDomains(Int)
  /// A head with fewer than two classes decides nothing.
  case tooFewClasses(Int)
  /// The weights have one row per feature in place of one per class.
  case transposedWeights(rows: Int, columns: Int)
  /// The ending of a file of scores names no format that is written here.
  case unknownScoreFile(path: String)
  /// The features and the weights have different widths.
  case widthMismatch(features: Int, weights: Int)
  /// The BLAS library gave a wrong product of two small matrices of whole numbers.
  case wrongProduct(
    library: String, precision: String, row: Int, column: Int, expected: Double, got: Double)
  /// A tensor has another shape than it should.
  case wrongShape(what: String, expected: String, got: [Int])
  /// A vector of zeros has no direction.
  case zeroNorm(what: String, row: Int)

  /// One sentence: where, what was expected, what was found, what to do.
  public var description: String {
    switch self {
    case .backgroundOutOfRange(let output, let outputs):
      "The background is output \(output), but the network's outputs are 0 to \(outputs - 1)."
    case .cannotWrite(let path, let reason):
      "\(path): cannot be written: \(reason)"
    case .countMismatch(let what, let expected, let got):
      "Expected \(expected) \(what) and got \(got); check that the files belong together."
    case .disagreeingLogits(let found):
      """
      In \(found.disagreeing) of \(found.rows, "row") the largest given logit and the largest of \
      features times weights plus bias name different classes, first in row \
      \(found.firstRow ?? 0) (\(found.firstGiven ?? 0) and \(found.firstComputed ?? 0)); check \
      that features, head and logits come from one network and one order of images and classes.
      """
    case .diverged(let epoch):
      "Training diverged in epoch \(epoch); choose a smaller learning rate."
    case .empty(let what):
      "There are no \(what); at least one is needed."
    case .impossibleCosine(let row, let index, let cosine):
      """
      Row \(row), class \(index): logits, bias and norms give a cosine of \(cosine), outside \
      [-1, 1]; check that the norms belong to these logits and that the bias is the head's own.
      """
    case .invalidOption(let name, let value, let allowed):
      "The \(name) is \(value); it must be \(allowed)."
    case .labelOutOfRange(let row, let label, let classes):
      """
      Row \(row) has the target class \(label), but the classes are 0 to \(classes - 1); labels \
      count from 0 in the order of the head's rows.
      """
    case .misalignedRows(let first, let tileRows):
      "A shard begins at row \(first); it must begin at a multiple of \(tileRows)."
    case .noLibrary(let reason):
      """
      OpenBLAS, which multiplies matrices, cannot be loaded: \(reason); install libopenblas0, or where \
      addresses are short raise the limit on memory (ulimit -v).
      """
    case .noMemory(let library):
      """
      \(library) cannot have the 128 MB of addresses that a product of matrices needs; raise the \
      limit on memory (ulimit -v).
      """
    case .notFinite(let what, let row, let column, let value):
      "The \(what) hold \(value) at row \(row), column \(column); every number must be finite."
    case .overflow(let row):
      "The logits of row \(row) exceed the range of numbers; check the scale of the features."
    case .probabilities(let what, .logarithms):
      """
      The \(what) are logarithms of probabilities, whose norms and bias say nothing of angles; \
      give what the last layer puts out before the softmax, or leave out the norms to get the \
      scores of the probabilities.
      """
    case .probabilities(let what, .independent):
      """
      The \(what) are no logits: every one lies in [0, 1], as what a sigmoid puts out for each class; \
      give what the last layer puts out before it, or where that is lost, without norms, log(p / (1 - p)) of \
      the numbers kept from 0 and 1, as np.clip(p, 1e-7, 1 - 1e-7) does.
      """
    case .probabilities(let what, let form):
      """
      The \(what) are probabilities: every row lies in [0, \(form == .shares ? 1 : 100)] and sums to \
      \(form == .shares ? "1" : "100, as percentages do"); give what the last layer puts out before \
      the softmax, or where that is lost \
      np.log(np.maximum(\(form == .shares ? "p" : "p / 100"), 1e-38)), which has no logarithm of 0, without \
      norms.
      """
    case .predictionOutOfRange(let row, let column, let index, let classes):
      """
      Row \(row), column \(column) predicts class \(index), but the classes are 0 to \
      \(classes - 1); top-k files hold class indices that count from 0.
      """
    case .repeatedPrediction(let row, let index):
      "Row \(row) lists class \(index) twice; a top-k row holds different classes, best first."
    case .rowsOutOfRange(let rows, let available):
      "Rows \(rows.lowerBound) to \(rows.upperBound) were asked for, but there are \(available)."
    case .tensor(let error):
      error.description
    case .tooFewDomains(let count):
      "There are \(count, "domain"); leaving one out needs at least 2."
    case .tooFewClasses(let classes):
      """
      The head has \(classes) class; at least 2 are needed (a single-output binary head is the \
      two-class head of the weights w and -w).
      """
    case .transposedWeights(let rows, let columns):
      """
      The weights have the shape (\(rows), \(columns)) and look transposed; give one row per class, \
      w.T in NumPy.
      """
    case .unknownScoreFile(let path):
      "\(path): expected a name that ends in .npz, .npy or .parquet; choose one of the three."
    case .widthMismatch(let features, let weights):
      """
      The features are \(features) wide and the weights \(weights); both must come from the same \
      last layer.
      """
    case .wrongProduct(let library, let precision, let row, let column, let expected, let got):
      """
      \(library) gave \(got) in place of \(expected) at row \(row), column \(column) of a \
      \(precision)-precision test product, so its results cannot be trusted; install another \
      build of the library or set OPENBLAS_CORETYPE to an older processor.
      """
    case .wrongShape(let what, let expected, let got):
      "The \(what) have the shape \(got) in place of \(expected)."
    case .zeroNorm(let what, let row):
      "Row \(row) of the \(what) is all zeros and has no angle; remove it or check its source."
    }
  }
}
