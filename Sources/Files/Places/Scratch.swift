internal import Foundation
internal import Synchronization

/// The name of a file or folder that is made beside its destination and moved there when it is
/// complete.
///
/// The name says whose it is: `.report-4711-new` is the report that process 4711 makes. What is not
/// moved is removed at the latest when the last reference goes or the program is interrupted; what a
/// killed process left is removed by the next one that makes something in that place.
package final class Scratch: Sendable {
  private static let all = Mutex<Set<String>>([])

  /// Where to make it; nothing is there yet.
  package let path: String
  /// Where it will be.
  package let destination: String

  /// Takes a name, and removes what dead processes left of theirs.
  ///
  /// - Parameter destination: Where the file or folder will be.
  package init(beside destination: String) {
    self.destination = destination
    // Two at one time in this process have names of their own.
    path = Self.all.withLock { taken in
      var path = Self.name(beside: destination, "new")
      var number = 1
      while !taken.insert(path).inserted {
        number += 1
        path = Self.name(beside: destination, "new\(number)")
      }
      return path
    }
    Self.removeLeftovers(beside: destination)
    try? FileManager.default.removeItem(atPath: path)
  }

  deinit { discard() }

  /// Removes what was made, if it was not moved.
  private func discard() {
    guard Self.all.withLock({ $0.remove(path) }) != nil else { return }
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Removes what is being made while threads may still write to it.
  ///
  /// A folder into which another file comes cannot be removed, so it first gets a name that no thread
  /// knows; the next program would remove what has it.
  static func remove(_ path: String) {
    let aside = path + "0"
    let isMoved = unsafe rename(path, aside) == 0
    try? FileManager.default.removeItem(atPath: isMoved ? aside : path)
  }

  /// Leaves what was made to whoever moved it.
  package func release() { Self.all.withLock { _ = $0.remove(path) } }

  /// Removes everything that is being made; for a program that ends at once.
  package static func discardAll() {
    for path in all.withLock({ $0 }) { remove(path) }
  }

  /// A hidden name beside a destination that says which process uses it for what.
  package static func name(beside destination: String, _ use: String) -> String {
    let (folder, name) = parts(of: destination)
    return "\(folder)/.\(name)-\(ProcessInfo.processInfo.processIdentifier)-\(use)"
  }

  /// What dead processes left beside a destination for some use, or for a further one of its kind, as
  /// `new2` beside `new`.
  package static func leftovers(beside destination: String, _ use: String) -> [String] {
    let (folder, name) = parts(of: destination)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { found in
      guard found.hasPrefix(".\(name)-") else { return false }
      let parts = found.dropFirst(name.count + 2).split(
        separator: "-", omittingEmptySubsequences: false)
      guard parts.count == 2, let process = pid_t(parts[0]), parts[1].hasPrefix(use),
        parts[1].dropFirst(use.count).allSatisfy(\.isWholeNumber)
      else { return false }
      return process > 0 && kill(process, 0) != 0 && errno == ESRCH
    }.map { "\(folder)/\($0)" }
  }

  private static func removeLeftovers(beside destination: String) {
    for path in leftovers(beside: destination, "new") {
      try? FileManager.default.removeItem(atPath: path)
    }
    // What was moved aside is the only whole one when its successor did not arrive.
    for path in leftovers(beside: destination, "old") {
      if !FileManager.default.fileExists(atPath: destination) {
        try? FileManager.default.moveItem(atPath: path, toPath: destination)
      } else {
        try? FileManager.default.removeItem(atPath: path)
      }
    }
  }

  private static func parts(of destination: String) -> (folder: String, name: String) {
    let url = URL(filePath: destination).absoluteURL
    return (url.deletingLastPathComponent().path, url.lastPathComponent)
  }
}
