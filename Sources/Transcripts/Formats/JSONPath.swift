/// Reads the part of RFC 9535 JSONPath that formats may use, and JSON Pointers (RFC 6901).
///
/// Names, indexes, wildcards, `..name` and filters that compare one value with a literal:
/// `[?@.type == 'message']`, `[?@.private != true]`, `[?@.text]`. Slices, unions and functions are
/// refused.
struct JSONPath {
  private var scanner: PathScanner

  static func parse(_ text: String) throws(PathError) -> TreePath {
    if text.hasPrefix("/") { return pointer(text) }
    var reader = JSONPath(scanner: PathScanner(text))
    guard reader.scanner.take("$") else {
      throw PathError(expected: "\"$\" or \"/\" at the beginning", offset: 0)
    }
    let steps = try reader.steps()
    guard reader.scanner.isAtEnd else { throw reader.error("\".\" or \"[\"") }
    return TreePath(steps)
  }

  private static func pointer(_ text: String) -> TreePath {
    let names = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    return TreePath(
      names.map { name in
        if let index = Int(name) { return .item(index) }
        let plain = name.replacing("~1", with: "/").replacing("~0", with: "~")
        return .child(TreeKey(String(plain)))
      })
  }

  private func error(_ expected: String) -> PathError {
    PathError(expected: expected, offset: scanner.position)
  }

  private mutating func steps() throws(PathError) -> [TreePath.Step] {
    var steps: [TreePath.Step] = []
    while true {
      if scanner.take("..") {
        steps.append(try descendants())
      } else if scanner.take(".") {
        if scanner.take("*") {
          steps.append(.each)
        } else {
          let name = scanner.name(and: "_-@:")
          guard !name.isEmpty else { throw error("a name") }
          steps.append(.child(TreeKey(name)))
        }
      } else if scanner.take("[") {
        steps += try bracket()
      } else {
        return steps
      }
    }
  }

  private mutating func descendants() throws(PathError) -> TreePath.Step {
    if scanner.take("*") { return .descendants(nil) }
    let name = scanner.name(and: "_-@:")
    guard !name.isEmpty else { throw error("a name") }
    return .descendants(TreeKey(name))
  }

  private mutating func bracket() throws(PathError) -> [TreePath.Step] {
    scanner.skipSpace()
    var steps: [TreePath.Step]
    if scanner.take("*") {
      steps = [.each]
    } else if scanner.take("?") {
      steps = [.each, .keep(try filter())]
    } else if let name = scanner.quoted() {
      steps = [.child(TreeKey(name))]
    } else if let index = scanner.integer() {
      steps = [.item(index)]
    } else {
      throw error("an index, a quoted name, \"*\" or \"?\"")
    }
    scanner.skipSpace()
    guard scanner.take("]") else { throw error("\"]\"") }
    return steps
  }

  private mutating func filter() throws(PathError) -> TreePath.Test {
    scanner.skipSpace()
    let isNegated = scanner.take("!")
    guard scanner.take("@") else { throw error("\"@\"") }
    let path = TreePath(try steps())
    scanner.skipSpace()
    let isUnequal = scanner.take("!=")
    guard isUnequal || scanner.take("==") else {
      return TreePath.Test(path: path, values: [], isNegated: isNegated)
    }
    scanner.skipSpace()
    if let text = scanner.quoted() {
      return TreePath.Test(path: path, values: [text], isNegated: isUnequal)
    }
    let literal = scanner.name(and: "_-+.")
    guard !literal.isEmpty else { throw error("a quoted text, a number, true, false or null") }
    // `null` and nothing there are the same to a reader.
    if literal == "null" { return TreePath.Test(path: path, values: [], isNegated: !isUnequal) }
    return TreePath.Test(path: path, values: [literal], isNegated: isUnequal)
  }
}
