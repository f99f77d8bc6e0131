/// Where inputs, scripts and programs are.
struct Places {
  /// Generated inputs and results.
  let folder: String
  /// Real data, if any.
  let data: String?
  /// The Python with SciPy.
  let python: String
  /// The baseline scripts.
  let baselines: String

  /// What jobs write; each run of a job overwrites it.
  var scratch: String { "\(folder)/scratch" }
}
