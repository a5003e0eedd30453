import Testing
import VaultCrypto

/// If one of these failed, the system's libsodium would not compute what the rest of the world computes:
/// sealed values could be forged, or no other program could ever open them.
@Suite(.enabled(if: Project.hasPublicVectors, "needs ../shared/vectors"))
struct WycheproofTests {
    private struct NoGroup: Decodable {}

    private struct AEADCase: WycheproofCase {
        let tcId: Int
        let comment: String
        let result: String
        let key, iv, aad, msg, ct, tag: HexBytes
    }

    private typealias Cipher = (
        _ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer, _ additional: UnsafeRawBufferPointer,
        _ nonce: UnsafeRawBufferPointer, _ key: UnsafeRawBufferPointer
    ) throws -> Void

    /// Sealing gives the vector's bytes, and opening gives the message back.
    private func accepts(_ test: AEADCase, seal: Cipher, open: Cipher) throws -> Bool {
        func run(_ cipher: Cipher, _ input: [UInt8], count: Int) throws -> [UInt8] {
            var output = [UInt8](repeating: 0, count: count)
            try output.withUnsafeMutableBytes { output in
                try input.withUnsafeBytes { input in
                    try test.aad.bytes.withUnsafeBytes { additional in
                        try test.iv.bytes.withUnsafeBytes { nonce in
                            try test.key.bytes.withUnsafeBytes { key in
                                try cipher(input, output, additional, nonce, key)
                            }
                        }
                    }
                }
            }
            return output
        }
        let sealed = test.ct.bytes + test.tag.bytes
        let opened = try run(open, sealed, count: test.msg.bytes.count)
        return try opened == test.msg.bytes && run(seal, test.msg.bytes, count: sealed.count) == sealed
    }

    @Test func `XChaCha20-Poly1305 seals and opens as everybody's does, and refuses forgeries`() throws {
        try WycheproofFile<NoGroup, AEADCase>.run("xchacha20_poly1305_test") { _, test in
            try accepts(
                test,
                seal: { try XChaCha20Poly1305.seal($0, into: $1, additionalData: $2, nonce: $3, key: $4) },
                open: { try XChaCha20Poly1305.open($0, into: $1, additionalData: $2, nonce: $3, key: $4) })
        }
    }

    @Test func `ChaCha20-Poly1305 seals and opens as everybody's does, and refuses forgeries`() throws {
        try WycheproofFile<NoGroup, AEADCase>.run("chacha20_poly1305_test") { _, test in
            try accepts(
                test,
                seal: { try ChaCha20Poly1305.seal($0, into: $1, additionalData: $2, nonce: $3, key: $4) },
                open: { try ChaCha20Poly1305.open($0, into: $1, additionalData: $2, nonce: $3, key: $4) })
        }
    }

    private struct AgreementCase: WycheproofCase {
        let tcId: Int
        let comment: String
        let result: String
        let `public`, `private`, shared: HexBytes
    }

    @Test func `X25519 agrees with everybody's, and refuses a shared secret of zero`() throws {
        let isNotZero = { (test: AgreementCase) in test.shared.bytes.contains { $0 != 0 } }
        try WycheproofFile<NoGroup, AgreementCase>.run("x25519_test", acceptable: isNotZero) { _, test in
            var shared = [UInt8](repeating: 0, count: 32)
            try shared.withUnsafeMutableBytes { shared in
                try test.public.bytes.withUnsafeBytes { publicKey in
                    try test.private.bytes.withUnsafeBytes { scalar in
                        try X25519.sharedSecret(scalar: scalar, publicKey: publicKey, into: shared)
                    }
                }
            }
            return shared == test.shared.bytes
        }
    }

    private struct SignatureGroup: Decodable {
        struct PublicKey: Decodable { let pk: HexBytes }
        let publicKey: PublicKey
    }

    private struct SignatureCase: WycheproofCase {
        let tcId: Int
        let comment: String
        let result: String
        let msg, sig: HexBytes
    }

    @Test func `Ed25519 takes true signatures and refuses false, malleable and cut ones`() throws {
        try WycheproofFile<SignatureGroup, SignatureCase>.run("ed25519_test") { group, test in
            try SigningPublicKey(bytes: group.publicKey.pk.bytes)
                .isValid(Signature(bytes: test.sig.bytes), for: test.msg.bytes)
        }
    }
}
