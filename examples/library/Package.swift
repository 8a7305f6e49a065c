// swift-tools-version: 6.2
import PackageDescription

// A program that embeds the library; `make library` builds and runs it.
let package = Package(
  name: "decide-chats",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "exitpoll", path: "../..")],
  targets: [
    .executableTarget(
      name: "decide-chats",
      dependencies: [
        .product(name: "CEL", package: "exitpoll"),
        .product(name: "Policies", package: "exitpoll"),
        .product(name: "Transcripts", package: "exitpoll"),
        .product(name: "Surveys", package: "exitpoll"),
        .product(name: "ExitSurveys", package: "exitpoll"),
      ])
  ]
)
