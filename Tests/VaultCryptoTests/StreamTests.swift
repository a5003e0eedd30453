import Testing
import VaultCrypto
import VaultModel

/// If one of these failed, part of an attachment could be dropped, swapped or taken from another.
struct StreamTests {
    private struct Sealed {
        var chunks: [[UInt8]]
        var description: StreamDescription
    }

    private func seal(
        _ content: [UInt8], key: borrowing DataKey, place: Place, piece: Int = 100_000
    ) throws -> Sealed {
        var sealer = try StreamSealer(
            dataKey: key, vault: place.vault, case: place.caseID, compartment: place.compartment,
            record: place.record, version: place.version)
        var chunks: [[UInt8]] = []
        for start in stride(from: 0, to: content.count, by: piece) {
            chunks += try sealer.append(Array(content[start..<min(start + piece, content.count)]))
        }
        var tail = try sealer.finish()
        while let chunk = try tail.next() { chunks.append(chunk) }
        return Sealed(chunks: chunks, description: tail.description)
    }

    private func open(_ sealed: Sealed, key: borrowing DataKey, place: Place) throws -> [UInt8] {
        let opener = try StreamOpener(
            dataKey: key, vault: place.vault, case: place.caseID, compartment: place.compartment,
            record: place.record, version: place.version, description: sealed.description)
        var content: [UInt8] = []
        for (index, chunk) in sealed.chunks.enumerated() { content += try opener.open(chunk, index: index) }
        return content
    }

    @Test(arguments: [0, 1, 2, 17, 65_535, 65_536, 65_537, 131_072, 131_073, 196_608, 1_000_000])
    func `a file of any length comes back, in whatever pieces it came`(length: Int) throws {
        let key = try DataKey()
        let place = try Place()
        for piece in [1000, 65_536, 300_000] {
            let content = pattern(length)
            let sealed = try seal(content, key: key, place: place, piece: piece)
            let opened = try open(sealed, key: key, place: place)
            #expect(opened == content)
            #expect(sealed.chunks.count == Int(sealed.description.chunkCount))
            let padded = max(1, Padding.padme(length))
            #expect(sealed.chunks.count == (padded + 65_535) / 65_536)
            #expect(sealed.chunks.reduce(0) { $0 + $1.count } == padded + 16 * sealed.chunks.count)
            #expect(sealed.chunks.dropLast().allSatisfy { $0.count == 65_552 })
        }
    }

    @Test func `an empty file is one chunk of one zero`() throws {
        let sealed = try seal([], key: DataKey(), place: Place())
        #expect(sealed.chunks.map(\.count) == [17])
        #expect(sealed.description.length == 0)
    }

    @Test func `chunks open alone and in any order`() throws {
        let key = try DataKey()
        let place = try Place()
        let content = pattern(200_000)
        let sealed = try seal(content, key: key, place: place)
        let opener = try StreamOpener(
            dataKey: key, vault: place.vault, case: place.caseID, compartment: place.compartment,
            record: place.record, version: place.version, description: sealed.description)
        for index in sealed.chunks.indices.reversed() {
            let chunk = try opener.open(sealed.chunks[index], index: index)
            #expect(chunk == Array(content.dropFirst(index * 65_536).prefix(65_536)))
        }
        for index in [-1, sealed.chunks.count, Int.max] {
            refuses { _ = try opener.open(sealed.chunks[0], index: index) }
        }
    }

    @Test func `dropping, swapping, repeating, extending and cutting are all noticed`() throws {
        let key = try DataKey()
        let place = try Place()
        let original = try seal(pattern(4 * 65_536), key: key, place: place)
        #expect(original.chunks.count == 4)
        func refused(_ comment: Comment, _ change: (inout Sealed) -> Void) {
            var sealed = original
            change(&sealed)
            refuses(.authenticationFailed, comment) { _ = try open(sealed, key: key, place: place) }
        }
        refused("a chunk dropped") { $0.chunks.remove(at: 1) }
        refused("two chunks swapped") { $0.chunks.swapAt(0, 1) }
        refused("the last chunk swapped") { $0.chunks.swapAt(2, 3) }
        refused("a chunk twice") { $0.chunks[2] = $0.chunks[1] }
        refused("a chunk added") { $0.chunks.append($0.chunks[3]) }
        refused("a chunk cut") { $0.chunks[1].removeLast() }
        refused("a chunk emptied") { $0.chunks[1] = [] }
        refused("a bit flipped") { $0.chunks[3][100] ^= 1 }
        refused("the length changed") { sealed in
            let old = sealed.description
            sealed.description = StreamDescription(
                salt: old.salt, commitment: old.commitment, chunkCount: 3, length: 3 * 65_536)
            sealed.chunks.removeLast()
        }
        refused("the count changed alone") { sealed in
            let old = sealed.description
            sealed.description = StreamDescription(
                salt: old.salt, commitment: old.commitment, chunkCount: 3, length: old.length)
        }
        refused("an absurd length") { sealed in
            let old = sealed.description
            sealed.description = StreamDescription(
                salt: old.salt, commitment: old.commitment, chunkCount: .max, length: .max)
        }
    }

    @Test func `a chunk from another file is refused, even under the same data key and place`() throws {
        let key = try DataKey()
        let place = try Place()
        var one = try seal(pattern(200_000), key: key, place: place)
        let two = try seal(pattern(200_000), key: key, place: place)
        one.chunks[1] = two.chunks[1]
        refuses { _ = try open(one, key: key, place: place) }
        one.chunks = two.chunks
        refuses { _ = try open(one, key: key, place: place) }
    }

    @Test func `a stream opens in its own place under its own key alone`() throws {
        let key = try DataKey()
        let place = try Place()
        let sealed = try seal([1, 2, 3], key: key, place: place)
        refuses { _ = try open(sealed, key: DataKey(), place: place) }
        let changes: [(inout Place) throws -> Void] = [
            { $0.vault = try id(1) }, { $0.caseID = try id(1) }, { $0.compartment = .casework },
            { $0.record = try id(1) }, { $0.version = 4 },
        ]
        for change in changes {
            var other = place
            try change(&other)
            refuses { _ = try open(sealed, key: key, place: other) }
        }
        let old = sealed.description
        for (salt, commitment) in [
            (pattern(32), old.commitment), (old.salt, pattern(32)), ([], old.commitment), (old.salt, []),
        ] {
            var changed = sealed
            changed.description = StreamDescription(salt: salt, commitment: commitment, chunkCount: 1, length: 3)
            refuses { _ = try open(changed, key: key, place: place) }
        }
    }
}
