import Foundation
import TestSupport
import Testing

@testable import Files

/// The temporary names of what is made beside its destination.
struct ScratchTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "scratch-\(UUID().uuidString)").path

  private func makeFile(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data("x".utf8).write(to: URL(filePath: "\(folder)/\(name)"))
  }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
  }

  /// The number of a process that has ended.
  private func deadProcess() throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/true")
    try process.run()
    process.waitUntilExit()
    return process.processIdentifier
  }

  @Test func `two at one time have names of their own, which one reading finds`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let first = Scratch(beside: "\(folder)/out")
    let second = Scratch(beside: "\(folder)/out")
    let process = ProcessInfo.processInfo.processIdentifier
    #expect(first.path.hasSuffix("/.out-\(process)-new"))
    #expect(second.path.hasSuffix("/.out-\(process)-new2"))
  }

  @Test func `a folder that is still written to goes whole`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let made = "\(folder)/.out-1-new"
    try FileManager.default.createDirectory(atPath: made, withIntermediateDirectories: true)
    for number in 0..<500 { try Data().write(to: URL(filePath: "\(made)/\(number)")) }
    // Begins new files in it for as long as there is a folder of this name.
    let hasBegun = DispatchSemaphore(value: 0)
    let hasEnded = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      var number = 0
      while FileManager.default.createFile(atPath: "\(made)/more-\(number)", contents: nil) {
        number += 1
        if number == 10 { hasBegun.signal() }
      }
      hasEnded.signal()
    }
    hasBegun.wait()
    Scratch.remove(made)
    hasEnded.wait()
    #expect(try names.isEmpty)
  }

  @Test func `what dead processes left goes, what lives or is another's stays`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let dead = try deadProcess()
    let living = ProcessInfo.processInfo.processIdentifier
    let kept = [
      ".out-\(living)-new7", ".out-\(dead)-newer", ".out-2-\(dead)-new", ".out-x-new",
      ".other-\(dead)-new",
    ]
    for name in kept + [".out-\(dead)-new", ".out-\(dead)-new2", ".out-\(dead)-new31"] {
      try makeFile(name)
    }
    let scratch = Scratch(beside: "\(folder)/out")
    #expect(try names == kept.sorted())
    _ = scratch
  }

  @Test func `what was moved aside comes back where its successor did not arrive`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try makeFile(".out-\(try deadProcess())-old")
    let scratch = Scratch(beside: "\(folder)/out")
    #expect(try names == ["out"])
    _ = scratch
  }
}
