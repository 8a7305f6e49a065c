import Pipelines
import Testing

@Suite struct `A path pattern` {
  @Test(arguments: [
    ("exports/{business_id}/*.ndjson", "exports/343/a.ndjson", ["business_id": "343"]),
    ("{a}/{b}.json", "/data/x/y/z.json", ["a": "y", "b": "z"]),
    ("exports/**/{id}.json", "exports/a/b/c-1.json", ["id": "c-1"]),
    ("x?-{n}*.gz", "xy-12.gz", ["n": "1"]),
  ])
  func `keeps the named parts`(pattern: String, path: String, found: [String: String]) {
    #expect(PathPattern(pattern).attributes(atEndOf: path) == found)
  }

  @Test func `does not match another path`() {
    #expect(PathPattern("exports/*.json").attributes(atEndOf: "exports/a.ndjson") == nil)
    #expect(PathPattern("{a}/b").attributes(atEndOf: "b") == nil)
  }

  @Test func `gives the parts that the end of another path shares`() {
    let pattern = PathPattern("exports/{business_id}/*.ndjson.gz")
    #expect(pattern.attributes(sharedWith: "/tmp/343/n.ndjson.gz") == ["business_id": "343"])
    #expect(pattern.attributes(sharedWith: "n.txt") == [:])
  }

  @Test(arguments: [("a/b.json", true), ("a/*.json", false), ("{a}.json", false), ("a{", true)])
  func `knows whether it names one path`(text: String, isLiteral: Bool) {
    #expect(PathPattern(text).isLiteral == isLiteral)
  }
}
