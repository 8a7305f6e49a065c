import ArgumentParser
import Diagnostics
import Foundation
import Pipelines
import Transcripts

/// Writes a first pipeline.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a first pipeline, guessing the format of an export.",
    discussion: """
      Writes pipeline.yaml with comments, a copy of the shipped rules and first cases. With --from, \
      the pipeline reads that export: in the built-in format that fits, else by a mapping that is \
      drafted from its fields. Without it, over an invented export. No file is written over.
      """)

  @Argument(help: "The folder to begin in; it is made where it is missing.", completion: .directory)
  var directory = "."

  @Option(
    help: ArgumentHelp("An export of yours, or a folder of them.", valueName: "export"),
    completion: .file())
  var from: String?

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    try await console.exiting {
      let name = PipelineStart.name(from: URL(filePath: directory).standardized.lastPathComponent)
      let files: [PipelineStart.File]
      if let from {
        let start = try ExportGuess(from).start(named: name, in: directory)
        if !output.quiet { start.notes.forEach(console.result) }
        files = start.pipeline.files
      } else {
        files = PipelineStart.example(name: name)
      }
      try write(files, console)
      console.next(advice)
      return .success
    }
  }

  private var pipelinePath: String {
    directory == "." ? PipelineStart.fileName : path(PipelineStart.fileName)
  }

  private var advice: String {
    let file = NextStep.word(pipelinePath)
    return "read \(file), then: exitpoll check \(file)"
  }

  private func path(_ name: String) -> String {
    directory == "." ? name : (directory.hasSuffix("/") ? directory : directory + "/") + name
  }

  private func write(_ files: [PipelineStart.File], _ console: Console) throws {
    for file in files where FileManager.default.fileExists(atPath: path(file.path)) {
      throw PipelineStart.fileExists(path(file.path))
    }
    for file in files {
      let path = path(file.path)
      do {
        let folder = URL(filePath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(file.text.utf8).write(to: URL(filePath: path), options: .withoutOverwriting)
      } catch {
        throw CommandMistake.cannotWrite(path)
      }
      if !output.quiet { console.result("wrote \(path.madeVisible)") }
    }
  }
}
