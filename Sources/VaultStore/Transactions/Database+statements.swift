import GRDB

// The only three ways in which the store talks to SQLite: prepared once per connection, errors translated.
extension Database {
    /// Runs a statement that returns no rows.
    ///
    /// - Returns: how many rows it changed.
    @discardableResult
    func change(_ sql: String, _ arguments: DatabaseValue...) throws -> Int {
        try StoreError.translating {
            try cachedStatement(sql: sql).execute(arguments: .values(arguments))
            return changesCount
        }
    }

    /// The same with arguments that were gathered before.
    @discardableResult
    func change(_ sql: String, arguments: [DatabaseValue]) throws -> Int {
        try StoreError.translating {
            try cachedStatement(sql: sql).execute(arguments: .values(arguments))
            return changesCount
        }
    }

    /// All rows of a query, with arguments that were gathered before.
    func all<Value>(
        _ sql: String, arguments: [DatabaseValue], as decode: (Columns) throws -> Value
    ) throws -> [Value] {
        var values: [Value] = []
        try each(sql, arguments) { values.append(try decode($0)) }
        return values
    }

    /// Runs a query, handing over one row at a time.
    func each(_ sql: String, _ arguments: [DatabaseValue], _ body: (Columns) throws -> Void) throws {
        try StoreError.translating {
            let rows = try Row.fetchCursor(
                cachedStatement(sql: sql), arguments: .values(arguments))
            while let row = try rows.next() { try body(Columns(row: row)) }
        }
    }

    /// All rows of a query.
    func all<Value>(
        _ sql: String, _ arguments: DatabaseValue..., as decode: (Columns) throws -> Value
    ) throws -> [Value] {
        var values: [Value] = []
        try each(sql, arguments) { values.append(try decode($0)) }
        return values
    }

    /// The one row of a query that has at most one.
    func one<Value>(
        _ sql: String, _ arguments: DatabaseValue..., as decode: (Columns) throws -> Value
    ) throws -> Value? {
        var value: Value?
        try each(sql, arguments) { value = try decode($0) }
        return value
    }
}

extension StatementArguments {
    /// Values as they are: GRDB's initializer for one type of values makes a key path for each call, which costs
    /// more than a short statement.
    fileprivate static func values(_ values: [DatabaseValue]) -> StatementArguments {
        StatementArguments(values as [(any DatabaseValueConvertible)?])
    }
}
