import Annotations
import TestSupport
import Testing
import StudyValues

struct PublishedLayoutsTests {
  @Test func `reads ImageNetV2 tasks and drops assignments by status`() throws {
    let text = """
      {"hits": [
         {"uuid": "h1", "wnid": "n01443537", "images_to_label": ["aa", "bb"],
          "images_pos_control": ["ILSVRC2012_val_00000007.JPEG"], "images_neg_control": ["cc"],
          "images_all": ["aa", "bb", "ILSVRC2012_val_00000007.JPEG", "cc"]},
         {"uuid": "h2", "wnid": "n01440764", "images_to_label": ["cc"]},
         {"uuid": "h3", "wnid": "n01440764", "images_to_label": ["dd"]}],
       "assignments": {
         "h1": {"a1": {"AssignmentStatus": "Approved", "WorkerId": "W1",
                       "Answer": ["aa", "ILSVRC2012_val_00000007.JPEG"]},
                "a2": {"AssignmentStatus": "Submitted", "WorkerId": "W2", "Answer": ["aa", "bb"]},
                "a3": {"AssignmentStatus": "Rejected", "WorkerId": "W3", "Answer": []}},
         "h2": {"a4": {"AssignmentStatus": "Approved", "WorkerId": "W1", "Answer": ["cc"]}}}}
      """
    let sink = try importText(text, as: "results.json")
    #expect(sink.header?.format == "imagenetv2" && sink.header?.task == .presence)
    #expect(sink.counts("aa") == ["n01443537": "2/2"])
    #expect(sink.counts("bb") == ["n01443537": "1/2"])
    // A negative control of one class is a target of another: two frequencies, never pooled.
    #expect(sink.counts("cc") == ["n01443537": "0/2", "n01440764": "1/1"])
    #expect(sink.counts("dd").isEmpty)
    #expect(sink.dropped("answer neither submitted nor approved") == 4)
  }

  @Test func `says that tasks alone hold no answers`() {
    #expect {
      _ = try importText(#"[{"uuid": "h", "wnid": "n01440764", "images_all": []}]"#, as: "h.json")
    } throws: { error in
      guard case AnnotationError.almost(_, "results of ImageNetV2", _) = error else { return false }
      return true
    }
  }

  @Test func `refuses a selected image that was not shown`() {
    #expect(throws: AnnotationError.self) {
      _ = try importText(
        """
        {"hits": [{"uuid": "h", "wnid": "n01440764", "images_all": ["a"]}],
         "assignments": {"h": {"x": {"AssignmentStatus": "Approved", "Answer": ["b"]}}}}
        """, as: "r.json")
    }
  }

  @Test func `reads passes of DCIC and drops images without a label`() throws {
    let sink = try importText(
      """
      [{"name": "pass 1", "dataset_name": "MiceBone", "user_mail": "a@x.org", "annotations": [
         {"image_path": "MiceBone/fold1/x.png", "class_label": "g"},
         {"image_path": "MiceBone/fold1/y.png", "class_label": null}]},
       {"name": "pass 2", "dataset_name": "MiceBone", "user_mail": "b@x.org", "annotations": [
         {"image_path": "MiceBone/fold1/x.png", "class_label": "ug"}]}]
      """, as: "annotations.json")
    #expect(sink.header?.format == "dcic")
    #expect(sink.counts("x") == ["g": "1/2", "ug": "1/2"])
    #expect(sink.dropped("image without a label") == 1)
  }

  @Test func `skips cancelled annotations and predictions of Label Studio`() throws {
    let sink = try importText(
      """
      [{"id": 1, "data": {"image": "/data/a.jpg"}, "predictions": [
          {"result": [{"type": "choices", "value": {"choices": ["bird"]}}]}],
        "annotations": [
          {"completed_by": 10, "was_cancelled": false, "lead_time": 3.5, "result": [
            {"from_name": "c", "to_name": "i", "type": "choices", "value": {"choices": ["cat"]}}]},
          {"completed_by": {"id": 11, "email": "x@y.z"}, "was_cancelled": true, "result": []},
          {"completed_by": {"id": 12, "email": "x@y.z"}, "was_cancelled": false, "result": [
            {"from_name": "c", "to_name": "i", "type": "choices", "value": {"choices": ["dog"]}}]},
          {"completed_by": 1, "ground_truth": true, "result": []}]}]
      """, as: "export.json")
    #expect(sink.header?.format == "label-studio")
    #expect(sink.counts("a") == ["cat": "1/2", "dog": "1/2"])
    #expect(sink.dropped("cancelled annotation") == 1)
    #expect(sink.dropped("ground-truth annotation") == 1)
    #expect(sink.answers[0].reactionTime == 3.5)
  }

  @Test func `reads flat annotations of Label Studio`() throws {
    let sink = try importText(
      """
      [{"image": "a.jpg", "id": 1, "choice": "cat", "annotator": 1, "annotation_id": 5,
        "lead_time": 2.5},
       {"image": "a.jpg", "id": 1, "choice": {"choices": ["cat", "dog"]}, "annotator": 2,
        "annotation_id": 6}]
      """, as: "min.json")
    #expect(sink.header?.format == "label-studio-min")
    #expect(sink.counts("a") == ["cat": "2/2", "dog": "1/2"])
  }

  @Test func `groups Prodigy by input and leaves ignored examples out`() throws {
    let choice = try importText(
      """
      {"image": "a.jpg", "options": [{"id": "cat"}], "accept": ["cat"], "answer": "accept", "_input_hash": 7, "_session_id": "db-alex"}
      {"image": "data:image/png;base64,AAAA", "accept": ["dog"], "answer": "accept", "_input_hash": 8, "_session_id": "db-alex"}
      {"image": "a.jpg", "accept": [], "answer": "ignore", "_input_hash": 7, "_session_id": "db-bea"}

      """, as: "a.jsonl")
    #expect(choice.header?.format == "prodigy")
    #expect(choice.images == ["a", "input8"] && choice.dropped("ignored example") == 1)
    let binary = try importText(
      """
      {"image": "a.jpg", "label": "cat", "answer": "accept", "_input_hash": 7, "_annotator_id": "x"}
      {"image": "a.jpg", "label": "cat", "answer": "reject", "_input_hash": 7, "_annotator_id": "y"}

      """, as: "b.jsonl")
    #expect(binary.header?.task == .presence && binary.counts("a") == ["cat": "1/2"])
  }

  @Test func `counts missing classes of ChaosNLI as 0`() throws {
    let sink = try importText(
      """
      {"uid": "u1", "label_counter": {"e": 76, "n": 20, "c": 4}, "majority_label": "e", "old_label": "n"}
      {"uid": "u2", "label_counter": {"c": 100}, "old_label": "c"}

      """, as: "chaos.jsonl")
    #expect(sink.header?.format == "chaos-nli")
    #expect(sink.counts("u1") == ["e": "76/100", "n": "20/100", "c": "4/100"])
    #expect(sink.counts("u2") == ["e": "0/100", "n": "0/100", "c": "100/100"])
    #expect(sink.targetHSF == [0.2, 1])
  }

  @Test func `keeps votes for both labels apart`() throws {
    let text = """
      [{"id": 20, "url": "https://labelerrors.com/static/cifar10//20.png",
        "given_original_label": 7, "given_original_label_name": "horse", "our_guessed_label": 5,
        "our_guessed_label_name": "dog",
        "mturk": {"given": 3, "guessed": 0, "neither": 0, "both": 2}}]
      """
    let strict = try importText(text, as: "m.json")
    #expect(strict.images == ["test_00020"] && strict.targetHSF == [0.6])
    let lenient = try importText(text, as: "m.json") { $0.maybe = .one }
    #expect(lenient.targetHSF == [1])
    #expect(throws: AnnotationError.self) {
      _ = try importText(
        text.replacing("\"horse\"", with: "\"ship\""), as: "m.json")
    }
  }

  @Test func `names an image of ImageNet by the address of a label error`() throws {
    let text = """
      [{"id": 0, "url": "https://labelerrors.com/static/imagenet/val//n01440764/ILSVRC2012_val_00000293.JPEG",
        "given_original_label": 0, "given_original_label_name": "tench", "our_guessed_label": 391,
        "our_guessed_label_name": "coho", "mturk": {"given": 1, "guessed": 4, "neither": 0, "both": 0}}]
      """
    let sink = try importText(text, as: "imagenet_mturk.json")
    #expect(sink.images == ["ILSVRC2012_val_00000293"] && sink.targetHSF == [0.2])
    #expect(sink.header?.order == nil)
    // An address that names no image needs the list of images in the order of the ids.
    let numbered = text.replacing("ILSVRC2012_val_00000293", with: "0")
    #expect {
      _ = try importText(numbered, as: "imagenet_mturk.json") { $0.order = .imagenetByWnid }
    } throws: { "\($0)".contains("--images") && "\($0)".contains("n01440764/0.JPEG") }
    let listed = try importText(numbered, as: "imagenet_mturk.json") {
      $0.order = .imagenetByWnid
      $0.imageNames = ["ILSVRC2012_val_00000293"]
    }
    #expect(listed.images == sink.images && listed.header?.order == .imagenetByWnid)
  }

  @Test func `weighs the two classes of CIFAR-10S`() throws {
    let sink = try importText(
      """
      {"4097": [
        {"Most Probable Class": "Cat", "Most Probable Class Prob": 90.0,
         "Second Most Probable Class": "Dog", "Second Most Probable Class Prob": 30.0,
         "Impossible Class(es)": ["Truck"]},
        {"Most Probable Class": "Cat", "Most Probable Class Prob": 80.0,
         "Second Most Probable Class": "No", "Second Most Probable Class Prob": null,
         "Impossible Class(es)": []}]}
      """, as: "human_soft_labels_data.json")
    #expect(sink.header?.format == "cifar10s" && sink.images == ["test_04097"])
    let cat = try #require(sink.tallies.first { $0.targetClass == 3 })
    #expect(cat.shown == 2 && abs(cat.selected - (0.75 + 0.8)) < 1e-12)
    #expect(sink.responses[Int(sink.answers[0].response)] == "Cat 90.0; Dog 30.0; not Truck")
  }

  @Test func `weighs rankings by their inverse rank`() throws {
    let text = "[[[[56]]], [[[120]], [[342],[120]]]]"
    #expect(throws: AnnotationError.self) { _ = try importText(text, as: "r.json") }
    let sink = try importText(text, as: "r.json") { $0.imageNames = ["case1", "case2"] }
    #expect(sink.header?.format == "rankings")
    let weights = sink.tallies.filter { $0.image == 1 }.map(\.selected)
    #expect(sink.header?.labelSpace.classes.map(\.name) == ["56", "120", "342"])
    #expect(weights.count == 3 && weights[0] == 0)
    #expect(abs(weights[1] - (1 + 1.0 / 3)) < 1e-12 && abs(weights[2] - 2.0 / 3) < 1e-12)
  }
}
