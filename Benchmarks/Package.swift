// swift-tools-version: 6.3

import PackageDescription

let package = Package(
  name: "avh-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "avh", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .executableTarget(
      name: "benchmark",
      dependencies: [
        .product(name: "AngularVisualHardness", package: "avh"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ])
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
  ]
}

// The bare product that scoring is compared with calls the same OpenBLAS as the project.
#if os(Linux)
  package.targets.append(
    .systemLibrary(
      name: "CBareBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]))
  for target in package.targets where target.name == "benchmark" {
    target.dependencies.append("CBareBLAS")
  }
#endif
