/// The tables of data sets and of what people said.
enum DataTables {
  static let all: [TableDescription] = [
    labelClass, dataset, image, imageAlias, annotationSet, annotator, answer, tally, imageVotes,
  ]

  private static let condition = ColumnDescription(
    "condition", "TEXT", "How the image was altered or shown; NULL for the unaltered image.")
  private static let level = ColumnDescription(
    "level", "REAL", "The level within the condition, in the condition's own unit; NULL for none.")

  static let dataset = TableDescription(
    name: "dataset", meaning: "One set of images.",
    columns: [
      ColumnDescription("dataset_id", "INTEGER PRIMARY KEY", "The key."),
      ColumnDescription("name", "TEXT NOT NULL UNIQUE", "The name, for example cifar10."),
      ColumnDescription(
        "label_space", "TEXT NOT NULL", "The label space that numbers the classes; see class."),
      ColumnDescription(
        "image_order", "TEXT",
        "The named order in which files without image names list the images; NULL for none."),
    ])

  static let labelClass = TableDescription(
    name: "class", meaning: "One class of a label space.",
    columns: [
      ColumnDescription("class_id", "INTEGER PRIMARY KEY", "The key."),
      ColumnDescription(
        "label_space", "TEXT NOT NULL", "The label space, for example cifar10 or sorted-wnid-0."),
      ColumnDescription(
        "index", "INTEGER NOT NULL CHECK (\"index\" >= 0)",
        "The class's number in the label space, from 0."),
      ColumnDescription("name", "TEXT NOT NULL", "The class's name."),
      ColumnDescription("wnid", "TEXT", "The class's WordNet id, where it has one."),
    ],
    constraints: ["UNIQUE (label_space, \"index\")"])

  static let image = TableDescription(
    name: "image", meaning: "One image of a data set.",
    columns: [
      ColumnDescription("image_id", "INTEGER PRIMARY KEY", "The key."),
      ColumnDescription(
        "dataset_id", "INTEGER NOT NULL REFERENCES dataset", "The data set of the image."),
      ColumnDescription("name", "TEXT NOT NULL", "The name, as the first file gave it."),
      ColumnDescription("class_id", "INTEGER REFERENCES class", "The true class; NULL if unknown."),
      ColumnDescription("content_hash", "TEXT", "The SHA-256 of the picture; NULL if unknown."),
    ],
    constraints: ["UNIQUE (dataset_id, name)"])

  static let imageAlias = TableDescription(
    name: "image_alias",
    meaning: "One spelling under which a file may name an image: without folders, without "
      + "extension, numbers without leading zeros. A spelling of two images matches neither.",
    columns: [
      ColumnDescription(
        "dataset_id", "INTEGER NOT NULL REFERENCES dataset", "The data set of the image."),
      ColumnDescription("alias", "TEXT NOT NULL", "The spelling."),
      ColumnDescription("image_id", "INTEGER NOT NULL REFERENCES image", "The image."),
    ],
    constraints: ["PRIMARY KEY (dataset_id, alias, image_id)"], isClustered: true)

  static let annotationSet = TableDescription(
    name: "annotation_set", meaning: "What people said about the images of a data set, one source.",
    columns: [
      ColumnDescription("set_id", "INTEGER PRIMARY KEY", "The key."),
      ColumnDescription("dataset_id", "INTEGER NOT NULL REFERENCES dataset", "The data set."),
      ColumnDescription("name", "TEXT NOT NULL", "The name, for example cifar10h."),
      ColumnDescription("format", "TEXT NOT NULL", "The format of the file."),
      ColumnDescription("options", "TEXT NOT NULL", "The options of the import, as JSON."),
      ColumnDescription(
        "source_hash", "TEXT NOT NULL", "The SHA-256 of the file, or of the list of its files."),
      ColumnDescription(
        "annotator_identity",
        "TEXT NOT NULL CHECK (annotator_identity IN ('person', 'position', 'none'))",
        "Whether an annotator is a person, a position in a list, or not told."),
      ColumnDescription(
        "task", "TEXT NOT NULL CHECK (task IN ('forced-choice', 'presence', 'graded'))",
        "What people were asked: to choose a class, whether a class is present, or to grade."),
      ColumnDescription(
        "chance", "REAL", "The expected HSF of blind guessing; NULL if it is not known."),
      ColumnDescription(
        "has_counts", "INTEGER NOT NULL CHECK (has_counts IN (0, 1))",
        "Whether numbers of votes are known; otherwise tally.selected is a share, shown is 0."),
      ColumnDescription(
        "partial_weight", "REAL",
        "What a partial answer, such as maybe, counts towards HSF; NULL: it is left out."),
      ColumnDescription(
        "is_default", "INTEGER NOT NULL CHECK (is_default IN (0, 1))",
        "Whether image_hardness reads this set; one set a data set does."),
      ColumnDescription("rows_read", "INTEGER NOT NULL", "The rows of the file."),
      ColumnDescription("rows_used", "INTEGER NOT NULL", "The rows that became answers or counts."),
      ColumnDescription(
        "import_counts", "TEXT NOT NULL", "The rows dropped by each rule and the images, as JSON."),
    ],
    constraints: ["UNIQUE (dataset_id, name)"],
    indexes: [
      "CREATE UNIQUE INDEX one_default_set ON annotation_set (dataset_id) WHERE is_default"
    ])

  static let annotator = TableDescription(
    name: "annotator", meaning: "One annotator of a set, or one position in its lists.",
    columns: [
      ColumnDescription("annotator_id", "INTEGER PRIMARY KEY", "The key."),
      ColumnDescription("set_id", "INTEGER NOT NULL REFERENCES annotation_set", "The set."),
      ColumnDescription(
        "name", "TEXT NOT NULL", "The name; a salted hash unless names were kept on request."),
    ],
    constraints: ["UNIQUE (set_id, name)"])

  static let answer = TableDescription(
    name: "answer", meaning: "One answer of one annotator; only worker-level sets have any.",
    columns: [
      ColumnDescription("answer_id", "INTEGER PRIMARY KEY", "The key, in the order of the file."),
      ColumnDescription("set_id", "INTEGER NOT NULL REFERENCES annotation_set", "The set."),
      ColumnDescription("image_id", "INTEGER NOT NULL REFERENCES image", "The image."),
      ColumnDescription("annotator_id", "INTEGER REFERENCES annotator", "Who answered."),
      ColumnDescription(
        "asked_class_id", "INTEGER REFERENCES class",
        "The class asked about; NULL for a free choice."),
      ColumnDescription(
        "chosen_class_id", "INTEGER REFERENCES class",
        "The class chosen; NULL if none or several were."),
      ColumnDescription("response", "TEXT", "The answer as the file gives it."),
      condition, level,
      ColumnDescription(
        "reaction_time", "REAL", "The reaction time in the file's unit; NULL if it is not told."),
    ])

  static let tally = TableDescription(
    name: "tally",
    meaning: "How often a class was chosen for an image: human selection frequency as counts. "
      + "A class nobody chose may lack its row; see image_votes for how many answered.",
    columns: [
      ColumnDescription("set_id", "INTEGER NOT NULL REFERENCES annotation_set", "The set."),
      ColumnDescription("image_id", "INTEGER NOT NULL REFERENCES image", "The image."),
      ColumnDescription("class_id", "INTEGER NOT NULL REFERENCES class", "The target class."),
      condition, level,
      ColumnDescription(
        "shown", "INTEGER NOT NULL CHECK (shown >= 0)",
        "How many annotators judged the class; 0 if the file has shares only."),
      ColumnDescription(
        "selected", "REAL NOT NULL CHECK (selected >= 0)",
        "How many of them chose the class; a sum of weights in a graded task."),
      ColumnDescription(
        "partial", "INTEGER NOT NULL DEFAULT 0 CHECK (partial >= 0)",
        "How many of them chose it in part, for example answered maybe."),
    ],
    constraints: ["UNIQUE (set_id, image_id, class_id, condition, level)"])

  static let imageVotes = TableDescription(
    name: "image_votes",
    meaning: "All answers to one image under one condition, summed over classes from tally.",
    columns: [
      ColumnDescription("set_id", "INTEGER NOT NULL REFERENCES annotation_set", "The set."),
      ColumnDescription("image_id", "INTEGER NOT NULL REFERENCES image", "The image."),
      condition, level,
      ColumnDescription(
        "shown", "INTEGER NOT NULL",
        "How many annotators judged the image; the most over its classes."
      ),
      ColumnDescription(
        "label_entropy", "REAL",
        "The entropy of the chosen classes in nats, 0 when all agree; NULL if nothing was chosen."),
      ColumnDescription(
        "majority_class_id", "INTEGER REFERENCES class",
        "The class chosen most often, of equals the one with the lowest number."),
      ColumnDescription(
        "majority_share", "REAL", "The share of all choices that fell on the majority class."),
    ],
    constraints: ["UNIQUE (set_id, image_id, condition, level)"])
}
