import Statistics
import Synchronization
import Testing

struct PiecesTests {
  struct Failure: Error, Equatable { let piece: Int }

  @Test(arguments: [nil, 1, 2, 7]) func `results stand in the order of the pieces`(
    threads: Int?
  ) throws {
    let squares = try Parallel.pieces(count: 40, threads: threads) { piece in
      // A loop inside of a piece takes part too.
      Parallel.map(count: 10) { $0 * piece }.reduce(0, +)
    }
    #expect(squares == (0..<40).map { 45 * $0 })
    #expect(try Parallel.pieces(count: 0, threads: threads) { $0 }.isEmpty)
  }

  @Test(arguments: [nil, 1, 3]) func `the first failure is reported, and nothing begins long after`(
    threads: Int?
  ) throws {
    let begun = Mutex<[Int]>([])
    let error = #expect(throws: Failure.self) {
      try Parallel.pieces(count: 1000, threads: threads) { piece in
        begun.withLock { $0.append(piece) }
        if piece >= 5 { throw Failure(piece: piece) }
        return piece
      }
    }
    #expect(error == Failure(piece: 5))
    #expect(begun.withLock { $0.count } < 1000)
  }

  @Test func `work that was started is done once, and its failure is kept`() throws {
    let times = Atomic<Int>(0)
    let work = StartedWork { times.wrappingAdd(1, ordering: .relaxed).newValue }
    #expect(try work.value() == 1)
    #expect(try work.value() == 1)
    let failing = StartedWork<Int> { throw Failure(piece: 3) }
    #expect(throws: Failure(piece: 3)) { try failing.value() }
  }
}
