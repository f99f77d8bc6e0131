import Files
import Tensors
import TestSupport
import Testing

/// MATLAB files of scipy 1.17.1, written by `References/mat/generate.py`.
struct MATLABTests {
  static func open(_ file: String, _ key: String?) throws -> Tensor {
    try Tensor.open(Reference.path("mat/\(file).mat"), key: key)
  }

  @Test(arguments: ["plain", "deflated", "big"])
  func `reads numbers in either order of bytes, plain and deflated`(file: String) throws {
    let features = try Self.open(file, "features")
    #expect(features.shape == [4, 3] && features.elementType == .float32)
    #expect(try features.readAll(as: Double.self) == (0..<12).map { Double($0) / 8 })
    #expect(try features.read(rows: 2..<4, as: Float.self) == [0.75, 0.875, 1, 1.125, 1.25, 1.375])
    #expect(
      try Self.open(file, "weight").readAll(as: Double.self)
        == [1.5, -2, 3.25, 0, 1e300, -1e-300])
    // scipy stores doubles as they are; MATLAB as whole numbers where that is enough.
    let counts = try Self.open(file, "counts")
    #expect(counts.shape == [4, 2] && counts.elementType == .float64)
    #expect(try counts.readAll(as: Int32.self) == [3, 0, 1, 2, 0, 3, 2, 1])
    let labels = try Self.open(file, "labels")
    #expect(labels.shape == [4] && labels.elementType == .uint8)
    #expect(try labels.readAll(as: Int64.self) == [0, 1, 1, 0])
    let wide = try Self.open(file, "wide")
    #expect(wide.shape == [2])
    #expect(try wide.readAll(as: Int64.self) == [1, -(1 << 62)])
    let cube = try Self.open(file, "cube")
    #expect(cube.shape == [2, 3, 4])
    #expect(try cube.readAll(as: Int64.self) == Array(0..<24))
    #expect(try cube.slice(index: 1).readAll(as: Int64.self) == Array(12..<24))
    #expect(try Self.open(file, "flags").readAll(as: Int32.self) == [1, 0, 0, 1])
    let words = try Self.open(file, "words")
    #expect(try words.readText(rows: 0..<3) == ["cat", "tiger", "ox"])
    #expect(try Self.open(file, "files").readText(rows: 0..<3) == ["img_0.png", "ｉmg ü", ""])
  }

  @Test(arguments: ["plain", "deflated"])
  func `reads text, cells and empty arrays`(file: String) throws {
    let answers = try Self.open(file, "answers")
    #expect(answers.shape == [3, 2])
    #expect(try answers.readText(rows: 0..<3) == ["cat", "dog", "dog", "dog", "frog", ""])
    #expect(try answers.readText(rows: 1..<2) == ["dog", "dog"])
    #expect(try Self.open(file, "word").readText(rows: 0..<1) == ["hello"])
    #expect(try Self.open(file, "scalars").readAll(as: Double.self) == [1, 2.5, -3])
    #expect(try Self.open(file, "nothing").shape == [0, 3])
  }

  @Test func `takes doubles that are stored as small whole numbers for doubles`() throws {
    // What MATLAB writes for [1 2; 0 1]: class double, values of one byte.
    func element(_ type: UInt32, _ bytes: [UInt8]) -> [UInt8] {
      let tag = [type, UInt32(bytes.count)].flatMap { word in
        (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
      }
      return tag + bytes + [UInt8](repeating: 0, count: (8 - bytes.count % 8) % 8)
    }
    let matrix =
      element(6, [6, 0, 0, 0, 0, 0, 0, 0]) + element(5, [2, 0, 0, 0, 2, 0, 0, 0])
      + element(1, [0x78]) + element(2, [1, 0, 2, 1])
    let text = Array("MATLAB 5.0 MAT-file".utf8)
    let head = text + [UInt8](repeating: 0x20, count: 124 - text.count) + [0, 1, 0x49, 0x4D]
    let folder = try TemporaryFolder()
    let path = try folder.write(head + element(14, matrix), as: "x.mat")
    let tensor = try Tensor.open(path)
    #expect(tensor.elementType == .float64)
    #expect(try tensor.readAll(as: Double.self) == [1, 2, 0, 1])
  }

  @Test func `finds the only array, and lists all`() throws {
    #expect(try Self.open("only", nil).shape == [4, 3])
    #expect(throws: TensorFileError.self) { try Self.open("plain", nil) }
    let names = try Tensor.keys(in: Reference.path("mat/plain.mat"))
    #expect(names.prefix(4) == ["features", "weight", "counts", "labels"] && names.count == 17)
  }

  @Test(arguments: [
    ("sparse", "a sparse matrix", "save full(sparse)"),
    ("record", "a struct", "save('data.mat', '-struct', 'record')"),
    ("complex", "complex numbers", "save real(complex) or abs(complex)"),
    ("mixed", "cells of numbers beside cells of text", "a cell array with one text in every cell"),
  ])
  func `refuses what is no array and says the way out`(
    name: String, found: String, remedy: String
  ) throws {
    for file in ["plain", "deflated"] {
      #expect {
        _ = try Self.open(file, name)
      } throws: { error in
        "\(error)".contains("\(file).mat:\(name)") && "\(error)".contains(found)
          && "\(error)".contains(remedy)
      }
    }
  }

  @Test func `says how to read version 7_3 and HDF5`() throws {
    let folder = try TemporaryFolder()
    let magic: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]
    let space = [UInt8](repeating: 0, count: 512)
    let new = try folder.write(
      Array("MATLAB 7.3 MAT-file".utf8) + space.dropFirst(19) + magic + space, as: "new.mat")
    let plain = try folder.write(magic + space, as: "features.h5")
    #if !HDF5
      #expect {
        _ = try Tensor.open(new)
      } throws: { "\($0)".contains("'-v7'") && "\($0)".contains("--traits HDF5") }
      #expect {
        _ = try Tensor.open(plain)
      } throws: { "\($0)".contains("h5py") && "\($0)".contains("--traits HDF5") }
    #else
      #expect(throws: TensorFileError.self) { _ = try Tensor.open(new) }
      #expect(throws: TensorFileError.self) { _ = try Tensor.open(plain) }
    #endif
  }

  @Test(.timeLimit(.minutes(10)), arguments: ["plain", "deflated", "big"])
  func `ends in arrays or in an error whatever the bytes are`(file: String) throws {
    let original = try Reference.bytes("mat/\(file).mat")
    let folder = try TemporaryFolder()
    var generator = SeededGenerator(state: 13)
    var (whole, refused) = (0, 0)
    for _ in 0..<400 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] =
          UInt8.random(in: 0...255, using: &generator)
      }
      if Bool.random(using: &generator) {
        bytes.removeLast(Int.random(in: 0...bytes.count / 2, using: &generator))
      }
      let path = try folder.write(bytes, as: "t.mat")
      do throws(TensorFileError) {
        for key in try Tensor.keys(in: path) {
          do throws(TensorFileError) {
            let tensor = try Tensor.open(path, key: key)
            if tensor.elementType.isText {
              _ = try tensor.readText(rows: 0..<tensor.rowCount)
            } else {
              _ = try tensor.readAll(as: Double.self)
            }
            whole += 1
          } catch {
            refused += 1
          }
        }
      } catch {
        refused += 1
      }
    }
    #expect(whole > 0 && refused > 0)
  }
}
