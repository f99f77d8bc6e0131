// swift-tools-version: 6.3

import PackageDescription

let numerics: Target.Dependency = .product(name: "RealModule", package: "swift-numerics")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "avh",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "avh", targets: ["avh"]),
    .library(
      name: "AngularVisualHardness",
      targets: ["AngularVisualHardness", "Statistics", "Tensors", "Networks"]),
    .library(name: "hardness_sql", type: .dynamic, targets: ["HardnessSQL"]),
  ],
  traits: [
    .trait(name: "HDF5", description: "Read HDF5 and MATLAB 7.3 files through libhdf5-dev.")
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", .upToNextMinor(from: "0.27.1")),
  ],
  targets: [
    // Each module imports only modules that stand above it.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CSnappy", pkgConfig: "snappy",
      providers: [.apt(["libsnappy-dev"]), .brew(["snappy"])]),
    .systemLibrary(
      name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    .target(name: "CAngularKernels"),
    .target(name: "CSQLiteSettings", linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(name: "CSQLiteExtension"),
    .target(name: "CExplorePage", exclude: ["Page"]),
    .target(name: "CRandom"),
    .target(name: "Statistics", dependencies: ["CRandom", numerics]),
    .target(name: "Hashing"),
    .target(name: "Files", dependencies: ["CSnappy", "CZlib", "CZstd"]),
    .target(name: "YAMLFiles", dependencies: ["Files", .product(name: "Yams", package: "Yams")]),
    .systemLibrary(
      name: "CHDF5", pkgConfig: "hdf5",
      providers: [.apt(["libhdf5-dev"]), .brew(["hdf5"])]),
    .target(
      name: "Tensors",
      dependencies: ["Files", .target(name: "CHDF5", condition: .when(traits: ["HDF5"]))]),
    .target(name: "StudyValues", dependencies: ["Statistics"]),
    .target(
      name: "Annotations",
      dependencies: ["Files", "Hashing", "StudyValues", "Tensors", "YAMLFiles"]),
    .target(
      name: "Networks",
      dependencies: ["CAngularKernels", "Files", "Statistics", "Tensors"],
      cSettings: [.define("ACCELERATE_NEW_LAPACK", .when(platforms: [.macOS]))],
      linkerSettings: [
        .linkedLibrary("m", .when(platforms: [.linux])),
        .linkedFramework("Accelerate", .when(platforms: [.macOS])),
      ]
    ),
    .target(
      name: "Simulation",
      dependencies: ["Annotations", "Files", "Networks", "Statistics", "StudyValues", "Tensors"]),
    .target(
      name: "AngularVisualHardness", dependencies: ["Networks", "Statistics", "Tensors"]),
    .target(
      name: "StudyStore",
      dependencies: [
        "Annotations", "CSQLiteSettings", "Files", "Networks", "Statistics", "StudyValues", grdb,
        numerics, sqlite,
      ]),
    .target(name: "HardnessSQL", dependencies: ["CSQLiteExtension", "Statistics"]),
    .target(
      name: "Analyses",
      dependencies: [
        "Annotations", "Files", "Networks", "Statistics", "StudyValues", "Tensors", numerics,
      ]
    ),
    .target(
      name: "Studies",
      dependencies: [
        "Analyses", "Annotations", "Files", "Hashing", "Networks", "Simulation", "Statistics",
        "StudyStore", "StudyValues", "Tensors", "YAMLFiles",
      ]
    ),
    .target(
      name: "Shards",
      dependencies: [
        "Annotations", "Files", "Hashing", "Networks", "Statistics", "Studies", "StudyStore",
        "StudyValues", "Tensors",
      ]),
    .target(
      name: "Reports",
      dependencies: [
        "Analyses", "Files", "Hashing", "Networks", "Statistics", "Studies", "StudyValues",
        mustache,
      ]),
    .target(
      name: "Exports",
      dependencies: ["Files", "Reports", "Studies", "StudyStore", "StudyValues", "Tensors"]),
    .target(
      name: "Explore",
      dependencies: [
        "Analyses", "CExplorePage", "Files", "Networks", "Reports", "Statistics", "Studies",
        "StudyStore", "StudyValues",
      ]),
    // Alone with its dependency, so that no other module needs it.
    .target(
      name: "PageServer",
      dependencies: [
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ]),
    .target(name: "Notebooks", dependencies: ["Reports", "Simulation", "Studies", arguments]),
    .executableTarget(
      name: "avh",
      dependencies: [
        "Analyses", "Annotations", "Explore", "Exports", "Files", "Networks", "PageServer",
        "Reports", "Shards", "Simulation", "Statistics", "Studies", "StudyStore", "StudyValues",
        "Tensors", arguments,
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)

// MARK: - Simulations

package.targets.append(
  .executableTarget(
    name: "coverage-study", dependencies: ["Statistics", numerics], path: "Studies/coverage",
    exclude: [
      "README.md", "cells.tsv", "checks.tsv", "checks-results.tsv", "results.tsv", "table.md",
    ]))

// MARK: - Fuzzing

package.targets.append(
  .executableTarget(
    name: "fuzz",
    dependencies: [
      "Analyses", "Annotations", "Explore", "Files", "Statistics", "Studies", "StudyStore",
      "StudyValues", "Tensors",
    ],
    path: "Tests/Fuzz", exclude: ["Seeds"]))

// MARK: - Tests

/// One test bundle per module, with what it imports beside the module itself.
let testBundles: KeyValuePairs<String, [Target.Dependency]> = [
  "Statistics": [numerics],
  "Hashing": [],
  "Files": ["YAMLFiles"],
  "Tensors": ["Files"],
  "StudyValues": [numerics],
  "Annotations": ["Files", "StudyValues", "Tensors", numerics],
  "Networks": ["CAngularKernels", "Files", "Statistics", "StudyValues", "Tensors", numerics],
  "Simulation": ["Annotations", "Networks", "Statistics", "Tensors"],
  "AngularVisualHardness": [],
  "StudyStore": [
    "Annotations", "Networks", "Statistics", "StudyValues", "Tensors", grdb, numerics,
  ],
  "HardnessSQL": ["Annotations", "Networks", "Statistics", "StudyStore", "StudyValues"],
  "Analyses": ["Annotations", "Networks", "Statistics", "StudyValues", "Tensors", numerics],
  "Studies": [
    "Analyses", "Annotations", "Files", "Networks", "Statistics", "StudyStore", "StudyValues",
    "Tensors",
  ],
  "Shards": [
    "Annotations", "Files", "Networks", "Statistics", "Studies", "StudyStore", "StudyValues",
    "Tensors",
  ],
  "Reports": ["Analyses", "Statistics", "Studies", "StudyStore", "StudyValues"],
  "Explore": [],
  "PageServer": [],
  "Notebooks": ["Analyses", "Reports", "Studies", arguments],
  "avh": [
    "Explore", "Exports", "Files", "Networks", "Statistics", "Studies", "StudyStore", "StudyValues",
    "Tensors", arguments, grdb,
  ],
]

/// The bundles with a folder of reference figures.
let bundlesWithReferences: Set<String> = [
  "Analyses", "Annotations", "Files", "Networks", "Reports", "Statistics", "Studies",
  "StudyStore", "Tensors", "avh",
]

package.targets.append(.target(name: "TestSupport", path: "Tests/TestSupport"))
for (module, dependencies) in testBundles {
  package.targets.append(
    .testTarget(
      name: "\(module)Tests",
      dependencies: [.target(name: module), "TestSupport"] + dependencies,
      resources: bundlesWithReferences.contains(module) ? [.copy("References")] : []
    )
  )
}

// MARK: - Notebooks

/// One program per notebook, in reading order, with the modules it imports.
let notebooks: KeyValuePairs<String, [Target.Dependency]> = [
  "01-what-is-hsf": ["Statistics", "StudyStore", "StudyValues"],
  "02-what-is-avh": ["Analyses", "Networks", "Statistics"],
  "03-the-main-table": ["Analyses", "Statistics", "StudyValues"],
  "04-comparing-correlations": ["Analyses", "Statistics"],
  "05-training-dynamics": ["Analyses", "Networks", "Statistics", "Tensors"],
  "06-from-sql": ["StudyStore"],
]

for (notebook, dependencies) in notebooks {
  package.targets.append(
    .executableTarget(
      name: notebook,
      dependencies: ["Notebooks", "Reports", "Studies"] + dependencies,
      path: "Notebooks-as-scripts",
      exclude: ["README.md"]
        + notebooks.map(\.key).filter { $0 != notebook }.map { "\($0).swift" },
      sources: ["\(notebook).swift"],
      swiftSettings: [.defaultIsolation(MainActor.self)]
    )
  )
}

// MARK: - Settings of every target

for target in package.targets where target.type != .system {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
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

// MARK: - System libraries

#if os(Linux)
  package.targets.append(
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]))
  for target in package.targets where target.name == "Hashing" {
    target.dependencies.append("CCrypto")
  }
#endif
