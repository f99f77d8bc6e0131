internal import Files
internal import Foundation
internal import Studies

/// How far the shards of a plan are.
package struct ShardStatus: Sendable {
  /// What can be said of a shard.
  package enum State: String, CaseIterable, Sendable {
    /// It is complete and of this plan.
    case done
    /// It was not run, or not to its end.
    case missing
    /// It was made from another input, with another setting or by another method.
    case stale
    /// What stands there is of another plan.
    case foreign
  }

  /// One shard, or one file that belongs to no shard.
  package struct Entry: Sendable {
    /// The number; nil for a file that belongs to no shard of the plan.
    package var shard: Int?
    /// The rows.
    package var rows: Range<Int>
    /// What can be said of it.
    package var state: State
    /// Why it is not done, or what a reader must know.
    package var reason: String?
    /// The file of its scores.
    package var path: String
    /// Its record, if it is done.
    var record: ShardRecord?
  }

  /// How closely results and inputs are looked at.
  package enum Care: Sendable {
    /// Sizes and times; inputs whose times changed are hashed.
    case quick
    /// The hash of every result, for merging.
    case results
    /// The hash of every result and input.
    case everything
  }

  /// The shards in order, then files that belong to none.
  package var entries: [Entry]

  /// The number of shards in a state.
  package func count(_ state: State) -> Int { entries.count { $0.state == state } }

  /// Whether every shard is done and nothing else is there.
  package var isComplete: Bool { entries.allSatisfy { $0.state == .done } }

  /// Looks at the shards of a plan.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - care: How closely results and inputs are looked at.
  /// - Complexity: O(shards) for `quick`, O(bytes) for others.
  package init(of plan: ShardPlan, care: Care = .quick) {
    let observer = ShardObserver(plan, care: care)
    entries = plan.shards.indices.map { observer.entry($0) }
    let folder = ShardFolder(plan)
    for name in folder.foreignNames(shards: plan.shards.count) {
      entries.append(
        Entry(
          shard: nil, rows: 0..<0, state: .foreign, reason: "no shard of the plan has this file",
          path: "\(folder.path)/\(name)"))
    }
  }
}

/// Looks at one shard after the other.
struct ShardObserver: Sendable {
  let keys: ShardKeys
  private let folder: ShardFolder
  private let care: ShardStatus.Care
  private let check = InputCheck()
  private let known = LockedCache<String, Finding>()

  /// What became of an input.
  private enum Finding: Sendable {
    case same, gone
    case changed(String)
  }

  init(_ plan: ShardPlan, care: ShardStatus.Care) {
    keys = ShardKeys(plan)
    folder = ShardFolder(plan)
    self.care = care
  }

  func entry(_ shard: Int) -> ShardStatus.Entry {
    let plan = keys.plan
    var entry = ShardStatus.Entry(
      shard: shard, rows: plan.shards[shard], state: .missing, path: folder.scores(shard))
    let path = folder.record(shard)
    guard FileManager.default.fileExists(atPath: path) else {
      if FileManager.default.fileExists(atPath: entry.path) {
        entry.reason = "its completion record is gone"
      }
      return entry
    }
    let record: ShardRecord
    do {
      record = try ShardRecord(path: path)
    } catch {
      entry.reason = "its completion record cannot be read: \(error)"
      return entry
    }
    guard record.shard == shard, record.grid == keys.grid, record.rows == entry.rows else {
      entry.state = .foreign
      entry.reason =
        "its record is of shard \(record.shard) with the rows \(record.rows.lowerBound) to "
        + "\(record.rows.upperBound - 1) of another plan"
      return entry
    }
    guard record.key == keys.key(of: shard) else {
      entry.state = .stale
      entry.reason = record.difference(to: keys)
      return entry
    }
    if let problem = plan.methodProblem {
      entry.state = .stale
      entry.reason = "this program has other methods than the plan: \(problem)"
      return entry
    }
    if let (state, reason) = problem(of: record, at: entry.path) {
      entry.state = state
      entry.reason = reason
      return entry
    }
    for (_, file) in plan.inputs(of: shard) {
      let place = plan.place(of: file)
      // An input is the same for many shards.
      let finding = known.value(place) { look(at: file, place) }
      switch finding {
      case .same: break
      case .gone: entry.reason = "\(file.path) is gone since"
      case .changed(let problem):
        entry.state = .stale
        entry.reason = "\(file.path) is not the file that the plan means: \(problem)"
        return entry
      }
    }
    entry.state = .done
    entry.record = record
    return entry
  }

  private func look(at file: PlannedFile, _ place: String) -> Finding {
    do {
      return try check.problem(file, at: place, isThorough: care == .everything)
        .map { .changed($0) } ?? .same
    } catch InputFileError.notFound {
      return .gone
    } catch {
      return .changed("\(error)")
    }
  }

  /// What is wrong with the scores of a shard; nil when they are those that the record means.
  private func problem(
    of record: ShardRecord, at path: String
  ) -> (ShardStatus.State, String)? {
    do {
      let bytes = try FileStamp(path: path).bytes
      guard bytes == record.bytes else {
        return (.stale, "its scores have \(bytes, "byte") in place of \(record.bytes)")
      }
      guard care != .quick else { return nil }
      let digest = try FileDigest(path: path)
      return digest.sha256 == record.sha256
        ? nil : (.stale, "its scores were changed after they were written")
    } catch InputFileError.notFound {
      return (.missing, "its scores are gone")
    } catch {
      return (.missing, "\(error)")
    }
  }
}
