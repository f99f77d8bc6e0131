import Foundation
import StudyStore
import StudyValues
import TestSupport
import Testing

/// The program itself, with streams and signals as shells give them.
struct ProcessTests {
  /// The program that the build put beside the tests.
  private static let program: String? = {
    let candidates = [CommandLine.arguments[0]] + Bundle.allBundles.map(\.bundlePath)
    for candidate in candidates {
      var folder = URL(filePath: candidate)
      for _ in 0..<4 {
        folder.deleteLastPathComponent()
        let path = folder.appending(path: "avh").path
        if FileManager.default.isExecutableFile(atPath: path),
          (try? FileManager.default.attributesOfItem(atPath: path)[.type]) as? FileAttributeType
            == .typeRegular
        {
          return path
        }
      }
    }
    return nil
  }()

  /// Runs a line of the shell, in which `$AVH` is the program; 128 + n for the signal n.
  private static func shell(
    _ line: String, in folder: String
  ) throws -> (code: Int32, error: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = ["AVH": try #require(program), "PATH": "/usr/bin:/bin"]
    let error = Pipe()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = error
    try process.run()
    let text = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  #if os(Linux)
    @Test(arguments: [
      ("$AVH tables none.db 2>/dev/full", 66), ("$AVH tables none.db 2>&-", 66),
      ("$AVH query study.db 'SELECT 1' >/dev/full", 74), ("$AVH query study.db 'SELECT 1' >&-", 74),
      ("$AVH query study.db 'SELECT 1' 2>&- </dev/null", 0),
      ("$AVH schema study.db | head -1; exit ${PIPESTATUS[1]}", 0),
      ("ulimit -n 8; $AVH tables study.db", 74),
      ("ulimit -v 300000; timeout 300 $AVH tables study.db", 74),
      ("$AVH simulate --out s --truth-images 9223372036854775807", 64),
    ])
    func `standard streams and limits end in the documented codes`(
      line: String, code: Int32
    ) throws {
      let folder = try TemporaryFolder()
      let store = try StudyStore.create(path: folder.path("study.db"))
      try store.storeResolvedManifest("x", study: "s")
      try store.ensureDataset("d", labelSpace: .named(["a"]))
      try store.close()
      #expect(try Self.shell(line, in: folder.url.path).code == code)
    }

    @Test(arguments: [("INT", 130), ("TERM", 143)])
    func `a signal, once or twice, ends a command with one sentence and leaves nothing`(
      signal: String, code: Int32
    ) throws {
      let folder = try TemporaryFolder()
      // The import waits for its file, of which it has opened the reading end, until the signal comes.
      let run = try Self.shell(
        """
        mkfifo votes.csv
        $AVH import study.db votes.csv --dataset d --set s & study=$!
        exec 3>votes.csv
        kill -\(signal) $study; sleep 0.1; kill -\(signal) $study; wait $study
        """, in: folder.url.path)
      #expect(run.code == code)
      #expect(run.error.contains("avh: stopped by SIG\(signal)"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["votes.csv"])
    }
  #endif

  @Test(arguments: ["- <pipe", "pipe"])
  func `an import that waits for a pipe keeps nobody from the study`(input: String) throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("task,worker,label\na,p,cat\nb,p,dog\n", as: "votes.csv")
    // The program that writes into the pipe uses the study itself before it does.
    let run = try Self.shell(
      """
      mkfifo pipe
      (exec 3>pipe; $AVH import study.db votes.csv --dataset d --set first -q --wait 20 || exit 1
       sed 's/p,/q,/' votes.csv >&3) & writer=$!
      $AVH import study.db \(input) --dataset e --set second -q || exit 2
      wait $writer
      """, in: folder.url.path)
    #expect(run.code == 0, Comment(rawValue: run.error))
    let store = try StudyStore.open(path: folder.path("study.db"))
    #expect(try store.annotationSets(of: "d").count == 1)
    #expect(try store.annotationSets(of: "e").count == 1)
    try store.close()
  }

  @Test func `first imports that begin at once all succeed`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("task,worker,label\na,p,cat\nb,p,dog\n", as: "votes.csv")
    let run = try Self.shell(
      """
      for set in 1 2 3 4; do
        $AVH import study.db votes.csv --dataset d --set $set -q & jobs="$jobs $!"
      done
      for job in $jobs; do wait $job || exit 1; done
      """, in: folder.url.path)
    #expect(run.code == 0, Comment(rawValue: run.error))
    let store = try StudyStore.open(path: folder.path("study.db"))
    #expect(try store.annotationSets(of: "d").count == 4)
    try store.close()
  }
}
