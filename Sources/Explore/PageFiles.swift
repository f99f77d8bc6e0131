/// The files of a page that are the same for every study, which are part of the program.
enum PageFiles {
  /// The page, its style and its script.
  static let all: [(name: String, bytes: [UInt8])] = [
    ("index.html", PackageResources.index_html),
    ("explore.css", PackageResources.explore_css),
    ("explore.js", script),
  ]

  /// The parts of the script, each after those that it calls when the page begins.
  private static let script: [UInt8] =
    PackageResources.text_js + PackageResources.data_js + PackageResources.state_js
    + PackageResources.filter_js + PackageResources.sql_js + PackageResources.map_js
    + PackageResources.brush_js + PackageResources.grid_js + PackageResources.card_js
    + PackageResources.networks_js
    + PackageResources.classes_js + PackageResources.verdict_js + PackageResources.main_js
}
