import Foundation
import Tensors
import TestSupport
import Testing

struct TensorShardTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Twelve files of different sizes whose rows count up.
  func shards() throws -> [String] {
    var paths: [String] = []
    var next: Float = 0
    for number in 0..<12 {
      let rows = number % 3
      let values = (0..<rows * 2).map { Float($0) + next }
      next += Float(values.count)
      let path = folder.path("emb_\(number).npy")
      try NPYWriter.write(values, shape: [rows, 2], to: path)
      paths.append(path)
    }
    return paths
  }

  @Test
  func `reads a folder or pattern of shards in natural order as one tensor`() throws {
    let paths = try shards()
    let whole = (0..<24).map { Float($0) }
    for place in [folder.url.path, folder.url.path + "/", folder.path("emb_*.npy")] {
      let tensor = try Tensor.open(pathOrGlobOrDirectory: place)
      #expect(tensor.shape == [12, 2])
      #expect(try tensor.readAll(as: Float.self) == whole)
      for first in 0..<12 {
        for end in first...12 {
          #expect(
            try tensor.read(rows: first..<end, as: Float.self) == Array(whole[2 * first..<2 * end]))
        }
      }
      tensor.releaseRows(0..<12)
      #expect(try tensor.slice(index: 7).readAll(as: Float.self) == [14, 15])
      #expect(unsafe tensor.withMappedFloats(rows: 1..<3) { unsafe Array($0) } == [2, 3, 4, 5])
      #expect(unsafe tensor.withMappedFloats(rows: 0..<3) { $0.count } == nil)
    }
    #expect(
      try Tensor.open(shards: paths.reversed()).read(rows: 0..<1, as: Float.self) == [20, 21])
    #expect(try Tensor.open(pathOrGlobOrDirectory: paths[1]).shape == [1, 2])
  }

  @Test
  func `orders names as people count`() {
    #expect(
      ShardList.naturalOrder(["b10", "b9", "a2", "b009x", "b1", "a10"])
        == ["a2", "a10", "b1", "b9", "b009x", "b10"])
  }

  @Test
  func `refuses a gap in the numbers`() throws {
    _ = try shards()
    try FileManager.default.removeItem(atPath: folder.path("emb_5.npy"))
    #expect {
      try Tensor.open(pathOrGlobOrDirectory: folder.url.path)
    } throws: {
      "\($0)".contains("the shard number 5 after")
    }
    for number in [0, 2000, 4000] {
      try NPYWriter.write([Float(1), 2], shape: [1, 2], to: folder.path("start_\(number).npy"))
    }
    #expect(try Tensor.open(pathOrGlobOrDirectory: folder.path("start_*.npy")).shape == [3, 2])
  }

  @Test
  func `refuses shards that do not fit together`() throws {
    try NPYWriter.write([1, 2] as [Float], shape: [1, 2], to: folder.path("a0.npy"))
    try NPYWriter.write([1, 2, 3] as [Float], shape: [1, 3], to: folder.path("a1.npy"))
    #expect {
      try Tensor.open(pathOrGlobOrDirectory: folder.url.path)
    } throws: {
      "\($0)".contains("expected float32 rows of shape [2]")
        && "\($0)".contains("found float32 of shape [1, 3]")
    }
    #expect(throws: TensorFileError.noMatch(pattern: folder.path("b*.npy"))) {
      try Tensor.open(pathOrGlobOrDirectory: folder.path("b*.npy"))
    }
  }

  @Test
  func `joins shards of different number types`() throws {
    try NPYWriter.write([1, 2] as [Float], shape: [2], to: folder.path("a0.npy"))
    try NPYWriter.write([3] as [Int32], shape: [1], to: folder.path("a1.npy"))
    let tensor = try Tensor.open(pathOrGlobOrDirectory: folder.url.path)
    #expect(try tensor.readAll(as: Double.self) == [1, 2, 3])
  }
}
