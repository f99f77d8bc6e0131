internal import Files
internal import Foundation

/// Hands the shards that are not done to Slurm, and a merge that waits for them.
package struct ShardSubmission: Sendable {
  /// How jobs are submitted.
  package struct Settings: Sendable {
    /// The partition; the cluster's own when nil.
    package var partition: String?
    /// How many shards one element of an array runs.
    package var shardsPerJob = 1
    /// The scheduler's limit on arrays, `MaxArraySize`.
    package var mostElements = 1_001
    /// The processors of each element.
    package var processors = 1
    /// Further options of `sbatch`, as they are.
    package var options: [String] = []
    /// The words of `avh merge` behind the plan; nil for no merge.
    package var merge: [String]?

    /// Creates the default settings.
    package init() {}
  }

  /// One job of the scheduler.
  package struct Job: Equatable, Sendable {
    /// What it does: `shards` or `merge`.
    package var task: String
    /// The elements of its array; nil for a merge.
    package var elements: String?
    /// The number of shards it runs.
    package var shards: Int
    /// The command that submits it.
    package var command: [String]
    /// The script that it runs.
    package var script: String
    /// The number that the scheduler gave it; nil when nothing was submitted.
    package var id: String?
  }

  private let plan: ShardPlan
  private let program: String
  private let settings: Settings

  /// Prepares a submission.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - program: The path of this program, as the nodes of the cluster see it.
  ///   - settings: How jobs are submitted.
  package init(_ plan: ShardPlan, program: String, settings: Settings) {
    self.plan = plan
    self.program = program
    self.settings = settings
  }

  /// Submits what is missing.
  ///
  /// Arrays are submitted first and the merge last, to begin when every element has succeeded; when one
  /// fails, the merge is taken out of the queue, and another submission runs what is missing.
  ///
  /// - Parameter submit: Runs a command with a script as its input and returns what it prints; nil only
  ///   says what would be done.
  /// - Returns: The jobs in the order of submission.
  /// - Throws: What `submit` throws.
  package func run(
    submit: ((_ command: [String], _ script: String) throws -> String)?
  ) throws -> [Job] {
    let missing = ShardStatus(of: plan).entries.compactMap {
      $0.state == .done ? nil : $0.shard
    }
    let jobs = ShardJobs(
      missing: missing, shardsPerJob: settings.shardsPerJob, mostElements: settings.mostElements)
    var submitted: [Job] = []
    for array in jobs.arrays {
      var job = self.job(array)
      let first = array.elements.map { array.offset + $0 * settings.shardsPerJob }
      job.shards = missing.count { shard in
        first.contains { ($0..<$0 + settings.shardsPerJob).contains(shard) }
      }
      if let submit { job.id = Self.id(try submit(job.command, job.script)) }
      submitted.append(job)
    }
    if let merge = settings.merge {
      var job = mergeJob(merge, after: submitted.map { $0.id ?? "JOB" })
      if let submit { job.id = Self.id(try submit(job.command, job.script)) }
      submitted.append(job)
    }
    return submitted
  }

  private var planPath: String { URL(filePath: plan.path).absoluteURL.path }
  private var logs: String { URL(filePath: ShardFolder(plan).path).absoluteURL.path }

  private func job(_ array: ShardJobs.JobArray) -> Job {
    let words = [
      program, "shard", "run", "--plan", planPath, "--offset", "\(array.offset)", "--tasks-per-job",
      "\(settings.shardsPerJob)", "--threads", "\(settings.processors)",
    ]
    return Job(
      task: "shards", elements: array.list, shards: 0,
      command: sbatch(
        "avh-shards",
        [
          "--array=\(array.list)", "--cpus-per-task=\(settings.processors)",
          "--output=\(logs)/slurm-%A_%a.log",
        ]), script: Self.script(words))
  }

  private func mergeJob(_ words: [String], after jobs: [String]) -> Job {
    var options = ["--output=\(logs)/slurm-%j.log"]
    if !jobs.isEmpty {
      options += [
        "--dependency=afterok:\(jobs.joined(separator: ":"))", "--kill-on-invalid-dep=yes",
      ]
    }
    return Job(
      task: "merge", elements: nil, shards: 0, command: sbatch("avh-merge", options),
      script: Self.script([program, "merge", "--plan", planPath] + words))
  }

  private func sbatch(_ name: String, _ options: [String]) -> [String] {
    ["sbatch", "--parsable", "--job-name=\(name)"]
      + (settings.partition.map { ["--partition=\($0)"] } ?? []) + options + settings.options
  }

  private static func script(_ words: [String]) -> String {
    "#!/bin/sh\nexec \(ShellText.line(words))\n"
  }

  /// The number in what `sbatch --parsable` prints, `NUMBER` or `NUMBER;CLUSTER`.
  private static func id(_ output: String) -> String {
    output.split(whereSeparator: { $0 == ";" || $0.isWhitespace }).first.map(String.init) ?? ""
  }
}

/// Runs the commands of a scheduler.
package enum Scheduler {
  /// Runs a command found in `PATH`, with a text as its input.
  ///
  /// - Returns: What it printed.
  /// - Throws: ``ShardsError/refusedJob(command:reason:)`` when it is not there or fails.
  package static func run(_ command: [String], input: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    let (standardInput, output, error) = (Pipe(), Pipe(), Pipe())
    process.standardInput = standardInput
    process.standardOutput = output
    process.standardError = error
    do {
      try process.run()
      // The script is shorter than the buffer of a pipe.
      try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try standardInput.fileHandleForWriting.close()
    } catch {
      throw ShardsError.refusedJob(command: command[0], reason: error.systemReason)
    }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let reason = String(
      decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let line = reason.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
      throw ShardsError.refusedJob(
        command: command[0],
        reason: process.terminationStatus == 127
          ? "there is no such command here"
          : "\(line.visible()) (code \(process.terminationStatus))")
    }
    return text
  }
}
