/// Reads the part of XPath 1.0 that formats may use.
///
/// Child elements by name (prefixes are ignored), `@attribute`, `*`, `.`, `text()`, `//name`, and
/// predicates: a position, or one value compared with a literal, as in `item[@key='business_id']`,
/// `body[not(@lang)]`, `part[1]`.
struct XPath {
  private var scanner: PathScanner

  static func parse(_ text: String) throws(PathError) -> TreePath {
    var reader = XPath(scanner: PathScanner(text))
    let path = try reader.path()
    guard reader.scanner.isAtEnd else { throw reader.error("\"/\" or \"[\"") }
    return path
  }

  private func error(_ expected: String) -> PathError {
    PathError(expected: expected, offset: scanner.position)
  }

  private mutating func path() throws(PathError) -> TreePath {
    var steps: [TreePath.Step] = []
    if !scanner.take("//") {
      steps += try step()
    } else {
      steps += [.descendants(TreeKey(try name()))] + (try predicates())
    }
    while true {
      if scanner.take("//") {
        steps += [.descendants(TreeKey(try name()))] + (try predicates())
      } else if scanner.take("/") {
        steps += try step()
      } else {
        return TreePath(steps)
      }
    }
  }

  private mutating func step() throws(PathError) -> [TreePath.Step] {
    if scanner.take("@") { return [.child(TreeKey("@" + (try name())))] }
    if scanner.take("text()") { return [.child(TreeKey("#text"))] }
    if scanner.take("*") { return [.each] + (try predicates()) }
    if scanner.take(".") { return [] }
    return [.child(TreeKey(try name()))] + (try predicates())
  }

  /// A name without its prefix.
  private mutating func name() throws(PathError) -> String {
    let name = scanner.name(and: "_-.")
    guard !name.isEmpty else { throw error("a name") }
    guard scanner.take(":") else { return name }
    let local = scanner.name(and: "_-.")
    guard !local.isEmpty else { throw error("a name") }
    return local
  }

  private mutating func predicates() throws(PathError) -> [TreePath.Step] {
    var steps: [TreePath.Step] = []
    while scanner.take("[") {
      scanner.skipSpace()
      if let position = scanner.integer() {
        guard position > 0 else { throw error("a position from 1") }
        steps.append(.item(position - 1))
      } else {
        steps.append(.keep(try test()))
      }
      scanner.skipSpace()
      guard scanner.take("]") else { throw error("\"]\"") }
    }
    return steps
  }

  private mutating func test() throws(PathError) -> TreePath.Test {
    let isNegated = scanner.take("not(")
    let path = try path()
    if isNegated {
      guard scanner.take(")") else { throw error("\")\"") }
      return TreePath.Test(path: path, values: [], isNegated: true)
    }
    scanner.skipSpace()
    let isUnequal = scanner.take("!=")
    guard isUnequal || scanner.take("=") else {
      return TreePath.Test(path: path, values: [], isNegated: false)
    }
    scanner.skipSpace()
    guard let value = scanner.quoted() else { throw error("a quoted text") }
    return TreePath.Test(path: path, values: [value], isNegated: isUnequal)
  }
}
