import Annotations
import TestSupport
import Testing
import StudyValues

/// Data of experiments in the layouts that jsPsych, PsychoPy, Gorilla and lab.js document.
struct LabDataTests {
  private static let jsPsychRows = #"""
    [{"rt":null,"success":true,"trial_type":"preload","trial_index":0,"time_elapsed":312,"subject":"s1"},
     {"rt":812,"stimulus":"<p>Press any key.</p>","response":" ","trial_type":"html-keyboard-response","trial_index":1,"time_elapsed":1130,"subject":"s1"},
     {"rt":701,"stimulus":"img/p.jpg","response":0,"task":"practice","trial_type":"image-button-response","trial_index":2,"time_elapsed":1900,"subject":"s1"},
     {"rt":654.5,"stimulus":"img/a.jpg","response":"cat","trial_type":"image-button-response","trial_index":3,"time_elapsed":2700,"subject":"s1"},
     {"rt":1203,"stimulus":"<img src='img/b.jpg'><p>What is it?</p>","response":{"Q0":"dog"},"trial_type":"survey-multi-choice","trial_index":4,"time_elapsed":4000,"subject":"s1"},
     {"rt":null,"stimulus":"img/c.jpg","response":null,"trial_type":"image-button-response","trial_index":5,"time_elapsed":9000,"subject":"s1"}]
    """#

  @Test func `jsPsych as JSON has answers among its other events`() throws {
    let sink = try importText(Self.jsPsychRows, as: "s1.json") { $0.keepsAnnotatorIDs = true }
    #expect(sink.header?.format == "jspsych" && sink.annotators == ["s1"])
    #expect(sink.counts("a") == ["cat": "1/1", "dog": "0/1"])
    #expect(sink.counts("b") == ["cat": "0/1", "dog": "1/1"])
    #expect(sink.answers.map(\.reactionTime) == [0.6545, 1.203])
    #expect(sink.dropped("practice trial") == 1)
    #expect(sink.dropped("event without a picture") == 2)
    #expect(sink.dropped("empty answer") == 1)
    #expect(sink.summary?.rowsRead == 6)
  }

  @Test func `jsPsych as CSV gives the same, in any order of columns`() throws {
    let sink = try importText(
      "time_elapsed,response,rt,stimulus,trial_index,trial_type,subject,task\n"
        + "1130,\" \",812,<p>Press any key.</p>,1,html-keyboard-response,s1,\n"
        + "1900,cat,701,img/p.jpg,2,image-button-response,s1,practice\n"
        + "2700,cat,654.5,img/a.jpg,3,image-button-response,s1,\n"
        + "4000,\"{\"\"Q0\"\":\"\"dog\"\"}\",1203,<img src='img/b.jpg'>,4,survey-multi-choice,s1,\n"
        + "9000,null,null,img/c.jpg,5,image-button-response,s1,\n"
    ) { $0.keepsAnnotatorIDs = true }
    #expect(sink.header?.format == "jspsych" && sink.annotators == ["s1"])
    #expect(sink.counts("a") == ["cat": "1/1", "dog": "0/1"])
    #expect(sink.counts("b") == ["cat": "0/1", "dog": "1/1"])
    #expect(sink.answers.map(\.reactionTime) == [0.6545, 1.203])
    #expect(sink.dropped("practice trial") == 1 && sink.dropped("empty answer") == 1)
  }

  @Test(arguments: ["s1.json", "s1.jsonl"])
  func `jsPsych is no list of answers where every record has a task`(name: String) throws {
    let rows = [
      #"{"rt":900,"stimulus":"Hello","response":"a","task":"start","trial_type":"html-keyboard-response","trial_index":0,"time_elapsed":9,"subject":"p1"}"#,
      #"{"rt":402,"stimulus":"img/a.png","response":"f","task":"response","trial_type":"image-keyboard-response","trial_index":1,"time_elapsed":99,"subject":"p1"}"#,
      #"{"rt":404,"stimulus":"img/b.png","response":"j","task":"response","trial_type":"image-keyboard-response","trial_index":2,"time_elapsed":199,"subject":"p1"}"#,
    ]
    let text =
      name.hasSuffix("l")
      ? rows.joined(separator: "\n") + "\n" : "[" + rows.joined(separator: ",") + "]"
    let sink = try importText(text, as: name) { $0.keepsAnnotatorIDs = true }
    #expect(sink.header?.format == "jspsych" && sink.annotators == ["p1"])
    #expect(sink.images == ["a", "b"] && sink.counts("a") == ["f": "1/1", "j": "0/1"])
    #expect(sink.answers.map(\.reactionTime) == [0.402, 0.404])
  }

  @Test func `lab.js is no list of answers where every record has a task`() throws {
    let sink = try importText(
      #"[{"sender":"Trial","sender_type":"html.Screen","timestamp":"1","image":"a.jpg","response":"cat","duration":500.5,"ended_on":"response","task":"main","participant":"s1"},"#
        + #"{"sender":"Trial","sender_type":"html.Screen","timestamp":"2","image":"b.jpg","response":"dog","duration":400,"ended_on":"response","task":"main","participant":"s1"}]"#,
      as: "s1.json")
    #expect(sink.header?.format == "labjs" && sink.images == ["a", "b"])
    #expect(sink.answers.map(\.reactionTime) == [0.5005, 0.4])
  }

  @Test func `plain answers with a number of the trial stay plain`() throws {
    let sink = try importText(
      #"[{"image":"a","annotator":"p","label":"cat","trial_type":"x","trial_index":0},{"image":"b","annotator":"p","label":"dog","trial_type":"x","trial_index":1}]"#,
      as: "s1.json")
    #expect(sink.header?.format == "long-list" && sink.counts("a")["cat"] == "1/1")
  }

  @Test func `a list a line is one person each, as JATOS exports it`() throws {
    func line(_ answer: String) -> String {
      #"[{"trial_type":"image-button-response","trial_index":0,"stimulus":"a.jpg","response":"\#(answer)","rt":1}]"#
        + "\n"
    }
    let sink = try importText(line("cat") + line("cat") + line("dog"), as: "results.txt") {
      $0.keepsAnnotatorIDs = true
    }
    #expect(sink.annotators == ["results", "results-2", "results-3"])
    #expect(sink.counts("a") == ["cat": "2/3", "dog": "1/3"])
    #expect(sink.summary?.notes.contains { $0.contains("each file is one person") } == true)
  }

  @Test func `several questions in one answer need the name of one`() throws {
    let text =
      #"[{"trial_type":"survey","trial_index":0,"stimulus":"a.jpg","response":{"Q0":"cat","Q1":"7"}}]"#
    #expect {
      try importText(text, as: "s.json")
    } throws: { "\($0)".contains("--map label=response.QUESTION") }
    let sink = try importText(text, as: "s.json") { $0.map = [.label: "response.Q0"] }
    #expect(sink.counts("a") == ["cat": "1/1"])
  }

  @Test func `numbers of buttons are classes of a declared list`() throws {
    let text =
      #"[{"trial_type":"image-button-response","trial_index":0,"stimulus":"a.jpg","response":1}]"#
    let sink = try importText(text, as: "s.json") { $0.labelSpace = try? .named(["cat", "dog"]) }
    #expect(sink.counts("a") == ["dog": "1/1", "cat": "0/1"])
  }

  // MARK: - PsychoPy

  private static let participants = [
    "image,key_resp.keys,key_resp.rt,trials.thisN,trials.thisRepN,practice.thisN,participant,date,expName,psychopyVersion,frameRate\n"
      + ",space,2.1,,,,p1,2026-01-01,pets,2024.1.5,60\n"
      + "img/p.jpg,c,0.9,,,0,p1,2026-01-01,pets,2024.1.5,60\n"
      + "img/a.jpg,c,0.512,0,0,,p1,2026-01-01,pets,2024.1.5,60\n"
      + "img/b.jpg,None,,1,0,,p1,2026-01-01,pets,2024.1.5,60\n"
      + ",,,,,,p1,2026-01-01,pets,2024.1.5,60\n",
    "participant,expName,psychopyVersion,frameRate,date,trials.thisN,key_resp.rt,key_resp.keys,image\n"
      + "p2,pets,2024.1.5,60,2026-01-02,0,0.7,d,img/a.jpg\n"
      + "p2,pets,2024.1.5,60,2026-01-02,1,0.8,d,img/b.jpg\n",
  ]

  @Test func `files of PsychoPy are participants whose columns stand in any order`() throws {
    let folder = try TemporaryFolder()
    let paths = try Self.participants.enumerated().map {
      try folder.write($0.element, as: "p\($0.offset).csv")
    }
    let sink = try importFiles(paths) { $0.keepsAnnotatorIDs = true }
    #expect(sink.header?.format == "psychopy" && sink.annotators == ["p1", "p2"])
    #expect(sink.counts("a") == ["c": "1/2", "d": "1/2"])
    #expect(sink.counts("b") == ["c": "0/1", "d": "1/1"])
    #expect(sink.answers.map(\.reactionTime) == [0.512, 0.7, 0.8])
    #expect(sink.dropped("practice trial") == 1 && sink.dropped("empty answer") == 1)
    #expect(sink.dropped("event without a picture") == 2)
  }

  @Test func `a row without a person is of the person before it`() throws {
    let sink = try importText(
      "trial_type,trial_index,time_elapsed,stimulus,response,subject\n"
        + "x,0,1,<p>hello</p>,0,s7\nx,1,2,a.jpg,cat,\nx,2,3,b.jpg,dog,s7\n"
    ) { $0.keepsAnnotatorIDs = true }
    #expect(sink.annotators == ["s7"] && sink.answers.count == 2)
  }

  @Test func `a mouse names what was clicked, and several devices need a name`() throws {
    let header = "stim,mouse.clicked_name,mouse.time,key_resp.keys,trials.thisN,expName\n"
    let sink = try importText(header + "a.png,\"['cat']\",\"[1.25]\",,0,pets\n")
    #expect(sink.counts("a") == ["cat": "1/1"] && sink.annotators.count == 1)
    #expect(sink.answers.map(\.reactionTime) == [1.25])
    #expect {
      try importText(header + "a.png,['cat'],,x,0,pets\n")
    } throws: { "\($0)".contains("key_resp.keys, mouse.clicked_name hold answers") }
  }

  // MARK: - Gorilla

  @Test func `responses of Gorilla are rows among others`() throws {
    let sink = try importText(
      "Event Index,Participant Private ID,Participant Public ID,Task Name,Trial Number,Screen Name,Zone Name,Zone Type,Reaction Time,Response,Attempt,Correct,Timed Out,display,image\n"
        + "1,101,BLIND,pets,BEGIN TASK,,,,,,,,,,\n"
        + "2,101,BLIND,pets,1,Screen 1,fix,fixation,,,,,,trial,a.jpg\n"
        + "3,101,BLIND,pets,1,Screen 2,btn,response_button_text,734.5,cat,1,1,,trial,a.jpg\n"
        + "4,101,BLIND,pets,1,Screen 2,btn,response_button_text,1734.5,dog,2,0,,trial,a.jpg\n"
        + "5,101,BLIND,pets,2,Screen 2,btn,response_button_text,500,dog,1,1,,practice,p.jpg\n"
        + "6,101,BLIND,pets,3,Screen 2,lim,timelimit_screen,3000,,,,1,trial,b.jpg\n"
        + "7,102,BLIND,pets,1,Screen 2,btn,response_button_text,600,dog,1,1,,trial,a.jpg\n"
        + "END OF FILE,,,,,,,,,,,,,,\n"
    ) { $0.keepsAnnotatorIDs = true }
    #expect(sink.header?.format == "gorilla" && sink.annotators == ["101", "102"])
    #expect(sink.counts("a") == ["cat": "1/2", "dog": "1/2"])
    #expect(sink.answers.map(\.reactionTime) == [0.7345, 0.6])
    #expect(sink.dropped("event that is no response") == 3)
    #expect(sink.dropped("further attempt at a trial") == 1)
    #expect(sink.dropped("practice trial") == 1 && sink.dropped("empty answer") == 1)
  }

  @Test func `Task Builder 2 of Gorilla says which rows are responses`() throws {
    let sink = try importText(
      "Event Index,Participant Private ID,Response Type,Response,Reaction Time,Display,Spreadsheet: image,Spreadsheet: button\n"
        + "1,7,response,cat,800,Trial,a.png,yes.png\n2,7,continue,Next,300,Trial,a.png,yes.png\n"
        + "3,7,info,,0,Trial,b.png,yes.png\n")
    #expect(sink.counts("a") == ["cat": "1/1"])
    #expect(sink.dropped("event that is no response") == 2)
  }

  // MARK: - lab.js

  @Test func `components of lab.js that a response ended are answers`() throws {
    let rows =
      "sender,sender_type,sender_id,timestamp,response,response_action,ended_on,duration,correct,participant_id,image\n"
      + "Welcome,html.Screen,0,2026-01-01,,keypress,response,900,,x,\n"
      + "Practice trial,html.Screen,1_0,2026-01-01,cat,click,response,900,true,x,p.jpg\n"
      + "Picture,html.Screen,2_0_1,2026-01-01,cat,click,response,651.25,true,x,a.jpg\n"
      + "Picture,html.Screen,2_1_1,2026-01-01,,,timeout,2000,false,x,b.jpg\n"
      + "Trial,flow.Sequence,2_1,2026-01-01,,,completion,2100,,x,b.jpg\n"
    let sink = try importText(rows)
    #expect(sink.header?.format == "labjs" && sink.annotators.count == 1)
    #expect(sink.counts("a") == ["cat": "1/1"])
    #expect(sink.answers.map(\.reactionTime) == [0.65125])
    #expect(sink.dropped("event that is no response") == 2)
    #expect(sink.dropped("practice trial") == 1 && sink.dropped("empty answer") == 1)
    // The same rows once more, as a server keeps them that is sent data while the experiment runs.
    let twice = try importText(
      rows + rows.split(separator: "\n").dropFirst().joined(separator: "\n"))
    #expect(twice.counts("a") == ["cat": "1/1"] && twice.dropped("event that was read before") == 2)
    let json = try importText(
      #"[{"sender":"Start","sender_type":"html.Screen","sender_id":"0","meta":{"labjs_version":"20"}},"#
        + #"{"sender":"Picture","sender_id":"1","ended_on":"response","response":"dog","duration":500,"image":"a.jpg"}]"#,
      as: "p1.json")
    #expect(json.header?.format == "labjs" && json.counts("a") == ["dog": "1/1"])
    let seconds = try importText(rows) { $0.timeUnit = .seconds }
    #expect(seconds.answers.map(\.reactionTime) == [651.25])
  }

  // MARK: - Names and faults

  @Test func `fields that could both be meant are refused with the option that says which`()
    throws
  {
    let header = "trial_type,trial_index,time_elapsed,response,left,right\n"
    #expect {
      try importText(header + "x,0,1,cat,a.jpg,b.jpg\n")
    } throws: { "\($0)".contains("left, right name pictures; say which is the image with --map") }
    #expect {
      try importText(header + "x,0,1,cat,1,2\n")
    } throws: { "\($0)".contains("no field of it names a picture") }
    #expect {
      try importText(header + "x,0,1,cat,1,2\n") { $0.map = [.image: "stim"] }
    } throws: { "\($0)".contains("has no column stim; it has left, response, right, time_elapsed") }
    let sink = try importText(header + "x,0,1,cat,1,2\n") { $0.map = [.image: "Left"] }
    #expect(sink.counts("1") == ["cat": "1/1"])
    #expect {
      try importText("trial_type,trial_index,time_elapsed,response,stimulus,response\n,,,,,\n")
    } throws: { "\($0)".contains("several columns named response") }
    #expect(throws: AnnotationError.self) {
      try importText("trial_type,trial_index,time_elapsed,response,stimulus\n")
    }
    #expect {
      try importText(
        "trial_type,trial_index,time_elapsed,response,stimulus,rt\nx,0,1,cat,a.jpg,fast\n")
    } throws: { "\($0)".contains("line 2, column rt: expected a number or nothing") }
  }
}
