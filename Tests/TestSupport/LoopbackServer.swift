internal import Foundation

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A small web server on this machine's own address, for tests of downloads.
///
/// It answers one request after the other until it is released.
public final class LoopbackServer: Sendable {
  /// What a path is answered with.
  public struct Answer: Sendable {
    var status: String
    var body: [UInt8]
    var length: Int?
    var pause: Double?

    /// Creates an answer whose header promises `length` bytes, those of the body when nil.
    public init(_ body: some Collection<UInt8>, status: String = "200 OK", length: Int? = nil) {
      self.status = status
      self.body = Array(body)
      self.length = length ?? body.count
    }

    /// Creates an answer that repeats its body, with pauses of so many seconds, for as long as the client
    /// listens; its header promises `length` bytes, or nothing when nil.
    public static func endless(
      _ body: some Collection<UInt8>, pause: Double, length: Int? = nil
    ) -> Answer {
      var answer = Answer(body)
      (answer.length, answer.pause) = (length, pause)
      return answer
    }
  }

  #if canImport(Darwin)
    private static let flags: Int32 = 0
  #else
    /// A client that went away is no reason to end the tests.
    private static let flags = Int32(MSG_NOSIGNAL)
  #endif

  /// The address, with which paths such as `/a.npy` make a URL.
  public let address: String
  private let listener: Int32

  /// Begins to serve; a path that is not listed is answered with 404.
  public init(_ answers: [String: Answer]) throws {
    #if canImport(Darwin)
      let listener = socket(AF_INET, SOCK_STREAM, 0)
    #else
      let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #endif
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isReady = unsafe withUnsafeMutablePointer(to: &place) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        unsafe bind(listener, pointer, size) == 0 && listen(listener, 8) == 0
          && getsockname(listener, pointer, &size) == 0
      }
    }
    guard listener >= 0, isReady else { throw CocoaError(.fileReadUnknown) }
    self.listener = listener
    address = "http://127.0.0.1:\(UInt16(bigEndian: place.sin_port))"
    Thread.detachNewThread {
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { return }
        Self.serve(client, answers)
        close(client)
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private static func serve(_ client: Int32, _ answers: [String: Answer]) {
    var request: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 4_096)
    while request.suffix(4) != [13, 10, 13, 10] {
      let count = unsafe recv(client, &part, part.count, 0)
      guard count > 0 else { return }
      request += part.prefix(count)
    }
    let words = String(decoding: request, as: UTF8.self).split(separator: " ", maxSplits: 2)
    let answer =
      answers[words.count > 1 ? String(words[1]) : ""] ?? Answer([], status: "404 Not Found")
    let length = answer.length.map { "Content-Length: \($0)\r\n" } ?? ""
    let head = "HTTP/1.1 \(answer.status)\r\n\(length)Connection: close\r\n\r\n"
    var isListening = sends(Array(head.utf8) + answer.body, to: client)
    while isListening, let pause = answer.pause {
      Thread.sleep(forTimeInterval: pause)
      isListening = sends(answer.body, to: client)
    }
  }

  private static func sends(_ bytes: [UInt8], to client: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe send(client, buffer.baseAddress.map { unsafe $0 + sent }, bytes.count - sent, flags)
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }
}
