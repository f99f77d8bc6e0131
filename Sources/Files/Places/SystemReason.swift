internal import Foundation

extension Error {
  /// Why the system refused something, in its own words and without those of a library.
  package var systemReason: String {
    let error = self as NSError
    let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    if underlying.domain == NSPOSIXErrorDomain {
      return SystemReason.words(of: CInt(underlying.code))
    }
    if let code = (self as? CocoaError)?.systemCode { return SystemReason.words(of: code) }
    let words = underlying.localizedDescription
    return words.hasSuffix(".") ? String(words.dropLast()) : words
  }
}

/// The system's words for its refusals.
package enum SystemReason {
  /// The words for an error number.
  package static func words(of code: CInt) -> String { unsafe String(cString: strerror(code)) }

  /// Whether these words say that something failed on the way, as on a full disk, and not that it
  /// could not begin.
  package static func isOnTheWay(_ reason: String) -> Bool { onTheWay.contains(reason) }

  private static let onTheWay = Set([ENOSPC, EDQUOT, EFBIG, EIO].map(words))
}

extension CocoaError {
  /// The error number that Foundation replaced by a code of its own.
  fileprivate var systemCode: CInt? {
    switch code {
    case .fileNoSuchFile, .fileReadNoSuchFile: ENOENT
    case .fileReadNoPermission, .fileWriteNoPermission: EACCES
    case .fileWriteOutOfSpace: ENOSPC
    case .fileWriteVolumeReadOnly: EROFS
    case .fileReadTooLarge: EFBIG
    case .fileReadInvalidFileName, .fileWriteInvalidFileName: EINVAL
    // Where a folder should be or come, there is a file.
    case .fileWriteFileExists: ENOTDIR
    default: nil
    }
  }
}
