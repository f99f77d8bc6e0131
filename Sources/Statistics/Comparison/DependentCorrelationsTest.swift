/// The tests of two dependent correlations with one variable in common.
///
/// In the formulas a = r_jk, b = r_jh, c = r_kh, |R| the determinant of their matrix, z = atanh, and
///
/// ```text
/// k = c (1 - a² - b²) - ab (1 - a² - b² - c²) / 2
/// ```
///
/// is the covariance of a and b times n.
public enum DependentCorrelationsTest: String, CaseIterable, Sendable {
  /// z = √n (a - b) / √((1-a²)² + (1-b²)² - 2k): Pearson & Filon 1898, doi:10.1098/rsta.1898.0007.
  case pearsonFilon = "pearson1898"
  /// t(n-3) = (a - b) √((n-3)(1+c)) / √(2|R|): Hotelling 1940, doi:10.1214/aoms/1177731867.
  ///
  /// It takes the scores as fixed; Williams' test is the better one.
  case hotelling = "hotelling1940"
  /// t(n-3) = (a-b) √((n-1)(1+c) / (2 (n-1)/(n-3) |R| + ((a+b)/2)² (1-c)³)): Williams 1959.
  ///
  /// Steiger's T₂ (1980). Williams (1959), "The comparison of regression variables", JRSS B 21.
  case williams = "williams1959"
  /// t(n-3) = (a-b) √((n-3)(1+c)) / √(2|R| + (a-b)² (1-c)³ / (4(n-1))).
  ///
  /// Hendrickson, Stanley & Hills 1970, doi:10.3102/00028312007002189.
  case hendrickson = "hendrickson1970"
  /// z = (z_a - z_b) √(n-3) / √(2 - 2s), s = k / ((1-a²)(1-b²)): Dunn & Clark 1969.
  ///
  /// doi:10.1080/01621459.1969.10500981.
  case dunnClark = "dunn1969"
  /// Dunn & Clark's z with a and b in s replaced by their mean: Steiger 1980.
  ///
  /// doi:10.1037/0033-2909.87.2.245, equation 14. The recommended test.
  case steiger = "steiger1980"
  /// The same with tanh of the mean Fisher z: Hittner, May & Silver 2003.
  ///
  /// doi:10.1080/00221300309601282.
  case hittner = "hittner2003"
  /// z = (z_a - z_b) √((n-3) / (2(1-c) h)): Meng, Rosenthal & Rubin 1992.
  ///
  /// h = (1 - f m)/(1 - m), m = (a² + b²)/2, f = min(1, (1-c)/(2(1-m))).
  /// doi:10.1037/0033-2909.111.1.172.
  case meng = "meng1992"

  /// The statistic with its degrees of freedom, none for a normal deviate.
  func statistic(_ pair: DependentCorrelations) -> (value: Double, df: Double?) {
    let (a, b, c) = (pair.first, pair.second, pair.between)
    let n = Double(pair.n)
    let difference = a - b
    let determinant = pair.determinant
    switch self {
    case .pearsonFilon:
      let variance =
        square(1 - a * a) + square(1 - b * b) - 2 * covariance(a, b, c)
      return (n.squareRoot() * difference / variance.squareRoot(), nil)
    case .hotelling:
      let value = difference * ((n - 3) * (1 + c) / (2 * determinant)).squareRoot()
      return (value, n - 3)
    case .williams:
      let variance =
        2 * (n - 1) / (n - 3) * determinant + square((a + b) / 2) * cube(1 - c)
      return (difference * ((n - 1) * (1 + c) / variance).squareRoot(), n - 3)
    case .hendrickson:
      let variance = 2 * determinant + square(difference) * cube(1 - c) / (4 * (n - 1))
      return (difference * ((n - 3) * (1 + c) / variance).squareRoot(), n - 3)
    case .dunnClark:
      let s = covariance(a, b, c) / ((1 - a * a) * (1 - b * b))
      return (scaledDifference(pair, s), nil)
    case .steiger:
      return (scaledDifference(pair, pooledCovariance((a + b) / 2, c)), nil)
    case .hittner:
      let mean = FisherZ.inverse((FisherZ.transform(a) + FisherZ.transform(b)) / 2)
      return (scaledDifference(pair, pooledCovariance(mean, c)), nil)
    case .meng:
      return (FisherZ.difference(a, b) / Self.mengStandardError(pair), nil)
    }
  }

  /// √(2 (1 - c) h / (n - 3)).
  static func mengStandardError(_ pair: DependentCorrelations) -> Double {
    let (a, b, c) = (pair.first, pair.second, pair.between)
    let m = (a * a + b * b) / 2
    let f = min(1, (1 - c) / (2 * (1 - m)))
    let h = (1 - f * m) / (1 - m)
    return (2 * (1 - c) * h / Double(pair.n - 3)).squareRoot()
  }

  private func scaledDifference(_ pair: DependentCorrelations, _ s: Double) -> Double {
    FisherZ.difference(pair.first, pair.second)
      * (Double(pair.n - 3) / (2 - 2 * s)).squareRoot()
  }

  private func covariance(_ a: Double, _ b: Double, _ c: Double) -> Double {
    c * (1 - a * a - b * b) - a * b * (1 - a * a - b * b - c * c) / 2
  }

  /// The covariance of two Fisher z whose correlations are both p.
  private func pooledCovariance(_ p: Double, _ c: Double) -> Double {
    covariance(p, p, c) / square(1 - p * p)
  }

  private func square(_ value: Double) -> Double { value * value }

  private func cube(_ value: Double) -> Double { value * value * value }
}
