package import Networks
package import StudyStore

extension NetworkInputs {
  /// The files of one network as a command line names them.
  ///
  /// - Parameters:
  ///   - model: The network.
  ///   - files: Its files.
  ///   - images: The file that lists the image of each row.
  ///   - order: The named order of the rows; `labels` is the data set's own.
  ///   - dataset: The data set.
  ///   - store: The study.
  ///   - options: Precision and threads of the products.
  /// - Returns: The inputs.
  /// - Throws: The errors of the readers; ``StudyError`` when nothing says which image a row is.
  package static func named(
    _ model: String, files: NetworkFiles, images: String?, order: String?,
    dataset: StudyDataset, store: StudyStore, options: ScoringOptions
  ) throws -> NetworkInputs {
    let rows = try files.open().input.rowCount
    let names = try RowImages(list: images, order: order).names(
      rows: rows, file: files.paths.first?.path ?? model, dataset: dataset, store: store)
    let own = try store.images(of: dataset.name)
    let place = Dictionary(zip(own.names, own.names)) { first, _ in first }
    // Tables name images as the data set does.
    let known = try names.map { name in
      if let same = place[name] { return same }
      do {
        return try store.imageName(matching: name, dataset: dataset.name)
      } catch StudyStoreError.unknownImage {
        return name
      }
    }
    return NetworkInputs(images: known, files: [model: files], options: options)
  }
}
