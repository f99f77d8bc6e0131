import Files
import Foundation
import Tensors
import TestSupport
import Testing

struct TensorReadTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  static let numeric = [
    "f2-little", "f4-little", "f8-little", "i2-little", "i4-little", "i8-little", "u2-little",
    "u4-little", "u8-little", "f2-big", "f4-big", "f8-big", "i2-big", "i4-big", "i8-big", "u2-big",
    "u4-big", "u8-big", "i1", "u1", "bool", "scalar", "empty", "cube", "fortran", "fortran-cube",
  ]

  @Test(arguments: numeric)
  func `reads every type and order as NumPy wrote it, stored and deflated`(_ name: String) throws {
    let expected = try Reference.expected(name)
    for file in ["stored.npz", "deflated.npz"] {
      let tensor = try Tensor.open(Reference.path(file), key: name)
      #expect(tensor.shape == expected.shape)
      #expect(try tensor.readAll(as: Double.self) == expected.doubles)
      #expect(try tensor.readAll(as: Float.self) == expected.doubles.map { Float($0) })
      let integers = expected.doubles.map { Int64(exactly: $0) }
      if integers.contains(nil) {
        #expect(throws: TensorFileError.self) { try tensor.readAll(as: Int64.self) }
        #expect(throws: TensorFileError.self) { try tensor.readAll(as: Int32.self) }
      } else {
        #expect(try tensor.readAll(as: Int64.self) == integers)
        #expect(try tensor.readAll(as: Int32.self) == integers.map { $0.map { Int32($0) } })
      }
      for row in 0..<tensor.rowCount {
        let width = tensor.rowWidth
        #expect(
          try tensor.read(rows: row..<row + 1, as: Double.self)
            == Array(expected.doubles[row * width..<(row + 1) * width]))
      }
    }
  }

  @Test(arguments: ["text-little", "text-big", "bytes"])
  func `reads fixed-width text`(_ name: String) throws {
    let expected = try Reference.expected(name)
    for file in ["stored.npz", "deflated.npz"] {
      let tensor = try Tensor.open(Reference.path(file), key: name)
      #expect(tensor.shape == expected.shape && tensor.elementType.isText)
      #expect(try tensor.readText(rows: 0..<tensor.rowCount) == expected.values.map(\.string))
      #expect(
        throws: TensorFileError.wrongType(
          source: tensor.source, expected: "numbers", found: tensor.elementType)
      ) { try tensor.readAll(as: Float.self) }
    }
    let numbers = try Tensor.open(Reference.path("version-1.npy"))
    #expect(throws: TensorFileError.self) { try numbers.readText(rows: 0..<1) }
  }

  @Test(arguments: 1...3)
  func `reads every version of npy`(_ version: Int) throws {
    let tensor = try Tensor.open(Reference.path("version-\(version).npy"))
    #expect(tensor.elementType == .float32)
    #expect(
      try tensor.readAll(as: Double.self) == Reference.expected("f4-little").doubles)
  }

  @Test(arguments: ["features", "half", "labels", "mask"])
  func `reads safetensors`(_ name: String) throws {
    let expected = try Reference.expected("model/\(name)")
    let tensor = try Tensor.open(Reference.path("model.safetensors"), key: name)
    #expect(tensor.shape == expected.shape)
    #expect(try tensor.readAll(as: Double.self) == expected.doubles)
  }

  @Test
  func `reads bfloat16`() throws {
    let tensor = try Tensor.open(Reference.path("brain.safetensors"))
    #expect(tensor.elementType == .bfloat16)
    #expect(try tensor.readAll(as: Double.self) == Reference.expected("brain").doubles)
    #expect(
      try tensor.readAll(as: Float.self) == Reference.expected("brain").doubles.map { Float($0) })
  }

  @Test(arguments: ["weight", "bias", "half"])
  func `reads plain tensors of a torch file`(_ name: String) throws {
    let expected = try Reference.expected("torch/\(name)")
    let tensor = try Tensor.open(Reference.path("model.pt"), key: name)
    #expect(tensor.shape == expected.shape)
    #expect(try tensor.readAll(as: Double.self) == expected.doubles)
  }

  @Test
  func `lists the arrays of a file`() throws {
    #expect(
      try Tensor.keys(in: Reference.path("model.safetensors")).sorted()
        == ["features", "half", "labels", "mask"])
    #expect(try Tensor.keys(in: Reference.path("stored.npz")).first == "f2-little")
    #expect(try Tensor.keys(in: Reference.path("model.pt")) == ["weight", "bias", "half"])
    #expect(try Tensor.keys(in: Reference.path("version-1.npy")) == [""])
  }

  @Test
  func `asks for a name that is needed and refuses one that is not there`() throws {
    let path = try Reference.path("model.pt")
    let names = ["weight", "bias", "half"]
    #expect(throws: TensorFileError.missingKey(path: path, key: nil, found: names)) {
      try Tensor.open(path)
    }
    #expect(throws: TensorFileError.missingKey(path: path, key: "x", found: names)) {
      try Tensor.open(path, key: "x")
    }
  }

  @Test
  func `reads every half-precision number exactly`() throws {
    let bytes = (0...UInt16.max).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let path = try folder.write(
      NPYFile.bytes(descr: "<f2", shape: "(65536,)", payload: bytes), as: "half.npy")
    let floats = try Tensor.open(path).readAll(as: Float.self)
    for bits in 0...UInt16.max {
      // The definition of IEEE 754: sign, 5 bits of exponent, 10 of fraction.
      let fraction = Double(bits & 0x3FF)
      let exponent = Int(bits >> 10 & 0x1F)
      let magnitude =
        switch exponent {
        case 0: fraction * 0x1p-24
        case 31: fraction == 0 ? Double.infinity : .nan
        default: (1024 + fraction) * exp2(Double(exponent - 25))
        }
      let expected = Float(bits >> 15 == 1 ? -magnitude : magnitude)
      let found = floats[Int(bits)]
      #expect(found == expected || (found.isNaN && expected.isNaN))
      #expect(found.isNaN || found.sign == (bits >> 15 == 1 ? .minus : .plus))
    }
  }

  @Test
  func `names row, column and value of an element that does not convert`() throws {
    let path = folder.path("x.npy")
    try NPYWriter.write([1, 2, 3, 4.5] as [Double], shape: [2, 2], to: path)
    let tensor = try Tensor.open(path)
    let error = TensorFileError.wrongValue(
      source: path, row: 1, column: 1, expected: "a value of int64", found: "4.5")
    #expect(throws: error) { try tensor.readAll(as: Int64.self) }
    #expect(throws: error) { try tensor.read(rows: 1..<2, as: Int64.self) }
    #expect(
      "\(error)" == "\(path), row 1, column 1: expected a value of int64, found 4.5.")
    for (values, name) in [([1e300, 0], "huge"), ([-3e9, 0], "far")] {
      let path = folder.path("\(name).npy")
      try NPYWriter.write(values, shape: [2], to: path)
      #expect(throws: TensorFileError.self) { try Tensor.open(path).readAll(as: Int32.self) }
    }
    let huge = try Tensor.open(folder.path("huge.npy"))
    #expect(throws: TensorFileError.self) { try huge.readAll(as: Float.self) }
    let truth = try folder.write(
      NPYFile.bytes(descr: "|b1", shape: "(2,)", payload: [1, 7]), as: "bool.npy")
    #expect(
      throws: TensorFileError.wrongValue(
        source: truth, row: 1, column: 0, expected: "a value of float32",
        found: "7 in a truth value")
    ) { try Tensor.open(truth).readAll(as: Float.self) }
  }

  @Test
  func `keeps NaN and infinities`() throws {
    let path = folder.path("x.npy")
    try NPYWriter.write([.nan, .infinity, -.infinity] as [Double], shape: [3], to: path)
    let floats = try Tensor.open(path).readAll(as: Float.self)
    #expect(floats[0].isNaN && floats[1] == .infinity && floats[2] == -.infinity)
  }

  @Test
  func `refuses rows beyond the tensor`() throws {
    let tensor = try Tensor.open(Reference.path("version-1.npy"))
    for rows in [0..<4, 3..<4, -1..<2] {
      #expect(
        throws: TensorFileError.outOfRange(source: tensor.source, expected: 0..<3, found: rows)
      ) { try tensor.read(rows: rows, as: Float.self) }
    }
    #expect(try tensor.read(rows: 3..<3, as: Float.self).isEmpty)
  }

  @Test(arguments: ["cube", "fortran-cube"])
  func `slices along the first dimension`(_ name: String) throws {
    let expected = try Reference.expected(name).doubles
    for file in ["stored.npz", "deflated.npz"] {
      let tensor = try Tensor.open(Reference.path(file), key: name)
      for first in 0..<2 {
        let matrix = try tensor.slice(index: first)
        #expect(matrix.shape == [3, 4])
        #expect(
          try matrix.readAll(as: Double.self) == Array(expected[12 * first..<12 * (first + 1)]))
        #expect(try matrix.read(rows: 1..<3, as: Double.self).first == expected[12 * first + 4])
        let row = try matrix.slice(index: 2)
        #expect(
          try row.readAll(as: Double.self)
            == Array(expected[12 * first + 8..<12 * first + 12]))
        let number = try row.slice(index: 3)
        #expect(number.shape == [] && number.rowCount == 1)
        #expect(try number.readAll(as: Double.self) == [expected[12 * first + 11]])
        #expect(throws: TensorFileError.self) { try number.slice(index: 0) }
      }
      #expect(throws: TensorFileError.self) { try tensor.slice(index: 2) }
    }
  }

  @Test
  func `reads a deflated member forward, backward and in leaps`() throws {
    let path = folder.path("big.npz")
    let values = (0..<200_000).map { Float($0 % 1000) }
    let writer = try NPZWriter(path: path, isCompressed: true)
    try writer.add("x", values, shape: [20_000, 10])
    try writer.close()
    let tensor = try Tensor.open(path)
    #expect(!tensor.allowsRandomAccess)
    for rows in [0..<100, 100..<7000, 19_999..<20_000, 5..<6, 5..<20_000, 0..<20_000] {
      #expect(
        try tensor.read(rows: rows, as: Float.self)
          == Array(values[rows.lowerBound * 10..<rows.upperBound * 10]))
    }
    let part = try tensor.slice(index: 12_345)
    #expect(try part.readAll(as: Float.self) == Array(values[123_450..<123_460]))
  }

  @Test
  func `gives mapped single-precision rows in place and nothing else`() throws {
    let tensor = try Tensor.open(Reference.path("version-1.npy"))
    let expected = try tensor.read(rows: 1..<3, as: Float.self)
    let found = unsafe tensor.withMappedFloats(rows: 1..<3) { unsafe Array($0) }
    #expect(found == expected)
    for name in ["f4-big", "f8-little", "fortran"] {
      let other = try Tensor.open(Reference.path("stored.npz"), key: name)
      #expect(unsafe other.withMappedFloats(rows: 0..<1) { $0.count } == nil)
    }
    let deflated = try Tensor.open(Reference.path("deflated.npz"), key: "f4-little")
    #expect(unsafe deflated.withMappedFloats(rows: 0..<1) { $0.count } == nil)
    tensor.releaseRows(0..<3)
    #expect(try tensor.read(rows: 1..<3, as: Float.self) == expected)
  }

  @Test
  func `reads from many threads at once`() async throws {
    for file in ["stored.npz", "deflated.npz"] {
      let tensor = try Tensor.open(Reference.path(file), key: "f8-big")
      let expected = try Reference.expected("f8-big").doubles
      try await withThrowingTaskGroup(of: Void.self) { group in
        for task in 0..<30 {
          group.addTask {
            let row = task % 3
            let values = try tensor.read(rows: row..<row + 1, as: Double.self)
            #expect(values == Array(expected[4 * row..<4 * row + 4]))
          }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test(.enabled(if: RealData.isAvailable, Comment(rawValue: RealData.whySkipped)))
  func `reads the torch file of CIFAR-10N to the values of its npy files`() throws {
    let folder = "annotations/cifar10n"
    let path = try RealData.path("\(folder)/CIFAR-10_human.pt")
    let keys = try Tensor.keys(in: path)
    #expect(keys.count == 6)
    for key in keys {
      let pickled = try Tensor.open(path, key: key)
      let plain = try Tensor.open(RealData.path("\(folder)/\(key).npy"))
      #expect(pickled.elementType == .int64 && plain.elementType == .uint8)
      #expect(try pickled.readAll(as: Int32.self) == plain.readAll(as: Int32.self))
    }
  }

  @Test(.enabled(if: RealData.isAvailable, Comment(rawValue: RealData.whySkipped)))
  func `reads the counts of CIFAR-10H`() throws {
    let tensor = try Tensor.open(RealData.path("annotations/cifar10h/cifar10h-counts.npy"))
    #expect(tensor.shape == [10_000, 10] && tensor.elementType == .int64)
    let counts = try tensor.readAll(as: Int32.self)
    #expect(counts.prefix(10) == [0, 1, 1, 48, 0, 1, 0, 0, 0, 0])
    #expect(counts.reduce(0) { $0 + Int($1) } == 511_000)
  }

  @Test(.enabled(if: RealData.isAvailable, Comment(rawValue: RealData.whySkipped)))
  func `reads the questions of ReaL`() throws {
    let path = try RealData.path("annotations/imagenet-real/raters.npz")
    let info = try Tensor.open(path, key: "info")
    #expect(info.shape == [184_962, 2] && info.elementType == .text(width: 28))
    let first = try info.readText(rows: 0..<3)
    #expect(first[0] == "ILSVRC2012_val_00041207" || first[0].hasPrefix("ILSVRC2012_val_000"))
    #expect(first.count == 6 && Int(first[1]) != nil)
    let tensor = try Tensor.open(path, key: "tensor")
    #expect(tensor.shape == [85, 184_962, 3] && !tensor.allowsRandomAccess)
    #expect(try Tensor.open(path, key: "ids").rowCount == 85)
  }

  @Test(.enabled(if: RealData.isAvailable, Comment(rawValue: RealData.whySkipped)))
  func `opens every tensor file of the zoo`() throws {
    for (file, key, shape) in [
      ("zoo/resnet/features.npy", nil, [10_000, 128]), ("zoo/mlp.npz", "features", [10_000, 128]),
      ("zoo/alexnet.npz", "features", [10_000, 256]),
      ("zoo/vgg.safetensors", "classifier.weight", [10, 128]),
      ("zoo/resnet/adversarial-pgd.npz", "features", [11, 500, 128]),
    ] as [(String, String?, [Int])] {
      let tensor = try Tensor.open(RealData.path(file), key: key)
      #expect(tensor.shape == shape)
      let last = tensor.rowCount - 1
      #expect(try tensor.read(rows: last..<last + 1, as: Float.self).allSatisfy(\.isFinite))
    }
  }
}
