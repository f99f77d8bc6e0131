import Foundation
import Testing

@testable import Shards

/// Jobs for schedulers.
struct ShardSubmissionTests {
  @Test func `arrays are cut at the limit, and what is done is left out`() {
    let jobs = ShardJobs(missing: Array(0..<10) + [12, 25], shardsPerJob: 1, mostElements: 5)
    #expect(jobs.arrays.map(\.offset) == [0, 5, 10, 25])
    #expect(jobs.arrays.map(\.list) == ["0-4", "0-4", "2", "0"])
    let grouped = ShardJobs(missing: [0, 1, 5, 11, 12, 40], shardsPerJob: 4, mostElements: 3)
    #expect(grouped.arrays.map(\.offset) == [0, 12, 36])
    #expect(grouped.arrays.map(\.list) == ["0-2", "0", "1"])
    #expect(ShardJobs(missing: [], shardsPerJob: 1, mostElements: 1).arrays.isEmpty)
  }

  /// Every missing shard is run by exactly one element, which the environment and the offset name.
  @Test(arguments: [(1, 1_001), (3, 7), (8, 2), (1, 1)])
  func `each missing shard belongs to one element`(perJob: Int, most: Int) throws {
    let plan = try ShardedNetwork(files: [40 * 1_024]).plan(shards: 40)
    let missing = (0..<40).filter { $0 % 3 != 1 }
    var run: [Int] = []
    for array in ShardJobs(missing: missing, shardsPerJob: perJob, mostElements: most).arrays {
      #expect(array.elements.allSatisfy { $0 < most })
      for element in array.elements {
        run += try ShardJobs.shards(
          environment: ["SLURM_ARRAY_TASK_ID": "\(element)"], offset: array.offset,
          shardsPerJob: perJob, plan: plan)
      }
    }
    #expect(Set(run).count == run.count && Set(run).isSuperset(of: missing))
  }

  @Test func `a merge waits for every array`() throws {
    let network = try ShardedNetwork()
    let plan = try network.plan(shards: 5)
    _ = try ShardRunner(plan).run(1)
    var settings = ShardSubmission.Settings()
    settings.partition = "cpu"
    settings.mostElements = 2
    settings.options = ["--time=1:00:00"]
    settings.merge = ["--into", "/data/my study.db"]
    let submission = ShardSubmission(plan, program: "/opt/avh", settings: settings)
    var next = 100
    var scripts: [String] = []
    let jobs = try submission.run { command, script in
      next += 1
      scripts.append(script)
      #expect(command.starts(with: ["sbatch", "--parsable"]))
      #expect(command.contains("--partition=cpu") && command.last == "--time=1:00:00")
      return "\(next);cluster\n"
    }
    #expect(jobs.map(\.id) == ["101", "102", "103", "104"])
    #expect(jobs.map(\.elements) == ["0", "0-1", "0", nil])
    #expect(jobs.map(\.shards) == [1, 2, 1, 0])
    #expect(jobs[3].command.contains("--dependency=afterok:101:102:103"))
    #expect(
      scripts[1]
        == "#!/bin/sh\nexec /opt/avh shard run --plan \(plan.path) --offset 2 --tasks-per-job 1 --threads 1\n"
    )
    #expect(
      scripts[3]
        == "#!/bin/sh\nexec /opt/avh merge --plan \(plan.path) --into '/data/my study.db'\n")
    // Nothing is submitted where nothing submits.
    #expect(try submission.run(submit: nil).map(\.id) == [nil, nil, nil, nil])
  }

  @Test func `a scheduler that is not there, or refuses, is named`() {
    #expect { try Scheduler.run(["no-such-scheduler"], input: "") } throws: {
      "\($0)".hasPrefix("no-such-scheduler failed: there is no such command here")
    }
    #expect {
      try Scheduler.run(["sh", "-c", "echo wrong partition >&2; exit 3"], input: "")
    } throws: {
      "\($0)".contains("wrong partition (code 3)")
    }
  }

  @Test(arguments: [
    ("a", "a"), ("", "''"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("$(x)", "'$(x)'"),
    ("a;b", "'a;b'"), ("--into=/x.db", "--into=/x.db"),
  ])
  func `words are quoted for the shell`(word: String, quoted: String) {
    #expect(ShellText.quoted(word) == quoted)
  }
}
