import ArgumentParser
import Pipelines

/// Prints the JSON Schema of the files that people write.
struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of a pipeline file, for editors.",
    discussion: """
      An editor with a YAML language server completes and checks a file whose first line is
      # yaml-language-server: $schema=PATH
      """)

  @Argument(help: "Which file's: pipeline or policy, a file of rules.")
  var file = FileSchema.pipeline
  @OptionGroup var output: OutputOptions

  func run() async throws {
    output.console.result(String(file.text.dropLast()))
  }
}

extension FileSchema: ExpressibleByArgument {}
