internal import Foundation

extension Error {
  /// Why the system refused something, in its own words and without those of a library.
  package var systemReason: String {
    let error = self as NSError
    let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    guard underlying.domain == NSPOSIXErrorDomain else { return underlying.localizedDescription }
    return unsafe String(cString: strerror(CInt(underlying.code)))
  }
}
