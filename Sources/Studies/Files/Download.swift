internal import Foundation

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// One file from one address, written beside its place and moved there only when it is whole.
struct Download {
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
      throw StudyError.downloadFailed(url: address, reason: "it is not an http or https address")
    }
    let partial = destination.appendingPathExtension("part")
    do {
      try FileManager.default.createDirectory(
        at: destination.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: partial)
    } catch {
      throw StudyError.cannotCreate(path: partial.path, reason: "\(error)")
    }
    defer { try? FileManager.default.removeItem(at: partial) }
    let receiver = try Receiver(file: partial, progress: progress)
    let session = URLSession(configuration: .ephemeral, delegate: receiver, delegateQueue: nil)
    defer { session.invalidateAndCancel() }
    try await withCheckedThrowingContinuation {
      (continuation: CheckedContinuation<Void, any Error>) in
      receiver.whenDone { failure in
        if let failure {
          continuation.resume(
            throwing: StudyError.downloadFailed(url: address, reason: failure))
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
      try FileManager.default.moveItem(at: partial, to: destination)
    } catch {
      throw StudyError.cannotCreate(path: destination.path, reason: "\(error)")
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
      progress(received, expected)
    } catch {
      failure = "writing failed: \(error)"
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
