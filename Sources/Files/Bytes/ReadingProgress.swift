/// How much of a file has been read, told to whoever watches.
package struct ReadingProgress: Sendable {
  /// The file.
  package let path: String
  /// The bytes on disk that have been read.
  package let done: Int
  /// The bytes on disk in all.
  package let total: Int

  /// Files below this size are read at once and not told of.
  package static let least = 8 << 20

  /// Watches the reading of large files by this task.
  @TaskLocal package static var watcher: Watcher?

  /// Who is told.
  ///
  /// A type of its own: a task-local value of function type crashes an optimised build of Swift 6.3.1.
  package struct Watcher: Sendable {
    /// Is told how much has been read.
    package let see: @Sendable (ReadingProgress) -> Void

    /// Creates a watcher.
    package init(_ see: @escaping @Sendable (ReadingProgress) -> Void) { self.see = see }
  }
}
