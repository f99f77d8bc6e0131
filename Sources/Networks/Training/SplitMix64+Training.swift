internal import Statistics

extension SplitMix64 {
  /// Creates the generator of one purpose of a training: the start, an epoch, a division of images.
  init(seed: UInt64, purpose: UInt64) {
    var whole = SplitMix64(seed: seed)
    self.init(seed: whole.next() ^ (purpose &* 0xD1B5_4A32_D192_ED03))
    _ = next()
  }
}
