/// An object type that the host declares: its name and its typed fields.
public struct ObjectType: Sendable {
  /// A field of an object type.
  public struct Field: Sendable, Hashable {
    /// The name that expressions write.
    public let name: String
    /// The type of its values.
    public let type: CELType

    /// Makes a field.
    public init(_ name: String, _ type: CELType) {
      self.name = name
      self.type = type
    }
  }

  /// Makes a value of the fields written in `Name{field: value}`: nil for those left out.
  public typealias Construction = @Sendable ([Value?]) throws(EvaluationError) -> Value

  /// The full name, such as `exitpoll.Survey`.
  public let name: String
  /// The fields; their order gives the indexes that an `ObjectValue` is asked for.
  public let fields: [Field]
  /// Makes an object of written fields; nil where expressions cannot make one.
  let construction: Construction?
  /// The type that a constructed value has.
  let valueType: CELType
  private let indexes: [String: Int]

  /// Makes an object type from its fields in order.
  public init(
    name: String, fields: [(name: String, type: CELType)], construction: Construction? = nil
  ) {
    self.init(
      name: name, fields: fields, valueType: .object(name), construction: construction)
  }

  /// Makes a type whose written values are of another type, as protobuf's wrappers are.
  init(
    name: String, fields: [(name: String, type: CELType)], valueType: CELType,
    construction: Construction?
  ) {
    self.name = name
    self.fields = fields.map { Field($0.name, $0.type) }
    self.construction = construction
    self.valueType = valueType
    indexes = Dictionary(
      fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Returns the index of a field; nil where there is none of this name.
  public func index(of field: String) -> Int? { indexes[field] }
}
