/// What expressions can name: variables, object types, functions, and the limits on them.
///
/// A value: a copy can declare more without touching the original, and slots of variables stay the
/// same in copies.
public struct Environment: Sendable {
  /// The namespace in which names are looked up first, such as `com.example`.
  public var container = ""
  /// Short names for full ones: a name that begins with a short one means the full one.
  public var abbreviations: [String: String] = [:]
  /// How much an expression may ask for.
  public var limits = Limits()
  /// The libraries beyond the core language.
  public let extensions: Extensions

  private(set) var variables: [Variable] = []
  private var slots: [String: Int] = [:]
  private(set) var objectTypes: [String: ObjectType] = [:]
  private(set) var functions: [String: FunctionDeclaration]
  private(set) var typeNames: [String: CELType]

  struct Variable: Sendable {
    let name: String
    let type: CELType
  }

  /// Makes an environment with the core language and some libraries.
  public init(extensions: Extensions = .standard) {
    self.extensions = extensions
    functions = Library.functions(extensions)
    typeNames = Library.typeNames(extensions)
    if extensions.contains(.wellKnownMessages) {
      for type in WellKnownMessages.all { objectTypes[type.name] = type }
    }
  }

  /// Declares a variable and returns its slot.
  ///
  /// The name may have dots. A name that was declared before gets a new slot and a new type for the
  /// expressions compiled from then on.
  @discardableResult
  public mutating func declare(variable name: String, type: CELType) -> Int {
    variables.append(Variable(name: name, type: type))
    slots[name] = variables.count - 1
    return variables.count - 1
  }

  /// Declares an object type, which may be used by types declared before it.
  public mutating func declare(objectType: ObjectType) {
    objectTypes[objectType.name] = objectType
  }

  /// Declares a function, or more overloads of one.
  public mutating func declare(function: FunctionDeclaration) {
    functions[function.name, default: FunctionDeclaration(name: function.name, overloads: [])]
      .overloads += function.overloads
  }

  /// Returns the slot of a variable; nil where it is not declared.
  public func slot(of name: String) -> Int? { slots[name] }

  /// Returns the type of a variable; nil where it is not declared.
  public func type(of name: String) -> CELType? { slots[name].map { variables[$0].type } }

  /// The names of the declared variables, the earliest first; each once.
  public var variableNames: [String] {
    variables.indices.filter { slots[variables[$0].name] == $0 }.map { variables[$0].name }
  }

  /// Returns a declared object type; nil where there is none of this name.
  public func objectType(named name: String) -> ObjectType? { objectTypes[name] }
}
