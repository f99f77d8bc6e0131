@testable import Annotations
import TestSupport
import Testing

/// Cells that hold several classes, where nothing declares the classes.
struct SeveralAnswersTests {
  /// How many of how many chose each class of an image that somebody chose.
  private func chosen(_ sink: CollectedAnnotations, _ image: String) -> [String: String] {
    sink.counts(image).filter { !$0.value.hasPrefix("0/") }
  }

  @Test func `boxes that forms write in one order are taken apart where a class is never alone`()
    throws
  {
    let sink = try importText(
      """
      image,annotator,label
      a,u1,"Cat, Dog"
      a,u2,"Cat, Dog"
      b,u1,Dog
      b,u2,"Dog, Bird"
      b,u3,Bird

      """)
    #expect(chosen(sink, "a") == ["Cat": "2/2", "Dog": "2/2"])
    #expect(chosen(sink, "b") == ["Bird": "2/3", "Dog": "2/3"])
    #expect(sink.summary?.notes.contains { $0.hasPrefix("`Cat` stands beside other") } == true)
  }

  @Test(arguments: ["cat;dog;", "cat|dog", "cat#dog", "cat::dog", "cat<br>dog"])
  func `classes that only recur beside others are classes`(list: String) throws {
    let other = list.replacing("dog", with: "bird")
    let third = list.replacing("cat", with: "bird")
    let sink = try importText(
      "image,annotator,label\na,u1,\(list)\na,u2,\(list)\nb,u1,\(other)\nb,u2,\(third)\n")
    #expect(chosen(sink, "a") == ["cat": "2/2", "dog": "2/2"])
    #expect(chosen(sink, "b") == ["bird": "2/2", "cat": "1/2", "dog": "1/2"])
  }

  @Test func `a name with a comma stays a name, and is said where a part of it is a class`() throws
  {
    let names = try importText(
      "image,annotator,label\na,u1,\"projectile, missile\"\na,u2,missile\nb,u1,\"crane, bird\"\n")
    #expect(chosen(names, "a") == ["missile": "1/2", "projectile, missile": "1/2"])
    let notes = names.summary?.notes ?? []
    #expect(notes.contains { $0.contains("`projectile, missile` look like several answers") })
    #expect(!notes.contains { $0.contains("`crane, bird`") })
  }

  @Test(arguments: [
    "image,annotator,label\na,u1,\"1,2\"\na,u2,\"1,2\"\nb,u1,3\n",
    "{\"image\":\"a\",\"annotator\":\"u1\",\"label\":\"1,2\"}\n{\"image\":\"a\",\"annotator\":\"u2\","
      + "\"label\":\"1,2\"}\n{\"image\":\"b\",\"annotator\":\"u1\",\"label\":\"3\"}\n",
  ])
  func `numbers with a comma are two choices where it cannot stand before decimals`(
    text: String
  )
    throws
  {
    let sink = try importText(text)
    #expect(chosen(sink, "a") == ["1": "2/2", "2": "2/2"])
    #expect(chosen(sink, "b") == ["3": "1/1"])
  }

  @Test func `beside semicolons a comma stands before decimals`() throws {
    let sink = try importText("image;annotator;label\na;u1;0,5\na;u2;1\nb;u1;1,5\n")
    #expect(chosen(sink, "a") == ["0.5": "1/2", "1": "1/2"])
  }

  @Test(arguments: [
    "image,comment,label\na,x,cat\na,\"5 inch,dog\nb,y,dog\nb,6 inch\",cat\nc,z,cat\n",
    "image,annotator,label\na,u1,cat\na,\"u2,dog\nb,u1,dog\nc,u1\",cat\nc,u2,cat\n",
    "image;annotator;label\na;u1;cat\n\"a;u2;dog\nb\";u1;dog\nc;u2;cat\n",
  ])
  func `a stray quote in any column is refused with its line`(text: String) {
    #expect {
      _ = try importText(text) {
        if text.contains("comment") { $0.map = [.image: "image", .label: "label"] }
      }
    } throws: { error in
      "\(error)".contains("line 3") && "\(error)".contains("whole rows between two quotes")
    }
  }

  @Test func `a comment of two lines is read`() throws {
    let sink = try importText(
      "image,comment,label\na,\"well, yes\nno, maybe\",cat\nb,x,dog\n"
    ) { $0.map = [.image: "image", .label: "label"] }
    #expect(sink.images == ["a", "b"])
  }

  @Test func `identifiers of assignments are compared as numbers and without blanks`() throws {
    let head = "image,worker,label,assignment_id\n"
    let sink = try importText(
      head + "a,u1,cat,10\na,u1,cat,10.0\na,u2,cat, A1\na,u2,cat,A1\na,u3,dog,NA\na,u4,dog,NA\n")
    #expect(chosen(sink, "a") == ["cat": "2/4", "dog": "2/4"])
    let batch = try importText(
      """
      HITId,AssignmentId,WorkerId,AssignmentStatus,Input.image,Answer.label
      h,A1,W1,Approved,a,cat
      h,A1,W1,Approved,b,dog
      h,A1,W1,Approved,b,dog
      h,A2,W2,Rejected ,b,cat

      """)
    #expect(chosen(batch, "a") == ["cat": "1/1"] && chosen(batch, "b") == ["dog": "1/1"])
    #expect(batch.dropped("rejected assignment") == 1)
  }
}
