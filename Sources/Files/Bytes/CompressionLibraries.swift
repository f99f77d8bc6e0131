internal import CZlib
internal import CZstd

/// The libraries that inflate what the program reads.
package enum CompressionLibraries {
  /// Name and version of each that tells it.
  package static let versions = [
    "zlib \(unsafe String(cString: zlibVersion()))",
    "Zstandard \(unsafe String(cString: ZSTD_versionString()))",
  ]
}
