/// Standard input, which `-` names wherever a command reads a file.
enum StandardInput {
  /// The path of the file that an argument means.
  static func path(_ argument: String) -> String { argument == "-" ? "/dev/stdin" : argument }
}
