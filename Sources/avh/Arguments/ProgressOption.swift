import ArgumentParser

/// How long work shows how far it has come.
struct ProgressOption: ParsableArguments {
  @Option(
    name: .customLong("progress"),
    help: "How to show how far long work has come, on standard error: auto, json or none.")
  var style = ProgressStyle.auto
}
