import Files
import Foundation
import Tensors
import TestSupport
import Testing

struct TensorErrorTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A wrong file and a part of the sentence that it gets.
  struct Row: CustomTestStringConvertible, Sendable {
    var name: String
    var bytes: [UInt8]
    var message: String
    var testDescription: String { name }
  }

  static let good = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"
  static let payload = [UInt8](repeating: 0, count: 24)

  static func header(_ text: String, payload: [UInt8] = payload) -> [UInt8] {
    NPYFile.bytes(header: text, payload: payload)
  }

  static let files = [
    Row(
      name: "cut payload", bytes: header(good, payload: [0, 0, 0, 0]),
      message: "expected 93 bytes as its header says, found only 73"),
    Row(
      name: "two arrays in one file", bytes: header(good, payload: payload + payload),
      message: "if several arrays were saved one behind another"),
    Row(
      name: "a pointer of Git LFS",
      bytes: Array("version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 1\n".utf8),
      message: "found a pointer of Git LFS, not the file itself; fetch the file with git lfs pull"),
    Row(
      name: "a page of the web", bytes: Array("<!DOCTYPE html><html>".utf8),
      message: "found a page of the web"),
    Row(name: "cut magic", bytes: [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1], message: "byte 0"),
    Row(
      name: "cut header", bytes: Array(header(good).prefix(40)),
      message: "expected 69 bytes as its header says, found only 40"),
    Row(name: "version 9", bytes: NPYFile.bytes(header: good, version: 9), message: "version 9"),
    Row(
      name: "huge shape",
      bytes: header("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000, 1000000)}"),
      message: "expected 4000000000079 bytes"),
    Row(
      name: "overflowing shape",
      bytes: header(
        "{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 4)}"),
      message: "a shape that a file can hold"),
    Row(
      name: "overflowing number",
      bytes: header("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}"),
      message: "at most 64 bits"),
    Row(
      name: "negative dimension",
      bytes: header("{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 3)}"),
      message: "dimensions of 0 or more, found -1"),
    Row(
      name: "no literal", bytes: header("{'descr': __import__('os'), 'fortran_order': False}"),
      message: "byte 20: expected a quoted text, True, False or a tuple"),
    Row(
      name: "expression as shape",
      bytes: header("{'descr': '<f4', 'fortran_order': False, 'shape': (2*3,)}"),
      message: "expected ')', found '*3"),
    Row(
      name: "no shape", bytes: header("{'descr': '<f4', 'fortran_order': False}"),
      message: "the entry 'shape'"),
    Row(
      name: "unknown key",
      bytes: header("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), 'x': True}"),
      message: "the key 'x'"),
    Row(
      name: "key twice",
      bytes: header("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)}"),
      message: "'descr' twice"),
    Row(name: "open dictionary", bytes: header("{'descr': '<f4'"), message: "expected '}'"),
    Row(name: "open text", bytes: header("{'descr"), message: "a closing quote"),
    Row(name: "text behind", bytes: header(good + " x"), message: "the end of the header"),
    Row(
      name: "too many dimensions",
      bytes: header(
        "{'descr': '<f4', 'fortran_order': False, 'shape': ("
          + String(repeating: "1, ", count: 65) + ")}"),
      message: "at most 64 dimensions"),
    Row(
      name: "unknown type",
      bytes: header("{'descr': '<x4', 'fortran_order': False, 'shape': (2, 3)}"),
      message: "the type '<x4'"),
    Row(
      name: "endless header",
      bytes: NPYFile.bytes(header: "", version: 2).prefix(8)
        + [0xFF, 0xFF, 0xFF, 0xFF] + payload,
      message: "a header of at most"),
    Row(name: "text file", bytes: Array("1,2,3\n".utf8), message: "begins with the bytes 31 2C 32"),
    Row(
      name: "HDF5", bytes: [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A],
      message: "HDF5 file"),
    Row(name: "Parquet", bytes: Array("PAR1....".utf8), message: "read_parquet"),
    Row(name: "one byte", bytes: [0x93], message: "begins with the bytes 93"),
    Row(name: "empty", bytes: [], message: "found an empty file"),
    Row(
      name: "safetensors hole",
      bytes: safetensors(
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
        payload: [UInt8](repeating: 0, count: 8)),
      message: "a hole or an overlap before 'a'"),
    Row(
      name: "safetensors overlap",
      bytes: safetensors(
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"#
          + #""b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
        payload: [0, 0, 0, 0]),
      message: "a hole or an overlap"),
    Row(
      name: "safetensors beyond the end",
      bytes: safetensors(
        #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, payload: [0, 0, 0, 0]),
      message: "found only"),
    Row(
      name: "safetensors shape",
      bytes: safetensors(
        #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, payload: [0, 0, 0, 0]),
      message: "expected 8 bytes"),
    Row(
      name: "safetensors huge shape",
      bytes: safetensors(
        #"{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}"#,
        payload: [0, 0, 0, 0]),
      message: "a shape that a file can hold"),
    Row(
      name: "safetensors type",
      bytes: safetensors(
        #"{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}"#, payload: [0, 0, 0, 0]),
      message: "F8_E4M3"),
    Row(
      name: "safetensors without offsets",
      bytes: safetensors(#"{"a":{"dtype":"F32","shape":[1]}}"#, payload: []),
      message: "dtype, shape and data_offsets of 'a'"),
    Row(
      name: "safetensors deep JSON",
      bytes: safetensors(#"{"a":"# + String(repeating: "[", count: 1000), payload: []),
      message: "levels of nesting"),
  ]

  static func safetensors(_ json: String, payload: [UInt8]) -> [UInt8] {
    let length = (0..<8).map { UInt8(truncatingIfNeeded: json.utf8.count >> (8 * $0)) }
    return length + Array(json.utf8) + payload
  }

  @Test(arguments: files)
  func `refuses a wrong file with a sentence`(_ row: Row) throws {
    let path = try folder.write(row.bytes, as: "wrong.npy")
    #expect {
      try Tensor.open(path)
    } throws: { error in
      let text = "\(error)"
      return error is TensorFileError && text.contains(path) && text.contains(row.message)
        && text.hasSuffix(".") || text.hasSuffix("\"")
    }
  }

  @Test(arguments: [
    ("objects.npy", "np.load('"), ("structured.npy", "named fields"), ("complex.npy", "'<c8'"),
    ("dates.npy", "a.astype('i8')"),
  ])
  func `refuses types that are not numbers and says how to convert`(
    _ name: String, _ message: String
  ) throws {
    #expect {
      try Tensor.open(Reference.path(name))
    } throws: {
      "\($0)".contains(message)
    }
  }

  @Test
  func `gives the conversion line of an object array`() throws {
    let path = try Reference.path("objects.npy")
    #expect(
      throws: TensorFileError.objectArray(
        source: path,
        remedy: "python -c \"import numpy as np; a = np.load('\(path)', allow_pickle=True);"
          + " np.save('converted.npy', np.array(a.tolist()))\"")
    ) { try Tensor.open(path) }
  }

  @Test
  func `reads object arrays that hold nothing but text`() throws {
    let texts = try Tensor.open(Reference.path("text-objects.npy"))
    #expect(try texts.readText(rows: 0..<3) == ["one", "twenty", ""])
    let files = try Tensor.open(Reference.path("text-objects.npz"), key: "filenames")
    #expect(try files.readText(rows: 0..<2) == ["a.JPEG", "b.JPEG"])
  }

  @Test
  func `says what is wrong with a path`() throws {
    let missing = folder.path("missing.npy")
    #expect(throws: TensorFileError.input(.notFound(path: missing))) { try Tensor.open(missing) }
    let directory = folder.url.path
    #expect(throws: TensorFileError.input(.directory(path: directory))) {
      try Tensor.open(directory)
    }
    #expect(throws: TensorFileError.noMatch(pattern: directory)) {
      try Tensor.open(pathOrGlobOrDirectory: directory)
    }
  }

  @Test(arguments: [
    "stored.npz", "deflated.npz", "model.safetensors", "model.pt", "version-2.npy",
    "text-objects.npy", "objects.npy",
  ])
  func `survives damaged files`(_ name: String) throws {
    var generator = SeededGenerator(state: 7)
    let bytes = try Reference.bytes(name)
    for _ in 0..<60 {
      var damaged = bytes
      // Headers stand at the beginning, directories at the end: damage falls there more often.
      let span = min(bytes.count, Bool.random(using: &generator) ? 400 : bytes.count)
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        var index = Int.random(in: 0..<span, using: &generator)
        if Bool.random(using: &generator) { index = bytes.count - 1 - index }
        damaged[index] = UInt8.random(in: 0...255, using: &generator)
      }
      let path = try folder.write(damaged, as: "damaged")
      do {
        for key in try Tensor.keys(in: path) {
          let tensor = try Tensor.open(path, key: key.isEmpty ? nil : key)
          if tensor.elementType.isText {
            _ = try tensor.readText(rows: 0..<tensor.rowCount)
          } else {
            _ = try tensor.readAll(as: Double.self)
            _ = try tensor.readAll(as: Int64.self)
          }
        }
      } catch {
        #expect(!"\(error)".isEmpty)
      }
    }
  }
}
