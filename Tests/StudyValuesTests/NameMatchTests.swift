import Testing

@testable import StudyValues

struct NameMatchTests {
  @Test func `capitals and outer blanks do not matter where one name is meant`() {
    #expect(NameMatch.find("avh", among: ["avh", "AVH"]) == "avh")
    #expect(NameMatch.find(" ResNet ", among: ["vgg", "resnet"]) == "resnet")
    #expect(NameMatch.find("Émile", among: ["e\u{301}mile"]) == "e\u{301}mile")
  }

  @Test func `two names that differ by capitals only are not guessed between`() {
    #expect(NameMatch.find("Resnet", among: ["resnet", "RESNET"]) == nil)
    #expect(NameMatch.find("resnets", among: ["resnet"]) == nil)
  }
}
