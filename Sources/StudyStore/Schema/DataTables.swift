/// The tables of data sets and of what people said.
enum DataTables {
  static let all: [TableDescription] = [
    labelClass, dataset, image, imageAlias, annotationSet, annotator, answer, tally, imageVotes,
  ]

  private static let condition = ColumnDescription(
    "condition", "How the image was altered or shown; NULL for the unaltered image.")
  private static let level = ColumnDescription(
    "level", "The level within the condition, in the condition's own unit; NULL for none.")

  static let dataset = TableDescription(
    name: "dataset", meaning: "One set of images.",
    columns: [
      ColumnDescription("dataset_id", "The key."),
      ColumnDescription("name", "The name, for example cifar10."),
      ColumnDescription("label_space", "The label space that numbers the classes; see class."),
      ColumnDescription(
        "image_order",
        "The named order in which files without image names list the images; NULL for none."),
    ])

  static let labelClass = TableDescription(
    name: "class", meaning: "One class of a label space.",
    columns: [
      ColumnDescription("class_id", "The key."),
      ColumnDescription("label_space", "The label space, for example cifar10 or sorted-wnid-0."),
      ColumnDescription("index", "The class's number in the label space, from 0."),
      ColumnDescription("name", "The class's name."),
      ColumnDescription("wnid", "The class's WordNet id, where it has one."),
    ])

  static let image = TableDescription(
    name: "image", meaning: "One image of a data set.",
    columns: [
      ColumnDescription("image_id", "The key."),
      ColumnDescription("dataset_id", "The data set of the image."),
      ColumnDescription("name", "The name, as the first file gave it."),
      ColumnDescription("class_id", "The true class; NULL if unknown."),
      ColumnDescription("content_hash", "The SHA-256 of the picture; NULL if unknown."),
      ColumnDescription(
        "path",
        "The path of the picture as the first file that had one gave it; NULL if unknown.",
        added: "TEXT"),
      ColumnDescription(
        "url",
        "The address of the picture, without signature, as the first file that had one gave it; "
          + "NULL if unknown.", added: "TEXT"),
    ])

  static let imageAlias = TableDescription(
    name: "image_alias",
    meaning: "One spelling under which a file may name an image: without folders, without "
      + "extension, numbers without leading zeros. A spelling of two images matches neither.",
    columns: [
      ColumnDescription("dataset_id", "The data set of the image."),
      ColumnDescription("alias", "The spelling."),
      ColumnDescription("image_id", "The image."),
    ])

  static let annotationSet = TableDescription(
    name: "annotation_set", meaning: "What people said about the images of a data set, one source.",
    columns: [
      ColumnDescription("set_id", "The key."),
      ColumnDescription("dataset_id", "The data set."),
      ColumnDescription("name", "The name, for example cifar10h."),
      ColumnDescription("format", "The format of the file."),
      ColumnDescription("options", "The options of the import, as JSON."),
      ColumnDescription("source_hash", "The SHA-256 of the file, or of the list of its files."),
      ColumnDescription(
        "annotator_identity", "Whether an annotator is a person, a position in a list, or not told."
      ),
      ColumnDescription(
        "task",
        "What people were asked: to choose a class, whether a class is present, or to grade."),
      ColumnDescription("chance", "The expected HSF of blind guessing; NULL if it is not known."),
      ColumnDescription(
        "has_counts",
        "Whether numbers of votes are known; otherwise tally.selected is a share, shown is 0."),
      ColumnDescription(
        "partial_weight",
        "What a partial answer, such as maybe, counts towards HSF; NULL: it is left out."),
      ColumnDescription(
        "is_default", "Whether image_hardness reads this set; one set a data set does."),
      ColumnDescription("rows_read", "The rows of the file."),
      ColumnDescription("rows_used", "The rows that became answers or counts."),
      ColumnDescription("import_counts", "The rows dropped by each rule and the images, as JSON."),
    ])

  static let annotator = TableDescription(
    name: "annotator", meaning: "One annotator of a set, or one position in its lists.",
    columns: [
      ColumnDescription("annotator_id", "The key."),
      ColumnDescription("set_id", "The set."),
      ColumnDescription("name", "The name; a salted hash unless names were kept on request."),
      ColumnDescription(
        "attributes",
        "What is known of the annotator, such as age, as a JSON object; NULL if nothing is. "
          + "annotator_attribute has a row for each.",
        added: "TEXT CHECK (attributes IS NULL OR json_valid(attributes))"),
    ])

  static let answer = TableDescription(
    name: "answer", meaning: "One answer of one annotator; only worker-level sets have any.",
    columns: [
      ColumnDescription("answer_id", "The key, in the order of the file."),
      ColumnDescription("set_id", "The set."),
      ColumnDescription("image_id", "The image."),
      ColumnDescription("annotator_id", "Who answered."),
      ColumnDescription("asked_class_id", "The class asked about; NULL for a free choice."),
      ColumnDescription("chosen_class_id", "The class chosen; NULL if none or several were."),
      ColumnDescription("response", "The answer as the file gives it."),
      condition, level,
      ColumnDescription(
        "reaction_time", "The reaction time in seconds; NULL if it is not told."),
    ])

  static let tally = TableDescription(
    name: "tally",
    meaning: "How often a class was chosen for an image: human selection frequency as counts. "
      + "A class nobody chose may lack its row; see image_votes for how many answered.",
    columns: [
      ColumnDescription("set_id", "The set."),
      ColumnDescription("image_id", "The image."),
      ColumnDescription("class_id", "The target class."),
      condition, level,
      ColumnDescription(
        "shown", "How many annotators judged the class; 0 if the file has shares only."),
      ColumnDescription(
        "selected", "How many of them chose the class; a sum of weights in a graded task."),
      ColumnDescription(
        "partial", "How many of them chose it in part, for example answered maybe."),
    ])

  static let imageVotes = TableDescription(
    name: "image_votes",
    meaning: "All answers to one image under one condition, summed over classes from tally.",
    columns: [
      ColumnDescription("set_id", "The set."),
      ColumnDescription("image_id", "The image."),
      condition, level,
      ColumnDescription(
        "shown", "How many annotators judged the image; the most over its classes."),
      ColumnDescription(
        "label_entropy",
        "The entropy of the chosen classes in nats, 0 when all agree; NULL if nothing was chosen."),
      ColumnDescription(
        "majority_class_id",
        "The class chosen most often, of equals the one with the lowest number."),
      ColumnDescription(
        "majority_share", "The share of all choices that fell on the majority class."),
    ])
}
