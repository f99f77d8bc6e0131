internal import FlyingFox
internal import FlyingSocks
internal import Foundation

/// Serves the files of a page to browsers of this machine.
///
/// It listens on 127.0.0.1 only, answers `GET` only, and only under the names by which a browser of this
/// machine asks for it, so that a page from elsewhere cannot read it by giving its own name this address.
package struct PageServer: Sendable {
  /// One file.
  package struct File: Sendable {
    let bytes: [UInt8]
    let type: String

    /// Creates a file.
    ///
    /// - Parameters:
    ///   - bytes: The content.
    ///   - name: The name, whose ending says what it is.
    package init(_ bytes: [UInt8], name: String) {
      self.bytes = bytes
      let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
      type = Self.types[ending] ?? "application/octet-stream"
    }

    private static let types = [
      "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
      "js": "text/javascript; charset=utf-8", "png": "image/png", "jpg": "image/jpeg",
      "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "bmp": "image/bmp",
    ]
  }

  /// Why a page cannot be served.
  package enum Failure: Error, CustomStringConvertible {
    /// The port is taken, or the system lets nobody listen on it.
    case cannotListen(port: UInt16, reason: String)

    /// One sentence.
    package var description: String {
      switch self {
      case .cannotListen(let port, let reason):
        "Port \(port) of this machine cannot be listened on (\(reason)); choose another one with "
          + "--port, or 0 for one that is free."
      }
    }
  }

  private let files: @Sendable (String) throws -> File?

  /// Creates a server.
  ///
  /// - Parameter files: The file of a path without its first `/`; nil where there is none. It may be called
  ///   from several threads at once.
  package init(files: @escaping @Sendable (String) throws -> File?) { self.files = files }

  /// Serves until the task is cancelled or the program ends.
  ///
  /// - Parameters:
  ///   - port: The port; 0 for any that is free.
  ///   - begun: Told the address when the server listens.
  /// - Throws: ``Failure``.
  package func run(port: UInt16, begun: @escaping @Sendable (String) -> Void) async throws {
    let server = try HTTPServer(
      config: .init(address: .inet(ip4: "127.0.0.1", port: port), logger: .disabled))
    await server.appendRoute("GET *") { [self] request in await response(to: request) }
    let waiting = Task {
      try await server.waitUntilListening()
      if case .ip4(_, port: let own) = await server.listeningAddress {
        begun("http://127.0.0.1:\(own)/")
      }
    }
    defer { waiting.cancel() }
    do {
      try await server.run()
    } catch {
      guard !Task.isCancelled else { return }
      var reason = "\(error)"
      if case .failed(_, _, let message)? = error as? SocketError { reason = message }
      throw Failure.cannotListen(port: port, reason: reason)
    }
  }

  private func response(to request: HTTPRequest) async -> HTTPResponse {
    let host = request.headers[.host].map { $0.prefix { $0 != ":" } } ?? ""
    guard host == "127.0.0.1" || host == "localhost" else {
      return HTTPResponse(statusCode: .forbidden)
    }
    let path = String(request.path.drop { $0 == "/" })
    do {
      guard let file = try files(path.isEmpty ? "index.html" : path) else {
        return HTTPResponse(statusCode: .notFound)
      }
      return HTTPResponse(
        statusCode: .ok,
        headers: [
          .contentType: file.type, HTTPHeader("Cache-Control"): "no-store",
          HTTPHeader("X-Content-Type-Options"): "nosniff",
          HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
        ], body: Data(file.bytes))
    } catch {
      return HTTPResponse(
        statusCode: .internalServerError, headers: [.contentType: "text/plain; charset=utf-8"],
        body: Data("\(error)\n".utf8))
    }
  }
}
