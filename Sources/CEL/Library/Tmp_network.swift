extension Library { static let network = FunctionTable([]) }
