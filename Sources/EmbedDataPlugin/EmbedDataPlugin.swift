import Foundation
import PackagePlugin

/// Embeds the files of a target's `Data` folder in the binary, so that it can be moved anywhere.
///
/// A folder may hold a link to a file elsewhere in the package (the shipped pipelines do).
@main
struct EmbedDataPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = target.directoryURL.appending(path: "Data")
    let files = try regularFiles(in: folder)
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedData.swift")
    return [
      .buildCommand(
        displayName: "Embedding the data files of \(target.name)",
        executable: try context.tool(named: "embed-data").url,
        arguments: [folder.path(percentEncoded: false), output.path(percentEncoded: false)]
          + files.map { $0.path(percentEncoded: false) },
        inputFiles: files.map { $0.resolvingSymlinksInPath() },
        outputFiles: [output])
    ]
  }

  private func regularFiles(in folder: URL) throws -> [URL] {
    guard
      let all = FileManager.default.enumerator(
        at: folder, includingPropertiesForKeys: [.isDirectoryKey], options: [.skipsHiddenFiles])
    else { return [] }
    return all.compactMap { $0 as? URL }
      .filter { !$0.hasDirectoryPath }
      .sorted { $0.path < $1.path }
  }
}
