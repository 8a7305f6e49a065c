import Foundation
import TestKit
import Testing

@Suite struct `Completion in bash` {
  /// What is offered at the end of a line typed in a workplace.
  private func offered(_ line: String) throws -> [String] {
    let workplace = try Workplace()
    let script = try BuiltTool("exitpoll").run(["--generate-completion-script", "bash"]).output
    try workplace.folder.write(script, to: "completion")
    try workplace.folder.write(
      """
      . ./completion
      read -ra COMP_WORDS <<<"$1"
      [[ $1 != *" " ]] || COMP_WORDS+=("")
      COMP_LINE=$1 COMP_POINT=${#1} COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _exitpoll exitpoll "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """, to: "ask")
    return try BuiltTool(url: URL(filePath: "/bin/bash")).run(
      ["--norc", "ask", line], in: workplace.folder.url
    ).output.split(separator: "\n").map(String.init)
  }

  @Test(arguments: [
    ("exitpoll led", "ledger"), ("exitpoll ledger ver", "verify"),
    ("exitpoll run --dry", "--dry-run"), ("exitpoll run pipelines/haptik-n", "haptik-nightly.yaml"),
    ("exitpoll apply exam", "examples"), ("exitpoll formats genes", "genesys-xml"),
    ("exitpoll check p.yaml --log-format j", "json"),
  ]) func `offers the one thing that fits`(line: String, wanted: String) throws {
    let offered = try offered(line)
    #expect(offered.count == 1)
    #expect(offered.first?.hasSuffix(wanted) == true, "\(offered)")
  }
}
