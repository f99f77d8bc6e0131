/// The population that the images stand for; it decides what the uncertainty of a coefficient is.
///
/// Report fixed and random classes side by side: with ten classes a difference can be overwhelming in
/// these ten and uncertain for classes in general.
public enum SamplingDesign: Sendable, Equatable {
  /// Images are a random sample; classes are ignored.
  case images
  /// Classes are these and no others; images are a random sample within each class.
  case classesFixed([Int])
  /// Classes are themselves a random sample: influence values are summed by class, t with G - 1
  /// degrees of freedom for G classes.
  case classesRandom([Int])
  /// The same population by leaving out one class at a time instead of summing influence values.
  case classesRandomDeleteOne([Int])

  /// The name that results carry: `images`, `classes-fixed`, `classes-random` or
  /// `classes-random-delete-one`.
  public var name: String {
    switch self {
    case .images: "images"
    case .classesFixed: "classes-fixed"
    case .classesRandom: "classes-random"
    case .classesRandomDeleteOne: "classes-random-delete-one"
    }
  }
}
