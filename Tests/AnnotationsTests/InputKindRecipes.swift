import Foundation

@testable import Annotations

/// One answer of a file that a test makes.
struct MadeAnswer {
  var image: String
  var annotator: String
  var label: String
  var id: Int
}

/// How a layout writes answers; nil where it cannot express one.
struct InputKindRecipe: Sendable {
  /// The name of the file.
  var name = "answers.csv"
  /// What its import needs beside the file.
  var options: @Sendable (inout ImportOptions) -> Void = { _ in }
  /// Whether an image must have the name of a picture.
  var hasPictures = false
  /// The text of the file.
  var text: @Sendable ([MadeAnswer]) -> String?

  /// The recipes by format.
  static let all: [String: InputKindRecipe] = [
    "crowd-kit": table("task,worker,label") { [$0.image, $0.annotator, $0.label] },
    "truth-inference": table("question,worker,answer") { [$0.image, $0.annotator, $0.label] },
    "long-table": table("image,annotator,label") { [$0.image, $0.annotator, $0.label] },
    "mturk-batch": table(
      "HITId,AssignmentId,WorkerId,AssignmentStatus,Input.image,Answer.label"
    ) { ["h", "\($0.id)", $0.annotator, "Approved", $0.image, $0.label] },
    "appen-full": table(
      "_unit_id,_worker_id,_tainted,_golden,image_url,label,label_gold"
    ) { ["\($0.id)", $0.annotator, "false", "false", $0.image, $0.label, ""] },
    "label-studio-csv": table("annotation_id,annotator,lead_time,image,choice") {
      ["\($0.id)", $0.annotator, "1", $0.image, $0.label]
    },
    "zooniverse": table(
      "classification_id,user_name,annotations,subject_data,subject_ids,gold_standard"
    ) { answer in
      [
        "\(answer.id)", answer.annotator, json([["task": "T0", "value": answer.label]]),
        json(["9": ["Filename": answer.image]]), "9", "",
      ]
    },
    "jspsych": pictures(
      "trial_type,trial_index,time_elapsed,stimulus,response,subject,rt"
    ) { ["image-button-response", "\($0.id)", "1", $0.image, $0.label, $0.annotator, "700"] },
    "psychopy": pictures("participant,trials.thisN,expName,key_resp.rt,key_resp.keys,image") {
      [$0.annotator, "\($0.id)", "pets", "0.7", $0.label, $0.image]
    },
    "gorilla": pictures(
      "Event Index,Participant Private ID,Response Type,Response,Reaction Time,Spreadsheet: image"
    ) { ["\($0.id)", $0.annotator, "response", $0.label, "700", $0.image] },
    "labjs": pictures(
      "sender,sender_id,timestamp,ended_on,response,duration,participant_id,image"
    ) { ["Picture", "\($0.id)", "2026", "response", $0.label, "700", $0.annotator, $0.image] },
    "qualtrics": InputKindRecipe(hasPictures: true) { answers in
      // Each answer is a respondent, and a question of its own: others were not shown to them.
      csv(
        ["ResponseId", "PROLIFIC_PID"] + answers.indices.map { "Q\($0)" },
        [
          ["Response ID", "PROLIFIC_PID"] + answers.map { "Which animal? <img src=\($0.image)>" },
          [#"{"ImportId":"_recordId"}"#, #"{"ImportId":"PROLIFIC_PID"}"#]
            + answers.indices.map { "{\"ImportId\":\"QID\($0)\"}" },
        ]
          + answers.enumerated().map { place, answer in
            ["R\(answer.id)", answer.annotator]
              + answers.indices.map { $0 == place ? answer.label : "" }
          })
    },
    "toloka": table(
      "INPUT:image,OUTPUT:result,ASSIGNMENT:assignment_id,ASSIGNMENT:worker_id"
    ) { [$0.image, $0.label, "A\($0.id)", $0.annotator] },
    "irw": table("id,item,resp,rt") { [$0.annotator, $0.image, $0.label, "1"] },
    "mturk-forms": table(
      "HITId,AssignmentId,WorkerId,AssignmentStatus,Input.image,Answer.taskAnswers"
    ) { answer in
      [
        "h", "\(answer.id)", answer.annotator, "Approved", answer.image,
        json([["pet": ["label": answer.label]]]),
      ]
    },
    "prodigy": InputKindRecipe(name: "answers.jsonl") { answers in
      answers.map { answer in
        json([
          "image": answer.image, "accept": [answer.label], "answer": "accept",
          "_input_hash": answer.id, "_session_id": answer.annotator,
        ])
      }.joined(separator: "\n") + (answers.isEmpty ? "" : "\n")
    },
    "dcic": list { answer in
      [
        "name": answer.annotator,
        "annotations": [["image_path": answer.image, "class_label": answer.label]],
      ]
    },
    "rater-columns": InputKindRecipe { answers in
      csv(
        ["image", "w1", "w2"],
        answers.map { answer in
          let isFirst = answer.annotator.contains("1")
          return [answer.image, isFirst ? answer.label : "", isFirst ? "" : answer.label]
        })
    },
    "selected-table": table("image,class,selected,total") { [$0.image, $0.label, "1", "1"] },
    "wide-counts": InputKindRecipe(
      options: { $0.classColumns = ["cat", "dog"] },
      text: { answers in
        guard answers.allSatisfy({ ["cat", "dog"].contains($0.label) }) else { return nil }
        return csv(
          ["image", "cat", "dog"],
          answers.map { [$0.image, $0.label == "cat" ? "1" : "0", $0.label == "dog" ? "1" : "0"] })
      }),
    "long-counts": table("image,label,count") { [$0.image, $0.label, "1"] },
    "nested-counts": InputKindRecipe(
      name: "answers.json", options: { $0.format = "nested-counts" },
      text: { nested($0) { "{" + $0.map { "\(json($0.label)):1" }.joined(separator: ",") + "}" } }),
    "nested-lists": InputKindRecipe(
      name: "answers.json", options: { $0.format = "nested-lists" },
      text: { answers in
        // An answer once more is that of another person.
        Set(answers.map(\.id)).count < answers.count
          ? nil : nested(answers) { json($0.map(\.label)) }
      }),
    "image-columns": InputKindRecipe(hasPictures: true) { answers in
      // Each answer is a row, since others of its person are not known to be of the same spelling.
      let images = distinct(answers.map(\.image))
      return csv(
        ["annotator"] + images,
        answers.map { answer in
          [answer.annotator] + images.map { isSame($0, answer.image) ? answer.label : "" }
        })
    },
    "labelbox": list { answer in
      let choice: [String: Any] = ["name": "pet", "radio_answer": ["name": answer.label]]
      let label: [String: Any] = [
        "id": answer.id, "label_details": ["created_by": answer.annotator],
        "annotations": ["classifications": [choice]],
      ]
      return ["data_row": ["external_id": answer.image], "projects": ["p": ["labels": [label]]]]
    },
    "long-lines": InputKindRecipe(name: "answers.jsonl") { answers in
      answers.map { json(record($0)) }.joined(separator: "\n") + (answers.isEmpty ? "" : "\n")
    },
    "long-list": list { record($0) },
    "nested-json": InputKindRecipe(
      name: "answers.json", options: { $0.orientation = .imageOutside },
      text: { answers in
        nested(answers) { rows in
          "{" + rows.map { "\(json($0.annotator)):\(json($0.label))" }.joined(separator: ",") + "}"
        }
      }),
    "label-studio": list { answer in
      [
        "data": ["image": answer.image],
        "annotations": [
          [
            "id": answer.id, "completed_by": answer.annotator,
            "result": [["type": "choices", "value": ["choices": [answer.label]]]],
          ]
        ],
      ]
    },
    "label-studio-min": list { answer in
      [
        "annotation_id": answer.id, "annotator": answer.annotator, "image": answer.image,
        "choice": answer.label,
      ]
    },
    "ground-truth-workers": list { answer in
      [
        "dataObject": ["s3Uri": answer.image],
        "annotations": [
          [
            "workerId": answer.annotator,
            "annotationData": ["content": json(["form": ["label": answer.label]])],
          ]
        ],
      ]
    },
    "ground-truth-manifest": InputKindRecipe(name: "output.manifest") { answers in
      answers.map {
        json([
          "source-ref": $0.image, "pets": $0.id, "pets-metadata": ["class-name": $0.label],
        ])
      }.joined(separator: "\n") + (answers.isEmpty ? "" : "\n")
    },
  ]

  private static func table(
    _ header: String, _ row: @escaping @Sendable (MadeAnswer) -> [String]
  ) -> InputKindRecipe {
    InputKindRecipe { csv(header.split(separator: ",").map(String.init), $0.map(row)) }
  }

  private static func pictures(
    _ header: String, _ row: @escaping @Sendable (MadeAnswer) -> [String]
  ) -> InputKindRecipe {
    var recipe = table(header, row)
    recipe.hasPictures = true
    return recipe
  }

  private static func list(
    _ element: @escaping @Sendable (MadeAnswer) -> [String: Any]
  ) -> InputKindRecipe {
    InputKindRecipe(name: "answers.json") { answers in
      "[" + answers.map { json(element($0)) }.joined(separator: ",\n") + "]"
    }
  }

  private static func record(_ answer: MadeAnswer) -> [String: Any] {
    ["image": answer.image, "annotator": answer.annotator, "label": answer.label]
  }

  /// An object with a member for each spelling of an image.
  private static func nested(
    _ answers: [MadeAnswer], _ value: ([MadeAnswer]) -> String
  ) -> String {
    "{"
      + distinct(answers.map(\.image)).map { image in
        "\(json(image)):\(value(answers.filter { isSame($0.image, image) }))"
      }.joined(separator: ",\n") + "}"
  }

  /// The different spellings in order.
  private static func distinct(_ names: [String]) -> [String] {
    var found: [String] = []
    for name in names where !found.contains(where: { isSame($0, name) }) { found.append(name) }
    return found
  }

  /// Whether texts are the same code points; Unicode forms are not.
  private static func isSame(_ first: String, _ second: String) -> Bool {
    first.unicodeScalars.elementsEqual(second.unicodeScalars)
  }

  private static func csv(_ header: [String], _ rows: [[String]]) -> String {
    ([header] + rows).map { row in
      row.map { cell in
        cell.contains(where: { ",\"\n".contains($0) })
          ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
      }.joined(separator: ",")
    }.joined(separator: "\n") + "\n"
  }

  private static func json(_ value: Any) -> String {
    let data = try? JSONSerialization.data(
      withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data ?? Data(), as: UTF8.self)
  }
}
