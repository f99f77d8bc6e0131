internal import StudyValues

extension AnnotationFormat {
  /// model-vs-human (Geirhos et al.): one trial of one subject a row.
  ///
  /// The image is what follows the fifth underscore of `imagename`, because the fields before it
  /// number the trial and the subject. `na` is no answer: the image was shown and nothing selected.
  /// Every image stands in one condition only.
  package static let modelVsHuman = longTable(
    "model-vs-human", title: "a table of model-vs-human",
    signature: [["subj"], ["object_response"], ["category"], ["condition"], ["imagename"]]
  ) { columns, _ in
    var layout = LongLayout(
      image: try columns.require("imagename"),
      annotator: try columns.require("subj"), label: try columns.require("object_response"))
    layout.imageRule = .afterUnderscore(5)
    layout.target = try columns.require("category")
    layout.condition = try columns.require("condition")
    layout.reactionTime = columns.find("rt")
    layout.noAnswer = ["na"]
    layout.labelSpace = .geirhos16
    return layout
  }

  /// Minimum viewing time (Mayo and others 2023): the duration in milliseconds is the level.
  package static let minimumViewingTime = longTable(
    "minimum-viewing-time", title: "a table of minimum viewing times",
    signature: [["image"], ["image_duration"], ["label"], ["response"], ["worker_id"]]
  ) { columns, _ in
    var layout = LongLayout(
      image: try columns.require("image"),
      annotator: try columns.require("worker_id"), label: try columns.require("response"))
    layout.target = try columns.require("label")
    layout.level = try columns.require("image_duration")
    layout.fixedCondition = "duration-ms"
    layout.reactionTime = columns.find("response_time")
    return layout
  }

  /// ImageNet-16H (Steyvers and others 2022): the unit is an image at one noise level.
  package static let imageNet16H = longTable(
    "imagenet-16h", title: "a table of ImageNet-16H",
    signature: [
      ["participant_id", "worker_id"], ["image_name"], ["noise_level"], ["image_category"],
      ["participant_classification"],
    ]
  ) { columns, _ in
    var layout = LongLayout(
      image: try columns.require("image_name"),
      annotator: try columns.require("participant_id", "worker_id"),
      label: try columns.require("participant_classification"))
    layout.target = try columns.require("image_category")
    layout.level = try columns.require("noise_level")
    layout.condition = columns.find("noise_type")
    return layout
  }

  /// Classify task of Tsipras and others 2020: the annotator is a position in a list, not a person.
  package static let tsiprasClassify = longTable(
    "tsipras-classify", title: "the classify table of Tsipras et al. 2020",
    signature: [["image"], ["imagenet_label"], ["annotator"], ["main_label"]]
  ) { columns, _ in
    var layout = LongLayout(
      image: try columns.require("image"),
      annotator: try columns.require("annotator"), label: try columns.require("main_label"))
    layout.identity = .position
    layout.target = try columns.require("imagenet_label")
    layout.labelSpace = .sortedWnid
    layout.hasChance = false
    layout.notes = [
      "Only images that the authors had found ambiguous were classified: not a random sample."
    ]
    return layout
  }

  /// DICES (Aroyo and others 2023): raters x items with Yes, No or Unsure to each question.
  package static let dices = longTable(
    "dices", title: "a table of DICES (rater_id, item_id, Q_…)",
    signature: [["rater_id"], ["item_id"]], mapped: [.label]
  ) { columns, options in
    let question: Int
    if let name = options.map[.label] {
      question = try columns.require(name)
    } else if let overall = columns.find("Q_overall") {
      question = overall
    } else {
      throw AnnotationError.missingColumn(
        file: columns.file, column: "Q_overall (or name a question with --map label=COL)",
        found: columns.names)
    }
    var layout = LongLayout(
      image: try columns.require("item_id"), annotator: try columns.require("rater_id"),
      label: question)
    layout.task = .presence
    layout.askedClass = 0
    layout.labelSpace = try .named([columns.names[question]])
    layout.reactionTime = columns.find("answer_time_ms")
    layout.timeUnit = .milliseconds
    layout.noAnswer = ["", "nan", "na"]
    layout.attributes = columns.names.indices.compactMap { column in
      let name = columns.names[column]
      return name.hasPrefix("rater_") && name != "rater_id" ? (column, name) : nil
    }
    return layout
  }
}
