// swift-tools-version: 6.3

import PackageDescription

let numerics: Target.Dependency = .product(name: "RealModule", package: "swift-numerics")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
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
      targets: ["Statistics", "TensorFiles", "Annotations", "Scoring", "StudyStore", "Analyses"]),
    .library(name: "hardness_sql", type: .dynamic, targets: ["HardnessSQL"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    // Each module imports only modules that stand above it.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CAngularKernels"),
    .target(name: "Statistics", dependencies: [numerics]),
    .target(name: "InputFiles", dependencies: ["CZlib", .product(name: "Yams", package: "Yams")]),
    .target(name: "TensorFiles", dependencies: ["InputFiles"]),
    .target(
      name: "LinearAlgebra",
      cSettings: [.define("ACCELERATE_NEW_LAPACK", .when(platforms: [.macOS]))],
      linkerSettings: [
        .linkedLibrary("m", .when(platforms: [.linux])),
        .linkedFramework("Accelerate", .when(platforms: [.macOS])),
      ]
    ),
    .target(name: "Annotations", dependencies: ["InputFiles", "TensorFiles", crypto]),
    .target(
      name: "Scoring",
      dependencies: ["LinearAlgebra", "CAngularKernels", "TensorFiles", "Statistics"]),
    .target(name: "HeadTraining", dependencies: ["LinearAlgebra", "Scoring"]),
    .target(
      name: "Simulation",
      dependencies: ["Annotations", "Scoring", "TensorFiles", "Statistics"]),
    .target(name: "Alignment", dependencies: ["Annotations"]),
    .target(name: "Results"),
    .target(name: "SQLAggregates", dependencies: ["Statistics", numerics]),
    .target(name: "CSQLiteSettings", linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(
      name: "StudyStore",
      dependencies: [
        "Annotations", "CSQLiteSettings", "InputFiles", "Scoring", "SQLAggregates", "Results", grdb,
        numerics, sqlite,
      ]),
    .target(name: "CSQLiteExtension"),
    .target(name: "HardnessSQL", dependencies: ["CSQLiteExtension", "SQLAggregates"]),
    .target(
      name: "Analyses",
      dependencies: [
        "Statistics", "Annotations", "Scoring", "HeadTraining", "TensorFiles", "Results", numerics,
      ]
    ),
    .target(
      name: "Studies",
      dependencies: [
        "Alignment", "Analyses", "Annotations", "HeadTraining", "InputFiles", "LinearAlgebra",
        "Results", "Scoring", "Simulation", "Statistics", "StudyStore", "TensorFiles", crypto,
      ]
    ),
    .target(name: "Reports", dependencies: ["Analyses", "Results", "Studies", mustache]),
    .target(name: "KnownAnswers", dependencies: ["Statistics"]),
    .target(name: "Notebooks", dependencies: ["Reports", "Simulation", "Studies", arguments]),
    .executableTarget(
      name: "avh",
      dependencies: [
        "Alignment", "Analyses", "Annotations", "HeadTraining", "InputFiles", "KnownAnswers",
        "Reports", "Results", "Scoring", "Simulation", "Statistics", "Studies", "StudyStore",
        "TensorFiles", arguments,
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

// MARK: - Tests

/// One test bundle per module, with what it imports beside the module itself.
let testBundles: KeyValuePairs<String, [Target.Dependency]> = [
  "Statistics": [numerics],
  "KnownAnswers": ["Statistics"],
  "InputFiles": [],
  "TensorFiles": ["InputFiles"],
  "LinearAlgebra": [numerics],
  "Annotations": ["InputFiles", "TensorFiles", numerics],
  "Scoring": [
    "InputFiles", "TensorFiles", "LinearAlgebra", "CAngularKernels", "Statistics", numerics,
  ],
  "HeadTraining": ["LinearAlgebra", "Scoring", "TensorFiles", numerics],
  "Simulation": ["Annotations", "Scoring", "TensorFiles", "Statistics"],
  "Alignment": ["Annotations", "TensorFiles"],
  "StudyStore": ["Annotations", "Scoring", "Results", "TensorFiles", grdb, numerics],
  "HardnessSQL": ["Annotations", "Scoring", "SQLAggregates", "Statistics", "StudyStore"],
  "Analyses": [
    "Annotations", "HeadTraining", "Results", "Scoring", "Statistics", "TensorFiles", numerics,
  ],
  "Studies": [
    "Analyses", "Annotations", "Results", "Scoring", "Statistics", "StudyStore", "TensorFiles",
  ],
  "Reports": ["Analyses", "Results", "Studies"],
  "Notebooks": ["Analyses", "Reports", "Studies", arguments],
  "avh": ["Scoring", "StudyStore", "Studies", "Results", "TensorFiles", arguments],
]

/// The bundles with a folder of reference figures.
let bundlesWithReferences: Set<String> = [
  "Analyses", "HeadTraining", "InputFiles", "KnownAnswers", "Reports", "Scoring", "Statistics",
  "Studies", "TensorFiles",
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
  "01-what-is-hsf": ["Statistics", "StudyStore"],
  "02-what-is-avh": ["Analyses", "Scoring", "Statistics"],
  "03-the-main-table": ["Analyses", "Results", "Statistics"],
  "04-comparing-correlations": ["Analyses", "Statistics"],
  "05-training-dynamics": [
    "Analyses", "HeadTraining", "Scoring", "Statistics", "TensorFiles",
  ],
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

// MARK: - BLAS

#if os(Linux)
  package.targets.append(
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]))
  for target in package.targets where target.name == "LinearAlgebra" {
    target.dependencies.append("COpenBLAS")
  }
#endif
