import Foundation
import Pipelines
import TestKit
import Testing

@Suite struct `The page of pipeline keys` {
  @Test func `has the tables that the declarations make`() throws {
    let page = Package.root.appending(path: "docs/pipelines.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let filled = PipelineReference.filled(text)
    if ProcessInfo.processInfo.environment["EXITPOLL_RECORD"] != nil {
      try filled.write(to: page, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: page, encoding: .utf8) == filled)
    for (name, table) in PipelineReference.tables {
      #expect(filled.contains("<!-- keys: \(name) -->\n\(table)<!-- end -->"), "\(name)")
    }
  }
}
