import Foundation
import PageServer
import Testing

/// A server on a free port of this machine, asked by a plain socket.
struct PageServerTests {
  /// Sends a request and returns everything that comes back, on a thread that may wait.
  private func answer(_ request: String, port: UInt16) async throws -> String {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try Self.exchange(request, port: port) })
      }
    }
  }

  private static func exchange(_ request: String, port: UInt16) throws -> String {
    let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(handle) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = unsafe inet_addr("127.0.0.1")
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let connected = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(handle, $0, size)
      }
    }
    try #require(connected == 0)
    let bytes = Array(request.utf8)
    _ = unsafe send(handle, bytes, bytes.count, 0)
    var found: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = unsafe recv(handle, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      found += buffer[..<count]
    }
    return String(decoding: found, as: UTF8.self)
  }

  private func get(_ path: String, host: String = "127.0.0.1", method: String = "GET") -> String {
    "\(method) \(path) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n"
  }

  /// Starts a server on a free port.
  private func start() async throws -> (port: UInt16, running: Task<Void, any Error>) {
    let server = PageServer { path in
      switch path {
      case "index.html": PageServer.File(Array("page".utf8), name: path)
      case "data/study.js": PageServer.File(Array("data".utf8), name: path)
      case "broken": throw CocoaError(.fileReadCorruptFile)
      default: nil
      }
    }
    let (addresses, signal) = AsyncStream<String>.makeStream()
    let running = Task { try await server.run(port: 0) { signal.yield($0) } }
    var found: String?
    for await address in addresses {
      found = address
      break
    }
    let port = found.flatMap { URL(string: $0)?.port }.flatMap { UInt16(exactly: $0) }
    return (try #require(port), running)
  }

  @Test func `serves the page and its files by their types`() async throws {
    let (port, running) = try await start()
    defer { running.cancel() }
    let page = try await answer(get("/"), port: port)
    #expect(page.hasPrefix("HTTP/1.1 200"))
    #expect(page.contains("text/html; charset=utf-8"))
    #expect(page.hasSuffix("page"))
    let data = try await answer(get("/data/study.js", host: "localhost:\(port)"), port: port)
    #expect(data.contains("text/javascript; charset=utf-8"))
    #expect(data.contains("nosniff"))
    let outside = try await answer(get("/../../etc/passwd"), port: port)
    #expect(outside.hasPrefix("HTTP/1.1 404"))
    let broken = try await answer(get("/broken"), port: port)
    #expect(broken.hasPrefix("HTTP/1.1 500"))
  }

  @Test func `answers nobody who asks under another name or changes something`() async throws {
    let (port, running) = try await start()
    defer { running.cancel() }
    let foreign = try await answer(get("/", host: "evil.example"), port: port)
    #expect(foreign.hasPrefix("HTTP/1.1 403"))
    #expect(!foreign.contains("page"))
    let changing = try await answer(get("/", method: "POST"), port: port)
    #expect(!changing.hasPrefix("HTTP/1.1 200"))
  }

  @Test func `says which port it cannot have`() async throws {
    let (port, running) = try await start()
    defer { running.cancel() }
    var message = ""
    do {
      try await PageServer { _ in nil }.run(port: port) { _ in }
    } catch {
      message = "\(error)"
    }
    #expect(
      message.hasPrefix("Port \(port) of this machine cannot be listened on (Address already"))
  }
}
