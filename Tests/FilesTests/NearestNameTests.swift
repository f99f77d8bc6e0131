import Testing

import Files

struct NearestNameTests {
  @Test func `finds the name with the fewest differing letters`() {
    #expect(NearestName.find("cifar10n", among: ["cifar10h", "imagenet"]) == "cifar10h")
    #expect(NearestName.find("RESNET", among: ["vgg", "resnet"]) == "resnet")
  }

  @Test func `finds nothing when every name is unlike`() {
    #expect(NearestName.find("avh", among: ["confidence", "boundary"]) == nil)
    #expect(NearestName.find("avh", among: [] as [String]) == nil)
  }
}
