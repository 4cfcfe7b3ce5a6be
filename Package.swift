// swift-tools-version: 6.2

import PackageDescription

// Settings every target of this package shares: the Swift 6 language mode with its strictest
// upcoming features, and no warning let through.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

// Targets that handle strangers' bytes must also mark every unsafe construct.
let strictAndSafe: [SwiftSetting] = strict + [.strictMemorySafety()]

let package = Package(
  name: "talks",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "talks", targets: ["TalksCommand"]),
    .library(name: "CivilTime", targets: ["CivilTime"]),
    .library(name: "ICalendar", targets: ["ICalendar"]),
    .library(name: "TalkModel", targets: ["TalkModel"]),
    .library(name: "TalkExtraction", targets: ["TalkExtraction"]),
    .library(name: "TalkQuery", targets: ["TalkQuery"]),
    .library(name: "TalkIndex", targets: ["TalkIndex"]),
    .library(name: "TalkIngest", targets: ["TalkIngest"]),
    .library(name: "TalkFormats", targets: ["TalkFormats"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
  ],
  targets: [
    .target(name: "CivilTime", swiftSettings: strictAndSafe),
    .target(name: "ICalendar", dependencies: ["CivilTime"], swiftSettings: strictAndSafe),
    .target(name: "TalkModel", dependencies: ["CivilTime"], swiftSettings: strictAndSafe),
    .target(
      name: "TalkExtraction",
      dependencies: ["CivilTime", "ICalendar", "TalkModel"],
      swiftSettings: strict),
    .target(
      name: "TalkQuery",
      dependencies: ["CivilTime", "TalkModel"],
      swiftSettings: strictAndSafe),
    .target(
      name: "FTS5Segments",
      dependencies: ["Prefetching", .product(name: "GRDBSQLite", package: "GRDB.swift")],
      path: "Index/Segments",
      swiftSettings: strict),
    .target(name: "Prefetching", path: "Index/Prefetching"),
    .target(
      name: "SQLiteConfiguration",
      path: "Index/SQLiteConfiguration",
      linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(
      name: "TalkIndex",
      dependencies: [
        "CivilTime", "TalkModel", "TalkQuery", "FTS5Segments", "Prefetching", "SQLiteConfiguration",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Index",
      exclude: ["Segments", "Prefetching", "SQLiteConfiguration", "README.md"],
      swiftSettings: strict),
    .target(
      name: "TalkIngest",
      dependencies: [
        "CivilTime", "ICalendar", "TalkModel", "TalkExtraction", "TalkIndex",
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
    .target(
      name: "TalkFormats",
      dependencies: ["CivilTime", "ICalendar", "TalkModel", "TalkQuery"],
      swiftSettings: strict),
    .executableTarget(
      name: "TalksCommand",
      dependencies: [
        "CivilTime", "ICalendar", "TalkModel", "TalkExtraction", "TalkQuery", "TalkIndex",
        "TalkIngest", "TalkFormats",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CivilTimeTests", dependencies: ["CivilTime"], swiftSettings: strict),
    .testTarget(
      name: "TalkModelTests", dependencies: ["TalkModel", "CivilTime"], swiftSettings: strict),
    .testTarget(
      name: "ICalendarTests", dependencies: ["ICalendar", "CivilTime"], swiftSettings: strict),
    .testTarget(
      name: "TalkExtractionTests",
      dependencies: ["TalkExtraction", "ICalendar", "TalkModel", "CivilTime"],
      swiftSettings: strict),
    .testTarget(
      name: "TalkQueryTests",
      dependencies: ["TalkQuery", "TalkModel", "CivilTime"],
      swiftSettings: strict),
    .testTarget(
      name: "FTS5SegmentsTests",
      dependencies: ["FTS5Segments", .product(name: "GRDBSQLite", package: "GRDB.swift")],
      swiftSettings: strict),
    .testTarget(
      name: "TalkIndexTests",
      dependencies: [
        "TalkIndex", "TalkQuery", "TalkModel", "CivilTime", "SQLiteConfiguration",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      resources: [.copy("Fixtures")],
      swiftSettings: strict),
    .testTarget(
      name: "TalkIngestTests",
      dependencies: ["TalkIngest", "TalkIndex", "TalkQuery", "TalkModel", "ICalendar"],
      swiftSettings: strict),
    .testTarget(
      name: "TalkFormatsTests",
      dependencies: ["TalkFormats", "TalkQuery", "TalkModel", "ICalendar", "CivilTime"],
      swiftSettings: strict),
    .testTarget(
      name: "TalksCommandTests",
      dependencies: ["TalksCommand"],
      swiftSettings: strict),
  ]
)

// Fuzzing needs other code generation of everything below it, so it is there only when asked for:
// `TALKS_FUZZ=1 swift build --product talks-fuzz`; see Tests/Fuzz/run.
if Context.environment["TALKS_FUZZ"] != nil {
  let fuzzed = [
    "CivilTime", "ICalendar", "TalkModel", "TalkExtraction", "TalkQuery", "TalkFormats",
    "FTS5Segments",
  ]
  let sanitizers = "-sanitize=fuzzer,address"
  let instrumented: [SwiftSetting] = [.unsafeFlags([sanitizers, "-O", "-enable-testing"])]
  for target in package.targets where fuzzed.contains(target.name) {
    target.swiftSettings = (target.swiftSettings ?? []) + instrumented
  }
  package.targets.append(
    .executableTarget(
      name: "talks-fuzz",
      dependencies: fuzzed.map { .byName(name: $0) } + [
        .product(name: "GRDBSQLite", package: "GRDB.swift")
      ],
      path: "Tests/Fuzz",
      exclude: ["run"],
      swiftSettings: strict + instrumented,
      linkerSettings: [.unsafeFlags([sanitizers, "-use-ld=lld"])]))
}

// Programs of the fault tests: one that knows one schema version more than the current one, one that
// measures deadlines; `TALKS_FAULTS=1 swift build -c release --product talks-migrate`, see
// Tests/Faults/sweep.py.
if Context.environment["TALKS_FAULTS"] != nil {
  package.targets += [
    .executableTarget(
      name: "talks-migrate", dependencies: ["TalkIndex"], path: "Tests/Faults/Migration",
      swiftSettings: strict),
    .executableTarget(
      name: "talks-deadline", dependencies: ["CivilTime", "TalkIndex", "TalkModel", "TalkQuery"],
      path: "Tests/Faults/Deadline", swiftSettings: strict),
  ]
}

// The FTS5 part of an ingest alone, for timing it beside stock inserts:
// `TALKS_BENCHMARKS=1 swift build -c release --product talks-rows`, see Benchmarks/run. It stands here,
// since only this package may use the segments.
if Context.environment["TALKS_BENCHMARKS"] != nil {
  package.targets.append(
    .executableTarget(
      name: "talks-rows",
      dependencies: ["FTS5Segments", .product(name: "GRDBSQLite", package: "GRDB.swift")],
      path: "Benchmarks/Rows", swiftSettings: strict))
}
