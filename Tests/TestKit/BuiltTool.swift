package import Foundation

/// A tool of this package as it was built, run as a person or cron would.
package struct BuiltTool: Sendable {
  /// What a finished run left.
  package struct Finished: Sendable {
    /// The exit code, or 128 and the signal's number.
    package var status: Int32
    /// What it wrote to standard output.
    package var output: String
    /// What it wrote to standard error.
    package var errors: String
  }

  /// The tool's file.
  package let url: URL

  /// Names another program by its file.
  package init(url: URL) {
    self.url = url
  }

  /// Names a tool, such as `exitpoll`.
  package init(_ name: String) {
    url = Self.productFolder.appending(path: name)
  }

  /// The folder that the running tests were built into.
  package static var productFolder: URL {
    #if os(macOS)
      for bundle in Bundle.allBundles where bundle.bundlePath.hasSuffix(".xctest") {
        return bundle.bundleURL.deletingLastPathComponent()
      }
    #endif
    return URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
  }

  /// Runs the tool and waits for its end.
  ///
  /// The environment holds nothing but PATH, HOME and what is given.
  package func run(
    _ arguments: [String], in folder: URL = Package.root, environment: [String: String] = [:],
    input: Data? = nil
  ) throws -> Finished {
    let files = try TemporaryFolder()
    let process = try launched(arguments, in: folder, environment: environment, input, files)
    process.waitUntilExit()
    let signal = process.terminationReason == .uncaughtSignal
    return Finished(
      status: process.terminationStatus + (signal ? 128 : 0),
      output: try String(contentsOf: files.url.appending(path: "output"), encoding: .utf8),
      errors: try String(contentsOf: files.url.appending(path: "errors"), encoding: .utf8))
  }

  /// Starts the tool and returns at once; its output goes to the files `output` and `errors`.
  package func launched(
    _ arguments: [String], in folder: URL = Package.root, environment: [String: String] = [:],
    _ input: Data? = nil, _ files: TemporaryFolder
  ) throws -> Process {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var variables = ["PATH": "/usr/bin:/bin", "HOME": files.url.path]
    variables.merge(environment) { _, given in given }
    process.environment = variables
    process.standardInput = try files.handle("input", holding: input ?? Data(), forReading: true)
    process.standardOutput = try files.handle("output", holding: Data(), forReading: false)
    process.standardError = try files.handle("errors", holding: Data(), forReading: false)
    try process.run()
    return process
  }
}

/// The package that is tested.
package enum Package {
  /// Its root folder.
  package static var root: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }
}
