internal import ArgumentParser

/// The command line of every notebook.
struct NotebookOptions: ParsableArguments {
  @Option(help: "The folder for everything that is written; out/notebooks/NAME by default.")
  var out: String?

  @Option(help: "The folder of real data; AVH_DATA when it is set, else ../shared/data.")
  var data: String?
}
