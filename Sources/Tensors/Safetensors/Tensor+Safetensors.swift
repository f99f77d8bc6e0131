internal import Files

extension Tensor {
  /// A tensor of a safetensors file.
  static func safetensors(
    _ file: MappedFile, _ entry: SafetensorsHeader.Entry
  ) throws(TensorFileError) -> Tensor {
    let source = "\(file.path):\(entry.name)"
    let type = try SafetensorsHeader.elementType(entry.type, source: source)
    try TensorShape.check(entry.shape, type: type, source: source, byte: 8)
    let tensor = Tensor(
      shape: entry.shape, elementType: type, source: source,
      storage: .mapped(file, offset: entry.range.lowerBound))
    let expected = tensor.elementCount * type.byteCount
    guard expected == entry.range.count else {
      throw .sizeMismatch(source: source, expected: expected, found: entry.range.count)
    }
    return tensor
  }
}
