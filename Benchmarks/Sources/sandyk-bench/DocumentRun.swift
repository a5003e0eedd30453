import Foundation

/// A document put and got over the socket, beside `age` and the floor, each in turn, three times; medians.
struct DocumentRun {
    let file: SampleFile
    let folder: TemporaryFolder
    let daemon: Daemon
    let vault: SampleVault

    private static let rounds = 3

    struct Figures: Codable {
        let mebibytes: Int
        let put: Pair
        let get: Pair
    }

    /// Seconds for one direction.
    struct Pair: Codable {
        let vaultSeconds: Double
        let ageSeconds: Double
        let floorSeconds: Double
        /// Of the daemon; `nil` where this user may not reset its peak.
        let peakMebibytesAboveIdle: Double?
        var shareOfFloor: Double { floorSeconds / vaultSeconds }
        var shareOfAge: Double { ageSeconds / vaultSeconds }
    }

    func figures() throws -> Figures {
        let age = try Age(folder: folder)
        let idle = try daemon.memory().now
        var id = ""
        let peaks = [try peak(above: idle) { id = try put() }, try peak(above: idle) { try get(id) }]
        var seconds: [[Double]] = []
        for round in 0..<Self.rounds {
            let floorFolder = "floor-\(round)"
            try folder.makeFolder(floorFolder)
            let floor = try Floor(path: folder.path(floorFolder + "/floor.db"))
            var id = ""
            seconds.append([
                try Self.time { id = try put() }, try Self.time { try age.encrypt(file.path) },
                try Self.time { try floor.put(file.bytes) }, try Self.time { try get(id) },
                try Self.time { try age.decrypt() }, try Self.time { try floor.get(file.bytes) },
            ])
        }
        let medians = (0..<6).map { column in seconds.map { $0[column] }.sorted()[Self.rounds / 2] }
        return Figures(
            mebibytes: file.bytes.count >> 20,
            put: Pair(
                vaultSeconds: medians[0], ageSeconds: medians[1], floorSeconds: medians[2],
                peakMebibytesAboveIdle: peaks[0]),
            get: Pair(
                vaultSeconds: medians[3], ageSeconds: medians[4], floorSeconds: medians[5],
                peakMebibytesAboveIdle: peaks[1]))
    }

    /// The most that the daemon held while `body` ran.
    private func peak(above idle: Int, _ body: () throws -> Void) throws -> Double? {
        let isReset: Bool = (try? daemon.resetPeak()) != nil
        try body()
        return isReset ? Double(try daemon.memory().peak - idle) / 1_048_576 : nil
    }

    private func put() throws -> String {
        let connection = try Connection(socket: daemon.socket)
        try connection.send(
            request(
                "POST", "/v1/cases/\(SampleVault.code)/documents",
                [
                    "Authorization: Bearer \(vault.token)", "Content-Type: application/octet-stream",
                    "Content-Disposition: attachment; filename*=UTF-8''document",
                    "Content-Length: \(file.bytes.count)",
                ]))
        let source = try FileHandle(forReadingFrom: URL(filePath: file.path))
        while let piece = try source.read(upToCount: 262_144), !piece.isEmpty {
            try piece.withUnsafeBytes { try connection.send($0) }
        }
        let (status, body) = try connection.shortAnswer()
        guard status == 201 else { throw BenchFailure("a put was answered \(status)") }
        return try JSONDecoder().decode(Stored.self, from: Data(body)).id
    }

    /// Gets it and compares every byte.
    private func get(_ id: String) throws {
        let connection = try Connection(socket: daemon.socket)
        try connection.send(request("GET", "/v1/records/\(id)/content", ["Authorization: Bearer \(vault.token)"]))
        var position = 0
        let status = try connection.receive { piece in
            let count = piece.count
            let isSame = file.bytes[position..<position + piece.count].withUnsafeBytes { stored in
                guard let stored = stored.baseAddress, let piece = piece.baseAddress else { return false }
                return memcmp(stored, piece, count) == 0
            }
            guard isSame else { throw BenchFailure("a get differs") }
            position += piece.count
        }
        guard status == 200, position == file.bytes.count else { throw BenchFailure("a get was answered \(status)") }
    }

    private struct Stored: Decodable { let id: String }

    private static func time(_ body: () throws -> Void) rethrows -> Double {
        let began = Load.now()
        try body()
        return Double(Load.now() - began) / 1e9
    }
}
