import Diagnostics
import Documents
import Transcripts

extension PipelineDecoder {
  /// Reads `look_up`: a table or a list of them, with `table`, `by`, `key` and `set`.
  mutating func lookUps(_ node: YAMLNode) -> LookUps {
    let items: [YAMLNode]
    if case .sequence(let list) = node.content { items = list } else { items = [node] }
    return LookUps(entries: items.compactMap { lookUp($0) })
  }

  private mutating func lookUp(_ node: YAMLNode) -> LookUps.Entry? {
    guard var reader = MappingReader(node, of: LookUpKeys.shape, into: &diagnostics) else {
      return nil
    }
    let place = reader.optional(LookUpKeys.table.shape.name)?.place ?? node.place
    let keyPlace = reader.optional(LookUpKeys.key.shape.name)?.place
    let table = reader.value(LookUpKeys.table, into: &diagnostics)
    let by = reader.value(LookUpKeys.by, into: &diagnostics)
    let key = reader.value(LookUpKeys.key, into: &diagnostics)
    let sets = reader.value(LookUpKeys.set, into: &diagnostics)
    reader.finish(into: &diagnostics)
    guard let path = table, let by, let sets else { return nil }
    guard let source = file(path) else {
      diagnostics.append(PipelineMistake.tableMissing(path, at: place))
      return nil
    }
    do throws(Diagnostic) {
      let rows = try LookUpTable(
        Array(source.text.utf8), name: path, key: key ?? by)
      let columns = self.columns(sets, of: rows, table: path)
      return LookUps.Entry(
        table: path, by: by,
        lookUp: LookUp(rows, by: LookUp.Field(by), sets: columns))
    } catch {
      var mistake = error
      mistake.place = keyPlace ?? place
      diagnostics.append(mistake)
      return nil
    }
  }

  private mutating func columns(
    _ node: YAMLNode, of rows: LookUpTable, table: String
  ) -> [(field: LookUp.Field, column: String)] {
    guard var reader = MappingReader(node, as: "what is set", into: &diagnostics) else { return [] }
    return reader.remaining().compactMap { key, value in
      guard let name = key.text, let column = value.string(into: &diagnostics) else { return nil }
      guard rows.columns.contains(column) || rows.columns.isEmpty else {
        diagnostics.append(
          PipelineMistake.columnMissing(column, table: table, at: value.place))
        return nil
      }
      return (LookUp.Field(name), column)
    }
  }
}
