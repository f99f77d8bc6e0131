import StudyValues
import Testing

struct ImagePlaceTests {
  @Test(arguments: [
    ("val/n01/X.JPEG", "val/n01/X.JPEG"), ("C:\\set\\x.png", "C:\\set\\x.png"),
    (" a.jpg ", "a.jpg"), ("folder/7", "folder/7"),
  ])
  func `a path has folders or the ending of a picture`(text: String, path: String) {
    #expect(ImagePlace(told: text) == ImagePlace(path: path, url: nil))
  }

  @Test(arguments: ["", "7", "image_7", "a.b", "1.0", "word."])
  func `a name alone is no place`(text: String) {
    #expect(ImagePlace(told: text) == nil)
  }

  @Test(arguments: [
    ("https://x.org/a.jpg", "https://x.org/a.jpg"),
    ("HTTP://x.org/get?id=7", "HTTP://x.org/get?id=7"),
    ("https://s3.org/a.jpg?X-Amz-Date=20260101&X-Amz-Signature=abc", "https://s3.org/a.jpg"),
    ("https://x.org/get?id=7&token=secret", "https://x.org/get?id=7"),
  ])
  func `an address is kept without what signs it`(text: String, url: String) {
    #expect(ImagePlace(told: text) == ImagePlace(path: nil, url: url))
  }

  @Test func `a text too long for a place is none`() {
    #expect(ImagePlace(told: "https://x.org/" + String(repeating: "a", count: 2_048)) == nil)
  }
}
