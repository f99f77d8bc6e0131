import TestSupport
import Testing

@testable import Annotations

/// The command for an unknown table names the right columns, or there is none.
struct SuggestedColumnsTests {
  /// A table of 15 images that 8 persons say one of 3 classes of, under some names of columns.
  private static func table(
    _ header: String, image: String, person: String, label: String
  )
    -> String
  {
    let names = header.split(separator: ",").map(String.init)
    let classes = ["cat", "dog", "owl"]
    var lines = [header]
    for row in 0..<120 {
      let (picture, who) = (row / 8, row % 8)
      lines.append(
        names.map { name in
          switch name {
          case image: "im\(picture).jpg"
          case person: "u\(who)"
          case label: classes[(picture + (who % 3 == 0 ? 1 : 0)) % 3]
          case "ground_truth", "true", "target", "gold", "truth": classes[picture % 3]
          default: ["f", "m"][who % 2]
          }
        }.joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func said(_ text: String) throws -> String {
    let folder = try TemporaryFolder()
    do {
      _ = try AnnotationReader.open([folder.write(text, as: "a.csv")], options: ImportOptions())
      return "it is read as it stands"
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    ("session,img,who,guess,confidence", "img", "who", "guess"),
    ("filename,rater,gender,decision", "filename", "rater", "decision"),
    ("pic,person,block,verdict", "pic", "person", "verdict"),
    ("file,who,correct,said", "file", "who", "said"),
    ("when,picture,person,species", "picture", "person", "species"),
    ("picture,person,device,species", "picture", "person", "species"),
    ("participant,age_group,picture,selection", "picture", "participant", "selection"),
    ("participant,country,picture,identified_as", "picture", "participant", "identified_as"),
    (
      "trialLanguage,photoUrl,observerId,finalJudgement", "photoUrl", "observerId", "finalJudgement"
    ),
    ("ip,browser,img_path,workerid,chosen", "img_path", "workerid", "chosen"),
  ])
  func `names of attributes are no labels`(
    header: String, image: String, person: String, label: String
  ) throws {
    let said = try Self.said(Self.table(header, image: image, person: person, label: label))
    #expect(
      said.contains("--map image=\(image),annotator=\(person),label=\(label);"), "\(said)")
  }

  @Test(arguments: ["ground_truth", "true", "target", "gold", "truth"])
  func `a true class is the target`(truth: String) throws {
    let said = try Self.said(
      Self.table(
        "participant,picture,\(truth),chosen_species", image: "picture", person: "participant",
        label: "chosen_species"))
    #expect(
      said.contains(
        "--map image=picture,annotator=participant,label=chosen_species,target=\(truth);"),
      "\(said)")
  }

  @Test(arguments: [
    ("group", "picture,person,group"), ("score", "picture,person,score"),
    ("sex", "picture,person,sex,age,lang,split"), ("fold", "file,coder,fold,batch,status"),
  ])
  func `attributes alone are no answers`(name: String, header: String) throws {
    let said = try Self.said(
      Self.table(
        header, image: String(header.split(separator: ",")[0]),
        person: String(header.split(separator: ",")[1]), label: ""))
    #expect(!said.contains("try:") && !said.contains("label=\(name)"), "\(said)")
  }

  @Test func `where several columns could be the answer, they are named and none is taken`() throws
  {
    for header in ["picture,person,verdict,species", "picture,person,x,y"] {
      let columns = header.split(separator: ",").map(String.init)
      let said = try Self.said(
        Self.table(header, image: "picture", person: "person", label: columns[3]))
      #expect(
        said.contains(
          "could be in any of \(columns[2]), \(columns[3]); say in which with --map "
            + "image=picture,annotator=person,label=COL") && !said.contains("try:"), "\(said)")
    }
    let foreign = try Self.said(
      "Bild;Nutzer;Antwort\na.jpg;u1;Katze\na.jpg;u2;Hund\nb.jpg;u1;Hund\n")
    #expect(
      foreign.contains("annotator=COL,label=COL, and who gave them") && !foreign.contains("try:"),
      "\(foreign)")
  }

  @Test(arguments: [
    ("image,rater1,rater2,gold\na,cat,dog,cat\nb,dog,dog,dog\n", "--map image=image --other gold;"),
    ("image,label_1,label_2,label_3\na,cat,dog,cat\nb,dog,dog,dog\n", "--map image=image;"),
  ])
  func `columns of raters are told from those of true classes`(
    text: String, options: String
  ) throws {
    let said = try Self.said(text)
    #expect(said.contains("--format rater-columns \(options)"), "\(said)")
  }

  @Test func `a column of persons under an unknown name is asked for`() throws {
    let said = try Self.said(
      Self.table("img,turker,guess", image: "img", person: "turker", label: "guess"))
    #expect(
      said.contains("--map image=img,label=guess; add annotator=COL where one of turker says who"),
      "\(said)")
  }

  @Test func `the only column of an unknown name is not taken for answers without persons`() throws
  {
    let said = try Self.said(
      Self.table("img,turker,score", image: "img", person: "turker", label: ""))
    #expect(
      said.contains("the answers could be in turker; say in which") && !said.contains("try:"),
      "\(said)")
  }

  @Test func `columns of one name and percentages without a sign are said`() throws {
    let twins = try Self.said("image,rater,rater,x\na,0,1,0\nb,1,0,1\n")
    #expect(
      twins.contains("several columns are named rater") && !twins.contains("try:"), "\(twins)")
    for name in ["share", "percent"] {
      let said = try Self.said("image,class,\(name)\na,cat,60\na,dog,40\nb,cat,10\nb,dog,90\n")
      #expect(
        said.contains("the column \(name) looks like percentages") && !said.contains("try:"),
        "\(said)")
    }
  }
}
