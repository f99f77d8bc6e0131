import Testing

@testable import StudyValues

struct NameMatchTests {
  @Test func `capitals and outer blanks do not matter where one name is meant`() {
    #expect(NameMatch.find("avh", among: ["avh", "AVH"]) == "avh")
    #expect(NameMatch.find(" ResNet ", among: ["vgg", "resnet"]) == "resnet")
    #expect(NameMatch.find("Émile", among: ["e\u{301}mile"]) == "e\u{301}mile")
  }

  @Test func `blanks within a name do not matter where one name is meant`() {
    #expect(NameMatch.find("Angular Gap", among: ["angle", "angular_gap"]) == "angular_gap")
    #expect(NameMatch.find("resnet-50", among: ["ResNet50", "resnet"]) == "ResNet50")
    #expect(NameMatch.find("res net", among: ["res-net", "res_net"]) == nil)
    #expect(NameMatch.find("res-net", among: ["res-net", "res_net"]) == "res-net")
    #expect(NameMatch.find("_", among: ["-"]) == nil)
  }

  @Test func `two names that differ by capitals only are not guessed between`() {
    #expect(NameMatch.find("Resnet", among: ["resnet", "RESNET"]) == nil)
    #expect(NameMatch.find("resnets", among: ["resnet"]) == nil)
  }
}
