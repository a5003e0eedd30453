import Foundation

/// Recorded reads and writes of 2 KiB notes beside a bare route, at 1, 16 and 64 connections.
struct RequestRun {
    let daemon: Daemon
    let vault: SampleVault
    let seconds: Double

    struct Figures: Codable {
        let connections: Int
        let bare: Load.Figures
        let read: Load.Figures
        let write: Load.Figures
        var readShare: Double { read.perSecond / bare.perSecond }
        var writeShare: Double { write.perSecond / bare.perSecond }
    }

    func figures() throws -> [Figures] {
        let bare = request("GET", "/v1/health")
        let reads = vault.notes.map { request("GET", "/v1/records/\($0)", ["Authorization: Bearer \(vault.token)"]) }
        var writes = NoteWrites(token: vault.token)
        var turn = 0
        return try [1, 16, 64].map { connections in
            let load = { expecting in
                Load(socket: daemon.socket, connections: connections, seconds: seconds, expecting: expecting)
            }
            return Figures(
                connections: connections, bare: try load(200).run { bare },
                read: try load(200).run {
                    turn += 1
                    return reads[turn % reads.count]
                },
                write: try load(201).run { writes.next() })
        }
    }
}

/// Writes of one note, each with an idempotency key of its own, as the command line sends them.
struct NoteWrites {
    private var bytes: [UInt8]
    private let keyStart: Int
    private var number = 0

    init(token: String, text: String = String(SampleVault.text)) {
        let body = "{\"text\": \"\(text.replacing("\n", with: "\\n"))\"}"
        let key = String(repeating: "0", count: 32)
        let head = request(
            "POST", "/v1/cases/\(SampleVault.code)/records",
            [
                "Authorization: Bearer \(token)", "Content-Type: application/json",
                "Content-Length: \(body.utf8.count)", "Idempotency-Key: \(key)",
            ])
        bytes = head + Array(body.utf8)
        keyStart = head.count - 4 - key.utf8.count
    }

    mutating func next() -> [UInt8] {
        number += 1
        var rest = number
        for place in stride(from: keyStart + 31, through: keyStart + 16, by: -1) {
            bytes[place] = 0x30 + UInt8(rest % 10)
            rest /= 10
        }
        return bytes
    }
}

/// A request's head.
func request(_ method: String, _ path: String, _ headers: [String] = []) -> [UInt8] {
    let lines = ["\(method) \(path) HTTP/1.1", "Host: sandyk"] + headers
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
}
