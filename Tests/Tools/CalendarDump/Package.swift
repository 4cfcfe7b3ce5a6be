// swift-tools-version: 6.2

import PackageDescription

// Prints what the ICalendar module reads, for `compare_parsers.py`. A package of its own, so that
// nobody builds it who doesn't compare.
let package = Package(
  name: "CalendarDump",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "talks", path: "../../..")],
  targets: [
    .executableTarget(
      name: "CalendarDump",
      dependencies: [
        .product(name: "ICalendar", package: "talks")
      ],
      path: "Sources",
      swiftSettings: [.swiftLanguageMode(.v6)])
  ]
)
