import Files

import StudyValues

/// Why a study file could not be opened, written or asked.
package enum StudyStoreError: Error, Equatable, CustomStringConvertible {
  /// There is no file at the path.
  case missingFile(path: String)
  /// The path is a folder.
  case isDirectory(path: String)
  /// The folder that should hold the file does not exist or cannot be written.
  case cannotCreate(path: String)
  /// The file exists although a new one was asked for.
  case alreadyExists(path: String)
  /// The file is not an SQLite database.
  case notADatabase(path: String)
  /// The file is an SQLite database of another program; `got` is its application id.
  case notAStudy(path: String, expected: Int32, got: Int32)
  /// The file was made by a newer version of this program.
  case newerSchema(path: String, expected: Int, got: Int)
  /// Another program is writing to the file.
  case busy(path: String)
  /// The file, or its folder, cannot be written.
  case readOnly(path: String)
  /// The disk is full.
  case diskFull(path: String)
  /// Everything is stored, but the log beside the file could not be written into it.
  case logStays(path: String, detail: String)
  /// The system could not read or write the file.
  case notReadOrWritten(path: String, detail: String)
  /// The file was removed or replaced while it was open.
  case removed(path: String)
  /// Nothing is stored in the file yet.
  case unfinished(path: String)
  /// A killed program left half of a transaction, which cannot be taken back where nothing can be written.
  case halfWritten(path: String)
  /// The file has a trigger.
  case hasTrigger(path: String, name: String)
  /// The file is damaged; `detail` is what SQLite says.
  case damaged(path: String, detail: String)
  /// The study has no data set of that name; `nearest` is the name most like it.
  case unknownDataset(String, nearest: String?)
  /// The data set has no annotation set of that name; `nearest` is the name most like it.
  case unknownSet(String, dataset: String, nearest: String?)
  /// The data set has no run of a model of that name; `nearest` is the name most like it.
  case unknownModel(String, dataset: String, nearest: String?)
  /// The data set has no image of that name; `nearest` is the name most like it.
  case unknownImage(String, dataset: String, nearest: String?)
  /// The name fits several images of the data set.
  case ambiguousImage(String, dataset: String, candidates: [String])
  /// The model has no run with that role, condition, level and step; `known` lists those it has.
  case unknownRun(model: String, wanted: String, known: [String])
  /// A data set has no annotation set that is the default.
  case noDefaultSet(dataset: String)
  /// An image has more votes than are counted.
  case tooManyVotes(image: String, limit: Int64)
  /// A data set exists with another label space.
  case labelSpaceDiffers(dataset: String, expected: String, got: String)
  /// A class of a file is not a class of the data set.
  case unknownClass(String, dataset: String, labelSpace: String, nearest: String?)
  /// Classes of two label spaces have neither names nor WordNet ids to match them by.
  case labelSpacesNotComparable(dataset: String, expected: String, got: String)
  /// A class index is outside the label space.
  case classOutOfRange(index: Int, row: Int, expected: ClosedRange<Int>)
  /// Images have another true class already; `examples` names up to ten.
  case labelsDiffer(dataset: String, count: Int, examples: [String])
  /// A file names images that the data set does not have; `examples` names up to ten, and `hint` says
  /// why, where that is known.
  case unknownImages(count: Int, dataset: String, examples: [String], hint: String = "")
  /// Two names of one file fit the same image.
  case imageNamedTwice(String, String, dataset: String)
  /// The spelling belongs to another image.
  case aliasTaken(String, image: String, dataset: String)
  /// The picture of an image differs from the one recorded before.
  case contentDiffers(String, dataset: String)
  /// A data set has an annotation set of that name from another file or other options.
  case setExists(String, dataset: String)
  /// A model has a run with the same role, condition, level and step from other inputs.
  case runExists(model: String, run: String)
  /// An external score of that name exists for the model.
  case scoreExists(String, model: String)
  /// A score of another program has no direction.
  case noDirection(score: String)
  /// Rows of scores do not follow on each other, or exceed the images of the run.
  case wrongRows(expected: String, got: String)
  /// A value that must be finite is not.
  case notFinite(what: String, row: Int)
  /// The SQL has no statement or several.
  case notOneStatement(sql: String)
  /// The SQL would change the study.
  case notReadOnly(sql: String)
  /// SQLite does not understand the SQL; `message` is what it says.
  case badSQL(sql: String, message: String, nearest: String?)
  /// The SQL has a parameter without a value, as SQLite's reader says, or a value no parameter.
  case parameters(missing: String?, unused: [String])
  /// A query took longer than allowed.
  case timedOut(seconds: Double)
  /// The study was opened for reading only.
  case openedReadOnly(path: String)

  /// One sentence: what was found, what was expected, what to do.
  package var description: String {
    switch self {
    case .missingFile(let path):
      "\(path): there is no such file; check the path, or import something to create it."
    case .isDirectory(let path):
      "\(path): expected a study file, found a folder; name a file, for example \(path)/study.db."
    case .cannotCreate(let path):
      "\(path): the file cannot be created; check that its folder exists and can be written."
    case .alreadyExists(let path):
      "\(path): expected no file, found one; choose another name or remove it."
    case .notADatabase(let path):
      "\(path): expected an SQLite database, found something else; name a study file."
    case .notAStudy(let path, let expected, let got):
      "\(path): expected a study (application id \(expected)), found an SQLite database of another "
        + "program (application id \(got)); name a study file."
    case .newerSchema(let path, let expected, let got):
      "\(path): expected a schema of version \(expected) or less, found \(got); use a newer "
        + "version of this program."
    case .busy(let path):
      "\(path): another program is still using the file; try again when it has finished, or wait "
        + "longer with --wait."
    case .readOnly(let path):
      "\(path): the file cannot be written; check the permissions of the file and its folder."
    case .diskFull(let path):
      "\(path): the disk is full; nothing was changed, make room and try again."
    case .logStays(let path, let detail):
      "\(path): everything is stored, but the log \(path)-wal could not be written into the file "
        + "(\(detail)); keep both together, make room, and any import or query joins them."
    case .notReadOrWritten(let path, let detail):
      "\(path): the file could not be read or written (\(detail)); check the disk and its limits."
    case .removed(let path):
      "\(path): the file was removed or replaced while it was open, and nothing was stored; run "
        + "the "
        + "command again."
    case .unfinished(let path):
      "\(path): expected a study, found a file that holds nothing yet; import something into it."
    case .halfWritten(let path):
      "\(path): expected a study that is whole, found \(path)-journal beside it, with which half of an "
        + "import has to be taken back, and the place cannot be written; copy both to another place and "
        + "open the copy."
    case .hasTrigger(let path, let name):
      "\(path): expected a study, which has no triggers, found the trigger \(name.shortened); "
        + "remove it with "
        + "DROP TRIGGER, or use a copy of the study without it."
    case .damaged(let path, let detail):
      "\(path): the file is damaged (\(detail)); restore a copy or make the study again."
    case .unknownDataset(let name, let nearest):
      "There is no data set \(name.shortened) in this study\(StudyStoreError.hint(nearest))"
    case .unknownSet(let name, let dataset, let nearest):
      "The data set \(dataset.shortened) has no annotation set "
        + "\(name.shortened)\(StudyStoreError.hint(nearest))"
    case .unknownModel(let name, let dataset, let nearest):
      "The data set \(dataset.shortened) has no scores of a model "
        + "\(name.shortened)\(StudyStoreError.hint(nearest))"
    case .unknownImage(let name, let dataset, let nearest):
      "The data set \(dataset.shortened) has no image "
        + "\(name.shortened)\(StudyStoreError.hint(nearest))"
    case .ambiguousImage(let name, let dataset, let candidates):
      "The name \(name.shortened) fits several images of the data set \(dataset.shortened): "
        + "\(StudyStoreError.list(candidates)); give the folder too."
    case .unknownRun(let model, let wanted, let known):
      "The model \(model.shortened) has no run \(wanted.shortened); it has "
        + "\(StudyStoreError.list(known))."
    case .noDefaultSet(let dataset):
      "The data set \(dataset.shortened) has no default annotation set; import one, or name the "
        + "set."
    case .tooManyVotes(let image, let limit):
      "The image \(image.shortened) has more than \(limit) votes, which no study collects; check "
        + "which columns hold counts."
    case .labelSpaceDiffers(let dataset, let expected, let got):
      "The data set \(dataset.shortened) has the label space \(expected), not \(got); use the "
        + "same label "
        + "space or another data set."
    case .unknownClass(let name, let dataset, let labelSpace, let nearest):
      "The class \(name.shortened) is not in the label space \(labelSpace) of the data set "
        + "\(dataset.shortened)\(StudyStoreError.hint(nearest))"
    case .labelSpacesNotComparable(let dataset, let expected, let got):
      "The data set \(dataset.shortened) numbers its classes by \(expected) and the file by "
        + "\(got), and "
        + "neither has names to match them by; give class names or WordNet ids."
    case .classOutOfRange(let index, let row, let expected):
      "Row \(row): expected a class from \(expected.lowerBound) to \(expected.upperBound), got "
        + "\(index); check the label space."
    case .labelsDiffer(let dataset, let count, let examples):
      "\(count, "image of the data set \(dataset.shortened) already has", "images of the data set \(dataset.shortened) already have") another true class, "
        + "among them "
        + "\(StudyStoreError.list(examples)); check the order and the label space of the labels."
    case .unknownImages(let count, let dataset, let examples, let hint):
      "\(count, "image is", "images are") not in the data set \(dataset.shortened), among them "
        + "\(StudyStoreError.list(examples)); \(hint)check the names or the order of the file, or "
        + "leave them out with --unknown-images count or add them with create."
    case .imageNamedTwice(let first, let second, let dataset):
      first == second
        ? "\(first.shortened) is named twice for the data set \(dataset.shortened); name each "
          + "image once."
        : "\(first.shortened) and \(second.shortened) both fit one image of the data set "
          + "\(dataset.shortened); name each image "
          + "once, or give the folders too where they are different images."
    case .aliasTaken(let alias, let image, let dataset):
      "\(alias.shortened) cannot stand for \(image.shortened): it already fits another image of "
        + "the data set "
        + "\(dataset.shortened); correct the row of the alias."
    case .contentDiffers(let name, let dataset):
      "The picture \(name.shortened) differs from the one recorded for that image of the data set "
        + "\(dataset.shortened); it is another picture or another encoding, so give the folder "
        + "that was used "
        + "before or correct its name."
    case .setExists(let name, let dataset):
      "The data set \(dataset.shortened) already has an annotation set \(name.shortened) from "
        + "another file or other "
        + "options; replace it explicitly or choose another name."
    case .runExists(let model, let run):
      "The model \(model.shortened) already has a run \(run.shortened) from other inputs; "
        + "replace it explicitly or use "
        + "another model name."
    case .scoreExists(let name, let model):
      "The model \(model.shortened) already has a score \(name.shortened) from other values; "
        + "replace it explicitly or "
        + "choose another name."
    case .noDirection(let score):
      "The score \(score.shortened) needs a direction, higher-is-harder or higher-is-easier, got "
        + "none; name "
        + "the direction in which it points."
    case .wrongRows(let expected, let got): "Expected \(expected), got \(got)."
    case .notFinite(let what, let row):
      "Row \(row): expected a finite \(what), got NaN or an infinity; mend the file."
    case .notOneStatement(let sql):
      "Expected one SQL statement, got none or several in \(sql.prefix(80)); ask one question at a "
        + "time."
    case .notReadOnly(let sql):
      "Expected SQL that only reads, got \(sql.prefix(80)); use the import commands to change a "
        + "study."
    case .badSQL(let sql, let message, let nearest):
      "SQLite says of \(sql.prefix(200)): \(message); "
        + (nearest.map { "did you mean \($0.shortened)?" }
          ?? "see avh tables and avh schema for the names.")
    case .parameters(let missing, let unused):
      StudyStoreError.parameterSentence(missing: missing, unused: unused)
    case .timedOut(let seconds):
      "The query took longer than \(seconds) s and was stopped; narrow it, or allow more time with "
        + "--timeout."
    case .openedReadOnly(let path):
      "\(path): the study was opened for reading only, so nothing can be written to it."
    }
  }

  private static func hint(_ nearest: String?) -> String {
    nearest.map { "; did you mean \($0.shortened)?" } ?? "."
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "none" : names.prefix(10).map(\.shortened).joined(separator: ", ")
  }

  private static func parameterSentence(missing: String?, unused: [String]) -> String {
    let problem = missing ?? "there is no parameter for the value \(list(unused))"
    return "The query cannot be filled in: \(problem); give each parameter one value."
  }
}
