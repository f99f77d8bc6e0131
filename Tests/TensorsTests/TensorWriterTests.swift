import Files
import Foundation
import Tensors
import TestSupport
import Testing

struct TensorWriterTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  static let types: [TensorElementType] = [
    .float16, .bfloat16, .float32, .float64, .int8, .int16, .int32, .int64, .uint8, .uint16,
    .uint32, .uint64, .bool,
  ]

  @Test(arguments: types)
  func `reads back every type from every container`(_ type: TensorElementType) throws {
    let values: [Double] = type == .bool ? [0, 1, 1, 0, 1, 0] : [0, 1, 2, 3, 100, 127]
    var paths: [(String, String?)] = []
    if type != .bfloat16 {
      let npy = folder.path("x.npy")
      try NPYWriter.write(values, shape: [2, 3], to: npy, elementType: type)
      paths.append((npy, nil))
      for compression in [ZipWriter.Compression.stored, .deflated] {
        let npz = folder.path("\(compression).npz")
        let writer = try NPZWriter(path: npz, isCompressed: compression == .deflated)
        try writer.add("first", [1.5, 2.5] as [Float], shape: [2])
        try writer.begin("x", elementType: type, shape: [2, 3])
        try writer.append(Array(values[..<2]))
        try writer.append(values[2...].map { Int64($0) })
        try writer.close()
        paths.append((npz, "x"))
      }
    }
    let safe = folder.path("x.safetensors")
    let writer = try SafetensorsWriter(
      path: safe,
      entries: [.init("first \"1\"", .float32, shape: [2]), .init("x", type, shape: [2, 3])])
    try writer.append([1.5, 2.5] as [Float])
    try writer.append(Array(values[..<4]))
    try writer.append(values[4...].map { Int32($0) })
    try writer.close()
    paths.append((safe, "x"))
    for (path, key) in paths {
      let tensor = try Tensor.open(path, key: key)
      #expect(tensor.elementType == type && tensor.shape == [2, 3])
      #expect(try tensor.readAll(as: Double.self) == values)
    }
    #expect(try Tensor.open(safe, key: "first \"1\"").readAll(as: Float.self) == [1.5, 2.5])
  }

  @Test
  func `writes text and empty and scalar arrays`() throws {
    let path = folder.path("x.npz")
    let writer = try NPZWriter(path: path)
    try writer.begin("names", elementType: .text(width: 5), shape: [2, 2])
    try writer.append(text: ["cat", "日本🎉", "", "horse"])
    try writer.begin("bytes", elementType: .bytes(width: 4), shape: [2])
    try writer.append(text: ["é", "abcd"])
    try writer.add("empty", [] as [Float], shape: [0, 7])
    try writer.add("scalar", [3] as [Int64], shape: [])
    try writer.close()
    #expect(
      try Tensor.open(path, key: "names").readText(rows: 0..<2) == ["cat", "日本🎉", "", "horse"])
    #expect(try Tensor.open(path, key: "bytes").readText(rows: 0..<2) == ["é", "abcd"])
    #expect(try Tensor.open(path, key: "empty").shape == [0, 7])
    #expect(try Tensor.open(path, key: "scalar").readAll(as: Int64.self) == [3])
  }

  @Test
  func `rounds to half precision to nearest, ties to even`() throws {
    let values = [
      1 + 0x1p-11, 1 + 3 * 0x1p-11, 65504, 65519, -0.0, 0x1p-24, 0x1p-25, 0x1.8p-25, 0x1p-14, .nan,
    ]
    let path = folder.path("x.npy")
    try NPYWriter.write(values, shape: [values.count], to: path, elementType: .float16)
    let read = try Tensor.open(path).readAll(as: Double.self)
    #expect(
      read.prefix(9) == [
        1, 1 + 0x1p-9, 65504, 65504, -0.0, 0x1p-24, 0, 0x1p-24, 0x1p-14,
      ])
    #expect(read[4].sign == .minus && read[9].isNaN)
    #expect(throws: TensorFileError.self) {
      try NPYWriter.write([65520.0], shape: [1], to: path, elementType: .float16)
    }
  }

  @Test
  func `refuses values that the type does not hold, and names the element`() throws {
    let path = folder.path("x.npy")
    let wrong: [(TensorElementType, Double)] = [
      (.uint8, -1), (.uint8, 256), (.int8, 128), (.int64, 0.5), (.bool, 2), (.float32, 1e39),
      (.uint64, -1), (.int32, .nan),
    ]
    for (type, value) in wrong {
      #expect(
        throws: TensorFileError.wrongValue(
          source: path, row: 1, column: 1, expected: "a value of \(type)", found: "\(value)")
      ) { try NPYWriter.write([0, 0, 0, value], shape: [2, 2], to: path, elementType: type) }
    }
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(throws: TensorFileError.self) {
      let writer = try NPYWriter(path: path, elementType: .text(width: 2), shape: [1])
      try writer.append(text: ["abc"])
    }
  }

  @Test
  func `leaves nothing behind unless every element was written`() throws {
    let path = folder.path("x.npy")
    do {
      let writer = try NPYWriter(path: path, elementType: .float32, shape: [2, 2])
      try writer.append([1, 2, 3] as [Float])
      #expect(throws: TensorFileError.sizeMismatch(source: path, expected: 16, found: 12)) {
        try writer.close()
      }
      #expect(throws: TensorFileError.sizeMismatch(source: path, expected: 16, found: 20)) {
        try writer.append([4, 5] as [Float])
      }
    }
    do {
      let writer = try NPZWriter(path: folder.path("x.npz"))
      try writer.add("a", [1] as [Float], shape: [1])
      #expect(throws: TensorFileError.self) { try writer.add("a", [1] as [Float], shape: [1]) }
      try writer.begin("b", elementType: .int8, shape: [3])
      #expect(throws: TensorFileError.self) { try writer.close() }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    #expect(throws: TensorFileError.self) {
      try NPYWriter(path: folder.path("no/x.npy"), elementType: .float32, shape: [1])
    }
  }

  @Test
  func `replaces a file only when the new one is complete`() throws {
    let path = folder.path("x.npy")
    try NPYWriter.write([1] as [Float], shape: [1], to: path)
    let writer = try NPYWriter(path: path, elementType: .float32, shape: [1])
    try writer.append([2] as [Float])
    #expect(try Tensor.open(path).readAll(as: Float.self) == [1])
    try writer.close()
    #expect(try Tensor.open(path).readAll(as: Float.self) == [2])
  }

  @Test
  func `writes the same bytes each time`() throws {
    var contents: [Data] = []
    for _ in 0..<2 {
      let path = folder.path("x.npz")
      let writer = try NPZWriter(path: path)
      try writer.add("a", (0..<1000).map { Double($0) }, shape: [1000])
      try writer.close()
      contents.append(try Data(contentsOf: URL(filePath: path)))
    }
    #expect(contents[0] == contents[1])
  }
}
