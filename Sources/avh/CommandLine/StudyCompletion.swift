import ArgumentParser
import Foundation
import Networks
import Studies
import StudyStore

/// What a shell offers for values: scores and methods always, names of sets, networks and data sets
/// from the study that the command line names.
enum StudyCompletion {
  /// The scores of the tool and those that the study has from other programs.
  static var scores: CompletionKind {
    list(
      beside: Score.all.map(\.name), "SELECT DISTINCT name FROM external_score ORDER BY name")
  }
  /// The networks.
  static var models: CompletionKind { list("SELECT name FROM model ORDER BY model_id") }
  /// The annotation sets.
  static var sets: CompletionKind { list("SELECT name FROM annotation_set ORDER BY set_id") }
  /// The data sets.
  static var datasets: CompletionKind { list("SELECT name FROM dataset ORDER BY dataset_id") }
  /// The views and tables.
  static var tables: CompletionKind {
    list(
      "SELECT name FROM sqlite_schema WHERE type IN ('view', 'table') ORDER BY type DESC, rowid")
  }
  /// Pairs of scores, written as `avh:confidence`.
  static var pairs: CompletionKind {
    .custom { _, _, prefix in
      let parts = prefix.split(separator: ":", omittingEmptySubsequences: false)
      let names = Score.all.map(\.name)
      return parts.count < 2 ? names : names.map { "\(parts[0]):\($0)" }
    }
  }
  /// A study.
  static var study: CompletionKind { .file(extensions: ["db", "sqlite"]) }

  /// A list of names; what is written before a comma stays.
  ///
  /// - Parameters:
  ///   - usual: The names that need no study.
  ///   - sql: Asks the study for the others.
  /// - Returns: The names for a shell.
  static func list(beside usual: [String] = [], _ sql: String) -> CompletionKind {
    .custom { words, _, prefix in
      let done = prefix.lastIndex(of: ",").map { prefix[...$0] } ?? ""
      return (usual + names(in: words, sql)).map { done + $0 }
    }
  }

  /// The names in the first word that is a study; none where no word is, or it cannot be read.
  static func names(in words: [String], _ sql: String) -> [String] {
    for word in words where QueryText.isFile(word) && !DataFolder.isFolder(word) {
      // A shell shows no error: there is then nothing to offer.
      guard let found = try? StudyFile.read(word, { try $0.rows(sql).rows }) else { continue }
      return found.compactMap { row -> String? in
        if case .text(let name) = row.first { name } else { nil }
      }
    }
    return []
  }
}
