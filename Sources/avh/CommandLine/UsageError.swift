/// A command line that cannot be understood, said in one sentence.
struct UsageError: Error, CustomStringConvertible {
  let description: String
}
