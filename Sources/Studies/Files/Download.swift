internal import Files
internal import Foundation

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// When a download is given up.
struct DownloadLimits: Sendable {
  /// The seconds within which at least 1,000 bytes must arrive, the answer included.
  var patience: TimeInterval = 60
  /// The seconds after which a download that still goes on is given up.
  var time: TimeInterval = 12 * 3_600
  /// The most bytes of a file; the largest published set has 160 GB.
  var bytes: Int64 = 200_000_000_000

  static let fewest: Int64 = 1_000
}

/// One file from one address, written beside its place and moved there only when it is whole.
struct Download {
  let address: String
  let destination: URL
  /// When it is given up.
  var limits = DownloadLimits()
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
      receiver = try Receiver(
        file: URL(filePath: partial.path), limits: limits, progress: progress)
    } catch {
      throw StudyError.cannotCreate(path: destination.path, reason: error.systemReason)
    }
    let configuration = URLSessionConfiguration.ephemeral
    // Not every system keeps the session's own limits, so the receiver has a clock of its own.
    configuration.timeoutIntervalForRequest = 2 * limits.patience
    let session = URLSession(
      configuration: configuration, delegate: receiver, delegateQueue: receiver.queue)
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
      receiver.start(session.dataTask(with: url))
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

/// Writes what arrives to a file; all calls come from one serial queue.
private final class Receiver: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  /// The queue of the session and of the clock.
  let queue = OperationQueue()
  private let serial = DispatchQueue(label: "download")
  private let clock: any DispatchSourceTimer
  private let limits: DownloadLimits
  private let handle: FileHandle
  private let progress: @Sendable (Int64, Int64?) -> Void
  private var done: ((String?) -> Void)?
  private var received: Int64 = 0
  /// When enough bytes had arrived the last time, and how many there were.
  private var last = (time: ContinuousClock.now, bytes: Int64(0))
  private var expected: Int64?
  private var failure: String?

  init(
    file: URL, limits: DownloadLimits, progress: @escaping @Sendable (Int64, Int64?) -> Void
  ) throws {
    handle = try FileHandle(forWritingTo: file)
    self.limits = limits
    self.progress = progress
    queue.maxConcurrentOperationCount = 1
    unsafe queue.underlyingQueue = serial
    clock = DispatchSource.makeTimerSource(queue: serial)
  }

  /// Begins a task and looks at it from time to time.
  func start(_ task: URLSessionDataTask) {
    let begin = ContinuousClock.now
    last = (begin, 0)
    clock.schedule(deadline: .now(), repeating: min(limits.patience, limits.time) / 6)
    clock.setEventHandler { [self] in
      let now = ContinuousClock.now
      if received - last.bytes >= DownloadLimits.fewest { last = (now, received) }
      if (now - last.time) / .seconds(1) >= limits.patience {
        failure = "only \(received - last.bytes) bytes arrived within \(seconds(limits.patience))"
      } else if (now - begin) / .seconds(1) >= limits.time {
        failure = "it has not ended within \(seconds(limits.time))"
      }
      if failure != nil { task.cancel() }
    }
    clock.resume()
    task.resume()
  }

  private func seconds(_ time: TimeInterval) -> String {
    time < 3_600
      ? "\(Int(time.rounded(.up))) s" : "\(Int(time / 3_600), "hour")"
  }

  func whenDone(_ done: @escaping (String?) -> Void) { self.done = done }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
  ) {
    if let status = (response as? HTTPURLResponse)?.statusCode, status != 200 {
      failure = "the server answered \(status)"
      completionHandler(.cancel)
      return dataTask.cancel()
    }
    expected = response.expectedContentLength > 0 ? response.expectedContentLength : nil
    if let expected, expected > limits.bytes {
      failure = "the server announces \(expected) bytes, more than \(limits.bytes)"
      completionHandler(.cancel)
      // Not every system ends a task whose answer is not wanted.
      return dataTask.cancel()
    }
    completionHandler(.allow)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    do {
      try handle.write(contentsOf: data)
      received += Int64(data.count)
      guard received <= expected ?? limits.bytes else {
        failure = "more than \(expected ?? limits.bytes) bytes arrived"
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
    clock.cancel()
    try? handle.close()
    if failure == nil, let error { failure = error.localizedDescription }
    if failure == nil, let expected, expected != received {
      failure = "\(received) of \(expected, "byte") arrived"
    }
    done?(failure)
    done = nil
  }
}
