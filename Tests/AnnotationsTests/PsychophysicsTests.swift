import Annotations
import TestSupport
import Testing
import StudyValues

struct PsychophysicsTests {
  @Test(arguments: ["cifar10_test_test_idx", "cifar10_test_set_idx"])
  func `reads the raw trials of CIFAR-10H with either header`(index: String) throws {
    let header =
      "annotator_id,trial_index,is_attn_check,true_category,chosen_category,true_label,"
      + "chosen_label,correct_guess,\(index),image_filename,subcategory,reaction_time,time_elapsed\n"
    let rows = """
      0,1,0,cat,cat,3,3,1,0,a_0.png,x,1500,3000
      1,1,0,cat,dog,3,5,0,0,a_0.png,x,-20,3000
      0,2,1,ship,ship,8,8,1,-99999,check.png,x,900,4000
      0,3,0,ship,ship,8,8,1,1,b_1.png,x,700.5,5000

      """
    let sink = try importText(header + rows)
    #expect(sink.header?.format == "cifar10h-raw" && sink.header?.labelSpace == .cifar10)
    #expect(sink.images == ["test_00000", "test_00001"])
    #expect(sink.counts("test_00000")["cat"] == "1/2" && sink.counts("test_00000")["dog"] == "1/2")
    #expect(sink.dropped("attention check") == 1)
    #expect(sink.answers.map(\.reactionTime) == [1.5, -0.02, 0.7005])
    #expect(
      sink.targets == [
        ImageTarget(image: 0, targetClass: 3), ImageTarget(image: 1, targetClass: 8),
      ])
    #expect(sink.summary?.notes.contains { $0.hasPrefix("1 answer has a negative") } == true)
  }

  @Test func `refuses an image index that is neither an image nor a check`() {
    #expect {
      _ = try importText(
        "annotator_id,true_label,chosen_label,cifar10_test_test_idx\n0,3,3,10000\n0,3,3,-1\n")
    } throws: { error in
      guard case AnnotationError.badValues(let values) = error else { return false }
      return values.map(\.position.line) == [2, 3]
    }
  }

  @Test(arguments: ["Session", "session"])
  func `identifies images of model-vs-human behind the fifth underscore`(session: String) throws {
    let sink = try importText(
      """
      subj,\(session),trial,rt,object_response,category,condition,imagename
      subject-01,1,1,1.05,knife,knife,c30,0001_cop_s01_c30_knife_10_n03041632_7380.png
      subject-02,1,9,NaN,na,knife,c30,0009_cop_s02_c30_knife_10_n03041632_7380.png
      subject-01,1,2,0.8,bicycle,bird,c100,0002_cop_s01_c100_bird_10_n03792782_5966.png

      """)
    #expect(sink.header?.format == "model-vs-human" && sink.header?.chance == 1.0 / 16)
    #expect(sink.images == ["10_n03041632_7380", "10_n03792782_5966"])
    #expect(sink.counts("10_n03041632_7380", condition: "c30")["knife"] == "1/2")
    #expect(sink.targetHSF == [0.5, 0])
    #expect(sink.answers[1].chosenClass == -1 && sink.answers[1].reactionTime.isNaN)
    #expect(sink.responses[Int(sink.answers[1].response)] == "na")
  }

  @Test func `keeps the duration of minimum viewing times as the level`() throws {
    let options = #""['Band-Aid', 'T-shirt', 'whistle']""#
    let sink = try importText(
      """
      ,image,image_duration,label,response,response_time,worker_id,objectnet,response_options
      0,278e88f19a254cd.png,10000,racket,racket,4.46,deb1b6a08f0da2fa,True,\(options)
      1,ILSVRC2012_val_00007959.JPEG,17,paintbrush,lampshade,13.242,1e46f95bfec36af9,False,\(options)
      2,278e88f19a254cd.png,17,racket,T-shirt,1,1e46f95bfec36af9,True,\(options)

      """)
    #expect(sink.header?.format == "minimum-viewing-time")
    #expect(
      sink.header?.labelSpace.classes.map(\.name)
        == ["T-shirt", "lampshade", "paintbrush", "racket"])
    #expect(sink.conditions == ["duration-ms"])
    let racket = sink.tallies.filter { $0.image == 0 && $0.targetClass == 3 }
    #expect(racket.map(\.level) == [17, 10_000] && racket.map(\.selected) == [0, 1])
  }

  @Test func `takes annotators of the classify task as positions`() throws {
    let sink = try importText(
      """
      image,imagenet_label,annotator,main_label,selected_labels
      ILSVRC2012_val_00000004.JPEG,809,0,809,809
      ILSVRC2012_val_00000004.JPEG,809,1,810,809 810

      """)
    #expect(sink.header?.annotatorIdentity == .position)
    #expect(sink.targetHSF == [0.5])
  }

  @Test func `never pools the noise levels of ImageNet-16H`() throws {
    let sink = try importText(
      """
      id,worker_id,participant_id,image_name,noise_type,noise_level,image_category,participant_classification,confidence
      1,w,7,a.png,phase,80,dog,dog,high
      2,w,7,a.png,phase,125,dog,cat,low

      """)
    #expect(sink.header?.format == "imagenet-16h")
    let dog = sink.tallies.filter { sink.header?.labelSpace[$0.targetClass]?.name == "dog" }
    #expect(dog.map(\.level) == [80, 125] && dog.map(\.selected) == [1, 0])
  }

  @Test func `reads yes, no and unsure of a DICES question`() throws {
    let sink = try importText(
      """
      id,rater_id,item_id,answer_time_ms,Q_overall,Q2_harm
      1,r1,5,2500,Yes,No
      2,r2,5,1000,Unsure,No
      3,r3,5,1000,No,No

      """)
    #expect(sink.header?.format == "dices" && sink.header?.task == .presence)
    #expect(sink.tallies == [Tally(image: 0, targetClass: 0, shown: 3, selected: 1, partial: 1)])
    #expect(sink.answers[0].reactionTime == 2.5)
  }
}
