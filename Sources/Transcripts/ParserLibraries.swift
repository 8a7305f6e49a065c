internal import CLibXML2
internal import CSimdjson
internal import CZlib

/// The libraries that read exports.
package enum ParserLibraries {
  /// The versions by the libraries' names.
  package static var versions: [(name: String, version: String)] {
    [
      ("simdjson", String(cString: csimdjson_version())), ("libxml2", LIBXML_DOTTED_VERSION),
      ("zlib", String(cString: zlibVersion())),
    ]
  }
}
