import Annotations
import ArgumentParser
import Explore
import Files
import Foundation
import Networks
import PageServer
import Reports
import Shards
import Simulation
import Statistics
import Studies
import StudyStore
import StudyValues
import Tensors

/// The documented exit codes.
enum ExitStatus {
  /// A check found something, or an operation failed for a reason of its own.
  static let failure: Int32 = 1
  /// The command line is wrong.
  static let usage: Int32 = 64
  /// The data cannot be used.
  static let badData: Int32 = 65
  /// An input is missing.
  static let missingInput: Int32 = 66
  /// An output cannot be created.
  static let cannotCreate: Int32 = 73
  /// Reading or writing failed on the way.
  static let ioError: Int32 = 74

  /// The code of an error of ours; nil for what the argument parser prints itself.
  static func code(for error: any Error) -> Int32? {
    switch error {
    case let error as InputFileError: return code(error)
    case let error as TensorFileError: return code(error)
    case AnnotationError.input(let error): return code(error)
    case AnnotationError.tensor(let error): return code(error)
    case is AnnotationError, is StudyValuesError: return badData
    case NetworksError.tensor(let error): return code(error)
    case NetworksError.cannotWrite(_, let reason): return code(writing: reason)
    case NetworksError.wrongProduct, NetworksError.noMemory: return failure
    case is NetworksError, is StatisticsError, is ManifestError, is KnownAnswersError:
      return badData
    case let error as StudyStoreError: return code(error)
    case StudyError.unknownName(KnownName.score, _, _, KnownName.commandLine): return usage
    case let error as StudyError: return code(error)
    case let error as ShardsError: return code(error)
    case is ExploreError: return badData
    case is PageServer.Failure: return cannotCreate
    case SimulationError.cannotWrite(_, let reason): return code(writing: reason)
    case is SimulationError: return usage
    case ReportsError.cannotWrite(_, let reason): return code(writing: reason)
    case is ReportsError: return cannotCreate
    case is UsageError: return usage
    case is StandardOutput.Failure: return ioError
    case let error as CocoaError: return error.isFileError ? ioError : failure
    default: return nil
    }
  }

  private static func code(_ error: InputFileError) -> Int32 {
    switch error {
    case .notFound, .directory: missingInput
    case .unreadable: ioError
    case .cannotWrite(_, let reason): code(writing: reason)
    default: badData
    }
  }

  private static func code(_ error: TensorFileError) -> Int32 {
    switch error {
    case .input(let error): code(error)
    case .noMatch: missingInput
    case .cannotWrite(_, let reason): code(writing: reason)
    default: badData
    }
  }

  private static func code(_ error: StudyError) -> Int32 {
    switch error {
    case .missingFile, .downloadFailed: missingInput
    case .cannotCreate(_, let reason): code(writing: reason)
    case .wouldReplace: cannotCreate
    case .unreadable: ioError
    case .wrongDigest, .unknownName, .inconsistent: badData
    }
  }

  private static func code(_ error: ShardsError) -> Int32 {
    switch error {
    case .tooManyShards, .noSuchShard, .noShardNamed: usage
    case .foreign: cannotCreate
    case .incomplete, .refusedJob, .failedShards: failure
    case .malformed, .changedInput, .inconsistent, .otherMethods, .repeatedImages, .unscorable:
      badData
    }
  }

  /// A file could not begin, or broke off where the disk was full.
  private static func code(writing reason: String) -> Int32 {
    SystemReason.isOnTheWay(reason) ? ioError : cannotCreate
  }

  private static func code(_ error: StudyStoreError) -> Int32 {
    switch error {
    case .missingFile, .isDirectory: missingInput
    case .cannotCreate, .alreadyExists, .readOnly: cannotCreate
    case .diskFull, .logStays, .notReadOrWritten: ioError
    case .busy, .timedOut, .removed: failure
    default: badData
    }
  }
}
