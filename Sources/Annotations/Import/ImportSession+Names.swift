internal import Files
internal import StudyValues

extension ImportSession {
  /// The number of the image that a field names.
  func image(
    _ field: UnsafeBufferPointer<UInt8>, at position: @autoclosure () -> AnnotationPosition
  ) throws -> Int32 {
    let image = try unsafe images.image(
      field, areNumbers: { try imagesAreNumbers() }, at: position())
    if image == targets.count { register(image) }
    return image
  }

  /// The number of the image of a name.
  func image(
    _ name: String, at position: @autoclosure () -> AnnotationPosition
  ) throws -> Int32 {
    let bytes = Array(name.utf8)
    return try unsafe bytes.withUnsafeBufferPointer { try unsafe image($0, at: position()) }
  }

  private func register(_ image: Int32) {
    let name = images[image]
    batch.newImages.append(name)
    batch.newPlaces.append(ImagePlace(told: images.newest))
    let target = options.targets[name] ?? -1
    targets.append(target)
    fixedTargets.append(target >= 0)
    if target >= 0 { batch.newTargets.append(ImageTarget(image: image, targetClass: target)) }
  }

  /// The number of an annotator, or −1 for a blank name.
  func annotator(
    _ field: UnsafeBufferPointer<UInt8>, at position: @autoclosure () -> AnnotationPosition
  ) throws -> Int32 {
    let known = annotators.count
    let number = try unsafe annotators.number(
      field, areNumbers: { try annotatorsAreNumbers() }, at: position())
    if number == known {
      let name = annotators[known]
      batch.newAnnotators.append(hidesAnnotators ? pseudonym(name) : name)
      if let row = raters?[name] {
        ratersFound += 1
        for (attribute, value) in row { attributes.note(number, attribute, value) }
      }
    }
    return number
  }

  /// The number of an annotator, or −1 for a blank name.
  func annotator(
    _ name: String, at position: @autoclosure () -> AnnotationPosition
  ) throws -> Int32 {
    let bytes = Array(name.utf8)
    return try unsafe bytes.withUnsafeBufferPointer { try unsafe annotator($0, at: position()) }
  }

  /// The number of a response.
  func response(_ field: UnsafeBufferPointer<UInt8>) -> Int32 {
    let known = responses.count
    let number = unsafe responses.intern(field)
    if number == known { batch.newResponses.append(responses[number]) }
    return Int32(number)
  }

  /// The number of a response.
  func response(_ text: String) -> Int32 {
    let bytes = Array(text.utf8)
    return unsafe bytes.withUnsafeBufferPointer { unsafe response($0) }
  }

  /// The number of a condition, or −1 for a blank one.
  func condition(_ field: UnsafeBufferPointer<UInt8>) throws -> Int32 {
    let known = conditions.count
    let number = try unsafe conditions.number(
      field, areNumbers: { false }, at: AnnotationPosition(file: ""))
    if number == known { batch.newConditions.append(conditions[known]) }
    return number
  }

  /// The number of a condition, or −1 for none.
  func condition(_ name: String?) throws -> Int32 {
    guard let name else { return -1 }
    let bytes = Array(name.utf8)
    return try unsafe bytes.withUnsafeBufferPointer { try unsafe condition($0) }
  }

  /// Notes the reference class of an image.
  func target(
    _ image: Int32, _ targetClass: Int32, at position: @autoclosure () -> AnnotationPosition
  ) throws(AnnotationError) {
    let known = targets[Int(image)]
    if known == targetClass { return }
    if fixedTargets[Int(image)] {
      // The class of the data set stays; that the file gives another one is counted.
      if conflicts.insert(image).inserted {
        batch.newTargets.append(ImageTarget(image: image, targetClass: targetClass))
      }
      return
    }
    guard known < 0 else {
      let name = { (index: Int32) in self.header.labelSpace[index]?.name ?? "\(index)" }
      throw .conflictingTargets(
        position: position(), image: images[image], first: name(known), second: name(targetClass))
    }
    targets[Int(image)] = targetClass
    batch.newTargets.append(ImageTarget(image: image, targetClass: targetClass))
  }
}
