import Annotations
import TestSupport
import Testing
import StudyValues

/// A format's own numbers keep their meaning when a study counts classes differently.
struct DeclaredSpaceTests {
  @Test func `reads indices of the classify task as sorted WordNet order`() throws {
    let text = "image,imagenet_label,annotator,main_label,selected_labels\na,65,0,65,65\n"
    let sink = try importText(text) { $0.labelSpace = .ilsvrcID }
    #expect(sink.header?.labelSpace.name == "ilsvrc-id-1")
    #expect(sink.answers[0].chosenClass == 490 && sink.targets[0].targetClass == 490)
  }

  @Test func `reads indices of CIFAR-10H trials as CIFAR-10`() throws {
    let reversed = try LabelSpace.named(LabelSpace.cifar10.classes.map(\.name).reversed())
    let text = "annotator_id,true_label,chosen_label,cifar10_test_test_idx\n0,3,5,0\n"
    let sink = try importText(text) { $0.labelSpace = reversed }
    #expect(sink.answers[0].chosenClass == reversed.index(of: "dog"))
    #expect(sink.targets[0].targetClass == reversed.index(of: "cat"))
  }

  @Test func `refuses a declared space that lacks a class of the format`() throws {
    let space = try LabelSpace.named(["cat", "dog"])
    #expect(throws: StudyValuesError.self) {
      _ = try importText(
        "annotator_id,true_label,chosen_label,cifar10_test_test_idx\n0,3,5,0\n"
      ) { $0.labelSpace = space }
    }
  }

  @Test func `counts the same whatever task is declared`() throws {
    let text = "task,worker,label\na,1,cat\na,2,dog\n"
    let sink = try importText(text) { $0.task = .graded }
    #expect(sink.header?.task == .graded && sink.header?.chance == nil)
    #expect(sink.counts("a") == ["cat": "1/2", "dog": "1/2"])
  }
}
