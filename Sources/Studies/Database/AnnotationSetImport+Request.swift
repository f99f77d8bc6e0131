package import Annotations
package import StudyStore
package import StudyValues

extension AnnotationSetImport {
  /// What is imported.
  package struct Request: Sendable {
    /// The data set; nil means the only one of the study, or a new one named after its file.
    package var dataset: String?
    /// The annotation set; nil means one named after the first file.
    package var set: String?
    /// The files of answers, or folders of them; none to import true classes only.
    package var paths: [String]
    /// How they are read.
    package var options = ImportOptions()
    /// The classes of the file, when they are declared.
    package var labelSpace: LabelSpace?
    /// The file that lists the image of each row.
    package var images: String?
    /// The file of true classes.
    package var labels: NetworkFiles.Source?
    /// The columns of a table of true classes by role, image and label; empty where it has the usual names,
    /// or those of the map where nothing else is imported.
    package var labelMap: [ColumnRole: String] = [:]
    /// The names of the columns of a table of true classes without a header.
    package var labelColumns: [String] = []
    /// Whether a set of that name is replaced.
    package var replaces = false
    /// Whether the set becomes the default one.
    package var isDefault = false
    /// What happens to images that the data set does not have; nil means that they are added to a
    /// data set without images; any other leaves a few out and refuses more than 10 %.
    package var unknownImages: ImagePolicy?
    /// What a command calls the study; its path when nil.
    package var study: String?
    /// The command line, for the record; nil when it is recorded otherwise.
    package var command: String?

    /// Creates a request with the default rules.
    package init(dataset: String? = nil, set: String? = nil, paths: [String]) {
      self.dataset = dataset
      self.set = set
      self.paths = paths
    }
  }

  /// What an import did.
  package struct Outcome: Sendable {
    /// The data set.
    package var dataset: String
    /// The annotation set; empty without files.
    package var set: String
    /// The table of counts; nil when nothing was to be done.
    package var record: StudyResult.ImportRecord?
    /// Up to ten images that are unknown or fit several.
    package var imageExamples: [String] = []
    /// Up to ten images whose class in the file differs from the data set's.
    package var conflictExamples: [String] = []
    /// What became of the true classes that were given with the import.
    package var labels: LabelCounts?
    /// The images of their file that have no class in it, and its rows without an image.
    package var unlabelled = (images: 0, rows: 0)
    /// What to say where no image of the data set has a true class.
    package var cure: String?
    /// What the answers show to be wrong with the true classes, one sentence each.
    package var warnings: [String] = []
    /// The classes, when they were taken from the file in sorted order.
    package var derivedClasses: [String]?
  }
}
