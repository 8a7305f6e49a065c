/// The part of a long line that is shown around a mistake, and the caret under it.
struct ExcerptWindow {
  let text: String
  let caret: String

  /// `column` is 1-based and counts Unicode scalars, as `length` does.
  init(_ line: String, column: Int, length: Int, width: Int = 96) {
    let scalars = Array(line.unicodeScalars)
    let start = max(0, min(column - 1, scalars.count))
    let from = scalars.count <= width ? 0 : max(0, start - width / 2)
    let to = min(scalars.count, from + width)
    let end = min(to, start + max(1, length))
    let visible = { (part: ArraySlice<Unicode.Scalar>) in
      String(String.UnicodeScalarView(part)).madeVisible
    }
    let lead = from > 0 ? "…" : ""
    let before = visible(scalars[from..<start])
    let marked = start < end ? visible(scalars[start..<end]) : ""
    text =
      lead + before + marked + visible(scalars[max(start, end)..<to])
      + (to < scalars.count ? "…" : "")
    caret =
      String(repeating: " ", count: (lead + before).count)
      + String(repeating: "^", count: max(1, marked.count))
  }
}
