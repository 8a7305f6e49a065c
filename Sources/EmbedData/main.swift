import Foundation

// Writes one Swift file that holds the text of the given files, keyed by their path below a folder.
//
//     embed-data FOLDER OUTPUT FILE...

/// The raw string literal that stands for `text`, with as many `#` as the text asks for.
func literal(_ text: String) -> String {
  var marks = "#"
  while text.contains("\"\"\"" + marks) || text.contains("\\" + marks) { marks += "#" }
  return "\(marks)\"\"\"\n\(text)\n\"\"\"\(marks)"
}

let arguments = CommandLine.arguments.dropFirst()
guard let folder = arguments.first, let output = arguments.dropFirst().first else {
  FileHandle.standardError.write(Data("usage: embed-data FOLDER OUTPUT FILE...\n".utf8))
  exit(64)
}
var entries: [String] = []
for file in arguments.dropFirst(2) {
  let text = try String(contentsOfFile: file, encoding: .utf8)
  let name = file.dropFirst(folder.count).drop { $0 == "/" }
  entries.append("    (\"\(name)\",\n\(literal(text))),")
}
let source = """
  /// The data files of this module, embedded when it was built.
  enum EmbeddedData {
    /// Path below the module's `Data` folder, and text; sorted by path.
    static let files: [(path: String, text: String)] = [
  \(entries.joined(separator: "\n"))
    ]

    /// The text of one file, or nil where there is none at that path.
    static func text(_ path: String) -> String? {
      files.first { $0.path == path }?.text
    }
  }

  """
try source.write(toFile: output, atomically: true, encoding: .utf8)
