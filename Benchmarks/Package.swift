// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "talks-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "talks", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.0", traits: []),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .target(name: "CalendarGenerator", swiftSettings: strict),
    .executableTarget(
      name: "generate-calendars",
      dependencies: [
        "CalendarGenerator",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "measure",
      dependencies: [
        .product(name: "ICalendar", package: "talks"),
        .product(name: "TalkExtraction", package: "talks"),
        .product(name: "TalkModel", package: "talks"),
        .product(name: "TalkIndex", package: "talks"),
        .product(name: "TalkQuery", package: "talks"),
        .product(name: "CivilTime", package: "talks"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "check-results",
      dependencies: [
        "CalendarGenerator",
        .product(name: "TalkIndex", package: "talks"),
        .product(name: "TalkIngest", package: "talks"),
        .product(name: "TalkQuery", package: "talks"),
        .product(name: "CivilTime", package: "talks"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "Reading",
      dependencies: [
        "CalendarGenerator",
        .product(name: "ICalendar", package: "talks"),
        .product(name: "TalkExtraction", package: "talks"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/Reading",
      swiftSettings: strict,
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    .executableTarget(
      name: "Indexing",
      dependencies: [
        "CalendarGenerator",
        .product(name: "CivilTime", package: "talks"),
        .product(name: "TalkIndex", package: "talks"),
        .product(name: "TalkIngest", package: "talks"),
        .product(name: "TalkQuery", package: "talks"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/Indexing",
      swiftSettings: strict,
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ]
)
