import ArgumentParser
import Diagnostics
import Pipelines

/// Prints the whole decision table of a pipeline's rules.
struct TableCommand: AsyncParsableCommand {
  /// How the table is written.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, csv
  }

  static let configuration = CommandConfiguration(
    commandName: "table",
    abstract: "Print the whole decision table: every survey outcome, and what it becomes.")

  @Argument(help: "The pipeline file.", completion: .file(extensions: ["yaml", "yml"]))
  var pipeline: String
  @Option(help: "How it is written: text, markdown or csv.") var format = Form.text
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    try await console.exiting {
      let table = DecisionTable(try console.pipeline(pipeline).decide.rules)
      let cells = [DecisionTable.Row.heads] + table.rows.map(\.cells)
      let rows = cells.map { $0.map(\.madeVisible) }
      for line in lines(rows) { console.result(line) }
      console.next("run the cases: exitpoll test \(NextStep.word(pipeline))")
      return .success
    }
  }

  private func lines(_ rows: [[String]]) -> [String] {
    switch format {
    case .text: return aligned(rows)
    case .csv: return rows.map { $0.map(csvCell).joined(separator: ",") }
    case .markdown:
      let rule = rows[0].map { _ in "---" }
      return ([rows[0], rule] + rows.dropFirst()).map {
        "| " + $0.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
      }
    }
  }

  private func aligned(_ rows: [[String]]) -> [String] {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
      let line = cells.joined(separator: "  ")
      return String(line.prefix(line.count - line.reversed().prefix { $0 == " " }.count))
    }
  }

  private func csvCell(_ cell: String) -> String {
    cell.contains { ",\"\n".contains($0) } ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
  }
}
