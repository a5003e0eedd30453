import Foundation
import Testing
import VaultModel
import VaultServer

/// What anybody who can connect gets, before a vault is there.
@Suite(.serialized, .timeLimit(.minutes(2))) struct LiveServerTests {
    @Test func `the socket is for the daemon's user and group only, and goes when the daemon stops`() async throws {
        let place = Keepsake()
        try await LiveServer.run { server in
            let attributes = try FileManager.default.attributesOfItem(atPath: server.socket)
            #expect(attributes[.posixPermissions] as? Int == 0o660)
            #expect(attributes[.type] as? FileAttributeType == .typeSocket)
            await place.set(server.socket)
        }
        let socket = try #require(await place.value)
        #expect(!FileManager.default.fileExists(atPath: socket))
    }

    @Test func `health answers without a login`() async throws {
        try await LiveServer.run { server in
            let answer = try await server.send("GET", "/v1/health")
            #expect(answer.status == 200)
            #expect(answer.headers["cache-control"] == "no-store")
            #expect(answer.headers["date"]?.hasSuffix(" GMT") == true)
            let health = try JSONDecoder().decode(Health.self, from: Data(answer.body.utf8))
            #expect(health.state == .uninitialised)
        }
    }

    @Test func `the contract is served as it is`() async throws {
        try await LiveServer.run { server in
            let answer = try await server.send("GET", "/v1/openapi.yaml")
            #expect(answer.headers["content-type"] == "application/yaml")
            #expect(answer.body == Contract.text)
        }
    }

    @Test func `every other method on a known address is 405 and says which ones work`() async throws {
        try await LiveServer.run { server in
            for path in Set(Route.all.map(\.path)) {
                let allowed = Set(Route.all.filter { $0.path == path }.map(\.method))
                let address = path.replacing("{name}", with: "ainura").replacing("{code}", with: "KG-2026-0041")
                    .replacing("{id}", with: "00ff")
                for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"]
                where !allowed.contains(method) {
                    let answer = try await server.send(method, address)
                    #expect(answer.status == 405, "\(method) \(path)")
                    #expect(answer.headers["allow"] == allowed.sorted().joined(separator: ", "))
                    if method == "HEAD" {
                        #expect(answer.body.isEmpty)
                    } else {
                        #expect(try answer.problem().code == .methodNotAllowed)
                    }
                }
            }
        }
    }

    @Test(arguments: ["/", "/v1/secret-name", "/v1//cases", "/v1/cases/", "/../etc/passwd", "/v1/records/00ff/x"])
    func `an unknown address is a problem document that repeats nothing`(path: String) async throws {
        try await LiveServer.run { server in
            let answer = try await server.send("GET", path)
            #expect(answer.status == 404)
            #expect(try answer.problem().code == .notFound)
            #expect(!answer.body.contains("secret-name"))
        }
    }

    @Test func `whoever is not logged in is told so on every route that needs it`() async throws {
        try await LiveServer.run { server in
            for route in Route.all where route.operation.rule != nil && !route.operation.worksAtTheConsole {
                let address = route.path.replacing("{name}", with: "ainura")
                    .replacing("{code}", with: "KG-2026-0041").replacing("{id}", with: "00ff")
                for headers in [[:], ["Authorization": "Basic YTpi"], ["Authorization": "Bearer nonsense"]] {
                    let answer = try await server.send(route.method, address, headers: headers)
                    #expect([401, 503].contains(answer.status), "\(route.method) \(route.path)")
                    let challenged = answer.headers["www-authenticate"]?.hasPrefix("Bearer") == true
                    #expect(challenged == (answer.status == 401))
                }
            }
        }
    }

    @Test(arguments: [
        "nonsense\r\n\r\n", "BREW /v1/health HTTP/1.1\r\nHost: x\r\n\r\n", "GET /v1/health HTTP/9.9\r\n\r\n",
        "GET / HTTP/1.1\r\nBad Header: x\r\n\r\n",
        "GET /\u{1} HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /v1/health HTTP/1.1\r\nHost: x\r\nX: " + String(repeating: "y", count: 100_000) + "\r\n\r\n",
    ])
    func `what is not HTTP gets a problem document and the end of the connection`(text: String) async throws {
        try await LiveServer.run { server in
            let answer = try RawAnswer(try await server.exchange(text))
            #expect(answer.status == 400)
            #expect(try answer.problem().code == .invalidValue)
        }
    }

    @Test func `an unlock key has exactly thirty-two bytes`() async throws {
        try await LiveServer.run { server in
            let path = "/v1/accounts/ainura/sessions"
            let binary = ["Content-Type": "application/octet-stream"]
            let cases: [(String, [String: String], ProblemCode)] = [
                (String(repeating: "k", count: 31), binary, .invalidValue), ("", binary, .invalidValue),
                (String(repeating: "k", count: 33), binary, .bodyTooLarge),
                (String(repeating: "k", count: 32), [:], .mediaTypeNotSupported),
                (String(repeating: "k", count: 32), ["Content-Type": "application/json"], .mediaTypeNotSupported),
            ]
            for (body, headers, code) in cases {
                let answer = try await server.send("POST", path, headers: headers, body: body)
                #expect(try answer.problem().code == code)
            }
        }
    }

    @Test func `a chunked key that grows too long is refused while it comes`() async throws {
        try await LiveServer.run { server in
            let answer = try RawAnswer(
                try await server.exchange(
                    "POST /v1/accounts/ainura/sessions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                        + "Content-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "20\r\n" + String(repeating: "k", count: 32) + "\r\n1\r\nk\r\n0\r\n\r\n"))
            #expect(try answer.problem().code == .bodyTooLarge)
        }
    }

    @Test func `what init needs is named when it is missing or wrong`() async throws {
        try await LiveServer.run { server in
            var headers = ["Content-Type": "application/octet-stream"]
            let key = String(repeating: "k", count: 32)
            for (name, wrong, right) in [
                ("Sandyk-Account", "Админ", "admin"), ("Sandyk-Salt", "00", String(repeating: "0", count: 32)),
                ("Sandyk-Passes", "three", "3"), ("Sandyk-Memory-KiB", "-1", "262144"),
            ] {
                #expect(try await server.send("POST", "/v1/vault", headers: headers, body: key).problem().field == name)
                headers[name] = wrong
                let problem = try await server.send("POST", "/v1/vault", headers: headers, body: key).problem()
                #expect(problem.field == name)
                #expect(problem.status == 400)
                headers[name] = right
            }
        }
    }

    @Test func `two requests on one connection get two answers`() async throws {
        try await LiveServer.run { server in
            let text = try await server.exchange(
                "GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n"
                    + "GET /v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(text.components(separatedBy: "HTTP/1.1 200").count == 3)
        }
    }

    @Test func `a client that expects a hundred gets it before it sends`() async throws {
        try await LiveServer.run { server in
            let text = try await server.exchange(
                "POST /v1/accounts/ainura/sessions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\n"
                    + "Content-Type: application/octet-stream\r\nContent-Length: 1\r\n\r\nk")
            #expect(text.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400"))
        }
    }

    @Test func `a body that dribbles is given up with 408`() async throws {
        try await LiveServer.run {
            $0.bodySeconds = 0
            $0.slowestBytesPerSecond = 1 << 20
        } _: { server in
            let answer = try RawAnswer(
                try await server.exchange(
                    "POST /v1/accounts/ainura/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 32\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\nkkk"))
            #expect(answer.status == 408)
            #expect(try answer.problem().code == .requestTimeout)
        }
    }

    @Test func `a connection that says nothing is closed`() async throws {
        try await LiveServer.run(change: { $0.idleSeconds = 1 }) { server in
            let answer = try await server.exchange("GET /v1/hea")
            #expect(answer.isEmpty)
        }
    }

    @Test func `too many requests at once are told so`() async throws {
        try await LiveServer.run(change: { $0.requests = 0 }) { server in
            let answer = try await server.send("GET", "/v1/health")
            #expect(try answer.problem().code == .tooBusy)
            #expect(answer.headers["retry-after"] == "1")
        }
    }

    @Test func `the server goes on after clients that hang up`() async throws {
        try await LiveServer.run { server in
            for text in ["", "POST", "POST /v1/accounts/ainura/sessions HTTP/1.1\r\nContent-Length: 32\r\n\r\nkk"] {
                _ = try await server.exchange(text, then: .hangUp)
            }
            #expect(try await server.send("GET", "/v1/health").status == 200)
        }
    }

    @Test func `a second server on the same socket is refused, a stale socket is not in the way`() async throws {
        try await LiveServer.run { server in
            #expect(throws: SocketRefusal.inUse(path: server.socket)) { try SocketFile(path: server.socket).prepare() }
            let stale = server.folder + "/stale.sock"
            makeStaleSocket(stale)
            #expect(FileManager.default.fileExists(atPath: stale))
            try SocketFile(path: stale).prepare()
            #expect(!FileManager.default.fileExists(atPath: stale))
        }
    }
}

/// A value that an escaping closure leaves behind.
private actor Keepsake {
    private(set) var value: String?
    func set(_ value: String) { self.value = value }
}

private func makeStaleSocket(_ path: String) {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            _ = bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
    }
    close(descriptor)
}
