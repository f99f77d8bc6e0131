internal import Files
internal import StudyValues

extension ImportSession {
  /// The number of the image that a field names.
  func image(
    _ field: UnsafeBufferPointer<UInt8>, at position: @autoclosure () -> AnnotationPosition
  ) throws(AnnotationError) -> Int32 {
    let known = images.count
    let image = try unsafe images.image(field, at: position())
    if image == known { register(image) }
    return image
  }

  /// The number of the image of a name.
  func image(
    _ name: String, at position: @autoclosure () -> AnnotationPosition
  ) throws(AnnotationError) -> Int32 {
    let bytes = Array(name.utf8)
    return try unsafe bytes.withUnsafeBufferPointer { (field) throws(AnnotationError) in
      try unsafe image(field, at: position())
    }
  }

  private func register(_ image: Int32) {
    let name = images[image]
    batch.newImages.append(name)
    let target = options.targets[name] ?? -1
    targets.append(target)
    fixedTargets.append(target >= 0)
    if target >= 0 { batch.newTargets.append(ImageTarget(image: image, targetClass: target)) }
  }

  /// The number of an annotator.
  func annotator(_ field: UnsafeBufferPointer<UInt8>) -> Int32 {
    let known = annotators.count
    let number = unsafe annotators.intern(field)
    if number == known {
      let name = annotators[number]
      batch.newAnnotators.append(hidesAnnotators ? pseudonym(name) : name)
    }
    return Int32(number)
  }

  /// The number of an annotator.
  func annotator(_ name: String) -> Int32 {
    let bytes = Array(name.utf8)
    return unsafe bytes.withUnsafeBufferPointer { unsafe annotator($0) }
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

  /// The text of a response.
  func responseText(_ number: Int32) -> String { responses[Int(number)] }

  /// The number of a condition, or −1 for an empty one.
  func condition(_ field: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard !field.isEmpty else { return -1 }
    let known = conditions.count
    let number = unsafe conditions.intern(field)
    if number == known { batch.newConditions.append(conditions[number]) }
    return Int32(number)
  }

  /// The number of a condition, or −1 for none.
  func condition(_ name: String?) -> Int32 {
    guard let name else { return -1 }
    let bytes = Array(name.utf8)
    return unsafe bytes.withUnsafeBufferPointer { unsafe condition($0) }
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
