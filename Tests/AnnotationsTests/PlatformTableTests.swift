import Annotations
import TestSupport
import Testing
import StudyValues

struct PlatformTableTests {
  @Test func `drops rejected assignments of Mechanical Turk`() throws {
    let sink = try importText(
      """
      "HITId","AssignmentId","WorkerId","AssignmentStatus","WorkTimeInSeconds","Input.image_url","Answer.label"
      "h1","a1","W1","Approved","10","https://x.org/n1/p1.jpg","cat"
      "h1","a2","W2","Rejected","2","https://x.org/n1/p1.jpg","dog"
      "h1","a3","W3","Submitted","9","https://x.org/n1/p1.jpg","cat"

      """)
    #expect(sink.header?.format == "mturk-batch")
    #expect(sink.images == ["p1"])
    #expect(sink.counts("p1") == ["cat": "2/2"])
    #expect(sink.dropped("rejected assignment") == 1)
    #expect(!sink.annotators.contains("W1"))
  }

  @Test func `asks which of several answer columns is meant`() throws {
    let text = """
      HITId,AssignmentId,WorkerId,AssignmentStatus,Input.image,Answer.label,Answer.comment
      h1,a1,W1,Approved,p.jpg,cat,hello

      """
    #expect {
      _ = try importText(text)
    } throws: { error in
      guard case AnnotationError.almost(_, _, let missing) = error else { return false }
      return missing.contains("--map label=COL")
    }
    let sink = try importText(text) { $0.map = [.label: "label"] }
    #expect(sink.counts("p") == ["cat": "1/1"])
  }

  @Test func `drops tainted judgments and gold units of Appen`() throws {
    let sink = try importText(
      """
      _unit_id,_id,_tainted,_trust,_worker_id,_ip,animal,image_url,animal_gold
      1,10,false,1,w1,1.2.3.4,cat,a.jpg,
      1,11,true,0.1,w2,1.2.3.5,dog,a.jpg,
      2,12,false,1,w1,1.2.3.4,dog,b.jpg,dog
      3,13,false,1,w1,1.2.3.4,"cat
      dog",c.jpg,

      """)
    #expect(sink.header?.format == "appen-full")
    #expect(sink.dropped("tainted judgment") == 1 && sink.dropped("gold unit") == 1)
    #expect(sink.counts("a") == ["cat": "1/1", "dog": "0/1"])
    #expect(sink.counts("c") == ["cat": "1/1", "dog": "1/1"])
  }
}
