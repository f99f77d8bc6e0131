import Annotations
import ArgumentParser
import Files

/// Columns by role, as `--map image=file,label=answer` names them, in one argument or several.
extension [NameValueList] {
  /// Refuses roles that do not exist or stand twice.
  func check(of option: String, known roles: [ColumnRole]) throws {
    let names = flatMap(\.pairs).map(\.name)
    if let repeated = names.first(where: { role in names.count { $0 == role } > 1 }) {
      throw ValidationError("\(option) names two columns for \(repeated); name one.")
    }
    let known = roles.map(\.rawValue)
    for name in names where !known.contains(name) {
      throw ValidationError(
        "\(option) names the role \(name), which does not exist; "
          + (NearestName.find(name, among: known).map { "did you mean \($0)?" }
            ?? "there are \(known.joined(separator: ", ")).")
      )
    }
  }

  /// The columns by role.
  var columns: [ColumnRole: String] {
    var columns: [ColumnRole: String] = [:]
    for (role, column) in flatMap(\.pairs) {
      columns[ColumnRole(rawValue: role) ?? .image] = column
    }
    return columns
  }
}
