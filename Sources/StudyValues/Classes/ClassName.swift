/// One class of a label space.
package struct ClassName: Sendable, Hashable {
  /// The index in the label space, counted as that space counts (from 0 or from 1).
  package let index: Int32
  /// The name in words, or the index as text when the space has no words.
  package let name: String
  /// The WordNet identifier, such as `n01440764`, when the class has one.
  package let wnid: String?

  /// Creates a class.
  package init(index: Int32, name: String, wnid: String? = nil) {
    self.index = index
    self.name = name
    self.wnid = wnid
  }
}
