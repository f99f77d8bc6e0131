internal import Foundation

/// A regular file mapped read-only into memory.
///
/// Pages are read when touched and can be given back with ``releasePages(_:)``, so that the
/// resident size does not grow with the file. A file must not be cut short while it is mapped.
@safe package final class MappedFile: Sendable {
  /// The path as given.
  package let path: String
  /// The size of the file in bytes, at least 1.
  package let byteCount: Int
  /// Where the mapping begins.
  private nonisolated(unsafe) let base: UnsafeMutableRawPointer

  /// Maps a file.
  ///
  /// - Parameter path: a regular file that is not empty.
  /// - Throws: ``InputFileError`` if it is missing, a folder, empty or unreadable.
  package init(path: String) throws(InputFileError) {
    let file = try FileHandleOwner(path: path)
    guard file.byteCount > 0 else { throw .empty(path: path) }
    let count = file.byteCount
    guard let base = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, file.descriptor, 0),
      Int(bitPattern: base) != -1
    else { throw .unreadable(path: path, reason: FileHandleOwner.lastReason) }
    self.path = path
    unsafe self.base = base
    byteCount = count
  }

  deinit { unsafe munmap(base, byteCount) }

  /// The content; valid as long as this object lives.
  @unsafe package var bytes: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: base, count: byteCount)
  }

  /// Calls a function with the content.
  package func withBytes<R, E: Error>(
    _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    unsafe try body(bytes)
  }

  /// Gives the pages that begin in a byte range back to the system; they are read anew if touched.
  package func releasePages(_ range: Range<Int>) {
    let page = Int(getpagesize())
    let clamped = range.clamped(to: 0..<byteCount)
    let first = clamped.lowerBound / page * page
    let end = clamped.upperBound == byteCount ? byteCount : clamped.upperBound / page * page
    guard end > first else { return }
    unsafe madvise(base + first, end - first, MADV_DONTNEED)
  }
}
