import Foundation
import PackagePlugin

/// Embeds the commit that the package is at, for `exitpoll --version`.
@main
struct EmbedCommitPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let package = context.package.directoryURL
    let output = context.pluginWorkDirectoryURL.appending(path: "BuiltCommit.swift")
    // The log of the head grows with each commit; where there is none, it is worked out once.
    let moving = [".git/HEAD", ".git/logs/HEAD"].map { package.appending(path: $0) }
      .filter { FileManager.default.fileExists(atPath: $0.path) }
    return [
      .buildCommand(
        displayName: "Embedding the commit",
        executable: try context.tool(named: "embed-commit").url,
        arguments: [
          package.path(percentEncoded: false), output.path(percentEncoded: false),
        ],
        inputFiles: moving, outputFiles: [output])
    ]
  }
}
