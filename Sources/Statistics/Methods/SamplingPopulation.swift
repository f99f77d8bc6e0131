/// What a standard error, an interval or a p-value speaks about, by name.
///
/// One row of results is of one population: its interval and its p come from the same sampling design.
public enum SamplingPopulation: String, CaseIterable, Codable, Sendable {
  /// Images like these, classes ignored.
  case images
  /// Images of these classes and no others.
  case classesFixed = "classes-fixed"
  /// Images of classes like these.
  case classesRandom = "classes-random"
  /// Images judged by raters like these.
  case ratersRandom = "raters-random"
  /// Images of classes like these, judged by raters like these.
  case ratersAndClassesRandom = "raters-and-classes-random"
  /// Training runs like these.
  case seeds
  /// Networks like these.
  case networks

  /// Whether the class of each image has to be known.
  public var needsClasses: Bool {
    [.classesFixed, .classesRandom, .ratersAndClassesRandom].contains(self)
  }
}
