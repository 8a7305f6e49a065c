import Foundation
import TestKit
import Testing

@Suite struct `What the tool says` {
  private func prepared(_ chats: [String]) throws -> (Workplace, String) {
    let workplace = try Workplace()
    try workplace.folder.write(chats.joined(separator: "\n"), to: "chats.ndjson")
    return (workplace, try workplace.nativePipeline())
  }

  /// Runs the tool with a terminal as its output, by way of `script`.
  private func onTerminal(_ command: String, in workplace: Workplace) throws -> String {
    let script = Process()
    script.executableURL = URL(filePath: "/usr/bin/script")
    let tool = BuiltTool("exitpoll").url.path
    script.arguments = ["-qec", "'\(tool)' \(command)", "typescript"]
    script.currentDirectoryURL = workplace.folder.url
    script.environment = ["PATH": "/usr/bin:/bin", "TERM": "xterm", "SHELL": "/bin/sh"]
    script.standardOutput = FileHandle.nullDevice
    script.standardInput = FileHandle.nullDevice
    try script.run()
    script.waitUntilExit()
    return try workplace.text("typescript")
  }

  private static let hasScript =
    FileManager.default.isExecutableFile(atPath: "/usr/bin/script")
    && ProcessInfo.processInfo.operatingSystemVersionString.contains("Linux")

  @Test(arguments: [
    ["check", "p.yaml"], ["run", "p.yaml", "--dry-run", "--report", "r"], ["table", "p.yaml"],
    ["explain", "p.yaml", "--conversation", "c1"], ["formats"], ["formats", "exitpoll"],
    ["formats", "--guess", "chats.ndjson"],
  ]) func `ends with one line about what to do next`(arguments: [String]) throws {
    let (workplace, _) = try prepared([Workplace.chat("c1")])
    let run = try BuiltTool("exitpoll").run(arguments, in: workplace.folder.url)
    let last = run.errors.split(separator: "\n").last ?? ""
    #expect(last.hasPrefix("next: "), "\(run.errors)")
    #expect(!run.errors.contains("\u{1B}"))
  }

  @Test func `is nothing at all where all is well and --quiet is given`() throws {
    let (workplace, pipeline) = try prepared([Workplace.chat("c1")])
    for arguments in [
      ["check", pipeline], ["test", pipeline], ["run", pipeline, "--dry-run", "--report", "r"],
    ] {
      let run = try BuiltTool("exitpoll").run(arguments + ["--quiet"], in: workplace.folder.url)
      #expect(run.output + run.errors == "", "\(arguments)")
    }
  }

  @Test func `is one JSON object a line on standard error for collectors`() throws {
    let (workplace, pipeline) = try prepared([Workplace.chat("c1")])
    let run = try workplace.exitpoll(
      "run", pipeline, "--dry-run", "--report", "r", "--log-format", "json")
    let lines = run.errors.split(separator: "\n")
    #expect(!lines.isEmpty)
    var runs: Set<String> = []
    for line in lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
      #expect(object?["pipeline"] == "test")
      #expect(object?["stage"] == "ingest")
      #expect(object?["level"] == "info")
      if let id = object?["run"] { runs.insert(id) }
    }
    #expect(runs.count == 1)
  }

  @Test func `is a JSON object with its code for a mistake as well`() throws {
    let workplace = try Workplace()
    let run = try workplace.exitpoll("check", "none.yaml", "--log-format", "json")
    let line = run.errors.split(separator: "\n").first ?? ""
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
    #expect(object?["level"] == "error")
    #expect(object?["code"] == "pipeline-missing")
    #expect(run.status == 66)
  }

  @Test func `is lost with an error where standard output is full`() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let (workplace, pipeline) = try prepared([Workplace.chat("c1")])
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", "'\(BuiltTool("exitpoll").url.path)' table \(pipeline) >/dev/full"]
    shell.currentDirectoryURL = workplace.folder.url
    shell.standardError = FileHandle.nullDevice
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 74)
  }

  @Test func `does not keep a run from its end when its reader goes away`() throws {
    let (workplace, pipeline) = try prepared((1...50).map { Workplace.chat("c\($0)") })
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = [
      "-c",
      "{ '\(BuiltTool("exitpoll").url.path)' run \(pipeline) --dry-run --report r; "
        + "echo $? >status; } | true",
    ]
    shell.currentDirectoryURL = workplace.folder.url
    shell.standardError = FileHandle.nullDevice
    try shell.run()
    shell.waitUntilExit()
    // The shell's own pipe may end before the tool does.
    for _ in 0..<600 where (try? workplace.text("status"))?.isEmpty != false {
      Thread.sleep(forTimeInterval: 0.05)
    }
    #expect(try workplace.text("status") == "0\n")
    #expect(try workplace.lines("r/decisions.ndjson").count == 50)
  }

  @Test(.enabled(if: hasScript, "needs script(1) of util-linux"))
  func `is a bar on a terminal, and coloured unless that is not wanted`() throws {
    let (workplace, pipeline) = try prepared([Workplace.chat("c1")])
    let run = "run \(pipeline) --dry-run --report"
    let coloured = try onTerminal("\(run) one", in: workplace)
    #expect(coloured.contains("\r\u{1B}[K[###"))
    #expect(coloured.contains("1 conversation "))
    #expect(coloured.contains("chats.ndjson"))
    #expect(coloured.contains("\u{1B}[1mnext:"))
    let plain = try onTerminal("\(run) two --no-color", in: workplace)
    #expect(!plain.contains("\u{1B}[1m"))
    #expect(plain.contains("next: "))
  }

  @Test(.enabled(if: hasScript, "needs script(1) of util-linux"))
  func `is a short table on a terminal, before the sums`() throws {
    let silent =
      #"{"id":"c3","auth_id":"u","business_id":343,"#
      + #""messages":[{"role":"user","text":"hi"}]}"#
    let (workplace, pipeline) = try prepared(
      [Workplace.chat("c1"), Workplace.chat("c2", rating: "5"), silent, "{"])
    let shown = try onTerminal("run \(pipeline) --dry-run --report r", in: workplace)
      .replacing("\r\n", with: "\n")
    let table = """
        decision                chats   share
        submit                      2    67 %
        skip                        1    33 %
        review                      0     0 %
        unreadable records          1

        why not submitted
        no-survey                   1    33 %

        rating
        5                           1    50 %
        4                           1    50 %

      """
    #expect(shown.contains(table), "\(shown)")
    #expect(shown.contains("records 4 = 3 conversations + 1 unreadable\n"))
  }

  @Test(.enabled(if: hasScript, "needs script(1) of util-linux"))
  func `holds nothing on a terminal that could steer it`() throws {
    let evil = "\\u001b]0;owned\\u0007\\u009b31m\\u202egnp"
    let chat = """
      {"id":"c1\(evil)","auth_id":"u\(evil)","business_id":343,"channel":"\(evil)","messages":[\
      {"role":"bot","name":"\(evil)","text":"Was I able to help you?"},\
      {"role":"user","text":"Yes"},{"role":"bot","text":"Any comments? \(evil)"},\
      {"role":"user","text":"fine \(evil)"}],"survey":{"rating":4,"resolved":true}}
      """
    let (workplace, pipeline) = try prepared([chat])
    for command in [
      "explain \(pipeline) --no-color --conversation \"$(printf 'c1\\033]0;owned\\007\\302\\23331m\\342\\200\\256gnp')\"",
      "run \(pipeline) --dry-run --report r --no-color",
      "run \(pipeline) --dry-run --report s --no-color --set attribute.x=y",
      "diff r s --no-color",
      "formats --guess chats.ndjson --no-color",
    ] {
      let shown = try onTerminal(command, in: workplace).split(separator: "\n").dropFirst()
        .dropLast().joined(separator: "\n")
      for character in ["\u{1B}]", "\u{7}", "\u{9B}", "\u{202E}"] {
        #expect(!shown.contains(character), "\(command)")
      }
    }
  }
}
