import GRDB

extension FileFormat {
    /// `blobs.db`.
    static let blobs = FileFormat(
        applicationID: 0x5344_4B32,
        migrations: [
            Migration(name: "create streams and chunks", version: 1) { database in
                try database.execute(
                    sql: """
                        CREATE TABLE stream (
                            id INTEGER PRIMARY KEY AUTOINCREMENT,
                            day INTEGER NOT NULL CHECK (day >= 0)
                        ) STRICT;
                        CREATE TABLE chunk (
                            id INTEGER PRIMARY KEY,
                            seal BLOB NOT NULL CHECK (length(seal) >= 17)
                        ) STRICT;
                        """)
            }
        ])
}
