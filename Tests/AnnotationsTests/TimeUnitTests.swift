import Annotations
import StudyValues
import Testing

/// Times that look like another unit than the format's are said by every reader that keeps a time.
struct TimeUnitTests {
  private static let subject =
    "subj,session,trial,rt,object_response,category,condition,imagename\n"
  private static let files: [(name: String, text: String)] = [
    ("irw.csv", "id,item,resp,rt\n1,a,cat,1200\n2,a,dog,950\n1,b,dog,870\n"),
    (
      "geirhos.csv",
      subject + "1,1,1,1200,cat,cat,0,0001_cop_dnn_c5_cat_10_n02_1.png\n"
        + "1,1,2,950,dog,dog,0,0002_cop_dnn_c5_dog_10_n02_2.png\n"
    ),
    (
      "studio.json",
      #"[{"data":{"image":"a.jpg"},"annotations":[{"id":1,"completed_by":1,"lead_time":1200,"#
        + #""result":[{"type":"choices","value":{"choices":["cat"]}}]}]}]"#
    ),
    (
      "worker.json",
      #"{"answers":[{"answerContent":{"f":{"label":"cat"}},"workerId":"w","timeSpentInSeconds":1500}]}"#
    ),
    (
      "psychopy.csv",
      "participant,trials.thisN,expName,key_resp.rt,key_resp.keys,image\np,0,x,870,f,a.png\n"
    ),
  ]

  @Test(arguments: files)
  func `milliseconds where seconds belong`(file: (name: String, text: String)) throws {
    let sink = try importText(file.text, as: file.name)
    let notes = sink.summary?.notes ?? []
    #expect(notes.contains { $0.hasSuffix("say --time-unit ms.") }, "\(notes)")
    let said = try importText(file.text, as: file.name) { $0.timeUnit = .milliseconds }
    #expect(said.summary?.notes.contains { $0.contains("--time-unit") } == false)
    for (first, second) in zip(sink.answers, said.answers) {
      // The nearest number: 950 ms are .95 s.
      #expect(second.reactionTime == first.reactionTime / 1_000)
    }
  }

  @Test(arguments: [
    (
      "jspsych.csv",
      "trial_type,trial_index,time_elapsed,stimulus,response,subject,rt\nimage,1,9,a.png,cat,s,0.7\n"
    ),
    ("dices.csv", "rater_id,item_id,Q_overall,answer_time_ms\n1,a,Yes,1.2\n2,a,No,0.9\n"),
  ])
  func `seconds where milliseconds belong`(file: (name: String, text: String)) throws {
    let sink = try importText(file.text, as: file.name)
    #expect(
      sink.summary?.notes.contains { $0.hasSuffix("say --time-unit s.") } == true,
      "\(sink.summary?.notes ?? [])")
    let said = try importText(file.text, as: file.name) { $0.timeUnit = .seconds }
    #expect(said.answers[0].reactionTime >= 0.7)
  }

  @Test func `usual times are not said`() throws {
    let sink = try importText("id,item,resp,rt\n1,a,cat,1.2\n2,a,dog,0.95\n1,b,dog,250\n")
    #expect(sink.summary?.notes.contains { $0.contains("--time-unit") } == false)
  }
}
