// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "RulesBenchmark",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "exitpoll", path: "../..")],
  targets: [
    .executableTarget(
      name: "RulesBenchmark",
      dependencies: [
        .product(name: "CEL", package: "exitpoll"),
        .product(name: "Policies", package: "exitpoll"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6)])
  ]
)
