internal import InputFiles
internal import TensorFiles

/// Runs a reader of files and turns its error into one of annotations.
func annotationInput<R>(_ body: () throws(InputFileError) -> R) throws(AnnotationError) -> R {
  do {
    return try body()
  } catch {
    throw .input(error)
  }
}

/// Runs a reader of arrays and turns its error into one of annotations.
func annotationTensor<R>(_ body: () throws(TensorFileError) -> R) throws(AnnotationError) -> R {
  do {
    return try body()
  } catch {
    throw .tensor(error)
  }
}
