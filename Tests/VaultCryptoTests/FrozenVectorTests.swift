import Testing
import VaultCrypto
import VaultModel

/// If one of these failed, this version could not read what an earlier one wrote: every vault would be lost.
struct FrozenVectorTests {
    @Test func `sealed values of every version open`() throws {
        let vectors = try FrozenVectors("sealed") {
            let place = try Place()
            return try [0, 1, 40, 300].map { count in
                let data: DataKey = try key(0x10)
                return [
                    "context": Hex.encode(place.header.encoded), "plaintext": Hex.encode(pattern(count)),
                    "sealed": Hex.encode(try data.seal(pattern(count), context: place.header)),
                    "padded": Hex.encode(try data.sealPadded(pattern(count), context: place.header)),
                    "derived": Hex.encode(data.derive(place.header)),
                    "hash": Hex.encode(place.header.hash(pattern(count))),
                ]
            }
        }
        let context = try Place().header
        let data: DataKey = try key(0x10)
        for vector in vectors.cases {
            let plaintext = try vector.bytes("plaintext")
            let opened = try data.open(vector.bytes("sealed"), context: context)
            let unpadded = try data.openPadded(vector.bytes("padded"), context: context)
            let derived = data.derive(context)
            #expect(try context.encoded == vector.bytes("context"))
            #expect(opened == plaintext)
            #expect(unpadded == plaintext)
            #expect(try derived == vector.bytes("derived"))
            #expect(try context.hash(plaintext) == vector.bytes("hash"))
        }
    }

    @Test func `every context has the bytes it always had`() throws {
        let contexts = try ContextTests.allContexts().map { Hex.encode($0.encoded) }
        let vectors = try FrozenVectors("contexts") { contexts.map { ["context": $0] } }
        #expect(try vectors.cases.map { try $0.text("context") } == contexts)
    }

    @Test func `keys that were sealed to a person open`() throws {
        let context = SealContext.keystoreSlot(vault: try id(0xA1), generation: 4, kind: 1)
        let vectors = try FrozenVectors("person") {
            let holder = try AgreementSecret(derivedFrom: key(0x20), slot: 1)
            let sealed = try holder.publicKey.seal(key: key(0x30, as: FileKeyRole.self), context: context)
            return [
                [
                    "recipient": Hex.encode(holder.publicKey.bytes), "sealed": Hex.encode(sealed),
                    "context": Hex.encode(context.encoded), "key": Hex.encode(try bytes(of: secret(0x30))),
                ]
            ]
        }
        let holder = try AgreementSecret(derivedFrom: key(0x20), slot: 1)
        for vector in vectors.cases {
            let opened = try holder.openKey(vector.bytes("sealed"), as: FileKeyRole.self, context: context)
            #expect(try bytes(of: opened) == vector.bytes("key"))
            let recipient = holder.publicKey.bytes
            #expect(try recipient == vector.bytes("recipient"))
        }
    }

    @Test func `attachments of every version open`() throws {
        let place = try Place()
        let vectors = try FrozenVectors("stream") {
            try [0, 5, 66_000].map { length in
                var sealer = try StreamSealer(
                    dataKey: key(0x40), vault: place.vault, case: place.caseID, compartment: place.compartment,
                    record: place.record, version: place.version)
                var seals = try sealer.append(pattern(length))
                var tail = try sealer.finish()
                while let seal = try tail.next() { seals.append(seal) }
                let description = tail.description
                return [
                    "length": "\(length)", "chunks": "\(description.chunkCount)",
                    "salt": Hex.encode(description.salt), "commitment": Hex.encode(description.commitment),
                    "seals": Hex.encode(seals.joined()),
                ]
            }
        }
        for vector in vectors.cases {
            let length = try vector.number("length"), count = try vector.number("chunks")
            let description = StreamDescription(
                salt: try vector.bytes("salt"), commitment: try vector.bytes("commitment"),
                chunkCount: UInt32(count), length: UInt64(length))
            let opener = try StreamOpener(
                dataKey: key(0x40), vault: place.vault, case: place.caseID, compartment: place.compartment,
                record: place.record, version: place.version, description: description)
            let seals = try vector.bytes("seals")
            var content: [UInt8] = []
            for index in 0..<count {
                content += try opener.open(Array(seals.dropFirst(index * 65_552).prefix(65_552)), index: index)
            }
            #expect(content == pattern(length))
        }
    }

    @Test func `passphrases give the unlock keys they always gave, in either encoding of й and ё`() throws {
        let cost = try PassphraseCost(passes: 1, memoryKiB: 64)
        let salt = try PassphraseSalt(bytes: pattern(16))
        func unlock(_ text: String, _ device: HeldKey<DeviceKeyRole>?) throws -> [UInt8] {
            bytes(
                of: try Passphrase(normalising: text).unlockKey(salt: salt, cost: cost, deviceKey: device, floor: cost))
        }
        let device = HeldKey(try key(0x50, as: DeviceKeyRole.self))
        let texts = ["correct horse", "зелёный чай", "Айгүл\u{A0}ёж й", "密码 🔑"]
        let vectors = try FrozenVectors("unlock") {
            try texts.map { text in
                let nfc = text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ")
                return [
                    "scalars": nfc, "salt": Hex.encode(salt.bytes), "cost": Hex.encode(cost.bytes),
                    "unlock": Hex.encode(try unlock(text, nil)), "withDevice": Hex.encode(try unlock(text, device)),
                ]
            }
        }
        for vector in vectors.cases {
            var text = String.UnicodeScalarView()
            for value in try vector.text("scalars").split(separator: " ") {
                text.append(try #require(UInt32(value, radix: 16).flatMap(Unicode.Scalar.init)))
            }
            let composed = String(text)
            let decomposed = composed.unicodeScalars.reduce(into: "") { result, scalar in
                switch scalar {
                case "\u{439}": result += "\u{438}\u{306}"
                case "\u{451}": result += "\u{435}\u{308}"
                default: result.unicodeScalars.append(scalar)
                }
            }
            for text in [composed, decomposed] {
                #expect(try unlock(text, nil) == vector.bytes("unlock"))
                #expect(try unlock(text, device) == vector.bytes("withDevice"))
            }
        }
    }

    @Test func `a slot's passphrase gives the secret it always gave, and a meta key its name`() throws {
        let cost = try PassphraseCost(passes: 1, memoryKiB: 64)
        let salt = try PassphraseSalt(bytes: pattern(16))
        func secret(_ text: String, _ kind: UInt8) throws -> SlotSecret {
            try Passphrase(normalising: text).slotSecret(kind: kind, salt: salt, cost: cost, floor: cost)
        }
        let slots = try FrozenVectors("slot") {
            try [("correct horse", UInt8(3)), ("зелёный чай", 4)].map { text, kind in
                let made = try secret(text, kind)
                return [
                    "passphrase": text, "kind": "\(kind)", "salt": Hex.encode(salt.bytes),
                    "cost": Hex.encode(cost.bytes), "secret": Hex.encode(made.withUnsafeBytes { Array($0) }),
                    "publicKey": Hex.encode(try AgreementSecret(slot: made).publicKey.bytes),
                ]
            }
        }
        for vector in slots.cases {
            let made = try secret(try vector.text("passphrase"), UInt8(try vector.number("kind")))
            let given = made.withUnsafeBytes { Array($0) }
            #expect(try given == vector.bytes("secret"))
            let publicKey = try AgreementSecret(slot: made).publicKey.bytes
            #expect(try publicKey == vector.bytes("publicKey"))
        }
        let vault: VaultID = try id(0xA1)
        let meta: MetaKey = try key(0x02)
        let metas = try FrozenVectors("metakey") {
            [
                [
                    "key": Hex.encode(meta.withUnsafeBytes { Array($0) }),
                    "commitment": Hex.encode(meta.derive(.metaKey(vault: vault))),
                ]
            ]
        }
        for vector in metas.cases {
            let commitment = meta.derive(.metaKey(vault: vault))
            #expect(try commitment == vector.bytes("commitment"))
        }
    }

    @Test func `account keys of every version open`() throws {
        let vault: VaultID = try id(0xA1)
        let salt = try PassphraseSalt(bytes: pattern(16))
        let vectors = try FrozenVectors("account") {
            let account = try AccountKeys(
                agreement: AgreementSecret(scalar: secret(0x60)), signing: SigningSecret(seed: secret(0x80)))
            let sealed = try account.sealed(
                unlock: key(0x01), meta: key(0x02), vault: vault, salt: salt, cost: .standard)
            return [
                [
                    "keyID": account.keyID.hex, "agreement": Hex.encode(account.publicKeys.agreement.bytes),
                    "signing": Hex.encode(account.publicKeys.signing.bytes), "sealed": Hex.encode(sealed),
                    "requestDigest": Hex.encode(account.requestDigest(of: [1, 2, 3], vault: vault)),
                    "words": KeyWords(account.keyID).text,
                    "signature": Hex.encode(
                        try account.signing.sign([1, 2, 3], context: .authorityEvent(vault: vault)).bytes),
                ]
            ]
        }
        for vector in vectors.cases {
            let holder = try #require(KeyID(hex: vector.text("keyID")))
            let account = try AccountKeys(
                opening: vector.bytes("sealed"), unlock: key(0x01), meta: key(0x02), vault: vault, holder: holder,
                salt: salt, cost: .standard)
            let keys = account.publicKeys
            #expect(try keys.agreement.bytes == vector.bytes("agreement"))
            #expect(try keys.signing.bytes == vector.bytes("signing"))
            let digest = account.requestDigest(of: [1, 2, 3], vault: vault)
            #expect(try digest == vector.bytes("requestDigest"))
            #expect(try KeyWords(holder).text == vector.text("words"))
            let signature = try account.signing.sign([1, 2, 3], context: .authorityEvent(vault: vault))
            #expect(try signature.bytes == vector.bytes("signature"))
        }
    }

    @Test func `text forms of every version are read`() throws {
        let vectors = try FrozenVectors("text") {
            try [0x00, 0x70, 0xE1].map { (first: UInt8) in
                let root: RootKey = try key(first)
                let line = bytes(of: try TextForm.rootKey.encode(root))
                let code = try InviteCode(bytes: Array(bytes(of: root).prefix(10)))
                return [
                    "key": Hex.encode(bytes(of: root)), "root": String(decoding: line, as: UTF8.self),
                    "token": try TextForm.sessionToken.string(key(first)), "invite": code.text,
                    "inviteHash": Hex.encode(code.hash),
                ]
            }
        }
        for vector in vectors.cases {
            let expected = try vector.bytes("key"), line = Array(try vector.text("root").utf8)
            let root = try TextForm.rootKey.decode(SecretBytes(count: line.count) { $0.copyBytes(from: line) })
            let token = try TextForm.sessionToken.decode(string: vector.text("token"))
            #expect(bytes(of: root) == expected)
            #expect(bytes(of: token) == expected)
            let code = try InviteCode(parsing: vector.text("invite"))
            #expect(try code.hash == vector.bytes("inviteHash"))
            #expect(try code.text == vector.text("invite"))
        }
    }

    @Test func `paddings and tree roots are what they always were`() throws {
        func root(_ size: Int) -> [UInt8] {
            var frontier = MerkleFrontier()
            for index in 0..<size { frontier.append(leaf: Merkle.leafHash(entry: pattern(index))) }
            return frontier.root
        }
        let sizes = [0, 1, 2, 3, 7, 8, 100]
        let lengths = [0, 1, 9, 100, 1000, 65_536, 65_537, 1_000_000, 5_000_000_000]
        let roots = try FrozenVectors("merkle") { sizes.map { ["size": "\($0)", "root": Hex.encode(root($0))] } }
        for vector in roots.cases { #expect(try root(vector.number("size")) == vector.bytes("root")) }
        let padded = try FrozenVectors("padding") {
            lengths.map { ["length": "\($0)", "padme": "\(Padding.padme($0))"] }
        }
        for vector in padded.cases {
            #expect(try Padding.padme(vector.number("length")) == vector.number("padme"))
        }
    }
}
