// swift-tools-version: 6.3

import PackageDescription

// The trait HDF5 changes how every file of the library is compiled, so that its tests would build all
// of it a second time. This package takes the library with the trait and builds what reads arrays.
let package = Package(
  name: "hdf5-tests",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "avh", path: "../..", traits: ["HDF5"])],
  targets: [
    .testTarget(
      name: "HDF5Tests",
      dependencies: [.product(name: "AngularVisualHardness", package: "avh")],
      resources: [.copy("References")])
  ],
  swiftLanguageModes: [.v6]
)
