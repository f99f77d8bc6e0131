import ArgumentParser
import Foundation

/// Runs jobs, prints each as it ends, and writes the table into the readme after a full run.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run the jobs in pairs: ours, baseline, ours, baseline, …")

  @Option(help: "The jobs, comma separated; nothing runs all. An unknown name lists them.")
  var jobs: String?

  @Option(help: "The number of pairs of every job, in place of its own.")
  var pairs: Int?

  @Flag(help: "Also import a generated table of 2 GB.")
  var large = false

  @Option(help: "The folder for generated inputs and for results.")
  var folder = "out/bench"

  @Option(help: "The folder with real data; jobs that need it are skipped without.")
  var data: String?

  @Option(help: "The Python that has the pinned NumPy and SciPy.")
  var python = "out/bench/venv/bin/python"

  @Option(help: "The folder of the baseline scripts.")
  var baselines = "Benchmarks/baselines"

  @Option(help: "The readme whose results are replaced after a run of all jobs.")
  var readme: String?

  func validate() throws {
    if let pairs, pairs < 1 { throw ValidationError("--pairs must be at least 1.") }
    _ = try chosen()
  }

  func run() throws {
    let places = Places(folder: folder, data: data, python: python, baselines: baselines)
    try FileManager.default.createDirectory(
      atPath: places.scratch, withIntermediateDirectories: true)
    let chosen = try chosen()
    let machine = try Machine(python: python)
    say("\(machine.markdown)\n\n\(ResultTable.header)")
    var results: [JobResult] = []
    var failed = false
    for job in chosen {
      if let missing = job.missingFile(places) {
        say("Skipped \(job.id): there is no \(missing).")
        continue
      }
      do {
        try job.writeInputs(places)
        let result = try job.run(places, pairs: pairs ?? job.pairs)
        say(ResultTable.row(result))
        results.append(result)
      } catch let error as BenchmarkError {
        say("Failed \(job.id): \(error)")
        failed = true
      }
    }
    try FileManager.default.removeItem(atPath: places.scratch)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(results).write(to: URL(fileURLWithPath: "\(folder)/results.json"))
    guard !failed else { throw ExitCode.failure }
    guard let readme, jobs == nil else { return }
    try ResultTable.replaceResults(inFile: readme, machine: machine, results)
    say("\nWrote the table into \(readme).")
  }

  /// Prints at once, also into a file, since a run takes minutes.
  private func say(_ text: String) { FileHandle.standardOutput.write(Data("\(text)\n".utf8)) }

  private func chosen() throws -> [Job] {
    guard let jobs else { return Job.all.filter { large || !$0.isLarge } }
    return try jobs.split(separator: ",").map { id in
      guard let job = Job.all.first(where: { $0.id == id }) else {
        let known = Job.all.map(\.id).joined(separator: ", ")
        throw ValidationError("There is no job \(id); there are \(known).")
      }
      return job
    }
  }
}
