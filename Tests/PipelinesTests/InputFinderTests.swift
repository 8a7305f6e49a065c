import Foundation
import Pipelines
import TestKit
import Testing

@Suite struct `The input finder` {
  @Test(arguments: [
    "../exports/{business_id}/**/*.ndjson", "../exports/*/*.ndjson", ".././exports/343/n*",
    "../pipelines/../exports/{business_id}/?.ndjson",
  ])
  func `follows a pattern out of the pipeline's folder`(pattern: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "exports/343/n.ndjson")
    try folder.write("", to: "pipelines/p.yaml")
    let finder = InputFinder(base: folder.url.path + "/pipelines", endings: ["ndjson"])
    let found = try finder.inputs(from: [PathPattern(pattern)])
    #expect(found.count == 1)
    #expect(found.first?.name.hasSuffix("exports/343/n.ndjson") == true)
    if pattern.contains("{") { #expect(found.first?.attributes == ["business_id": "343"]) }
  }
}
