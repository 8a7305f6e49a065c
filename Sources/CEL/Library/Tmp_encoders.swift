extension Library { static let encoders = FunctionTable([]) }
