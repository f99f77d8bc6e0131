import Foundation
import PageServer
import Synchronization
import Testing

/// A server on a free port of this machine, asked by a plain socket.
struct PageServerTests {
  /// Sends a request and returns everything that comes back.
  private func answer(_ request: String, port: UInt16) throws -> String {
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

  /// Runs a server for the length of a test.
  private func withServer(_ body: @Sendable (UInt16) throws -> Void) async throws {
    let server = PageServer { path in
      switch path {
      case "index.html": PageServer.File(Array("page".utf8), name: path)
      case "data/study.js": PageServer.File(Array("data".utf8), name: path)
      case "broken": throw CocoaError(.fileReadCorruptFile)
      default: nil
      }
    }
    let address = Mutex<String?>(nil)
    let (stream, signal) = AsyncStream<String>.makeStream()
    let running = Task { try await server.run(port: 0) { signal.yield($0) } }
    for await found in stream {
      address.withLock { $0 = found }
      break
    }
    let port = try #require(
      address.withLock { $0 }.flatMap { URL(string: $0)?.port }.flatMap { UInt16(exactly: $0) })
    try body(port)
    running.cancel()
    _ = await running.result
  }

  @Test func `serves the page and its files by their types`() async throws {
    try await withServer { port in
      let page = try answer(get("/"), port: port)
      #expect(page.hasPrefix("HTTP/1.1 200"))
      #expect(page.contains("text/html; charset=utf-8"))
      #expect(page.hasSuffix("page"))
      let data = try answer(get("/data/study.js", host: "localhost:\(port)"), port: port)
      #expect(data.contains("text/javascript; charset=utf-8"))
      #expect(data.contains("nosniff"))
      #expect(try answer(get("/../../etc/passwd"), port: port).hasPrefix("HTTP/1.1 404"))
      #expect(try answer(get("/broken"), port: port).hasPrefix("HTTP/1.1 500"))
    }
  }

  @Test func `answers nobody who asks under another name or changes something`() async throws {
    try await withServer { port in
      let foreign = try answer(get("/", host: "evil.example"), port: port)
      #expect(foreign.hasPrefix("HTTP/1.1 403"))
      #expect(!foreign.contains("page"))
      #expect(!(try answer(get("/", method: "POST"), port: port)).hasPrefix("HTTP/1.1 200"))
    }
  }

  @Test func `says which port it cannot have`() async throws {
    try await withServer { port in
      let second = PageServer { _ in nil }
      let done = DispatchSemaphore(value: 0)
      let message = Mutex("")
      Task.detached {
        do {
          try await second.run(port: port) { _ in }
        } catch {
          message.withLock { $0 = "\(error)" }
        }
        done.signal()
      }
      #expect(done.wait(timeout: .now() + 10) == .success)
      #expect(message.withLock { $0 }.hasPrefix("Port \(port) of this machine"))
    }
  }
}
