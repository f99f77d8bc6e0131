internal import Files
internal import Foundation

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// One file from one address, written beside its place and moved there only when it is whole.
struct Download {
  /// The seconds without a byte after which a server counts as dead.
  private static let longestSilence: TimeInterval = 60
  /// The seconds after which a download that still goes on is given up.
  private static let longestTime: TimeInterval = 12 * 3_600
  /// The bytes after which a file of untold size is given up; the largest published set has 160 GB.
  fileprivate static let mostBytes: Int64 = 200_000_000_000

  let address: String
  let destination: URL
  /// Called with the bytes so far and, where the server says, the bytes in all.
  let progress: @Sendable (Int64, Int64?) -> Void

  /// Fetches the file.
  ///
  /// - Throws: `StudyError.downloadFailed`, or `StudyError.cannotCreate`.
  func run() async throws {
    guard let url = URL(string: address), let scheme = url.scheme,
      ["http", "https", "file"].contains(scheme)
    else {
      throw StudyError.downloadFailed(
        url: address, path: destination.path, reason: "it is not an http or https address")
    }
    let receiver: Receiver
    let partial: Scratch
    do {
      try FileManager.default.createDirectory(
        at: destination.deletingLastPathComponent(), withIntermediateDirectories: true)
      partial = Scratch(beside: destination.path)
      // A file that is there already, perhaps a link to another, is not followed.
      try Data().write(to: URL(filePath: partial.path), options: .withoutOverwriting)
      receiver = try Receiver(file: URL(filePath: partial.path), progress: progress)
    } catch {
      throw StudyError.cannotCreate(path: destination.path, reason: error.systemReason)
    }
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = Self.longestSilence
    configuration.timeoutIntervalForResource = Self.longestTime
    let session = URLSession(configuration: configuration, delegate: receiver, delegateQueue: nil)
    defer { session.invalidateAndCancel() }
    try await withCheckedThrowingContinuation {
      (continuation: CheckedContinuation<Void, any Error>) in
      receiver.whenDone { failure in
        if let failure {
          continuation.resume(
            throwing: StudyError.downloadFailed(
              url: address, path: destination.path, reason: failure))
        } else {
          continuation.resume()
        }
      }
      session.dataTask(with: url).resume()
    }
    do {
      if FileManager.default.fileExists(atPath: destination.path) {
        try FileManager.default.removeItem(at: destination)
      }
      try FileManager.default.moveItem(atPath: partial.path, toPath: destination.path)
      partial.release()
    } catch {
      throw StudyError.cannotCreate(path: destination.path, reason: error.systemReason)
    }
  }
}

/// Writes what arrives to a file; all calls come from the session's one serial queue.
private final class Receiver: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  private let handle: FileHandle
  private let progress: @Sendable (Int64, Int64?) -> Void
  private var done: ((String?) -> Void)?
  private var received: Int64 = 0
  private var expected: Int64?
  private var failure: String?

  init(file: URL, progress: @escaping @Sendable (Int64, Int64?) -> Void) throws {
    handle = try FileHandle(forWritingTo: file)
    self.progress = progress
  }

  func whenDone(_ done: @escaping (String?) -> Void) { self.done = done }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
  ) {
    if let status = (response as? HTTPURLResponse)?.statusCode, status != 200 {
      failure = "the server answered \(status)"
      completionHandler(.cancel)
      return
    }
    expected = response.expectedContentLength > 0 ? response.expectedContentLength : nil
    completionHandler(.allow)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    do {
      try handle.write(contentsOf: data)
      received += Int64(data.count)
      guard received <= expected ?? Download.mostBytes else {
        failure = "more than \(expected ?? Download.mostBytes) bytes arrived"
        return dataTask.cancel()
      }
      progress(received, expected)
    } catch {
      failure = "writing failed: \(error.systemReason)"
      dataTask.cancel()
    }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    try? handle.close()
    if failure == nil, let error { failure = error.localizedDescription }
    if failure == nil, let expected, expected != received {
      failure = "\(received) of \(expected) bytes arrived"
    }
    done?(failure)
    done = nil
  }
}
