import Annotations

extension ImportCommand {
  /// How the files of answers are read.
  var readingOptions: ImportOptions {
    var options = ImportOptions()
    options.format = format?.name
    options.map = map.columns
    options.order = order
    options.maybe = maybe
    options.classColumns = classes?.values ?? []
    options.columns = columns?.values ?? []
    options.timeUnit = timeUnit
    options.otherColumns = other?.values ?? []
    options.missingWords = missing?.values
    options.attributeColumns = attributes?.values ?? []
    options.raters = raters
    options.statuses = status?.values ?? []
    options.orientation = orientation
    options.duplicates = duplicates
    options.annotatorIdentity = identity
    options.task = task
    options.condition = condition
    options.level = level
    options.salt = salt ?? ""
    options.keepsAnnotatorIDs = keepAnnotatorIDs
    options.keepsGold = keepGold
    options.keepsReruns = keepReruns
    options.keepsRejected = keepRejected
    options.keepsFolders = keepFolders
    return options
  }
}
