import Foundation
import Testing
import VaultModel
import VaultServer

/// Documents over the socket, with the real engine behind it.
@Suite(.serialized, .timeLimit(.minutes(2))) struct DocumentTests {
    private static let content = (0..<20_000).map { "line \($0)\n" }.joined()

    private func office(_ body: @Sendable @escaping (Office) async throws -> Void) async throws {
        try await LiveServer.run { try await body(try await Office($0)) }
    }

    private func item(_ answer: RawAnswer) throws -> RecordItem {
        try JSONDecoder().decode(RecordItem.self, from: Data(answer.body.utf8))
    }

    @Test func `a document comes back byte for byte under its own name`() async throws {
        try await office { office in
            let put = try await office.put(Self.content)
            #expect(put.status == 201)
            #expect(put.headers["etag"] == "\"1\"")
            let item = try item(put)
            #expect(item.document?.name == "З.txt")
            let got = try await office.send("GET", "/v1/records/\(item.id)/content", as: "lawyer")
            #expect(got.status == 200)
            #expect(got.body == Self.content)
            #expect(got.headers["content-length"] == "\(Self.content.utf8.count)")
            #expect(got.headers["content-type"] == "text/plain; charset=utf-8")
            #expect(got.headers["content-disposition"] == "attachment; filename*=UTF-8''%D0%97.txt")
            #expect(got.headers["accept-ranges"] == "bytes")
            #expect(got.headers["x-content-type-options"] == "nosniff")
            #expect(got.headers["cache-control"] == "no-store")
        }
    }

    @Test func `an empty document is a document`() async throws {
        try await office { office in
            let item = try item(try await office.put(""))
            let got = try await office.send("GET", "/v1/records/\(item.id)/content", as: "lawyer")
            #expect(got.status == 200)
            #expect(got.body.isEmpty)
            let part = try await office.send(
                "GET", "/v1/records/\(item.id)/content", as: "lawyer", headers: ["Range": "bytes=0-"])
            #expect(part.status == 416)
            #expect(part.headers["content-range"] == "bytes */0")
        }
    }

    @Test func `ranges give the bytes that were asked for`() async throws {
        try await office { office in
            let path = "/v1/records/\(try item(try await office.put(Self.content)).id)/content"
            let bytes = Array(Self.content.utf8)
            for (range, expected) in [
                ("bytes=0-9", 0..<10), ("bytes=65530-65545", 65530..<65546),
                ("bytes=-5", bytes.count - 5..<bytes.count),
                ("bytes=131072-", 131_072..<bytes.count),
            ] {
                let part = try await office.send("GET", path, as: "lawyer", headers: ["Range": range])
                #expect(part.status == 206)
                #expect(Array(part.body.utf8) == Array(bytes[expected]))
                #expect(
                    part.headers["content-range"]
                        == "bytes \(expected.lowerBound)-\(expected.upperBound - 1)/\(bytes.count)")
            }
            for headers in [["Range": "bytes=0-0,5-6"], ["Range": "bytes=0-0", "If-Range": "\"9\""]] {
                #expect(try await office.send("GET", path, as: "lawyer", headers: headers).status == 200)
            }
            let beyond = try await office.send("GET", path, as: "lawyer", headers: ["Range": "bytes=9999999-"])
            #expect(try beyond.problem().code == .rangeNotSatisfiable)
            #expect(beyond.headers["content-range"] == "bytes */\(bytes.count)")
        }
    }

    @Test func `a newer version says which one it follows`() async throws {
        try await office { office in
            let id = try item(try await office.put("first")).id
            let path = "/v1/records/\(id)/content"
            var headers = [
                "Content-Type": "text/plain", "Content-Disposition": "attachment; filename=second.txt",
            ]
            let blind = try await office.send("PUT", path, as: "lawyer", headers: headers, body: "second")
            #expect(try blind.problem().code == .preconditionRequired)
            headers["If-Match"] = "\"7\""
            let wrong = try await office.send("PUT", path, as: "lawyer", headers: headers, body: "second")
            #expect(try wrong.problem().code == .versionConflict)
            headers["If-Match"] = "\"1\""
            let right = try await office.send("PUT", path, as: "lawyer", headers: headers, body: "second")
            #expect(right.status == 201)
            #expect(right.headers["etag"] == "\"2\"")
            #expect(try await office.send("GET", path, as: "lawyer").body == "second")
            #expect(try await office.send("GET", path + "?version=1", as: "lawyer").body == "first")
        }
    }

    @Test func `nothing remains of an upload whose client hangs up`() async throws {
        try await office { office in
            let token = office.tokens["lawyer"] ?? ""
            let head =
                "POST /v1/cases/\(Office.code)/documents HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(token)\r\n"
                + "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt\r\n"
            for rest in [
                "Content-Length: 500000\r\n\r\n" + Self.content, "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello",
            ] {
                _ = try await office.server.exchange(head + rest, then: .hangUp)
                _ = try await office.server.exchange(head + rest, then: .halfClose)
            }
            let broken = try RawAnswer(
                try await office.server.exchange(head + "Transfer-Encoding: chunked\r\n\r\nnonsense\r\n"))
            #expect(broken.status == 400)
            #expect(try await office.documents().isEmpty)
            // And the server is none the worse for it.
            #expect(try await office.put("whole").status == 201)
        }
    }

    @Test func `an upload that was announced too large is refused before it comes`() async throws {
        try await office { office in
            let answer = try await office.server.exchange(
                "POST /v1/cases/\(Office.code)/documents HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Authorization: Bearer \(office.tokens["lawyer"] ?? "")\r\nContent-Type: text/plain\r\n"
                    + "Content-Disposition: attachment; filename=a.txt\r\nContent-Length: 8589934593\r\n\r\n")
            #expect(try RawAnswer(answer).problem().code == .bodyTooLarge)
        }
    }

    @Test func `an upload without a name or a media type is refused`() async throws {
        try await office { office in
            #expect(try await office.put("x", headers: ["Content-Type": "nonsense"]).status == 415)
            let unnamed = try await office.put("x", headers: ["Content-Disposition": "attachment"])
            #expect(try unnamed.problem().field == "Content-Disposition")
            #expect(try await office.put("x", headers: ["Sandyk-Kind": "poem"]).problem().field == "Sandyk-Kind")
            #expect(try await office.put("x", name: "..%2Fx").problem().code == .invalidValue)
        }
    }

    @Test func `the same upload sent again is stored once`() async throws {
        try await office { office in
            let first = try item(try await office.put("same", headers: ["Idempotency-Key": "k1"]))
            let again = try item(try await office.put("same", headers: ["Idempotency-Key": "k1"]))
            #expect(first.id == again.id)
            let other = try await office.put("other", headers: ["Idempotency-Key": "k1"])
            #expect(try other.problem().code == .idempotencyMismatch)
            #expect(try await office.documents().count == 1)
        }
    }

    @Test func `an upload in flight finishes when the daemon is told to stop`() async throws {
        try await office { office in
            let content = Self.content
            let answer = try await RawConnection.exchange(socket: office.server.socket) { write in
                try await write(
                    "POST /v1/cases/\(Office.code)/documents HTTP/1.1\r\nHost: x\r\nContent-Length: \(content.utf8.count)\r\n"
                        + "Authorization: Bearer \(office.tokens["lawyer"] ?? "")\r\nContent-Type: text/plain\r\n"
                        + "Expect: 100-continue\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\n")
                try await write(String(content.prefix(1000)))
            } afterFirstBytes: { write in
                await office.server.stop()
                try await write(String(content.dropFirst(1000)))
            }
            #expect(answer.contains("HTTP/1.1 201 Created"))
        }
    }
}
