/// An angle and its cosine.
struct ClassAngle {
  let angle: Double
  let cosine: Double
}
