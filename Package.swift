// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A room of the house. `data` says that its folder `Data` is embedded in the binary.
func room(
  _ name: String, _ dependencies: [Target.Dependency] = [], data: Bool = false
) -> Target {
  .target(
    name: name, dependencies: dependencies, exclude: data ? ["Data"] : [],
    swiftSettings: house, plugins: data ? ["EmbedDataPlugin"] : [])
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestKit"], exclude: exclude, swiftSettings: house)
}

let package = Package(
  name: "exitpoll",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "exitpoll", targets: ["exitpoll"]),
    .executable(name: "haptik-sandbox", targets: ["haptik-sandbox"]),
    .library(name: "CEL", targets: ["CEL", "Diagnostics"]),
    .library(name: "Policies", targets: ["Policies", "CEL", "Diagnostics"]),
    .library(name: "Transcripts", targets: ["Transcripts", "Conversations", "Diagnostics"]),
    .library(name: "Surveys", targets: ["Surveys", "Conversations", "Diagnostics"]),
    .library(
      name: "ExitSurveys", targets: ["ExitSurveys", "Transcripts", "Conversations", "Diagnostics"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types.git", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.0"),
    .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache.git", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
    .executableTarget(name: "embed-data", path: "Sources/EmbedData", swiftSettings: house),
    .plugin(
      name: "EmbedDataPlugin", capability: .buildTool(), dependencies: ["embed-data"],
      path: "Sources/EmbedDataPlugin"),
    .executableTarget(name: "embed-commit", path: "Sources/EmbedCommit", swiftSettings: house),
    .plugin(
      name: "EmbedCommitPlugin", capability: .buildTool(), dependencies: ["embed-commit"],
      path: "Sources/EmbedCommitPlugin"),

    room("Diagnostics"),
    room("Patterns", ["CRE2"]),
    room("CEL", ["Diagnostics", "Patterns"]),
    room("Documents", ["Diagnostics", .product(name: "Yams", package: "Yams")]),
    room("Policies", ["Diagnostics", "CEL", "Documents"]),
    room("Conversations", ["Diagnostics", .product(name: "Crypto", package: "swift-crypto")]),
    room(
      "Transcripts",
      ["Diagnostics", "Documents", "Conversations", "CSimdjson", "CLibXML2", "CZlib"], data: true),
    room(
      "Surveys", ["Diagnostics", "Documents", "Conversations", "Patterns"], data: true),
    room(
      "Ledger",
      [
        "Diagnostics", "Conversations", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    room(
      "Delivery",
      [
        "Diagnostics", "Conversations", "Ledger",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    room(
      "Reports",
      [
        "Diagnostics", "Conversations", "CZlib",
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "Crypto", package: "swift-crypto"),
      ], data: true),
    room(
      "Pipelines",
      [
        "Diagnostics", "CEL", "Documents", "Policies", "Conversations", "Transcripts", "Surveys",
        "Ledger", "Delivery", "Reports", "Patterns",
        .product(name: "Crypto", package: "swift-crypto"),
      ], data: true),
    room("ExitSurveys", ["Diagnostics", "Conversations", "Transcripts", "Pipelines"]),
    .executableTarget(
      name: "exitpoll",
      dependencies: [
        "CEL", "Diagnostics", "Conversations", "Patterns", "Policies", "Transcripts", "Surveys",
        "Ledger", "Delivery", "Reports", "Pipelines",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      swiftSettings: house, plugins: ["EmbedCommitPlugin"]),
    .executableTarget(
      name: "haptik-sandbox",
      dependencies: [
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
      ],
      swiftSettings: house),

    .target(name: "TestKit", path: "Tests/TestKit", swiftSettings: house),
    .executableTarget(
      name: "courier-process",
      dependencies: ["Delivery", "Ledger", "Conversations", "Diagnostics"],
      path: "Tests/CourierProcess", swiftSettings: house),
    .executableTarget(
      name: "reading-benchmark", dependencies: ["Transcripts"], path: "Benchmarks/Reading",
      exclude: ["walk.cpp"], swiftSettings: house),
    .executableTarget(
      name: "surveys-benchmark",
      dependencies: ["Conversations", "Diagnostics", "Surveys", "Transcripts"],
      path: "Benchmarks/Surveys", exclude: ["corpus.py"], swiftSettings: house),
    .executableTarget(
      name: "decisions-benchmark",
      dependencies: ["Conversations", "Diagnostics", "Pipelines", "Surveys", "Transcripts"],
      path: "Benchmarks/Decisions", swiftSettings: house),
    .executableTarget(
      name: "reading-fuzzer", dependencies: ["Transcripts", "Conversations"],
      path: "Tests/Fuzzing", exclude: ["shims.cpp"], swiftSettings: house),
    // The example that embeds the library, seen as another package sees it: only what is public.
    .executableTarget(
      name: "library-example",
      dependencies: [
        "CEL", "Policies", "Transcripts", "Surveys", "ExitSurveys", "Conversations", "Diagnostics",
      ],
      path: "examples/library/Sources/decide-chats", packageAccess: false, swiftSettings: house),
    tests("DiagnosticsTests", ["Diagnostics"]),
    tests("CELTests", ["CEL", "Diagnostics"]),
    tests("DocumentsTests", ["Documents", "Diagnostics"]),
    tests("PoliciesTests", ["Policies", "CEL", "Documents", "Diagnostics"]),
    tests("ConversationsTests", ["Conversations", "Diagnostics"]),
    tests(
      "TranscriptsTests", ["Transcripts", "Documents", "Conversations", "Diagnostics"],
      exclude: ["Samples", "Shapes"]),
    tests(
      "SurveysTests", ["Surveys", "Documents", "Conversations", "Diagnostics", "Patterns"],
      exclude: ["Corpus"]),
    tests("LedgerTests", ["Ledger", "Conversations", "Diagnostics"]),
    tests(
      "DeliveryTests",
      [
        "Delivery", "Ledger", "Conversations", "Diagnostics", "haptik-sandbox", "courier-process",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    tests("SandboxTests", ["haptik-sandbox"]),
    tests(
      "ReportsTests",
      [
        "Reports", "Conversations", "Diagnostics",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    tests(
      "PipelinesTests",
      ["Pipelines", "CEL", "Documents", "Policies", "Conversations", "Diagnostics"]),
    tests(
      "ExitSurveysTests", ["ExitSurveys", "Transcripts", "Surveys", "Conversations", "Diagnostics"]),
    tests("CommandTests", ["exitpoll", "haptik-sandbox", "library-example"]),
  ],
  cxxLanguageStandard: .cxx17
)
