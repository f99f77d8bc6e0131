import Foundation
import Tensors
import Testing

/// HDF5 files of h5py 3.16.0, written by `References/generate.py`.
struct HDF5Tests {
  static func open(_ key: String?, of file: String = "arrays.h5") throws -> Tensor {
    try Tensor.open(path(file), key: key)
  }

  static func path(_ name: String) throws -> String {
    try #require(Bundle.module.url(forResource: "References/\(name)", withExtension: nil)).path
  }

  @Test func `reads rows of a chunked, compressed matrix in any order`() throws {
    let features = try Self.open("features")
    #expect(features.shape == [2_000, 3] && features.elementType == .float32)
    #expect(!features.allowsRandomAccess)
    let all = (0..<6_000).map { Double($0) / 8 }
    #expect(try features.readAll(as: Double.self) == all)
    for rows in [1_990..<2_000, 0..<1, 63..<65, 700..<700] {
      #expect(
        try features.read(rows: rows, as: Double.self)
          == Array(all[3 * rows.lowerBound..<3 * rows.upperBound]))
    }
    #expect(try features.slice(index: 1_234).readAll(as: Double.self) == Array(all[3_702..<3_705]))
    #expect(throws: TensorFileError.self) { try features.read(rows: 1_999..<2_001, as: Float.self) }
  }

  @Test func `reads every type of numbers and text`() throws {
    #expect(try Self.open("net/weight").readAll(as: Double.self) == [1.5, -2, 0, 1e300])
    #expect(try Self.open("labels").readAll(as: Int64.self) == [0, -1, 2, 3])
    #expect(try Self.open("flags").readAll(as: Int32.self) == [1, 0])
    #expect(try Self.open("half").readAll(as: Double.self) == [0.5, -1.25])
    #expect(try Self.open("names").readText(rows: 0..<2) == ["cat", "tiger"])
    #expect(try Self.open("scalar").readAll(as: Double.self) == [2.5])
    let cube = try Self.open("cube")
    #expect(cube.shape == [2, 3, 4])
    #expect(try cube.readAll(as: Int64.self) == Array(0..<24))
    #expect(try cube.slice(index: 1).slice(index: 2).readAll(as: Int64.self) == [20, 21, 22, 23])
  }

  @Test func `lists datasets, not links`() throws {
    #expect(
      try Tensor.keys(in: Self.path("arrays.h5"))
        == [
          "cube", "features", "flags", "half", "labels", "names", "net/weight", "pairs", "scalar",
          "texts",
        ])
    #expect(throws: TensorFileError.self) { try Self.open("outside") }
    #expect(throws: TensorFileError.self) { try Self.open(nil) }
  }

  @Test func `turns what MATLAB wrote`() throws {
    let features = try Self.open("features", of: "matlab.mat")
    #expect(features.shape == [3, 2])
    #expect(try features.readAll(as: Double.self) == [0, 1, 2, 3, 4, 5])
    #expect(try features.read(rows: 1..<2, as: Double.self) == [2, 3])
    for (key, values) in [("labels", [1.0, 0, 1]), ("bias", [0.5, -0.5])] {
      let vector = try Self.open(key, of: "matlab.mat")
      #expect(vector.shape == [values.count])
      #expect(try vector.readAll(as: Double.self) == values)
      #expect(try vector.read(rows: 1..<2, as: Double.self) == [values[1]])
    }
  }

  @Test(arguments: [("texts", "text of variable length"), ("pairs", "elements of another kind")])
  func `refuses other elements`(key: String, found: String) throws {
    #expect {
      try Self.open(key)
    } throws: { "\($0)".contains("arrays.h5:\(key)") && "\($0)".contains(found) }
  }

  @Test func `several threads read one file`() async throws {
    let features = try Self.open("features")
    try await withThrowingTaskGroup(of: Double.self) { group in
      for part in 0..<8 {
        group.addTask {
          try features.read(rows: 250 * part..<250 * part + 250, as: Double.self).reduce(0, +)
        }
      }
      let sum = try await group.reduce(0, +)
      #expect(sum == (0..<6_000).map { Double($0) / 8 }.reduce(0, +))
    }
  }
}
