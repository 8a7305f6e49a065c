enum IPAddress { static let celType = CELType.abstract("net.IP", []) }
enum IPBlock { static let celType = CELType.abstract("net.CIDR", []) }
enum WellKnownMessages {
  static let all: [ObjectType] = []
  static let constants: [String: Value] = [:]
}
