import Annotations
import Foundation
import TestSupport
import Testing
import StudyValues

/// Files in the layout of ImageNet-AB: that of the ImageNet annotations, with a `metadata` for each
/// showing that holds the fields of its annotation tool.
struct ImageNetABTests {
  static func showing(
    _ worker: String, selected: Bool, entered: Int = 1_641_425_051_975, clicked: Int? = nil
  ) -> String {
    let click =
      clicked.map {
        "<selectedRecord><x>0.54</x><y>0.47</y><time>\($0)</time></selectedRecord>"
          + "<selectedRecord><x>0.5</x><y>0.4</y><time>\($0 + 900)</time></selectedRecord>"
      } ?? ""
    return """
        <metadata>
          <imageHeight>243</imageHeight><imageWidth>243</imageWidth>
          <imagePosition><x>857</x><y>1976</y></imagePosition>
          <hoveredRecord><action>enter</action><time>\(entered)</time></hoveredRecord>
          <hoveredRecord><action>leave</action><time>\(entered + 765)</time></hoveredRecord>
          <hoveredRecord><action>enter</action><time>\(entered + 5_000)</time></hoveredRecord>
          <mouseTracking><x>0.003</x><y>0.629</y><time>\(entered)</time></mouseTracking>
          <selected>\(selected ? "True" : "False")</selected>
          \(click)
          <worker_id>\(worker)</worker_id>
          <page_idx>4</page_idx>
        </metadata>

      """
  }

  static func file(_ image: String, wnid: String, _ showings: [String]) -> String {
    """
    <annotation>
      <folder>\(wnid)</folder>
      <filename>\(image)</filename>
      <source><database>ILSVRC_2012</database></source>
      <size><width>500</width><height>375</height><depth>3</depth></size>
      <segmented>0</segmented>
      <object>1</object>
    \(showings.joined())</annotation>
    """
  }

  @Test func `showings are answers to whether the class is there`() throws {
    let folder = try TemporaryFolder()
    let first = try folder.write(
      Self.file(
        "n01440764_105", wnid: "n01440764",
        [
          Self.showing("47DBDD543E", selected: true, clicked: 1_641_425_052_319),
          Self.showing("AAAAAAAAAA", selected: false),
          Self.showing("BBBBBBBBBB", selected: true),
        ]), as: "n01440764_105.xml")
    let second = try folder.write(
      Self.file("n01443537_2", wnid: "n01443537", [Self.showing("47DBDD543E", selected: false)]),
      as: "n01443537_2.xml")
    let third = try folder.write(
      Self.file("n01443537_3", wnid: "n01443537", []), as: "n01443537_3.xml")
    let sink = try importFiles([first, second, third]) { $0.keepsAnnotatorIDs = true }
    #expect(sink.header?.format == "imagenet-ab" && sink.header?.task == .presence)
    #expect(sink.annotators == ["47DBDD543E", "AAAAAAAAAA", "BBBBBBBBBB"])
    #expect(sink.images == ["n01440764_105", "n01443537_2"])
    #expect(sink.tallies.map(\.shown) == [3, 1] && sink.tallies.map(\.selected) == [2, 0])
    #expect(sink.targets.map(\.targetClass) == [0, 1])
    #expect(sink.answers[0].reactionTime == 0.344 && sink.answers[1].reactionTime.isNaN)
    #expect(sink.dropped("image that was never shown") == 1)
    #expect(
      sink.summary?.notes.contains(
        "Showings of an image, with the number of images: 0: 1, 1: 1, 3: 1.")
        == true)
    #expect(sink.summary?.notes.contains { $0.contains("no noise ceiling") } == true)
  }

  @Test func `files that are no such XML are refused with their name`() throws {
    let folder = try TemporaryFolder()
    let good = try folder.write(
      Self.file("n01440764_1", wnid: "n01440764", [Self.showing("A", selected: true)]),
      as: "good.xml")
    let bad: [(String, String)] = [
      ("<annotation><metadata>", "expected </metadata>"),
      (Self.file("x", wnid: "cat", [Self.showing("A", selected: true)]), "label space"),
      (
        Self.file("x", wnid: "n01440764", ["<metadata><selected>perhaps</selected></metadata>"]),
        "expected True or False, found 'perhaps'"
      ),
      ("<!DOCTYPE a []><annotation/>", "a document type"),
    ]
    for (number, item) in bad.enumerated() {
      let path = try folder.write(item.0, as: "bad\(number).xml")
      #expect {
        try importFiles([good, path])
      } throws: {
        "\($0)".contains(item.1) && "\($0)".contains("bad\(number).xml")
      }
    }
    let page = try folder.write("<!doctype html>\n<html></html>", as: "page.html")
    #expect { try importFiles([page]) } throws: { "\($0)".contains("a page of the web") }
    let none = try folder.write(Self.file("a", wnid: "n01440764", []), as: "none.xml")
    #expect {
      try importFiles([none]) { $0.format = "imagenet-ab" }
    } throws: { "\($0)".contains("no file has an element metadata") }
  }
}
