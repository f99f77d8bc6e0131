import GRDB
import Synchronization

/// The studies that are open for writing, for a program that is told to stop.
enum OpenStudies {
  private struct Reference {
    weak var study: StudyStore?
  }

  private static let all = Mutex<[ObjectIdentifier: Reference]>([:])
  private static let flag = Atomic(false)

  /// Whether the program is told to stop.
  static var isInterrupted: Bool { flag.load(ordering: .relaxed) }

  static func add(_ study: StudyStore) {
    all.withLock { $0[ObjectIdentifier(study)] = Reference(study: study) }
  }

  static func remove(_ study: StudyStore) {
    all.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(study)) }
  }

  fileprivate static var studies: [StudyStore] {
    all.withLock { $0.values.compactMap(\.study) }
  }

  fileprivate static func interrupt() { flag.store(true, ordering: .relaxed) }
}

extension StudyStore {
  /// Makes what every open study does, or does next, fail.
  package static func interruptAll() {
    OpenStudies.interrupt()
    for study in OpenStudies.studies { study.queue.interrupt() }
  }

  /// Removes new files that nothing was stored in, before the program ends without closing them.
  package static func abandonAll() {
    for study in OpenStudies.studies { study.abandon() }
  }
}
