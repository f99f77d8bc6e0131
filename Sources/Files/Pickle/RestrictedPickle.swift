/// Reads pickles that hold data, without ever executing one.
///
/// A pickle is a program. This reader carries out only the steps that put numbers, texts, bytes,
/// lists, tuples, dictionaries, NumPy arrays and plain torch tensors together (protocols 0 to 5).
/// A step that names anything else, such as a function or a class, is refused with the line of
/// Python that converts the file. Torch's ZIP files are opened, and read to their `data.pkl`.
package enum RestrictedPickle {
  /// Reads a pickle file or a torch file.
  ///
  /// - Parameters:
  ///   - path: a pickle, plain or gzip, or a ZIP file as torch writes it.
  ///   - limits: bounds on size, depth and number of values.
  /// - Returns: the value.
  /// - Throws: ``InputFileError/refusedPickle(path:byte:found:remedy:)`` for anything that is not
  ///   data, and other cases of ``InputFileError`` for damaged files.
  package static func read(
    path: String, limits: InputLimits = .standard
  ) throws(InputFileError) -> PickleValue {
    guard try isArchive(path) else {
      let bytes = try ByteSource(path: path, limits: limits).readAll(limit: limits.pickleBytes)
      return try parse(bytes, name: path, limits: limits)
    }
    let archive = try ZipArchive(path: path, limits: limits)
    guard let member = pickleMember(of: archive) else {
      throw .unsupported(
        path: path, position: .file, found: "a ZIP archive without a 'data.pkl'",
        remedy: "a torch file made by torch.save holds one")
    }
    let folder = String(member.name.dropLast("data.pkl".count))
    if let order = archive.member(named: folder + "byteorder"),
      try archive.content(of: order, limit: 64) == Array("big".utf8)
    {
      throw .unsupported(
        path: path, position: .member(order.name), found: "tensors in big endian order",
        remedy: "save it on a little endian machine")
    }
    let bytes = try archive.content(of: member, limit: limits.pickleBytes)
    let machine = PickleMachine(
      bytes, path: path, limits: limits, remedy: torchConversion(of: path)
    ) { (key) throws(InputFileError) in
      guard let data = archive.member(named: "\(folder)data/\(key)") else { return nil }
      return try archive.content(of: data, limit: limits.pickleBytes)
    }
    return try machine.run()
  }

  /// Reads a pickle in memory.
  ///
  /// - Parameters:
  ///   - bytes: the pickle.
  ///   - name: what messages call it.
  ///   - limits: bounds on size, depth and number of values.
  /// - Returns: the value.
  /// - Throws: ``InputFileError`` as ``read(path:limits:)``.
  package static func parse(
    _ bytes: [UInt8], name: String, limits: InputLimits = .standard
  ) throws(InputFileError) -> PickleValue {
    try PickleMachine(bytes, path: name, limits: limits, remedy: conversion(of: name)) {
      (_) throws(InputFileError) in nil
    }.run()
  }

  /// The member of a torch file that holds the pickle.
  package static func pickleMember(of archive: ZipArchive) -> ZipMember? {
    archive.members.first { $0.name == "data.pkl" || $0.name.hasSuffix("/data.pkl") }
  }

  /// The command that turns a pickle into JSON, with arrays as lists and tables as lists of rows.
  ///
  /// Loading a pickle in Python executes it.
  package static func conversion(of path: String) -> String {
    "python -c \"import json, pickle; json.dump(pickle.load(open('\(path)', 'rb')),"
      + " open('converted.json', 'w'), default=lambda a: a.to_dict('records')"
      + " if hasattr(a, 'to_dict') else a.tolist() if hasattr(a, 'tolist') else str(a))\""
  }

  /// The command that turns a file of `torch.save` into an npz file with an array for each tensor.
  ///
  /// It runs nothing of the file either: torch reads weights alone.
  static func torchConversion(of path: String) -> String {
    "python -c \"import numpy as np, torch; s = torch.load('\(path)', map_location='cpu',"
      + " weights_only=True); s = s if isinstance(s, dict) else {'tensor': s};"
      + " s = s.get('state_dict', s); np.savez('converted.npz', **{k: v.detach().float().numpy()"
      + " for k, v in s.items() if hasattr(v, 'numpy')})\""
  }

  private static func isArchive(_ path: String) throws(InputFileError) -> Bool {
    let file = try MappedFile(path: path)
    return unsafe file.withBytes { unsafe ZipArchive.isArchive($0) }
  }
}
