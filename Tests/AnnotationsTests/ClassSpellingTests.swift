import Annotations
import StudyValues
import Testing

/// Ways to write one class, and classes that only look like one.
struct ClassSpellingTests {
  @Test(arguments: [
    ("cat", "\u{FF43}\u{FF41}\u{FF54}"), ("Stra\u{DF}e", "STRASSE"), ("\u{FB01}sh", "fish"),
  ])
  func `classes that differ by the form of their letters only are said`(a: String, b: String) throws
  {
    for text in [
      "task,worker,label\na,1,\(a)\nb,1,\(b)\n",
      "image,class,selected,total\nx,\(a),1,2\nx,\(b),1,2\n",
      "image,\(a),\(b)\nx,3,4\n",
    ] {
      let sink = try importText(text) {
        if text.hasPrefix("image,\(a)") { $0.classColumns = [a, b] }
      }
      #expect(sink.header?.labelSpace.classes.count == 2)
      #expect(sink.summary?.notes.contains { $0.contains("by the form of their letters") } == true)
    }
    let others = try importText("task,worker,label\na,1,\(a)\nb,1,dog\nb,2,gr\u{FC}n\n")
    #expect(others.summary?.notes.contains { $0.contains("form of their letters") } == false)
  }
}
