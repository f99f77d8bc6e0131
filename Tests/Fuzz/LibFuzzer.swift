#if LIBFUZZER

  import Foundation
  import Statistics

  // The entry points of libFuzzer, which chooses its inputs by the branches they reach. See
  // `make libfuzzer`.

  /// Writes the seeds of the format into the corpus, before libFuzzer reads it.
  @_cdecl("LLVMFuzzerInitialize")
  public func initialize(
    _ count: UnsafeMutableRawPointer?, _ words: UnsafeMutableRawPointer?
  )
    -> CInt
  {
    _ = LibFuzzer.subject
    return 0
  }

  /// Reads one input.
  ///
  /// What is refused ends in an error; libFuzzer sees a trap, a hang and too much memory.
  @_cdecl("LLVMFuzzerTestOneInput")
  public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Data(UnsafeBufferPointer(start: start, count: count))
    let file = LibFuzzer.folder.appending(path: LibFuzzer.subject.fileName)
    // A door of two ways takes the same one for the same bytes.
    var generator = SplitMix64(seed: UInt64(count), stream: 0)
    do {
      try bytes.write(to: file)
      try LibFuzzer.subject.read(file.path, &generator)
    } catch {
      _ = "\(error)"
    }
    return 0
  }

  private enum LibFuzzer {
    /// Where the file at hand lies.
    static let folder = FileManager.default.temporaryDirectory

    /// The door of the format that `AVH_FUZZ_FORMAT` names, with the seeds of the format written to the
    /// folder `AVH_FUZZ_CORPUS`.
    static let subject: Subject = {
      let words = ProcessInfo.processInfo.environment
      let seeds = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Seeds")
      do {
        guard let format = words["AVH_FUZZ_FORMAT"], let corpus = words["AVH_FUZZ_CORPUS"] else {
          throw Problem("make libfuzzer names a format and a corpus")
        }
        let subjects = try Subject.all(seeds: seeds.path, scratch: folder)
          .filter { $0.format == format }
        guard let first = subjects.first else { throw Problem("there is no seed of \(format)") }
        for (number, subject) in subjects.enumerated() {
          let seed = URL(filePath: corpus).appending(path: "seed-\(number)")
          try Data(subject.bytes).write(to: seed)
        }
        return first
      } catch {
        fatalError("\(error)")
      }
    }()
  }

#endif
